//! The STS API.
