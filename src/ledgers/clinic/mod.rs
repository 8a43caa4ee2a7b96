//! 施設: the clinic itself. One record a ledger.

pub mod record;
