//! What is filled in of the record at a step: a few fields of the record's own form.

use egui::Ui;

use crate::base::{Day, Draft, Field, Record};
use crate::flows::Fills;
use crate::ledgers::incident::record::{Incident, field};
use crate::widgets::field::blank;
use crate::widgets::form::{Choosable, Plan, show};

use super::respond::Respond;

/// The fields that are filled in at a step; none where it is filled in on a page of its own.
pub(super) const fn fields(fills: Fills) -> &'static [Field] {
    const FACTS: &[Field] =
        &[field::SUMMARY, field::WHEN_WORDS, field::PLACE, field::WHO, field::WHAT, field::WHY, field::HOW];
    const DATA: &[Field] = &[field::PEOPLE_BY, field::PEOPLE, field::DATA, field::DATA_WORDS];
    const PROTECTION: &[Field] =
        &[field::FORM, field::ENCRYPTED, field::KEY_SAFE, field::LOCKED, field::REMOTE, field::PROTECTION_WORDS];
    const CAUSE: &[Field] = &[field::CAUSE, field::WHY, field::PREVENTION];
    match fills {
        Fills::Facts => FACTS,
        Fills::Data => DATA,
        Fills::Protection => PROTECTION,
        Fills::Cause => CAUSE,
        Fills::Law => &[],
    }
}

/// What stands in them now.
pub(super) fn draft(fills: Fills, incident: &Incident) -> Draft {
    let whole = incident.draft();
    fields(fills).iter().fold(Draft::new(), |draft, field| draft.with(field, whole.get(field.key)))
}

impl Respond {
    /// Draws them; what is mended is not marked any more.
    pub(super) fn draw_fields(&mut self, ui: &mut Ui, fills: Fills, today: Day) {
        let options = |_: &Field| Choosable::default();
        let fields = fields(fills);
        let (breaches, draft) = (&self.breaches, &mut self.typed.draft);
        let plan = Plan { fields, breaches, options: &options, today, save: "", is_dirty: true, is_busy: false };
        let mut mended = Vec::new();
        for field in fields {
            let fault = breaches.iter().find(|breach| breach.field == field.key).map(|breach| breach.why.as_str());
            let entry = blank(field.label).hint(field.hint).fault(fault).optional();
            if show(ui, entry, field, &plan, draft).changed {
                mended.push(field.key);
            }
        }
        self.breaches.retain(|breach| !mended.contains(&breach.field));
    }
}
