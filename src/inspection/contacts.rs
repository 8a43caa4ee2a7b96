//! 連絡先一覧 and 連絡体制図: whom to call in an incident, slot by slot, and as a picture.

use crate::base::{Coded, Day};
use crate::ledgers::chart::{self, Chart, Room};
use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::contact::sheet::list;
use crate::paper::{Block, Orientation, Sheet};
use crate::vault::VaultError;

use super::frame::{Frame, heading, small};

/// The chart on one page; what is not whole on it stands in a list behind it.
pub(super) fn chart(frame: &Frame<'_>) -> Result<Sheet, VaultError> {
    let chart = Chart::of(frame.facts, frame.day, chart::chosen_plan(frame.read)?);
    let placed = chart::place(&chart, Room::PAGE);
    let mut blocks = vec![small(&lead(frame)), Block::Diagram(placed.diagram)];
    let left_over = frame.facts.contacts_used(frame.day).filter(|kept| placed.left_over.contains(&kept.id));
    let left_over: Vec<&Contact> = left_over.map(|kept| &kept.record).collect();
    if !left_over.is_empty() {
        let n_left = left_over.len();
        blocks.push(Block::PageBreak);
        blocks.push(heading(format!("図に全部は書ききれなかった連絡先（{n_left}件）")));
        blocks.push(Block::Table(list(&left_over, &[])));
    }
    let mut sheet = frame.sheet(Orientation::Landscape, blocks);
    // The picture needs the room; who made it stands in the foot.
    sheet.seals.clear();
    Ok(sheet)
}

/// What is missing, and when it was last checked.
fn lead(frame: &Frame<'_>) -> String {
    let open: Vec<&str> = Chart::open_slots(frame.facts, frame.day).into_iter().map(Coded::label).collect();
    let n_all = Slot::ASKED.len();
    // One line: the picture needs the rest of the page.
    let state = match open.as_slice() {
        [] => format!("点検表が求める{n_all}区分に、すべて連絡先があります。"),
        [one] => format!("点検表が求める{n_all}区分のうち、{one}は未登録です。"),
        several => format!("点検表が求める{n_all}区分のうち{}区分は未登録です（破線の箱）。", several.len()),
    };
    let checked = frame.facts.contacts_used(frame.day).filter_map(|kept| kept.record.checked_on).min();
    let checked = checked.map_or_else(String::new, |day: Day| format!("いちばん古い番号の確認は{}。", day.wareki()));
    format!("{state}{checked}")
}

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let all: Vec<&Contact> =
        frame.facts.contacts.iter().map(|kept| &kept.record).filter(|contact| contact.is_used_on(frame.day)).collect();
    let n_filled = Slot::ASKED.iter().filter(|slot| all.iter().any(|contact| contact.slot == **slot)).count();
    let line = format!(
        "点検表が求める6区分のうち{n_filled}区分に連絡先があります。電話番号は年に1回確かめ、確認日を残します。"
    );
    let blocks = vec![small(&line), Block::Table(list(&all, &Slot::ASKED))];
    frame.sheet(Orientation::Landscape, blocks)
}
