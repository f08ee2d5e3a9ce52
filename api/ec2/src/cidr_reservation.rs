//! Parts of subnets that are set aside.

use ipnet::IpNet;
use minato_network::{CreateCidrReservation, Kind};
use minato_vpc::{
    ids::{SubnetCidrReservationId, SubnetId},
    resources::{self as model, ReservationKind},
};
use minato_wire::ec2::{
    CreateSubnetCidrReservationRequest, CreateSubnetCidrReservationResult, DeleteSubnetCidrReservationRequest,
    DeleteSubnetCidrReservationResult, GetSubnetCidrReservationsRequest, GetSubnetCidrReservationsResult,
    SubnetCidrReservation,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, tagged, text},
    input::{block, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { SubnetCidrReservation => tags; }

const FILTERS: FilterTable<SubnetCidrReservation> = &[
    ("reservationType", |reservation| text(&reservation.reservation_type)),
    ("subnet-id", |reservation| text(&reservation.subnet_id)),
];

pub(crate) fn create_subnet_cidr_reservation(
    call: &Call<'_>,
    input: CreateSubnetCidrReservationRequest,
) -> Result<CreateSubnetCidrReservationResult, Fault> {
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let cidr = required(input.cidr, "cidr")?;
    let malformed =
        || Fault::value(format!("Value ({cidr}) for parameter cidr is invalid. This is not a valid CIDR block."));
    let kind = match required(input.reservation_type, "reservationType")?.as_str() {
        "prefix" => ReservationKind::Prefix,
        "explicit" => ReservationKind::Explicit,
        kind => {
            return Err(Fault::value(format!(
                "Value ({kind}) for parameter reservationType is invalid. Expecting prefix or explicit."
            )));
        }
    };
    let wanted = CreateCidrReservation {
        subnet,
        cidr: block::<IpNet>(&cidr).ok_or_else(malformed)?,
        kind,
        description: input.description,
        tags: tag_specifications(input.tag_specifications, Kind::SubnetCidrReservation)?,
    };
    let made = call.run(input.dry_run, |network| Ok::<_, Fault>(network.create_cidr_reservation(wanted.clone())?))?;
    Ok(CreateSubnetCidrReservationResult { subnet_cidr_reservation: Some(show(&made)) })
}

pub(crate) fn delete_subnet_cidr_reservation(
    call: &Call<'_>,
    input: DeleteSubnetCidrReservationRequest,
) -> Result<DeleteSubnetCidrReservationResult, Fault> {
    let id: SubnetCidrReservationId =
        required_id(input.subnet_cidr_reservation_id, "subnetCidrReservationId", Kind::SubnetCidrReservation)?;
    let deleted = call.run(input.dry_run, |network| Ok::<_, Fault>(network.delete_cidr_reservation(&id)?))?;
    Ok(DeleteSubnetCidrReservationResult { deleted_subnet_cidr_reservation: Some(show(&deleted)) })
}

pub(crate) fn get_subnet_cidr_reservations(
    call: &Call<'_>,
    input: GetSubnetCidrReservationsRequest,
) -> Result<GetSubnetCidrReservationsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let page = Page::new("GetSubnetCidrReservations", input.max_results, input.next_token, None, 1000)?;
    let all = call.run(input.dry_run, |network| Ok::<_, Fault>(network.cidr_reservations(&subnet)?))?;
    let accepted = all.into_iter().filter(|reservation| filters.accept(&show(reservation))).collect();
    let (reservations, next_token) = page.cut(accepted, |reservation| reservation.id.to_string());
    let (ipv4, ipv6): (Vec<_>, Vec<_>) =
        reservations.into_iter().partition(|reservation| matches!(reservation.cidr, IpNet::V4(_)));
    Ok(GetSubnetCidrReservationsResult {
        subnet_ipv4_cidr_reservations: Some(ipv4.iter().map(show).collect()),
        subnet_ipv6_cidr_reservations: Some(ipv6.iter().map(show).collect()),
        next_token,
    })
}

fn show(reservation: &model::SubnetCidrReservation) -> SubnetCidrReservation {
    SubnetCidrReservation {
        subnet_cidr_reservation_id: shown(&reservation.id),
        subnet_id: shown(&reservation.subnet),
        cidr: shown(reservation.cidr),
        reservation_type: shown(reservation.kind),
        owner_id: shown(&reservation.scope.account),
        description: reservation.description.clone(),
        tags: shown_tags(&reservation.tags),
    }
}
