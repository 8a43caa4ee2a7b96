//! システム: medical information systems and care networks (S001-S2, S000-L4.15; 連携ネットワーク).

pub mod commands;
pub mod presets;
pub mod record;
pub mod screen;
pub mod sheet;
