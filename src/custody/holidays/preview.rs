//! What a chosen file of holidays would add, before it is added; or what is wrong with it.

use egui::Ui;

use crate::base::Day;
use crate::calendar::{HolidayFault, Year};
use crate::custody::frame::facts;
use crate::ledgers::holidays::{NewHolidays, YearChange, YearEffect};
use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, notice, prose};

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
pub fn preview(ui: &mut Ui, new: &NewHolidays, is_free: bool) -> Reply {
    let NewHolidays { file, years, n_same, n_old } = new;
    ui.separator();
    prose::strong(ui, &format!("追加する前の確かめ　{file}"));
    let labels: Vec<String> = years.iter().map(|change| change.year.label()).collect();
    let texts: Vec<String> = years.iter().map(told).collect();
    let mut rows: Vec<(&str, &str)> = labels.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let left_out = left_out(*n_same, *n_old);
    if !left_out.is_empty() {
        rows.push(("そのほかの年", &left_out));
    }
    facts(ui, &rows);
    let is_other = years.iter().any(|change| matches!(change.effect, YearEffect::Replaces { .. }));
    if is_other {
        notice::bar(
            ui,
            Tone::Warn,
            "入っている祝日と違う年があります。法律が変わったなど、心当たりがあるときだけ入れ替えてください。",
        );
    }
    prose::weak(ui, "内閣府の一覧と見比べてください。追加すると、この台帳と、これからの控えに入ります。");
    ui.add_space(space::XS);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        let word = if is_other { "この祝日に入れ替える" } else { "この祝日を追加する" };
        if ui.add(primary(word).icon(Icon::Check).enabled(is_free)).clicked() {
            reply = Reply::Yes;
        }
        if ui.add(secondary("やめる").named("祝日の追加をやめる")).clicked() {
            reply = Reply::No;
        }
    });
    reply
}

/// Shows what is wrong.
pub fn broken(ui: &mut Ui, file: &str, faults: &[HolidayFault]) -> Reply {
    ui.separator();
    let n = faults.len();
    let words = format!(
        "「{file}」は、{n}か所が違うため、祝日の一覧として使えません。台帳は変わっていません。\
         次のところを直すか、内閣府のCSVを取り直して、もう一度選んでください。"
    );
    notice::bar(ui, Tone::Danger, &words);
    for fault in faults.iter().take(MOST_SHOWN) {
        prose::paragraph(ui, &format!("・{fault}"));
    }
    if n > MOST_SHOWN {
        prose::weak(ui, &format!("ほかに{}か所あります。", n - MOST_SHOWN));
    }
    if ui.add(secondary("閉じる").named("祝日の誤りを閉じる")).clicked() { Reply::No } else { Reply::Open }
}

/// What a year does.
fn told(change: &YearChange) -> String {
    match &change.effect {
        YearEffect::New => format!("新しく入ります（{}日）　{}", change.year.days.len(), named(&change.year)),
        YearEffect::Replaces { more, fewer } => {
            let more: Vec<String> = more.iter().map(|day| one(*day, name(&change.year, *day))).collect();
            let fewer: Vec<String> = fewer.iter().map(|(day, name)| one(*day, name)).collect();
            let mut lines = vec!["入っている祝日と違うため、入れ替えます".to_owned()];
            for (word, days) in [("増える日", more), ("なくなる日", fewer)] {
                if !days.is_empty() {
                    lines.push(format!("{word}　{}", days.join("、")));
                }
            }
            lines.join("\n")
        }
    }
}

fn named(year: &Year) -> String {
    year.days.iter().map(|(day, name)| one(*day, name)).collect::<Vec<_>>().join("、")
}

fn name(year: &Year, day: Day) -> &str {
    year.days.get(&day).map_or("", String::as_str)
}

/// 1月1日（元日）
fn one(day: Day, name: &str) -> String {
    let (_, month, date) = day.parts();
    format!("{month}月{date}日（{name}）")
}

fn left_out(n_same: usize, n_old: usize) -> String {
    let mut words = Vec::new();
    if n_same > 0 {
        words.push(format!("{n_same}年分は、入っているものと同じです"));
    }
    if n_old > 0 {
        words.push(format!("古い{n_old}年分は、使わないため入れません"));
    }
    words.join("。")
}
