//! The ECS API and its reconcilers.
