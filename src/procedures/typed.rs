//! A few fields inside a step (記入欄): what was typed into them, and what is wrong with it.

use egui::Ui;

use crate::base::{Breach, Day, Draft, Field};
use crate::desk::{Done, Refusal};
use crate::widgets::field::blank;
use crate::widgets::form::{Choosable, Plan, show};

/// Whether 必須 and 任意 stand beside the labels.
#[derive(Clone, Copy)]
enum Badge {
    Shown,
    Hidden,
}

/// What was typed into the fields of a page's steps. Their keys tell them apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) draft: Draft,
    breaches: Vec<Breach>,
}

impl Typed {
    /// Fills a field that is still empty.
    pub(super) fn offer(&mut self, field: &Field, value: impl Into<String>) {
        if self.draft.get(field.key).is_empty() {
            self.draft.set(field.key, value);
        }
    }

    /// Draws fields, each with its own fault.
    pub(super) fn ui(&mut self, ui: &mut Ui, fields: &[Field], today: Day) {
        self.draw(ui, fields, today, Badge::Shown);
    }

    /// The same without 任意 beside the labels: what a page is about is not to look as if it could be left out.
    pub(super) fn ui_plain(&mut self, ui: &mut Ui, fields: &[Field], today: Day) {
        self.draw(ui, fields, today, Badge::Hidden);
    }

    fn draw(&mut self, ui: &mut Ui, fields: &[Field], today: Day, badge: Badge) {
        let options = |_: &Field| Choosable::default();
        let Self { draft, breaches } = self;
        let plan = Plan { fields, breaches, options: &options, today, save: "", is_dirty: true, is_busy: false };
        let mut mended = Vec::new();
        for field in fields {
            let fault = plan.breaches.iter().find(|breach| breach.field == field.key);
            let fault = fault.map(|breach| breach.why.as_str());
            let entry = blank(field.label).hint(field.hint).fault(fault);
            let entry = match badge {
                Badge::Shown => entry.need(field.need),
                Badge::Hidden => entry,
            };
            if show(ui, entry, field, &plan, draft).changed {
                mended.push(field.key);
            }
        }
        breaches.retain(|breach| !mended.contains(&breach.field));
    }

    /// Nothing is wrong with it any more.
    pub(super) fn sound(&mut self) {
        self.breaches.clear();
    }

    /// What was asked for was done, or refused for what was typed.
    pub(super) fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match outcome {
            Ok(_) => *self = Self::default(),
            Err(Refusal::Breaches(breaches)) => self.breaches.clone_from(breaches),
            Err(Refusal::Problem(_)) => {}
        }
    }
}
