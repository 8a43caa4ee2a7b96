//! Fonts and style of every screen, set once per window.

use std::sync::Arc;

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, Style,
    TextStyle, Theme, Vec2, Visuals,
};

use super::focus::Focus;
use super::hands::Hands;
use super::tokens::{color, font, size, space};
use crate::base::fonts;

/// Gives a window our typefaces, colours and manners. Call it before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
    ctx.set_theme(Theme::Light);
    ctx.set_style_of(Theme::Light, style());
    ctx.set_style_of(Theme::Dark, style());
    ctx.add_plugin(Hands::default());
    ctx.add_plugin(Focus);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
}

/// The bold typeface at a size. (`.strong()` of egui is a colour, not a weight.)
#[must_use]
pub fn bold(points: f32) -> FontId {
    FontId::new(points, FontFamily::Name("bold".into()))
}

/// The bold typeface for this text; the regular one where bold lacks a letter (Vietnamese names, 𠮷), so that a name
/// never mixes two weights.
#[must_use]
pub fn bold_for(ctx: &Context, text: &str, points: f32) -> FontId {
    if text.is_ascii() || ctx.fonts_mut(|fonts| fonts.has_glyphs(&FontId::new(points, alone()), text)) {
        bold(points)
    } else {
        regular(points)
    }
}

/// The bold typeface without its fallback: what it has by itself.
fn alone() -> FontFamily {
    FontFamily::Name("bold alone".into())
}

/// The regular typeface at a size.
#[must_use]
pub fn regular(points: f32) -> FontId {
    FontId::new(points, FontFamily::Proportional)
}

fn definitions() -> FontDefinitions {
    let mut all = FontDefinitions::empty();
    for (name, bytes) in
        [("regular", fonts::REGULAR), ("bold", fonts::BOLD), ("fallback", fonts::FALLBACK), ("icons", fonts::ICONS)]
    {
        all.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let chain = |first: &str| vec![first.to_owned(), "fallback".to_owned()];
    all.families.insert(FontFamily::Proportional, chain("regular"));
    all.families.insert(FontFamily::Monospace, chain("regular"));
    all.families.insert(FontFamily::Name("bold".into()), chain("bold"));
    all.families.insert(alone(), vec!["bold".to_owned()]);
    all.families.insert(FontFamily::Name("icon".into()), vec!["icons".to_owned()]);
    all
}

fn style() -> Style {
    let mut style = Style {
        visuals: visuals(),
        animation_time: 0.0,
        scroll_animation: ScrollAnimation::none(),
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Body, regular(font::BODY)),
        (TextStyle::Button, regular(font::BODY)),
        (TextStyle::Small, regular(font::CAPTION)),
        (TextStyle::Heading, bold(font::PAGE)),
        (TextStyle::Monospace, regular(font::BODY)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::S);
    spacing.button_padding = Vec2::new(space::M, space::S);
    spacing.interact_size = Vec2::new(size::CONTROL, size::PILL);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(6);
    spacing.extra_text_line_spacing = font::LEADING;
    spacing.tooltip_width = size::DIALOG;
    spacing.scroll = ScrollStyle { bar_width: 10.0, ..ScrollStyle::solid() };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style
}

fn visuals() -> Visuals {
    let mut look = Visuals::light();
    look.override_text_color = Some(color::TEXT);
    look.panel_fill = color::PAGE;
    look.window_fill = color::CARD;
    look.window_stroke = Stroke::new(size::LINE, color::LINE);
    look.window_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    look.menu_corner_radius = CornerRadius::same(size::RADIUS);
    look.extreme_bg_color = color::HEADER;
    look.text_edit_bg_color = Some(color::CARD);
    look.faint_bg_color = color::HEADER;
    look.hyperlink_color = color::PRIMARY;
    look.error_fg_color = color::DANGER;
    look.warn_fg_color = color::WARN;
    look.weak_text_color = Some(color::WEAK);
    look.text_cursor.blink = false;
    look.text_cursor.stroke = Stroke::new(size::FOCUS_LINE, color::PRIMARY);
    look.striped = false;
    look.selection = Selection { bg_fill: color::SELECTION, stroke: Stroke::new(size::LINE, color::TEXT) };
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(28) };
    look.window_shadow = shadow;
    look.popup_shadow = shadow;
    look.widgets.noninteractive = part(color::CARD, color::LINE);
    look.widgets.inactive = part(color::CARD, color::FIELD_LINE);
    look.widgets.hovered = part(color::HOVER, color::PRIMARY);
    look.widgets.active = part(color::PRIMARY_SOFT, color::PRIMARY);
    look.widgets.open = part(color::CARD, color::PRIMARY);
    // What a scroll bar's handle is painted with; our own widgets do not use it.
    look.widgets.inactive.bg_fill = color::HANDLE;
    look.widgets.hovered.bg_fill = color::FIELD_LINE;
    look.widgets.active.bg_fill = color::WEAK;
    look
}

/// Scroll bars for the dark ground of the sidebar, in this `ui` and what is in it.
pub fn darken_bars(ui: &mut egui::Ui) {
    let look = ui.visuals_mut();
    look.extreme_bg_color = color::SIDE;
    look.widgets.inactive.bg_fill = color::SIDE_HANDLE;
    look.widgets.hovered.bg_fill = color::SIDE_TEXT;
    look.widgets.active.bg_fill = color::CARD;
}

fn part(fill: Color32, line: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(size::LINE, line),
        corner_radius: CornerRadius::same(size::RADIUS),
        fg_stroke: Stroke::new(size::LINE, color::TEXT),
        expansion: 0.0,
    }
}
