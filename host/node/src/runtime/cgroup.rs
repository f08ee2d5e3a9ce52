//! The cgroups above the containers': limits of a whole sandbox, and what an out-of-memory kill left behind.
//!
//! runc makes and removes the containers' own cgroups. Works on version 1 (each controller a hierarchy) and version 2.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// One period of the CPU scheduler's bandwidth control, in microseconds.
const CPU_PERIOD_US: u64 = 100_000;

/// ECS's CPU units in one core.
const UNITS_PER_CORE: u64 = 1024;

/// The machine's cgroup hierarchies.
#[derive(Debug, Clone)]
pub(crate) struct Cgroups {
    /// Every hierarchy's mount point: one on version 2, several on version 1.
    roots: Vec<PathBuf>,
    layout: Layout,
}

#[derive(Debug, Clone)]
enum Layout {
    V1 { memory: Option<PathBuf>, cpu: Option<PathBuf> },
    V2 { root: PathBuf },
}

impl Cgroups {
    /// Reads which hierarchies are mounted.
    pub(crate) fn discover() -> io::Result<Self> {
        Ok(Self::from_mounts(&fs::read_to_string("/proc/self/mounts")?))
    }

    fn from_mounts(mounts: &str) -> Self {
        let mut roots = Vec::new();
        let (mut memory, mut cpu, mut unified) = (None, None, None);
        let mut has_v1 = false;
        for line in mounts.lines() {
            let mut fields = line.split(' ').skip(1);
            let (Some(path), Some(kind), Some(options)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let path = PathBuf::from(path);
            match kind {
                "cgroup" => {
                    has_v1 = true;
                    let has = |name: &str| options.split(',').any(|option| option == name);
                    if has("memory") {
                        memory = Some(path.clone());
                    }
                    if has("cpu") {
                        cpu = Some(path.clone());
                    }
                }
                "cgroup2" => unified = Some(path.clone()),
                _ => continue,
            }
            if !roots.contains(&path) {
                roots.push(path);
            }
        }
        let layout = match unified {
            Some(root) if !has_v1 => Layout::V2 { root },
            _ => Layout::V1 { memory, cpu },
        };
        Self { roots, layout }
    }

    /// Makes the cgroup `path` (relative, such as `minato-…/sandbox`) with limits for all that will be below it.
    pub(crate) fn limit(&self, path: &str, memory_mib: Option<u32>, cpu_units: Option<u32>) -> io::Result<()> {
        let memory_bytes = memory_mib.map(|mib| u64::from(mib) << 20);
        let quota_us = cpu_units.map(|units| (u64::from(units) * CPU_PERIOD_US / UNITS_PER_CORE).max(1_000));
        match &self.layout {
            Layout::V1 { memory, cpu } => {
                if let (Some(root), Some(bytes)) = (memory, memory_bytes) {
                    let directory = root.join(path);
                    fs::create_dir_all(&directory)?;
                    fs::write(directory.join("memory.limit_in_bytes"), bytes.to_string())?;
                }
                if let (Some(root), Some(quota_us)) = (cpu, quota_us) {
                    let directory = root.join(path);
                    fs::create_dir_all(&directory)?;
                    fs::write(directory.join("cpu.cfs_period_us"), CPU_PERIOD_US.to_string())?;
                    fs::write(directory.join("cpu.cfs_quota_us"), quota_us.to_string())?;
                }
            }
            Layout::V2 { root } => {
                let mut directory = root.clone();
                for part in Path::new(path) {
                    fs::write(directory.join("cgroup.subtree_control"), "+memory +cpu +pids")?;
                    directory.push(part);
                    fs::create_dir_all(&directory)?;
                }
                if let Some(bytes) = memory_bytes {
                    fs::write(directory.join("memory.max"), bytes.to_string())?;
                }
                if let Some(quota_us) = quota_us {
                    fs::write(directory.join("cpu.max"), format!("{quota_us} {CPU_PERIOD_US}"))?;
                }
            }
        }
        Ok(())
    }

    /// Whether swap is counted, so that a memory limit can include it.
    pub(crate) fn counts_swap(&self) -> bool {
        match &self.layout {
            Layout::V1 { memory, .. } => {
                memory.as_ref().is_some_and(|root| root.join("memory.memsw.limit_in_bytes").exists())
            }
            Layout::V2 { .. } => Path::new("/proc/swaps").exists(),
        }
    }

    /// Whether the kernel killed a process of the cgroup because of its memory use.
    pub(crate) fn was_out_of_memory(&self, path: &str) -> bool {
        let file = match &self.layout {
            Layout::V1 { memory: Some(root), .. } => root.join(path).join("memory.oom_control"),
            Layout::V1 { memory: None, .. } => return false,
            Layout::V2 { root } => root.join(path).join("memory.events"),
        };
        // No file: the cgroup was removed, and nothing is known.
        fs::read_to_string(file).is_ok_and(|text| {
            text.lines().any(|line| line.strip_prefix("oom_kill ").is_some_and(|count| count.trim() != "0"))
        })
    }

    /// Removes the cgroup and those below it in every hierarchy. They must hold no process.
    pub(crate) fn remove(&self, path: &str) -> io::Result<()> {
        let mut result = Ok(());
        for root in &self.roots {
            if let Err(error) = remove_below(&root.join(path)) {
                result = Err(error);
            }
        }
        result
    }

    /// The directories of a cgroup that exist.
    pub(crate) fn existing(&self, path: &str) -> Vec<PathBuf> {
        self.roots.iter().map(|root| root.join(path)).filter(|directory| directory.exists()).collect()
    }
}

fn remove_below(directory: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_below(&entry.path())?;
        }
    }
    match fs::remove_dir(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hybrid_machine_is_version_1_and_a_unified_one_version_2() {
        let hybrid = Cgroups::from_mounts(
            "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0\n\
             cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0\n\
             cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0\n",
        );
        assert_eq!(hybrid.roots.len(), 3);
        let Layout::V1 { memory, cpu } = hybrid.layout else { panic!("taken for version 2") };
        assert_eq!(memory, Some("/sys/fs/cgroup/memory".into()));
        assert_eq!(cpu, Some("/sys/fs/cgroup/cpu,cpuacct".into()));
        let unified = Cgroups::from_mounts("cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\nproc /proc proc rw 0 0\n");
        assert!(matches!(unified.layout, Layout::V2 { .. }));
        assert_eq!(unified.roots, [PathBuf::from("/sys/fs/cgroup")]);
    }
}
