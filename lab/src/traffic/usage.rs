//! CPU: which one a process runs on, and how much of it was used.

use std::{fs, io};

use nix::{
    sched::{CpuSet, sched_setaffinity},
    sys::{
        resource::{UsageWho, getrusage},
        time::TimeValLike,
    },
    unistd::Pid,
};

/// Keeps the calling process on one CPU.
pub fn pin(cpu: usize) -> io::Result<()> {
    let mut set = CpuSet::new();
    set.set(cpu)?;
    Ok(sched_setaffinity(Pid::from_raw(0), &set)?)
}

/// The CPU time that this process has used, user and system, in seconds. What the kernel does for packets on its behalf,
/// in its own time, is part of it.
pub fn cpu_seconds() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(std::time::Duration::from_micros(microseconds.unsigned_abs()).as_secs_f64())
}

/// The CPU time of the kernel's own packet thread on a CPU, in seconds, to hundredths.
pub fn ksoftirqd_seconds(cpu: usize) -> io::Result<f64> {
    let name = format!("ksoftirqd/{cpu}");
    for entry in fs::read_dir("/proc")?.flatten() {
        let directory = entry.path();
        let is_it = fs::read_to_string(directory.join("comm")).is_ok_and(|comm| comm.trim() == name);
        if is_it {
            let stat = fs::read_to_string(directory.join("stat"))?;
            // Fields 14 and 15 of the whole, counted from behind the name, in hundredths of a second.
            let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
            let ticks: f64 = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
            return Ok(ticks / 100.0);
        }
    }
    Err(io::Error::other(format!("there is no {name}")))
}
