//! 操作記録: the journal line by line, newest first, five hundred at a time; sought by period, category, operator
//! and word; printed, and written out as CSV.

use egui::{Align, Layout, Ui, vec2};

use crate::base::text::fold;
use crate::base::{Day, Kind, Progress};
use crate::desk::{
    Ask, Command, Desk, Done, Extent, FileKind, Listed, ListedRows, Parcel, Problem, Refusal, Right, Route, Screen,
    SheetOrder, VaultJob,
};
use crate::ledgers::log::{LogLine, csv};
use crate::vault::{Act, Detail, LogFilter, Reader, Tx};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, notice, page, prose};

mod query;

use self::query::{Query, Start, Stretch, held};

/// The screen of the operation record.
#[must_use]
pub fn log() -> Box<dyn Screen> {
    Box::new(Log {
        typed: Typed::default(),
        shown: Query::default(),
        rows: Vec::new(),
        more: None,
        n_fitting: None,
        n_all: 0,
        began: None,
        operators: Vec::new(),
        next: Next::Fresh,
        is_stopped: false,
        csv: None,
        written: None,
        table: Table::new("操作記録").one_line(),
    })
}

const COLUMNS: [Column<'static>; 6] = [
    Column::exact("記録番号", 98.0).unsorted(),
    Column::exact("ユーザーID", 116.0).unsorted(),
    Column::exact("氏名", 126.0).unsorted(),
    Column::exact("時刻", 168.0).unsorted(),
    Column::exact("カテゴリ", 146.0).unsorted(),
    Column::new("操作情報", 1.0).unsorted(),
];

/// A line, ready to be drawn.
struct Row {
    seq: String,
    at: String,
    line: LogLine,
}

impl Row {
    fn new(line: LogLine) -> Self {
        Self { seq: line.seq.to_string(), at: line.at.short_exact(), line }
    }
}

/// What stands in the fields above the list.
#[derive(Default)]
struct Typed {
    from: String,
    until: String,
    category: String,
    operator: String,
    word: String,
}

impl Typed {
    fn query(&self) -> Query {
        Query {
            from: Day::read(&self.from).ok(),
            until: Day::read(&self.until).ok(),
            acts: acts_of(&self.category),
            operator: Some(self.operator.clone()).filter(|operator| !operator.is_empty()),
            word: fold(&self.word),
        }
    }
}

/// The category of everything that changed something or left the ledger.
const BUT_VIEWED: &str = "but-viewed";
const BUT_VIEWED_WORD: &str = "閲覧のほか";

/// The acts of a category.
fn acts_of(category: &str) -> Vec<Act> {
    if category == BUT_VIEWED {
        return Act::ALL.into_iter().filter(|act| *act != Act::Viewed).collect();
    }
    Act::from_code(category).into_iter().collect()
}

/// What the next reading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// What came since the last reading, above what is there.
    Newer,
    /// The newest lines for what the fields say.
    Fresh,
    /// Lines below this number, behind those that are there.
    More(u64),
}

struct Log {
    typed: Typed,
    /// What the rows answer; the fields may already say something else.
    shown: Query,
    rows: Vec<Row>,
    more: Option<u64>,
    n_fitting: Option<u64>,
    n_all: u64,
    /// Day of the first entry.
    began: Option<Day>,
    operators: Vec<String>,
    next: Next,
    is_stopped: bool,
    /// A finished CSV that waits for its place on the disk.
    csv: Option<Csv>,
    /// So many lines were really saved.
    written: Option<usize>,
    table: Table,
}

/// Lines written as CSV.
struct Csv {
    bytes: Vec<u8>,
    n_rows: usize,
}

impl Log {
    fn take(&mut self, stretch: Stretch) {
        let Stretch { query, start, lines, more } = stretch;
        if start == Start::Newest {
            self.rows.clear();
            self.table = Table::new("操作記録").one_line();
        }
        self.rows.extend(lines.into_iter().map(Row::new));
        self.shown = query;
        self.more = more;
        self.is_stopped = false;
    }

    /// Looks for what the fields say: at once where the ledger answers quickly, else in a thread.
    fn seek(&mut self, desk: &mut Desk<'_>, next: Next) {
        let (query, start) = match next {
            Next::Newer | Next::Fresh => (self.typed.query(), Start::Newest),
            Next::More(seq) => (self.shown.clone(), Start::Below(seq)),
        };
        if query.is_slow(self.n_all) {
            desk.ask(query.job(start));
        } else {
            self.next = next;
            desk.ask(Ask::Reload);
        }
    }

