//! What a returned form would bring: answered, left open, not readable, otherwise than before. Nothing is written yet.

use super::read::{Cells, Returned, read};
use super::{Form, items, named};
use crate::base::span::far_off;
use crate::base::{Coded, Day, RecordId, Span};
use crate::checklists::EditionItem;
use crate::desk::Problem;
use crate::ledgers::vendor_sheet::commands::TakeAnswers;
use crate::ledgers::vendor_sheet::record::{Reply, VendorAnswer, VendorSheet};

/// One item of a returned form.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// 番号
    pub no: String,
    /// What is asked.
    pub label: String,
    /// What will be recorded.
    pub answer: VendorAnswer,
    /// Whether the file answers it.
    pub is_answered: bool,
    /// What was answered before, in this form or in that of the year before.
    pub before: Option<Reply>,
    /// What could not be read.
    pub unread: Vec<String>,
    /// What should be looked at.
    pub remarks: Vec<String>,
}

impl Line {
    /// Whether the file says otherwise than the last time.
    #[must_use]
    pub fn is_otherwise(&self) -> bool {
        self.is_answered && self.before.is_some() && self.before != self.answer.reply
    }
}

/// What a returned form would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file's name.
    pub file: String,
    /// Item by item, in the order of the form.
    pub lines: Vec<Line>,
    /// What is recorded when it is taken over.
    pub answered_by: String,
    take: TakeAnswersOf,
}

/// Of which form the answers are.
#[derive(Debug, Clone, PartialEq)]
struct TakeAnswersOf {
    id: crate::base::VendorSheetId,
    version: u32,
    edition: crate::ledgers::vendor_sheet::commands::OfEdition,
    returned_on: Option<Day>,
}

impl Plan {
    /// Reads a file and compares it with the form it must be of; `last` is the vendor's form of the year before.
    ///
    /// # Errors
    /// It is no form of ours, of another vendor or edition, or was changed so that it cannot be read.
    pub fn read(
        file: &str,
        bytes: &[u8],
        form: &Form,
        last: Option<&VendorSheet>,
        today: Day,
    ) -> Result<Self, Problem> {
        let returned = read(file, bytes)?;
        is_of(&returned, form)?;
        let items = items(&form.edition);
        whole(&returned, &items)?;
        let record = &form.kept.record;
        let lines = items.iter().filter_map(|item| {
            let cells = returned.rows.get(&item.id)?.clone();
            Some(line(item, cells, record, last, today))
        });
        let said = returned.answered_by.clone();
        Ok(Self {
            file: file.to_owned(),
            lines: lines.collect(),
            answered_by: if said.is_empty() { record.answered_by.clone() } else { said },
            take: TakeAnswersOf {
                id: form.kept.id,
                version: form.kept.version,
                edition: named(&form.edition),
                returned_on: Some(record.returned_on.unwrap_or(today)),
            },
        })
    }

    /// How many items the file answers.
    #[must_use]
    pub fn n_answered(&self) -> usize {
        self.lines.iter().filter(|line| line.is_answered).count()
    }

    /// How many it leaves open.
    #[must_use]
    pub fn n_open(&self) -> usize {
        self.lines.len() - self.n_answered()
    }

    /// How many cells could not be read.
    #[must_use]
    pub fn n_unread(&self) -> usize {
        self.lines.iter().map(|line| line.unread.len()).sum()
    }

    /// How many items are answered otherwise than the last time.
    #[must_use]
    pub fn n_otherwise(&self) -> usize {
        self.lines.iter().filter(|line| line.is_otherwise()).count()
    }

    /// The command that takes it over, in one step.
    #[must_use]
    pub fn command(&self) -> TakeAnswers {
        let TakeAnswersOf { id, version, edition, returned_on } = self.take.clone();
        let has_said = |answer: &&VendorAnswer| answer.reply.is_some() || !answer.note.is_empty();
        TakeAnswers {
            id,
            version,
            edition,
            answers: self.lines.iter().map(|line| &line.answer).filter(has_said).cloned().collect(),
            answered_by: self.answered_by.clone(),
            returned_on,
            reason: format!("返ってきたExcel「{}」", self.file),
        }
    }
}

/// Whether the file is of this form.
fn is_of(returned: &Returned, form: &Form) -> Result<(), Problem> {
    let (origin, record) = (&returned.origin, &form.kept.record);
    if origin.vendor != RecordId::from(record.vendor) {
        return Err(Problem::new(
            "X-41",
            format!("選んだファイルは「{}」に渡した点検表です。台帳は変わっていません。", origin.vendor_name),
            format!("「{}」から返ってきたファイルを選んでください。", form.vendor),
        ));
    }
    let edition = named(&form.edition);
    let is_same_edition = origin.edition.name == edition.name;
    if origin.sheet != RecordId::from(form.kept.id) || !is_same_edition {
        let of = if is_same_edition { origin.year.clone() } else { format!("別の版の{}", origin.year) };
        return Err(Problem::new(
            "X-42",
            format!("選んだファイルは、この点検表から作ったものではありません（{of}）。台帳は変わっていません。"),
            "事業者の画面で、その年度の点検表を開いてから選んでください。",
        ));
    }
    Ok(())
}

