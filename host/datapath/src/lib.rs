//! eBPF programs, their loader and maps, namespaces and links.
