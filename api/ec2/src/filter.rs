//! Filters of Describe operations: values of one filter are alternatives, filters add up.
//!
//! A filter looks at what AWS would show: each operation has a table from a filter's name to the texts that the shown
//! resource has for it. A name that AWS documents but for which nothing is stored has no texts and matches nothing; a
//! name that AWS does not document is refused.

use minato_wire::ec2::{Filter, Tag};

use crate::call::Fault;

/// How many values the filters of one call may have together. Source: AWS's message for more of them.
const MAX_VALUES: usize = 200;

/// The texts that a shown resource has for one filter.
pub(crate) type Texts<T> = fn(&T) -> Vec<String>;

/// The filters of an operation by name.
pub(crate) type FilterTable<T> = &'static [(&'static str, Texts<T>)];

/// A resource that may have tags to filter by.
pub(crate) trait Tagged {
    /// Whether the kind has tags at all.
    const HAS_TAGS: bool = true;

    /// Its tags.
    fn tag_list(&self) -> &Option<Vec<Tag>>;
}

/// A member's texts: none when it is absent.
pub(crate) fn text<T: ToString>(member: &Option<T>) -> Vec<String> {
    member.iter().map(ToString::to_string).collect()
}

/// The texts of one member of every element of a list.
pub(crate) fn each<T, U: ToString>(list: &Option<Vec<T>>, member: impl Fn(&T) -> &Option<U>) -> Vec<String> {
    list.iter().flatten().flat_map(|element| text(member(element))).collect()
}

/// Nothing is stored that this filter could match.
pub(crate) fn nothing<T>(_: &T) -> Vec<String> {
    Vec::new()
}

/// One filter of a request.
struct Condition<T: 'static> {
    texts: Look<T>,
    patterns: Vec<String>,
}

enum Look<T: 'static> {
    Table(Texts<T>),
    TagKey,
    TagValue(String),
}

/// The filters of a request, ready to be asked.
pub(crate) struct Filters<T: 'static>(Vec<Condition<T>>);

impl<T: Tagged> Filters<T> {
    /// Reads a request's filters by an operation's table; `tag:KEY` and `tag-key` are those of every operation.
    pub(crate) fn new(filters: Option<Vec<Filter>>, table: FilterTable<T>) -> Result<Self, Fault> {
        let filters = filters.unwrap_or_default();
        if filters.iter().flat_map(|filter| &filter.values).map(Vec::len).sum::<usize>() > MAX_VALUES {
            let message = format!("The maximum number of filter values specified on a single call is {MAX_VALUES}");
            return Err(Fault::new("FilterLimitExceeded", message));
        }
        let conditions = filters.into_iter().map(|Filter { name, values }| {
            let name = name.unwrap_or_default();
            let known = table.iter().find(|(known, _)| *known == name).map(|(_, texts)| *texts);
            let texts = match (known, name.strip_prefix("tag:")) {
                (Some(texts), _) => Look::Table(texts),
                (None, Some(key)) if T::HAS_TAGS => Look::TagValue(key.to_owned()),
                (None, None) if T::HAS_TAGS && name == "tag-key" => Look::TagKey,
                _ => return Err(Fault::value(format!("The filter '{name}' is invalid"))),
            };
            Ok(Condition { texts, patterns: values.unwrap_or_default() })
        });
        Ok(Self(conditions.collect::<Result<_, _>>()?))
    }

    /// Whether a resource passes every filter.
    pub(crate) fn accept(&self, resource: &T) -> bool {
        self.0.iter().all(|Condition { texts, patterns }| {
            let tags = || resource.tag_list().iter().flatten();
            let texts = match texts {
                Look::Table(texts) => texts(resource),
                Look::TagKey => tags().filter_map(|tag| tag.key.clone()).collect(),
                Look::TagValue(key) => tags()
                    .filter(|tag| tag.key.as_ref() == Some(key))
                    .map(|tag| tag.value.clone().unwrap_or_default())
                    .collect(),
            };
            texts.iter().any(|text| patterns.iter().any(|pattern| matches(pattern, text)))
        })
    }
}

