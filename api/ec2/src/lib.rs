//! The EC2 API over the network's use cases.
