//! Who holds a file's lock, as far as the system tells.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

/// The process that has taken a lock on the file: its id and command line. `None` when it lives no more.
pub(super) fn of(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let process = locks.lines().find_map(|line| holder(line, &metadata))?;
    let command = fs::read(format!("/proc/{process}/cmdline")).ok()?;
    let command = String::from_utf8_lossy(&command).replace('\0', " ");
    Some(match command.trim() {
        "" => format!("process {process}"),
        command => format!("process {process} (`{command}`)"),
    })
}

/// The process of a line such as `5: FLOCK  ADVISORY  WRITE 1234 fe:00:131 0 EOF`, if it speaks of that file.
fn holder(line: &str, metadata: &fs::Metadata) -> Option<u32> {
    let mut words = line.split_whitespace().skip_while(|word| *word != "ADVISORY").skip(2);
    let process = words.next()?.parse().ok()?;
    let mut file = words.next()?.rsplit(':');
    let inode: u64 = file.next()?.parse().ok()?;
    let minor = u64::from_str_radix(file.next()?, 16).ok()?;
    let major = u64::from_str_radix(file.next()?, 16).ok()?;
    let device = metadata.dev();
    // As glibc's gnu_dev_major and gnu_dev_minor for the numbers that occur.
    let same_device = (device >> 8) & 0xfff == major && (device & 0xff) | ((device >> 12) & 0xfff_ff00) == minor;
    (inode == metadata.ino() && same_device).then_some(process)
}
