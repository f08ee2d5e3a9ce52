//! What can be typed.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::{IpNet, Ipv6Net};
use minato_network::{DEFAULT_IPV6_RANGE, PublicBlock};

use crate::{
    ranges::{ipv6_range, on_premises},
    report::ReachProtocol,
};

/// Gives containers a real AWS-style VPC on your own Linux machine.
#[derive(Debug, Parser)]
#[command(name = "minato", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer the AWS APIs, and make this machine run what they were told
    Serve(ServeArguments),
    /// Show what runs
    Status(StatusArguments),
    /// Show what this machine lacks to run containers in a VPC, and what to do about it
    Doctor(DoctorArguments),
    /// Show the flows that the data plane accepted and rejected, and why; times are UTC
    Flows(FlowsArguments),
    /// Show ENIs, flows, drops and tables as they are, with rates, like `top`; once, as text, where the output is no terminal
    Top(TopArguments),
    /// Explain whether one end reaches another and is answered: which rule, route or network ACL entry lets each packet
    /// pass, or does not. Ends with 0 when both directions pass, with 1 when one does not, with 2 when it cannot be said
    Reach(ReachArguments),
    /// Send a packet, and what answers it, through the kernel's programs and tables, and show each step that they took;
    /// nobody gets it. Ends as `reach` does, and with 3 when the kernel does not do what the network says
    Trace(ReachArguments),
    /// The images that containers run from
    Image(ImageArguments),
    /// Remove every trace of an instance from this machine: tasks, networks, images, output. Its state file stays
    Down(DownArguments),
    /// Write a container's output to its log; started by containerd, not by people
    #[command(hide = true)]
    ContainerLog(ContainerLogArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Where to answer; an address other than loopback needs access keys
    #[arg(long, env = "MINATO_LISTEN", default_value = "127.0.0.1:4566")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) data_dir: DataDirArguments,
    /// What runs the tasks: this machine's kernel, or nothing
    #[arg(long, value_enum, default_value_t = DataPlane::Kernel)]
    pub(crate) data_plane: DataPlane,
    /// The socket of a containerd to use [default: the system's if it answers, else one of Minato's own]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) containerd: Option<PathBuf>,
    /// This machine's name
    #[arg(long, value_name = "NAME", default_value = "local", value_parser = host_name)]
    pub(crate) host: String,
    /// A key whose signatures are accepted; with any, all others are refused. `ps` shows it: a file is better
    #[arg(long = "access-key", value_name = "ID=SECRET[=ACCOUNT]")]
    pub(crate) access_keys: Vec<String>,
    /// A file of such keys, one per line
    #[arg(long, value_name = "FILE")]
    pub(crate) access_keys_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) addresses: AddressArguments,
    /// The quotas: AWS's defaults, or some that no test on a laptop meets
    #[arg(long, value_enum, default_value_t = LimitsChoice::Generous)]
    pub(crate) limits: LimitsChoice,
    /// A network on premises that this machine is joined to: every VPN gateway leads to it and propagates it
    #[arg(long, value_name = "CIDR", value_parser = on_premises)]
    pub(crate) on_premises: Vec<IpNet>,
}

/// What is routed on this machine.
#[derive(Debug, Args)]
pub(crate) struct AddressArguments {
    /// The public addresses that elastic addresses and tasks get: routed on this machine. The first usable one is its own
    #[arg(long, value_name = "CIDR", default_value_t = PublicBlock::DEFAULT)]
    pub(crate) public_pool: PublicBlock,
    /// The IPv6 addresses that VPCs get when they ask for a block: a /56 each. Routed on this
    /// machine; an address of the first block is its own
    #[arg(long, value_name = "CIDR", default_value_t = DEFAULT_IPV6_RANGE, value_parser = ipv6_range)]
    pub(crate) ipv6_range: Ipv6Net,
}

