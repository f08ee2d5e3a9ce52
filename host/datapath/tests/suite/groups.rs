//! Security groups: two gates, one at the sender and one at the receiver, wherever both are.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    plan::{ANYONE, Peer, Plan, Rule, egress, ingress, ping, tcp, udp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, drops, passes, try_all},
};

/// Two ENIs, each with a group of its own, in one subnet or in two.
fn pair(is_one_subnet: bool, one: &[Rule], other: &[Rule]) -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .group("one", "vpc", one)
        .group("other", "vpc", other)
        .eni("a", "near", "10.0.0.10", &["one"])
        .eni(
            "b",
            if is_one_subnet { "near" } else { "far" },
            if is_one_subnet { "10.0.0.11" } else { "10.0.1.11" },
            &["other"],
        )
}

fn open_out() -> Rule {
    egress(What::All, ANYONE)
}

#[test]
fn a_group_reference_allows_its_members_and_one_direction() {
    let [one, other] = [[open_out(), ingress(tcp(1), ANYONE)], [open_out(), ingress(tcp(80), Peer::Group("one"))]];
    try_all([true, false].map(|is_one_subnet| Row {
        name: if is_one_subnet { "group reference, same subnet" } else { "group reference, two subnets" },
        plan: pair(is_one_subnet, &one, &other).eni("c", "near", "10.0.0.12", &["other"]),
        steps: vec![
            passes(way("a", "b", Tcp(80))),
            drops(way("b", "a", Tcp(80)), DropReason::IngressDenied),
            drops(way("a", "b", Tcp(81)), DropReason::IngressDenied),
            drops(way("a", "b", Udp(80)), DropReason::IngressDenied),
            drops(way("a", "b", Ping), DropReason::IngressDenied),
            // Not even a member of the same group, unless a rule says so.
            drops(way("c", "b", Tcp(80)), DropReason::IngressDenied),
        ],
    }));
}

#[test]
fn each_of_the_two_gates_suffices_to_deny() {
    let all_in = ingress(What::All, ANYONE);
    try_all([
        Row {
            name: "egress without ingress",
            plan: pair(true, &[open_out()], &[open_out()]),
            steps: [("a", "b"), ("b", "a")]
                .into_iter()
                .flat_map(|(from, to)| {
                    [Tcp(80), Udp(53), Ping].map(|what| drops(way(from, to, what), DropReason::IngressDenied))
                })
                .collect(),
        },
        Row {
            name: "ingress without egress",
            plan: pair(true, &[all_in], &[all_in]),
            steps: [("a", "b"), ("b", "a")]
                .into_iter()
                .flat_map(|(from, to)| {
                    [Tcp(80), Udp(53), Ping].map(|what| drops(way(from, to, what), DropReason::EgressDenied))
                })
                .collect(),
        },
        Row {
            name: "egress to one group, ingress from another",
            plan: pair(
                false,
                &[egress(tcp(80), Peer::Group("other")), all_in],
                &[ingress(tcp(80), Peer::Group("one")), egress(udp(53), Peer::Group("one"))],
            ),
            steps: vec![
                passes(way("a", "b", Tcp(80))),
                drops(way("a", "b", Tcp(443)), DropReason::EgressDenied),
                drops(way("a", "b", Ping), DropReason::EgressDenied),
                passes(way("b", "a", Udp(53))),
                drops(way("b", "a", Tcp(80)), DropReason::EgressDenied),
            ],
        },
    ]);
}

#[test]
fn every_group_of_an_eni_counts() {
    let plan = pair(true, &[open_out()], &[open_out(), ingress(tcp(80), Peer::Group("third"))])
        .group("third", "vpc", &[ingress(ping(), Peer::Group("other"))])
        .eni("c", "far", "10.0.1.12", &["one", "third"]);
    try_all([Row {
        name: "two groups at an ENI",
        plan,
        steps: vec![
            passes(way("c", "b", Tcp(80))),
            drops(way("a", "b", Tcp(80)), DropReason::IngressDenied),
            passes(way("b", "c", Ping)),
            drops(way("b", "a", Ping), DropReason::IngressDenied),
            drops(way("c", "b", Ping), DropReason::IngressDenied),
        ],
    }]);
}
