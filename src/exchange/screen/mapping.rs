//! 列を確かめる: for each sheet whether it is taken, and for each column where it goes.

use std::sync::Arc;

use egui::Ui;

use crate::exchange::{Book, BookFormat, Column, SheetChoice, TableKind, Target, propose, table_at, targets};
use crate::widgets::{Tone, card, check_box, field, notice, pill, prose, segments};

/// Width of the drop-down with the targets.
const TARGET_WIDTH: f32 = 300.0;

/// The book and how it is to be read.
pub(super) struct Mapping {
    book: Arc<Book>,
    choices: Vec<SheetChoice>,
    at: usize,
}

impl Mapping {
    /// With what is proposed.
    pub fn new(book: Arc<Book>, choices: Vec<SheetChoice>) -> Self {
        let at = choices.iter().position(|choice| choice.include).unwrap_or(0);
        Self { book, choices, at }
    }

    /// The book and the choices as they stand.
    pub fn chosen(&self) -> (Arc<Book>, Vec<SheetChoice>) {
        (Arc::clone(&self.book), self.choices.clone())
    }

    /// Whether any sheet is taken.
    pub fn has_choice(&self) -> bool {
        self.choices.iter().any(|choice| choice.include && choice.table.is_some())
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let written = match self.book.format {
            BookFormat::Xlsx => "Excelブック",
            BookFormat::Text(encoding) => encoding,
        };
        prose::weak(ui, &format!("{}（{written}）", self.book.name));
        for remark in self.book.remarks.iter().take(5) {
            notice::bar(ui, Tone::Warn, remark);
        }
        if self.choices.len() > 1 {
            let words: Vec<String> = self.choices.iter().map(|choice| choice.name.clone()).collect();
            segments::segments(ui, "シート", words.iter().map(String::as_str), &mut self.at);
        }
        let grid = self.book.sheets.get(self.at);
        let Some(choice) = self.choices.get_mut(self.at) else { return };
        card::card(ui, |ui| {
            card::title(ui, &format!("シート「{}」", choice.name));
            if choice.table.is_some() {
                check_box(ui, "このシートを取り込む", &mut choice.include);
            }
            if !choice.why_not.is_empty() {
                notice::bar(ui, Tone::Warn, &format!("{}。", choice.why_not));
            }
            if let Some(grid) = grid
                && header_row(ui, choice, grid)
                && choice.table.as_ref().is_some_and(|table| table.columns.is_empty())
            {
                choice.table = None;
            }
            let Some(table) = &mut choice.table else { return };
            ui.separator();
            let kind = table.kind;
            let all = targets(kind);
            for column in &mut table.columns {
                column_row(ui, &all, kind, column);
            }
        });
        if ui.add(crate::widgets::button::quiet("最初の提案に戻す")).clicked() {
            self.choices = propose(&self.book);
        }
    }
}

/// The row of the heading and what the rows are; both can be corrected. Gives whether something changed.
fn header_row(ui: &mut Ui, choice: &mut SheetChoice, grid: &crate::exchange::book::Grid) -> bool {
    let mut changed = false;
    ui.horizontal_top(|ui| {
        let (kind, first, height) = choice
            .table
            .as_ref()
            .map_or((TableKind::People, 0, 1), |table| (table.kind, table.header_row, table.header_height));
        let rows: Vec<(String, String)> = grid
            .rows
            .keys()
            .take(40)
            .flat_map(|row| {
                let one = (format!("{row}:1"), format!("{}行目", row + 1));
                let two = (format!("{row}:2"), format!("{}〜{}行目（2段）", row + 1, row + 2));
                [one, two]
            })
            .collect();
        let items: Vec<(&str, &str)> = rows.iter().map(|(code, word)| (code.as_str(), word.as_str())).collect();
        let mut place = format!("{first}:{height}");
        let kinds =
            [("people", TableKind::People.label()), ("system", TableKind::Records(crate::base::Kind::System).label())];
        let mut kind_code = if kind == TableKind::People { "people" } else { "system" }.to_owned();
        let is_plain = matches!(kind, TableKind::People | TableKind::Records(crate::base::Kind::System));
        let moved = field::blank("見出しの行").width(220.0).pick(ui, &items, &mut place).changed;
        let turned = is_plain && field::blank("表の種類").width(260.0).pick(ui, &kinds, &mut kind_code).changed;
        if !is_plain {
            prose::weak(ui, kind.label());
        }
        if moved || turned {
            let kind = match (is_plain, kind_code.as_str()) {
                (true, "system") => TableKind::Records(crate::base::Kind::System),
                (true, _) => TableKind::People,
                (false, _) => kind,
            };
            let (row, height) = place.split_once(':').unwrap_or(("0", "1"));
            let (row, height) = (row.parse().unwrap_or(0), height.parse().unwrap_or(1));
            choice.table = Some(table_at(grid, kind, row, height));
            choice.include = true;
            changed = true;
        }
    });
    changed
}

fn column_row(ui: &mut Ui, all: &[Target], kind: TableKind, column: &mut Column) {
    ui.horizontal_top(|ui| {
        let name = crate::exchange::book::column_name(column.index);
        let heading = if column.heading.is_empty() { "（見出しなし）" } else { column.heading.as_str() };
        ui.vertical(|ui| {
            ui.set_width(360.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            prose::strong(ui, &format!("{name}列 {heading}"));
            prose::caption(ui, &column.samples.join("、"));
        });
        let mut options: Vec<Target> = all.to_vec();
        if !options.contains(&column.target) {
            options.push(column.target.clone());
        }
        let words: Vec<(String, String)> =
            options.iter().enumerate().map(|(at, target)| (at.to_string(), target.label())).collect();
        let items: Vec<(&str, &str)> = words.iter().map(|(code, word)| (code.as_str(), word.as_str())).collect();
        let mut code = options.iter().position(|target| *target == column.target).unwrap_or(0).to_string();
        let id = egui::Id::unique(("import column", kind.label(), column.index));
        let label = format!("{name}列の取り込み先");
        let entry = field::blank(&label).bare().id(id).width(TARGET_WIDTH);
        if entry.pick(ui, &items, &mut code).changed
            && let Some(target) = code.parse().ok().and_then(|at: usize| options.get(at))
        {
            column.target = target.clone();
            column.certainty = 100;
        }
        match (&column.target, column.certainty) {
            (Target::Skip, _) => pill::pill(ui, Tone::Quiet, "取り込まない"),
            (Target::Note, _) => pill::pill(ui, Tone::Warn, "備考に残す"),
            (_, 90..) => pill::pill(ui, Tone::Success, "確か"),
            _ => pill::pill(ui, Tone::Info, "確かめてください"),
        };
    });
}
