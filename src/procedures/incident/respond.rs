//! 事故への対応

use egui::Ui;

use crate::base::{Day, IncidentId, Kind};
use crate::desk::{Desk, Problem, Screen};
use crate::vault::Reader;
use crate::widgets::page;

/// The screen.
#[must_use]
pub fn respond(_id: IncidentId) -> Box<dyn Screen> {
    Box::new(Respond)
}

struct Respond;

impl Screen for Respond {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Incident]
    }

    fn reload(&mut self, _read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, _desk: &mut Desk<'_>) {
        page::header(ui, "事故への対応", "", |_| {});
    }
}
