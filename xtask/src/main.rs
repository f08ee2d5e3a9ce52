//! Generates the wire shapes and other checked-in files.

fn main() {}
