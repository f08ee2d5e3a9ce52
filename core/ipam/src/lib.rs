//! Which address is next: subnets, reservations, cool-down.
