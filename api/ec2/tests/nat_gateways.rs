//! EC2's reconciler: NAT gateways from their hosts' words to their ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use minato_ec2::{Ec2Api, Reconciler};
use minato_network::{Limits, Networks};
use minato_store::{RedbStore, Snapshot, StoreError, transact};
use minato_vpc::{
    Resource,
    resources::{NatGateway, NatGatewayState, NetworkInterface, Scope},
};
use minato_wire::{
    RequestContext,
    ec2::{
        AssociateNatGatewayAddressRequest, CreateNatGatewayRequest, DeleteNatGatewayRequest,
        DisassociateNatGatewayAddressRequest, Ec2 as _,
    },
};
use minato_workload::{DesiredState, HostName, NatNode, NatNodeStatus, NatPhase};

/// An API, its reconciler, a clock, and a host that says what a test wants.
struct World {
    api: Ec2Api,
    networks: Networks,
    reconciler: Reconciler,
    context: RequestContext,
    seconds: Arc<AtomicI64>,
}

fn scope() -> Scope {
    Scope { account: "123456789012".into(), region: "us-east-1".into() }
}

impl World {
    fn new() -> Self {
        let seconds = Arc::new(AtomicI64::new(1_700_000_000));
        let clock = Arc::clone(&seconds);
        let networks = Networks::new(Arc::new(RedbStore::in_memory().unwrap()), Limits::default())
            .with_clock(Arc::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap()));
        Self {
            api: Ec2Api::new(networks.clone(), HostName("local".into())),
            reconciler: Reconciler::new(networks.clone()),
            networks,
            context: support::Account::new().context,
            seconds,
        }
    }

    fn pass(&self, time: Duration) {
        self.seconds.fetch_add(i64::try_from(time.as_secs()).unwrap(), Ordering::Relaxed);
    }

    fn allocate(&self) -> String {
        let made = self.api.allocate_address(&self.context, minato_wire::ec2::AllocateAddressRequest::default());
        made.unwrap().allocation_id.unwrap()
    }

    /// A public gateway in a subnet of the default VPC.
    fn create(&self) -> NatGateway {
        let subnets = self.api.describe_subnets(&self.context, minato_wire::ec2::DescribeSubnetsRequest::default());
        let made = self.api.create_nat_gateway(
            &self.context,
            CreateNatGatewayRequest {
                subnet_id: subnets.unwrap().subnets.unwrap()[0].subnet_id.clone(),
                allocation_id: Some(self.allocate()),
                ..Default::default()
            },
        );
        let id = made.unwrap().nat_gateway.unwrap().nat_gateway_id.unwrap();
        self.gateway(&id).unwrap()
    }

    fn delete(&self, gateway: &NatGateway) {
        let request = DeleteNatGatewayRequest { nat_gateway_id: Some(gateway.id.to_string()), dry_run: None };
        self.api.delete_nat_gateway(&self.context, request).unwrap();
    }

    fn gateway(&self, id: &str) -> Option<NatGateway> {
        let snapshot = Snapshot::new(self.networks.store()).unwrap();
        snapshot.get(&NatGateway::key_of(&scope(), &id.parse().unwrap())).unwrap()
    }

    fn state(&self, gateway: &NatGateway) -> Option<NatGatewayState> {
        self.gateway(gateway.id.as_str()).map(|gateway| gateway.state)
    }

    fn node(&self, gateway: &NatGateway) -> Option<NatNode> {
        let key = NatNode::key_of(&HostName("local".into()), &gateway.id);
        Snapshot::new(self.networks.store()).unwrap().get(&key).unwrap()
    }

    /// What the host says of a gateway.
    fn says(&self, gateway: &NatGateway, phase: NatPhase, drained: &[std::net::Ipv4Addr]) {
        let node = self.node(gateway).unwrap();
        let status = NatNodeStatus { phase, drained: drained.to_vec(), ..NatNodeStatus::of(&node) };
        transact(self.networks.store(), |tx| tx.put(&status)).unwrap();
    }

    /// Twice: the second pass finds nothing to do.
    fn reconcile(&self) {
        assert_eq!(self.reconciler.run_once(), Vec::<String>::new());
        let revision = self.networks.store().revision().unwrap();
        assert_eq!(self.reconciler.run_once(), Vec::<String>::new());
        assert_eq!(
            self.networks.store().revision().unwrap(),
            revision,
            "a pass that has nothing to do wrote something"
        );
    }
}

