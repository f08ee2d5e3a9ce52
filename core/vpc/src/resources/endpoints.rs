//! VPC endpoints: private ways to services.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{PrefixListId, RouteTableId, VpcEndpointId, VpcId};

/// A VPC endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcEndpoint {
    /// Its id.
    pub id: VpcEndpointId,
    /// Its owner.
    pub scope: Scope,
    /// Its VPC.
    pub vpc: VpcId,
    /// The service's name, such as `com.amazonaws.us-east-1.s3`.
    pub service_name: String,
    /// The way to the service.
    pub way: EndpointWay,
    /// The policy that the user gave; `None` for the one that allows everything.
    pub policy: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

/// How packets get to an endpoint's service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndpointWay {
    /// By routes for a prefix list.
    Gateway {
        /// The list with the service's addresses.
        prefix_list: PrefixListId,
        /// The tables that have the route.
        route_tables: BTreeSet<RouteTableId>,
    },
}
