//! The window's content: one ledger or a gate before it, and what lies over both.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use egui::{Context, Ui};

use crate::base::{Clock, Kind};
use crate::custody::{BringBack, EmergencySaid, EmergencyView, FirstRun, Nothing, Unlock};
use crate::desk::{Ask, Desk, Gate, Opened, Parcel, Problem, Route, Step};
use crate::ledgers::emergency::{Kept, Renewed};
use crate::vault::{Existing, VaultError};
use crate::{checklists, flows, vault};

use super::away::Bell;
use super::draw::Pressed;
use super::files::{Chooser, Chosen, Dialog, Purpose, Showcase};
use super::leave::Leaving;
use super::menu::Menu;
use super::notices::Notices;
use super::overlay::TypedPath;
use super::parting::Asked;
use super::places::Place;
use super::profile::Profile;
use super::replace::Replacing;
use super::session::Session;
use super::shown::Unshown;
use super::stand::Stand;
use super::threads::{Loan, Running};
use super::viewer::{Opening, Seen, Viewer};
use super::window::Placed;
use super::{answer, draw, files, keys, overlay, panic, print, replace, shown};
use answer::Proven;

/// What the window is started with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Where this PC remembers.
    pub profile: PathBuf,
    /// What time it is.
    pub clock: Clock,
    /// A ledger to open, instead of the one used last.
    pub ledger: Option<PathBuf>,
    /// How slow making keys is; tests take the quick one.
    pub kdf: vault::Kdf,
    /// Whether the system's own windows come up: file dialogs, the viewer of finished PDFs.
    pub shows_files: bool,
}

/// Between two looks at what was typed and not saved, in seconds.
const DRAFT_EVERY: f64 = 5.0;

/// The window's content.
pub struct App {
    pub(super) setup: Setup,
    pub(super) profile: Profile,
    pub(super) showcase: Showcase,
    pub(super) stage: Stage,
    pub(super) running: Option<Running>,
    pub(super) dialog: Option<Dialog>,
    pub(super) typed: Option<TypedPath>,
    /// Who opens files.
    pub(super) viewer: Viewer,
    /// A file or folder on its way to a program.
    pub(super) opening: Option<Opening>,
    /// The file whose folder is on its way.
    pub(super) asked_for: Option<PathBuf>,
    /// A file no program has shown.
    pub(super) unshown: Option<Unshown>,
    /// A file that is there already, and what is to take its place.
    pub(super) replacing: Option<Replacing>,
    pub(super) notices: Notices,
    /// How broad the sidebar is.
    pub(super) menu: Menu,
    /// Where the window stands.
    stand: Stand,
    pub(super) trouble: Option<Problem>,
    pub(super) wanted: Option<Place>,
    pub(super) leaving: Option<Leaving>,
    /// A question before something is left, and what was wanted.
    pub(super) asked: Option<Asked>,
    /// What was typed, could not be kept in its ledger, and waits for it to be opened again.
    pub(super) unkept: Vec<vault::Sealed>,
    /// What was shown once and locked away before anybody had it: by whom, and what to do.
    pub(super) lost_once: Option<(String, String)>,
    /// The window is closing, and everything that had to be asked was asked.
    pub(super) is_parting: bool,
    /// What to do in an emergency, over the gate; no passphrase is asked for it.
    emergency: Option<EmergencyView>,
    /// When somebody last touched anything: window time in seconds, clock in milliseconds.
    pub(super) touched: Option<(f64, i64)>,
    /// Rings when the PC is left.
    pub(super) bell: Bell,
    /// The PC was left: nothing of the ledger is shown any more, and it is locked as soon as nothing runs.
    pub(super) is_left: bool,
    pub(super) is_closing: bool,
    draft_looked_at: f64,
}

/// Said where the sheet beside the ledger was not what the ledger says: its numbers may have been somebody else's.
const SHEET_REPLACED: &str = "緊急時対応シートのファイルが台帳と違っていたため、書き直しました。控えから戻したときのほか、だれかがファイルの番号を変えたときにも起こります。心当たりがなければ、管理責任者に知らせてください。";

