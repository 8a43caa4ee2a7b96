//! The first steps of a new ledger.

use egui::{Ui, Vec2};

use crate::base::Kind;
use crate::desk::{Desk, Right, Route};
use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, card, ends, prose};

/// Shows what to do in a ledger that is empty but for the clinic.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, clinic: &str) {
    if !desk.may(Right::Write) {
        card::card(ui, |ui| {
            card::title(ui, "まだ記録がありません");
            prose::paragraph(ui, "管理者や入力者が記録を登録すると、ここに表示されます。");
        });
        return;
    }
    card::card(ui, |ui| {
        let title = if clinic.is_empty() {
            "台帳を始めましょう".to_owned()
        } else {
            format!("{clinic}の台帳を始めましょう")
        };
        card::title(ui, &title);
        prose::paragraph(ui, "お使いのExcelの台帳があれば取り込めます。なければ、1人ずつ登録します。");
    });
    let steps: [(Icon, &str, &str, &str, Route); 3] = [
        (
            Icon::FileSpreadsheet,
            "Excel・CSVの台帳を取り込む",
            "今お使いのMICT台帳などを読み取り、確認してから登録します。元のファイルは変わりません。",
            "取り込む",
            Route::Import,
        ),
        (
            Icon::UserPlus,
            "利用者を登録する",
            "氏名だけで登録できます。端末やID、誓約書は、あとから同じ人の画面で追加します。",
            "利用者を登録",
            Route::New(Kind::Staff, None),
        ),
        (
            Icon::Building,
            "施設の情報を確かめる",
            "施設名や医療機関コードは、印刷する台帳の表題に使われます。",
            "施設を開く",
            Route::List(Kind::Clinic),
        ),
    ];
    for (n, (icon, title, words, action, route)) in steps.into_iter().enumerate() {
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                let (_, tile) = ui.allocate_space(Vec2::splat(44.0));
                ui.painter().rect_filled(tile, f32::from(size::RADIUS), color::PRIMARY_SOFT);
                icon.paint(ui.painter(), tile, 22.0, color::PRIMARY);
                ui.add_space(space::S);
                let words = |ui: &mut Ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    prose::strong(ui, title);
                    prose::weak(ui, words);
                };
                ends(ui, words, |ui| {
                    let button = if n == 0 { primary(action) } else { secondary(action) };
                    if ui.add(button.min_width(130.0)).clicked() {
                        desk.go(route.clone());
                    }
                });
            });
        });
    }
}
