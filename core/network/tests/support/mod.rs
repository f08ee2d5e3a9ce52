//! A network in memory, and short ways to ask it for things.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use minato_network::{
    CreateInterface, CreateSecurityGroup, CreateSubnet, CreateVpc, KnownKind, Limits, NetworkError, NetworkTransaction,
    Networks,
};
use minato_store::{RedbStore, Snapshot};
use minato_vpc::{
    Network,
    ids::{SubnetId, VpcId},
    resources::{NetworkInterface, Scope, SecurityGroup, Subnet, Tags, Vpc},
};

/// A world with a clock that stands still unless it is moved.
pub(crate) struct World {
    pub(crate) networks: Networks,
    pub(crate) scope: Scope,
    seconds: Arc<AtomicI64>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        let seconds = Arc::new(AtomicI64::new(1_700_000_000));
        let clock = Arc::clone(&seconds);
        let store = RedbStore::in_memory().expect("a store in memory");
        let networks = Networks::new(Arc::new(store), limits).with_clock(Arc::new(move || {
            Timestamp::from_second(clock.load(Ordering::Relaxed)).expect("a time of this century")
        }));
        Self { networks, scope: scope("us-east-1"), seconds }
    }

    pub(crate) fn pass(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).expect("a short time");
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Somebody sets the clock back.
    pub(crate) fn set_back(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).expect("a short time");
        self.seconds.fetch_sub(seconds, Ordering::Relaxed);
    }

    pub(crate) fn run<T>(
        &self,
        body: impl FnMut(&mut NetworkTransaction<'_, '_>) -> Result<T, NetworkError>,
    ) -> Result<T, NetworkError> {
        self.networks.transact(&self.scope, body)
    }

    /// The code of a use case that must fail.
    pub(crate) fn code<T: std::fmt::Debug>(
        &self,
        body: impl FnMut(&mut NetworkTransaction<'_, '_>) -> Result<T, NetworkError>,
    ) -> &'static str {
        let before = self.network();
        let code = self.run(body).expect_err("the use case must fail").code();
        assert_eq!(self.network(), before, "what fails changes nothing");
        code
    }

    pub(crate) fn network(&self) -> Network {
        minato_network::load_network(&Snapshot::new(self.networks.store()).unwrap()).unwrap()
    }

    pub(crate) fn vpc(&self, cidr: &str) -> Vpc {
        self.run(|network| network.create_vpc(CreateVpc::new(cidr.parse().unwrap()))).unwrap()
    }

    pub(crate) fn subnet(&self, vpc: &VpcId, cidr: &str) -> Subnet {
        self.run(|network| network.create_subnet(CreateSubnet::new(vpc.clone(), cidr.parse().unwrap()))).unwrap()
    }

    pub(crate) fn group(&self, vpc: &VpcId, name: &str) -> SecurityGroup {
        self.run(|network| network.create_security_group(new_group(vpc, name))).unwrap()
    }

    pub(crate) fn interface(&self, subnet: &SubnetId) -> NetworkInterface {
        self.run(|network| network.create_interface(CreateInterface::new(subnet.clone()))).unwrap()
    }

    pub(crate) fn free(&self, subnet: &SubnetId) -> u32 {
        self.run(|network| {
            let subnet: Subnet = network.find(subnet)?;
            network.free_addresses(&subnet)
        })
        .unwrap()
    }

    pub(crate) fn find<T: KnownKind>(&self, id: &T::Id) -> T {
        self.run(|network| network.find::<T>(id)).unwrap()
    }
}

pub(crate) fn scope(region: &str) -> Scope {
    Scope { account: "123456789012".to_owned(), region: region.to_owned() }
}

pub(crate) fn new_group(vpc: &VpcId, name: &str) -> CreateSecurityGroup {
    CreateSecurityGroup {
        vpc: vpc.clone(),
        name: name.to_owned(),
        description: "a group".to_owned(),
        tags: Tags::new(),
    }
}

/// A VPC with one subnet.
pub(crate) fn vpc_and_subnet(world: &World) -> (VpcId, SubnetId) {
    let vpc = world.vpc("10.0.0.0/16").id;
    let subnet = world.subnet(&vpc, "10.0.1.0/24").id;
    (vpc, subnet)
}
