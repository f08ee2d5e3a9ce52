//! ENIs that come to instances and leave them: as many as the instance's type has room for.

use minato_vpc::{
    InstanceType, Resource,
    ids::{AttachmentId, InstanceId, NetworkInterfaceId},
    resources::{Attachment, AttachmentState, Instance, InstanceState, NetworkInterface, Subnet},
};

use crate::{
    error::{InstanceError, NetworkError},
    interface::NewAttachment,
    transaction::NetworkTransaction,
};

/// The attachment to make.
#[derive(Debug, Clone)]
pub struct AttachInterface {
    /// The ENI, which must be a user's own.
    pub interface: NetworkInterfaceId,
    /// The instance.
    pub instance: InstanceId,
    /// The index of the device, which must be free.
    pub device_index: u32,
}

impl NetworkTransaction<'_, '_> {
    /// Begins to attach an ENI to an instance that runs or has stopped. Gives the ENI and the instance.
    pub fn attach_interface(&mut self, input: &AttachInterface) -> Result<(NetworkInterface, Instance), NetworkError> {
        let mut interface = self.find_own_interface(&input.interface)?;
        let instance: Instance = self.find(&input.instance)?;
        if interface.attachment.is_some() {
            return Err(InstanceError::InterfaceInUse { id: interface.id }.into());
        }
        if !matches!(instance.state, InstanceState::Running | InstanceState::Stopped) {
            return Err(InstanceError::NotAttachable { id: instance.id, state: instance.state }.into());
        }
        let there = self.interfaces_of(&instance.id)?;
        let indices = there.iter().filter_map(|other| other.attachment.as_ref());
        if indices.into_iter().any(|attachment| attachment.device_index == input.device_index) {
            return Err(InstanceError::IndexInUse { id: instance.id, index: input.device_index }.into());
        }
        check_interface_count(&instance.instance_type, there.len() + 1)?;
        let primary: NetworkInterface = self.find(&instance.interface)?;
        self.check_fits(&instance.instance_type, &interface, Some(&primary))?;
        interface.attachment = Some(self.attachment(NewAttachment {
            device_index: input.device_index,
            state: AttachmentState::Attaching,
            primary: Some(primary.id),
            ..NewAttachment::to(instance.id.to_string())
        }));
        self.tx.put(&interface)?;
        // So that two never take the same index, and nobody who changes the instance misses the ENI.
        self.tx.put(&instance)?;
        Ok((interface, instance))
    }

    /// Begins to detach a user's ENI, and gives its instance. What a service attached, the service alone detaches.
    pub fn detach_interface(&mut self, attachment: &AttachmentId) -> Result<Instance, NetworkError> {
        let mut interface = self.interface_attached_by(attachment)?;
        if interface.requester.is_some() {
            return Err(NetworkError::ManagedAttachment { id: attachment.clone() });
        }
        let unknown = || NetworkError::NotFound { kind: crate::Kind::Attachment, id: attachment.to_string() };
        let own = interface.attachment.as_mut().ok_or_else(unknown)?;
        if own.device_index == 0 {
            return Err(NetworkError::PrimaryAttachment { id: attachment.clone() });
        }
        own.state = AttachmentState::Detaching;
        let instance = own.instance().ok_or_else(unknown)?;
        self.tx.put(&interface)?;
        self.find(&instance)
    }

    /// Whether an ENI may be one of an instance of that type, beside its primary one.
    pub(crate) fn check_fits(
        &mut self,
        instance_type: &str,
        interface: &NetworkInterface,
        primary: Option<&NetworkInterface>,
    ) -> Result<(), NetworkError> {
        check_address_count(instance_type, interface)?;
        let Some(primary) = primary else { return Ok(()) };
        let zone = |network: &mut Self, id| network.find::<Subnet>(id).map(|subnet| subnet.zone);
        if zone(self, &interface.subnet)? != zone(self, &primary.subnet)? {
            return Err(InstanceError::Elsewhere { is_zone: true }.into());
        }
        if interface.vpc != primary.vpc {
            return Err(InstanceError::Elsewhere { is_zone: false }.into());
        }
        Ok(())
    }

    /// Whether an ENI has no more addresses than the type of the instance that has it allows.
    pub(crate) fn check_addresses_of_type(&mut self, interface: &NetworkInterface) -> Result<(), NetworkError> {
        let Some(instance) = interface.attachment.as_ref().and_then(Attachment::instance) else {
            return Ok(());
        };
        match self.tx.get(&Instance::key_of(self.scope, &instance))? {
            Some(instance) => check_address_count(&instance.instance_type, interface),
            None => Ok(()),
        }
    }
}

/// A prefix takes the place of one address. There may be as many IPv6 addresses as private IPv4 ones.
///
/// Source: the EC2 API's reference of `AssignIpv6Addresses`.
fn check_address_count(instance_type: &str, interface: &NetworkInterface) -> Result<(), NetworkError> {
    let ipv4 = interface.addresses().count() + interface.ipv4_prefixes.len();
    let ipv6 = interface.ipv6_addresses.len() + interface.ipv6_prefixes.len();
    let limit = InstanceType::named(instance_type).map_or(u32::MAX, |found| found.addresses);
    if ipv4.max(ipv6) > limit as usize { Err(InstanceError::TooManyAddresses.into()) } else { Ok(()) }
}

/// Whether an instance of that type may have so many ENIs.
pub(crate) fn check_interface_count(instance_type: &str, count: usize) -> Result<(), NetworkError> {
    let limit = InstanceType::named(instance_type).map_or(u32::MAX, |found| found.interfaces);
    if count > limit as usize {
        return Err(InstanceError::TooManyInterfaces { count, instance_type: instance_type.to_owned() }.into());
    }
    Ok(())
}
