//! Data between bytes and types: what an engine reads by a schema, and writes by one.

use jiff::Timestamp;

/// A value of a shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Fields by their position in the struct; absent ones are left out.
    Structure(Vec<(u16, Value)>),
    /// In order.
    List(Vec<Value>),
    /// In order of arrival.
    Map(Vec<(String, Value)>),
    /// Strings and enums.
    String(String),
    /// Integers and longs.
    Whole(i64),
    /// Floats and doubles.
    Double(f64),
    /// Booleans.
    Boolean(bool),
    /// Timestamps.
    Timestamp(Timestamp),
    /// Bytes.
    Blob(Vec<u8>),
}
