//! 取り込み: choose a file, say what its columns are, look at what would change, and only then take it over.

mod mapping;
mod outcome;
mod preview;
mod vendor_back;
mod vendor_sheet;
mod vendor_typing;

pub use vendor_sheet::{prepare_vendor_sheet, vendor_sheet};

use std::sync::Arc;

use egui::Ui;

use super::commit::{Taken, UndoImport, take_over};
use super::{Book, Facts, ImportReport, Plan, SheetChoice, plan, propose, read_book};
use crate::base::{Cancelled, Clock, Day, Kind, Progress};
use crate::desk::{Ask, Desk, Done, FileKind, Job, Parcel, Problem, Refusal, Right, Screen, VaultJob};
use crate::paper::{Going, lay_out, write_pdf};
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::steps::steps;
use crate::widgets::{Icon, Tone, card, empty, notice, page, prose};

/// The steps as they stand above the page.
const STEPS: [&str; 4] = ["ファイルを選ぶ", "列を確かめる", "内容を確かめる", "結果"];

/// What a job gives back.
enum Brought {
    Opened(Arc<Book>, Vec<SheetChoice>),
    Planned(Plan),
    Taken(Taken),
    Paper(Vec<u8>),
}

/// Where the user is.
enum Step {
    Choose,
    Map(mapping::Mapping),
    Preview(Box<preview::Preview>),
    Result(Box<outcome::Outcome>),
}

/// What a page of the screen wants done.
pub(super) enum Wish {
    ChooseFile,
    MakePlan,
    BackToFile,
    BackToColumns,
    TakeOver,
    Print,
    Undo(u64),
    ShowPeople,
}

/// The screen.
pub struct ImportScreen {
    step: Step,
    facts: Arc<Facts>,
    clinic: String,
    /// The book and how it is to be read, kept while the preview is shown.
    opened: Option<(Arc<Book>, Vec<SheetChoice>)>,
    /// A file the user chose, on its way into a thread.
    chosen: Option<(String, Vec<u8>)>,
    is_waiting: bool,
    is_undoing: bool,
}

impl ImportScreen {
    /// At its beginning.
    #[must_use]
    pub fn new(today: Day) -> Self {
        Self {
            step: Step::Choose,
            facts: Arc::new(Facts::new(today)),
            clinic: String::new(),
            opened: None,
            chosen: None,
            is_waiting: false,
            is_undoing: false,
        }
    }

    fn at(&self) -> usize {
        match self.step {
            Step::Choose => 0,
            Step::Map(_) => 1,
            Step::Preview(_) => 2,
            Step::Result(_) => 3,
        }
    }

    fn answer(&mut self, wish: Wish, desk: &mut Desk<'_>) {
        match wish {
            Wish::ChooseFile => desk.ask(Ask::OpenFile(FileKind::Book)),
            Wish::BackToFile => {
                self.step = Step::Choose;
                self.opened = None;
            }
            Wish::BackToColumns => {
                if let Some((book, choices)) = self.opened.clone() {
                    self.step = Step::Map(mapping::Mapping::new(book, choices));
                }
            }
            Wish::MakePlan => {
                if let Step::Map(mapping) = &self.step {
                    let (book, choices) = mapping.chosen();
                    self.opened = Some((Arc::clone(&book), choices.clone()));
                    self.work(desk, plan_job(book, choices, Arc::clone(&self.facts)));
                }
            }
            Wish::TakeOver => {
                if let Step::Preview(preview) = &self.step {
                    self.is_waiting = true;
                    desk.ask(Ask::VaultJob(take_job(preview.plan.clone(), desk.clock)));
                }
            }
            Wish::Print => {
                if let Step::Result(outcome) = &self.step {
                    let job = paper_job(outcome.taken.report.clone(), self.clinic.clone(), desk.today);
                    self.work(desk, job);
                }
            }
            Wish::Undo(batch) => {
                self.is_undoing = true;
                desk.run(UndoImport { batch });
            }
            Wish::ShowPeople => desk.go(crate::desk::Route::List(Kind::Staff)),
        }
    }

    fn work(&mut self, desk: &mut Desk<'_>, job: Job) {
        self.is_waiting = true;
        desk.ask(Ask::Job(job));
    }
}

