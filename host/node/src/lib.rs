//! The node agent: watch, compile, apply.
