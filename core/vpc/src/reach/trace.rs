//! What a host's data plane does, beside what the model says that it does.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Model, Origin, Plane, Probe, Reach, Target, reach_through};
use crate::Network;

/// The way that packets took, and that of the model if it is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What the kernel did.
    #[serde(flatten)]
    pub kernel: Reach,
    /// What it should have done by the model; `None`: the same, step by step.
    pub model: Option<Reach>,
}

/// Sends a packet through a data plane, and the same through the model of its host.
pub fn trace<P: Plane>(
    network: &Network,
    kernel: &mut P,
    mut model: Model<'_>,
    from: &Origin,
    to: &Target,
    probe: Probe,
) -> Result<Trace, P::Error> {
    let kernel = reach_through(network, kernel, from, to, probe)?;
    let expected = match reach_through(network, &mut model, from, to, probe) {
        Ok(reach) => reach,
        Err(never) => match never {},
    };
    let model = (expected != kernel).then_some(expected);
    Ok(Trace { kernel, model })
}

impl Trace {
    /// Whether the kernel did what the model says.
    pub fn agrees(&self) -> bool {
        self.model.is_none()
    }
}

/// A line says who was asked, for [`Reach`] has the same words.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.model {
            None => {
                write!(f, "Asked the kernel's programs, which took each step that the model takes:\n{}", self.kernel)
            }
            Some(model) => write!(
                f,
                "The kernel does not do what the network says.\n\nThe kernel:\n{}\n\nBy the network:\n{model}",
                self.kernel
            ),
        }
    }
}