/// Whether every item is there once.
fn whole(returned: &Returned, items: &[&EditionItem]) -> Result<(), Problem> {
    let missing = items.iter().filter(|item| !returned.rows.contains_key(&item.id)).map(|item| item.no.as_str());
    let missing: Vec<&str> = missing.collect();
    let twice = items.iter().filter(|item| returned.doubled.contains(&item.id)).map(|item| item.no.as_str());
    let twice: Vec<&str> = twice.collect();
    let said = match (missing.as_slice(), twice.as_slice()) {
        ([], []) => return Ok(()),
        ([], twice) => format!("{}の行が2つあります", twice.join("・")),
        (missing, _) => format!("{}の行がありません", missing.join("・")),
    };
    Err(Problem::new(
        "X-43",
        format!("選んだ点検表は、行が渡したときから変わっています。{said}。台帳は変わっていません。"),
        "渡したときのファイルに回答を写してもらうか、「回答を手で入力」で入力してください。",
    ))
}

fn line(item: &EditionItem, mut cells: Cells, record: &VendorSheet, last: Option<&VendorSheet>, today: Day) -> Line {
    let mut remarks = Vec::new();
    sort_out(&mut cells, &mut remarks, today);
    let before = record.answer(&item.id);
    let is_answered = cells.reply.is_some();
    let answer = match before.filter(|before| !is_answered && before.reply.is_some()) {
        Some(before) => {
            remarks.push("今回は答えがないため、前の答えを残します".to_owned());
            before.clone()
        }
        None => VendorAnswer {
            item: item.id.clone(),
            asked: item.asked(),
            reply: cells.reply,
            checked_on: cells.checked_on,
            target_on: cells.target_on,
            note: cells.note,
        },
    };
    if is_answered {
        look(&answer, record, &mut remarks);
        far_off_days(&answer, before, today, &mut remarks);
    }
    let earlier = || last.and_then(|last| last.answer(&item.id)).and_then(|answer| answer.reply);
    Line {
        no: item.no.clone(),
        label: item.label.clone(),
        before: before.and_then(|before| before.reply).or_else(earlier),
        answer,
        is_answered,
        unread: cells.unread,
        remarks,
    }
}

/// What cannot stand is moved into the note: a day that has not come, a target of something that is well.
fn sort_out(cells: &mut Cells, remarks: &mut Vec<String>, today: Day) {
    if let Some(day) = cells.checked_on.filter(|day| *day > today) {
        cells.checked_on = None;
        cells.unread.push(format!("確認日「{}」　今日より後の日付です", day.short()));
        cells.keep("確認日", &day.wareki());
    }
    let Some(target) = cells.target_on else { return };
    if cells.reply.is_some_and(|reply| reply != Reply::No) {
        cells.target_on = None;
        cells.keep("目標日", &target.wareki());
        remarks.push("「いいえ」ではないため、目標日は備考に残します".to_owned());
    } else if cells.checked_on.is_some_and(|checked| target < checked) {
        cells.target_on = None;
        cells.unread.push(format!("目標日「{}」　確認日より前の日付です", target.short()));
        cells.keep("目標日", &target.wareki());
    }
}

/// Days improbably far off are said before they are taken over, unless they stood in the record before.
fn far_off_days(answer: &VendorAnswer, before: Option<&VendorAnswer>, today: Day, remarks: &mut Vec<String>) {
    for (label, span, now, old) in [
        ("確認日", Span::DEED, answer.checked_on, before.and_then(|before| before.checked_on)),
        ("目標日", Span::PLAN, answer.target_on, before.and_then(|before| before.target_on)),
    ] {
        if let Some(day) = now.filter(|day| old != Some(*day) && !span.holds(*day, today)) {
            remarks.push(format!("{label}の{}。確かめてください", far_off(day, today)));
        }
    }
}

/// What should be looked at before it is taken over.
fn look(answer: &VendorAnswer, record: &VendorSheet, remarks: &mut Vec<String>) {
    if answer.checked_on.is_none() {
        remarks.push("確認日がありません".to_owned());
    }
    match (answer.reply, answer.target_on) {
        (Some(Reply::No), None) => remarks.push("「いいえ」の目標日がありません".to_owned()),
        (Some(Reply::No), Some(target)) if record.fiscal_year.last_day().is_some_and(|last| target > last) => {
            remarks.push(format!("目標日が{}の終わりより後です", record.fiscal_year.label()));
        }
        (Some(reply @ Reply::NotApplicable), _) if answer.note.is_empty() => {
            remarks.push(format!("「{}」の理由が書かれていません", reply.label()));
        }
        _ => {}
    }
}
