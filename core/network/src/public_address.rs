//! Public addresses: no two scopes ever have the same one, and none stands for two private addresses.
//!
//! Elastic ones are allocated, associated and released by their account. One that comes with a launch goes with its
//! association. Whoever associates writes the ENI too, so that it cannot go meanwhile and leave an association behind.

use std::net::Ipv4Addr;

use minato_document::Document;
use minato_ipam::{PublicPool, PublicRecord, PublicState};
use minato_vpc::{
    Resource,
    ids::{AddressAllocationId, AddressAssociationId, NetworkInterfaceId, VpcId},
    resources::{InternetGateway, NetworkInterface, PublicAddress, PublicAddressKind, PublicAssociation, Tags},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, UNDER_WAY, entropy},
};

/// A name for a reverse look-up is a domain name: at most this long.
const MAX_NAME_CHARS: usize = 253;

/// Which elastic address is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressReference {
    /// The one of that allocation.
    Allocation(AddressAllocationId),
    /// The one that is that address.
    Public(Ipv4Addr),
}

/// Which association is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssociationReference {
    /// The one of that id.
    Id(AddressAssociationId),
    /// That of this elastic address.
    Public(Ipv4Addr),
}

/// The association to make.
#[derive(Debug, Clone)]
pub struct AssociateAddress {
    /// The elastic address.
    pub address: AddressReference,
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// One of the ENI's private addresses; the primary one if `None`.
    pub private: Option<Ipv4Addr>,
    /// Whether associations that are in the way end.
    pub allow_reassociation: bool,
}

/// A public address that was chosen for a new ENI.
pub(crate) struct LaunchAddress {
    id: AddressAllocationId,
    record: PublicRecord,
}

impl NetworkTransaction<'_, '_> {
    /// Allocates an elastic address: any free one, or that one, which must have been this scope's before.
    pub fn allocate_address(&mut self, wanted: Option<Ipv4Addr>, tags: Tags) -> Result<PublicAddress, NetworkError> {
        check_tags(&tags, self.limits())?;
        self.check_elastic_quota()?;
        let id = AddressAllocationId::from_entropy(entropy());
        let record = self.choose_public(&id, wanted)?;
        let address = self.take_public(id, &record, PublicAddressKind::Elastic, tags)?;
        self.tx.put(&address)?;
        Ok(address)
    }

    /// The elastic addresses of the scope.
    pub fn elastic_addresses(&mut self) -> Result<Vec<PublicAddress>, NetworkError> {
        let mut addresses: Vec<PublicAddress> = self.list()?;
        addresses.retain(|address| address.kind == PublicAddressKind::Elastic);
        Ok(addresses)
    }

    /// The elastic address that is meant.
    pub fn elastic_address(&mut self, reference: &AddressReference) -> Result<PublicAddress, NetworkError> {
        let id = match reference {
            AddressReference::Allocation(id) => id.clone(),
            AddressReference::Public(public) => self.elastic_of(*public)?.id,
        };
        let address: PublicAddress = self.find(&id)?;
        match address.kind {
            PublicAddressKind::Elastic => Ok(address),
            PublicAddressKind::Launch => Err(NetworkError::NotFound { kind: Kind::ElasticAddress, id: id.to_string() }),
        }
    }

    /// Lets an elastic address stand for a private address of an ENI of a user's own. Repeating it changes nothing.
    pub fn associate_address(&mut self, input: &AssociateAddress) -> Result<PublicAssociation, NetworkError> {
        let address = self.elastic_address(&input.address)?;
        let interface: NetworkInterface = self.find(&input.interface)?;
        if interface.requester.is_some() {
            return Err(NetworkError::NoPermission);
        }
        let private = input.private.unwrap_or(interface.address);
        if !interface.addresses().any(|own| own == private) {
            return Err(NetworkError::invalid(format!(
                "The private IP address {private} is not assigned to the network interface {}",
                interface.id
            )));
        }
        self.check_internet_gateway(&interface.vpc)?;
        if let Some(association) = &address.association {
            if association.interface == interface.id && association.private == private {
                return Ok(association.clone());
            }
            if !input.allow_reassociation {
                return Err(NetworkError::AddressAssociated {
                    allocation: address.id.clone(),
                    association: association.id.clone(),
                });
            }
            self.check_unmanaged(association)?;
        }
        for other in self.associated_with(&interface.id)? {
            let stands_for = other.association.as_ref().filter(|association| association.private == private);
            match (stands_for, other.kind) {
                (Some(association), PublicAddressKind::Elastic) if !input.allow_reassociation => {
                    return Err(NetworkError::AddressAssociated {
                        allocation: other.id.clone(),
                        association: association.id.clone(),
                    });
                }
                (Some(_), _) => self.end_association(other)?,
                (None, _) => {}
            }
        }
        self.associate(address, &interface, private)
    }

