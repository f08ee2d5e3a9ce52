//! The traced program takes the steps of the specification, one by one, and changes nothing that others see. Needs root.

#![allow(dead_code, reason = "shares networks and hosts with the suite and the twin test")]

#[path = "../suite/build.rs"]
mod build;
mod conversations;
#[path = "../twin/headers.rs"]
mod headers;
#[path = "../twin/host.rs"]
mod host;
mod isolation;
#[path = "../twin/network.rs"]
mod network;
#[path = "../twin/packets.rs"]
mod packets;
#[path = "../twin/places.rs"]
mod places;
#[path = "../suite/plan.rs"]
mod plan;
mod random;
mod situations;
mod stage;
#[path = "../suite/version.rs"]
mod version;
#[path = "../twin/ways.rs"]
mod ways;
