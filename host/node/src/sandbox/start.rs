//! A sandbox begins: its ENI, its images, its containers.

use std::{net::IpAddr, sync::Arc};

use futures::future::try_join_all;
use jiff::Timestamp;
use minato_workload::{DesiredState, Phase, Sandbox, SandboxStatus, StopCause};
use tokio::task::spawn_blocking;

use super::{
    StepError, status,
    worker::{Next, Worker},
};
use crate::{
    error::RuntimeError,
    health::chain,
    network::{Connection, NetworkError},
    runtime::{Containerd, Image, ImageReference, SandboxFiles, prepare_files},
};

/// ECS's names of what can go wrong before a task runs.
const NETWORK_ERROR: &str = "ResourceInitializationError";
const PULL_ERROR: &str = "CannotPullContainerError";
const START_ERROR: &str = "CannotStartContainerError";

impl Worker {
    /// Makes the ENI, filtered before it is up.
    pub(super) async fn connect(&self, sandbox: &Sandbox, mut status: SandboxStatus) -> Result<Next, StepError> {
        match self.ensure_connected(sandbox).await {
            Ok(_) => {
                let now = Timestamp::now();
                status.phase = Phase::Starting;
                status.connected_at = Some(now);
                status.pull_started_at = Some(now);
            }
            Err(StepError::Network(error @ NetworkError::NoInterface(_))) => {
                self.fail(&mut status, NETWORK_ERROR, None, &error);
            }
            Err(error) => return Err(error),
        }
        self.context.save(&status).await?;
        Ok(Next::Again)
    }

    async fn ensure_connected(&self, sandbox: &Sandbox) -> Result<Connection, StepError> {
        let _permit = self.context.permits.acquire().await;
        let (network, interface) = (Arc::clone(&self.context.network), sandbox.interface.clone());
        Ok(spawn_blocking(move || network.connect(&interface, None)).await??)
    }

    /// Fetches the images and starts the containers in order.
    pub(super) async fn start(&self, sandbox: &Sandbox, mut status: SandboxStatus) -> Result<Next, StepError> {
        let containerd = self.containerd().await;
        let images = tokio::select! {
            images = fetch(&containerd, sandbox) => images,
            () = self.until_unwanted() => return Ok(Next::Again),
        };
        status.pull_stopped_at.get_or_insert_with(Timestamp::now);
        match images {
            Ok(images) => self.start_containers(&containerd, sandbox, &images, &mut status).await?,
            Err((_, error)) if error.is_transient() => return Err(error.into()),
            Err((name, error)) => self.fail(&mut status, PULL_ERROR, Some(&name), &error),
        }
        self.context.save(&status).await?;
        Ok(Next::Again)
    }

    async fn start_containers(
        &self,
        containerd: &Containerd,
        sandbox: &Sandbox,
        images: &[Image],
        status: &mut SandboxStatus,
    ) -> Result<(), StepError> {
        let connection = self.ensure_connected(sandbox).await?;
        let _permit = self.context.permits.acquire().await;
        let files = prepare_files(&self.context.instance.sandboxes_dir(), &self.id.0, &files_of(sandbox, &connection))
            .map_err(|source| StepError::System { what: "writing a sandbox's files", source })?;
        containerd
            .cgroups()
            .limit(&containerd.sandbox_cgroup(&self.id.0), sandbox.memory_limit_mib, sandbox.cpu_limit_units)
            .map_err(|source| StepError::System { what: "limiting a sandbox's resources", source })?;
        for (index, (container, image)) in sandbox.containers.iter().zip(images).enumerate() {
            match containerd.start(sandbox, container, image, &connection.namespace, &files).await {
                Ok(()) => status::note_started(&mut status.containers[index], sandbox, &image.digest, Timestamp::now()),
                Err(error) if error.is_transient() => return Err(error.into()),
                Err(error) => {
                    self.fail(status, START_ERROR, Some(&container.name), &error);
                    return Ok(());
                }
            }
        }
        status.phase = Phase::Running;
        status.started_at = Some(Timestamp::now());
        Ok(())
    }

    /// Waits until the sandbox is no longer to run, or is gone.
    async fn until_unwanted(&self) {
        loop {
            self.changed.notified().await;
            match self.context.load(&self.id).await {
                Ok((Some(sandbox), _)) if sandbox.desired == DesiredState::Running => {}
                _ => return,
            }
        }
    }

    fn fail(&self, status: &mut SandboxStatus, error: &str, container: Option<&str>, cause: &dyn std::error::Error) {
        let message = chain(cause);
        tracing::warn!(sandbox = %self.id, error, container, %message, "cannot start");
        if let Some(container) = status.containers.iter_mut().find(|c| Some(c.name.as_str()) == container) {
            container.reason = Some(format!("{error}: {message}"));
        }
        let cause = StopCause::FailedToStart { error: error.to_owned(), message };
        status::begin_stop(status, cause, Timestamp::now());
    }
}

/// The images of a sandbox's containers, in order; else which container's failed.
async fn fetch(containerd: &Containerd, sandbox: &Sandbox) -> Result<Vec<Image>, (String, Arc<RuntimeError>)> {
    let fetches = sandbox.containers.iter().map(async |container| {
        let failed = |error: Arc<RuntimeError>| (container.name.clone(), error);
        let reference = ImageReference::parse(&container.image).map_err(|error| failed(Arc::new(error.into())))?;
        containerd.ensure_image(&reference).await.map_err(failed)
    });
    try_join_all(fetches).await
}

/// What the containers see of their network. `AmazonProvidedDNS` gives no server: a name is then looked up in
/// `/etc/hosts` only, and is unknown at once.
fn files_of(sandbox: &Sandbox, connection: &Connection) -> SandboxFiles {
    let option = |name: &str| {
        let options = connection.dhcp_options.as_ref().map(|options| &options.options);
        options.and_then(|options| options.get(name)).into_iter().flatten()
    };
    let name_servers: Vec<IpAddr> = option("domain-name-servers").filter_map(|server| server.parse().ok()).collect();
    SandboxFiles {
        hostname: sandbox.hostname.clone(),
        address: connection.interface.address,
        name_servers,
        search: option("domain-name").next().cloned(),
    }
}
