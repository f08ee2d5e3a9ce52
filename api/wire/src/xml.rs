//! XML responses of the ec2 and query protocols.

use jiff::Timestamp;

use crate::scalar::{base64_text, iso8601};
use crate::schema::{List, Map, Shape, Structure, TimestampFormat};
use crate::value::Value;

/// Whether XML 1.0 has a way to write a character.
pub(crate) fn can_write(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// An XML text that grows by elements.
#[derive(Debug)]
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    /// A document that begins with its declaration.
    pub(crate) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned() }
    }

    /// An element around what `inside` writes.
    pub(crate) fn element(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.text.push('<');
        self.text.push_str(name);
        let start = self.text.len();
        self.text.push('>');
        let content = self.text.len();
        inside(self);
        if self.text.len() == content {
            self.text.truncate(start);
            self.text.push_str("/>");
            return;
        }
        self.end(name);
    }

    /// The outermost element.
    pub(crate) fn root(&mut self, name: &str, namespace: &str, inside: impl FnOnce(&mut Self)) {
        self.text.push('<');
        self.text.push_str(name);
        if !namespace.is_empty() {
            self.text.push_str(" xmlns=\"");
            self.escaped(namespace);
            self.text.push('"');
        }
        self.text.push('>');
        inside(self);
        self.end(name);
    }

    /// An element with text.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.element(name, |writer| writer.escaped(text));
    }

    /// The document.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                // Readers turn a plain carriage return into a line feed.
                '\r' => self.text.push_str("&#13;"),
                other if can_write(other) => self.text.push(other),
                _ => self.text.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }

    /// The fields of a structure.
    pub(crate) fn fields(&mut self, schema: &'static Structure, value: Value) {
        let Value::Structure(fields) = value else { return };
        for (field, value) in fields {
            if let Some((member, shape)) = schema.field(field) {
                self.value(member.wire, shape, value);
            }
        }
    }

    fn value(&mut self, name: &str, shape: Shape, value: Value) {
        match (shape, value) {
            (Shape::Structure(schema), value) => self.element(name, |writer| writer.fields(schema, value)),
            (Shape::List(schema), Value::List(items)) => self.list(name, schema, items),
            (Shape::Map(schema), Value::Map(entries)) => self.map(name, schema, entries),
            (Shape::Timestamp(TimestampFormat::EpochSeconds), Value::Timestamp(timestamp)) => {
                self.leaf(name, &epoch_seconds(timestamp));
            }
            (_, value) => self.leaf(name, &plain(value)),
        }
    }

    fn list(&mut self, name: &str, schema: &'static List, items: Vec<Value>) {
        if schema.flattened {
            for item in items {
                self.value(name, schema.item, item);
            }
            return;
        }
        self.element(name, |writer| {
            for item in items {
                writer.value(schema.wire, schema.item, item);
            }
        });
    }

    fn map(&mut self, name: &str, schema: &'static Map, entries: Vec<(String, Value)>) {
        if schema.flattened {
            for (key, value) in entries {
                self.entry(name, schema, &key, value);
            }
            return;
        }
        self.element(name, |writer| {
            for (key, value) in entries {
                writer.entry("entry", schema, &key, value);
            }
        });
    }

    fn entry(&mut self, name: &str, schema: &'static Map, key: &str, value: Value) {
        self.element(name, |writer| {
            writer.leaf(schema.key_wire, key);
            writer.value(schema.value_wire, schema.value, value);
        });
    }
}

fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Whole(number) => number.to_string(),
        Value::Double(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Timestamp(timestamp) => iso8601(timestamp),
        Value::Blob(bytes) => base64_text(&bytes),
        Value::Structure(_) | Value::List(_) | Value::Map(_) => String::new(),
    }
}

fn epoch_seconds(timestamp: Timestamp) -> String {
    let milliseconds = timestamp.as_millisecond();
    format!("{}.{:03}", milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000))
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn text_is_escaped() {
        let mut writer = Writer::new();
        writer.root("A", "ns\"", |writer| {
            writer.leaf("b", "<&>\r\n\u{1}港");
            writer.leaf("c", "");
        });
        let text = writer.finish();
        assert!(text.ends_with("<A xmlns=\"ns&quot;\"><b>&lt;&amp;&gt;&#13;\n\u{fffd}港</b><c/></A>"), "{text}");
    }
}
