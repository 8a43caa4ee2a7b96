//! Writes a vendor's form as an xlsx: what is to be filled in is open, everything else is locked, and a hidden tab says
//! whose it is.

use std::sync::Arc;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use super::{ANSWERED_BY, FORMAT, MARK, SHEET, column, items, mark, named, names_of};
use crate::base::{Coded, Day, Kept};
use crate::checklists::{Edition, Held};
use crate::desk::Problem;
use crate::exchange::write::{WAREKI, kind_of, serial};
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor_sheet::record::{Reply, VendorAnswer, VendorSheet};

/// The row of the headings, and how many lines stand above.
const HEADING: u32 = 9;

/// What stands on a form.
#[derive(Debug, Clone)]
pub struct Form {
    /// The record.
    pub kept: Kept<VendorSheet>,
    /// The edition it is of.
    pub edition: Arc<Edition>,
    /// The vendor's name.
    pub vendor: String,
    /// The clinic's name.
    pub clinic: String,
    /// The systems it is about.
    pub systems: Vec<String>,
    /// The ledger it comes from, by the beginning of its id.
    pub ledger: String,
}

/// The form of a record, with what it needs of the ledger.
///
/// # Errors
/// Its edition is not at hand.
pub fn form_of(facts: &Facts, held: &Held, kept: &Kept<VendorSheet>, ledger: &str) -> Result<Form, Problem> {
    Ok(Form {
        kept: kept.clone(),
        edition: super::edition_of(held, &kept.record.edition)?,
        vendor: facts.vendor_name(kept.record.vendor).to_owned(),
        clinic: facts.clinic.as_ref().map(|kept| kept.record.name.clone()).unwrap_or_default(),
        systems: names_of(facts, &kept.record.systems),
        ledger: ledger.to_owned(),
    })
}

impl Form {
    /// A name for the file.
    #[must_use]
    pub fn file_name(&self) -> String {
        let name = format!("事業者の点検表 {} {}.xlsx", self.kept.record.fiscal_year.label(), self.vendor);
        name.chars().map(|c| if "\\/:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
    }
}

/// Writes it.
///
/// # Errors
/// The workbook could not be put together.
pub fn write(form: &Form) -> Result<Vec<u8>, Problem> {
    put_together(form).map_err(|error| {
        Problem::new(
            "X-44",
            "点検表のExcelを作れませんでした。台帳は変わっていません。",
            "もう一度行ってください。続くときは、この番号を問い合わせ先に伝えてください。",
        )
        .with_detail(kind_of(&error))
    })
}

/// The looks of the cells.
struct Looks {
    title: Format,
    plain: Format,
    small: Format,
    label: Format,
    heading: Format,
    cell: Format,
    open: Format,
    open_day: Format,
}

impl Looks {
    fn new() -> Self {
        let framed = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let input = framed.clone().set_unlocked().set_background_color(0x00FF_FBE6);
        let heading = Format::new()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_background_color(0x00E3_F2F0)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            plain: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            small: Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(0x0055_5555),
            label: framed.clone().set_bold(),
            heading,
            open: input.clone().set_num_format("@"),
            open_day: input.set_num_format(WAREKI),
            cell: framed,
        }
    }
}

