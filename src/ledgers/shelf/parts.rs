//! Cards of a record's page: its values by group, and what belongs to it.

use egui::{Align, CornerRadius, Label, Layout, Rect, RichText, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::base::{Kind, RecordId};
use crate::desk::{Desk, Right, Route};
use crate::widgets::button::{icon_button, quiet, secondary};
use crate::widgets::theme::{bold, bold_for, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, Tone, card, pill, prose};

use super::shown::{Offer, Section, SectionRow};
use super::values::{Group, Value};

/// What the person did on a card.
#[derive(Clone)]
pub enum Acted {
    /// Go there.
    Go(Route),
    /// Ask why, then take this record back.
    TakeBack(Kind, RecordId, String),
    /// Open this question.
    Ask(Offer),
}

/// Draws a group of values as a card.
pub(super) fn draw_group(ui: &mut Ui, group: &Group, fallback: &str, shows_blanks: bool) {
    card::card(ui, |ui| {
        let title = if group.title.is_empty() { fallback } else { group.title };
        card::title(ui, title);
        ui.add_space(space::S);
        ui.spacing_mut().item_spacing.y = space::S - 2.0;
        let label = (ui.available_width() * 0.42).min(210.0);
        let mut n_shown = 0;
        for value in group.values.iter().filter(|value| shows_blanks || !value.is_blank()) {
            draw_value(ui, label, value);
            n_shown += 1;
        }
        if n_shown == 0 {
            prose::weak(ui, "記録はまだありません");
        }
    });
}

fn draw_value(ui: &mut Ui, label: f32, value: &Value) {
    let (_, line) = ui.allocate_space(Vec2::new(ui.available_width(), 1.0));
    ui.painter().rect_filled(line, 0.0, color::ROW_LINE);
    ui.horizontal_top(|ui| {
        super::cell(ui, label, |ui| {
            prose::styled(ui, value.label, regular(font::CELL), color::WEAK);
        });
        let width = ui.available_width();
        super::cell(ui, width, |ui| {
            if value.is_wanted {
                prose::styled(ui, "未記録", bold(font::CELL), color::WARN);
            } else if value.text.is_empty() {
                prose::styled(ui, "—", regular(font::CELL), color::WEAK);
            } else {
                prose::styled(ui, &value.text, regular(font::BODY), color::TEXT);
            }
        });
    });
}

/// Whether who sits here may change what is shown; tied hands get no buttons for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// May write.
    Free,
    /// May only look.
    Tied,
}

impl Hands {
    /// Those of who sits here.
    #[must_use]
    pub const fn of(desk: &Desk<'_>) -> Self {
        if desk.may(Right::Write) { Self::Free } else { Self::Tied }
    }
}

/// Draws what belongs to a record as a card of rows.
pub fn draw_section(ui: &mut Ui, section: &Section, hands: Hands) -> Option<Acted> {
    let mut acted = None;
    card::card(ui, |ui| {
        ui.horizontal(|ui| {
            card::title(ui, section.title);
            if section.rows.is_empty() && section.is_wanted {
                pill::pill(ui, Tone::Warn, "未登録");
            }
            if hands == Hands::Tied {
                return;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (word, route) in section.adds.iter().rev() {
                    if ui.add(secondary(word).icon(Icon::Plus).small()).clicked() {
                        acted = Some(Acted::Go(route.clone()));
                    }
                }
                if let Some(offer) = &section.offer
                    && ui.add(secondary(offer.word).icon(offer.icon).small()).clicked()
                {
                    acted = Some(Acted::Ask(offer.clone()));
                }
            });
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        if section.rows.is_empty() && !section.empty.is_empty() {
            ui.add_space(space::XS);
            prose::weak(ui, section.empty);
        }
        for row in &section.rows {
            if let Some(done) = draw_row(ui, row, hands) {
                acted = Some(done);
            }
        }
    });
    acted
}

const ROW: f32 = 50.0;
const STATE: f32 = 128.0;

fn draw_row(ui: &mut Ui, row: &SectionRow, hands: Hands) -> Option<Acted> {
    let mut acted = None;
    ui.add_space(space::S);
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), ROW));
    ui.painter().rect_filled(Rect::from_min_size(rect.min, Vec2::new(rect.width(), 1.0)), 0.0, color::ROW_LINE);
    let of = row.of.filter(|_| hands == Hands::Free);
    let buttons = if of.is_some() { size::CONTROL * 3.0 + space::S } else { 0.0 };
    let state = if row.state.is_some() { STATE } else { 0.0 };
    let words = Rect::from_min_max(rect.min, egui::pos2(rect.right() - buttons - state - space::M, rect.bottom()));
    if let Some(route) = draw_words(ui, words, row) {
        acted = Some(Acted::Go(route));
    }
    if let Some((tone, word)) = &row.state {
        let place = Rect::from_min_size(
            egui::pos2(rect.right() - buttons - state, rect.center().y - size::PILL / 2.0),
            Vec2::new(state, size::PILL),
        );
        ui.put_at(place, |ui| pill::pill(ui, *tone, word));
    }
    if let Some((kind, id)) = of {
        let place = Rect::from_min_size(
            egui::pos2(rect.right() - buttons, rect.center().y - size::CONTROL / 2.0),
            Vec2::new(buttons, size::CONTROL),
        );
        if let Some(done) = draw_buttons(ui, place, &row.title, kind, id) {
            acted = Some(done);
        }
    }
    acted
}

