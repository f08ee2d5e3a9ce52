//! The container log writer on its own, for whoever runs the agent without the `minato` binary (the agent's own tests).

use std::{env, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    // The first argument is the name of `minato`'s hidden subcommand, the second the log's file.
    match env::args_os().nth(2).map(PathBuf::from) {
        Some(file) => minato_node::container_log::run(&file),
        None => ExitCode::FAILURE,
    }
}
