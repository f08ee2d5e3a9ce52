//! Forms: `Filter.1.Value.2=a` as a tree of names.

use std::collections::BTreeMap;

use crate::limits::{MAX_DEPTH, MAX_PARAMETERS};
use crate::refusal::Refusal;

/// A name of a form: its own value, and the names below it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Option<String>,
    pub(crate) children: BTreeMap<String, Node>,
}

impl Node {
    /// The value of a name at the top.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.children.get(name)?.value.as_deref()
    }
}

/// Reads `a.b=c&d=e`.
pub(crate) fn parse(text: &[u8]) -> Result<Node, Refusal> {
    let mut root = Node::default();
    let pairs = text.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
    for (count, pair) in pairs.enumerate() {
        if count >= MAX_PARAMETERS {
            return Err(Refusal::OverLimit { what: "number of parameters", limit: MAX_PARAMETERS });
        }
        let mut parts = pair.splitn(2, |&byte| byte == b'=');
        let name = decode(parts.next().unwrap_or_default())?;
        let value = decode(parts.next().unwrap_or_default())?;
        insert(&mut root, &name, value)?;
    }
    Ok(root)
}

fn insert(root: &mut Node, path: &str, value: String) -> Result<(), Refusal> {
    let mut node = root;
    for (depth, name) in path.split('.').enumerate() {
        if depth >= MAX_DEPTH {
            return Err(Refusal::OverLimit { what: "depth of parameters", limit: MAX_DEPTH });
        }
        if name.is_empty() {
            return Err(Refusal::Unknown { path: path.to_owned() });
        }
        node = node.children.entry(name.to_owned()).or_default();
    }
    if node.value.replace(value).is_some() {
        return Err(Refusal::Malformed { reason: format!("The parameter {path} is given more than once") });
    }
    Ok(())
}

/// Decodes `%41` and `+`.
pub(crate) fn decode(text: &[u8]) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(&byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|&digit| char::from(digit).to_digit(16));
                match (digit(), digit()) {
                    (Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or(u8::MAX),
                    _ => return Err(malformed("a percent sign is not followed by two hexadecimal digits")),
                }
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| malformed("the text is not UTF-8"))
}

fn malformed(reason: &str) -> Refusal {
    Refusal::Malformed { reason: format!("The query string is malformed: {reason}") }
}

#[cfg(test)]
mod tests {
    use super::{decode, parse};
    use crate::limits::{MAX_DEPTH, MAX_PARAMETERS};
    use crate::refusal::Refusal;

    #[test]
    fn a_form_becomes_a_tree() {
        let form = parse(b"Action=A&Filter.1.Name=vpc-id&Filter.1.Value.2=a%26b+c&Empty=").unwrap();
        assert_eq!(form.text("Action"), Some("A"));
        assert_eq!(form.text("Empty"), Some(""));
        assert_eq!(form.text("Filter"), None);
        let filter = &form.children["Filter"].children["1"];
        assert_eq!(filter.text("Name"), Some("vpc-id"));
        assert_eq!(filter.children["Value"].text("2"), Some("a&b c"));
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for text in [&b"a=%4"[..], b"a=%zz", b"%=1", b"a=%ff", b"a=1&a=2"] {
            assert!(matches!(parse(text), Err(Refusal::Malformed { .. })), "{text:?}");
        }
        for text in [&b"a..b=1"[..], b".a=1", b"a.=1", b"=1"] {
            assert!(matches!(parse(text), Err(Refusal::Unknown { .. })), "{text:?}");
        }
        assert_eq!(decode(b"%E6%B8%AF").unwrap(), "港");
    }

    #[test]
    fn the_limits_are_at_the_limit() {
        let form = |count: usize| (0..count).map(|index| format!("a{index}=1")).collect::<Vec<_>>().join("&");
        assert!(parse(form(MAX_PARAMETERS).as_bytes()).is_ok());
        assert!(matches!(parse(form(MAX_PARAMETERS + 1).as_bytes()), Err(Refusal::OverLimit { .. })));
        let deep = |depth: usize| vec!["a"; depth].join(".") + "=1";
        assert!(parse(deep(MAX_DEPTH).as_bytes()).is_ok());
        assert!(matches!(parse(deep(MAX_DEPTH + 1).as_bytes()), Err(Refusal::OverLimit { .. })));
    }
}