/// Whether a text fits a pattern: `*` is any text, `?` any one character, `\` takes the next one as it is.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern = parse(pattern);
    let text: Vec<char> = text.chars().collect();
    // The place after the last `*`, and where the text stood when it was met: the one place to go back to.
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some(Piece::Any) => {
                p += 1;
                star = Some((p, t));
            }
            Some(Piece::One) => (p, t) = (p + 1, t + 1),
            Some(Piece::Char(c)) if *c == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((after, at)) => {
                    star = Some((after, at + 1));
                    (p, t) = (after, at + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|piece| matches!(piece, Piece::Any))
}

enum Piece {
    Any,
    One,
    Char(char),
}

fn parse(pattern: &str) -> Vec<Piece> {
    let mut chars = pattern.chars();
    let mut pieces = Vec::new();
    while let Some(c) = chars.next() {
        pieces.push(match c {
            '*' => Piece::Any,
            '?' => Piece::One,
            '\\' => Piece::Char(chars.next().unwrap_or('\\')),
            c => Piece::Char(c),
        });
    }
    pieces
}

/// Says where resources keep their tags.
macro_rules! tagged {
    ($($type:ty => $member:ident;)*) => {$(
        impl $crate::filter::Tagged for $type {
            fn tag_list(&self) -> &Option<Vec<minato_wire::ec2::Tag>> {
                &self.$member
            }
        }
    )*};
}
pub(crate) use tagged;

/// Says that kinds have no tags.
macro_rules! untagged {
    ($($type:ty)*) => {$(
        impl $crate::filter::Tagged for $type {
            const HAS_TAGS: bool = false;

            fn tag_list(&self) -> &Option<Vec<minato_wire::ec2::Tag>> {
                static NONE: Option<Vec<minato_wire::ec2::Tag>> = None;
                &NONE
            }
        }
    )*};
}
pub(crate) use untagged;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("web", "web", true),
            ("web", "webs", false),
            ("web", "Web", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("w*b", "web", true),
            ("w*b", "wbab", true),
            ("w*b", "webs", false),
            ("*b*", "abc", true),
            ("w?b", "web", true),
            ("w?b", "wb", false),
            ("?", "ü", true),
            (r"a\*b", "a*b", true),
            (r"a\*b", "axb", false),
            (r"a\\b", r"a\b", true),
            ("*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
        }
    }

    struct Ship {
        name: Option<String>,
        tags: Option<Vec<Tag>>,
    }

    tagged! { Ship => tags; }

    const TABLE: FilterTable<Ship> = &[("name", |ship| text(&ship.name)), ("captain", nothing)];

    fn accepts(ship: &Ship, filters: &[(&str, &[&str])]) -> bool {
        let filters = filters.iter().map(|(name, values)| Filter {
            name: Some((*name).to_owned()),
            values: Some(values.iter().map(|value| (*value).to_owned()).collect()),
        });
        Filters::new(Some(filters.collect()), TABLE).unwrap().accept(ship)
    }

    #[test]
    fn values_are_alternatives_and_filters_add_up() {
        let tags = vec![Tag { key: Some("port".to_owned()), value: Some("yokohama".to_owned()) }];
        let ship = Ship { name: Some("maru".to_owned()), tags: Some(tags) };
        assert!(accepts(&ship, &[]));
        assert!(accepts(&ship, &[("name", &["other", "ma*"])]));
        assert!(accepts(&ship, &[("name", &["maru"]), ("tag:port", &["yoko*"]), ("tag-key", &["port"])]));
        assert!(!accepts(&ship, &[("name", &["maru"]), ("tag:port", &["kobe"])]));
        assert!(!accepts(&ship, &[("tag:name", &["*"])]));
        assert!(!accepts(&ship, &[("captain", &["*"])]));
        assert!(!accepts(&ship, &[("name", &[])]));
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let filter = Filter { name: Some("colour".to_owned()), values: None };
        let fault = Filters::<Ship>::new(Some(vec![filter]), TABLE).err().unwrap();
        let error = minato_wire::ApiError::from(fault);
        assert_eq!(
            (error.code.as_ref(), error.message.as_str()),
            ("InvalidParameterValue", "The filter 'colour' is invalid")
        );
    }
}
