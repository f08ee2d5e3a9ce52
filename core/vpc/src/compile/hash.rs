//! Ids by content: 64 bits of SHA-256, so that an id can neither be guessed from another's nor made to collide with one.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// What an id is for: equal content of two kinds has different ids.
#[derive(Debug, Clone, Copy, Hash)]
pub(super) enum Kind {
    Policy,
    GroupSet,
    Range,
    Routes,
    Acl,
}

struct ContentHasher(Sha256);

impl Hasher for ContentHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
    }
}

/// The id of a content, never 0.
pub(super) fn id_of(kind: Kind, content: &impl Hash) -> u64 {
    let mut hasher = ContentHasher(Sha256::new());
    kind.hash(&mut hasher);
    content.hash(&mut hasher);
    hasher.finish().max(1)
}
