//! Minato: an AWS-style VPC for containers.

fn main() {}
