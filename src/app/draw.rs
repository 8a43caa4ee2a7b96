//! Puts the pieces together: a gate alone, or the sidebar with a page beside it.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::base::Day;
use crate::desk::{Ask, Desk, Gate, Route};
use crate::widgets::tokens::color;
use crate::widgets::{Tone, notice};

use super::session::Session;
use super::side::{self, Side};

/// A gate has the window for itself.
pub fn gate(ui: &mut Ui, gate: &mut dyn Gate, desk: &mut Desk<'_>) {
    CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| gate.ui(ui, desk));
}

/// The sidebar and the page in sight; nothing of it answers while long work runs.
pub fn session(ui: &mut Ui, session: &mut Session, today: Day, is_busy: bool, asks: &mut Vec<Ask>) {
    if !matches!(session.route, Route::Setup | Route::OwnPassphrase) {
        let side = Side {
            clinic: &session.clinic,
            operator: session.guest.as_ref().unwrap_or(&session.operator),
            sitter: session.sitter,
            route: &session.route,
        };
        side::draw(ui, side, asks);
    }
    draw_warning(ui, &mut session.warning);
    CentralPanel::default().frame(Frame::new().fill(color::PAGE)).show(ui, |ui| {
        // Each route has its own scroll positions and open lists.
        ui.push_id(super::places::draft_name(&session.route), |ui| {
            let desk = Desk::new(today, &session.operator, is_busy, asks).at(session.now());
            let mut desk = desk.with_kdf(session.kdf).with_sitter(session.sitter);
            session.screen.ui(ui, &mut desk);
        });
    });
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
