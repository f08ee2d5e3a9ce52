//! Schemas: what the engines know of a structure. They are generated, as static data.

/// A structure, as one operation reads it or as all write it.
#[derive(Debug)]
pub struct Structure {
    /// The shape's name in the model.
    pub name: &'static str,
    /// All members of the model, the refused ones too.
    pub members: &'static [Member],
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The model's name.
    pub name: &'static str,
    /// The name in this protocol and direction.
    pub wire: &'static str,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What is done with it.
    pub treatment: Treatment,
}

/// What is done with a member.
#[derive(Debug)]
pub enum Treatment {
    /// It is field number `field` of the struct.
    Field {
        /// The position in the struct.
        field: u16,
        /// How it is read or written.
        shape: Shape,
    },
    /// A request that has it is refused, unless it has this value, which means the same as leaving it out.
    Refused {
        /// The one accepted value.
        unless: Option<&'static str>,
    },
}

/// How a value is read or written.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A structure.
    Structure(&'static Structure),
    /// A list.
    List(&'static List),
    /// A map with strings as keys.
    Map(&'static Map),
    /// Any text.
    String,
    /// One of these texts.
    Enum(&'static [&'static str]),
    /// One of these texts, in a form in upper case or lower case alike.
    AnyCase(&'static [&'static str]),
    /// A whole number of 32 bits.
    Integer(Bounds),
    /// A whole number of 64 bits.
    Long(Bounds),
    /// A floating-point number.
    Double,
    /// `true` or `false`.
    Boolean,
    /// A point in time.
    Timestamp(TimestampFormat),
    /// Bytes, in base64.
    Blob,
}

/// A list.
#[derive(Debug)]
pub struct List {
    /// What it holds.
    pub item: Shape,
    /// The name of an item.
    pub wire: &'static str,
    /// Whether items stand without an element or prefix of the list's own.
    pub flattened: bool,
}

/// A map.
#[derive(Debug)]
pub struct Map {
    /// What it holds.
    pub value: Shape,
    /// The name of a key.
    pub key_wire: &'static str,
    /// The name of a value.
    pub value_wire: &'static str,
    /// Whether entries stand without an element or prefix of the map's own.
    pub flattened: bool,
}

/// The least and greatest accepted number.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The least.
    pub min: Option<i64>,
    /// The greatest.
    pub max: Option<i64>,
}

/// No bounds besides those of the type.
pub const ANY: Bounds = Bounds { min: None, max: None };

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `2026-01-31T12:00:00.000Z`.
    Iso8601,
    /// Seconds since 1970, with a fraction.
    EpochSeconds,
}

impl Member {
    /// A member that is a field.
    pub const fn new(name: &'static str, wire: &'static str, field: u16, shape: Shape) -> Self {
        Self { name, wire, required: false, treatment: Treatment::Field { field, shape } }
    }

    /// A member that is refused.
    pub const fn refused(name: &'static str, wire: &'static str) -> Self {
        Self { name, wire, required: false, treatment: Treatment::Refused { unless: None } }
    }

    /// A member that is refused unless it has the value.
    pub const fn only(name: &'static str, wire: &'static str, value: &'static str) -> Self {
        Self { name, wire, required: false, treatment: Treatment::Refused { unless: Some(value) } }
    }

    /// The same, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Structure {
    /// The member that is field number `field`.
    pub(crate) fn field(&self, field: u16) -> Option<(&'static Member, Shape)> {
        // All members of an output are fields, so the position is right at once; on the way in some are refused.
        let at = |member: &'static Member| match member.treatment {
            Treatment::Field { field: own, shape } if own == field => Some((member, shape)),
            _ => None,
        };
        self.members.get(usize::from(field)).and_then(at).or_else(|| self.members.iter().find_map(at))
    }
}
