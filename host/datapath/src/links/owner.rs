//! Whose a link or a namespace is, as text that the kernel keeps with it.

use std::{fmt, str::FromStr};

use minato_vpc::ids::NetworkInterfaceId;

/// An instance of Minato on this machine: the first 8 hexadecimal digits of its data directory's SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance(String);

/// The text is not an instance's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an instance: expected 8 lowercase hexadecimal digits")]
pub struct MalformedInstance(pub String);

impl FromStr for Instance {
    type Err = MalformedInstance;

    fn from_str(text: &str) -> Result<Self, MalformedInstance> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 8 && text.bytes().all(is_digit) {
            Ok(Self(text.to_owned()))
        } else {
            Err(MalformedInstance(text.to_owned()))
        }
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands in `ifalias`: `minato:<instance>:<eni-id>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) instance: Instance,
    pub(super) id: NetworkInterfaceId,
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "minato:{}:{}", self.instance, self.id)
    }
}

impl Owner {
    /// The owner that `text` names, or `None` when it is none of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (instance, id) = text.strip_prefix("minato:")?.split_once(':')?;
        Some(Self { instance: instance.parse().ok()?, id: id.parse().ok()? })
    }
}
