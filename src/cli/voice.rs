//! What the command line says: results to the output, complaints to the error output, without panic on closed pipes.

use std::io::{ErrorKind, Write};

use super::Fault;

/// Says a result.
pub(super) fn say(text: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Fault::Gone),
        Err(error) => Err(super::files::fault("Z-003", "結果を出力できませんでした。", &error)),
    }
}

/// Says a value as JSON.
pub(super) fn say_json(value: &serde_json::Value) -> Result<(), Fault> {
    say(&format!("{value:#}\n"))
}

/// Says a complaint or a remark. If nobody listens, there is nobody to tell.
pub(super) fn complain(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// Lines of cells under headings, in columns as wide as their content; full-width characters count two.
pub(super) fn columns(headings: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = headings.iter().map(|heading| width(heading)).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let mut text = String::new();
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    for row in std::iter::once(&headings).chain(rows) {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell).min(*widest) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn width(text: &str) -> usize {
    text.chars().filter(|c| !crate::base::text::is_selector(*c)).map(|c| if is_narrow(c) { 1 } else { 2 }).sum()
}

const fn is_narrow(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{10FF}' | '\u{1E00}'..='\u{200F}' | '\u{FF61}'..='\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = vec![vec!["髙橋".to_owned(), "a".to_owned()], vec!["葛\u{E0100}城 翔".to_owned(), "b".to_owned()]];
        assert_eq!(columns(&["氏名", "ID"], &rows), "氏名     ID\n髙橋     a\n葛\u{E0100}城 翔  b\n");
    }
}
