//! 事故: the list, by fiscal year and by how far each is. The page of one is the record's own (事故の記録).

use crate::base::{Coded, Day, Draft, Field, Kind, Record, RecordId};
use crate::desk::{Problem, Route, Screen, SheetOrder};
use crate::ledgers::shelf::{Filter, List, ListScreen, Row, Shown};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column, Order};
use crate::widgets::{Icon, Tone};

use super::record::{Incident, PeopleBy, field};
use super::state::State;

const COLUMNS: &[Column<'static>] = &[
    Column::exact("番号", 96.0),
    Column::new("概要", 2.6),
    Column::new("事故の種類", 1.6),
    Column::new("知った日時", 1.2),
    Column::exact("状態", 136.0),
];

const GOING: u32 = 1;
const OWING: u32 = 2;
const CLOSED: u32 = 4;
const THIS_YEAR: u32 = 8;
const LAST_YEAR: u32 = 16;

static LIST: List = List {
    kind: Kind::Incident,
    icon: Icon::LifeBuoy,
    name: "事故の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[
        Filter {
            label: "状態", choices: &[("すべて", 0), ("対応中", GOING), ("報告待ち", OWING), ("終結", CLOSED)]
        },
        Filter { label: "年度", choices: &[("すべて", 0), ("今年度", THIS_YEAR), ("前年度", LAST_YEAR)] },
    ],
    search: "概要・種類などで検索",
    new: "終わった事故を登録",
    about: "事故や紛失の記録が、ここに並びます。いま起きたことは、赤いボタン「事故・紛失が起きたら」から始めてください。",
    sheet: Some(SheetOrder::today("incident-ledger")),
    load,
};

impl Shown for Incident {
    const ICON: Icon = Icon::LifeBuoy;
    const READS: &'static [Kind] = &[Kind::Incident];

    const IS_ABOUT_STAFF: bool = false;
    const IS_STEPWISE: bool = true;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        let list = ListScreen::new(&LIST).sorted_by(0, Order::Down);
        Some(Box::new(list.leading_to("いま起きたことを記録", Icon::TriangleAlert, Route::Alarm)))
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn lead() -> &'static str {
        "わかっていることだけで登録できます。わからないことは空のままにして、わかったときに書き足します。患者の名前や病状は書きません。"
    }

    /// What hangs on another answer is asked for once that is given.
    fn asks(asked: &Field, draft: &Draft) -> bool {
        let is = |of: &Field, code: &str| draft.get(of.key) == code;
        let is_decided = !draft.get(field::EXCLUSION.key).is_empty();
        match asked.key {
            key if key == field::PEOPLE.key => !is(&field::PEOPLE_BY, PeopleBy::Unknown.code()),
            key if [field::EXCLUSION_BY.key, field::EXCLUSION_ON.key, field::EXCLUSION_WHY.key].contains(&key) => {
                is_decided
            }
            _ => true,
        }
    }

    fn subtitle(&self) -> String {
        self.flow.label().to_owned()
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        match (&self.closing, self.state()) {
            (Some(closing), _) => (Tone::Quiet, format!("{} 終結", closing.on.short())),
            (None, state @ State::Owing) => (Tone::Danger, state.label().to_owned()),
            (None, state @ (State::Going | State::Closed)) => (Tone::Warn, state.label().to_owned()),
        }
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let this_year = today.fiscal_year();
    let last_year = today.plus_months(-12).fiscal_year();
    let rows = read.list::<Incident>()?.into_iter().map(|kept| {
        let incident = &kept.record;
        let (tone, word) = incident.status(today);
        let summary =
            if incident.summary.is_empty() { incident.sort.label().to_owned() } else { incident.summary.clone() };
        let year = match incident.fiscal_year {
            year if year == this_year => THIS_YEAR,
            year if year == last_year => LAST_YEAR,
            _ => 0,
        };
        let state = match incident.state() {
            State::Going => GOING,
            State::Owing => OWING,
            State::Closed => CLOSED,
        };
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::text(incident.number()),
                Cell::two(summary.clone(), incident.sort.label()),
                Cell::text(incident.flow.label()),
                Cell::text(incident.known_at.wareki()),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![summary, incident.flow.label().to_owned(), incident.known_at.iso(), word],
            search: incident.index().search,
            marks: state | year,
        }
    });
    Ok(rows.collect())
}
