//! The overview (ホーム): how the ledger stands today, and what to do next.

pub mod screen;
