//! Answers what was asked while drawing: the one place where rights are checked and commands become transactions.

use egui::Context;

use crate::base::{Clock, Day, StaffId};
use crate::desk::{
    Ask, Command, Done, FileKind, Posting, Problem, Refusal, Right, Route, SheetOrder, Sitter, VaultJob, allow,
};
use crate::inspection::PrintContext;
use crate::vault::Secret;

use super::files::Purpose;
use super::leave::Leaving as Way;
use super::print;
use super::session::{Leaving, Session};
use super::shell::{App, Stage};
use super::threads::Running;
use super::viewer::Opening;

/// Does one thing that was asked.
pub fn answer(app: &mut App, ask: Ask, ctx: &Context) {
    let Some(ask) = app.hold(ask) else { return };
    match ask {
        Ask::Go(route) => {
            if is_allowed(app, |sitter| sitter.may_go(&route)) {
                go(app, route, Leaving::Remember);
            }
        }
        Ask::Back => back(app),
        Ask::Run(command) => run(app, command),
        Ask::Reload => reload(app),
        Ask::Job(job) => {
            if app.running.is_none() {
                app.running = Some(Running::job(job, ctx));
            }
        }
        Ask::VaultJob(job) => {
            if may(app, job.needs) {
                vault_job(app, job, ctx);
            }
        }
        Ask::OpenFile(kind) => app.choose(Purpose::Open(kind), ctx),
        Ask::ChooseFolder { title } => app.choose(Purpose::Folder(title), ctx),
        Ask::SaveFile { kind, name, bytes } => {
            if may(app, letting_out(kind)) {
                app.choose(Purpose::Save { kind, name, bytes }, ctx);
            }
        }
        Ask::ShowPdf { name, bytes } => {
            if may(app, Right::Print) {
                show_pdf(app, &name, &bytes, ctx);
            }
        }
        Ask::Posted { goal: Posting::Show, name, bytes } => show_pdf(app, &name, &bytes, ctx),
        Ask::Posted { goal: Posting::Save, name, bytes } => {
            app.choose(Purpose::Save { kind: FileKind::Pdf, name, bytes }, ctx);
        }
        Ask::Print(order) => print(app, order, ctx),
        Ask::Say(text) => app.say(text),
        Ask::Tell(problem) => app.tell(problem),
        Ask::OpenLedger(folder) => app.leave(Way::Other(folder), ctx),
        Ask::HandChair(person) => {
            if may(app, Right::Write) {
                hand_chair(app, person);
            }
        }
        Ask::TakeChair(secret) => vault_job(app, prove(secret, app.setup.clock), ctx),
        Ask::KeepDraft => {
            if let Some(session) = open_session(app) {
                session.keep_draft();
            }
        }
        Ask::Lock => app.leave(Way::Gate, ctx),
    }
}

/// Refuses what the one who sits here may not do. Before a ledger is open there is nothing to protect.
fn may(app: &mut App, right: Right) -> bool {
    is_allowed(app, |sitter| allow(sitter.office, right))
}

fn is_allowed(app: &mut App, ask: impl FnOnce(&Sitter) -> Result<(), Problem>) -> bool {
    let refused = open_session(app).and_then(|session| ask(&session.sitter).err());
    match refused {
        Some(problem) => {
            app.tell(problem);
            false
        }
        None => true,
    }
}

/// What it takes to let a file out of the ledger.
const fn letting_out(kind: FileKind) -> Right {
    match kind {
        FileKind::Pdf => Right::Print,
        // The empty form holds nothing of the ledger.
        FileKind::Edition => Right::Read,
        FileKind::Book | FileKind::Excel | FileKind::Csv | FileKind::UsbKey | FileKind::Scan | FileKind::Holidays => {
            Right::Export
        }
    }
}

fn open_session(app: &mut App) -> Option<&mut Session> {
    match &mut app.stage {
        Stage::Open(session) if session.vault.is_some() => Some(session),
        Stage::Open(_) | Stage::Gate(_) => None,
    }
}

/// Goes to where a script wants to be.
pub fn go_to_wanted(app: &mut App) {
    let Some(place) = app.wanted.take() else { return };
    let Some(session) = open_session(app) else { return };
    let route = session.vault.as_ref().map(|vault| place.find(&vault.reader()));
    match route {
        Some(Ok(Some(route))) => go(app, route, Leaving::Forget),
        Some(Err(problem)) => app.tell(problem),
        Some(Ok(None)) | None => {}
    }
}

