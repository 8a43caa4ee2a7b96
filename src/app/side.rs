//! The sidebar: whose ledger this is, where one can go, and the lock. It has two breadths: with names, or icons alone.

use egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Panel, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use serde::{Deserialize, Serialize};

use crate::base::Kind;
use crate::desk::{Ask, Route, Sitter};
use crate::widgets::theme::{bold, darken_bars, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, room};

/// The entries, in order.
pub const ENTRIES: [(Route, Icon); 22] = [
    (Route::Home, Icon::Home),
    (Route::List(Kind::Staff), Icon::Users),
    (Route::List(Kind::Device), Icon::Monitor),
    (Route::List(Kind::System), Icon::Network),
    (Route::List(Kind::Vendor), Icon::Building),
    (Route::Assessments, Icon::SquareCheck),
    (Route::List(Kind::Remedy), Icon::ClipboardCheck),
    (Route::List(Kind::Incident), Icon::LifeBuoy),
    (Route::List(Kind::Takeout), Icon::LogOut),
    (Route::List(Kind::Document), Icon::BookOpen),
    (Route::List(Kind::BackupPlan), Icon::Server),
    (Route::List(Kind::Contact), Icon::Phone),
    (Route::List(Kind::Role), Icon::UserCheck),
    (Route::List(Kind::Clinic), Icon::Building2),
    (Route::Chair, Icon::Signature),
    (Route::Import, Icon::FileUp),
    (Route::Sheets, Icon::Printer),
    (Route::Log, Icon::ClipboardList),
    (Route::Backups, Icon::HardDrive),
    (Route::Operators, Icon::KeyRound),
    (Route::About, Icon::Database),
    (Route::Own, Icon::User),
];

/// How broad the sidebar is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breadth {
    /// Every entry with its name.
    #[default]
    Names,
    /// The icons alone; each says its name under the pointer, and to a screen reader.
    Icons,
}

impl Breadth {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Names => Self::Icons,
            Self::Icons => Self::Names,
        }
    }

    const fn width(self) -> f32 {
        match self {
            Self::Names => size::SIDEBAR,
            Self::Icons => size::RAIL,
        }
    }

    const fn margin(self) -> i8 {
        match self {
            Self::Names => 12,
            Self::Icons => 8,
        }
    }
}

/// What the sidebar says.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The clinic's name.
    pub clinic: &'a str,
    /// Who sits here.
    pub operator: &'a str,
    /// What they may not do is not offered.
    pub sitter: Sitter,
    /// Where we are.
    pub route: &'a Route,
    /// How broad it is.
    pub breadth: Breadth,
}

/// Draws it and pushes where to go. Gives whether its breadth is to change.
pub fn draw(ui: &mut Ui, side: Side<'_>, asks: &mut Vec<Ask>) -> bool {
    let breadth = side.breadth;
    let frame = Frame::new().fill(color::SIDE).inner_margin(Margin::symmetric(breadth.margin(), 12));
    let panel = Panel::left("sidebar").exact_size(breadth.width()).resizable(false).show_separator_line(false);
    panel
        .frame(frame)
        .show(ui, |ui| {
            darken_bars(ui);
            ui.spacing_mut().item_spacing.y = GAP;
            room::at_least(ui, vec2(0.0, size::LEAST_SIDE), |ui| draw_all(ui, side, asks))
        })
        .inner
}

fn draw_all(ui: &mut Ui, side: Side<'_>, asks: &mut Vec<Ask>) -> bool {
    let is_turned = match side.breadth {
        Breadth::Names => draw_head(ui, side.clinic),
        Breadth::Icons => draw_narrow_head(ui, side.clinic),
    };
    ui.add_space(space::S);
    // Who may not write is shown what to do and whom to call.
    let may_write = Route::Alarm.needs().is_given_to(side.sitter.office);
    let alarmed = if may_write { Route::Alarm } else { Route::Emergency };
    if alarm(ui, side.breadth, *side.route == alarmed).clicked() {
        asks.push(Ask::Go(alarmed));
    }
    ui.add_space(space::S);
    draw_entries(ui, side, asks);
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| draw_foot(ui, side, asks));
    is_turned
}

fn draw_entries(ui: &mut Ui, side: Side<'_>, asks: &mut Vec<Ask>) {
    let here = side.route.menu();
    let offered = ENTRIES.iter().filter(|(route, _)| route.needs().is_given_to(side.sitter.office));
    let foot = match side.breadth {
        Breadth::Names => FOOT,
        Breadth::Icons => NARROW_FOOT,
    };
    let room = (ui.available_height() - foot).max(0.0);
    let height = height(room, offered.clone().count());
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (route, icon) in offered {
            let look = Look { icon: *icon, word: route.label(), height, is_here: *route == here };
            let item = entry(ui, side.breadth, look, route.label());
            if item.gained_focus() {
                item.scroll_to_me(None);
            }
            if item.clicked() {
                asks.push(Ask::Go(route.clone()));
            }
        }
    });
}

