//! 操作記録: every entry of the journal, newest first; sought by period, category and word; written out as CSV.

use egui::Ui;

use crate::base::text::fold;
use crate::base::{Day, Kind};
use crate::desk::{Ask, Command, Desk, Done, FileKind, Parcel, Problem, Refusal, Right, Screen};
use crate::ledgers::log::information;
use crate::vault::{Act, Detail, EntryView, LogFilter, Reader, Tx};
use crate::widgets::button::secondary;
use crate::widgets::field::blank;
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, card, page, prose};

/// The screen of the operation record.
#[must_use]
pub fn log() -> Box<dyn Screen> {
    Box::new(Log {
        rows: Vec::new(),
        shown: Vec::new(),
        table: Table::new("操作記録").one_line(),
        from: String::new(),
        until: String::new(),
        category: String::new(),
        sought: String::new(),
        is_written: false,
    })
}

const COLUMNS: [Column<'static>; 5] = [
    Column::exact("番号", 84.0).unsorted(),
    Column::exact("日時", 190.0).unsorted(),
    Column::exact("操作者", 150.0).unsorted(),
    Column::exact("カテゴリ", 150.0).unsorted(),
    Column::new("操作情報", 1.0).unsorted(),
];

struct Row {
    seq: String,
    at: String,
    day: Day,
    operator: String,
    category: &'static str,
    what: String,
    search: String,
}

struct Log {
    rows: Vec<Row>,
    shown: Vec<usize>,
    table: Table,
    from: String,
    until: String,
    category: String,
    sought: String,
    is_written: bool,
}

/// The categories one can choose, each with its acts.
fn category(act: Option<Act>) -> &'static str {
    act.map_or("新しい版の操作", Act::label)
}

impl Row {
    fn new(entry: &EntryView) -> Self {
        let what = information(entry);
        let category = category(entry.act);
        let operator = match &entry.enterer {
            Some(enterer) => format!("{}（入力 {enterer}）", entry.operator),
            None => entry.operator.clone(),
        };
        let search = fold(&format!("{category} {operator} {what}"));
        Self {
            seq: entry.seq.to_string(),
            at: entry.at.wareki(),
            day: entry.at.day(),
            operator,
            category,
            what,
            search,
        }
    }
}

impl Log {
    fn choose(&mut self) {
        let from = Day::read(&self.from).ok();
        let until = Day::read(&self.until).ok();
        let sought = fold(&self.sought);
        self.shown = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| from.is_none_or(|from| from <= row.day))
            .filter(|(_, row)| until.is_none_or(|until| row.day <= until))
            .filter(|(_, row)| self.category.is_empty() || self.category == row.category)
            .filter(|(_, row)| row.search.contains(&sought))
            .map(|(place, _)| place)
            .collect();
    }

    fn draw_filter(&mut self, ui: &mut Ui, today: Day) {
        let mut changed = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            changed |= blank("期間の初め").width(190.0).day(ui, &mut self.from, today).changed;
            changed |= blank("期間の終わり").width(190.0).day(ui, &mut self.until, today).changed;
            let items: Vec<(&str, &str)> = Act::ALL.iter().map(|act| (act.label(), act.label())).collect();
            let field = blank("カテゴリ").optional().placeholder("すべて").width(190.0);
            changed |= field.pick(ui, &items, &mut self.category).changed;
            let room = ui.available_width();
            changed |= blank("操作者や内容で探す").width(room.min(320.0)).line(ui, &mut self.sought).changed;
        });
        if changed {
            self.choose();
        }
    }

    fn csv(&self) -> Vec<u8> {
        // The mark at the front is what makes Excel read it as Japanese.
        let mut text = String::from("\u{FEFF}番号,日時,操作者,カテゴリ,操作情報\r\n");
        for row in self.shown.iter().filter_map(|place| self.rows.get(*place)) {
            let cells = [&row.seq, &row.at, row.operator.as_str(), row.category, &row.what];
            text.push_str(&cells.map(quoted).join(","));
            text.push_str("\r\n");
        }
        text.into_bytes()
    }
}

/// A cell of a CSV. What a spreadsheet would take for a formula is kept as text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

impl Screen for Log {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.rows = read.log(&LogFilter::default())?.iter().map(Row::new).collect();
        self.choose();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let count = format!("{}件中 {}件を表示", self.rows.len(), self.shown.len());
        let mut is_export = false;
        page::header(ui, "操作記録", &count, |ui| {
            is_export = ui.add(secondary("CSVに書き出す…").icon(Icon::FileDown)).clicked();
        });
        page::fixed(ui, |ui| {
            self.draw_filter(ui, desk.today);
            card::bare(ui, |ui| {
                if self.shown.is_empty() {
                    ui.add_space(space::L);
                    ui.horizontal(|ui| {
                        ui.add_space(space::L);
                        prose::weak(ui, "条件に合う記録はありません");
                    });
                    ui.add_space(space::L);
                    return;
                }
                let (rows, shown) = (&self.rows, &self.shown);
                self.table.ui(ui, &COLUMNS, shown.len(), |row, column| {
                    let Some(row) = shown.get(row).and_then(|place| rows.get(*place)) else { return Cell::Empty };
                    match column {
                        0 => Cell::Weak(row.seq.as_str().into()),
                        1 => Cell::text(row.at.as_str()),
                        2 => Cell::text(row.operator.as_str()),
                        3 => Cell::text(row.category),
                        _ => Cell::text(row.what.as_str()),
                    }
                });
            });
        });
        if is_export {
            let name = format!("操作記録 {}.csv", desk.today.iso());
            desk.ask(Ask::SaveFile { kind: FileKind::Csv, name, bytes: self.csv() });
        }
        if std::mem::take(&mut self.is_written) {
            desk.run(Exported { n_rows: self.shown.len() });
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        if let Parcel::Saved { .. } = parcel {
            self.is_written = true;
        }
    }
}

/// The record was written out; that itself is recorded (書き出し).
struct Exported {
    n_rows: usize,
}

impl Command for Exported {
    fn needs(&self) -> Right {
        Right::Export
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.note(Act::Exported, &Detail::said(&format!("操作記録をCSVに書き出し（{}件）", self.n_rows)))?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: "書き出しました".to_owned(), next: None })
    }
}
