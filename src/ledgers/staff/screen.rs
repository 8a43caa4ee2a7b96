//! 利用者: the list of people, and what stands on a person's page.

use crate::base::text::fold;
use crate::base::{Day, Draft, Field, Kept, Kind, RecordId};
use crate::desk::{Problem, Route, SheetOrder};
use crate::ledgers::facts::{Belongings, Facts};
use crate::ledgers::registry::{LEDGERS, Ledger};
use crate::ledgers::shelf::{Filter, List, Row, Section, Shown, in_use};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::record::{Staff, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("氏名", 1.7),
    Column::new("所属", 1.1),
    Column::new("職種", 1.0),
    Column::new("利用端末", 1.4),
    Column::new("ID・システム", 1.5),
    Column::new("書類・講習", 1.3),
    Column::exact("状態", 128.0),
];

const ACTIVE: u32 = 1;
const ENDED: u32 = 2;
const LACKING: u32 = 4;

static LIST: List = List {
    kind: Kind::Staff,
    icon: Icon::Users,
    name: "利用者の一覧",
    unit: "名",
    columns: COLUMNS,
    filters: &[
        Filter { label: "利用の状態", choices: &[("利用中", ACTIVE), ("終了", ENDED), ("すべて", 0)] },
        Filter { label: "不足の有無", choices: &[("全員", 0), ("不足あり", LACKING)] },
    ],
    search: "氏名・フリガナ・所属などで検索",
    new: "利用者を登録",
    about: "システムを使う職員を登録すると、ここに並びます。今お使いのExcelの台帳を取り込むこともできます。",
    sheet: Some(SheetOrder::today("mict-ledger")),
    load,
};

impl Shown for Staff {
    const ICON: Icon = Icon::User;
    const READS: &'static [Kind] = &Kind::ALL;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn blank(_about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_day(&field::STARTED_ON, Some(today))
    }

    fn option(&self) -> String {
        let about = [self.department.as_str(), &self.profession].into_iter().find(|word| !word.is_empty());
        about.map_or_else(|| self.name.clone(), |about| format!("{}（{about}）", self.name))
    }

    fn subtitle(&self) -> String {
        self.kana.clone()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        in_use(self.ended_on, today)
    }

    fn wanted(&self) -> Vec<&'static str> {
        self.missing().iter().map(|field| field.key).collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON, field::END_REASON];
        END
    }

    fn end_way(id: RecordId) -> Option<Route> {
        Some(Route::Leaving(id.into()))
    }

    fn sheet(id: RecordId) -> Option<SheetOrder> {
        Some(SheetOrder { subject: Some(id), ..SheetOrder::today("staff-card") })
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        // Roles stand last: few people hold one.
        let (roles, others): (Vec<&Ledger>, Vec<&Ledger>) =
            LEDGERS.iter().partition(|ledger| ledger.kind == Kind::Role);
        others.into_iter().chain(roles).filter_map(|ledger| (ledger.card)(id, facts, today)).collect()
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let facts = Facts::load(read)?;
    let all = facts.belongings();
    let none = Belongings::default();
    let rows = facts.staff.iter().map(|kept| {
        let own = all.get(&kept.id).unwrap_or(&none);
        // In the order of the systems, so that the same first name stands in every row.
        let uses =
            |id| own.accounts.iter().any(|account| account.record.system == id && account.record.removed_on.is_none());
        let used: Vec<&str> =
            facts.systems.iter().filter(|system| uses(system.id)).map(|system| system.record.name.as_str()).collect();
        row(kept, own, &used, today)
    });
    Ok(rows.collect())
}

fn row(kept: &Kept<Staff>, own: &Belongings<'_>, systems: &[&str], today: Day) -> Row {
    let Kept { id, record: person, .. } = kept;
    let devices: Vec<String> = own
        .devices
        .iter()
        .filter(|device| device.record.is_active_on(today))
        .map(|device| device.record.short_name())
        .collect();
    let papers = missing_papers(own);
    let is_active = person.is_active_on(today);
    let n_lacking = person.missing().len() + papers.len() + usize::from(systems.is_empty());
    let is_lacking = is_active && n_lacking > 0;
    let state = match (is_active, is_lacking) {
        (true, true) => (Tone::Warn, format!("不足 {n_lacking}件")),
        (true, false) | (false, _) => in_use(person.ended_on, today),
    };
    let logins: Vec<&str> = own.accounts.iter().map(|account| account.record.login.as_str()).collect();
    let paper_line = match papers.len() {
        0 => "済み".to_owned(),
        3 => "すべて 未".to_owned(),
        _ => format!("{} 未", papers.join("・")),
    };
    let (device_line, system_line) = (and_more(&devices, "台"), and_more(systems, "件"));
    let Staff { name, kana, department, profession, number, .. } = person;
    let words = [name.as_str(), kana, department, profession, number].into_iter().chain(logins);
    let words = words.chain(devices.iter().map(String::as_str)).chain(systems.iter().copied());
    Row {
        id: (*id).into(),
        sort: vec![
            person.department.clone(),
            person.profession.clone(),
            device_line.clone(),
            system_line.clone(),
            paper_line.clone(),
            state.1.clone(),
        ],
        search: fold(&words.collect::<Vec<_>>().join(" ")),
        marks: if is_active { ACTIVE } else { ENDED } | if is_lacking { LACKING } else { 0 },
        cells: vec![
            Cell::two(person.name.clone(), person.kana.clone()),
            or_missing(&person.department, is_active),
            or_missing(&person.profession, is_active),
            if devices.is_empty() { Cell::Weak("—".into()) } else { Cell::text(device_line) },
            if systems.is_empty() { or_missing("", is_active) } else { Cell::text(system_line) },
            match (papers.is_empty(), is_active) {
                (true, _) => Cell::Weak(paper_line.into()),
                (false, true) => Cell::Toned(Tone::Warn, paper_line.into()),
                (false, false) => Cell::Weak("—".into()),
            },
            Cell::pill(state.0, state.1),
        ],
    }
}

fn or_missing(text: &str, is_active: bool) -> Cell<'static> {
    match (text.is_empty(), is_active) {
        (false, _) => Cell::text(text.to_owned()),
        (true, true) => Cell::Toned(Tone::Warn, "未記録".into()),
        (true, false) => Cell::Weak("—".into()),
    }
}

/// The papers a person still owes (S000-L4.12 to L4.14).
fn missing_papers(own: &Belongings<'_>) -> Vec<&'static str> {
    [(own.pledges.is_empty(), "誓約書"), (own.lessons.is_empty(), "講習"), (own.policies.is_empty(), "ポリシー")]
        .into_iter()
        .filter_map(|(is_missing, word)| is_missing.then_some(word))
        .collect()
}

/// 「PC-02 ほか1台」
fn and_more<S: AsRef<str>>(words: &[S], unit: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first, rest @ ..] => format!("{} ほか{}{unit}", first.as_ref(), rest.len()),
    }
}
