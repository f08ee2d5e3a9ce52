//! What Describe operations show, find and refuse.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_network::{CreateInterface, NewAttachment};
use minato_vpc::resources::Scope;
use minato_wire::ec2::*;
use support::{Account, code, filter, refused, tags, tcp, text};

/// Which of all VPCs a filter finds, by their names' order: `d`efault, `a`, `b`.
fn vpcs_found(account: &Account, names: &[(String, &str)], filters: Vec<Filter>) -> String {
    let input = DescribeVpcsRequest { filters: Some(filters), ..Default::default() };
    let found = account.api.describe_vpcs(&account.context, input).unwrap().vpcs.unwrap();
    names
        .iter()
        .filter(|(id, _)| found.iter().any(|vpc| vpc.vpc_id.as_ref() == Some(id)))
        .map(|(_, name)| *name)
        .collect()
}

#[test]
fn vpcs_are_found_by_every_documented_filter() {
    let account = Account::new();
    let input = CreateVpcRequest {
        cidr_block: text("10.0.0.0/16"),
        tag_specifications: tags("vpc", &[("Name", "harbour"), ("empty", "")]),
        ..Default::default()
    };
    let a = account.api.create_vpc(&account.context, input).unwrap().vpc.unwrap();
    assert_eq!(a.state.as_deref(), Some("pending"));
    let b = account.vpc("10.1.0.0/16");
    let all = account.api.describe_vpcs(&account.context, DescribeVpcsRequest::default()).unwrap().vpcs.unwrap();
    let default = all.iter().find(|vpc| vpc.is_default == Some(true)).unwrap().clone();
    let shown = all.iter().find(|vpc| vpc.vpc_id == a.vpc_id).unwrap();
    assert_eq!(shown.state.as_deref(), Some("available"));
    let block = &shown.cidr_block_association_set.as_ref().unwrap()[0];
    let options = shown.dhcp_options_id.clone().unwrap();
    let names = [(default.vpc_id.unwrap(), "d"), (a.vpc_id.clone().unwrap(), "a"), (b.clone(), "b")];
    for (name, values, expected) in [
        ("cidr", &["10.0.0.0/16"][..], "a"),
        ("cidr", &["10.*"], "ab"),
        ("cidrBlock", &["10.?.0.0/16"], "ab"),
        ("cidr-block-association.cidr-block", &["172.31.0.0/16"], "d"),
        ("cidr-block-association.association-id", &[block.association_id.as_deref().unwrap()], "a"),
        ("cidr-block-association.state", &["associated"], "dab"),
        ("dhcp-options-id", &[options.as_str()], "dab"),
        ("ipv6-cidr-block-association.state", &["*"], ""),
        ("is-default", &["true"], "d"),
        ("isDefault", &["false"], "ab"),
        ("owner-id", &["123456789012"], "dab"),
        ("owner-id", &["210987654321"], ""),
        ("state", &["available"], "dab"),
        ("state", &["pending"], ""),
        ("vpc-id", &[b.as_str(), "vpc-0"], "b"),
        ("tag:Name", &["harbour"], "a"),
        ("tag:Name", &["Harbour"], ""),
        ("tag:empty", &[""], "a"),
        ("tag-key", &["Name", "other"], "a"),
    ] {
        assert_eq!(vpcs_found(&account, &names, vec![filter(name, values)]), expected, "{name} {values:?}");
    }
    let both = vec![filter("is-default", &["false"]), filter("tag-key", &["Name"])];
    assert_eq!(vpcs_found(&account, &names, both), "a");
    let unknown = DescribeVpcsRequest { filters: Some(vec![filter("colour", &["red"])]), ..Default::default() };
    let error = refused(account.api.describe_vpcs(&account.context, unknown));
    assert_eq!(error, ("InvalidParameterValue".into(), "The filter 'colour' is invalid".into()));
}

