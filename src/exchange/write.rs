//! Writes the ledger as an xlsx: the 利用者台帳 in the usual form, and every record with all its fields.
//! Texts are written as texts (never as formulas), days as real dates. Importing the book again changes nothing.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::columns::RECORD_NUMBER;
use super::facts::{Facts, Known};
use super::ledger_form;
use super::settle::shown;
use crate::base::{Day, Field, Input, Kind};
use crate::desk::Problem;
use crate::ledgers::registry;

/// 令和8年11月20日, from a real date.
pub(super) const WAREKI: &str = "[$-ja-JP]ggge\"年\"m\"月\"d\"日\"";
/// Narrowest and widest column, in half-width characters.
const WIDTHS: (usize, usize) = (6, 44);

/// What stands in a cell to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text as it is.
    Text(String),
    /// A real date.
    Day(Day),
}

impl Ink {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day as the draft writes it; other text stays text.
    pub fn day(text: &str) -> Self {
        Day::read(text).map_or_else(|_| Self::text(text), Self::Day)
    }

    fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.lines().map(|line| line.chars().map(char_width).sum()).max().unwrap_or(0),
            Self::Day(_) => 16,
        }
    }
}

/// The looks of the cells.
pub(super) struct Looks {
    /// Headings.
    pub heading: Format,
    /// Texts.
    pub text: Format,
    /// Days.
    pub day: Format,
    /// Titles.
    pub title: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let heading = Format::new()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_background_color(0x00E3_F2F0)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let day = cell.clone().set_num_format(WAREKI);
        // 「@」 keeps 0123 and 1-2 as they are when somebody types over them.
        Self { heading, text: cell.set_num_format("@"), day, title: Format::new().set_bold().set_font_size(14) }
    }
}

/// Writes the whole ledger.
///
/// # Errors
/// The workbook could not be put together.
pub fn write_book(facts: &Facts) -> Result<Vec<u8>, Problem> {
    put_together(facts).map_err(|error| {
        Problem::new(
            "X-30",
            "Excelのファイルを作れませんでした。台帳は変わっていません。",
            "もう一度書き出してください。続くときは、この番号を問い合わせ先に伝えてください。",
        )
        .with_detail(kind_of(&error))
    })
}

/// The kind of an error without its values.
pub(super) fn kind_of(error: &XlsxError) -> String {
    let text = format!("{error:?}");
    text.split(['(', '{', ' ']).next().unwrap_or_default().to_owned()
}

fn put_together(facts: &Facts) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    ledger_form::write(workbook.add_worksheet(), facts, &looks)?;
    for kind in Kind::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(kind))?;
        records(sheet, facts, kind, &looks)?;
    }
    workbook.save_to_buffer()
}

/// The tab of the sheet with all records of a kind.
const fn sheet_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Staff => "利用者（全項目）",
        Kind::Clinic
        | Kind::Role
        | Kind::System
        | Kind::Account
        | Kind::Device
        | Kind::Attendance
        | Kind::PolicyRead
        | Kind::Pledge
        | Kind::SelfCheck
        | Kind::Remedy
        | Kind::Training
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::BackupPlan
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Vendor
        | Kind::Contract
        | Kind::Remote
        | Kind::Disclosure
        | Kind::VendorSheet
        | Kind::Incident
        | Kind::Takeout => kind.label(),
    }
}

fn records(sheet: &mut Worksheet, facts: &Facts, kind: Kind, looks: &Looks) -> Result<(), XlsxError> {
    let fields = (registry::of(kind).fields)();
    let mut rows: Vec<Vec<Ink>> = vec![fields.iter().map(|field| Ink::text(field.label)).collect()];
    if let Some(heading) = rows.first_mut() {
        heading.push(Ink::text(RECORD_NUMBER));
    }
    for known in facts.all(kind) {
        let mut row: Vec<Ink> = fields.iter().map(|field| ink(field, known, facts)).collect();
        row.push(Ink::text(known.id.to_string()));
        rows.push(row);
    }
    for (at, row) in (0_u32..).zip(&rows) {
        for (column, ink) in (0_u16..).zip(row) {
            put(sheet, at, column, ink, looks, if at == 0 { &looks.heading } else { &looks.text })?;
        }
    }
    fit(sheet, &rows)?;
    sheet.set_freeze_panes(1, 1)?;
    if let (Ok(last_row), Ok(last_column)) = (u32::try_from(rows.len() - 1), u16::try_from(fields.len())) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    Ok(())
}

fn ink(field: &Field, known: &Known, facts: &Facts) -> Ink {
    let text = known.draft.get(field.key);
    match field.input {
        Input::Day => Ink::day(text),
        Input::Line
        | Input::Kana
        | Input::Lines
        | Input::Mail
        | Input::Choice(_)
        | Input::Many(_)
        | Input::Suggest(_)
        | Input::Link(_)
        | Input::Links(_) => Ink::text(shown(field.input, text, Some(facts))),
    }
}

/// Writes one cell; `plain` is the look of a text.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    ink: &Ink,
    looks: &Looks,
    plain: &Format,
) -> Result<(), XlsxError> {
    match ink {
        Ink::Text(text) if text.is_empty() => sheet.write_blank(row, column, plain)?,
        // A cell holds 32,767 characters; no field comes near, and a longer one must not stop the book.
        Ink::Text(text) => {
            let text: String = text.chars().take(32_000).collect();
            sheet.write_string_with_format(row, column, text, plain)?
        }
        Ink::Day(day) => match serial(*day) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &looks.day)?,
            None => sheet.write_string_with_format(row, column, day.wareki(), plain)?,
        },
    };
    Ok(())
}

/// A day as Excel counts it; none for days before it counts right.
#[allow(clippy::cast_precision_loss)] // days since 1900
pub(super) fn serial(day: Day) -> Option<f64> {
    let n_days = Day::new(1899, 12, 30).map(|first| first.days_until(day))?;
    (n_days > 60).then_some(n_days as f64)
}

/// Sets the widths of the columns by what stands in them.
pub(super) fn fit(sheet: &mut Worksheet, rows: &[Vec<Ink>]) -> Result<(), XlsxError> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (column, at) in (0_u16..).zip(0..n_columns) {
        let widest = rows.iter().filter_map(|row| row.get(at)).map(Ink::width).max().unwrap_or(0);
        let width = (widest + 2).clamp(WIDTHS.0, WIDTHS.1);
        sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(10)))?;
    }
    Ok(())
}

fn char_width(c: char) -> usize {
    if c.is_ascii() || matches!(c, '\u{FF61}'..='\u{FF9F}') { 1 } else { 2 }
}
