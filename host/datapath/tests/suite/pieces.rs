//! The resources of a network, one by one.

use minato_vpc::Network;

/// A resource, and what adds it to another network.
pub(crate) struct Piece<'n> {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    add: Box<dyn Fn(&mut Network) + 'n>,
}

impl Piece<'_> {
    pub(crate) fn add(&self, network: &mut Network) {
        (self.add)(network);
    }
}

/// Every resource of a network, by kinds.
pub(crate) fn pieces(network: &Network) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    macro_rules! add {
        ($($kind:ident)*) => {
            $(for (id, it) in &network.$kind {
                all.push(Piece {
                    kind: stringify!($kind),
                    id: id.to_string(),
                    add: Box::new(move |made| drop(made.$kind.insert(id.clone(), it.clone()))),
                });
            })*
        };
    }
    add!(vpcs subnets interfaces groups route_tables network_acls internet_gateways egress_only_gateways);
    add!(nat_gateways vpn_gateways peerings vpc_endpoints prefix_lists public_addresses);
    all
}
