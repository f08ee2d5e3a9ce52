//! The way into the use cases: a store with limits and a clock, and a transaction on the networks of one scope.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ipnet::Ipv6Net;
use jiff::Timestamp;
use minato_document::Prefix;
use minato_ipam::PublicBlock;
use minato_store::{Store, StoreError, Transaction, transact};
use minato_vpc::{Resource, resources::Scope};

use crate::{
    error::{GatewayError, NetworkError},
    kind::KnownKind,
    limits::Limits,
    vpc_block::DEFAULT_IPV6_RANGE,
};

/// More of a resource than all transactions that are under way at once can make, while one looks at the number.
pub(crate) const UNDER_WAY: usize = 1_024;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The networks of all accounts and regions in a store.
#[derive(Clone)]
pub struct Networks {
    store: Arc<dyn Store>,
    pub(crate) limits: Limits,
    pub(crate) cool_down: Duration,
    pub(crate) ipv6_range: Ipv6Net,
    pub(crate) public_block: PublicBlock,
    clock: Clock,
}

impl Networks {
    /// The networks of that store, with the system's clock and the usual cool-down of addresses.
    pub fn new(store: Arc<dyn Store>, limits: Limits) -> Self {
        Self {
            store,
            limits,
            cool_down: minato_ipam::COOL_DOWN,
            ipv6_range: DEFAULT_IPV6_RANGE,
            public_block: PublicBlock::DEFAULT,
            clock: Arc::new(Timestamp::now),
        }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The same with another cool-down: how long a released address is kept from new owners.
    #[must_use]
    pub fn with_cool_down(self, cool_down: Duration) -> Self {
        Self { cool_down, ..self }
    }

    /// The same with another range that VPCs get their IPv6 blocks of: a /56 or shorter.
    #[must_use]
    pub fn with_ipv6_range(self, ipv6_range: Ipv6Net) -> Self {
        Self { ipv6_range: ipv6_range.trunc(), ..self }
    }

    /// The same with another pool of public addresses. Those that were handed out of a former one stay.
    #[must_use]
    pub fn with_public_block(self, public_block: PublicBlock) -> Self {
        Self { public_block, ..self }
    }

    /// The store.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The limits that hold.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Runs `body` as one transaction on the networks of `scope`. If it fails, nothing is written.
    ///
    /// `body` may run several times, as with [`transact`].
    pub fn transact<T, E>(
        &self,
        scope: &Scope,
        mut body: impl FnMut(&mut NetworkTransaction<'_, '_>) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + From<NetworkError>,
    {
        transact(self.store(), |tx| body(&mut self.within(tx, scope)?))
    }

    /// The networks of `scope` within a transaction that the caller runs, so that their changes and the caller's
    /// happen at once. The first touch of a scope makes its default VPC.
    pub fn within<'a, 's>(
        &'a self,
        tx: &'a mut Transaction<'s>,
        scope: &'a Scope,
    ) -> Result<NetworkTransaction<'a, 's>, NetworkError> {
        let mut network = NetworkTransaction { tx, scope, networks: self, now: self.now() };
        network.ensure_default_vpc()?;
        Ok(network)
    }
}

/// A transaction on the networks of one scope. Its methods are the use cases.
pub struct NetworkTransaction<'a, 's> {
    pub(crate) tx: &'a mut Transaction<'s>,
    pub(crate) scope: &'a Scope,
    pub(crate) networks: &'a Networks,
    pub(crate) now: Timestamp,
}

impl<'s> NetworkTransaction<'_, 's> {
    /// The scope.
    pub fn scope(&self) -> &Scope {
        self.scope
    }

    /// The limits that hold.
    pub fn limits(&self) -> &Limits {
        &self.networks.limits
    }

    /// When the transaction began.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The transaction itself, for documents of other kinds.
    pub fn transaction(&mut self) -> &mut Transaction<'s> {
        self.tx
    }

    /// The resource of that id; [`NetworkError::NotFound`] if there is none.
    pub fn find<T: KnownKind>(&mut self, id: &T::Id) -> Result<T, NetworkError> {
        let found = self.tx.get(&T::key_of(self.scope, id))?;
        found.ok_or_else(|| NetworkError::NotFound { kind: T::KIND_OF_RESOURCE, id: id.to_string() })
    }

    /// The gateway of that id that a route or a table names; [`GatewayError::NoSuchGateway`] if there is none.
    pub(crate) fn find_gateway<T: KnownKind>(&mut self, id: &T::Id) -> Result<T, NetworkError> {
        let found = self.tx.get(&T::key_of(self.scope, id))?;
        found.ok_or_else(|| GatewayError::NoSuchGateway { id: id.to_string() }.into())
    }

    /// All resources of a kind by their ids.
    pub(crate) fn by_id<T: Resource>(&mut self) -> Result<BTreeMap<T::Id, T>, NetworkError> {
        Ok(self.list::<T>()?.into_iter().map(|resource| (resource.id().clone(), resource)).collect())
    }

    /// All resources of a kind, by id.
    pub fn list<T: Resource>(&mut self) -> Result<Vec<T>, NetworkError> {
        Ok(self.tx.list(&T::in_scope(self.scope))?)
    }

    /// The same as they were when the transaction began, and with its own writes: a hint that is no condition of its commit, or
    /// something to show.
    pub fn list_unguarded<T: Resource>(&mut self) -> Result<Vec<T>, NetworkError> {
        Ok(self.tx.list_unguarded(&T::in_scope(self.scope))?)
    }

    /// How many resources of a kind there are.
    pub(crate) fn count<T: Resource>(&mut self, prefix: &Prefix<T>) -> Result<usize, NetworkError> {
        Ok(self.tx.list(prefix)?.len())
    }
}

/// The entropy of a new id.
pub(crate) fn entropy() -> u128 {
    rand::random()
}
