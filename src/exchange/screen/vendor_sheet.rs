//! 事業者の点検表: the page of one form: hand it out, take the answers back, look at them.

use egui::Ui;

use super::vendor_back::Back;
use super::vendor_typing::Typing;
use crate::base::{Coded, Day, Kept, Kind, RecordId};
use crate::checklists::held;
use crate::desk::{Ask, Desk, Done, FileKind, Job, Parcel, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::exchange::vendor_sheet::{Form, Plan, PrepareNewest, earlier, form_of, items, write};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{FormScreen, dated};
use crate::ledgers::vendor_sheet::commands::HandOut;
use crate::ledgers::vendor_sheet::record::{Reply, Standing, VendorAnswer, VendorSheet};
use crate::ledgers::vendor_sheet::screen::state;
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, empty, escape, page, pill, prose};

/// The page of one form.
#[must_use]
pub fn vendor_sheet(id: RecordId) -> Box<dyn Screen> {
    Box::new(VendorSheetScreen {
        id,
        form: None,
        last: None,
        problem: None,
        mode: Mode::Look,
        table: Table::new("点検表の回答").one_line(),
        waits: Waits::Nothing,
        chosen: None,
        plan: None,
        typed: None,
        is_loaded: false,
    })
}

/// The form behind 「今年度の点検表を用意」: what is entered is of the newest edition.
#[must_use]
pub fn prepare_vendor_sheet(about: Option<RecordId>) -> Box<dyn Screen> {
    let title = Route::New(Kind::VendorSheet, None).label();
    Box::new(FormScreen::<VendorSheet>::new(about).entered_by(title, |draft| Box::new(PrepareNewest { draft })))
}

/// What the page shows.
enum Mode {
    /// The answers.
    Look,
    /// What a returned file would bring.
    Back(Box<Back>),
    /// The answers, being typed in.
    Type(Box<Typing>),
}

/// What the page waits for from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    Nothing,
    /// The Excel is being saved.
    Saving,
    /// It was saved: that it was handed out is still to be recorded.
    Saved,
    /// A returned file is chosen and read.
    Reading,
    /// What was typed or read is being recorded.
    Recording,
}

struct VendorSheetScreen {
    id: RecordId,
    form: Option<Form>,
    /// The vendor's form of the year before.
    last: Option<VendorSheet>,
    problem: Option<Problem>,
    mode: Mode,
    table: Table,
    waits: Waits,
    chosen: Option<(String, Vec<u8>)>,
    /// What a thread has read.
    plan: Option<Plan>,
    /// What was typed before the lock, until the form is there.
    typed: Option<String>,
    is_loaded: bool,
}

