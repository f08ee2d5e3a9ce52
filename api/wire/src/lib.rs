//! AWS protocols, signatures, errors and generated shapes.
