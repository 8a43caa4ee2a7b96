//! 報告事項: the nine items, each with the fields it is made of and what is still missing.

use egui::Ui;

use crate::base::{Coded, Field};
use crate::desk::Desk;
use crate::ledgers::leak_items::{Filled, fields, n_missing};
use crate::ledgers::leak_rules::ReportItem;
use crate::procedures::typed::Typed;
use crate::widgets::button::primary;
use crate::widgets::pill::pill;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, prose, steps};

use super::{Part, Want};

/// Whether a field of the incident is asked here.
pub(super) fn asks(one: &Field) -> bool {
    ReportItem::ALL.iter().any(|item| fields(*item).iter().any(|field| field.key == one.key))
}

/// The card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, items: &[Filled], typed: &mut Typed) -> Want {
    card::title(ui, "報告する9つの事項");
    let n_left = n_missing(items);
    let said = match n_left {
        0 => "9つとも書かれています。出す前に、内容を確かめてください。".to_owned(),
        _ => format!(
            "速報は、その時にわかっていることだけで出せます。あと{n_left}つに、まだ書かれていないことがあります。"
        ),
    };
    prose::paragraph(ui, &said);
    steps::bar(ui, items.len() - n_left, items.len());
    prose::weak(ui, "患者の名前は書きません。ここに書いたことは、事故の記録に入ります。");
    for item in items {
        ui.separator();
        draw_item(ui, desk, item, typed);
    }
    ui.add_space(space::S);
    let save = primary("報告事項を保存").icon(Icon::Save).enabled(!desk.is_busy);
    if ui.add(save).clicked() { Want::Save(Part::Items) } else { Want::Nothing }
}

fn draw_item(ui: &mut Ui, desk: &mut Desk<'_>, item: &Filled, typed: &mut Typed) {
    let Filled { no, name, is_told, missing, .. } = item;
    ui.horizontal_wrapped(|ui| {
        prose::strong(ui, &format!("{no}　{name}"));
        if missing.is_empty() {
            pill(ui, Tone::Success, "あり");
        } else {
            pill(ui, Tone::Warn, "まだ");
        }
        if *is_told {
            prose::caption(ui, "本人への通知にも書く事項");
        }
    });
    if !missing.is_empty() {
        prose::weak(ui, &format!("まだのもの　{}", missing.join("、")));
    }
    typed.ui_plain(ui, fields(item.item), desk.today);
}
