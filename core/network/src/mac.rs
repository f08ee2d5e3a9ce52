//! MAC addresses: each has one ENI at most, over all accounts and regions, for they may meet on one host.

use minato_document::{Document, Key};
use minato_vpc::{
    ids::NetworkInterfaceId,
    resources::{MacAddress, NetworkInterface},
};
use serde::{Deserialize, Serialize};

use crate::{error::NetworkError, transaction::NetworkTransaction};

/// Which ENI has a MAC address. Whoever takes one reads its record, so two never take the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct MacOwner {
    mac: MacAddress,
    interface: NetworkInterfaceId,
}

impl MacOwner {
    fn key_of(mac: MacAddress) -> Key<Self> {
        Key::new([mac.to_string()])
    }
}

impl Document for MacOwner {
    const KIND: &'static str = "mac";

    fn key(&self) -> Key<Self> {
        Self::key_of(self.mac)
    }
}

impl NetworkTransaction<'_, '_> {
    /// Takes a MAC address that nobody has.
    pub(crate) fn take_mac(&mut self, interface: &NetworkInterfaceId) -> Result<MacAddress, NetworkError> {
        loop {
            if let Some(mac) = self.try_mac(random_mac(), interface)? {
                return Ok(mac);
            }
        }
    }

    /// Takes this MAC address, unless an ENI has it or it is every router's.
    fn try_mac(&mut self, mac: MacAddress, interface: &NetworkInterfaceId) -> Result<Option<MacAddress>, NetworkError> {
        if mac == MacAddress::ROUTER || self.tx.get(&MacOwner::key_of(mac))?.is_some() {
            return Ok(None);
        }
        self.tx.put(&MacOwner { mac, interface: interface.clone() })?;
        Ok(Some(mac))
    }

    /// Gives the MAC address of an ENI that goes back.
    pub(crate) fn release_mac(&mut self, interface: &NetworkInterface) -> Result<(), NetworkError> {
        let key = MacOwner::key_of(interface.mac);
        if self.tx.get(&key)?.is_some_and(|owner| owner.interface == interface.id) {
            self.tx.delete(&key);
        }
        Ok(())
    }
}

/// Locally administered and unicast: EC2's begin with 02, 06, 0a or 0e.
fn random_mac() -> MacAddress {
    let mut octets: [u8; 6] = rand::random();
    octets[0] = 0x02 | (octets[0] & 0x0c);
    MacAddress(octets)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use minato_store::{RedbStore, transact};
    use minato_vpc::resources::Scope;

    use super::*;
    use crate::{CreateInterface, CreateSubnet, CreateVpc, Limits, Networks};

    fn scope(region: &str) -> Scope {
        Scope { account: "123456789012".to_owned(), region: region.to_owned() }
    }

    fn networks() -> Networks {
        Networks::new(Arc::new(RedbStore::in_memory().unwrap()), Limits::default())
    }

    fn id(number: u128) -> NetworkInterfaceId {
        NetworkInterfaceId::from_entropy(number)
    }

    const MAC: MacAddress = MacAddress([2, 0, 0, 0, 0, 9]);

    #[test]
    fn nobody_takes_a_mac_that_another_has_or_the_routers() {
        let networks = networks();
        let take = |region: &str, mac, number| {
            networks.transact(&scope(region), |network| network.try_mac(mac, &id(number))).unwrap()
        };
        assert_eq!(take("us-east-1", MAC, 1), Some(MAC));
        assert_eq!(take("us-east-1", MAC, 2), None);
        assert_eq!(take("eu-west-1", MAC, 3), None, "another region's interface may be on the same host");
        assert_eq!(take("us-east-1", MacAddress::ROUTER, 4), None);
    }

    #[test]
    fn of_two_at_once_one_gets_it() {
        let networks = networks();
        let (here, there) = (scope("us-east-1"), scope("eu-west-1"));
        for scope in [&here, &there] {
            networks.transact(scope, |network| network.try_mac(MacAddress::ROUTER, &id(0))).unwrap();
        }
        let mut taken = Vec::new();
        let mut tries = 0;
        let first = transact(networks.store(), |tx| {
            tries += 1;
            let first = networks.within(tx, &here)?.try_mac(MAC, &id(1))?;
            if tries == 1 {
                taken.push(networks.transact(&there, |network| network.try_mac(MAC, &id(2)))?);
            }
            Ok::<_, NetworkError>(first)
        });
        assert_eq!((first.unwrap(), taken, tries), (None, vec![Some(MAC)], 2));
    }

    #[test]
    fn a_mac_goes_with_its_interface() {
        let networks = networks();
        let scope = scope("us-east-1");
        let run = |number: u128| {
            networks.transact(&scope, |network| {
                let vpc = network.create_vpc(CreateVpc::new("10.0.0.0/16".parse().unwrap()))?;
                let subnet = network.create_subnet(CreateSubnet::new(vpc.id, "10.0.1.0/24".parse().unwrap()))?;
                let interface = network.create_interface(CreateInterface::new(subnet.id))?;
                assert_eq!(network.try_mac(interface.mac, &id(number))?, None);
                network.delete_interface(&interface.id)?;
                assert_eq!(network.try_mac(interface.mac, &id(number))?, Some(interface.mac));
                // One that is not its owner cannot give it back.
                network.release_mac(&interface)?;
                assert_eq!(network.try_mac(interface.mac, &id(number))?, None);
                Ok::<_, NetworkError>(())
            })
        };
        run(1).unwrap();
    }
}
