//! ENIs: made with their addresses, and gone with them.

use std::{collections::BTreeSet, net::Ipv4Addr};

use ipnet::Ipv4Net;
use minato_vpc::{
    Resource,
    ids::{AttachmentId, NetworkInterfaceId, SecurityGroupId, SubnetId},
    resources::{Attachment, AttachmentState, ConnectionTracking, NetworkInterface, SecurityGroup, Subnet, Tags},
};

use crate::{
    error::NetworkError,
    interface_address::{Ipv4Request, Ipv6Request},
    interface_attribute::check_connection_tracking,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, UNDER_WAY, entropy},
};

/// The ENI to make.
#[derive(Debug, Clone)]
pub struct CreateInterface {
    /// Its subnet.
    pub subnet: SubnetId,
    /// The primary private address; any free one of the subnet if `None`.
    pub address: Option<Ipv4Addr>,
    /// Particular secondary private addresses.
    pub secondary_addresses: Vec<Ipv4Addr>,
    /// How many more secondary private addresses, any free ones.
    pub secondary_address_count: u32,
    /// Particular prefixes of private addresses, each a /28.
    pub ipv4_prefixes: Vec<Ipv4Net>,
    /// How many more prefixes of private addresses, any free ones.
    pub ipv4_prefix_count: u32,
    /// Its IPv6 addresses and prefixes.
    pub ipv6: Ipv6Request,
    /// Whether the first IPv6 address is the primary one.
    pub has_primary_ipv6: bool,
    /// How long its tracked flows may be idle.
    pub connection_tracking: ConnectionTracking,
    /// Whether a packet's source or destination must be the ENI's own address.
    pub source_dest_check: bool,
    /// Its security groups, all of the subnet's VPC; the VPC's default group if empty.
    pub groups: BTreeSet<SecurityGroupId>,
    /// The description; empty for none.
    pub description: String,
    /// `interface`, or what AWS calls the kind of a managed one.
    pub interface_type: String,
    /// The service that makes it and alone may delete it, such as `ecs.amazonaws.com`; `None` for a user's own.
    pub requester: Option<String>,
    /// Whether its primary address gets a public one that goes with the ENI.
    pub public_address: bool,
    /// What it is attached to from the start.
    pub attachment: Option<NewAttachment>,
    /// Its tags.
    pub tags: Tags,
    /// A client's token: with the same one, the same ENI is given again instead of another one.
    pub client_token: Option<String>,
}

impl CreateInterface {
    /// A user's ENI in that subnet, with any free address and the VPC's default group.
    pub fn new(subnet: SubnetId) -> Self {
        Self {
            subnet,
            address: None,
            secondary_addresses: Vec::new(),
            secondary_address_count: 0,
            ipv4_prefixes: Vec::new(),
            ipv4_prefix_count: 0,
            ipv6: Ipv6Request::default(),
            has_primary_ipv6: false,
            connection_tracking: ConnectionTracking::default(),
            source_dest_check: true,
            groups: BTreeSet::new(),
            description: String::new(),
            interface_type: "interface".to_owned(),
            requester: None,
            public_address: false,
            attachment: None,
            tags: Tags::new(),
            client_token: None,
        }
    }
}

/// An attachment to make.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// The attachment's id; a new one if `None`. A service that shows it elsewhere may choose it.
    pub id: Option<AttachmentId>,
    /// What uses the ENI, such as a task's ARN.
    pub owner: String,
    /// The account that AWS names as the attacher; the scope's own if `None`.
    pub instance_owner: Option<String>,
    /// 0 for a primary interface, 1 for the ENI of a task.
    pub device_index: u32,
    /// Whether the ENI goes when its user goes.
    pub delete_on_termination: bool,
    /// How far it is.
    pub state: AttachmentState,
    /// The primary ENI of the instance that the ENI is a further device of.
    pub primary: Option<NetworkInterfaceId>,
}

impl NewAttachment {
    /// An attachment to a task, as ECS makes it.
    pub fn to(owner: impl Into<String>) -> Self {
        Self {
            id: None,
            owner: owner.into(),
            instance_owner: None,
            device_index: 1,
            delete_on_termination: false,
            state: AttachmentState::Attached,
            primary: None,
        }
    }
}

