//! Between values and the generated structs.
//!
//! A struct offers its fields as a list of slots, in the order that the schemas count them. That is all that is generated
//! per struct, so hundreds of them compile fast.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::error::{ApiError, INTERNAL};
use crate::value::Value;

/// A field of a generated struct.
pub(crate) trait Slot {
    /// Puts a value in.
    fn put(&mut self, value: Value) -> Result<(), Mismatch>;
    /// Takes the value out; `None` when there is none.
    fn take(&mut self) -> Option<Value>;
}

/// A value that is not of the field's type: the schema and the struct were not generated together.
#[derive(Debug, PartialEq)]
pub(crate) struct Mismatch;

impl From<Mismatch> for ApiError {
    fn from(_: Mismatch) -> Self {
        Self::new(INTERNAL, "The generated schemas and shapes do not agree").with_status(500)
    }
}

/// A type that a value can become and come from.
pub(crate) trait Field: Sized {
    fn read(value: Value) -> Result<Self, Mismatch>;
    fn write(self) -> Value;
}

/// A generated struct.
pub(crate) trait Record: Default {
    /// The fields, in the order of the struct.
    fn slots(&mut self) -> Vec<&mut dyn Slot>;
}

/// Implements [`Record`] for a struct with these fields.
macro_rules! record {
    ($name:ident $(, $field:ident)* $(,)?) => {
        impl crate::record::Record for $name {
            fn slots(&mut self) -> Vec<&mut dyn crate::record::Slot> {
                vec![$(&mut self.$field as &mut dyn crate::record::Slot),*]
            }
        }
    };
}
pub(crate) use record;

impl<T: Field> Slot for Option<T> {
    fn put(&mut self, value: Value) -> Result<(), Mismatch> {
        *self = Some(T::read(value)?);
        Ok(())
    }

    fn take(&mut self) -> Option<Value> {
        Option::take(self).map(T::write)
    }
}

impl<T: Record> Field for T {
    fn read(value: Value) -> Result<Self, Mismatch> {
        let Value::Structure(fields) = value else {
            return Err(Mismatch);
        };
        let mut record = T::default();
        fill(&mut record.slots(), fields)?;
        Ok(record)
    }

    fn write(mut self) -> Value {
        Value::Structure(drain(&mut self.slots()))
    }
}

// Not generic, so that it is compiled once for all structs.
fn fill(slots: &mut [&mut dyn Slot], fields: Vec<(u16, Value)>) -> Result<(), Mismatch> {
    for (field, value) in fields {
        slots.get_mut(usize::from(field)).ok_or(Mismatch)?.put(value)?;
    }
    Ok(())
}

fn drain(slots: &mut [&mut dyn Slot]) -> Vec<(u16, Value)> {
    (0..).zip(slots).filter_map(|(field, slot)| Some((field, slot.take()?))).collect()
}

impl<T: Field> Field for Vec<T> {
    fn read(value: Value) -> Result<Self, Mismatch> {
        match value {
            Value::List(items) => items.into_iter().map(T::read).collect(),
            _ => Err(Mismatch),
        }
    }

    fn write(self) -> Value {
        Value::List(self.into_iter().map(T::write).collect())
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    fn read(value: Value) -> Result<Self, Mismatch> {
        match value {
            Value::Map(entries) => entries.into_iter().map(|(key, value)| Ok((key, T::read(value)?))).collect(),
            _ => Err(Mismatch),
        }
    }

    fn write(self) -> Value {
        Value::Map(self.into_iter().map(|(key, value)| (key, value.write())).collect())
    }
}

macro_rules! plain {
    ($($kind:ty, $variant:ident;)*) => {$(
        impl Field for $kind {
            fn read(value: Value) -> Result<Self, Mismatch> {
                match value {
                    Value::$variant(value) => <$kind>::try_from(value).map_err(|_| Mismatch),
                    _ => Err(Mismatch),
                }
            }

            fn write(self) -> Value {
                Value::$variant(self.into())
            }
        }
    )*};
}

plain! {
    String, String;
    i32, Whole;
    i64, Whole;
    f64, Double;
    bool, Boolean;
    Timestamp, Timestamp;
}

impl Field for Vec<u8> {
    fn read(value: Value) -> Result<Self, Mismatch> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            _ => Err(Mismatch),
        }
    }

    fn write(self) -> Value {
        Value::Blob(self)
    }
}
