//! 事故への対応

use egui::Ui;

use crate::base::{Day, Kind};
use crate::desk::{Desk, Problem, Screen};
use crate::vault::Reader;
use crate::widgets::page;

/// The screen.
#[must_use]
pub fn alarm() -> Box<dyn Screen> {
    Box::new(Alarm)
}

struct Alarm;

impl Screen for Alarm {
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
