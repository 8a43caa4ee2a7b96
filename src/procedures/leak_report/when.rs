//! The days of 速報 and 確報, as a row of days and in words.

use egui::Ui;

use crate::base::Day;
use crate::ledgers::clock_words as words;
use crate::ledgers::clocks::{Case, Clocks, Stage};
use crate::widgets::pill::pill;
use crate::widgets::strip::{Stop, strip};
use crate::widgets::tokens::space;
use crate::widgets::{Tone, card, notice, prose};

/// The card.
pub(super) fn draw(ui: &mut Ui, case: &Case, clocks: &Clocks, today: Day) {
    let (early, last) = (case.early_stage(clocks, today), case.last_stage(clocks, today));
    ui.horizontal(|ui| {
        card::title(ui, "期限");
        let said = match case.is_owed() {
            true => words::today_is(case, today),
            false => String::new(),
        };
        prose::strong(ui, &said);
    });
    ui.add_space(space::S);
    draw_strip(ui, clocks, (early, last), today);
    ui.horizontal(|ui| {
        pill(ui, early_tone(early), &format!("速報　{}", words::early_stage(early)));
        pill(ui, tone(last), &format!("確報　{}", last.label()));
    });
    prose::paragraph(ui, &format!("速報　{}。法律の期限ではなく、ガイドラインの目安です。", words::early(clocks)));
    prose::paragraph(ui, &format!("確報　{}。法律の期限です。", words::last(&clocks.last)));
    if let Some(longer) = words::if_improper(clocks) {
        prose::paragraph(ui, &format!("{longer}。わからない間は、早いほうの日を守ります。"));
    }
    for warning in words::warnings(clocks) {
        notice::bar(ui, Tone::Warn, &warning);
    }
    prose::weak(ui, "知った日を1日目と数えます。土曜日・日曜日や祝日も数えます。");
}

fn draw_strip(ui: &mut Ui, clocks: &Clocks, (early, last): (Stage, Stage), today: Day) {
    let nth = |on: Day| format!("{}日目", clocks.known_on.days_until(on) + 1);
    let end = clocks.last.until();
    let moved = if clocks.last.is_moved() {
        format!("{}日目の次の開庁日", clocks.last.n_days)
    } else {
        format!("{}日目", clocks.last.n_days)
    };
    let days = [clocks.known_on, clocks.early.from, clocks.early.until, end].map(words::short_day);
    let nths = [nth(clocks.known_on), nth(clocks.early.from), nth(clocks.early.until), moved];
    let whats = ["知った日", "速報の目安（ここから）", "速報の目安（ここまで）", "確報の期限"];
    let ons = [clocks.known_on, clocks.early.from, clocks.early.until, end];
    let tones = [Tone::Quiet, early_tone(early), early_tone(early), tone(last)];
    let parts = nths.iter().zip(&days).zip(whats).zip(ons).zip(tones);
    let stops: Vec<Stop<'_>> = parts
        .map(|((((nth, day), what), on), tone)| Stop {
            nth,
            day,
            what,
            is_reached: on <= today,
            tone: if on <= today || tone == Tone::Success { tone } else { Tone::Quiet },
        })
        .collect();
    strip(ui, &stops);
}

/// 速報 is guidance: past its days it is pressing, and not too late.
const fn early_tone(stage: Stage) -> Tone {
    match stage {
        Stage::Sent(_) => Tone::Success,
        Stage::Ahead(_) => Tone::Info,
        Stage::Now(_) => Tone::Warn,
        Stage::Over(_) => Tone::Danger,
    }
}

/// The same for 確報.
pub(super) const fn tone(stage: Stage) -> Tone {
    early_tone(stage)
}
