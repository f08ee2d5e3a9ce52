//! What can be wrong with a use case, with AWS's code and words for it.

mod blocks;
mod gateways;
mod insights;
mod instances;
mod rules;

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};
use minato_ipam::IpamError;
use minato_store::StoreError;
use minato_vpc::ids::{
    AddressAllocationId, AddressAssociationId, AttachmentId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId,
    SecurityGroupId, VpcId,
};

pub use blocks::BlockError;
pub use gateways::GatewayError;
pub use insights::InsightsError;
pub use instances::InstanceError;
pub use rules::RuleError;

use crate::{kind::Kind, limits::Quota};

/// Why a use case did not happen. Its text is AWS's message; [`NetworkError::code`] is AWS's code.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// The id names nothing of its kind in this account and region.
    #[error("{}", not_found(*kind, id))]
    NotFound {
        /// The kind that the id has.
        kind: Kind,
        /// The id.
        id: String,
    },
    /// The text is not an id of the wanted kind.
    #[error("Invalid id: \"{id}\" (expecting \"{}...\")", kind.prefix())]
    MalformedId {
        /// The wanted kind.
        kind: Kind,
        /// The text.
        id: String,
    },
    /// The text is no id of something that has tags.
    #[error("The ID '{id}' is not valid")]
    UntaggableId {
        /// The text.
        id: String,
    },
    /// Something else still uses it.
    #[error("The {} '{id}' has dependencies and cannot be deleted.", kind.noun())]
    Dependency {
        /// The kind of what was to be deleted.
        kind: Kind,
        /// Its id.
        id: String,
    },
    /// An ENI has the group, or another group's rule names it.
    #[error("resource {id} has a dependent object")]
    GroupInUse {
        /// The group.
        id: SecurityGroupId,
    },
    /// There may be no more of it.
    #[error("The maximum number of {quota} has been reached.")]
    LimitExceeded {
        /// What may not become more.
        quota: Quota,
    },
    /// The region is not one of those that are enabled.
    #[error("The region '{region}' is not enabled; the enabled ones are {}", crate::zones::region_names())]
    RegionNotEnabled {
        /// The region's name.
        region: String,
    },
    /// A parameter's value is wrong in a way that its text says.
    #[error("{message}")]
    InvalidParameter {
        /// What is wrong, in AWS's words.
        message: String,
    },
    /// Parameters that do not go together.
    #[error("{message}")]
    InvalidCombination {
        /// What does not go together, in AWS's words.
        message: String,
    },
    /// The block cannot be a VPC's: its size must be /16 to /28, and its addresses such that hosts may have them.
    #[error("The CIDR '{cidr}' is invalid.")]
    VpcRange {
        /// The block.
        cidr: Ipv4Net,
    },
    /// The block cannot be a subnet of that VPC.
    #[error("The CIDR '{cidr}' is invalid.")]
    SubnetRange {
        /// The block.
        cidr: IpNet,
    },
    /// The block overlaps with a subnet of the VPC.
    #[error("The CIDR '{cidr}' conflicts with another subnet")]
    SubnetConflict {
        /// The block.
        cidr: IpNet,
    },
    /// The group's name is taken in its VPC.
    #[error("The security group '{name}' already exists for VPC '{vpc}'")]
    DuplicateGroup {
        /// The name.
        name: String,
        /// The VPC.
        vpc: VpcId,
    },
    /// No group of that name is in the VPC.
    #[error("The security group '{name}' does not exist in VPC '{vpc}'")]
    NoGroupOfName {
        /// The name.
        name: String,
        /// The VPC.
        vpc: VpcId,
    },
    /// A VPC's default group goes only with its VPC.
    #[error("the specified group: \"{id}\" name: \"{name}\" cannot be deleted by a user")]
    DefaultGroup {
        /// The group.
        id: SecurityGroupId,
        /// Its name.
        name: String,
    },
    /// A rule names a group of another VPC.
    #[error("You have specified two resources that belong to different networks.")]
    GroupOfOtherNetwork,
    /// Two resources of different VPCs were to be joined.
    #[error("{} {} and {} {} belong to different networks.", capitalized(one.0), one.1, other.0.noun(), other.1)]
    DifferentNetworks {
        /// One of them.
        one: (Kind, String),
        /// The other one.
        other: (Kind, String),
    },
    /// The subnet has no address left that may be handed out now.
    #[error("The specified subnet does not have enough free addresses to satisfy the request.")]
    InsufficientAddresses,
    /// The subnet has no whole block of the size of a prefix left.
    #[error("The specified subnet does not have enough free cidr blocks to satisfy the request.")]
    InsufficientPrefixes,
    /// The requested address has an owner, or lost it a moment ago.
    #[error("Address {address} is in use.")]
    AddressInUse {
        /// The address.
        address: IpAddr,
    },
    /// No public address is left that may be handed out now.
    #[error(
        "Not enough available addresses to satisfy your minimum request. Reduce the number of addresses you are \
         requesting or wait for additional capacity to become available."
    )]
    InsufficientPublicAddresses,
    /// The scope has no elastic address of that text.
    #[error("Address '{public}' not found.")]
    NoSuchAddress {
        /// The address.
        public: Ipv4Addr,
    },
    /// The scope does not have that public address.
    #[error("The address '{public}' does not belong to you.")]
    NotYourAddress {
        /// The address.
        public: Ipv4Addr,
    },
    /// The elastic address stands for nothing.
    #[error("The address '{public}' is not associated.")]
    NotAssociated {
        /// The address.
        public: Ipv4Addr,
    },
    /// The elastic address, or the one that it was to stand for, has an association.
    #[error("resource {allocation} is already associated with associate-id {association}")]
    AddressAssociated {
        /// The elastic address that has it.
        allocation: AddressAllocationId,
        /// The association.
        association: AddressAssociationId,
    },
    /// What a service manages.
    #[error("You do not have permission to access the specified resource.")]
    NoPermission,
    /// A public address is of no use in a VPC without an internet gateway.
    #[error("Network {vpc} is not attached to any internet gateway")]
    NetworkNotAttached {
        /// The VPC.
        vpc: VpcId,
    },
    /// Public addresses still stand for addresses of the VPC.
    #[error(
        "Network {vpc} has some mapped public address(es). Please unmap those public address(es) before detaching the \
         gateway."
    )]
    MappedAddresses {
        /// The VPC.
        vpc: VpcId,
    },
    /// The ENI is attached.
    #[error("Network interface '{id}' is currently in use.")]
    InterfaceInUse {
        /// The ENI.
        id: NetworkInterfaceId,
    },
    /// The ENI belongs to a service, which alone may delete it.
    #[error("You are not allowed to manage '{id}': it is managed by a service.")]
    ManagedInterface {
        /// The ENI.
        id: NetworkInterfaceId,
    },
    /// A service attached the ENI, which alone may detach it.
    #[error("You are not allowed to manage '{id}' attachments.")]
    ManagedAttachment {
        /// The attachment.
        id: AttachmentId,
    },
    /// An instance's first ENI stays as long as the instance.
    #[error("The network interface at device index 0 cannot be detached: {id}")]
    PrimaryAttachment {
        /// The attachment.
        id: AttachmentId,
    },
    /// The account may do so already.
    #[error("The permission on '{id}' already exists")]
    DuplicateInterfacePermission {
        /// The ENI.
        id: NetworkInterfaceId,
    },
    /// The subnet has a table of its own already.
    #[error("the specified association for route table {table} conflicts with an existing association")]
    AlreadyAssociated {
        /// The table that was to be associated.
        table: RouteTableId,
    },
    /// The main association goes only by being replaced.
    #[error("cannot disassociate the main route table association {id}")]
    MainAssociation {
        /// The association.
        id: RouteTableAssociationId,
    },
    /// The region has no such zone.
    #[error("The zone '{zone}' does not exist.")]
    NoSuchZone {
        /// The zone's name.
        zone: String,
    },
    /// The caller may not do that.
    #[error("{message}")]
    NotPermitted {
        /// What may not be done, in AWS's words.
        message: String,
    },
    /// A block of addresses cannot be as asked.
    #[error(transparent)]
    Block(#[from] BlockError),
    /// A way out of a VPC cannot be as asked.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// A path or an analysis cannot be as asked.
    #[error(transparent)]
    Insights(#[from] InsightsError),
    /// An instance cannot be as asked.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// A rule, an entry or a list cannot be as asked.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A client's token comes again with another request.
    #[error("The client token you have provided is associated with a resource that was made with other parameters.")]
    TokenMismatch,
    /// The records of a subnet's addresses contradict each other: a bug.
    #[error("An internal error has occurred")]
    Addresses(#[source] IpamError),
    /// The store failed.
    #[error("An internal error has occurred")]
    Store(#[from] StoreError),
}

fn not_found(kind: Kind, id: &str) -> String {
    match kind {
        Kind::SecurityGroup => format!("The {} '{id}' does not exist", kind.noun()),
        Kind::NatGateway => format!("The Nat Gateway {id} was not found"),
        kind => format!("The {} ID '{id}' does not exist", kind.noun()),
    }
}

fn capitalized(kind: Kind) -> String {
    let noun = kind.noun();
    let (first, rest) = noun.split_at(1);
    first.to_uppercase() + rest
}

impl NetworkError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { kind, .. } => kind.not_found_code(),
            Self::MalformedId { kind, .. } => kind.malformed_code(),
            Self::UntaggableId { .. } => "InvalidID",
            Self::Dependency { .. } | Self::GroupInUse { .. } | Self::MappedAddresses { .. } => "DependencyViolation",
            Self::LimitExceeded { quota } => quota.code(),
            Self::RegionNotEnabled { .. } => "OptInRequired",
            Self::InvalidParameter { .. }
            | Self::InterfaceInUse { .. }
            | Self::DuplicateInterfacePermission { .. }
            | Self::MainAssociation { .. } => "InvalidParameterValue",
            Self::InvalidCombination { .. } => "InvalidParameterCombination",
            Self::VpcRange { .. } => "InvalidVpc.Range",
            Self::InsufficientPrefixes => "InsufficientCidrBlocks",
            Self::SubnetRange { .. } => "InvalidSubnet.Range",
            Self::SubnetConflict { .. } => "InvalidSubnet.Conflict",
            Self::DuplicateGroup { .. } => "InvalidGroup.Duplicate",
            Self::NoGroupOfName { .. } | Self::GroupOfOtherNetwork => "InvalidGroup.NotFound",
            Self::DefaultGroup { .. } => "CannotDelete",
            Self::DifferentNetworks { .. } => "InvalidParameter",
            Self::InsufficientAddresses => "InsufficientFreeAddressesInSubnet",
            Self::AddressInUse { .. } => "InvalidIPAddress.InUse",
            Self::InsufficientPublicAddresses => "InsufficientAddressCapacity",
            Self::NoSuchAddress { .. } => "InvalidAddress.NotFound",
            Self::NotYourAddress { .. } | Self::NoPermission => "AuthFailure",
            Self::NotAssociated { .. } => "InvalidAssociationID.NotFound",
            Self::NoSuchZone { .. } => "InvalidZone.NotFound",
            Self::ManagedInterface { .. }
            | Self::NotPermitted { .. }
            | Self::ManagedAttachment { .. }
            | Self::PrimaryAttachment { .. } => "OperationNotPermitted",
            Self::AlreadyAssociated { .. } | Self::AddressAssociated { .. } => "Resource.AlreadyAssociated",
            Self::NetworkNotAttached { .. } => "Gateway.NotAttached",
            Self::Block(error) => error.code(),
            Self::Gateway(error) => error.code(),
            Self::Insights(error) => error.code(),
            Self::Instance(error) => error.code(),
            Self::Rule(error) => error.code(),
            Self::TokenMismatch => "IdempotentParameterMismatch",
            Self::Addresses(_) | Self::Store(_) => "InternalError",
        }
    }

    /// Whether it is our fault and not the caller's.
    pub fn is_internal(&self) -> bool {
        matches!(self, Self::Addresses(_) | Self::Store(_))
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::InvalidParameter { message: message.into() }
    }
}

