//! 研修: the list of trainings, who was there on a training's page, and the form behind it.

use crate::base::text::fold;
use crate::base::{Coded, Day, Draft, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Route, Screen, SheetOrder};
use crate::ledgers::attendance::record::Attendance;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Barred, Bars, Filter, List, ListScreen, Row, Section, SectionRow, Shown, confirmed, word};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, VaultError};
use crate::widgets::table::{Cell, Column, Order};
use crate::widgets::{Icon, Tone};

use super::record::{Audience, Training, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("研修名", 2.2),
    Column::new("方法・対象", 1.3),
    Column::new("実施日", 1.1),
    Column::new("講師", 1.2),
    Column::exact("出席", 128.0),
];

/// The column of the day: the newest stand first.
const HELD_ON: usize = 2;

const FIRST_AUDIENCE: u32 = 1;

static LIST: List = List {
    kind: Kind::Training,
    icon: Icon::GraduationCap,
    name: "研修の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter {
        label: "対象",
        choices: &[
            ("すべて", 0),
            ("利用者向け", FIRST_AUDIENCE),
            ("管理者向け", FIRST_AUDIENCE << 1),
            ("全員", FIRST_AUDIENCE << 2),
        ],
    }],
    search: "研修名・講師・出席した人で検索",
    new: "研修を記録",
    about: "行った講習会や、全員で見たビデオを1件ずつ記録すると、ここに並びます。出席した人の講習の記録も、いっしょに作られます。",
    sheet: None,
    load,
};

impl Shown for Training {
    const ICON: Icon = Icon::GraduationCap;
    const READS: &'static [Kind] = &[Kind::Training, Kind::Staff, Kind::Attendance];

    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(ListScreen::new(&LIST).sorted_by(HELD_ON, Order::Down)))
    }

    fn blank(_about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_day(&field::HELD_ON, Some(today))
    }

    /// Who was not there yet on the day.
    fn bars(_id: Option<RecordId>, read: &Reader<'_>, _today: Day) -> Result<Option<Bars>, VaultError> {
        let all = read.list_active::<Staff>()?.into_iter();
        let people: Vec<_> = all.filter_map(|kept| Some((kept.id, kept.record.started_on?))).collect();
        Ok(Some(Box::new(move |one, draft| {
            let held = Day::read(draft.get(field::HELD_ON.key)).ok().filter(|_| one.key == field::ATTENDEES.key);
            let Some(held) = held else { return Vec::new() };
            let later = people.iter().filter(|(_, started)| *started > held);
            later.map(|(id, _)| Barred::new(*id, "実施日に利用を始めていなかった人")).collect()
        })))
    }

    fn lead() -> &'static str {
        "出席した人には、この研修の講習の記録が1件ずつできます。"
    }

    fn option(&self) -> String {
        self.held_on.map_or_else(|| self.title.clone(), |day| format!("{} {}", day.short(), self.title))
    }

    fn subtitle(&self) -> String {
        self.held_on.map(Day::wareki).unwrap_or_default()
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        attended(self.attendees.len())
    }

    fn sheet(id: RecordId) -> Option<SheetOrder> {
        Some(SheetOrder { subject: Some(id), ..SheetOrder::today("training-record") })
    }

    fn sections(id: RecordId, facts: &Facts, _today: Day) -> Vec<Section> {
        let Some(kept) = facts.trainings.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let people = facts.staff.iter().filter(|person| kept.record.attendees.contains(&person.id));
        let rows = people.map(|person| {
            let is_it = |lesson: &Attendance| lesson.staff == person.id && lesson.training == Some(kept.id);
            attendee(person, facts.lessons.iter().map(|lesson| &lesson.record).rfind(|lesson| is_it(lesson)))
        });
        vec![Section {
            title: "出席した人",
            empty: "「訂正」で、出席した人を選びます。選んだ人の講習の記録も、いっしょに作られます。",
            is_wanted: true,
            adds: Vec::new(),
            offer: None,
            rows: rows.collect(),
        }]
    }
}

/// Somebody who was there, and how their own attendance stands.
fn attendee(person: &Kept<Staff>, lesson: Option<&Attendance>) -> SectionRow {
    let Staff { name, department, profession, .. } = &person.record;
    let (tone, state) = match lesson {
        None => (Tone::Warn, "受講の記録なし".to_owned()),
        Some(lesson) if lesson.score.is_some() => confirmed(lesson.entered.as_ref(), "確認問題 済み"),
        Some(lesson) => match confirmed(lesson.entered.as_ref(), "") {
            (Tone::Success, _) => (Tone::Quiet, "確認問題 まだ".to_owned()),
            waiting => waiting,
        },
    };
    SectionRow::link(name.clone(), Route::Page(Kind::Staff, person.id.into()))
        .note(&[department.clone(), profession.clone(), lesson.map(Attendance::score_line).unwrap_or_default()])
        .state(tone, state)
}

fn attended(n_people: usize) -> (Tone, String) {
    if n_people == 0 {
        (Tone::Warn, "出席 未記録".to_owned())
    } else {
        (Tone::Success, format!("{n_people}名が出席"))
    }
}

fn load(read: &Reader<'_>, _today: Day) -> Result<Vec<Row>, Problem> {
    let staff = read.list::<Staff>()?;
    let rows = read.list::<Training>()?.into_iter().map(|kept| {
        let training = &kept.record;
        let (tone, state) = attended(training.attendees.len());
        let place = training.audience.and_then(|own| Audience::ALL.iter().position(|one| *one == own));
        let people = staff.iter().filter(|person| training.attendees.contains(&person.id));
        let way = [training.kind.label().to_owned(), word(training.audience)];
        let way = way.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("・");
        let names: String = people.map(|person| fold(&person.record.name)).collect::<Vec<_>>().join("\n");
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(training.title.clone(), training.place.clone()),
                Cell::text(way.clone()),
                training.held_on.map_or_else(|| Cell::Weak("未記録".into()), |day| Cell::text(day.wareki())),
                Cell::text(training.trainer.clone()),
                Cell::pill(tone, state),
            ],
            sort: vec![
                way,
                training.held_on.map(Day::iso).unwrap_or_default(),
                training.trainer.clone(),
                format!("{:04}", training.attendees.len()),
            ],
            search: format!("{}\n{names}", training.index().search),
            marks: place.and_then(|place| u32::try_from(place).ok()).map_or(0, |place| FIRST_AUDIENCE << place),
        }
    });
    Ok(rows.collect())
}
