//! The JSON 1.1 protocol.

use jiff::Timestamp;
use serde_json::{Map as Object, Value as Json};

use crate::limits::{MAX_DEPTH, MAX_LIST_POSITION};
use crate::refusal::Refusal;
use crate::scalar::{base64_bytes, base64_text, iso8601, one_of, within, wrong};
use crate::schema::{Member, Shape, Structure, TimestampFormat, Treatment};
use crate::value::Value;

/// Reads a body into the operation's input. An empty body is an empty object.
pub(crate) fn read(schema: &'static Structure, body: &[u8]) -> Result<Value, Refusal> {
    if body.is_empty() {
        return structure(schema, &Json::Object(Object::new()), "");
    }
    // Parsing itself stops at 128 levels.
    let json: Json = serde_json::from_slice(body)
        .map_err(|error| Refusal::Malformed { reason: format!("The body is not JSON: {error}") })?;
    if is_deeper(&json, MAX_DEPTH) {
        return Err(Refusal::OverLimit { what: "depth of JSON", limit: MAX_DEPTH });
    }
    structure(schema, &json, "")
}

fn is_deeper(json: &Json, limit: usize) -> bool {
    let Some(below) = limit.checked_sub(1) else {
        return matches!(json, Json::Array(_) | Json::Object(_));
    };
    match json {
        Json::Array(items) => items.iter().any(|item| is_deeper(item, below)),
        Json::Object(members) => members.values().any(|member| is_deeper(member, below)),
        _ => false,
    }
}

fn structure(schema: &'static Structure, json: &Json, path: &str) -> Result<Value, Refusal> {
    let Json::Object(object) = json else {
        return Err(wrong(path, kind(json), "a structure"));
    };
    if let Some(unknown) = object.keys().find(|name| schema.members.iter().all(|member| member.wire != **name)) {
        return Err(Refusal::Unknown { path: join(path, unknown) });
    }
    let mut fields = Vec::new();
    for member in schema.members {
        fields.extend(self::member(member, object, path)?);
    }
    Ok(Value::Structure(fields))
}

fn member(member: &'static Member, object: &Object<String, Json>, path: &str) -> Result<Option<(u16, Value)>, Refusal> {
    let path = join(path, member.wire);
    let Some(json) = object.get(member.wire).filter(|json| !json.is_null()) else {
        return if member.required { Err(Refusal::Missing { path }) } else { Ok(None) };
    };
    match member.treatment {
        Treatment::Field { field, shape } => Ok(Some((field, value(shape, json, &path)?))),
        Treatment::Refused { unless } => {
            let accepted = says_nothing(json) || unless.is_some_and(|unless| is_text(json, unless));
            if accepted { Ok(None) } else { Err(Refusal::Unhonoured { path, unless }) }
        }
    }
}

