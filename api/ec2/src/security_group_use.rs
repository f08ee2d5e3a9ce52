//! Where security groups may be used and where they are referred to, beyond their own VPC.

use minato_network::Kind;
use minato_vpc::{ids::VpcId, resources as model};
use minato_wire::ec2::{
    DescribeSecurityGroupVpcAssociationsRequest, DescribeSecurityGroupVpcAssociationsResult,
    GetSecurityGroupsForVpcRequest, GetSecurityGroupsForVpcResult, SecurityGroupForVpc, SecurityGroupVpcAssociation,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, text, untagged},
    input::{required_id, shown, shown_tags},
    page::Page,
};

untagged! { SecurityGroupForVpc SecurityGroupVpcAssociation }

const USABLE_FILTERS: FilterTable<SecurityGroupForVpc> = &[
    ("group-id", |group| text(&group.group_id)),
    ("description", |group| text(&group.description)),
    ("group-name", |group| text(&group.group_name)),
    ("owner-id", |group| text(&group.owner_id)),
    ("primary-vpc-id", |group| text(&group.primary_vpc_id)),
];

const ASSOCIATION_FILTERS: FilterTable<SecurityGroupVpcAssociation> = &[
    ("group-id", |association| text(&association.group_id)),
    ("group-owner-id", |association| text(&association.group_owner_id)),
    ("state", |association| text(&association.state)),
    ("vpc-id", |association| text(&association.vpc_id)),
    ("vpc-owner-id", |association| text(&association.vpc_owner_id)),
];

pub(crate) fn get_security_groups_for_vpc(
    call: &Call<'_>,
    input: GetSecurityGroupsForVpcRequest,
) -> Result<GetSecurityGroupsForVpcResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let filters = Filters::new(input.filters, USABLE_FILTERS)?;
    let page = Page::new("GetSecurityGroupsForVpc", input.max_results, input.next_token, None, 1000)?;
    let groups = call.run(input.dry_run, |network| {
        network.find::<model::Vpc>(&vpc)?;
        let groups: Vec<model::SecurityGroup> = network.list()?;
        let usable = groups.iter().filter(|group| group.vpc == vpc).map(|group| SecurityGroupForVpc {
            description: shown(&group.description),
            group_name: shown(&group.name),
            owner_id: shown(&group.scope.account),
            group_id: shown(&group.id),
            tags: shown_tags(&group.tags),
            primary_vpc_id: shown(&group.vpc),
        });
        Ok::<_, Fault>(usable.filter(|group| filters.accept(group)).collect())
    })?;
    let (groups, next_token) =
        page.cut(groups, |group: &SecurityGroupForVpc| group.group_id.clone().unwrap_or_default());
    Ok(GetSecurityGroupsForVpcResult { next_token, security_group_for_vpcs: Some(groups) })
}

/// A group is of the VPC that it was made in. What this lists are the further ones of `AssociateSecurityGroupVpc`, which
/// is not among the operations: there are none.
pub(crate) fn describe_security_group_vpc_associations(
    call: &Call<'_>,
    input: DescribeSecurityGroupVpcAssociationsRequest,
) -> Result<DescribeSecurityGroupVpcAssociationsResult, Fault> {
    Filters::new(input.filters, ASSOCIATION_FILTERS)?;
    let operation = "DescribeSecurityGroupVpcAssociations";
    let page = Page::new(operation, input.max_results, input.next_token, None, 1000)?;
    call.run(input.dry_run, |_| Ok::<_, Fault>(()))?;
    let (associations, next_token) = page.cut(Vec::new(), |_| String::new());
    Ok(DescribeSecurityGroupVpcAssociationsResult { security_group_vpc_associations: Some(associations), next_token })
}
