//! Clients' tokens: a request that comes again with its token gives what it made the first time.
//!
//! AWS: "If you retry a successful request using the same client token, but one or more of the parameters are different, other
//! than the Region or Availability Zone, the retry fails with an `IdempotentParameterMismatch` error" (Ensuring idempotency in
//! Amazon EC2 API requests). Tags are parameters too. A resource is changed after it was made, so it does not tell what it was
//! asked for: that is kept beside it, and goes with it.

use std::fmt::{Debug, Write as _};

use minato_document::{Document, Key};
use minato_vpc::{Resource, resources::Scope};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    error::NetworkError,
    transaction::{NetworkTransaction, entropy},
};

/// What a resource was asked for with, where a token came along.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct TokenRequest {
    scope: Scope,
    /// The id of the resource, which comes of the token.
    resource: String,
    /// The SHA-256 of the request, in hexadecimal digits.
    request: String,
}

impl TokenRequest {
    fn key_of<T: Resource>(scope: &Scope, id: &T::Id) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), &id.to_string()])
    }
}

impl Document for TokenRequest {
    const KIND: &'static str = "token-request";

    fn key(&self) -> Key<Self> {
        Key::new([&self.scope.account, &self.scope.region, &self.resource])
    }
}

impl NetworkTransaction<'_, '_> {
    /// The entropy of a new id. A client's token always gives the same one, so a request that is repeated with its token
    /// finds what the first one made.
    pub(crate) fn entropy_for(&self, client_token: Option<&str>) -> u128 {
        let Some(token) = client_token else { return entropy() };
        let mut hash = Sha256::new();
        for part in [&self.scope.account, &self.scope.region, token] {
            hash.update(part);
            hash.update([0]);
        }
        let digest: [u8; 32] = hash.finalize().into();
        digest[..16].iter().fold(0, |value, byte| value << 8 | u128::from(*byte))
    }

    /// What the same request made before; `None` if it is to be made now, under that id, and then `request` is kept beside it.
    /// [`NetworkError::TokenMismatch`] if the token came with another request.
    pub(crate) fn repeated<T: Resource>(
        &mut self,
        id: &T::Id,
        client_token: Option<&str>,
        request: &impl Debug,
    ) -> Result<Option<T>, NetworkError> {
        if client_token.is_none() {
            return Ok(None);
        }
        let request = digest(&format!("{request:?}"));
        let Some(existing) = self.tx.get(&T::key_of(self.scope, id))? else {
            self.tx.put(&TokenRequest { scope: self.scope.clone(), resource: id.to_string(), request })?;
            return Ok(None);
        };
        let first = self.tx.get(&TokenRequest::key_of::<T>(self.scope, id))?;
        if first.is_some_and(|first| first.request == request) {
            Ok(Some(existing))
        } else {
            Err(NetworkError::TokenMismatch)
        }
    }

    /// Deletes a resource of which a token may be known.
    pub(crate) fn remove<T: Resource>(&mut self, resource: &T) {
        self.tx.delete(&resource.key());
        self.tx.delete(&TokenRequest::key_of::<T>(resource.scope(), resource.id()));
    }
}

fn digest(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text) {
        write!(digits, "{byte:02x}").expect("a string takes whatever is written");
    }
    digits
}
