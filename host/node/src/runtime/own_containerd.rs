//! A containerd of our own, for machines where none runs.
//!
//! It is detached: a session of its own, no terminal, so it outlives the agent, as its containers do. It is found again by
//! its command line, which names its configuration file, so a crash at any instruction forgets nothing.

use std::{
    env, fs,
    fs::OpenOptions,
    io,
    os::unix::{ffi::OsStrExt, fs::OpenOptionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    mount::{MntFlags, umount2},
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{config::Instance, error::RuntimeError, observe::mounts_below};

/// The log is emptied when it is larger.
const MAX_LOG_BYTES: u64 = 8 << 20;

/// How long a containerd that is asked to end has before it is killed.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// Where its things are.
#[derive(Debug, Clone)]
pub(crate) struct OwnContainerd {
    root: PathBuf,
    directory: PathBuf,
}

impl OwnContainerd {
    pub(crate) fn of(instance: &Instance) -> Self {
        Self { root: instance.data_dir().join("containerd"), directory: instance.own_containerd_dir() }
    }

    /// Its socket.
    pub(crate) fn socket(&self) -> PathBuf {
        self.directory.join("containerd.sock")
    }

    fn config_file(&self) -> PathBuf {
        self.directory.join("config.toml")
    }

    fn log_file(&self) -> PathBuf {
        self.directory.join("containerd.log")
    }

    /// Whether the instance has started one since the machine did.
    pub(crate) fn was_started(&self) -> bool {
        self.config_file().exists()
    }

    /// Its process, if it runs.
    pub(crate) fn pid(&self) -> Option<i32> {
        let wanted = self.config_file();
        processes().find(|pid| {
            let command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let mut arguments = command_line.split(|byte| *byte == 0);
            arguments.next().is_some_and(|program| program.ends_with(b"containerd"))
                && arguments.any(|argument| argument == wanted.as_os_str().as_bytes())
        })
    }

    /// Starts it unless it runs. It may not answer yet when this returns.
    pub(crate) fn start(&self) -> Result<(), RuntimeError> {
        if self.pid().is_some() {
            return Ok(());
        }
        for program in ["containerd", "ctr", "runc"] {
            find_program(program).ok_or(RuntimeError::ProgramMissing { program })?;
        }
        self.spawn().map_err(|source| RuntimeError::StartContainerd { source })
    }

    fn spawn(&self) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        fs::create_dir_all(&self.root)?;
        self.finish_deletions()?;
        fs::write(self.config_file(), self.config())?;
        let log = OpenOptions::new().create(true).append(true).mode(0o600).open(self.log_file())?;
        let mut child = Command::new("setsid")
            .arg("containerd")
            .arg("--config")
            .arg(self.config_file())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        fs::write(self.directory.join("pid"), child.id().to_string())?;
        // If it ends while we run, somebody has to take note of it, or it stays as a zombie.
        thread::Builder::new().name("containerd exit".to_owned()).spawn(move || child.wait())?;
        Ok(())
    }

    /// Where it keeps a directory for each container that it runs.
    fn bundles(&self) -> PathBuf {
        self.directory.join("state/io.containerd.runtime.v2.task")
    }

    /// Removes what a containerd that was killed left of a container that it was about to start: the next one neither
    /// knows it nor can start that container beside it. What a process still works on stays.
    pub(crate) fn remove_half_made(&self, namespace: &str, id: &str) -> io::Result<()> {
        let bundle = self.bundles().join(namespace).join(id);
        let names_it = |pid: &i32| {
            let command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            command_line.split(|byte| *byte == 0).any(|argument| argument == id.as_bytes())
        };
        if !bundle.exists() || processes().any(|pid| names_it(&pid)) {
            return Ok(());
        }
        for mount in mounts_below(&bundle) {
            umount2(&mount, MntFlags::MNT_DETACH)?;
        }
        remove_tree(&bundle)
    }

    /// Completes what a containerd before it was killed at. It deletes a container's directory by first giving it a name
    /// that begins with a dot, and where that name is taken it can neither delete nor start the container any more.
    fn finish_deletions(&self) -> io::Result<()> {
        let listed = |directory: PathBuf| fs::read_dir(directory).into_iter().flatten().flatten();
        for namespace in listed(self.bundles()) {
            for entry in listed(namespace.path()) {
                if entry.file_name().as_bytes().starts_with(b".") && mounts_below(&entry.path()).is_empty() {
                    remove_tree(&entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// The end of its log, for a person who asks why it does not answer.
    pub(crate) fn log_tail(&self) -> String {
        let text = fs::read(self.log_file()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        text.lines()
            .rev()
            .find(|line| line.contains("level=fatal") || line.contains("level=error"))
            .unwrap_or("")
            .to_owned()
    }

    /// Empties the log if it grew too large. containerd appends, so it goes on at the start.
    pub(crate) fn bound_log(&self) -> io::Result<()> {
        match fs::metadata(self.log_file()) {
            Ok(metadata) if metadata.len() > MAX_LOG_BYTES => {
                OpenOptions::new().write(true).truncate(true).open(self.log_file()).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Ends it and removes its socket and state. Its containers must have been removed before.
    pub(crate) fn stop(&self) -> io::Result<()> {
        let was_started = self.was_started();
        if let Some(pid) = self.pid() {
            stop_process(pid)?;
        }
        remove_tree(&self.directory)?;
        if was_started {
            // Shims put their sockets here, by a path that containerd fixes. Removed only when empty.
            for shared in ["/run/containerd/s", "/run/containerd"] {
                let _ = fs::remove_dir(shared);
            }
        }
        Ok(())
    }

    fn config(&self) -> String {
        // Other plugins are not needed here, and some make directories elsewhere on the host.
        const DISABLED: [&str; 8] = [
            "io.containerd.grpc.v1.cri",
            "io.containerd.internal.v1.opt",
            "io.containerd.internal.v1.tracing",
            "io.containerd.tracing.processor.v1.otlp",
            "io.containerd.snapshotter.v1.aufs",
            "io.containerd.snapshotter.v1.btrfs",
            "io.containerd.snapshotter.v1.devmapper",
            "io.containerd.snapshotter.v1.zfs",
        ];
        let disabled = DISABLED.map(toml_string).join(", ");
        let path = |path: &Path| toml_string(&path.to_string_lossy());
        format!(
            "version = 2\nroot = {}\nstate = {}\ndisabled_plugins = [{disabled}]\n\n[grpc]\naddress = {}\n\n[ttrpc]\naddress = {}\n\n[debug]\nlevel = \"warn\"\n",
            path(&self.root),
            path(&self.directory.join("state")),
            path(&self.socket()),
            path(&self.directory.join("containerd.sock.ttrpc")),
        )
    }
}

/// A TOML basic string. Control characters cannot stand in one raw.
fn toml_string(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// Where a program is on the search path.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path =
        env::var_os("PATH").unwrap_or_else(|| "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".into());
    env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file())
}

/// Removes a directory and all below it, if it is there.
pub(crate) fn remove_tree(directory: &Path) -> io::Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The processes of the machine.
pub(crate) fn processes() -> impl Iterator<Item = i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Whether a process is there and has not ended (a zombie has no command line).
fn runs(pid: i32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

/// Asks a process to end, waits, and kills it in the end.
pub(crate) fn stop_process(pid: i32) -> io::Result<()> {
    for (signal, patience) in [(Signal::SIGTERM, STOP_TIMEOUT), (Signal::SIGKILL, STOP_TIMEOUT)] {
        match kill(Pid::from_raw(pid), signal) {
            Ok(()) => {}
            Err(Errno::ESRCH) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if !runs(pid) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
    Err(io::Error::other(format!("process {pid} does not end, not even by SIGKILL")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_that_was_cut_short_is_completed() {
        let directory = tempfile::tempdir().unwrap();
        let own = OwnContainerd { root: directory.path().join("root"), directory: directory.path().join("run") };
        own.finish_deletions().unwrap();
        let containers = own.directory.join("state/io.containerd.runtime.v2.task/minato-0");
        for name in ["a", ".a", ".b"] {
            fs::create_dir_all(containers.join(name).join("rootfs")).unwrap();
        }
        own.finish_deletions().unwrap();
        assert!(containers.join("a/rootfs").exists(), "a container that was not being deleted is gone");
        own.remove_half_made("minato-0", "b").unwrap();
        assert!(containers.join("a").exists());
        own.remove_half_made("minato-0", "a").unwrap();
        assert!(!containers.join("a").exists() && !containers.join(".a").exists() && !containers.join(".b").exists());
    }
}
