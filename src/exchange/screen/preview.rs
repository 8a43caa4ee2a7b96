//! 内容を確かめる: what is new, what changes, what is undecided, the same, or could not be read.

use egui::Ui;

use crate::exchange::{Plan, PlanItem, Source, State};
use crate::widgets::table::{Cell, Column, Table, TableEvent};
use crate::widgets::{Tone, card, check_box, notice, prose, segments};

/// Room for the detail below the list.
const DETAIL_HEIGHT: f32 = 148.0;

/// More remarks than this stand only in the printed report.
const MAX_REMARKS: usize = 3;

/// The tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    New,
    Changed,
    Conflict,
    Same,
    Unread,
}

const TABS: [Tab; 5] = [Tab::New, Tab::Changed, Tab::Conflict, Tab::Same, Tab::Unread];

impl Tab {
    const fn label(self) -> &'static str {
        match self {
            Self::New => "新しい",
            Self::Changed => "変わる",
            Self::Conflict => "決められない",
            Self::Same => "同じ",
            Self::Unread => "読めなかったセル",
        }
    }

    const fn of(state: &State) -> Self {
        match state {
            State::New => Self::New,
            State::Changed(_) => Self::Changed,
            State::Conflict(_) => Self::Conflict,
            State::Same => Self::Same,
        }
    }
}

/// The plan as it is looked at.
pub(super) struct Preview {
    /// The plan, with the user's ticks.
    pub plan: Plan,
    tab: usize,
    table: Table,
    /// The items of each tab.
    rows: [Vec<usize>; 4],
}

