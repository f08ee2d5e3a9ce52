//! The structures.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::closure::Closure;
use super::model::Model;
use super::names;

/// One `struct` per reached structure.
pub(crate) fn emit(model: &Model, closure: &Closure) -> Result<String> {
    let mut text = String::from(
        "use std::collections::BTreeMap;\n\nuse jiff::Timestamp;\n\nuse crate::error::ApiError;\n\
         use crate::record::record;\nuse crate::request::RequestContext;\n\n",
    );
    for name in closure.fields.keys() {
        let members = closure.ordered(name, model.shape(name)?)?;
        writeln!(text, "/// The shape `{name}`.")?;
        writeln!(text, "#[derive(Debug, Clone, Default, PartialEq)]\npub struct {name} {{")?;
        for (member, reference) in &members {
            let field = names::field(member);
            let kind = rust_type(model, &reference.shape)?;
            writeln!(text, "/// `{member}`.\npub {field}: Option<{kind}>,")?;
        }
        let mut fields = vec![name.clone()];
        fields.extend(members.iter().map(|(member, _)| names::field(member)));
        let fields = fields.join(", ");
        writeln!(text, "}}\n\nrecord!({fields});\n")?;
    }
    // A service without maps or timestamps does not need the imports.
    if !text.contains("BTreeMap<") {
        text = text.replace("use std::collections::BTreeMap;\n\n", "");
    }
    if !text.contains("Option<Timestamp>") && !text.contains("Vec<Timestamp>") {
        text = text.replace("use jiff::Timestamp;\n\n", "");
    }
    Ok(text)
}

fn rust_type(model: &Model, name: &str) -> Result<String> {
    let shape = model.shape(name)?;
    Ok(match shape.kind.as_str() {
        "structure" => name.to_owned(),
        "list" => format!("Vec<{}>", rust_type(model, &shape.item()?.shape)?),
        "map" => format!("BTreeMap<String, {}>", rust_type(model, &shape.entry()?.1.shape)?),
        "string" => "String".to_owned(),
        "boolean" => "bool".to_owned(),
        "integer" => "i32".to_owned(),
        "long" => "i64".to_owned(),
        "float" | "double" => "f64".to_owned(),
        "timestamp" => "Timestamp".to_owned(),
        "blob" => "Vec<u8>".to_owned(),
        other => bail!("{name} is a {other}, which the generator does not know"),
    })
}