fn put_together(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let looks = Looks::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    draw_head(sheet, form, &looks)?;
    draw_items(sheet, form, &looks)?;
    for (column, width) in [(column::NO, 8.0), (column::LABEL, 46.0), (column::REPLY, 12.0)] {
        sheet.set_column_width(column, width)?;
    }
    for (column, width) in [(column::CHECKED_ON, 18.0), (column::TARGET_ON, 18.0), (column::NOTE, 34.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(column::ITEM)?;
    sheet.set_freeze_panes(HEADING + 1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(HEADING, HEADING)?;
    // No password: it keeps the frame from slips of the hand, not from people.
    sheet.protect_with_options(&ProtectionOptions { format_columns: true, format_rows: true, ..Default::default() });
    draw_mark(workbook.add_worksheet(), form)?;
    workbook.save_to_buffer()
}

fn draw_head(sheet: &mut Worksheet, form: &Form, looks: &Looks) -> Result<(), XlsxError> {
    let record = &form.kept.record;
    sheet.write_string_with_format(0, 0, "事業者の点検表（事業者確認用）", &looks.title)?;
    let edition = format!("{}　{}", form.edition.title, record.fiscal_year.label());
    sheet.write_string_with_format(1, 0, edition, &Format::new())?;
    let lines =
        [("施設", form.clinic.clone()), ("事業者", form.vendor.clone()), ("対象のシステム", form.systems.join("、"))];
    for (row, (label, value)) in (2_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, label, &looks.label)?;
        sheet.merge_range(row, 1, row, column::NOTE, &value, &looks.cell)?;
    }
    sheet.write_string_with_format(5, 0, ANSWERED_BY, &looks.label)?;
    sheet.merge_range(5, 1, 5, column::NOTE, &record.answered_by, &looks.open)?;
    let how = "貴社が受け持つ範囲について、色の付いた欄にお答えください。回答は一覧から選びます。「いいえ」のときは目標日を、「対象外」のときは理由を備考にお書きください。";
    sheet.merge_range(6, 0, 6, column::NOTE, how, &looks.plain)?;
    let whose = "設問は要点をまとめたもので、厚生労働省の様式の文とは異なります。行や列を消さずに、このファイルのまま返してください。";
    sheet.merge_range(7, 0, 7, column::NOTE, whose, &looks.small)?;
    sheet.set_row_height(5, 30.0)?;
    sheet.set_row_height(6, 32.0)?;
    Ok(())
}

fn draw_items(sheet: &mut Worksheet, form: &Form, looks: &Looks) -> Result<(), XlsxError> {
    let headings = [
        (column::NO, "番号"),
        (column::LABEL, "確認すること"),
        (column::REPLY, "回答"),
        (column::CHECKED_ON, "確認日"),
        (column::TARGET_ON, "目標日\n（いいえのとき）"),
        (column::NOTE, "備考"),
    ];
    for (column, heading) in headings {
        sheet.write_string_with_format(HEADING, column, heading, &looks.heading)?;
    }
    sheet.write_string(HEADING, column::ITEM, "item")?;
    let items = items(&form.edition);
    for (row, item) in (HEADING + 1..).zip(&items) {
        sheet.write_string_with_format(row, column::NO, &item.no, &looks.cell)?;
        sheet.write_string_with_format(row, column::LABEL, &item.label, &looks.cell)?;
        draw_answer(sheet, row, form.kept.record.answer(&item.id), looks)?;
        sheet.write_string(row, column::ITEM, &item.id)?;
    }
    let last = HEADING + u32::try_from(items.len()).unwrap_or(1);
    let words: Vec<&str> = Reply::ALL.iter().map(|reply| reply.label()).collect();
    let replies = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("回答")?
        .set_error_message("「はい」「いいえ」「対象外」から選んでください")?;
    sheet.add_data_validation(HEADING + 1, column::REPLY, last, column::REPLY, &replies)?;
    Ok(())
}

fn draw_answer(sheet: &mut Worksheet, row: u32, answer: Option<&VendorAnswer>, looks: &Looks) -> Result<(), XlsxError> {
    let reply = answer.and_then(|answer| answer.reply).map_or("", Coded::label);
    sheet.write_string_with_format(row, column::REPLY, reply, &looks.open)?;
    for (column, day) in [
        (column::CHECKED_ON, answer.and_then(|answer| answer.checked_on)),
        (column::TARGET_ON, answer.and_then(|answer| answer.target_on)),
    ] {
        draw_day(sheet, row, column, day, &looks.open_day)?;
    }
    sheet.write_string_with_format(row, column::NOTE, answer.map_or("", |answer| &answer.note), &looks.open)?;
    Ok(())
}

fn draw_day(sheet: &mut Worksheet, row: u32, column: u16, day: Option<Day>, look: &Format) -> Result<(), XlsxError> {
    match day.and_then(serial) {
        Some(serial) => sheet.write_number_with_format(row, column, serial, look)?,
        None => sheet.write_blank(row, column, look)?,
    };
    Ok(())
}

/// The hidden tab: whose it is, and of which edition.
fn draw_mark(sheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    sheet.set_name(MARK)?;
    sheet.set_hidden(true);
    let record = &form.kept.record;
    let edition = named(&form.edition);
    let lines = [
        (FORMAT, String::new()),
        (mark::LEDGER, form.ledger.clone()),
        (mark::SHEET, form.kept.id.to_string()),
        (mark::VENDOR, record.vendor.to_string()),
        (mark::VENDOR_NAME, form.vendor.clone()),
        (mark::YEAR, record.fiscal_year.label()),
        (mark::EDITION, edition.name),
        (mark::HASH, edition.hash),
    ];
    for (row, (key, value)) in (0_u32..).zip(lines) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.protect();
    Ok(())
}
