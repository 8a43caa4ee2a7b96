//! Where one is in a guided flow (手順): a bar and numbered steps.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::icon::Icon;
use super::ink;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};

/// Shows the steps; `at` counts from 0. What lies behind has a tick.
pub fn steps(ui: &mut Ui, names: &[&str], at: usize) {
    bar(ui, at + 1, names.len());
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::L, space::XS);
        for (n, name) in names.iter().enumerate() {
            step(ui, n, name, at);
        }
    });
}

/// How much of something is done, as a slim bar.
#[allow(clippy::cast_precision_loss)]
pub fn bar(ui: &mut Ui, n_done: usize, n_all: usize) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::BAR), Sense::hover());
    let words = format!("{n_all}のうち{n_done}");
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, color::LINE);
    let share = n_done as f32 / n_all.max(1) as f32;
    let done = Rect::from_min_size(rect.min, Vec2::new(rect.width() * share.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(done, radius, color::PRIMARY);
}

fn step(ui: &mut Ui, n: usize, name: &str, at: usize) {
    let (face, ink_color) =
        if n == at { (bold(font::LABEL), color::PRIMARY) } else { (regular(font::LABEL), color::WEAK) };
    let galley = ink::line(ui, name, face, ink_color);
    let wanted = Vec2::new(size::STEP + 6.0 + galley.size().x, 24.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let state = match n.cmp(&at) {
        std::cmp::Ordering::Less => "済み",
        std::cmp::Ordering::Equal => "いまここ",
        std::cmp::Ordering::Greater => "これから",
    };
    let words = format!("手順{} {name} {state}", n + 1);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let circle = Rect::from_center_size(rect.left_center() + Vec2::new(size::STEP / 2.0, 0.0), Vec2::splat(size::STEP));
    let radius = CornerRadius::same(10);
    if n <= at {
        ui.painter().rect_filled(circle, radius, color::PRIMARY);
    } else {
        let line = Stroke::new(size::FAULT_LINE, color::FIELD_LINE);
        ui.painter().rect_stroke(circle, radius, line, StrokeKind::Inside);
    }
    if n < at {
        Icon::Check.paint(ui.painter(), circle, 13.0, color::CARD);
    } else {
        let ink_color = if n == at { color::CARD } else { color::WEAK };
        let number = ink::line(ui, &(n + 1).to_string(), bold(font::CAPTION), ink_color);
        let indent = (size::STEP - number.size().x) / 2.0;
        ink::paint_middle(ui.painter(), circle, indent, number);
    }
    ink::paint_middle(ui.painter(), rect, size::STEP + 6.0, galley);
}
