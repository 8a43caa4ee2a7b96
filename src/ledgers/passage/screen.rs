//! 開始・終了の手続き: the card on a person's page.

use crate::base::{Coded, Day, Draft, Kind, Record, RecordId, StaffId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Barred, Bars, Section, SectionRow, Shown, dated};
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{Passage, Way, field};

impl Shown for Passage {
    const ICON: Icon = Icon::ClipboardCheck;
    const READS: &'static [Kind] = &[Kind::Passage, Kind::Staff];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::ON, Some(today))
    }

    /// Who is on the same way already.
    fn bars(id: Option<RecordId>, read: &Reader<'_>, _today: Day) -> Result<Option<Bars>, VaultError> {
        let all = read.list::<Self>()?.into_iter();
        let open: Vec<_> = all.filter(|kept| kept.record.is_open() && Some(RecordId::from(kept.id)) != id).collect();
        Ok(Some(Box::new(move |one, draft| {
            let is_closed = !draft.get(field::CLOSED_ON.key).trim().is_empty();
            if one.key != field::STAFF.key || is_closed {
                return Vec::new();
            }
            let same = open.iter().filter(|kept| kept.record.way.code() == draft.get(field::WAY.key));
            same.map(|kept| Barred::new(kept.record.staff, "同じ手続きの途中の人")).collect()
        })))
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        state(self)
    }

    fn card(person: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let person = StaffId::from(person);
        let rows = facts.passages.iter().rev().filter(|kept| kept.record.staff == person).map(|kept| {
            let (tone, word) = state(&kept.record);
            SectionRow::new(Kind::Passage, kept.id, kept.record.title())
                .note(&[dated("", kept.record.on), kept.record.end_reason.clone(), kept.record.open_reason.clone()])
                .state(tone, word)
                .open(way_in(&kept.record))
        });
        let is_there = facts.staff_in_use(today).any(|kept| kept.id == person);
        let adds = [("しておくこと", Route::Steps(person)), ("利用を終える", Route::Leaving(person))];
        Some(Section {
            title: "手続き",
            empty: "この人がしておくことと、利用を終えるときの手続きを、順に進められます。",
            is_wanted: false,
            adds: if is_there { adds.to_vec() } else { Vec::new() },
            offer: None,
            rows: rows.collect(),
        })
    }
}

/// Where somebody's open passage is gone on with; `None` where none is open.
///
/// # Errors
/// The ledger cannot be read.
pub fn way_on(read: &Reader<'_>, person: StaffId) -> Result<Option<Route>, VaultError> {
    let own = read.by_subject::<Passage>(person.into())?;
    Ok(own.iter().rev().find(|kept| kept.record.is_open()).map(|kept| way_in(&kept.record)))
}

/// Where it is gone on with.
#[must_use]
pub const fn way_in(passage: &Passage) -> Route {
    match passage.way {
        Way::Joining => Route::Steps(passage.staff),
        Way::Leaving => Route::Leaving(passage.staff),
    }
}

fn state(passage: &Passage) -> (Tone, String) {
    match passage.closed_on {
        Some(day) => (Tone::Quiet, format!("{} 完了", day.short())),
        None => (Tone::Warn, "手続き中".to_owned()),
    }
}