#[test]
fn ids_must_be_well_formed_and_there() {
    let account = Account::new();
    let describe = |id: &str| {
        let input = DescribeVpcsRequest { vpc_ids: Some(vec![id.to_owned()]), ..Default::default() };
        account.api.describe_vpcs(&account.context, input)
    };
    let vpc = account.vpc("10.0.0.0/16");
    assert_eq!(describe(&vpc).unwrap().vpcs.unwrap().len(), 1);
    for (id, expected) in [
        ("vpc-0123456789abcdef0", "InvalidVpcID.NotFound"),
        ("subnet-0123456789abcdef0", "InvalidVpcID.Malformed"),
        ("vpc-", "InvalidVpcID.Malformed"),
        ("", "InvalidVpcID.Malformed"),
    ] {
        assert_eq!(code(describe(id)), expected, "{id}");
    }
    let (_, message) = refused(describe("vpc-0123456789abcdef0"));
    assert_eq!(message, "The vpc ID 'vpc-0123456789abcdef0' does not exist");
    let groups = |id: &str| {
        let input = DescribeSecurityGroupsRequest { group_ids: Some(vec![id.to_owned()]), ..Default::default() };
        refused(account.api.describe_security_groups(&account.context, input))
    };
    let (code_, message) = groups("sg-0123456789abcdef0");
    assert_eq!(
        (code_.as_str(), message.as_str()),
        ("InvalidGroup.NotFound", "The security group 'sg-0123456789abcdef0' does not exist")
    );
    assert_eq!(groups("web").0, "InvalidGroupId.Malformed");
    let input = DescribeNetworkInterfacesRequest {
        network_interface_ids: Some(vec!["eni-01234567".into()]),
        ..Default::default()
    };
    let (code_, message) = refused(account.api.describe_network_interfaces(&account.context, input));
    assert_eq!(code_, "InvalidNetworkInterfaceID.NotFound");
    assert!(message.contains("'eni-01234567'"), "{message}");
}

#[test]
fn subnets_come_in_pages_that_join_to_the_whole() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let mut made: Vec<String> = (0..12).map(|part| account.subnet(&vpc, &format!("10.0.{part}.0/24"))).collect();
    made.sort();
    let describe = |max_results, next_token| {
        let filters = Some(vec![filter("vpc-id", &[vpc.as_str()])]);
        let input = DescribeSubnetsRequest { filters, max_results, next_token, ..Default::default() };
        account.api.describe_subnets(&account.context, input)
    };
    let mut seen = Vec::new();
    let mut token = None;
    loop {
        let answer = describe(Some(5), token).unwrap();
        let subnets = answer.subnets.unwrap();
        assert!((1..=5).contains(&subnets.len()));
        seen.extend(subnets.into_iter().filter_map(|subnet| subnet.subnet_id));
        token = answer.next_token;
        if token.is_none() {
            break;
        }
    }
    assert_eq!(seen, made);
    assert_eq!(describe(None, None).unwrap().subnets.unwrap().len(), 12);
    for bad in [0, 4, 1001] {
        assert_eq!(code(describe(Some(bad), None)), "InvalidParameterValue");
    }
    assert_eq!(code(describe(Some(5), text("no token"))), "InvalidNextToken");
    let with_ids =
        DescribeSubnetsRequest { subnet_ids: Some(vec![made[0].clone()]), max_results: Some(5), ..Default::default() };
    assert_eq!(code(account.api.describe_subnets(&account.context, with_ids)), "InvalidParameterCombination");
}

