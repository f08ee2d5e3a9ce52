//! Security groups: two gates, one at the sender and one at the receiver, wherever both are.

use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    cause::{Cause::Groups, rule},
    plan::{ANYONE, Peer, Plan, Rule, egress, ingress, ping, tcp, udp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, Step, drops, passes, tables},
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

fn a_group_reference_allows_its_members_and_one_direction() -> Vec<Row> {
    let [one, other] = [[open_out(), ingress(tcp(1), ANYONE)], [open_out(), ingress(tcp(80), Peer::Group("one"))]];
    let row = |is_one_subnet| Row {
        name: if is_one_subnet { "group reference, same subnet" } else { "group reference, two subnets" },
        plan: pair(is_one_subnet, &one, &other).eni("c", "near", "10.0.0.12", &["other"]),
        steps: vec![
            passes(way("a", "b", Tcp(80)), rule("b", "other", 1)),
            drops(way("b", "a", Tcp(80)), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("a", "b", Tcp(81)), DropReason::IngressDenied, Groups("b", Ingress)),
            drops(way("a", "b", Udp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
            drops(way("a", "b", Ping), DropReason::IngressDenied, Groups("b", Ingress)),
            // Not even a member of the same group, unless a rule says so.
            drops(way("c", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
        ],
    };
    vec![row(true), row(false)]
}

/// Whatever one sends to the other is dropped, there at the receiver's groups, or here at the sender's.
fn nothing_passes(is_let_out: bool) -> Vec<Step> {
    let of = |from, to| {
        let (reason, cause) = if is_let_out {
            (DropReason::IngressDenied, Groups(to, Ingress))
        } else {
            (DropReason::EgressDenied, Groups(from, Egress))
        };
        [Tcp(80), Udp(53), Ping].map(|what| drops(way(from, to, what), reason, cause))
    };
    [of("a", "b"), of("b", "a")].into_iter().flatten().collect()
}

fn each_of_the_two_gates_suffices_to_deny() -> Vec<Row> {
    let all_in = ingress(What::All, ANYONE);
    vec![
        Row {
            name: "egress without ingress",
            plan: pair(true, &[open_out()], &[open_out()]),
            steps: nothing_passes(true),
        },
        Row { name: "ingress without egress", plan: pair(true, &[all_in], &[all_in]), steps: nothing_passes(false) },
        Row {
            name: "egress to one group, ingress from another",
            plan: pair(
                false,
                &[egress(tcp(80), Peer::Group("other")), all_in],
                &[ingress(tcp(80), Peer::Group("one")), egress(udp(53), Peer::Group("one"))],
            ),
            steps: vec![
                passes(way("a", "b", Tcp(80)), rule("b", "other", 0)),
                drops(way("a", "b", Tcp(443)), DropReason::EgressDenied, Groups("a", Egress)),
                drops(way("a", "b", Ping), DropReason::EgressDenied, Groups("a", Egress)),
                passes(way("b", "a", Udp(53)), rule("b", "other", 1)),
                drops(way("b", "a", Tcp(80)), DropReason::EgressDenied, Groups("b", Egress)),
            ],
        },
    ]
}

fn every_group_of_an_eni_counts() -> Vec<Row> {
    let plan = pair(true, &[open_out()], &[open_out(), ingress(tcp(80), Peer::Group("third"))])
        .group("third", "vpc", &[ingress(ping(), Peer::Group("other"))])
        .eni("c", "far", "10.0.1.12", &["one", "third"]);
    vec![Row {
        name: "two groups at an ENI",
        plan,
        steps: vec![
            passes(way("c", "b", Tcp(80)), rule("b", "other", 1)),
            drops(way("a", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
            passes(way("b", "c", Ping), rule("c", "third", 0)),
            drops(way("b", "a", Ping), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("c", "b", Ping), DropReason::IngressDenied, Groups("b", Ingress)),
        ],
    }]
}

tables![
    a_group_reference_allows_its_members_and_one_direction,
    each_of_the_two_gates_suffices_to_deny,
    every_group_of_an_eni_counts,
];
tables![
    as_ipv6:
    a_group_reference_allows_its_members_and_one_direction,
    each_of_the_two_gates_suffices_to_deny,
    every_group_of_an_eni_counts,
];
