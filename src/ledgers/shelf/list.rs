//! The list of a kind (一覧): search, filters, sorting and a virtual table, the same for every kind.

use std::borrow::Cow;

use egui::{Id, Key, Ui};

use crate::base::text::{fold, kana_key};
use crate::base::{Day, Kind, RecordId};
use crate::desk::{Desk, Problem, Right, Route, Screen, SheetOrder};
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::table::{Cell, Column, Order, Table, TableEvent};
use crate::widgets::{Icon, card, empty, escape, page};

/// What a list is made of; one constant a kind.
#[derive(Clone)]
pub struct List {
    /// The kind.
    pub kind: Kind,
    /// Its icon where there is nothing.
    pub icon: Icon,
    /// The table's name for a screen reader.
    pub name: &'static str,
    /// 名 or 台 or 件.
    pub unit: &'static str,
    /// The columns.
    pub columns: &'static [Column<'static>],
    /// The filters; a row passes when it has the chosen mark of each.
    pub filters: &'static [Filter],
    /// The word in the empty search box.
    pub search: &'static str,
    /// The word on the button for a new one.
    pub new: &'static str,
    /// What belongs here, where there is nothing.
    pub about: &'static str,
    /// The sheet that prints the list.
    pub sheet: Option<SheetOrder>,
    /// Reads the rows.
    pub load: fn(&Reader<'_>, Day) -> Result<Vec<Row>, Problem>,
}

/// One filter: its name and its choices with the mark each asks for (0: any).
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Its name.
    pub label: &'static str,
    /// Word and mark.
    pub choices: &'static [(&'static str, u32)],
}

/// One row, ready to draw.
#[derive(Debug, Clone)]
pub struct Row {
    /// The record.
    pub id: RecordId,
    /// Its cells.
    pub cells: Vec<Cell<'static>>,
    /// What each column after the first sorts by, as it is read; the rows come in the order of the first.
    pub sort: Vec<String>,
    /// What a search looks through, folded.
    pub search: String,
    /// The marks that filters ask for.
    pub marks: u32,
}

/// How the rows are ordered.
pub type Sort = (usize, Order);

/// The list of a kind.
pub struct ListScreen {
    list: &'static List,
    rows: Vec<Row>,
    shown: Vec<usize>,
    table: Table,
    search: String,
    chosen: Vec<usize>,
    /// Pages beside the list: word, icon and where it leads.
    beside: Vec<(&'static str, Icon, Route)>,
    is_loaded: bool,
}

impl ListScreen {
    /// The list.
    #[must_use]
    pub fn new(list: &'static List) -> Self {
        Self {
            list,
            rows: Vec::new(),
            shown: Vec::new(),
            table: Table::new(list.name).sorted_by(0, Order::Up).opens_on_click(),
            search: String::new(),
            chosen: vec![0; list.filters.len()],
            beside: Vec::new(),
            is_loaded: false,
        }
    }

    /// The same, ordered by another column at first.
    #[must_use]
    pub fn sorted_by(mut self, column: usize, order: Order) -> Self {
        self.table = self.table.sorted_by(column, order);
        self
    }

    /// The same with a button that leads to a page beside the list.
    #[must_use]
    pub fn leading_to(mut self, word: &'static str, icon: Icon, route: Route) -> Self {
        self.beside.push((word, icon, route));
        self
    }

    /// Finds the rows to show: those that pass the filters and the search, in order.
    fn arrange(&mut self) {
        let words: Vec<String> = self.search.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let passes = |row: &Row| {
            let has_marks = self.list.filters.iter().zip(&self.chosen).all(|(filter, chosen)| {
                let mark = filter.choices.get(*chosen).map_or(0, |choice| choice.1);
                mark == 0 || row.marks & mark != 0
            });
            has_marks && words.iter().all(|word| row.search.contains(word.as_str()))
        };
        self.shown = (0..self.rows.len()).filter(|n| self.rows.get(*n).is_some_and(&passes)).collect();
        if let Some((column, order)) = self.table.sorted() {
            if column > 0 {
                let read = |n: &usize| self.rows.get(*n).and_then(|row| row.sort.get(column - 1));
                self.shown.sort_by_cached_key(|n| read(n).map(|text| kana_key(text)).unwrap_or_default());
            }
            if order == Order::Down {
                self.shown.reverse();
            }
        }
    }

    fn is_narrowed(&self) -> bool {
        !self.search.trim().is_empty() || self.chosen.iter().any(|chosen| *chosen > 0)
    }

