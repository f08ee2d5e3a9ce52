//! What ECS answers when it cannot do what was asked: its codes and its words.

use minato_network::NetworkError;
use minato_store::StoreError;
use minato_wire::ApiError;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum EcsError {
    /// The request cannot be carried out as it stands.
    #[error("{0}")]
    Client(String),
    /// A parameter has a value that it may not have.
    #[error("{0}")]
    InvalidParameter(String),
    /// There is no such cluster.
    #[error("Cluster not found.")]
    ClusterNotFound,
    /// The cluster was deleted.
    #[error("The referenced cluster was inactive.")]
    ClusterInactive,
    /// The cluster still has tasks.
    #[error("The Cluster cannot be deleted while Tasks are active.")]
    ClusterContainsTasks,
    /// There is no such resource to tag.
    #[error("The specified resource was not found: {0}")]
    ResourceNotFound(String),
    /// The client token was used with another request.
    #[error("The client token was already used with different parameters; use a new one.")]
    TokenConflict {
        /// The tasks that the first request started.
        resource_ids: Vec<String>,
    },
    /// The platform version does not exist.
    #[error("The specified platform does not exist.")]
    PlatformUnknown,
    /// The network said no where no text of ECS's own fits.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EcsError {
    /// A parameter has a value that it may not have.
    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        Self::InvalidParameter(message.into())
    }

    /// The request cannot be carried out as it stands.
    pub(crate) fn client(message: impl Into<String>) -> Self {
        Self::Client(message.into())
    }

    /// A member that AWS has and Minato does not honour yet.
    pub(crate) fn unhonoured(what: &str) -> Self {
        Self::Client(format!("Minato does not honour {what} yet."))
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Client(_) => "ClientException",
            Self::InvalidParameter(_) => "InvalidParameterException",
            Self::ClusterNotFound | Self::ClusterInactive => "ClusterNotFoundException",
            Self::ClusterContainsTasks => "ClusterContainsTasksException",
            Self::ResourceNotFound(_) => "ResourceNotFoundException",
            Self::TokenConflict { .. } => "ConflictException",
            Self::PlatformUnknown => "PlatformUnknownException",
            Self::Network(error @ NetworkError::RegionNotEnabled { .. }) => error.code(),
            Self::Network(error) if !error.is_internal() => "InvalidParameterException",
            Self::Network(_) | Self::Store(_) => return None,
        })
    }
}

impl From<EcsError> for ApiError {
    fn from(error: EcsError) -> Self {
        match (error.code(), error) {
            (Some(code), EcsError::TokenConflict { resource_ids }) => {
                let error = ApiError::new(code, EcsError::TokenConflict { resource_ids: Vec::new() }.to_string());
                error.with_field("resourceIds", resource_ids)
            }
            (Some(code), error) => ApiError::new(code, error.to_string()),
            (None, error) => ApiError::internal(error),
        }
    }
}
