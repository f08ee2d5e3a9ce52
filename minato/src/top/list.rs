//! What is shown, as rows of text: filtered, sorted, and with the columns for which there is room. Plain data.

use std::cmp::Ordering;

use crate::report::{
    Occupancy,
    top::{DropRates, FlowRates, FlowState, InterfaceRates, Rate, Top},
};

/// A list on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Interfaces,
    Flows,
    Drops,
    Tables,
}

impl Panel {
    /// All of them, in the order of their keys.
    pub(super) const ALL: [Panel; 4] = [Panel::Interfaces, Panel::Flows, Panel::Drops, Panel::Tables];

    pub(super) fn title(self) -> &'static str {
        match self {
            Panel::Interfaces => "ENIs",
            Panel::Flows => "Flows",
            Panel::Drops => "Drops",
            Panel::Tables => "Tables",
        }
    }

    /// Its columns; the first one takes the room that is left.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Panel::Interfaces => INTERFACES,
            Panel::Flows => FLOWS,
            Panel::Drops => DROPS,
            Panel::Tables => TABLES,
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) title: &'static str,
    /// In characters, of the first one at least.
    pub(super) width: u16,
    /// Whether it holds numbers.
    pub(super) is_number: bool,
    /// What matters least (the highest) goes first when there is no room.
    rank: u8,
}

const fn text(title: &'static str, width: u16, rank: u8) -> Column {
    Column { title, width, is_number: false, rank }
}

const fn number(title: &'static str, width: u16, rank: u8) -> Column {
    Column { title, width, is_number: true, rank }
}

// What both ENIs and flows have.
const OUT_PACKETS: Column = number("OUT P/S", 7, 6);
const OUT_BITS: Column = number("OUT BIT/S", 9, 1);
const IN_PACKETS: Column = number("IN P/S", 7, 7);
const IN_BITS: Column = number("IN BIT/S", 9, 2);

const INTERFACES: &[Column] = &[
    text("ENI", 21, 0),
    text("ADDRESS", 15, 5),
    OUT_PACKETS,
    OUT_BITS,
    IN_PACKETS,
    IN_BITS,
    number("DROP/S", 6, 3),
    number("FLOWS", 11, 4),
    text("TASK", 27, 8),
    text("VPC", 21, 9),
];

const FLOWS: &[Column] = &[
    text("FLOW", 31, 0),
    text("PROTO", 5, 3),
    text("STATE", 6, 5),
    OUT_PACKETS,
    OUT_BITS,
    IN_PACKETS,
    IN_BITS,
    number("AGE", 5, 4),
    number("IDLE", 5, 8),
];

const DROPS: &[Column] = &[
    text("REASON", 20, 0),
    number("DROP/S", 6, 1),
    number("PACKETS", 7, 2),
    text("LAYER", 14, 3),
    text("WHAT IT MEANS", 64, 4),
];

const TABLES: &[Column] = &[text("TABLE", 11, 0), number("USED", 4, 1), number("ENTRIES", 7, 2), number("LIMIT", 7, 3)];

/// By which column a list is sorted; numbers begin with the greatest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sort {
    /// `None`: the busiest or fullest first.
    pub(super) column: Option<usize>,
    pub(super) is_reversed: bool,
}

/// A cell: what is shown, and what it is sorted by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    value: f64,
}

/// The rows of a list, with a cell for each of its columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct List {
    pub(super) rows: Vec<Vec<Cell>>,
}

impl List {
    /// The list of a panel.
    pub(super) fn of(panel: Panel, top: &Top, sort: Sort) -> Self {
        let both = |a: Rate, b: Rate| a.bits + b.bits;
        let mut rows: Vec<(f64, Vec<Cell>)> = match panel {
            Panel::Interfaces => top.interfaces.iter().map(|it| (both(it.egress, it.ingress), interface(it))).collect(),
            Panel::Flows => top.flows.iter().map(|it| (both(it.sent, it.received), flow(it))).collect(),
            Panel::Drops => top.drops.iter().map(|it| (it.rate.packets, drops(it))).collect(),
            Panel::Tables => top.tables.iter().map(|it| (used(it), table(it))).collect(),
        };
        // Stable: what is equal stays as the server has it.
        rows.sort_by(|(a_busy, a), (b_busy, b)| {
            let order = match sort.column {
                None => b_busy.total_cmp(a_busy),
                Some(column) => compare(panel, column, a, b),
            };
            if sort.is_reversed { order.reverse() } else { order }
        });
        Self { rows: rows.into_iter().map(|(_, cells)| cells).collect() }
    }
}

