//! A plan as a host of its own: an ENI's namespace each, the program on every link, the internet and what is on premises.
//!
//! All of it is in namespaces of the calling thread, and goes with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use minato_datapath::{
    Applied, Config, Counters, Datapath,
    links::{Instance, InterfaceSpec, Namespace, PublicSpec, host_link_name, prepare, prepare_public},
};
use minato_lab::capture::Capture;
use minato_vpc::{DropReason, Edge, Network, compile, resources::MacAddress};
use nix::{
    mount::{MsFlags, mount},
    net::if_::if_nametoindex,
};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

use crate::{
    build::build,
    host::Host,
    pieces::pieces,
    plan::{BEYOND, Eni, HOST, HOST_IPV6, Kind, Numbers, PREMISES, Plan},
    version::{Stack, six, six_block},
};

/// How long anything may take.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// What the link to the machine beyond the host takes.
pub(crate) const BEYOND_MTU: u16 = 1400;
/// An address that the host has no way to, and says so.
pub(crate) const UNREACHABLE: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 9);

/// The host on the link to the machine beyond it.
const BEYOND_ROUTER_IPV6: Ipv6Addr = six(Ipv4Addr::new(203, 0, 113, 1));

/// Looks at a condition until it gives a value.
pub(crate) fn eventually<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < end, "{what}: not within {DEADLINE:?}");
        thread::yield_now();
    }
}

