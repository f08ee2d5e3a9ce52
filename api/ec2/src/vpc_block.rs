//! Blocks of addresses that join VPCs and leave them.

use minato_network::{DisassociatedBlock, Ipv6Choice, Kind};
use minato_vpc::{
    ids::{VpcCidrAssociationId, VpcId},
    resources as model,
};
use minato_wire::ec2::{
    AssociateVpcCidrBlockRequest, AssociateVpcCidrBlockResult, DisassociateVpcCidrBlockRequest,
    DisassociateVpcCidrBlockResult, VpcCidrBlockAssociation, VpcCidrBlockState, VpcIpv6CidrBlockAssociation,
};

use crate::{
    call::{Call, Fault},
    input::{ipv6_block, network_block, required_id, shown},
};

pub(crate) fn associate_vpc_cidr_block(
    call: &Call<'_>,
    input: AssociateVpcCidrBlockRequest,
) -> Result<AssociateVpcCidrBlockResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let ipv6 = ipv6_choice(
        &call.scope.region,
        input.amazon_provided_ipv6_cidr_block,
        input.ipv6_cidr_block.as_deref(),
        input.ipv6_pool,
        input.ipv6_cidr_block_network_border_group.as_deref(),
    )?;
    let mut result = AssociateVpcCidrBlockResult { vpc_id: shown(&vpc), ..Default::default() };
    match ipv6 {
        Some(_) if input.cidr_block.is_some() => {
            return Err(Fault::combination("Only one of cidrBlock and an IPv6 CIDR block can be associated at a time"));
        }
        Some(choice) => {
            let block = call.run(None, |network| Ok::<_, Fault>(network.associate_vpc_ipv6_block(&vpc, &choice)?))?;
            result.ipv6_cidr_block_association = Some(show_ipv6_block(&block, "associating"));
        }
        None => {
            let cidr = network_block(input.cidr_block)?;
            let block = call.run(None, |network| Ok::<_, Fault>(network.associate_vpc_block(&vpc, cidr)?))?;
            result.cidr_block_association = Some(show_block(&block, "associating"));
        }
    }
    Ok(result)
}

pub(crate) fn disassociate_vpc_cidr_block(
    call: &Call<'_>,
    input: DisassociateVpcCidrBlockRequest,
) -> Result<DisassociateVpcCidrBlockResult, Fault> {
    let association: VpcCidrAssociationId =
        required_id(input.association_id, "associationId", Kind::VpcCidrAssociation)?;
    let (vpc, block) = call.run(None, |network| Ok::<_, Fault>(network.disassociate_vpc_block(&association)?))?;
    let mut result = DisassociateVpcCidrBlockResult { vpc_id: shown(&vpc), ..Default::default() };
    match block {
        DisassociatedBlock::Ipv4(block) => result.cidr_block_association = Some(show_block(&block, "disassociating")),
        DisassociatedBlock::Ipv6(block) => {
            result.ipv6_cidr_block_association = Some(show_ipv6_block(&block, "disassociating"));
        }
    }
    Ok(result)
}

/// Which IPv6 block a request asks for, if any.
pub(crate) fn ipv6_choice(
    region: &str,
    any: Option<bool>,
    named: Option<&str>,
    pool: Option<String>,
    border_group: Option<&str>,
) -> Result<Option<Ipv6Choice>, Fault> {
    let choice = match (any == Some(true), named) {
        (true, Some(_)) => {
            return Err(Fault::combination(
                "The parameters amazonProvidedIpv6CidrBlock and ipv6CidrBlock cannot be used together",
            ));
        }
        (true, None) if pool.is_some() => {
            return Err(Fault::combination(
                "The parameters amazonProvidedIpv6CidrBlock and ipv6Pool cannot be used together",
            ));
        }
        (true, None) => Some(Ipv6Choice::Any),
        (false, Some(text)) => {
            let pool = pool.ok_or_else(|| Fault::missing("ipv6Pool"))?;
            Some(Ipv6Choice::Named { cidr: ipv6_block(text, "ipv6CidrBlock")?, pool })
        }
        (false, None) if pool.is_some() => return Err(Fault::missing("ipv6CidrBlock")),
        (false, None) => None,
    };
    if let Some(group) = border_group {
        if choice.is_none() {
            return Err(Fault::missing("amazonProvidedIpv6CidrBlock"));
        }
        if group != region {
            return Err(Fault::value(format!(
                "Value ({group}) for parameter ipv6CidrBlockNetworkBorderGroup is invalid. Expecting {region}."
            )));
        }
    }
    Ok(choice)
}

pub(crate) fn show_block(block: &model::VpcCidrBlock, state: &str) -> VpcCidrBlockAssociation {
    VpcCidrBlockAssociation {
        association_id: shown(&block.association_id),
        cidr_block: shown(block.cidr),
        cidr_block_state: Some(VpcCidrBlockState { state: shown(state), status_message: None }),
    }
}

pub(crate) fn show_ipv6_block(block: &model::VpcIpv6Block, state: &str) -> VpcIpv6CidrBlockAssociation {
    VpcIpv6CidrBlockAssociation {
        association_id: shown(&block.association_id),
        ipv6_cidr_block: shown(block.cidr),
        ipv6_cidr_block_state: Some(VpcCidrBlockState { state: shown(state), status_message: None }),
        network_border_group: shown(&block.network_border_group),
        ipv6_pool: shown(&block.pool),
        ipv6_address_attribute: shown("public"),
        ip_source: shown("amazon"),
    }
}
