//! 施設: the clinic's page with its networks.

use crate::base::{Coded, Day, Draft, Kind, RecordId};
use crate::desk::{Route, Screen};
use crate::ledgers::facts::Facts;
use crate::ledgers::role::screen as role;
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
            let mut row = SectionRow::new(Kind::System, kept.id, kept.record.name.clone())
                .note(&[
                    kept.record.network.clone(),
                    kept.record.purpose.clone(),
                    dated("開始", kept.record.started_on),
                ])
                .state(tone, word)
                .open(Route::Page(Kind::System, kept.id.into()));
            row.of = None;
            row
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
            role::holders(facts, today),
        ]
    }
}
