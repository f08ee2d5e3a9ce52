//! Requests that change something: their answers, dry runs, and every way to be refused.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_network::Limits;
use minato_wire::ec2::*;
use support::{Account, code, filter, refused, tags, text};

#[test]
fn a_dry_run_checks_everything_and_changes_nothing() {
    let account = Account::new();
    let create = |cidr: &str| {
        let input = CreateVpcRequest { cidr_block: text(cidr), dry_run: Some(true), ..Default::default() };
        account.api.create_vpc(&account.context, input)
    };
    let count =
        || account.api.describe_vpcs(&account.context, DescribeVpcsRequest::default()).unwrap().vpcs.unwrap().len();
    assert_eq!(count(), 1);
    let error = create("10.0.0.0/16").unwrap_err();
    assert_eq!((error.code.as_ref(), error.status), ("DryRunOperation", 412));
    assert_eq!(error.message, "Request would have succeeded, but DryRun flag is set.");
    assert_eq!(code(create("10.0.0.0/8")), "InvalidVpc.Range");
    assert_eq!(count(), 1);
    let describe = DescribeVpcsRequest { dry_run: Some(true), ..Default::default() };
    assert_eq!(code(account.api.describe_vpcs(&account.context, describe)), "DryRunOperation");
}

#[test]
fn blocks_are_checked_as_text_and_as_ranges() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let create_vpc = |cidr: Option<&str>| {
        let input = CreateVpcRequest { cidr_block: cidr.map(ToOwned::to_owned), ..Default::default() };
        refused(account.api.create_vpc(&account.context, input))
    };
    for (cidr, code, message) in [
        (None, "MissingParameter", "The request must contain the parameter cidrBlock"),
        (
            Some("10.0.0.0/33"),
            "InvalidParameterValue",
            "Value (10.0.0.0/33) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
        ),
        (Some("10.0.0.0/8"), "InvalidVpc.Range", "The CIDR '10.0.0.0/8' is invalid."),
        (Some("10.0.0.0/29"), "InvalidVpc.Range", "The CIDR '10.0.0.0/29' is invalid."),
    ] {
        assert_eq!(create_vpc(cidr), (code.to_owned(), message.to_owned()));
    }
    account.subnet(&vpc, "10.0.1.0/24");
    let create_subnet = |vpc: &str, cidr: &str| {
        let input = CreateSubnetRequest { vpc_id: text(vpc), cidr_block: text(cidr), ..Default::default() };
        refused(account.api.create_subnet(&account.context, input))
    };
    for (vpc, cidr, code, message) in [
        (
            vpc.as_str(),
            "10.0.1.128/25",
            "InvalidSubnet.Conflict",
            "The CIDR '10.0.1.128/25' conflicts with another subnet",
        ),
        (vpc.as_str(), "10.1.0.0/24", "InvalidSubnet.Range", "The CIDR '10.1.0.0/24' is invalid."),
        ("vpc-01234567", "10.0.2.0/24", "InvalidVpcID.NotFound", "The vpc ID 'vpc-01234567' does not exist"),
        ("web", "10.0.2.0/24", "InvalidVpcID.Malformed", "Invalid id: \"web\" (expecting \"vpc-...\")"),
    ] {
        assert_eq!(create_subnet(vpc, cidr), (code.to_owned(), message.to_owned()));
    }
}

#[test]
fn tag_specifications_must_fit() {
    let account = Account::new();
    let create = |specifications| {
        let input = CreateVpcRequest {
            cidr_block: text("10.0.0.0/16"),
            tag_specifications: specifications,
            ..Default::default()
        };
        account.api.create_vpc(&account.context, input)
    };
    let vpc = create(tags("vpc", &[("Name", "harbour")])).unwrap().vpc.unwrap();
    assert_eq!(vpc.tags.unwrap(), [Tag { key: text("Name"), value: text("harbour") }]);
    let long = "k".repeat(129);
    for bad in [
        tags("subnet", &[("a", "b")]),
        tags("vpc", &[("aws:a", "b")]),
        tags("vpc", &[("a", "b"), ("a", "c")]),
        tags("vpc", &[(&long, "b")]),
    ] {
        assert_eq!(code(create(bad)), "InvalidParameterValue");
    }
    let keys: Vec<String> = (0..51).map(|number| number.to_string()).collect();
    let many: Vec<(&str, &str)> = keys.iter().map(|key| (key.as_str(), "")).collect();
    assert_eq!(code(create(tags("vpc", &many))), "TagLimitExceeded");
    create(tags("vpc", &many[..50])).unwrap();
}