#[test]
fn a_subnet_shows_its_zone_its_arn_and_its_free_addresses() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let id = account.subnet(&vpc, "10.0.1.0/24");
    let input = CreateNetworkInterfaceRequest { subnet_id: Some(id.clone()), ..Default::default() };
    account.api.create_network_interface(&account.context, input).unwrap();
    let find = |name: &str, values: &[&str]| {
        let filters = Some(vec![filter(name, values), filter("vpc-id", &[&vpc])]);
        let input = DescribeSubnetsRequest { filters, ..Default::default() };
        account.api.describe_subnets(&account.context, input).unwrap().subnets.unwrap()
    };
    let subnet = find("subnet-id", &[&id]).remove(0);
    assert_eq!(subnet.available_ip_address_count, Some(250));
    assert_eq!(subnet.availability_zone.as_deref(), Some("us-east-1a"));
    assert_eq!(subnet.subnet_arn, Some(format!("arn:aws:ec2:us-east-1:123456789012:subnet/{id}")));
    assert_eq!((subnet.default_for_az, subnet.map_public_ip_on_launch), (Some(false), Some(false)));
    for (name, value, expected) in [
        ("availability-zone", "us-east-1a", 1),
        ("availabilityZone", "us-east-1b", 0),
        ("availability-zone-id", "use1-az1", 1),
        ("available-ip-address-count", "250", 1),
        ("cidr-block", "10.0.1.0/24", 1),
        ("default-for-az", "true", 0),
        ("map-public-ip-on-launch", "false", 1),
        ("private-dns-name-options-on-launch.hostname-type", "ip-name", 1),
        ("subnet-arn", "arn:aws:ec2:*", 1),
        ("outpost-arn", "*", 0),
    ] {
        assert_eq!(find(name, &[value]).len(), expected, "{name}={value}");
    }
}

#[test]
fn groups_join_rules_to_permissions_and_are_found_by_them() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let (web, app) = (account.group(&vpc, "web"), account.group(&vpc, "app"));
    let mut from_web = tcp(8080, &["10.0.0.0/8", "192.168.0.0/16"]);
    from_web.user_id_group_pairs =
        Some(vec![UserIdGroupPair { group_id: Some(web.clone()), description: text("the web"), ..Default::default() }]);
    let icmp = IpPermission {
        ip_protocol: text("icmp"),
        from_port: Some(8),
        to_port: Some(-1),
        ip_ranges: Some(vec![IpRange { cidr_ip: text("0.0.0.0/0"), description: None }]),
        ..Default::default()
    };
    let input = AuthorizeSecurityGroupIngressRequest {
        group_id: Some(app.clone()),
        ip_permissions: Some(vec![from_web, icmp]),
        ..Default::default()
    };
    let rules = account.api.authorize_security_group_ingress(&account.context, input).unwrap();
    assert_eq!(rules.security_group_rules.unwrap().len(), 4);
    let find = |filters: Vec<Filter>| {
        let input = DescribeSecurityGroupsRequest { filters: Some(filters), ..Default::default() };
        account.api.describe_security_groups(&account.context, input).unwrap().security_groups.unwrap()
    };
    let group = find(vec![filter("group-id", &[&app])]).remove(0);
    let ingress = group.ip_permissions.unwrap();
    assert_eq!(ingress.len(), 2);
    let tcp_permission = ingress.iter().find(|permission| permission.ip_protocol.as_deref() == Some("tcp")).unwrap();
    assert_eq!((tcp_permission.from_port, tcp_permission.to_port), (Some(8080), Some(8080)));
    assert_eq!(tcp_permission.ip_ranges.as_ref().unwrap().len(), 2);
    let pair = &tcp_permission.user_id_group_pairs.as_ref().unwrap()[0];
    assert_eq!((pair.group_id.as_ref(), pair.user_id.as_deref()), (Some(&web), Some("123456789012")));
    assert_eq!(pair.description.as_deref(), Some("the web"));
    let icmp = ingress.iter().find(|permission| permission.ip_protocol.as_deref() == Some("icmp")).unwrap();
    assert_eq!((icmp.from_port, icmp.to_port), (Some(8), Some(-1)));
    let egress = group.ip_permissions_egress.unwrap();
    assert_eq!((egress[0].ip_protocol.as_deref(), egress[0].from_port), (Some("-1"), None));
    for (name, value, expected) in [
        ("ip-permission.cidr", "10.0.0.0/8", vec![&app]),
        ("ip-permission.group-id", web.as_str(), vec![&app]),
        ("ip-permission.group-name", "web", vec![&app]),
        ("ip-permission.protocol", "tcp", vec![&app]),
        ("ip-permission.from-port", "8080", vec![&app]),
        ("ip-permission.to-port", "-1", vec![&app]),
        ("ip-permission.to-port", "9", vec![]),
        ("egress.ip-permission.protocol", "-1", vec![&app, &web]),
        ("egress.ip-permission.cidr", "10.0.0.0/8", vec![]),
        ("ip-permission.user-id", "123456789012", vec![&app]),
        ("description", "a group", vec![&app, &web]),
        ("group-name", "w?b", vec![&web]),
    ] {
        let mut found: Vec<_> =
            find(vec![filter(name, &[value]), filter("vpc-id", &[&vpc]), filter("group-name", &["web", "app"])])
                .into_iter()
                .filter_map(|group| group.group_id)
                .collect();
        found.sort();
        let mut expected: Vec<_> = expected.into_iter().cloned().collect();
        expected.sort();
        assert_eq!(found, expected, "{name}={value}");
    }
}

