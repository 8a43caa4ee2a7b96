//! 連絡体制図 on the screen: the same boxes and arrows as on paper; each box leads to its contact, and the order in which
//! the contacts of a box are called can be changed by hand.

use egui::{
    CursorIcon, Id, Key, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::base::{Coded, ContactId, Day, Kept, Kind};
use crate::desk::{Ask, Desk, Problem, Right, Route, Screen, SheetOrder};
use crate::ledgers::chart::{self, Chart, ChooseLayout, Placed, Plan, Room, Spot, Target, plan_for, plans};
use crate::ledgers::clinic::record::Facility;
use crate::ledgers::contact::commands::{ConfirmContacts, Reorder};
use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{dialog_buttons, pressed};
use crate::vault::Reader;
use crate::widgets::button::{icon_button, primary, quiet, secondary};
use crate::widgets::segments::segments;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, Tone, card, dialog, entry, escape, notice, page, pill, prose};

use super::pages::draw_items;

/// Points of a typesetter in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// The smallest and the largest scale.
const SCALES: (f32, f32) = (0.6, 3.0);
/// Room for the button of a row below the chart.
const BUTTONS: f32 = 230.0;

/// The page.
#[must_use]
pub fn chart() -> Box<dyn Screen> {
    Box::new(ChartScreen::default())
}

/// How large it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Zoom {
    /// As wide as the room.
    #[default]
    Width,
    /// All of it in sight.
    Whole,
    /// So many points for each point on paper.
    Times(f32),
}

#[derive(Default)]
struct ChartScreen {
    placed: Placed,
    plan: Option<&'static Plan>,
    open: Vec<Slot>,
    contacts: Vec<Kept<Contact>>,
    zoom: Zoom,
    scale: f32,
    is_ordering: bool,
    /// The box that hangs on the pointer, by its place among the spots.
    dragged: Option<usize>,
    is_asking: bool,
    is_loaded: bool,
}

