//! Which address is next: subnets, prefixes, reservations, cool-down; IPv4 and IPv6.
//!
//! Pure: no I/O and no clock; time comes in as an argument. The records of a subnet's addresses are documents, which the
//! caller reads and writes in the transaction that makes or ends their owner:
//!
//! ```
//! use std::time::Duration;
//! use minato_ipam::{Address, COOL_DOWN, IpamError, Pool};
//! # use minato_vpc::ids::{NetworkInterfaceId, SubnetId};
//! # let subnet = SubnetId::from_entropy(1);
//! # let cidr = "10.0.1.0/24".parse()?;
//! # let (web, database) = (NetworkInterfaceId::from_entropy(2), NetworkInterfaceId::from_entropy(3));
//! # let now = "2026-11-23T00:00:00Z".parse()?;
//! # let records: Vec<Address> = Vec::new();
//! // `records` is what the transaction lists under `Address::in_subnet(&subnet)`.
//! let mut pool = Pool::new(&subnet, cidr, records, COOL_DOWN)?;
//! let record = pool.allocate(&web, now)?; // to be put in the same transaction
//! assert_eq!(record.address.to_string(), "10.0.1.4");
//! assert_eq!(pool.free(), 250);
//!
//! let taken = "10.0.1.4".parse()?;
//! assert_eq!(pool.allocate_requested(taken, &database), Err(IpamError::InUse { address: taken.into() }));
//!
//! let released = record.release(now)?; // needs no pool; to be put as well
//! # let _ = released;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod bitmap;
mod error;
mod pool;
mod pool_ipv6;
mod public;
mod reservation;
mod reserved;
mod slot;

pub use address::{Address, AddressState, is_cooling};
pub use error::IpamError;
pub use pool::{COOL_DOWN, PREFIX_LENGTH, Pool, addresses_of};
pub use pool_ipv6::Ipv6Pool;
pub use public::{MalformedBlock, PublicBlock, PublicPool, PublicRecord, PublicState};
pub use reservation::Reservations;
pub use reserved::{RESERVED, capacity, is_reserved, is_reserved_ipv6};
pub use slot::{IPV6_PREFIX_LENGTH, Ipv6Slot};