#[test]
fn a_gateway_follows_its_hosts_words() {
    let world = World::new();
    let gateway = world.create();
    world.reconcile();
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Pending), "nobody said that it runs");
    world.says(&gateway, NatPhase::Starting, &[]);
    world.reconcile();
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Pending));
    world.says(&gateway, NatPhase::Running, &[]);
    world.reconcile();
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Available));

    world.delete(&gateway);
    assert_eq!(world.node(&gateway).unwrap().desired, DesiredState::Stopped);
    world.reconcile();
    let interface = |world: &World| {
        let key = NetworkInterface::key_of(&scope(), &gateway.interface);
        Snapshot::new(world.networks.store()).unwrap().get(&key).unwrap()
    };
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Deleting));
    assert!(interface(&world).is_some(), "its ENI went while its host still has it");
    world.says(&gateway, NatPhase::Stopped, &[]);
    world.reconcile();
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Deleted));
    assert!(interface(&world).is_none() && world.node(&gateway).is_none());
    world.pass(Duration::from_secs(3_599));
    world.reconcile();
    assert!(world.state(&gateway).is_some());
    world.pass(Duration::from_secs(1));
    world.reconcile();
    assert_eq!(world.state(&gateway), None);
}

#[test]
fn an_address_drains_until_its_host_says_so_or_its_time_is_over() {
    let world = World::new();
    let gateway = world.create();
    world.says(&gateway, NatPhase::Running, &[]);
    world.reconcile();
    let id = Some(gateway.id.to_string());
    let request = AssociateNatGatewayAddressRequest {
        nat_gateway_id: id.clone(),
        allocation_ids: Some(vec![world.allocate(), world.allocate()]),
        ..Default::default()
    };
    let added = world.api.associate_nat_gateway_address(&world.context, request).unwrap();
    let added = added.nat_gateway_addresses.unwrap();
    assert_eq!(world.node(&gateway).unwrap().addresses.len(), 3);
    let request = DisassociateNatGatewayAddressRequest {
        nat_gateway_id: id,
        association_ids: Some(added.iter().map(|address| address.association_id.clone().unwrap()).collect()),
        max_drain_duration_seconds: Some(100),
        ..Default::default()
    };
    world.api.disassociate_nat_gateway_address(&world.context, request).unwrap();
    let node = world.node(&gateway).unwrap();
    assert_eq!((node.addresses.len(), node.draining.len()), (1, 2));
    world.reconcile();
    assert_eq!(world.node(&gateway).unwrap().draining.len(), 2);
    world.says(&gateway, NatPhase::Running, &node.draining[..1]);
    world.reconcile();
    assert_eq!(world.node(&gateway).unwrap().draining, node.draining[1..]);
    world.pass(Duration::from_secs(100));
    world.reconcile();
    assert!(world.node(&gateway).unwrap().draining.is_empty());
    assert_eq!(world.gateway(gateway.id.as_str()).unwrap().addresses.len(), 1);
}

#[test]
fn what_lost_its_other_half_ends() {
    let world = World::new();
    // A node whose gateway is gone is stopped, and then goes.
    let gateway = world.create();
    transact(world.networks.store(), |tx| {
        tx.delete(&NatGateway::key_of(&scope(), &gateway.id));
        Ok::<_, StoreError>(())
    })
    .unwrap();
    world.reconcile();
    assert_eq!(world.node(&gateway).unwrap().desired, DesiredState::Stopped);
    world.says(&gateway, NatPhase::Stopped, &[]);
    world.reconcile();
    assert_eq!(world.node(&gateway), None);

    // A gateway that is to go and that no host has, goes.
    let gateway = world.create();
    world.delete(&gateway);
    transact(world.networks.store(), |tx| {
        tx.delete(&NatNode::key_of(&HostName("local".into()), &gateway.id));
        Ok::<_, StoreError>(())
    })
    .unwrap();
    world.reconcile();
    assert_eq!(world.state(&gateway), Some(NatGatewayState::Deleted));

    // A node that somebody stopped takes its gateway with it: so a reset ends all.
    let gateway = world.create();
    let node = world.node(&gateway).unwrap();
    transact(world.networks.store(), |tx| tx.put(&NatNode { desired: DesiredState::Stopped, ..node.clone() })).unwrap();
    world.says(&gateway, NatPhase::Stopped, &[]);
    world.reconcile();
    assert_eq!((world.state(&gateway), world.node(&gateway)), (Some(NatGatewayState::Deleted), None));
}
