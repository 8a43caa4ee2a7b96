//! バックアップ計画: the list, the card on a system's page, and the page with the times it was brought back.

use crate::base::{Coded, Day, Draft, Field, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Route, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::restore_test::record::{RestoreResult, RestoreTest, newest};
use crate::ledgers::shelf::{Filter, List, Row, Section, SectionRow, Shown};
use crate::ledgers::system::record::{System, YesNo};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::record::{BackupPlan, LEAST_METHODS, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("情報・システム", 2.0),
    Column::new("取り方", 1.9),
    Column::new("置き場所", 1.2),
    Column::new("書き換え不可", 0.9),
    Column::new("復元の確認", 1.0),
    Column::exact("状態", 128.0),
];

const FOLLOWED: u32 = 1;
const ENDED: u32 = 2;

static LIST: List = List {
    kind: Kind::BackupPlan,
    icon: Icon::Database,
    name: "バックアップ計画の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter { label: "状態", choices: &[("実施中", FOLLOWED), ("終了", ENDED), ("すべて", 0)] }],
    search: "情報・システム・置き場所で検索",
    new: "計画を登録",
    about: "電子カルテなどのシステムごとに、何を、どの方法で、何世代残しているかを登録します（台帳番の控えは「控え」の画面です）。",
    sheet: Some(SheetOrder::today("backup-plan-list")),
    load,
};

impl Shown for BackupPlan {
    const ICON: Icon = Icon::Database;
    const READS: &'static [Kind] = &[Kind::BackupPlan, Kind::RestoreTest, Kind::System, Kind::Staff];

    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn blank(about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new().with_link(&field::SYSTEM, about)
    }

    fn lead() -> &'static str {
        "事業者に任せているときは、事業者に尋ねて入力します。わからない項目は空のままでかまいません。"
    }

    fn subtitle(&self) -> String {
        self.how()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        if let Some(ended) = self.ended_on.filter(|_| !self.is_followed_on(today)) {
            return (Tone::Quiet, format!("{} 終了", ended.short()));
        }
        let is_thin = self.has_few_generations() != Some(false)
            || self.methods.len() < LEAST_METHODS
            || self.offline != Some(YesNo::Yes);
        if is_thin { (Tone::Warn, "確かめること".to_owned()) } else { (Tone::Success, "実施中".to_owned()) }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let open = |is_open: bool, field: &Field| is_open.then_some(field.key);
        let keys = [
            open(self.methods.is_empty(), &field::METHODS),
            open(self.every.is_none(), &field::EVERY),
            open(self.generations.is_none(), &field::GENERATIONS),
            open(self.places.is_empty(), &field::PLACES),
            open(self.offline.is_none(), &field::OFFLINE),
            open(self.restore_at.is_empty(), &field::RESTORE_AT),
            open(self.confirmed_on.is_none(), &field::CONFIRMED_ON),
        ];
        keys.into_iter().flatten().collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn end_word() -> &'static str {
        "計画を終了"
    }

    fn card(system: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        if facts.systems.iter().all(|kept| RecordId::from(kept.id) != system) {
            return None;
        }
        let own = facts.backup_plans.iter().filter(|kept| RecordId::from(kept.record.system) == system);
        let rows = own.map(|kept| {
            let (tone, word) = kept.record.status(today);
            SectionRow::new(Kind::BackupPlan, kept.id, kept.record.title())
                .note(&[kept.record.how(), tested(facts, kept)])
                .state(tone, word)
                .open(Route::Page(Kind::BackupPlan, kept.id.into()))
        });
        Some(Section {
            title: Kind::BackupPlan.label(),
            empty: "このシステムのデータを、どの方法で、何世代残しているかを登録します。",
            is_wanted: true,
            adds: vec![("バックアップ計画を登録", Route::New(Kind::BackupPlan, Some(system)))],
            offer: None,
            rows: rows.collect(),
        })
    }

    fn sections(id: RecordId, facts: &Facts, _today: Day) -> Vec<Section> {
        let own = facts.restore_tests.iter().rev().filter(|kept| RecordId::from(kept.record.plan) == id);
        let rows = own.map(|kept| {
            let test = &kept.record;
            let tone = if test.result == RestoreResult::Restored { Tone::Success } else { Tone::Warn };
            SectionRow::new(Kind::RestoreTest, kept.id, test.title())
                .note(&[test.performer.clone(), test.minutes_line(), test.note.clone()])
                .state(tone, test.result.label())
        });
        vec![Section {
            title: Kind::RestoreTest.label(),
            empty: "バックアップから実際に戻せるかを、年に1回試して記録します。事業者が試したときも記録します。",
            is_wanted: true,
            adds: vec![("復元の確認を記録", Route::New(Kind::RestoreTest, Some(id)))],
            offer: None,
            rows: rows.collect(),
        }]
    }
}

/// When it was brought back last.
fn tested(facts: &Facts, plan: &Kept<BackupPlan>) -> String {
    let tests = facts.restore_tests.iter().map(|kept| &kept.record);
    newest(tests, plan.id)
        .and_then(|test| test.on)
        .map_or_else(String::new, |day| format!("復元の確認 {}", day.short()))
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let systems = read.list::<System>()?;
    let tests = read.list::<RestoreTest>()?;
    let rows = read.list::<BackupPlan>()?.into_iter().map(|kept| {
        let plan = &kept.record;
        let (tone, word) = plan.status(today);
        let system = systems.iter().find(|system| system.id == plan.system);
        let system = system.map(|system| system.record.name.clone()).unwrap_or_default();
        let tested = newest(tests.iter().map(|kept| &kept.record), kept.id).and_then(|test| test.on);
        let or_weak = |text: String| if text.is_empty() { Cell::Weak("未記録".into()) } else { Cell::text(text) };
        let offline = plan.offline.map(|answer| answer.label().to_owned()).unwrap_or_default();
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(plan.what.clone(), system.clone()),
                or_weak(plan.how()),
                or_weak(plan.places.clone()),
                or_weak(offline.clone()),
                tested.map_or_else(|| Cell::Weak("まだ".into()), |day| Cell::text(day.wareki())),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![plan.how(), plan.places.clone(), offline, tested.map(Day::iso).unwrap_or_default(), word],
            search: format!("{} {}", plan.index().search, crate::base::text::fold(&system)),
            marks: if plan.is_followed_on(today) { FOLLOWED } else { ENDED },
        }
    });
    Ok(rows.collect())
}
