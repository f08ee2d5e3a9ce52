//! Network ACLs: stateless, and only between subnets.

use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    plan::{ANYONE, Entry, Plan, egress, entry, ephemeral, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Outcome, Row, Step, drops, passes, try_all},
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

#[test]
fn an_acl_guards_what_enters_and_leaves_its_subnet() {
    let everything_out = entry(Egress, 100, What::All, true);
    let everything_in = entry(Ingress, 100, What::All, true);
    try_all([
        Row {
            name: "ACL in",
            plan: plan(&[entry(Ingress, 100, tcp(80), true), entry(Ingress, 200, ephemeral(), true), everything_out]),
            steps: vec![
                passes(way("a", "b", Tcp(80))),
                drops(way("a", "b", Tcp(81)), DropReason::IngressAclDenied),
                drops(way("a", "b", Udp(80)), DropReason::IngressAclDenied),
                drops(way("a", "b", Ping), DropReason::IngressAclDenied),
                passes(way("b", "a", Tcp(81))),
            ],
        },
        Row {
            name: "ACL out",
            plan: plan(&[everything_in, entry(Egress, 100, tcp(443), true), entry(Egress, 200, ephemeral(), true)]),
            steps: vec![
                passes(way("a", "b", Tcp(80))),
                passes(way("b", "a", Tcp(443))),
                drops(way("b", "a", Tcp(80)), DropReason::EgressAclDenied),
                drops(way("b", "a", Ping), DropReason::EgressAclDenied),
                Step::Try(way("a", "b", Ping), Outcome::ReplyDrops(DropReason::EgressAclDenied)),
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
                drops(way("a", "b", Tcp(80)), DropReason::IngressAclDenied),
                passes(way("a", "b", Tcp(443))),
                passes(way("a", "b", Ping)),
                passes(way("b", "a", Tcp(80))),
            ],
        },
    ]);
}

#[test]
fn without_an_entry_for_its_port_a_reply_is_dropped() {
    try_all([
        Row {
            name: "no ephemeral ports out",
            plan: plan(&[entry(Ingress, 100, What::All, true), entry(Egress, 100, tcp(80), true)]),
            steps: vec![
                Step::Try(way("a", "b", Tcp(80)), Outcome::ReplyDrops(DropReason::EgressAclDenied)),
                passes(way("b", "a", Tcp(80))),
            ],
        },
        Row {
            name: "no ephemeral ports in",
            plan: plan(&[entry(Ingress, 100, tcp(80), true), entry(Egress, 100, What::All, true)]),
            steps: vec![
                passes(way("a", "b", Tcp(80))),
                Step::Try(way("b", "a", Tcp(80)), Outcome::ReplyDrops(DropReason::IngressAclDenied)),
            ],
        },
        Row {
            name: "no reply of UDP out",
            plan: plan(&[entry(Ingress, 100, What::All, true)]),
            steps: vec![
                Step::Try(way("a", "b", Udp(53)), Outcome::ReplyDrops(DropReason::EgressAclDenied)),
                drops(way("b", "a", Udp(53)), DropReason::EgressAclDenied),
            ],
        },
    ]);
}

#[test]
fn no_acl_holds_within_a_subnet() {
    try_all([Row {
        name: "an ACL without entries",
        plan: plan(&[]),
        steps: vec![
            passes(way("b", "c", Tcp(80))),
            passes(way("c", "b", Udp(53))),
            passes(way("c", "b", Ping)),
            drops(way("a", "b", Tcp(80)), DropReason::IngressAclDenied),
            drops(way("b", "a", Tcp(80)), DropReason::EgressAclDenied),
        ],
    }]);
}
