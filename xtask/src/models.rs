//! Prunes botocore's service models: only what the declared operations reach, without documentation. Of the other
//! operations the names stay.
//!
//! The pruned copy is checked in, so that generating needs neither the network nor botocore.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::wire::config::{self, Service};

/// Writes `models/<service>.json` for each declared service.
pub(crate) fn prune(wire_crate: &Path, data: &Path) -> Result<()> {
    let config = config::read(wire_crate)?;
    let directory = wire_crate.join("models");
    fs::create_dir_all(&directory)?;
    for (name, service) in &config.service {
        let source = data.join(name).join(&service.version).join("service-2.json.gz");
        let model = read_model(&source, service)
            .with_context(|| format!("{} of botocore {}", source.display(), config.botocore.version))?;
        let pruned = prune_service(&model, service).with_context(|| name.clone())?;
        let mut text = serde_json::to_string_pretty(&pruned)?;
        text.push('\n');
        fs::write(directory.join(format!("{name}.json")), text)?;
    }
    Ok(())
}

fn read_model(path: &Path, service: &Service) -> Result<Value> {
    let packed = fs::read(path)?;
    let digest = format!("{:x}", Sha256::digest(&packed));
    ensure!(
        digest == service.sha256,
        "has the SHA-256 {digest}, but operations.toml pins {}: install the pinned version, or pin this one",
        service.sha256
    );
    let output = Command::new("gzip")
        .arg("--decompress")
        .arg("--stdout")
        .arg(path)
        .output()
        .context("gzip did not start: install it")?;
    ensure!(output.status.success(), "gzip failed: {}", output.status);
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn prune_service(model: &Value, service: &Service) -> Result<Value> {
    let mut operations = Map::new();
    let mut reached = BTreeSet::new();
    for name in service.operations.keys() {
        let Some(operation) = model["operations"].get(name) else {
            bail!("the model has no operation {name}");
        };
        for side in ["input", "output"] {
            if let Some(shape) = operation[side]["shape"].as_str() {
                reach(model, shape, &mut reached)?;
            }
        }
        let mut operation = operation.clone();
        strip(&mut operation);
        operations.insert(name.clone(), operation);
    }
    let mut shapes = BTreeMap::new();
    for name in reached {
        let mut shape = model["shapes"][&name].clone();
        strip(&mut shape);
        shapes.insert(name, shape);
    }
    let all = model["operations"].as_object().context("the model has no operations")?;
    // So that what is not there yet can be told from what nobody has.
    let others: BTreeSet<&String> = all.keys().filter(|name| !operations.contains_key(*name)).collect();
    Ok(serde_json::json!({
        "metadata": model["metadata"],
        "operations": operations,
        "otherOperations": others,
        "shapes": shapes,
    }))
}

fn reach(model: &Value, name: &str, reached: &mut BTreeSet<String>) -> Result<()> {
    if !reached.insert(name.to_owned()) {
        return Ok(());
    }
    let Some(shape) = model["shapes"].get(name) else {
        bail!("the model has no shape {name}");
    };
    let members = shape["members"].as_object().into_iter().flat_map(|members| members.values());
    let parts = ["member", "key", "value"].into_iter().filter_map(|part| shape.get(part));
    for target in members.chain(parts) {
        if let Some(target) = target["shape"].as_str() {
            reach(model, target, reached)?;
        }
    }
    Ok(())
}

/// Removes documentation and what no generated file depends on. A member may itself be named so: those stay.
fn strip(value: &mut Value) {
    if let Value::Object(object) = value {
        for noise in ["documentation", "deprecatedMessage", "deprecatedSince", "errors"] {
            if object.get(noise).is_some_and(|noise| !is_shape_reference(noise)) {
                object.shift_remove(noise);
            }
        }
        object.values_mut().for_each(strip);
    }
}

fn is_shape_reference(value: &Value) -> bool {
    value.get("shape").is_some()
}
