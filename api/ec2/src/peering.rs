//! Peering connections of VPCs.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_network::{CreatePeering, Kind, NetworkTransaction, peering_status_code};
use minato_vpc::{
    ids::{VpcId, VpcPeeringConnectionId},
    resources::{self as model, PeeringRole, PeeringSide, PeeringStatus},
};
use minato_wire::ec2::{
    AcceptVpcPeeringConnectionRequest, AcceptVpcPeeringConnectionResult, CidrBlock, CreateVpcPeeringConnectionRequest,
    CreateVpcPeeringConnectionResult, DeleteVpcPeeringConnectionRequest, DeleteVpcPeeringConnectionResult,
    DescribeVpcPeeringConnectionsRequest, DescribeVpcPeeringConnectionsResult, Ipv6CidrBlock,
    ModifyVpcPeeringConnectionOptionsRequest, ModifyVpcPeeringConnectionOptionsResult, PeeringConnectionOptions,
    PeeringConnectionOptionsRequest, RejectVpcPeeringConnectionRequest, RejectVpcPeeringConnectionResult,
    VpcPeeringConnection, VpcPeeringConnectionOptionsDescription, VpcPeeringConnectionStateReason,
    VpcPeeringConnectionVpcInfo,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, tagged, text},
    input::{id, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { VpcPeeringConnection => tags; }

fn of_side<U: ToString>(
    side: &Option<VpcPeeringConnectionVpcInfo>,
    member: impl Fn(&VpcPeeringConnectionVpcInfo) -> &Option<U>,
) -> Vec<String> {
    side.iter().flat_map(|side| text(member(side))).collect()
}

fn of_status(
    peering: &VpcPeeringConnection,
    member: impl Fn(&VpcPeeringConnectionStateReason) -> &Option<String>,
) -> Vec<String> {
    peering.status.iter().flat_map(|status| text(member(status))).collect()
}

fn blocks(side: &Option<VpcPeeringConnectionVpcInfo>) -> Vec<String> {
    side.iter().flat_map(|side| side.cidr_block_set.iter().flatten()).flat_map(|set| text(&set.cidr_block)).collect()
}

const FILTERS: FilterTable<VpcPeeringConnection> = &[
    ("accepter-vpc-info.cidr-block", |peering| blocks(&peering.accepter_vpc_info)),
    ("accepter-vpc-info.owner-id", |peering| of_side(&peering.accepter_vpc_info, |side| &side.owner_id)),
    ("accepter-vpc-info.vpc-id", |peering| of_side(&peering.accepter_vpc_info, |side| &side.vpc_id)),
    ("expiration-time", |peering| text(&peering.expiration_time)),
    ("requester-vpc-info.cidr-block", |peering| blocks(&peering.requester_vpc_info)),
    ("requester-vpc-info.owner-id", |peering| of_side(&peering.requester_vpc_info, |side| &side.owner_id)),
    ("requester-vpc-info.vpc-id", |peering| of_side(&peering.requester_vpc_info, |side| &side.vpc_id)),
    ("status-code", |peering| of_status(peering, |status| &status.code)),
    ("status-message", |peering| of_status(peering, |status| &status.message)),
    ("vpc-peering-connection-id", |peering| text(&peering.vpc_peering_connection_id)),
];

pub(crate) fn create_vpc_peering_connection(
    call: &Call<'_>,
    input: CreateVpcPeeringConnectionRequest,
) -> Result<CreateVpcPeeringConnectionResult, Fault> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let wanted = CreatePeering {
        vpc: required_id(input.vpc_id, "vpcId", Kind::Vpc)?,
        peer_vpc: required_id::<VpcId>(input.peer_vpc_id, "peerVpcId", Kind::Vpc)?,
        peer_account: given(input.peer_owner_id),
        peer_region: given(input.peer_region),
        tags: tag_specifications(input.tag_specifications, Kind::VpcPeeringConnection)?,
    };
    let peering = call.run(input.dry_run, |network| {
        let peering = network.create_peering(wanted.clone())?;
        show(network, &peering)
    })?;
    // As AWS answers: what becomes of it is seen in the next Describe.
    let message = peering.accepter_vpc_info.as_ref().and_then(|side| side.owner_id.as_deref()).unwrap_or_default();
    let status = status("initiating-request", format!("Initiating Request to {message}"));
    Ok(CreateVpcPeeringConnectionResult { vpc_peering_connection: Some(VpcPeeringConnection { status, ..peering }) })
}

