//! Instances that are launched: from a request's text to their ENIs.

use std::collections::BTreeSet;

use minato_network::{CreateInterface, Kind, LaunchInterface, LaunchedInterface, NetworkTransaction, RunInstances};
use minato_vpc::{
    ids::{ImageId, NetworkInterfaceId, SecurityGroupId, SubnetId},
    resources::{Instance, InstanceState, NetworkInterface, Subnet, Tags},
};
use minato_wire::ec2::{InstanceNetworkInterfaceSpecification, Reservation, RunInstancesRequest, TagSpecification};

use crate::{
    call::{Call, Fault},
    input::{client_token, id, required, tag_specifications},
    instance::{reservations, show_all},
    instance_attachment::device_index,
    instance_state::put_node,
    interface::{Addresses, given},
    interface_address::ipv6_request,
    permission::default_vpc,
};

/// The type of instances where none is named.
const DEFAULT_TYPE: &str = "m1.small";

pub(crate) fn run_instances(call: &Call<'_>, input: RunInstancesRequest) -> Result<Reservation, Fault> {
    let dry_run = input.dry_run;
    let launch = Launch::read(input)?;
    let mut found = call.run(dry_run, |network| {
        let instances = launch.launch(network)?;
        for instance in &instances {
            // Where the request repeats an earlier one, its host may have done what it was asked for.
            if instance.state == InstanceState::Pending {
                put_node(network, call.host, instance)?;
            }
        }
        Ok::<_, Fault>(reservations(show_all(network, &instances)?))
    })?;
    Ok(found.pop().unwrap_or_default())
}

/// What a request asks for, but for what only the networks say.
struct Launch {
    run: RunInstances,
    interfaces: Vec<Wanted>,
    zone: Option<String>,
}

/// An ENI that is asked for; without a subnet, in the default one.
#[derive(Debug)]
struct Wanted {
    launch: LaunchInterface,
    has_subnet: bool,
    /// Whether it gets a public address; what the subnet says if `None`.
    public: Option<bool>,
}

impl Wanted {
    /// What several instances cannot each have.
    fn check_may_repeat(&self) -> Result<(), Fault> {
        let what = match &self.launch.interface {
            LaunchedInterface::Existing(_) => "a network interface ID",
            LaunchedInterface::New(create) if create.address.is_some() || !create.secondary_addresses.is_empty() => {
                "a private IP address"
            }
            LaunchedInterface::New(create) if !create.ipv6.addresses.is_empty() => "an IPv6 address",
            LaunchedInterface::New(_) => return Ok(()),
        };
        Err(Fault::combination(format!("You may not specify {what} when launching more than one instance")))
    }

    fn new_one(&mut self) -> Option<&mut CreateInterface> {
        match &mut self.launch.interface {
            LaunchedInterface::New(create) => Some(create),
            LaunchedInterface::Existing(_) => None,
        }
    }
}

impl Launch {
    fn read(input: RunInstancesRequest) -> Result<Self, Fault> {
        let image = required(input.image_id.clone(), "ImageId")?;
        let image: ImageId = image.parse().map_err(|_| {
            Fault::new("InvalidAMIID.Malformed", format!("Invalid id: \"{image}\" (expecting \"ami-...\")"))
        })?;
        let least = number(input.min_count, "MinCount")?;
        let most = number(input.max_count, "MaxCount")?;
        if most < least {
            return Err(Fault::value(format!(
                "Value ({most}) for parameter MaxCount is invalid. It must be at least MinCount ({least})."
            )));
        }
        let (tags, interface_tags) = split_tags(input.tag_specifications.clone())?;
        let client_token = client_token(input.client_token.clone())?;
        let instance_type = input.instance_type.clone().unwrap_or_else(|| DEFAULT_TYPE.to_owned());
        let zone = input.placement.as_ref().and_then(|placement| placement.availability_zone.clone());
        let mut interfaces = match input.network_interfaces.clone().filter(|list| !list.is_empty()) {
            Some(list) => listed(&input, list)?,
            None => vec![of_instance(input)?],
        };
        if most > 1 {
            interfaces.iter().try_for_each(Wanted::check_may_repeat)?;
        }
        let mut new: Vec<_> = interfaces.iter_mut().filter_map(Wanted::new_one).collect();
        if new.is_empty() && !interface_tags.is_empty() {
            return Err(Fault::value(
                "You cannot specify tags for network interfaces if there are no network interfaces being created by the \
                 request.",
            ));
        }
        for create in &mut new {
            create.tags.clone_from(&interface_tags);
        }
        let run = RunInstances { image, instance_type, least, most, interfaces: Vec::new(), tags, client_token };
        Ok(Self { run, interfaces, zone })
    }