fn compare(panel: Panel, column: usize, a: &[Cell], b: &[Cell]) -> Ordering {
    match (a.get(column), b.get(column)) {
        (Some(a), Some(b)) if panel.columns()[column].is_number => b.value.total_cmp(&a.value),
        (Some(a), Some(b)) => a.text.cmp(&b.text),
        _ => Ordering::Equal,
    }
}

/// The columns for which there is room, in their order; the first one always.
pub(super) fn fitting(panel: Panel, width: u16) -> Vec<usize> {
    let columns = panel.columns();
    let mut by_rank: Vec<usize> = (0..columns.len()).collect();
    by_rank.sort_by_key(|column| columns[*column].rank);
    let mut taken = Vec::new();
    let mut left = i32::from(width);
    for column in by_rank {
        // One more for what separates it from the next.
        left -= i32::from(columns[column].width) + i32::from(!taken.is_empty());
        if left < 0 && !taken.is_empty() {
            break;
        }
        taken.push(column);
    }
    taken.sort_unstable();
    taken
}

/// What a person looks for: the ENIs and flows that `filter` is a part of, and of these flows the first `limit`.
pub(super) fn filtered(top: &Top, filter: &str, limit: usize) -> Top {
    let filter = filter.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&filter);
    let is_wanted = |it: &InterfaceRates| {
        let texts = [Some(&it.interface), it.vpc.as_ref(), it.address.as_ref(), it.owner.as_ref()];
        texts.into_iter().flatten().any(|text| has(text))
    };
    let owner_of = |id: &Option<String>| {
        let found = top.interfaces.iter().find(|it| Some(&it.interface) == id.as_ref());
        found.and_then(|it| it.owner.as_deref()).unwrap_or_default()
    };
    let is_wanted_flow = |it: &&FlowRates| {
        let interfaces = [&it.source.interface, &it.destination.interface];
        has(&ends(it))
            || has(&it.protocol)
            || interfaces.into_iter().any(|id| has(id.as_deref().unwrap_or_default()) || has(owner_of(id)))
    };
    Top {
        interfaces: top.interfaces.iter().filter(|it| is_wanted(it)).cloned().collect(),
        flows: top.flows.iter().filter(is_wanted_flow).take(limit).cloned().collect(),
        at: top.at,
        interval: top.interval,
        host: top.host.clone(),
        tracked: top.tracked,
        drops: top.drops.clone(),
        tables: top.tables.clone(),
    }
}

fn words(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), value: 0.0 }
}

fn amount(value: f64) -> Cell {
    Cell { text: short(value), value }
}

#[allow(clippy::cast_precision_loss, reason = "what is shown has three digits")]
fn count(value: u64) -> Cell {
    amount(value as f64)
}

fn rates(rate: Rate) -> [Cell; 2] {
    [amount(rate.packets), amount(rate.bits)]
}

fn interface(it: &InterfaceRates) -> Vec<Cell> {
    // A task's ARN ends with its cluster and its id.
    let owner = it.owner.as_deref().unwrap_or("-");
    let task = owner.split_once(":task/").map_or(owner, |(_, task)| task);
    let flows = count(it.flows);
    let flows = Cell { text: format!("{}/{}", flows.text, count(it.flow_limit).text), ..flows };
    let [egress, ingress] = [it.egress, it.ingress].map(rates);
    let mut cells = vec![words(&it.interface), words(it.address.as_deref().unwrap_or("-"))];
    cells.extend(egress);
    cells.extend(ingress);
    cells.extend([amount(it.dropped), flows, words(task), words(it.vpc.as_deref().unwrap_or("-"))]);
    cells
}

fn flow(it: &FlowRates) -> Vec<Cell> {
    let state = match it.state {
        FlowState::Opening => "half",
        FlowState::Established => "open",
        FlowState::Closed => "closed",
    };
    let mut cells = vec![words(ends(it)), words(&it.protocol), words(state)];
    cells.extend(rates(it.sent));
    cells.extend(rates(it.received));
    cells.extend([it.age, it.idle].map(|seconds| Cell { text: duration(seconds), value: seconds }));
    cells
}

