//! What a chosen file would add, before it is added; or everything that is wrong with it.

use egui::Ui;

use crate::base::text::grouped;
use crate::checklists::{Change, ContentFault, Edition, EditionForm, Effect, Held, Proposal};
use crate::custody::frame::facts;
use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, notice, prose};

use super::words::{items, period, source};

/// More faults than these are not read before the first ones are put right.
const MOST_SHOWN: usize = 12;

/// What was said to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet.
    Open,
    /// Add it.
    Yes,
    /// Put it away.
    No,
}

/// Shows what would be added.
pub fn preview(ui: &mut Ui, proposal: &Proposal, held: &Held, is_free: bool) -> Reply {
    let Proposal { file, edition, effect, .. } = proposal;
    ui.separator();
    prose::strong(ui, &format!("追加する前の確かめ　{file}"));
    let rows = rows(edition, effect, held);
    let rows: Vec<(&str, &str)> = rows.iter().map(|(label, value)| (*label, value.as_str())).collect();
    facts(ui, &rows);
    prose::weak(
        ui,
        "題名、項目の数、見出しが様式と同じかを見比べてください。追加すると、この台帳と、これからの控えに入ります。\
         追加した版は取り除けません。",
    );
    ui.add_space(space::XS);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        let word = match effect {
            Effect::New => "この点検表を追加する",
            Effect::Corrects { .. } => "直した点検表に替える",
        };
        if ui.add(primary(word).icon(Icon::Check).enabled(is_free)).clicked() {
            reply = Reply::Yes;
        }
        if ui.add(secondary("やめる")).clicked() {
            reply = Reply::No;
        }
    });
    reply
}

/// Shows what is wrong.
pub fn broken(ui: &mut Ui, file: &str, faults: &[ContentFault]) -> Reply {
    ui.separator();
    let n = grouped(u64::try_from(faults.len()).unwrap_or(u64::MAX));
    let words = format!(
        "「{file}」は、{n}か所が違うため、点検表として使えません。台帳は変わっていません。\
         次のところを直して、もう一度選んでください。"
    );
    notice::bar(ui, Tone::Danger, &words);
    for fault in faults.iter().take(MOST_SHOWN) {
        let place =
            if fault.item.is_empty() { "ファイル全体".to_owned() } else { format!("「{}」", fault.item) };
        prose::paragraph(ui, &format!("・{place}　{}", fault.flaw));
    }
    if faults.len() > MOST_SHOWN {
        prose::weak(ui, &format!("ほかに{}か所あります。直すと、続きが出ます。", faults.len() - MOST_SHOWN));
    }
    if ui.add(secondary("閉じる").named("点検表の誤りを閉じる")).clicked() {
        Reply::No
    } else {
        Reply::Open
    }
}

fn rows(edition: &Edition, effect: &Effect, held: &Held) -> Vec<(&'static str, String)> {
    let labels = |forms: &[EditionForm]| {
        let labels: Vec<&str> = forms.iter().map(|form| crate::base::Coded::label(*form)).collect();
        labels.join("、")
    };
    let sections: Vec<&str> = edition.sections.iter().map(|section| section.title.as_str()).collect();
    let mut rows = vec![
        ("題名", edition.title.clone()),
        ("版の名前", edition.name()),
        ("項目", items(edition)),
        ("見出し", sections.join("\n")),
        ("様式", labels(&edition.forms)),
        ("期間", period(&edition.in_force)),
        ("出典", source(edition)),
        ("出典の注意", edition.source.note.clone()),
    ];
    if let Some(before) = held.before(edition) {
        let lines = Edition::compare(before, edition);
        let count = |change: Change| lines.iter().filter(|line| line.change == change).count();
        let told = format!(
            "{}から。新しい項目 {}、変わった項目 {}、同じ項目 {}、なくなった項目 {}",
            before.short,
            count(Change::New),
            count(Change::Changed),
            count(Change::Same),
            count(Change::Removed)
        );
        rows.push(("前の版との違い", told));
    }
    if let Effect::Corrects { n_new, worded } = effect {
        let mut told = vec![format!(
            "入っている同じ版を、このファイルに替えます。増える項目 {n_new}、言葉の変わる項目 {}",
            worded.len()
        )];
        told.extend(worded.iter().map(|(before, now)| format!("「{before}」から「{now}」に")));
        rows.push(("入っている版との違い", told.join("\n")));
    }
    rows
}
