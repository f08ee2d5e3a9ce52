//! What can be wrong with network insights.

use minato_vpc::ids::NetworkInsightsPathId;

/// Why a path or an analysis cannot be as asked. Its text is AWS's message as far as it is known: AWS documents the codes
/// alone, in the handlers of its `CloudFormation` types. [`InsightsError::code`] is AWS's code.
#[derive(Debug, thiserror::Error)]
pub enum InsightsError {
    /// The source is not there.
    #[error("The source '{id}' does not exist")]
    NoSuchSource {
        /// What was named.
        id: String,
    },
    /// The destination is not there.
    #[error("The destination '{id}' does not exist")]
    NoSuchDestination {
        /// What was named.
        id: String,
    },
    /// A path goes after its analyses.
    #[error("The network insights path '{id}' has analyses and cannot be deleted.")]
    PathHasAnalyses {
        /// The path.
        id: NetworkInsightsPathId,
    },
}

impl InsightsError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchSource { .. } => "NetworkInsightsSource.NotFound",
            Self::NoSuchDestination { .. } => "NetworkInsightsDestination.NotFound",
            Self::PathHasAnalyses { .. } => "AnalysisExistsForNetworkInsightsPath",
        }
    }
}
