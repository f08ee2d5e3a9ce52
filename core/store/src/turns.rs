//! Turns for transactions that met a conflict.
//!
//! A transaction is optimistic at first: it holds nothing and may lose to another. One that lost takes a turn; turns are
//! taken in the order in which they were asked for, and while one is on, no new transaction of this process begins. So
//! it can lose only to the few that were already under way, and to other processes: nobody starves.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
};

/// The turns of one store in this process. Each [`Store`](crate::Store) has one.
#[derive(Debug, Default)]
pub struct Turns {
    /// Who asked for a turn; the first has it.
    queue: Mutex<VecDeque<Waiting>>,
    /// Wakes those who wait until nobody has a turn.
    none_left: Condvar,
}

/// A thread in the queue, and what wakes it alone.
#[derive(Debug)]
struct Waiting {
    thread: ThreadId,
    first: Arc<Condvar>,
}

/// A turn that is on until this is dropped.
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
}

impl Turns {
    /// Waits until nobody has a turn, or it is this thread's own.
    pub(crate) fn pass(&self) {
        let me = thread::current().id();
        let others_turn = |queue: &mut VecDeque<Waiting>| queue.front().is_some_and(|first| first.thread != me);
        drop(self.none_left.wait_while(self.queue(), others_turn).unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits for a turn. `None` if it is this thread's turn already: then it goes on under that one.
    pub(crate) fn take(&self) -> Option<Turn<'_>> {
        let me = thread::current().id();
        let mut queue = self.queue();
        if queue.front().is_some_and(|first| first.thread == me) {
            return None;
        }
        let first = Arc::new(Condvar::new());
        queue.push_back(Waiting { thread: me, first: first.clone() });
        let others_turn = |queue: &mut VecDeque<Waiting>| queue.front().is_some_and(|first| first.thread != me);
        drop(first.wait_while(queue, others_turn).unwrap_or_else(PoisonError::into_inner));
        Some(Turn { turns: self })
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        // The queue is whole between any two of its operations, so a panic elsewhere leaves it usable.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut queue = self.turns.queue();
        queue.pop_front();
        match queue.front() {
            Some(next) => next.first.notify_one(),
            None => self.turns.none_left.notify_all(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn one_turn_at_a_time_and_none_is_lost() {
        let (turns, inside, done) = (Turns::default(), AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        turns.pass();
                        let turn = turns.take();
                        assert!(turn.is_some());
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        assert!(turns.take().is_none(), "a turn inside of one's own turn is the same one");
                        turns.pass();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), 1600);
    }
}