    /// Launches the instances, or finds those that the same request launched before with its token.
    fn launch(&self, network: &mut NetworkTransaction<'_, '_>) -> Result<Vec<Instance>, Fault> {
        // A zone may differ, as AWS says.
        let request = (&self.run, &self.interfaces);
        if let Some(launched) = network.instances_launched_before(self.run.client_token.as_deref(), &request)? {
            return Ok(launched);
        }
        let wanted = self.resolve(network)?;
        Ok(network.run_instances(&wanted)?)
    }

    /// The instances to launch, by what the networks say of subnets.
    fn resolve(&self, network: &mut NetworkTransaction<'_, '_>) -> Result<RunInstances, Fault> {
        let mut run = self.run.clone();
        for wanted in &self.interfaces {
            let mut launch = wanted.launch.clone();
            match &mut launch.interface {
                LaunchedInterface::New(create) => {
                    if !wanted.has_subnet {
                        let vpc = default_vpc(network)?.id;
                        create.subnet = network.default_subnet(&vpc, self.zone.as_deref())?;
                    }
                    let subnet: Subnet = network.find(&create.subnet)?;
                    self.check_zone(&subnet)?;
                    create.public_address = match wanted.public {
                        Some(public) => public,
                        None => subnet.map_public_ip_on_launch && self.interfaces.len() == 1,
                    };
                }
                LaunchedInterface::Existing(interface) => {
                    let interface: NetworkInterface = network.find(interface)?;
                    self.check_zone(&network.find(&interface.subnet)?)?;
                }
            }
            run.interfaces.push(launch);
        }
        Ok(run)
    }

    fn check_zone(&self, subnet: &Subnet) -> Result<(), Fault> {
        if self.zone.as_ref().is_some_and(|zone| *zone != subnet.zone) {
            return Err(Fault::value(format!(
                "The availability zone of the subnet '{}' is {}, and not that of the placement",
                subnet.id, subnet.zone
            )));
        }
        Ok(())
    }
}

fn number(value: Option<i32>, parameter: &str) -> Result<u32, Fault> {
    let value = value.ok_or_else(|| Fault::missing(parameter))?;
    let invalid =
        || Fault::value(format!("Value ({value}) for parameter {parameter} is invalid. It must be at least 1."));
    u32::try_from(value).ok().filter(|count| *count > 0).ok_or_else(invalid)
}

/// The tags of the instances, and those of the ENIs that are made for them.
fn split_tags(list: Option<Vec<TagSpecification>>) -> Result<(Tags, Tags), Fault> {
    let of_interfaces =
        |one: &TagSpecification| one.resource_type.as_deref() == Some(Kind::NetworkInterface.resource_type());
    let (interfaces, instances): (Vec<_>, Vec<_>) = list.unwrap_or_default().into_iter().partition(of_interfaces);
    let tags = tag_specifications(Some(instances), Kind::Instance)?;
    Ok((tags, tag_specifications(Some(interfaces), Kind::NetworkInterface)?))
}

fn group_ids(list: Option<Vec<String>>) -> Result<BTreeSet<SecurityGroupId>, Fault> {
    list.unwrap_or_default().iter().map(|text| id(text, Kind::SecurityGroup)).collect()
}

/// An ENI to make in a subnet. Where none is named, the first id there is stands for it until the default one is known.
fn new_interface(subnet: Option<&String>) -> Result<CreateInterface, Fault> {
    let subnet = subnet.map(|text| id(text, Kind::Subnet)).transpose()?;
    Ok(CreateInterface::new(subnet.unwrap_or_else(|| SubnetId::from_entropy(0))))
}

/// The one ENI of an instance whose request describes none.
fn of_instance(input: RunInstancesRequest) -> Result<Wanted, Fault> {
    let addresses = Addresses::new(input.private_ip_address, Vec::new(), None)?;
    let ipv6 = given(input.ipv6_addresses, "ipv6Address", |address| address.ipv6_address)?;
    let create = CreateInterface {
        address: addresses.primary,
        groups: group_ids(input.security_group_ids)?,
        ipv6: ipv6_request(ipv6, input.ipv6_address_count, None, None)?,
        ..new_interface(input.subnet_id.as_ref())?
    };
    Ok(Wanted {
        launch: LaunchInterface {
            interface: LaunchedInterface::New(Box::new(create)),
            device_index: 0,
            delete_on_termination: true,
        },
        has_subnet: input.subnet_id.is_some(),
        public: None,
    })
}

