//! The dark bar on the left: whose ledgers these are, where one can go, how the data stands.

use egui::{CornerRadius, Frame, Panel, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::follow;
use super::icon::Icon;
use super::ink;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};

/// One place to go.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Its name.
    pub title: &'a str,
    /// Its picture.
    pub icon: Icon,
    /// How many things wait there; 0 shows nothing.
    pub n_waiting: usize,
    /// Whether one is there now.
    pub is_here: bool,
    /// A heading above it, where a new group begins; else empty.
    pub heading: &'a str,
}

/// Everything on the bar.
#[derive(Clone, Copy, Debug)]
pub struct Sidebar<'a> {
    /// The name of the program.
    pub product: &'a str,
    /// The name of the clinic.
    pub clinic: &'a str,
    /// Where one can go.
    pub items: &'a [Item<'a>],
    /// Lines at the bottom, each with an icon: who works here, the last backup.
    pub foot: &'a [(Icon, &'a str)],
    /// The last line, smaller: the version.
    pub version: &'a str,
}

impl Sidebar<'_> {
    /// Shows the bar at the left of `ui`. Returns the item that was chosen.
    pub fn show(&self, ui: &mut Ui) -> Option<usize> {
        Panel::left("sidebar")
            .exact_size(size::SIDEBAR)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(color::SIDE))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                self.draw_head(ui);
                #[allow(clippy::cast_precision_loss)]
                let foot = 20.0 + self.foot.len() as f32 * 24.0 + 26.0;
                let room = (ui.available_height() - foot).max(80.0);
                let chosen = ScrollArea::vertical()
                    .max_height(room)
                    .auto_shrink([false, false])
                    .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                    .show(ui, |ui| {
                        let chosen = self.draw_items(ui);
                        follow::focus(ui);
                        chosen
                    })
                    .inner;
                self.draw_foot(ui);
                chosen
            })
            .inner
    }

    fn draw_head(&self, ui: &mut Ui) {
        let (_, rect) = ui.allocate_space(Vec2::new(size::SIDEBAR, size::PAGE_HEADER));
        let tile = Rect::from_min_size(rect.min + Vec2::new(12.0, 15.0), Vec2::splat(34.0));
        ui.painter().rect_filled(tile, CornerRadius::same(8), color::ACCENT);
        Icon::ShieldCheck.paint(ui.painter(), tile, 20.0, color::SIDE);
        let room = rect.width() - 66.0;
        let product = ink::fitted(ui, self.product, bold(font::CARD), color::CARD, room);
        let clinic = ink::fitted(ui, self.clinic, regular(font::KANA), color::SIDE_TEXT, room);
        let left = tile.right() + space::S;
        ui.painter().galley(pos2(left, rect.top() + 14.0), product, color::CARD);
        ui.painter().galley(pos2(left, rect.top() + 35.0), clinic, color::SIDE_TEXT);
        let told = ui.interact(rect, ui.unique_id().with("head"), Sense::hover());
        let name = format!("{} {}", self.product, self.clinic);
        told.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    }

    fn draw_items(&self, ui: &mut Ui) -> Option<usize> {
        let mut chosen = None;
        ui.add_space(space::S);
        for (n, item) in self.items.iter().enumerate() {
            if !item.heading.is_empty() {
                ui.add_space(space::M);
                let (_, rect) = ui.allocate_space(Vec2::new(size::SIDEBAR, 22.0));
                let galley = ink::line(ui, item.heading, bold(font::KANA), color::SIDE_TEXT);
                ink::paint_middle(ui.painter(), rect, 24.0, galley);
            }
            if draw_item(ui, item).clicked() {
                chosen = Some(n);
            }
            ui.add_space(2.0);
        }
        chosen
    }

    fn draw_foot(&self, ui: &mut Ui) {
        ui.add_space(space::S);
        for (icon, text) in self.foot {
            line(ui, Some(*icon), text, font::CAPTION);
        }
        line(ui, None, self.version, font::KANA);
    }
}

fn draw_item(ui: &mut Ui, item: &Item<'_>) -> Response {
    let (outer, response) = ui.allocate_exact_size(Vec2::new(size::SIDEBAR, size::NAV), Sense::click());
    let rect = outer.shrink2(Vec2::new(12.0, 0.0));
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), item.is_here, item.title));
    if item.n_waiting > 0 {
        let words = format!("{}件あります", item.n_waiting);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words.as_str()));
    }
    let radius = CornerRadius::same(size::RADIUS);
    let (fill, text, face) = match (item.is_here, response.hovered()) {
        (true, _) => (color::SIDE_CHOSEN, color::CARD, bold(font::BODY)),
        (false, true) => (color::SIDE_HOVER, color::CARD, regular(font::BODY)),
        (false, false) => (color::SIDE, color::SIDE_TEXT, regular(font::BODY)),
    };
    ui.painter().rect_filled(rect, radius, fill);
    if item.is_here {
        let mark = Rect::from_min_size(rect.min + Vec2::new(0.0, 9.0), Vec2::new(3.0, rect.height() - 18.0));
        ui.painter().rect_filled(mark, CornerRadius::same(2), color::ACCENT);
    }
    let icon = Rect::from_center_size(pos2(rect.left() + 23.0, rect.center().y), Vec2::ZERO);
    item.icon.paint(ui.painter(), icon, size::ICON + 2.0, text);
    let room = rect.width() - 42.0 - if item.n_waiting > 0 { 36.0 } else { 8.0 };
    let galley = ink::fitted(ui, item.title, face, text, room);
    ink::paint_middle(ui.painter(), rect, 42.0, galley);
    if item.n_waiting > 0 {
        badge(ui, rect, item.n_waiting);
    }
    if response.has_focus() {
        let line = egui::Stroke::new(size::FOCUS_LINE, color::ACCENT);
        ui.painter().rect_stroke(rect, radius, line, egui::StrokeKind::Inside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn badge(ui: &Ui, item: Rect, n: usize) {
    let word = if n > 99 { "99+".to_owned() } else { n.to_string() };
    let galley = ink::line(ui, &word, bold(font::KANA), color::CARD);
    let width = (galley.size().x + 12.0).max(24.0);
    let place = Rect::from_min_size(pos2(item.right() - width - 8.0, item.center().y - 9.0), Vec2::new(width, 18.0));
    ui.painter().rect_filled(place, CornerRadius::same(9), color::BADGE);
    let indent = (width - galley.size().x) / 2.0;
    ink::paint_middle(ui.painter(), place, indent, galley);
}

fn line(ui: &mut Ui, icon: Option<Icon>, text: &str, points: f32) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(size::SIDEBAR, 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let mut indent = 12.0;
    if let Some(icon) = icon {
        let place = Rect::from_center_size(pos2(rect.left() + 19.0, rect.center().y), Vec2::ZERO);
        icon.paint(ui.painter(), place, size::ICON_SMALL, color::ACCENT);
        indent = 34.0;
    }
    let galley = ink::fitted(ui, text, regular(points), color::SIDE_TEXT, rect.width() - indent - 8.0);
    ink::paint_middle(ui.painter(), rect, indent, galley);
}