impl VendorSheetScreen {
    fn draw_header(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(form) = &self.form else {
            page::header(ui, Kind::VendorSheet.label(), "", |_| {});
            return;
        };
        let beside = format!("{}　{}", form.vendor, form.kept.record.fiscal_year.label());
        let is_looking = matches!(self.mode, Mode::Look);
        page::header(ui, Kind::VendorSheet.label(), &beside, |ui| {
            if !is_looking {
                return;
            }
            let id = self.id;
            if desk.may(Right::Write) && ui.add(secondary("訂正").icon(Icon::Pencil)).clicked() {
                desk.go(Route::Edit(Kind::VendorSheet, id));
            }
            if desk.may(Right::Print) && ui.add(secondary("点検表を印刷").icon(Icon::Printer)).clicked() {
                desk.go(Route::Sheet(SheetOrder { subject: Some(id), ..SheetOrder::today("vendor-sheet") }));
            }
            if ui.add(secondary("履歴").icon(Icon::History)).clicked() {
                desk.go(Route::History(Kind::VendorSheet, id));
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
    }

    fn draw_look(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(form) = &self.form else { return };
        let (tone, word) = state(&form.kept.record, desk.today);
        pill::pill(ui, tone, &word);
        draw_facts(ui, form);
        // What matters most stands first: how to get the answers, and once they are there, the answers.
        let has_answers = !form.kept.record.answers.is_empty();
        if has_answers {
            self.draw_answers(ui);
        }
        if desk.may(Right::Write) {
            self.draw_work(ui, desk);
        }
        if !has_answers {
            self.draw_answers(ui);
        }
    }

    /// The two halves of the way: out, and back.
    fn draw_work(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(form) = self.form.clone() else { return };
        let standing = form.kept.record.standing(desk.today);
        let is_free = !desk.is_busy && self.waits == Waits::Nothing;
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            card::title(ui, "1　渡す");
            prose::weak(
                ui,
                "Excelを事業者に渡すか、用紙を印刷して渡します。Excelは、返ってきたらそのまま読み取れます。",
            );
            ui.horizontal_wrapped(|ui| {
                let word = "Excelを作る…";
                let make = if standing == Standing::Prepared { primary(word) } else { secondary(word) };
                if ui.add(make.icon(Icon::FileSpreadsheet).enabled(is_free)).clicked() {
                    self.hand_out(&form, desk);
                }
                if ui.add(secondary("記入用の用紙を印刷").icon(Icon::Printer).enabled(is_free)).clicked() {
                    let subject = Some(form.kept.record.vendor.into());
                    desk.go(Route::Sheet(SheetOrder { subject, ..SheetOrder::today("vendor-sheet-blank") }));
                }
                if standing == Standing::Prepared
                    && ui.add(quiet("今日渡したと記録").icon(Icon::Check).enabled(is_free)).clicked()
                {
                    desk.run(HandOut { id: form.kept.id, file: None });
                }
            });
        });
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            card::title(ui, "2　返ってきた回答を記録する");
            prose::weak(ui, "Excelを選ぶと、取り込む前に内容を確かめられます。紙で返ってきたときは手で入力します。");
            ui.horizontal_wrapped(|ui| {
                let word = "返ってきたExcelを読む…";
                let read = if standing == Standing::HandedOut { primary(word) } else { secondary(word) };
                if ui.add(read.icon(Icon::FileUp).enabled(is_free)).clicked() {
                    desk.ask(Ask::OpenFile(FileKind::Book));
                }
                if ui.add(secondary("回答を手で入力").icon(Icon::Pencil).enabled(is_free)).clicked() {
                    self.mode = Mode::Type(Box::new(Typing::of(&form, desk.today)));
                }
            });
        });
    }

    fn hand_out(&mut self, form: &Form, desk: &mut Desk<'_>) {
        match write(form) {
            Ok(bytes) => {
                self.waits = Waits::Saving;
                desk.ask(Ask::SaveFile { kind: FileKind::Excel, name: form.file_name(), bytes });
            }
            Err(problem) => desk.ask(Ask::Tell(problem)),
        }
    }

    fn draw_answers(&mut self, ui: &mut Ui) {
        const COLUMNS: [Column<'static>; 5] = [
            Column::new("確認すること", 2.4).unsorted(),
            Column::exact("回答", 96.0).unsorted(),
            Column::exact("確認日", 96.0).unsorted(),
            Column::exact("目標日", 110.0).unsorted(),
            Column::new("備考", 1.2).unsorted(),
        ];
        let Some(form) = &self.form else { return };
        let items = items(&form.edition);
        card::bare(ui, |ui| {
            ui.set_min_height(260.0);
            self.table.ui(ui, &COLUMNS, items.len(), |row, column| {
                let Some(item) = items.get(row) else { return Cell::Empty };
                let answer = form.kept.record.answer(&item.id);
                match column {
                    0 => Cell::text(item.asked()),
                    _ => answer_cell(answer, column),
                }
            });
        });
        prose::caption(
            ui,
            "設問は要点をまとめたものです。厚生労働省の事業者確認用の文は確かめられていないため、提出には様式の文を見比べてください。",
        );
    }

    /// Takes what came from outside since the last picture.
    fn settle(&mut self, desk: &mut Desk<'_>) {
        if self.waits == Waits::Saved {
            self.waits = Waits::Nothing;
            if let Some(form) = &self.form {
                desk.run(HandOut { id: form.kept.id, file: Some(form.file_name()) });
            }
        }
        if let (Some((name, bytes)), Some(form)) = (self.chosen.take(), &self.form) {
            self.waits = Waits::Reading;
            desk.ask(Ask::Job(read_job(name, bytes, form.clone(), self.last.clone(), desk.today)));
        }
        if let Some(plan) = self.plan.take() {
            self.mode = Mode::Back(Box::new(Back::new(plan)));
        }
        if let (Some(typed), Some(form)) = (self.typed.take(), &self.form) {
            self.mode = Mode::Type(Box::new(Typing::of(form, desk.today).restored(&typed)));
        }
    }

    fn draw_mode(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let is_free = !desk.is_busy && self.waits == Waits::Nothing;
        let step = match &mut self.mode {
            Mode::Look => return,
            Mode::Back(back) => page::fixed(ui, |ui| back.ui(ui, is_free)),
            Mode::Type(typing) => page::fixed(ui, |ui| typing.ui(ui, desk, is_free)),
        };
        match step {
            Step::Stay => {}
            Step::Leave => self.mode = Mode::Look,
            Step::Record(command) => {
                self.waits = Waits::Recording;
                desk.run(*command);
            }
        }
    }
}

/// What a part of the page wants.
pub(super) enum Step {
    /// Nothing.
    Stay,
    /// Back to the answers.
    Leave,
    /// These answers are to be recorded.
    Record(Box<crate::ledgers::vendor_sheet::commands::TakeAnswers>),
}

