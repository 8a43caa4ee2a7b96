//! 自己評価, one item: the question, why it matters, where to look, what the ledger says, and the answer.

use egui::{Align, Id, Key, Layout, Ui};

use crate::base::span::question;
use crate::base::{Coded, Day, Field};
use crate::checklists::{AnswerSet, EditionItem, IfNo};
use crate::desk::{Ask, Desk, Right};
use crate::ledgers::assessment::commands::Clear;
use crate::ledgers::assessment::record::{Answer, Answered, Lack};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::ask_meant;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, Tone, notice, pill, prose};

use super::known;
use super::round::{Before, Want};
use super::strip::short;
use super::wizard::{CHECKED_ON, TARGET_ON, Typed, Wizard};

/// The answers an item takes, each with its key.
pub(super) fn answers(item: &EditionItem) -> Vec<(Answer, Key, &'static str)> {
    let mut all = vec![(Answer::Yes, Key::Num1, "1"), (Answer::No, Key::Num2, "2")];
    match item.answer {
        AnswerSet::YesNo => {}
        AnswerSet::YesNoNotApplicable => all.push((Answer::NotApplicable, Key::Num3, "3")),
    }
    all
}

impl Wizard {
    pub(super) fn draw_item(&mut self, ui: &mut Ui, item: &EditionItem, desk: &mut Desk<'_>) {
        self.draw_question(ui, item);
        if let Some(round) = &self.round {
            known::draw(ui, round, item, desk);
            draw_before(ui, round.before(item));
        }
        ui.add_space(space::S);
        if desk.may(Right::Write) {
            self.draw_answers(ui, item, desk);
        }
        let given = self.round.as_ref().and_then(|round| round.given(item)).cloned();
        match &given {
            Some(given) => self.draw_given(ui, item, given, desk),
            None => {
                if let Some(before) = self.round.as_ref().and_then(|round| round.standing(item)) {
                    let words = format!(
                        "{}の「{}」をそのまま使います。確かめ直したときは、もう一度答えてください。",
                        before.when,
                        before.answered.answer.label()
                    );
                    prose::weak(ui, &words);
                }
            }
        }
        ui.add_space(space::S);
        ui.separator();
        self.draw_ways(ui, given.is_some(), item, desk);
        prose::caption(
            ui,
            "キーボードでは 1 はい、2 いいえ、3 対象外（選べる項目だけ）、← → で前後の項目。文字の入力中は Page Up と Page Down で前後の項目",
        );
    }

