//! Real packets between two ENIs: what a rule allows passes at once, what none allows is seen dropped, and neither a
//! restart nor an upgrade of the data plane cuts a stream. Needs root.

#[path = "twin/host.rs"]
mod host;

use std::{
    collections::BTreeSet,
    fs::File,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use host::Host;
use ipnet::Ipv4Net;
use jiff::Timestamp;
use minato_datapath::{Config, Datapath, EventKind};
use minato_vpc::{
    DropReason, Network, compile,
    ids::{
        DhcpOptionsId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId, SecurityGroupId, SecurityGroupRuleId,
        SubnetId, VpcCidrAssociationId, VpcId,
    },
    resources::{
        Direction, MacAddress, NetworkInterface, Peer, PortRange, RouteTable, RouteTableAssociation, Scope, SecurityGroup,
        SecurityGroupRule, Subnet, Traffic, Vpc, VpcCidrBlock,
    },
};
use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, setns},
};

const PORT: u16 = 8080;
const DEADLINE: Duration = Duration::from_secs(5);

fn address(number: usize) -> Ipv4Addr {
    Ipv4Addr::new(10, 0, 0, 10 + u8::try_from(number).expect("small"))
}

fn mac(number: usize) -> MacAddress {
    MacAddress([2, 0, 0, 0, 0, 10 + u8::try_from(number).expect("small")])
}

fn id(number: usize) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(number as u128 + 1)
}

fn group(number: usize) -> SecurityGroupId {
    SecurityGroupId::from_entropy(number as u128 + 1)
}

/// One subnet with ENI 0 in group 0 and ENI 1 in group 1. Egress is open, ingress closed.
fn network() -> Network {
    let scope = Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() };
    let mut network = Network::default();
    let (vpc, subnet, table) = (VpcId::from_entropy(1), SubnetId::from_entropy(1), RouteTableId::from_entropy(1));
    let block = |cidr: &str| cidr.parse::<Ipv4Net>().expect("a block");
    let vpc_block = VpcCidrBlock { association_id: VpcCidrAssociationId::from_entropy(1), cidr: block("10.0.0.0/16") };
    network.vpcs.insert(vpc.clone(), Vpc {
        id: vpc.clone(),
        scope: scope.clone(),
        number: 1,
        cidr_blocks: vec![vpc_block],
        is_default: false,
        instance_tenancy: "default".to_owned(),
        dhcp_options: DhcpOptionsId::from_entropy(1),
        enable_dns_support: true,
        enable_dns_hostnames: false,
        tags: [].into(),
    });
    network.subnets.insert(subnet.clone(), Subnet {
        id: subnet.clone(),
        scope: scope.clone(),
        vpc: vpc.clone(),
        cidr: block("10.0.0.0/24"),
        zone: "eu-west-1a".to_owned(),
        zone_id: "euw1-az1".to_owned(),
        default_for_az: false,
        map_public_ip_on_launch: false,
        tags: [].into(),
    });
    let main = RouteTableAssociation { id: RouteTableAssociationId::from_entropy(1), subnet: None };
    network.route_tables.insert(table.clone(), RouteTable {
        id: table,
        scope: scope.clone(),
        vpc: vpc.clone(),
        routes: [].into(),
        associations: vec![main],
        tags: [].into(),
    });
    for number in [0, 1] {
        let open = SecurityGroupRule {
            direction: Direction::Egress,
            traffic: Traffic::All,
            peer: Peer::Cidr("0.0.0.0/0".parse().expect("a range")),
            description: None,
            tags: [].into(),
        };
        network.groups.insert(group(number), SecurityGroup {
            id: group(number),
            scope: scope.clone(),
            vpc: vpc.clone(),
            name: format!("group {number}"),
            description: String::new(),
            rules: [(SecurityGroupRuleId::from_entropy(number as u128), open)].into(),
            tags: [].into(),
        });
        network.interfaces.insert(id(number), NetworkInterface {
            id: id(number),
            scope: scope.clone(),
            vpc: vpc.clone(),
            subnet: subnet.clone(),
            description: String::new(),
            interface_type: "interface".to_owned(),
            mac: mac(number),
            address: address(number),
            secondary_addresses: vec![],
            groups: [group(number)].into(),
            source_dest_check: true,
            requester: None,
            attachment: None,
            created_at: Timestamp::UNIX_EPOCH,
            tags: [].into(),
        });
    }
    network
}

fn ip(arguments: &str) {
    let status = Command::new("ip").args(arguments.split_whitespace()).status().expect("iproute2 is there");
    assert!(status.success(), "ip {arguments}");
}

/// Makes an ENI's namespace and link, both ends down, and returns the host end's index.
fn make_link(number: usize) -> u32 {
    let (name, link, mac, address) = (format!("mt-dp{number}"), format!("mt-dp{number}"), mac(number), address(number));
    ip(&format!("netns add {name}"));
    ip(&format!("link add {link} type veth peer name eth0 netns {name} address {mac}"));
    ip(&format!("-n {name} addr add {address}/24 dev eth0 noprefixroute"));
    nix::net::if_::if_nametoindex(link.as_str()).expect("the link was made")
}

fn bring_up(number: usize) {
    let name = format!("mt-dp{number}");
    ip(&format!("link set {name} up"));
    ip(&format!("-n {name} link set eth0 up"));
    ip(&format!("-n {name} route add 10.0.0.1 dev eth0 scope link"));
    ip(&format!("-n {name} route add default via 10.0.0.1"));
}

