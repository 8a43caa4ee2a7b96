//! Reads the rows of a people table into persons: who they are, their devices, accounts, lessons and pledges.

use std::collections::HashMap;

use super::book::{Address, Cell, Grid, Value};
use super::columns::Target;
use super::composite::{self, Events};
use super::gadgets::{self, Gadget};
use super::report::{Source, Unread};
use super::table::{Column, Table};
use super::values::{self, Mark, Reading, mark};
use crate::base::text::{fold, half, tidy, tidy_lines};
use crate::base::{Draft, Kind};
use crate::ledgers::{account, attendance, pledge, policy_read, registry, staff};

/// A person as the book has them.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    /// The fields of the person.
    pub staff: Draft,
    /// IDs, with the system where the book says which.
    pub logins: Vec<(Option<String>, String)>,
    /// Systems by name.
    pub systems: Vec<String>,
    /// Whether 「両方」 was written.
    pub is_both: bool,
    /// Devices.
    pub gadgets: Vec<Gadget>,
    /// Lessons, readings and pledges, without their person.
    pub events: Vec<(Kind, Draft)>,
    /// On how many rows the note says that the devices are the person's own.
    pub n_private_rows: usize,
    /// Where the person stands.
    pub source: Vec<Source>,
}

impl Person {
    /// The name as written.
    pub fn name(&self) -> &str {
        self.staff.get(staff::record::field::NAME.key)
    }

    /// Adds a line to the note, once.
    pub fn note(&mut self, line: &str) {
        add_line(&mut self.staff, staff::record::field::NOTE.key, line);
    }
}

/// Adds a line to a field of several lines, once.
pub(super) fn add_line(draft: &mut Draft, key: &str, line: &str) {
    let line = tidy_lines(line);
    let before = draft.get(key).to_owned();
    if line.is_empty() || before.contains(&line) {
        return;
    }
    draft.set(key, if before.is_empty() { line } else { format!("{before}\n{line}") });
}

/// All persons of a book, over its sheets.
#[derive(Debug, Default)]
pub(super) struct People {
    /// In the order they appear.
    pub persons: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
}

/// What one row holds for one column.
pub(super) struct Field<'a> {
    /// The column.
    pub column: &'a Column,
    /// The cell.
    pub cell: &'a Cell,
    /// Where.
    pub at: Address,
}

/// One sheet being read.
pub(super) struct SheetReader<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// Its table.
    pub table: &'a Table,
    /// Known systems: folded name and own name.
    pub systems: &'a [(String, String)],
    /// What could not be read.
    pub unread: &'a mut Vec<Unread>,
}

