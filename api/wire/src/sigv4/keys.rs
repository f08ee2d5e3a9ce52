//! The access keys that a server knows.

use std::collections::BTreeMap;
use std::fmt;

/// An access key.
#[derive(Clone)]
pub struct AccessKey {
    /// The public half, such as `AKIAIOSFODNN7EXAMPLE`.
    pub id: String,
    /// The secret half.
    pub secret: String,
    /// The account that it belongs to, 12 digits; `None` for the server's default account.
    pub account: Option<String>,
}

/// The access keys that a server knows, and the account of everybody else.
#[derive(Clone)]
pub struct Keys {
    keys: BTreeMap<String, AccessKey>,
    default_account: String,
}

/// The account unless configured, as AWS's documentation writes it.
pub const DEFAULT_ACCOUNT: &str = "123456789012";

impl Default for Keys {
    fn default() -> Self {
        Self::new(Vec::new(), DEFAULT_ACCOUNT)
    }
}

impl Keys {
    /// These keys. With none, every well-formed signature is accepted.
    pub fn new(keys: Vec<AccessKey>, default_account: impl Into<String>) -> Self {
        Self {
            keys: keys.into_iter().map(|key| (key.id.clone(), key)).collect(),
            default_account: default_account.into(),
        }
    }

    /// Whether signatures are verified.
    pub fn verifies(&self) -> bool {
        !self.keys.is_empty()
    }

    /// The account that an access key acts for: the configured one; an access key that is named like an account (12 digits)
    /// acts for it; everybody else for the default account.
    pub fn account<'keys>(&'keys self, access_key_id: &'keys str) -> &'keys str {
        match self.keys.get(access_key_id).and_then(|key| key.account.as_deref()) {
            Some(account) => account,
            None if is_account(access_key_id) => access_key_id,
            None => &self.default_account,
        }
    }

    pub(super) fn secret(&self, access_key_id: &str) -> Option<&str> {
        self.keys.get(access_key_id).map(|key| key.secret.as_str())
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AccessKey")
            .field("id", &self.id)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.keys.values()).finish()
    }
}
