//! The use cases on a VPC, each one transaction.