fn draw_words(ui: &mut Ui, place: Rect, row: &SectionRow) -> Option<Route> {
    let top = if row.note.is_empty() { place.center().y - 10.0 } else { place.top() + 7.0 };
    let upper = Rect::from_min_max(egui::pos2(place.left(), top), egui::pos2(place.right(), top + 20.0));
    let lower = Rect::from_min_max(egui::pos2(place.left(), top + 21.0), egui::pos2(place.right(), top + 37.0));
    let ink = if row.open.is_some() { color::PRIMARY } else { color::TEXT };
    ui.put_at(upper, |ui| {
        ui.add(
            Label::new(RichText::new(&row.title).font(bold_for(ui.ctx(), &row.title, font::BODY)).color(ink))
                .truncate(),
        )
    });
    if !row.note.is_empty() {
        let note = RichText::new(&row.note).font(regular(font::CAPTION)).color(color::WEAK);
        ui.put_at(lower, |ui| ui.add(Label::new(note).truncate()));
    }
    let route = row.open.clone()?;
    let response = ui.interact(upper, ui.scope_id().with(("row", &row.title, upper.top().to_bits())), Sense::click());
    let name = format!("{}を開く", row.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    if response.has_focus() {
        ui.painter().rect_stroke(
            upper.expand(2.0),
            CornerRadius::same(size::RADIUS),
            egui::Stroke::new(size::FOCUS_LINE, color::PRIMARY),
            egui::StrokeKind::Inside,
        );
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked().then_some(route)
}

fn draw_buttons(ui: &mut Ui, place: Rect, title: &str, kind: Kind, id: RecordId) -> Option<Acted> {
    let mut acted = None;
    ui.put_at(place, |ui| {
        ui.set_height(place.height());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if icon_button(ui, Icon::Pencil, &format!("{title}を訂正")).clicked() {
                acted = Some(Acted::Go(Route::Edit(kind, id)));
            }
            if icon_button(ui, Icon::History, &format!("{title}の履歴")).clicked() {
                acted = Some(Acted::Go(Route::History(kind, id)));
            }
            if icon_button(ui, Icon::Ban, &format!("{title}を取り消す…")).clicked() {
                acted = Some(Acted::TakeBack(kind, id, title.to_owned()));
            }
        });
    });
    acted
}

/// A small way to show or hide what holds nothing.
pub(super) fn draw_blanks_switch(ui: &mut Ui, n_blank: usize, shows_blanks: &mut bool) {
    if n_blank == 0 {
        return;
    }
    let (word, icon) = if *shows_blanks {
        ("記録のない項目を隠す".to_owned(), Icon::ChevronUp)
    } else {
        (format!("記録のない項目も表示（{n_blank}）"), Icon::ChevronDown)
    };
    if ui.add(quiet(&word).icon(icon)).clicked() {
        *shows_blanks = !*shows_blanks;
    }
}

trait PutAt {
    fn put_at<R>(&mut self, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R;
}

impl PutAt for Ui {
    fn put_at<R>(&mut self, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
        add(&mut self.new_child(egui::UiBuilder::new().max_rect(rect)))
    }
}