    /// Puts on top what came since entry number `after`; the rest of the list stays where it is.
    fn renew(&mut self, after: u64, read: &Reader<'_>) -> Result<(), Problem> {
        let newer = LogFilter { after: Some(after), ..self.shown.filter() };
        let lines = read.log(&newer)?;
        let fresh = lines.iter().map(LogLine::of).filter(|line| self.shown.fits(line)).map(Row::new);
        self.rows.splice(0..0, fresh.collect::<Vec<_>>());
        Ok(())
    }

    fn draw_filter(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (mut is_changed, mut is_asked) = (false, false);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::S);
            let (typed, today) = (&mut self.typed, desk.today);
            is_changed |= beside(ui, DAY, |ui| blank("期間の初め").day(ui, &mut typed.from, today)).changed;
            is_changed |= beside(ui, DAY, |ui| blank("期間の終わり").day(ui, &mut typed.until, today)).changed;
            let viewed = (Act::Viewed.code(), Act::Viewed.label());
            let acts: Vec<(&str, &str)> = [("", "すべて"), (BUT_VIEWED, BUT_VIEWED_WORD), viewed]
                .into_iter()
                .chain(acts_of(BUT_VIEWED).iter().map(|act| (act.code(), act.label())))
                .collect();
            let pick = |label| blank(label).placeholder("すべて");
            is_changed |= beside(ui, CHOICE, |ui| pick("カテゴリ").pick(ui, &acts, &mut typed.category)).changed;
            let people: Vec<(&str, &str)> = std::iter::once(("", "すべて"))
                .chain(self.operators.iter().map(|name| (name.as_str(), name.as_str())))
                .collect();
            is_changed |= beside(ui, CHOICE, |ui| pick("操作者").pick(ui, &people, &mut typed.operator)).changed;
            let before = fold(&typed.word);
            let word = blank("言葉で探す").placeholder("氏名や機種など").emptied_by_esc();
            let answer = beside(ui, WORD, |ui| word.line(ui, &mut typed.word));
            is_asked |= answer.entered || (answer.changed && typed.word.is_empty() && !before.is_empty());
            is_asked |= beside(ui, BUTTON, |ui| {
                ui.add_space(size::CONTROL - space::M);
                ui.add(secondary("探す").icon(Icon::Search).enabled(!desk.is_busy)).clicked()
            });
        });
        let is_new = self.typed.query() != self.shown || self.is_stopped;
        if (is_changed || is_asked) && is_new && !desk.is_busy {
            self.seek(desk, Next::Fresh);
        }
    }

    fn draw_rows(&mut self, ui: &mut Ui) {
        card::bare(ui, |ui| {
            if self.rows.is_empty() {
                ui.add_space(space::L);
                ui.horizontal(|ui| {
                    ui.add_space(space::L);
                    prose::weak(ui, "条件に合う記録はありません");
                });
                ui.add_space(space::L);
                return;
            }
            let rows = &self.rows;
            self.table.ui(ui, &COLUMNS, rows.len(), |row, column| {
                let Some(Row { seq, at, line }) = rows.get(row) else { return Cell::Empty };
                match column {
                    0 => Cell::Weak(seq.as_str().into()),
                    1 => Cell::text(line.user.as_str()),
                    2 => Cell::text(line.name.as_str()),
                    3 => Cell::text(at.as_str()),
                    4 if line.is_striking() => Cell::Toned(Tone::Danger, line.category.into()),
                    4 => Cell::text(line.category),
                    _ => Cell::text(line.information.as_str()),
                }
            });
        });
    }

    fn draw_more(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(seq) = self.more else { return };
        ui.vertical_centered(|ui| {
            let more = secondary("さらに前の記録を見る").icon(Icon::ChevronDown).enabled(!desk.is_busy);
            if ui.add(more).on_hover_text("次の500件を、下に加えます").clicked() {
                self.seek(desk, Next::More(seq));
            }
        });
    }

    /// The sheet of the period in the fields; of this month where none is given.
    fn order(&self) -> SheetOrder {
        let Query { from, until, .. } = self.typed.query();
        let from = from.or(until.and(self.began));
        SheetOrder { as_of: until, from, listed: self.listed(), ..SheetOrder::today("operation-log") }
    }

    /// What was sought within the period, where that is not everything.
    fn listed(&self) -> Option<Listed> {
        let Query { acts, operator, word, .. } = self.typed.query();
        let mut words = Vec::new();
        if !word.is_empty() {
            words.push(format!("検索：{}", self.typed.word.trim()));
        }
        let category = match acts.as_slice() {
            [] => None,
            [act] => Some(act.label()),
            _ => Some(BUT_VIEWED_WORD),
        };
        let chosen: Vec<&str> = category.into_iter().chain(operator.as_deref()).collect();
        if !chosen.is_empty() {
            words.push(format!("絞り込み：{}", chosen.join("、")));
        }
        let rows = ListedRows::Journal { acts, operator: operator.clone(), word };
        (!words.is_empty()).then_some(Listed { words, rows, extent: Extent::Shown })
    }

    fn write_csv(&self) -> VaultJob {
        let query = self.shown.clone();
        VaultJob {
            name: "write-log",
            label: "操作記録をCSVにしています。".to_owned(),
            needs: Right::Export,
            touched: Vec::new(),
            work: Box::new(move |vault, progress| {
                let lines = query.everything(&vault.reader(), progress)?;
                Ok(Box::new(Csv { bytes: csv(&lines).into_bytes(), n_rows: lines.len() }))
            }),
        }
    }

    /// What threads and dialogs brought goes on its way.
    fn pass_on(&mut self, desk: &mut Desk<'_>) {
        if let Some(csv) = &mut self.csv
            && !csv.bytes.is_empty()
        {
            let name = format!("操作記録 {}.csv", desk.today.iso());
            desk.ask(Ask::SaveFile { kind: FileKind::Csv, name, bytes: std::mem::take(&mut csv.bytes) });
        }
        if let Some(n_rows) = self.written.take() {
            desk.run(Exported { n_rows });
        }
    }

    fn draw_header(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let count = held(&self.shown, self.rows.len(), self.more.is_some(), self.n_fitting, self.n_all);
        page::header(ui, Route::Log.label(), &count, |ui| {
            if !desk.may(Right::Print) {
                return;
            }
            let print = primary("印刷…").icon(Icon::Printer).enabled(!desk.is_busy);
            let hint = "期間の中の、条件に合うすべての記録を印刷します。期間が空のときは今月分です";
            if ui.add(print).on_hover_text(hint).clicked() {
                desk.go(Route::Sheet(self.order()));
            }
            if !desk.may(Right::Export) {
                return;
            }
            let write = secondary("CSVに書き出す…").icon(Icon::FileDown).enabled(!desk.is_busy);
            let hint = "条件に合うすべての記録を書き出します。まだ表示していない分も含みます";
            if ui.add(write).on_hover_text(hint).clicked() {
                desk.ask(Ask::VaultJob(self.write_csv()));
            }
        });
    }
}

