//! A page that is not built yet.

use egui::Ui;

use crate::base::{Day, Kind};
use crate::desk::{Desk, Problem, Screen};
use crate::vault::Reader;
use crate::widgets::{page, prose};

/// Says that there is nothing here yet.
pub struct Missing;

impl Screen for Missing {
    fn reads(&self) -> &'static [Kind] {
        &[]
    }

    fn reload(&mut self, _read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, _desk: &mut Desk<'_>) {
        page::header(ui, "準備中", "", |_| {});
        page::body(ui, |ui| prose::paragraph(ui, "この画面は準備中です。"));
    }
}
