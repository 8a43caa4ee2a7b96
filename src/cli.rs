//! The command line: the same operations without a window. Messages are Japanese; exit codes are decided here.

mod args;
mod assess;
mod backups;
mod books;
mod deadlines;
mod editions;
mod files;
mod findings;
mod fresh;
mod help;
mod journal;
mod lists;
mod operators;
mod orders;
mod papers;
mod recover;
mod sample;
mod session;
mod todo;
mod vendors;
mod voice;
mod window;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::app::panic;
use crate::base::{Clock, Moment};
use crate::checklists::{self, ContentFault};
use crate::desk::{Problem, Refusal};

use self::orders::Errand;

/// Runs the command line and gives the exit code: 0 done, 1 a fault was found, 2 called the wrong way.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::vault::keep_out_of_dumps();
    panic::install();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(words) = window::wanted(&arguments) {
        return window::run(words);
    }
    match guarded(|| args::read(arguments).and_then(|wanted| errand(wanted, clock()?))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            voice::complain(&fault.to_string());
            fault.exit()
        }
    }
}

/// The one clock of the command line. It is this PC's; in a build for tests (`cargo build` and `cargo test` without
/// `--release`) the variable `DAICHOBAN_NOW` may hold another moment, at which the clock then stands still.
fn clock() -> Result<Clock, Fault> {
    match told_now() {
        None => Ok(Clock::of_this_pc()),
        Some(word) => Moment::read(&word).map(Clock::fixed).ok_or_else(|| {
            Fault::misuse(format!("DAICHOBAN_NOW の「{word}」が日時として読めません。例 2026-11-20T09:30:00+09:00"))
        }),
    }
}

/// What the variable says. What a clinic uses never looks at it: a record is dated by the PC and by nothing else.
fn told_now() -> Option<String> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("DAICHOBAN_NOW").map(|word| word.to_string_lossy().into_owned())
}

/// Where the program itself goes wrong, its place is told and not what it was about: that may be somebody's name.
fn guarded(work: impl FnOnce() -> Result<(), Fault>) -> Result<(), Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Problem::new(
            "Z-900",
            "思いがけないことが起きたため、中断しました。それまでに保存した記録は失われていません。",
            "もう一度実行してください。同じことが続くときは、番号を添えて相談してください。",
        )
        .with_detail(panic::last_place())
        .into())
    })
}

fn errand(errand: Errand, clock: Clock) -> Result<(), Fault> {
    if errand.uses_content() {
        sound(&checklists::faults())?;
    }
    match errand {
        Errand::Help => voice::say(help::HELP),
        Errand::Version => voice::say(&format!("台帳番 {}\n", env!("CARGO_PKG_VERSION"))),
        Errand::Sheets { as_json } => papers::sheets(as_json),
        Errand::Checklists(order) => editions::run(&order, clock),
        Errand::Demo(order) => sample::demo(&order, clock),
        Errand::New(order) => fresh::new(&order, clock),
        Errand::List(order) => lists::list(&order, clock),
        Errand::Todo(order) => todo::todo(&order, clock),
        Errand::Deadlines(order) => deadlines::deadlines(&order, clock),
        Errand::Findings(order) => findings::findings(&order, clock),
        Errand::Assess(order) => assess::assess(&order, clock),
        Errand::Print(order) => papers::print(&order, clock),
        Errand::Import(order) => books::import(&order, clock),
        Errand::Export(order) => books::export(&order, clock),
        Errand::VendorSheet(order) => vendors::hand_out(&order, clock),
        Errand::VendorAnswers(order) => vendors::take(&order, clock),
        Errand::Check(ledger) => journal::check(&ledger, clock),
        Errand::Log(order) => journal::log(&order, clock),
        Errand::VerifyPrint(order) => journal::verify_print(&order, clock),
        Errand::Backup { ledger, folder } => backups::make(&ledger, folder.as_deref(), clock),
        Errand::Backups { ledger, folder, as_json } => backups::list(&ledger, folder.as_deref(), as_json, clock),
        Errand::Restore { backup, folder } => backups::restore(&backup, &folder, clock),
        Errand::Drill(order) => backups::drill(&order),
        Errand::Recover(order) => recover::recover(&order, clock),
        Errand::Operator(order) => operators::run(&order, clock),
        Errand::UsbKey { ledger, folder } => operators::usb_key(&ledger, &folder, clock),
        Errand::Rotate { ledger, reason, keys } => operators::rotate(&ledger, &reason, keys, clock),
    }
}

