//! 自己評価, a round that was signed off: its answers as they were, and the way to paper and to the next round.

use egui::Ui;

use crate::base::{Coded, Day, Kept};
use crate::desk::{Desk, Right, Route};
use crate::ledgers::assessment::record::{Answer, Answered, Assessment, Signed, Worded};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, pill, prose};

use super::wizard::Wizard;
use super::years::paper;

/// Draws it.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Assessment>) {
    let assessment = &kept.record;
    let Some(signed) = &assessment.signed else { return };
    card::card(ui, |ui| draw_head(ui, desk, kept, signed));
    let mut section = "";
    card::card(ui, |ui| {
        for worded in &signed.wording {
            if worded.section != section {
                section = &worded.section;
                ui.add_space(space::S);
                card::title(ui, section);
            }
            ui.push_id(&worded.item, |ui| draw_line(ui, desk, worded, assessment.answer(&worded.item)));
        }
    });
}

fn draw_head(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Assessment>, signed: &Signed) {
    card::title(ui, &signed.title);
    prose::paragraph(
        ui,
        &format!(
            "{}　{}に、{}（{}）が確かめて終えました。この回は、そのままの形で残ります。",
            kept.record.when(),
            signed.on.wareki(),
            signed.by,
            signed.role
        ),
    );
    ui.horizontal_wrapped(|ui| {
        if desk.may(Right::Print) && ui.add(secondary("点検表を印刷").icon(Icon::Printer)).clicked() {
            desk.go(paper(kept.id));
        }
        if ui.add(secondary("自己評価に戻る").icon(Icon::ArrowLeft)).clicked() {
            desk.go(Route::Assessments);
        }
    });
}

fn draw_line(ui: &mut Ui, desk: &mut Desk<'_>, worded: &Worded, given: Option<&Answered>) {
    ui.horizontal_wrapped(|ui| {
        let (tone, word) = match given.map(|given| given.answer) {
            Some(Answer::Yes) => (Tone::Success, Answer::Yes.label()),
            Some(Answer::No) => (Tone::Info, Answer::No.label()),
            Some(Answer::NotApplicable) => (Tone::Quiet, Answer::NotApplicable.label()),
            None => (Tone::Quiet, "前の回のまま"),
        };
        pill::pill(ui, tone, word);
        prose::strong(ui, &format!("{}　{}", worded.no, worded.label));
    });
    let Some(given) = given else { return };
    let words = [
        format!("確認日 {}", given.checked_on.wareki()),
        given.checked_by.clone(),
        given.target_on.map(|day: Day| format!("目標日 {}", day.wareki())).unwrap_or_default(),
        if given.reason.is_empty() { String::new() } else { format!("理由 {}", given.reason) },
        given.note.clone(),
    ];
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    prose::weak(ui, &words.join("　"));
    for against in &given.against {
        prose::weak(ui, &format!("台帳との食い違い　{against}"));
    }
    for file in &given.files {
        let name = format!("添付「{}」を見る", file.name);
        if desk.may(Right::Print) && ui.add(quiet(&name).icon(Icon::Eye).small().enabled(!desk.is_busy)).clicked() {
            Wizard::show_file(desk, file);
        }
    }
}
