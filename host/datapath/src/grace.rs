//! Short waits for the kernel where it waits for all CPUs.
//!
//! Attaching a program to a link, and taking a link away, wait for an RCU grace period: 10 to 20 ms of doing nothing while
//! the lock of all networking is held. `/sys/kernel/rcu_expedited` makes the kernel ask the CPUs instead of waiting for
//! them, in 0.1 ms. It is one switch for the whole machine, so it is on only while such a call runs, and guarantees hold:
//! a switch that an administrator has set stays set, and one that a killed process left on is put back by the next one.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use nix::fcntl::{Flock, FlockArg};

const SWITCH: &str = "/sys/kernel/rcu_expedited";
/// Exists and is locked while the switch is on; holds a mark when it is us who set it. One for all instances on the machine.
const RECORD: &str = "/run/minato-rcu-expedited";
const MARK: &[u8] = b"on";

/// Makes the kernel's waits short until it is dropped. Where the switch cannot be had, the waits are long and nothing
/// else is different.
#[derive(Debug)]
pub struct ShortGracePeriods {
    switched: Option<Switched>,
}

#[derive(Debug)]
struct Switched {
    switch: PathBuf,
    /// Where the record is: removed with the lock still held.
    path: PathBuf,
    #[allow(dead_code, reason = "holds the lock")]
    record: Flock<File>,
}

impl ShortGracePeriods {
    /// From now on. Others that want the same wait their turn.
    pub fn begin() -> Self {
        let switched = switch_on(Path::new(SWITCH), Path::new(RECORD));
        let switched = switched.unwrap_or_else(|error| {
            tracing::debug!("{SWITCH} cannot be set, so that links take longer: {error}");
            None
        });
        Self { switched }
    }
}

impl Drop for ShortGracePeriods {
    fn drop(&mut self) {
        if let Some(switched) = &mut self.switched
            && let Err(error) = switched.switch_off()
        {
            tracing::warn!("{SWITCH} could not be put back to 0: {error}");
        }
    }
}

impl Switched {
    fn switch_off(&mut self) -> io::Result<()> {
        fs::write(&self.switch, "0")?;
        fs::remove_file(&self.path)
    }
}

/// Puts the switch back if a killed process left it on.
pub fn forget() -> io::Result<()> {
    forget_at(Path::new(SWITCH), Path::new(RECORD))
}

fn forget_at(switch: &Path, record: &Path) -> io::Result<()> {
    if !record.exists() {
        return Ok(());
    }
    switch_on(switch, record)?.map_or(Ok(()), |mut switched| switched.switch_off())
}

/// Sets the switch, with the record locked; `None` if it was set by somebody else.
fn switch_on(switch: &Path, path: &Path) -> io::Result<Option<Switched>> {
    let mut record = lock(path)?;
    let mut mark = Vec::new();
    record.read_to_end(&mut mark)?;
    let ours = mark == MARK;
    if !ours && fs::read_to_string(switch)?.trim() != "0" {
        fs::remove_file(path)?;
        return Ok(None);
    }
    if !ours {
        // First the record: a process killed after the next line is known to have set the switch.
        record.rewind()?;
        record.write_all(MARK)?;
    }
    fs::write(switch, "1")?;
    Ok(Some(Switched { switch: switch.to_owned(), path: path.to_owned(), record }))
}

/// Makes the record if it is not there, and locks it. Who held it before removed it: then it is made anew.
fn lock(path: &Path) -> io::Result<Flock<File>> {
    loop {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600).custom_flags(libc::O_NOFOLLOW);
        let record = Flock::lock(options.open(path)?, FlockArg::LockExclusive);
        let record = record.map_err(|(_, errno)| io::Error::from(errno))?;
        match fs::symlink_metadata(path) {
            Ok(there) if there.ino() == record.metadata()?.ino() => return Ok(record),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Files {
        directory: PathBuf,
    }

    impl Files {
        fn new(name: &str, switch: &str) -> Self {
            let directory = std::env::temp_dir().join(format!("mt-grace-{name}-{}", std::process::id()));
            fs::create_dir_all(&directory).unwrap();
            let files = Self { directory };
            fs::write(files.switch(), switch).unwrap();
            files
        }

        fn switch(&self) -> PathBuf {
            self.directory.join("switch")
        }

        fn record(&self) -> PathBuf {
            self.directory.join("record")
        }

        fn on(&self) -> ShortGracePeriods {
            ShortGracePeriods { switched: switch_on(&self.switch(), &self.record()).unwrap() }
        }

        fn value(&self) -> String {
            fs::read_to_string(self.switch()).unwrap().trim().to_owned()
        }
    }

    impl Drop for Files {
        fn drop(&mut self) {
            // A leftover in the temporary directory harms nobody.
            let _ = fs::remove_dir_all(&self.directory);
        }
    }

    #[test]
    fn the_switch_is_on_only_while_it_is_held() {
        let files = Files::new("held", "0\n");
        let held = files.on();
        assert_eq!(files.value(), "1");
        drop(held);
        assert_eq!((files.value().as_str(), files.record().exists()), ("0", false));
    }

    #[test]
    fn those_who_want_it_at_once_take_turns() {
        let files = Files::new("turns", "0\n");
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    for _ in 0..50 {
                        let _held = files.on();
                        assert_eq!(files.value(), "1");
                    }
                });
            }
        });
        assert_eq!((files.value().as_str(), files.record().exists()), ("0", false));
    }

    #[test]
    fn what_an_administrator_has_set_stays_set() {
        let files = Files::new("administrator", "1\n");
        drop(files.on());
        assert_eq!(files.value(), "1");
        forget_at(&files.switch(), &files.record()).unwrap();
        assert_eq!(files.value(), "1");
    }

    #[test]
    fn what_a_killed_process_left_on_is_put_back() {
        for by_next_use in [true, false] {
            let files = Files::new("killed", "0\n");
            // Killed: the lock is gone with the process, the drop never ran.
            let mut held = files.on();
            let switched = held.switched.take().unwrap();
            drop(switched.record);
            assert_eq!(files.value(), "1");
            if by_next_use {
                drop(files.on());
            } else {
                forget_at(&files.switch(), &files.record()).unwrap();
            }
            assert_eq!((files.value().as_str(), files.record().exists()), ("0", false));
        }
    }
}
