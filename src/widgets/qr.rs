//! A QR code on the screen, for a telephone that reads it from there.

use egui::{Color32, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules left white around the symbol, as its standard asks.
const QUIET: i32 = 4;

/// Draws the code `side` points wide, black on white whatever the theme. `says` is read out in its place; the content is
/// not. Content too long for any code draws nothing and gives `false`.
pub fn show(ui: &mut Ui, content: &str, side: f32, says: &str) -> bool {
    let Ok(code) = QrCode::encode_text(content, QrCodeEcc::Medium) else { return false };
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, says));
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    let module = side / (code.size() + 2 * QUIET) as f32;
    let place = |number: i32| (number + QUIET) as f32 * module;
    for row in 0..code.size() {
        for column in (0..code.size()).filter(|column| code.get_module(*column, row)) {
            let corner = pos2(rect.left() + place(column), rect.top() + place(row));
            painter.rect_filled(Rect::from_min_size(corner, vec2(module, module)), CornerRadius::ZERO, Color32::BLACK);
        }
    }
    true
}