impl Screen for Log {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let before = std::mem::replace(&mut self.n_all, read.head()?.seq);
        if self.began.is_none() {
            self.operators = read.operators()?;
            let first = LogFilter { before: Some(2), ..LogFilter::default() };
            self.began = read.log(&first)?.first().map(|entry| entry.at.day());
        }
        match std::mem::replace(&mut self.next, Next::Newer) {
            Next::Newer => self.renew(before, read)?,
            Next::Fresh => {
                let stretch = self.typed.query().page(Start::Newest, read, &Progress::new())?;
                self.take(stretch);
            }
            Next::More(seq) => {
                let stretch = self.shown.page(Start::Below(seq), read, &Progress::new())?;
                self.take(stretch);
            }
        }
        self.n_fitting = read.log_count(&self.shown.filter())?.filter(|_| self.shown.word.is_empty());
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.pass_on(desk);
        self.draw_header(ui, desk);
        page::fixed(ui, |ui| {
            self.draw_filter(ui, desk);
            if self.is_stopped {
                notice::bar(ui, Tone::Info, "探すのを中止しました。下の一覧は、その前の条件のままです。");
            }
            let below = if self.more.is_some() { size::CONTROL + space::M } else { 0.0 };
            let room = vec2(ui.available_width(), (ui.available_height() - below).max(size::CONTROL));
            ui.allocate_ui(room, |ui| self.draw_rows(ui));
            self.draw_more(ui, desk);
        });
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Result(content) => match content.downcast::<Stretch>() {
                Ok(stretch) => {
                    self.n_fitting = None;
                    self.take(*stretch);
                }
                Err(content) => self.csv = content.downcast::<Csv>().ok().map(|csv| *csv),
            },
            Parcel::Saved { .. } => self.written = self.csv.take().map(|csv| csv.n_rows),
            Parcel::Failed(_) => self.is_stopped = self.typed.query() != self.shown,
            Parcel::File { .. } | Parcel::Folder(_) => {}
        }
    }
}

/// The record was written out; that itself is recorded (書き出し).
struct Exported {
    n_rows: usize,
}

impl Command for Exported {
    fn needs(&self) -> Right {
        Right::Export
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.note(Act::Exported, &Detail::said(&format!("操作記録をCSVに書き出し（{}件）", self.n_rows)))?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: "書き出しました".to_owned(), next: None })
    }
}

/// Widths of what narrows the list down: a day, a choice, the word, the button.
const DAY: f32 = 168.0;
const CHOICE: f32 = 150.0;
const WORD: f32 = 220.0;
const BUTTON: f32 = 84.0;

/// A field among others, which stand below each other where there is no room side by side.
fn beside<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = vec2(width, size::CONTROL + 24.0);
    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}