#[test]
fn a_name_names_a_group_of_the_default_vpc_only() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    account.group(&vpc, "web");
    let describe = |name: &str| {
        let input = DescribeSecurityGroupsRequest { group_names: Some(vec![name.to_owned()]), ..Default::default() };
        account.api.describe_security_groups(&account.context, input)
    };
    let groups = describe("default").unwrap().security_groups.unwrap();
    assert_eq!(groups.len(), 1);
    let (code_, message) = refused(describe("web"));
    assert_eq!(code_, "InvalidGroup.NotFound");
    assert!(message.starts_with("The security group 'web' does not exist in default VPC 'vpc-"), "{message}");
}

#[test]
fn interfaces_show_where_they_are_and_whose() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let subnet = account.subnet(&vpc, "10.0.1.0/24");
    let input = CreateNetworkInterfaceRequest {
        subnet_id: Some(subnet.clone()),
        private_ip_address: text("10.0.1.5"),
        description: text("mine"),
        tag_specifications: tags("network-interface", &[("Name", "one")]),
        ..Default::default()
    };
    let mine = account.api.create_network_interface(&account.context, input).unwrap().network_interface.unwrap();
    assert_eq!(mine.private_dns_name.as_deref(), Some("ip-10-0-1-5.ec2.internal"));
    assert_eq!((mine.status.as_deref(), mine.requester_managed), (Some("pending"), Some(false)));
    let scope = Scope { account: "123456789012".into(), region: "us-east-1".into() };
    let managed = account
        .networks
        .transact(&scope, |network| {
            network.create_interface(CreateInterface {
                requester: Some("ecs.amazonaws.com".into()),
                attachment: Some(NewAttachment::to("arn:aws:ecs:us-east-1:123456789012:task/a/b")),
                ..CreateInterface::new(subnet.parse().unwrap())
            })
        })
        .unwrap()
        .id
        .to_string();
    let find = |name: &str, value: &str| {
        let input =
            DescribeNetworkInterfacesRequest { filters: Some(vec![filter(name, &[value])]), ..Default::default() };
        account.api.describe_network_interfaces(&account.context, input).unwrap().network_interfaces.unwrap()
    };
    let shown = find("network-interface-id", &managed).remove(0);
    let attachment = shown.attachment.unwrap();
    assert_eq!((attachment.device_index, attachment.status.as_deref()), (Some(1), Some("attached")));
    assert_eq!((shown.status.as_deref(), shown.requester_managed), (Some("in-use"), Some(true)));
    for (name, value, expected) in [
        ("addresses.private-ip-address", "10.0.1.5", 1),
        ("private-ip-address", "10.0.1.*", 2),
        ("addresses.primary", "true", 2),
        ("attachment.device-index", "1", 1),
        ("attachment.status", "attached", 1),
        ("availability-zone", "us-east-1a", 2),
        ("description", "mine", 1),
        ("group-name", "default", 2),
        ("interface-type", "interface", 2),
        ("mac-address", mine.mac_address.as_deref().unwrap(), 1),
        ("private-dns-name", "ip-10-0-1-5.ec2.internal", 1),
        ("requester-id", "ecs.amazonaws.com", 1),
        ("requester-managed", "true", 1),
        ("status", "available", 1),
        ("status", "in-use", 1),
        ("subnet-id", subnet.as_str(), 2),
        ("tag:Name", "one", 1),
        ("vpc-id", "vpc-*", 2),
        ("association.public-ip", "*", 0),
    ] {
        assert_eq!(find(name, value).len(), expected, "{name}={value}");
    }
    let delete = |id: &str| {
        let input = DeleteNetworkInterfaceRequest { network_interface_id: text(id), ..Default::default() };
        account.api.delete_network_interface(&account.context, input)
    };
    let (code_, message) = refused(delete(&managed));
    assert_eq!(
        (code_.as_str(), message),
        ("InvalidParameterValue", format!("Network interface '{managed}' is currently in use."))
    );
    delete(mine.network_interface_id.as_deref().unwrap()).unwrap();
}