impl Screen for VendorSheetScreen {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::VendorSheet, Kind::Vendor, Kind::System, Kind::Clinic]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.is_loaded = true;
        let kept: Option<Kept<VendorSheet>> = read.get(self.id.into())?;
        let Some(kept) = kept else {
            self.form = None;
            return Ok(());
        };
        let facts = Facts::load(read)?;
        self.last = earlier(&facts, &kept.record);
        match form_of(&facts, &held(read)?, &kept, &read.short_id()) {
            Ok(form) => self.form = Some(form),
            Err(problem) => self.problem = Some(problem),
        }
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.settle(desk);
        self.draw_header(ui, desk);
        if let Some(problem) = &self.problem {
            page::body(ui, |ui| prose::paragraph(ui, &format!("{}{}", problem.happened, problem.next)));
            return;
        }
        if self.form.is_none() {
            page::body(ui, |ui| {
                let text = "取り消されたか、別の台帳のものです。";
                let button =
                    empty::empty(ui, Icon::ClipboardList, "この点検表は見つかりません", text, Some("一覧へ戻る"));
                if self.is_loaded && button.is_some_and(|button| button.clicked()) {
                    desk.go(Route::List(Kind::Vendor));
                }
            });
            return;
        }
        if matches!(self.mode, Mode::Look) {
            page::body(ui, |ui| self.draw_look(ui, desk));
            if escape::pressed(ui) {
                desk.ask(Ask::Back);
            }
        } else {
            self.draw_mode(ui, desk);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if self.waits == Waits::Recording {
            self.waits = Waits::Nothing;
            if outcome.is_ok() {
                self.mode = Mode::Look;
            }
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::File { name, bytes } => self.chosen = Some((name, bytes)),
            Parcel::Saved { .. } if self.waits == Waits::Saving => self.waits = Waits::Saved,
            Parcel::Result(content) => {
                self.waits = Waits::Nothing;
                self.plan = content.downcast::<Plan>().ok().map(|plan| *plan);
            }
            Parcel::Failed(_) => self.waits = Waits::Nothing,
            Parcel::Saved { .. } | Parcel::Folder(_) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        match &self.mode {
            Mode::Type(typing) => typing.unsaved().map(|content| (format!("vendor-sheet/{}", self.id), content)),
            Mode::Look | Mode::Back(_) => None,
        }
    }

    fn restore(&mut self, content: &str) {
        self.typed = Some(content.to_owned());
    }
}

/// Whose it is, and how far it is.
fn draw_facts(ui: &mut Ui, form: &Form) {
    let record = &form.kept.record;
    let systems =
        if form.systems.is_empty() { "選ばれていません".to_owned() } else { form.systems.join("、") };
    card::card(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::XS;
        prose::strong(ui, &format!("対象のシステム　{systems}"));
        let days = [
            dated("渡した日", record.handed_on),
            dated("返ってきた日", record.returned_on),
            if record.answered_by.is_empty() { String::new() } else { format!("答えた人 {}", record.answered_by) },
            record.summary(),
        ];
        let days: Vec<String> = days.into_iter().filter(|words| !words.is_empty()).collect();
        let days = if days.is_empty() { "まだ渡していません".to_owned() } else { days.join("　・　") };
        prose::paragraph(ui, &days);
        prose::caption(ui, &format!("版　{}", form.edition.title));
        if !record.note.is_empty() {
            prose::paragraph(ui, &record.note);
        }
    });
}

/// An answer as a cell.
pub(super) fn reply_cell(reply: Option<Reply>) -> Cell<'static> {
    match reply {
        Some(Reply::Yes) => Cell::pill(Tone::Success, Reply::Yes.label()),
        Some(Reply::No) => Cell::pill(Tone::Warn, Reply::No.label()),
        Some(Reply::NotApplicable) => Cell::pill(Tone::Quiet, Reply::NotApplicable.label()),
        None => Cell::Weak("回答なし".into()),
    }
}

fn answer_cell(answer: Option<&VendorAnswer>, column: usize) -> Cell<'static> {
    let reply = answer.and_then(|answer| answer.reply);
    let day = |day: Option<Day>| day.map_or(Cell::Empty, |day| Cell::text(day.short()));
    match (column, answer) {
        (1, _) => reply_cell(reply),
        (_, None) => Cell::Empty,
        (2, Some(answer)) => day(answer.checked_on),
        (3, Some(answer)) if reply == Some(Reply::No) && answer.target_on.is_none() => {
            Cell::Toned(Tone::Warn, "目標日なし".into())
        }
        (3, Some(answer)) => day(answer.target_on),
        (_, Some(answer)) => Cell::text(answer.note.replace('\n', " ")),
    }
}

fn read_job(name: String, bytes: Vec<u8>, form: Form, last: Option<VendorSheet>, today: Day) -> Job {
    Job {
        name: "vendor-sheet-read",
        label: "返ってきた点検表を読んでいます".to_owned(),
        work: Box::new(move |_| {
            let plan = Plan::read(&name, &bytes, &form, last.as_ref(), today)?;
            Ok(Box::new(plan))
        }),
    }
}