#[test]
fn what_is_used_is_not_deleted() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let subnet = account.subnet(&vpc, "10.0.1.0/24");
    let group = account.group(&vpc, "web");
    let input = CreateNetworkInterfaceRequest {
        subnet_id: Some(subnet.clone()),
        groups: Some(vec![group.clone()]),
        ..Default::default()
    };
    account.api.create_network_interface(&account.context, input).unwrap();
    let context = &account.context;
    let deleted = account.api.delete_vpc(context, DeleteVpcRequest { vpc_id: Some(vpc.clone()), ..Default::default() });
    let expected = ("DependencyViolation".into(), format!("The vpc '{vpc}' has dependencies and cannot be deleted."));
    assert_eq!(refused(deleted), expected);
    let deleted = account
        .api
        .delete_subnet(context, DeleteSubnetRequest { subnet_id: Some(subnet.clone()), ..Default::default() });
    let expected =
        ("DependencyViolation".into(), format!("The subnet '{subnet}' has dependencies and cannot be deleted."));
    assert_eq!(refused(deleted), expected);
    let delete_group = |id: &str| {
        let input = DeleteSecurityGroupRequest { group_id: text(id), ..Default::default() };
        account.api.delete_security_group(context, input)
    };
    let expected = ("DependencyViolation".into(), format!("resource {group} has a dependent object"));
    assert_eq!(refused(delete_group(&group)), expected);
    let filters = Some(vec![filter("group-name", &["default"]), filter("vpc-id", &[&vpc])]);
    let groups =
        account.api.describe_security_groups(context, DescribeSecurityGroupsRequest { filters, ..Default::default() });
    let default = groups.unwrap().security_groups.unwrap().remove(0).group_id.unwrap();
    let expected = (
        "CannotDelete".into(),
        format!("the specified group: \"{default}\" name: \"default\" cannot be deleted by a user"),
    );
    assert_eq!(refused(delete_group(&default)), expected);
}

#[test]
fn addresses_of_an_interface_are_chosen_checked_and_run_out() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let subnet = account.subnet(&vpc, "10.0.1.0/28");
    let create = |change: &dyn Fn(&mut CreateNetworkInterfaceRequest)| {
        let mut input = CreateNetworkInterfaceRequest { subnet_id: Some(subnet.clone()), ..Default::default() };
        change(&mut input);
        account.api.create_network_interface(&account.context, input)
    };
    let address = |text_: &str, primary| PrivateIpAddressSpecification { private_ip_address: text(text_), primary };
    let made = create(&|input| {
        input.private_ip_addresses = Some(vec![address("10.0.1.9", None), address("10.0.1.8", Some(true))]);
    });
    let made = made.unwrap().network_interface.unwrap();
    assert_eq!(made.private_ip_address.as_deref(), Some("10.0.1.8"));
    let shown: Vec<_> = made
        .private_ip_addresses
        .unwrap()
        .into_iter()
        .map(|a| (a.private_ip_address.unwrap(), a.primary.unwrap()))
        .collect();
    assert_eq!(shown, [("10.0.1.8".to_owned(), true), ("10.0.1.9".to_owned(), false)]);
    assert_eq!(code(create(&|input| input.private_ip_address = text("10.0.1.8"))), "InvalidIPAddress.InUse");
    for bad in ["10.0.1", "10.0.1.3", "10.0.2.4", "::1"] {
        assert_eq!(code(create(&|input| input.private_ip_address = text(bad))), "InvalidParameterValue", "{bad}");
    }
    let two_primaries = create(&|input| {
        input.private_ip_addresses = Some(vec![address("10.0.1.5", Some(true)), address("10.0.1.6", Some(true))]);
    });
    assert_eq!(code(two_primaries), "InvalidParameterCombination");
    let negative = create(&|input| input.secondary_private_ip_address_count = Some(-1));
    assert_eq!(code(negative), "InvalidParameterValue");
    let too_many = create(&|input| input.secondary_private_ip_address_count = Some(9));
    assert_eq!(code(too_many), "InsufficientFreeAddressesInSubnet");
    create(&|input| input.secondary_private_ip_address_count = Some(8)).unwrap();
    let (code_, message) = refused(create(&|_| ()));
    assert_eq!(code_, "InsufficientFreeAddressesInSubnet");
    assert_eq!(message, "The specified subnet does not have enough free addresses to satisfy the request.");
    let unknown = create(&|input| input.groups = Some(vec!["sg-01234567".into()]));
    assert_eq!(code(unknown), "InvalidGroup.NotFound");
}