#[derive(Debug, Args)]
pub(crate) struct DataDirArguments {
    /// Where state is kept [default: /var/lib/minato as root, else ~/.local/share/minato]
    #[arg(long, env = "MINATO_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataPlane {
    /// Containers, namespaces and eBPF programs; needs root
    Kernel,
    /// The APIs alone: states advance, nothing runs; needs no privilege
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LimitsChoice {
    /// AWS's default quotas
    Aws,
    /// Quotas that stay out of the way
    Generous,
}

#[derive(Debug, Args)]
pub(crate) struct EndpointArguments {
    /// Where `minato serve` answers
    #[arg(long, env = "MINATO_ENDPOINT", value_name = "URL", default_value = "http://127.0.0.1:4566")]
    pub(crate) endpoint: String,
}

#[derive(Debug, Args)]
pub(crate) struct StatusArguments {
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
    /// Wait until packets are decided by everything that was asked for by now
    #[arg(long)]
    pub(crate) settled: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    #[command(flatten)]
    pub(crate) data_dir: DataDirArguments,
    #[command(flatten)]
    pub(crate) addresses: AddressArguments,
    /// The socket of the containerd that `serve` will be told to use
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) containerd: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FlowsArguments {
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
    /// After the flows that are kept, go on with those that come
    #[arg(long, short)]
    pub(crate) follow: bool,
    /// Those of one ENI
    #[arg(long, value_name = "ENI-ID")]
    pub(crate) eni: Option<String>,
    /// Only what was rejected
    #[arg(long)]
    pub(crate) rejected: bool,
    /// Print JSON, one flow a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TopArguments {
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
    /// How long to count for each rate: seconds, from 0.1 to 60
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = interval)]
    pub(crate) interval: f64,
    /// Print one interval as text, and end
    #[arg(long, conflicts_with = "json")]
    pub(crate) once: bool,
    /// Print one interval as JSON, and end
    #[arg(long)]
    pub(crate) json: bool,
    /// Only ENIs and flows that this is a part of: of an id, an address and port, a task's ARN
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) filter: String,
    /// The most flows to show, those with most bytes
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) flows: u16,
}

#[derive(Debug, Args)]
pub(crate) struct ReachArguments {
    #[command(flatten)]
    pub(crate) endpoint: EndpointArguments,
    /// Who sends: the id of an ENI or an instance, the id or ARN of a task, a private or public address, or `internet`
    pub(crate) from: String,
    /// Whom to: the same
    pub(crate) to: String,
    /// The port that it is sent to; ICMP has none
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,
    /// What is sent
    #[arg(long, value_enum, default_value_t = ReachProtocol::Tcp)]
    pub(crate) protocol: ReachProtocol,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImageArguments {
    #[command(subcommand)]
    pub(crate) command: ImageCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImageCommand {
    /// Import an archive that `docker save` wrote, or a tar of an OCI image layout
    Import {
        #[command(flatten)]
        endpoint: EndpointArguments,
        /// The archive
        file: PathBuf,
        /// The name that task definitions use [default: the names in the archive]
        #[arg(long)]
        name: Option<String>,
    },
    /// List the images that are there
    Ls {
        #[command(flatten)]
        endpoint: EndpointArguments,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DownArguments {
    #[command(flatten)]
    pub(crate) data_dir: DataDirArguments,
    /// The socket of the containerd that `serve` was told to use
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) containerd: Option<PathBuf>,
    /// Leave images and the containers' output in place
    #[arg(long)]
    pub(crate) keep_data: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ContainerLogArguments {
    /// The log file
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) arguments: Vec<String>,
}

/// A name that can be a segment of a key.
fn host_name(text: &str) -> Result<String, String> {
    let letters = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    if (1..=63).contains(&text.len()) && text.bytes().all(letters) {
        Ok(text.to_owned())
    } else {
        Err("expected 1 to 63 letters, digits, `-` and `.`".to_owned())
    }
}

/// Seconds that the server takes as an interval.
fn interval(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.1..=60.0).contains(&seconds) => Ok(seconds),
        _ => Err("expected a number of seconds from 0.1 to 60".to_owned()),
    }
}