impl NetworkTransaction<'_, '_> {
    /// Makes an ENI and takes its addresses. The kernel is not touched: the agent of the host that gets it does that.
    pub fn create_interface(&mut self, input: CreateInterface) -> Result<NetworkInterface, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        check_connection_tracking(&input.connection_tracking)?;
        let id = NetworkInterfaceId::from_entropy(self.entropy_for(input.client_token.as_deref()));
        if let Some(existing) = self.repeated(&id, input.client_token.as_deref(), &input)? {
            return Ok(existing);
        }
        let subnet: Subnet = self.find(&input.subnet)?;
        let groups = self.groups_for(&subnet, &input.groups)?;
        self.check_interface_quota()?;
        let public = if input.public_address { Some(self.choose_launch_address()?) } else { None };
        let mut ipv4 = self.take_ipv4(&subnet, &id, &ipv4_request(&input))?;
        // Particular addresses come first, and the primary one before all if it is one of those.
        let primary = if input.address.is_some() { 0 } else { input.secondary_addresses.len() };
        let address = ipv4.addresses.remove(primary);
        let ipv6_request = ipv6_request(&subnet, &input)?;
        let ipv6 = self.take_ipv6(&subnet, &id, &ipv6_request)?;
        let mac = self.take_mac(&id)?;
        let interface = NetworkInterface {
            id,
            scope: self.scope.clone(),
            vpc: subnet.vpc,
            subnet: subnet.id,
            description: input.description,
            interface_type: input.interface_type,
            mac,
            address,
            secondary_addresses: ipv4.addresses,
            ipv4_prefixes: ipv4.prefixes,
            ipv6_addresses: ipv6.addresses,
            ipv6_prefixes: ipv6.prefixes,
            has_primary_ipv6: input.has_primary_ipv6,
            groups,
            source_dest_check: input.source_dest_check,
            connection_tracking: input.connection_tracking,
            requester: input.requester,
            attachment: input.attachment.map(|new| self.attachment(new)),
            created_at: self.now,
            tags: input.tags,
        };
        self.tx.put(&interface)?;
        if let Some(chosen) = public {
            self.add_launch_address(&interface, chosen)?;
        }
        Ok(interface)
    }

    /// Deletes a user's ENI, which must not be attached, and releases its addresses.
    pub fn delete_interface(&mut self, id: &NetworkInterfaceId) -> Result<(), NetworkError> {
        let interface: NetworkInterface = self.find(id)?;
        if interface.attachment.is_some() {
            return Err(NetworkError::InterfaceInUse { id: id.clone() });
        }
        if interface.requester.is_some() {
            return Err(NetworkError::ManagedInterface { id: id.clone() });
        }
        self.remove_interface(&interface)
    }

    /// Deletes an ENI that the service `requester` made, attached or not, and releases its addresses: their cool-down
    /// begins. False if it was gone already, so that a service may repeat it.
    pub fn release_interface(&mut self, id: &NetworkInterfaceId, requester: &str) -> Result<bool, NetworkError> {
        let key = NetworkInterface::key_of(self.scope, id);
        let Some(interface) = self.tx.get(&key)? else { return Ok(false) };
        if interface.requester.as_deref() != Some(requester) {
            return Err(NetworkError::ManagedInterface { id: id.clone() });
        }
        self.remove_interface(&interface)?;
        Ok(true)
    }

    pub(crate) fn remove_interface(&mut self, interface: &NetworkInterface) -> Result<(), NetworkError> {
        self.release_ipv4(interface, interface.addresses(), &interface.ipv4_prefixes)?;
        self.release_ipv6(interface, &interface.ipv6_addresses, &interface.ipv6_prefixes)?;
        self.end_associations(&interface.id, |_| true)?;
        self.release_mac(interface)?;
        self.delete_permissions_of(&interface.id)?;
        self.remove(interface);
        Ok(())
    }

    /// The groups of a new ENI: those asked for, which must be of the subnet's VPC, or its default one.
    pub(crate) fn groups_for(
        &mut self,
        subnet: &Subnet,
        groups: &BTreeSet<SecurityGroupId>,
    ) -> Result<BTreeSet<SecurityGroupId>, NetworkError> {
        if groups.is_empty() {
            return Ok(BTreeSet::from([self.default_group(&subnet.vpc)?.id]));
        }
        if groups.len() > self.limits().security_groups_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::SecurityGroupsPerInterface });
        }
        for id in groups {
            let group: SecurityGroup = self.find(id)?;
            if group.vpc != subnet.vpc {
                return Err(NetworkError::DifferentNetworks {
                    one: (Kind::SecurityGroup, id.to_string()),
                    other: (Kind::Subnet, subnet.id.to_string()),
                });
            }
        }
        Ok(groups.clone())
    }

    /// Whether there may be one more ENI.
    fn check_interface_quota(&mut self) -> Result<(), NetworkError> {
        let interfaces = NetworkInterface::in_scope(self.scope);
        let limit = self.limits().network_interfaces as usize;
        // Far from the limit a hint will do, so that creators do not disturb each other. Near it, the number is a
        // condition of the commit.
        let count = self.tx.list_unguarded(&interfaces)?.len();
        if count + UNDER_WAY >= limit && self.count(&interfaces)? >= limit {
            return Err(NetworkError::LimitExceeded { quota: Quota::NetworkInterfaces });
        }
        Ok(())
    }

    pub(crate) fn attachment(&self, new: NewAttachment) -> Attachment {
        Attachment {
            id: new.id.unwrap_or_else(|| AttachmentId::from_entropy(entropy())),
            owner: new.owner,
            instance_owner: new.instance_owner.unwrap_or_else(|| self.scope.account.clone()),
            device_index: new.device_index,
            attached_at: self.now,
            delete_on_termination: new.delete_on_termination,
            state: new.state,
            primary: new.primary,
        }
    }
}

/// The IPv4 addresses of a new ENI, its primary one with them.
fn ipv4_request(input: &CreateInterface) -> Ipv4Request {
    Ipv4Request {
        addresses: input.address.iter().chain(&input.secondary_addresses).copied().collect(),
        address_count: input.secondary_address_count.saturating_add(u32::from(input.address.is_none())),
        prefixes: input.ipv4_prefixes.clone(),
        prefix_count: input.ipv4_prefix_count,
    }
}

/// The IPv6 addresses of a new ENI: those asked for, or one if the subnet gives each new ENI one.
fn ipv6_request(subnet: &Subnet, input: &CreateInterface) -> Result<Ipv6Request, NetworkError> {
    let mut request = input.ipv6.clone();
    if request == Ipv6Request::default() && subnet.assign_ipv6_on_creation {
        request.address_count = Some(1);
    }
    if input.has_primary_ipv6 && request.addresses.is_empty() && request.address_count.unwrap_or(0) == 0 {
        return Err(NetworkError::InvalidCombination {
            message: "A primary IPv6 address needs an IPv6 address: specify ipv6Addresses or ipv6AddressCount"
                .to_owned(),
        });
    }
    Ok(request)
}
