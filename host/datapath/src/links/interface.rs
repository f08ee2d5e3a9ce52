//! Making an ENI exist, in two phases, and finding those that do.

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    os::fd::AsFd,
    path::Path,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_vpc::{
    ids::NetworkInterfaceId,
    resources::{MacAddress, NetworkInterface, Subnet},
};
use nix::errno::Errno;

use super::{
    error::LinkError,
    inside::{self, Found},
    messages::{Link, create_veth, delete_link, get_link, get_links, quiet_host_end, rename, set_address, set_up},
    namespace::{Namespace, NamespaceName, owner_of},
    owner::{Instance, Owner},
    socket::Socket,
};

/// The MTU of both ends, as AWS's jumbo frames.
pub const MTU: u32 = 9001;

/// The name of an ENI's end in a namespace of its own, and of an instance's primary ENI.
pub const PEER_NAME: &str = "eth0";

/// Further devices have routing tables from the one after this to the last, which is below those of the kernel.
const FIRST_TABLE: u8 = 100;
const LAST_TABLE: u8 = 252;

/// What is needed to make an ENI exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterfaceSpec {
    /// Whose it is.
    pub instance: Instance,
    /// The ENI.
    pub id: NetworkInterfaceId,
    /// Its MAC address.
    pub mac: MacAddress,
    /// Its primary address, with the length of its subnet's prefix.
    pub address: Ipv4Net,
    /// The router's address in its subnet.
    pub router: Ipv4Addr,
    /// Its secondary addresses.
    pub secondary_addresses: Vec<Ipv4Addr>,
    /// Blocks of addresses that are its own as well.
    pub ipv4_prefixes: Vec<Ipv4Net>,
    /// Its IPv6 addresses; the first one is what packets leave with unless a program chooses another. IPv6 is off if there is
    /// neither an address nor a prefix.
    pub ipv6_addresses: Vec<Ipv6Addr>,
    /// Blocks of IPv6 addresses that are its own as well.
    pub ipv6_prefixes: Vec<Ipv6Net>,
    /// Which device of another ENI's namespace it is; `None` if it has one of its own.
    pub further: Option<FurtherDevice>,
}

/// A device that an ENI is in the namespace of another one, as the ENIs that are attached to an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherDevice {
    /// The ENI after which the namespace is named.
    pub primary: NetworkInterfaceId,
    /// Its index, at least 1: the link is `eth` and this.
    pub index: u32,
}

impl InterfaceSpec {
    /// That of `interface`, which lies in `subnet`.
    pub fn new(instance: &Instance, interface: &NetworkInterface, subnet: &Subnet) -> Self {
        Self {
            instance: instance.clone(),
            id: interface.id.clone(),
            mac: interface.mac,
            address: Ipv4Net::new_assert(interface.address, subnet.cidr.prefix_len()),
            router: subnet.router(),
            secondary_addresses: interface.secondary_addresses.clone(),
            ipv4_prefixes: interface.ipv4_prefixes.clone(),
            ipv6_addresses: interface.ipv6_addresses.clone(),
            ipv6_prefixes: interface.ipv6_prefixes.clone(),
            further: interface.attachment.as_ref().and_then(|attachment| {
                let primary = attachment.primary.clone()?;
                Some(FurtherDevice { primary, index: attachment.device_index })
            }),
        }
    }

    /// One with a primary address alone.
    pub fn with_address(
        instance: Instance,
        id: NetworkInterfaceId,
        mac: MacAddress,
        address: Ipv4Net,
        router: Ipv4Addr,
    ) -> Self {
        Self {
            instance,
            id,
            mac,
            address,
            router,
            secondary_addresses: Vec::new(),
            ipv4_prefixes: Vec::new(),
            ipv6_addresses: Vec::new(),
            ipv6_prefixes: Vec::new(),
            further: None,
        }
    }

    /// The number of the routing table of a further device, which its rules have as their priority.
    pub(super) fn table(&self) -> Option<u8> {
        let index = u8::try_from(self.further.as_ref()?.index).unwrap_or(u8::MAX);
        Some(FIRST_TABLE.saturating_add(index).min(LAST_TABLE))
    }

    /// The name of its namespace.
    pub(super) fn namespace(&self) -> NamespaceName {
        NamespaceName::from(self.further.as_ref().map_or(&self.id, |further| &further.primary))
    }

    /// The name of its end in there.
    pub(super) fn device(&self) -> String {
        self.further.as_ref().map_or_else(|| PEER_NAME.to_owned(), |further| format!("eth{}", further.index))
    }

    fn owner(&self) -> Owner {
        Owner { instance: self.instance.clone(), id: self.id.clone() }
    }
}