/// What is in sight.
pub(super) enum Stage {
    /// What stands before a ledger.
    Gate(Box<dyn Gate>),
    /// An open ledger.
    Open(Box<Session>),
}

impl App {
    /// The window's content at the start: the ledger used last, or the first run.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let profile = Profile::open(&setup.profile);
        let showcase = Showcase::new(&setup.profile);
        let viewer = if setup.shows_files { Viewer::System } else { Viewer::Told(Seen::Opened) };
        let gate = first_gate(&setup, &profile);
        Self {
            setup,
            profile,
            showcase,
            stage: Stage::Gate(gate),
            running: None,
            dialog: None,
            typed: None,
            viewer,
            opening: None,
            asked_for: None,
            unshown: None,
            replacing: None,
            notices: Notices::default(),
            menu: Menu::default(),
            stand: Stand::default(),
            // Broken questions would be asked wrongly, broken steps not at all: that is told before anything else.
            trouble: checklists::faults()
                .first()
                .map(Problem::from)
                .or_else(|| flows::faults().first().map(Problem::from)),
            wanted: None,
            leaving: None,
            asked: None,
            unkept: Vec::new(),
            lost_once: None,
            is_parting: false,
            emergency: None,
            touched: None,
            bell: Bell::default(),
            is_left: false,
            is_closing: false,
            draft_looked_at: 0.0,
        }
    }

    /// Starts with a ledger that is open already (scripts).
    #[must_use]
    pub fn with_open(mut self, opened: Opened) -> Self {
        self.enter(opened);
        self
    }

    /// The bell that locks the ledger when the PC is left.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Goes to a place as soon as a ledger is open (scripts).
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        if let Place::FirstRun(number) = place {
            let run = FirstRun::new(&self.setup.profile, self.setup.kdf, self.setup.clock);
            self.stage = Stage::Gate(Box::new(run.at_step(number)));
        }
        self.wanted = Some(place);
        self
    }

    /// Draws a frame and does what was asked in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        if catch_unwind(AssertUnwindSafe(|| self.frame(ui))).is_err() {
            self.break_off();
        }
    }

    fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.collect(&ctx);
        shown::collect(self, &ctx);
        self.watch(&ctx);
        self.turn_the_day(&ctx);
        if std::mem::take(&mut self.is_closing) {
            self.leave(Leaving::Window, &ctx);
        }
        let mut asks = Vec::new();
        self.draw(ui, &mut asks);
        keys::read(self, &ctx, &mut asks);
        for ask in asks {
            answer::answer(self, ask, &ctx);
        }
        self.follow_gate();
        self.forget_bell();
        self.stand.rest(&mut self.profile, &ctx);
        self.look_at_draft(&ctx);
        self.tell_put_back();
    }

    /// Does one thing as if a screen had asked for it.
    pub fn ask(&mut self, ask: Ask, ctx: &Context) {
        answer::answer(self, ask, ctx);
    }

    fn draw(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        let clock = self.setup.clock;
        let is_busy = self.running.is_some();
        let reminder = self.reminder();
        if let Stage::Gate(gate) = &mut self.stage {
            gate.remind(reminder);
        }
        let notices = &mut self.notices;
        let mut desk = Desk::new(clock, "", is_busy, asks);
        match (&mut self.stage, &mut self.emergency) {
            (Stage::Open(_), _) if self.is_left => {
                draw::gate(ui, &mut Nothing, &mut desk, notices);
            }
            (Stage::Gate(_) | Stage::Open(_), Some(view)) => {
                if draw::emergency(ui, view, &mut desk, notices) == EmergencySaid::Back {
                    self.emergency = None;
                }
            }
            (Stage::Gate(gate), None) => {
                if draw::gate(ui, gate.as_mut(), &mut desk, notices) {
                    let last =
                        self.setup.ledger.as_deref().or_else(|| self.profile.ledgers().first().map(PathBuf::as_path));
                    let kept = gate.folder().or(last).map(Kept::look).unwrap_or_default();
                    self.emergency = Some(EmergencyView::of(kept));
                    self.notices.clear();
                }
            }
            (Stage::Open(session), None) => {
                self.menu.escape(ui.ctx());
                let width = ui.available_width();
                let around = draw::Around { breadth: self.menu.breadth(&self.profile, width), notices };
                match draw::session(ui, session, is_busy, asks, around) {
                    Pressed::Nothing => {}
                    Pressed::Alarm => {
                        let kept = session.vault.as_ref().map(|vault| Kept::look(vault.dir())).unwrap_or_default();
                        self.emergency = Some(EmergencyView::of(kept));
                    }
                    Pressed::Breadth => self.menu.turn(&mut self.profile, width),
                }
            }
        }
        overlay::draw(self, ui.ctx());
        replace::draw(self, ui.ctx());
        shown::draw(self, ui.ctx());
    }

    /// What threads and dialogs have brought since the last frame.
    fn collect(&mut self, ctx: &Context) {
        if let Some(finished) = self.running.as_mut().and_then(Running::collect) {
            self.running = None;
            match finished.loan {
                Loan::None => {}
                Loan::Returned(vault) => {
                    if let Stage::Open(session) = &mut self.stage {
                        session.take_back(*vault);
                    }
                }
                Loan::Lost => self.close_to_gate(),
            }
            if let Some(to) = self.leaving.take() {
                return self.left(to, finished.outcome.err(), ctx);
            }
            self.hand_over(finished.outcome.map(Parcel::Result), &finished.touched, ctx);
        }
        if let Some(dialog) = self.dialog.take() {
            match dialog.collect() {
                None => self.dialog = Some(dialog),
                Some(Chosen::Nothing) => {}
                Some(Chosen::NoDialog) => self.typed = Some(TypedPath::new(dialog.purpose)),
                Some(Chosen::Path(path)) => self.settle(dialog.purpose, &path, Chooser::System, ctx),
            }
            ctx.request_repaint_after(std::time::Duration::from_millis(200));
        }
    }

    /// Lets a place be chosen: in the system's own dialog, or typed.
    pub(super) fn choose(&mut self, purpose: Purpose, ctx: &Context) {
        if !self.setup.shows_files {
            self.typed = Some(TypedPath::new(purpose));
        } else if self.dialog.is_none() {
            self.dialog = Some(Dialog::open(purpose, ctx));
        }
    }

    /// Does what a dialog was for with the path it brought.
    pub(super) fn settle(&mut self, purpose: Purpose, path: &Path, by: Chooser, ctx: &Context) {
        let place = files::place(&purpose, path);
        if files::must_ask(&purpose, path, by) {
            self.replacing = Some(Replacing { purpose, path: place, by });
            return;
        }
        // A dialog of the system has asked about the name it showed, and about no other.
        let is_asked = by == Chooser::System && place == path;
        let existing = if is_asked { Existing::Replaced } else { Existing::Kept };
        self.write_chosen(purpose, path, existing, ctx);
    }

    /// Does what a dialog was for; what becomes of a file that is there is decided.
    pub(super) fn write_chosen(&mut self, purpose: Purpose, path: &Path, existing: Existing, ctx: &Context) {
        let place = files::place(&purpose, path);
        let parcel = files::settle(purpose, path, existing);
        if let Ok(Parcel::Saved { name }) = &parcel {
            let text = format!(
                "「{name}」を保存しました。台帳の外に出たファイルは暗号化されていません。置き場所に気をつけてください"
            );
            self.say_of(text, place);
        }
        self.hand_over(parcel, &[], ctx);
    }

    /// Gives a parcel, or what went wrong, to whoever is in sight.
    fn hand_over(&mut self, parcel: Result<Parcel, Problem>, touched: &[crate::base::Kind], ctx: &Context) {
        let today = self.setup.clock.today();
        let parcel = match parcel {
            Ok(Parcel::Result(content)) => match content.downcast::<print::Ready>() {
                Ok(ready) => return answer::show_pdf(self, &ready.name, &ready.bytes, ctx),
                Err(content) => Ok(Parcel::Result(content)),
            },
            other => other,
        };
        let parcel = parcel.unwrap_or_else(|problem| {
            self.tell(problem.clone());
            Parcel::Failed(Box::new(problem))
        });
        let result = match &mut self.stage {
            Stage::Gate(gate) => {
                gate.delivered(parcel);
                Ok(())
            }
            Stage::Open(session) => match parcel {
                Parcel::Result(content) if content.is::<Proven>() => session.take_chair(today),
                parcel => {
                    session.deliver(parcel);
                    session.renew_sheet(touched).map(drop).and(session.touched(touched, today))
                }
            },
        };
        if let Err(problem) = result {
            self.tell(problem);
        }
    }

    fn follow_gate(&mut self) {
        let Stage::Gate(gate) = &mut self.stage else { return };
        match gate.step() {
            None => {}
            Some(Step::In(opened)) => self.enter(*opened),
            Some(Step::FirstRun) => self.stage = Stage::Gate(self.first_run()),
            Some(Step::Unlock(folder)) => self.stage = Stage::Gate(self.unlock(folder)),
            Some(Step::BringBack) => self.stage = Stage::Gate(Box::new(BringBack::default())),
            Some(Step::Back) => self.stage = Stage::Gate(first_gate(&self.setup, &self.profile)),
        }
    }

    fn first_run(&self) -> Box<dyn Gate> {
        Box::new(FirstRun::new(&self.setup.profile, self.setup.kdf, self.setup.clock))
    }

    fn unlock(&self, folder: PathBuf) -> Box<dyn Gate> {
        unlock(&self.setup, folder, self.profile.ledgers())
    }

    fn enter(&mut self, opened: Opened) {
        let Opened { vault, folder, route, said, warned, luggage } = opened;
        self.profile.remember(&folder);
        self.emergency = None;
        self.notices.clear();
        let today = self.setup.clock.today();
        let operator = vault.operator().to_owned();
        let is_home = route == Route::Home;
        let mut session = Session::new(vault, operator, route, self.setup.clock, self.setup.kdf);
        session.warning = (!warned.is_empty()).then_some(warned);
        self.take_up(&mut session);
        let mut shown = session.show(today);
        if let (Ok(()), true, Some(route)) = (&shown, is_home && !session.drafts.has_put_back(), session.open_draft())
            // Who was made an inspector since has forms no more.
            && session.sitter.may_go(&route).is_ok()
        {
            shown = session.go(route, super::session::Leaving::Forget, today);
        }
        session.flush();
        if let Some(luggage) = luggage {
            session.deliver(Parcel::Result(luggage));
        }
        // After a restore, a move or a power cut the file beside the ledger may be missing or older.
        let posted = session.renew_sheet(&[Kind::Contact]);
        if matches!(posted, Ok(Renewed::Replaced)) {
            session.warn(SHEET_REPLACED);
        }
        self.stage = Stage::Open(Box::new(session));
        if let Err(problem) = posted {
            self.tell(problem);
        }
        if let Err(problem) = shown {
            self.tell(problem);
        }
        if !said.is_empty() {
            self.say(said);
        }
        answer::go_to_wanted(self);
    }

    /// The window is being closed.
    pub fn close(&mut self) {
        if let Stage::Open(session) = &mut self.stage {
            session.keep_draft();
        }
        self.close_to_gate();
        self.showcase.clear();
        self.stand.write(&mut self.profile);
    }

    /// Where the window was left on this PC.
    #[must_use]
    pub const fn window_left(&self) -> Option<Placed> {
        self.profile.window()
    }

    /// Does not remember where the window stands (scripts that give its size).
    #[must_use]
    pub const fn forgetting_window(mut self) -> Self {
        self.stand.forget();
        self
    }

    /// The window was moved, resized or maximised.
    pub fn stands_at(&mut self, placed: Placed) {
        self.stand.moved(placed, &self.profile);
    }

    pub(super) fn close_to_gate(&mut self) {
        self.put_away();
        // First the ledger goes, then the gate comes, or the folder would still be held.
        let left = std::mem::replace(&mut self.stage, Stage::Gate(Box::new(Nothing)));
        if let Stage::Open(session) = left {
            self.unkept.extend(session.drafts.sealed());
            match session.vault.map(|vault| vault.lock(self.setup.clock.now())) {
                // The gate waits for the place and says so.
                Some(Err(VaultError::PlaceGone)) | Some(Ok(())) | None => {}
                Some(Err(error)) => self.tell(error.into()),
            }
        }
        self.stand_before_last();
    }

    /// Stands before another ledger.
    pub(super) fn stand_before(&mut self, folder: PathBuf) {
        self.profile.remember(&folder);
        self.stage = Stage::Gate(self.unlock(folder));
    }

    /// Stands before the ledger used last.
    pub(super) fn stand_before_last(&mut self) {
        self.stage = Stage::Gate(first_gate(&self.setup, &self.profile));
    }

    fn break_off(&mut self) {
        self.running = None;
        self.leaving = None;
        self.dialog = None;
        self.close_to_gate();
        self.trouble = Some(panic::problem());
    }

    fn look_at_draft(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let Stage::Open(session) = &mut self.stage else { return };
        if self.running.is_some() || (session.screen.unsaved().is_none() && !session.drafts.is_waiting()) {
            return;
        }
        let wait = self.draft_looked_at + DRAFT_EVERY - now;
        if wait > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(wait));
            return;
        }
        self.draft_looked_at = now;
        session.keep_draft();
    }

    /// What lies over the page goes: it may name somebody.
    pub(super) fn put_away(&mut self) {
        self.notices.clear();
        self.asked = None;
        self.typed = None;
        self.replacing = None;
        self.unshown = None;
    }

    /// Shows a notice.
    pub(super) fn say(&mut self, text: String) {
        self.notices.say(text);
    }

    /// Shows a notice about a file, with the way to its folder.
    pub(super) fn say_of(&mut self, text: String, file: PathBuf) {
        self.notices.say_of(text, file);
    }

    /// Has files opened by somebody else (tests).
    pub const fn open_with(&mut self, viewer: Viewer) {
        self.viewer = viewer;
    }

    /// Shows it beside a notice that has just come.
    pub(super) fn say_too(&mut self, words: &str) {
        self.notices.say_too(words);
    }

    /// Shows a problem; a stop the user asked for is only a notice.
    pub(super) fn tell(&mut self, problem: Problem) {
        if problem.is_cancelled() {
            self.say(problem.happened);
        } else {
            self.trouble = Some(problem);
        }
    }

    /// Whether everything has come to rest (pictures wait for it).
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let is_gate_settled = match &self.stage {
            Stage::Gate(gate) => gate.is_settled(),
            Stage::Open(_) => true,
        };
        self.running.is_none() && self.dialog.is_none() && self.opening.is_none() && is_gate_settled
    }

    /// The window's title.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.stage {
            Stage::Open(session) if !session.clinic.is_empty() => format!("台帳番 {}", session.clinic),
            Stage::Open(_) | Stage::Gate(_) => "台帳番".to_owned(),
        }
    }
}

/// The ledger used last, or the first run where there is none.
fn first_gate(setup: &Setup, profile: &Profile) -> Box<dyn Gate> {
    let last = setup.ledger.clone().or_else(|| profile.ledgers().first().cloned());
    match last {
        Some(folder) => unlock(setup, folder, profile.ledgers()),
        None => Box::new(FirstRun::new(&setup.profile, setup.kdf, setup.clock)),
    }
}

fn unlock(setup: &Setup, folder: PathBuf, known: &[PathBuf]) -> Box<dyn Gate> {
    Box::new(Unlock::new(folder, known.to_vec(), &setup.profile, setup.kdf, setup.clock))
}
