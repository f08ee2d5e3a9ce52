//! Whether there is an AWS CLI that can be led to this machine.

use std::process::{Command, Stdio};

use super::{Finding, find};

/// The first versions that read `AWS_ENDPOINT_URL`, by their major version (AWS SDKs and Tools Reference Guide,
/// "Service-specific endpoints").
const FIRST_WITH_ENDPOINTS: [(u32, u32); 2] = [(1, 29), (2, 13)];

const REMEDY: &str = "`scripts/setup` puts one into .venv/bin; SDKs do as well";

/// What its version is, and whether it reads `AWS_ENDPOINT_URL`.
pub(super) fn cli() -> Finding {
    let Some(path) = find("aws") else {
        return Finding::Absent("no program `aws` on the search path".to_owned(), REMEDY);
    };
    let output = Command::new(&path).arg("--version").stdin(Stdio::null()).output();
    let said = match &output {
        // The oldest ones say it on their standard error.
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(if output.stdout.is_empty() { &output.stderr } else { &output.stdout })
        }
        _ => return Finding::Absent(format!("{} does not run", path.display()), REMEDY),
    };
    let version = said.trim().strip_prefix("aws-cli/").and_then(|rest| rest.split_whitespace().next());
    match version.map(|version| (version, reads_endpoint(version))) {
        Some((version, true)) => Finding::Ok(format!("{version}, {}", path.display())),
        Some((version, false)) => Finding::Absent(
            format!("{version}, {}, reads no AWS_ENDPOINT_URL", path.display()),
            "use a newer one, or give each command --endpoint-url; `scripts/setup` puts one into .venv/bin",
        ),
        None => Finding::Absent(format!("{} does not say its version", path.display()), REMEDY),
    }
}

fn reads_endpoint(version: &str) -> bool {
    let mut numbers = version.split('.').map_while(|part| part.parse::<u32>().ok());
    let (Some(major), Some(minor)) = (numbers.next(), numbers.next()) else { return false };
    match FIRST_WITH_ENDPOINTS.iter().find(|(known, _)| *known == major) {
        Some((_, first)) => minor >= *first,
        None => major > 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_read_the_endpoint() {
        for version in ["1.29.0", "1.45.11", "2.13.0", "2.31.3", "3.0.0"] {
            assert!(reads_endpoint(version), "{version}");
        }
        for version in ["1.28.9", "2.12.7", "0.9.0", "1", "x.y", ""] {
            assert!(!reads_endpoint(version), "{version}");
        }
    }
}
