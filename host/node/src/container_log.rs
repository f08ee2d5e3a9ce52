//! Keeps a container's output, bounded, in a process of its own.
//!
//! The containerd shim starts one such process per container and hands it the reading ends of the container's output. It
//! outlives the agent and containerd. It never stops reading, also when the disk is full, so it never blocks the
//! container; what it cannot write is lost.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Mutex, PoisonError},
    thread,
};

use jiff::Timestamp;

/// A log file is replaced when it has reached this size; one replaced file is kept beside it.
const MAX_FILE_BYTES: u64 = 8 << 20;

/// A longer line is kept in parts.
const MAX_LINE_BYTES: usize = 16 << 10;

/// The container's standard output in a logger started by a shim.
const STDOUT: &str = "/proc/self/fd/3";
/// The container's standard error.
const STDERR: &str = "/proc/self/fd/4";
/// Closing this descriptor tells the shim that the logger reads.
const READY: i32 = 5;

/// The body of the logger that a containerd shim starts: reads the container's output until it ends, and keeps it in
/// `file` and `file.1`.
///
/// Each line is `TIME stdout|stderr F|P TEXT`, where `P` says that the next entry continues the line: the form that
/// Kubernetes gives container logs.
pub fn run(file: &Path) -> ExitCode {
    // The names in /proc are a way to the inherited descriptors that needs no `unsafe`.
    let streams = File::open(STDOUT).and_then(|stdout| Ok((stdout, File::open(STDERR)?)));
    let Ok((stdout, stderr)) = streams else { return ExitCode::FAILURE };
    let log = Mutex::new(Log::open(file, MAX_FILE_BYTES));
    if nix::unistd::close(READY).is_err() {
        return ExitCode::FAILURE;
    }
    thread::scope(|scope| {
        scope.spawn(|| copy(stdout, "stdout", &log));
        copy(stderr, "stderr", &log);
    });
    ExitCode::SUCCESS
}

/// Copies a stream until its end.
fn copy(mut stream: impl Read, name: &str, log: &Mutex<Log>) {
    let mut buffer = vec![0; MAX_LINE_BYTES];
    let mut held = 0;
    loop {
        match stream.read(&mut buffer[held..]) {
            Ok(0) => break,
            Ok(count) => held += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => break,
        }
        let mut start = 0;
        while let Some(length) = buffer[start..held].iter().position(|byte| *byte == b'\n') {
            write(log, name, 'F', &buffer[start..start + length]);
            start += length + 1;
        }
        if start == 0 && held == buffer.len() {
            write(log, name, 'P', &buffer);
            start = held;
        }
        buffer.copy_within(start..held, 0);
        held -= start;
    }
    if held > 0 {
        write(log, name, 'F', &buffer[..held]);
    }
}

fn write(log: &Mutex<Log>, stream: &str, tag: char, text: &[u8]) {
    let mut entry = format!("{} {stream} {tag} ", Timestamp::now()).into_bytes();
    entry.extend_from_slice(text);
    entry.push(b'\n');
    log.lock().unwrap_or_else(PoisonError::into_inner).append(&entry);
}

/// A file of bounded size.
struct Log {
    path: PathBuf,
    file: Option<File>,
    size: u64,
    limit: u64,
}

impl Log {
    fn open(path: &Path, limit: u64) -> Self {
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path).ok();
        let size = file.as_ref().and_then(|file| file.metadata().ok()).map_or(0, |metadata| metadata.len());
        Self { path: path.to_owned(), file, size, limit }
    }

    /// Appends an entry. A failure loses it: the container must not notice.
    fn append(&mut self, entry: &[u8]) {
        let length = entry.len() as u64;
        if self.size + length > self.limit {
            self.rotate();
        }
        if let Some(file) = &mut self.file
            && file.write_all(entry).is_ok()
        {
            self.size += length;
        }
    }

    fn rotate(&mut self) {
        let mut old = self.path.clone().into_os_string();
        old.push(".1");
        if fs::rename(&self.path, old).is_err() {
            // Better no old entries than a full disk.
            let _ = fs::remove_file(&self.path);
        }
        *self = Self::open(&self.path, self.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_with_their_stream_and_long_ones_in_parts() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("log");
        let log = Mutex::new(Log::open(&path, 1 << 20));
        let long = "x".repeat(MAX_LINE_BYTES);
        copy(format!("one\n\ntwo{long}\nend").as_bytes(), "stdout", &log);
        let text = fs::read_to_string(&path).unwrap();
        let entries: Vec<(&str, &str)> =
            text.lines().map(|line| line.split_once(" stdout ").unwrap().1.split_once(' ').unwrap()).collect();
        assert_eq!(entries[0], ("F", "one"));
        assert_eq!(entries[1], ("F", ""));
        assert_eq!(entries[2].0, "P");
        assert_eq!(entries[3].0, "F");
        assert_eq!([entries[2].1, entries[3].1].concat(), format!("two{long}"));
        assert_eq!(entries[4], ("F", "end"));
    }

    #[test]
    fn a_log_never_grows_beyond_two_files_of_its_limit() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("log");
        let log = Mutex::new(Log::open(&path, 4096));
        copy("some line of output\n".repeat(10_000).as_bytes(), "stderr", &log);
        let sizes: Vec<u64> =
            fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).collect();
        assert_eq!(sizes.len(), 2);
        assert!(sizes.iter().all(|size| *size > 0 && *size <= 4096), "{sizes:?}");
    }
}
