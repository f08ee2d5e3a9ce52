//! The schemas: what the engines know of a structure, as static data.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::closure::{Closure, below};
use super::config::{Honoured, Service};
use super::model::{Model, Reference, Shape};
use super::names;

/// One static per schema.
pub(crate) fn emit(model: &Model, closure: &Closure, service: &Service) -> Result<String> {
    let mut emitter = Emitter { model, closure, service, enums: BTreeSet::new(), opened: BTreeSet::new() };
    let mut text = String::new();
    for (name, honoured, schema) in closure.input_schemas() {
        let members = emitter.input_members(name, honoured).with_context(|| name.to_owned())?;
        structure(&mut text, &schema, name, &members)?;
    }
    for name in &closure.outputs {
        let members = emitter.output_members(name).with_context(|| name.clone())?;
        structure(&mut text, &output_schema(name), name, &members)?;
    }
    if let Some(name) = service.open.iter().find(|name| !emitter.opened.contains(*name)) {
        bail!("{name} is open, but no input that is honoured has such an enumeration");
    }
    if let Some(name) = service.any_case.iter().find(|name| !emitter.enums.contains(*name)) {
        bail!("{name} is taken in any case, but no input that is honoured has such an enumeration");
    }
    for name in &emitter.enums {
        let constant = names::constant(name);
        let values = &model.shape(name)?.allowed;
        writeln!(text, "/// The values of `{name}`.\nstatic ENUM_{constant}: &[&str] = &{values:?};\n")?;
    }
    Ok(text)
}

/// The imports that the schemas use.
pub(crate) fn imports(schemas: &str) -> String {
    let used = |pattern: &str| schemas.contains(pattern);
    let names: Vec<&str> = [
        ("ANY", "(ANY)"),
        ("Bounds", "Bounds {"),
        ("List", "&List {"),
        ("Map", "&Map {"),
        ("Member", "Member::"),
        ("Shape", "Shape::"),
        ("Structure", "Structure"),
        ("TimestampFormat", "TimestampFormat::"),
    ]
    .into_iter()
    .filter_map(|(name, pattern)| used(pattern).then_some(name))
    .collect();
    format!("use crate::schema::{{{}}};\n", names.join(", "))
}

fn structure(text: &mut String, schema: &str, name: &str, members: &[String]) -> Result<()> {
    writeln!(text, "static {schema}: Structure = Structure {{ name: {name:?}, members: &[")?;
    for member in members {
        writeln!(text, "{member},")?;
    }
    writeln!(text, "] }};\n")?;
    Ok(())
}

/// The name of the schema for a structure on the way out.
pub(crate) fn output_schema(name: &str) -> String {
    format!("OUT_{}", names::constant(name))
}

struct Emitter<'input> {
    model: &'input Model,
    closure: &'input Closure,
    service: &'input Service,
    enums: BTreeSet<String>,
    opened: BTreeSet<String>,
}

