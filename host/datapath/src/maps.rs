//! Maps with typed keys and values, read and written in batches.

use std::{
    collections::BTreeMap,
    ffi::c_void,
    marker::PhantomData,
    os::fd::{AsFd, AsRawFd},
};

use libbpf_rs::{ErrorKind, MapCore, MapFlags, MapHandle};
use zerocopy::{FromBytes, Immutable, IntoBytes};

use crate::{Error, Result};

/// How many entries one call moves.
const BATCH: usize = 1024;

/// What may be a key or a value: plain bytes.
pub(crate) trait Plain: FromBytes + IntoBytes + Immutable + Copy {}

impl<T: FromBytes + IntoBytes + Immutable + Copy> Plain for T {}

/// A map of the kernel.
#[derive(Debug)]
pub(crate) struct Map<K, V> {
    handle: MapHandle,
    name: &'static str,
    types: PhantomData<(K, V)>,
}

impl<K: Plain + Ord, V: Plain + PartialEq> Map<K, V> {
    /// Wraps a map whose layout was checked against `K` and `V`.
    pub(crate) fn new(handle: MapHandle, name: &'static str) -> Self {
        debug_assert_eq!(handle.key_size() as usize, size_of::<K>(), "{name}");
        debug_assert_eq!(handle.value_size() as usize, size_of::<V>(), "{name}");
        Self { handle, name, types: PhantomData }
    }

    fn error(&self, action: &'static str) -> impl Fn(libbpf_rs::Error) -> Error + use<K, V> {
        let map = self.name;
        move |source| Error::Map { map, action, source }
    }

    pub(crate) fn max_entries(&self) -> u32 {
        self.handle.max_entries()
    }

    pub(crate) fn get(&self, key: &K) -> Result<Option<V>> {
        let mut value = V::new_zeroed();
        let found = lookup(&self.handle, key.as_bytes(), &mut value).map_err(self.error("read"))?;
        Ok(found.then_some(value))
    }

    pub(crate) fn put(&self, key: &K, value: &V) -> Result<()> {
        self.handle.update(key.as_bytes(), value.as_bytes(), MapFlags::ANY).map_err(self.error("write"))
    }

    /// Writes every entry; existing ones are replaced, each at once.
    pub(crate) fn put_all(&self, entries: &[(K, V)]) -> Result<()> {
        for chunk in entries.chunks(BATCH) {
            let keys: Vec<u8> = chunk.iter().flat_map(|(key, _)| key.as_bytes()).copied().collect();
            let values: Vec<u8> = chunk.iter().flat_map(|(_, value)| value.as_bytes()).copied().collect();
            let count = u32::try_from(chunk.len()).expect("a batch is small");
            self.handle
                .update_batch(&keys, &values, count, MapFlags::ANY, MapFlags::ANY)
                .map_err(self.error("write"))?;
        }
        Ok(())
    }

