//! The use cases on a VPC, each one transaction.
//!
//! Floor 2. Guarantees, each by the conditions of the store's transactions: no address has two owners; nothing refers
//! to what does not exist (a route may outlive its target, and is then a blackhole; a rule may outlive a group across a
//! peering connection, and is then stale); every VPC has one main route table, one default group and one default
//! network ACL. Never touches the kernel and knows no protocol; what is wrong is a [`NetworkError`] with AWS's code and
//! words.
//!
//! A use case is a method of [`NetworkTransaction`], so any number of them, and the caller's own documents, happen at
//! once or not at all:
//!
//! ```
//! # use std::sync::Arc;
//! # use minato_network::*;
//! # use minato_store::{RedbStore, Transaction, transact};
//! # use minato_vpc::{ids::NetworkInterfaceId, resources::Scope};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let store = Arc::new(RedbStore::in_memory()?);
//! # let scope = Scope { account: "123456789012".into(), region: "us-east-1".into() };
//! let networks = Networks::new(store, Limits::generous());
//! // A use case alone:
//! let vpc = networks.transact(&scope, |network| network.create_vpc(CreateVpc::new("10.0.0.0/16".parse().unwrap())))?;
//! let subnet = networks.transact(&scope, |network| {
//!     network.create_subnet(CreateSubnet::new(vpc.id.clone(), "10.0.1.0/24".parse().unwrap()))
//! })?;
//! // Together with documents of one's own:
//! let eni = transact(networks.store(), |tx| {
//!     let mut network = networks.within(tx, &scope)?;
//!     let eni = network.create_interface(CreateInterface {
//!         requester: Some("ecs.amazonaws.com".into()),
//!         attachment: Some(NewAttachment::to("arn:aws:ecs:…:task/…")),
//!         ..CreateInterface::new(subnet.id.clone())
//!     })?;
//!     // tx.put(&task)?; tx.put(&sandbox)?;
//!     Ok::<_, NetworkError>(eni)
//! })?;
//! // And the end of it:
//! transact(networks.store(), |tx| {
//!     networks.within(tx, &scope)?.release_interface(&eni.id, "ecs.amazonaws.com")
//!     // tx.delete(&task.key());
//! })?;
//! # Ok(())
//! # }
//! ```

mod aws_prefix_lists;
mod cidr_reservation;
mod default_vpc;
mod dhcp_options;
mod egress_only_gateway;
mod endpoint;
mod error;
mod group_reference;
mod insights;
mod instance;
mod instance_attachment;
mod interface;
mod interface_address;
mod interface_attribute;
mod internet_gateway;
mod kind;
mod limits;
mod load;
mod mac;
mod nat_gateway;
mod network_acl;
mod peering;
mod prefix_list;
mod public_address;
mod repeat;
mod route;
mod route_table;
mod security_group;
mod security_group_rule;
mod subnet;
mod subnet_attribute;
mod tags;
mod transaction;
mod vpc;
mod vpc_block;
mod vpn_gateway;
pub mod zones;

pub use cidr_reservation::CreateCidrReservation;
pub use endpoint::{CreateEndpoint, ModifyEndpoint};
pub use error::{BlockError, GatewayError, InsightsError, InstanceError, NetworkError, RuleError};
pub use group_reference::PeeredReference;
pub use insights::{CreateInsightsPath, StartInsightsAnalysis};
pub use instance::{LaunchInterface, LaunchedInterface, RunInstances, StateChange};
pub use instance_attachment::AttachInterface;
pub use interface::{CreateInterface, NewAttachment};
pub use interface_address::{Assigned, Ipv4Request, Ipv6Request};
pub use interface_attribute::InterfaceAttribute;
pub use kind::{Kind, KnownKind};
pub use limits::{Limits, Quota};
pub use load::load_network;
pub use minato_ipam::{MalformedBlock, PublicBlock};
pub use nat_gateway::CreateNatGateway;
pub use network_acl::EntryNumber;
pub use peering::{CreatePeering, peering_status_code};
pub use prefix_list::{CreatePrefixList, Entries, ModifyPrefixList, NewEntry};
pub use public_address::{AddressReference, AssociateAddress, AssociationReference};
pub use security_group::CreateSecurityGroup;
pub use security_group_rule::{RevokedRules, RuleDescriptions, RuleSelection, RuleSpecification};
pub use subnet::{CreateSubnet, SUBNET_IPV6_LENGTH};
pub use subnet_attribute::SubnetAttribute;
pub use tags::TagRemoval;
pub use transaction::{Clock, NetworkTransaction, Networks};
pub use vpc::{CreateVpc, VpcAttribute};
pub use vpc_block::{AMAZON_POOL, DEFAULT_IPV6_RANGE, DisassociatedBlock, Ipv6Choice, VPC_IPV6_LENGTH, host_ipv6_of};
pub use vpn_gateway::{CreateVpnGateway, set_on_premises};
