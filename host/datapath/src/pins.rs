//! What is pinned below a directory: a file for each map and each attachment, by which a process takes over what an earlier one
//! left. The maps fit each other, so they are taken over as a whole or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    fs, io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use libbpf_rs::{
    Link, MapCore, MapHandle,
    query::{ProgInfoIter, ProgInfoQueryOptions},
};

use crate::{Error, Result};

pub(crate) const MAPS: &str = "maps";
pub(crate) const LINKS: &str = "links";

/// Makes what is pinned of these maps whole, where others took pins away while no process held the maps. What attached programs
/// decide by is pinned again, and nothing is lost. Where nobody has a map any more, all of them go, to be made anew: flows
/// that no quota counts, or a network of before with the numbers of now, would be worse than none.
pub(crate) fn complete(directory: &Path, names: &[OsString]) -> Result<()> {
    let missing: Vec<_> = names
        .iter()
        .filter_map(|name| Some((name, pin_path(directory, name)?)))
        .filter(|(_, pin)| !pin.exists())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let used = used_maps(directory)?;
    let mut is_whole = !used.is_empty();
    for (name, path) in missing {
        match used.get(name).map(Vec::as_slice) {
            Some([id]) => {
                let pinned = MapHandle::from_map_id(*id).and_then(|mut map| map.pin(&path));
                pinned.map_err(|error| pin_error(&path, &error))?;
                tracing::warn!(map = ?name, "the pin of a map was gone, and is there again");
            }
            Some(_) => is_whole = false,
            // The version that attached them did not have it.
            None => {}
        }
    }
    if !is_whole {
        let pins = entries_of(&directory.join(MAPS))?;
        if !pins.is_empty() {
            tracing::warn!("pins of maps were gone, and nothing has those maps any more: all are made anew");
        }
        for path in pins {
            remove_if_there(&path)?;
        }
    }
    Ok(())
}

/// The maps by which the programs of the pinned attachments decide, by their names; empty if that cannot be said of all.
fn used_maps(directory: &Path) -> Result<BTreeMap<OsString, Vec<u32>>> {
    let mut programs = BTreeSet::new();
    for path in entries_of(&directory.join(LINKS))? {
        let link = Link::open(&path).map_err(|error| pin_error(&path, &error))?;
        programs.insert(link.info().map_err(|error| pin_error(&path, &error))?.prog_id);
    }
    let mut used: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let options = ProgInfoQueryOptions::default().include_map_ids(true);
    for program in ProgInfoIter::with_query_opts(options).filter(|program| programs.remove(&program.id)) {
        for id in program.map_ids {
            let map = MapHandle::from_map_id(id).map_err(|error| pin_error(directory, &error))?;
            let ids = used.entry(map.name().to_owned()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(if programs.is_empty() { used } else { BTreeMap::new() })
}

/// Where a map is pinned; the programs' constants are not, nor what holds nothing from one packet to the next.
pub(crate) fn pin_path(directory: &Path, name: &OsStr) -> Option<PathBuf> {
    let inner = name.as_encoded_bytes().contains(&b'.') || name == "scratch" || name == "decisions";
    (!inner).then(|| directory.join(MAPS).join(name))
}

/// How many entries a map may hold that is pinned already.
pub(crate) fn pinned_size(directory: &Path, name: &str) -> Result<Option<u32>> {
    let Some(path) = pin_path(directory, OsStr::new(name)).filter(|path| path.exists()) else { return Ok(None) };
    let pinned = MapHandle::from_pinned_path(&path).map_err(|error| pin_error(&path, &error))?;
    Ok(Some(pinned.max_entries()))
}

/// How often a directory is read again that was not empty after all: an agent that is ending may pin what it was about to.
const READINGS: u32 = 8;

/// Takes away every pin below `directory`.
pub(crate) fn remove(directory: &Path) -> Result<()> {
    [LINKS, MAPS].iter().try_for_each(|part| remove_part(&directory.join(part), entries_of))
}

fn remove_part(part: &Path, mut entries_of: impl FnMut(&Path) -> Result<Vec<PathBuf>>) -> Result<()> {
    let mut reading = 1;
    loop {
        for path in entries_of(part)? {
            remove_if_there(&path)?;
        }
        match fs::remove_dir(part) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty && reading < READINGS => reading += 1,
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Error::Pin { path: part.to_owned(), source });
            }
            _ => return Ok(()),
        }
    }
}

pub(crate) fn entries_of(directory: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::Pin { path: directory.to_owned(), source };
    let entries = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

pub(crate) fn make_directory(path: &Path) -> Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|source| Error::Pin { path: path.to_owned(), source })
}

pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::Pin { path: path.to_owned(), source }),
        _ => Ok(()),
    }
}

pub(crate) fn pin_error(path: &Path, error: &dyn std::error::Error) -> Error {
    Error::Pin { path: path.to_owned(), source: io::Error::other(error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that gets an entry after each of the first readings.
    fn removed(added_after: u32) -> (Result<()>, bool) {
        let directory = tempfile::tempdir().unwrap();
        let part = directory.path().join(MAPS);
        fs::create_dir(&part).unwrap();
        fs::write(part.join("first"), "").unwrap();
        let mut readings = 0;
        let result = remove_part(&part, |part| {
            let entries = entries_of(part);
            readings += 1;
            if readings <= added_after {
                fs::write(part.join(readings.to_string()), "").unwrap();
            }
            entries
        });
        (result, part.exists())
    }

    #[test]
    fn what_is_pinned_meanwhile_goes_as_well_but_not_for_ever() {
        for added_after in [0, 1, READINGS - 1] {
            let (result, exists) = removed(added_after);
            assert!(result.is_ok() && !exists, "{added_after}: {result:?}");
        }
        let (result, exists) = removed(u32::MAX);
        assert!(matches!(result, Err(Error::Pin { .. })) && exists);
    }
}
