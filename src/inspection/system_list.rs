//! システム一覧: systems and care networks, their vendors, contracts and two-factor authentication.

use crate::base::SystemId;
use crate::ledgers::system::sheet::{ended, list};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, heading, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let day = frame.day;
    let n_users = |id: SystemId| {
        let accounts = frame.facts.accounts.iter().map(|kept| &kept.record);
        accounts.filter(|account| account.system == id && account.is_usable_on(day)).count()
    };
    let systems = frame.facts.systems.iter();
    let (now, gone): (Vec<_>, Vec<_>) = systems.partition(|kept| kept.record.ended_on.is_none_or(|end| day <= end));
    let mut blocks = vec![
        heading(format!("1　利用中のシステム（{}件）", now.len())),
        table_or(list(now.iter().map(|kept| (&kept.record, n_users(kept.id)))), "システムはまだ登録されていません。"),
    ];
    if !gone.is_empty() {
        blocks.push(heading("2　利用を終了したシステム"));
        blocks.push(Block::Table(ended(gone.iter().map(|kept| &kept.record))));
    }
    frame.sheet(Orientation::Landscape, blocks)
}
