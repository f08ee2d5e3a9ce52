//! What runs the tasks: the agent on this machine's kernel, or nothing.

use std::{
    os::unix::net::UnixStream,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use anyhow::{Context as _, Result, anyhow, bail};
use minato_datapath::TableUse;
use minato_node::{Agent, Config, Instance};
use minato_store::Store;
use minato_workload::HostName;
use tokio::sync::watch;

use super::own_program;
use crate::{
    cli::ServeArguments,
    no_data_plane,
    report::{Image, Occupancy},
};

/// What runs the tasks.
pub(crate) struct Plane {
    agent: Option<Agent>,
    stop: Arc<AtomicBool>,
    /// True when it shall end.
    shutdown: watch::Sender<bool>,
    /// True when it has ended.
    ended: watch::Receiver<bool>,
    thread: Mutex<Option<JoinHandle<Result<()>>>>,
}

impl Plane {
    /// The agent. It takes over what one before it left.
    pub(super) fn kernel(
        arguments: &ServeArguments,
        instance: &Instance,
        store: Arc<dyn Store>,
        host: &HostName,
    ) -> Result<Self> {
        if let Some(address) = &arguments.containerd {
            // Later it may come and go; one that was named and is not there now is a mistake.
            UnixStream::connect(address).with_context(|| {
                format!("no containerd answers at {}; leave --containerd out to have one started", address.display())
            })?;
        }
        let config = Config {
            data_dir: instance.data_dir().to_owned(),
            host: host.clone(),
            containerd: arguments.containerd.clone(),
            public_pool: Some(arguments.addresses.public_pool),
            ipv6_range: arguments.addresses.ipv6_range,
            log_program: own_program()?,
        };
        let agent = Agent::new(config, store)?;
        let running = agent.clone();
        Self::start(Some(agent), move |_, mut shutdown| {
            let wait = async move {
                // An error says that the sender is gone: that is the end as well.
                let _ = shutdown.wait_for(|stop| *stop).await;
            };
            running.run(wait).map_err(anyhow::Error::from)
        })
    }

    /// What only writes the statuses that an agent would write.
    pub(super) fn none(store: Arc<dyn Store>, host: HostName) -> Result<Self> {
        Self::start(None, move |stop, _| {
            no_data_plane::run(&*store, &host, stop);
            Ok(())
        })
    }

    fn start(
        agent: Option<Agent>,
        work: impl FnOnce(&AtomicBool, watch::Receiver<bool>) -> Result<()> + Send + 'static,
    ) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (shutdown, shutdown_seen) = watch::channel(false);
        let (ended_sender, ended) = watch::channel(false);
        let seen = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("data plane".to_owned())
            .spawn(move || {
                let result = work(&seen, shutdown_seen);
                // Dropping it says the same, also after a panic.
                let _ = ended_sender.send(true);
                result
            })
            .context("cannot start a thread")?;
        Ok(Self { agent, stop, shutdown, ended, thread: Mutex::new(Some(thread)) })
    }

    /// The agent, if there is one.
    pub(super) fn agent(&self) -> Option<&Agent> {
        self.agent.as_ref()
    }

    /// Takes the images of an archive into the container runtime's store.
    pub(super) async fn import(&self, archive: &Path, name: Option<&str>) -> Result<Vec<String>> {
        let Some(agent) = &self.agent else {
            bail!("without a data plane there are no images: nothing runs");
        };
        Ok(agent.import_images(archive, name).await?)
    }

    /// The images in the container runtime's store.
    pub(super) async fn images(&self) -> Result<Vec<Image>> {
        let Some(agent) = &self.agent else { return Ok(Vec::new()) };
        let images = agent.images().await?;
        Ok(images.into_iter().map(|image| Image { name: image.name, digest: image.digest }).collect())
    }

    /// How full the kernel's tables are.
    pub(super) fn occupancy(&self) -> Result<Vec<Occupancy>> {
        let Some(agent) = &self.agent else { return Ok(Vec::new()) };
        let occupancy = |TableUse { table, entries, limit }| Occupancy { table: table.to_owned(), entries, limit };
        Ok(agent.tables()?.into_iter().map(occupancy).collect())
    }

    /// What the agent could not do, and tries again.
    pub(super) fn problems(&self) -> Result<Vec<String>> {
        let Some(agent) = &self.agent else { return Ok(Vec::new()) };
        let failing = agent.observe()?.health.into_iter().filter(|(_, health)| !health.is_healthy());
        Ok(failing.filter_map(|(part, health)| Some(format!("{part:?}: {}", health.last_error?))).collect())
    }

    /// Ready when it has ended.
    pub(super) async fn ended(&self) {
        let mut ended = self.ended.clone();
        // An error says that its thread is gone.
        let _ = ended.wait_for(|ended| *ended).await;
    }

    /// Ends it and waits. Containers and their network stay as they are.
    pub(super) fn end(&self) -> Result<()> {
        self.stop.store(true, Ordering::Relaxed);
        self.shutdown.send_replace(true);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        match thread.map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(anyhow!("what runs the tasks ended in a panic")),
            None => Ok(()),
        }
    }
}
