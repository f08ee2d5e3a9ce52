//! Benchmarks, measured side by side with their baselines.

fn main() {}
