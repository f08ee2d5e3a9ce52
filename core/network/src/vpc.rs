//! VPCs, each made with its main route table, its default group and its default network ACL.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::{IpNet, Ipv4Net};
use minato_document::{Document, Key};
use minato_vpc::{
    Resource,
    ids::{RouteTableAssociationId, RouteTableId, SecurityGroupId, VpcCidrAssociationId, VpcId},
    resources::{
        Direction, EgressOnlyInternetGateway, InternetGateway, NetworkAcl, Peer, RouteTable, RouteTableAssociation,
        SecurityGroup, Subnet, Tags, Traffic, Vpc, VpcCidrBlock, VpcEndpoint, VpnGateway,
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    network_acl::allow_ipv6_by_default,
    route_table::is_main,
    security_group::DEFAULT_GROUP,
    security_group_rule::new_rule,
    subnet::{ANYWHERE, ANYWHERE_IPV6, is_network_size},
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
    vpc_block::{Ipv6Choice, is_forbidden},
};

/// The VPC to make.
#[derive(Debug, Clone)]
pub struct CreateVpc {
    /// Its block; host bits are cleared, as AWS does.
    pub cidr: Ipv4Net,
    /// `default` or `dedicated`.
    pub instance_tenancy: String,
    /// The IPv6 block that it gets.
    pub ipv6: Option<Ipv6Choice>,
    /// Its tags.
    pub tags: Tags,
}

impl CreateVpc {
    /// A VPC with that block and default tenancy.
    pub fn new(cidr: Ipv4Net) -> Self {
        Self { cidr, instance_tenancy: "default".to_owned(), ipv6: None, tags: Tags::new() }
    }
}

/// An attribute of a VPC to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VpcAttribute {
    /// Whether the resolver answers.
    DnsSupport(bool),
    /// Whether public addresses get names.
    DnsHostnames(bool),
    /// Whether the addresses in use are counted as a metric.
    NetworkAddressUsageMetrics(bool),
}

/// The last number that a VPC or a peering connection got. Numbers are not used again, so that no packet or table of an
/// old one is taken for a new one's.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct VpcCounter {
    last: u32,
}

impl VpcCounter {
    fn the_key() -> Key<Self> {
        Key::new(["vpc-number"])
    }
}

impl Document for VpcCounter {
    const KIND: &'static str = "counter";

    fn key(&self) -> Key<Self> {
        Self::the_key()
    }
}

