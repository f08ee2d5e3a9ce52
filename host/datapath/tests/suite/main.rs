//! The packet suite: tables of rows, each a network and what must and must not pass in it, with real sockets in real
//! namespaces, both ways. Needs root.
//!
//! Each table is three tests: `packets`, under several orders of creation; `created`, which sees that under every order the
//! kernel has the same tables; and `explained`, which asks `reach` about every row and needs no privileges.

mod acls;
mod both_versions;
mod build;
mod cause;
mod changes;
mod created;
mod drift;
mod errors;
mod explain;
mod fragments;
mod frames;
mod gateway;
mod groups;
#[path = "../twin/host.rs"]
mod host;
mod ipv6_errors;
mod ipv6_frames;
mod ipv6_internet;
mod lattice;
mod neighbours;
mod offload;
mod outside;
mod peering;
mod pieces;
mod plan;
mod probe;
mod routes;
mod row;
mod segments;
mod tracking;
mod version;
mod world;
