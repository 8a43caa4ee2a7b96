//! 今日やること: the list of the day, line by line; each leads to the step that does it.

use egui::{Rect, Response, RichText, Ui};

use crate::base::Day;
use crate::desk::{Desk, Right, Route, SheetOrder};
use crate::procedures::todo::{Pressing, Todo};
use crate::widgets::button::quiet;
use crate::widgets::theme::{bold_for, regular};
use crate::widgets::tokens::{color, font};
use crate::widgets::{Icon, card, pill, prose};

use super::checks::more;
use super::rows::{cut, row, rows, text, within};

/// How many lines are in sight before the rest is asked for.
const FEW: usize = 8;

/// Columns, in points: the day, what it is, the state. The rest is for whom and what it is about.
const DAY: f32 = 64.0;
const KIND: f32 = 126.0;
const STATE: f32 = 112.0;

/// How much of the rest says whom it is about.
const ABOUT: f32 = 0.36;

/// The card.
#[derive(Default)]
pub(super) struct Today {
    todos: Vec<Todo>,
    is_open: bool,
}

impl Today {
    /// Takes the list of the day.
    pub(super) fn take(&mut self, todos: Vec<Todo>) {
        self.todos = todos;
    }

    /// Whether there is nothing to do, today and in the rest of the month.
    pub(super) const fn is_empty(&self) -> bool {
        self.todos.is_empty()
    }

    /// How much of it stands like this.
    pub(super) fn n(&self, pressing: Pressing) -> usize {
        self.todos.iter().filter(|todo| todo.pressing == pressing).count()
    }

    /// How much is to be done now; the rest comes later in the month.
    pub(super) fn n_now(&self) -> usize {
        self.todos.len() - self.n(Pressing::Soon)
    }

    /// Shows all of it from now on.
    pub(super) const fn open(&mut self) {
        self.is_open = true;
    }

    /// Shows the card.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Response {
        card::card(ui, |ui| {
            self.draw_head(ui, desk);
            if self.todos.is_empty() {
                prose::weak(ui, "今月中にやることは、ほかにありません。");
                return;
            }
            let n_shown = if self.is_open { self.todos.len() } else { FEW.min(self.todos.len()) };
            rows(ui, n_shown, |ui, n, rect| {
                if let Some(todo) = self.todos.get(n) {
                    draw(ui, desk, todo, n, rect);
                }
            });
            if more(ui, self.todos.len().saturating_sub(FEW), self.is_open) {
                self.is_open = !self.is_open;
            }
        })
        .response
    }

    fn draw_head(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let soon = match self.n(Pressing::Soon) {
            0 => String::new(),
            n_soon => format!("、ほかにまもなく {n_soon}件"),
        };
        let leads = if desk.may(Right::Write) { "その手続き" } else { "その記録" };
        let about = format!("{}件{soon}　選ぶと、{leads}が開きます", self.n_now());
        card::head(ui, "今日やること", &about, |ui| {
            if desk.may(Right::Print)
                && !self.todos.is_empty()
                && ui.add(quiet("今月やることを印刷").icon(Icon::Printer).small()).clicked()
            {
                desk.go(Route::Sheet(SheetOrder::today("todo")));
            }
        });
    }
}

fn draw(ui: &mut Ui, desk: &mut Desk<'_>, todo: &Todo, n: usize, rect: Rect) {
    let way = desk.way_to(&todo.route);
    let Todo { due_on, kind, about, what, pressing, .. } = todo;
    let day = due_on.map_or_else(|| "すぐに".to_owned(), Day::short);
    let name = format!("{day} {kind} {about} {what} {}", pressing.label());
    let is_chosen = row(ui, rect, ("todo", n), (&name, way.is_some()), |ui, mut left| {
        let places = [cut(&mut left, DAY), cut(&mut left, KIND)];
        left.max.x -= STATE;
        let state = Rect::from_x_y_ranges(left.right()..=left.right() + STATE, left.y_range());
        let width = left.width() * ABOUT;
        let [about_at, what_at] = [cut(&mut left, width), left];
        for (place, words) in places.into_iter().zip([day.as_str(), kind]) {
            text(ui, place, RichText::new(words).font(regular(font::CELL)).color(color::WEAK));
        }
        text(ui, about_at, RichText::new(about).font(bold_for(ui.ctx(), about, font::CELL)));
        text(ui, what_at, RichText::new(what).font(regular(font::CELL)));
        within(ui, state, |ui| {
            pill::pill(ui, pressing.tone(), pressing.label());
        });
    });
    if is_chosen && let Some(way) = way {
        desk.go(way);
    }
}
