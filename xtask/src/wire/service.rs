//! The service traits, and the tables through which the engines call them.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::closure::Closure;
use super::config::Service;
use super::model::Model;
use super::names;
use super::schemas;

/// The trait with one method per operation.
pub(crate) fn emit_trait(name: &str, model: &Model, service: &Service) -> Result<String> {
    let mut text = String::new();
    writeln!(text, "/// The operations of {}.", model.metadata.service_full_name)?;
    writeln!(text, "pub trait {}: Send + Sync + 'static {{", names::capital(name))?;
    for operation in service.operations.keys() {
        let shapes = &model.operations[operation];
        let input = &shapes.input.as_ref().context("an operation without input")?.shape;
        let output = shapes.output.as_ref().map_or("()", |output| output.shape.as_str());
        writeln!(
            text,
            "/// `{operation}`.\nfn {}(&self, context: &RequestContext, input: {input}) -> Result<{output}, ApiError>;\n",
            names::field(operation)
        )?;
    }
    writeln!(text, "}}")?;
    Ok(text)
}

/// The table of operations, by name.
pub(crate) fn emit_table(name: &str, model: &Model, closure: &Closure) -> Result<String> {
    let metadata = &model.metadata;
    let interface = names::capital(name);
    let protocol = match metadata.protocol.as_str() {
        "ec2" => "Ec2Query",
        "query" => "Query",
        "json" => "Json11",
        other => bail!("the generator does not know the protocol {other}"),
    };
    let mut text = format!(
        "use super::{name}::{interface};\n\
         use crate::service::{{Description, Operation, Protocol, Service, Signature, run}};\n\n\
         /// {title}.\n\
         pub(crate) static SERVICE: Service<dyn {interface}> = Service {{\n\
         description: Description {{\n\
         name: {name:?}, scope: {scope:?}, protocol: Protocol::{protocol}, version: {version:?},\n\
         target_prefix: {target:?}, namespace: {namespace:?} }}, operations: &[\n",
        title = metadata.service_full_name,
        scope = metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix),
        version = metadata.api_version,
        target = metadata.target_prefix.as_deref().unwrap_or_default(),
        namespace = xml_namespace(model),
    );
    for (operation, honoured) in &closure.operations {
        let shapes = &model.operations[operation];
        let input = &shapes.input.as_ref().context("an operation without input")?.shape;
        let input = closure.input_schema(input, honoured)?;
        let output = shapes.output.as_ref();
        let wrapper = output.and_then(|output| output.result_wrapper.as_deref());
        let output =
            output.map_or("None".to_owned(), |output| format!("Some(&{})", schemas::output_schema(&output.shape)));
        writeln!(
            text,
            "Operation {{ signature: Signature {{ name: {operation:?}, input: &{input}, output: {output}, \
             result_wrapper: {wrapper:?} }}, call: |service, context, input| run(input, |input| service.{}(context, input)) }},",
            names::field(operation)
        )?;
    }
    writeln!(text, "], others: &{:?} }};\n", model.other_operations)?;
    Ok(text)
}

/// AWS writes the namespace of EC2 with a slash at its end, which the model lacks.
fn xml_namespace(model: &Model) -> String {
    let mut namespace = model.metadata.xml_namespace.clone().unwrap_or_default();
    if !namespace.is_empty() && !namespace.ends_with('/') {
        namespace.push('/');
    }
    namespace
}