/// Whose ledger it is, and at the right the button that takes the names away.
fn draw_head(ui: &mut Ui, clinic: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("台帳番 {clinic}")));
    response.on_hover_text(clinic);
    let tile = Rect::from_min_size(pos2(rect.left(), rect.top() + 3.0), Vec2::splat(TILE));
    draw_tile(ui, tile);
    let left = tile.right() + space::S + 1.0;
    let room = rect.right() - left - TURN;
    line(ui, pos2(left, rect.top() + 1.0), "台帳番", bold(font::CARD), Color32::WHITE, room);
    line(ui, pos2(left, rect.top() + 23.0), clinic, regular(font::KANA + 0.5), color::SIDE_TEXT, room);
    let place = Rect::from_center_size(pos2(rect.right() - TURN / 2.0, rect.center().y), Vec2::splat(TURN));
    turn(ui, place, Icon::PanelLeftClose, "メニューを細くする").clicked()
}

/// The same without words: the button that brings the names stands below.
fn draw_narrow_head(ui: &mut Ui, clinic: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TILE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("台帳番 {clinic}")));
    draw_tile(ui, Rect::from_center_size(rect.center(), Vec2::splat(TILE)));
    response.on_hover_text(clinic);
    let place = ui.cursor().min;
    let place = Rect::from_min_size(place, vec2(ui.available_width(), TURN));
    let is_turned = turn(ui, place, Icon::PanelLeftOpen, "メニューに名前を出す").clicked();
    ui.advance_cursor_after_rect(place);
    is_turned
}

fn draw_tile(ui: &Ui, tile: Rect) {
    ui.painter().rect_filled(tile, CornerRadius::same(size::RADIUS + 2), color::ACCENT);
    Icon::ShieldCheck.paint(ui.painter(), tile, 20.0, color::SIDE);
}

/// The button that makes the sidebar narrow or broad.
fn turn(ui: &Ui, place: Rect, icon: Icon, word: &str) -> Response {
    let response = ui.interact(place, ui.scope_id().with("breadth"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), word));
    if response.hovered() {
        ui.painter().rect_filled(place, CornerRadius::same(size::RADIUS), color::SIDE_HOVER);
    }
    icon.paint(ui.painter(), place, size::ICON + 2.0, color::SIDE_TEXT);
    if response.has_focus() {
        ring(ui, place, color::ACCENT);
    }
    response.on_hover_text(word).on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn draw_foot(ui: &mut Ui, side: Side<'_>, asks: &mut Vec<Ask>) {
    if side.breadth == Breadth::Names {
        let version = format!("版 {} ・ オフライン動作", env!("CARGO_PKG_VERSION"));
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &version));
        line(ui, rect.min, &version, regular(font::KANA), color::SIDE_TEXT, rect.width());
    }
    let look = Look { icon: Icon::Lock, word: "ロック", height: size::NAV, is_here: false };
    if entry(ui, side.breadth, look, "台帳を閉じて、画面を隠します（Ctrl+L）").clicked() {
        asks.push(Ask::Lock);
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let operator = format!("操作者 {}", side.operator);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &operator));
    let middle = match side.breadth {
        Breadth::Names => rect.left() + 8.0,
        Breadth::Icons => rect.center().x,
    };
    let icon = Rect::from_center_size(pos2(middle, rect.center().y), Vec2::ZERO);
    Icon::User.paint(ui.painter(), icon, size::ICON_SMALL, color::SIDE_TEXT);
    match side.breadth {
        Breadth::Names => {
            let at = pos2(rect.left() + 22.0, rect.top() + 3.0);
            line(ui, at, side.operator, regular(font::CAPTION), color::SIDE_TEXT, rect.width() - 22.0);
        }
        Breadth::Icons => drop(response.on_hover_text(operator)),
    }
}

/// The entries stand closer in a low window, so that as many as can be stay above the foot; the rest is scrolled to.
#[allow(clippy::cast_precision_loss)] // a dozen
fn height(room: f32, n_entries: usize) -> f32 {
    (room / n_entries.max(1) as f32 - GAP).clamp(LOWEST, size::NAV)
}

/// Height of the head, of the tile in it, and of the button beside.
const HEAD: f32 = 40.0;
const TILE: f32 = 34.0;
const TURN: f32 = 28.0;

