//! Minato: an AWS-style VPC for containers.
//!
//! The one binary. It parses its arguments, assembles the crates that do the work, and shows what they say: nothing is
//! decided here.

mod cli;
mod client;
mod data_dir;
mod doctor;
mod down;
mod flows;
mod image;
mod keys;
mod no_data_plane;
mod output;
mod ranges;
mod reach;
mod report;
mod serve;
mod status;
mod top;
mod trace;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Flows(arguments) => flows::run(&arguments),
        Command::Top(arguments) => top::run(&arguments),
        Command::Reach(arguments) => Ok(reach::run(&arguments)),
        Command::Trace(arguments) => Ok(trace::run(&arguments)),
        Command::Image(arguments) => image::run(&arguments),
        Command::Down(arguments) => down::run(&arguments),
        Command::ContainerLog(arguments) => down::container_log(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            output::error(&error);
            ExitCode::FAILURE
        }
    }
}
