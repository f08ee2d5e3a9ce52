//! Parts of subnets that are set aside: their addresses go to who names them, or into prefixes.

use ipnet::IpNet;
use minato_document::Document;
use minato_vpc::{
    ids::{SubnetCidrReservationId, SubnetId},
    resources::{ReservationKind, Subnet, SubnetCidrReservation, Tags},
};

use crate::{
    error::{BlockError, NetworkError},
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// The reservation to make.
#[derive(Debug, Clone)]
pub struct CreateCidrReservation {
    /// The subnet.
    pub subnet: SubnetId,
    /// The addresses.
    pub cidr: IpNet,
    /// What they are kept for.
    pub kind: ReservationKind,
    /// The description.
    pub description: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

impl NetworkTransaction<'_, '_> {
    /// Sets a part of a subnet aside. ENIs that have addresses of it keep them.
    pub fn create_cidr_reservation(
        &mut self,
        input: CreateCidrReservation,
    ) -> Result<SubnetCidrReservation, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let subnet: Subnet = self.find(&input.subnet)?;
        let cidr = input.cidr;
        let refused = |reason| Err(BlockError::ReservationRange { cidr, reason }.into());
        if cidr.trunc() != cidr {
            return refused("has host bits");
        }
        let ipv6 = subnet.ipv6_block.as_ref().map(|block| IpNet::V6(block.cidr));
        if !std::iter::once(IpNet::V4(subnet.cidr)).chain(ipv6).any(|block| block.contains(&cidr)) {
            return refused("does not lie in the subnet's address range");
        }
        if self
            .list::<SubnetCidrReservation>()?
            .iter()
            .any(|other| other.subnet == subnet.id && meets(other.cidr, cidr))
        {
            return refused("overlaps with another reservation");
        }
        let made = SubnetCidrReservation {
            id: SubnetCidrReservationId::from_entropy(entropy()),
            scope: self.scope.clone(),
            subnet: subnet.id,
            cidr,
            kind: input.kind,
            description: input.description,
            tags: input.tags,
        };
        self.tx.put(&made)?;
        Ok(made)
    }

    /// Ends a reservation: what is free of it may be handed out again.
    pub fn delete_cidr_reservation(
        &mut self,
        id: &SubnetCidrReservationId,
    ) -> Result<SubnetCidrReservation, NetworkError> {
        let reservation: SubnetCidrReservation = self.find(id)?;
        self.tx.delete(&reservation.key());
        Ok(reservation)
    }

    /// The reservations of a subnet.
    pub fn cidr_reservations(&mut self, subnet: &SubnetId) -> Result<Vec<SubnetCidrReservation>, NetworkError> {
        let _: Subnet = self.find(subnet)?;
        let mut reservations = self.list::<SubnetCidrReservation>()?;
        reservations.retain(|reservation| &reservation.subnet == subnet);
        Ok(reservations)
    }

    /// Whether a part of a subnet's block is set aside.
    pub(crate) fn has_reservation_in(&mut self, subnet: &SubnetId, block: IpNet) -> Result<bool, NetworkError> {
        let reservations = self.list::<SubnetCidrReservation>()?;
        Ok(reservations.iter().any(|reservation| &reservation.subnet == subnet && block.contains(&reservation.cidr)))
    }

    /// Reservations go with their subnet.
    pub(crate) fn delete_reservations_of(&mut self, subnet: &SubnetId) -> Result<(), NetworkError> {
        for reservation in self.list::<SubnetCidrReservation>()? {
            if &reservation.subnet == subnet {
                self.tx.delete(&reservation.key());
            }
        }
        Ok(())
    }
}

/// Of two blocks that meet, one holds the other.
fn meets(one: IpNet, other: IpNet) -> bool {
    one.contains(&other) || other.contains(&one)
}