    /// Ends an elastic address's association with an ENI of a user's own.
    pub fn disassociate_address(&mut self, reference: &AssociationReference) -> Result<(), NetworkError> {
        let found = match reference {
            AssociationReference::Public(public) => Some(self.elastic_of(*public)?),
            AssociationReference::Id(id) => self
                .tx
                .list_unguarded(&PublicAddress::in_scope(self.scope))?
                .into_iter()
                .filter(|address: &PublicAddress| address.kind == PublicAddressKind::Elastic)
                .find(|address| address.association.as_ref().is_some_and(|association| association.id == *id)),
        };
        // Read anew, as a condition of the commit.
        let found = found.map(|address| self.find::<PublicAddress>(&address.id)).transpose()?;
        match (found, reference) {
            (Some(address), _) if address.association.is_some() => {
                if let Some(association) = &address.association {
                    self.check_unmanaged(association)?;
                }
                self.end_association(address)
            }
            (_, AssociationReference::Id(id)) => {
                Err(NetworkError::NotFound { kind: Kind::AddressAssociation, id: id.to_string() })
            }
            (_, AssociationReference::Public(public)) => Err(NetworkError::NotAssociated { public: *public }),
        }
    }

    /// Gives an elastic address back. It must stand for nothing.
    pub fn release_address(&mut self, reference: &AddressReference) -> Result<(), NetworkError> {
        let address = self.elastic_address(reference)?;
        if address.association.is_some() {
            return Err(NetworkError::AddressInUse { address: address.public.into() });
        }
        self.remove_public(&address)
    }

    /// Sets or takes away the name that a reverse look-up of an elastic address gives.
    pub fn set_address_name(
        &mut self,
        id: &AddressAllocationId,
        name: Option<String>,
    ) -> Result<PublicAddress, NetworkError> {
        let mut address = self.elastic_address(&AddressReference::Allocation(id.clone()))?;
        if let Some(name) = &name {
            check_domain_name(name)?;
        }
        address.domain_name = name;
        self.tx.put(&address)?;
        Ok(address)
    }

    /// Chooses the public address of a new ENI, and writes nothing yet: what fails after it leaves no trace.
    pub(crate) fn choose_launch_address(&mut self) -> Result<LaunchAddress, NetworkError> {
        let id = AddressAllocationId::from_entropy(entropy());
        let record = self.choose_public(&id, None)?;
        Ok(LaunchAddress { id, record })
    }

    /// Gives the primary address of a new ENI the public address that was chosen, which goes with it.
    pub(crate) fn add_launch_address(
        &mut self,
        interface: &NetworkInterface,
        chosen: LaunchAddress,
    ) -> Result<(), NetworkError> {
        let address = self.take_public(chosen.id, &chosen.record, PublicAddressKind::Launch, Tags::new())?;
        self.associate(address, interface, interface.address).map(drop)
    }

    /// Lets an address that stands for nothing stand for a private address of an ENI.
    pub(crate) fn associate(
        &mut self,
        mut address: PublicAddress,
        interface: &NetworkInterface,
        private: Ipv4Addr,
    ) -> Result<PublicAssociation, NetworkError> {
        let id = AddressAssociationId::from_entropy(entropy());
        let association = PublicAssociation { id, interface: interface.id.clone(), private };
        address.association = Some(association.clone());
        self.tx.put(&address)?;
        self.tx.put(interface)?;
        Ok(association)
    }

    /// Ends the associations of those of an ENI's private addresses that go.
    pub(crate) fn end_associations(
        &mut self,
        interface: &NetworkInterfaceId,
        goes: impl Fn(Ipv4Addr) -> bool,
    ) -> Result<(), NetworkError> {
        for address in self.associated_with(interface)? {
            if address.association.as_ref().is_some_and(|association| goes(association.private)) {
                self.end_association(address)?;
            }
        }
        Ok(())
    }

    /// Ends an address's association; one that came with a launch is given back.
    pub(crate) fn end_association(&mut self, mut address: PublicAddress) -> Result<(), NetworkError> {
        match address.kind {
            PublicAddressKind::Elastic => {
                address.association = None;
                Ok(self.tx.put(&address)?)
            }
            PublicAddressKind::Launch => self.remove_public(&address),
        }
    }

    /// The addresses that stand for one of an ENI.
    pub(crate) fn associated_with(&mut self, id: &NetworkInterfaceId) -> Result<Vec<PublicAddress>, NetworkError> {
        let is_of = |address: &PublicAddress| address.association.as_ref().is_some_and(|a| a.interface == *id);
        // A hint, or everybody who makes or ends an ENI would disturb each other; those found are read anew.
        let hints = self.tx.list_unguarded(&PublicAddress::in_scope(self.scope))?;
        let mut found = Vec::new();
        for hint in hints.into_iter().filter(|address| is_of(address)) {
            found.extend(self.tx.get(&hint.key())?.filter(|address| is_of(address)));
        }
        Ok(found)
    }

