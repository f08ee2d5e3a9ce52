//! Generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

pub mod ec2;
pub mod ecs;
pub mod sts;

pub(crate) mod ec2_schema;
pub(crate) mod ecs_schema;
pub(crate) mod sts_schema;
