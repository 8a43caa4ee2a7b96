//! The plan of an import: what is new, what changes, what is the same, what could not be read. Pure: book and facts in, plan out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::book::{Address, Book, Grid};
use super::columns::{TableKind, Target};
use super::facts::{Facts, Lookup};
use super::lexicon::lexicon;
use super::pairs;
use super::people::{People, SheetReader};
use super::report::{Source, Unread};
use super::settle::{Incoming, settle, shown};
use super::table::{SheetChoice, Table};
use super::{belongings, records, roles};
use crate::base::text::fold;
use crate::base::{Day, Draft, Input, Kind, RecordId};
use crate::ledgers::registry;

/// One value that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key of the field.
    pub key: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What the ledger says, as people read it.
    pub before: String,
    /// What the book says.
    pub after: String,
}

/// How a record of the book stands to the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Not in the ledger yet.
    New,
    /// In the ledger, with the same values.
    Same,
    /// In the ledger, with other values.
    Changed(Vec<Change>),
    /// It cannot be decided, or would break a rule; the reason. Left out until the user includes it.
    Conflict(String),
}

/// One record of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanItem {
    /// The id it has, or will have.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// How it stands to the ledger.
    pub state: State,
    /// Its values as they will be saved.
    pub draft: Draft,
    /// The version in the ledger it was compared with; `None` where it is new.
    pub version: Option<u32>,
    /// The rows it was read from.
    pub source: Vec<Source>,
    /// Whether it is taken. The user may change it.
    pub include: bool,
}

impl PlanItem {
    pub(super) fn new(kind: Kind, id: RecordId, state: State, draft: Draft) -> Self {
        let include = matches!(state, State::New | State::Changed(_));
        Self { id, kind, title: String::new(), state, draft, version: None, source: Vec::new(), include }
    }

    pub(super) const fn version(mut self, version: u32) -> Self {
        self.version = Some(version);
        self
    }

    /// Its filled fields in words, as they will stand in the ledger: 職種 看護師.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        let fields = (registry::of(self.kind).fields)().iter();
        let filled = fields.filter(|field| !self.draft.get(field.key).is_empty());
        let plain = filled.filter(|field| !matches!(field.input, Input::Link(_) | Input::Links(_)));
        plain
            .map(|field| {
                let text = shown(field.input, self.draft.get(field.key), None).replace('\n', " ");
                format!("{} {text}", field.label)
            })
            .collect()
    }

    /// Whether taking it writes anything.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        self.include && !matches!(self.state, State::Same)
    }
}

/// How many records of a kind are new, changed, the same, in conflict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// New ones.
    pub new: usize,
    /// Changed ones.
    pub changed: usize,
    /// The same as before.
    pub same: usize,
    /// Undecided ones.
    pub conflict: usize,
}

/// The whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file's name.
    pub book: String,
    /// The day the book says it speaks of.
    pub as_of: Option<Day>,
    /// The records, in an order in which they can be saved.
    pub items: Vec<PlanItem>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
    /// What else should be known.
    pub remarks: Vec<String>,
}

impl Plan {
    /// The counts of each kind.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Kind, Counts> {
        let mut all: BTreeMap<Kind, Counts> = BTreeMap::new();
        for item in &self.items {
            let counts = all.entry(item.kind).or_default();
            match item.state {
                State::New => counts.new += 1,
                State::Changed(_) => counts.changed += 1,
                State::Same => counts.same += 1,
                State::Conflict(_) => counts.conflict += 1,
            }
        }
        all
    }

    /// Takes a record or leaves it out; what is new and points at it follows.
    pub fn set_include(&mut self, place: usize, include: bool) {
        let Some(item) = self.items.get_mut(place) else { return };
        if matches!(item.state, State::Same) {
            return;
        }
        item.include = include;
        let id = item.id.to_string();
        let (kind, is_new) = (item.kind, item.version.is_none());
        if !is_new || !matches!(kind, Kind::Staff | Kind::System | Kind::Vendor) {
            return;
        }
        for other in self.items.iter_mut().filter(|other| matches!(other.state, State::New)) {
            if ["staff", "system", "users", "vendor", "systems"]
                .iter()
                .any(|key| other.draft.lines(key).any(|line| line == id))
            {
                other.include = include;
            }
        }
    }

    /// Whether taking the plan as it stands writes anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.items.iter().any(PlanItem::is_written)
    }
}

