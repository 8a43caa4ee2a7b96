//! A page: the white header with its title and actions, and the ground below with its margins.

use egui::{
    Align, CentralPanel, Frame, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::ends::Known;
use super::follow;
use super::ink;
use super::prose;
use super::theme::{bold_for, regular};
use super::tokens::{color, font, size, space};

/// Shows the header: title, a line beside it (the date), actions from the right.
/// Actions are added from the right edge inwards: the primary button first. A long title wraps, a long line stands below
/// it, and where there is too little room for both, the actions do.
pub fn header(ui: &mut Ui, title: &str, beside: &str, actions: impl FnOnce(&mut Ui)) {
    let id = ui.make_persistent_id("page header");
    let known: Known = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let room = ui.available_width() - 2.0 * space::XXL;
    let own_line = known.beside(room).is_none();
    let height = if own_line { known.words + space::S + known.height } else { known.words };
    let frame = Frame::new().fill(color::CARD).inner_margin(Margin::symmetric(24, 0));
    let panel = Panel::top("page header").resizable(false).show_separator_line(false).frame(frame);
    panel.exact_size((height + space::M * 2.0).max(size::PAGE_HEADER)).show(ui, |ui| {
        let rect = ui.max_rect();
        let below = Rect::from_min_max(
            pos2(rect.left() - space::XXL, rect.bottom() - 1.0),
            rect.max + Vec2::new(space::XXL, 0.0),
        );
        ui.painter().rect_filled(below, 0.0, color::LINE);
        let top = rect.center().y - height / 2.0;
        let width = known.beside(room).unwrap_or(room);
        let place = Rect::from_min_size(pos2(rect.left(), top), vec2(width, known.words));
        let words = draw_words(ui, place, title, beside);
        let place =
            if own_line { Rect::from_min_max(pos2(rect.left(), top + known.words + space::S), rect.max) } else { rect };
        let inwards = Layout::right_to_left(if own_line { Align::Min } else { Align::Center });
        let layout = inwards.with_main_wrap(own_line);
        let mut right = ui.new_child(UiBuilder::new().id_salt(id).max_rect(place).layout(layout));
        actions(&mut right);
        let measured = Known::of(words, &right, place, known, own_line);
        if measured != known {
            ui.data_mut(|data| data.insert_temp(id, measured));
            ui.ctx().request_discard("page header");
        }
    });
}

/// The title and the line beside it, in the middle of the height of a place. Gives how high they are.
fn draw_words(ui: &mut Ui, place: Rect, title: &str, beside: &str) -> f32 {
    let face = bold_for(ui.ctx(), title, font::PAGE);
    let mut name = ink::line(ui, title, face.clone(), color::TEXT);
    if name.size().x > place.width() {
        name = prose::layout(ui, title, face, color::TEXT, place.width());
    }
    let mut line = ink::line(ui, beside, regular(font::LABEL), color::WEAK);
    let is_beside = name.size().x + space::M + line.size().x <= place.width();
    if !is_beside && line.size().x > place.width() {
        line = prose::layout(ui, beside, regular(font::LABEL), color::WEAK, place.width());
    }
    let height = match (is_beside, beside.is_empty()) {
        (true, _) | (false, true) => name.size().y.max(line.size().y),
        (false, false) => name.size().y + line.size().y,
    };
    let top = place.center().y - height / 2.0;
    let at = if is_beside {
        let middle = (height - line.size().y) / 2.0;
        pos2(place.left() + name.size().x + space::M, top + middle)
    } else {
        pos2(place.left(), top + name.size().y)
    };
    let name_at = pos2(place.left(), if is_beside { top + (height - name.size().y) / 2.0 } else { top });
    say(ui, Role::Heading, title, Rect::from_min_size(name_at, name.size()));
    ui.painter().galley(name_at, name, color::TEXT);
    if !beside.is_empty() {
        say(ui, Role::Label, beside, Rect::from_min_size(at, line.size()));
        ui.painter().galley(at, line, color::WEAK);
    }
    height
}

/// Words for those who hear the page.
fn say(ui: &mut Ui, role: Role, words: &str, place: Rect) {
    let response = ui.allocate_rect(place, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
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
    ui.push_id(("step", step), |ui| body(ui, add)).inner
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
