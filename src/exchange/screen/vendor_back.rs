//! 返ってきた点検表の確かめ: what a returned file answers, leaves open, says otherwise, before it is taken over.

use egui::{Align, Layout, Ui};

use super::vendor_sheet::{Step, reply_cell};
use crate::base::{Coded, Day};
use crate::exchange::vendor_sheet::{Line, Plan};
use crate::widgets::button::{primary, secondary};
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::{Icon, Tone, card, notice, prose};

/// Room for the detail and the buttons below the list.
const FOOT: f32 = 236.0;

/// What came back, as it is looked at.
pub(super) struct Back {
    plan: Plan,
    table: Table,
}

impl Back {
    /// Of a file that was read.
    pub fn new(plan: Plan) -> Self {
        // What has to be looked at first is chosen from the start.
        let mut table = Table::new("返ってきた回答").one_line();
        table.choose(plan.lines.iter().position(is_to_look_at));
        Self { plan, table }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, is_free: bool) -> Step {
        let plan = &self.plan;
        notice::bar(ui, Tone::Info, "「取り込む」を押すまで、台帳は何も変わりません。");
        prose::strong(ui, &format!("{}　{}", plan.file, counts(plan)));
        if !plan.answered_by.is_empty() {
            prose::weak(ui, &format!("答えた人　{}", plan.answered_by));
        }
        let room = (ui.available_height() - FOOT).max(180.0);
        ui.allocate_ui(egui::vec2(ui.available_width(), room), |ui| {
            card::bare(ui, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), room - 8.0));
                draw_lines(ui, &mut self.table, plan);
            });
        });
        self.draw_detail(ui);
        self.draw_foot(ui, is_free)
    }

    fn draw_detail(&self, ui: &mut Ui) {
        let line = self.table.chosen().and_then(|row| self.plan.lines.get(row));
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let Some(line) = line else {
                prose::weak(ui, "行を選ぶと、くわしい内容がここに出ます。");
                return;
            };
            prose::strong(ui, &format!("{} {}", line.no, line.label));
            let mut words: Vec<String> = line.unread.clone();
            words.extend(line.remarks.iter().cloned());
            if line.is_otherwise() {
                let before = line.before.map_or("", Coded::label);
                words.push(format!("前の答えは「{before}」でした"));
            }
            if !line.answer.note.is_empty() {
                words.push(format!("備考　{}", line.answer.note.replace('\n', " ")));
            }
            let words = if words.is_empty() {
                "気をつけるところはありません".to_owned()
            } else {
                words.join("　／　")
            };
            prose::paragraph(ui, &words);
        });
    }

    fn draw_foot(&self, ui: &mut Ui, is_free: bool) -> Step {
        let mut step = Step::Stay;
        let n_answered = self.plan.n_answered();
        ui.horizontal(|ui| {
            if ui.add(secondary("やめる").min_width(96.0)).clicked() {
                step = Step::Leave;
            }
            if n_answered == 0 {
                prose::weak(ui, "このファイルには回答が1つもないため、取り込めません。");
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let word = format!("取り込む（{n_answered}件）");
                let take = primary(&word).icon(Icon::Download).enabled(is_free && n_answered > 0);
                if ui.add(take).clicked() {
                    step = Step::Record(Box::new(self.plan.command()));
                }
            });
        });
        step
    }
}

/// 「答え 12件・未回答 1件・読めないところ 1件・前と違う 2件」
fn counts(plan: &Plan) -> String {
    let counts = [
        ("答え", plan.n_answered()),
        ("未回答", plan.n_open()),
        ("読めないところ", plan.n_unread()),
        ("前と違う", plan.n_otherwise()),
    ];
    let words = counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {n}件"));
    words.collect::<Vec<_>>().join("・")
}

fn is_to_look_at(line: &Line) -> bool {
    !line.unread.is_empty() || line.is_otherwise() || !line.remarks.is_empty() || !line.is_answered
}

fn draw_lines(ui: &mut Ui, table: &mut Table, plan: &Plan) {
    const COLUMNS: [Column<'static>; 6] = [
        Column::new("確認すること", 2.0).unsorted(),
        Column::exact("今回の回答", 110.0).unsorted(),
        Column::exact("確認日", 90.0).unsorted(),
        Column::exact("目標日", 90.0).unsorted(),
        Column::exact("前の回答", 96.0).unsorted(),
        Column::new("気をつけるところ", 1.5).unsorted(),
    ];
    let day = |day: Option<Day>| day.map_or(Cell::Empty, |day| Cell::text(day.short()));
    table.ui(ui, &COLUMNS, plan.lines.len(), |row, column| {
        let Some(line) = plan.lines.get(row) else { return Cell::Empty };
        match column {
            0 => Cell::text(format!("{} {}", line.no, line.label)),
            1 => reply_cell(line.answer.reply.filter(|_| line.is_answered)),
            2 => day(line.answer.checked_on),
            3 => day(line.answer.target_on),
            4 => Cell::Weak(line.before.map_or("—", Coded::label).into()),
            _ => attention(line),
        }
    });
}

/// The most pressing thing about a line.
fn attention(line: &Line) -> Cell<'_> {
    if let Some(unread) = line.unread.first() {
        return Cell::Toned(Tone::Danger, format!("読めない　{unread}").into());
    }
    if line.is_otherwise() {
        return Cell::Toned(Tone::Warn, "前の答えと違います".into());
    }
    line.remarks.first().map_or(Cell::Empty, |remark| Cell::Toned(Tone::Warn, remark.as_str().into()))
}