/// `10.0.1.4:40846 → 10.0.2.4:8080`
fn ends(it: &FlowRates) -> String {
    let [source, destination] = [&it.source, &it.destination].map(|end| match end.port {
        Some(port) if end.address.contains(':') => format!("[{}]:{port}", end.address),
        Some(port) => format!("{}:{port}", end.address),
        None => end.address.clone(),
    });
    format!("{source} → {destination}")
}

fn drops(it: &DropRates) -> Vec<Cell> {
    vec![words(&it.reason), amount(it.rate.packets), count(it.packets), words(&it.layer), words(&it.text)]
}

/// The part of a table that is used.
#[allow(clippy::cast_precision_loss, reason = "what is shown has three digits")]
fn used(it: &Occupancy) -> f64 {
    if it.limit == 0 { 0.0 } else { it.entries as f64 / it.limit as f64 }
}

fn table(it: &Occupancy) -> Vec<Cell> {
    let part = used(it) * 100.0;
    // What is nearly full does not show as full, nor what has an entry as empty.
    let percent = if part > 0.0 && part < 1.0 { "<1%".to_owned() } else { format!("{:.0}%", part.floor()) };
    vec![words(&it.table), Cell { text: percent, value: part }, count(it.entries), count(it.limit)]
}

/// A number in at most five characters: `0`, `0.5`, `17`, `1.25k`, `17.3M`.
pub(super) fn short(value: f64) -> String {
    if value < 9.95 {
        let text = format!("{value:.1}");
        return text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
    }
    let (mut value, mut unit) = (value, 0);
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = match value {
        _ if unit == 0 => 0,
        value if value < 9.995 => 2,
        value if value < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.decimals$}{}", UNITS[unit])
}

const UNITS: [&str; 6] = ["", "k", "M", "G", "T", "P"];

