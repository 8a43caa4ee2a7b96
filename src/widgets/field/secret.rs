//! What nobody else may see: passphrases (合言葉) and the digits of a recovery code.

use egui::{CornerRadius, Rect, Response, Sense, Ui, Vec2};

use super::{Answer, Blank, Sight};
use crate::widgets::icon::Icon;
use crate::widgets::tokens::{color, size};

impl Blank<'_> {
    /// A passphrase (合言葉): hidden, with a button that shows it; leaves no history behind. Wherever one is asked for,
    /// it has the keyboard.
    pub fn passphrase(mut self, ui: &mut Ui, value: &mut String) -> Answer {
        // Room from the start: a string that grows leaves copies of itself in memory.
        if value.capacity() < 256 {
            value.reserve(256 - value.len());
        }
        if self.is_first {
            self.awaited = self.awaited.or(Some(Sight::Brought));
        }
        self.frame(ui, self.fault, |ui, id, width| {
            let key = id.with("in sight");
            let in_sight = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false);
            let mut field = self.text_box(id, width);
            field.is_secret = true;
            field.is_hidden = !in_sight;
            field.right = 40;
            let answer = field.show(ui, value);
            if self.eye(ui, &answer.response, in_sight) {
                ui.data_mut(|data| data.insert_temp(key, !in_sight));
            }
            self.entered(ui, &answer);
            answer
        })
    }

    /// The eye that shows what was typed. Gives whether it was pressed.
    fn eye(&self, ui: &Ui, field: &Response, in_sight: bool) -> bool {
        let place = field.rect.right_center() - Vec2::new(19.0, 0.0);
        let rect = Rect::from_center_size(place, Vec2::splat(30.0));
        // Not a Tab stop, or whoever types a passphrase would come by it each time: the keyboard has F4 in the field.
        let eye = ui.interact(rect, field.id.with("eye"), Sense::CLICK);
        let (icon, name) = if in_sight { (Icon::EyeOff, "を隠す") } else { (Icon::Eye, "を表示") };
        let name = format!("{}{name}", self.label);
        eye.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
        ui.ctx().accesskit_node_builder(eye.id, |node| node.set_keyboard_shortcut("F4"));
        if eye.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), color::HOVER);
        }
        icon.paint(ui.painter(), rect, size::ICON + 1.0, color::WEAK);
        let by_key = field.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::F4));
        let is_clicked = eye.clicked();
        if is_clicked {
            // What is typed next goes on in the field.
            field.request_focus();
        }
        eye.on_hover_text(format!("{name}(F4)"));
        is_clicked || by_key
    }

    /// Digits of a recovery code: in sight, so that they can be compared with the sheet, but never copied.
    pub fn code(self, ui: &mut Ui, value: &mut String) -> Answer {
        self.frame(ui, self.fault, |ui, id, width| {
            let mut field = self.text_box(id, width);
            field.is_secret = true;
            let answer = field.show(ui, value);
            self.entered(ui, &answer);
            answer
        })
    }
}