pub(crate) fn accept_vpc_peering_connection(
    call: &Call<'_>,
    input: AcceptVpcPeeringConnectionRequest,
) -> Result<AcceptVpcPeeringConnectionResult, Fault> {
    let peering = peering_id(input.vpc_peering_connection_id)?;
    let peering = call.run(input.dry_run, |network| {
        let peering = network.accept_peering(&peering)?;
        show(network, &peering)
    })?;
    // As AWS answers: provisioning here, active in the next Describe.
    let status = status("provisioning", "Provisioning");
    Ok(AcceptVpcPeeringConnectionResult { vpc_peering_connection: Some(VpcPeeringConnection { status, ..peering }) })
}

pub(crate) fn reject_vpc_peering_connection(
    call: &Call<'_>,
    input: RejectVpcPeeringConnectionRequest,
) -> Result<RejectVpcPeeringConnectionResult, Fault> {
    let peering = peering_id(input.vpc_peering_connection_id)?;
    call.run(input.dry_run, |network| Ok(network.reject_peering(&peering)?))?;
    Ok(RejectVpcPeeringConnectionResult { r#return: Some(true) })
}

pub(crate) fn delete_vpc_peering_connection(
    call: &Call<'_>,
    input: DeleteVpcPeeringConnectionRequest,
) -> Result<DeleteVpcPeeringConnectionResult, Fault> {
    let peering = peering_id(input.vpc_peering_connection_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_peering(&peering)?))?;
    Ok(DeleteVpcPeeringConnectionResult { r#return: Some(true) })
}

pub(crate) fn describe_vpc_peering_connections(
    call: &Call<'_>,
    input: DescribeVpcPeeringConnectionsRequest,
) -> Result<DescribeVpcPeeringConnectionsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeVpcPeeringConnections",
        input.max_results,
        input.next_token,
        input.vpc_peering_connection_ids.as_ref().map(|_| "vpcPeeringConnectionIds"),
        1000,
    )?;
    let ids = input.vpc_peering_connection_ids.filter(|ids| !ids.is_empty());
    let mut peerings = call.run(input.dry_run, |network| {
        let peerings = match &ids {
            None => network.peerings()?,
            Some(ids) => {
                let ids = ids.iter().map(|text| id(text, Kind::VpcPeeringConnection));
                let ids = ids.collect::<Result<BTreeSet<VpcPeeringConnectionId>, Fault>>()?;
                ids.iter().map(|id| Ok(network.find_peering(id)?)).collect::<Result<_, Fault>>()?
            }
        };
        peerings.iter().map(|peering| show(network, peering)).collect::<Result<Vec<_>, Fault>>()
    })?;
    peerings.retain(|peering| filters.accept(peering));
    let (peerings, next_token) =
        page.cut(peerings, |peering| peering.vpc_peering_connection_id.clone().unwrap_or_default());
    Ok(DescribeVpcPeeringConnectionsResult { vpc_peering_connections: Some(peerings), next_token })
}

pub(crate) fn modify_vpc_peering_connection_options(
    call: &Call<'_>,
    input: ModifyVpcPeeringConnectionOptionsRequest,
) -> Result<ModifyVpcPeeringConnectionOptionsResult, Fault> {
    let peering = peering_id(input.vpc_peering_connection_id)?;
    let wanted = |options: &Option<PeeringConnectionOptionsRequest>| {
        options.as_ref().and_then(|options| options.allow_dns_resolution_from_remote_vpc)
    };
    let requester = wanted(&input.requester_peering_connection_options);
    let accepter = wanted(&input.accepter_peering_connection_options);
    if requester.is_none() && accepter.is_none() {
        return Err(Fault::no_attributes());
    }
    let peering =
        call.run(input.dry_run, |network| Ok(network.modify_peering_options(&peering, requester, accepter)?))?;
    let answer = |wanted: Option<bool>, side: &PeeringSide| {
        wanted.map(|_| PeeringConnectionOptions {
            allow_dns_resolution_from_remote_vpc: Some(side.allow_remote_dns),
            allow_egress_from_local_classic_link_to_remote_vpc: Some(false),
            allow_egress_from_local_vpc_to_remote_classic_link: Some(false),
        })
    };
    Ok(ModifyVpcPeeringConnectionOptionsResult {
        accepter_peering_connection_options: answer(accepter, &peering.accepter),
        requester_peering_connection_options: answer(requester, &peering.requester),
    })
}

fn peering_id(text: Option<String>) -> Result<VpcPeeringConnectionId, Fault> {
    required_id(text, "vpcPeeringConnectionId", Kind::VpcPeeringConnection)
}

#[allow(clippy::unnecessary_wraps, reason = "every member of an answer is an Option")]
fn status(code: &str, message: impl Into<String>) -> Option<VpcPeeringConnectionStateReason> {
    Some(VpcPeeringConnectionStateReason { code: shown(code), message: Some(message.into()) })
}

fn show(
    network: &mut NetworkTransaction<'_, '_>,
    peering: &model::VpcPeeringConnection,
) -> Result<VpcPeeringConnection, Fault> {
    let code = peering_status_code(peering, network.now());
    let account = |role| match role {
        PeeringRole::Requester => &peering.requester.scope.account,
        PeeringRole::Accepter => &peering.accepter.scope.account,
    };
    let message = match peering.status {
        PeeringStatus::PendingAcceptance if code == "expired" => "Expired".to_owned(),
        PeeringStatus::PendingAcceptance => format!("Pending Acceptance by {}", account(PeeringRole::Accepter)),
        PeeringStatus::Active => "Active".to_owned(),
        PeeringStatus::Rejected { .. } => format!("Rejected by {}", account(PeeringRole::Accepter)),
        PeeringStatus::Deleted { by, .. } => format!("Deleted by {}", account(by)),
        PeeringStatus::Failed { .. } => {
            "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range".to_owned()
        }
    };
    let own = peering.scope == *network.scope();
    let tags = if own { &peering.tags } else { &peering.accepter_tags };
    let (requester, accepter) =
        (show_side(network, peering, &peering.requester)?, show_side(network, peering, &peering.accepter)?);
    Ok(VpcPeeringConnection {
        accepter_vpc_info: Some(accepter),
        // Who accepted it is no longer awaited.
        expiration_time: (code == "pending-acceptance").then_some(peering.expires_at),
        requester_vpc_info: Some(requester),
        status: status(code, message),
        tags: shown_tags(tags),
        vpc_peering_connection_id: shown(&peering.id),
    })
}

/// One side. Another account's blocks and options are seen only while the connection is active.
fn show_side(
    network: &mut NetworkTransaction<'_, '_>,
    peering: &model::VpcPeeringConnection,
    side: &PeeringSide,
) -> Result<VpcPeeringConnectionVpcInfo, Fault> {
    let is_seen = peering.is_active() || side.scope.account == network.scope().account;
    let blocks = if is_seen { network.blocks_of(side)? } else { Vec::new() };
    let (v4, v6): (Vec<IpNet>, Vec<IpNet>) = blocks.iter().partition(|block| matches!(block, IpNet::V4(_)));
    let v4_set: Vec<_> = v4.iter().map(|block| CidrBlock { cidr_block: shown(block) }).collect();
    let v6_set: Vec<_> = v6.iter().map(|block| Ipv6CidrBlock { ipv6_cidr_block: shown(block) }).collect();
    let options = || VpcPeeringConnectionOptionsDescription {
        allow_dns_resolution_from_remote_vpc: Some(side.allow_remote_dns),
        allow_egress_from_local_classic_link_to_remote_vpc: Some(false),
        allow_egress_from_local_vpc_to_remote_classic_link: Some(false),
    };
    Ok(VpcPeeringConnectionVpcInfo {
        cidr_block: v4.first().map(ToString::to_string),
        cidr_block_set: Some(v4_set).filter(|set| !set.is_empty()),
        ipv6_cidr_block_set: Some(v6_set).filter(|set| !set.is_empty()),
        owner_id: shown(&side.scope.account),
        peering_options: peering.is_active().then(options),
        region: shown(&side.scope.region),
        vpc_id: shown(&side.vpc),
    })
}
