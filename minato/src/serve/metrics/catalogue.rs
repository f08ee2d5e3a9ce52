//! Every metric there is: its name, type, unit, labels and meaning, in one table. What is exposed and what
//! `docs/metrics.md` lists come from here, so that neither can know a metric that the other does not.

use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::{Metric, Registry, Unit},
};

/// What all names begin with.
pub(super) const PREFIX: &str = "minato";

/// The labels of one sample.
pub(super) type Labels<const N: usize> = [(&'static str, String); N];

/// What a metric is, whatever its labels.
#[derive(Debug)]
pub(super) struct Listed {
    /// `counter`, `gauge` or `histogram`.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation is written by a test"))]
    pub(super) kind: &'static str,
    /// Without prefix, unit and `_total`.
    pub(super) name: &'static str,
    pub(super) unit: Option<&'static str>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation is written by a test"))]
    pub(super) labels: &'static [&'static str],
    /// A sentence without its full stop, which the exposition adds.
    pub(super) help: &'static str,
}

/// A metric with `N` labels.
#[derive(Debug)]
pub(super) struct Definition<const N: usize> {
    listed: Listed,
    labels: [&'static str; N],
}

impl<const N: usize> Definition<N> {
    /// The labels of a sample, from their values in the order of the table.
    pub(super) fn labels(&self, values: [String; N]) -> Labels<N> {
        let mut names = self.labels.into_iter();
        values.map(|value| (names.next().expect("there are as many names as values"), value))
    }

    /// Adds what is counted elsewhere.
    pub(super) fn register(&self, registry: &mut Registry, metric: impl Metric) {
        let Listed { name, unit, help, .. } = self.listed;
        match unit {
            Some(unit) => registry.register_with_unit(name, help, Unit::Other(unit.to_owned()), metric),
            None => registry.register(name, help, metric),
        }
    }

    /// Adds the values of a gauge, as they are now. Without any it is not exposed.
    pub(super) fn gauges(&self, registry: &mut Registry, samples: impl IntoIterator<Item = ([String; N], u64)>) {
        let family = Family::<Labels<N>, Gauge>::default();
        for (values, value) in samples {
            family.get_or_create(&self.labels(values)).set(i64::try_from(value).unwrap_or(i64::MAX));
        }
        self.register(registry, family);
    }

    /// The same of a counter.
    pub(super) fn counters(&self, registry: &mut Registry, samples: impl IntoIterator<Item = ([String; N], u64)>) {
        let family = Family::<Labels<N>, Counter>::default();
        for (values, value) in samples {
            family.get_or_create(&self.labels(values)).inc_by(value);
        }
        self.register(registry, family);
    }
}

impl Definition<0> {
    /// Adds a gauge that has one value.
    pub(super) fn gauge(&self, registry: &mut Registry, value: u64) {
        let gauge = Gauge::<i64>::default();
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        self.register(registry, gauge);
    }

    /// Adds a counter that has one value.
    pub(super) fn counter(&self, registry: &mut Registry, value: u64) {
        let counter = Counter::<u64>::default();
        counter.inc_by(value);
        self.register(registry, counter);
    }
}

macro_rules! catalogue {
    ($($section:literal { $($kind:ident $id:ident $name:literal $(in $unit:ident)? [$($label:ident),*] $help:literal;)* })*) => {
        $($(
            pub(super) static $id: Definition<{ <[&str]>::len(&[$(stringify!($label)),*]) }> = Definition {
                listed: Listed {
                    kind: stringify!($kind),
                    name: $name,
                    unit: catalogue!(@unit $($unit)?),
                    labels: &[$(stringify!($label)),*],
                    help: $help,
                },
                labels: [$(stringify!($label)),*],
            };
        )*)*

        /// All of them, by section.
        #[cfg(test)]
        pub(super) static SECTIONS: &[(&str, &[&Listed])] = &[$(($section, &[$(&$id.listed),*])),*];
    };
    (@unit) => { None };
    (@unit $unit:ident) => { Some(stringify!($unit)) };
}

catalogue! {
    "The server" {
        gauge BUILD_INFO "build_info" [version] "Always 1, with the version that runs";
        gauge START_TIME "start_time" in seconds [] "When the server started, since 1970";
        gauge STORE_SIZE "store_size" in bytes [] "Size of the file that holds all documents";
        gauge STORE_REVISION "store_revision" [] "The newest revision of the documents; each transaction that changes something makes one";
    }
    "The APIs" {
        counter API_REQUESTS "api_requests" [service, operation, code] "Requests, by operation and the code of the answer: `OK`, or the error's";
        histogram API_DURATION "api_request_duration" in seconds [service, operation] "From the head of a request to its answer";
        counter API_UNKNOWN "api_unknown_requests" [] "Requests that named no operation that is known, or were refused before it was known";
    }
    "Tasks" {
        gauge TASKS "tasks" [phase] "Tasks (sandboxes) on this machine by phase";
        gauge CONTAINERS "containers" [state] "Containers of these tasks by state";
    }
    "The agent" {
        gauge APPLIED_REVISION "agent_applied_revision" [] "The revision of the documents by which packets are decided; less than `minato_store_revision` for longer than a moment says that changes do not take effect";
        gauge PART_HEALTHY "agent_part_healthy" [part] "0 when the last attempt of a part of the agent failed, otherwise 1";
        counter PART_FAILURES "agent_part_failures" [part] "Failed attempts of a part of the agent; each is tried again";
        histogram COMPILE_DURATION "agent_compile_duration" in seconds [] "Reading the documents and compiling them into tables";
        histogram APPLY_DURATION "agent_apply_duration" in seconds [] "Writing tables that differ from those before into the kernel; what attaching an ENI writes is not in it";
        counter APPLY_FAILURES "agent_apply_failures" [] "Times that tables could not be written into the kernel";
        counter ENTRIES_WRITTEN "agent_entries_written" [] "Entries written into the kernel's tables because the network changed";
        counter ENTRIES_DELETED "agent_entries_deleted" [] "Entries deleted from the kernel's tables because the network changed";
        counter REPAIRS "agent_repairs" [what] "What others had changed and the agent put back: `entry` (entries, programs and pins of the data plane), `namespace` (insides of ENIs' namespaces) and `link` (links of ENIs)";
    }
    "ENIs" {
        gauge INTERFACE_INFO "interface_info" [interface, vpc, subnet, address, owner] "Always 1 for each attached ENI, to be joined by `interface`; `owner` is what its task was started by, such as the task's ARN";
        counter INTERFACE_PACKETS "interface_packets" [interface, direction, verdict] "Packets that an edge sent (`egress`) and received (`ingress`) since it was attached. `accepted` in `egress` says that its own side let it pass, so the receiver may still have refused it; `dropped` in `ingress` are those that its own groups, or its subnet's network ACL on their way in, refused; what is refused elsewhere, also by the sender's ACL on their way out, counts for the sender";
        counter INTERFACE_BYTES "interface" in bytes [interface, direction, verdict] "Bytes of these packets, from the IP header on";
        counter INTERFACE_ANSWERED "interface_answered_packets" [interface] "Packets that the VPC's router answered itself: ARP, neighbour discovery, echo requests to the router";
        gauge CONNTRACK_FLOWS "conntrack_flows" [interface] "Established flows that count against the edge's quota: those that it opened, and those from outside that reach it";
        gauge CONNTRACK_LIMIT "conntrack_limit" [interface] "That quota";
        gauge CONNTRACK_AVAILABLE "conntrack_allowance_available" [interface] "Connections that can still be established before a packet is dropped: what the quota leaves, or the host's table where that is less. As ENA's statistic of this name";
        counter CONNTRACK_EXCEEDED "conntrack_allowance_exceeded" [interface] "Packets dropped because no further connection could be tracked. As ENA's statistic of this name";
    }
    "The data plane" {
        counter DROPPED_PACKETS "dropped_packets" [layer, reason] "Packets dropped, by layer and reason; a reason that never was is 0";
        counter DROPPED_BYTES "dropped" in bytes [layer, reason] "Bytes of dropped packets, from the IP header on";
        gauge TABLE_ENTRIES "table_entries" [table] "Entries in the kernel's tables";
        gauge TABLE_LIMIT "table_limit" [table] "The most entries that the table may hold";
        counter FLOW_EVENTS "flow_events" [event] "Flow events that were read: flows `opened` and `closed`, and `rejected` packets, of which each flow and reason tells one a second";
        counter EVENTS_LOST "flow_events_lost" [] "Flow events that were lost because the buffer was full; the counters are exact all the same";
    }
    "NAT gateways" {
        gauge NAT_CONNECTIONS "nat_active_connections" [nat_gateway] "Connections (CloudWatch's `ActiveConnectionCount`)";
        counter NAT_PORT_ERRORS "nat_error_port_allocation" [nat_gateway] "Flows dropped because no port was left (CloudWatch's `ErrorPortAllocation`)";
        counter NAT_TABLE_FULL "nat_table_full" [nat_gateway] "Flows dropped because the machine can track no more";
        counter NAT_RESETS "nat_resets" [nat_gateway] "Resets sent for connections that were idle for too long";
        counter NAT_UNSOLICITED "nat_unsolicited_packets" [nat_gateway] "Packets from outside dropped because nobody had asked for them";
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, env, fs, path::PathBuf};

    use super::*;

    /// What stands below the tables: what no table can say.
    const NOTES: &str = include_str!("notes.md");

    impl Listed {
        /// The name under which it is queried.
        fn exposed(&self) -> String {
            let unit = self.unit.map(|unit| format!("_{unit}")).unwrap_or_default();
            let total = if self.kind == "counter" { "_total" } else { "" };
            format!("{PREFIX}_{}{unit}{total}", self.name)
        }
    }

    fn documentation() -> String {
        let mut text = String::from(
            "<!-- Written from minato/src/serve/metrics by `MINATO_WRITE_DOCS=1 cargo test -p minato documentation`. -->\n\n\
             # Metrics\n\n`/metrics` answers in the text format of OpenMetrics, which Prometheus reads. All that can be read \
             is read when it is asked for.\n",
        );
        for (section, metrics) in SECTIONS {
            text += &format!(
                "\n## {section}\n\n| metric | type | unit | labels | meaning |\n| --- | --- | --- | --- | --- |\n"
            );
            for metric in *metrics {
                let labels: Vec<_> = metric.labels.iter().map(|label| format!("`{label}`")).collect();
                text += &format!(
                    "| `{}` | {} | {} | {} | {}. |\n",
                    metric.exposed(),
                    metric.kind,
                    metric.unit.unwrap_or_default(),
                    labels.join(", "),
                    metric.help
                );
            }
        }
        text + "\n" + NOTES
    }

    #[test]
    fn the_documentation_lists_every_metric() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/metrics.md");
        if env::var_os("MINATO_WRITE_DOCS").is_some() {
            fs::write(&path, documentation()).unwrap();
        }
        let says =
            "docs/metrics.md is not what the catalogue says: MINATO_WRITE_DOCS=1 cargo test -p minato documentation";
        assert!(fs::read_to_string(&path).unwrap() == documentation(), "{says}");
    }

    #[test]
    fn names_and_units_follow_the_conventions() {
        let all: Vec<_> = SECTIONS.iter().flat_map(|(_, metrics)| metrics.iter()).collect();
        let names: BTreeSet<_> = all.iter().map(|metric| metric.exposed()).collect();
        assert_eq!(names.len(), all.len(), "two metrics share a name");
        for metric in all {
            let name = metric.name;
            let is_plain = |text: &str| text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
            assert!(is_plain(name) && metric.labels.iter().all(|label| is_plain(label)), "{name}");
            assert!(["counter", "gauge", "histogram"].contains(&metric.kind), "{name}");
            assert!(metric.unit.is_none_or(|unit| ["seconds", "bytes"].contains(&unit)), "{name} has no base unit");
            assert!(!["seconds", "bytes", "total"].iter().any(|end| name.ends_with(end)), "{name}: its end is added");
            assert!(!metric.help.ends_with('.'), "{name}: a full stop is added");
        }
    }
}
