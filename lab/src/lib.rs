//! For tests: hosts as namespaces, traffic probes, packet builders.