impl SheetReader<'_> {
    /// Reports a cell that could not be read.
    pub fn report(&mut self, at: Address, heading: &str, text: &str, reason: &str, kept_in_note: bool) {
        self.unread.push(Unread {
            source: Source { sheet: self.grid.name.clone(), at },
            heading: heading.to_owned(),
            text: text.to_owned(),
            reason: reason.to_owned(),
            kept_in_note,
        });
    }

    /// Reads the whole table into `people`.
    pub fn read(&mut self, people: &mut People, go_on: &dyn Fn() -> bool) {
        let mut current: Option<usize> = None;
        let grid = self.grid;
        let table = self.table;
        for (row, _) in grid.rows.range(table.first_row()..) {
            if !go_on() {
                return;
            }
            let fields = fields(grid, table, *row);
            if self.is_no_data(*row, &fields) {
                continue;
            }
            let name = fields.iter().find(|f| f.column.target == Target::Field(Kind::Staff, "name"));
            let own_name = name.filter(|f| f.cell.origin.row == *row).map(|f| tidy(&f.cell.value.text()));
            let place = match (own_name, current) {
                (Some(name), _) if !name.is_empty() => people.place(&name, &fields),
                (_, Some(current)) => current,
                (_, None) => {
                    self.report_row(&fields, "氏名が書かれていない行です");
                    continue;
                }
            };
            current = Some(place);
            if let Some(person) = people.persons.get_mut(place) {
                let source = Source { sheet: grid.name.clone(), at: Address { row: *row, column: 0 } };
                person.source.push(source);
                self.row(person, *row, &fields);
            }
        }
    }

    /// Rows that hold no record: blank, footnotes, repeated headings, headings of sections, totals.
    pub fn is_no_data(&mut self, row: u32, fields: &[Field<'_>]) -> bool {
        let Some(cells) = self.grid.rows.get(&row) else { return true };
        let own: Vec<(u32, &Cell)> = cells
            .cells
            .iter()
            .filter(|(column, cell)| cell.origin.column == **column)
            .map(|(c, cell)| (*c, cell))
            .collect();
        let Some((first_column, first)) = own.first().copied() else { return true };
        if own.iter().all(|(_, cell)| cell.value.is_blank()) {
            return true;
        }
        let text = tidy(&first.value.text());
        let at = Address { row, column: first_column };
        let n_same = fields
            .iter()
            .filter(|f| f.column.heading.split('／').any(|h| fold(h) == fold(&f.cell.value.text())))
            .count();
        if n_same >= 2 && n_same * 2 >= fields.len() {
            return true;
        }
        let is_wide = self.grid.merged.iter().any(|(a, b)| *a == first.origin && b.column > a.column + 2);
        if own.len() <= 2 && (is_footnote(&text) || is_wide) {
            self.report(at, "", &text, "表の外の注記と読みました", false);
            return true;
        }
        if is_sample(&text) {
            self.report(at, "", &text, "記入例の行と読み、取り込みません", false);
            return true;
        }
        if is_total(&text) && own.len() <= 4 {
            self.report(at, "", &text, "集計の行と読み、取り込みません", false);
            return true;
        }
        // Only the running number is filled: a line kept free for later.
        fields.iter().all(|f| f.column.target == Target::Skip)
    }

    fn report_row(&mut self, fields: &[Field<'_>], reason: &str) {
        for field in fields {
            if field.column.target != Target::Skip && !field.cell.value.is_blank() {
                let text = field.cell.value.text();
                self.report(field.at, &field.column.heading, &text, reason, false);
            }
        }
    }

    fn row(&mut self, person: &mut Person, row: u32, fields: &[Field<'_>]) {
        let (mut of_devices, mut of_person): (Vec<&Field<'_>>, Vec<&Field<'_>>) = (Vec::new(), Vec::new());
        for field in fields {
            match &field.column.target {
                Target::Field(Kind::Device, _) | Target::Flag(Kind::Device, ..) => of_devices.push(field),
                Target::Skip | Target::RecordNumber => {}
                Target::Note if self.stands_among_devices(field.column.index) => of_devices.push(field),
                Target::Note | Target::Field(..) | Target::Flag(..) if field.cell.origin.row == row => {
                    of_person.push(field)
                }
                Target::Note | Target::Field(..) | Target::Flag(..) => {}
            }
        }
        // What completes a lesson or a pledge is read after what begins it.
        of_person.sort_by_key(|field| completes(&field.column.target));
        for field in of_person {
            self.person_cell(person, field);
        }
        gadgets::row(self, person, &of_devices);
    }

    /// Whether an unknown column lies between the device columns.
    fn stands_among_devices(&self, index: u32) -> bool {
        let is_device =
            |column: &&Column| matches!(column.target, Target::Field(Kind::Device, _) | Target::Flag(Kind::Device, ..));
        let mut places = self.table.columns.iter().filter(is_device).map(|column| column.index);
        let Some(first) = places.next() else { return false };
        let last = places.next_back().unwrap_or(first);
        first < index && index < last
    }

    fn person_cell(&mut self, person: &mut Person, field: &Field<'_>) {
        let Field { column, cell, at } = field;
        let value = &cell.value;
        let text = value.text();
        if value.is_blank() {
            return;
        }
        match &column.target {
            Target::Note => {
                if mark(&text) != Some(Mark::NotApplicable) {
                    person.note(&labelled(&column.heading, &text));
                }
            }
            Target::Flag(Kind::Account, _, system) => self.system_mark(person, field, system),
            Target::Field(Kind::Staff, key) => self.staff_cell(person, field, key),
            Target::Field(Kind::Account, key) if *key == account::record::field::SYSTEM.key => {
                let found = composite::systems(&text, self.systems);
                person.is_both |= found.is_both;
                for name in found.names.into_iter().chain(found.strangers) {
                    if !person.systems.contains(&name) {
                        person.systems.push(name);
                    }
                }
            }
            Target::Field(Kind::Account, key) if *key == account::record::field::LOGIN_ID.key => {
                self.login(person, field);
            }
            Target::Field(Kind::Attendance, key) if *key == attendance::record::field::ATTENDED_ON.key => {
                self.lesson_day(person, field);
            }
            Target::Field(Kind::Attendance, key) if *key == attendance::record::field::KIND.key => {
                self.events(person, field, Kind::Attendance, composite::lessons(value, &column.heading));
            }
            Target::Field(Kind::PolicyRead, key) if *key == policy_read::record::field::READ_ON.key => {
                self.events(person, field, Kind::PolicyRead, composite::policy_reads(value));
            }
            Target::Field(Kind::Pledge, key) if *key == pledge::record::field::RECEIVED_ON.key => {
                self.events(person, field, Kind::Pledge, composite::pledges(value));
            }
            Target::Field(kind, key) => self.detail(person, field, *kind, key),
            Target::Skip | Target::RecordNumber | Target::Flag(..) => {
                self.report(*at, &column.heading, &text, "この欄の値として読めません", true);
                person.note(&labelled(&column.heading, &text));
            }
        }
    }

    fn staff_cell(&mut self, person: &mut Person, field: &Field<'_>, key: &'static str) {
        let Field { column, cell, at } = field;
        let text = cell.value.text();
        if key == staff::record::field::NOTE.key {
            person.n_private_rows += usize::from(composite::says_private(&text));
            person.note(&text);
            return;
        }
        let Some(of_field) = staff::record::field::ALL.iter().find(|field| field.key == key) else { return };
        let reading = values::field(Kind::Staff, of_field, &cell.value);
        for (key, read) in reading.sets {
            let before = person.staff.get(key).to_owned();
            if before.is_empty() {
                person.staff.set(key, read);
            } else if fold(&before) != fold(&read) {
                let reason = format!("上の行の「{before}」と違うため、備考に残しました");
                self.report(*at, &column.heading, &text, &reason, true);
                person.note(&labelled(&column.heading, &text));
            }
        }
        if let Some(reason) = reading.unread {
            self.keep(person, field, &reason);
        }
    }

    /// Keeps a cell in the person's note and reports it.
    fn keep(&mut self, person: &mut Person, field: &Field<'_>, reason: &str) {
        let text = field.cell.value.text();
        let line = labelled(&field.column.heading, &text);
        if !person.staff.get(staff::record::field::NOTE.key).contains(&line) {
            self.report(field.at, &field.column.heading, &text, reason, true);
        }
        person.note(&line);
    }

    fn login(&mut self, person: &mut Person, field: &Field<'_>) {
        if let Value::Error(_) | Value::NoResult = field.cell.value {
            self.keep(person, field, &values::fault_of(&field.cell.value));
            return;
        }
        let text = field.cell.value.text();
        for line in text.split(['\n', '、', ';', '；']).map(tidy).filter(|line| !line.is_empty()) {
            if mark(&line).is_some() {
                continue;
            }
            let named =
                line.split_once([':', '：']).map(|(name, login)| (composite::systems(name, self.systems), login));
            let (system, login) = match &named {
                Some((found, login)) if found.names.len() == 1 => (found.names.first().cloned(), tidy(login)),
                _ => (None, line.clone()),
            };
            let entry = (system, half(&login));
            if !person.logins.contains(&entry) {
                person.logins.push(entry);
            }
        }
    }

    fn system_mark(&mut self, person: &mut Person, field: &Field<'_>, system: &str) {
        let text = tidy(&field.cell.value.text());
        let system = system.to_owned();
        match mark(&text) {
            Some(Mark::No | Mark::NotApplicable) => return,
            Some(Mark::Yes) => {}
            None if text.contains('@') => person.logins.push((Some(system.clone()), half(&text))),
            None => self.keep(person, field, "使っているかどうか分かりません"),
        }
        if mark(&text) == Some(Mark::Yes) || text.contains('@') {
            person.systems.retain(|known| *known != system);
            person.systems.push(system);
        }
    }

    fn events(&mut self, person: &mut Person, field: &Field<'_>, kind: Kind, events: Events) {
        for draft in events.drafts {
            if !person.events.contains(&(kind, draft.clone())) {
                person.events.push((kind, draft));
            }
        }
        if let Some(reason) = events.unread {
            self.keep(person, field, &reason);
        }
    }

    /// 受講日 in a column of its own belongs to the lesson of the same row.
    fn lesson_day(&mut self, person: &mut Person, field: &Field<'_>) {
        use attendance::record::field::{ATTENDED_ON, KIND};
        match values::day_and_rest(&field.cell.value) {
            Ok((day, rest)) => {
                if rest.is_some() {
                    self.keep(person, field, values::BESIDE_A_DAY);
                }
                let text = day.wareki();
                let is_known = |draft: &Draft| draft.get(ATTENDED_ON.key) == text;
                let lessons = || person.events.iter().filter(|(kind, _)| *kind == Kind::Attendance);
                if lessons().any(|(_, draft)| is_known(draft)) {
                    return;
                }
                let open = person
                    .events
                    .iter_mut()
                    .find(|(kind, draft)| *kind == Kind::Attendance && draft.get(ATTENDED_ON.key).is_empty());
                match open {
                    Some((_, draft)) => draft.set(ATTENDED_ON.key, text),
                    None => {
                        let draft = Draft::new().with(&KIND, "unstated").with(&ATTENDED_ON, text);
                        person.events.push((Kind::Attendance, draft));
                    }
                }
            }
            Err(_) if mark(&field.cell.value.text()).is_some_and(|mark| mark != Mark::Yes) => {}
            Err(reason) => self.keep(person, field, &reason),
        }
    }

    /// A field of a lesson, reading, pledge or account that only completes what another column has begun.
    fn detail(&mut self, person: &mut Person, field: &Field<'_>, kind: Kind, key: &'static str) {
        let fields = (registry::of(kind).fields)();
        let Some(of_field) = fields.iter().find(|field| field.key == key) else { return };
        let reading: Reading = values::field(kind, of_field, &field.cell.value);
        let Some((_, draft)) = person.events.iter_mut().find(|(known, _)| *known == kind) else {
            self.keep(person, field, "対応する記録がないため、備考に残しました");
            return;
        };
        for (key, text) in reading.sets {
            draft.set(key, text);
        }
        if let Some(reason) = reading.unread {
            self.keep(person, field, &reason);
        }
    }
}

fn completes(target: &Target) -> bool {
    let begins = [
        (Kind::Attendance, attendance::record::field::KIND.key),
        (Kind::PolicyRead, policy_read::record::field::READ_ON.key),
        (Kind::Pledge, pledge::record::field::RECEIVED_ON.key),
    ];
    match target {
        Target::Field(kind @ (Kind::Attendance | Kind::PolicyRead | Kind::Pledge), key) => {
            !begins.contains(&(*kind, *key))
        }
        Target::Field(..) | Target::Flag(..) | Target::Note | Target::Skip | Target::RecordNumber => false,
    }
}

/// 「見出し: 値」, as it is kept in a note.
pub(super) fn labelled(heading: &str, text: &str) -> String {
    let heading = heading.rsplit('／').next().unwrap_or(heading);
    let text = tidy(text);
    if heading.is_empty() { text } else { format!("{heading}: {text}") }
}

/// The filled cells of a row that belong to a column of the table.
pub(super) fn fields<'a>(grid: &'a Grid, table: &'a Table, row: u32) -> Vec<Field<'a>> {
    let Some(cells) = grid.rows.get(&row) else { return Vec::new() };
    let columns = table.columns.iter();
    columns
        .filter_map(|column| {
            let cell = cells.cells.get(&column.index)?;
            let is_own = cell.origin.column == column.index && cell.origin.row >= table.first_row();
            (is_own && !cell.value.is_blank()).then_some(Field {
                column,
                cell,
                at: Address { row, column: column.index },
            })
        })
        .collect()
}

fn is_footnote(text: &str) -> bool {
    text.starts_with(['※', '＊', '*', '注', '＃', '（', '(', '●', '■', '【', '・'])
        || text.starts_with("備考")
        || text.starts_with("以上")
        || text.starts_with("以下余白")
        || text.ends_with('。')
        || text.chars().count() > 40
}

fn is_sample(text: &str) -> bool {
    matches!(fold(text).as_str(), "例" | "記入例" | "(例)" | "見本" | "(記入例)" | "記載例" | "入力例")
}

fn is_total(text: &str) -> bool {
    ["合計", "計", "総計", "総数", "小計", "人数"]
        .iter()
        .any(|word| text == *word || text.starts_with(&format!("{word} ")) || text.starts_with(&format!("{word}：")))
}

impl People {
    /// The person a row with a name belongs to; a new one where it is nobody known.
    fn place(&mut self, name: &str, fields: &[Field<'_>]) -> usize {
        let key = fold(name);
        let text_of = |kind: Kind, key: &str| {
            let found = fields.iter().find(|f| matches!(f.column.target, Target::Field(k, f) if k == kind && f == key));
            found.map(|f| fold(&f.cell.value.text())).unwrap_or_default()
        };
        let login = text_of(Kind::Account, account::record::field::LOGIN_ID.key);
        let places = self.by_name.entry(key).or_default();
        let persons = &self.persons;
        let same = places.iter().copied().find(|place| {
            let Some(person) = persons.get(*place) else { return false };
            let known: Vec<String> = person.logins.iter().map(|(_, login)| fold(login)).collect();
            if !login.is_empty() && !known.is_empty() {
                return known.iter().any(|known| login.contains(known.as_str()));
            }
            ["kana", "number", "department", "profession"].iter().all(|key| {
                let (read, known) = (text_of(Kind::Staff, key), fold(person.staff.get(key)));
                read.is_empty() || known.is_empty() || read == known
            })
        });
        same.unwrap_or_else(|| {
            let place = self.persons.len();
            places.push(place);
            self.persons.push(Person::default());
            place
        })
    }
}
