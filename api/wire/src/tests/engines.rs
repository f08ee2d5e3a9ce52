//! The engines over a schema with every kind of shape, also those that no declared operation uses yet.

use serde_json::json;

use crate::refusal::Refusal;
use crate::schema::{ANY, Bounds, List, Map, Member, Shape, Structure, TimestampFormat};
use crate::service::Protocol;
use crate::value::Value;
use crate::{form, json, query, xml};

static NAMES: List = List { item: Shape::String, wire: "member", flattened: false };
static FLAT: List = List { item: Shape::Integer(ANY), wire: "item", flattened: true };
static LABELS: Map = Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false };
static FLAT_LABELS: Map = Map { value: Shape::String, key_wire: "Name", value_wire: "Text", flattened: true };
static INNER: Structure =
    Structure { name: "Inner", members: &[Member::new("Deep", "Deep", 0, Shape::Boolean).required()] };

static ALL: Structure = Structure {
    name: "All",
    members: &[
        Member::new("Names", "Names", 0, Shape::List(&NAMES)),
        Member::new("Flat", "Flat", 1, Shape::List(&FLAT)),
        Member::new("Labels", "Labels", 2, Shape::Map(&LABELS)),
        Member::new("FlatLabels", "FlatLabels", 3, Shape::Map(&FLAT_LABELS)),
        Member::new("Inner", "Inner", 4, Shape::Structure(&INNER)),
        Member::new("Long", "Long", 5, Shape::Long(Bounds { min: None, max: Some(5_000_000_000) })),
        Member::new("Double", "Double", 6, Shape::Double),
        Member::new("Seconds", "Seconds", 7, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("Iso", "Iso", 8, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Blob", "Blob", 9, Shape::Blob),
        Member::refused("Refused", "Refused"),
    ],
};

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn pair(key: &str, value: &str) -> (String, Value) {
    (key.to_owned(), text(value))
}

/// A value with every field.
fn everything() -> Value {
    let time = "2026-01-31T12:00:00.25Z".parse().unwrap();
    Value::Structure(vec![
        (0, Value::List(vec![text("a"), text("b")])),
        (1, Value::List(vec![Value::Whole(1), Value::Whole(2)])),
        (2, Value::Map(vec![pair("k", "v")])),
        (3, Value::Map(vec![pair("k", "v"), pair("l", "w")])),
        (4, Value::Structure(vec![(0, Value::Boolean(true))])),
        (5, Value::Whole(5_000_000_000)),
        (6, Value::Double(0.5)),
        (7, Value::Timestamp(time)),
        (8, Value::Timestamp(time)),
        (9, Value::Blob(b"blob".to_vec())),
    ])
}

fn read(protocol: Protocol, text: &str) -> Result<Value, Refusal> {
    query::read(protocol, &ALL, &form::parse(text.as_bytes()).unwrap())
}

#[test]
fn query_lists_have_a_name_before_their_numbers() {
    let form = "Names.member.1=a&Names.member.2=b&Flat.1=1&Flat.2=2&Labels.entry.1.key=k&Labels.entry.1.value=v\
                &FlatLabels.1.Name=k&FlatLabels.1.Text=v&FlatLabels.2.Name=l&FlatLabels.2.Text=w&Inner.Deep=true\
                &Long=5000000000&Double=0.5&Seconds=2026-01-31T12:00:00.25Z&Iso=2026-01-31T12:00:00.25Z&Blob=YmxvYg==";
    assert_eq!(read(Protocol::Query, form), Ok(everything()));
    assert_eq!(
        read(Protocol::Query, "Names=&Labels="),
        Ok(Value::Structure(vec![(0, Value::List(Vec::new())), (2, Value::Map(Vec::new())),]))
    );
    for wrong in
        ["Names.1=a", "Names.item.1=a", "Labels.1.key=k", "Labels.entry.1.colour=k", "Long.1=1", "Inner.Deep.1=true"]
    {
        assert!(matches!(read(Protocol::Query, wrong), Err(Refusal::Unknown { .. })), "{wrong}");
    }
    for wrong in ["Labels.entry.1.key=k", "Labels.entry.1.value=v"] {
        assert!(matches!(read(Protocol::Query, wrong), Err(Refusal::Missing { .. })), "{wrong}");
    }
    for wrong in ["Names=a", "Inner=a", "Blob=!", "Seconds=yesterday", "Double=half", "Long=1.5", "Inner.Deep=2"] {
        assert!(matches!(read(Protocol::Query, wrong), Err(Refusal::WrongType { .. })), "{wrong}");
    }
}

#[test]
fn ec2_lists_are_numbered_at_once() {
    let expected = Value::Structure(vec![(0, Value::List(vec![text("a"), text("b")]))]);
    assert_eq!(read(Protocol::Ec2Query, "Names.1=a&Names.2=b"), Ok(expected));
    assert!(matches!(read(Protocol::Ec2Query, "Names.member.1=a"), Err(Refusal::Unknown { .. })));
}

#[test]
fn what_is_required_inside_is_required_only_when_its_parent_is_there() {
    assert_eq!(read(Protocol::Ec2Query, ""), Ok(Value::Structure(Vec::new())));
    assert_eq!(read(Protocol::Ec2Query, "Inner="), Err(Refusal::Missing { path: "Inner.Deep".to_owned() }));
    assert_eq!(json::read(&ALL, b"{\"Inner\":{}}"), Err(Refusal::Missing { path: "Inner.Deep".to_owned() }));
}

#[test]
fn bounds_are_inclusive() {
    assert!(read(Protocol::Ec2Query, "Long=5000000000").is_ok());
    assert!(matches!(read(Protocol::Ec2Query, "Long=5000000001"), Err(Refusal::OutOfBounds { .. })));
    assert!(matches!(json::read(&ALL, b"{\"Long\":5000000001}"), Err(Refusal::OutOfBounds { .. })));
}

#[test]
fn json_reads_what_it_writes() {
    let written = json::write(&ALL, everything());
    let expected = json!({
        "Names": ["a", "b"], "Flat": [1, 2], "Labels": {"k": "v"}, "FlatLabels": {"k": "v", "l": "w"},
        "Inner": {"Deep": true}, "Long": 5_000_000_000_i64, "Double": 0.5, "Seconds": 1_769_860_800.25,
        "Iso": "2026-01-31T12:00:00.250Z", "Blob": "YmxvYg==",
    });
    assert_eq!(written, expected);
    // JSON 1.1 reads times as numbers only.
    let mut again = expected;
    again["Iso"] = json!(1_769_860_800.25);
    assert_eq!(json::read(&ALL, again.to_string().as_bytes()), Ok(everything()));
    let refused = json::read(&ALL, b"{\"Refused\":1}");
    assert_eq!(refused, Err(Refusal::Unhonoured { path: "Refused".to_owned(), unless: None }));
}

#[test]
fn xml_writes_every_shape() {
    let mut writer = xml::Writer::new();
    writer.root("All", "", |writer| writer.fields(&ALL, everything()));
    let expected = "<All><Names><member>a</member><member>b</member></Names><Flat>1</Flat><Flat>2</Flat>\
                    <Labels><entry><key>k</key><value>v</value></entry></Labels>\
                    <FlatLabels><Name>k</Name><Text>v</Text></FlatLabels><FlatLabels><Name>l</Name><Text>w</Text></FlatLabels>\
                    <Inner><Deep>true</Deep></Inner><Long>5000000000</Long><Double>0.5</Double>\
                    <Seconds>1769860800.250</Seconds><Iso>2026-01-31T12:00:00.250Z</Iso><Blob>YmxvYg==</Blob></All>";
    assert_eq!(writer.finish().split_once('\n').unwrap().1, expected);
}
