//! Security groups.

use std::collections::BTreeMap;

use minato_network::{CreateSecurityGroup, Kind};
use minato_vpc::{
    ids::SecurityGroupId,
    resources::{self as model, Direction, Peer},
};
use minato_wire::ec2::{
    CreateSecurityGroupRequest, CreateSecurityGroupResult, DeleteSecurityGroupRequest, DeleteSecurityGroupResult,
    DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult, IpPermission, SecurityGroup, Tag,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, Tagged, each, text},
    input::{arn, id, required, shown, shown_tags, tag_specifications},
    page::Page,
    permission::{default_vpc, group_in_default_vpc, shown_permissions},
    security_group_reference::Peered,
    security_group_rule::GroupName,
};

/// A group as it is shown, and what of it filters look at but no member shows.
struct Candidate {
    group: SecurityGroup,
    ingress_peer_names: Vec<String>,
    egress_peer_names: Vec<String>,
}

impl Tagged for Candidate {
    fn tag_list(&self) -> &Option<Vec<Tag>> {
        &self.group.tags
    }
}

/// The texts of one member of each permission.
fn of<U: ToString>(permissions: &Option<Vec<IpPermission>>, member: impl Fn(&IpPermission) -> Vec<U>) -> Vec<String> {
    permissions.iter().flatten().flat_map(member).map(|value| value.to_string()).collect()
}

macro_rules! permission_filters {
    ($prefix:literal, $permissions:ident, $names:ident) => {
        [
            (concat!($prefix, "cidr"), |candidate| {
                of(&candidate.group.$permissions, |permission| each(&permission.ip_ranges, |range| &range.cidr_ip))
            }),
            (concat!($prefix, "from-port"), |candidate| {
                of(&candidate.group.$permissions, |permission| text(&permission.from_port))
            }),
            (concat!($prefix, "group-id"), |candidate| {
                of(&candidate.group.$permissions, |permission| {
                    each(&permission.user_id_group_pairs, |pair| &pair.group_id)
                })
            }),
            (concat!($prefix, "group-name"), |candidate| candidate.$names.clone()),
            (concat!($prefix, "ipv6-cidr"), |candidate| {
                of(&candidate.group.$permissions, |permission| each(&permission.ipv6_ranges, |range| &range.cidr_ipv6))
            }),
            (concat!($prefix, "prefix-list-id"), |candidate| {
                of(&candidate.group.$permissions, |permission| {
                    each(&permission.prefix_list_ids, |list| &list.prefix_list_id)
                })
            }),
            (concat!($prefix, "protocol"), |candidate| {
                of(&candidate.group.$permissions, |permission| text(&permission.ip_protocol))
            }),
            (concat!($prefix, "to-port"), |candidate| {
                of(&candidate.group.$permissions, |permission| text(&permission.to_port))
            }),
            (concat!($prefix, "user-id"), |candidate| {
                of(&candidate.group.$permissions, |permission| {
                    each(&permission.user_id_group_pairs, |pair| &pair.user_id)
                })
            }),
        ]
    };
}

const INGRESS: [(&str, crate::filter::Texts<Candidate>); 9] =
    permission_filters!("ip-permission.", ip_permissions, ingress_peer_names);
const EGRESS: [(&str, crate::filter::Texts<Candidate>); 9] =
    permission_filters!("egress.ip-permission.", ip_permissions_egress, egress_peer_names);

const FILTERS: FilterTable<Candidate> = &[
    ("description", |candidate| text(&candidate.group.description)),
    ("group-id", |candidate| text(&candidate.group.group_id)),
    ("group-name", |candidate| text(&candidate.group.group_name)),
    ("owner-id", |candidate| text(&candidate.group.owner_id)),
    ("vpc-id", |candidate| text(&candidate.group.vpc_id)),
    INGRESS[0],
    INGRESS[1],
    INGRESS[2],
    INGRESS[3],
    INGRESS[4],
    INGRESS[5],
    INGRESS[6],
    INGRESS[7],
    INGRESS[8],
    EGRESS[0],
    EGRESS[1],
    EGRESS[2],
    EGRESS[3],
    EGRESS[4],
    EGRESS[5],
    EGRESS[6],
    EGRESS[7],
    EGRESS[8],
];

