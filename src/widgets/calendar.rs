//! The calendar (カレンダー) that opens under a day field: Sunday first, years in 和暦.

use egui::{
    Align2, Color32, Context, CornerRadius, EventFilter, Frame, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect,
    Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::button::{icon_button, quiet};
use super::icon::Icon;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};
use super::{hands, ime, list};
use crate::base::Day;

const CELL: Vec2 = Vec2::new(36.0, 32.0);
const DAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

/// Where an open calendar stands.
#[derive(Clone, Copy)]
struct Place {
    /// A day of the month in sight.
    month: Day,
    /// The day the keyboard went to; Enter takes nothing else.
    at: Option<Day>,
}

fn place(ctx: &Context, popup: Id, start: Day) -> Place {
    ctx.data(|data| data.get_temp(popup.with("place"))).unwrap_or(Place { month: start, at: None })
}

fn keep(ctx: &Context, popup: Id, place: Place) {
    ctx.data_mut(|data| data.insert_temp(popup.with("place"), place));
}

/// Begins anew: with the day that is typed, or today.
pub(super) fn forget(ui: &Ui, popup: Id) {
    ui.data_mut(|data| data.remove::<Place>(popup.with("place")));
}

/// Puts the keyboard on a day.
pub(super) fn stand_on(ui: &Ui, popup: Id, day: Day) {
    keep(ui.ctx(), popup, Place { month: day, at: Some(day) });
}

/// Shows the calendar if it is open. Returns the day that was chosen.
pub(super) fn show(popup: Id, name: &str, anchor: &Response, (chosen, today): (Option<Day>, Day)) -> Option<Day> {
    let ctx = anchor.ctx.clone();
    if !Popup::is_id_open(&ctx, popup) {
        return None;
    }
    let Place { mut month, at } = place(&ctx, popup, chosen.unwrap_or(today));
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    anchor.request_focus();
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(anchor.id, filter));
    let before = month;
    let shown = Popup::from_response(anchor)
        .id(popup)
        .open_memory(None)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(4.0)
        .frame(Frame::popup(&ctx.global_style()).inner_margin(10))
        .show(|ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_label(format!("{name}を選ぶカレンダー"));
            });
            ui.set_width(CELL.x * 7.0);
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            draw_head(ui, &mut month);
            draw_names(ui);
            let picked = draw_days(ui, (anchor.id, Place { month, at }), chosen, today);
            ui.add_space(space::XS);
            picked.or(draw_foot(ui, today))
        });
    let picked = shown.and_then(|shown| shown.inner);
    if picked.is_some() {
        Popup::close_id(&ctx, popup);
    }
    if !Popup::is_id_open(&ctx, popup) {
        ctx.data_mut(|data| data.remove::<Place>(popup.with("place")));
    } else if month != before {
        // Turned by the mouse: the day the keyboard stood on is out of sight.
        keep(&ctx, popup, Place { month, at: None });
    }
    picked
}

/// Reads the keys of an open calendar before the text box under it can. Returns the day taken with Enter.
pub(super) fn steer(ui: &Ui, popup: Id, chosen: Option<Day>, today: Day) -> Option<Day> {
    if !Popup::is_id_open(ui.ctx(), popup) || !ime::keys_are_free(ui.ctx()) {
        return None;
    }
    let start = chosen.unwrap_or(today);
    let Place { month, mut at } = place(ui.ctx(), popup, start);
    let (is_taken, is_closed) = ui.input_mut(|input| {
        let mut press = |key| i64::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or_default();
        let n_days = press(Key::ArrowRight) - press(Key::ArrowLeft) + 7 * (press(Key::ArrowDown) - press(Key::ArrowUp));
        let n_months = press(Key::PageDown) - press(Key::PageUp);
        if n_days != 0 || n_months != 0 {
            let from = at.unwrap_or(if is_in(start, month) { start } else { month });
            at = Some(from.plus_days(n_days).plus_months(i32::try_from(n_months).unwrap_or_default()));
        }
        let is_taken = at.is_some() && press(Key::Enter) > 0;
        let is_escaped = press(Key::Escape) > 0;
        (is_taken, is_escaped || input.key_pressed(Key::Tab))
    });
    keep(ui.ctx(), popup, Place { month: at.unwrap_or(month), at });
    if is_taken || is_closed {
        Popup::close_id(ui.ctx(), popup);
        forget(ui, popup);
    }
    at.filter(|_| is_taken)
}