fn go(app: &mut App, route: Route, leaving: Leaving) {
    travel(app, |session, today| session.go(route, leaving, today));
}

fn back(app: &mut App) {
    travel(app, Session::go_back);
}

fn travel(app: &mut App, go: impl FnOnce(&mut Session, Day) -> Result<(), Problem>) {
    let today = app.setup.clock.today();
    app.notices.clear();
    app.menu.put_back();
    let Some(session) = open_session(app) else { return };
    let has_draft = session.screen.unsaved().is_some();
    session.keep_draft();
    let is_waiting = session.drafts.is_waiting();
    match go(session, today) {
        Err(problem) => app.tell(problem),
        Ok(()) if has_draft && is_waiting => {
            app.say("入力の途中の内容は、台帳番を閉じるまで覚えています。同じ画面を開くと続けられます".to_owned());
        }
        Ok(()) if has_draft => {
            app.say("入力の途中の内容を下書きとして残しました。同じ画面を開くと続けられます".to_owned());
        }
        Ok(()) => {}
    }
}

/// What a thread brings back: whoever is in the chair is the operator.
pub struct Proven;

fn prove(secret: Secret, clock: Clock) -> VaultJob {
    VaultJob {
        name: "take-chair",
        label: "合言葉を確かめています。".to_owned(),
        needs: Right::Own,
        touched: Vec::new(),
        work: Box::new(move |vault, _| {
            vault.prove(&secret, clock.now())?;
            Ok(Box::new(Proven))
        }),
    }
}

fn hand_chair(app: &mut App, person: StaffId) {
    let today = app.setup.clock.today();
    app.notices.clear();
    app.menu.put_back();
    let Some(session) = open_session(app) else { return };
    session.keep_draft();
    session.warning = None;
    if let Err(problem) = session.hand_chair(person, today) {
        app.tell(problem);
    }
}

fn reload(app: &mut App) {
    let today = app.setup.clock.today();
    let Some(session) = open_session(app) else { return };
    if let Err(problem) = session.reload(today) {
        app.tell(problem);
    }
}

fn run(app: &mut App, command: Box<dyn Command>) {
    let today = app.setup.clock.today();
    let Some(session) = open_session(app) else { return };
    let stamp = session.stamp();
    let outcome = match session.sitter.may_run(command.as_ref()) {
        Err(problem) => Err(problem.into()),
        Ok(()) => {
            let Some(vault) = &mut session.vault else { return };
            vault.transact(stamp, |tx| command.run(tx, today))
        }
    };
    session.screen.settled(&outcome);
    match outcome {
        Ok(done) => follow(app, done),
        // The form has marked its fields by now.
        Err(Refusal::Breaches(_)) => {}
        Err(Refusal::Problem(problem)) => app.tell(*problem),
    }
}

/// After a command: read anew what it touched, go where it leads, say what was done.
fn follow(app: &mut App, done: Done) {
    let today = app.setup.clock.today();
    let Done { touched, said, next } = done;
    let Some(session) = open_session(app) else { return };
    session.forget_draft();
    let posted = session.renew_sheet(&touched).map(drop);
    let result = match next {
        Some(route) => session.go(route, Leaving::Forget, today),
        None => session.touched(&touched, today),
    };
    if !said.is_empty() {
        // Where a file was saved just now, the way to its folder stays.
        app.notices.say_beside_saved(&said);
    }
    if let Err(problem) = posted.and(result) {
        app.tell(problem);
    }
}

fn vault_job(app: &mut App, job: crate::desk::VaultJob, ctx: &Context) {
    if app.running.is_some() {
        return;
    }
    let Some(session) = open_session(app) else { return };
    if let Some(vault) = session.vault.take() {
        app.running = Some(Running::vault_job(job, vault, ctx));
    }
}

fn print(app: &mut App, order: SheetOrder, ctx: &Context) {
    let printed_at = app.setup.clock.now();
    if may(app, Right::Print)
        && let Some(session) = open_session(app)
    {
        let seat = PrintContext { printed_at, operator: session.operator.clone() };
        vault_job(app, print::job(order, seat), ctx);
    }
}

/// Shows a finished PDF in the user's own viewer; what became of it is said when it is known.
pub(super) fn show_pdf(app: &mut App, name: &str, bytes: &[u8], ctx: &Context) {
    match app.showcase.put(name, bytes) {
        Ok(path) => app.opening = Some(Opening::begin(path, app.viewer, ctx)),
        Err(problem) => app.tell(problem),
    }
}
