//! What a reservation of a subnet's addresses means to a pool.

use ipnet::IpNet;
use minato_vpc::resources::{ReservationKind, SubnetCidrReservation};

/// The reservations of a subnet: no address in one is handed out unless it is asked for, but prefixes are taken from
/// those for prefixes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reservations {
    /// All of them.
    pub(crate) all: Vec<IpNet>,
    /// Those for prefixes.
    pub(crate) for_prefixes: Vec<IpNet>,
}

impl<'a> FromIterator<&'a SubnetCidrReservation> for Reservations {
    fn from_iter<I: IntoIterator<Item = &'a SubnetCidrReservation>>(reservations: I) -> Self {
        let mut made = Self::default();
        for reservation in reservations {
            made.all.push(reservation.cidr);
            if reservation.kind == ReservationKind::Prefix {
                made.for_prefixes.push(reservation.cidr);
            }
        }
        made
    }
}