    /// Whether the VPC has an internet gateway, without which a public address is of no use.
    pub(crate) fn check_internet_gateway(&mut self, vpc: &VpcId) -> Result<(), NetworkError> {
        if self.list::<InternetGateway>()?.iter().any(|gateway| gateway.vpc.as_ref() == Some(vpc)) {
            return Ok(());
        }
        Err(NetworkError::NetworkNotAttached { vpc: vpc.clone() })
    }

    /// Whether nothing in the VPC has a public address, so that its internet gateway may go.
    pub(crate) fn check_unmapped(&mut self, vpc: &VpcId) -> Result<(), NetworkError> {
        for address in self.list::<PublicAddress>()? {
            let Some(association) = &address.association else { continue };
            let key = NetworkInterface::key_of(self.scope, &association.interface);
            if self.tx.get(&key)?.is_some_and(|interface| interface.vpc == *vpc) {
                return Err(NetworkError::MappedAddresses { vpc: vpc.clone() });
            }
        }
        Ok(())
    }

    /// What a service associated, it alone ends.
    fn check_unmanaged(&mut self, association: &PublicAssociation) -> Result<(), NetworkError> {
        let key = NetworkInterface::key_of(self.scope, &association.interface);
        let is_managed = self.tx.get(&key)?.is_some_and(|interface| interface.requester.is_some());
        if is_managed { Err(NetworkError::NoPermission) } else { Ok(()) }
    }

    fn elastic_of(&mut self, public: Ipv4Addr) -> Result<PublicAddress, NetworkError> {
        let addresses = self.tx.list_unguarded(&PublicAddress::in_scope(self.scope))?;
        let mut elastic =
            addresses.into_iter().filter(|address: &PublicAddress| address.kind == PublicAddressKind::Elastic);
        elastic.find(|address| address.public == public).ok_or(NetworkError::NotYourAddress { public })
    }

    fn choose_public(
        &mut self,
        owner: &AddressAllocationId,
        wanted: Option<Ipv4Addr>,
    ) -> Result<PublicRecord, NetworkError> {
        // A hint, as with private addresses: the record that is taken is read anew.
        let records = self.tx.list_unguarded(&PublicRecord::all())?;
        let mut pool = PublicPool::new(self.networks.public_block, records, self.networks.cool_down);
        Ok(match wanted {
            Some(public) => pool.recover(public, owner, self.scope)?,
            None => pool.allocate(owner, self.scope, self.now)?,
        })
    }

    /// Takes the address that was chosen. Its document is the caller's to put.
    fn take_public(
        &mut self,
        id: AddressAllocationId,
        record: &PublicRecord,
        kind: PublicAddressKind,
        tags: Tags,
    ) -> Result<PublicAddress, NetworkError> {
        self.tx.get(&record.key())?;
        self.tx.put(record)?;
        Ok(PublicAddress {
            id,
            scope: self.scope.clone(),
            public: record.address,
            kind,
            association: None,
            domain_name: None,
            tags,
        })
    }

    fn remove_public(&mut self, address: &PublicAddress) -> Result<(), NetworkError> {
        let is_own = |record: &PublicRecord| record.state == PublicState::Owner(address.id.clone());
        if let Some(record) = self.tx.get(&PublicRecord::key_of(address.public))?.filter(is_own) {
            self.tx.put(&record.release(self.now))?;
        }
        self.tx.delete(&address.key());
        Ok(())
    }

    fn check_elastic_quota(&mut self) -> Result<(), NetworkError> {
        let is_elastic = |address: &&PublicAddress| address.kind == PublicAddressKind::Elastic;
        let limit = self.limits().elastic_addresses as usize;
        // As with ENIs: near the limit the number is a condition of the commit.
        let hints = self.tx.list_unguarded(&PublicAddress::in_scope(self.scope))?;
        let count = hints.iter().filter(is_elastic).count();
        if count + UNDER_WAY >= limit && self.list::<PublicAddress>()?.iter().filter(is_elastic).count() >= limit {
            return Err(NetworkError::LimitExceeded { quota: Quota::ElasticAddresses });
        }
        Ok(())
    }
}

fn check_domain_name(name: &str) -> Result<(), NetworkError> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() <= MAX_NAME_CHARS && name.contains('.') && name.split('.').all(is_label) {
        return Ok(());
    }
    Err(NetworkError::invalid(format!("Value ({name}) for parameter domainName is invalid. Invalid domain name.")))
}
