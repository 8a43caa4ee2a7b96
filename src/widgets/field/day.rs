//! A day (日付): typed, or taken from the calendar that opens under its field.

use egui::{CornerRadius, Id, Popup, Rect, Response, Sense, Ui, Vec2};

use super::{Answer, Blank};
use crate::base::{Day, DayFault};
use crate::widgets::calendar;
use crate::widgets::icon::Icon;
use crate::widgets::tokens::{color, size};

impl Blank<'_> {
    /// A day, typed in any usual form or taken from the calendar (Alt+↓); its reading stands below.
    pub fn day(mut self, ui: &mut Ui, value: &mut String, today: Day) -> Answer {
        self.may_fail = true;
        self.longest = DayFault::NotADay.advice();
        let id = self.id_in(ui);
        let read = Day::read(value);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let own_fault = match read {
            Err(fault @ (DayFault::NotADay | DayFault::NoSuchDay)) if !has_focus => Some(fault.advice()),
            _ => None,
        };
        let fault = self.fault.or(own_fault);
        let popup = id.with("calendar");
        let taken = calendar::steer(ui, popup, read.ok(), today);
        self.noted(ui, fault, |ui, id, width| {
            let mut field = self.text_box(id, width);
            field.is_faulty = fault.is_some();
            field.right = 40;
            let before = value.clone();
            let mut answer = field.show(ui, value);
            if before != *value {
                // What is typed counts, and the calendar follows it.
                calendar::forget(ui, popup);
            }
            self.calendar_button(ui, &answer.response, popup, read.ok().unwrap_or(today));
            if let Some(day) = taken.or(calendar::show(popup, self.label, &answer.response, (read.ok(), today))) {
                *value = day.wareki();
                answer.changed = true;
            } else if answer.entered {
                Popup::close_id(ui.ctx(), popup);
                self.entered(ui, &answer);
            }
            let note = Day::read(value).ok().and_then(|day| read_back(day, value));
            (answer, note)
        })
    }

    fn calendar_button(&self, ui: &Ui, field: &Response, popup: Id, start: Day) {
        let rect = Rect::from_center_size(field.rect.right_center() - Vec2::new(19.0, 0.0), Vec2::splat(30.0));
        // Not a Tab stop: the keyboard opens it with Alt+↓ from the field.
        let button = ui.interact(rect, field.id.with("button"), Sense::CLICK);
        let name = format!("{}のカレンダー", self.label);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_keyboard_shortcut("Alt+↓"));
        if button.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), color::HOVER);
        }
        Icon::Calendar.paint(ui.painter(), rect, size::ICON + 1.0, color::WEAK);
        let by_key = field.has_focus()
            && ui.input_mut(|input| {
                input.consume_key(egui::Modifiers::ALT, egui::Key::ArrowDown)
                    || input.consume_key(egui::Modifiers::NONE, egui::Key::F4)
            });
        if button.clicked() || by_key {
            Popup::toggle_id(ui.ctx(), popup);
            calendar::forget(ui, popup);
            if by_key {
                // The mouse opened it to click on a day; the keyboard stands on one from the start.
                calendar::stand_on(ui, popup, start);
            }
            field.request_focus();
        }
        button.on_hover_text("カレンダーを開く(Alt+↓)");
    }
}

/// The day as it was understood, where that is not what was typed.
fn read_back(day: Day, typed: &str) -> Option<String> {
    let words = format!("{}({})", day.wareki(), day.weekday());
    (typed.trim() != words).then_some(words)
}
