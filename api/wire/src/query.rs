//! The query protocols: a form read by an operation's schema.
//!
//! ec2 numbers the items of a list (`Filter.1`), query puts a name before the number (`Names.member.1`).

use crate::form::Node;
use crate::limits::MAX_LIST_POSITION;
use crate::refusal::Refusal;
use crate::scalar::{from_text, wrong};
use crate::schema::{List, Map, Member, Shape, Structure, Treatment};
use crate::service::Protocol;
use crate::value::Value;

/// Reads a form into the operation's input. The names that routing and signing use must be gone from it.
pub(crate) fn read(protocol: Protocol, schema: &'static Structure, form: &Node) -> Result<Value, Refusal> {
    Reader { ec2: protocol == Protocol::Ec2Query }.structure(schema, form, "")
}

struct Reader {
    ec2: bool,
}

impl Reader {
    fn value(&self, shape: Shape, node: &Node, path: &str) -> Result<Value, Refusal> {
        match shape {
            Shape::Structure(schema) => self.structure(schema, node, path),
            Shape::List(schema) => self.list(schema, node, path),
            Shape::Map(schema) => self.map(schema, node, path),
            plain => from_text(plain, path, own_text(node, path)?),
        }
    }

    fn structure(&self, schema: &'static Structure, node: &Node, path: &str) -> Result<Value, Refusal> {
        if let Some(text) = node.value.as_deref().filter(|text| !text.is_empty()) {
            return Err(wrong(path, text, "several values"));
        }
        if let Some(unknown) =
            node.children.keys().find(|name| schema.members.iter().all(|member| member.wire != **name))
        {
            return Err(Refusal::Unknown { path: join(path, unknown) });
        }
        let mut fields = Vec::new();
        for member in schema.members {
            fields.extend(self.member(member, node, path)?);
        }
        Ok(Value::Structure(fields))
    }

    fn member(&self, member: &'static Member, node: &Node, path: &str) -> Result<Option<(u16, Value)>, Refusal> {
        let path = join(path, member.wire);
        let Some(node) = node.children.get(member.wire) else {
            return if member.required { Err(Refusal::Missing { path }) } else { Ok(None) };
        };
        match member.treatment {
            Treatment::Field { field, shape } => Ok(Some((field, self.value(shape, node, &path)?))),
            Treatment::Refused { unless } => {
                let accepted =
                    unless.is_some_and(|unless| node.children.is_empty() && node.value.as_deref() == Some(unless));
                if accepted { Ok(None) } else { Err(Refusal::Unhonoured { path, unless }) }
            }
        }
    }

    fn list(&self, schema: &'static List, node: &Node, path: &str) -> Result<Value, Refusal> {
        if is_empty(node) {
            return Ok(Value::List(Vec::new()));
        }
        let items = if self.ec2 || schema.flattened {
            numbered(node, path)?
        } else {
            numbered(only_child(node, schema.wire, path)?, &join(path, schema.wire))?
        };
        let read = |(node, path): (&Node, String)| self.value(schema.item, node, &path);
        Ok(Value::List(items.into_iter().map(read).collect::<Result<_, _>>()?))
    }

    fn map(&self, schema: &'static Map, node: &Node, path: &str) -> Result<Value, Refusal> {
        if is_empty(node) {
            return Ok(Value::Map(Vec::new()));
        }
        let entries = if schema.flattened {
            numbered(node, path)?
        } else {
            numbered(only_child(node, "entry", path)?, &join(path, "entry"))?
        };
        let mut map: Vec<(String, Value)> = Vec::new();
        for (node, path) in entries {
            let known = |name: &&String| *name == schema.key_wire || *name == schema.value_wire;
            if let Some(unknown) = node.children.keys().find(|name| !known(name)) {
                return Err(Refusal::Unknown { path: join(&path, unknown) });
            }
            let part = |name: &str| node.children.get(name).ok_or_else(|| Refusal::Missing { path: join(&path, name) });
            let key = own_text(part(schema.key_wire)?, &path)?.to_owned();
            let value = self.value(schema.value, part(schema.value_wire)?, &join(&path, schema.value_wire))?;
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }
}

/// Clients write an empty list or map as an empty text.
fn is_empty(node: &Node) -> bool {
    node.children.is_empty() && node.value.as_deref().is_none_or(str::is_empty)
}

/// The children of a list, by their numbers. Numbers may leave gaps, and only those present cost anything.
fn numbered<'node>(node: &'node Node, path: &str) -> Result<Vec<(&'node Node, String)>, Refusal> {
    if let Some(text) = &node.value {
        return Err(wrong(path, text, "a numbered list"));
    }
    let mut items = Vec::with_capacity(node.children.len());
    for (name, child) in &node.children {
        let path = join(path, name);
        let plain = !name.starts_with('0') && name.bytes().all(|byte| byte.is_ascii_digit());
        if !plain {
            return Err(Refusal::Unknown { path });
        }
        match name.parse::<u32>() {
            Ok(position) if position <= MAX_LIST_POSITION => items.push((position, child, path)),
            _ => return Err(Refusal::OverLimit { what: "list position", limit: MAX_LIST_POSITION as usize }),
        }
    }
    items.sort_unstable_by_key(|(position, ..)| *position);
    Ok(items.into_iter().map(|(_, child, path)| (child, path)).collect())
}

fn only_child<'node>(node: &'node Node, name: &str, path: &str) -> Result<&'node Node, Refusal> {
    if let Some(text) = &node.value {
        return Err(wrong(path, text, "a list"));
    }
    match node.children.keys().find(|child| *child != name) {
        Some(unknown) => Err(Refusal::Unknown { path: join(path, unknown) }),
        None => node.children.get(name).ok_or_else(|| Refusal::Missing { path: join(path, name) }),
    }
}

fn own_text<'node>(node: &'node Node, path: &str) -> Result<&'node str, Refusal> {
    match (&node.value, node.children.keys().next()) {
        (_, Some(unknown)) => Err(Refusal::Unknown { path: join(path, unknown) }),
        (Some(text), None) => Ok(text),
        (None, None) => Err(Refusal::Missing { path: path.to_owned() }),
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
