//! The titles of a table's columns. They are scrolled sideways with the rows; the first stays.

use egui::accesskit::SortDirection;
use egui::scroll_area::ScrollBarVisibility;
use egui::{CornerRadius, Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2};

use super::draw::{GAP, INDENT};
use super::widths::Widths;
use super::{Column, Order, Table, Width};
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, size};
use crate::widgets::{Icon, ink};

/// Room for the arrow beside a title.
const ARROW: f32 = 20.0;

/// How narrow each column may become: its title stays whole, and there is room for something to read.
pub(super) fn least(ui: &Ui, columns: &[Column<'_>]) -> Vec<f32> {
    let of = |(n, column): (usize, &Column<'_>)| {
        let title = ink::line(ui, column.title, bold(font::LABEL), color::WEAK).size().x;
        let words = match (n, column.width) {
            (_, Width::Exact(_)) => 0.0,
            (0, Width::Share(_)) => size::NAME_COLUMN,
            (_, Width::Share(_)) => size::CELL_COLUMN,
        };
        (title + indent(n) + ARROW + 1.0).max(words).ceil()
    };
    columns.iter().enumerate().map(of).collect()
}

const fn indent(column: usize) -> f32 {
    if column == 0 { INDENT } else { GAP }
}

/// Draws the titles. Returns the column to sort by, where one was clicked.
pub(super) fn draw(
    ui: &mut Ui,
    id: Id,
    columns: &[Column<'_>],
    widths: &Widths,
    table: &mut Table,
) -> Option<(usize, Order)> {
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), size::TABLE_HEADER));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, color::HEADER);
    let places: Vec<Rect> = widths.places(rect, rect.left()).collect();
    if !widths.is_held {
        let mut asked = None;
        for (n, (column, place)) in columns.iter().zip(places).enumerate() {
            let response = one(ui, id, n, column, place, table.sorted);
            asked = response.or(asked);
        }
        return asked;
    }
    let first = columns.first().zip(places.first());
    let asked = first.and_then(|(column, place)| one(ui, id, 0, column, *place, table.sorted));
    let rest = rect.with_min_x(rect.left() + widths.first());
    let moved = ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| {
        ScrollArea::horizontal()
            .id_salt(id.with("titles"))
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
            .horizontal_scroll_offset(table.aside)
            .show(ui, |ui| {
                let wanted = widths.total() - widths.first() + rest.width();
                let (_, all) = ui.allocate_space(Vec2::new(wanted, size::TABLE_HEADER));
                let by = Vec2::new(all.left() - rest.left(), 0.0);
                let mut asked = None;
                for (n, (column, place)) in columns.iter().zip(&places).enumerate().skip(1) {
                    let place = place.translate(by);
                    let response = one(ui, id, n, column, place, table.sorted);
                    asked = response.or(asked);
                }
                asked
            })
    });
    let scrolled = moved.inner.state.clamped_offset().x;
    if (scrolled - table.aside).abs() > 0.5 {
        // A title was brought into sight; the rows follow.
        table.aside = scrolled;
        ui.request_repaint();
    }
    moved.inner.inner.or(asked)
}

/// One title; gives how to sort now, where it was clicked.
fn one(
    ui: &Ui,
    table: Id,
    n: usize,
    column: &Column<'_>,
    place: Rect,
    sorted: Option<(usize, Order)>,
) -> Option<(usize, Order)> {
    let order = sorted.filter(|(by, _)| *by == n).map(|(_, order)| order);
    let sense = if column.is_sortable { Sense::click() } else { Sense::hover() };
    let response = ui.interact(place, table.with(("title", n)), sense);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    title(ui, &response, column, order, indent(n));
    response.clicked().then(|| (n, if order == Some(Order::Up) { Order::Down } else { Order::Up }))
}

fn title(ui: &Ui, response: &Response, column: &Column<'_>, order: Option<Order>, indent: f32) {
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.title));
    ui.ctx().accesskit_node_builder(response.id, |node| match order {
        Some(Order::Up) => node.set_sort_direction(SortDirection::Ascending),
        Some(Order::Down) => node.set_sort_direction(SortDirection::Descending),
        None => {}
    });
    let place = response.rect;
    if response.hovered() && column.is_sortable {
        ui.painter().rect_filled(place, CornerRadius::ZERO, color::QUIET);
    }
    let galley = ink::fitted(ui, column.title, bold(font::LABEL), color::WEAK, place.width() - indent - ARROW);
    let right = place.left() + indent + galley.size().x + 10.0;
    ink::paint_middle(ui.painter(), place, indent, galley);
    let icon = match order {
        Some(Order::Up) => Some(Icon::ArrowUp),
        Some(Order::Down) => Some(Icon::ArrowDown),
        None if response.hovered() && column.is_sortable => Some(Icon::ArrowUpDown),
        None => None,
    };
    if let Some(icon) = icon {
        let at = Rect::from_center_size(pos2(right, place.center().y), Vec2::ZERO);
        icon.paint(ui.painter(), at, size::ICON_SMALL, color::WEAK);
    }
    ink::ring(ui, response, place.shrink(3.0), 3);
}