    fn draw_header(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let list = self.list;
        let beside = format!("{}{}中 {}{}を表示", self.rows.len(), list.unit, self.shown.len(), list.unit);
        let beside = match (self.rows.len(), self.shown.len()) {
            (0, _) => String::new(),
            (all, shown) if all == shown => format!("{all}{}", list.unit),
            (_, _) => beside,
        };
        page::header(ui, list.kind.label(), &beside, |ui| {
            if desk.may(Right::Write) {
                let new = ui.add(primary(list.new).icon(Icon::Plus)).on_hover_text("Ctrl+N");
                if new.clicked() || super::pressed(ui, Key::N) {
                    desk.go(Route::New(list.kind, None));
                }
            }
            for (word, icon, route) in &self.beside {
                if desk.may(route.needs()) && ui.add(secondary(word).icon(*icon)).clicked() {
                    desk.go(route.clone());
                }
            }
            let sheet = list.sheet.as_ref().filter(|_| !self.rows.is_empty());
            if let Some(order) = sheet.filter(|_| desk.may(Right::Print)) {
                let print = ui.add(secondary("一覧を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P");
                if print.clicked() || super::pressed(ui, Key::P) {
                    desk.go(Route::Sheet(order.clone()));
                }
            }
        });
    }

    fn draw_bar(&mut self, ui: &mut Ui) {
        let search = Id::unique(("search", self.list.name));
        let mut is_changed = false;
        ui.horizontal(|ui| {
            let answer = super::cell(ui, 300.0, |ui| {
                blank("検索").placeholder(self.list.search).id(search).search(ui, &mut self.search)
            });
            is_changed |= answer.changed;
            if super::pressed(ui, Key::F) {
                ui.memory_mut(|memory| memory.request_focus(search));
            }
            if answer.entered && !self.shown.is_empty() {
                self.table.choose(Some(0));
                self.table.focus();
            }
            for (filter, chosen) in self.list.filters.iter().zip(&mut self.chosen) {
                is_changed |= draw_filter(ui, filter, chosen);
            }
        });
        if is_changed {
            self.table.choose(None);
            self.arrange();
        }
    }

    fn draw_table(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let mut event = TableEvent::None;
        card::bare(ui, |ui| {
            let (rows, shown) = (&self.rows, &self.shown);
            event = self.table.ui(ui, self.list.columns, shown.len(), |row, column| {
                let row = shown.get(row).and_then(|n| rows.get(*n));
                row.and_then(|row| row.cells.get(column)).map_or(Cell::Empty, lend)
            });
        });
        match event {
            TableEvent::Opened(row) => {
                if let Some(row) = self.shown.get(row).and_then(|n| self.rows.get(*n)) {
                    desk.go(Route::Page(self.list.kind, row.id));
                }
            }
            TableEvent::Sorted(..) => self.arrange(),
            TableEvent::None | TableEvent::Chosen(_) => {}
        }
    }

    fn draw_nothing(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let list = self.list;
        if self.rows.is_empty() {
            let title = format!("{}はまだ登録されていません", list.kind.label());
            if !desk.may(Right::Write) {
                empty::empty(ui, list.icon, &title, list.about, None);
                return;
            }
            if empty::empty(ui, list.icon, &title, list.about, Some(list.new)).is_some_and(|button| button.clicked()) {
                desk.go(Route::New(list.kind, None));
            }
            ui.vertical_centered(|ui| {
                if ui.add(secondary("Excelの台帳を取り込む").icon(Icon::FileSpreadsheet)).clicked() {
                    desk.go(Route::Import);
                }
            });
            return;
        }
        empty::empty(
            ui,
            Icon::Search,
            "あてはまるものがありません",
            "言葉を短くするか、絞り込みを外してみてください。漢字・かな・カナのどれでも探せます。",
            None,
        );
        ui.vertical_centered(|ui| {
            if ui.add(secondary("絞り込みを外す").icon(Icon::Close)).clicked() {
                self.search.clear();
                self.chosen.fill(0);
                let everyone =
                    self.list.filters.first().and_then(|filter| filter.choices.iter().position(|c| c.1 == 0));
                if let (Some(first), Some(everyone)) = (self.chosen.first_mut(), everyone) {
                    *first = everyone;
                }
                self.arrange();
            }
        });
    }
}

impl Screen for ListScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let id_at = |list: &Self, at: usize| list.shown.get(at).and_then(|n| list.rows.get(*n)).map(|row| row.id);
        let chosen = self.table.chosen().and_then(|at| id_at(self, at));
        self.rows = (self.list.load)(read, today)?;
        self.is_loaded = true;
        self.arrange();
        if let Some(chosen) = chosen {
            let at = (0..self.shown.len()).find(|at| id_at(self, *at) == Some(chosen));
            self.table.choose(at);
            self.table.focus();
        }
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.draw_header(ui, desk);
        page::fixed(ui, |ui| {
            if !self.rows.is_empty() {
                self.draw_bar(ui);
            }
            if self.shown.is_empty() && self.is_loaded {
                self.draw_nothing(ui, desk);
            } else {
                self.draw_table(ui, desk);
            }
        });
        if self.is_narrowed() && escape::pressed(ui) {
            self.search.clear();
            self.chosen.fill(0);
            self.arrange();
        }
    }
}

fn draw_filter(ui: &mut Ui, filter: &Filter, chosen: &mut usize) -> bool {
    let before = *chosen;
    if filter.choices.len() <= 4 {
        crate::widgets::segments::segments(ui, filter.label, filter.choices.iter().map(|choice| choice.0), chosen);
    } else {
        let codes: Vec<String> = (0..filter.choices.len()).map(|n| n.to_string()).collect();
        let items: Vec<(&str, &str)> =
            codes.iter().zip(filter.choices).map(|(code, choice)| (code.as_str(), choice.0)).collect();
        let mut code = chosen.to_string();
        super::cell(ui, 210.0, |ui| blank(filter.label).bare().pick(ui, &items, &mut code));
        *chosen = code.parse().unwrap_or_default();
    }
    before != *chosen
}

fn lend<'a>(cell: &'a Cell<'static>) -> Cell<'a> {
    match cell {
        Cell::Text(text) => Cell::Text(Cow::Borrowed(text)),
        Cell::Weak(text) => Cell::Weak(Cow::Borrowed(text)),
        Cell::Toned(tone, text) => Cell::Toned(*tone, Cow::Borrowed(text)),
        Cell::TwoLine(top, bottom) => Cell::TwoLine(Cow::Borrowed(top), Cow::Borrowed(bottom)),
        Cell::Pill(tone, word) => Cell::Pill(*tone, Cow::Borrowed(word)),
        Cell::Empty => Cell::Empty,
    }
}
