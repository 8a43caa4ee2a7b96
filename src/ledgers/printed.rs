//! How values stand on paper: what is missing is said in words, never left blank.

use crate::base::{Coded, Day};
use crate::paper::Cell;

/// What stands where nothing was entered yet.
pub const UNWRITTEN: &str = "未記入";
/// What stands where something was not done yet.
pub const UNDONE: &str = "未";
/// What stands where nothing needs to be entered.
pub const NONE: &str = "－";

/// A text, or [`UNWRITTEN`].
#[must_use]
pub fn text(value: &str) -> String {
    if value.trim().is_empty() { UNWRITTEN.to_owned() } else { value.to_owned() }
}

/// A day in short form (R8.11.20), or [`UNWRITTEN`].
#[must_use]
pub fn day(value: Option<Day>) -> String {
    value.map_or_else(|| UNWRITTEN.to_owned(), Day::short)
}

/// A day in long form (令和8年11月20日), or [`UNWRITTEN`].
#[must_use]
pub fn long_day(value: Option<Day>) -> String {
    value.map_or_else(|| UNWRITTEN.to_owned(), Day::wareki)
}

/// A chosen word, or [`UNWRITTEN`].
#[must_use]
pub fn choice<C: Coded>(value: Option<C>) -> String {
    value.map_or_else(|| UNWRITTEN.to_owned(), |value| value.label().to_owned())
}

/// A text that need not be there, or [`NONE`].
#[must_use]
pub fn or_none(value: &str) -> String {
    if value.trim().is_empty() { NONE.to_owned() } else { value.to_owned() }
}

/// A day that need not be there, or [`NONE`].
#[must_use]
pub fn day_or_none(value: Option<Day>) -> String {
    value.map_or_else(|| NONE.to_owned(), Day::short)
}

/// A chosen word and, where there are any, more lines below it: a product, a day.
#[must_use]
pub fn lines<'a>(first: impl Into<String>, more: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = first.into();
    for line in more.into_iter().filter(|line| !line.trim().is_empty()) {
        all.push('\n');
        all.push_str(line);
    }
    all
}

/// A cell; what is missing stands out in bold, in black and white too.
#[must_use]
pub fn cell(value: impl Into<String>) -> Cell {
    let value = value.into();
    let is_missing = !value.is_empty() && value.lines().all(|line| line == UNWRITTEN || line == UNDONE);
    let cell = Cell::new(value);
    if is_missing { cell.bold() } else { cell }
}

/// A note; an empty one stays empty, for the pen.
#[must_use]
pub fn note(value: &str) -> Cell {
    Cell::new(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(text("  "), "未記入");
        assert_eq!(day(None), "未記入");
        assert_eq!(or_none(""), "－");
        assert_eq!(lines("有", ["", "R8.10.1"]), "有\nR8.10.1");
        assert_eq!(cell(text("")).weight, crate::paper::Weight::Bold);
    }
}