#[test]
fn a_fresh_account_looks_as_in_aws() {
    let account = Account::new();
    let acls = account.api.describe_network_acls(
        &account.context,
        DescribeNetworkAclsRequest { filters: Some(vec![filter("default", &["true"])]), ..Default::default() },
    );
    let acl = acls.unwrap().network_acls.unwrap().remove(0);
    let entries: Vec<_> = acl
        .entries
        .unwrap()
        .into_iter()
        .map(|entry| (entry.egress.unwrap(), entry.rule_number.unwrap(), entry.rule_action.unwrap()))
        .collect();
    let expected = [(true, 100, "allow"), (true, 32_767, "deny"), (false, 100, "allow"), (false, 32_767, "deny")];
    assert_eq!(entries, expected.map(|(egress, number, action)| (egress, number, action.to_owned())));
    assert_eq!(acl.associations.unwrap().len(), 6);
    let tables = account.api.describe_route_tables(
        &account.context,
        DescribeRouteTablesRequest { filters: Some(vec![filter("association.main", &["true"])]), ..Default::default() },
    );
    let table = tables.unwrap().route_tables.unwrap().remove(0);
    let routes: Vec<_> = table
        .routes
        .unwrap()
        .into_iter()
        .map(|route| (route.destination_cidr_block.unwrap(), route.origin.unwrap(), route.state.unwrap()))
        .collect();
    let expected = [("172.31.0.0/16", "CreateRouteTable"), ("0.0.0.0/0", "CreateRoute")];
    assert_eq!(routes, expected.map(|(to, origin)| (to.to_owned(), origin.to_owned(), "active".to_owned())));
    let options = account.api.describe_dhcp_options(
        &account.context,
        DescribeDhcpOptionsRequest {
            filters: Some(vec![filter("key", &["domain-name"]), filter("value", &["ec2.internal"])]),
            ..Default::default()
        },
    );
    assert_eq!(options.unwrap().dhcp_options.unwrap().len(), 1);
    let zones = account.api.describe_availability_zones(&account.context, DescribeAvailabilityZonesRequest::default());
    assert_eq!(zones.unwrap().availability_zones.unwrap().len(), 6);
    let zones = account.api.describe_availability_zones(
        &account.context,
        DescribeAvailabilityZonesRequest { zone_names: Some(vec!["us-east-1z".into()]), ..Default::default() },
    );
    assert_eq!(code(zones), "InvalidParameterValue");
    let regions = account.api.describe_regions(
        &account.context,
        DescribeRegionsRequest { filters: Some(vec![filter("region-name", &["us-*"])]), ..Default::default() },
    );
    assert_eq!(regions.unwrap().regions.unwrap().len(), 4);
    let regions = account.api.describe_regions(
        &account.context,
        DescribeRegionsRequest { filters: Some(vec![filter("tag:Name", &["*"])]), ..Default::default() },
    );
    assert_eq!(code(regions), "InvalidParameterValue");
    let attributes = account.api.describe_account_attributes(
        &account.context,
        DescribeAccountAttributesRequest { attribute_names: Some(vec!["default-vpc".into()]), ..Default::default() },
    );
    let attributes = attributes.unwrap().account_attributes.unwrap();
    let value = attributes[0].attribute_values.as_ref().unwrap()[0].attribute_value.clone().unwrap();
    assert!(attributes.len() == 1 && value.starts_with("vpc-"), "{attributes:?}");
}

