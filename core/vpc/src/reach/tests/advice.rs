//! What is said that could be done: whole commands, for the packet that was asked about.

use super::*;

/// What to do about a way that ends.
fn advice(way: &Way) -> &str {
    match &way.end {
        End::Blocked { advice: Some(advice), .. } => advice,
        end => panic!("nothing is advised: {end:?}"),
    }
}

#[test]
fn a_rule_is_for_the_group_that_sends_and_else_for_the_address() {
    let mut world = World::new();
    let [one, two] = [1, 2].map(group_id);
    let said = |world: &World, from: &str, to: u128, probe| {
        let reach = world.ask(from, eni(to).as_str(), probe);
        advice(&reach.request).to_owned()
    };
    assert_eq!(
        said(&world, eni(1).as_str(), 2, Probe::Tcp(81)),
        format!(
            "allow it: aws ec2 authorize-security-group-egress --group-id {one} --protocol tcp --port 81 --cidr 10.0.2.12/32"
        )
    );
    world.add_rule(1, 3, SecurityGroupRule { traffic: Traffic::All, ..rule(Direction::Egress, range("0.0.0.0/0")) });
    let into = format!("allow it: aws ec2 authorize-security-group-ingress --group-id {two}");
    assert_eq!(
        said(&world, eni(1).as_str(), 2, Probe::Udp(53)),
        format!("{into} --protocol udp --port 53 --source-group {one}")
    );
    assert_eq!(
        said(&world, eni(1).as_str(), 2, Probe::Echo),
        format!("{into} --protocol icmp --port -1 --source-group {one}")
    );
    world.attach_internet();
    world.give_public(2, "203.0.113.9");
    world.route(2, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    assert_eq!(
        said(&world, "192.0.2.1", 2, Probe::Tcp(81)),
        format!("{into} --protocol tcp --port 81 --cidr 0.0.0.0/0")
    );
    world.add_ipv6();
    let reach = world.ask("2001:db8:0:1::5", "2001:db8:0:2::5", Probe::Tcp(81));
    let of_one = advice(&reach.request);
    assert_eq!(
        of_one,
        format!(
            "allow it: aws ec2 authorize-security-group-egress --group-id {one} --ip-permissions \
             'IpProtocol=tcp,FromPort=81,ToPort=81,Ipv6Ranges=[{{CidrIpv6=2001:db8:0:2::5/128}}]'"
        )
    );
}

#[test]
fn an_entry_has_a_number_that_is_free_before_the_one_that_denies() {
    let mut world = World::new();
    let deny = || entry(Traffic::All, false);
    world.add_entry(2, Direction::Ingress, 99, deny());
    let add =
        format!("add an ingress entry before: aws ec2 create-network-acl-entry --network-acl-id {} --ingress", acl(2));
    let what = "--rule-action allow --protocol tcp --port-range From=80,To=80 --cidr-block 10.0.1.11/32";
    assert_eq!(advice(&world.between(1, 2).request), format!("{add} --rule-number 98 {what}"));
    world.0.network_acls.get_mut(&acl(2)).unwrap().entries.get_mut(&Direction::Ingress).unwrap().clear();
    assert_eq!(advice(&world.between(1, 2).request), format!("{add} --rule-number 10 {what}"));
    world.add_entry(2, Direction::Ingress, 1, deny());
    assert_eq!(
        advice(&world.between(1, 2).request),
        format!(
            "make room before entry 1, where no number is free: aws ec2 delete-network-acl-entry --network-acl-id {} \
             --ingress --rule-number 1",
            acl(2)
        )
    );
}

#[test]
fn a_route_is_for_the_destination_in_its_version() {
    let mut world = World::new();
    world.add_rule(1, 3, SecurityGroupRule { traffic: Traffic::All, ..rule(Direction::Egress, range("::/0")) });
    world.add_ipv6();
    let add = format!("aws ec2 create-route --route-table-id {}", table(1));
    let said = world.ask(eni(1).as_str(), "192.0.2.1", Probe::Tcp(80));
    assert!(advice(&said.request).ends_with(&format!("{add} --destination-cidr-block 0.0.0.0/0")), "{said}");
    let said = world.ask(eni(1).as_str(), "2600::1", Probe::Tcp(80));
    assert!(advice(&said.request).ends_with(&format!("{add} --destination-ipv6-cidr-block 2600::1/128")), "{said}");
    let gone = RouteTarget::InternetGateway(igw());
    world.route(1, "0.0.0.0/0", gone.clone());
    world.route(1, "::/0", gone);
    let replace = format!("aws ec2 replace-route --route-table-id {}", table(1));
    let said = world.ask(eni(1).as_str(), "192.0.2.1", Probe::Tcp(80));
    assert!(advice(&said.request).ends_with(&format!("{replace} --destination-cidr-block 0.0.0.0/0")), "{said}");
    let said = world.ask(eni(1).as_str(), "2600::1", Probe::Tcp(80));
    assert!(advice(&said.request).ends_with(&format!("{replace} --destination-ipv6-cidr-block ::/0")), "{said}");
}