#[test]
fn limits_are_said_with_their_codes() {
    let account = Account::with_limits(Limits { vpcs: 1, internet_gateways: 1, ..Limits::default() });
    let context = &account.context;
    let vpc =
        account.api.create_vpc(context, CreateVpcRequest { cidr_block: text("10.0.0.0/16"), ..Default::default() });
    assert_eq!(refused(vpc), ("VpcLimitExceeded".into(), "The maximum number of VPCs has been reached.".into()));
    let gateway = account.api.create_internet_gateway(context, CreateInternetGatewayRequest::default());
    assert_eq!(code(gateway), "InternetGatewayLimitExceeded");
}

#[test]
fn routes_and_associations_answer_as_aws_does() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let subnet = account.subnet(&vpc, "10.0.1.0/24");
    let context = &account.context;
    let table = || {
        let input = CreateRouteTableRequest { vpc_id: Some(vpc.clone()), ..Default::default() };
        account.api.create_route_table(context, input).unwrap().route_table.unwrap()
    };
    let one = table();
    let routes = one.routes.unwrap();
    assert_eq!((routes.len(), routes[0].gateway_id.as_deref()), (1, Some("local")));
    let (one, two) = (one.route_table_id.unwrap(), table().route_table_id.unwrap());
    let associate = |table: &str| {
        let input = AssociateRouteTableRequest {
            route_table_id: text(table),
            subnet_id: Some(subnet.clone()),
            ..Default::default()
        };
        account.api.associate_route_table(context, input)
    };
    let association = associate(&one).unwrap();
    assert_eq!(association.association_state.unwrap().state.as_deref(), Some("associated"));
    assert_eq!(code(associate(&two)), "Resource.AlreadyAssociated");
    let replaced = account
        .api
        .replace_route_table_association(
            context,
            ReplaceRouteTableAssociationRequest {
                association_id: association.association_id.clone(),
                route_table_id: Some(two.clone()),
                ..Default::default()
            },
        )
        .unwrap();
    assert_ne!(replaced.new_association_id, association.association_id);
    let disassociate = |id: Option<String>| {
        let input = DisassociateRouteTableRequest { association_id: id, ..Default::default() };
        account.api.disassociate_route_table(context, input)
    };
    assert_eq!(code(disassociate(association.association_id)), "InvalidAssociationID.NotFound");
    disassociate(replaced.new_association_id).unwrap();
    let interface = account
        .api
        .create_network_interface(
            context,
            CreateNetworkInterfaceRequest { subnet_id: Some(subnet.clone()), ..Default::default() },
        )
        .unwrap()
        .network_interface
        .unwrap()
        .network_interface_id;
    let create = |destination: &str, gateway: Option<&str>, interface: Option<String>| {
        let input = CreateRouteRequest {
            route_table_id: Some(one.clone()),
            destination_cidr_block: text(destination),
            gateway_id: gateway.map(ToOwned::to_owned),
            network_interface_id: interface,
            ..Default::default()
        };
        account.api.create_route(context, input)
    };
    assert_eq!(create("0.0.0.0/0", None, interface.clone()).unwrap().r#return, Some(true));
    let expected = ("RouteAlreadyExists".into(), "The route identified by 0.0.0.0/0 already exists.".into());
    assert_eq!(refused(create("0.0.0.0/0", None, interface.clone())), expected);
    assert_eq!(code(create("1.0.0.0/8", None, None)), "MissingParameter");
    assert_eq!(code(create("1.0.0.0/8", Some("igw-01234567"), interface.clone())), "InvalidParameterCombination");
    assert_eq!(code(create("1.0.0.0/8", Some("igw-01234567"), None)), "InvalidGatewayID.NotFound");
    assert_eq!(code(create("1.0.0.0/8", Some("vgw-01234567"), None)), "InvalidGatewayID.NotFound");
    assert_eq!(code(create("1.0.0.0/8", Some("nat-01234567"), None)), "InvalidGatewayID.NotFound");
    assert_eq!(code(create("1.0.0.0/8", Some("igw-xyz"), None)), "InvalidInternetGatewayId.Malformed");
    assert_eq!(code(create("nowhere", None, interface)), "InvalidParameterValue");
    let delete = |destination: &str| {
        let input = DeleteRouteRequest {
            route_table_id: Some(one.clone()),
            destination_cidr_block: text(destination),
            ..Default::default()
        };
        account.api.delete_route(context, input)
    };
    let expected = format!("no route with destination-cidr-block 1.0.0.0/8 in route table {one}");
    assert_eq!(refused(delete("1.0.0.0/8")), ("InvalidRoute.NotFound".into(), expected));
    delete("0.0.0.0/0").unwrap();
}

