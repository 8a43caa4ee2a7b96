//! Puts the pieces together: a gate alone, or the sidebar with a page beside it.

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Stroke, Ui, vec2};

use crate::custody::{EmergencySaid, EmergencyView};
use crate::desk::{Ask, Desk, Gate, Route};
use crate::widgets::button::danger;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, Tone, escape, notice, prose, room};

use super::notices::Notices;
use super::session::Session;
use super::side::{self, Breadth, Side};

/// Room for the red button below a gate.
const ALARM: f32 = 62.0;

/// What was pressed beside the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing.
    Nothing,
    /// The red button below the page.
    Alarm,
    /// The button that makes the sidebar narrow or broad.
    Breadth,
}

/// A gate has the window for itself, but for the red button below it: what to do in an emergency is there for everybody.
/// Gives whether it was pressed.
pub fn gate(ui: &mut Ui, gate: &mut dyn Gate, desk: &mut Desk<'_>, notices: &mut Notices) -> bool {
    let is_alarmed = draw_foot(ui);
    notices.draw(ui);
    CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| {
        ui.push_id("gate", |ui| gate.ui(ui, desk));
    });
    is_alarmed
}

/// The foot of a window without a sidebar: the red button. Gives whether it was pressed.
fn draw_foot(ui: &mut Ui) -> bool {
    let frame = Frame::new().fill(color::PAGE).inner_margin(Margin::symmetric(24, 12));
    let foot = Panel::bottom("alarm").resizable(false).show_separator_line(false).exact_size(ALARM).frame(frame);
    foot.show(ui, |ui| {
        let edge = ui.max_rect().expand2(vec2(space::XXL, 12.0));
        ui.painter().hline(edge.x_range(), edge.top(), Stroke::new(size::LINE, color::LINE));
        ui.with_layout(Layout::left_to_right(Align::Center), draw_alarm).inner
    })
    .inner
}

fn draw_alarm(ui: &mut Ui) -> bool {
    const BUTTON: f32 = 240.0;
    const WORDS: f32 = 420.0;
    let told = "合言葉なしで、はじめにすることと連絡先を見られます";
    let button = danger(Route::Alarm.label()).icon(Icon::TriangleAlert).min_width(BUTTON - 10.0);
    let has_room = ui.available_width() >= BUTTON + WORDS;
    let words = if has_room { WORDS } else { 0.0 };
    ui.add_space(((ui.available_width() - BUTTON - words) / 2.0).max(0.0));
    let mut pressed = ui.add(button);
    if has_room {
        ui.add_space(space::S);
        prose::caption(ui, told);
    } else {
        pressed = pressed.on_hover_text(told);
    }
    pressed.clicked()
}

/// What to do in an emergency, in place of the gate.
pub fn emergency(ui: &mut Ui, view: &mut EmergencyView, desk: &mut Desk<'_>, notices: &mut Notices) -> EmergencySaid {
    notices.draw(ui);
    let said = CentralPanel::default()
        .frame(Frame::new().fill(color::PAGE))
        .show(ui, |ui| room::at_least(ui, size::LEAST_PAGE.into(), |ui| view.ui(ui, desk)))
        .inner;
    if escape::pressed(ui) { EmergencySaid::Back } else { said }
}

/// What lies beside the page of a session.
pub struct Around<'a> {
    /// How broad the sidebar is.
    pub breadth: Breadth,
    /// The notice below the page.
    pub notices: &'a mut Notices,
}

/// The sidebar and the page in sight; nothing of it answers while long work runs. Where there is no sidebar yet, the red
/// button stands below the page as it does below a gate. Gives what was pressed beside the page.
pub fn session(ui: &mut Ui, session: &mut Session, is_busy: bool, asks: &mut Vec<Ask>, around: Around<'_>) -> Pressed {
    let mut pressed = Pressed::Nothing;
    if !has_side(&session.route) {
        if draw_foot(ui) {
            pressed = Pressed::Alarm;
        }
    } else {
        let side = Side {
            clinic: &session.clinic,
            operator: session.guest.as_ref().unwrap_or(&session.operator),
            sitter: session.sitter,
            route: &session.route,
            breadth: around.breadth,
        };
        if side::draw(ui, side, asks) {
            pressed = Pressed::Breadth;
        }
    }
    draw_warning(ui, &mut session.warning);
    draw_unkept(ui, session);
    around.notices.draw(ui);
    CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| {
        // Each opening of a page has its own scroll positions and open lists.
        ui.push_id(session.place(), |ui| {
            let desk = Desk::new(session.clock, &session.operator, is_busy, asks);
            let mut desk = desk.with_kdf(session.kdf).with_sitter(session.sitter);
            room::at_least(ui, size::LEAST_PAGE.into(), |ui| session.screen.ui(ui, &mut desk));
        });
    });
    pressed
}

/// Whether the sidebar stands beside a place; until the ledger is set up there is nowhere else to go.
const fn has_side(route: &Route) -> bool {
    !matches!(route, Route::Setup | Route::OwnPassphrase)
}

/// Above the page, so that it hides nothing of it.
fn draw_warning(ui: &mut Ui, warning: &mut Option<String>) {
    let Some(text) = warning else { return };
    let frame = Frame::new().fill(color::CARD).inner_margin(Margin { left: 24, right: 24, top: 12, bottom: 4 });
    let panel = Panel::top("warning").resizable(false).show_separator_line(false).frame(frame);
    if panel.show(ui, |ui| notice::passing(ui, Tone::Warn, text)).inner {
        *warning = None;
    }
}

/// Below the page, so that what is typed stays where it is: the ledger does not take it at the moment. When the words go
/// again, their room is held until another page comes, so that no button moves away from under a hand.
fn draw_unkept(ui: &mut Ui, session: &Session) {
    let key = egui::Id::unique("room of the unkept draft");
    let panel = Panel::bottom("unkept").resizable(false).show_separator_line(false);
    if let Some(words) = session.drafts.unkept() {
        let frame = Frame::new().fill(color::CARD).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 8 });
        let shown = panel.frame(frame).show(ui, |ui| notice::bar(ui, Tone::Warn, &words));
        ui.data_mut(|data| data.insert_temp(key, (session.place(), shown.response.rect.height())));
    } else if let Some((place, height)) = ui.data(|data| data.get_temp::<((String, u64), f32)>(key))
        && place == session.place()
    {
        panel.exact_size(height).frame(Frame::new().fill(color::PAGE)).show(ui, |_| {});
    }
}
