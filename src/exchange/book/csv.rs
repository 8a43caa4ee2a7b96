//! Reads text with separators. Broken quotes are read in a forgiving manner and always reported with their line.

use super::encoding::Decoded;
use super::{Address, Book, BookFault, BookFormat, Grid, MAX_CELLS, MAX_COLUMN, MAX_ROW, Value};

/// Separators, in the order they win when equally likely.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];
/// More remarks than this are only counted.
const MAX_REMARKS: usize = 50;
/// A quoted field over more lines than this is taken for a quote that was never closed.
const MAX_FIELD_LINES: usize = 200;

/// Reads the only sheet.
pub(super) fn read(name: &str, decoded: Decoded) -> Result<Book, BookFault> {
    let Decoded { text, encoding, mut remarks } = decoded;
    let chars: Vec<char> = text.chars().filter(|c| *c != '\u{1a}').collect();
    let mut scanner = Scanner { chars: &chars, at: 0, line: 1, separator: separator(&text), remarks: Vec::new() };
    let mut grid = Grid { name: sheet_name(name), ..Grid::default() };
    let mut n_cells = 0_usize;
    let mut row = 0_u32;
    while let Some(fields) = scanner.record() {
        for (column, field) in (0_u32..).zip(fields) {
            if column >= MAX_COLUMN || row >= MAX_ROW {
                return Err(BookFault::Swollen);
            }
            if field.trim().is_empty() {
                continue;
            }
            n_cells += 1;
            if n_cells > MAX_CELLS {
                return Err(BookFault::Swollen);
            }
            grid.put(Address { row, column }, Value::Text(field));
        }
        row = row.saturating_add(1);
    }
    let n_more = scanner.remarks.len().saturating_sub(MAX_REMARKS);
    remarks.extend(scanner.remarks.into_iter().take(MAX_REMARKS));
    if n_more > 0 {
        remarks.push(format!("ほかに{n_more}か所、引用符の乱れがあります。"));
    }
    if grid.is_empty() {
        return Err(BookFault::Empty);
    }
    Ok(Book { name: name.to_owned(), format: BookFormat::Text(encoding), sheets: vec![grid], remarks })
}

/// The file's name without its extension.
fn sheet_name(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// The separator that cuts the first lines into the most equal numbers of fields.
fn separator(text: &str) -> char {
    let score = |separator: char| {
        let counts: Vec<usize> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(30)
            .map(|line| n_outside_quotes(line, separator))
            .collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let n_equal = counts.iter().filter(|n| **n == most).count();
        if most == 0 { 0 } else { most * 2 + n_equal * 3 }
    };
    let mut best = (0, ',');
    for candidate in SEPARATORS {
        let points = score(candidate);
        if points > best.0 {
            best = (points, candidate);
        }
    }
    best.1
}

fn n_outside_quotes(line: &str, separator: char) -> usize {
    let mut is_quoted = false;
    let mut n = 0;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c == separator && !is_quoted => n += 1,
            _ => {}
        }
    }
    n
}

struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
    separator: char,
    remarks: Vec<String>,
}

enum End {
    Field,
    Record,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        if c == '\n' || (c == '\r' && self.peek() != Some('\n')) {
            self.line += 1;
        }
        Some(c)
    }

    /// The fields of the next line; `None` at the end.
    fn record(&mut self) -> Option<Vec<String>> {
        self.peek()?;
        let mut fields = Vec::new();
        loop {
            let (field, end) = self.field();
            fields.push(field);
            if matches!(end, End::Record) {
                return Some(fields);
            }
        }
    }

    fn field(&mut self) -> (String, End) {
        let start = (self.at, self.line);
        if self.peek() == Some('"') {
            self.bump();
            if let Some(done) = self.quoted() {
                return done;
            }
            (self.at, self.line) = start;
            self.remarks
                .push(format!("{}行目の引用符「\"」が閉じていません。引用符を文字として読みました。", self.line));
        }
        self.plain(String::new())
    }

    /// A field in quotes, from behind the opening quote; `None` when it is never properly closed.
    fn quoted(&mut self) -> Option<(String, End)> {
        let (first_line, mut field) = (self.line, String::new());
        loop {
            match self.bump()? {
                '"' if self.peek() == Some('"') => {
                    self.bump();
                    field.push('"');
                }
                '"' => break,
                '\r' if self.peek() == Some('\n') => {}
                '\r' => field.push('\n'),
                c => field.push(c),
            }
            if self.line - first_line > MAX_FIELD_LINES {
                return None;
            }
        }
        match self.peek() {
            None | Some('\n' | '\r') => Some((field, self.end())),
            Some(c) if c == self.separator => Some((field, self.end())),
            Some(_) if self.line > first_line => None,
            Some(_) => {
                self.remarks.push(format!(
                    "{}行目の引用符「\"」の後に文字があります。続けて1つのセルとして読みました。",
                    self.line
                ));
                Some(self.plain(field))
            }
        }
    }

    /// A field without quotes.
    fn plain(&mut self, mut field: String) -> (String, End) {
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return (field, self.end()),
                Some(c) if c == self.separator => return (field, self.end()),
                Some(c) => {
                    field.push(c);
                    self.bump();
                }
            }
        }
    }

    /// Steps over the separator or the end of the line.
    fn end(&mut self) -> End {
        match self.bump() {
            Some(c) if c == self.separator => End::Field,
            Some('\r') if self.peek() == Some('\n') => {
                self.bump();
                End::Record
            }
            _ => End::Record,
        }
    }
}