impl Preview {
    /// Of a plan.
    pub fn new(plan: Plan) -> Self {
        let of = |tab: Tab| {
            let items = plan.items.iter().enumerate();
            items.filter(|(_, item)| Tab::of(&item.state) == tab).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let rows = [of(Tab::New), of(Tab::Changed), of(Tab::Conflict), of(Tab::Same)];
        let tab = rows.iter().position(|rows| !rows.is_empty()).unwrap_or(0);
        Self { plan, tab, table: Table::new("取り込みの内容").one_line(), rows }
    }

    /// How many records would be written.
    pub fn n_taken(&self) -> usize {
        self.plan.items.iter().filter(|item| item.is_written()).count()
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let words: Vec<String> = TABS
            .iter()
            .enumerate()
            .map(|(at, tab)| {
                format!("{} {}件", tab.label(), self.rows.get(at).map_or(self.plan.unread.len(), Vec::len))
            })
            .collect();
        if segments::segments(ui, "取り込みの内容の区分", words.iter().map(String::as_str), &mut self.tab) {
            self.table = Table::new("取り込みの内容").one_line();
        }
        let is_unread = TABS.get(self.tab) == Some(&Tab::Unread);
        let n_remarks = self.plan.remarks.len();
        if is_unread {
            for remark in self.plan.remarks.iter().take(MAX_REMARKS) {
                notice::bar(ui, Tone::Info, remark);
            }
        } else if n_remarks > 0 {
            let text = format!("お知らせが{n_remarks}件あります。「{}」で確かめてください。", Tab::Unread.label());
            notice::bar(ui, Tone::Info, &text);
        }
        let room = (ui.available_height() - if is_unread { 0.0 } else { DETAIL_HEIGHT }).max(160.0);
        ui.allocate_ui(egui::vec2(ui.available_width(), room), |ui| {
            card::bare(ui, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), room - 8.0));
                if is_unread { self.unread(ui) } else { self.items(ui) }
            });
        });
        if !is_unread {
            self.detail(ui);
        }
    }

    fn items(&mut self, ui: &mut Ui) {
        const COLUMNS: [Column<'static>; 5] = [
            Column::exact("取り込む", 136.0).unsorted(),
            Column::exact("帳簿", 132.0).unsorted(),
            Column::new("記録", 1.4).unsorted(),
            Column::new("内容", 1.8).unsorted(),
            Column::exact("元のセル", 150.0).unsorted(),
        ];
        let Some(rows) = self.rows.get(self.tab) else { return };
        let plan = &self.plan;
        let event = self.table.ui(ui, &COLUMNS, rows.len(), |row, column| {
            let Some(item) = rows.get(row).and_then(|at| plan.items.get(*at)) else { return Cell::Empty };
            item_cell(item, column)
        });
        if let TableEvent::Opened(row) = event
            && let Some(at) = rows.get(row).copied()
        {
            let include = plan.items.get(at).is_some_and(|item| !item.include);
            self.plan.set_include(at, include);
        }
    }

    fn unread(&mut self, ui: &mut Ui) {
        const COLUMNS: [Column<'static>; 5] = [
            Column::exact("セル", 150.0).unsorted(),
            Column::new("見出し", 1.0).unsorted(),
            Column::new("書かれていること", 1.2).unsorted(),
            Column::new("理由", 1.8).unsorted(),
            Column::exact("備考", 120.0).unsorted(),
        ];
        let unread = &self.plan.unread;
        self.table.ui(ui, &COLUMNS, unread.len(), |row, column| {
            let Some(unread) = unread.get(row) else { return Cell::Empty };
            match column {
                0 => Cell::text(place(&unread.source)),
                1 => Cell::text(unread.heading.as_str()),
                2 => Cell::text(unread.text.replace('\n', " ")),
                3 => Cell::text(unread.reason.as_str()),
                _ if unread.kept_in_note => Cell::pill(Tone::Info, "備考に残す"),
                _ => Cell::Weak("残さない".into()),
            }
        });
    }

    /// The chosen row in full, with its tick box.
    fn detail(&mut self, ui: &mut Ui) {
        let chosen = self.table.chosen().and_then(|row| self.rows.get(self.tab)?.get(row).copied());
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let Some(item) = chosen.and_then(|at| self.plan.items.get(at)) else {
                prose::weak(
                    ui,
                    "行を選ぶと、くわしい内容がここに出ます。Enterかダブルクリックで、取り込む・取り込まないを切り替えます。",
                );
                return;
            };
            prose::strong(ui, &format!("{} {}", item.kind.label(), item.title));
            prose::paragraph(ui, &about(item, "\n"));
            let mut include = item.include;
            let can_choose = !matches!(item.state, State::Same);
            if can_choose
                && check_box(ui, "この記録を取り込む", &mut include).changed()
                && let Some(at) = chosen
            {
                self.plan.set_include(at, include);
            }
        });
    }
}

fn item_cell(item: &PlanItem, column: usize) -> Cell<'_> {
    match column {
        0 => match (&item.state, item.include) {
            (State::Same, _) => Cell::Weak("変更なし".into()),
            (_, true) => Cell::pill(Tone::Success, "取り込む"),
            (_, false) => Cell::pill(Tone::Quiet, "外す"),
        },
        1 => Cell::text(item.kind.label()),
        2 => Cell::text(item.title.as_str()),
        3 => match &item.state {
            State::Conflict(why) => Cell::Toned(Tone::Danger, why.as_str().into()),
            State::New | State::Same | State::Changed(_) => Cell::text(about(item, "、")),
        },
        _ => Cell::Weak(item.source.first().map(place).unwrap_or_default().into()),
    }
}

/// A cell's address, then its sheet: what is cut off in a narrow column is the name of the sheet.
fn place(source: &Source) -> String {
    format!("{}　{}", source.at, source.sheet)
}

/// What is written or changed, in words.
fn about(item: &PlanItem, joint: &str) -> String {
    match &item.state {
        State::Conflict(why) => why.clone(),
        State::Changed(changes) => {
            let empty = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.replace('\n', " ") };
            let lines = changes.iter().map(|c| format!("{}：{} → {}", c.label, empty(&c.before), empty(&c.after)));
            lines.collect::<Vec<_>>().join(joint)
        }
        State::New | State::Same => item.summary().join("、"),
    }
}
