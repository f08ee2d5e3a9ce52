//! Situations, in each of which the kernel and the model take the same steps, and come to the end that is written here.

mod ipv6;

use std::collections::BTreeMap;

use minato_vpc::{
    Network,
    drop_reason::Layer,
    evaluate::{Finding, Step},
    ids::PrefixListId,
    reach::{End, Probe, Way},
    resources::{
        AddressFamily, Direction, ManagedPrefixList, NatGatewayAddress, Peer, PeeringStatus, PrefixListState,
        RouteDestination, RouteTarget, Traffic,
    },
};

use crate::{
    plan::{
        ANYONE, By, Entry, Kind, Numbers, Peer as Whom, Plan, Rule, egress, entry, ephemeral, ingress, ping, scope,
        tcp, udp,
    },
    stage::Stage,
};

/// A network, who sends to whom in it, and what comes of it.
struct Situation {
    name: &'static str,
    plan: Plan,
    change: fn(&mut Network, &Numbers),
    away: &'static [&'static str],
    from: &'static str,
    to: &'static str,
    probe: Probe,
    /// How the request ends: `arrives`, `answered`, or why it does not pass.
    request: &'static str,
    /// The same of the reply; nothing if there is none.
    reply: &'static str,
}

impl Situation {
    /// TCP to port 80 from `client` to `web`, both ways.
    fn new(name: &'static str, plan: Plan) -> Self {
        Self {
            name,
            plan,
            change: |_, _| (),
            away: &[],
            from: "client",
            to: "web",
            probe: Probe::Tcp(80),
            request: "arrives",
            reply: "arrives",
        }
    }

    fn changed(self, change: fn(&mut Network, &Numbers)) -> Self {
        Self { change, ..self }
    }

    fn between(self, from: &'static str, to: &'static str) -> Self {
        Self { from, to, ..self }
    }

    fn with(self, probe: Probe) -> Self {
        Self { probe, ..self }
    }

    fn away(self, away: &'static [&'static str]) -> Self {
        Self { away, ..self }
    }

    fn ends(self, request: &'static str, reply: &'static str) -> Self {
        Self { request, reply, ..self }
    }
}

/// `client` in subnet `a`, `web` in subnet `b`: the client's group may send TCP to port 80, and `web` takes it from there.
pub(crate) fn two() -> Plan {
    Plan::new()
        .vpc("main", "10.0.0.0/16")
        .subnet("a", "main", "10.0.1.0/24")
        .subnet("b", "main", "10.0.2.0/24")
        .group("clients", "main", &[egress(tcp(80), ANYONE)])
        .group("webs", "main", &[ingress(tcp(80), Whom::Group("clients"))])
        .eni("client", "a", "10.0.1.11", &["clients"])
        .eni("web", "b", "10.0.2.12", &["webs"])
}

/// The same, `web` letting in by other rules.
fn letting(rules: &[Rule]) -> Plan {
    let mut plan = two();
    plan.group_mut("webs").rules = rules.to_vec();
    plan
}

/// The same, the client sending by other rules.
fn sending(rules: &[Rule]) -> Plan {
    let mut plan = two();
    plan.group_mut("clients").rules = rules.to_vec();
    plan
}

fn range(block: &'static str) -> Whom {
    Whom::Range(block)
}

fn all(direction: Direction, number: u16) -> Entry {
    entry(direction, number, Traffic::All, true)
}

/// A list in the place of every range of `web`'s rules, and of the routes.
fn list(network: &mut Network, _: &Numbers) {
    let id = PrefixListId::from_entropy(1);
    let entries =
        ["192.0.2.0/24", "10.0.0.0/17", "198.51.100.0/24"].map(|block| (block.parse().expect("a block"), None));
    let list = ManagedPrefixList {
        id: id.clone(),
        scope: scope(),
        name: "list".to_owned(),
        family: AddressFamily::IPv4,
        max_entries: 10,
        state: PrefixListState::CreateComplete,
        version: 1,
        entries: entries.into(),
        tags: BTreeMap::new(),
    };
    network.prefix_lists.insert(id.clone(), list);
    for rule in network.groups.values_mut().flat_map(|group| group.rules.values_mut()) {
        if rule.direction == Direction::Ingress {
            rule.peer = Peer::PrefixList(id.clone());
        }
    }
    for table in network.route_tables.values_mut() {
        table.routes = table.routes.values().map(|to| (RouteDestination::PrefixList(id.clone()), to.clone())).collect();
    }
}

