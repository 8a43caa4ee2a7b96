//! 施設: the clinic's page with its networks.

use crate::base::{Coded, Day, Draft, Kind, RecordId};
use crate::desk::{Route, Screen};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{PageScreen, Section, SectionRow, Shown, dated};
use crate::widgets::{Icon, Tone};

use super::record::Clinic;

impl Shown for Clinic {
    const ICON: Icon = Icon::Building;
    const READS: &'static [Kind] = &Kind::ALL;

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(PageScreen::<Self>::only()))
    }

    fn page_screen(_id: RecordId) -> Box<dyn Screen> {
        Box::new(PageScreen::<Self>::only())
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn subtitle(&self) -> String {
        self.kana.clone()
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        match self.missing().len() {
            0 => (Tone::Success, self.facility.label().to_owned()),
            n_missing => (Tone::Warn, format!("不足 {n_missing}件")),
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        self.missing().iter().map(|field| field.key).collect()
    }

    fn sections(_id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let networks = facts.systems.iter().filter(|kept| kept.record.is_network()).map(|kept| {
            let (tone, word) = kept.record.status(today);
            SectionRow::link(kept.record.name.clone(), Route::Page(Kind::System, kept.id.into()))
                .note(&[
                    kept.record.network.clone(),
                    kept.record.purpose.clone(),
                    dated("開始", kept.record.started_on),
                ])
                .state(tone, word)
        });
        vec![
            Section {
                title: "利用している連携ネットワーク",
                empty: "連携ネットワークを登録すると、その台帳を印刷できます。",
                is_wanted: false,
                adds: vec![("システムを登録", Route::New(Kind::System, None))],
                offer: None,
                rows: networks.collect(),
            },
            holders(facts, today),
        ]
    }
}

/// Who holds a role now.
fn holders(facts: &Facts, today: Day) -> Section {
    let names = facts.staff_names();
    let held = facts.roles.iter().filter(|kept| kept.record.is_held_on(today));
    let rows = held.map(|kept| {
        let name = names.get(&kept.record.staff).copied().unwrap_or_default();
        SectionRow::link(format!("{}　{name}", kept.record.role.label()), Route::List(Kind::Role))
            .note(&[dated("開始", kept.record.from_on), kept.record.mail.clone()])
    });
    Section {
        title: "役割を持つ人",
        empty: "管理責任者と施設管理者を登録します。",
        is_wanted: true,
        adds: Vec::new(),
        offer: None,
        rows: rows.collect(),
    }
}
