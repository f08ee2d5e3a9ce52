//! Flows: which outlive their rules, which do not, and when they end.

use minato_vpc::{
    DropReason,
    resources::{
        ConnectionTracking,
        Direction::{Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    cause::{
        Cause::{self, Groups},
        rule,
    },
    explain::Explanation,
    plan::{ANYONE, Peer, Plan, Rule, egress, entry, ingress, tcp, udp},
    probe::{
        Traffic::{Tcp, Udp},
        way,
    },
    row::{Row, Step, cut_and_blocked, drops, opens, passes, tables},
    world::{World, eventually},
};

/// A client and a server, in two subnets.
fn plan(client: &[Rule], server: &[Rule]) -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .group("client", "vpc", client)
        .group("server", "vpc", server)
        .eni("a", "near", "10.0.0.10", &["client"])
        .eni("b", "far", "10.0.1.11", &["server"])
}

fn closed(plan: &mut Plan, subnet: &str, direction: minato_vpc::resources::Direction) {
    plan.subnet_mut(subnet).acl = Some(vec![entry(direction.opposite(), 100, What::All, true)]);
}

fn a_tracked_flow_outlives_its_rules_and_an_acl_cuts_it() -> Vec<Row> {
    let (out, to_server) = ([egress(tcp(80), Peer::Group("server"))], [ingress(tcp(80), Peer::Group("client"))]);
    let kept = |more: Vec<Step>| {
        let first = [
            opens("kept", way("a", "b", Tcp(80)), rule("b", "server", 0)),
            Step::Change(|plan| {
                plan.group_mut("server").rules.clear();
                plan.group_mut("client").rules.clear();
            }),
            Step::GoesOn("kept"),
            drops(way("a", "b", Tcp(80)), DropReason::EgressDenied, Groups("a", Egress)),
            drops(way("b", "a", Tcp(80)), DropReason::EgressDenied, Groups("b", Egress)),
            Step::GoesOn("kept"),
        ];
        first.into_iter().chain(more).collect()
    };
    vec![
        Row {
            name: "tracked, cut on the way in",
            plan: plan(&out, &to_server),
            steps: kept(vec![
                Step::Change(|plan| closed(plan, "far", Ingress)),
                cut_and_blocked("kept", DropReason::IngressAclDenied, DropReason::EgressDenied, Groups("a", Egress)),
            ]),
        },
        Row {
            name: "tracked, cut on the way out",
            plan: plan(&out, &to_server),
            steps: kept(vec![
                Step::Change(|plan| closed(plan, "near", Egress)),
                cut_and_blocked("kept", DropReason::EgressAclDenied, DropReason::EgressDenied, Groups("a", Egress)),
            ]),
        },
        Row {
            name: "tracked, since replies are not open to everybody",
            plan: plan(&[egress(What::All, ANYONE)], &[ingress(tcp(80), ANYONE)]),
            steps: vec![
                opens("kept", way("a", "b", Tcp(80)), rule("b", "server", 0)),
                Step::Change(|plan| plan.group_mut("server").rules.clear()),
                Step::GoesOn("kept"),
                drops(way("a", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
            ],
        },
    ]
}

fn an_untracked_flow_ends_with_its_rule() -> Vec<Row> {
    let out = egress(What::All, ANYONE);
    vec![
        Row {
            name: "untracked at the server",
            plan: plan(&[out], &[ingress(tcp(80), ANYONE), ingress(udp(53), ANYONE), out]),
            steps: vec![
                opens("tcp", way("a", "b", Tcp(80)), rule("b", "server", 0)),
                opens("udp", way("a", "b", Udp(53)), rule("b", "server", 1)),
                Step::GoesOn("tcp"),
                Step::GoesOn("udp"),
                Step::Change(|plan| plan.group_mut("server").rules.retain(|rule| rule.direction == Egress)),
                cut_and_blocked("udp", DropReason::IngressDenied, DropReason::IngressDenied, Groups("b", Ingress)),
                cut_and_blocked("tcp", DropReason::IngressDenied, DropReason::IngressDenied, Groups("b", Ingress)),
            ],
        },
        Row {
            name: "untracked at the client",
            plan: plan(&[out, ingress(What::All, ANYONE)], &[ingress(tcp(80), Peer::Group("client"))]),
            steps: vec![
                opens("tcp", way("a", "b", Tcp(80)), rule("b", "server", 0)),
                Step::Change(|plan| plan.group_mut("server").rules.clear()),
                Step::GoesOn("tcp"),
                Step::Change(|plan| plan.group_mut("client").rules.clear()),
                cut_and_blocked("tcp", DropReason::EgressDenied, DropReason::EgressDenied, Groups("a", Egress)),
            ],
        },
    ]
}

fn an_address_that_is_used_again_has_no_flows_of_the_former_eni() -> Vec<Row> {
    let all =
        [egress(What::All, ANYONE), ingress(tcp(80), Peer::Group("client")), ingress(udp(53), Peer::Group("client"))];
    let plan = || plan(&all, &all).eni("d", "far", "10.0.1.12", &["server"]);
    let kept = |more: Vec<Step>| {
        let first = [
            opens("kept", way("a", "b", Tcp(80)), rule("b", "server", 1)),
            opens("udp", way("a", "b", Udp(53)), rule("b", "server", 2)),
        ];
        first.into_iter().chain(more).collect()
    };
    vec![
        Row {
            name: "the address of an ENI that is gone",
            plan: plan(),
            steps: kept(vec![
                Step::Change(|plan| {
                    plan.enis.retain(|eni| eni.name != "b");
                    plan.eni_mut("d").address = "10.0.1.11".parse().expect("an address");
                    plan.group_mut("server").rules.retain(|rule| rule.direction == Egress);
                }),
                cut_and_blocked("kept", DropReason::TcpNotSyn, DropReason::IngressDenied, Groups("d", Ingress)),
                cut_and_blocked("udp", DropReason::IngressDenied, DropReason::IngressDenied, Groups("d", Ingress)),
            ]),
        },
        Row {
            name: "two ENIs change addresses",
            plan: plan(),
            steps: kept(vec![
                Step::Change(|plan| {
                    plan.eni_mut("b").address = "10.0.1.12".parse().expect("an address");
                    plan.eni_mut("d").address = "10.0.1.11".parse().expect("an address");
                    plan.group_mut("server").rules.retain(|rule| rule.direction == Egress);
                }),
                cut_and_blocked("kept", DropReason::TcpNotSyn, DropReason::IngressDenied, Groups("d", Ingress)),
                cut_and_blocked("udp", DropReason::IngressDenied, DropReason::IngressDenied, Groups("d", Ingress)),
            ]),
        },
    ]
}

/// Ends the flows whose time is over, until only those to one ENI are left.
fn wait_for_the_impatient(world: &mut World) {
    let patient = world.address("c");
    eventually("its flow is over", || {
        world.datapath.expire().expect("flows are looked at");
        let flows = world.datapath.flows().expect("flows are read");
        assert!(flows.iter().any(|flow| flow.responder.address == patient), "that of the other one is over too");
        flows.iter().all(|flow| flow.responder.address == patient).then_some(())
    });
}

fn each_eni_says_how_long_its_flows_may_be_idle() -> Vec<Row> {
    let [out, within] = [egress(What::All, ANYONE), ingress(What::All, Peer::Group("client"))];
    let of_a_second = ConnectionTracking { tcp_established_s: Some(1), udp_stream_s: Some(1), udp_s: Some(1) };
    let mut plan = plan(&[out], &[within]).eni("c", "far", "10.0.1.12", &["server"]);
    plan.eni_mut("b").idle = of_a_second;
    vec![Row {
        name: "idle times of an ENI",
        plan,
        steps: vec![
            opens("tcp", way("a", "b", Tcp(80)), rule("b", "server", 0)),
            opens("udp", way("a", "b", Udp(53)), rule("b", "server", 0)),
            opens("patient tcp", way("a", "c", Tcp(80)), rule("c", "server", 0)),
            opens("patient udp", way("a", "c", Udp(53)), rule("c", "server", 0)),
            Step::Do(wait_for_the_impatient),
            Step::Cut("tcp", DropReason::TcpNotSyn, Explanation::Passes(rule("b", "server", 0), Cause::Flow)),
            Step::GoesOn("udp"),
            Step::GoesOn("patient tcp"),
            Step::GoesOn("patient udp"),
            passes(way("a", "b", Tcp(80)), rule("b", "server", 0)),
        ],
    }]
}

tables![
    a_tracked_flow_outlives_its_rules_and_an_acl_cuts_it,
    an_untracked_flow_ends_with_its_rule,
    an_address_that_is_used_again_has_no_flows_of_the_former_eni,
    each_eni_says_how_long_its_flows_may_be_idle
];
tables![
    as_ipv6:
    a_tracked_flow_outlives_its_rules_and_an_acl_cuts_it,
    an_untracked_flow_ends_with_its_rule,
    an_address_that_is_used_again_has_no_flows_of_the_former_eni,
    each_eni_says_how_long_its_flows_may_be_idle,
];
