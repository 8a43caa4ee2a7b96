//! MDS・SDS: the card on a system's or a vendor's page, and the form and page behind it.

use crate::base::{Day, Draft, Kept, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{CopyOf, Section, SectionRow, Shown, dated};
use crate::ledgers::system::record::System;
use crate::ledgers::vendors::{behind, systems_of};
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{Disclosure, field};

impl Shown for Disclosure {
    const ICON: Icon = Icon::FileText;
    const READS: &'static [Kind] = &[Kind::Disclosure, Kind::Vendor, Kind::System];
    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new().with_link(&field::SYSTEM, about)
    }

    /// It is begun from a system or from a vendor: the other of the two is filled where it is plain.
    fn fill(draft: &mut Draft, read: &Reader<'_>, today: Day) -> Result<(), VaultError> {
        let Ok(about) = draft.get(field::SYSTEM.key).parse::<RecordId>() else { return Ok(()) };
        let facts = Facts::load(read)?;
        let (system, vendor) = match facts.systems.iter().find(|kept| RecordId::from(kept.id) == about) {
            Some(system) => (Some(system.id), behind(&facts, system, today).first().map(|kept| kept.id)),
            None => match systems_of(&facts, about.into(), today).as_slice() {
                [only] => (Some(only.id), Some(about.into())),
                _ => (None, Some(about.into())),
            },
        };
        *draft = std::mem::take(draft).with_link(&field::SYSTEM, system).with_link(&field::VENDOR, vendor);
        Ok(())
    }

    fn lead() -> &'static str {
        "まだ届いていないときは、依頼した日だけを入力して登録します。"
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn wanted(&self) -> Vec<&'static str> {
        let is_received = self.received_on.is_some();
        let blanks = [
            (is_received && self.n_no.is_none(), field::N_NO),
            (is_received && self.reviewer.is_empty(), field::REVIEWER),
            (is_received && self.is_unhandled(), field::HANDLING),
        ];
        blanks.into_iter().filter_map(|(is_blank, field)| is_blank.then_some(field.key)).collect()
    }

    fn copy_of(kept: &Kept<Self>) -> Option<CopyOf> {
        Some(CopyOf::new(kept, "書類の写し"))
    }

    /// Those of a system, or those a vendor has given, the newest first; nobody else has any.
    fn card(about: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let is_vendor = facts.vendors.iter().any(|kept| RecordId::from(kept.id) == about);
        let is_system = facts.systems.iter().any(|kept| RecordId::from(kept.id) == about);
        if !is_vendor && !is_system {
            return None;
        }
        let systems: Vec<&Kept<System>> = if is_vendor { systems_of(facts, about.into(), today) } else { Vec::new() };
        let is_own = |kept: &&Kept<Disclosure>| {
            let disclosure = &kept.record;
            match (is_vendor, disclosure.vendor) {
                (true, Some(vendor)) => RecordId::from(vendor) == about,
                (true, None) => systems.iter().any(|system| system.id == disclosure.system),
                (false, _) => RecordId::from(disclosure.system) == about,
            }
        };
        let names = facts.system_names();
        let rows = facts.disclosures.iter().rev().filter(is_own).map(|kept| {
            let disclosure = &kept.record;
            let (tone, word) = state(disclosure, today);
            let system = names.get(&disclosure.system).copied().unwrap_or_default();
            let title = if is_vendor { format!("{system} {}", disclosure.title()) } else { disclosure.title() };
            let copy = disclosure.copy.as_ref().map_or("", |_| "写しあり").to_owned();
            SectionRow::new(Kind::Disclosure, kept.id, title)
                .note(&[day_line(disclosure), disclosure.no_line(), copy])
                .state(tone, word)
                .open(Route::Page(Kind::Disclosure, kept.id.into()))
        });
        Some(Section {
            title: "MDS・SDS",
            empty: "安全対策の説明書（MDS・SDS）を事業者に頼み、届いたら「いいえ」の項目への対応を記録します。",
            is_wanted: false,
            adds: vec![("MDS・SDSを追加", Route::New(Kind::Disclosure, Some(about)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn day_line(disclosure: &Disclosure) -> String {
    match disclosure.received_on {
        Some(_) => dated("受領", disclosure.received_on),
        None => dated("依頼", disclosure.requested_on),
    }
}

fn state(disclosure: &Disclosure, today: Day) -> (Tone, String) {
    match (disclosure.is_here(today), disclosure.is_unhandled()) {
        (false, _) => (Tone::Warn, "届いていない".to_owned()),
        (true, true) => (Tone::Warn, "対応が未記録".to_owned()),
        (true, false) => (Tone::Success, "受け取り済み".to_owned()),
    }
}
