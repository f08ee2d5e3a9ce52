//! NAT gateways: an ENI of their own in a subnet, and for public ones an elastic address for each of its addresses.
//!
//! What can go wrong after the request was understood does not refuse it, as in AWS: the gateway is there, and has failed,
//! with a code. What a host does of it is not known here: who looks after the gateways says when one has started or
//! stopped.

use std::{net::Ipv4Addr, time::Duration};

use jiff::Timestamp;
use minato_vpc::{
    Resource,
    ids::{AddressAllocationId, AddressAssociationId, NatGatewayId, NetworkInterfaceId, SubnetId},
    resources::{
        NatConnectivity, NatGateway, NatGatewayAddress, NatGatewayState, NetworkInterface, PublicAddress, Subnet, Tags,
    },
};

use crate::{
    error::NetworkError,
    interface::{CreateInterface, NewAttachment},
    interface_address::Ipv4Request,
    kind::Kind,
    limits::Quota,
    public_address::AddressReference,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// Who makes and deletes the gateways' ENIs.
const REQUESTER: &str = "amazon-vpc";

/// The NAT gateway to make.
#[derive(Debug, Clone)]
pub struct CreateNatGateway {
    /// Its subnet.
    pub subnet: SubnetId,
    /// Which addresses it translates to.
    pub connectivity: NatConnectivity,
    /// Its elastic addresses, the primary one first: at least one for a public gateway, none for a private one.
    pub allocations: Vec<AddressAllocationId>,
    /// Its primary private address; any free one if `None`.
    pub private: Option<Ipv4Addr>,
    /// Particular secondary private addresses. A public gateway gets as many as it has further elastic addresses.
    pub secondary_private: Vec<Ipv4Addr>,
    /// How many more secondary private addresses a private gateway gets, any free ones.
    pub secondary_private_count: u32,
    /// Its tags.
    pub tags: Tags,
    /// A client's token: with the same one, the same gateway is given again.
    pub client_token: Option<String>,
}

impl NetworkTransaction<'_, '_> {
    /// Makes a NAT gateway, which is pending until a host runs it, or has failed.
    pub fn create_nat_gateway(&mut self, input: &CreateNatGateway) -> Result<NatGateway, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let id = NatGatewayId::from_entropy(self.entropy_for(input.client_token.as_deref()));
        if let Some(existing) = self.repeated(&id, input.client_token.as_deref(), input)? {
            return Ok(existing);
        }
        if (input.connectivity == NatConnectivity::Public) == input.allocations.is_empty() {
            return Err(NetworkError::InvalidCombination {
                message: "A public NAT gateway has elastic addresses, and a private one has none".to_owned(),
            });
        }
        let subnet: Subnet = self.find(&input.subnet)?;
        self.check_nat_quotas(&subnet, input)?;
        let mut gateway = NatGateway {
            id,
            scope: self.scope.clone(),
            vpc: subnet.vpc.clone(),
            subnet: subnet.id.clone(),
            connectivity: input.connectivity,
            interface: NetworkInterfaceId::from_entropy(entropy()),
            addresses: Vec::new(),
            state: NatGatewayState::Pending,
            created_at: self.now,
            deleted_at: None,
            tags: input.tags.clone(),
        };
        match self.equip(&mut gateway, input) {
            Ok(()) => {}
            Err(error) => {
                let (code, message) = failure(&gateway, error)?;
                gateway.state = NatGatewayState::Failed { code: code.to_owned(), message };
                gateway.addresses = input.allocations.iter().map(|id| NatGatewayAddress::wanted(id.clone())).collect();
            }
        }
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Begins to delete a gateway: its ENI goes when no host has it any more. One that has failed is deleted at once.
    pub fn delete_nat_gateway(&mut self, id: &NatGatewayId) -> Result<NatGateway, NetworkError> {
        let mut gateway: NatGateway = self.find(id)?;
        match gateway.state {
            NatGatewayState::Pending | NatGatewayState::Available => gateway.state = NatGatewayState::Deleting,
            NatGatewayState::Failed { .. } => {
                gateway.state = NatGatewayState::Deleted;
                gateway.deleted_at = Some(self.now);
            }
            NatGatewayState::Deleting => return Ok(gateway),
            NatGatewayState::Deleted => {
                return Err(NetworkError::NotFound { kind: Kind::NatGateway, id: id.to_string() });
            }
        }
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// A host runs a gateway: it is available, if it was pending.
    pub fn nat_gateway_started(&mut self, id: &NatGatewayId) -> Result<(), NetworkError> {
        let mut gateway: NatGateway = self.find(id)?;
        if gateway.state != NatGatewayState::Pending {
            return Ok(());
        }
        gateway.state = NatGatewayState::Available;
        Ok(self.tx.put(&gateway)?)
    }

    /// No host has a gateway any more: its ENI goes, its elastic addresses are free. It is shown for a while.
    pub fn nat_gateway_stopped(&mut self, id: &NatGatewayId) -> Result<(), NetworkError> {
        let Some(mut gateway) = self.tx.get(&NatGateway::key_of(self.scope, id))? else { return Ok(()) };
        self.release_interface(&gateway.interface, REQUESTER)?;
        if matches!(gateway.state, NatGatewayState::Deleted | NatGatewayState::Failed { .. }) {
            return Ok(());
        }
        gateway.state = NatGatewayState::Deleted;
        gateway.deleted_at = Some(self.now);
        Ok(self.tx.put(&gateway)?)
    }

    /// Forgets a gateway that was deleted, or that had failed, by that time. Gives whether it is gone.
    pub fn forget_nat_gateway(&mut self, id: &NatGatewayId, before: Timestamp) -> Result<bool, NetworkError> {
        let Some(gateway) = self.tx.get(&NatGateway::key_of(self.scope, id))? else { return Ok(false) };
        let ended_at = match gateway.state {
            NatGatewayState::Deleted => gateway.deleted_at,
            NatGatewayState::Failed { .. } => Some(gateway.created_at),
            NatGatewayState::Pending | NatGatewayState::Available | NatGatewayState::Deleting => None,
        };
        if ended_at.is_none_or(|at| at > before) {
            return Ok(false);
        }
        self.remove(&gateway);
        Ok(true)
    }

    /// Gives a public gateway more elastic addresses, each with a private one: these, or any free ones. Gives the new ones.
    pub fn add_nat_gateway_addresses(
        &mut self,
        id: &NatGatewayId,
        allocations: &[AddressAllocationId],
        private: &[Ipv4Addr],
    ) -> Result<NatGateway, NetworkError> {
        let mut gateway = self.available_nat_gateway(id)?;
        if gateway.connectivity == NatConnectivity::Private {
            return Err(NetworkError::invalid(format!(
                "The NAT gateway {id} is private and cannot have elastic addresses"
            )));
        }
        if private.len() > allocations.len() {
            return Err(NetworkError::InvalidCombination {
                message: "There are more private addresses than elastic addresses".to_owned(),
            });
        }
        if gateway.addresses.len() + allocations.len() > self.limits().addresses_per_nat_gateway as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::NatGatewayAddresses });
        }
        let wanted = self.free_elastic(allocations)?;
        let subnet: Subnet = self.find(&gateway.subnet)?;
        let mut interface: NetworkInterface = self.find(&gateway.interface)?;
        let request = Ipv4Request {
            addresses: private.to_vec(),
            address_count: u32::try_from(wanted.len() - private.len()).unwrap_or(u32::MAX),
            ..Ipv4Request::default()
        };
        let taken = self.take_ipv4(&subnet, &interface.id, &request)?.addresses;
        interface.secondary_addresses.extend(&taken);
        for (address, private) in wanted.into_iter().zip(taken) {
            gateway.addresses.push(self.bind(address, &interface, private)?);
        }
        self.tx.put(&interface)?;
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Begins to take elastic addresses from a gateway: new flows do not get them any more, and those that have them may go
    /// on for so long.
    pub fn drain_nat_gateway_addresses(
        &mut self,
        id: &NatGatewayId,
        associations: &[AddressAssociationId],
        patience: Duration,
    ) -> Result<NatGateway, NetworkError> {
        let mut gateway = self.available_nat_gateway(id)?;
        let until = self.now.saturating_add(patience).unwrap_or(Timestamp::MAX);
        for association in associations {
            let found =
                gateway.addresses.iter_mut().enumerate().find(|(_, a)| a.association.as_ref() == Some(association));
            match found {
                Some((0, _)) => {
                    return Err(NetworkError::invalid(format!(
                        "The association {association} is that of the primary address of {id}, which cannot be disassociated"
                    )));
                }
                Some((_, address)) => {
                    address.drains_until.get_or_insert(until);
                }
                None => {
                    return Err(NetworkError::NotFound { kind: Kind::AddressAssociation, id: association.to_string() });
                }
            }
        }
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Takes the addresses from a gateway that are drained or whose time to drain is over. Gives it if it was changed.
    pub fn end_drained_addresses(
        &mut self,
        id: &NatGatewayId,
        drained: &[Ipv4Addr],
    ) -> Result<Option<NatGateway>, NetworkError> {
        let Some(mut gateway) = self.tx.get(&NatGateway::key_of(self.scope, id))? else { return Ok(None) };
        let now = self.now;
        let has_ended = |address: &NatGatewayAddress| {
            let is_drained = address.private.is_some_and(|private| drained.contains(&private));
            address.drains_until.is_some_and(|until| until <= now || is_drained)
        };
        if !gateway.is_there() || !gateway.addresses.iter().any(has_ended) {
            return Ok(None);
        }
        let mut interface: NetworkInterface = self.find(&gateway.interface)?;
        let ended: Vec<Ipv4Addr> = gateway
            .addresses
            .extract_if(.., |address| has_ended(address))
            .filter_map(|address| address.private)
            .collect();
        self.end_associations(&interface.id, |private| ended.contains(&private))?;
        self.release_ipv4(&interface, ended.iter().copied(), [])?;
        interface.secondary_addresses.retain(|address| !ended.contains(address));
        self.tx.put(&interface)?;
        self.tx.put(&gateway)?;
        Ok(Some(gateway))
    }

    /// Gives a new gateway its ENI and its addresses. Where it fails, it has written nothing.
    fn equip(&mut self, gateway: &mut NatGateway, input: &CreateNatGateway) -> Result<(), NetworkError> {
        let mut elastic = Vec::new();
        let mut secondary_count = input.secondary_private_count;
        if input.connectivity == NatConnectivity::Public {
            self.check_internet_gateway(&gateway.vpc)?;
            elastic = self.free_elastic(&input.allocations)?;
            let further = elastic.len().saturating_sub(1 + input.secondary_private.len());
            secondary_count = u32::try_from(further).unwrap_or(u32::MAX);
        }
        let mut interface = self.create_interface(CreateInterface {
            address: input.private,
            secondary_addresses: input.secondary_private.clone(),
            secondary_address_count: secondary_count,
            description: format!("Interface for NAT Gateway {}", gateway.id),
            interface_type: "nat_gateway".to_owned(),
            requester: Some(REQUESTER.to_owned()),
            attachment: Some(NewAttachment {
                instance_owner: Some("amazon-aws".to_owned()),
                ..NewAttachment::to(gateway.id.to_string())
            }),
            ..CreateInterface::new(gateway.subnet.clone())
        })?;
        // No group guards it, and what passes through it is from and to others.
        interface.groups.clear();
        interface.source_dest_check = false;
        self.tx.put(&interface)?;
        let mut elastic = elastic.into_iter();
        for private in interface.addresses() {
            let address = match elastic.next() {
                Some(address) => self.bind(address, &interface, private)?,
                None => NatGatewayAddress::private(private),
            };
            gateway.addresses.push(address);
        }
        gateway.interface = interface.id;
        Ok(())
    }

    fn bind(
        &mut self,
        address: PublicAddress,
        interface: &NetworkInterface,
        private: Ipv4Addr,
    ) -> Result<NatGatewayAddress, NetworkError> {
        let (allocation, public) = (address.id.clone(), address.public);
        let association = self.associate(address, interface, private)?;
        Ok(NatGatewayAddress {
            private: Some(private),
            public: Some(public),
            allocation: Some(allocation),
            association: Some(association.id),
            drains_until: None,
        })
    }

    /// These elastic addresses, none of which may stand for anything.
    fn free_elastic(&mut self, allocations: &[AddressAllocationId]) -> Result<Vec<PublicAddress>, NetworkError> {
        let mut addresses: Vec<PublicAddress> = Vec::new();
        for id in allocations {
            let address = self.elastic_address(&AddressReference::Allocation(id.clone()))?;
            if addresses.iter().any(|other| other.id == *id) {
                return Err(NetworkError::invalid(format!("The elastic address {id} is named twice")));
            }
            if let Some(association) = &address.association {
                return Err(NetworkError::AddressAssociated {
                    allocation: id.clone(),
                    association: association.id.clone(),
                });
            }
            addresses.push(address);
        }
        Ok(addresses)
    }

    fn available_nat_gateway(&mut self, id: &NatGatewayId) -> Result<NatGateway, NetworkError> {
        let gateway: NatGateway = self.find(id)?;
        if gateway.state == NatGatewayState::Available {
            return Ok(gateway);
        }
        Err(NetworkError::invalid(format!("The NAT gateway {id} is not available")))
    }

    fn check_nat_quotas(&mut self, subnet: &Subnet, input: &CreateNatGateway) -> Result<(), NetworkError> {
        let secondary = input.secondary_private.len() + input.secondary_private_count as usize;
        let addresses = input.allocations.len().max(1 + secondary);
        if addresses > self.limits().addresses_per_nat_gateway as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::NatGatewayAddresses });
        }
        let mut count = 0;
        for gateway in self.list::<NatGateway>()?.into_iter().filter(NatGateway::is_there) {
            let of: Option<Subnet> = self.tx.get(&Subnet::key_of(self.scope, &gateway.subnet))?;
            count += usize::from(of.is_some_and(|of| of.zone == subnet.zone));
        }
        if count >= self.limits().nat_gateways_per_zone as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::NatGateways });
        }
        Ok(())
    }
}

/// AWS's code and words for why a gateway failed; an error that refuses the request is given back.
fn failure(gateway: &NatGateway, error: NetworkError) -> Result<(&'static str, String), NetworkError> {
    let message = match &error {
        NetworkError::NetworkNotAttached { .. } => format!("Network {} has no Internet gateway attached", gateway.vpc),
        NetworkError::NotFound { kind: Kind::ElasticAddress, id } => {
            format!("Elastic IP address {id} could not be associated with this NAT gateway")
        }
        NetworkError::AddressAssociated { allocation, .. } => {
            format!("Elastic IP address {allocation} is already associated")
        }
        NetworkError::InsufficientAddresses => {
            "Subnet has insufficient free addresses to create this NAT gateway".to_owned()
        }
        _ => return Err(error),
    };
    Ok((error.code(), message))
}