impl ChartScreen {
    fn draw_header(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let beside = self.plan.map_or("", |plan| plan.label.as_str());
        page::header(ui, Route::Chart.label(), beside, |ui| {
            if desk.may(Right::Print) {
                let print = ui.add(primary("連絡体制図を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P");
                if print.clicked() || pressed(ui, Key::P) {
                    desk.go(Route::Sheet(SheetOrder::today("contact-chart")));
                }
            }
            if desk.may(Right::Write) && self.placed.spots.iter().any(|spot| spot.slot.is_some()) {
                let (word, icon) = if self.is_ordering {
                    ("並べ替えを終える", Icon::Check)
                } else {
                    ("並べ替える", Icon::ArrowUpDown)
                };
                if ui.add(secondary(word).icon(icon)).clicked() {
                    self.is_ordering = !self.is_ordering;
                    self.dragged = None;
                }
            }
            if ui.add(secondary(Route::Emergency.label()).icon(Icon::FileText)).clicked() {
                desk.go(Route::Emergency);
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
    }

    fn draw_state(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::card(ui, |ui| {
            let n_all = Slot::ASKED.len();
            let n_filled = n_all - self.open.len();
            ui.horizontal(|ui| {
                let (tone, word) = if self.open.is_empty() {
                    (Tone::Success, "そろっています")
                } else {
                    (Tone::Warn, "未登録あり")
                };
                pill::pill(ui, tone, word);
                prose::strong(
                    ui,
                    &format!("点検表が求める{n_all}区分のうち、{n_filled}区分に電話番号のある連絡先があります"),
                );
            });
            if !self.open.is_empty() {
                let names: Vec<&str> = self.open.iter().map(|slot| slot.label()).collect();
                prose::weak(ui, &format!("足りないのは、{}です。破線の箱を選ぶと登録できます。", names.join("、")));
            }
            if self.is_ordering {
                notice::bar(
                    ui,
                    Tone::Info,
                    "箱をつかんで上下に動かすか、矢印のボタンを押します。同じ区分の中で、連絡する順が変わります。",
                );
            }
            ui.horizontal_wrapped(|ui| {
                self.draw_plans(ui, desk);
                self.draw_zoom(ui);
            });
        });
    }

    fn draw_plans(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(own) = self.plan.filter(|_| desk.may(Right::Manage)) else { return };
        let place = |plan: &Plan| plan.id == own.id;
        let mut chosen = plans().iter().position(place).unwrap_or(0);
        if segments(ui, "図の形", plans().iter().map(|plan| plan.label.as_str()), &mut chosen)
            && let Some(plan) = plans().get(chosen)
        {
            desk.run(ChooseLayout(plan));
        }
        ui.add_space(space::L);
    }

    fn draw_zoom(&mut self, ui: &mut Ui) {
        for (word, zoom) in [("幅に合わせる", Zoom::Width), ("全体", Zoom::Whole)] {
            if ui.add(secondary(word).small().enabled(self.zoom != zoom)).clicked() {
                self.zoom = zoom;
            }
        }
        for (word, icon, factor) in [("縮小", Icon::Minus, 0.8), ("拡大", Icon::Plus, 1.25)] {
            if ui.add(secondary(word).icon(icon).small()).clicked() {
                self.zoom = Zoom::Times((self.scale * factor).clamp(SCALES.0, SCALES.1));
            }
        }
    }

    fn draw_chart(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let whole = vec2(self.placed.diagram.width, self.placed.diagram.height) * MM;
        if whole.x <= 0.0 || whole.y <= 0.0 {
            return;
        }
        let room = vec2(ui.available_width() - 2.0, (ui.ctx().content_rect().height() - 120.0).max(200.0));
        self.scale = match self.zoom {
            Zoom::Width => (room.x - 42.0) / whole.x,
            Zoom::Whole => ((room.x - 42.0) / whole.x).min((room.y - 42.0) / whole.y),
            Zoom::Times(times) => times,
        }
        .clamp(0.3, SCALES.1);
        card::card(ui, |ui| {
            ScrollArea::horizontal().show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(whole * self.scale, Sense::hover());
                draw_items(ui, &self.placed.diagram.items((0.0, 0.0), self.scale), rect.min, 1.0);
                self.draw_spots(ui, desk, rect.min);
            });
        });
    }

    fn draw_spots(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, corner: Pos2) {
        let spots = self.placed.spots.clone();
        for (number, spot) in spots.iter().enumerate() {
            let area = spot.area;
            let at = corner + vec2(area.x, area.y) * MM * self.scale;
            let rect = Rect::from_min_size(at, vec2(area.w, area.h) * MM * self.scale);
            if self.is_ordering {
                if spot.slot.is_some() {
                    self.draw_movable(ui, desk, (number, spot), rect);
                }
                continue;
            }
            let route = match spot.target {
                Target::None => None,
                Target::Contact(id) => Some(Route::Page(Kind::Contact, id.into())),
                Target::Enter(slot) => Some(Route::NewAs(Kind::Contact, slot.code().to_owned())),
                Target::Roles => Some(Route::List(Kind::Role)),
            };
            let Some(route) = route.filter(|route| desk.may(route.needs())) else {
                continue;
            };
            let response = ui.interact(rect, ui.scope_id().with(("spot", number)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spot.name));
            ring(ui, &response, rect);
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                desk.go(route);
            }
        }
    }

    /// A box in the order of its slot: drawn to another place, or moved by its buttons.
    fn draw_movable(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, (number, spot): (usize, &Spot), rect: Rect) {
        let order = self.order_of(spot.slot);
        let Some(place) = order.iter().position(|(own, _)| *own == number) else { return };
        let response = ui.interact(rect, ui.scope_id().with(("move", number)), Sense::drag());
        let grip = format!("{}をつかんで動かす", self.name_of(spot.target));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &grip));
        if response.drag_started() {
            self.dragged = Some(number);
        }
        if self.dragged == Some(number) {
            ui.painter().rect_stroke(
                rect,
                size::RADIUS,
                Stroke::new(size::FOCUS_LINE, color::PRIMARY),
                StrokeKind::Outside,
            );
            let pointer = ui.ctx().pointer_latest_pos();
            let goal = pointer.map(|pointer| self.goal(ui, &order, rect, number, pointer));
            if response.drag_stopped() {
                self.dragged = None;
                if let (Some(goal), Some(slot)) = (goal, spot.slot) {
                    move_to(desk, slot, &order, place, goal);
                }
            }
        }
        response.on_hover_cursor(CursorIcon::Grab);
        if order.len() < 2 {
            return;
        }
        let side = size::CONTROL;
        let top = rect.center().y - side / 2.0;
        for (way, step) in [("上へ", 0_usize), ("下へ", 1)] {
            let is_possible = if step == 0 { place > 0 } else { place + 1 < order.len() };
            let left = rect.right() - side * if step == 0 { 2.0 } else { 1.0 } - 4.0;
            let spot_rect = Rect::from_min_size(Pos2::new(left, top), vec2(side, side));
            let icon = if step == 0 { Icon::ArrowUp } else { Icon::ArrowDown };
            let name = format!("{}を{way}", self.name_of(spot.target));
            let builder = egui::UiBuilder::new().max_rect(spot_rect).id_salt(("step", number, step));
            let mut inner = ui.new_child(builder);
            inner.painter().rect_filled(spot_rect.shrink(2.0), size::RADIUS, color::CARD);
            if !is_possible {
                inner.disable();
            }
            if icon_button(&mut inner, icon, &name).clicked()
                && let Some(slot) = spot.slot
            {
                let goal = if step == 0 { place.saturating_sub(1) } else { place + 1 };
                move_to(desk, slot, &order, place, goal);
            }
        }
    }

    /// The boxes of a slot in their order: place among the spots, and whose it is.
    fn order_of(&self, slot: Option<Slot>) -> Vec<(usize, ContactId)> {
        let of_slot = self.placed.spots.iter().enumerate().filter(|(_, spot)| spot.slot == slot);
        let known = of_slot.filter_map(|(number, spot)| match spot.target {
            Target::Contact(id) => Some((number, id)),
            Target::None | Target::Enter(_) | Target::Roles => None,
        });
        known.collect()
    }

    /// Where in its order a box would come to stand if it were dropped here; a line shows it.
    fn goal(&self, ui: &Ui, order: &[(usize, ContactId)], own: Rect, number: usize, pointer: Pos2) -> usize {
        let unit = MM * self.scale;
        let dragged = self.placed.spots.get(number).map_or(0.0, |spot| spot.area.y);
        let rects: Vec<Rect> = order
            .iter()
            .filter_map(|(place, _)| self.placed.spots.get(*place))
            .map(|spot| own.translate(vec2(0.0, (spot.area.y - dragged) * unit)))
            .zip(order)
            .filter_map(|(rect, (place, _))| {
                let spot = self.placed.spots.get(*place)?;
                Some(Rect::from_min_size(rect.min, vec2(own.width(), spot.area.h * unit)))
            })
            .collect();
        let n_above = rects.iter().filter(|rect| rect.center().y < pointer.y).count();
        let here = order.iter().position(|(place, _)| *place == number).unwrap_or(0);
        // Its own box does not count.
        let goal = if n_above > here { n_above - 1 } else { n_above };
        if goal != here
            && let Some(rect) = rects.get(goal)
        {
            let y = if goal < here { rect.top() - 2.0 } else { rect.bottom() + 2.0 };
            ui.painter().hline(rect.x_range(), y, Stroke::new(3.0, color::PRIMARY));
        }
        goal
    }

    fn name_of(&self, target: Target) -> String {
        let found = self.contacts.iter().find(|kept| target == Target::Contact(kept.id));
        found.map_or_else(String::new, |kept| kept.record.name.clone())
    }

    /// The numbers with the day they were last checked, those to be checked first.
    fn draw_checks(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let today = desk.today;
        let is_due = |kept: &Kept<Contact>| kept.record.check_due().is_none_or(|due| due < today);
        let mut listed: Vec<Kept<Contact>> =
            self.contacts.iter().filter(|kept| !kept.record.phone.is_empty()).cloned().collect();
        listed.sort_by_key(|kept| !is_due(kept));
        if listed.is_empty() {
            return;
        }
        let n_due = listed.iter().filter(|kept| is_due(kept)).count();
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                card::title(ui, "番号の確認");
                if desk.may(Right::Write) && listed.len() > 1 {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if ui
                            .add(secondary("すべて確かめた…").icon(Icon::CalendarCheck).enabled(!desk.is_busy))
                            .clicked()
                        {
                            self.is_asking = true;
                        }
                    });
                }
            });
            let state = if n_due == 0 {
                "どの番号も、この1年のうちに確かめてあります。".to_owned()
            } else {
                format!("{n_due}件の番号が、1年以上確かめられていません。電話をかけるか、公式の案内と見比べます。")
            };
            prose::weak(ui, &state);
            for kept in &listed {
                ui.separator();
                draw_check(ui, desk, kept, is_due(kept));
            }
        });
    }

    fn draw_question(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        if !self.is_asking {
            return;
        }
        let all = self.contacts.iter().filter(|kept| !kept.record.phone.is_empty());
        let ids: Vec<ContactId> = all.map(|kept| kept.id).collect();
        let mut answer = None;
        let is_escaped = dialog::show(ui.ctx(), "すべての番号を確かめましたか", |ui| {
            prose::paragraph(
                ui,
                &format!(
                    "{}件の番号を1つずつ、電話をかけるか公式の案内と見比べて、今も正しいと確かめたときに記録します。",
                    ids.len()
                ),
            );
            answer = dialog_buttons(ui, "すべて今日確認したと記録する");
        });
        match answer {
            Some(true) if !desk.is_busy => {
                self.is_asking = false;
                desk.run(ConfirmContacts(ids));
            }
            Some(false) => self.is_asking = false,
            Some(true) | None => {}
        }
        if is_escaped {
            self.is_asking = false;
        }
    }
}