/// Clients that write every member write an empty list or map for what was not given.
fn says_nothing(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn is_text(json: &Json, text: &str) -> bool {
    match json {
        Json::String(string) => string == text,
        Json::Bool(boolean) => text == if *boolean { "true" } else { "false" },
        Json::Number(number) => text == number.to_string(),
        _ => false,
    }
}

fn value(shape: Shape, json: &Json, path: &str) -> Result<Value, Refusal> {
    match shape {
        Shape::Structure(schema) => structure(schema, json, path),
        Shape::List(schema) => match json {
            Json::Array(items) if items.len() > MAX_LIST_POSITION as usize => {
                Err(Refusal::OverLimit { what: "list length", limit: MAX_LIST_POSITION as usize })
            }
            Json::Array(items) => {
                let read = |(index, item)| value(schema.item, item, &format!("{path}[{index}]"));
                Ok(Value::List(items.iter().enumerate().map(read).collect::<Result<_, _>>()?))
            }
            _ => Err(wrong(path, kind(json), "a list")),
        },
        Shape::Map(schema) => match json {
            Json::Object(members) => {
                let read = |(name, member): (&String, &Json)| {
                    Ok((name.clone(), value(schema.value, member, &join(path, name))?))
                };
                Ok(Value::Map(members.iter().map(read).collect::<Result<_, _>>()?))
            }
            _ => Err(wrong(path, kind(json), "a map")),
        },
        plain => scalar(plain, json, path),
    }
}

fn scalar(shape: Shape, json: &Json, path: &str) -> Result<Value, Refusal> {
    let wrong = |expected| wrong(path, kind(json), expected);
    match shape {
        Shape::Enum(allowed) | Shape::AnyCase(allowed) => {
            one_of(allowed, path, json.as_str().ok_or_else(|| wrong("a string"))?)
        }
        Shape::Integer(bounds) => {
            let number = json.as_i64().and_then(|number| i32::try_from(number).ok());
            within(bounds, path, number.ok_or_else(|| wrong("an integer"))?.into())
        }
        Shape::Long(bounds) => within(bounds, path, json.as_i64().ok_or_else(|| wrong("a long integer"))?),
        Shape::Double => json.as_f64().map(Value::Double).ok_or_else(|| wrong("a number")),
        Shape::Boolean => json.as_bool().map(Value::Boolean).ok_or_else(|| wrong("a boolean")),
        Shape::Timestamp(_) => {
            json.as_f64().and_then(timestamp).map(Value::Timestamp).ok_or_else(|| wrong("a timestamp"))
        }
        Shape::Blob => json.as_str().and_then(base64_bytes).map(Value::Blob).ok_or_else(|| wrong("base64")),
        Shape::String | Shape::Structure(_) | Shape::List(_) | Shape::Map(_) => {
            json.as_str().map(|text| Value::String(text.to_owned())).ok_or_else(|| wrong("a string"))
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a float that is out of range becomes a limit, and that is no timestamp"
)]
fn timestamp(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_millisecond((seconds * 1000.0).round() as i64).ok()
}

/// What AWS calls a value that is of the wrong type.
fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "NULL_VALUE",
        Json::Bool(_) => "BOOLEAN_VALUE",
        Json::Number(_) => "NUMBER_VALUE",
        Json::String(_) => "STRING_VALUE",
        Json::Array(_) => "START_ARRAY",
        Json::Object(_) => "START_OBJECT",
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Writes an output.
pub(crate) fn write(schema: &'static Structure, output: Value) -> Json {
    written(Shape::Structure(schema), output)
}

fn written(shape: Shape, value: Value) -> Json {
    match (shape, value) {
        (Shape::Structure(schema), Value::Structure(fields)) => {
            let mut object = Object::new();
            for (field, value) in fields {
                if let Some((member, shape)) = schema.field(field) {
                    object.insert(member.wire.to_owned(), written(shape, value));
                }
            }
            Json::Object(object)
        }
        (Shape::List(schema), Value::List(items)) => {
            Json::Array(items.into_iter().map(|item| written(schema.item, item)).collect())
        }
        (Shape::Map(schema), Value::Map(entries)) => {
            Json::Object(entries.into_iter().map(|(key, value)| (key, written(schema.value, value))).collect())
        }
        (Shape::Timestamp(TimestampFormat::Iso8601), Value::Timestamp(timestamp)) => Json::from(iso8601(timestamp)),
        (_, value) => plain(value),
    }
}

fn plain(value: Value) -> Json {
    match value {
        Value::String(text) => Json::from(text),
        Value::Whole(number) => Json::from(number),
        Value::Double(number) => Json::from(number),
        Value::Boolean(boolean) => Json::from(boolean),
        Value::Timestamp(timestamp) => Json::from(epoch_seconds(timestamp)),
        Value::Blob(bytes) => Json::from(base64_text(&bytes)),
        Value::Structure(_) | Value::List(_) | Value::Map(_) => Json::Null,
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 fit the 52 bits of a float until the year 140000"
)]
fn epoch_seconds(timestamp: Timestamp) -> f64 {
    timestamp.as_millisecond() as f64 / 1000.0
}
