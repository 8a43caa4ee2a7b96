//! 役割一覧: who holds which role now, and who did before.

use crate::base::RecordId;
use crate::desk::ListedRows;
use crate::ledgers::printed::UNWRITTEN;
use crate::ledgers::role::sheet::{held, history};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, heading, small, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let names = frame.facts.staff_names();
    let is_listed = |id: RecordId| match frame.listed.map(|listed| &listed.rows) {
        Some(ListedRows::Records { ids, .. }) => ids.contains(&id),
        Some(ListedRows::Journal { .. }) | None => true,
    };
    let all = frame.facts.roles.iter().filter(|kept| is_listed(kept.id.into())).map(|kept| &kept.record);
    let all = all.map(|role| (names.get(&role.staff).copied().unwrap_or(UNWRITTEN), role));
    let (now, other): (Vec<_>, Vec<_>) = all.partition(|(_, role)| role.is_held_on(frame.day));
    let (mut before, mut ahead): (Vec<_>, Vec<_>) =
        other.into_iter().partition(|(_, role)| role.until_on.is_some_and(|until| until < frame.day));
    before.sort_by_key(|(_, role)| std::cmp::Reverse(role.until_on));
    ahead.sort_by_key(|(_, role)| role.from_on);
    let mut blocks = vec![heading("1　現在の役割"), Block::Table(held(&now))];
    match frame.listed {
        Some(listed) => blocks.insert(0, small(&listed.words.join(" ・ "))),
        None => {
            blocks.push(heading("2　過去の役割"));
            blocks.push(table_or(history(&before), "過去の役割の記録はありません。"));
        }
    }
    if !ahead.is_empty() {
        let number = if frame.listed.is_some() { 2 } else { 3 };
        blocks.push(heading(format!("{number}　これからの役割")));
        blocks.push(Block::Table(history(&ahead)));
    }
    frame.sheet(Orientation::Landscape, blocks)
}
