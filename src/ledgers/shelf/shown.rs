//! What a record kind says about itself so that the shared screens can show it.

use std::rc::Rc;

use egui::Ui;

use crate::base::{Coded, Day, Draft, Entered, Field, Kept, Kind, RecordId, waits};
use crate::desk::{Desk, Done, Refusal, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::keep::Keep;
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::copy::CopyOf;
use super::dialogs::Dialog;
use super::list::{List, ListScreen};
use super::offers::Bars;

/// A record kind that has screens.
pub trait Shown: Keep {
    /// Its icon.
    const ICON: Icon;
    /// The kinds its page reads besides its own.
    const READS: &'static [Kind];

    /// Whether what a new one is about is a person, whose page is then come back to.
    const IS_ABOUT_STAFF: bool = true;

    /// Whether a new one is entered step by step, one group of fields at a time.
    const IS_STEPWISE: bool = false;

    /// What the list of all is made of (一覧); `None` for kinds that are reached from a person's page.
    fn list() -> Option<&'static List> {
        None
    }

    /// The list of all; a kind may open it in an order of its own, or show its records in another way.
    fn list_screen() -> Option<Box<dyn Screen>> {
        Self::list().map(|list| Box::new(ListScreen::new(list)) as Box<dyn Screen>)
    }

    /// The page of one.
    #[must_use]
    fn page_screen(id: RecordId) -> Box<dyn Screen> {
        Box::new(super::PageScreen::<Self>::new(id))
    }

    /// What a new record's form holds from the start; `about` is the record it belongs to.
    fn blank(about: Option<RecordId>, today: Day) -> Draft;

    /// What a new record's form holds besides, where the ledger knows it.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn fill(_draft: &mut Draft, _read: &Reader<'_>, _today: Day) -> Result<(), VaultError> {
        Ok(())
    }

    /// What follows in its form from what is chosen in it, as the ledger stands; asked for anew on every reload.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn follow(_read: &Reader<'_>) -> Result<Option<Follow>, VaultError> {
        Ok(None)
    }

    /// What its choosers leave out beside what is not in use any more, so that nothing is offered that is refused
    /// afterwards; `id` is the record that is corrected. Asked for anew on every reload.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn bars(_id: Option<RecordId>, _read: &Reader<'_>, _today: Day) -> Result<Option<Bars>, VaultError> {
        Ok(None)
    }

    /// The choice that tells the sorts of this kind apart, where a form can be opened for one sort.
    fn sort_field() -> Option<&'static Field> {
        None
    }

    /// Whether a field is asked for, seeing what was typed so far. What holds something is always shown.
    #[must_use]
    fn asks(_field: &Field, _draft: &Draft) -> bool {
        true
    }

    /// Ready-made beginnings to choose from, each with its name.
    fn presets() -> Vec<(String, Draft)> {
        Vec::new()
    }

    /// One sentence above the form.
    fn lead() -> &'static str {
        ""
    }

    /// How it reads in a list to choose from.
    fn option(&self) -> String {
        self.title()
    }

    /// The small line below its title.
    fn subtitle(&self) -> String {
        String::new()
    }

    /// Its state on a day.
    fn status(&self, today: Day) -> (Tone, String);

    /// The keys of fields that should hold something and do not.
    fn wanted(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// The fields that record the end of its use.
    fn end_fields() -> &'static [Field] {
        &[]
    }

    /// The procedure that records the end, where it takes more than a day and a reason.
    fn end_way(_id: RecordId) -> Option<Route> {
        None
    }

    /// The word on the button that records the end.
    fn end_word() -> &'static str {
        "利用終了"
    }

    /// Its own printed sheet.
    fn sheet(_id: RecordId) -> Option<SheetOrder> {
        None
    }

    /// What is done next with it, above its values on its page, where it has a life of steps.
    fn forward() -> Option<Box<dyn Forward>> {
        None
    }

    /// The place for the copy of a paper on its page, where it has one.
    fn copy_of(_kept: &Kept<Self>) -> Option<CopyOf> {
        None
    }

    /// What the page of a person (or, for what belongs to devices, of a device) shows of this kind; `None` where it does
    /// not belong there.
    fn card(_person: RecordId, _facts: &Facts, _today: Day) -> Option<Section> {
        None
    }

    /// What belongs to it, below its own values.
    fn sections(_id: RecordId, _facts: &Facts, _today: Day) -> Vec<Section> {
        Vec::new()
    }
}

