//! What the declared operations reach: which fields each structure needs, and which schemas.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

use super::config::{self, Honoured, Service};
use super::model::{Model, Reference, Shape};
use super::names;

/// The shapes to generate.
#[derive(Default)]
pub(crate) struct Closure {
    /// Per structure the members that are fields.
    pub(crate) fields: BTreeMap<String, BTreeSet<String>>,
    /// The structures in outputs: they have all of their members.
    pub(crate) outputs: BTreeSet<String>,
    /// A structure on the way in may be honoured differently by each operation: one schema for each way.
    inputs: BTreeMap<String, BTreeSet<Honoured>>,
    /// What each operation honours.
    pub(crate) operations: BTreeMap<String, Honoured>,
}

impl Closure {
    pub(crate) fn new(model: &Model, service: &Service) -> Result<Self> {
        let mut closure = Self::default();
        for (name, paths) in &service.operations {
            let operation = model
                .operations
                .get(name)
                .with_context(|| format!("the model has no operation {name}: run `cargo xtask models`"))?;
            let honoured = config::honoured(paths).with_context(|| name.clone())?;
            let input = operation.input.as_ref().context("an operation without input")?;
            closure.input(model, &input.shape, &honoured).with_context(|| name.clone())?;
            closure.operations.insert(name.clone(), honoured);
            if let Some(output) = &operation.output {
                closure.output(model, &output.shape)?;
            }
        }
        Ok(closure)
    }

    fn output(&mut self, model: &Model, name: &str) -> Result<()> {
        let shape = model.shape(name)?;
        if shape.kind == "structure" {
            if !self.outputs.insert(name.to_owned()) {
                return Ok(());
            }
            let fields = self.fields.entry(name.to_owned()).or_default();
            fields.extend(shape.members.keys().cloned());
        }
        for part in parts(shape)? {
            self.output(model, &part.shape)?;
        }
        Ok(())
    }

    fn input(&mut self, model: &Model, name: &str, honoured: &Honoured) -> Result<()> {
        let shape = model.shape(name)?;
        if matches!(honoured, Honoured::Only(_)) {
            ensure!(
                !matches!(shape.kind.as_str(), "structure" | "list" | "map"),
                "only a plain value can be compared: {name} is a {}",
                shape.kind
            );
            return Ok(());
        }
        if shape.kind != "structure" {
            let parts = parts(shape)?;
            ensure!(!parts.is_empty() || matches!(honoured, Honoured::All), "{name} has no members");
            return parts.iter().try_for_each(|part| self.input(model, &part.shape, honoured));
        }
        let ways = self.inputs.entry(name.to_owned()).or_default();
        if !ways.insert(honoured.clone()) {
            return Ok(());
        }
        if let Honoured::Members(members) = honoured {
            for member in members.keys() {
                ensure!(shape.members.contains_key(member), "{name} has no member {member}");
            }
        }
        for (member, reference) in shape.members()? {
            match below(honoured, member) {
                Some(below) => {
                    if !matches!(below, Honoured::Only(_)) {
                        let fields = self.fields.entry(name.to_owned()).or_default();
                        fields.insert(member.to_owned());
                    }
                    self.input(model, &reference.shape, &below).with_context(|| member.to_owned())?;
                }
                None if shape.required.iter().any(|required| required == member) => {
                    bail!("{name} requires {member}: honour it");
                }
                None => {}
            }
        }
        self.fields.entry(name.to_owned()).or_default();
        Ok(())
    }

    /// The fields of a structure, in the model's order.
    pub(crate) fn ordered<'model>(&self, name: &str, shape: &'model Shape) -> Result<Vec<(&'model str, Reference)>> {
        let fields = self.fields.get(name).context("a structure that was not reached")?;
        let mut members = shape.members()?;
        members.retain(|(member, _)| fields.contains(*member));
        Ok(members)
    }

    /// Every schema for the way in: the structure, what is honoured of it, the schema's name.
    pub(crate) fn input_schemas(&self) -> impl Iterator<Item = (&str, &Honoured, String)> {
        self.inputs.iter().flat_map(|(name, ways)| {
            ways.iter().enumerate().map(move |(index, honoured)| (name.as_str(), honoured, schema_name(name, index)))
        })
    }

    /// The name of the schema for a structure on the way in.
    pub(crate) fn input_schema(&self, name: &str, honoured: &Honoured) -> Result<String> {
        self.inputs
            .get(name)
            .and_then(|ways| ways.iter().position(|way| way == honoured))
            .map(|index| schema_name(name, index))
            .with_context(|| format!("no schema for {name}"))
    }
}

fn schema_name(name: &str, index: usize) -> String {
    let name = names::constant(name);
    if index == 0 { format!("IN_{name}") } else { format!("IN_{name}_{}", index + 1) }
}

/// What is honoured of a member; `None` when it is refused.
pub(crate) fn below(honoured: &Honoured, member: &str) -> Option<Honoured> {
    match honoured {
        Honoured::All => Some(Honoured::All),
        Honoured::Members(members) => members.get(member).cloned(),
        Honoured::Only(_) => None,
    }
}

fn parts(shape: &Shape) -> Result<Vec<Reference>> {
    let members = shape.members()?.into_iter().map(|(_, reference)| reference);
    let parts = [&shape.member, &shape.value].into_iter().flatten().cloned();
    Ok(members.chain(parts).collect())
}
