//! `minato doctor`: what this kernel and machine lack, found by trying, and what to do about it.
//!
//! Everything that is tried happens in a mount and a network namespace of its own that end with the thread that made
//! them: nothing of it can stay.

mod aws;
mod conflicts;

use std::{
    env, fs,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use anyhow::{Context as _, Result, anyhow, bail};
use minato_datapath::{Config, Datapath, links};
use minato_vpc::{Edge, resources::MacAddress};
use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, unshare},
    sys::utsname::uname,
    unistd::geteuid,
};

use crate::{
    cli::DoctorArguments,
    output::{self, Colours},
};

/// The containerd that a machine's owner runs answers here.
const SYSTEM_CONTAINERD: &str = "/run/containerd/containerd.sock";

/// What was found.
enum Finding {
    /// It is there; a word on what was seen.
    Ok(String),
    /// It is not: what was seen, and what to do.
    Missing(String, &'static str),
    /// It is somebody else's; who has it, and what to do.
    Conflict(String),
    /// It is not, and only some want it: what was seen, and what to do.
    Absent(String, &'static str),
    /// It could not be tried.
    Unknown(&'static str),
}

/// Runs the command.
pub(crate) fn run(arguments: &DoctorArguments) -> Result<ExitCode> {
    let colours = Colours::of_stdout();
    let mut missing = 0;
    let mut findings = examine(arguments.containerd.as_deref());
    findings.push(("addresses", conflicts::addresses(arguments)));
    findings.push(("AWS CLI", aws::cli()));
    for (name, finding) in findings {
        let (word, text) = match finding {
            Finding::Ok(seen) => (colours.good("ok      "), seen),
            Finding::Missing(seen, remedy) => {
                missing += 1;
                (colours.bad("missing "), format!("{seen} → {remedy}"))
            }
            Finding::Conflict(who) => {
                missing += 1;
                (colours.bad("conflict"), who)
            }
            Finding::Absent(seen, remedy) => (colours.faint("absent  "), format!("{seen} → {remedy}")),
            Finding::Unknown(why) => (colours.faint("unknown "), why.to_owned()),
        };
        output::line(format!("{word} {name:<12} {text}"))?;
    }
    if missing == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    output::line(format!(
        "\n{missing} missing or in conflict. The APIs alone need none of it: minato serve --data-plane none"
    ))?;
    Ok(ExitCode::FAILURE)
}

fn examine(containerd: Option<&Path>) -> Vec<(&'static str, Finding)> {
    let is_root = geteuid().is_root();
    let try_as_root = |what: fn() -> Result<String>, remedy: &'static str| {
        if !is_root {
            return Finding::Unknown("only root can try");
        }
        finding(in_scratch(what), remedy)
    };
    vec![
        ("root", root(is_root)),
        ("kernel", Finding::Ok(uname().map(|name| name.release().to_string_lossy().into_owned()).unwrap_or_default())),
        ("BTF", finding(btf(), "use a kernel built with CONFIG_DEBUG_INFO_BTF=y")),
        ("bpffs", try_as_root(bpffs, "use a kernel built with CONFIG_BPF_SYSCALL=y, and run outside of a container")),
        ("interfaces", try_as_root(interfaces, "load the module `veth`, or use a kernel built with CONFIG_VETH")),
        (
            "tcx",
            try_as_root(tcx, "use a kernel of version 6.6 or newer, with CONFIG_BPF_JIT=y and CONFIG_NET_XGRESS=y"),
        ),
        (
            "NAT gateways",
            try_as_root(
                translation,
                "install `nftables`, and use a kernel built with CONFIG_NF_TABLES and CONFIG_NF_NAT",
            ),
        ),
        ("forwarding", Finding::Ok(forwarding())),
        ("memory lock", finding(memory_lock(), "raise it: ulimit -l unlimited")),
        ("cgroups", finding(cgroups(), "mount the hierarchy, as systemd does at /sys/fs/cgroup")),
        (
            "overlayfs",
            try_as_root(overlayfs, "load the module `overlay`, or use a kernel built with CONFIG_OVERLAY_FS"),
        ),
        ("containerd", finding(containerd_answers(containerd), "install the package `containerd`")),
        ("runc", finding(programs(&["runc", "ctr", "containerd-shim-runc-v2"]), "install `containerd` and `runc`")),
    ]
}

fn finding(result: Result<String>, remedy: &'static str) -> Finding {
    match result {
        Ok(seen) => Finding::Ok(seen),
        Err(error) => Finding::Missing(format!("{error:#}"), remedy),
    }
}

fn root(is_root: bool) -> Finding {
    if is_root {
        Finding::Ok("effective user 0".to_owned())
    } else {
        Finding::Missing(format!("effective user {}", geteuid()), "run as root")
    }
}

fn btf() -> Result<String> {
    let path = "/sys/kernel/btf/vmlinux";
    let size = fs::metadata(path).with_context(|| format!("{path} cannot be read"))?.len();
    Ok(format!("{path}, {} KiB", size >> 10))
}

fn bpffs() -> Result<String> {
    links::mount_bpffs(Path::new("/run/bpf"))?;
    Ok("can be mounted".to_owned())
}

/// An ENI of nobody's, in the scratch namespaces.
fn prepare_interface() -> Result<(links::InterfaceSpec, links::Prepared)> {
    let spec = links::InterfaceSpec::with_address(
        "00000000".parse()?,
        "eni-0d0c70d0c70d0c700".parse()?,
        MacAddress([0x02, 0, 0, 0, 0, 1]),
        "192.0.2.4/24".parse()?,
        "192.0.2.1".parse()?,
    );
    let prepared = links::prepare(&spec)?;
    Ok((spec, prepared))
}

fn interfaces() -> Result<String> {
    let (_, prepared) = prepare_interface()?;
    prepared.activate()?;
    Ok("namespaces and veth pairs can be made".to_owned())
}

fn tcx() -> Result<String> {
    let directory = Path::new("/run/bpf");
    links::mount_bpffs(directory)?;
    let (spec, prepared) = prepare_interface()?;
    let mut datapath = Datapath::open(directory, &small())?;
    let edge = Edge::from(&spec.id);
    datapath.attach(prepared.ifindex(), &edge)?;
    datapath.detach(&edge)?;
    Ok("the programs load and attach".to_owned())
}

/// Tables just large enough to exist.
fn small() -> Config {
    Config {
        interfaces: 16,
        endpoints: 16,
        routes: 16,
        ranges: 16,
        rules: 16,
        established_flows: 16,
        opening_flows: 16,
        closed_flows: 16,
        flows_per_interface: 16,
        fragments: 16,
        event_bytes: 1 << 16,
        ..Config::default()
    }
}

/// The scratch namespace translates as a NAT gateway's does.
fn translation() -> Result<String> {
    minato_node::try_translation().map_err(|error| anyhow!(error))?;
    let most = fs::read_to_string("/proc/sys/net/netfilter/nf_conntrack_max").unwrap_or_default();
    Ok(format!("the kernel translates, at most {} connections each (net.netfilter.nf_conntrack_max)", most.trim()))
}

/// Not for this program to change: public addresses reach this machine either way.
fn forwarding() -> String {
    let is_on = fs::read_to_string("/proc/sys/net/ipv4/ip_forward").is_ok_and(|value| value.trim() == "1");
    if is_on {
        "on: public addresses reach as far as this machine's routes and firewall let them".to_owned()
    } else {
        "off: public addresses reach each other and this machine; `sysctl net.ipv4.ip_forward=1` and your firewall change that"
            .to_owned()
    }
}

fn memory_lock() -> Result<String> {
    let limits = fs::read_to_string("/proc/self/limits").context("/proc/self/limits cannot be read")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max locked memory")).unwrap_or_default();
    match line.split_whitespace().next() {
        Some("unlimited") => Ok("unlimited".to_owned()),
        // Since 5.11 the kernel charges BPF memory to cgroups instead.
        Some(bytes) => Ok(format!("{bytes} bytes, which kernels since 5.11 do not apply to eBPF")),
        None => bail!("the limit cannot be read"),
    }
}

fn cgroups() -> Result<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").context("/proc/self/mounts cannot be read")?;
    let mounted: Vec<(&str, &str, &str)> = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((fields.next()?, fields.next()?, fields.next()?))
        })
        .collect();
    let unified = mounted.iter().find(|(_, kind, _)| *kind == "cgroup2").map(|(path, ..)| *path);
    let controllers = unified.and_then(|path| fs::read_to_string(Path::new(path).join("cgroup.controllers")).ok());
    let mut lacking = Vec::new();
    for controller in ["cpu", "memory", "pids"] {
        let version_1 =
            mounted.iter().any(|(_, kind, options)| *kind == "cgroup" && options.split(',').any(|o| o == controller));
        let version_2 = controllers.as_ref().is_some_and(|all| all.split_whitespace().any(|c| c == controller));
        if !version_1 && !version_2 {
            lacking.push(controller);
        }
    }
    if !lacking.is_empty() {
        bail!("no controller for {}", lacking.join(", "));
    }
    Ok(format!(
        "version {}, cpu, memory and pids",
        if mounted.iter().any(|(_, kind, _)| *kind == "cgroup") { 1 } else { 2 }
    ))
}

