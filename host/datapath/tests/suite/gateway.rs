//! The router's first look: what no ENI may send, whatever its rules say; and ports that are used again.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    plan::{ANYONE, Plan, egress, ingress},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, Step, drops, passes, try_all},
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

#[test]
fn what_no_eni_may_send_is_dropped() {
    let refused = |to: &'static str, what, reason| drops(way("a", "b", what).at(to), reason);
    let ask_a_neighbour: Step = Step::Do(|world| world.inside("a", || run("ip route add 10.0.0.11 dev eth0")));
    try_all([Row {
        name: "what no ENI may send",
        plan: plan(),
        steps: vec![
            refused("10.0.0.11", Udp(4789), DropReason::Vxlan),
            refused("10.0.0.11", Udp(67), DropReason::Dhcp),
            refused("10.0.0.1", Tcp(80), DropReason::RouterAddress),
            refused("10.0.0.2", Udp(53), DropReason::Resolver),
            refused("169.254.7.7", Tcp(80), DropReason::LinkLocal),
            refused("224.0.0.9", Udp(53), DropReason::DestinationMac),
            passes(way("a", "b", Ping)),
            passes(way("b", "a", Ping)),
            // The router alone answers.
            ask_a_neighbour,
            refused("10.0.0.11", Tcp(80), DropReason::ArpNotForRouter),
        ],
    }]);
}

#[test]
fn ports_that_are_used_again_open_new_connections() {
    let bound = || passes(way("a", "b", Tcp(80)).bound_to("10.0.0.10", 5000));
    let back = || passes(way("b", "a", Tcp(5000)).bound_to("10.0.0.11", 80));
    try_all([Row {
        name: "ports that are used again",
        plan: plan(),
        // The other way round they are the same flow's.
        steps: vec![bound(), bound(), back(), back(), bound()],
    }]);
}