/// The user has stopped the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Told how far the work is, from 0 to 1; answers whether to go on.
pub type Watch<'a> = &'a dyn Fn(f32) -> bool;

/// What the parts of the planner share.
pub(super) struct Planner<'a> {
    /// The ledger.
    pub facts: &'a Facts,
    /// The ledger, looked up.
    pub lookup: Lookup,
    /// The plan so far.
    pub plan: Plan,
    /// Systems by folded name: their own name.
    pub system_names: Vec<(String, String)>,
    /// The id of each system by its folded name, in the ledger or in the plan.
    pub systems: HashMap<String, RecordId>,
    /// Where each numbered device stands in the plan, by its folded number.
    pub numbered: HashMap<String, usize>,
    /// The IDs of the plan, with their systems.
    pub logins: HashSet<(RecordId, String)>,
    /// Where each record of the ledger stands in the plan.
    pub places: HashMap<RecordId, usize>,
    /// People of the plan by folded name.
    pub people: HashMap<String, Vec<RecordId>>,
}

impl Planner<'_> {
    /// Adds an item with its title and rows, and gives its id. A record that stands in the plan already is completed.
    pub fn add(&mut self, mut item: PlanItem, source: Vec<Source>) -> RecordId {
        if let Some(id) = self.join(&item, &source) {
            return id;
        }
        let ledger = registry::of(item.kind);
        let body = (ledger.check)(&item.draft, self.facts.today).ok();
        let title = body.and_then(|body| (ledger.title)(&body));
        item.title = title.unwrap_or_else(|| item.draft.get("name").to_owned());
        item.source = source;
        let id = item.id;
        self.plan.items.push(item);
        id
    }

    /// Puts the values of an item over those of the same record in the plan.
    fn join(&mut self, item: &PlanItem, source: &[Source]) -> Option<RecordId> {
        let known = self.facts.get(item.id)?;
        let place = *self.places.entry(item.id).or_insert(self.plan.items.len());
        let planned = self.plan.items.get_mut(place)?;
        let State::Changed(_) = item.state else { return Some(item.id) };
        let mut draft = planned.draft.clone();
        for (key, value) in item.draft.filled().filter(|(key, value)| known.draft.get(key) != *value) {
            draft.set(key, value);
        }
        let joined = settle(item.kind, &Incoming { draft, ..Incoming::default() }, Some(known), self.facts);
        planned.include = joined.include;
        planned.state = joined.state;
        planned.draft = joined.draft;
        planned.source.extend(source.iter().cloned());
        Some(item.id)
    }

    /// Reports what could not be read.
    pub fn report(&mut self, source: Source, heading: &str, text: &str, reason: &str, kept_in_note: bool) {
        let (heading, text, reason) = (heading.to_owned(), text.to_owned(), reason.to_owned());
        self.plan.unread.push(Unread { source, heading, text, reason, kept_in_note });
    }

    fn know_systems(&mut self) {
        for system in &lexicon().systems {
            for name in std::iter::once(fold(&system.name)).chain(system.names.iter().cloned()) {
                self.system_names.push((name, system.name.clone()));
            }
        }
        for known in self.facts.all(Kind::System) {
            let name = known.draft.get("name").to_owned();
            self.know_system(&name, known.id);
        }
    }

    /// A system of the ledger or the plan, under its own name and every name it is known by.
    pub fn know_system(&mut self, name: &str, id: RecordId) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        self.systems.entry(folded.clone()).or_insert(id);
        if let Some(known) = lexicon().system(&folded) {
            self.systems.entry(fold(&known.name)).or_insert(id);
        } else if !self.system_names.iter().any(|(key, _)| *key == folded) {
            self.system_names.push((folded, name.to_owned()));
        }
    }
}