impl From<IpamError> for NetworkError {
    fn from(error: IpamError) -> Self {
        match error {
            IpamError::Insufficient { .. } => Self::InsufficientAddresses,
            IpamError::NoPublicAddress { .. } => Self::InsufficientPublicAddresses,
            IpamError::NotRecoverable { address } => Self::NoSuchAddress { public: address },
            IpamError::InUse { address } => Self::AddressInUse { address },
            IpamError::Outside { .. } => Self::invalid("Address does not fall within the subnet's address range"),
            IpamError::InsufficientPrefixes { .. } => Self::InsufficientPrefixes,
            IpamError::NoPrefix { prefix, length, .. } => Self::invalid(format!(
                "Value ({prefix}) is invalid. A prefix of this subnet is a /{length} within its address range."
            )),
            IpamError::PrefixInUse { prefix } => {
                Self::invalid(format!("The prefix {prefix} is in use, or a part of it is"))
            }
            IpamError::Reserved { .. } => Self::invalid("Address is in subnet's reserved address range"),
            IpamError::InvalidSubnet { .. } | IpamError::NotInUse { .. } | IpamError::Contradiction { .. } => {
                Self::Addresses(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_aws() {
        let not_found = |kind, id: &str| NetworkError::NotFound { kind, id: id.to_owned() }.to_string();
        assert_eq!(not_found(Kind::Vpc, "vpc-01234567"), "The vpc ID 'vpc-01234567' does not exist");
        assert_eq!(not_found(Kind::SecurityGroup, "sg-01234567"), "The security group 'sg-01234567' does not exist");
        assert_eq!(
            not_found(Kind::NetworkInterface, "eni-01234567"),
            "The networkInterface ID 'eni-01234567' does not exist"
        );
        let malformed = NetworkError::MalformedId { kind: Kind::SecurityGroup, id: "web".to_owned() };
        assert_eq!(malformed.to_string(), "Invalid id: \"web\" (expecting \"sg-...\")");
        assert_eq!(malformed.code(), "InvalidGroupId.Malformed");
        let different = NetworkError::DifferentNetworks {
            one: (Kind::SecurityGroup, "sg-1".to_owned()),
            other: (Kind::Subnet, "subnet-1".to_owned()),
        };
        assert_eq!(different.to_string(), "Security group sg-1 and subnet subnet-1 belong to different networks.");
    }
}
