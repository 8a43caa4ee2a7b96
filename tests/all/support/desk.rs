//! The whole window under test: a clock that stands still, a profile of its own, the quick key. What the person at it
//! does is in `hands` and `steps`, what they see in `eyes`, what goes on behind the window's back in `behind`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use daichoban::app::{App, Setup};
use daichoban::base::{Clock, Day, Hand, Moment};
use daichoban::demo;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, NewLedger, Place, Profile, Secret, Vault};
use egui_kittest::Harness;
use tempfile::TempDir;

use super::picture::harness;

/// A passphrase nobody guesses.
pub const PASSPHRASE: &str = "みかん さんぽ でんしゃ 青い";

/// Another one: of somebody else, or after a change.
pub const NEW_PASSPHRASE: &str = "そら とぶ くじら 白い ゆき";

/// The window and its folders.
pub struct Seat {
    home: TempDir,
    pub(super) window: Harness<'static, App>,
}

/// How high the window is.
pub(super) const HEIGHT: f32 = 900.0;

/// The moment every test happens at.
pub fn now() -> Moment {
    Moment::in_japan(Day::new(2026, 11, 20).unwrap(), 18, 30).unwrap()
}

impl Seat {
    /// A PC on which the program was never started.
    pub fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    /// Before the sample clinic's ledger.
    pub fn with_sample() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("台帳");
        std::fs::create_dir(&folder).unwrap();
        let at = Moment::in_japan(demo::first_day(now().day()), 8, 50).unwrap();
        let secret = Secret::from(demo::PASSPHRASE);
        let new = NewLedger { operator: demo::OPERATOR, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
        let (mut vault, _) = Vault::create(&Place::new(&folder, Profile::none()), &new).unwrap();
        vault.confirm_recovery(at).unwrap();
        demo::fill(&mut vault, Clock::fixed(now())).unwrap();
        vault.lock(now()).unwrap();
        Self::before(home, Some(folder))
    }

    /// A PC on which the program was never started, all of it below this folder.
    pub fn below(room: &std::path::Path) -> Self {
        Self::at(tempfile::tempdir_in(room).unwrap())
    }

    fn at(home: TempDir) -> Self {
        Self::before(home, None)
    }

    fn before(home: TempDir, ledger: Option<PathBuf>) -> Self {
        Self::by(Clock::fixed(now()), home, ledger)
    }

    /// The same folders with a clock whose hand is in the test's own, and stands at a moment.
    pub fn with_hand(self, at: Moment) -> (Self, &'static Hand) {
        let folder = self.folder();
        let hand = Hand::at(at);
        let home = self.closed();
        let ledger = folder.is_dir().then_some(folder);
        (Self::by(Clock::moved_by(hand), home, ledger), hand)
    }

    fn by(clock: Clock, home: TempDir, ledger: Option<PathBuf>) -> Self {
        let setup = Setup { profile: home.path().join("profile"), clock, ledger, kdf: Kdf::Least, shows_files: false };
        let app = App::new(setup);
        let window = harness(1440.0, HEIGHT).build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        let mut seat = Self { home, window };
        seat.settle();
        seat
    }

    /// A ledger that was left by a program that is gone.
    pub fn with_ledger(folder: PathBuf) -> Self {
        Self::before(tempfile::tempdir().unwrap(), Some(folder))
    }

    /// The program is closed and started again on the same PC.
    pub fn restarted(self) -> Self {
        Self::at(self.closed())
    }

    /// The same, and something happens to the files while it is closed.
    pub fn restarted_after(self, meanwhile: impl FnOnce()) -> Self {
        let home = self.closed();
        meanwhile();
        Self::at(home)
    }

    /// The same files on a PC where the program was never started.
    pub fn restarted_as_new(self) -> Self {
        let home = self.closed();
        std::fs::remove_dir_all(home.path().join("profile")).unwrap();
        Self::at(home)
    }

    /// Closes the program; the files stay.
    fn closed(self) -> TempDir {
        let Self { home, mut window } = self;
        window.state_mut().close();
        home
    }

    /// The folder for the ledger.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("台帳")
    }

    /// A PDF that was handed to the viewer.
    pub fn shown_pdf(&self, name: &str) -> PathBuf {
        self.home.path().join("profile").join("print").join(name)
    }

    /// Waits until nothing runs any more.
    pub fn settle(&mut self) {
        let began = Instant::now();
        loop {
            self.window.run_steps(3);
            if self.window.state().is_settled() || began.elapsed() > Duration::from_secs(90) {
                self.window.run_steps(2);
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
