//! 自己評価, the end: what was answered, what is still missing, and the sign-off by the responsible person.

use egui::{Align, Layout, Ui};

use crate::base::{Coded, Day};
use crate::desk::{Desk, Right, Route};
use crate::ledgers::assessment::commands::SignOff;
use crate::ledgers::assessment::record::{Answer, Answered, Lack};
use crate::ledgers::role::record::SIGNERS;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, pill, prose};

use super::round::{Round, Want};
use super::strip::short;
use super::wizard::Wizard;

impl Wizard {
    pub(super) fn draw_end(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "まとめ");
        let Some(round) = &self.round else { return };
        let words: Vec<String> = Answer::ALL
            .iter()
            .map(|answer| (answer, round.asked().iter().filter(|item| stands(round, item) == Some(*answer)).count()))
            .filter(|(_, n)| *n > 0)
            .map(|(answer, n)| format!("{} {n}", answer.label()))
            .collect();
        prose::strong(ui, &words.join("・"));
        let wanted = draw_missing(ui, round).or_else(|| draw_targets(ui, round));
        if let Some(place) = wanted {
            self.turn(place, desk);
            self.is_asked = true;
            return;
        }
        let signs = desk.may(Right::Write);
        if signs {
            ui.separator();
            self.draw_sign(ui, desk);
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            if ui.add(secondary("前の項目").icon(Icon::ArrowLeft)).clicked() {
                self.back(desk);
            }
            if signs {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.draw_close(ui, desk));
            }
        });
    }

    fn draw_close(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(round) = &self.round else { return };
        let is_whole = round.n_settled() == round.n_asked() && !round.record().answers.is_empty();
        let role = round.signers.iter().find(|(kept, _)| kept.id.to_string() == self.signer);
        let end = primary("点検を終える").icon(Icon::Check).min_width(160.0);
        if ui.add(end.enabled(is_whole && role.is_some() && !desk.is_busy)).clicked()
            && let Some((role, _)) = role
        {
            desk.run(SignOff {
                round: self.id,
                role: role.id,
                title: round.edition.title.clone(),
                hash: round.edition.hash.clone(),
                wording: round.wording(),
                answers: round.answers(),
            });
        }
    }

    fn draw_sign(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(round) = &self.round else { return };
        prose::paragraph(
            ui,
            "すべての項目に答えたら、責任者が内容を確かめて点検を終えます。終えた回は、そのままの形で残ります。",
        );
        let signers: Vec<(String, String)> = round
            .signers
            .iter()
            .map(|(kept, name)| (kept.id.to_string(), format!("{name}（{}）", kept.record.role.label())))
            .collect();
        if signers.is_empty() {
            notice::bar(ui, Tone::Warn, "点検を終える責任者が、役割に登録されていません。");
            if ui.add(quiet("役割を開く").icon(Icon::UserCheck)).clicked() {
                desk.go(Route::List(crate::base::Kind::Role));
            }
            return;
        }
        if self.signer.is_empty()
            && let Some((first, _)) = signers.first()
        {
            self.signer.clone_from(first);
        }
        let items: Vec<(&str, &str)> = signers.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        blank("確かめた責任者").required().hint(SIGNERS).pick(ui, &items, &mut self.signer);
    }
}

/// The answer that stands of an item.
fn stands(round: &Round, item: &crate::checklists::EditionItem) -> Option<Answer> {
    let given = round.given(item).or_else(|| round.standing(item).map(|before| &before.answered));
    given.map(|given| given.answer)
}

/// What is missing, each with the way there.
fn draw_missing(ui: &mut Ui, round: &Round) -> Option<usize> {
    let open: Vec<_> =
        round.asked().iter().enumerate().filter_map(|(place, item)| Some((place, item, round.want(item)?))).collect();
    if open.is_empty() {
        return None;
    }
    notice::bar(ui, Tone::Warn, &format!("あと{}項目に、答えか書き足しがいります。", open.len()));
    let mut wanted = None;
    for (place, item, want) in open {
        let word = match want {
            Want::Answer => "未回答",
            Want::Word(Lack::Target) => "目標日がありません",
            Want::Word(Lack::WhyNot) => "対象外の理由がありません",
            Want::Word(Lack::WhyYes) => "台帳と食い違う理由がありません",
        };
        let words = format!("{}　{word}　{}", short(item, place), item.label);
        if ui.add(quiet(&words).icon(Icon::ChevronRight)).clicked() {
            wanted = Some(place);
        }
    }
    wanted
}

/// Every いいえ with its day: a plan, nothing to be ashamed of (C-19).
fn draw_targets(ui: &mut Ui, round: &Round) -> Option<usize> {
    let of = |given: &Answered| (given.answer == Answer::No).then_some(given.target_on);
    let plans: Vec<(usize, &str, Option<Day>)> = round
        .asked()
        .iter()
        .enumerate()
        .filter_map(|(place, item)| {
            let given = round.given(item).or_else(|| round.standing(item).map(|before| &before.answered))?;
            Some((place, item.label.as_str(), of(given)?))
        })
        .collect();
    if plans.is_empty() {
        return None;
    }
    prose::paragraph(ui, "これから整える項目と目標日です。");
    let mut wanted = None;
    for (place, label, target) in plans {
        ui.horizontal_wrapped(|ui| {
            let day = target.map_or_else(|| "目標日なし".to_owned(), |day| format!("{}まで", day.short()));
            pill::pill(ui, Tone::Info, &day);
            let no = round.asked().get(place).map(|item| short(item, place)).unwrap_or_default();
            if ui.add(quiet(&format!("{no}　{label}")).small()).clicked() {
                wanted = Some(place);
            }
        });
    }
    wanted
}
