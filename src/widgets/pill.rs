//! Pills (状態): an icon and a word on a soft ground; never the colour alone.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::icon::Icon;
use super::ink;
use super::theme::bold;
use super::tokens::{color, font, size, space};

/// What a status says about the state of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// All is well.
    Success,
    /// Something comes up.
    Warn,
    /// Something must be done now.
    Danger,
    /// Worth knowing.
    Info,
    /// Neither good nor bad: retired, not applicable.
    Quiet,
}

impl Tone {
    /// Text and icon colour.
    #[must_use]
    pub const fn text(self) -> Color32 {
        match self {
            Self::Success => color::SUCCESS,
            Self::Warn => color::WARN,
            Self::Danger => color::DANGER,
            Self::Info => color::INFO,
            Self::Quiet => color::WEAK,
        }
    }

    /// Ground.
    #[must_use]
    pub const fn soft(self) -> Color32 {
        match self {
            Self::Success => color::SUCCESS_SOFT,
            Self::Warn => color::WARN_SOFT,
            Self::Danger => color::DANGER_SOFT,
            Self::Info => color::INFO_SOFT,
            Self::Quiet => color::QUIET,
        }
    }

    /// Border.
    #[must_use]
    pub const fn line(self) -> Color32 {
        match self {
            Self::Success => color::SUCCESS_LINE,
            Self::Warn => color::WARN_LINE,
            Self::Danger => color::DANGER_LINE,
            Self::Info => color::INFO_LINE,
            Self::Quiet => color::LINE,
        }
    }

    /// The icon that says the same without colour.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Success => Icon::CircleCheck,
            Self::Warn => Icon::TriangleAlert,
            Self::Danger => Icon::CircleAlert,
            Self::Info => Icon::Info,
            Self::Quiet => Icon::CircleMinus,
        }
    }
}

/// A pill in the flow of a layout.
pub fn pill(ui: &mut Ui, tone: Tone, word: &str) -> Response {
    let width = width(ui, word);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::PILL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), word));
    if ui.is_rect_visible(rect) {
        paint(ui, ui.painter(), rect.left_center(), tone, word, width);
    }
    response
}

const PADDING: f32 = 9.0;

fn width(ui: &Ui, word: &str) -> f32 {
    let text = ink::line(ui, word, bold(font::PILL), color::TEXT).size().x;
    text + PADDING * 2.0 + size::ICON_SMALL + space::XS
}

/// Paints a pill whose left edge is centred on `left`, at most `room` wide.
pub(super) fn paint(ui: &Ui, painter: &Painter, left: Pos2, tone: Tone, word: &str, room: f32) {
    let width = width(ui, word).min(room);
    let rect = Rect::from_min_size(left - Vec2::new(0.0, size::PILL / 2.0), Vec2::new(width, size::PILL));
    painter.rect_filled(rect, CornerRadius::same(12), tone.soft());
    let icon =
        Rect::from_center_size(rect.left_center() + Vec2::new(PADDING + size::ICON_SMALL / 2.0, 0.0), Vec2::ZERO);
    tone.icon().paint(painter, icon, size::ICON_SMALL, tone.text());
    let indent = PADDING + size::ICON_SMALL + space::XS;
    let galley = ink::fitted(ui, word, bold(font::PILL), tone.text(), width - indent - PADDING + 1.0);
    ink::paint_middle(painter, rect, indent, galley);
}
