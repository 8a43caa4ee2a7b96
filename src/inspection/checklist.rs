//! チェックリスト: the yearly check on paper, as answered or blank for the pen; the layout is the edition's.

use std::sync::Arc;

use crate::base::RecordId;
use crate::checklists::{AnswerSet, Cite, Edition, EditionForm, EditionItem, EditionLayout, Held, held};
use crate::desk::Problem;
use crate::ledgers::assessment::record::{Answer, Assessment, Worded};
use crate::ledgers::assessment::years::{Year, years};
use crate::ledgers::clinic::record::Facility;
use crate::paper::{Block, KeyValue, Orientation, Sheet};

use super::checklist_notes::{citations, edition_facts, reasons, sign_off};
use super::checklist_table::{latest_round, three_rounds};
use super::frame::{Frame, small};

/// An item as the sheet has it.
pub(super) struct Asked {
    pub id: String,
    pub no: String,
    pub section: String,
    pub label: String,
    /// Whether it only tells if the check applies at all, and counts for nothing.
    pub is_opening: bool,
    pub may_not_apply: bool,
    pub guideline: Vec<String>,
    pub cites: Vec<Cite>,
}

/// What stands on the sheet: a year of rounds, or an edition nobody has answered.
pub(super) struct Form<'a> {
    /// 題名
    pub title: String,
    /// `mhlw-cyber/r7`
    pub name: String,
    pub form: EditionForm,
    /// The edition, where it is at hand.
    pub edition: Option<Arc<Edition>>,
    pub items: Vec<Asked>,
    /// The rounds of the year; none where it is blank.
    pub year: Option<Year<'a>>,
}

/// 医療機関確認用
pub(super) fn institution(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    official(frame, EditionForm::Institution)
}

/// 薬局確認用
pub(super) fn pharmacy(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    official(frame, EditionForm::Pharmacy)
}

/// The form of this facility, blank for the pen.
pub(super) fn for_the_pen(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let held = held(frame.read)?;
    let facility = frame.facts.clinic.as_ref().map(|kept| kept.record.facility);
    let form = if facility == Some(Facility::Pharmacy) { EditionForm::Pharmacy } else { EditionForm::Institution };
    let edition = newest_with(&held, form).ok_or_else(no_edition)?;
    Ok(sheet(frame, &held, &Form::blank(edition, form)))
}

/// The year of one round, of any checklist.
pub(super) fn round(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let held = held(frame.read)?;
    let all = &frame.facts.assessments;
    let is_it = |id| subject.is_none_or(|subject| subject == RecordId::from(id));
    let Some(kept) = all.iter().rfind(|kept| is_it(kept.id)) else {
        return if subject.is_none() { Ok(nothing(frame)) } else { Err(no_round()) };
    };
    let years = years(all, kept.record.family(), kept.record.form);
    let own = years.into_iter().find(|year| year.rounds.iter().any(|one| one.id == kept.id)).ok_or_else(no_round)?;
    Ok(sheet(frame, &held, &Form::answered(own, &kept.record, &held)))
}

/// The newest year of an official form; blank where there is none.
fn official(frame: &Frame<'_>, form: EditionForm) -> Result<Sheet, Problem> {
    let held = held(frame.read)?;
    let edition = newest_with(&held, form).ok_or_else(no_edition)?;
    let newest = years(&frame.facts.assessments, &edition.family, form).pop();
    let filled = newest.and_then(|year| {
        let last = year.last()?;
        Some(Form::answered(year, &last.record, &held))
    });
    Ok(sheet(frame, &held, &filled.unwrap_or_else(|| Form::blank(edition, form))))
}

/// The newest edition at hand that has this form.
fn newest_with(held: &Held, form: EditionForm) -> Option<&Arc<Edition>> {
    held.all().filter(|edition| edition.forms.contains(&form)).max_by_key(|edition| edition.in_force.from.first())
}

impl<'a> Form<'a> {
    fn blank(edition: &Arc<Edition>, form: EditionForm) -> Self {
        Self {
            title: edition.title.clone(),
            name: edition.name(),
            form,
            items: asked(edition, form),
            edition: Some(Arc::clone(edition)),
            year: None,
        }
    }

    /// A round that was signed off is printed in the words it was signed with.
    fn answered(year: Year<'a>, of: &Assessment, held: &Held) -> Self {
        let edition = held.named(&of.edition).cloned();
        let last = year.last().map(|kept| &kept.record);
        let signed = last.and_then(|last| last.signed.as_ref());
        let items = match (signed, &edition) {
            (Some(signed), _) => signed.wording.iter().map(|worded| as_signed(worded, edition.as_deref())).collect(),
            (None, Some(edition)) => asked(edition, of.form),
            (None, None) => last.map(as_answered).unwrap_or_default(),
        };
        let title = signed.map(|signed| signed.title.clone());
        let title = title.or_else(|| edition.as_ref().map(|edition| edition.title.clone()));
        Self {
            title: title.unwrap_or_else(|| of.edition.clone()),
            name: of.edition.clone(),
            form: of.form,
            edition,
            items,
            year: Some(year),
        }
    }

