//! Instances: launched with their ENIs, started, stopped and ended.
//!
//! What a host makes of them is not known here: who looks after instances says when a host has done what was asked for.

use std::fmt::Debug;

use jiff::Timestamp;
use minato_document::Document;
use minato_vpc::{
    InstanceType, Resource,
    ids::{ImageId, InstanceId, NetworkInterfaceId, ReservationId, SubnetId, VpcId},
    resources::{
        Attachment, AttachmentState, Instance, InstanceState, NetworkInterface, PublicAddressKind, Subnet, Tags,
    },
};

use crate::{
    error::{InstanceError, NetworkError},
    instance_attachment::check_interface_count,
    interface::{CreateInterface, NewAttachment},
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// The instances to launch.
#[derive(Debug, Clone)]
pub struct RunInstances {
    /// The image's id, which any may be: nothing of it runs.
    pub image: ImageId,
    /// Their type.
    pub instance_type: String,
    /// How many at least; at least 1.
    pub least: u32,
    /// How many at most. Where the subnet has no room for all, there are fewer.
    pub most: u32,
    /// Their ENIs, the primary one first: at least one. One that is there already is for a single instance.
    pub interfaces: Vec<LaunchInterface>,
    /// Their tags.
    pub tags: Tags,
    /// A client's token, of which the first instance's id comes.
    pub client_token: Option<String>,
}

/// An ENI of an instance that is launched.
#[derive(Debug, Clone)]
pub struct LaunchInterface {
    /// Which one.
    pub interface: LaunchedInterface,
    /// Its index: 0 for the primary one.
    pub device_index: u32,
    /// Whether it goes when the instance ends.
    pub delete_on_termination: bool,
}

/// Whether an ENI is made for an instance.
#[derive(Debug, Clone)]
pub enum LaunchedInterface {
    /// It is.
    New(Box<CreateInterface>),
    /// It is there already.
    Existing(NetworkInterfaceId),
}

/// An instance whose state was to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateChange {
    /// The state before.
    pub previous: InstanceState,
    /// The instance as it is now.
    pub instance: Instance,
}

impl NetworkTransaction<'_, '_> {
    /// The instances that `request` launched before with that token; `None` if they are to be launched now. `request` is what the
    /// client said: what the networks make of it may have changed since. It is kept with the first of the instances that
    /// [`Self::run_instances`] then launches with the same token.
    pub fn instances_launched_before(
        &mut self,
        client_token: Option<&str>,
        request: &impl Debug,
    ) -> Result<Option<Vec<Instance>>, NetworkError> {
        let first = InstanceId::from_entropy(self.entropy_for(client_token));
        let Some(made): Option<Instance> = self.repeated(&first, client_token, request)? else { return Ok(None) };
        let mut launched: Vec<Instance> = self.list()?;
        launched.retain(|instance| instance.reservation == made.reservation);
        Ok(Some(launched))
    }