fn groups() -> Vec<Situation> {
    let open = [egress(Traffic::All, ANYONE), ingress(Traffic::All, ANYONE)];
    let untracked = {
        let mut plan = letting(&open);
        plan.group_mut("clients").rules = open.to_vec();
        plan
    };
    let echo = {
        let mut plan = letting(&[ingress(ping(), Whom::Group("clients"))]);
        plan.group_mut("clients").rules = vec![egress(ping(), range("10.0.0.0/16"))];
        plan
    };
    let datagram = {
        let mut plan = letting(&[ingress(udp(53), range("10.0.0.0/8"))]);
        plan.group_mut("clients").rules = vec![egress(udp(53), Whom::Group("webs"))];
        plan
    };
    let both = [ingress(tcp(80), range("10.0.0.0/8")), ingress(tcp(80), Whom::Group("clients"))];
    vec![
        Situation::new("allowed by a group", two()),
        Situation::new("allowed by a range", letting(&[ingress(tcp(80), range("10.0.1.0/24"))])),
        Situation::new(
            "allowed by the wider of two ranges",
            letting(&[ingress(tcp(81), range("10.0.1.0/24")), ingress(tcp(80), range("10.0.0.0/8"))]),
        ),
        Situation::new("allowed by a prefix list", letting(&[ingress(tcp(80), ANYONE)])).changed(list),
        Situation::new("allowed by a range and by a group", letting(&both)),
        Situation::new("open to everybody, and so not tracked", untracked),
        Situation::new("UDP", datagram).with(Probe::Udp(53)),
        Situation::new("an echo request", echo).with(Probe::Echo),
        Situation::new("refused by egress groups", two()).with(Probe::Tcp(81)).ends("egress-denied", ""),
        Situation::new("refused by a range that it is not in", sending(&[egress(tcp(80), range("10.0.3.0/24"))]))
            .ends("egress-denied", ""),
        Situation::new("refused by groups without a rule", sending(&[])).ends("egress-denied", ""),
        Situation::new("refused by ingress groups", letting(&[ingress(tcp(81), ANYONE)])).ends("ingress-denied", ""),
        Situation::new("refused by a group that it is not in", letting(&[ingress(tcp(80), Whom::Group("webs"))]))
            .ends("ingress-denied", ""),
    ]
}

fn acls() -> Vec<Situation> {
    let (out, into) = (Direction::Egress, Direction::Ingress);
    let deny = |direction, number| entry(direction, number, tcp(80), false);
    let second = |direction| [deny(direction, 200), entry(direction, 20, tcp(81), false), all(direction, 90)];
    let one_subnet = {
        let mut plan = two().acl("a", &[]);
        let web = plan.eni_mut("web");
        (web.subnet, web.address) = ("a", [10, 0, 1, 12].into());
        plan
    };
    vec![
        Situation::new("allowed by the second entry of ACLs", {
            let entries = [second(out), second(into)].concat();
            two().acl("a", &entries).acl("b", &entries)
        }),
        Situation::new("denied by the sender's ACL", two().acl("a", &[all(into, 100), deny(out, 90), all(out, 100)]))
            .ends("egress-acl-denied", ""),
        Situation::new(
            "denied by the receiver's ACL",
            two().acl("b", &[all(out, 100), deny(into, 90), all(into, 100)]),
        )
        .ends("ingress-acl-denied", ""),
        Situation::new("denied by what stands behind all entries", two().acl("a", &[])).ends("egress-acl-denied", ""),
        Situation::new("a reply that its sender's ACL denies", two().acl("b", &[all(into, 100), deny(out, 100)]))
            .ends("arrives", "egress-acl-denied"),
        Situation::new(
            "a reply that its receiver's ACL lets in",
            two().acl("a", &[all(out, 1), entry(into, 7, ephemeral(), true)]),
        ),
        Situation::new("a reply that its receiver's ACL denies", two().acl("a", &[all(out, 1), deny(into, 7)]))
            .ends("arrives", "ingress-acl-denied"),
        Situation::new("a subnet that no ACL guards", two())
            .changed(|network, _| network.network_acls.clear())
            .ends("egress-acl-denied", ""),
        Situation::new("within a subnet no ACL is asked", one_subnet),
    ]
}

fn routes() -> Vec<Situation> {
    let internet = || two().route("a", "0.0.0.0/0", By::InternetGateway).internet("main");
    vec![
        Situation::new("no route", two()).between("client", "203.0.113.9").ends("no-route", ""),
        Situation::new("no route table", two()).changed(|network, _| network.route_tables.clear()).ends("no-route", ""),
        Situation::new("a blackhole", two().route("a", "0.0.0.0/0", By::InternetGateway))
            .between("client", "203.0.113.9")
            .ends("blackhole", ""),
        Situation::new("a route of a prefix list", two().route("a", "0.0.0.0/0", By::VpnGateway))
            .changed(list)
            .between("client", "198.51.100.7")
            .ends("blackhole", ""),
        Situation::new("an address of nobody", two()).between("client", "10.0.2.99").ends("address-unknown", ""),
        Situation::new("a receiver that is not on the host", two()).away(&["web"]).ends("not-here", ""),
        Situation::new("the router answers", two())
            .between("client", "10.0.1.1")
            .with(Probe::Echo)
            .ends("answered", ""),
        Situation::new("the router takes no TCP", two()).between("client", "10.0.1.1").ends("router-address", ""),
        Situation::new("the resolver", two()).between("client", "10.0.0.2").ends("resolver", ""),
        Situation::new("to itself", two()).between("client", "10.0.1.11").ends("to-itself", ""),
        Situation::new("to the internet without a public address", internet())
            .between("client", "internet")
            .ends("no-public-address", ""),
    ]
}