/// A number with its day and its button.
fn draw_check(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Contact>, is_due: bool) {
    let contact = &kept.record;
    let checked =
        contact.checked_on.map_or_else(|| "まだ確かめていません".to_owned(), |day| format!("{}に確認", day.wareki()));
    let said = format!("{}　{}　{checked}", contact.slot.label(), contact.phone);
    entry(ui, &contact.name, &said, BUTTONS, |ui| {
        if desk.may(Right::Write) && contact.checked_on != Some(desk.today) {
            let name = format!("{}を確認した", contact.name);
            let button = if is_due { secondary("確認した") } else { quiet("確認した") };
            if ui.add(button.named(&name).enabled(!desk.is_busy)).clicked() {
                desk.run(ConfirmContacts(vec![kept.id]));
            }
        }
        let (tone, word) = if is_due { (Tone::Warn, "確認の時期") } else { (Tone::Success, "確認済み") };
        pill::pill(ui, tone, word);
    });
}

/// One box of an order goes to another place of it.
fn move_to(desk: &mut Desk<'_>, slot: Slot, order: &[(usize, ContactId)], from: usize, to: usize) {
    let mut ids: Vec<ContactId> = order.iter().map(|(_, id)| *id).collect();
    if from == to || from >= ids.len() {
        return;
    }
    let moved = ids.remove(from);
    ids.insert(to.min(ids.len()), moved);
    desk.run(Reorder { slot, order: ids });
}

