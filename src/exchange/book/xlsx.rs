//! Reads an xlsx, cell by cell, after [`super::guard`] has looked into it.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::guard::{SheetTraits, look_into};
use super::{Address, Book, BookFault, BookFormat, Cell, Grid, MAX_CELLS, MAX_COLUMN, MAX_ROW, MAX_TEXT, Value};
use crate::base::Day;

/// What is still allowed in this book.
struct Allowance {
    n_cells: usize,
    n_text: usize,
}

impl Allowance {
    fn spend(&mut self, value: &Value) -> Result<(), BookFault> {
        let length = match value {
            Value::Text(text) | Value::Number(_, text) | Value::Error(text) => text.len(),
            Value::Day(_) | Value::Bool(_) | Value::NoResult => 0,
        };
        let (Some(cells), Some(text)) = (self.n_cells.checked_sub(1), self.n_text.checked_sub(length)) else {
            return Err(BookFault::Swollen);
        };
        (self.n_cells, self.n_text) = (cells, text);
        Ok(())
    }
}

/// Reads all sheets.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Book, BookFault> {
    let traits = look_into(bytes)?;
    // The guard has refused what is known to break the reader; this is the net below it.
    catch_unwind(AssertUnwindSafe(|| read_checked(name, bytes, traits)))
        .unwrap_or_else(|_| Err(BookFault::Damaged("ブック".to_owned())))
}

fn read_checked(name: &str, bytes: &[u8], traits: Vec<SheetTraits>) -> Result<Book, BookFault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| of_reader(&error, "ブック"))?;
    let is_1904 = book.has_1904_epoch();
    let sheets: Vec<_> = book.sheets_metadata().to_vec();
    let mut traits = traits.into_iter();
    let mut allowance = Allowance { n_cells: MAX_CELLS, n_text: MAX_TEXT };
    let mut grids = Vec::new();
    let mut remarks = Vec::new();
    for sheet in sheets {
        let traits = traits.next().unwrap_or_default();
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut grid =
            Grid { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible, ..Grid::default() };
        match read_sheet(&mut book, &mut grid, &traits, is_1904, &mut allowance) {
            Ok(()) => {}
            Err(Trouble::NotASheet) => continue,
            Err(Trouble::Fault(fault)) => return Err(fault),
        }
        for at in &traits.without_result {
            remarks.extend(
                grid.cell(at.0, at.1).filter(|cell| cell.value == Value::NoResult).map(|cell| {
                    format!("「{}」の{}は、数式の結果がファイルに入っていません。", sheet.name, cell.origin)
                }),
            );
        }
        resolve_merged(&mut grid, traits, &mut allowance)?;
        grids.push(grid);
    }
    Ok(Book { name: name.to_owned(), format: BookFormat::Xlsx, sheets: grids, remarks })
}

enum Trouble {
    NotASheet,
    Fault(BookFault),
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    grid: &mut Grid,
    traits: &SheetTraits,
    is_1904: bool,
    allowance: &mut Allowance,
) -> Result<(), Trouble> {
    let name = grid.name.clone();
    let fault = |error: &XlsxError| match error {
        XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_) => Trouble::NotASheet,
        other => Trouble::Fault(of_reader(other, &name)),
    };
    let mut reader = book.worksheet_cells_reader(&name).map_err(|error| fault(&error))?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| fault(&error))? {
        let (row, column) = cell.get_position();
        if row >= MAX_ROW || column >= MAX_COLUMN {
            return Err(Trouble::Fault(BookFault::Damaged(name)));
        }
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map_or("", |format| format.format_code.as_str());
        let mut value = value_of(cell.get_value(), format, is_1904);
        if value.is_none() && traits.without_result.contains(&(row, column)) {
            value = Some(Value::NoResult);
        }
        let Some(value) = value.filter(|value| !value.is_blank()) else { continue };
        allowance.spend(&value).map_err(Trouble::Fault)?;
        grid.put(Address { row, column }, value);
    }
    for row in &traits.hidden_rows {
        if let Some(row) = grid.rows.get_mut(row) {
            row.is_hidden = true;
        }
    }
    Ok(())
}

fn of_reader(error: &XlsxError, place: &str) -> BookFault {
    match error {
        XlsxError::Password => BookFault::Locked,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => BookFault::NotABook("別の種類の文書"),
        _ => BookFault::Damaged(place.to_owned()),
    }
}

fn value_of(data: &DataRef<'_>, format: &str, is_1904: bool) -> Option<Value> {
    match data {
        DataRef::Int(number) => Some(Value::Number(to_float(*number), number.to_string())),
        DataRef::Float(number) => Some(Value::Number(*number, number_text(*number, format))),
        DataRef::String(text) => Some(Value::Text(text.clone())),
        DataRef::SharedString(text) => Some(Value::Text((*text).to_owned())),
        DataRef::Bool(flag) => Some(Value::Bool(*flag)),
        DataRef::DateTime(moment) => {
            let serial = moment.as_f64();
            let day = Day::from_excel(serial, is_1904).filter(|_| moment.is_datetime());
            Some(day.map_or_else(|| Value::Number(serial, number_text(serial, "")), Value::Day))
        }
        DataRef::DateTimeIso(text) => {
            let date = text.split('T').next().unwrap_or(text);
            Some(Day::read(date).map_or_else(|_| Value::Text(text.clone()), Value::Day))
        }
        DataRef::DurationIso(text) => Some(Value::Text(text.clone())),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
        DataRef::Empty => None,
    }
}

#[allow(clippy::cast_precision_loss)] // ids and counts in a ledger are far below 2^53
const fn to_float(number: i64) -> f64 {
    number as f64
}

/// The number as Excel shows it, as far as ids need it: no `.0`, and the zeros of a `0000` format.
fn number_text(number: f64, format: &str) -> String {
    let n_zeros = if !format.is_empty() && format.chars().all(|c| c == '0') { format.len() } else { 0 };
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:0n_zeros$.0}");
    }
    format!("{number}")
}

/// Gives every cell of a merged range the value of its first cell.
fn resolve_merged(grid: &mut Grid, traits: SheetTraits, allowance: &mut Allowance) -> Result<(), BookFault> {
    let width = grid.width();
    let height = grid.rows.last_key_value().map_or(0, |(row, _)| row + 1);
    for (first, last) in &traits.merged {
        let Some(value) = grid.cell(first.row, first.column).map(|cell| cell.value.clone()) else { continue };
        for row in first.row..=last.row.min(height.saturating_sub(1)) {
            for column in first.column..=last.column.min(width.saturating_sub(1)) {
                if (row, column) == (first.row, first.column) {
                    continue;
                }
                allowance.spend(&value)?;
                let cell = Cell { value: value.clone(), origin: *first };
                grid.rows.entry(row).or_default().cells.insert(column, cell);
            }
        }
    }
    grid.merged = traits.merged;
    Ok(())
}
