//! 持出し: the list, what is not over first, what stands on its page, and the cards on the pages of people and devices.

use crate::base::text::fold;
use crate::base::{Coded, Day, Draft, Field, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{
    Bars, Filter, Follow, Forward, List, ListScreen, Row, Section, SectionRow, Shown, dated, in_use, person_row,
};
use crate::ledgers::takeouts::protection;
use crate::vault::{Reader, VaultError};
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::bars::bars;
use super::follow::{Known, complete, first};
use super::record::{Decision, Extension, Sort, Standing, Takeout, field};
use super::step_screen::Next;

const COLUMNS: &[Column<'static>] = &[
    Column::new("持ち出す人・目的", 1.4),
    Column::new("媒体", 1.5),
    Column::new("期間", 1.3),
    Column::new("決めた人", 0.9),
    Column::exact("状態", 148.0),
];

const OPEN: u32 = 1;
const WAITING: u32 = 2;
const OUT: u32 = 4;
const LATE: u32 = 8;
const RETURNED: u32 = 16;
const NOT_TAKEN: u32 = 32;

static LIST: List = List {
    kind: Kind::Takeout,
    icon: Icon::LogOut,
    name: "持出しの一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter {
        label: "状態",
        choices: &[
            ("終わっていないもの", OPEN),
            ("承認を待っている", WAITING),
            ("持出し中", OUT),
            ("返却遅れ", LATE),
            ("返却済み", RETURNED),
            ("不承認・取りやめ", NOT_TAKEN),
            ("すべて", 0),
        ],
    }],
    search: "氏名・目的・端末などで検索",
    new: "持出しを申請",
    about: "端末や媒体を施設の外に持ち出すときの申請・承認・返却が、ここに並びます。",
    sheet: Some(SheetOrder::today("takeout-ledger")),
    load,
};