    /// The rounds of the year that fit beside each other: all of three, else the first and the last two.
    pub(super) fn rounds(&self) -> Vec<&'a Assessment> {
        let all: Vec<&Assessment> =
            self.year.iter().flat_map(|year| year.rounds.iter().map(|kept| &kept.record)).collect();
        match all.as_slice() {
            [first, .., before, last] if all.len() > 3 => vec![*first, *before, *last],
            _ => all,
        }
    }

    pub(super) fn is_of_three(&self) -> bool {
        self.edition.as_ref().is_some_and(|edition| edition.layout == EditionLayout::ThreeRounds)
    }
}

/// The items of a form, the opening question before them.
fn asked(edition: &Edition, form: EditionForm) -> Vec<Asked> {
    edition.opening.iter().chain(edition.on_form(form)).map(|item| as_held(item, edition)).collect()
}

fn as_held(item: &EditionItem, edition: &Edition) -> Asked {
    let section = edition.sections.iter().find(|section| section.id == item.section);
    Asked {
        id: item.id.clone(),
        no: item.no.clone(),
        section: section.map(|section| section.title.clone()).unwrap_or_default(),
        label: item.label.clone(),
        is_opening: item.section.is_empty(),
        may_not_apply: item.answer == AnswerSet::YesNoNotApplicable,
        guideline: item.guideline.clone(),
        cites: item.cites.clone(),
    }
}

fn as_signed(worded: &Worded, edition: Option<&Edition>) -> Asked {
    let item = edition.and_then(|edition| edition.item(&worded.item));
    Asked {
        id: worded.item.clone(),
        no: worded.no.clone(),
        section: worded.section.clone(),
        label: worded.label.clone(),
        is_opening: worded.section.is_empty(),
        may_not_apply: item.is_some_and(|item| item.answer == AnswerSet::YesNoNotApplicable),
        guideline: item.map(|item| item.guideline.clone()).unwrap_or_default(),
        cites: item.map(|item| item.cites.clone()).unwrap_or_default(),
    }
}

/// Where neither words nor edition are at hand, the answers stand beside the ids.
fn as_answered(last: &Assessment) -> Vec<Asked> {
    let of = |id: &String| Asked {
        id: id.clone(),
        no: id.clone(),
        section: String::new(),
        label: "この版は台帳番に入っていないため、項目の文は印刷できません".to_owned(),
        is_opening: false,
        may_not_apply: false,
        guideline: Vec::new(),
        cites: Vec::new(),
    };
    last.answers.iter().map(|answered| of(&answered.item)).collect()
}

fn sheet(frame: &Frame<'_>, held: &Held, form: &Form<'_>) -> Sheet {
    let mut blocks = vec![Block::KeyValues { rows: head(form), columns: 2 }];
    let (table, paper) = if form.is_of_three() {
        (three_rounds(form), Orientation::Landscape)
    } else {
        (latest_round(form, frame.day), Orientation::Portrait)
    };
    blocks.push(Block::FineTable(table));
    blocks.extend(reasons(form));
    blocks.extend(sign_off(form));
    blocks.extend(citations(form));
    blocks.extend(edition_facts(form, held, frame.day));
    let mut sheet = frame.sheet(paper, blocks);
    sheet.head.note = match form.year.as_ref().and_then(Year::last) {
        None => Some("記入用".to_owned()),
        Some(last) if last.record.is_open() => Some("点検中".to_owned()),
        Some(_) => None,
    };
    sheet
}

/// What is answered, and how it stands.
fn head(form: &Form<'_>) -> Vec<KeyValue> {
    let mut rows = vec![KeyValue::wide("点検表", form.title.clone())];
    rows.push(KeyValue::new("様式", crate::base::Coded::label(form.form)));
    let last = form.year.as_ref().and_then(Year::last).map(|kept| &kept.record);
    let (when, counted) = match (&form.year, last) {
        (Some(year), Some(last)) => (last.when(), counted(form, year)),
        (Some(_) | None, _) => ("令和　　年度　　　回目".to_owned(), format!("全{}項目", counting(form).count())),
    };
    rows.push(KeyValue::new("年度・確認回", when));
    rows.push(KeyValue::wide("結果", counted));
    rows
}

/// The items that count.
fn counting<'a>(form: &'a Form<'_>) -> impl Iterator<Item = &'a Asked> {
    form.items.iter().filter(|item| !item.is_opening)
}

fn counted(form: &Form<'_>, year: &Year<'_>) -> String {
    let of = |answer: Option<Answer>| {
        let given = |item: &&Asked| year.standing(&item.id).map(|(_, answered)| answered.answer) == answer;
        counting(form).filter(given).count()
    };
    format!(
        "はい {}　いいえ {}　対象外 {}　まだ {}　（全{}項目）",
        of(Some(Answer::Yes)),
        of(Some(Answer::No)),
        of(Some(Answer::NotApplicable)),
        of(None),
        counting(form).count()
    )
}

fn nothing(frame: &Frame<'_>) -> Sheet {
    frame.sheet(Orientation::Portrait, vec![small("自己評価は、まだ記録されていません。")])
}

fn no_round() -> Problem {
    Problem::new(
        "S-030",
        "この帳票は自己評価1回分を印刷します。指定された自己評価は、この日の台帳に見つかりません。台帳は変わっていません。",
        "自己評価を選び直すか、点検を始めた日より後の日付にしてください。",
    )
}

fn no_edition() -> Problem {
    Problem::new(
        "S-031",
        "この様式のある点検表が入っていません。台帳は変わっていません。",
        "「台帳の情報」の「点検表」で、入っている版を確かめてください。",
    )
}
