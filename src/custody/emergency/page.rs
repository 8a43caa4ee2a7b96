//! The page of the sheet: who manages chooses what stands on it; everybody else sees it as it is posted.

use egui::Ui;

use crate::base::{Day, Kind, Moment};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Right, Screen, unpack};
use crate::ledgers::contact::record::Contact;
use crate::ledgers::emergency::{Chosen, Kept, Posted};
use crate::vault::Reader;
use crate::widgets::escape;

use super::choose::Choosing;
use super::view::{EmergencyView, Said};

/// The page.
#[must_use]
pub fn emergency() -> Box<dyn Screen> {
    Box::new(EmergencyScreen::default())
}

#[derive(Default)]
struct EmergencyScreen {
    view: EmergencyView,
    choosing: Choosing,
    is_loaded: bool,
}

impl Screen for EmergencyScreen {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Contact]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let chosen = Chosen::read(read)?;
        let contacts = read.list::<Contact>()?;
        let at = Moment::first_of(today);
        let posted = if chosen.is_posted { Posted::of(&chosen, &contacts, at) } else { Posted::default() };
        self.view.turn_to(posted);
        self.choosing.load(chosen, contacts, today, at);
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if !self.is_loaded {
            return;
        }
        let is_asking = self.choosing.is_asking();
        if desk.may(Right::Manage) {
            self.choosing.ui(ui, desk);
        } else if self.view.ui(ui, desk) == Said::Back {
            desk.ask(Ask::Back);
        }
        if !is_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.choosing.settled(outcome.is_ok());
    }

    fn delivered(&mut self, parcel: Parcel) {
        if let Some(kept) = unpack::<Kept>(parcel) {
            self.choosing.seen(kept);
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        Some(("emergency".to_owned(), self.choosing.unsaved()?))
    }

    fn restore(&mut self, content: &str) {
        self.choosing.restore(content);
    }
}
