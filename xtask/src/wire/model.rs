//! botocore's service model, as much of it as generating needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Map;

/// A service.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Model {
    pub(crate) metadata: Metadata,
    pub(crate) operations: BTreeMap<String, Operation>,
    /// The names of those that are not declared, sorted.
    pub(crate) other_operations: Vec<String>,
    pub(crate) shapes: BTreeMap<String, Shape>,
}

/// What the protocol needs to know of the service.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) api_version: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) protocol: String,
    pub(crate) service_full_name: String,
    pub(crate) signing_name: Option<String>,
    pub(crate) target_prefix: Option<String>,
    pub(crate) xml_namespace: Option<String>,
}

/// An operation.
#[derive(Deserialize)]
pub(crate) struct Operation {
    pub(crate) input: Option<Output>,
    pub(crate) output: Option<Output>,
}

/// The input or output of an operation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Output {
    pub(crate) shape: String,
    pub(crate) result_wrapper: Option<String>,
}

/// A shape. Which fields matter depends on `kind`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shape {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) members: Map<String, serde_json::Value>,
    #[serde(default)]
    pub(crate) required: Vec<String>,
    #[serde(default, rename = "enum")]
    pub(crate) allowed: Vec<String>,
    pub(crate) member: Option<Reference>,
    pub(crate) key: Option<Reference>,
    pub(crate) value: Option<Reference>,
    #[serde(default)]
    pub(crate) flattened: bool,
    pub(crate) timestamp_format: Option<String>,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

/// A use of a shape: by a member, or as what a list or map holds.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reference {
    pub(crate) shape: String,
    pub(crate) location_name: Option<String>,
    pub(crate) query_name: Option<String>,
    pub(crate) timestamp_format: Option<String>,
}

impl Model {
    /// Reads the checked-in model of a service.
    pub(crate) fn read(wire_crate: &Path, service: &str) -> Result<Self> {
        let path = wire_crate.join("models").join(format!("{service}.json"));
        let text = fs::read(&path).with_context(|| path.display().to_string())?;
        serde_json::from_slice(&text).with_context(|| path.display().to_string())
    }

    /// The shape of that name.
    pub(crate) fn shape(&self, name: &str) -> Result<&Shape> {
        self.shapes.get(name).with_context(|| format!("the model has no shape {name}: run `cargo xtask models`"))
    }
}

impl Shape {
    /// The members, in the model's order.
    pub(crate) fn members(&self) -> Result<Vec<(&str, Reference)>> {
        self.members.iter().map(|(name, member)| Ok((name.as_str(), Reference::deserialize(member)?))).collect()
    }

    /// What a list holds.
    pub(crate) fn item(&self) -> Result<&Reference> {
        self.member.as_ref().context("a list without a member")
    }

    /// What a map holds.
    pub(crate) fn entry(&self) -> Result<(&Reference, &Reference)> {
        self.key.as_ref().zip(self.value.as_ref()).context("a map without a key or value")
    }
}