fn overlayfs() -> Result<String> {
    for directory in ["lower", "upper", "work", "merged"] {
        fs::create_dir(Path::new("/run").join(directory))?;
    }
    let options = "lowerdir=/run/lower,upperdir=/run/upper,workdir=/run/work";
    mount(Some("overlay"), "/run/merged", Some("overlay"), MsFlags::empty(), Some(options))
        .context("overlayfs cannot be mounted")?;
    Ok("can be mounted".to_owned())
}

fn containerd_answers(wanted: Option<&Path>) -> Result<String> {
    let address = wanted.unwrap_or(Path::new(SYSTEM_CONTAINERD));
    match (UnixStream::connect(address), wanted) {
        (Ok(_), _) => Ok(format!("answers at {}", address.display())),
        (Err(error), Some(_)) => Err(error).with_context(|| format!("none answers at {}", address.display())),
        (Err(_), None) => match find("containerd") {
            Some(path) => {
                Ok(format!("none answers at {SYSTEM_CONTAINERD}; serve runs one of its own, {}", path.display()))
            }
            None => bail!("none answers at {SYSTEM_CONTAINERD}, and the program is not installed"),
        },
    }
}

fn programs(names: &[&str]) -> Result<String> {
    let lacking: Vec<&str> = names.iter().copied().filter(|name| find(name).is_none()).collect();
    if !lacking.is_empty() {
        bail!("not on the search path: {}", lacking.join(", "));
    }
    Ok(names.join(", "))
}

fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

/// Runs a try on a thread with namespaces of its own, whose /run is empty. They end with the thread.
fn in_scratch(what: fn() -> Result<String>) -> Result<String> {
    let thread = thread::Builder::new().name("doctor".to_owned()).spawn(move || {
        unshare(CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWNET).context("namespaces cannot be made")?;
        let nothing = None::<&str>;
        mount(nothing, "/", nothing, MsFlags::MS_REC | MsFlags::MS_PRIVATE, nothing)
            .context("mounts cannot be made private")?;
        mount(Some("tmpfs"), "/run", Some("tmpfs"), MsFlags::empty(), nothing).context("tmpfs cannot be mounted")?;
        what()
    })?;
    thread.join().unwrap_or_else(|_| bail!("the try ended in a panic"))
}
