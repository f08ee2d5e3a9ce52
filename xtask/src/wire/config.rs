//! `operations.toml`: what is answered, and which input members are honoured.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The declared services.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) botocore: Botocore,
    pub(crate) service: BTreeMap<String, Service>,
}

/// Where the models come from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Botocore {
    pub(crate) version: String,
}

/// One service, named as botocore names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    pub(crate) version: String,
    /// Of botocore's compressed model.
    pub(crate) sha256: String,
    /// Enumerations whose values are taken in upper case and lower case alike.
    #[serde(default)]
    pub(crate) any_case: Vec<String>,
    /// Enumerations of which AWS documents more values than its model has: taken as text, which the operation judges.
    #[serde(default)]
    pub(crate) open: Vec<String>,
    /// Per operation the honoured paths.
    pub(crate) operations: BTreeMap<String, Vec<String>>,
}

/// What is honoured of a shape.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Honoured {
    /// Everything below.
    All,
    /// Accepted with this value only, and then dropped.
    Only(String),
    /// These members; the others are refused.
    Members(BTreeMap<String, Honoured>),
}

/// Reads `operations.toml`.
pub(crate) fn read(wire_crate: &Path) -> Result<Config> {
    let path = wire_crate.join("operations.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// The honoured paths of an operation as a tree.
pub(crate) fn honoured(paths: &[String]) -> Result<Honoured> {
    let mut root = BTreeMap::new();
    for path in paths {
        insert(&mut root, path).with_context(|| format!("honoured member {path:?}"))?;
    }
    Ok(Honoured::Members(root))
}

fn insert(tree: &mut BTreeMap<String, Honoured>, path: &str) -> Result<()> {
    // The value comes last and may itself hold dots.
    let (names, value) = match path.split_once('=') {
        Some((names, value)) => (names, Some(value)),
        None => (path, None),
    };
    let leaf = value.map_or(Honoured::All, |value| Honoured::Only(value.to_owned()));
    let mut tree = tree;
    let mut names = names.split('.').peekable();
    while let Some(name) = names.next() {
        if names.peek().is_none() {
            if tree.insert(name.to_owned(), leaf).is_some() {
                bail!("is listed twice");
            }
            return Ok(());
        }
        let below = tree.entry(name.to_owned()).or_insert_with(|| Honoured::Members(BTreeMap::new()));
        match below {
            Honoured::Members(members) => tree = members,
            Honoured::All | Honoured::Only(_) => bail!("{name} is already honoured as a whole"),
        }
    }
    bail!("is empty")
}
