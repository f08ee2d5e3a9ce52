//! AWS protocols, signatures, errors and generated shapes.
//!
//! A request's bytes are read by the static schema of its operation into a typed input, given to the service's trait, and
//! the typed output is written back in the same protocol. What the schema does not know, or knows and does not honour, is
//! refused by name. Everything that reads input is bounded: size, depth and list positions.

mod error;
mod form;
mod generated;
mod json;
pub mod limits;
mod query;
mod record;
mod refusal;
mod request;
mod respond;
mod route;
mod scalar;
pub mod schema;
pub mod server;
mod service;
mod sigv4;
mod value;
pub mod web_page;
mod xml;

pub use error::ApiError;
pub use generated::{ec2, ecs, sts};
pub use request::RequestContext;
pub use sigv4::{AccessKey, DEFAULT_ACCOUNT, Keys};

#[cfg(test)]
mod tests;
