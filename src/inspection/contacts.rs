//! 連絡先一覧: whom to call in an incident, slot by slot.

use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::contact::sheet::list;
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, small};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let all: Vec<&Contact> =
        frame.facts.contacts.iter().map(|kept| &kept.record).filter(|contact| contact.is_used_on(frame.day)).collect();
    let n_filled = Slot::ASKED.iter().filter(|slot| all.iter().any(|contact| contact.slot == **slot)).count();
    let line = format!(
        "点検表が求める6区分のうち{n_filled}区分に連絡先があります。電話番号は年に1回確かめ、確認日を残します。"
    );
    let blocks = vec![small(&line), Block::Table(list(all.iter().copied()))];
    frame.sheet(Orientation::Landscape, blocks)
}
