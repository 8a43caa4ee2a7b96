//! 記入欄 of the page: one field, as its kind of input wants it; what was wrong with it is gone once it is changed.

use egui::Ui;

use crate::base::{Breach, Day, Draft, Field, Input, Need};
use crate::widgets::field::blank;
use crate::widgets::form::ask_meant;

/// Width of a field that holds a number, a day or a name.
const NARROW: f32 = 320.0;

/// Shows a field over its place in the draft.
pub(super) fn typed(ui: &mut Ui, field: &Field, breaches: &mut Vec<Breach>, draft: &mut Draft, today: Day) {
    let fault = breaches.iter().find(|breach| breach.field == field.key).map(|breach| breach.why.clone());
    let need = if field.need == Need::Required { Need::Required } else { Need::Optional };
    let entry = blank(field.label).need(need).hint(field.hint).fault(fault.as_deref());
    let value = draft.text_mut(field.key);
    let answer = match field.input {
        Input::Lines => entry.lines(ui, value, 2),
        Input::Day => entry.width(NARROW).day(ui, value, today),
        Input::Many(choices) => {
            let items: Vec<(&str, &str)> = choices.iter().map(|choice| (choice.code, choice.label)).collect();
            entry.many(ui, &items, value)
        }
        Input::Line
        | Input::Kana
        | Input::Mail
        | Input::Choice(_)
        | Input::At
        | Input::Suggest(_)
        | Input::Link(_)
        | Input::Links(_) => entry.width(NARROW).line(ui, value),
    };
    let said = draft.get(field.key).to_owned();
    if answer.changed || ask_meant(ui, field, &said, draft, today, fault.as_deref()) {
        breaches.retain(|breach| breach.field != field.key);
    }
}