fn outside() -> Vec<Situation> {
    let public = || {
        let mut plan = two().route("a", "0.0.0.0/0", By::InternetGateway).internet("main");
        plan.eni_mut("client").public = Some([198, 18, 0, 11].into());
        plan.eni_mut("web").public = Some([198, 18, 0, 12].into());
        plan
    };
    let open = || {
        let mut plan = public().route("b", "0.0.0.0/0", By::InternetGateway);
        plan.group_mut("webs").rules = vec![ingress(tcp(80), ANYONE)];
        plan
    };
    let nat = || {
        two()
            .subnet("public", "main", "10.0.9.0/24")
            .route("public", "0.0.0.0/0", By::InternetGateway)
            .route("a", "0.0.0.0/0", By::NatGateway("nat"))
            .internet("main")
            .eni("nat", "public", "10.0.9.13", &[])
            .kind(Kind::NatGateway)
            .public("198.18.0.13")
    };
    let with_address: fn(&mut Network, &Numbers) = |network, numbers| {
        let address = network.interfaces[&numbers.interface("nat")].address;
        let gateway = network.nat_gateways.values_mut().next().expect("there is one");
        gateway.addresses.push(NatGatewayAddress::private(address));
    };
    let premises = || {
        let mut plan = two().route("a", "192.168.0.0/16", By::VpnGateway).premises("main");
        plan.group_mut("clients").rules.push(ingress(tcp(80), range("192.168.0.0/16")));
        plan
    };
    let joined: fn(&mut Network, &Numbers) = |network, _| {
        network.on_premises.networks.insert("192.168.0.0/16".parse().expect("a block"));
    };
    let propagated: fn(&mut Network, &Numbers) = |network, _| {
        network.on_premises.networks.insert("192.168.0.0/16".parse().expect("a block"));
        let gateway = network.vpn_gateways.keys().next().expect("there is one").clone();
        for table in network.route_tables.values_mut() {
            table.routes.clear();
            table.propagating.insert(gateway.clone());
        }
    };
    vec![
        Situation::new("to the internet", public()).between("client", "internet"),
        Situation::new("from the internet", open()).between("internet", "web"),
        Situation::new("from the internet, and refused", public())
            .between("internet", "web")
            .ends("ingress-denied", ""),
        Situation::new("from the internet, without a route back", letting_public())
            .between("internet", "web")
            .ends("arrives", "no-route"),
        Situation::new("to an address that stands for nobody", public())
            .changed(|network, _| network.public_addresses.clear())
            .between("internet", "web")
            .ends("public-address-unknown", ""),
        Situation::new("out by a public address and in by another", open()).between("client", "198.18.0.12"),
        Situation::new("through a NAT gateway", nat()).changed(with_address).between("client", "internet"),
        Situation::new("to a NAT gateway that nobody asked", nat())
            .changed(with_address)
            .between("internet", "198.18.0.13")
            .ends("nat-unsolicited", ""),
        Situation::new("to what is on premises", premises()).changed(joined).between("client", "192.168.0.5"),
        Situation::new("by a propagated route", premises()).changed(propagated).between("client", "192.168.0.5"),
        Situation::new("from what is on premises", premises()).changed(joined).between("192.168.0.5", "client"),
    ]
}

fn letting_public() -> Plan {
    let mut plan = two().internet("main");
    plan.eni_mut("web").public = Some([198, 18, 0, 12].into());
    plan.group_mut("webs").rules = vec![ingress(tcp(80), ANYONE)];
    plan
}

