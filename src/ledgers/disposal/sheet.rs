//! 引き渡し・消去 on paper: what was done with a device's contents before it passed into other hands (S000-1.5).

use crate::base::Coded;
use crate::ledgers::printed::{NONE, choice, long_day, or_none, text};
use crate::paper::{Cell, Column, KeyValue, Row, Table};

use super::record::{Disposal, Wiped, field};

/// One handing over, with all that is known of it.
#[must_use]
pub fn card(disposal: &Disposal, from: &str, to: &str) -> Vec<KeyValue> {
    let mut rows = vec![
        KeyValue::wide(field::HANDING.label, disposal.handing.label()),
        KeyValue::new(field::ON.label, long_day(disposal.on)),
        KeyValue::new(field::FROM.label, or_none(from)),
        KeyValue::new(field::TO.label, or_none(to)),
        KeyValue::new(field::WIPED.label, choice(disposal.wiped)),
    ];
    match disposal.wiped {
        Some(Wiped::No) => rows.push(KeyValue::wide(field::WHY_NOT.label, text(&disposal.why_not))),
        Some(Wiped::Yes) | None => rows.extend([
            KeyValue::wide(field::METHOD.label, text(&disposal.method)),
            KeyValue::new(field::WIPED_ON.label, long_day(disposal.wiped_on)),
            KeyValue::new(field::PERFORMER.label, text(&disposal.performer)),
            KeyValue::new(field::WITNESS.label, or_none(&disposal.witness)),
            KeyValue::new(field::PROOF_NOTE.label, or_none(&disposal.proof)),
        ]),
    }
    if !disposal.note.is_empty() {
        rows.push(KeyValue::wide(field::NOTE.label, disposal.note.clone()));
    }
    rows
}

/// What is to be filled in by the pen.
#[must_use]
pub fn blank() -> Vec<KeyValue> {
    let lines = [
        field::HANDING,
        field::ON,
        field::FROM,
        field::TO,
        field::METHOD,
        field::WIPED_ON,
        field::PERFORMER,
        field::WITNESS,
        field::PROOF_NOTE,
    ];
    lines.into_iter().map(|field| KeyValue::wide(field.label, "\u{3000}\n\u{3000}")).collect()
}

/// Several devices in a table, each with its name.
#[must_use]
pub fn table<'a>(lines: impl IntoIterator<Item = (String, &'a Disposal)>) -> Table {
    let columns = vec![
        Column::share("端末・媒体", 1.2),
        Column::share(field::HANDING.label, 1.0),
        Column::fixed("渡した日", 20.0),
        Column::share("消去の方法・日・人", 1.6),
    ];
    let rows = lines.into_iter().map(|(device, disposal)| {
        Row::new(vec![
            Cell::new(device),
            Cell::new(disposal.handing.label()),
            Cell::new(disposal.on.map_or_else(|| NONE.to_owned(), crate::base::Day::short)),
            Cell::new(disposal.wipe_line()),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
