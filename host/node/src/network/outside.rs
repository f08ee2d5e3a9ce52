//! What joins VPCs to what is outside of them: the public side of the host, and the ways to VPN gateways. As an ENI's, each link
//! comes up only with the program on it.

use ipnet::{IpNet, Ipv6Net};
use minato_datapath::links::{self, LinkError, PremisesSpec, PublicSpec};
use minato_network::{PublicBlock, host_ipv6_of, load_network};
use minato_store::Snapshot;
use minato_vpc::{Edge, ids::VpnGatewayId};

use super::{HostNetwork, NetworkError};

impl HostNetwork {
    /// Makes the public side of the host, or repairs it. Where somebody else routes the IPv6 addresses, those of IPv4 are routed
    /// all the same, and the conflict is what is given.
    pub(crate) fn connect_public(
        &self,
        block: PublicBlock,
        ipv6: Ipv6Net,
    ) -> Result<Result<(), NetworkError>, NetworkError> {
        let spec = PublicSpec {
            instance: self.owner.clone(),
            pool: block.cidr(),
            address: block.host(),
            ipv6: Some((ipv6, host_ipv6_of(ipv6))),
        };
        match self.make_public(&spec) {
            Err(NetworkError::Public(error @ LinkError::PoolTaken { pool: IpNet::V6(_), .. })) => {
                self.make_public(&PublicSpec { ipv6: None, ..spec })?;
                Ok(Err(NetworkError::Public(error)))
            }
            result => result.map(Ok),
        }
    }

    /// Whether a VPC has IPv6 addresses of a range.
    pub(crate) fn is_in_use(&self, range: Ipv6Net) -> Result<bool, NetworkError> {
        let network = load_network(&Snapshot::new(self.store.as_ref())?)?;
        let mut blocks = network.vpcs.values().flat_map(|vpc| &vpc.ipv6_blocks);
        Ok(blocks.any(|block| range.contains(&block.cidr)))
    }

    fn make_public(&self, spec: &PublicSpec) -> Result<(), NetworkError> {
        let prepared = links::prepare_public(spec).map_err(NetworkError::Public)?;
        self.attach(prepared.gateway_ifindex(), &Edge::Internet)?;
        prepared.activate().map_err(NetworkError::Public)
    }

    /// Makes the ways to the VPN gateways that are attached to VPCs, and takes away those to others. All are tried; the
    /// first failure is told.
    pub(crate) fn connect_premises(&self) -> Result<(), NetworkError> {
        let network = load_network(&Snapshot::new(self.store.as_ref())?)?;
        // A machine that is joined to nothing has no way to lead anywhere.
        let is_joined = !network.on_premises.networks.is_empty();
        let attached = network.vpn_gateways.values().filter(|_| is_joined);
        let wanted: Vec<_> = attached
            .filter_map(|gateway| {
                let vpc = network.vpcs.get(gateway.vpc.as_ref()?)?;
                let blocks = vpc.cidr_blocks.iter().map(|block| block.cidr).collect();
                Some(PremisesSpec { instance: self.owner.clone(), gateway: gateway.id.clone(), blocks })
            })
            .collect();
        let mut outcome = Ok(());
        for found in links::list_premises(&self.owner).map_err(NetworkError::Premises)? {
            if !wanted.iter().any(|spec| spec.gateway == found.gateway) {
                outcome = outcome.and(self.disconnect_premises(&found.gateway));
            }
        }
        for spec in &wanted {
            outcome = outcome.and(self.connect_gateway(spec));
        }
        outcome
    }

    fn connect_gateway(&self, spec: &PremisesSpec) -> Result<(), NetworkError> {
        let prepared = links::prepare_premises(spec).map_err(NetworkError::Premises)?;
        self.attach(prepared.gateway_ifindex(), &Edge::OnPremises(spec.gateway.clone()))?;
        prepared.activate().map_err(NetworkError::Premises)
    }

    /// The link goes first: without the program the host's own rules hold for it.
    fn disconnect_premises(&self, gateway: &VpnGatewayId) -> Result<(), NetworkError> {
        links::delete_premises(&self.owner, gateway).map_err(NetworkError::Premises)?;
        self.lock().plane.detach(&Edge::OnPremises(gateway.clone()))?;
        Ok(())
    }
}
