//! How strong a passphrase is (強さ): five bars and words, never the bars alone.

use egui::{CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::ink;
use super::pill::Tone;
use super::theme::{bold, regular};
use super::tokens::{color, font, space};

/// Shows the meter: `n_bars` of five filled, a word, and advice below where there is some.
pub fn meter(ui: &mut Ui, n_bars: usize, tone: Tone, word: &str, advice: &str) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width().min(360.0), 20.0), Sense::hover());
    let words = format!("強さ {word}");
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
    let mut left = rect.left();
    for n in 0..5 {
        let part = Rect::from_min_size(egui::pos2(left, rect.center().y - 3.0), Vec2::new(36.0, 6.0));
        let fill = if n < n_bars { tone.text() } else { color::LINE };
        ui.painter().rect_filled(part, CornerRadius::same(3), fill);
        left += 36.0 + space::XS;
    }
    let galley = ink::line(ui, word, bold(font::CAPTION), tone.text());
    ink::paint_middle(ui.painter(), rect, left - rect.left() + space::XS, galley);
    if !advice.is_empty() {
        super::prose::styled(ui, advice, regular(font::HINT), color::WEAK);
    }
}
