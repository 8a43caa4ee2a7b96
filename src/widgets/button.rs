//! Buttons: one look for the one thing to do, one for everything else, one for what cannot be taken back.

use egui::{Color32, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo};

use super::icon::Icon;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};
use super::{enter, ink};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on this screen.
    Primary,
    /// Everything else.
    Secondary,
    /// What cannot be taken back.
    Danger,
    /// Text alone, for small side ways.
    Quiet,
}

/// A button with a word and, if it helps, an icon.
#[must_use = "add it with ui.add"]
pub struct Button<'a> {
    word: &'a str,
    name: Option<&'a str>,
    icon: Option<Icon>,
    weight: Weight,
    is_enabled: bool,
    min_width: f32,
    height: f32,
    role: Role,
    takes_enter: bool,
}

/// The one thing to do here.
pub const fn primary(word: &str) -> Button<'_> {
    Button::new(word, Weight::Primary)
}

/// Any other thing to do.
pub const fn secondary(word: &str) -> Button<'_> {
    Button::new(word, Weight::Secondary)
}

/// A thing that cannot be taken back.
pub const fn danger(word: &str) -> Button<'_> {
    Button::new(word, Weight::Danger)
}

/// A small side way, text alone.
pub const fn quiet(word: &str) -> Button<'_> {
    Button::new(word, Weight::Quiet)
}

/// A square button that shows an icon alone; `name` is what it is called.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(size::RADIUS);
        if response.hovered() && ui.is_enabled() {
            ui.painter().rect_filled(rect, radius, color::HOVER);
        }
        let tint = if ui.is_enabled() { color::WEAK } else { color::FIELD_LINE };
        icon.paint(ui.painter(), rect, size::ICON + 2.0, tint);
        ink::ring(ui, &response, rect.shrink(2.0), size::RADIUS);
    }
    response.on_hover_text(name)
}

impl<'a> Button<'a> {
    const fn new(word: &'a str, weight: Weight) -> Self {
        Self {
            word,
            name: None,
            icon: None,
            weight,
            is_enabled: true,
            min_width: 0.0,
            height: size::CONTROL,
            role: Role::Button,
            takes_enter: false,
        }
    }

    /// Pressed with Enter as well, from the last field of its dialog or step and where nothing has the keyboard, and
    /// with Ctrl+Enter from anywhere in it.
    pub const fn on_enter(mut self) -> Self {
        self.takes_enter = true;
        self
    }

    /// With an icon before the word.
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Called otherwise by those who hear the page, where the same word stands in several rows.
    pub const fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Called a link by those who hear the page: it leads somewhere and changes nothing.
    pub const fn leading(mut self) -> Self {
        self.role = Role::Link;
        self
    }

    /// Greyed out where it cannot be used now.
    pub const fn enabled(mut self, is_enabled: bool) -> Self {
        self.is_enabled = is_enabled;
        self
    }

    /// At least this wide.
    pub const fn min_width(mut self, points: f32) -> Self {
        self.min_width = points;
        self
    }

    /// Lower, for use inside rows and bars.
    pub const fn small(mut self) -> Self {
        self.height = 28.0;
        self
    }

    fn look(&self, is_enabled: bool, is_hovered: bool) -> (Color32, Stroke, Color32) {
        let line = |color| Stroke::new(size::LINE, color);
        match (self.weight, is_enabled, is_hovered) {
            (Weight::Quiet, false, _) => (Color32::TRANSPARENT, Stroke::NONE, color::PLACEHOLDER),
            (_, false, _) => (color::QUIET, line(color::LINE), color::PLACEHOLDER),
            (Weight::Primary, true, false) => (color::PRIMARY, Stroke::NONE, Color32::WHITE),
            (Weight::Primary, true, true) => (color::PRIMARY_HOVER, Stroke::NONE, Color32::WHITE),
            (Weight::Danger, true, false) => (color::DANGER, Stroke::NONE, Color32::WHITE),
            (Weight::Danger, true, true) => (color::DANGER_HOVER, Stroke::NONE, Color32::WHITE),
            (Weight::Secondary, true, false) => (color::CARD, line(color::FIELD_LINE), color::TEXT),
            (Weight::Secondary, true, true) => (color::HOVER, line(color::WEAK), color::TEXT),
            (Weight::Quiet, true, false) => (Color32::TRANSPARENT, Stroke::NONE, color::PRIMARY),
            (Weight::Quiet, true, true) => (color::PRIMARY_SOFT, Stroke::NONE, color::PRIMARY_HOVER),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let is_enabled = self.is_enabled && ui.is_enabled();
        let typeface = match self.weight {
            Weight::Primary | Weight::Danger => bold(font::BODY),
            Weight::Secondary | Weight::Quiet => regular(font::BODY),
        };
        let galley = ink::line(ui, self.word, typeface, Color32::PLACEHOLDER);
        let icon_width = self.icon.map_or(0.0, |_| size::ICON + space::XS + 2.0);
        let padding = if self.weight == Weight::Quiet { space::S } else { space::L - 2.0 };
        let content = icon_width + galley.size().x;
        let width = (content + padding * 2.0).max(self.min_width);
        let sense = if is_enabled { Sense::click() } else { Sense::hover() };
        let (rect, mut response) = ui.allocate_exact_size(Vec2::new(width, self.height), sense);
        if self.takes_enter && is_enabled && enter::is_for_button(ui) {
            response.flags.insert(egui::response::Flags::FAKE_PRIMARY_CLICKED);
        }
        response.widget_info(|| WidgetInfo::labeled(self.role, is_enabled, self.name.unwrap_or(self.word)));
        if ui.is_rect_visible(rect) {
            let (fill, line, text) = self.look(is_enabled, response.hovered());
            let radius = CornerRadius::same(size::RADIUS);
            ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
            let mut left = rect.center().x - content / 2.0;
            if let Some(icon) = self.icon {
                let place =
                    egui::Rect::from_center_size(egui::pos2(left + size::ICON / 2.0, rect.center().y), Vec2::ZERO);
                icon.paint(ui.painter(), place, size::ICON, text);
                left += icon_width;
            }
            let at = egui::pos2(left, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, text);
            ink::ring(ui, &response, rect, size::RADIUS);
        }
        if is_enabled { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
    }
}
