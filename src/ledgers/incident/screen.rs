//! 事故: the list and the page.

use crate::base::{Coded, Day, Draft, Kind, Record, RecordId};
use crate::desk::{Problem, Screen};
use crate::ledgers::shelf::{Filter, List, ListScreen, Row, Shown};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::record::Incident;

const COLUMNS: &[Column<'static>] = &[
    Column::exact("番号", 96.0),
    Column::new("概要", 2.4),
    Column::new("事故の種類", 1.6),
    Column::new("知った日時", 1.1),
    Column::exact("状態", 136.0),
];

const OPEN: u32 = 1;
const CLOSED: u32 = 2;

const LIST: List = List {
    kind: Kind::Incident,
    icon: Icon::LifeBuoy,
    name: "事故の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter { label: "状態", choices: &[("対応中", OPEN), ("終結", CLOSED), ("すべて", 0)] }],
    search: "概要・種類などで検索",
    new: "終わった事故を登録",
    about: "事故や紛失の記録が、ここに並びます。いま起きたことは、左の赤いボタンから始めてください。",
    sheet: None,
    load,
};

impl Shown for Incident {
    const ICON: Icon = Icon::LifeBuoy;
    const READS: &'static [Kind] = &[Kind::Incident];

    const IS_ABOUT_STAFF: bool = false;

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(ListScreen::new(&LIST)))
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn subtitle(&self) -> String {
        self.flow.label().to_owned()
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        match &self.closing {
            Some(closing) => (Tone::Quiet, format!("{} 終結", closing.on.short())),
            None => (Tone::Warn, "対応中".to_owned()),
        }
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let rows = read.list::<Incident>()?.into_iter().map(|kept| {
        let incident = &kept.record;
        let (tone, word) = incident.status(today);
        let summary =
            if incident.summary.is_empty() { incident.sort.label().to_owned() } else { incident.summary.clone() };
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::text(incident.number()),
                Cell::text(summary.clone()),
                Cell::text(incident.flow.label()),
                Cell::text(incident.known_at.wareki()),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![summary, incident.flow.label().to_owned(), incident.known_at.iso(), word],
            search: incident.index().search,
            marks: if incident.is_open() { OPEN } else { CLOSED },
        }
    });
    Ok(rows.collect())
}
