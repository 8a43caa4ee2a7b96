//! A calm page where there is nothing yet: what belongs here, and the one thing to do.

use egui::{Align, CornerRadius, Layout, Response, Ui, Vec2};

use super::button::primary;
use super::card::heading;
use super::icon::Icon;
use super::prose;
use super::theme::regular;
use super::tokens::{color, font, size, space};

/// Shows it in the middle of the room. Returns the button's response, where there is a word for one.
pub fn empty(ui: &mut Ui, icon: Icon, title: &str, text: &str, action: Option<&str>) -> Option<Response> {
    let height = 220.0;
    ui.add_space(((ui.available_height() - height) / 2.5).clamp(space::L, 200.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        let (_, tile) = ui.allocate_space(Vec2::splat(64.0));
        ui.painter().rect_filled(tile, CornerRadius::same(32), color::PRIMARY_SOFT);
        icon.paint(ui.painter(), tile, 28.0, color::PRIMARY);
        heading(ui, title, font::CARD);
        let width = ui.available_width().min(size::DIALOG);
        let galley = prose::layout(ui, text, regular(font::BODY), color::WEAK, width);
        let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
        ui.painter().galley(rect.min, galley, color::WEAK);
        ui.add_space(space::XS);
        action.map(|word| ui.add(primary(word).icon(Icon::Plus)))
    })
    .inner
}