    /// Deletes every key; one that is not there is no error.
    pub(crate) fn delete_all(&self, keys: &[K]) -> Result<()> {
        for key in keys {
            match self.handle.delete(key.as_bytes()) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(self.error("delete from")(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Calls `each` with every entry. While others write, an entry may be missed or seen twice.
    pub(crate) fn for_each(&self, mut each: impl FnMut(K, V)) -> Result<()> {
        let mut keys = vec![K::new_zeroed(); BATCH];
        let mut values = vec![V::new_zeroed(); BATCH];
        // Where the kernel goes on: a bucket's number (4 bytes), or a key.
        let mut token = vec![0_u8; size_of::<K>().max(4)];
        let mut first = true;
        loop {
            let mut count = u32::try_from(BATCH).expect("a batch is small");
            let from = if first { std::ptr::null_mut() } else { token.as_mut_ptr().cast::<c_void>() };
            // SAFETY: keys and values have room for `count` entries of the sizes that the map has (checked when it was
            // opened); `K` and `V` are valid for any bytes. The token has room for a bucket's number and for a key, and
            // the kernel copies it in before it writes it.
            let result = unsafe {
                libbpf_sys::bpf_map_lookup_batch(
                    self.handle.as_fd().as_raw_fd(),
                    from,
                    token.as_mut_ptr().cast(),
                    keys.as_mut_ptr().cast(),
                    values.as_mut_ptr().cast(),
                    &raw mut count,
                    std::ptr::null(),
                )
            };
            first = false;
            let done = result == -libc::ENOENT;
            if result < 0 && !done {
                return Err(self.error("read")(libbpf_rs::Error::from_raw_os_error(-result)));
            }
            for (key, value) in keys.iter().zip(&values).take(count as usize) {
                each(*key, *value);
            }
            if done {
                return Ok(());
            }
        }
    }

    /// How many entries it has; while others write, roughly.
    pub(crate) fn count(&self) -> Result<u64> {
        let mut count = 0;
        self.for_each(|_, _| count += 1)?;
        Ok(count)
    }

    /// Every entry.
    pub(crate) fn read(&self) -> Result<BTreeMap<K, V>> {
        let mut entries = BTreeMap::new();
        self.for_each(|key, value| {
            entries.insert(key, value);
        })?;
        Ok(entries)
    }
}

/// Reads a value into `value`; whether it was there.
fn lookup<V: Plain>(handle: &MapHandle, key: &[u8], value: &mut V) -> libbpf_rs::Result<bool> {
    match handle.lookup(key, MapFlags::ANY)? {
        Some(bytes) => {
            *value = V::read_from_bytes(&bytes).expect("the map's value size was checked");
            Ok(true)
        }
        None => Ok(false),
    }
}

/// An array with a value per CPU.
#[derive(Debug)]
pub(crate) struct PerCpu<V> {
    handle: MapHandle,
    name: &'static str,
    types: PhantomData<V>,
}

impl<V: Plain> PerCpu<V> {
    pub(crate) fn new(handle: MapHandle, name: &'static str) -> Self {
        debug_assert_eq!(handle.value_size() as usize, size_of::<V>(), "{name}");
        Self { handle, name, types: PhantomData }
    }

    /// The values of all CPUs.
    pub(crate) fn get(&self, index: u32) -> Result<Vec<V>> {
        let values = self.handle.lookup_percpu(index.as_bytes(), MapFlags::ANY);
        let values = values.map_err(|source| Error::Map { map: self.name, action: "read", source })?;
        let read = |bytes: Vec<u8>| V::read_from_bytes(&bytes[..size_of::<V>()]).expect("the size was checked");
        Ok(values.unwrap_or_default().into_iter().map(read).collect())
    }

    /// Sets the values of all CPUs to zero.
    pub(crate) fn clear(&self, index: u32) -> Result<()> {
        let error = |source| Error::Map { map: self.name, action: "write", source };
        let cpus = libbpf_rs::num_possible_cpus().map_err(error)?;
        let zeroes = vec![vec![0_u8; size_of::<V>()]; cpus];
        self.handle.update_percpu(index.as_bytes(), &zeroes, MapFlags::ANY).map_err(error)
    }
}

/// What to write and what to delete so that `from` becomes `to`.
pub(crate) fn difference<K: Plain + Ord, V: Plain + PartialEq>(
    from: &BTreeMap<K, V>,
    to: &BTreeMap<K, V>,
) -> (Vec<(K, V)>, Vec<K>) {
    let mut written = Vec::new();
    let mut deleted = Vec::new();
    let (mut old, mut new) = (from.iter().peekable(), to.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some((a, _)), Some((b, _))) => a.cmp(b),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return (written, deleted),
        };
        match order {
            std::cmp::Ordering::Less => deleted.extend(old.next().map(|(key, _)| *key)),
            std::cmp::Ordering::Greater => written.extend(new.next().map(|(key, value)| (*key, *value))),
            std::cmp::Ordering::Equal => {
                let before = old.next().map(|(_, value)| value);
                written
                    .extend(new.next().filter(|(_, value)| before != Some(value)).map(|(key, value)| (*key, *value)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_leads_from_one_to_the_other() {
        let from = BTreeMap::from([(1_u32, 1_u32), (2, 2), (4, 4), (9, 9)]);
        let to = BTreeMap::from([(0, 0), (2, 3), (4, 4), (7, 7)]);
        let (written, deleted) = difference(&from, &to);
        assert_eq!(written, [(0, 0), (2, 3), (7, 7)]);
        assert_eq!(deleted, [1, 9]);
        assert_eq!(difference(&to, &to), (vec![], vec![]));
    }
}
