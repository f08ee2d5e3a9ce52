//! Plain values as text, and the checks that the model asks of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use crate::refusal::Refusal;
use crate::schema::{Bounds, Shape};
use crate::value::Value;
use crate::xml::can_write;

/// A plain value from its text in a form.
pub(crate) fn from_text(shape: Shape, path: &str, text: &str) -> Result<Value, Refusal> {
    let wrong = |expected| wrong(path, text, expected);
    match shape {
        // What is taken must read back as it was written.
        Shape::String if !text.chars().all(can_write) => Err(Refusal::Character { path: path.to_owned() }),
        Shape::String => Ok(Value::String(text.to_owned())),
        Shape::Enum(allowed) => one_of(allowed, path, text),
        Shape::AnyCase(allowed) => {
            let meant = allowed.iter().find(|value| value.eq_ignore_ascii_case(text));
            one_of(allowed, path, meant.unwrap_or(&text))
        }
        Shape::Integer(bounds) => {
            let number: i32 = text.parse().map_err(|_| wrong("an integer"))?;
            within(bounds, path, number.into())
        }
        Shape::Long(bounds) => {
            let number: i64 = text.parse().map_err(|_| wrong("a long integer"))?;
            within(bounds, path, number)
        }
        Shape::Double => text.parse().map(Value::Double).map_err(|_| wrong("a number")),
        Shape::Boolean => match text {
            "true" | "True" | "TRUE" => Ok(Value::Boolean(true)),
            "false" | "False" | "FALSE" => Ok(Value::Boolean(false)),
            _ => Err(wrong("true or false")),
        },
        Shape::Timestamp(_) => {
            text.parse::<Timestamp>().map(Value::Timestamp).map_err(|_| wrong("a time such as 2026-01-31T12:00:00Z"))
        }
        Shape::Blob => STANDARD.decode(text).map(Value::Blob).map_err(|_| wrong("base64")),
        Shape::Structure(_) | Shape::List(_) | Shape::Map(_) => Err(wrong("several values")),
    }
}

/// A text that must be one of these.
pub(crate) fn one_of(allowed: &'static [&'static str], path: &str, text: &str) -> Result<Value, Refusal> {
    if allowed.contains(&text) {
        Ok(Value::String(text.to_owned()))
    } else {
        Err(Refusal::NotInEnum { path: path.to_owned(), value: shortened(text), allowed })
    }
}

/// A number that must lie in bounds.
pub(crate) fn within(bounds: Bounds, path: &str, value: i64) -> Result<Value, Refusal> {
    let Bounds { min, max } = bounds;
    if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
        return Err(Refusal::OutOfBounds { path: path.to_owned(), value, least: min, greatest: max });
    }
    Ok(Value::Whole(value))
}

/// The refusal of a value that is not of the type.
pub(crate) fn wrong(path: &str, value: &str, expected: &'static str) -> Refusal {
    Refusal::WrongType { path: path.to_owned(), value: shortened(value), expected }
}

/// An error repeats no more of a value than a reader wants to see.
fn shortened(value: &str) -> String {
    const SHOWN: usize = 128;
    if value.chars().nth(SHOWN).is_none() {
        return value.to_owned();
    }
    value.chars().take(SHOWN).chain(['…']).collect()
}

/// Bytes as text.
pub(crate) fn base64_text(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes from text.
pub(crate) fn base64_bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// `2026-01-31T12:00:00.000Z`.
pub(crate) fn iso8601(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
