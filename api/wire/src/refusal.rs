//! What is wrong with an input, and how each protocol says so.

use crate::error::ApiError;
use crate::service::Protocol;

/// Why an input was refused before its operation saw it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refusal {
    /// The model does not have it.
    Unknown { path: String },
    /// The model has it, and it is not honoured here, or only with the one value.
    Unhonoured { path: String, unless: Option<&'static str> },
    /// The model requires it.
    Missing { path: String },
    /// The value is not of the type.
    WrongType { path: String, value: String, expected: &'static str },
    /// The number is too small or too large.
    OutOfBounds { path: String, value: i64, least: Option<i64>, greatest: Option<i64> },
    /// The text is not one of the values.
    NotInEnum { path: String, value: String, allowed: &'static [&'static str] },
    /// The text has a character that the answers could not write.
    Character { path: String },
    /// The bytes are not of the protocol.
    Malformed { reason: String },
    /// Something exceeds a limit of this server.
    OverLimit { what: &'static str, limit: usize },
}

impl Refusal {
    /// The error as the protocol's services write it.
    pub(crate) fn into_error(self, protocol: Protocol) -> ApiError {
        match protocol {
            Protocol::Ec2Query => self.for_ec2(),
            Protocol::Query => self.for_query(),
            Protocol::Json11 => self.for_json(),
        }
    }

    fn for_ec2(self) -> ApiError {
        let invalid = |message: String| ApiError::new("InvalidParameterValue", message);
        match self {
            Self::Unknown { path } => {
                ApiError::new("UnknownParameter", format!("The parameter {path} is not recognized"))
            }
            Self::Unhonoured { path, unless } => ApiError::new("UnsupportedOperation", unsupported(&path, unless)),
            Self::Missing { path } => {
                ApiError::new("MissingParameter", format!("The request must contain the parameter {path}"))
            }
            Self::WrongType { path, value, expected } => {
                invalid(format!("Value ({value}) for parameter {path} is invalid. Expecting {expected}."))
            }
            Self::OutOfBounds { path, value, least, greatest } => {
                let expected = bounds(value, least, greatest, "greater than", "less than");
                invalid(format!("Value ( {value} ) for parameter {path} is invalid. Expecting a value {expected}."))
            }
            Self::NotInEnum { path, value, allowed } => {
                invalid(format!("Value ({value}) for parameter {path} is invalid. {}", listed(allowed)))
            }
            Self::Character { path } => ApiError::new("InvalidCharacter", unwritable(&path)),
            Self::Malformed { reason } => ApiError::new("MalformedQueryString", reason),
            Self::OverLimit { what, limit } => {
                ApiError::new("RequestEntityTooLarge", over(what, limit)).with_status(413)
            }
        }
    }

    fn for_query(self) -> ApiError {
        let invalid = |message: String| ApiError::new("ValidationError", message);
        match self {
            Self::Unknown { path } => invalid(format!("The parameter {path} is not recognized")),
            Self::Unhonoured { path, unless } => invalid(unsupported(&path, unless)),
            Self::Character { path } => invalid(unwritable(&path)),
            Self::Malformed { reason } => ApiError::new("MalformedQueryString", reason),
            Self::WrongType { path, value, expected } => {
                ApiError::new("MalformedInput", format!("Value '{value}' at '{path}' is not {expected}"))
            }
            Self::OverLimit { what, limit } => {
                ApiError::new("RequestEntityTooLarge", over(what, limit)).with_status(413)
            }
            constraint => invalid(constraint.as_constraint()),
        }
    }

    fn for_json(self) -> ApiError {
        let invalid = |message: String| ApiError::new("InvalidParameterException", message);
        match self {
            Self::Unknown { path } => invalid(format!("The parameter {path} is not recognized")),
            Self::Unhonoured { path, unless } => invalid(unsupported(&path, unless)),
            Self::Character { path } => invalid(unwritable(&path)),
            Self::Malformed { reason } => ApiError::new("SerializationException", reason),
            Self::WrongType { path, value, expected } => {
                let place = if path.is_empty() { String::new() } else { format!(" at {path}") };
                ApiError::new("SerializationException", format!("{value}{place} can not be converted to {expected}"))
            }
            Self::OverLimit { what, limit } => {
                ApiError::new("RequestEntityTooLargeException", over(what, limit)).with_status(413)
            }
            constraint => invalid(constraint.as_constraint()),
        }
    }

    /// As AWS's validation words what the model requires.
    fn as_constraint(&self) -> String {
        let (value, path, constraint) = match self {
            Self::Missing { path } => ("null".to_owned(), path, "Member must not be null".to_owned()),
            Self::NotInEnum { path, value, allowed } => {
                (format!("'{value}'"), path, format!("Member must satisfy enum value set: [{}]", allowed.join(", ")))
            }
            Self::OutOfBounds { path, value, least, greatest } => {
                let expected = bounds(*value, *least, *greatest, "greater than or equal to", "less than or equal to");
                (format!("'{value}'"), path, format!("Member must have value {expected}"))
            }
            // The others are worded by each protocol.
            other => return format!("{other:?}"),
        };
        format!("1 validation error detected: Value {value} at '{path}' failed to satisfy constraint: {constraint}")
    }
}

fn unsupported(path: &str, unless: Option<&str>) -> String {
    match unless {
        Some(value) => format!("The parameter {path} is supported only with the value {value}"),
        None => format!("The parameter {path} is not supported"),
    }
}

fn unwritable(path: &str) -> String {
    format!("The parameter {path} contains a character that is not valid in XML")
}

fn bounds(value: i64, least: Option<i64>, greatest: Option<i64>, above: &str, below: &str) -> String {
    match (least, greatest) {
        (Some(least), _) if value < least => format!("{above} {least}"),
        (_, Some(greatest)) => format!("{below} {greatest}"),
        _ => "that fits".to_owned(),
    }
}

/// The allowed values, where a reader can take them in.
fn listed(allowed: &[&str]) -> String {
    const READABLE: usize = 16;
    if allowed.len() <= READABLE {
        format!("Expecting one of {}.", allowed.join(", "))
    } else {
        format!("It is none of the {} known values.", allowed.len())
    }
}

fn over(what: &str, limit: usize) -> String {
    format!("The request's {what} exceeds the limit of {limit}")
}
