//! Waking whoever acts on the state when the state changed.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    error::StoreError,
    store::{Revision, Store, Watch, WatchBatch},
};

/// Wakes a reconciler when a document under one of some prefixes changed.
///
/// A reconciler reads the state anew each time, so this gives it no payload: only that something changed, and up to
/// which revision. A log compacted in the meantime counts as a change.
///
/// ```
/// # use std::{sync::Arc, time::Duration};
/// # use minato_store::{Changes, RedbStore, Store, StoreError};
/// # fn reconcile(_store: &dyn Store) -> Result<(), StoreError> { Ok(()) }
/// # let store: Arc<dyn Store> = Arc::new(RedbStore::in_memory()?);
/// // Before the first look at the state: what happens after this line wakes.
/// let mut changes = Changes::new(store.clone(), ["sandbox/local/", "eni/"])?;
/// for _ in 0..2 {
///     reconcile(&*store)?;
///     changes.wait(Duration::from_millis(1))?;
/// }
/// # Ok::<(), StoreError>(())
/// ```
pub struct Changes {
    store: Arc<dyn Store>,
    prefixes: Vec<String>,
    watch: Box<dyn Watch>,
}

impl Changes {
    /// Wakes for what happens from now on under one of the prefixes.
    pub fn new<P: Into<String>>(
        store: Arc<dyn Store>,
        prefixes: impl IntoIterator<Item = P>,
    ) -> Result<Self, StoreError> {
        let from = store.revision()? + 1;
        Self::since(store, prefixes, from)
    }

    /// Wakes for what happens from revision `from` (included) on: one more than that of a snapshot that was read.
    pub fn since<P: Into<String>>(
        store: Arc<dyn Store>,
        prefixes: impl IntoIterator<Item = P>,
        from: Revision,
    ) -> Result<Self, StoreError> {
        let prefixes: Vec<String> = prefixes.into_iter().map(Into::into).collect();
        let watch = store.watch(common_prefix(&prefixes), from)?;
        Ok(Self { store, prefixes, watch })
    }

    /// Waits until something changed, and gives the revision up to which it looked; `None` when `timeout` is over first.
    ///
    /// A wait after changes that nobody waited for gives their revision at once, and all of them together.
    pub fn wait(&mut self, timeout: Duration) -> Result<Option<Revision>, StoreError> {
        let started = Instant::now();
        let mut woken = None;
        loop {
            let left = if woken.is_some() { Duration::ZERO } else { timeout.saturating_sub(started.elapsed()) };
            match self.watch.next(left) {
                Ok(Some(batch)) if self.concerns(&batch) => woken = Some(batch.revision),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(woken),
                Err(StoreError::Compacted { .. }) => return self.start_anew().map(Some),
                Err(error) => return Err(error),
            }
        }
    }

    fn concerns(&self, batch: &WatchBatch) -> bool {
        let mut keys = batch.changes.iter().map(|(_, change)| change.key());
        keys.any(|key| self.prefixes.iter().any(|prefix| key.starts_with(prefix)))
    }

    fn start_anew(&mut self) -> Result<Revision, StoreError> {
        let revision = self.store.revision()?;
        self.watch = self.store.watch(common_prefix(&self.prefixes), revision + 1)?;
        Ok(revision)
    }
}

/// The longest text with which all begin.
fn common_prefix(prefixes: &[String]) -> &str {
    let Some((first, others)) = prefixes.split_first() else { return "" };
    let shared =
        |other: &String| first.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let length = others.iter().map(shared).min().unwrap_or(first.len());
    &first[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_prefix_is_a_whole_text() {
        let of = |texts: &[&str]| common_prefix(&texts.iter().map(ToString::to_string).collect::<Vec<_>>()).to_owned();
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["sandbox/a/"]), "sandbox/a/");
        assert_eq!(of(&["sandbox/a/", "sandbox/b/", "sandbox-status/"]), "sandbox");
        assert_eq!(of(&["é/", "è/"]), "");
        assert_eq!(of(&["vpc/", "eni/"]), "");
    }
}
