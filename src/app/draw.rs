//! Puts the pieces together: a gate alone, or the sidebar with a page beside it.

use egui::{
    Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, Stroke, Ui, UiBuilder, pos2, vec2,
};

use crate::base::Day;
use crate::custody::{EmergencySaid, EmergencyView};
use crate::desk::{Ask, Desk, Gate, Route};
use crate::widgets::button::danger;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, Tone, notice, prose};

use super::session::Session;
use super::side::{self, Side};

/// Room for the red button below a gate.
pub const ALARM: f32 = 62.0;

/// A gate has the window for itself, but for the red button below it: what to do in an emergency is there for everybody.
/// Gives whether it was pressed.
pub fn gate(ui: &mut Ui, gate: &mut dyn Gate, desk: &mut Desk<'_>) -> bool {
    let frame = Frame::new().fill(color::PAGE);
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| {
            let whole = ui.available_rect_before_wrap();
            let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - ALARM), whole.max);
            let above = Rect::from_min_max(whole.min, pos2(whole.right(), foot.top()));
            let mut inner = ui.new_child(UiBuilder::new().max_rect(above).id_salt("gate"));
            inner.set_clip_rect(above.intersect(ui.clip_rect()));
            gate.ui(&mut inner, desk);
            ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(size::LINE, color::LINE));
            let mut below =
                ui.new_child(UiBuilder::new().max_rect(foot.shrink2(vec2(space::XXL, 12.0))).id_salt("alarm"));
            below.with_layout(Layout::left_to_right(Align::Center), draw_alarm).inner
        })
        .inner
}

fn draw_alarm(ui: &mut Ui) -> bool {
    const WORDS: f32 = 420.0;
    let button = danger(Route::Alarm.label()).icon(Icon::TriangleAlert).min_width(230.0);
    ui.add_space(((ui.available_width() - 240.0 - WORDS) / 2.0).max(0.0));
    let is_pressed = ui.add(button).clicked();
    ui.add_space(space::S);
    prose::caption(ui, "合言葉なしで、はじめにすることと連絡先を見られます");
    is_pressed
}

/// What to do in an emergency, in place of the gate.
pub fn emergency(ui: &mut Ui, view: &mut EmergencyView, desk: &mut Desk<'_>) -> EmergencySaid {
    let said = CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| view.ui(ui, desk)).inner;
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none());
    let is_escaped = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if is_escaped { EmergencySaid::Back } else { said }
}

/// The sidebar and the page in sight; nothing of it answers while long work runs. Where there is no sidebar yet, the red
/// button stands below the page as it does below a gate: gives whether that one was pressed.
pub fn session(ui: &mut Ui, session: &mut Session, today: Day, is_busy: bool, asks: &mut Vec<Ask>) -> bool {
    let mut is_alarmed = false;
    if !has_side(&session.route) {
        let frame = Frame::new().fill(color::PAGE).inner_margin(Margin::symmetric(24, 12));
        let foot = Panel::bottom("alarm").resizable(false).exact_size(ALARM).frame(frame);
        is_alarmed = foot.show(ui, |ui| ui.with_layout(Layout::left_to_right(Align::Center), draw_alarm).inner).inner;
    } else {
        let side = Side {
            clinic: &session.clinic,
            operator: session.guest.as_ref().unwrap_or(&session.operator),
            sitter: session.sitter,
            route: &session.route,
        };
        side::draw(ui, side, asks);
    }
    draw_warning(ui, &mut session.warning);
    draw_unkept(ui, session);
    CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| {
        // Each route has its own scroll positions and open lists.
        ui.push_id(super::places::draft_name(&session.route), |ui| {
            let desk = Desk::new(today, &session.operator, is_busy, asks).at(session.now());
            let mut desk = desk.with_kdf(session.kdf).with_sitter(session.sitter);
            session.screen.ui(ui, &mut desk);
        });
    });
    is_alarmed
}

/// Whether the sidebar stands beside a place; until the ledger is set up there is nowhere else to go.
pub const fn has_side(route: &Route) -> bool {
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

/// Below the page, so that what is typed stays where it is: the ledger does not take it at the moment.
fn draw_unkept(ui: &mut Ui, session: &Session) {
    let Some(words) = session.drafts.unkept() else { return };
    let frame = Frame::new().fill(color::CARD).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 8 });
    let panel = Panel::bottom("unkept").resizable(false).show_separator_line(false).frame(frame);
    panel.show(ui, |ui| notice::bar(ui, Tone::Warn, &words));
}
