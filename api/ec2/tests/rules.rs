//! Rules of security groups: their answers, and every way to be refused.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_wire::ec2::*;
use support::{Account, code, filter, refused, tcp, text};

fn authorize(
    account: &Account,
    group: &str,
    permissions: Vec<IpPermission>,
) -> Result<Vec<SecurityGroupRule>, (String, String)> {
    let input = AuthorizeSecurityGroupIngressRequest {
        group_id: text(group),
        ip_permissions: Some(permissions),
        ..Default::default()
    };
    let answer = account.api.authorize_security_group_ingress(&account.context, input);
    answer.map(|answer| answer.security_group_rules.unwrap()).map_err(|error| (error.code.into_owned(), error.message))
}

#[test]
fn every_authorized_rule_has_an_id_and_is_found_by_it() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let group = account.group(&vpc, "web");
    let rules = authorize(&account, &group, vec![tcp(80, &["100.68.0.18/18", "10.0.0.0/8"])]).unwrap();
    assert_eq!(rules[0].cidr_ipv4.as_deref(), Some("100.68.0.0/18"), "host bits are cleared");
    assert_eq!((rules[0].from_port, rules[0].to_port, rules[0].is_egress), (Some(80), Some(80), Some(false)));
    let id = rules[1].security_group_rule_id.clone().unwrap();
    let arn = format!("arn:aws:ec2:us-east-1:123456789012:security-group-rule/{id}");
    assert_eq!(rules[1].security_group_rule_arn.as_ref(), Some(&arn));
    let describe = |input: DescribeSecurityGroupRulesRequest| {
        account
            .api
            .describe_security_group_rules(&account.context, input)
            .map(|answer| answer.security_group_rules.unwrap())
    };
    let by_id = DescribeSecurityGroupRulesRequest { security_group_rule_ids: Some(vec![id]), ..Default::default() };
    assert_eq!(describe(by_id).unwrap(), rules[1..]);
    let by_group =
        DescribeSecurityGroupRulesRequest { filters: Some(vec![filter("group-id", &[&group])]), ..Default::default() };
    let all = describe(by_group).unwrap();
    assert_eq!(all.len(), 3);
    let egress = all.iter().find(|rule| rule.is_egress == Some(true)).unwrap();
    assert_eq!((egress.ip_protocol.as_deref(), egress.from_port, egress.to_port), (Some("-1"), Some(-1), Some(-1)));
    let unknown = DescribeSecurityGroupRulesRequest {
        security_group_rule_ids: Some(vec!["sgr-01234567".into()]),
        ..Default::default()
    };
    assert_eq!(code(describe(unknown)), "InvalidSecurityGroupRuleId.NotFound");
}

#[test]
fn permissions_that_make_no_sense_are_refused_as_aws_does() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let group = account.group(&vpc, "web");
    authorize(&account, &group, vec![tcp(80, &["10.0.0.0/16"])]).unwrap();
    let with = |change: &dyn Fn(&mut IpPermission)| {
        let mut permission = tcp(80, &["10.9.0.0/16"]);
        change(&mut permission);
        permission
    };
    let pair = |id: &str| Some(vec![UserIdGroupPair { group_id: text(id), ..Default::default() }]);
    for (permission, code, message) in [
        (
            tcp(80, &["10.0.0.0/16"]),
            "InvalidPermission.Duplicate",
            "the specified rule \"peer: 10.0.0.0/16, TCP, from port: 80, to port: 80, ALLOW\" already exists",
        ),
        (tcp(80, &["10.0.0.9/16"]), "InvalidPermission.Duplicate", "the specified rule \"peer: 10.0.0.0/16"),
        (tcp(80, &["10.0.0.0/33"]), "InvalidParameterValue", "CIDR block 10.0.0.0/33 is malformed"),
        (tcp(80, &["0.0.0.0/0", "0.0.0.0/0"]), "InvalidParameterValue", "The same permission must not appear"),
        (tcp(80, &[]), "MissingParameter", "Missing source specification"),
        (tcp(65_536, &["10.0.0.0/8"]), "InvalidParameterValue", "TCP/UDP (from) port (65536) out of range"),
        (with(&|p| p.to_port = Some(79)), "InvalidParameterValue", "Invalid TCP/UDP port range (80:79)"),
        (with(&|p| p.to_port = None), "InvalidParameterValue", "Invalid value 'Must specify both from and to ports"),
        (with(&|p| p.ip_protocol = text("ship")), "InvalidParameterValue", "Invalid value 'ship' for IP protocol"),
        (with(&|p| p.ip_protocol = text("256")), "InvalidParameterValue", "Invalid value '256' for IP protocol"),
        (with(&|p| p.ip_protocol = None), "MissingParameter", "The request must contain the parameter ipProtocol"),
        (
            with(&|p| p.user_id_group_pairs = pair("sg-01234567")),
            "InvalidGroup.NotFound",
            "The security group 'sg-01234567' does not exist",
        ),
        (with(&|p| p.user_id_group_pairs = pair("web")), "InvalidGroupId.Malformed", "Invalid id: \"web\""),
    ] {
        let (found, text) = authorize(&account, &group, vec![permission]).unwrap_err();
        assert_eq!(found, code);
        assert!(text.starts_with(message), "{text}");
    }
    assert_eq!(authorize(&account, &group, vec![]).unwrap_err().0, "MissingParameter");
    let all_protocols = with(&|p| (p.ip_protocol, p.from_port, p.to_port) = (text("-1"), None, None));
    let by_number = with(&|p| p.ip_protocol = text("6"));
    let rules = authorize(&account, &group, vec![all_protocols, by_number]).unwrap();
    let protocols: Vec<_> = rules.into_iter().filter_map(|rule| rule.ip_protocol).collect();
    assert_eq!(protocols, ["-1", "tcp"]);
}

