//! One reading for all who ask at a time.

use std::sync::{Arc, Weak};

use anyhow::Result;
use tokio::{sync::Mutex, task::spawn_blocking, time::Instant};

/// What was read last, for as long as somebody holds it. One reads at a time, so however many ask, and however long it takes,
/// it costs one processor.
#[derive(Debug)]
pub(super) struct Shared<T>(Mutex<Option<(Instant, Weak<T>)>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Send + Sync + 'static> Shared<T> {
    /// What `read` reads, or somebody else read: in any case, reading began after this was called.
    pub(super) async fn take(&self, read: impl FnOnce() -> Result<T> + Send + 'static) -> Result<Arc<T>> {
        let asked_at = Instant::now();
        let mut last = self.0.lock().await;
        if let Some((begun_at, value)) = &*last
            && *begun_at >= asked_at
            && let Some(value) = value.upgrade()
        {
            return Ok(value);
        }
        let begun_at = Instant::now();
        let value = Arc::new(spawn_blocking(read).await??);
        *last = Some((begun_at, Arc::downgrade(&value)));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::channel,
    };

    use super::*;

    #[tokio::test]
    async fn who_asks_while_another_reads_shares_what_is_read_next() {
        let (shared, readings) = (Shared::default(), Arc::new(AtomicU64::new(0)));
        let read = || {
            let readings = Arc::clone(&readings);
            move || Ok(readings.fetch_add(1, Ordering::Relaxed) + 1)
        };
        let (go_on, wait) = channel();
        let slow = read();
        let slow = move || {
            wait.recv().unwrap();
            slow()
        };
        // In this order: the others ask while the first one reads.
        let all = tokio::join!(shared.take(slow), shared.take(read()), shared.take(read()), async {
            go_on.send(()).unwrap();
        });
        let [first, second, third] = [all.0, all.1, all.2].map(Result::unwrap);
        assert_eq!([*first, *second, *third], [1, 2, 2]);
        assert_eq!(*shared.take(read()).await.unwrap(), 3, "what was read before one asked is old");
    }
}