impl Screen for ImportScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::read(read, today)?;
        self.clinic = facts.all(Kind::Clinic).first().map(|known| known.title.clone()).unwrap_or_default();
        self.facts = Arc::new(facts);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if let Some((name, bytes)) = self.chosen.take() {
            self.work(desk, open_job(name, bytes));
        }
        if let Step::Result(outcome) = &mut self.step
            && let Some(bytes) = outcome.paper.take()
        {
            desk.ask(Ask::ShowPdf { name: "取込み結果.pdf".to_owned(), bytes });
        }
        let is_free = !desk.is_busy && !self.is_waiting;
        let mut wish = None;
        let step = &mut self.step;
        let wishes = &mut wish;
        page::header(ui, "取り込み", "ExcelやCSVの台帳から", |ui| match step {
            Step::Choose => {}
            Step::Map(mapping) => {
                let can_go_on = is_free && mapping.has_choice();
                if ui.add(primary("内容を確かめる").icon(Icon::ArrowRight).enabled(can_go_on)).clicked() {
                    *wishes = Some(Wish::MakePlan);
                }
                if ui.add(secondary("別のファイルを選ぶ").enabled(is_free)).clicked() {
                    *wishes = Some(Wish::BackToFile);
                }
            }
            Step::Preview(preview) => {
                let n = preview.n_taken();
                let word = format!("取り込む（{n}件）");
                if ui.add(primary(&word).icon(Icon::Download).enabled(is_free && n > 0)).clicked() {
                    *wishes = Some(Wish::TakeOver);
                }
                if ui.add(secondary("列の確かめに戻る").enabled(is_free)).clicked() {
                    *wishes = Some(Wish::BackToColumns);
                }
            }
            Step::Result(_) => {
                if ui.add(primary("利用者の一覧を見る").enabled(is_free)).clicked() {
                    *wishes = Some(Wish::ShowPeople);
                }
                if ui.add(secondary("結果を印刷").icon(Icon::FileText).enabled(is_free)).clicked() {
                    *wishes = Some(Wish::Print);
                }
                if ui.add(secondary("続けて別のファイルを取り込む").enabled(is_free)).clicked() {
                    *wishes = Some(Wish::BackToFile);
                }
            }
        });
        let at = self.at();
        let is_waiting = self.is_waiting;
        match &mut self.step {
            Step::Choose => page::body(ui, |ui| {
                steps(ui, &STEPS, at);
                choose(ui, is_free, &mut wish);
            }),
            Step::Map(mapping) => page::body(ui, |ui| {
                steps(ui, &STEPS, at);
                mapping.ui(ui);
            }),
            Step::Preview(preview) => page::fixed(ui, |ui| {
                steps(ui, &STEPS, at);
                preview.ui(ui);
            }),
            Step::Result(outcome) => page::body(ui, |ui| {
                steps(ui, &STEPS, at);
                outcome.ui(ui, is_free && !is_waiting, &mut wish);
            }),
        }
        if let Some(wish) = wish {
            self.answer(wish, desk);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if std::mem::take(&mut self.is_undoing) && outcome.is_ok() {
            self.step = Step::Choose;
            self.opened = None;
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::File { name, bytes } => self.chosen = Some((name, bytes)),
            Parcel::Folder(_) | Parcel::Saved { .. } => {}
            Parcel::Failed(_) => self.is_waiting = false,
            Parcel::Result(content) => {
                self.is_waiting = false;
                let Ok(brought) = content.downcast::<Brought>() else { return };
                match *brought {
                    Brought::Opened(book, choices) => self.step = Step::Map(mapping::Mapping::new(book, choices)),
                    Brought::Planned(plan) => self.step = Step::Preview(Box::new(preview::Preview::new(plan))),
                    Brought::Taken(taken) => self.step = Step::Result(Box::new(outcome::Outcome::new(taken))),
                    Brought::Paper(bytes) => {
                        if let Step::Result(outcome) = &mut self.step {
                            outcome.paper = Some(bytes);
                        }
                    }
                }
            }
        }
    }
}

fn choose(ui: &mut Ui, is_free: bool, wish: &mut Option<Wish>) {
    notice::bar(ui, Tone::Info, "「取り込む」を押すまで、台帳は何も変わりません。元のファイルも変わりません。");
    card::card(ui, |ui| {
        let text = "ExcelのブックまたはCSVを選びます。利用者・端末・システムの表があれば、見出しの位置や列の順番は問いません。";
        if empty::empty(ui, Icon::FileSpreadsheet, "台帳のファイルを選んでください", text, None).is_some()
        {
            *wish = Some(Wish::ChooseFile);
        }
        ui.vertical_centered(|ui| {
            if ui.add(primary("ファイルを選ぶ…").icon(Icon::FolderOpen).enabled(is_free)).clicked() {
                *wish = Some(Wish::ChooseFile);
            }
        });
        prose::caption(ui, "読めるファイル：Excelブック（xlsx）、CSV（UTF-8・Shift_JIS）、タブ区切りのテキスト");
    });
}

fn stopped() -> Problem {
    Problem::cancelled()
}

fn open_job(name: String, bytes: Vec<u8>) -> Job {
    Job {
        name: "import-open",
        label: "ファイルを読んでいます".to_owned(),
        work: Box::new(move |progress| {
            progress.report(0, 2).map_err(|Cancelled| stopped())?;
            let book = read_book(&name, &bytes)?;
            progress.report(1, 2).map_err(|Cancelled| stopped())?;
            let choices = propose(&book);
            Ok(Box::new(Brought::Opened(Arc::new(book), choices)))
        }),
    }
}

fn plan_job(book: Arc<Book>, choices: Vec<SheetChoice>, facts: Arc<Facts>) -> Job {
    Job {
        name: "import-plan",
        label: "台帳と比べています".to_owned(),
        work: Box::new(move |progress| {
            let plan = plan(&book, &choices, &facts, &|share| tell(progress, share)).map_err(|_| stopped())?;
            Ok(Box::new(Brought::Planned(plan)))
        }),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share between 0 and 1
fn tell(progress: &Progress, share: f32) -> bool {
    progress.report((share.clamp(0.0, 1.0) * 1000.0) as u64, 1000).is_ok()
}

fn take_job(plan: Plan, clock: Clock) -> VaultJob {
    VaultJob {
        name: "import-take",
        label: "取り込んでいます".to_owned(),
        needs: Right::Write,
        touched: Kind::ALL.to_vec(),
        work: Box::new(move |vault, progress| {
            let taken = take_over(vault, &plan, clock, progress)?;
            Ok(Box::new(Brought::Taken(taken)))
        }),
    }
}

fn paper_job(report: ImportReport, clinic: String, today: Day) -> Job {
    Job {
        name: "import-paper",
        label: "印刷の用意をしています".to_owned(),
        work: Box::new(move |progress| {
            let layout = lay_out(&report.sheet(&clinic, today));
            let going = |done: usize, total: usize| {
                let count = |n: usize| u64::try_from(n).unwrap_or(0);
                if progress.report(count(done), count(total)).is_ok() { Going::On } else { Going::Stop }
            };
            let bytes = write_pdf(&layout, &going)?;
            Ok(Box::new(Brought::Paper(bytes)))
        }),
    }
}
