//! 誓約書: the card on a person's page, and the form behind it.

use crate::base::{Day, Draft, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown, confirmed, dated};
use crate::widgets::{Icon, Tone};

use super::record::{Pledge, field};

impl Shown for Pledge {
    const ICON: Icon = Icon::Signature;
    const READS: &'static [Kind] = &[Kind::Pledge, Kind::Staff];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::RECEIVED_ON, Some(today))
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        confirmed(self.entered.as_ref(), "受領済み")
    }

    fn card(person: RecordId, facts: &Facts, _today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let rows = own.pledges.iter().map(|kept| {
            let pledge = &kept.record;
            let (tone, word) = confirmed(pledge.entered.as_ref(), "受領済み");
            let kept_at = if pledge.kept_at.is_empty() { String::new() } else { format!("保管 {}", pledge.kept_at) };
            SectionRow::new(Kind::Pledge, kept.id, pledge.title())
                .note(&[pledge.edition.clone(), dated("署名", pledge.signed_on), kept_at, copy(pledge)])
                .state(tone, word)
        });
        Some(Section {
            title: "誓約書",
            empty: "署名された誓約書を受け取った日を記録します。",
            is_wanted: true,
            adds: vec![("誓約書を追加", Route::New(Kind::Pledge, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn copy(pledge: &Pledge) -> String {
    pledge.scan.as_ref().map_or_else(String::new, |_| "用紙の写しあり".to_owned())
}
