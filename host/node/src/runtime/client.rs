//! The connection to containerd: whose it is, which namespace, which snapshotter.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use containerd_client::services::v1::{
    CreateNamespaceRequest, DeleteNamespaceRequest, ListNamespacesRequest, Namespace, PluginsRequest,
    containers_client::ContainersClient, content_client::ContentClient, events_client::EventsClient,
    images_client::ImagesClient, introspection_client::IntrospectionClient, namespaces_client::NamespacesClient,
    snapshots::snapshots_client::SnapshotsClient, tasks_client::TasksClient, version_client::VersionClient,
};
use tokio::time::{Instant, sleep, timeout};
use tonic::{
    Code, Request, Status,
    metadata::{Ascii, MetadataValue},
    transport::Channel,
};

use super::{cgroup::Cgroups, image::Pulls, own_containerd::OwnContainerd, spec};
use crate::{
    config::{Config, DEFAULT_CONTAINERD, Instance},
    error::RuntimeError,
};

/// How long one call may take; images are fetched by a program with its own limit.
const CALL_TIMEOUT: Duration = Duration::from_mins(1);

/// How long a containerd of our own has to answer after its start.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// How long it may take until its process is known by its command line.
const EXEC_TIMEOUT: Duration = Duration::from_secs(1);

/// A list of containers holds their specifications: far more than the default of 4 MiB.
const MAX_MESSAGE_BYTES: usize = 64 << 20;

/// containerd, as one instance sees it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Containerd {
    channel: Channel,
    namespace: MetadataValue<Ascii>,
    pub(super) inner: Arc<Settings>,
}

/// What does not change while connected.
pub(crate) struct Settings {
    pub(super) instance: Instance,
    pub(super) address: PathBuf,
    pub(super) snapshotter: String,
    pub(super) log_program: PathBuf,
    pub(super) cgroups: Cgroups,
    pub(super) open_files: u64,
    pub(super) pulls: Pulls,
}

impl Containerd {
    /// Connects to the containerd that is configured, or ours if it was started, or the machine's, or starts ours.
    pub(crate) async fn connect(config: &Config, instance: &Instance) -> Result<Self, RuntimeError> {
        let (channel, address) = Self::reach(config, instance).await?;
        let containerd = Self::on(channel, address, instance, &config.log_program).await?;
        containerd.ensure_namespace().await?;
        Ok(containerd)
    }