/// Compares a book, read as the choices say, with the ledger.
///
/// # Errors
/// When the user has stopped it.
pub fn plan(book: &Book, choices: &[SheetChoice], facts: &Facts, watch: Watch<'_>) -> Result<Plan, Stopped> {
    let empty = Plan {
        book: book.name.clone(),
        as_of: None,
        items: Vec::new(),
        unread: Vec::new(),
        remarks: book.remarks.clone(),
    };
    let lookup = Lookup::of(facts);
    let (system_names, systems, known_people) = (Vec::new(), HashMap::new(), HashMap::new());
    let (places, numbered, logins) = (HashMap::new(), HashMap::new(), HashSet::new());
    let mut planner =
        Planner { facts, lookup, plan: empty, system_names, systems, numbered, logins, places, people: known_people };
    planner.know_systems();
    let mut chosen: Vec<(&Grid, &Table)> = choices
        .iter()
        .filter(|choice| choice.include)
        .filter_map(|choice| Some((book.sheets.get(choice.sheet)?, choice.table.as_ref()?)))
        .collect();
    if is_export_of_another_ledger(&chosen, facts) {
        // Its sheets with all fields say everything; the 利用者台帳 would bring everybody a second time.
        chosen.retain(|(_, table)| table.kind != TableKind::People);
    }
    for kind in [Kind::Clinic, Kind::Staff, Kind::System, Kind::Vendor] {
        for (grid, table) in chosen.iter().filter(|(_, table)| table.kind == TableKind::Records(kind)) {
            records::read(&mut planner, grid, table, kind);
        }
    }
    if !watch(0.1) {
        return Err(Stopped);
    }
    let people = read_people(&mut planner, &chosen, watch)?;
    let n_people = people.persons.len().max(1);
    for (place, person) in people.persons.into_iter().enumerate() {
        #[allow(clippy::cast_precision_loss)] // a share for a progress bar
        let done = 0.4 + 0.5 * (place as f32 / n_people as f32);
        if place % 50 == 0 && !watch(done) {
            return Err(Stopped);
        }
        belongings::person(&mut planner, person);
    }
    let of_people = [
        Kind::Role,
        Kind::Account,
        Kind::Device,
        Kind::Attendance,
        Kind::PolicyRead,
        Kind::Pledge,
        Kind::SelfCheck,
        Kind::Remedy,
        Kind::Disposal,
        Kind::Passage,
        Kind::Document,
        Kind::Contact,
        Kind::BackupPlan,
        Kind::RestoreTest,
        Kind::LogReview,
        Kind::Contract,
        Kind::Remote,
        Kind::Disclosure,
        Kind::VendorSheet,
        Kind::Incident,
        Kind::Takeout,
    ];
    // Trainings come last: the attendances of a training may stand in the same book.
    for kind in of_people.into_iter().chain([Kind::Training]) {
        for (grid, table) in chosen.iter().filter(|(_, table)| table.kind == TableKind::Records(kind)) {
            records::read(&mut planner, grid, table, kind);
        }
    }
    for (grid, table) in &chosen {
        if matches!(table.kind, TableKind::People) {
            let preface = pairs::preface(grid, table.header_row);
            roles::preface(&mut planner, &grid.name, preface);
        }
    }
    for choice in choices.iter().filter(|choice| !choice.include && !choice.why_not.is_empty()) {
        planner.plan.remarks.push(format!("シート「{}」は取り込みません。{}。", choice.name, choice.why_not));
    }
    if watch(1.0) { Ok(planner.plan) } else { Err(Stopped) }
}

/// Whether the book is an export of this program, and none of its records is in this ledger.
fn is_export_of_another_ledger(chosen: &[(&Grid, &Table)], facts: &Facts) -> bool {
    let mut has_staff = false;
    for (grid, table) in chosen {
        let Some(numbers) = table.columns.iter().find(|column| column.target == Target::RecordNumber) else { continue };
        has_staff |= table.kind == TableKind::Records(Kind::Staff);
        let mut ids = grid.rows.range(table.first_row()..).map(|(row, _)| grid.text(*row, numbers.index));
        if ids.any(|id| id.trim().parse().is_ok_and(|id| facts.get(id).is_some())) {
            return false;
        }
    }
    has_staff
}

fn read_people(planner: &mut Planner<'_>, chosen: &[(&Grid, &Table)], watch: Watch<'_>) -> Result<People, Stopped> {
    let mut people = People::default();
    let systems = planner.system_names.clone();
    for (grid, table) in chosen.iter().filter(|(_, table)| table.kind == TableKind::People) {
        let go_on = || watch(0.2);
        let mut reader = SheetReader { grid, table, systems: &systems, unread: &mut planner.plan.unread };
        reader.read(&mut people, &go_on);
        if !watch(0.4) {
            return Err(Stopped);
        }
    }
    Ok(people)
}

/// The source of a row as a whole.
pub(super) fn row_source(sheet: &str, row: u32) -> Source {
    Source { sheet: sheet.to_owned(), at: Address { row, column: 0 } }
}
