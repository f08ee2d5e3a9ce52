//! What can be wrong with instances and with what is attached to them.

use minato_vpc::{
    ids::{InstanceId, NetworkInterfaceId, VpcId},
    resources::InstanceState,
};

/// Why an instance, or an attachment to one, cannot be as asked. Its text is AWS's message; [`InstanceError::code`] is AWS's
/// code.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// EC2 has no such type.
    #[error("Invalid value '{name}' for InstanceType.")]
    NoSuchType {
        /// The type that was asked for.
        name: String,
    },
    /// The instance is in a state from which it cannot be started or stopped.
    #[error("The instance '{id}' is not in a state from which it can be {what}.")]
    WrongState {
        /// The instance.
        id: InstanceId,
        /// What was asked for, such as `started`.
        what: &'static str,
    },
    /// Nothing can be attached to an instance in this state.
    #[error("Instance '{id}' is not 'running' or 'stopped': it is '{}'.", state.name())]
    NotAttachable {
        /// The instance.
        id: InstanceId,
        /// What has become of it.
        state: InstanceState,
    },
    /// The ENI is attached already.
    #[error("Interface: [{id}] in use.")]
    InterfaceInUse {
        /// The ENI.
        id: NetworkInterfaceId,
    },
    /// The instance has a device of that index already.
    #[error("Instance '{id}' already has an interface attached at device index '{index}'.")]
    IndexInUse {
        /// The instance.
        id: InstanceId,
        /// The index.
        index: u32,
    },
    /// A type of instances may not have that many ENIs.
    #[error("Interface count {count} exceeds the limit for {instance_type}")]
    TooManyInterfaces {
        /// How many they would be.
        count: usize,
        /// The type.
        instance_type: String,
    },
    /// A type of instances may not have that many private addresses on an ENI.
    #[error("Number of private addresses will exceed limit.")]
    TooManyAddresses,
    /// ENIs of one instance are in one zone and one VPC.
    #[error(
        "You may not attach a network interface to an instance if they are not in the same {}", if *is_zone { "availability zone" } else { "VPC" }
    )]
    Elsewhere {
        /// Whether it is the zone that differs.
        is_zone: bool,
    },
    /// There may be no more instances.
    #[error(
        "You have requested more instances ({wanted}) than your current instance limit of {limit} allows for the specified \
         instance type."
    )]
    TooMany {
        /// How many there would be.
        wanted: usize,
        /// How many there may be.
        limit: u32,
    },
    /// An instance that was never running cannot be stopped.
    #[error("Instance '{id}' cannot be stopped as it has never reached the 'running' state.")]
    NeverRan {
        /// The instance.
        id: InstanceId,
    },
    /// No subnet was named, and the default VPC has no default one.
    #[error("No subnets found for the default VPC '{vpc}'. Please specify a subnet.")]
    NoDefaultSubnet {
        /// The default VPC.
        vpc: VpcId,
    },
    /// No subnet was named, and the zone has no default one.
    #[error("No default subnet for availability zone: '{zone}'.")]
    NoDefaultSubnetInZone {
        /// The zone's name.
        zone: String,
    },
}

impl InstanceError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchType { .. } | Self::IndexInUse { .. } => "InvalidParameterValue",
            Self::WrongState { .. } | Self::NeverRan { .. } => "IncorrectInstanceState",
            Self::NotAttachable { .. } => "IncorrectState",
            Self::InterfaceInUse { .. } => "InvalidNetworkInterface.InUse",
            Self::TooManyInterfaces { .. } => "AttachmentLimitExceeded",
            Self::TooManyAddresses => "PrivateIpAddressLimitExceeded",
            Self::Elsewhere { .. } => "InvalidParameterCombination",
            Self::TooMany { .. } => "InstanceLimitExceeded",
            Self::NoDefaultSubnet { .. } => "MissingInput",
            Self::NoDefaultSubnetInZone { .. } => "InvalidInput",
        }
    }
}
