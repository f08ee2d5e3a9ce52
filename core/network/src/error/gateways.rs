//! What can be wrong with the ways out of a VPC: its gateways, peering connections and endpoints.

use ipnet::IpNet;
use minato_vpc::{
    ids::{
        InternetGatewayId, NatGatewayId, PrefixListId, RouteTableId, VpcEndpointId, VpcId, VpcPeeringConnectionId,
        VpnGatewayId,
    },
    resources::RouteDestination,
};

/// Why a gateway, a peering connection, an endpoint or a route to one cannot be as asked. Its text is AWS's message;
/// [`GatewayError::code`] is AWS's code.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The gateway is attached already.
    #[error("resource {gateway} is already attached to network {vpc}")]
    GatewayAttached {
        /// The gateway.
        gateway: InternetGatewayId,
        /// The VPC that it is attached to.
        vpc: VpcId,
    },
    /// The gateway is not attached to that VPC.
    #[error("resource {gateway} is not attached to network {vpc}")]
    GatewayNotAttached {
        /// The gateway.
        gateway: String,
        /// The VPC.
        vpc: VpcId,
    },
    /// The table has a route to that destination.
    #[error("The route identified by {destination} already exists.")]
    RouteExists {
        /// The destination.
        destination: RouteDestination,
    },
    /// The table has no route to that destination.
    #[error("no route with {} {destination} in route table {table}", parameter_of(destination))]
    NoSuchRoute {
        /// The destination.
        destination: RouteDestination,
        /// The table.
        table: RouteTableId,
    },
    /// A route names a gateway that is not there.
    #[error("The gateway ID '{id}' does not exist")]
    NoSuchGateway {
        /// The gateway that was named.
        id: String,
    },
    /// A route names a NAT gateway that is not there.
    #[error("The natGateway ID '{id}' does not exist")]
    NoSuchNatGateway {
        /// The gateway that was named.
        id: NatGatewayId,
    },
    /// The table does not take routes from that gateway.
    #[error("The gateway '{gateway}' does not propagate routes to the route table '{table}'")]
    NotPropagating {
        /// The table.
        table: RouteTableId,
        /// The gateway.
        gateway: VpnGatewayId,
    },
    /// A VPC has a VPN gateway already.
    #[error("The VPC '{vpc}' already has the virtual private gateway '{gateway}' attached.")]
    VpcHasVpnGateway {
        /// The VPC.
        vpc: VpcId,
        /// The gateway that it has.
        gateway: VpnGatewayId,
    },
    /// A VPN gateway is attached to another VPC.
    #[error("The virtual private gateway '{gateway}' is attached to the VPC '{vpc}'.")]
    VpnGatewayElsewhere {
        /// The gateway.
        gateway: VpnGatewayId,
        /// The VPC that it is attached to.
        vpc: VpcId,
    },
    /// A VPN gateway is not attached to that VPC.
    #[error("The virtual private gateway '{gateway}' is not attached to the VPC '{vpc}'.")]
    VpnGatewayNotAttached {
        /// The gateway.
        gateway: VpnGatewayId,
        /// The VPC.
        vpc: VpcId,
    },
    /// A VPN gateway is attached, so it cannot be deleted.
    #[error("The virtual private gateway '{gateway}' is in use.")]
    VpnGatewayInUse {
        /// The gateway.
        gateway: VpnGatewayId,
    },
    /// There are no customer gateways.
    #[error("The customerGateway ID '{id}' does not exist")]
    NoSuchCustomerGateway {
        /// The gateway that was named.
        id: String,
    },
    /// The resource is not in a state from which it can get to that one.
    #[error("Invalid state transition for {id}, attempted to transition from {from} to {to}")]
    StateTransition {
        /// The resource.
        id: String,
        /// Its state.
        from: &'static str,
        /// The state that was asked for.
        to: &'static str,
    },
    /// The two VPCs have a peering connection, or one was asked for.
    #[error("The VPC peering connection {id} between {vpc} and {peer} already exists")]
    PeeringExists {
        /// The connection that there is.
        id: VpcPeeringConnectionId,
        /// The VPC that asked.
        vpc: VpcId,
        /// The VPC that was asked.
        peer: VpcId,
    },
    /// Names over a peering connection need a VPC whose hosts have names.
    #[error("To allow DNS resolution over {peering}, DNS support and DNS hostnames must be enabled in {vpc}.")]
    DnsHostnamesDisabled {
        /// The connection.
        peering: VpcPeeringConnectionId,
        /// The VPC without names.
        vpc: VpcId,
    },
    /// No endpoint leads to a service of that name.
    #[error("The Vpc Endpoint Service '{name}' does not exist")]
    NoSuchEndpointService {
        /// The service's name.
        name: String,
    },
    /// An endpoint names a route table that is not there.
    #[error("The routeTable ID '{id}' does not exist")]
    NoSuchEndpointTable {
        /// The table.
        id: RouteTableId,
    },
    /// An endpoint and a route table do not go together.
    #[error("{message}")]
    InvalidEndpoint {
        /// Why, in AWS's words.
        message: String,
    },
    /// Only an endpoint of a gateway load balancer can be a route's target.
    #[error(
        "Route table contains unsupported route target: {id}. VPC Endpoints of this type cannot be used as route targets."
    )]
    EndpointTarget {
        /// The endpoint.
        id: VpcEndpointId,
    },
    /// The table has a route to a service's addresses already.
    #[error("route table {table} already has a route with destination-prefix-list-id {list}")]
    EndpointRouteExists {
        /// The table.
        table: RouteTableId,
        /// The service's list.
        list: PrefixListId,
    },
}

/// What the parameter is called that a route's destination stands in.
fn parameter_of(destination: &RouteDestination) -> &'static str {
    match destination {
        RouteDestination::Cidr(IpNet::V4(_)) => "destination-cidr-block",
        RouteDestination::Cidr(IpNet::V6(_)) => "destination-ipv6-cidr-block",
        RouteDestination::PrefixList(_) => "destination-prefix-list-id",
    }
}

impl GatewayError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::GatewayAttached { .. } => "Resource.AlreadyAssociated",
            Self::GatewayNotAttached { .. } | Self::NotPropagating { .. } => "Gateway.NotAttached",
            Self::RouteExists { .. } | Self::EndpointRouteExists { .. } => "RouteAlreadyExists",
            Self::NoSuchRoute { .. } => "InvalidRoute.NotFound",
            Self::NoSuchGateway { .. } => "InvalidGatewayID.NotFound",
            Self::NoSuchNatGateway { .. } => "InvalidNatGatewayID.NotFound",
            Self::VpcHasVpnGateway { .. } => "InvalidVpcState",
            Self::VpnGatewayElsewhere { .. } => "InvalidVpnGatewayState",
            Self::VpnGatewayNotAttached { .. } => "InvalidVpnGatewayAttachment.NotFound",
            Self::VpnGatewayInUse { .. } => "IncorrectState",
            Self::NoSuchCustomerGateway { .. } => "InvalidCustomerGatewayID.NotFound",
            Self::StateTransition { .. } => "InvalidStateTransition",
            Self::PeeringExists { .. } => "VpcPeeringConnectionAlreadyExists",
            Self::DnsHostnamesDisabled { .. } => "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            Self::EndpointTarget { .. } => "RouteNotSupported",
            Self::NoSuchEndpointService { .. } => "InvalidServiceName",
            Self::NoSuchEndpointTable { .. } => "InvalidRouteTableId.NotFound",
            Self::InvalidEndpoint { .. } => "InvalidParameter",
        }
    }
}
