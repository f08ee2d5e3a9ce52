//! The sizes that Fargate offers, and how a size is written.
//!
//! Source: the `cpu` and `memory` members of `RegisterTaskDefinition` in the ECS API reference.

use crate::{documents::TaskSize, error::EcsError};

/// CPU units and, for each, the smallest memory, the largest and the step between, in MiB.
const SIZES: [(u32, u32, u32, u32); 6] = [
    (512, 1024, 4096, 1024),
    (1024, 2048, 8192, 1024),
    (2048, 4096, 16_384, 1024),
    (4096, 8192, 30_720, 1024),
    (8192, 16_384, 61_440, 4096),
    (16_384, 32_768, 122_880, 8192),
];

fn exists(size: TaskSize) -> bool {
    let TaskSize { cpu_units, memory_mib } = size;
    if cpu_units == 256 {
        return [512, 1024, 2048].contains(&memory_mib);
    }
    SIZES.iter().any(|&(cpu, least, most, step)| {
        cpu == cpu_units && (least..=most).contains(&memory_mib) && (memory_mib - least).is_multiple_of(step)
    })
}

/// Reads the size of a task as `cpu` and `memory` write it: `256`, `.25 vCPU`, `512`, `0.5GB`.
pub(crate) fn parse(cpu: Option<&str>, memory: Option<&str>) -> Result<TaskSize, EcsError> {
    let undefined =
        |what: &str| EcsError::client(format!("Fargate requires that '{what}' be defined at the task level."));
    let invalid = |what: &str| {
        EcsError::client(format!(
            "Invalid '{what}' setting for task. For more information, see the Troubleshooting section of the Amazon ECS \
             Developer Guide."
        ))
    };
    let cpu_units = parse_cpu(cpu.ok_or_else(|| undefined("cpu"))?).ok_or_else(|| invalid("cpu"))?;
    let memory_mib = parse_memory(memory.ok_or_else(|| undefined("memory"))?).ok_or_else(|| invalid("memory"))?;
    let size = TaskSize { cpu_units, memory_mib };
    if exists(size) {
        return Ok(size);
    }
    Err(EcsError::client(format!(
        "No Fargate configuration exists for given values: {cpu_units} CPU, {memory_mib} memory. See the Amazon ECS \
         documentation for the valid values."
    )))
}

/// CPU units: a whole number, or vCPUs with their unit.
pub(crate) fn parse_cpu(text: &str) -> Option<u32> {
    parse_with_unit(text, "vcpu")
}

/// MiB: a whole number, or GB with their unit.
pub(crate) fn parse_memory(text: &str) -> Option<u32> {
    parse_with_unit(text, "gb")
}

/// A whole number, or a decimal one of 1,024 each when it ends in `unit`.
fn parse_with_unit(text: &str, unit: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    let Some(number) = text.strip_suffix(unit) else { return text.parse().ok() };
    let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
    if whole.is_empty() && fraction.is_empty() || fraction.len() > 6 {
        return None;
    }
    let digits = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u64>().ok() };
    let scale = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
    let scaled =
        digits(whole)?.checked_mul(1024)?.checked_mul(scale)?.checked_add(digits(fraction)?.checked_mul(1024)?)?;
    scaled.is_multiple_of(scale).then(|| u32::try_from(scaled / scale).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_and_without_units() {
        let of = |cpu, memory| parse(Some(cpu), Some(memory)).map(|size| (size.cpu_units, size.memory_mib)).ok();
        assert_eq!(of("256", "512"), Some((256, 512)));
        assert_eq!(of(".25 vCPU", "0.5GB"), Some((256, 512)));
        assert_eq!(of("1 vcpu", "2 GB"), Some((1024, 2048)));
        assert_eq!(of("4096", "30720"), Some((4096, 30_720)));
        assert_eq!(of("16384", "122880"), Some((16_384, 122_880)));
    }

    #[test]
    fn sizes_that_fargate_lacks_are_refused() {
        for (cpu, memory) in [
            ("256", "4096"),
            ("256", "513"),
            ("512", "512"),
            ("100", "512"),
            ("1024", "1024"),
            ("8192", "20481"),
            ("0", "0"),
            ("x", "512"),
            ("256", "GB"),
            ("256", "-512"),
            ("", ""),
            ("0.3333 vCPU", "512"),
        ] {
            assert!(parse(Some(cpu), Some(memory)).is_err(), "{cpu} CPU, {memory} memory was taken");
        }
        assert!(parse(None, Some("512")).unwrap_err().to_string().contains("'cpu'"));
        assert!(parse(Some("256"), None).unwrap_err().to_string().contains("'memory'"));
    }
}