impl Shown for Takeout {
    const ICON: Icon = Icon::LogOut;
    const READS: &'static [Kind] = &[Kind::Takeout, Kind::Staff, Kind::Device, Kind::Role, Kind::Incident];
    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        let standing = Route::NewAs(Kind::Takeout, Sort::Standing.code().to_owned());
        Some(Box::new(ListScreen::new(&LIST).leading_to("常時の持出しを申請", Icon::CalendarClock, standing)))
    }

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        first(about, today)
    }

    fn bars(id: Option<RecordId>, read: &Reader<'_>, today: Day) -> Result<Option<Bars>, VaultError> {
        bars(id, read, today)
    }

    fn fill(draft: &mut Draft, read: &Reader<'_>, _today: Day) -> Result<(), VaultError> {
        complete(draft, read)
    }

    fn follow(read: &Reader<'_>) -> Result<Option<Follow>, VaultError> {
        Ok(Some(Known::read(read)?.follow()))
    }

    fn sort_field() -> Option<&'static Field> {
        Some(&field::SORT)
    }

    fn asks(field: &Field, _draft: &Draft) -> bool {
        field::ASKED.iter().any(|asked| asked.key == field.key)
    }

    fn lead() -> &'static str {
        "申請すると、承認を待ちます。持ち出せるのは、端末台帳に登録した端末・媒体だけです。"
    }

    fn option(&self) -> String {
        format!("{}　{}", self.purpose, self.period())
    }

    fn subtitle(&self) -> String {
        self.period()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn sheet(id: RecordId) -> Option<SheetOrder> {
        Some(SheetOrder { subject: Some(id), ..SheetOrder::today("takeout-request") })
    }

    fn forward() -> Option<Box<dyn Forward>> {
        Some(Box::new(Next::default()))
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let Some(kept) = facts.takeouts.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let takeout = &kept.record;
        let devices = facts.taken(takeout).map(|device| {
            let (tone, word) = in_use(device.record.ended_on, today);
            SectionRow::link(device.record.title(), Route::Page(Kind::Device, device.id.into()))
                .note(&[device.record.kind.label().to_owned(), protection(&device.record)])
                .state(tone, word)
        });
        let person = facts.person(takeout.staff.into()).map(|person| person_row(person, today));
        let mut all = vec![
            section("格納する媒体", "媒体が記録されていません。", devices.collect()),
            section("持ち出す人", "この人は台帳に見つかりません。", person.into_iter().collect()),
        ];
        if !takeout.extensions.is_empty() {
            let rows = takeout.extensions.iter().rev().map(|one| extension_row(one, facts)).collect();
            all.push(section("延長の記録", "", rows));
        }
        let incidents = facts.incidents.iter().filter(|one| one.record.takeout == Some(kept.id));
        let incidents = incidents.map(|one| {
            let (tone, word) = one.record.status(today);
            let title = format!("{} {}", one.record.number(), one.record.sort.label());
            SectionRow::link(title, Route::Page(Kind::Incident, one.id.into()))
                .note(&[one.record.known_at.wareki(), one.record.summary.clone()])
                .state(tone, word)
        });
        let incidents: Vec<SectionRow> = incidents.collect();
        if !incidents.is_empty() {
            all.push(section("事故", "", incidents));
        }
        all
    }

    /// What somebody took out, or where a device went, the newest first.
    fn card(about: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let is_person = facts.person(about).is_some();
        let is_device = facts.devices.iter().any(|kept| RecordId::from(kept.id) == about);
        if !is_person && !is_device {
            return None;
        }
        let own = facts.takeouts.iter().rev().filter(|kept| {
            let takeout = &kept.record;
            RecordId::from(takeout.staff) == about || takeout.devices.iter().any(|id| RecordId::from(*id) == about)
        });
        let rows = own.map(|kept| {
            let takeout = &kept.record;
            let (tone, word) = state(takeout, today);
            let who = if is_person { facts.taken_line(takeout) } else { facts.taker(takeout).to_owned() };
            SectionRow::new(Kind::Takeout, kept.id, takeout.purpose.clone())
                .note(&[takeout.period(), who, dated("返却", takeout.back.as_ref().map(|back| back.on))])
                .state(tone, word)
                .open(Route::Page(Kind::Takeout, kept.id.into()))
        });
        Some(Section {
            title: Kind::Takeout.label(),
            empty: if is_person {
                "この人が端末や媒体を施設の外に持ち出すときは、先に申請と承認を記録します。"
            } else {
                "この端末を施設の外に持ち出すときは、先に申請と承認を記録します。"
            },
            is_wanted: false,
            adds: vec![("持出しを申請", Route::New(Kind::Takeout, Some(about)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn section(title: &'static str, empty: &'static str, rows: Vec<SectionRow>) -> Section {
    Section { title, empty, is_wanted: false, adds: Vec::new(), offer: None, rows }
}

fn extension_row(extension: &Extension, facts: &Facts) -> SectionRow {
    let title = format!("{}まで → {}まで", extension.before.wareki(), extension.until_on.wareki());
    let names = facts.staff_names();
    let (tone, word, by) = match &extension.decided {
        None => (Tone::Info, "承認待ち".to_owned(), String::new()),
        Some(decided) => {
            let name = names.get(&decided.by).copied().unwrap_or_default();
            let tone = if decided.is_approved() { Tone::Success } else { Tone::Quiet };
            (tone, decided.decision.label().to_owned(), format!("{} {name}", decided.on.short()))
        }
    };
    let asked = dated("申請", Some(extension.asked_on));
    SectionRow { open: None, of: None, title, note: String::new(), state: None }
        .note(&[asked, extension.reason.clone(), by])
        .state(tone, word)
}

/// How it stands, in a word.
#[must_use]
pub fn state(takeout: &Takeout, today: Day) -> (Tone, String) {
    let standing = takeout.standing(today);
    let tone = match standing {
        Standing::Late => Tone::Danger,
        Standing::Waiting | Standing::Unchecked => Tone::Warn,
        Standing::Approved if takeout.until_on < today => return (Tone::Warn, "期間が過ぎた".to_owned()),
        Standing::Approved | Standing::Out => Tone::Info,
        Standing::Returned => Tone::Success,
        Standing::Refused | Standing::Cancelled => Tone::Quiet,
    };
    match takeout.extension() {
        Some(_) if standing != Standing::Late => (Tone::Warn, "延長の承認待ち".to_owned()),
        Some(_) | None => (tone, standing.label().to_owned()),
    }
}

/// Where it stands in the list: what presses first.
const fn place(standing: Standing) -> u8 {
    match standing {
        Standing::Late => 0,
        Standing::Waiting => 1,
        Standing::Unchecked => 2,
        Standing::Out => 3,
        Standing::Approved => 4,
        Standing::Returned => 5,
        Standing::Refused => 6,
        Standing::Cancelled => 7,
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let facts = Facts::load(read)?;
    let mut all: Vec<&Kept<Takeout>> = facts.takeouts.iter().collect();
    all.sort_by_key(|kept| {
        let takeout = &kept.record;
        // What is open is ordered by its end, what is over by its newest.
        let standing = takeout.standing(today);
        let days = today.days_until(takeout.until_on);
        (place(standing), if standing.is_open() { days } else { -days })
    });
    Ok(all.into_iter().map(|kept| row(kept, &facts, today)).collect())
}

fn row(kept: &Kept<Takeout>, facts: &Facts, today: Day) -> Row {
    let takeout = &kept.record;
    let (tone, word) = state(takeout, today);
    let standing = takeout.standing(today);
    let devices = facts.taken_line(takeout);
    let names = facts.staff_names();
    let by = takeout.decided.as_ref().and_then(|decided| names.get(&decided.by).copied()).unwrap_or_default();
    let refused = takeout.decided.as_ref().is_some_and(|decided| decided.decision == Decision::Refused);
    let who = facts.taker(takeout).to_owned();
    let end = takeout.back.as_ref().map(|back| format!("{} 返却", back.on.short()));
    let sort = match takeout.sort {
        Sort::Once => "1回ごと",
        Sort::Standing => "常時",
    };
    let below = end.unwrap_or_else(|| sort.to_owned());
    let marks = if standing.is_open() { OPEN } else { 0 }
        | if takeout.waits(today) { WAITING } else { 0 }
        | if standing.is_out() { OUT } else { 0 }
        | if standing == Standing::Late { LATE } else { 0 }
        | if takeout.back.is_some() { RETURNED } else { 0 }
        | if refused || takeout.cancelled.is_some() { NOT_TAKEN } else { 0 };
    let words = [who.as_str(), &takeout.purpose, &devices, &takeout.what, &takeout.department, by];
    Row {
        id: kept.id.into(),
        search: fold(&words.join(" ")),
        sort: vec![devices.clone(), takeout.from_on.iso(), by.to_owned(), word.clone()],
        marks,
        cells: vec![
            Cell::two(who, takeout.purpose.clone()),
            Cell::text(devices),
            Cell::two(takeout.period(), below),
            if by.is_empty() { Cell::Weak("—".into()) } else { Cell::text(by.to_owned()) },
            Cell::pill(tone, word),
        ],
    }
}
