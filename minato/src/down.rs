//! `minato down`: every trace of an instance goes from this machine; its state stays for the next `serve`.

use std::{
    path::{self, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};
use minato_network::DEFAULT_IPV6_RANGE;
use minato_node::{Config, Keep, container_log};
use minato_workload::HostName;
use nix::unistd::geteuid;

use crate::{
    cli::{ContainerLogArguments, DownArguments},
    data_dir::{self, STATE_FILE},
    output,
};

/// Runs the command.
pub(crate) fn run(arguments: &DownArguments) -> Result<ExitCode> {
    if !geteuid().is_root() {
        bail!("removing networks and containers needs root: run this as root");
    }
    let config = Config {
        data_dir: data_dir::resolve(arguments.data_dir.data_dir.clone())?,
        host: HostName("local".to_owned()),
        containerd: arguments.containerd.clone(),
        public_pool: None,
        ipv6_range: DEFAULT_IPV6_RANGE,
        log_program: std::env::current_exe().context("cannot find this program's own file")?,
    };
    minato_node::down(&config, if arguments.keep_data { Keep::Data } else { Keep::Nothing })?;
    let directory = path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone());
    let directory = directory.display();
    output::line(if config.data_dir.join(STATE_FILE).exists() {
        let kept = if arguments.keep_data { "its state, images and output" } else { "its state" };
        format!("nothing of it is left on this machine but {kept} in {directory}; the next `serve` goes on from there")
    } else {
        format!("nothing is left on this machine; {directory} holds no state: is it the one that `serve` was given?")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Runs the hidden command that keeps a container's output.
pub(crate) fn container_log(arguments: &ContainerLogArguments) -> Result<ExitCode> {
    let Some(file) = arguments.arguments.last().map(PathBuf::from) else {
        bail!("the log's file is missing");
    };
    Ok(container_log::run(&file))
}
