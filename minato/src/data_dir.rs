//! Where state is kept, by whoever runs this.

use std::{env, path::PathBuf};

use anyhow::{Result, bail};
use nix::unistd::geteuid;

/// The store's file in it.
pub(crate) const STATE_FILE: &str = "state.redb";

/// The directory that was given, or the user's own.
pub(crate) fn resolve(given: Option<PathBuf>) -> Result<PathBuf> {
    if let Some(directory) = given {
        return Ok(directory);
    }
    if geteuid().is_root() {
        return Ok(PathBuf::from("/var/lib/minato"));
    }
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // The XDG base directory specification: relative paths are to be ignored.
    match (set("XDG_DATA_HOME").filter(|path| path.is_absolute()), set("HOME")) {
        (Some(data), _) => Ok(data.join("minato")),
        (None, Some(home)) => Ok(home.join(".local/share/minato")),
        (None, None) => bail!("neither XDG_DATA_HOME nor HOME is set: name a directory with --data-dir"),
    }
}
