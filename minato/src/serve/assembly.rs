//! What a server is made of.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use anyhow::{Context as _, Result, bail};
use hyper::header::{HeaderName, HeaderValue};
use minato_ec2::{self as ec2, Ec2Api};
use minato_ecs::{self as ecs, EcsApi};
use minato_network::{Limits, Networks, PublicBlock};
use minato_node::Instance;
use minato_store::{RedbStore, Store};
use minato_sts::SecurityTokenService;
use minato_wire::{
    AccessKey, Keys,
    server::{Api, Options, Services},
};
use minato_workload::HostName;

use super::{metrics::Metrics, plane::Plane};
use crate::{
    cli::{DataPlane, LimitsChoice, ServeArguments},
    data_dir::STATE_FILE,
    keys,
};

/// The header by which a server without a data plane says so.
const NO_DATA_PLANE: (&str, &str) = ("x-minato-data-plane", "none");

/// The parts of a server.
pub(crate) struct Assembly {
    pub(super) store: Arc<dyn Store>,
    pub(super) instance: Instance,
    pub(super) host: HostName,
    pub(super) public_pool: PublicBlock,
    pub(super) api: Api,
    pub(super) plane: Arc<Plane>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) response_headers: Vec<(HeaderName, HeaderValue)>,
    verifies_signatures: bool,
    reconcilers: Vec<(&'static str, thread::JoinHandle<()>)>,
    stop: Arc<AtomicBool>,
}

impl Assembly {
    /// Opens the state and starts what keeps it true.
    pub(super) fn new(arguments: &ServeArguments, keys: Vec<keys::AccessKey>, data_dir: &Path) -> Result<Self> {
        let instance = Instance::open(data_dir).with_context(|| {
            format!("cannot use the data directory {}; name another with --data-dir", data_dir.display())
        })?;
        let state_file = instance.data_dir().join(STATE_FILE);
        let store: Arc<dyn Store> = Arc::new(
            RedbStore::open(&state_file).with_context(|| format!("cannot open the state in {}", data_dir.display()))?,
        );
        let host = HostName(arguments.host.clone());
        let limits = match arguments.limits {
            LimitsChoice::Aws => Limits::default(),
            LimitsChoice::Generous => Limits::generous(),
        };
        let on_premises = arguments.on_premises.iter().copied().collect();
        minato_network::set_on_premises(&*store, &on_premises).context("cannot write what is on premises")?;
        let networks = Networks::new(Arc::clone(&store), limits)
            .with_ipv6_range(arguments.addresses.ipv6_range)
            .with_public_block(arguments.addresses.public_pool);
        let services = Services {
            ec2: Arc::new(Ec2Api::new(networks.clone(), host.clone())),
            ecs: Arc::new(EcsApi::new(networks.clone(), host.clone())),
            sts: Arc::new(SecurityTokenService),
        };
        let keys = wire_keys(keys);
        let verifies_signatures = keys.verifies();
        let response_headers = match arguments.data_plane {
            DataPlane::Kernel => Vec::new(),
            DataPlane::None => {
                vec![(HeaderName::from_static(NO_DATA_PLANE.0), HeaderValue::from_static(NO_DATA_PLANE.1))]
            }
        };
        let plane = match arguments.data_plane {
            DataPlane::Kernel => Plane::kernel(arguments, &instance, Arc::clone(&store), &host)?,
            DataPlane::None => Plane::none(Arc::clone(&store), host.clone())?,
        };
        let stop = Arc::new(AtomicBool::new(false));
        let of_ecs = ecs::Reconciler::new(networks.clone());
        let of_insights = ec2::InsightsReconciler::new(networks.clone());
        let of_instances = ec2::InstanceReconciler::new(networks.clone());
        let of_ec2 = ec2::Reconciler::new(networks);
        let reconcilers = vec![
            ("ECS", start("ecs", &stop, move |stop| of_ecs.run(stop))?),
            ("EC2", start("ec2", &stop, move |stop| of_ec2.run(stop))?),
            ("Instances", start("instances", &stop, move |stop| of_instances.run(stop))?),
            ("Network insights", start("insights", &stop, move |stop| of_insights.run(stop))?),
        ];
        Ok(Self {
            store,
            instance,
            host,
            public_pool: arguments.addresses.public_pool,
            // The headers are set for every response, admin ones included: see `admin::router`.
            api: Api::new(services, Options { keys, ..Options::default() }),
            plane: Arc::new(plane),
            metrics: Arc::new(Metrics::new(&state_file)),
            response_headers,
            verifies_signatures,
            reconcilers,
            stop,
        })
    }

    /// Whether signatures are verified.
    pub(super) fn verifies_signatures(&self) -> bool {
        self.verifies_signatures
    }

    /// Whether tasks run, not only their states.
    pub(super) fn runs_tasks(&self) -> bool {
        self.plane.agent().is_some()
    }

    /// Ready when what runs the tasks has ended by itself, which it does only when it cannot work.
    pub(super) async fn plane_ended(&self) {
        self.plane.ended().await;
    }

    /// Ends every part, and says why one had ended before.
    pub(super) fn end(self) -> Result<()> {
        self.stop.store(true, Ordering::Relaxed);
        let plane = self.plane.end();
        for (api, reconciler) in self.reconcilers {
            if reconciler.join().is_err() {
                bail!("{api}'s reconciler ended in a panic");
            }
        }
        plane
    }
}

/// Starts a thread that works until the flag is set.
fn start(
    name: &str,
    stop: &Arc<AtomicBool>,
    work: impl FnOnce(&AtomicBool) + Send + 'static,
) -> Result<thread::JoinHandle<()>> {
    let stop = Arc::clone(stop);
    thread::Builder::new().name(name.to_owned()).spawn(move || work(&stop)).context("cannot start a thread")
}

fn wire_keys(keys: Vec<keys::AccessKey>) -> Keys {
    let keys = keys.into_iter().map(|key| AccessKey { id: key.id, secret: key.secret, account: Some(key.account) });
    Keys::new(keys.collect(), keys::DEFAULT_ACCOUNT)
}
