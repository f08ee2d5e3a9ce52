//! What of an ENI can be changed while it exists, other than its addresses, and who else may use it.

use std::collections::BTreeSet;

use minato_document::{Document, Prefix};
use minato_vpc::{
    ids::{AttachmentId, NetworkInterfaceId, NetworkInterfacePermissionId, SecurityGroupId},
    resources::{ConnectionTracking, NetworkInterface, NetworkInterfacePermission, Subnet},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    transaction::{NetworkTransaction, entropy},
};

/// An attribute of an ENI to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterfaceAttribute {
    /// Its description.
    Description(String),
    /// Its security groups, at least one.
    Groups(BTreeSet<SecurityGroupId>),
    /// Whether a packet's source or destination must be the ENI's own address.
    SourceDestCheck(bool),
    /// Whether it goes when what it is attached to goes.
    DeleteOnTermination {
        /// The attachment, which must be its own.
        attachment: AttachmentId,
        /// Whether it goes.
        delete: bool,
    },
    /// How long its tracked flows may be idle; what is `None` stays as it is.
    ConnectionTracking(ConnectionTracking),
    /// Whether its first IPv6 address is the primary one. It cannot be taken back.
    PrimaryIpv6(bool),
}

/// Whether AWS would take these timeouts.
pub(crate) fn check_connection_tracking(tracking: &ConnectionTracking) -> Result<(), NetworkError> {
    let bounds = [
        ("TcpEstablishedTimeout", tracking.tcp_established_s, 60..=432_000),
        ("UdpStreamTimeout", tracking.udp_stream_s, 60..=180),
        ("UdpTimeout", tracking.udp_s, 30..=60),
    ];
    for (name, seconds, bounds) in bounds {
        if let Some(seconds) = seconds.filter(|seconds| !bounds.contains(seconds)) {
            return Err(NetworkError::invalid(format!(
                "Value ({seconds}) for parameter {name} is invalid. It must be between {} and {} seconds.",
                bounds.start(),
                bounds.end()
            )));
        }
    }
    Ok(())
}

impl NetworkTransaction<'_, '_> {
    /// Changes an attribute of a user's own ENI.
    pub fn modify_interface(
        &mut self,
        id: &NetworkInterfaceId,
        attribute: InterfaceAttribute,
    ) -> Result<(), NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        match attribute {
            InterfaceAttribute::Description(description) => interface.description = description,
            InterfaceAttribute::Groups(groups) => {
                let subnet: Subnet = self.find(&interface.subnet)?;
                interface.groups = self.groups_for(&subnet, &groups)?;
            }
            InterfaceAttribute::SourceDestCheck(enabled) => interface.source_dest_check = enabled,
            InterfaceAttribute::DeleteOnTermination { attachment, delete } => {
                let own = interface.attachment.as_mut().filter(|own| own.id == attachment);
                let not_found = || NetworkError::NotFound { kind: Kind::Attachment, id: attachment.to_string() };
                own.ok_or_else(not_found)?.delete_on_termination = delete;
            }
            InterfaceAttribute::ConnectionTracking(new) => {
                check_connection_tracking(&new)?;
                let old = interface.connection_tracking;
                interface.connection_tracking = ConnectionTracking {
                    tcp_established_s: new.tcp_established_s.or(old.tcp_established_s),
                    udp_stream_s: new.udp_stream_s.or(old.udp_stream_s),
                    udp_s: new.udp_s.or(old.udp_s),
                };
            }
            InterfaceAttribute::PrimaryIpv6(enabled) => set_primary_ipv6(&mut interface, enabled)?,
        }
        Ok(self.tx.put(&interface)?)
    }

    /// The ENI that has an attachment.
    pub fn interface_attached_by(&mut self, attachment: &AttachmentId) -> Result<NetworkInterface, NetworkError> {
        let interfaces: Vec<NetworkInterface> = self.list()?;
        let attached =
            |interface: &NetworkInterface| interface.attachment.as_ref().is_some_and(|a| &a.id == attachment);
        let found = interfaces.into_iter().find(attached);
        found.ok_or_else(|| NetworkError::NotFound { kind: Kind::Attachment, id: attachment.to_string() })
    }

    /// Lets another account use an ENI.
    pub fn create_interface_permission(
        &mut self,
        id: &NetworkInterfaceId,
        account: &str,
        permission: &str,
    ) -> Result<NetworkInterfacePermission, NetworkError> {
        let interface = self.find_own_interface(id)?;
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NetworkError::invalid(format!("Value ({account}) for parameter awsAccountId is invalid.")));
        }
        if !matches!(permission, "INSTANCE-ATTACH" | "EIP-ASSOCIATE") {
            return Err(NetworkError::invalid(format!(
                "Value ({permission}) for parameter permission is invalid. Expecting INSTANCE-ATTACH or EIP-ASSOCIATE."
            )));
        }
        let made = NetworkInterfacePermission {
            id: NetworkInterfacePermissionId::from_entropy(entropy()),
            scope: self.scope.clone(),
            interface: interface.id,
            account: account.to_owned(),
            permission: permission.to_owned(),
        };
        let is_same = |other: &NetworkInterfacePermission| {
            (&other.interface, &other.account, &other.permission) == (&made.interface, &made.account, &made.permission)
        };
        if self.permissions()?.iter().any(is_same) {
            return Err(NetworkError::DuplicateInterfacePermission { id: id.clone() });
        }
        self.tx.put(&made)?;
        Ok(made)
    }

    /// The permissions on an ENI go with it.
    pub(crate) fn delete_permissions_of(&mut self, id: &NetworkInterfaceId) -> Result<(), NetworkError> {
        for permission in self.permissions()?.into_iter().filter(|permission| &permission.interface == id) {
            self.tx.delete(&permission.key());
        }
        Ok(())
    }

    fn permissions(&mut self) -> Result<Vec<NetworkInterfacePermission>, NetworkError> {
        let prefix = self.permission_prefix();
        Ok(self.tx.list(&prefix)?)
    }

    fn permission_prefix(&self) -> Prefix<NetworkInterfacePermission> {
        Prefix::new([self.scope.account.as_str(), self.scope.region.as_str()])
    }
}

fn set_primary_ipv6(interface: &mut NetworkInterface, enabled: bool) -> Result<(), NetworkError> {
    if enabled && interface.ipv6_addresses.is_empty() {
        return Err(NetworkError::InvalidCombination {
            message: format!("The interface {} has no IPv6 address that could be the primary one", interface.id),
        });
    }
    if !enabled && interface.has_primary_ipv6 {
        return Err(NetworkError::invalid("The primary IPv6 address of an interface cannot be disabled"));
    }
    interface.has_primary_ipv6 = enabled;
    Ok(())
}
