//! Characters that no typeface draws (書体にない文字): told below the field in which they stand.

use egui::{Response, Ui, Vec2};

use super::icon::Icon;
use super::ime;
use super::prose;
use super::theme::regular;
use super::tokens::{color, font, size, space};
use crate::base::glyphs;

/// Tells it as soon as it stands there, but not while it is being composed.
pub(super) fn tell(ui: &mut Ui, field: &Response, value: &str) {
    if field.has_focus() && ime::is_composing(ui.ctx()) {
        return;
    }
    let Some(advice) = glyphs::advice(value) else { return };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let (_, rect) = ui.allocate_space(Vec2::new(size::ICON_SMALL, font::HINT * font::PROSE_LINE));
        Icon::TriangleAlert.paint(ui.painter(), rect, size::ICON_SMALL, color::WARN);
        prose::styled(ui, &advice, regular(font::HINT), color::WARN);
    });
}
