"""Network ACLs, prefix lists and rules through the AWS CLI, whose own forms of parameters differ from boto3's."""


def test_network_acls(apis, vpc):
    acl = apis.aws("ec2", "create-network-acl", "--vpc-id", vpc)["NetworkAcl"]["NetworkAclId"]

    def entry(verb, number, *arguments):
        apis.aws("ec2", f"{verb}-network-acl-entry", "--network-acl-id", acl, "--rule-number", str(number), *arguments)

    entry("create", 100, "--ingress", "--protocol", "udp", "--port-range", "From=53,To=53", "--cidr-block", "0.0.0.0/0",
          "--rule-action", "allow")
    entry("create", 100, "--egress", "--protocol", "1", "--icmp-type-code", "Type=8,Code=-1", "--cidr-block", "10.0.0.0/8",
          "--rule-action", "deny")
    entry("create", 110, "--ingress", "--protocol", "-1", "--ipv6-cidr-block", "::/0", "--rule-action", "allow")
    entry("replace", 110, "--ingress", "--protocol", "-1", "--ipv6-cidr-block", "::/0", "--rule-action", "deny")
    [shown] = apis.aws("ec2", "describe-network-acls", "--network-acl-ids", acl)["NetworkAcls"]
    own = [each for each in shown["Entries"] if each["RuleNumber"] < 32767]
    assert own == [
        {"RuleNumber": 100, "Egress": True, "Protocol": "1", "IcmpTypeCode": {"Type": 8, "Code": -1},
         "CidrBlock": "10.0.0.0/8", "RuleAction": "deny"},
        {"RuleNumber": 100, "Egress": False, "Protocol": "17", "PortRange": {"From": 53, "To": 53},
         "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
        {"RuleNumber": 110, "Egress": False, "Protocol": "-1", "Ipv6CidrBlock": "::/0", "RuleAction": "deny"},
    ]
    entry("delete", 100, "--egress")
    twice = apis.aws("ec2", "delete-network-acl-entry", "--network-acl-id", acl, "--rule-number", "100", "--egress", check=False)
    assert twice.returncode != 0 and "InvalidNetworkAclEntry.NotFound" in twice.stderr
    apis.aws("ec2", "delete-network-acl", "--network-acl-id", acl)


def test_prefix_lists_and_rules(apis, ec2, vpc):
    prefix_list = apis.aws(
        "ec2", "create-managed-prefix-list", "--prefix-list-name", "offices", "--address-family", "IPv4", "--max-entries", "3",
        "--entries", "Cidr=10.1.0.0/16,Description=one", "Cidr=10.2.0.0/16")["PrefixList"]["PrefixListId"]
    apis.aws("ec2", "modify-managed-prefix-list", "--prefix-list-id", prefix_list, "--current-version", "1",
             "--add-entries", "Cidr=10.3.0.0/16", "--remove-entries", "Cidr=10.1.0.0/16")
    entries = apis.aws("ec2", "get-managed-prefix-list-entries", "--prefix-list-id", prefix_list)["Entries"]
    assert entries == [{"Cidr": "10.2.0.0/16"}, {"Cidr": "10.3.0.0/16"}]
    group = ec2.create_security_group(VpcId=vpc, GroupName="web", Description="-")["GroupId"]
    rules = apis.aws(
        "ec2", "authorize-security-group-ingress", "--group-id", group, "--ip-permissions",
        f"IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{{PrefixListId={prefix_list}}}],Ipv6Ranges=[{{CidrIpv6=::/0}}]",
    )["SecurityGroupRules"]
    by_list, = (rule["SecurityGroupRuleId"] for rule in rules if rule.get("PrefixListId") == prefix_list)
    apis.aws("ec2", "modify-security-group-rules", "--group-id", group, "--security-group-rules",
             f"SecurityGroupRuleId={by_list},SecurityGroupRule={{IpProtocol=-1,PrefixListId={prefix_list},Description=all}}")
    apis.aws("ec2", "update-security-group-rule-descriptions-ingress", "--group-id", group, "--ip-permissions",
             "IpProtocol=tcp,FromPort=443,ToPort=443,Ipv6Ranges=[{CidrIpv6=::/0,Description=everybody}]")
    shown = apis.aws("ec2", "describe-security-group-rules", "--filters", f"Name=group-id,Values={group}")["SecurityGroupRules"]
    assert {rule["Description"] for rule in shown if not rule["IsEgress"]} == {"all", "everybody"}
    found = apis.aws("ec2", "get-managed-prefix-list-associations", "--prefix-list-id", prefix_list)["PrefixListAssociations"]
    assert found == [{"ResourceId": group, "ResourceOwner": "123456789012"}]