    fn draw_question(&self, ui: &mut Ui, item: &EditionItem) {
        let Some(round) = &self.round else { return };
        let place = self.at.unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            let section = round.section(item);
            let no = if section.is_empty() { "はじめに".to_owned() } else { short(item, place) };
            prose::styled(ui, &no, bold(font::CARD), color::PRIMARY);
            prose::caption(ui, section);
            for scope in &item.scope {
                pill::pill(ui, Tone::Quiet, scope.label());
            }
        });
        prose::styled(ui, &item.label, bold(font::PAGE), color::TEXT);
        prose::paragraph(ui, &item.why);
        prose::weak(ui, &format!("確かめかた　{}", item.look));
        if !item.inspect.is_empty() {
            prose::weak(ui, &format!("立入検査では　{}", item.inspect));
        }
        let mut cites: Vec<String> = item.guideline.clone();
        cites.extend(item.cites.iter().map(|cite| format!("{} {}", cite.document, cite.section)));
        cites.dedup();
        let cites = cites.join("、");
        if !cites.is_empty() {
            prose::weak(ui, &format!("出典　{cites}"));
        }
        if !item.note.is_empty() {
            prose::weak(ui, &format!("注　{}", item.note));
        }
    }

    fn draw_answers(&mut self, ui: &mut Ui, item: &EditionItem, desk: &mut Desk<'_>) {
        let chosen = self.round.as_ref().and_then(|round| round.given(item)).map(|given| given.answer);
        let offered = answers(item);
        let mut said = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let width = ((ui.available_width() - space::M * 2.0) / 3.0).min(220.0);
            for (answer, _, key) in offered {
                let word = answer.label();
                let button = if chosen == Some(answer) { primary(word).icon(Icon::Check) } else { secondary(word) };
                if ui.add(button.min_width(width)).on_hover_text(format!("キー {key}")).clicked() {
                    said = Some(answer);
                }
            }
        });
        if let Some(answer) = said {
            self.answer(answer, desk);
        }
    }

    fn draw_given(&mut self, ui: &mut Ui, item: &EditionItem, given: &Answered, desk: &mut Desk<'_>) {
        let want = self.round.as_ref().and_then(|round| round.want(item));
        let lack = match want {
            Some(Want::Word(lack)) if self.is_asked => Some(lack),
            Some(Want::Word(_) | Want::Answer) | None => None,
        };
        let before = self.typed.clone();
        if desk.may(Right::Write) {
            ui.add_space(space::XS);
            self.draw_words(ui, item, given, lack, desk.today);
        } else {
            let words = [
                format!("確認日 {}", given.checked_on.wareki()),
                format!("確認者 {}", given.checked_by),
                given.target_on.map(|day| format!("目標日 {}", day.wareki())).unwrap_or_default(),
                given.reason.clone(),
                given.note.clone(),
            ];
            let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
            prose::paragraph(ui, &words.join("　"));
        }
        if self.typed != before {
            self.is_dirty = true;
            desk.ask(Ask::KeepDraft);
        }
        self.draw_files(ui, item, &given.files, desk);
    }

    fn draw_words(&mut self, ui: &mut Ui, item: &EditionItem, given: &Answered, lack: Option<Lack>, today: Day) {
        let id = Id::unique(("word", &item.id));
        if std::mem::take(&mut self.wants_word) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        match given.answer {
            Answer::No if item.if_no == IfNo::EndsHere => {
                notice::bar(ui, Tone::Info, "この答えで点検は終わりです。「次の項目」で、まとめに進みます。");
            }
            Answer::No => {
                let lacks = (lack == Some(Lack::Target)).then(|| "いつまでに直すかを入力してください".to_owned());
                let doubt = self.doubt(ui, &TARGET_ON, &self.typed.target_on, today);
                let fault = doubt.clone().or(lacks);
                let entry = blank(TARGET_ON.label).required().id(id).fault(fault.as_deref());
                entry.day(ui, &mut self.typed.target_on, today);
                let Typed { target_on, sure, .. } = &mut self.typed;
                self.is_dirty |= ask_meant(ui, &TARGET_ON, target_on, sure, today, doubt.as_deref());
                self.draw_target(ui);
            }
            Answer::Yes => {
                let against = self.round.as_ref().map(|round| round.against(item)).unwrap_or_default();
                if !against.is_empty() {
                    notice::bar(
                        ui,
                        Tone::Warn,
                        "台帳の記録は「はい」と食い違っています。それでも「はい」とする理由を書いてください。点検表に印刷されます。",
                    );
                    let fault = (lack == Some(Lack::WhyYes)).then_some("「はい」とする理由を入力してください");
                    blank("「はい」とする理由").required().id(id).fault(fault).line(ui, &mut self.typed.reason);
                }
            }
            Answer::NotApplicable => {
                let fault = (lack == Some(Lack::WhyNot)).then_some("対象外の理由を入力してください");
                blank("対象外の理由").required().id(id).fault(fault).line(ui, &mut self.typed.reason);
            }
        }
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                let is_ahead = Day::read(&self.typed.checked_on).is_ok_and(|day| day > today);
                let is_empty = self.is_asked && self.typed.checked_on.trim().is_empty();
                let doubt = self.doubt(left, &CHECKED_ON, &self.typed.checked_on, today).filter(|_| !is_ahead);
                let fault = match (is_ahead, is_empty) {
                    (true, _) => Some("まだ来ていない日です。確かめた日を入力してください"),
                    (false, true) => Some("確かめた日を入力してください"),
                    (false, false) => doubt.as_deref(),
                };
                blank(CHECKED_ON.label).required().fault(fault).day(left, &mut self.typed.checked_on, today);
                let Typed { checked_on, sure, .. } = &mut self.typed;
                self.is_dirty |= ask_meant(left, &CHECKED_ON, checked_on, sure, today, doubt.as_deref());
                let nobody = self.typed.checked_by.trim().is_empty().then_some("確かめた人の氏名を入力してください");
                blank("確認者").required().fault(nobody).line(right, &mut self.typed.checked_by);
            }
        });
        blank("備考").optional().lines(ui, &mut self.typed.note, 2);
    }

    /// What is asked of a day far off, once nobody types any more.
    fn doubt(&self, ui: &Ui, field: &Field, text: &str, today: Day) -> Option<String> {
        let day = Day::read(text).ok().filter(|_| !ui.ctx().text_edit_focused())?;
        self.typed.sure.is_doubtful(field, day, today).then(|| question(day, today))
    }

    /// What is to be said of the day until which it is done.
    fn draw_target(&self, ui: &mut Ui) {
        let (Some(round), Ok(target)) = (&self.round, Day::read(&self.typed.target_on)) else { return };
        let year = round.record().fiscal_year;
        match year.last_day() {
            Some(last) if target > last => {
                let words = format!(
                    "目標日が{}の終わり（{}）より後です。点検表は年度内の目標日を求めています。できるだけ早めてください。",
                    year.label(),
                    last.wareki()
                );
                notice::bar(ui, Tone::Warn, &words);
            }
            Some(_) | None => {
                prose::weak(ui, "目標日のある「いいえ」は、差し支えのない答えです。ホームに、その日まで載ります。");
            }
        }
    }

    fn draw_ways(&mut self, ui: &mut Ui, is_given: bool, item: &EditionItem, desk: &mut Desk<'_>) {
        ui.horizontal(|ui| {
            let at = self.at.unwrap_or_default();
            if ui.add(secondary("前の項目").icon(Icon::ArrowLeft).enabled(at > 0)).clicked() {
                self.back(desk);
            }
            if is_given && desk.may(Right::Write) && ui.add(quiet("未回答に戻す").enabled(!desk.is_busy)).clicked()
            {
                self.is_dirty = false;
                desk.run(Clear { round: self.id, item: item.id.clone() });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(primary("次の項目").min_width(140.0)).clicked() {
                    self.forward(desk);
                }
            });
        });
    }
}

/// What was answered before; the newest in words.
fn draw_before(ui: &mut Ui, before: &[Before]) {
    let Some(first) = before.first() else { return };
    let lines = before.iter().take_while(|one| one.when == first.when);
    for one in lines {
        let given = &one.answered;
        let no = if one.no.is_empty() { String::new() } else { format!(" {}", one.no) };
        let words = [
            format!("前回（{}{no}）の答え　{}", one.when, given.answer.label()),
            format!("確認日 {}", given.checked_on.short()),
            given.target_on.map(|day| format!("目標日 {}", day.short())).unwrap_or_default(),
            given.reason.clone(),
            given.note.clone(),
        ];
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        prose::weak(ui, &words.join("　"));
    }
}
