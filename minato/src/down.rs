//! `minato down`: every trace of an instance goes from this machine; its state stays for the next `serve`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use minato_node::{Config, Keep, container_log};
use minato_workload::HostName;
use nix::unistd::geteuid;

use crate::{
    cli::{ContainerLogArguments, DownArguments},
    data_dir,
};

/// Runs the command.
pub(crate) fn run(arguments: &DownArguments) -> Result<ExitCode> {
    if !geteuid().is_root() {
        bail!("removing networks and containers needs root");
    }
    let config = Config {
        data_dir: data_dir::resolve(arguments.data_dir.data_dir.clone())?,
        host: HostName("local".to_owned()),
        containerd: arguments.containerd.clone(),
        log_program: std::env::current_exe().context("cannot find this program's own file")?,
    };
    minato_node::down(&config, if arguments.keep_data { Keep::Data } else { Keep::Nothing })?;
    Ok(ExitCode::SUCCESS)
}

/// Runs the hidden command that keeps a container's output.
pub(crate) fn container_log(arguments: &ContainerLogArguments) -> Result<ExitCode> {
    let Some(file) = arguments.arguments.last().map(PathBuf::from) else {
        bail!("the log's file is missing");
    };
    Ok(container_log::run(&file))
}