fn draw_head(ui: &mut Ui, at: &mut Day) {
    let (year, month, _) = at.parts();
    ui.horizontal(|ui| {
        if turning(ui, Icon::ChevronLeft, "前の月") {
            *at = at.plus_months(-1);
        }
        let (rect, response) = ui.allocate_exact_size(Vec2::new(CELL.x * 7.0 - 72.0, size::CONTROL), Sense::hover());
        let era = at.wareki();
        let era_month: String = era.chars().take_while(|c| *c != '月').chain(['月']).collect();
        let title = format!("{era_month} ({year}.{month})");
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &title, bold(font::BODY), color::TEXT);
        if turning(ui, Icon::ChevronRight, "次の月") {
            *at = at.plus_months(1);
        }
    });
}

/// A month is turned as often as it is clicked.
fn turning(ui: &mut Ui, icon: Icon, name: &str) -> bool {
    let response = icon_button(ui, icon, name);
    hands::may_repeat(&response);
    response.clicked()
}

fn draw_names(ui: &mut Ui) {
    ui.horizontal(|ui| {
        for (n, name) in DAYS.iter().enumerate() {
            let (_, rect) = ui.allocate_space(Vec2::new(CELL.x, 24.0));
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, bold(font::CAPTION), ink(n, true));
        }
    });
}

fn ink(weekday: usize, is_this_month: bool) -> Color32 {
    match (weekday, is_this_month) {
        (0, true) => color::DANGER,
        (6, true) => color::INFO,
        (_, true) => color::TEXT,
        (_, false) => color::PLACEHOLDER,
    }
}

fn draw_days(ui: &mut Ui, (holder, place): (Id, Place), chosen: Option<Day>, today: Day) -> Option<Day> {
    let (year, month, _) = place.month.parts();
    let first = Day::new(year, month, 1)?;
    let mut day = first.plus_days(-i64::from(first.weekday_number()));
    let mut picked = None;
    for _ in 0..6 {
        ui.horizontal(|ui| {
            for weekday in 0..7 {
                let is_this_month = day.parts().1 == month;
                let is_at = Some(day) == place.at;
                let cell = draw_day(ui, day, ink(weekday, is_this_month), (is_at, Some(day) == chosen, day == today));
                if is_at {
                    list::stand_on(ui, holder, &cell);
                }
                if cell.clicked() {
                    picked = Some(day);
                }
                day = day.plus_days(1);
            }
        });
    }
    picked
}

fn draw_day(ui: &mut Ui, day: Day, text: Color32, (is_at, is_chosen, is_today): (bool, bool, bool)) -> Response {
    let (rect, response) = ui.allocate_exact_size(CELL, Sense::CLICK);
    let name = format!("{}({})", day.wareki(), day.weekday());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
    let inner = rect.shrink(2.0);
    let radius = CornerRadius::same(size::RADIUS);
    let (fill, text) = match (is_chosen, response.hovered()) {
        (true, _) => (color::PRIMARY, color::CARD),
        (false, true) => (color::HOVER, text),
        (false, false) => (Color32::TRANSPARENT, text),
    };
    ui.painter().rect_filled(inner, radius, fill);
    let line = match (is_at, is_today) {
        (true, _) => Stroke::new(size::FOCUS_LINE, color::PRIMARY),
        (false, true) => Stroke::new(size::LINE, color::FIELD_LINE),
        (false, false) => Stroke::NONE,
    };
    ui.painter().rect_stroke(inner, radius, line, StrokeKind::Inside);
    let number = day.parts().2.to_string();
    let centre: Rect = inner;
    ui.painter().text(centre.center(), Align2::CENTER_CENTER, number, regular(font::CELL), text);
    response
}

fn draw_foot(ui: &mut Ui, today: Day) -> Option<Day> {
    let mut picked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let year = today.fiscal_year();
        if ui.add(quiet("今日").small()).clicked() {
            picked = Some(today);
        }
        if ui.add(quiet("年度の初め").small()).clicked() {
            picked = year.first_day();
        }
        if ui.add(quiet("年度の終わり").small()).clicked() {
            picked = year.last_day();
        }
    });
    picked
}

fn is_in(day: Day, month: Day) -> bool {
    let ((year, number, _), (other_year, other, _)) = (day.parts(), month.parts());
    (year, number) == (other_year, other)
}