#[test]
fn attributes_change_one_at_a_time() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let context = &account.context;
    let value = |value| Some(AttributeBooleanValue { value: Some(value) });
    let modify = |support, hostnames| {
        let input = ModifyVpcAttributeRequest {
            vpc_id: Some(vpc.clone()),
            enable_dns_support: support,
            enable_dns_hostnames: hostnames,
            ..Default::default()
        };
        account.api.modify_vpc_attribute(context, input)
    };
    assert_eq!(code(modify(value(true), value(true))), "InvalidParameterCombination");
    let no_attributes = ("InvalidParameterCombination".to_owned(), "No attributes specified.".to_owned());
    assert_eq!(refused(modify(None, None)), no_attributes);
    modify(None, value(true)).unwrap();
    let describe = |attribute: &str| {
        let input =
            DescribeVpcAttributeRequest { vpc_id: Some(vpc.clone()), attribute: text(attribute), ..Default::default() };
        account.api.describe_vpc_attribute(context, input)
    };
    assert_eq!(describe("enableDnsHostnames").unwrap().enable_dns_hostnames, value(true));
    assert_eq!(describe("enableDnsSupport").unwrap().enable_dns_support, value(true));
    let metrics = describe("enableNetworkAddressUsageMetrics").unwrap();
    assert_eq!((metrics.enable_network_address_usage_metrics, metrics.enable_dns_support), (value(false), None));
    assert_eq!(code(describe("colour")), "InvalidParameterValue");
    let subnet = account.subnet(&vpc, "10.0.1.0/24");
    let input = ModifySubnetAttributeRequest {
        subnet_id: Some(subnet.clone()),
        map_public_ip_on_launch: value(true),
        ..Default::default()
    };
    account.api.modify_subnet_attribute(context, input.clone()).unwrap();
    let nothing = ModifySubnetAttributeRequest { map_public_ip_on_launch: None, ..input.clone() };
    assert_eq!(refused(account.api.modify_subnet_attribute(context, nothing.clone())), no_attributes);
    let hostnames =
        |kind| ModifySubnetAttributeRequest { private_dns_hostname_type_on_launch: text(kind), ..nothing.clone() };
    account.api.modify_subnet_attribute(context, hostnames("ip-name")).unwrap();
    account.api.modify_subnet_attribute(context, hostnames("resource-name")).unwrap();
    assert_eq!(code(account.api.modify_subnet_attribute(context, hostnames("ship-name"))), "InvalidParameterValue");
    let both =
        ModifySubnetAttributeRequest { enable_dns64: Some(AttributeBooleanValue { value: Some(false) }), ..input };
    assert_eq!(
        refused(account.api.modify_subnet_attribute(context, both)),
        (
            "InvalidRequest".to_owned(),
            "Only one subnet attribute can be modified at a time. Provided attributes: [mapPublicIpOnLaunch, enableDns64]"
                .to_owned()
        )
    );
    let filters = Some(vec![filter("map-public-ip-on-launch", &["true"]), filter("vpc-id", &[&vpc])]);
    let subnets = account.api.describe_subnets(context, DescribeSubnetsRequest { filters, ..Default::default() });
    assert_eq!(subnets.unwrap().subnets.unwrap()[0].subnet_id, Some(subnet));
}

#[test]
fn a_group_without_a_vpc_is_of_the_default_one() {
    let account = Account::new();
    let input =
        CreateSecurityGroupRequest { group_name: text("web"), description: text("a group"), ..Default::default() };
    let group = account.api.create_security_group(&account.context, input.clone()).unwrap().group_id.unwrap();
    let delete = DeleteSecurityGroupRequest { group_name: text("web"), ..Default::default() };
    assert_eq!(account.api.delete_security_group(&account.context, delete).unwrap().group_id, Some(group));
    let nameless = CreateSecurityGroupRequest { group_name: None, ..input };
    assert_eq!(code(account.api.create_security_group(&account.context, nameless)), "MissingParameter");
}
