//! 自己点検, what is seen: progress, one question with where to look, four answers, and the end.

use egui::{Align, Key, Layout, Modifiers, ProgressBar, Ui};

use crate::base::Coded;
use crate::checklists::Item;
use crate::desk::{Ask, Desk};
use crate::ledgers::self_check::record::Answer;
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, Tone, card, ime, notice, prose};

use super::{Given, Wizard};

/// The answers with their keys.
const ANSWERS: [(Answer, Key, &str); 4] = [
    (Answer::Yes, Key::Num1, "1"),
    (Answer::No, Key::Num2, "2"),
    (Answer::NotApplicable, Key::Num3, "3"),
    (Answer::Unsure, Key::Num4, "4"),
];

impl Wizard {
    pub(super) fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if self.kept.is_none() || self.items.is_empty() {
            card::card(ui, |ui| prose::paragraph(ui, "この端末には、点検することがありません。"));
            return;
        }
        let before = self.said.clone();
        self.draw_progress(ui);
        match self.item() {
            Some(item) => {
                card::card(ui, |ui| self.draw_item(ui, item));
                self.read_keys(ui, item);
            }
            None => {
                card::card(ui, |ui| self.draw_end(ui, desk));
            }
        }
        if self.said != before {
            desk.ask(Ask::KeepDraft);
        }
    }

    #[allow(clippy::cast_precision_loss)] // a few dozen
    fn draw_progress(&self, ui: &mut Ui) {
        let (n_done, n_all) = (self.n_answered(), self.items.len());
        let bar =
            ProgressBar::new(n_done as f32 / n_all.max(1) as f32).fill(color::PRIMARY).desired_height(size::BAR + 2.0);
        let response = ui.add(bar);
        let words = format!("{n_all}問のうち{n_done}問に答えました");
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(words.clone()));
        prose::caption(ui, &words);
    }

    fn draw_item(&mut self, ui: &mut Ui, item: &'static Item) {
        prose::caption(ui, &format!("{}　{} / {}", item.section, self.said.at + 1, self.items.len()));
        prose::styled(ui, &item.ask, bold(font::PAGE), color::TEXT);
        prose::paragraph(ui, &item.why);
        if let Some(kept) = &self.kept {
            for (os, line) in item.look.lines(&kept.record) {
                let lead = os.map(|os| format!("{}　", os.label())).unwrap_or_default();
                prose::weak(ui, &format!("確かめかた　{lead}{line}"));
            }
        }
        if let Some((day, answer)) = self.before.get(&item.id) {
            prose::weak(ui, &format!("前回（{}）の答え　{}", day.wareki(), answer.label()));
        }
        ui.add_space(space::S);
        self.draw_answers(ui, item);
        self.draw_note(ui, item);
        ui.add_space(space::S);
        ui.separator();
        ui.horizontal(|ui| {
            if ui.add(secondary("前の質問").icon(Icon::ArrowLeft).enabled(self.said.at > 0)).clicked() {
                self.back();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(primary("次の質問").min_width(140.0).enabled(self.given(item).is_some())).clicked() {
                    self.forward();
                }
            });
        });
        let first = item.cites.first().map(|cite| format!("出典　{} {}", cite.document, cite.section));
        prose::caption(ui, &first.unwrap_or_default());
    }

    fn draw_answers(&mut self, ui: &mut Ui, item: &'static Item) {
        let chosen = self.given(item).map(|given| given.answer);
        let width = (ui.available_width() - space::M * 3.0) / 4.0;
        let mut said = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (answer, _, key) in ANSWERS {
                let word = answer.label();
                let button = if chosen == Some(answer) { primary(word).icon(Icon::Check) } else { secondary(word) };
                if ui.add(button.min_width(width)).on_hover_text(format!("キー {key}")).clicked() {
                    said = Some(answer);
                }
            }
        });
        prose::caption(ui, "キーボードでは 1 はい、2 いいえ、3 対象外、4 わからない、← 前の質問、→ 次の質問");
        if let Some(answer) = said {
            self.answer(item, answer);
        }
    }

    fn draw_note(&mut self, ui: &mut Ui, item: &'static Item) {
        let is_asked = self.is_asked;
        let Some(Given { answer, note }) = self.said.answers.get_mut(&item.id) else { return };
        match answer {
            Answer::NotApplicable => {
                let fault = (is_asked && note.trim().is_empty()).then_some("対象外の理由を入力してください");
                blank("対象外の理由").required().fault(fault).line(ui, note);
            }
            Answer::No => {
                blank("今の状態").optional().hint("分かることがあれば書いてください").line(ui, note);
                prose::weak(ui, "「対応事項」に載り、いつまでに直すかを管理者が決めます。");
            }
            Answer::Unsure => {
                prose::weak(ui, "「対応事項」に載り、管理者か事業者に尋ねます。");
            }
            Answer::Yes => {}
        }
    }

    fn read_keys(&mut self, ui: &Ui, item: &'static Item) {
        // While somebody types a reason, digits and arrows are theirs.
        if !ime::keys_are_free(ui.ctx()) || ui.ctx().text_edit_focused() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if let Some((answer, ..)) = ANSWERS.into_iter().find(|(_, key, _)| pressed(*key)) {
            self.answer(item, answer);
        } else if pressed(Key::ArrowRight) {
            self.forward();
        } else if pressed(Key::ArrowLeft) {
            self.back();
        }
    }

    fn draw_end(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "点検の終わり");
        let missing = self.items.iter().position(|item| !self.given(item).is_some_and(Given::is_whole));
        if let Some(place) = missing {
            let n_left = self.items.len() - self.n_answered();
            notice::bar(ui, Tone::Warn, &format!("まだ答えていない質問が{n_left}問あります。"));
            if ui.add(primary("答えていない質問へ")).clicked() {
                self.said.at = place;
            }
            return;
        }
        let open: Vec<_> = self.items.iter().filter_map(|item| Some((item, self.given(item)?))).collect();
        let open: Vec<_> =
            open.into_iter().filter(|(_, given)| matches!(given.answer, Answer::No | Answer::Unsure)).collect();
        if open.is_empty() {
            notice::bar(ui, Tone::Success, "直すことや、わからないことはありませんでした。");
        } else {
            prose::paragraph(ui, &format!("次の{}件が「対応事項」に載ります。", open.len()));
            for (item, given) in &open {
                prose::strong(ui, &format!("{}　{}", given.answer.label(), item.ask));
            }
        }
        if desk.sitter.is_proxy() {
            prose::weak(ui, "登録したあと、管理者が確かめて確定します。");
        }
        let mut is_back = false;
        let mut is_done = false;
        ui.horizontal(|ui| {
            is_back = ui.add(secondary("前の質問").icon(Icon::ArrowLeft)).clicked();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                is_done =
                    ui.add(primary("点検を登録").icon(Icon::Check).enabled(!desk.is_busy).min_width(160.0)).clicked();
            });
        });
        if is_back {
            self.back();
        } else if is_done && let Some(finish) = self.finish() {
            desk.run(finish);
        }
    }
}
