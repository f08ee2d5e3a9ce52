//! The router's first look: what no ENI may send, whatever its rules say; and ports that are used again.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    cause::{
        Cause::{self, End},
        rule,
    },
    explain::Explanation,
    plan::{ANYONE, Plan, egress, ingress},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, Step, drops, passes, tables},
    world::run,
};

fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .eni("b", "near", "10.0.0.11", &["open"])
}

fn what_no_eni_may_send_is_dropped() -> Vec<Row> {
    let refused = |to: &'static str, what, reason| drops(way("a", "b", what).at(to), reason, End("a"));
    let ask_a_neighbour: Step = Step::Do(|world| world.inside("a", || run("ip route add 10.0.0.11 dev eth0")));
    vec![Row {
        name: "what no ENI may send",
        plan: plan(),
        steps: vec![
            refused("10.0.0.11", Udp(4789), DropReason::Vxlan),
            refused("10.0.0.11", Udp(67), DropReason::Dhcp),
            refused("10.0.0.1", Tcp(80), DropReason::RouterAddress),
            refused("10.0.0.2", Udp(53), DropReason::Resolver),
            refused("169.254.7.7", Tcp(80), DropReason::LinkLocal),
            refused("224.0.0.9", Udp(53), DropReason::Multicast),
            passes(way("a", "b", Ping), rule("b", "open", 0)),
            passes(way("b", "a", Ping), rule("a", "open", 0)),
            // The router alone answers.
            ask_a_neighbour,
            Step::Misled(
                way("a", "b", Tcp(80)),
                DropReason::ArpNotForRouter,
                Explanation::Passes(rule("b", "open", 0), Cause::Flow),
            ),
        ],
    }]
}

fn ports_that_are_used_again_open_new_connections() -> Vec<Row> {
    let bound = || passes(way("a", "b", Tcp(80)).bound_to("10.0.0.10", 5000), rule("b", "open", 0));
    let back = || passes(way("b", "a", Tcp(5000)).bound_to("10.0.0.11", 80), rule("a", "open", 0));
    vec![Row {
        name: "ports that are used again",
        plan: plan(),
        // The other way round they are the same flow's.
        steps: vec![bound(), bound(), back(), back(), bound()],
    }]
}

tables![what_no_eni_may_send_is_dropped, ports_that_are_used_again_open_new_connections];
tables![
    as_ipv6:
    ports_that_are_used_again_open_new_connections,
];
