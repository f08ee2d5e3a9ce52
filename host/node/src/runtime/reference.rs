//! Image references: `nginx` means `docker.io/library/nginx:latest`.

use std::fmt;

use oci_spec::distribution::Reference;

/// An image reference in its full form, as containerd's store has it. It never begins with `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImageReference(String);

/// The text is not an image reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an image reference such as `nginx:1.27` or `registry.example.com/team/app@sha256:…`: {cause}")]
pub struct MalformedReference {
    text: String,
    cause: String,
}

impl ImageReference {
    /// Reads a reference as Docker does: no registry means `docker.io`, no tag `latest`.
    pub fn parse(text: &str) -> Result<Self, MalformedReference> {
        let malformed = |cause: String| MalformedReference { text: text.to_owned(), cause };
        let reference: Reference =
            text.parse().map_err(|error: oci_spec::distribution::ParseError| malformed(error.to_string()))?;
        let whole = reference.whole();
        // It becomes an argument of a program.
        if whole.starts_with('-') || whole.bytes().any(|byte| byte.is_ascii_control() || byte == b' ') {
            return Err(malformed("it has characters that no reference has".to_owned()));
        }
        Ok(Self(whole))
    }

    /// The full form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_references_mean_what_docker_means_by_them() {
        let digest = format!("sha256:{}", "a".repeat(64));
        for (text, full) in [
            ("nginx", "docker.io/library/nginx:latest".to_owned()),
            ("nginx:1.27", "docker.io/library/nginx:1.27".to_owned()),
            ("team/app", "docker.io/team/app:latest".to_owned()),
            ("localhost:5000/app:v1", "localhost:5000/app:v1".to_owned()),
            ("public.ecr.aws/nginx/nginx", "public.ecr.aws/nginx/nginx:latest".to_owned()),
            (&format!("nginx@{digest}"), format!("docker.io/library/nginx@{digest}")),
        ] {
            assert_eq!(ImageReference::parse(text).unwrap().as_str(), full);
        }
    }

    #[test]
    fn what_could_be_an_option_or_another_command_does_not_parse() {
        for text in
            ["", "-v", "--all", "Nginx", "nginx latest", "nginx;ls", "nginx\n", "../etc", "nginx:", "$(id)", "a b"]
        {
            assert!(ImageReference::parse(text).is_err(), "{text:?} parsed");
        }
    }
}
