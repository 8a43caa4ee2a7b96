//! 講習: the card on a person's page, and the form behind it.

use crate::base::{Coded, Day, Draft, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown, confirmed};
use crate::widgets::{Icon, Tone};

use super::record::{Attendance, field};

impl Shown for Attendance {
    const ICON: Icon = Icon::GraduationCap;
    const READS: &'static [Kind] = &[Kind::Attendance, Kind::Staff, Kind::Training];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::ATTENDED_ON, Some(today))
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        confirmed(self.entered.as_ref(), "受講済み")
    }

    fn card(person: RecordId, facts: &Facts, _today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let rows = own.lessons.iter().map(|kept| {
            let lesson = &kept.record;
            let (tone, word) = confirmed(lesson.entered.as_ref(), "受講済み");
            let kind = if lesson.title.is_empty() { String::new() } else { lesson.kind.label().to_owned() };
            let day = lesson.attended_on.map_or_else(|| "日付 未記録".to_owned(), Day::wareki);
            let row = SectionRow::new(Kind::Attendance, kept.id, lesson.title())
                .note(&[day, kind, lesson.trainer.clone(), lesson.score_line()])
                .state(tone, word);
            let training = lesson.training.filter(|id| facts.trainings.iter().any(|held| held.id == *id));
            match training {
                Some(id) => row.open(Route::Page(Kind::Training, id.into())),
                None => row,
            }
        });
        Some(Section {
            title: "講習",
            empty: "講習会の受講や、講習ビデオの視聴を記録します。",
            is_wanted: true,
            adds: vec![("講習を追加", Route::New(Kind::Attendance, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}
