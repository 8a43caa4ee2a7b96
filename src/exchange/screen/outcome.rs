//! 結果: what was taken over, what was not read, and the way back.

use egui::Ui;

use super::Wish;
use crate::base::Kind;
use crate::exchange::commit::Taken;
use crate::widgets::button::{Weight, danger};
use crate::widgets::dialog::{Question, Reply};
use crate::widgets::{Tone, card, notice, prose};

/// More lines than this are only counted; the printed report has them all.
const MAX_LINES: usize = 60;

/// The result as it is looked at.
pub(super) struct Outcome {
    /// What was taken over.
    pub taken: Taken,
    /// The printed report, ready to be shown.
    pub paper: Option<Vec<u8>>,
    is_asking: bool,
}

impl Outcome {
    /// Of what was taken over.
    pub const fn new(taken: Taken) -> Self {
        Self { taken, paper: None, is_asking: false }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, is_free: bool, wish: &mut Option<Wish>) {
        let report = &self.taken.report;
        notice::bar(ui, Tone::Success, &format!("{}。", self.taken.said()));
        ui.horizontal(|ui| {
            prose::weak(ui, "間違いに気づいたときは、この取り込みをまとめて元に戻せます。");
            if ui.add(danger("この取り込みを取り消す…").enabled(is_free)).clicked() {
                self.is_asking = true;
            }
        });
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            card::title(ui, "帳簿ごとの件数");
            for kind in Kind::ALL {
                let of_kind = || report.items.iter().filter(|item| item.kind == kind.code());
                if of_kind().next().is_none() {
                    continue;
                }
                let n_changed = of_kind().filter(|item| item.is_taken && item.state == "changed").count();
                let n_new = of_kind().filter(|item| item.is_taken).count() - n_changed;
                let n_same = of_kind().filter(|item| item.state == "same").count();
                let n_left = of_kind().count() - n_changed - n_new - n_same;
                let counts = [("追加", n_new), ("変更", n_changed), ("同じ", n_same), ("取り込まず", n_left)];
                let words = counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {n}件"));
                let words: Vec<String> = words.collect();
                prose::paragraph(ui, &format!("{}　{}", kind.label(), words.join("・")));
            }
        });
        for remark in &report.remarks {
            notice::bar(ui, Tone::Info, remark);
        }
        if !report.unread.is_empty() {
            card::card(ui, |ui| {
                ui.set_min_width(ui.available_width());
                card::title(ui, &format!("読めなかったセル {}件", report.unread.len()));
                for unread in report.unread.iter().take(MAX_LINES) {
                    let kept =
                        if unread.kept_in_note { "備考に残しました" } else { "取り込んでいません" };
                    prose::strong(
                        ui,
                        &format!("{} {}「{}」", unread.source, unread.heading, unread.text.replace('\n', " ")),
                    );
                    prose::weak(ui, &format!("{}。{kept}。", unread.reason));
                }
                if report.unread.len() > MAX_LINES {
                    prose::weak(ui, "続きは「結果を印刷」で見られます。");
                }
            });
        }
        if self.is_asking {
            let question = Question {
                title: "この取り込みを取り消しますか",
                text: "加えた記録を取り消し、変えた記録を元の値に戻します。取り込みと取り消しは、どちらも操作記録に残ります。",
                yes: "取り消す",
                no: "戻る",
                weight: Weight::Danger,
            };
            match question.show(ui.ctx()) {
                Reply::Open => {}
                Reply::No => self.is_asking = false,
                Reply::Yes => {
                    self.is_asking = false;
                    *wish = Some(Wish::Undo(self.taken.batch));
                }
            }
        }
    }
}
