//! Network ACLs: stateless, and only between subnets.

use minato_vpc::{
    DropReason,
    resources::{
        Direction::{self, Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    cause::{Cause, rule},
    plan::{ANYONE, Entry, Plan, egress, entry, ephemeral, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, drops, passes, passes_both, reply_drops, tables},
};

/// Clients `a` and `c` in one subnet, a server in another one, and the ACL of the server's.
fn plan(acl: &[Entry]) -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .acl("far", acl)
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(tcp(80), ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .eni("b", "far", "10.0.1.11", &["open"])
        .eni("c", "far", "10.0.1.12", &["open"])
}

/// An entry of the server's ACL.
fn by(direction: Direction, number: u16) -> Cause {
    Cause::Acl("far", direction, Some(number))
}

/// Its last entry, which denies.
fn last(direction: Direction) -> Cause {
    Cause::Acl("far", direction, None)
}

fn an_acl_guards_what_enters_and_leaves_its_subnet() -> Vec<Row> {
    let everything_out = entry(Egress, 100, What::All, true);
    let everything_in = entry(Ingress, 100, What::All, true);
    vec![
        Row {
            name: "ACL in",
            plan: plan(&[entry(Ingress, 100, tcp(80), true), entry(Ingress, 200, ephemeral(), true), everything_out]),
            steps: vec![
                passes_both(way("a", "b", Tcp(80)), by(Ingress, 100), by(Egress, 100)),
                drops(way("a", "b", Tcp(81)), DropReason::IngressAclDenied, last(Ingress)),
                drops(way("a", "b", Udp(80)), DropReason::IngressAclDenied, last(Ingress)),
                drops(way("a", "b", Ping), DropReason::IngressAclDenied, last(Ingress)),
                passes_both(way("b", "a", Tcp(81)), by(Egress, 100), by(Ingress, 200)),
            ],
        },
        Row {
            name: "ACL out",
            plan: plan(&[everything_in, entry(Egress, 100, tcp(443), true), entry(Egress, 200, ephemeral(), true)]),
            steps: vec![
                passes_both(way("a", "b", Tcp(80)), by(Ingress, 100), by(Egress, 200)),
                passes_both(way("b", "a", Tcp(443)), by(Egress, 100), by(Ingress, 100)),
                drops(way("b", "a", Tcp(80)), DropReason::EgressAclDenied, last(Egress)),
                drops(way("b", "a", Ping), DropReason::EgressAclDenied, last(Egress)),
                reply_drops(way("a", "b", Ping), DropReason::EgressAclDenied, last(Egress)),
            ],
        },
        Row {
            name: "the lowest number decides",
            plan: plan(&[
                entry(Ingress, 90, tcp(80), false),
                everything_in,
                entry(Ingress, 110, tcp(443), false),
                everything_out,
            ]),
            steps: vec![
                drops(way("a", "b", Tcp(80)), DropReason::IngressAclDenied, by(Ingress, 90)),
                passes_both(way("a", "b", Tcp(443)), by(Ingress, 100), by(Egress, 100)),
                passes_both(way("a", "b", Ping), by(Ingress, 100), by(Egress, 100)),
                passes_both(way("b", "a", Tcp(80)), by(Egress, 100), by(Ingress, 100)),
            ],
        },
    ]
}

fn without_an_entry_for_its_port_a_reply_is_dropped() -> Vec<Row> {
    vec![
        Row {
            name: "no ephemeral ports out",
            plan: plan(&[entry(Ingress, 100, What::All, true), entry(Egress, 100, tcp(80), true)]),
            steps: vec![
                reply_drops(way("a", "b", Tcp(80)), DropReason::EgressAclDenied, last(Egress)),
                passes_both(way("b", "a", Tcp(80)), by(Egress, 100), by(Ingress, 100)),
            ],
        },
        Row {
            name: "no ephemeral ports in",
            plan: plan(&[entry(Ingress, 100, tcp(80), true), entry(Egress, 100, What::All, true)]),
            steps: vec![
                passes_both(way("a", "b", Tcp(80)), by(Ingress, 100), by(Egress, 100)),
                reply_drops(way("b", "a", Tcp(80)), DropReason::IngressAclDenied, last(Ingress)),
            ],
        },
        Row {
            name: "no reply of UDP out",
            plan: plan(&[entry(Ingress, 100, What::All, true)]),
            steps: vec![
                reply_drops(way("a", "b", Udp(53)), DropReason::EgressAclDenied, last(Egress)),
                drops(way("b", "a", Udp(53)), DropReason::EgressAclDenied, last(Egress)),
            ],
        },
    ]
}

fn no_acl_holds_within_a_subnet() -> Vec<Row> {
    vec![Row {
        name: "an ACL without entries",
        plan: plan(&[]),
        steps: vec![
            passes(way("b", "c", Tcp(80)), rule("c", "open", 0)),
            passes(way("c", "b", Udp(53)), rule("b", "open", 0)),
            passes(way("c", "b", Ping), rule("b", "open", 0)),
            drops(way("a", "b", Tcp(80)), DropReason::IngressAclDenied, last(Ingress)),
            drops(way("b", "a", Tcp(80)), DropReason::EgressAclDenied, last(Egress)),
        ],
    }]
}

tables![
    an_acl_guards_what_enters_and_leaves_its_subnet,
    without_an_entry_for_its_port_a_reply_is_dropped,
    no_acl_holds_within_a_subnet,
];
tables![
    as_ipv6:
    an_acl_guards_what_enters_and_leaves_its_subnet,
    without_an_entry_for_its_port_a_reply_is_dropped,
    no_acl_holds_within_a_subnet,
];