impl NetworkTransaction<'_, '_> {
    /// Makes a VPC with its main route table, default group and default network ACL.
    pub fn create_vpc(&mut self, input: CreateVpc) -> Result<Vpc, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let cidr = input.cidr.trunc();
        if !is_network_size(cidr) || is_forbidden(cidr) {
            return Err(NetworkError::VpcRange { cidr });
        }
        if !matches!(input.instance_tenancy.as_str(), "default" | "dedicated") {
            return Err(NetworkError::invalid(format!(
                "Value ({}) for parameter instanceTenancy is invalid. Expecting default or dedicated.",
                input.instance_tenancy
            )));
        }
        if self.count(&Vpc::in_scope(self.scope))? >= self.limits().vpcs as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Vpcs });
        }
        let vpc = self.make_vpc(cidr, &input.instance_tenancy, false, input.tags)?;
        match input.ipv6 {
            Some(choice) => {
                self.associate_vpc_ipv6_block(&vpc.id, &choice)?;
                self.find(&vpc.id)
            }
            None => Ok(vpc),
        }
    }

    pub(crate) fn make_vpc(
        &mut self,
        cidr: Ipv4Net,
        instance_tenancy: &str,
        is_default: bool,
        tags: Tags,
    ) -> Result<Vpc, NetworkError> {
        let vpc = Vpc {
            id: VpcId::from_entropy(entropy()),
            scope: self.scope.clone(),
            number: self.next_number()?,
            cidr_blocks: vec![VpcCidrBlock { association_id: VpcCidrAssociationId::from_entropy(entropy()), cidr }],
            ipv6_blocks: Vec::new(),
            is_default,
            instance_tenancy: instance_tenancy.to_owned(),
            dhcp_options: Some(self.default_dhcp_options()?),
            enable_dns_support: true,
            enable_dns_hostnames: is_default,
            enable_network_address_usage_metrics: false,
            tags,
        };
        self.tx.put(&vpc)?;
        self.tx.put(&self.default_group_of(&vpc.id))?;
        self.tx.put(&self.default_acl_of(&vpc.id))?;
        self.tx.put(&RouteTable {
            id: RouteTableId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: vpc.id.clone(),
            routes: BTreeMap::new(),
            propagating: BTreeSet::new(),
            associations: vec![RouteTableAssociation {
                id: RouteTableAssociationId::from_entropy(entropy()),
                subnet: None,
            }],
            tags: Tags::new(),
        })?;
        Ok(vpc)
    }

    /// Deletes a VPC in which nothing is left but what was made with it.
    pub fn delete_vpc(&mut self, id: &VpcId) -> Result<(), NetworkError> {
        let vpc: Vpc = self.find(id)?;
        let groups = self.in_vpc::<SecurityGroup>(id, |group| &group.vpc)?;
        let tables = self.in_vpc::<RouteTable>(id, |table| &table.vpc)?;
        let acls = self.in_vpc::<NetworkAcl>(id, |acl| &acl.vpc)?;
        let used = !self.in_vpc::<Subnet>(id, |subnet| &subnet.vpc)?.is_empty()
            || self.list::<InternetGateway>()?.iter().any(|gateway| gateway.vpc.as_ref() == Some(id))
            || groups.iter().any(|group| group.name != DEFAULT_GROUP)
            || tables.iter().any(|table| !is_main(table))
            || acls.iter().any(|acl| !acl.is_default);
        let used = used
            || self.list::<EgressOnlyInternetGateway>()?.iter().any(|gateway| &gateway.vpc == id)
            || self.list::<VpnGateway>()?.iter().any(|gateway| gateway.vpc.as_ref() == Some(id))
            || self.list::<VpcEndpoint>()?.iter().any(|endpoint| &endpoint.vpc == id);
        if used {
            return Err(NetworkError::Dependency { kind: Kind::Vpc, id: id.to_string() });
        }
        self.end_peerings_of(id)?;
        for group in groups {
            self.forget_references(&group.id, None)?;
            self.tx.delete(&group.key());
        }
        for table in tables {
            self.remove(&table);
        }
        for acl in acls {
            self.remove(&acl);
        }
        self.release_ipv6_blocks(&vpc)?;
        self.tx.delete(&vpc.key());
        Ok(())
    }

    /// Changes an attribute of a VPC.
    pub fn modify_vpc_attribute(&mut self, id: &VpcId, attribute: VpcAttribute) -> Result<(), NetworkError> {
        let mut vpc: Vpc = self.find(id)?;
        match attribute {
            VpcAttribute::DnsSupport(enabled) => vpc.enable_dns_support = enabled,
            VpcAttribute::DnsHostnames(enabled) => vpc.enable_dns_hostnames = enabled,
            VpcAttribute::NetworkAddressUsageMetrics(enabled) => vpc.enable_network_address_usage_metrics = enabled,
        }
        Ok(self.tx.put(&vpc)?)
    }

    /// Gives a VPC default tenancy: the only change of it that there is.
    pub fn reset_vpc_tenancy(&mut self, id: &VpcId) -> Result<(), NetworkError> {
        let mut vpc: Vpc = self.find(id)?;
        "default".clone_into(&mut vpc.instance_tenancy);
        Ok(self.tx.put(&vpc)?)
    }

    /// The default VPC, unless its owner deleted it.
    pub fn default_vpc(&mut self) -> Result<Option<Vpc>, NetworkError> {
        Ok(self.list::<Vpc>()?.into_iter().find(|vpc| vpc.is_default))
    }

    /// The resources of a kind that are in a VPC.
    pub(crate) fn in_vpc<T: Resource>(
        &mut self,
        id: &VpcId,
        vpc_of: impl Fn(&T) -> &VpcId,
    ) -> Result<Vec<T>, NetworkError> {
        let mut resources = self.list::<T>()?;
        resources.retain(|resource| vpc_of(resource) == id);
        Ok(resources)
    }

    /// Lets the groups and the default network ACL of a VPC that has IPv6 allow it as they allow IPv4, unless their owner
    /// changed them, as AWS does.
    pub(crate) fn allow_ipv6(&mut self, vpc: &Vpc) -> Result<(), NetworkError> {
        let everywhere = Peer::Cidr(IpNet::V6(ANYWHERE_IPV6));
        for mut group in self.in_vpc::<SecurityGroup>(&vpc.id, |group| &group.vpc)? {
            let mut egress = group.rules.values().filter(|rule| rule.direction == Direction::Egress);
            let is_first = egress
                .next()
                .is_some_and(|rule| rule.traffic == Traffic::All && rule.peer == Peer::Cidr(IpNet::V4(ANYWHERE)));
            if is_first && egress.next().is_none() {
                group.rules.extend([new_rule(Direction::Egress, Traffic::All, everywhere.clone())]);
                self.tx.put(&group)?;
            }
        }
        for mut acl in self.in_vpc::<NetworkAcl>(&vpc.id, |acl| &acl.vpc)? {
            if allow_ipv6_by_default(&mut acl) {
                self.tx.put(&acl)?;
            }
        }
        Ok(())
    }

    /// A number that no VPC and no peering connection has or had.
    pub(crate) fn next_number(&mut self) -> Result<u32, NetworkError> {
        let last = self.tx.get(&VpcCounter::the_key())?.map_or(0, |counter| counter.last);
        let number = last + 1;
        self.tx.put(&VpcCounter { last: number })?;
        Ok(number)
    }

    fn default_group_of(&self, vpc: &VpcId) -> SecurityGroup {
        let id = SecurityGroupId::from_entropy(entropy());
        let rules = BTreeMap::from([
            new_rule(Direction::Ingress, Traffic::All, Peer::Group(id.clone())),
            new_rule(Direction::Egress, Traffic::All, Peer::Cidr(IpNet::V4(ANYWHERE))),
        ]);
        SecurityGroup {
            id,
            scope: self.scope.clone(),
            vpc: vpc.clone(),
            name: DEFAULT_GROUP.to_owned(),
            description: "default VPC security group".to_owned(),
            rules,
            tags: Tags::new(),
        }
    }
}