/// Fills in what follows from a change in a form: what stood there before, and what stands there now.
pub type Follow = Box<dyn Fn(&Draft, &mut Draft)>;

/// What is done next with a record: a part of its page with a memory of its own.
pub trait Forward {
    /// Takes the record as it stands now.
    fn load(&mut self, id: RecordId, facts: &Facts, today: Day);
    /// Draws it and pushes what it asks for.
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>);
    /// What was asked for was done, or refused.
    fn settled(&mut self, outcome: &Result<Done, Refusal>);
}

/// What belongs to a record, as a card of short rows.
#[derive(Clone)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What is said where there are no rows.
    pub empty: &'static str,
    /// Whether no rows means that something is missing.
    pub is_wanted: bool,
    /// The buttons in its heading: word and where it leads.
    pub adds: Vec<(&'static str, Route)>,
    /// A button in its heading that asks something first.
    pub offer: Option<Offer>,
    /// The rows.
    pub rows: Vec<SectionRow>,
}

/// A button that opens a question.
#[derive(Clone)]
pub struct Offer {
    /// Its word, ending in 「…」.
    pub word: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Makes the question.
    pub open: Rc<dyn Fn(Day) -> Box<dyn Dialog>>,
}

/// One row of a section.
#[derive(Debug, Clone)]
pub struct SectionRow {
    /// The bold words.
    pub title: String,
    /// The small line below.
    pub note: String,
    /// Its state.
    pub state: Option<(Tone, String)>,
    /// Where its title leads.
    pub open: Option<Route>,
    /// What it is, for 訂正, 履歴 and 取り消し.
    pub of: Option<(Kind, RecordId)>,
}

impl SectionRow {
    /// A row that can be corrected, taken back and looked up in the history.
    #[must_use]
    pub fn new(kind: Kind, id: impl Into<RecordId>, title: impl Into<String>) -> Self {
        let of = Some((kind, id.into()));
        Self { title: title.into(), note: String::new(), state: None, open: None, of }
    }

    /// A row that leads elsewhere and is corrected there.
    #[must_use]
    pub fn link(title: impl Into<String>, open: Route) -> Self {
        Self { title: title.into(), note: String::new(), state: None, open: Some(open), of: None }
    }

    /// The same with small words below, the empty ones left out.
    #[must_use]
    pub fn note(mut self, words: &[String]) -> Self {
        let filled: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        self.note = filled.join(" ・ ");
        self
    }

    /// The same with a state.
    #[must_use]
    pub fn state(mut self, tone: Tone, word: impl Into<String>) -> Self {
        self.state = Some((tone, word.into()));
        self
    }

    /// The same with a page behind its title.
    #[must_use]
    pub fn open(mut self, route: Route) -> Self {
        self.open = Some(route);
        self
    }
}

/// A labelled day for a note: 「発行 R8.4.1」, empty without a day.
#[must_use]
pub fn dated(label: &str, day: Option<Day>) -> String {
    day.map(|day| format!("{label} {}", day.short())).unwrap_or_default()
}

/// 利用中 or 終了, by the day use ended.
#[must_use]
pub fn in_use(ended_on: Option<Day>, today: Day) -> (Tone, String) {
    match ended_on {
        Some(day) if day < today => (Tone::Quiet, format!("{} 終了", day.short())),
        Some(day) => (Tone::Warn, format!("{} 終了予定", day.short())),
        None => (Tone::Success, "利用中".to_owned()),
    }
}

/// 未確定 while it waits for an operator, else the word.
#[must_use]
pub fn confirmed(entered: Option<&Entered>, word: &str) -> (Tone, String) {
    if waits(entered) { (Tone::Info, "未確定".to_owned()) } else { (Tone::Success, word.to_owned()) }
}

/// A person as a row that leads to their page.
#[must_use]
pub fn person_row(kept: &Kept<Staff>, today: Day) -> SectionRow {
    let (tone, word) = in_use(kept.record.ended_on, today);
    SectionRow::link(kept.record.name.clone(), Route::Page(Kind::Staff, kept.id.into()))
        .note(&[kept.record.department.clone(), kept.record.profession.clone()])
        .state(tone, word)
}

/// The word of a choice, empty where nothing was chosen.
#[must_use]
pub fn word<C: Coded>(choice: Option<C>) -> String {
    choice.map(|choice| choice.label().to_owned()).unwrap_or_default()
}