fn ring(ui: &Ui, response: &Response, rect: Rect) {
    let line = if response.has_focus() {
        Stroke::new(size::FOCUS_LINE, color::PRIMARY)
    } else if response.hovered() {
        Stroke::new(size::LINE, color::PRIMARY)
    } else {
        return;
    };
    ui.painter().rect_stroke(rect.expand(1.0), size::RADIUS, line, StrokeKind::Outside);
}

impl Screen for ChartScreen {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Contact, Kind::Role, Kind::Staff, Kind::Clinic]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::load(read)?;
        let facility = facts.clinic.as_ref().map_or(Facility::Clinic, |kept| kept.record.facility);
        self.plan = chart::chosen_plan(read)?.or_else(|| plan_for(facility));
        self.placed = chart::place(&Chart::of(&facts, today, self.plan), Room::SCREEN);
        self.open = Chart::open_slots(&facts, today);
        self.contacts = facts.contacts_used(today).cloned().collect();
        self.dragged = None;
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.draw_header(ui, desk);
        page::body(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            ui.push_id(Id::unique("chart"), |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                self.draw_state(ui, desk);
                self.draw_chart(ui, desk);
                self.draw_checks(ui, desk);
            });
        });
        let was_asking = self.is_asking;
        self.draw_question(ui, desk);
        if !was_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }
}