    /// Launches instances, which are pending until a host has made their devices. Whoever has a client's token asks
    /// [`Self::instances_launched_before`] first.
    pub fn run_instances(&mut self, input: &RunInstances) -> Result<Vec<Instance>, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let first = InstanceId::from_entropy(self.entropy_for(input.client_token.as_deref()));
        if InstanceType::named(&input.instance_type).is_none() {
            return Err(InstanceError::NoSuchType { name: input.instance_type.clone() }.into());
        }
        let there: Vec<Instance> = self.list()?;
        let alive = there.iter().filter(|one| one.state != InstanceState::Terminated).count();
        let (wanted, limit) = (alive + input.least as usize, self.limits().instances);
        if wanted > limit as usize {
            return Err(InstanceError::TooMany { wanted, limit }.into());
        }
        let most = input.most.min(u32::try_from(limit as usize - alive).unwrap_or(u32::MAX));
        let reservation = ReservationId::from_entropy(entropy());
        let mut launched = Vec::new();
        for index in 0..most {
            let id = if index == 0 { first.clone() } else { InstanceId::from_entropy(entropy()) };
            match self.launch(input, id, &reservation, index) {
                Ok(instance) => launched.push(instance),
                // As many as there is room for. What was not launched has written nothing.
                Err(NetworkError::InsufficientAddresses) if index >= input.least && input.interfaces.len() == 1 => {
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(launched)
    }

    fn launch(
        &mut self,
        input: &RunInstances,
        id: InstanceId,
        reservation: &ReservationId,
        launch_index: u32,
    ) -> Result<Instance, NetworkError> {
        let mut primary: Option<NetworkInterface> = None;
        for wanted in &input.interfaces {
            let attachment = NewAttachment {
                device_index: wanted.device_index,
                delete_on_termination: wanted.delete_on_termination,
                state: AttachmentState::Attaching,
                primary: primary.as_ref().map(|primary| primary.id.clone()),
                ..NewAttachment::to(id.to_string())
            };
            let interface = match &wanted.interface {
                LaunchedInterface::New(create) => {
                    self.create_interface(CreateInterface { attachment: Some(attachment), ..(**create).clone() })?
                }
                LaunchedInterface::Existing(interface) => self.take_existing(interface, attachment)?,
            };
            self.check_fits(&input.instance_type, &interface, primary.as_ref())?;
            primary.get_or_insert(interface);
        }
        check_interface_count(&input.instance_type, input.interfaces.len())?;
        let primary = primary.ok_or_else(|| NetworkError::invalid("An instance has a network interface at index 0"))?;
        let associated = self.associated_with(&primary.id)?;
        let instance = Instance {
            id,
            scope: self.scope.clone(),
            reservation: reservation.clone(),
            launch_index,
            image: input.image.clone(),
            instance_type: input.instance_type.clone(),
            vpc: primary.vpc,
            subnet: primary.subnet,
            interface: primary.id,
            state: InstanceState::Pending,
            launched_at: self.now,
            stopped_at: None,
            has_launch_address: associated.iter().any(|address| address.kind == PublicAddressKind::Launch),
            client_token: input.client_token.clone(),
            tags: input.tags.clone(),
        };
        self.tx.put(&instance)?;
        Ok(instance)
    }

    fn take_existing(
        &mut self,
        id: &NetworkInterfaceId,
        attachment: NewAttachment,
    ) -> Result<NetworkInterface, NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        if interface.attachment.is_some() {
            return Err(InstanceError::InterfaceInUse { id: id.clone() }.into());
        }
        interface.attachment = Some(self.attachment(attachment));
        self.tx.put(&interface)?;
        Ok(interface)
    }

    /// The ENIs of an instance by their indices, those that leave it included.
    pub fn interfaces_of(&mut self, id: &InstanceId) -> Result<Vec<NetworkInterface>, NetworkError> {
        let owner = id.as_str();
        let is_of = |interface: &NetworkInterface| interface.attachment.as_ref().is_some_and(|a| a.owner == owner);
        // A hint, or every change of an ENI would disturb every instance; those found are read anew. Whoever attaches one more
        // writes the instance too.
        let hints: Vec<NetworkInterface> = self.list_unguarded()?;
        let mut own = Vec::new();
        for hint in hints.into_iter().filter(is_of) {
            own.extend(self.tx.get(&hint.key())?.filter(is_of));
        }
        own.sort_by_key(|interface| interface.attachment.as_ref().map(|attachment| attachment.device_index));
        Ok(own)
    }

    /// Begins to start an instance that has stopped. One that runs, or is about to, stays as it is.
    pub fn start_instance(&mut self, id: &InstanceId) -> Result<StateChange, NetworkError> {
        self.change_state(id, "started", |network, instance| match instance.state {
            InstanceState::Pending | InstanceState::Running => Ok(true),
            InstanceState::Stopped => {
                if instance.has_launch_address && network.may_get_launch_address(id)? {
                    let interface: NetworkInterface = network.find(&instance.interface)?;
                    let chosen = network.choose_launch_address()?;
                    network.add_launch_address(&interface, chosen)?;
                }
                instance.state = InstanceState::Pending;
                instance.launched_at = network.now;
                Ok(true)
            }
            InstanceState::Stopping | InstanceState::ShuttingDown | InstanceState::Terminated => Ok(false),
        })
    }

    /// Whether an instance that starts anew gets a public address again: only one that has a single ENI, none of whose addresses
    /// has an elastic one.
    fn may_get_launch_address(&mut self, id: &InstanceId) -> Result<bool, NetworkError> {
        let [only] = &self.interfaces_of(id)?[..] else { return Ok(false) };
        Ok(self.associated_with(&only.id)?.is_empty())
    }

    /// Begins to stop an instance: its ENIs and their addresses stay, but for a public one that came with its launch.
    pub fn stop_instance(&mut self, id: &InstanceId) -> Result<StateChange, NetworkError> {
        self.change_state(id, "stopped", |network, instance| match instance.state {
            InstanceState::Stopping | InstanceState::Stopped => Ok(true),
            // One that starts anew was running before.
            InstanceState::Pending if instance.stopped_at.is_none() => {
                Err(InstanceError::NeverRan { id: id.clone() }.into())
            }
            InstanceState::Pending | InstanceState::Running => {
                instance.state = InstanceState::Stopping;
                instance.stopped_at = Some(network.now);
                Ok(true)
            }
            InstanceState::ShuttingDown | InstanceState::Terminated => Ok(false),
        })
    }

    /// Begins to end an instance. One that has ended stays as it is.
    pub fn terminate_instance(&mut self, id: &InstanceId) -> Result<StateChange, NetworkError> {
        self.change_state(id, "terminated", |network, instance| {
            if !matches!(instance.state, InstanceState::ShuttingDown | InstanceState::Terminated) {
                instance.state = InstanceState::ShuttingDown;
                instance.stopped_at = Some(network.now);
            }
            Ok(true)
        })
    }

    /// Changes an instance by `change`, which gives whether its state allows that.
    fn change_state(
        &mut self,
        id: &InstanceId,
        what: &'static str,
        change: impl FnOnce(&mut Self, &mut Instance) -> Result<bool, NetworkError>,
    ) -> Result<StateChange, NetworkError> {
        let before: Instance = self.find(id)?;
        let mut instance = before.clone();
        if !change(self, &mut instance)? {
            return Err(InstanceError::WrongState { id: id.clone(), what }.into());
        }
        if instance != before {
            self.tx.put(&instance)?;
        }
        Ok(StateChange { previous: before.state, instance })
    }

    /// A host has done all that was asked for of an instance: it runs, has stopped or has ended, devices are there or gone.
    pub fn instance_settled(&mut self, id: &InstanceId) -> Result<Instance, NetworkError> {
        let before: Instance = self.find(id)?;
        let mut instance = before.clone();
        instance.state = match before.state {
            InstanceState::Pending => InstanceState::Running,
            InstanceState::Stopping => InstanceState::Stopped,
            InstanceState::ShuttingDown => InstanceState::Terminated,
            state => state,
        };
        for interface in self.interfaces_of(id)? {
            match instance.state {
                InstanceState::Terminated => self.leave(interface)?,
                _ => self.device_settled(interface)?,
            }
        }
        // An ENI that stays without its instance has no public address of its launch either.
        if matches!(before.state, InstanceState::Stopping | InstanceState::ShuttingDown) {
            for address in self.associated_with(&instance.interface)? {
                if address.kind == PublicAddressKind::Launch {
                    self.end_association(address)?;
                }
            }
        }
        if instance != before {
            self.tx.put(&instance)?;
        }
        Ok(instance)
    }

    /// An instance has ended: an ENI that is to go with it goes, and every other one is free.
    fn leave(&mut self, mut interface: NetworkInterface) -> Result<(), NetworkError> {
        let attachment = interface.attachment.take();
        let is_leaving = |a: &Attachment| a.state == AttachmentState::Detaching;
        if attachment.is_some_and(|attachment| attachment.delete_on_termination && !is_leaving(&attachment)) {
            return self.remove_interface(&interface);
        }
        Ok(self.tx.put(&interface)?)
    }

    fn device_settled(&mut self, mut interface: NetworkInterface) -> Result<(), NetworkError> {
        let Some(attachment) = &mut interface.attachment else { return Ok(()) };
        match attachment.state {
            AttachmentState::Attached => return Ok(()),
            AttachmentState::Attaching => attachment.state = AttachmentState::Attached,
            AttachmentState::Detaching => interface.attachment = None,
        }
        Ok(self.tx.put(&interface)?)
    }

    /// Forgets an instance that had ended by that time. Gives whether it is gone.
    pub fn forget_instance(&mut self, id: &InstanceId, before: Timestamp) -> Result<bool, NetworkError> {
        let Some(instance) = self.tx.get(&Instance::key_of(self.scope, id))? else { return Ok(false) };
        if instance.state != InstanceState::Terminated || instance.stopped_at.is_some_and(|at| at > before) {
            return Ok(false);
        }
        self.remove(&instance);
        Ok(true)
    }

    /// The default subnet of a zone of the default VPC, or of the first zone that has one.
    pub fn default_subnet(&mut self, vpc: &VpcId, zone: Option<&str>) -> Result<SubnetId, NetworkError> {
        let mut subnets: Vec<Subnet> = self.list()?;
        subnets.retain(|subnet| subnet.default_for_az && zone.is_none_or(|zone| zone == subnet.zone));
        let first = subnets.into_iter().min_by(|one, other| one.zone.cmp(&other.zone));
        let none = || match zone {
            Some(zone) => InstanceError::NoDefaultSubnetInZone { zone: zone.to_owned() },
            None => InstanceError::NoDefaultSubnet { vpc: vpc.clone() },
        };
        first.map(|subnet| subnet.id).ok_or_else(|| none().into())
    }
}
