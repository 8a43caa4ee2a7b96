//! A page: the white header with its title and actions, and the ground below with its margins.

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::card::heading;
use super::follow;
use super::ink;
use super::theme::regular;
use super::tokens::{color, font, size, space};

/// Shows the header: title, a line beside it (the date), actions from the right.
/// Actions are added from the right edge inwards: the primary button first.
pub fn header(ui: &mut Ui, title: &str, beside: &str, actions: impl FnOnce(&mut Ui)) {
    Panel::top("page header")
        .exact_size(size::PAGE_HEADER)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(color::CARD).inner_margin(Margin::symmetric(24, 0)))
        .show(ui, |ui| {
            let rect = ui.max_rect();
            let below = egui::Rect::from_min_max(
                pos2(rect.left() - space::XXL, rect.bottom() - 1.0),
                rect.max + Vec2::new(space::XXL, 0.0),
            );
            ui.painter().rect_filled(below, 0.0, color::LINE);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                heading(ui, title, font::PAGE);
                ui.add_space(space::S);
                let galley = ink::line(ui, beside, regular(font::LABEL), color::WEAK);
                let (place, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
                if !beside.is_empty() {
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, beside));
                }
                ui.painter().galley(place.min, galley, color::WEAK);
                ui.with_layout(Layout::right_to_left(Align::Center), actions);
            });
        });
}

/// The ground below the header, with margins; what does not fit scrolls.
pub fn body<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    CentralPanel::default()
        .frame(Frame::new().fill(color::PAGE))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 24 })
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.spacing_mut().item_spacing.y = space::M;
                            let result = add(ui);
                            follow::focus(ui);
                            result
                        })
                        .inner
                })
                .inner
        })
        .inner
}

/// One step of a page that has several: each begins at its top.
pub fn step<R>(ui: &mut Ui, step: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.push_id(("step", step), |ui| column(ui, add)).inner
}

/// The same for cards of text and a few fields: no wider than is comfortable to read.
pub fn column<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    body(ui, |ui| {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(size::READABLE));
            add(ui)
        })
        .inner
    })
}

/// The ground below the header for what fills it and scrolls by itself: tables and forms.
pub fn fixed<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    CentralPanel::default()
        .frame(Frame::new().fill(color::PAGE).inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 20 }))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            add(ui)
        })
        .inner
}

/// Whether there is room for a form beside a table; else the form becomes its own page.
#[must_use]
pub fn is_wide(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() >= size::WIDE
}
