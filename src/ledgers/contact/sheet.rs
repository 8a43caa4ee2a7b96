//! 連絡先 on paper: one slot's contacts, in the order they are called.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, day, lines, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Contact, Slot, field};

/// The contacts of all slots; a slot that is asked for and empty has a line that says so.
#[must_use]
pub fn list(contacts: &[&Contact], asked: &[Slot]) -> Table {
    let columns = vec![
        Column::fixed(field::PLACE.label.trim_start_matches("連絡する"), 9.0).aligned(Align::Right),
        Column::share("区分", 1.1),
        Column::share("名称・担当者", 1.6),
        Column::fixed(field::PHONE.label, 32.0),
        Column::share(field::HOURS.label, 0.9),
        Column::share("つながらないとき", 1.1),
        Column::share(field::AGREEMENT.label, 1.1),
        Column::fixed(field::CHECKED_ON.label, 19.0),
    ];
    let mut rows = Vec::new();
    for slot in Slot::ALL {
        let own: Vec<_> = contacts.iter().filter(|contact| contact.slot == *slot).collect();
        if own.is_empty() && asked.contains(slot) {
            rows.push(Row::new(vec![
                cell(NONE),
                cell(slot.label()),
                cell(lines(text(""), [slot.about()])),
                cell(text("")),
                cell(NONE),
                cell(NONE),
                cell(NONE),
                cell(NONE),
            ]));
        }
        for (place, contact) in own.iter().enumerate() {
            rows.push(row(place + 1, contact));
        }
    }
    Table { columns, rows, ..Table::default() }
}

fn row(number: usize, contact: &Contact) -> Row {
    Row::new(vec![
        cell(number.to_string()),
        cell(contact.slot.label()),
        cell(lines(contact.name.clone(), [contact.person.as_str(), contact.note.as_str()])),
        cell(text(&contact.phone)),
        cell(or_none(&contact.hours)),
        cell(or_none(&contact.deputy)),
        cell(or_none(&contact.agreement)),
        cell(day(contact.checked_on)),
    ])
}