pub(crate) fn run(words: &str) {
    let mut parts = words.split(' ');
    let output = Command::new(parts.next().expect("a program")).args(parts).output().expect("it is installed");
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Waits until the kernel sends what is put on a link: a little later than the link is up, and until then it is lost.
fn wait_for_links() {
    eventually("the links are ready", || {
        let output = Command::new("ip").args(["-o", "link", "show"]).output().expect("iproute2 is there");
        let links = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut links = links.lines().filter(|link| !link.contains(" lo:"));
        links.all(|link| link.contains("state UP")).then_some(())
    });
}

fn set(setting: &str, value: &str) {
    fs::write(format!("/proc/sys/net/{setting}"), value).expect("the setting is there");
}

fn forward(stack: Stack) {
    for (setting, value) in [
        ("ipv4/ip_forward", "1"),
        ("ipv4/conf/all/rp_filter", "0"),
        ("ipv4/conf/default/rp_filter", "0"),
        // What goes out where it came in is the way of an appliance, and no news to anybody.
        ("ipv4/conf/all/send_redirects", "0"),
        ("ipv4/conf/default/send_redirects", "0"),
    ] {
        set(setting, value);
    }
    if stack != Stack::Four {
        set("ipv6/conf/all/forwarding", "1");
    }
}

/// IPv6 is to be there at once: no address is tried for duplicates. Before there are links.
fn switch_on_ipv6() {
    for place in ["all", "default"] {
        set(&format!("ipv6/conf/{place}/disable_ipv6"), "0");
        set(&format!("ipv6/conf/{place}/accept_dad"), "0");
    }
}

/// Linux tells of its multicast groups at some time, and of ways that it thinks better: not here, where drops are counted.
fn keep_silent() {
    nft("table ip6 quiet { chain out { type filter hook output priority 0; \
         icmpv6 type { mld-listener-report, mld2-listener-report, nd-redirect } drop; }\n}\n");
}

/// What goes from one public address to another is no matter of the host's: it may forward, and not this.
fn forward_nothing_between_vpcs() {
    let vpcs = six_block("10.0.0.0/8".parse().expect("a block"));
    for (family, block) in [("ip", "198.18.0.0/24"), ("ip6", &vpcs.to_string())] {
        nft(&format!(
            "table {family} between {{ chain forward {{ type filter hook forward priority 0; \
             {family} saddr {block} {family} daddr {block} drop; }}\n}}\n"
        ));
    }
}

pub(crate) struct World {
    pub(crate) plan: Plan,
    pub(crate) datapath: Datapath,
    numbers: Numbers,
    namespaces: BTreeMap<&'static str, Namespace>,
    attached: BTreeSet<Edge>,
    /// The last: what is mounted goes after what is in it.
    host: Host,
}

impl World {
    /// Leaves the thread's namespaces for good, and makes the plan exist: ids by the permutation of `seed`, and one resource
    /// after the other in an order of its own.
    pub(crate) fn enter(plan: Plan, seed: u64) -> Self {
        let (host, _) = Host::enter(0);
        mount(Some("tmpfs"), "/run", Some("tmpfs"), MsFlags::empty(), None::<&str>).expect("a /run of its own");
        run("ip link set lo up");
        if plan.stack != Stack::Four {
            switch_on_ipv6();
            keep_silent();
        }
        forward(plan.stack);
        let datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
        let (namespaces, attached) = (BTreeMap::new(), BTreeSet::new());
        let mut world = Self { plan, datapath, numbers: Numbers::new(seed), namespaces, attached, host };
        world.make(seed);
        world
    }

    fn make(&mut self, seed: u64) {
        let network = build(&self.plan, &self.numbers);
        let instance: Instance = "0badcafe".parse().expect("an instance");
        let mut prepared = Vec::new();
        for eni in self.plan.enis.clone() {
            let interface = &network.interfaces[&self.numbers.interface(eni.name)];
            let spec = InterfaceSpec::new(&instance, interface, &network.subnets[&interface.subnet]);
            let link = prepare(&spec).expect("an ENI is made");
            self.attach(link.ifindex(), Edge::from(&interface.id));
            prepared.push((eni, link));
        }
        let public = (!self.plan.internet.is_empty()).then(|| {
            let pool = "198.18.0.0/24".parse().expect("a pool");
            let vpcs = six_block("10.0.0.0/8".parse().expect("a block"));
            let ipv6 = (self.plan.stack != Stack::Four).then_some((vpcs, HOST_IPV6));
            let link =
                prepare_public(&PublicSpec { instance, pool, address: HOST, ipv6 }).expect("the public side is made");
            self.attach(link.gateway_ifindex(), Edge::Internet);
            self.add_beyond();
            forward_nothing_between_vpcs();
            link
        });
        if self.plan.premises.is_some() {
            self.add_premises();
        }
        self.create(&network, seed);
        if let Some(public) = public {
            public.activate().expect("the public side comes up");
        }
        for (eni, link) in prepared {
            let interface = link.activate().expect("an ENI comes up");
            interface.namespace.run(|| prepare_inside(self.plan.stack, &eni)).expect("its namespace is entered");
            self.namespaces.insert(eni.name, interface.namespace);
        }
        wait_for_links();
        for name in self.namespaces.keys() {
            self.inside(name, wait_for_links);
        }
    }

    /// Tells the kernel of one resource more at a time, also of one before what it needs. In the end it has what it would have
    /// if it were told of all at once.
    fn create(&mut self, network: &Network, seed: u64) {
        let mut pieces = pieces(network);
        if seed > 0 {
            pieces.shuffle(&mut StdRng::seed_from_u64(seed));
        }
        let mut made = Network::default();
        for piece in pieces {
            piece.add(&mut made);
            self.datapath.apply(&compile(&made, &self.attached)).expect("tables are applied");
        }
        assert_eq!(made, *network);
        assert_eq!(self.datapath.repair().expect("tables are read"), Applied::default(), "left by the way, or missing");
    }

    fn attach(&mut self, ifindex: u32, edge: Edge) {
        self.datapath.attach(ifindex, &edge).expect("the program is attached");
        self.attached.insert(edge);
    }

    fn add_namespace(&mut self, name: &'static str) {
        let namespace = Namespace::create(&name.parse().expect("a name"), "suite").expect("a namespace is made");
        self.namespaces.insert(name, namespace);
    }

    /// The machine beyond the host.
    fn add_beyond(&mut self) {
        self.add_namespace("beyond");
        if self.plan.stack != Stack::Four {
            self.inside("beyond", switch_on_ipv6);
        }
        run(&format!("ip link add beyond mtu {BEYOND_MTU} type veth peer name eth0 mtu {BEYOND_MTU} netns beyond"));
        run("ip addr add 203.0.113.1/24 dev beyond");
        run("ip link set beyond up");
        run(&format!("ip -n beyond addr add {BEYOND}/24 dev eth0"));
        run("ip -n beyond link set eth0 up");
        run("ip -n beyond route add default via 203.0.113.1");
        run(&format!("ip route add unreachable {UNREACHABLE}/32"));
        if self.plan.stack != Stack::Four {
            run(&format!("ip addr add {BEYOND_ROUTER_IPV6}/64 dev beyond"));
            run(&format!("ip -n beyond addr add {}/64 dev eth0", six(BEYOND)));
            run(&format!("ip -n beyond route add default via {BEYOND_ROUTER_IPV6}"));
            run(&format!("ip route add unreachable {}/128", six(UNREACHABLE)));
        }
    }

    /// The machine behind the VPN gateway. No ARP crosses the data plane.
    fn add_premises(&mut self) {
        self.add_namespace("premises");
        run("ip link add vgw mtu 9001 type veth peer name eth0 mtu 9001 netns premises");
        run(&format!("ip -n premises link set eth0 arp off address {}", MacAddress::OUTSIDE));
        run(&format!("ip -n premises addr add {PREMISES}/16 dev eth0"));
        self.attach(if_nametoindex("vgw").expect("the link was made"), Edge::OnPremises(self.numbers.vpn_gateway()));
        run("ip link set vgw up");
        run("ip -n premises link set eth0 up");
        run("ip -n premises route add default dev eth0");
    }

    /// Makes the kernel decide by the plan as it is. An ENI that is no longer in it is taken away.
    pub(crate) fn apply(&mut self) {
        let network = build(&self.plan, &self.numbers);
        let is_gone = |edge: &Edge| edge.interface().is_some_and(|id| !network.interfaces.contains_key(id));
        for edge in self.attached.clone().into_iter().filter(is_gone) {
            self.datapath.detach(&edge).expect("an ENI is detached");
            self.attached.remove(&edge);
        }
        self.datapath.apply(&compile(&network, &self.attached)).expect("tables are applied");
    }

    /// Runs work where a name says: at an ENI, `premises`, `beyond`, or else on the host.
    pub(crate) fn inside<T: Send>(&self, name: &str, work: impl FnOnce() -> T + Send) -> T {
        if let Some(namespace) = self.namespaces.get(name) {
            return namespace.run(work).expect("the namespace is entered");
        }
        assert_eq!(name, "host", "nothing has that name");
        work()
    }

    /// The address that a name has where it is, of the plan's version of IP.
    pub(crate) fn address(&self, name: &str) -> IpAddr {
        self.plan.address(name, self.plan.version())
    }

    /// Its IPv4 address.
    pub(crate) fn ipv4(&self, name: &str) -> Ipv4Addr {
        self.plan.ipv4(name)
    }

    /// Its IPv6 address.
    pub(crate) fn ipv6(&self, name: &str) -> Ipv6Addr {
        self.plan.ipv6(name)
    }

    pub(crate) fn edge(&self, eni: &str) -> Edge {
        self.numbers.edge(eni)
    }

    pub(crate) fn counters(&self) -> Counters {
        self.datapath.counters().expect("counters are read")
    }

    /// Where a table of the kernel's is pinned.
    pub(crate) fn map(&self, name: &str) -> PathBuf {
        self.host.directory().join("maps").join(name)
    }

    /// Where the attachment to an ENI's link is pinned.
    pub(crate) fn pin(&self, eni: &str) -> PathBuf {
        self.host.directory().join("links").join(self.edge(eni).to_string())
    }

    /// The host's end of an ENI's link.
    pub(crate) fn link(&self, eni: &str) -> String {
        host_link_name(&self.numbers.interface(eni))
    }

    /// What sends frames as they are where a name says, and hears those that come.
    pub(crate) fn tap(&self, name: &str) -> Capture {
        Capture::start(&self.namespaces[name], "eth0").expect("its link is there")
    }

    pub(crate) fn mac(&self, eni: &str) -> MacAddress {
        self.numbers.mac(eni)
    }

    /// How often packets were dropped for a reason.
    pub(crate) fn dropped(&self, reason: DropReason) -> u64 {
        self.counters().drops.get(&reason).map_or(0, |traffic| traffic.packets)
    }

    /// Switches an offload of every link, on the host's side of it or in its namespace.
    pub(crate) fn offload(&self, setting: &str, on_host: bool) {
        if on_host {
            let links = nix::net::if_::if_nameindex().expect("links are listed");
            for link in &links {
                let name = link.name().to_string_lossy();
                if name != "lo" {
                    run(&format!("ethtool -K {name} {setting}"));
                }
            }
        } else {
            for name in self.namespaces.keys() {
                self.inside(name, || run(&format!("ethtool -K eth0 {setting}")));
            }
        }
    }
}

fn prepare_inside(stack: Stack, eni: &Eni) {
    let has_ipv6 = stack != Stack::Four && eni.has_ipv6;
    if has_ipv6 {
        keep_silent();
    }
    if eni.kind == Kind::Plain {
        return;
    }
    forward(stack);
    set("ipv4/conf/eth0/send_redirects", "0");
    set("ipv4/conf/eth0/rp_filter", "0");
    if eni.kind == Kind::Appliance {
        // What is behind it.
        run("ip addr add 172.16.0.1/12 dev lo");
        if has_ipv6 {
            run(&format!("ip route add local {} dev lo", six_block("172.16.0.0/12".parse().expect("a block"))));
        }
    }
    if eni.kind == Kind::NatGateway {
        let address = eni.address;
        nft(&format!(
            "table ip nat {{ chain post {{ type nat hook postrouting priority 100; \
             ip saddr != {address} snat to {address}; }}\n}}\n"
        ));
    }
}

/// Gives `nft` rules for the caller's namespace.
pub(crate) fn nft(rules: &str) {
    let mut nft = Command::new("nft").args(["-f", "-"]).stdin(Stdio::piped()).spawn().expect("nftables is there");
    nft.stdin.take().expect("it is piped").write_all(rules.as_bytes()).expect("the rules are written");
    assert!(nft.wait().expect("it ends").success(), "the rules are refused");
}