#[test]
fn a_route_to_what_is_gone_is_a_blackhole() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let gateway = account.api.create_internet_gateway(&account.context, CreateInternetGatewayRequest::default());
    let gateway = gateway.unwrap().internet_gateway.unwrap().internet_gateway_id;
    let attach = AttachInternetGatewayRequest {
        internet_gateway_id: gateway.clone(),
        vpc_id: Some(vpc.clone()),
        ..Default::default()
    };
    account.api.attach_internet_gateway(&account.context, attach).unwrap();
    let table = account.api.create_route_table(
        &account.context,
        CreateRouteTableRequest { vpc_id: Some(vpc.clone()), ..Default::default() },
    );
    let table = table.unwrap().route_table.unwrap().route_table_id;
    let route = CreateRouteRequest {
        route_table_id: table.clone(),
        destination_cidr_block: text("0.0.0.0/0"),
        gateway_id: gateway.clone(),
        ..Default::default()
    };
    account.api.create_route(&account.context, route).unwrap();
    let count = |state: &str| {
        let filters =
            vec![filter("route.state", &[state]), filter("route.gateway-id", &["igw-*"]), filter("vpc-id", &[&vpc])];
        let input = DescribeRouteTablesRequest { filters: Some(filters), ..Default::default() };
        account.api.describe_route_tables(&account.context, input).unwrap().route_tables.unwrap().len()
    };
    assert_eq!((count("active"), count("blackhole")), (1, 0));
    let detach =
        DetachInternetGatewayRequest { internet_gateway_id: gateway, vpc_id: Some(vpc.clone()), ..Default::default() };
    account.api.detach_internet_gateway(&account.context, detach).unwrap();
    assert_eq!((count("active"), count("blackhole")), (1, 1), "the local route stays active");
}

#[test]
fn tags_are_found_wherever_they_are() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let group = account.group(&vpc, "web");
    let create = CreateTagsRequest {
        resources: Some(vec![vpc.clone(), group.clone()]),
        tags: Some(vec![Tag { key: text("Name"), value: text("x") }, Tag { key: text("b"), value: text("") }]),
        ..Default::default()
    };
    account.api.create_tags(&account.context, create).unwrap();
    let find = |filters: Vec<Filter>| {
        let input = DescribeTagsRequest { filters: Some(filters), ..Default::default() };
        account.api.describe_tags(&account.context, input).unwrap().tags.unwrap()
    };
    assert_eq!(find(vec![]).len(), 4);
    assert_eq!(find(vec![filter("resource-type", &["security-group"])]).len(), 2);
    assert_eq!(find(vec![filter("resource-id", &[&vpc]), filter("key", &["Name"])])[0].value.as_deref(), Some("x"));
    assert_eq!(find(vec![filter("tag:Name", &["x"])]).len(), 2);
    assert_eq!(find(vec![filter("value", &["y"])]).len(), 0);
    let delete = DeleteTagsRequest {
        resources: Some(vec![vpc]),
        tags: Some(vec![Tag { key: text("Name"), value: None }]),
        ..Default::default()
    };
    account.api.delete_tags(&account.context, delete).unwrap();
    assert_eq!(find(vec![]).len(), 3);
}
