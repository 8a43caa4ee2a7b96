//! アクセスログの点検: for each system how its log is shown to an inspector, and when it was looked through.

use crate::ledgers::log_review::record::newest;
use crate::ledgers::log_review::sheet::{how, list};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, heading, small, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let facts = frame.facts;
    let names = facts.system_names();
    let reviews = || facts.log_reviews.iter().map(|kept| &kept.record);
    let mut blocks = vec![heading("1　ログを表示する手順")];
    let in_use = facts.systems.iter().filter(|kept| kept.record.ended_on.is_none_or(|end| frame.day <= end));
    let mut n_known = 0;
    for kept in in_use {
        let Some(review) = newest(reviews(), kept.id) else { continue };
        n_known += 1;
        blocks.push(Block::Heading { level: 2, text: kept.record.name.clone() });
        blocks.push(Block::KeyValues { rows: how(review), columns: 1 });
    }
    if n_known == 0 {
        blocks.push(small("ログの点検の記録がまだないため、表示する手順はわかりません。"));
    }
    blocks.push(heading("2　点検の記録"));
    let rows = facts
        .log_reviews
        .iter()
        .rev()
        .map(|kept| (&kept.record, names.get(&kept.record.system).copied().unwrap_or_default()));
    blocks.push(table_or(list(rows), "アクセスログの点検の記録はありません。"));
    frame.sheet(Orientation::Portrait, blocks)
}