/// Height of the red button.
const ALARM: f32 = 40.0;

/// Room for the lock, the operator and the version; and without the version.
const FOOT: f32 = 96.0;
const NARROW_FOOT: f32 = 74.0;
const GAP: f32 = 3.0;

/// An entry is at least this high.
const LOWEST: f32 = 26.0;

/// The red button, which never scrolls away (事故・紛失が起きたら).
fn alarm(ui: &mut Ui, breadth: Breadth, is_here: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ALARM), Sense::click());
    let word = Route::Alarm.label();
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_here, word));
    let radius = CornerRadius::same(size::RADIUS);
    let ground = if response.hovered() { color::DANGER_HOVER } else { color::DANGER };
    ui.painter().rect_filled(rect, radius, ground);
    if response.has_focus() || is_here {
        ring(ui, rect.shrink(2.0), Color32::WHITE);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    match breadth {
        Breadth::Names => {
            let place = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), Vec2::ZERO);
            Icon::LifeBuoy.paint(ui.painter(), place, size::ICON + 2.0, Color32::WHITE);
            let at = pos2(rect.left() + 36.0, rect.center().y - font::BODY * 0.6);
            line(ui, at, word, bold(font::BODY), Color32::WHITE, rect.width() - 42.0);
            response
        }
        Breadth::Icons => {
            let place = Rect::from_center_size(pos2(rect.center().x, rect.top() + 13.0), Vec2::ZERO);
            Icon::LifeBuoy.paint(ui.painter(), place, size::ICON, Color32::WHITE);
            // Red alone says too little; the whole name is under the pointer.
            let at = pos2(rect.center().x, rect.bottom() - 5.0);
            let typeface = bold(font::KANA);
            ui.painter().text(at, egui::Align2::CENTER_BOTTOM, "事故", typeface, Color32::WHITE);
            response.on_hover_text(word)
        }
    }
}

/// How an entry looks.
#[derive(Debug, Clone, Copy)]
struct Look<'a> {
    icon: Icon,
    word: &'a str,
    height: f32,
    is_here: bool,
}

/// One entry: a bar at its left and a lighter ground say that we are there.
fn entry(ui: &mut Ui, breadth: Breadth, look: Look<'_>, told: &str) -> Response {
    let Look { icon, word, height, is_here } = look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_here, word));
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(size::RADIUS);
        let ground = match (is_here, response.hovered()) {
            (true, _) => color::SIDE_CHOSEN,
            (false, true) => color::SIDE_HOVER,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, radius, ground);
        if is_here {
            let bar = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(3.0, rect.height() - 16.0));
            ui.painter().rect_filled(bar, CornerRadius::same(1), color::ACCENT);
        }
        let tint = if is_here { Color32::WHITE } else { color::SIDE_TEXT };
        let middle = match breadth {
            Breadth::Names => rect.left() + 22.0,
            Breadth::Icons => rect.center().x,
        };
        let place = Rect::from_center_size(pos2(middle, rect.center().y), Vec2::ZERO);
        icon.paint(ui.painter(), place, size::ICON + 2.0, tint);
        if breadth == Breadth::Names {
            let typeface = if is_here { bold(font::BODY) } else { regular(font::BODY) };
            let at = pos2(rect.left() + 42.0, rect.center().y - font::BODY * 0.6);
            line(ui, at, word, typeface, tint, rect.right() - rect.left() - 46.0);
        }
        if response.has_focus() {
            ring(ui, rect, color::ACCENT);
        }
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    match breadth {
        Breadth::Names if told == word => response,
        Breadth::Names => response.on_hover_text(told),
        Breadth::Icons => named(ui, response, word),
    }
}

/// An icon says its name under the pointer, and as soon as the keyboard comes to it.
fn named(ui: &Ui, response: Response, word: &str) -> Response {
    let is_by_keyboard = response.has_focus() && !ui.input(|input| input.pointer.is_moving());
    if is_by_keyboard && !response.hovered() {
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, response.rect)
            .show(|ui| ui.label(word));
        return response;
    }
    response.on_hover_text(word)
}

fn ring(ui: &Ui, rect: Rect, tint: Color32) {
    let ring = egui::Stroke::new(size::FOCUS_LINE, tint);
    ui.painter().rect_stroke(rect, CornerRadius::same(size::RADIUS), ring, egui::StrokeKind::Inside);
}

fn line(ui: &Ui, at: egui::Pos2, text: &str, typeface: egui::FontId, tint: Color32, room: f32) {
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), egui::TextFormat::simple(typeface, tint));
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, tint);
}