fn through() -> Vec<Situation> {
    let peered = || {
        Plan::new()
            .vpc("main", "10.0.0.0/16")
            .vpc("other", "10.1.0.0/16")
            .subnet("a", "main", "10.0.1.0/24")
            .subnet("b", "other", "10.1.2.0/24")
            .group("clients", "main", &[egress(tcp(80), Whom::Group("webs"))])
            .group("webs", "other", &[ingress(tcp(80), Whom::Group("clients"))])
            .eni("client", "a", "10.0.1.11", &["clients"])
            .eni("web", "b", "10.1.2.12", &["webs"])
            .peering("peer", "main", "other")
            .route("a", "10.1.0.0/16", By::Peering("peer"))
    };
    let appliance = || {
        let mut plan = two()
            .subnet("middle", "main", "10.0.5.0/24")
            .group("middles", "main", &[ingress(Traffic::All, range("10.0.0.0/16")), egress(Traffic::All, ANYONE)])
            .eni("firewall", "middle", "10.0.5.15", &["middles"])
            .kind(Kind::Appliance)
            .route("a", "10.0.2.0/24", By::Interface("firewall"));
        plan.group_mut("webs").rules = vec![ingress(tcp(80), range("10.0.1.0/24"))];
        plan
    };
    let circle = appliance()
        .subnet("last", "main", "10.0.6.0/24")
        .eni("second", "last", "10.0.6.16", &["middles"])
        .kind(Kind::Appliance)
        .route("middle", "10.0.2.0/24", By::Interface("second"))
        .route("last", "10.0.2.0/24", By::Interface("firewall"));
    let checked = {
        let mut plan = appliance();
        plan.eni_mut("firewall").check = true;
        plan
    };
    vec![
        Situation::new("over a peering connection", peered().route("b", "10.0.0.0/16", By::Peering("peer"))),
        Situation::new("over a peering connection, one way", peered()).ends("arrives", "tcp-not-syn"),
        Situation::new("over a peering connection, to nobody", peered())
            .between("client", "10.1.2.99")
            .ends("egress-denied", ""),
        Situation::new("over a peering connection that is gone", peered())
            .changed(|network, _| {
                network.peerings.values_mut().for_each(|it| it.status = PeeringStatus::PendingAcceptance);
            })
            .ends("egress-denied", ""),
        Situation::new("through an appliance", appliance().route("b", "10.0.1.0/24", By::Interface("firewall"))),
        Situation::new("through an appliance, and back past it", appliance()).ends("arrives", "tcp-not-syn"),
        Situation::new("through an appliance that checks", checked).ends("destination-checked", ""),
        Situation::new("in a circle", circle).ends("circle", ""),
        Situation::new("an appliance that is gone", appliance())
            .changed(|network, _| {
                let gone = RouteTarget::NetworkInterface("eni-0123456789abcdef0".parse().expect("an id"));
                let tables = network.route_tables.values_mut();
                tables.flat_map(|table| table.routes.values_mut()).for_each(|to| to.clone_from(&gone));
            })
            .ends("blackhole", ""),
    ]
}

fn end(way: Option<&Way>) -> &str {
    match way.map(|way| &way.end) {
        None => "",
        Some(End::Arrived { .. }) => "arrives",
        Some(End::Answered) => "answered",
        Some(End::Blocked { reason, .. }) => reason,
    }
}

#[test]
fn the_kernel_takes_the_steps_of_the_model() {
    let mut stage = Stage::enter();
    let mut seen = Vec::new();
    for it in [groups(), acls(), routes(), outside(), through(), ipv6::situations()].into_iter().flatten() {
        stage.set(&it.plan, it.change, it.away);
        let way = stage.compare(it.name, it.from, it.to, it.probe, &mut seen);
        assert_eq!((end(Some(&way.request)), end(way.reply.as_ref())), (it.request, it.reply), "{}\n{way}", it.name);
        let told = stage.trace(it.from, it.to, it.probe);
        assert!(told.agrees(), "{}\n{told}", it.name);
        assert_eq!(told.kernel, way, "{}", it.name);
    }
    check_kinds(&seen);
}

type IsKind = fn(&Finding) -> bool;

/// What is never told is not tested.
fn check_kinds(seen: &[Step]) {
    let kinds: [(&str, IsKind); 12] = [
        ("packet", |it| matches!(it, Finding::Packet(_))),
        ("answered", |it| matches!(it, Finding::Answered)),
        ("flow", |it| matches!(it, Finding::Flow { .. })),
        ("flow opened", |it| matches!(it, Finding::FlowOpened)),
        ("allowed", |it| matches!(it, Finding::Allowed(_))),
        ("refused", |it| matches!(it, Finding::Refused(_))),
        ("route", |it| matches!(it, Finding::Route { list: None, .. })),
        ("route of a list", |it| matches!(it, Finding::Route { list: Some(_), .. })),
        ("no route", |it| matches!(it, Finding::Unrouted { .. })),
        ("translated", |it| matches!(it, Finding::Translated { .. })),
        ("delivered", |it| matches!(it, Finding::Delivered(_))),
        ("dropped", |it| matches!(it, Finding::Dropped(_))),
    ];
    for (name, is_so) in kinds {
        assert!(seen.iter().any(|step| is_so(&step.finding)), "never told: {name}");
    }
    for layer in [Layer::EgressGroups, Layer::IngressGroups, Layer::EgressAcl, Layer::IngressAcl] {
        assert!(seen.iter().any(|step| step.layer == layer), "never told: {layer}");
    }
}
