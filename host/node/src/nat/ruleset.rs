//! The rules by which a NAT gateway's namespace translates, as the JSON that `nft` reads.
//!
//! A pure function of the gateway's addresses. The whole of it is one transaction of the kernel's: there is no moment with half
//! of the rules, and connections that are there go on. Counters outlive it.

#![allow(clippy::needless_pass_by_value, reason = "expressions are nested by value, as they are written")]

use std::{net::Ipv4Addr, ops::RangeInclusive};

use serde_json::{Value, json};

/// The table's name.
pub(super) const TABLE: &str = "minato-nat";
/// The counter of resets that were sent for connections that are no longer known.
pub(super) const RESETS: &str = "resets";
/// The counter of packets that nobody in the VPC had asked for.
pub(super) const UNSOLICITED: &str = "unsolicited";

/// The link to the VPC's router: what comes in on it goes out on it again.
const LINK: &str = "eth0";

/// The rules of a gateway with these addresses. New flows get one of `addresses`, each as likely, and one of `ports`; a packet
/// to any of `own` that belongs to no flow is dropped.
pub(super) fn ruleset(addresses: &[Ipv4Addr], own: &[Ipv4Addr], ports: &RangeInclusive<u16>) -> Value {
    let mut commands = vec![
        json!({"add": {"table": {"family": "ip", "name": TABLE}}}),
        json!({"flush": {"table": {"family": "ip", "name": TABLE}}}),
    ];
    for name in [RESETS, UNSOLICITED] {
        commands.push(json!({"add": {"counter": {"family": "ip", "table": TABLE, "name": name}}}));
    }
    commands.push(chain("forward", "filter", "forward", 0, "drop"));
    commands.push(chain("input", "filter", "input", 0, "drop"));
    commands.push(chain("translate", "nat", "postrouting", 100, "accept"));
    for rule in forward_rules(own) {
        commands.push(add_rule("forward", rule));
    }
    // What a flow's answer is, was translated before it could be for this namespace itself.
    commands.push(add_rule("input", vec![equals(meta("iifname"), json!("lo")), json!({"accept": null})]));
    commands.push(add_rule("input", vec![json!({"counter": UNSOLICITED})]));
    for rule in translation_rules(addresses, ports) {
        commands.push(add_rule("translate", rule));
    }
    json!({ "nftables": commands })
}

fn forward_rules(own: &[Ipv4Addr]) -> Vec<Vec<Value>> {
    let own: Vec<String> = own.iter().map(ToString::to_string).collect();
    let destination = json!({"payload": {"protocol": "ip", "field": "daddr"}});
    let flags = json!({"&": [{"payload": {"protocol": "tcp", "field": "flags"}}, {"|": ["syn", "rst"]}]});
    vec![
        vec![within(state(), &["established", "related"]), json!({"accept": null})],
        vec![equals(destination, json!({"set": own})), json!({"counter": UNSOLICITED}), json!({"drop": null})],
        // AWS: who goes on with a connection that the gateway has forgotten gets a reset. A reset gets none, nor does what is
        // for the beginning of a connection that is known.
        vec![
            equals(meta("l4proto"), json!("tcp")),
            within(state(), &["invalid"]),
            json!({"match": {"op": "==", "left": flags, "right": 0}}),
            json!({"counter": RESETS}),
            json!({"reject": {"type": "tcp reset"}}),
        ],
        // TCP, UDP and ICMP, and no other protocol.
        vec![
            within(state(), &["new"]),
            equals(meta("iifname"), json!(LINK)),
            equals(meta("oifname"), json!(LINK)),
            equals(meta("l4proto"), json!({"set": ["tcp", "udp", "icmp"]})),
            json!({"accept": null}),
        ],
    ]
}

fn translation_rules(addresses: &[Ipv4Addr], ports: &RangeInclusive<u16>) -> Vec<Vec<Value>> {
    let address = match addresses {
        [] => return Vec::new(),
        [address] => json!(address.to_string()),
        several => {
            let choices: Vec<Value> = (0..).zip(several).map(|(n, a): (u32, _)| json!([n, a.to_string()])).collect();
            let number = json!({"numgen": {"mode": "random", "mod": several.len(), "offset": 0}});
            json!({"map": {"key": number, "data": {"set": choices}}})
        }
    };
    let ports = json!({"range": [ports.start(), ports.end()]});
    let link = || equals(meta("oifname"), json!(LINK));
    vec![
        vec![
            link(),
            equals(meta("l4proto"), json!({"set": ["tcp", "udp"]})),
            json!({"snat": {"family": "ip", "addr": address, "port": ports, "flags": "fully-random"}}),
        ],
        vec![link(), json!({"snat": {"family": "ip", "addr": address}})],
    ]
}

fn chain(name: &str, kind: &str, hook: &str, priority: i32, policy: &str) -> Value {
    json!({"add": {"chain": {
        "family": "ip", "table": TABLE, "name": name, "type": kind, "hook": hook, "prio": priority, "policy": policy,
    }}})
}

fn add_rule(chain: &str, statements: Vec<Value>) -> Value {
    json!({"add": {"rule": {"family": "ip", "table": TABLE, "chain": chain, "expr": statements}}})
}

fn meta(key: &str) -> Value {
    json!({"meta": {"key": key}})
}

fn state() -> Value {
    json!({"ct": {"key": "state"}})
}

fn equals(left: Value, right: Value) -> Value {
    json!({"match": {"op": "==", "left": left, "right": right}})
}

fn within(left: Value, right: &[&str]) -> Value {
    json!({"match": {"op": "in", "left": left, "right": right}})
}
