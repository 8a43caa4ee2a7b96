//! The ledgers (帳簿): one folder a record kind, and the registry that names them all.

pub mod account;
pub mod assessment;
pub mod attendance;
pub mod clinic;
pub mod confirm;
pub mod copies;
pub mod device;
pub mod disposal;
pub mod due;
pub mod facts;
pub mod keep;
pub mod links;
pub mod log;
pub mod passage;
pub mod pledge;
pub mod policy_read;
pub mod printed;
pub mod registry;
pub mod remedy;
pub mod role;
pub mod self_check;
pub mod shelf;
pub mod staff;
pub mod steps;
pub mod system;
pub mod training;
