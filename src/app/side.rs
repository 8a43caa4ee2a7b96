//! The sidebar: whose ledger this is, where one can go, and the lock.

use egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Panel, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::base::Kind;
use crate::desk::{Ask, Route, Sitter};
use crate::widgets::Icon;
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, size, space};

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
}

/// Draws it and pushes where to go.
pub fn draw(ui: &mut Ui, side: Side<'_>, asks: &mut Vec<Ask>) {
    let frame = Frame::new().fill(color::SIDE).inner_margin(Margin::same(12));
    Panel::left("sidebar").exact_size(size::SIDEBAR).resizable(false).show_separator_line(false).frame(frame).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            draw_head(ui, side.clinic);
            ui.add_space(space::S);
            // Who may not write is shown what to do and whom to call.
            let may_write = Route::Alarm.needs().is_given_to(side.sitter.office);
            let alarmed = if may_write { Route::Alarm } else { Route::Emergency };
            if alarm(ui, *side.route == alarmed).clicked() {
                asks.push(Ask::Go(alarmed));
            }
            ui.add_space(space::S);
            let here = side.route.menu();
            let offered = ENTRIES.iter().filter(|(route, _)| route.needs().is_given_to(side.sitter.office));
            let height = height(ui.available_height(), offered.clone().count());
            let room = (ui.available_height() - FOOT).max(0.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                for (route, icon) in offered {
                    let item = entry(ui, *icon, route.label(), height, *route == here);
                    if item.gained_focus() {
                        item.scroll_to_me(None);
                    }
                    if item.clicked() {
                        asks.push(Ask::Go(route.clone()));
                    }
                }
            });
            ui.with_layout(Layout::bottom_up(Align::Min), |ui| draw_foot(ui, side.operator, asks));
        },
    );
}

fn draw_head(ui: &mut Ui, clinic: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("台帳番 {clinic}")));
    let tile = Rect::from_min_size(pos2(rect.left(), rect.top() + 3.0), Vec2::splat(34.0));
    ui.painter().rect_filled(tile, CornerRadius::same(size::RADIUS + 2), color::ACCENT);
    Icon::ShieldCheck.paint(ui.painter(), tile, 20.0, color::SIDE);
    let left = tile.right() + space::S + 1.0;
    let room = rect.right() - left;
    line(ui, pos2(left, rect.top() + 1.0), "台帳番", bold(font::CARD), Color32::WHITE, room);
    line(ui, pos2(left, rect.top() + 23.0), clinic, regular(font::KANA + 0.5), color::SIDE_TEXT, room);
}

fn draw_foot(ui: &mut Ui, operator: &str, asks: &mut Vec<Ask>) {
    let version = format!("版 {} ・ オフライン動作", env!("CARGO_PKG_VERSION"));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &version));
    line(ui, rect.min, &version, regular(font::KANA), color::SIDE_TEXT, rect.width());
    if entry(ui, Icon::Lock, "ロック", size::NAV, false)
        .on_hover_text("台帳を閉じて、画面を隠します（Ctrl+L）")
        .clicked()
    {
        asks.push(Ask::Lock);
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("操作者 {operator}")));
    let icon = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), Vec2::ZERO);
    Icon::User.paint(ui.painter(), icon, size::ICON_SMALL, color::SIDE_TEXT);
    let at = pos2(rect.left() + 22.0, rect.top() + 3.0);
    line(ui, at, operator, regular(font::CAPTION), color::SIDE_TEXT, rect.width() - 22.0);
}

/// The entries stand closer in a low window, so that as many as can be stay above the foot; the rest is scrolled to.
#[allow(clippy::cast_precision_loss)] // a dozen
fn height(room: f32, n_entries: usize) -> f32 {
    ((room - FOOT) / n_entries.max(1) as f32 - GAP).clamp(LOWEST, size::NAV)
}

/// Height of the red button.
const ALARM: f32 = 40.0;

/// Room for the lock, the operator and the version.
const FOOT: f32 = 96.0;
const GAP: f32 = 3.0;

/// An entry is at least this high.
const LOWEST: f32 = 26.0;

/// The red button, which never scrolls away (事故・紛失が起きたら).
fn alarm(ui: &mut Ui, is_here: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ALARM), Sense::click());
    let word = Route::Alarm.label();
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_here, word));
    let radius = CornerRadius::same(size::RADIUS);
    let ground = if response.hovered() { color::DANGER_HOVER } else { color::DANGER };
    ui.painter().rect_filled(rect, radius, ground);
    let place = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), Vec2::ZERO);
    Icon::LifeBuoy.paint(ui.painter(), place, size::ICON + 2.0, Color32::WHITE);
    let at = pos2(rect.left() + 36.0, rect.center().y - font::BODY * 0.6);
    line(ui, at, word, bold(font::BODY), Color32::WHITE, rect.width() - 42.0);
    if response.has_focus() || is_here {
        let ring = egui::Stroke::new(size::FOCUS_LINE, Color32::WHITE);
        ui.painter().rect_stroke(rect.shrink(2.0), radius, ring, egui::StrokeKind::Inside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// One entry: a bar at its left and a lighter ground say that we are there.
fn entry(ui: &mut Ui, icon: Icon, word: &str, height: f32, is_here: bool) -> Response {
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
        let place = Rect::from_center_size(pos2(rect.left() + 22.0, rect.center().y), Vec2::ZERO);
        icon.paint(ui.painter(), place, size::ICON + 2.0, tint);
        let typeface = if is_here { bold(font::BODY) } else { regular(font::BODY) };
        let at = pos2(rect.left() + 42.0, rect.center().y - font::BODY * 0.6);
        line(ui, at, word, typeface, tint, rect.right() - rect.left() - 46.0);
        if response.has_focus() {
            let ring = egui::Stroke::new(size::FOCUS_LINE, color::ACCENT);
            ui.painter().rect_stroke(rect, radius, ring, egui::StrokeKind::Inside);
        }
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn line(ui: &Ui, at: egui::Pos2, text: &str, typeface: egui::FontId, tint: Color32, room: f32) {
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), egui::TextFormat::simple(typeface, tint));
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, tint);
}