/// The name of an ENI's host end: `m` and the first 13 hexadecimal digits of its id.
pub fn host_link_name(id: &NetworkInterfaceId) -> String {
    let digits = id.as_str().trim_start_matches(NetworkInterfaceId::PREFIX);
    format!("m{}", digits.get(..13).unwrap_or(digits))
}

/// An ENI whose ends exist and are down, unless it was active before: the time to attach the program.
pub struct Prepared {
    host: Socket,
    inside: Socket,
    namespace: Namespace,
    spec: InterfaceSpec,
    link: Link,
}

/// An ENI that is up.
#[derive(Debug)]
pub struct Interface {
    /// The index of its host end.
    pub ifindex: u32,
    /// The name of its host end.
    pub name: String,
    /// Its namespace.
    pub namespace: Namespace,
}

/// An ENI's host end as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundInterface {
    /// The ENI.
    pub id: NetworkInterfaceId,
    /// The index of its host end.
    pub ifindex: u32,
    /// The name of its host end.
    pub name: String,
    /// Whether the host end is up.
    pub is_up: bool,
}

/// Gives the namespace of an ENI its name back, by a process that runs in it: `prepare` would otherwise make a new one, and
/// the process would lose its link. Does nothing when the name is there.
pub fn restore_namespace(spec: &InterfaceSpec, process: u32) -> Result<(), LinkError> {
    Namespace::restore(&spec.namespace(), &spec.owner().to_string(), process)
}

/// Makes the namespace and both ends, down, and sets the address. What exists already and is right is kept; what is ours
/// and is not right is made anew; what is somebody else's is an error. The namespace of a further device is not made: it has
/// to be there.
pub fn prepare(spec: &InterfaceSpec) -> Result<Prepared, LinkError> {
    let namespace = ensure_namespace(spec)?;
    let mut host = Socket::open()?;
    let mut inside = namespace.socket()?;
    let link = match whole_pair(spec, &mut host, &mut inside)? {
        Some(link) => link,
        None => match create_pair(spec, &namespace, &mut host, &mut inside) {
            // The other end is there: somebody gave the host's end another name.
            Err(error) if error.errno() == Some(Errno::EEXIST) && take_back_name(&mut host, spec)? => {
                let found = whole_pair(spec, &mut host, &mut inside)?;
                found.map_or_else(|| create_pair(spec, &namespace, &mut host, &mut inside), Ok)?
            }
            made => made?,
        },
    };
    Ok(Prepared { host, inside, namespace, spec: spec.clone(), link })
}

/// An ENI's host end whose other end is where it belongs. One with another end is taken away.
fn whole_pair(spec: &InterfaceSpec, host: &mut Socket, inside: &mut Socket) -> Result<Option<Link>, LinkError> {
    let Some(link) = own_host_end(host, spec)? else { return Ok(None) };
    if find_link(inside, &spec.device())?.is_some_and(|peer| peer.peer_index == link.index) {
        return Ok(Some(link));
    }
    host.all(vec![delete_link(&link.name, link.index)])?;
    Ok(None)
}

/// Gives an ENI's host end its name again, known by its alias, and says whether there is one. It is down then.
fn take_back_name(host: &mut Socket, spec: &InterfaceSpec) -> Result<bool, LinkError> {
    let owner = spec.owner().to_string();
    let links = host.dump(&get_links())?;
    let renamed =
        links.iter().filter_map(|payload| Link::parse(payload)).find(|link| link.alias.as_ref() == Some(&owner));
    let Some(link) = renamed else { return Ok(false) };
    host.all(rename(link.index, &host_link_name(&spec.id)).into())?;
    Ok(true)
}

/// An ENI's host end, if it is there.
pub(super) fn own_host_end(host: &mut Socket, spec: &InterfaceSpec) -> Result<Option<Link>, LinkError> {
    let name = host_link_name(&spec.id);
    match find_link(host, &name)? {
        Some(link) if link.alias != Some(spec.owner().to_string()) => {
            let owner = link.alias.unwrap_or_else(|| "nobody that it names".to_owned());
            Err(LinkError::Taken { name, owner })
        }
        found => Ok(found),
    }
}

impl Prepared {
    /// The index of the host end.
    pub fn ifindex(&self) -> u32 {
        self.link.index
    }

    /// The name of the host end.
    pub fn name(&self) -> &str {
        &self.link.name
    }