/// A time in at most five characters: `7s`, `3m12`, `2h05`, `4d03`.
fn duration(seconds: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it saturates, and is no less than zero"
    )]
    let seconds = seconds as u64;
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3_600 => format!("{}m{:02}", seconds / 60, seconds % 60),
        3_600..86_400 => format!("{}h{:02}", seconds / 3_600, seconds % 3_600 / 60),
        _ => format!("{}d{:02}", seconds / 86_400, seconds % 86_400 / 3_600),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::report::{Amount, End};

    fn rate(packets: f64, bits: f64) -> Rate {
        Rate { packets, bits }
    }

    fn eni(last: u8, bits: f64) -> InterfaceRates {
        InterfaceRates {
            interface: format!("eni-{last:017x}"),
            vpc: Some("vpc-1".to_owned()),
            address: Some(format!("10.0.1.{last}")),
            owner: Some(format!("arn:aws:ecs:us-east-1:1:task/tour/{last}")),
            egress: rate(bits / 8_000.0, bits),
            ingress: rate(1.0, 480.0),
            dropped: f64::from(last),
            flows: last.into(),
            flow_limit: 65_536,
        }
    }

    fn end(last: u8, port: u16) -> End {
        End { address: format!("10.0.1.{last}"), port: Some(port), interface: Some(format!("eni-{last:017x}")) }
    }

    fn flow_of(from: u8, to: u8, bits: f64) -> FlowRates {
        FlowRates {
            protocol: "tcp".to_owned(),
            source: end(from, 40_000),
            destination: end(to, 8_080),
            state: FlowState::Established,
            age: 192.0,
            idle: 0.0,
            sent: rate(10.0, bits),
            received: rate(5.0, 2_600.0),
            total_sent: Amount::default(),
            total_received: Amount::default(),
        }
    }

    /// Three ENIs, two flows, two reasons, two tables.
    pub(in super::super) fn example() -> Top {
        let drops = |reason: &str, packets, per_second| DropRates {
            layer: "ingress-groups".to_owned(),
            reason: reason.to_owned(),
            text: "No ingress rule allows it.".to_owned(),
            packets,
            rate: rate(per_second, 0.0),
        };
        let table = |name: &str, entries, limit| Occupancy { table: name.to_owned(), entries, limit };
        Top {
            at: Timestamp::UNIX_EPOCH,
            interval: 1.0,
            host: "local".to_owned(),
            interfaces: vec![eni(4, 8_000.0), eni(5, 16_000_000.0), eni(6, 0.0)],
            flows: vec![flow_of(5, 4, 16_000_000.0), flow_of(4, 6, 8_000.0)],
            tracked: 2,
            drops: vec![drops("no-route", 900, 0.0), drops("ingress-denied", 12, 3.0)],
            tables: vec![table("rules", 12, 1_048_576), table("flows", 131_072, 262_144)],
        }
    }

    fn column(list: &List, column: usize) -> Vec<&str> {
        list.rows.iter().map(|row| row[column].text.as_str()).collect()
    }

    #[test]
    fn the_busiest_and_fullest_are_first_and_a_column_sorts_both_ways() {
        let top = example();
        let by = |panel, column, is_reversed| List::of(panel, &top, Sort { column, is_reversed });
        assert_eq!(column(&by(Panel::Interfaces, None, false), 1), ["10.0.1.5", "10.0.1.4", "10.0.1.6"]);
        assert_eq!(column(&by(Panel::Interfaces, Some(6), false), 6), ["6", "5", "4"]);
        assert_eq!(column(&by(Panel::Interfaces, Some(6), true), 6), ["4", "5", "6"]);
        assert_eq!(column(&by(Panel::Interfaces, Some(1), false), 1), ["10.0.1.4", "10.0.1.5", "10.0.1.6"]);
        assert_eq!(column(&by(Panel::Drops, None, false), 0), ["ingress-denied", "no-route"]);
        assert_eq!(column(&by(Panel::Tables, None, false), 1), ["50%", "<1%"]);
        assert_eq!(column(&by(Panel::Flows, Some(4), true), 4), ["8.00k", "16.0M"]);
    }

    #[test]
    fn a_closed_flow_is_not_taken_for_one_that_was_not_answered() {
        let states = [FlowState::Opening, FlowState::Established, FlowState::Closed];
        let flows = states.map(|state| FlowRates { state, ..flow_of(4, 5, 0.0) }).to_vec();
        let list = List::of(Panel::Flows, &Top { flows, ..example() }, Sort::default());
        assert_eq!(column(&list, 2), ["half", "open", "closed"]);
    }

    #[test]
    fn every_row_has_a_cell_for_each_column() {
        for panel in Panel::ALL {
            let (list, columns) = (List::of(panel, &example(), Sort::default()), panel.columns().len());
            assert!(!list.rows.is_empty() && list.rows.iter().all(|row| row.len() == columns), "{panel:?}");
        }
    }

    #[test]
    fn a_filter_finds_flows_by_their_ends_and_whose_they_are() {
        let flows = |filter: &str| {
            let found = filtered(&example(), filter, 10);
            (found.interfaces.len(), found.flows.iter().map(|flow| flow.source.address.clone()).collect::<Vec<_>>())
        };
        assert_eq!(flows("").0, 3);
        assert_eq!(flows("10.0.1.5:40000"), (0, vec!["10.0.1.5".to_owned()]));
        assert_eq!(flows("TASK/tour/6"), (1, vec!["10.0.1.4".to_owned()]));
        assert_eq!(flows(&eni(5, 0.0).interface), (1, vec!["10.0.1.5".to_owned()]));
        assert_eq!(flows("nothing"), (0, vec![]));
        assert_eq!(filtered(&example(), "", 1).flows.len(), 1);
    }

    #[test]
    fn what_matters_least_goes_first_when_there_is_no_room() {
        let titles = |panel: Panel, width| {
            fitting(panel, width).into_iter().map(|it| panel.columns()[it].title).collect::<Vec<_>>()
        };
        assert_eq!(titles(Panel::Interfaces, 200).len(), INTERFACES.len());
        assert_eq!(titles(Panel::Interfaces, 41), ["ENI", "OUT BIT/S", "IN BIT/S"]);
        assert_eq!(titles(Panel::Interfaces, 40), ["ENI", "OUT BIT/S"]);
        assert_eq!(titles(Panel::Flows, 5), ["FLOW"]);
        assert_eq!(titles(Panel::Flows, 57), ["FLOW", "PROTO", "OUT BIT/S", "IN BIT/S"]);
    }

    #[test]
    fn numbers_and_times_are_short() {
        let numbers = [0.0, 0.04, 0.5, 9.96, 17.4, 999.4, 999.6, 1_250.0, 17_300.0, 999_600.0, 2e9, 5e18];
        let shown = ["0", "0", "0.5", "10", "17", "999", "1.00k", "1.25k", "17.3k", "1.00M", "2.00G", "5000P"];
        assert_eq!(numbers.map(short), shown);
        assert_eq!([0.9, 59.0, 192.0, 7_500.0, 360_000.0].map(duration), ["0s", "59s", "3m12", "2h05", "4d04"]);
    }
}