#[test]
fn the_first_form_of_a_rule_still_works_and_does_not_mix() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let group = account.group(&vpc, "web");
    let single = AuthorizeSecurityGroupIngressRequest {
        group_id: Some(group.clone()),
        ip_protocol: text("udp"),
        from_port: Some(53),
        to_port: Some(53),
        cidr_ip: text("10.0.0.0/8"),
        ..Default::default()
    };
    let answer = account.api.authorize_security_group_ingress(&account.context, single.clone()).unwrap();
    assert_eq!(answer.security_group_rules.unwrap()[0].ip_protocol.as_deref(), Some("udp"));
    let mixed = AuthorizeSecurityGroupIngressRequest { ip_permissions: Some(vec![tcp(80, &["10.0.0.0/8"])]), ..single };
    let error = account.api.authorize_security_group_ingress(&account.context, mixed);
    assert_eq!(code(error), "InvalidParameterCombination");
}

#[test]
fn revoking_by_id_by_value_and_what_is_not_there() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let group = account.group(&vpc, "web");
    let rules = authorize(&account, &group, vec![tcp(80, &["10.0.0.0/8"]), tcp(81, &["10.0.0.0/8"])]).unwrap();
    let revoke = |change: &dyn Fn(&mut RevokeSecurityGroupIngressRequest)| {
        let mut input = RevokeSecurityGroupIngressRequest { group_id: Some(group.clone()), ..Default::default() };
        change(&mut input);
        account.api.revoke_security_group_ingress(&account.context, input)
    };
    let absent = revoke(&|input| input.ip_permissions = Some(vec![tcp(99, &["10.0.0.0/8"])]));
    let expected =
        ("InvalidPermission.NotFound".into(), "The specified rule does not exist in this security group.".into());
    assert_eq!(refused(absent), expected);
    let by_value = revoke(&|input| input.ip_permissions = Some(vec![tcp(80, &["10.0.0.0/8"])])).unwrap();
    assert_eq!(
        by_value.revoked_security_group_rules.unwrap()[0].security_group_rule_id,
        rules[0].security_group_rule_id
    );
    let id = rules[1].security_group_rule_id.clone().unwrap();
    let by_id = revoke(&|input| input.security_group_rule_ids = Some(vec![id.clone()])).unwrap();
    assert_eq!((by_id.r#return, by_id.revoked_security_group_rules.unwrap().len()), (Some(true), 1));
    let again = revoke(&|input| input.security_group_rule_ids = Some(vec![id.clone()]));
    assert_eq!(code(again), "InvalidSecurityGroupRuleId.NotFound");
    let mixed = revoke(&|input| {
        input.security_group_rule_ids = Some(vec![id.clone()]);
        input.ip_permissions = Some(vec![tcp(80, &["10.0.0.0/8"])]);
    });
    assert_eq!(code(mixed), "InvalidParameterCombination");
    let egress = |permission: IpPermission| {
        let input = RevokeSecurityGroupEgressRequest {
            group_id: Some(group.clone()),
            ip_permissions: Some(vec![permission]),
            ..Default::default()
        };
        account.api.revoke_security_group_egress(&account.context, input)
    };
    let all = IpPermission { ip_protocol: text("-1"), ..Default::default() };
    let all_v6 = IpPermission {
        ipv6_ranges: Some(vec![Ipv6Range { cidr_ipv6: text("::/0"), description: None }]),
        ..all.clone()
    };
    assert_eq!(code(egress(all_v6)), "InvalidPermission.NotFound");
    let all = IpPermission { ip_ranges: Some(vec![IpRange { cidr_ip: text("0.0.0.0/0"), description: None }]), ..all };
    egress(all).unwrap();
}
