//! ENIs: made with their addresses, and gone with them.

use std::{collections::BTreeSet, net::Ipv4Addr};

use minato_document::Document;
use minato_ipam::{Address, Pool};
use minato_vpc::{
    Resource,
    ids::{AttachmentId, NetworkInterfaceId, SecurityGroupId, SubnetId},
    resources::{Attachment, ConnectionTracking, NetworkInterface, SecurityGroup, Subnet, Tags},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// More ENIs than all transactions that are under way at once can make, while one looks at the number.
const UNDER_WAY: usize = 1_024;

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
    /// Its security groups, all of the subnet's VPC; the VPC's default group if empty.
    pub groups: BTreeSet<SecurityGroupId>,
    /// The description; empty for none.
    pub description: String,
    /// `interface`, or what AWS calls the kind of a managed one.
    pub interface_type: String,
    /// The service that makes it and alone may delete it, such as `ecs.amazonaws.com`; `None` for a user's own.
    pub requester: Option<String>,
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
            groups: BTreeSet::new(),
            description: String::new(),
            interface_type: "interface".to_owned(),
            requester: None,
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
}

impl NewAttachment {
    /// An attachment to a task, as ECS makes it.
    pub fn to(owner: impl Into<String>) -> Self {
        Self { id: None, owner: owner.into(), instance_owner: None, device_index: 1, delete_on_termination: false }
    }
}

impl NetworkTransaction<'_, '_> {
    /// Makes an ENI and takes its addresses. The kernel is not touched: the agent of the host that gets it does that.
    pub fn create_interface(&mut self, input: CreateInterface) -> Result<NetworkInterface, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let id = NetworkInterfaceId::from_entropy(self.entropy_for(input.client_token.as_deref()));
        if input.client_token.is_some()
            && let Some(existing) = self.tx.get(&NetworkInterface::key_of(self.scope, &id))?
        {
            return if is_made_by(&existing, &input) { Ok(existing) } else { Err(NetworkError::TokenMismatch) };
        }
        let subnet: Subnet = self.find(&input.subnet)?;
        let groups = self.groups_for(&subnet, &input)?;
        self.check_interface_quota()?;
        let (address, secondary_addresses) = self.take_addresses(&subnet, &id, &input)?;
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
            secondary_addresses,
            ipv4_prefixes: Vec::new(),
            ipv6_addresses: Vec::new(),
            ipv6_prefixes: Vec::new(),
            has_primary_ipv6: false,
            groups,
            source_dest_check: true,
            connection_tracking: ConnectionTracking::default(),
            requester: input.requester,
            attachment: input.attachment.map(|new| self.attachment(new)),
            created_at: self.now,
            tags: input.tags,
        };
        self.tx.put(&interface)?;
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

    /// How many addresses of a subnet are free, as `AvailableIpAddressCount` says it.
    pub fn free_addresses(&mut self, subnet: &Subnet) -> Result<u32, NetworkError> {
        Ok(self.pool(subnet)?.free())
    }

    fn pool(&mut self, subnet: &Subnet) -> Result<Pool, NetworkError> {
        // A hint: whoever takes an address reads its record anew, so that two never take the same one, and yet
        // those that take different ones do not disturb each other.
        let records = self.tx.list_unguarded(&Address::in_subnet(&subnet.id))?;
        Ok(Pool::new(&subnet.id, subnet.cidr, records, self.networks.cool_down)?)
    }

    fn remove_interface(&mut self, interface: &NetworkInterface) -> Result<(), NetworkError> {
        for address in std::iter::once(&interface.address).chain(&interface.secondary_addresses) {
            let key = Address::key_of(&interface.subnet, *address);
            if let Some(record) = self.tx.get(&key)?.filter(|record| record.owner() == Some(&interface.id)) {
                self.tx.put(&record.release(self.now)?)?;
            }
        }
        self.release_mac(interface)?;
        self.tx.delete(&NetworkInterface::key_of(self.scope, &interface.id));
        Ok(())
    }

    /// The groups of a new ENI: those asked for, which must be of the subnet's VPC, or its default one.
    fn groups_for(
        &mut self,
        subnet: &Subnet,
        input: &CreateInterface,
    ) -> Result<BTreeSet<SecurityGroupId>, NetworkError> {
        if input.groups.is_empty() {
            return Ok(BTreeSet::from([self.default_group(&subnet.vpc)?.id]));
        }
        if input.groups.len() > self.limits().security_groups_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::SecurityGroupsPerInterface });
        }
        for id in &input.groups {
            let group: SecurityGroup = self.find(id)?;
            if group.vpc != subnet.vpc {
                return Err(NetworkError::DifferentNetworks {
                    one: (Kind::SecurityGroup, id.to_string()),
                    other: (Kind::Subnet, subnet.id.to_string()),
                });
            }
        }
        Ok(input.groups.clone())
    }

    fn take_addresses(
        &mut self,
        subnet: &Subnet,
        owner: &NetworkInterfaceId,
        input: &CreateInterface,
    ) -> Result<(Ipv4Addr, Vec<Ipv4Addr>), NetworkError> {
        let secondary = input.secondary_addresses.len() + input.secondary_address_count as usize;
        if secondary > self.limits().secondary_addresses_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::PrivateAddresses });
        }
        let mut pool = self.pool(subnet)?;
        // Particular addresses first: none of them may go to one that takes what comes.
        let mut records = Vec::with_capacity(secondary + 1);
        for address in input.address.iter().chain(&input.secondary_addresses) {
            records.push(pool.allocate_requested(*address, owner)?);
        }
        let any = input.secondary_address_count + u32::from(input.address.is_none());
        for _ in 0..any {
            records.push(pool.allocate(owner, self.now)?);
        }
        for record in &records {
            self.tx.get(&record.key())?;
            self.tx.put(record)?;
        }
        let mut addresses: Vec<_> = records.iter().map(|record| record.address).collect();
        let primary = if input.address.is_some() { 0 } else { input.secondary_addresses.len() };
        let primary = addresses.remove(primary);
        Ok((primary, addresses))
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

    fn attachment(&self, new: NewAttachment) -> Attachment {
        Attachment {
            id: new.id.unwrap_or_else(|| AttachmentId::from_entropy(entropy())),
            owner: new.owner,
            instance_owner: new.instance_owner.unwrap_or_else(|| self.scope.account.clone()),
            device_index: new.device_index,
            attached_at: self.now,
            delete_on_termination: new.delete_on_termination,
        }
    }
}

/// Whether a request for an ENI may be the one that made this.
fn is_made_by(interface: &NetworkInterface, input: &CreateInterface) -> bool {
    interface.subnet == input.subnet
        && interface.description == input.description
        && (input.groups.is_empty() || input.groups == interface.groups)
        && input.address.is_none_or(|address| address == interface.address)
        && input.secondary_addresses.iter().all(|address| interface.secondary_addresses.contains(address))
        && input.secondary_addresses.len() + input.secondary_address_count as usize
            == interface.secondary_addresses.len()
}