/// The ENIs that a request describes, the primary one first.
fn listed(input: &RunInstancesRequest, list: Vec<InstanceNetworkInterfaceSpecification>) -> Result<Vec<Wanted>, Fault> {
    let of_the_instance = [
        ("subnet ID", input.subnet_id.is_some()),
        ("security groups", input.security_group_ids.as_ref().is_some_and(|groups| !groups.is_empty())),
        ("private address", input.private_ip_address.is_some()),
        ("IPv6 addresses", input.ipv6_addresses.is_some() || input.ipv6_address_count.is_some()),
    ];
    if let Some((what, _)) = of_the_instance.iter().find(|(_, is_given)| *is_given) {
        return Err(Fault::combination(format!(
            "Network interfaces and an instance-level {what} may not be specified on the same request"
        )));
    }
    let are_several = list.len() > 1;
    let mut wanted = list.into_iter().map(|one| specified(one, are_several)).collect::<Result<Vec<_>, _>>()?;
    wanted.sort_by_key(|one| one.launch.device_index);
    if let Some(pair) = wanted.windows(2).find(|pair| pair[0].launch.device_index == pair[1].launch.device_index) {
        let index = pair[0].launch.device_index;
        return Err(Fault::value(format!(
            "Each network interface requires a unique device index: {index} comes twice."
        )));
    }
    if wanted.first().is_none_or(|first| first.launch.device_index != 0) {
        return Err(Fault::combination("When specifying network interfaces, you must include a device at index 0."));
    }
    Ok(wanted)
}

fn specified(one: InstanceNetworkInterfaceSpecification, are_several: bool) -> Result<Wanted, Fault> {
    let index = one.device_index.ok_or_else(|| Fault::value("Each network interface requires a device index."))?;
    let device_index = device_index(index)?;
    if one.associate_public_ip_address.is_some() && are_several {
        return Err(Fault::combination(
            "The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.",
        ));
    }
    if let Some(existing) = &one.network_interface_id {
        check_existing(&one)?;
        let existing: NetworkInterfaceId = id(existing, Kind::NetworkInterface)?;
        let interface = LaunchedInterface::Existing(existing);
        let launch = LaunchInterface { interface, device_index, delete_on_termination: false };
        return Ok(Wanted { launch, has_subnet: true, public: None });
    }
    let addresses = Addresses::new(
        one.private_ip_address,
        one.private_ip_addresses.unwrap_or_default(),
        one.secondary_private_ip_address_count,
    )?;
    let ipv6 = given(one.ipv6_addresses, "ipv6Address", |address| address.ipv6_address)?;
    let create = CreateInterface {
        address: addresses.primary,
        secondary_addresses: addresses.secondary,
        secondary_address_count: addresses.secondary_count,
        groups: group_ids(one.groups)?,
        description: one.description.unwrap_or_default(),
        ipv6: ipv6_request(ipv6, one.ipv6_address_count, None, None)?,
        ..new_interface(one.subnet_id.as_ref())?
    };
    Ok(Wanted {
        launch: LaunchInterface {
            interface: LaunchedInterface::New(Box::new(create)),
            device_index,
            delete_on_termination: one.delete_on_termination.unwrap_or(true),
        },
        has_subnet: one.subnet_id.is_some(),
        public: one.associate_public_ip_address,
    })
}

/// What an ENI that is there already cannot be given.
fn check_existing(one: &InstanceNetworkInterfaceSpecification) -> Result<(), Fault> {
    let of_a_new_one = [
        ("a subnet", one.subnet_id.is_some()),
        ("security groups", one.groups.as_ref().is_some_and(|groups| !groups.is_empty())),
        ("a description", one.description.is_some()),
        ("private addresses", one.private_ip_address.is_some() || one.private_ip_addresses.is_some()),
        ("a number of private addresses", one.secondary_private_ip_address_count.is_some()),
        ("IPv6 addresses", one.ipv6_addresses.is_some() || one.ipv6_address_count.is_some()),
        ("a public address", one.associate_public_ip_address.is_some()),
        ("its deletion on termination", one.delete_on_termination == Some(true)),
    ];
    match of_a_new_one.iter().find(|(_, is_given)| *is_given) {
        Some((what, _)) => Err(Fault::combination(format!(
            "A network interface may not specify both a network interface ID and {what}"
        ))),
        None => Ok(()),
    }
}
