//! 規程・文書: the list, the page with the items of the checklist it holds, and the form.

use crate::base::{Coded, Day, Draft, Field, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{CopyOf, Filter, List, ListScreen, Row, Section, SectionRow, Shown};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::items::number;
use super::record::{Document, DocumentSort, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("文書名", 2.0),
    Column::new("種類", 1.3),
    Column::new("決めた日", 1.0),
    Column::new("次の見直し", 1.0),
    Column::new("保管場所", 1.3),
    Column::exact("状態", 136.0),
];

const IN_FORCE: u32 = 1;
const ENDED: u32 = 2;

static LIST: List = List {
    kind: Kind::Document,
    icon: Icon::FileText,
    name: "規程・文書の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter { label: "状態", choices: &[("使用中", IN_FORCE), ("終了", ENDED), ("すべて", 0)] }],
    search: "文書名・保管場所などで検索",
    new: "文書を登録",
    about: "運用管理規程、事業継続計画、構成図などを登録すると、版と見直しの時期、保管場所がここに並びます。",
    sheet: Some(SheetOrder::today("document-list")),
    load,
};

impl Shown for Document {
    const ICON: Icon = Icon::FileText;
    const READS: &'static [Kind] = &[Kind::Document];

    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(ListScreen::new(&LIST).leading_to("規程の対応表", Icon::ClipboardList, Route::Matrix)))
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn sort_field() -> Option<&'static Field> {
        Some(&field::SORT)
    }

    fn asks(field: &Field, draft: &Draft) -> bool {
        let is_plan = DocumentSort::from_code(draft.get(field::SORT.key)) == Some(DocumentSort::Continuity);
        is_plan || ![field::CONTINUITY.key, field::DRILL_ON.key].contains(&field.key)
    }

    fn subtitle(&self) -> String {
        [self.sort.label(), &self.version].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn status(&self, today: Day) -> (Tone, String) {
        if let Some(ended) = self.ended_on.filter(|_| !self.is_in_force_on(today)) {
            return (Tone::Quiet, format!("{} 終了", ended.short()));
        }
        match self.review_due() {
            None => (Tone::Warn, "見直し日が不明".to_owned()),
            Some(due) if due < today => (Tone::Warn, "見直しの時期".to_owned()),
            Some(_) => (Tone::Success, "使用中".to_owned()),
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let open = |is_open: bool, field: &Field| is_open.then_some(field.key);
        let is_plan = self.sort == DocumentSort::Continuity;
        let keys = [
            open(self.decided_on.is_none(), &field::DECIDED_ON),
            open(self.approved_by.is_empty(), &field::APPROVED_BY),
            open(self.kept_at.is_empty(), &field::KEPT_AT),
            open(is_plan && self.continuity.is_empty(), &field::CONTINUITY),
            open(is_plan && self.drill_on.is_none(), &field::DRILL_ON),
        ];
        keys.into_iter().flatten().collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn end_word() -> &'static str {
        "使用終了"
    }

    fn copy_of(kept: &Kept<Self>) -> Option<CopyOf> {
        Some(CopyOf::new(kept, "文書の写し（PDF）"))
    }

    fn sections(id: RecordId, facts: &Facts, _today: Day) -> Vec<Section> {
        let Some(kept) = facts.documents.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let rows = kept.record.sections.iter().map(|one| {
            SectionRow::link(one.place.clone(), Route::Matrix).note(&[format!("点検表 {}", number(&one.item))])
        });
        vec![Section {
            title: "点検表の項目が書かれている所",
            empty: "規程の対応表で、点検表の項目ごとに、この文書のどこに書かれているかを登録します。",
            is_wanted: kept.record.sort == DocumentSort::Rules,
            adds: vec![("対応表で登録", Route::Matrix)],
            offer: None,
            rows: rows.collect(),
        }]
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let rows = read.list::<Document>()?.into_iter().map(|kept| {
        let document = &kept.record;
        let (tone, word) = document.status(today);
        let due = document.review_due().filter(|_| document.is_in_force_on(today));
        let or_weak = |text: String| if text.is_empty() { Cell::Weak("未記録".into()) } else { Cell::text(text) };
        let decided = document.decided_on.map(Day::wareki).unwrap_or_default();
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(document.title.clone(), document.version.clone()),
                Cell::text(document.sort.label()),
                or_weak(decided),
                or_weak(due.map(Day::wareki).unwrap_or_default()),
                or_weak(document.kept_at.clone()),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![
                document.sort.label().to_owned(),
                document.decided_on.map(Day::iso).unwrap_or_default(),
                due.map(Day::iso).unwrap_or_default(),
                document.kept_at.clone(),
                word,
            ],
            search: document.index().search,
            marks: if document.is_in_force_on(today) { IN_FORCE } else { ENDED },
        }
    });
    Ok(rows.collect())
}
