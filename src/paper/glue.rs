//! What stays on one line when the column allows it: full-width numbers and dates such as 令和8年11月20日.

/// A stretch of bytes that should not be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glue {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

const ERAS: [&str; 5] = ["令和", "平成", "昭和", "大正", "明治"];
/// Units a date or a time is made of, in order.
const UNITS: [char; 5] = ['年', '月', '日', '時', '分'];

/// All such stretches of a text, in order, without overlap.
pub(crate) fn glued(text: &str) -> Vec<Glue> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = date(rest).max(number(rest));
        if length > 0 {
            found.push(Glue { start: at, end: at + length });
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Bytes of a date at the start of the text; 0 if there is none.
fn date(text: &str) -> usize {
    let era = ERAS.iter().find(|era| text.starts_with(**era)).map_or(0, |era| era.len());
    let mut end = 0;
    let mut at = era;
    for unit in UNITS {
        let rest = text.get(at..).unwrap_or_default();
        let digits = if unit == '年' && rest.starts_with('元') { '元'.len_utf8() } else { number(rest) };
        let behind = rest.get(digits..).unwrap_or_default();
        if digits > 0 && behind.starts_with(unit) {
            at += digits + unit.len_utf8();
            end = at;
        } else if end > 0 {
            break;
        }
    }
    end
}

/// Bytes of a run of digits at the start of the text, with points and commas between full-width ones.
fn number(text: &str) -> usize {
    let mut end = 0;
    for (at, char) in text.char_indices() {
        match char {
            '0'..='9' | '０'..='９' => end = at + char.len_utf8(),
            '．' | '，' if end > 0 => {}
            _ => break,
        }
    }
    end
}
