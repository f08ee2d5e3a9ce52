//! One request under way: whose it is, and the transaction that it is.

use std::collections::BTreeSet;

use minato_network::{GatewayError, KnownKind, NetworkError, NetworkTransaction, Networks};
use minato_store::StoreError;
use minato_vpc::resources::Scope;
use minato_wire::{ApiError, RequestContext};
use minato_workload::HostName;

use crate::input::id;

/// Why a request was not done: its text was wrong, or the use case said no.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The request itself is wrong.
    Request(ApiError),
    /// The use case did not happen.
    Network(NetworkError),
}

impl Fault {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self::Request(ApiError::new(code, message))
    }

    /// `InvalidParameterValue`.
    pub(crate) fn value(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterValue", message)
    }

    /// `InvalidParameterCombination`.
    pub(crate) fn combination(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterCombination", message)
    }

    /// What a modification is answered that names nothing to modify.
    pub(crate) fn no_attributes() -> Self {
        Self::combination("No attributes specified.")
    }

    /// `MissingParameter`, for the parameter of that name.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::new("MissingParameter", format!("The request must contain the parameter {parameter}"))
    }
}

impl From<NetworkError> for Fault {
    fn from(error: NetworkError) -> Self {
        Self::Network(error)
    }
}

impl From<GatewayError> for Fault {
    fn from(error: GatewayError) -> Self {
        Self::Network(error.into())
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Network(error.into())
    }
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Request(error) => error,
            Fault::Network(error) if error.is_internal() => ApiError::internal(error),
            Fault::Network(error) => ApiError::new(error.code(), error.to_string()),
        }
    }
}

/// A request under way.
pub(crate) struct Call<'a> {
    networks: &'a Networks,
    /// The host that runs what a request makes.
    pub(crate) host: &'a HostName,
    /// Whose request it is.
    pub(crate) scope: Scope,
}

impl<'a> Call<'a> {
    pub(crate) fn new(networks: &'a Networks, host: &'a HostName, context: &RequestContext) -> Self {
        Self { networks, host, scope: Scope { account: context.account.clone(), region: context.region.clone() } }
    }

    /// Runs `body` as the request's transaction. A dry run gives it up when all of its checks have passed.
    pub(crate) fn run<T>(
        &self,
        dry_run: Option<bool>,
        mut body: impl FnMut(&mut NetworkTransaction<'_, '_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.networks.transact(&self.scope, |network| {
            let value = body(network)?;
            if dry_run == Some(true) { Err(Fault::Request(ApiError::dry_run())) } else { Ok(value) }
        })
    }

    /// The limits that hold.
    pub(crate) fn limits(&self) -> &minato_network::Limits {
        self.networks.limits()
    }
}

/// The resources of these ids, each once, all of which must be there; without ids, all of the kind.
pub(crate) fn select<T: KnownKind>(
    network: &mut NetworkTransaction<'_, '_>,
    ids: Option<&[String]>,
) -> Result<Vec<T>, Fault> {
    let Some(ids) = ids.filter(|ids| !ids.is_empty()) else { return Ok(network.list()?) };
    let ids = ids.iter().map(|text| id(text, T::KIND_OF_RESOURCE)).collect::<Result<BTreeSet<T::Id>, _>>()?;
    ids.iter().map(|id| Ok(network.find(id)?)).collect()
}