/// Runs work in an ENI's namespace.
fn inside<T: Send>(number: usize, work: impl FnOnce() -> T + Send) -> T {
    let namespace = File::open(format!("/run/netns/mt-dp{number}")).expect("the namespace is there");
    let entered = || {
        setns(&namespace, CloneFlags::CLONE_NEWNET).expect("the namespace is entered");
        work()
    };
    thread::scope(|scope| scope.spawn(entered).join().expect("the work ends"))
}

fn listen(number: usize) -> TcpListener {
    inside(number, || TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).expect("the port is free"))
}

fn connect(from: usize, to: usize) -> Option<TcpStream> {
    let to = SocketAddr::from((address(to), PORT));
    inside(from, || TcpStream::connect_timeout(&to, Duration::from_millis(300)).ok())
}

fn pings(from: usize, to: &str) -> bool {
    let name = format!("mt-dp{from}");
    let arguments = ["netns", "exec", &name, "ping", "-c", "1", "-W", "1", to];
    Command::new("ip").args(arguments).output().expect("ping is there").status.success()
}

fn echo(stream: &mut TcpStream, peer: &mut TcpStream) {
    stream.write_all(b"across").expect("it is written");
    let mut read = [0; 6];
    peer.read_exact(&mut read).expect("it is read");
    assert_eq!(&read, b"across");
}

fn allow(network: &mut Network) {
    let rule = SecurityGroupRule {
        direction: Direction::Ingress,
        traffic: Traffic::Tcp(PortRange { from: PORT, to: PORT }),
        peer: Peer::Group(group(0)),
        description: None,
        tags: [].into(),
    };
    network.groups.get_mut(&group(1)).expect("it is there").rules.insert(SecurityGroupRuleId::from_entropy(9), rule);
}

fn dropped(datapath: &Datapath, reason: DropReason) -> u64 {
    datapath.counters().expect("counters are read").drops.get(&reason).map_or(0, |traffic| traffic.packets)
}

#[test]
fn rules_hold_and_streams_survive() {
    let (host, _) = Host::enter(0);
    // Names of namespaces are this test's own, and go with its mounts.
    mount(Some("tmpfs"), "/run", Some("tmpfs"), MsFlags::empty(), None::<&str>).expect("a /run of its own");
    let mut network = network();
    let local: BTreeSet<_> = [id(0), id(1)].into();
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
    let links = [0, 1].map(make_link);
    for number in [0, 1] {
        datapath.attach(links[number], &id(number)).expect("an ENI is attached");
    }
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    [0, 1].map(bring_up);
    let listeners = [0, 1].map(listen);

    assert!(pings(0, "10.0.0.1"), "the router answers");
    assert!(!pings(0, "10.0.0.11"), "no rule allows a ping");
    assert!(connect(0, 1).is_none(), "no rule allows it yet");
    assert!(dropped(&datapath, DropReason::IngressDenied) >= 2);

    allow(&mut network);
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    let mut stream = connect(0, 1).expect("the rule allows it");
    let (mut peer, from) = listeners[1].accept().expect("it arrives");
    assert_eq!(from.ip(), address(0));
    peer.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    echo(&mut stream, &mut peer);
    echo(&mut peer, &mut stream);
    assert!(connect(1, 0).is_none(), "the rule is for one direction");

    // Another process takes over; the rule goes; the flow stays, and no other comes.
    let before = datapath.counters().expect("counters are read");
    drop(datapath);
    echo(&mut stream, &mut peer);
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens again");
    assert_eq!(datapath.attached().into_values().collect::<Vec<_>>(), links);
    assert!(datapath.counters().expect("counters are read").interfaces[&id(0)].egress_accepted.packets > before.interfaces[&id(0)].egress_accepted.packets);
    echo(&mut peer, &mut stream);
    network.groups.get_mut(&group(1)).expect("it is there").rules.remove(&SecurityGroupRuleId::from_entropy(9));
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    echo(&mut stream, &mut peer);
    assert!(connect(0, 1).is_none(), "the rule is gone");

    // Drift is repaired: the program is taken off, and an entry of a map is gone.
    std::fs::remove_file(host.directory().join("links").join(id(0).as_str())).expect("the pin is there");
    assert!(datapath.repair().expect("it is repaired").written > 0);
    assert_eq!(datapath.repair().expect("nothing is to be done"), minato_datapath::Applied::default());
    echo(&mut stream, &mut peer);

    check_events(&mut datapath);
    datapath.detach(&id(1)).expect("an ENI is detached");
    assert!(datapath.flows().expect("flows are read").is_empty(), "its flows go with it");
    stream.write_all(b"nobody").expect("it is written");
    let began = Instant::now();
    while dropped(&datapath, DropReason::TcpNotSyn) + dropped(&datapath, DropReason::NotHere) == 0 {
        assert!(began.elapsed() < DEADLINE, "what goes to an ENI that is gone is dropped");
        thread::yield_now();
    }
    drop(datapath);
    Datapath::remove(host.directory()).expect("every trace goes");
    assert_eq!(std::fs::read_dir(host.directory()).expect("the directory is there").count(), 0);
}

fn check_events(datapath: &mut Datapath) {
    let mut events = Vec::new();
    datapath.events().expect("events").drain(|event| events.push(event)).expect("events are read");
    let to_port = |kind| events.iter().filter(|e| e.kind == kind && e.destination_port == PORT).count();
    assert_eq!(to_port(EventKind::Opened), 1, "{events:?}");
    assert!(to_port(EventKind::Rejected(DropReason::IngressDenied)) >= 2, "{events:?}");
    let rejected = events.iter().find(|e| e.kind == EventKind::Rejected(DropReason::IngressDenied)).expect("one");
    assert_eq!(rejected.direction, Direction::Ingress);
    assert!(rejected.destination_ifindex.is_some());
}
