//! 対応事項: the list, the open ones with the nearest day first.

use crate::base::{Day, Draft, Field, Kind, Record, RecordId};
use crate::desk::{Problem, SheetOrder};
use crate::ledgers::device::record::Device;
use crate::ledgers::shelf::{Filter, List, Row, Shown};
use crate::ledgers::staff::record::Staff;
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::record::{Remedy, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("内容", 2.2),
    Column::new("利用者・端末", 1.2),
    Column::new("担当者", 0.9),
    Column::new("目標日", 1.0),
    Column::exact("状態", 128.0),
];

const OPEN: u32 = 1;
const DONE: u32 = 2;

static LIST: List = List {
    kind: Kind::Remedy,
    icon: Icon::ClipboardCheck,
    name: "対応事項の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter { label: "状態", choices: &[("対応中", OPEN), ("完了", DONE), ("すべて", 0)] }],
    search: "内容などで検索",
    new: "対応事項を登録",
    about: "自己点検で「いいえ」「わからない」だったことや、見つかった問題が、ここに並びます。",
    sheet: Some(SheetOrder::today("remedy-list")),
    load,
};

impl Shown for Remedy {
    const ICON: Icon = Icon::ClipboardCheck;
    const READS: &'static [Kind] = &[Kind::Remedy, Kind::Staff, Kind::Device];

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::FOUND_ON, Some(today))
    }

    fn subtitle(&self) -> String {
        self.source.clone()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        match (self.done_on, self.target_on) {
            (Some(_), _) => (Tone::Success, "完了".to_owned()),
            (None, Some(target)) if target < today => (Tone::Danger, "期限を過ぎた".to_owned()),
            (None, Some(_)) => (Tone::Warn, "対応中".to_owned()),
            (None, None) => (Tone::Warn, "目標日なし".to_owned()),
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let owner = self.owner.is_none().then_some(field::OWNER.key);
        owner.into_iter().chain(self.target_on.is_none().then_some(field::TARGET_ON.key)).collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::DONE_ON, field::RESULT];
        END
    }

    fn end_word() -> &'static str {
        "完了"
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let staff = read.list::<Staff>()?;
    let devices = read.list::<Device>()?;
    let name = |id| staff.iter().find(|kept| Some(kept.id) == id).map(|kept| kept.record.name.clone());
    let device = |id| devices.iter().find(|kept| Some(kept.id) == id).map(|kept| kept.record.title());
    let rows = read.list::<Remedy>()?.into_iter().map(|kept| {
        let remedy = &kept.record;
        let (tone, word) = remedy.status(today);
        let owner = name(remedy.owner);
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(remedy.what.clone(), remedy.source.clone()),
                Cell::two(name(remedy.staff).unwrap_or_default(), device(remedy.device).unwrap_or_default()),
                owner.clone().map_or_else(|| Cell::Weak("未定".into()), Cell::text),
                remedy.target_on.map_or_else(|| Cell::Weak("未定".into()), |day| Cell::text(day.wareki())),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![
                name(remedy.staff).unwrap_or_default(),
                owner.unwrap_or_default(),
                remedy.target_on.map(Day::iso).unwrap_or_default(),
                word,
            ],
            search: remedy.index().search,
            marks: if remedy.done_on.is_none() { OPEN } else { DONE },
        }
    });
    Ok(rows.collect())
}