pub(crate) fn create_security_group(
    call: &Call<'_>,
    input: CreateSecurityGroupRequest,
) -> Result<CreateSecurityGroupResult, Fault> {
    let name = required(input.group_name, "groupName")?;
    let description = required(input.description, "groupDescription")?;
    let tags = tag_specifications(input.tag_specifications, Kind::SecurityGroup)?;
    let vpc = input.vpc_id.map(|text| id(&text, Kind::Vpc)).transpose()?;
    let group = call.run(input.dry_run, |network| {
        let vpc = match &vpc {
            Some(vpc) => minato_vpc::ids::VpcId::clone(vpc),
            None => default_vpc(network)?.id,
        };
        Ok(network.create_security_group(CreateSecurityGroup {
            vpc,
            name: name.clone(),
            description: description.clone(),
            tags: tags.clone(),
        })?)
    })?;
    Ok(CreateSecurityGroupResult {
        group_id: shown(&group.id),
        tags: shown_tags(&group.tags),
        security_group_arn: arn(&call.scope, Kind::SecurityGroup, &group.id),
    })
}

pub(crate) fn describe_security_groups(
    call: &Call<'_>,
    input: DescribeSecurityGroupsRequest,
) -> Result<DescribeSecurityGroupsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let ids = input.group_ids.as_ref().map(|_| "groupIds");
    let listed = ids.or(input.group_names.as_ref().map(|_| "groupNames"));
    let page = Page::new("DescribeSecurityGroups", input.max_results, input.next_token, listed, 1000)?;
    let groups = call.run(input.dry_run, |network| {
        let all: Vec<model::SecurityGroup> = network.list()?;
        let names: BTreeMap<_, _> = all.iter().map(|group| (group.id.clone(), group.name.clone())).collect();
        let mut wanted: Vec<model::SecurityGroup> = match (&input.group_ids, &input.group_names) {
            (None, Some(_)) => Vec::new(),
            (ids, _) => select(network, ids.as_deref())?,
        };
        for name in input.group_names.iter().flatten() {
            let group = group_in_default_vpc(network, name)?;
            if !wanted.iter().any(|other| other.id == group.id) {
                wanted.push(group);
            }
        }
        let peered = Peered::new(network)?;
        let candidates = wanted.iter().map(|group| show(group, &names, &peered));
        Ok::<_, Fault>(candidates.filter(|candidate| filters.accept(candidate)).collect())
    })?;
    let (groups, next_token) =
        page.cut(groups, |candidate: &Candidate| candidate.group.group_id.clone().unwrap_or_default());
    let groups = groups.into_iter().map(|candidate| candidate.group).collect();
    Ok(DescribeSecurityGroupsResult { security_groups: Some(groups), next_token })
}

pub(crate) fn delete_security_group(
    call: &Call<'_>,
    input: DeleteSecurityGroupRequest,
) -> Result<DeleteSecurityGroupResult, Fault> {
    let name = GroupName { id: input.group_id, name: input.group_name };
    let group = call.run(input.dry_run, |network| {
        let group = name.resolve(network)?;
        network.delete_security_group(&group)?;
        Ok::<_, Fault>(group)
    })?;
    Ok(DeleteSecurityGroupResult { r#return: Some(true), group_id: shown(group) })
}

fn show(group: &model::SecurityGroup, names: &BTreeMap<SecurityGroupId, String>, peered: &Peered) -> Candidate {
    let rules = |direction| group.rules.values().filter(move |rule| rule.direction == direction);
    let permissions = |direction| {
        let rules = rules(direction).map(|rule| (rule.traffic, &rule.peer, rule.description.as_ref()));
        Some(shown_permissions(&peered.of(&group.scope, &group.id), rules))
    };
    let peer_names = |direction| {
        let peers = rules(direction).filter_map(|rule| match &rule.peer {
            Peer::Group(id) => names.get(id).cloned(),
            _ => None,
        });
        peers.collect()
    };
    Candidate {
        ingress_peer_names: peer_names(Direction::Ingress),
        egress_peer_names: peer_names(Direction::Egress),
        group: SecurityGroup {
            group_id: shown(&group.id),
            ip_permissions_egress: permissions(Direction::Egress),
            tags: shown_tags(&group.tags),
            vpc_id: shown(&group.vpc),
            security_group_arn: arn(&group.scope, Kind::SecurityGroup, &group.id),
            owner_id: shown(&group.scope.account),
            group_name: shown(&group.name),
            description: shown(&group.description),
            ip_permissions: permissions(Direction::Ingress),
        },
    }
}
