//! The frame of a gate: a card in the middle of an empty window, with the steps of a wizard above it.

use egui::{Align2, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::desk::{Desk, Gate, Parcel, Step};
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, card, follow, room};

/// Width of a wizard's card.
pub const WIZARD: f32 = 840.0;
/// Width of the card that unlocks.
pub const LOCK: f32 = 480.0;

/// The words of the first setting, in order; those before the ledger exists and those after it.
pub const STEPS: [&str; 7] = ["施設", "管理責任者", "合言葉", "保存場所", "復旧シート", "ネットワーク", "今の台帳"];

/// A gate that shows nothing: between a ledger that is closed and the gate that comes after it.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Gate for Nothing {
    fn ui(&mut self, _ui: &mut Ui, _desk: &mut Desk<'_>) {}

    fn delivered(&mut self, _parcel: Parcel) {}

    fn step(&mut self) -> Option<Step> {
        None
    }
}

/// A card in the middle of the window, `width` wide, with the program's name above it.
/// Where the window is too narrow for it, it is scrolled to.
pub fn centred<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let [least, _] = size::LEAST_PAGE;
    room::at_least(ui, vec2(least.min(width + 2.0 * space::XXL), 0.0), |ui| hang(ui, width, add))
}

fn hang<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    // By the window, not by the room: a notice that comes below must not move the card.
    let height = ui.ctx().content_rect().height();
    let room = ui.available_rect_before_wrap();
    let width = width.min(room.width() - 2.0 * space::XXL);
    let side = ((room.width() - width) / 2.0).max(0.0);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(width);
                    // The card hangs a little above the middle; tall ones begin near the top.
                    ui.add_space(if width < WIZARD - 1.0 { height * 0.12 } else { space::XXL });
                    draw_name(ui);
                    ui.add_space(space::M);
                    let result = card::frame().inner_margin(Margin::same(28)).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = space::M;
                        add(ui)
                    });
                    ui.add_space(space::XXL);
                    follow::focus(ui);
                    result.inner
                })
                .inner
            })
            .inner
        })
        .inner
}

/// A wizard's card at one of its steps; each begins at its top.
pub fn step<R>(ui: &mut Ui, number: usize, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.push_id(("step", number), |ui| centred(ui, WIZARD, add)).inner
}

fn draw_name(ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "台帳番"));
    let tile = Rect::from_min_size(rect.min + vec2(0.0, 2.0), Vec2::splat(36.0));
    ui.painter().rect_filled(tile, egui::CornerRadius::same(8), color::PRIMARY);
    Icon::ShieldCheck.paint(ui.painter(), tile, 22.0, color::CARD);
    let left = tile.right() + 10.0;
    let painter = ui.painter();
    painter.text(pos2(left, tile.center().y), Align2::LEFT_CENTER, "台帳番", bold(font::PAGE), color::TEXT);
}

/// The steps of the first setting: done, here, still to come.
pub fn steps(ui: &mut Ui, here: usize) {
    let n_steps = STEPS.len();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::hover());
    let word = STEPS.get(here).copied().unwrap_or_default();
    let name = format!("手順 {} / {n_steps} {word}", here + 1);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    #[allow(clippy::cast_precision_loss)] // seven steps
    let pitch = rect.width() / n_steps as f32;
    for (number, word) in STEPS.iter().enumerate() {
        #[allow(clippy::cast_precision_loss)] // seven steps
        let middle = rect.left() + pitch * (number as f32 + 0.5);
        let centre = pos2(middle, rect.top() + size::STEP / 2.0 + 1.0);
        let painter = ui.painter();
        if number > 0 {
            let line = if number <= here { color::PRIMARY } else { color::LINE };
            let from = centre.x - pitch + size::STEP;
            painter.hline(from..=centre.x - size::STEP, centre.y, Stroke::new(2.0, line));
        }
        let radius = size::STEP / 2.0;
        if number < here {
            painter.circle_filled(centre, radius, color::PRIMARY);
            Icon::Check.paint(painter, Rect::from_center_size(centre, Vec2::ZERO), 13.0, color::CARD);
        } else {
            let (fill, ink) = if number == here { (color::PRIMARY, color::CARD) } else { (color::CARD, color::WEAK) };
            painter.circle(
                centre,
                radius,
                fill,
                Stroke::new(1.5, if number == here { fill } else { color::FIELD_LINE }),
            );
            painter.text(centre, Align2::CENTER_CENTER, number + 1, bold(font::PILL), ink);
        }
        let (typeface, ink) =
            if number == here { (bold(font::HINT), color::PRIMARY) } else { (regular(font::HINT), color::WEAK) };
        painter.text(pos2(middle, rect.bottom() - 1.0), Align2::CENTER_BOTTOM, word, typeface, ink);
    }
    ui.add_space(space::S);
}

/// A quiet box for a short list of facts: a label, and what it says.
pub fn facts(ui: &mut Ui, rows: &[(&str, &str)]) {
    Frame::new().fill(color::HEADER).corner_radius(size::RADIUS).inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::S;
        for (label, value) in rows {
            ui.horizontal_top(|ui| {
                let width = 190.0;
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ui.set_width(width);
                    crate::widgets::prose::styled(ui, label, regular(font::LABEL), color::WEAK);
                });
                crate::widgets::prose::styled(ui, value, regular(font::BODY), color::TEXT);
            });
        }
    });
}