impl Emitter<'_> {
    fn input_members(&mut self, name: &str, honoured: &Honoured) -> Result<Vec<String>> {
        let shape = self.model.shape(name)?;
        let mut members = Vec::new();
        for (member, reference) in shape.members()? {
            let wire = self.input_name(member, &reference);
            let below = below(honoured, member);
            let mut text = match &below {
                None => format!("Member::refused({member:?}, {wire:?})"),
                Some(Honoured::Only(value)) => format!("Member::only({member:?}, {wire:?}, {value:?})"),
                Some(below) => {
                    let field = self.field(name, shape, member)?;
                    let shape = self.shape(&reference, Some(below))?;
                    format!("Member::new({member:?}, {wire:?}, {field}, {shape})")
                }
            };
            if shape.required.iter().any(|required| required == member) {
                text += ".required()";
            }
            members.push(text);
        }
        Ok(members)
    }

    fn output_members(&mut self, name: &str) -> Result<Vec<String>> {
        let shape = self.model.shape(name)?;
        let mut members = Vec::new();
        for (member, reference) in shape.members()? {
            let wire = reference.location_name.as_deref().unwrap_or(member);
            let field = self.field(name, shape, member)?;
            let shape = self.shape(&reference, None)?;
            members.push(format!("Member::new({member:?}, {wire:?}, {field}, {shape})"));
        }
        Ok(members)
    }

    /// The ec2 protocol capitalises a member's location name, unless it has a name for queries.
    fn input_name(&self, member: &str, reference: &Reference) -> String {
        let location = reference.location_name.as_deref();
        if self.model.metadata.protocol == "ec2" {
            let capital = location.map(names::capital);
            reference.query_name.clone().or(capital).unwrap_or_else(|| member.to_owned())
        } else {
            location.unwrap_or(member).to_owned()
        }
    }

    fn field(&self, name: &str, shape: &Shape, member: &str) -> Result<usize> {
        let fields = self.closure.ordered(name, shape)?;
        fields.iter().position(|(field, _)| *field == member).with_context(|| format!("{member} is not a field"))
    }

    /// The schema of a use of a shape; `honoured` on the way in.
    fn shape(&mut self, reference: &Reference, honoured: Option<&Honoured>) -> Result<String> {
        let name = &reference.shape;
        let shape = self.model.shape(name)?;
        Ok(match shape.kind.as_str() {
            "structure" => {
                let schema = match honoured {
                    Some(honoured) => self.closure.input_schema(name, honoured)?,
                    None => output_schema(name),
                };
                format!("Shape::Structure(&{schema})")
            }
            "list" => {
                let item = shape.item()?;
                let wire = item.location_name.as_deref().unwrap_or(self.default_item());
                let flattened = shape.flattened;
                let item = self.shape(item, honoured)?;
                format!("Shape::List(&List {{ item: {item}, wire: {wire:?}, flattened: {flattened} }})")
            }
            "map" => {
                let (key, value) = shape.entry()?;
                let key_wire = key.location_name.as_deref().unwrap_or("key");
                let value_wire = value.location_name.as_deref().unwrap_or("value");
                let flattened = shape.flattened;
                let value = self.shape(value, honoured)?;
                format!(
                    "Shape::Map(&Map {{ value: {value}, key_wire: {key_wire:?}, value_wire: {value_wire:?}, \
                     flattened: {flattened} }})"
                )
            }
            "string" if self.service.open.contains(name) && !shape.allowed.is_empty() && honoured.is_some() => {
                self.opened.insert(name.clone());
                "Shape::String".to_owned()
            }
            "string" if !shape.allowed.is_empty() && honoured.is_some() => {
                self.enums.insert(name.clone());
                let kind = if self.service.any_case.contains(name) { "AnyCase" } else { "Enum" };
                format!("Shape::{kind}(ENUM_{})", names::constant(name))
            }
            "string" => "Shape::String".to_owned(),
            "boolean" => "Shape::Boolean".to_owned(),
            "integer" => whole("Integer", shape, honoured.is_some()),
            "long" => whole("Long", shape, honoured.is_some()),
            "float" | "double" => "Shape::Double".to_owned(),
            "timestamp" => self.timestamp(reference, shape)?,
            "blob" => "Shape::Blob".to_owned(),
            other => bail!("{name} is a {other}, which the generator does not know"),
        })
    }

    fn default_item(&self) -> &'static str {
        if self.model.metadata.protocol == "ec2" { "item" } else { "member" }
    }

    fn timestamp(&self, reference: &Reference, shape: &Shape) -> Result<String> {
        let format = reference.timestamp_format.as_ref().or(shape.timestamp_format.as_ref());
        let default = if self.model.metadata.protocol == "json" { "unixTimestamp" } else { "iso8601" };
        let format = match format.map_or(default, String::as_str) {
            "unixTimestamp" => "EpochSeconds",
            "iso8601" => "Iso8601",
            other => bail!("the generator does not know timestamps as {other}"),
        };
        Ok(format!("Shape::Timestamp(TimestampFormat::{format})"))
    }
}

/// A whole number with its bounds, which are checked on the way in.
fn whole(kind: &str, shape: &Shape, input: bool) -> String {
    match (shape.min, shape.max) {
        (None, None) => format!("Shape::{kind}(ANY)"),
        (min, max) if input => {
            let bound = |bound: Option<f64>| bound.map_or("None".to_owned(), |bound| format!("Some({bound})"));
            format!("Shape::{kind}(Bounds {{ min: {}, max: {} }})", bound(min), bound(max))
        }
        _ => format!("Shape::{kind}(ANY)"),
    }
}