    /// Connects to a containerd that runs, or gives `None`: for taking things down, which starts nothing.
    pub(crate) async fn connect_existing(config: &Config, instance: &Instance) -> Result<Option<Self>, RuntimeError> {
        let own = OwnContainerd::of(instance).socket();
        let candidates = [config.containerd.clone(), Some(own), Some(DEFAULT_CONTAINERD.into())];
        for address in candidates.into_iter().flatten() {
            if let Some(channel) = answering(&address).await {
                let found = Self::on(channel, address, instance, &config.log_program).await?;
                if found.has_namespace().await? {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    async fn reach(config: &Config, instance: &Instance) -> Result<(Channel, PathBuf), RuntimeError> {
        if let Some(address) = &config.containerd {
            let no_answer = || RuntimeError::NoAnswer { address: address.clone(), hint: String::new() };
            return Ok((answering(address).await.ok_or_else(no_answer)?, address.clone()));
        }
        let own = OwnContainerd::of(instance);
        let default = PathBuf::from(DEFAULT_CONTAINERD);
        if !own.was_started()
            && let Some(channel) = answering(&default).await
        {
            return Ok((channel, default));
        }
        own.start()?;
        let address = own.socket();
        let begun = Instant::now();
        loop {
            if let Some(channel) = answering(&address).await {
                return Ok((channel, address));
            }
            let has_ended = begun.elapsed() > EXEC_TIMEOUT && own.pid().is_none();
            if begun.elapsed() > START_TIMEOUT || has_ended {
                return Err(RuntimeError::NoAnswer { address, hint: format!(": {}", own.log_tail()) });
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn on(
        channel: Channel,
        address: PathBuf,
        instance: &Instance,
        log_program: &Path,
    ) -> Result<Self, RuntimeError> {
        let namespace = instance.containerd_namespace();
        let namespace = namespace.parse().expect("an instance's id is hexadecimal digits, which a header may hold");
        let snapshotter = choose_snapshotter(&channel).await?;
        let cgroups = Cgroups::discover().map_err(system("reading the mounted cgroups"))?;
        let inner = Settings {
            instance: instance.clone(),
            address,
            snapshotter,
            log_program: log_program.to_owned(),
            cgroups,
            open_files: spec::MAX_OPEN_FILES.min(own_open_files()),
            pulls: Pulls::default(),
        };
        Ok(Self { channel, namespace, inner: Arc::new(inner) })
    }

    /// The cgroups of this machine.
    pub(crate) fn cgroups(&self) -> &Cgroups {
        &self.inner.cgroups
    }

    /// Its socket.
    pub(crate) fn address(&self) -> &Path {
        &self.inner.address
    }

    /// A request in the instance's namespace, with a limit on its time.
    pub(super) fn request<T>(&self, message: T) -> Request<T> {
        let mut request = self.lasting_request(message);
        request.set_timeout(CALL_TIMEOUT);
        request
    }

    /// A request that takes as long as it takes, such as an event stream.
    pub(super) fn lasting_request<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        request.metadata_mut().insert("containerd-namespace", self.namespace.clone());
        request
    }

    pub(super) fn containers(&self) -> ContainersClient<Channel> {
        ContainersClient::new(self.channel.clone()).max_decoding_message_size(MAX_MESSAGE_BYTES)
    }

    pub(super) fn content(&self) -> ContentClient<Channel> {
        ContentClient::new(self.channel.clone())
    }

    pub(super) fn events(&self) -> EventsClient<Channel> {
        EventsClient::new(self.channel.clone())
    }

    pub(super) fn images(&self) -> ImagesClient<Channel> {
        ImagesClient::new(self.channel.clone()).max_decoding_message_size(MAX_MESSAGE_BYTES)
    }

    pub(super) fn snapshots(&self) -> SnapshotsClient<Channel> {
        SnapshotsClient::new(self.channel.clone())
    }

    pub(super) fn tasks(&self) -> TasksClient<Channel> {
        TasksClient::new(self.channel.clone()).max_decoding_message_size(MAX_MESSAGE_BYTES)
    }

    pub(super) fn namespaces(&self) -> NamespacesClient<Channel> {
        NamespacesClient::new(self.channel.clone())
    }

    async fn ensure_namespace(&self) -> Result<(), RuntimeError> {
        let namespace = Namespace { name: self.inner.instance.containerd_namespace(), ..Default::default() };
        // containerd tells of it in that namespace too, and refuses a call that does not name it.
        let request = self.request(CreateNamespaceRequest { namespace: Some(namespace) });
        match self.namespaces().create(request).await {
            Err(status) if status.code() != Code::AlreadyExists => Err(call("make its namespace", status)),
            _ => Ok(()),
        }
    }

    /// Removes the instance's namespace, which must be empty.
    pub(crate) async fn remove_namespace(&self) -> Result<(), RuntimeError> {
        let request = self.request(DeleteNamespaceRequest { name: self.inner.instance.containerd_namespace() });
        match self.namespaces().delete(request).await {
            Err(status) if status.code() != Code::NotFound => Err(call("remove its namespace", status)),
            _ => Ok(()),
        }
    }

    async fn has_namespace(&self) -> Result<bool, RuntimeError> {
        let wanted = self.inner.instance.containerd_namespace();
        let listed = self.namespaces().list(ListNamespacesRequest::default()).await;
        let listed = listed.map_err(|status| call("list namespaces", status))?.into_inner();
        Ok(listed.namespaces.iter().any(|namespace| namespace.name == wanted))
    }
}

/// A channel to the socket, if a containerd answers there.
async fn answering(address: &Path) -> Option<Channel> {
    let connect = async {
        let channel = containerd_client::connect(address).await.ok()?;
        VersionClient::new(channel.clone()).version(()).await.ok()?;
        Some(channel)
    };
    timeout(Duration::from_secs(5), connect).await.ok().flatten()
}

/// overlayfs where the file system can, else copies.
async fn choose_snapshotter(channel: &Channel) -> Result<String, RuntimeError> {
    let request = PluginsRequest { filters: vec!["type==io.containerd.snapshotter.v1".to_owned()] };
    let answer = IntrospectionClient::new(channel.clone()).plugins(request).await;
    let plugins = answer.map_err(|status| call("list its snapshotters", status))?.into_inner().plugins;
    ["overlayfs", "native"]
        .into_iter()
        .find(|wanted| plugins.iter().any(|plugin| plugin.id == *wanted && plugin.init_err.is_none()))
        .map(str::to_owned)
        .ok_or_else(|| {
            RuntimeError::Definition("containerd has neither the overlayfs nor the native snapshotter".into())
        })
}

/// The most that this process may allow another: more is refused where the agent is not all-powerful.
fn own_open_files() -> u64 {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    // The soft limit, then the hard one, which is a number or `unlimited`.
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(u64::MAX)
}

/// The error of a call.
pub(super) fn call(what: &'static str, status: Status) -> RuntimeError {
    RuntimeError::Call { what, status: Box::new(status) }
}

/// The error of a system call.
pub(crate) fn system(what: &'static str) -> impl FnOnce(std::io::Error) -> RuntimeError {
    move |source| RuntimeError::System { what, source }
}
