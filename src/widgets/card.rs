//! Cards: white ground with a title, and the figure cards of the first page.

use egui::{
    CornerRadius, Frame, InnerResponse, Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2,
};

use super::ends::ends;
use super::icon::Icon;
use super::ink;
use super::pill::Tone;
use super::prose;
use super::theme::{bold, bold_for, regular};
use super::tokens::{color, font, size, space};

/// The frame of a card: white, a thin line, round corners, 20 points inside.
pub fn frame() -> Frame {
    Frame::new()
        .fill(color::CARD)
        .stroke(Stroke::new(size::LINE, color::LINE))
        .corner_radius(CornerRadius::same(size::CARD_RADIUS))
        .inner_margin(Margin::same(20))
}

/// A card as wide as the room it is given.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    })
}

/// A card that touches its own edge, for tables.
pub fn bare<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame().inner_margin(Margin::same(1)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    })
}

/// A card's title.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    heading(ui, text, font::CARD)
}

/// A card's title with a line about it, and at the right what can be done; `rest` adds from the right edge inwards.
pub fn head(ui: &mut Ui, text: &str, about: &str, rest: impl FnOnce(&mut Ui)) {
    let words = |ui: &mut Ui| {
        let width = |words: &str, face| ink::line(ui, words, face, color::TEXT).size().x;
        let wanted = width(text, bold(font::CARD)) + space::S + width(about, regular(font::CAPTION));
        let is_one_line = about.is_empty() || wanted <= ui.available_width();
        let add = |ui: &mut Ui| {
            title(ui, text);
            if !about.is_empty() {
                prose::caption(ui, about);
            }
        };
        if is_one_line {
            ui.horizontal(add)
        } else {
            ui.vertical(add)
        };
    };
    ends(ui, words, rest);
}

/// A bold line that is a heading to a screen reader too.
pub(super) fn heading(ui: &mut Ui, text: &str, points: f32) -> Response {
    let mut galley = ink::line(ui, text, bold_for(ui.ctx(), text, points), color::TEXT);
    if galley.size().x > ui.available_width() {
        galley = prose::layout(ui, text, bold_for(ui.ctx(), text, points), color::TEXT, ui.available_width());
    }
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    ui.painter().galley(rect.min, galley, color::TEXT);
    response
}

/// A figure of the first page: how many, of what, and what to know about it.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// What is counted.
    pub title: &'a str,
    /// How many.
    pub value: &'a str,
    /// 件, 名, 台 …
    pub unit: &'a str,
    /// One line below.
    pub note: &'a str,
    /// How it stands.
    pub tone: Tone,
    /// Its picture.
    pub icon: Icon,
}

/// How many figure cards stand side by side, and how wide each is: as many as there is room for, in lines of about the
/// same number.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // a handful
pub fn across(ui: &Ui, n_figures: usize) -> (usize, f32) {
    let room = ui.available_width();
    let most = (((room + space::L) / (size::FIGURE + space::L)) as usize).clamp(1, n_figures.max(1));
    let n_across = n_figures.div_ceil(n_figures.div_ceil(most).max(1)).max(1);
    (n_across, ((room + space::L) / n_across as f32 - space::L).floor())
}

/// Height of a figure card.
pub const FIGURE_HEIGHT: f32 = 116.0;

impl Figure<'_> {
    /// Shows the figure card, `width` wide; it can be clicked and reached with Tab.
    pub fn show(&self, ui: &mut Ui, width: f32) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, FIGURE_HEIGHT), Sense::click());
        let name = format!("{} {}{} {}", self.title, self.value, self.unit, self.note);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let line = if response.hovered() { color::FIELD_LINE } else { color::LINE };
        let radius = CornerRadius::same(size::CARD_RADIUS);
        ui.painter().rect(rect, radius, color::CARD, Stroke::new(size::LINE, line), StrokeKind::Inside);
        let inner = rect.shrink2(Vec2::new(18.0, 14.0));
        let tile = Rect::from_min_size(pos2(inner.right() - 32.0, inner.top() + 4.0), Vec2::splat(32.0));
        ui.painter().rect_filled(tile, CornerRadius::same(size::RADIUS), self.tone.soft());
        self.icon.paint(ui.painter(), tile, size::ICON + 2.0, self.tone.text());
        let title = ink::fitted(ui, self.title, bold(font::LABEL), color::WEAK, inner.width() - 40.0);
        ui.painter().galley(inner.min + Vec2::new(0.0, 6.0), title, color::WEAK);
        let value = ink::line(ui, self.value, bold(font::FIGURE), self.tone.text());
        let unit = ink::line(ui, self.unit, regular(font::BODY), color::WEAK);
        let foot = inner.top() + 62.0;
        let right = inner.left() + value.size().x + 6.0;
        ui.painter().galley(pos2(inner.left(), foot - value.size().y), value, self.tone.text());
        ui.painter().galley(pos2(right, foot - unit.size().y - 4.0), unit, color::WEAK);
        let note = ink::fitted(ui, self.note, regular(font::HINT), color::WEAK, inner.width());
        ui.painter().galley(pos2(inner.left(), foot + space::S - 2.0), note, color::WEAK);
        ink::ring(ui, response, rect, size::CARD_RADIUS);
    }
}