    /// The namespace.
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// Brings both ends up and sets all addresses and the routes. From here on packets flow.
    pub fn activate(mut self) -> Result<Interface, LinkError> {
        // The host end first: the end that comes up last is ready at once, and the container sends first.
        self.host.all(vec![set_up(&self.link.name)])?;
        match self.namespace.run(|| inside::make(&mut self.inside, self.link.index, &self.spec))?? {
            Found::Nothing => return Err(missing(&self.spec.device())),
            Found::Changed | Found::Whole => {}
        }
        Ok(Interface { ifindex: self.link.index, name: self.link.name, namespace: self.namespace })
    }
}

/// Both phases, with nothing in between: for where no program is attached, such as a baseline.
pub fn create_interface(spec: &InterfaceSpec) -> Result<Interface, LinkError> {
    prepare(spec)?.activate()
}

/// The ENIs of an instance that have a host end, by id.
pub fn list_interfaces(instance: &Instance) -> Result<Vec<FoundInterface>, LinkError> {
    let mut found: Vec<FoundInterface> = Socket::open()?
        .dump(&get_links())?
        .iter()
        .filter_map(|payload| Link::parse(payload))
        .filter_map(|link| {
            let owner = Owner::parse(link.alias.as_deref()?)?;
            (owner.instance == *instance).then_some(FoundInterface {
                id: owner.id,
                ifindex: link.index,
                name: link.name,
                is_up: link.is_up,
            })
        })
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

/// Whether the host end of an ENI is there and up, as the link of that index.
pub fn is_up(instance: &Instance, id: &NetworkInterfaceId, ifindex: u32) -> Result<bool, LinkError> {
    let owner = Owner { instance: instance.clone(), id: id.clone() }.to_string();
    let found = find_link(&mut Socket::open()?, &host_link_name(id))?;
    Ok(found.is_some_and(|link| link.alias.as_ref() == Some(&owner) && link.index == ifindex && link.is_up))
}

fn ensure_namespace(spec: &InterfaceSpec) -> Result<Namespace, LinkError> {
    let name = spec.namespace();
    if let Some(further) = &spec.further {
        let primary = Owner { instance: spec.instance.clone(), id: further.primary.clone() };
        let found = Namespace::open(&name)?;
        let found = found.map(|namespace| Ok::<_, LinkError>((namespace.label()?, namespace))).transpose()?;
        return match found {
            Some((label, namespace)) if label.as_deref() == Some(&primary.to_string()) => Ok(namespace),
            _ => Err(LinkError::NoNamespace { name: name.to_string() }),
        };
    }
    let label = spec.owner().to_string();
    match Namespace::create(&name, &label) {
        Err(error) if error.errno() == Some(Errno::EEXIST) => {}
        made => return made,
    }
    let owner = owner_of(&name)?;
    if owner != Some(spec.owner()) {
        let owner = owner.map_or_else(|| "nobody that it names".to_owned(), |owner| owner.to_string());
        return Err(LinkError::Taken { name: name.to_string(), owner });
    }
    if let Some(namespace) = Namespace::open(&name)? {
        return Ok(namespace);
    }
    // Only its file is there: a process was killed before it could mount the namespace.
    Namespace::delete(&name)?;
    Namespace::create(&name, &label)
}

/// One system call makes, names and silences the pair: there is no moment at which a link of ours has no owner.
fn create_pair(
    spec: &InterfaceSpec,
    namespace: &Namespace,
    host: &mut Socket,
    inside: &mut Socket,
) -> Result<Link, LinkError> {
    let (name, device) = (host_link_name(&spec.id), spec.device());
    let has_ipv6 = Path::new("/proc/sys/net/ipv6").exists();
    let answers = host.all(vec![
        create_veth(&name, &device, spec.mac, namespace.as_fd()),
        quiet_host_end(&name, &spec.owner().to_string(), has_ipv6),
        get_link(&name),
    ])?;
    let link = answers.concat().last().and_then(|payload| Link::parse(payload)).ok_or_else(|| missing(&name))?;
    let peer = find_link(inside, &device)?.ok_or_else(|| missing(&device))?;
    inside.all(vec![set_address(peer.index, IpNet::V4(spec.address))])?;
    Ok(link)
}

fn missing(name: &str) -> LinkError {
    LinkError::Answer {
        operation: format!("read link {name}"),
        reason: "the link that was just made is not there".to_owned(),
    }
}

/// The link of that name in the socket's namespace.
pub(super) fn find_link(socket: &mut Socket, name: &str) -> Result<Option<Link>, LinkError> {
    match socket.all(vec![get_link(name)]) {
        Ok(answers) => Ok(answers.concat().first().and_then(|payload| Link::parse(payload))),
        Err(error) if error.errno() == Some(Errno::ENODEV) => Ok(None),
        Err(error) => Err(error),
    }
}