/// Broken questions would be asked, and broken words printed: nothing is done with them, here as in the window.
fn sound(faults: &[ContentFault]) -> Result<(), Fault> {
    let Some(first) = faults.first() else { return Ok(()) };
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Err(Problem::from(first).with_detail(all.join("\n")).into())
}

/// Why an errand was not done.
#[derive(Debug)]
enum Fault {
    /// Called the wrong way.
    Misuse(String),
    /// Something was found, or did not work.
    Found(Box<Problem>),
    /// The reader of our output went away; nobody needs to be told.
    Gone,
}

impl Fault {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Gone => ExitCode::SUCCESS,
            Self::Found(_) => ExitCode::from(1),
            Self::Misuse(_) => ExitCode::from(2),
        }
    }

    fn misuse(said: impl Into<String>) -> Self {
        Self::Misuse(said.into())
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Misuse(said) => write!(f, "{said}\n使い方は daichoban --help で確かめてください。（Z-001）"),
            Self::Found(problem) => {
                write!(f, "{problem}")?;
                if problem.detail.is_empty() { Ok(()) } else { write!(f, "\n詳しい情報 {}", problem.detail) }
            }
            Self::Gone => Ok(()),
        }
    }
}

impl<P: Into<Problem>> From<P> for Fault {
    fn from(problem: P) -> Self {
        Self::Found(Box::new(problem.into()))
    }
}

/// Broken rules of the input as one problem.
fn refused(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::Problem(problem) => Fault::Found(problem),
        Refusal::Breaches(breaches) => {
            let lines: Vec<String> =
                breaches.iter().map(|breach| format!("「{}」{}。", breach.label, breach.why)).collect();
            Problem::new(
                "Z-002",
                format!("入力に直すところがあります。台帳は変わっていません。\n{}", lines.join("\n")),
                "直してから、もう一度実行してください。",
            )
            .into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklists::Flaw;

    #[test]
    fn broken_content_is_refused_with_file_item_and_reason() {
        let broken = |item: &str, flaw| ContentFault { file: "quiz/basics.toml".into(), item: item.into(), flaw };
        let faults = [broken("mail", Flaw::SameChoice), broken("", Flaw::Questions(3))];
        let fault = sound(&faults).unwrap_err();
        let told = fault.to_string();
        for words in ["N-101", "台帳の中身は変わっていません", "quiz/basics.tomlの「mail」: ", "同じ選択肢", "今は3"]
        {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert_eq!(format!("{:?}", fault.exit()), format!("{:?}", ExitCode::from(1)));
        sound(&[]).unwrap();
    }

    #[test]
    fn what_asks_or_prints_content_wants_it_sound_and_what_saves_a_ledger_does_not() {
        let uses = |words: &[&str]| args::read(words.iter().map(OsString::from)).unwrap().uses_content();
        assert!(uses(&["print", "ledger", "todo"]) && uses(&["demo", "folder"]) && uses(&["checklists"]));
        for words in
            [&["check", "ledger"][..], &["backup", "ledger"], &["todo", "ledger"], &["list", "ledger", "staff"]]
        {
            assert!(!uses(words), "{words:?}");
        }
    }

    #[test]
    fn a_panic_tells_its_place_and_no_ledger_text() {
        let usual = std::panic::take_hook();
        panic::install();
        let said = guarded(|| panic!("髙橋 美咲"));
        std::panic::set_hook(usual);
        let told = said.unwrap_err().to_string();
        assert!(told.contains("Z-900") && told.contains("cli.rs") && !told.contains("髙橋"), "{told}");
    }
}
