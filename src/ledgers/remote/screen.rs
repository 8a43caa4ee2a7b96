//! リモート保守: the card on a vendor's page, and the form and page behind it.

use crate::base::{Day, Draft, Field, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown, dated, word};
use crate::widgets::{Icon, Tone};

use super::record::{Remote, Used, field};

impl Shown for Remote {
    const ICON: Icon = Icon::Router;
    const READS: &'static [Kind] = &[Kind::Remote, Kind::Vendor, Kind::System, Kind::Device];
    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::VENDOR, about).with_day(&field::ASKED_ON, Some(today))
    }

    fn lead() -> &'static str {
        "端末の一覧を見せながら事業者に尋ね、答えを記録します。「使っていない」も記録します。"
    }

    fn asks(field: &Field, draft: &Draft) -> bool {
        let of_use =
            [field::WAY, field::PRODUCT, field::TIMING, field::APPROVER, field::TWO_FACTOR, field::RECORD_KEPT];
        let is_of_use = of_use.iter().any(|one| one.key == field.key);
        !is_of_use || draft.get(field::IS_USED.key) == crate::base::Coded::code(Used::Yes)
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn wanted(&self) -> Vec<&'static str> {
        if self.is_used == Used::No {
            return Vec::new();
        }
        let blanks = [
            (self.timing.is_none(), field::TIMING),
            (self.approver.is_empty(), field::APPROVER),
            (self.two_factor.is_none(), field::TWO_FACTOR),
            (self.record_kept.is_none(), field::RECORD_KEPT),
        ];
        blanks.into_iter().filter_map(|(is_blank, field)| is_blank.then_some(field.key)).collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn end_word() -> &'static str {
        "変わった日"
    }

    fn sections(id: RecordId, facts: &Facts, _today: Day) -> Vec<Section> {
        let Some(kept) = facts.remotes.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let remote = &kept.record;
        let systems = facts.systems.iter().filter(|system| remote.systems.contains(&system.id));
        let systems = systems.map(|system| {
            SectionRow::link(system.record.name.clone(), Route::Page(Kind::System, system.id.into()))
                .note(&[Kind::System.label().to_owned(), system.record.purpose.clone()])
        });
        let devices = facts.devices.iter().filter(|device| remote.devices.contains(&device.id));
        let devices = devices.map(|device| {
            SectionRow::link(device.record.title(), Route::Page(Kind::Device, device.id.into()))
                .note(&[Kind::Device.label().to_owned(), device.record.place_line()])
        });
        vec![Section {
            title: "対象のシステム・端末",
            empty: "この事業者のシステムすべてについての答えです。",
            is_wanted: false,
            adds: Vec::new(),
            offer: None,
            rows: systems.chain(devices).collect(),
        }]
    }

    /// What a vendor has answered, the newest first; nobody else has any.
    fn card(vendor: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        if facts.vendors.iter().all(|kept| RecordId::from(kept.id) != vendor) {
            return None;
        }
        let own = facts.remotes.iter().rev().filter(|kept| RecordId::from(kept.record.vendor) == vendor);
        let names = facts.system_names();
        let rows = own.map(|kept| {
            let remote = &kept.record;
            let (tone, state) = state(remote, today);
            let systems: Vec<&str> = remote.systems.iter().filter_map(|id| names.get(id).copied()).collect();
            SectionRow::new(Kind::Remote, kept.id, remote.title())
                .note(&[dated("確認", remote.asked_on), word(remote.timing), systems.join("、")])
                .state(tone, state)
                .open(Route::Page(Kind::Remote, kept.id.into()))
        });
        Some(Section {
            title: "リモート保守",
            empty: "遠くから保守しているかを事業者に尋ね、答えを記録します。「使っていない」も記録します。",
            is_wanted: false,
            adds: vec![("答えを追加", Route::New(Kind::Remote, Some(vendor)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn state(remote: &Remote, today: Day) -> (Tone, String) {
    match (remote.holds_on(today), remote.is_used) {
        (false, _) => (Tone::Quiet, "前の答え".to_owned()),
        (true, Used::Yes) => (Tone::Info, "使っている".to_owned()),
        (true, Used::No) => (Tone::Success, "使っていない".to_owned()),
    }
}
