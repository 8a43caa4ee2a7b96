//! 職員の手続き: the operator hands the chair to a member of staff (職員モード), and confirms what they have entered.

use egui::{Ui, vec2};

use crate::base::text::fold;
use crate::base::{Day, Kind, StaffId};
use crate::desk::{Ask, Desk, Problem, Route, Screen};
use crate::ledgers::confirm::{Waiting, waiting};
use crate::ledgers::due;
use crate::ledgers::facts::Facts;
use crate::ledgers::self_check::every::CheckEvery;
use crate::vault::Reader;
use crate::widgets::button::primary;
use crate::widgets::field::blank;
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, page, prose};

use super::passages::{self, Passing};
use super::policy::PolicyCard;
use super::trainings::TrainingsCard;
use super::words::WordsCard;
use super::{confirm, every};

/// The screen.
#[must_use]
pub fn chair() -> Box<dyn Screen> {
    Box::new(Chair {
        people: Vec::new(),
        seen: Vec::new(),
        waiting: Vec::new(),
        passing: Vec::new(),
        trainings: TrainingsCard::default(),
        words: WordsCard::default(),
        policy: PolicyCard::default(),
        every: CheckEvery(0),
        search: String::new(),
        table: Table::new("席を渡す人の一覧").one_line(),
    })
}

struct Chair {
    people: Vec<Person>,
    /// The places among the people of those in sight.
    seen: Vec<usize>,
    waiting: Vec<Waiting>,
    passing: Vec<Passing>,
    trainings: TrainingsCard,
    words: WordsCard,
    policy: PolicyCard,
    every: CheckEvery,
    search: String,
    table: Table,
}

struct Person {
    id: StaffId,
    name: String,
    department: String,
    search: String,
    n_open: usize,
    first: String,
}

const COLUMNS: [Column<'static>; 4] = [
    Column::new("氏名", 1.2).unsorted(),
    Column::new("所属", 1.0).unsorted(),
    Column::new("次にすること", 1.6).unsorted(),
    Column::exact("残り", 110.0).unsorted(),
];

impl Chair {
    fn draw_people(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "だれに席を渡しますか");
        prose::paragraph(
            ui,
            "選んだ人の手続きだけが画面に出ます。ほかの人の記録は見えません。終わったら、あなたの合言葉で元に戻します。",
        );
        if blank("氏名で探す").line(ui, &mut self.search).changed {
            self.narrow();
        }
        let rows: Vec<&Person> = self.seen.iter().filter_map(|place| self.people.get(*place)).collect();
        let n_rows = u8::try_from(rows.len().clamp(1, 8)).unwrap_or(1);
        let height = size::TABLE_HEADER + size::ROW_ONE * f32::from(n_rows) + space::S;
        let table = &mut self.table;
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            table.ui(ui, &COLUMNS, rows.len(), |row, column| {
                let Some(person) = rows.get(row) else { return Cell::Empty };
                match column {
                    0 => Cell::text(person.name.as_str()),
                    1 => Cell::text(person.department.as_str()),
                    2 => Cell::text(person.first.as_str()),
                    _ if person.n_open == 0 => Cell::pill(Tone::Success, "なし"),
                    _ => Cell::pill(Tone::Warn, format!("{}件", person.n_open)),
                }
            });
        });
        ui.add_space(space::S);
        let person = self.table.chosen().and_then(|row| rows.get(row)).map(|person| (person.id, person.name.clone()));
        let word = person.as_ref().map_or_else(|| "席を渡す".to_owned(), |(_, name)| format!("{name} さんに席を渡す"));
        let button = primary(&word).icon(Icon::UserCheck).enabled(person.is_some() && !desk.is_busy);
        if ui.add(button).clicked()
            && let Some((id, _)) = person
        {
            desk.ask(Ask::HandChair(id));
        }
    }

    fn narrow(&mut self) {
        let sought = fold(&self.search);
        let all = self.people.iter().enumerate();
        self.seen = all.filter(|(_, person)| person.search.contains(&sought)).map(|(place, _)| place).collect();
        self.table.choose(None);
    }
}

impl Screen for Chair {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::load(read)?;
        self.waiting = waiting(&facts);
        self.passing = passages::open(&facts, today);
        self.trainings = TrainingsCard::of(&facts, today);
        self.words.reload(read)?;
        self.policy.reload(read)?;
        self.every = CheckEvery(facts.check_months);
        let owned = facts.belongings();
        let people = facts.staff_in_use(today).map(|kept| {
            let own = owned.get(&kept.id).cloned().unwrap_or_default();
            let open: Vec<due::Due> =
                due::of(&facts, kept.id, &own, today).into_iter().filter(|due| due.state.is_open()).collect();
            let staff = &kept.record;
            Person {
                id: kept.id,
                name: staff.name.clone(),
                department: staff.department.clone(),
                search: fold(&format!("{} {}", staff.name, staff.kana)),
                n_open: open.len(),
                first: open.first().map(|due| format!("{} {}", due.step.label(), due.about)).unwrap_or_default(),
            }
        });
        self.people = people.collect();
        self.narrow();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Chair.label(), "", |_| {});
        page::body(ui, |ui| {
            if !self.waiting.is_empty() {
                card::card(ui, |ui| confirm::draw(ui, desk, &self.waiting));
            }
            card::card(ui, |ui| self.draw_people(ui, desk));
            card::card(ui, |ui| passages::draw(ui, desk, &self.passing));
            card::card(ui, |ui| self.trainings.ui(ui, desk));
            card::card(ui, |ui| every::draw(ui, desk, self.every));
            // Both ask for a 版, and may be open at once.
            ui.push_id("policy", |ui| card::card(ui, |ui| self.policy.ui(ui, desk)));
            ui.push_id("words", |ui| card::card(ui, |ui| self.words.ui(ui, desk)));
        });
    }
}
