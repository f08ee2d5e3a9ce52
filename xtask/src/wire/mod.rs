//! Generates `api/wire/src/generated` from the checked-in models and `operations.toml`.

mod closure;
pub(crate) mod config;
mod model;
mod names;
mod schemas;
mod service;
mod shapes;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use closure::Closure;
use model::Model;

/// Writes the generated files, or with `check` compares them.
pub(crate) fn generate(wire_crate: &Path, check: bool) -> Result<()> {
    let config = config::read(wire_crate)?;
    let directory = wire_crate.join("src/generated");
    let header =
        format!("from botocore {} by `cargo xtask wire`: change operations.toml instead.", config.botocore.version);
    let root = wire_crate.ancestors().nth(2).context("api/wire lies two folders below the root")?;
    let mut files = vec![("mod.rs".to_owned(), module(&config, &header))];
    for (name, service) in &config.service {
        let model = Model::read(wire_crate, name)?;
        let closure = Closure::new(&model, service).with_context(|| format!("service {name}"))?;
        let types = shapes::emit(&model, &closure)?;
        let interface = service::emit_trait(name, &model, service)?;
        let title = &model.metadata.service_full_name;
        files.push((
            format!("{name}.rs"),
            format!("//! Shapes and operations of {title}, generated {header}\n\n{types}\n{interface}"),
        ));
        let schemas = schemas::emit(&model, &closure, service)?;
        let table = service::emit_table(name, &model, &closure)?;
        files.push((
            format!("{name}_schema.rs"),
            format!("//! Schemas of {title}, generated {header}\n\n{}{table}\n{schemas}", schemas::imports(&schemas)),
        ));
    }
    fs::create_dir_all(&directory)?;
    let mut stale = Vec::new();
    for (file, text) in files {
        let path = directory.join(&file);
        let text = rustfmt(root, &text).with_context(|| file.clone())?;
        let current = fs::read_to_string(&path).unwrap_or_default();
        if current != text {
            if !check {
                fs::write(&path, text)?;
            }
            stale.push(file);
        }
    }
    if check && !stale.is_empty() {
        bail!("stale: {}. Run `cargo xtask wire`", stale.join(", "));
    }
    Ok(())
}

fn module(config: &config::Config, header: &str) -> String {
    let names = || config.service.keys();
    let services: String = names().flat_map(|name| ["pub mod ", name, ";\n"]).collect();
    let schemas: String = names().flat_map(|name| ["pub(crate) mod ", name, "_schema;\n"]).collect();
    format!("//! Generated {header}\n\n{services}\n{schemas}")
}

fn rustfmt(root: &Path, text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .arg("--config-path")
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rustfmt did not start: add it with `rustup component add rustfmt`")?;
    let mut input = child.stdin.take().context("rustfmt has no standard input")?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().expect("writing to a pipe does not panic")?;
    ensure!(output.status.success(), "rustfmt failed: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_generated_files_are_fresh() {
        let wire_crate = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/wire").canonicalize().unwrap();
        super::generate(&wire_crate, true).unwrap();
    }
}
