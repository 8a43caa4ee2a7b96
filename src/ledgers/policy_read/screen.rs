//! 運用ポリシーの確認: the card on a person's page, and the form behind it.

use crate::base::{Day, Draft, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown, confirmed};
use crate::widgets::{Icon, Tone};

use super::record::{PolicyRead, field};

impl Shown for PolicyRead {
    const ICON: Icon = Icon::BookOpen;
    const READS: &'static [Kind] = &[Kind::PolicyRead, Kind::Staff];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::READ_ON, Some(today))
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        confirmed(self.entered.as_ref(), "確認済み")
    }

    fn card(person: RecordId, facts: &Facts, _today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let rows = own.policies.iter().map(|kept| {
            let policy = &kept.record;
            let (tone, word) = confirmed(policy.entered.as_ref(), "確認済み");
            let day = policy.read_on.map_or_else(|| "日付 未記録".to_owned(), Day::wareki);
            let by =
                if policy.confirmed_by.is_empty() { String::new() } else { format!("確認 {}", policy.confirmed_by) };
            SectionRow::new(Kind::PolicyRead, kept.id, policy.title()).note(&[day, by]).state(tone, word)
        });
        Some(Section {
            title: "運用ポリシーの確認",
            empty: "運用ポリシーを読んだ日を記録します。",
            is_wanted: true,
            adds: vec![("確認を追加", Route::New(Kind::PolicyRead, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}
