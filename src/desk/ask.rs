//! Asks: what a screen wants done, pushed while drawing and answered after it.

use std::any::Any;
use std::path::PathBuf;

use crate::base::{Clock, Day, Kind, Moment, Office, Progress, StaffId};
use crate::vault::{Kdf, Secret, Vault};

use super::{Command, Parcel, Problem, Right, Route, SheetOrder, Sitter};

/// A kind of file for the file dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Excel and CSV books to take over
    Book,
    /// xlsx to write
    Excel,
    /// PDF to write
    Pdf,
    /// CSV to write
    Csv,
    /// USBキー to read
    UsbKey,
    /// The scan or photo of a paper
    Scan,
    /// 点検表の版, to read or its empty form to write
    Edition,
    /// 祝日の一覧 to read
    Holidays,
}

/// What long work gives, or why it failed.
pub type Outcome = Result<Box<dyn Any + Send>, Problem>;

/// Long work without the ledger, in a named thread. What it gives reaches [`super::Screen::delivered`].
pub struct Job {
    /// The thread's name.
    pub name: &'static str,
    /// What the user reads while it runs.
    pub label: String,
    /// The work.
    pub work: Box<dyn FnOnce(&Progress) -> Outcome + Send>,
}

/// What is done to the ledger in the thread.
pub type VaultWork = Box<dyn FnOnce(&mut Vault, &Progress) -> Outcome + Send>;

/// Long work on the ledger, which is lent to the thread meanwhile.
pub struct VaultJob {
    /// The thread's name.
    pub name: &'static str,
    /// What the user reads while it runs.
    pub label: String,
    /// What the operator must be allowed to do.
    pub needs: Right,
    /// The kinds it writes.
    pub touched: Vec<Kind>,
    /// The work.
    pub work: VaultWork,
}

/// What is done with a sheet that is posted for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posting {
    /// Shown in the user's own viewer, from where it can be printed.
    Show,
    /// Saved where the user says.
    Save,
}

/// What a screen asks of the app.
pub enum Ask {
    /// Go there.
    Go(Route),
    /// Go where we came from.
    Back,
    /// Write something.
    Run(Box<dyn Command>),
    /// Read anew what this screen shows: it has decided to look at something else of the ledger.
    Reload,
    /// Work in a thread.
    Job(Job),
    /// Work in a thread on the ledger.
    VaultJob(VaultJob),
    /// Let the user choose a file; its bytes come back as [`Parcel::File`].
    OpenFile(FileKind),
    /// Let the user choose a folder; it comes back as [`Parcel::Folder`].
    ChooseFolder {
        /// What it is for, as the dialog's title.
        title: String,
    },
    /// Let the user choose where to save; comes back as [`Parcel::Saved`].
    SaveFile {
        /// What it is.
        kind: FileKind,
        /// The name offered.
        name: String,
        /// What is written, durably.
        bytes: Vec<u8>,
    },
    /// Show a PDF in the user's own viewer, from where it can be printed.
    ShowPdf {
        /// The file's name.
        name: String,
        /// The PDF.
        bytes: Vec<u8>,
    },
    /// Show or save a PDF that holds nothing but what can be seen without a passphrase: whoever sits here may.
    Posted {
        /// What is done with it.
        goal: Posting,
        /// The file's name.
        name: String,
        /// The PDF.
        bytes: Vec<u8>,
    },
    /// Make a sheet, note it in the journal and show it in the user's own viewer, without leaving the page.
    Print(SheetOrder),
    /// Show a notice.
    Say(String),
    /// Show a problem.
    Tell(Problem),
    /// Close the ledger and stand before another one.
    OpenLedger(PathBuf),
    /// Hand the chair to a member of staff (職員モード): they see their own procedures and nothing else.
    HandChair(StaffId),
    /// The operator takes the chair back, with their passphrase.
    TakeChair(Secret),
    /// Keep what was typed, now: an answer of a procedure is never lost.
    KeepDraft,
    /// Lock the ledger.
    Lock,
}

/// What a screen has while it draws: the day, who sits here, and the tray for its asks.
pub struct Desk<'a> {
    /// Today.
    pub today: Day,
    /// The moment at which this frame is drawn.
    pub now: Moment,
    /// What tells the time to work that is asked for here and done later, in a thread.
    pub clock: Clock,
    /// The operator's name.
    pub operator: &'a str,
    /// Whether long work is running (its buttons are off meanwhile).
    pub is_busy: bool,
    /// How slow new passphrases are made.
    pub kdf: Kdf,
    /// Who sits here.
    pub sitter: Sitter,
    asks: &'a mut Vec<Ask>,
}

impl<'a> Desk<'a> {
    /// A desk with an empty tray.
    pub fn new(clock: Clock, operator: &'a str, is_busy: bool, asks: &'a mut Vec<Ask>) -> Self {
        let now = clock.now();
        let sitter = Sitter { office: Office::Chief, person: None, is_guest: false, has_passphrase: false };
        Self { today: now.day(), now, clock, operator, is_busy, kdf: Kdf::Calibrated, sitter, asks }
    }

    /// The same for this one.
    #[must_use]
    pub const fn with_sitter(mut self, sitter: Sitter) -> Self {
        self.sitter = sitter;
        self
    }

    /// Whether who sits here may do this; what they may not do is not offered.
    #[must_use]
    pub const fn may(&self, right: Right) -> bool {
        right.is_given_to(self.sitter.office)
    }

    /// Where who sits here begins.
    #[must_use]
    pub const fn home(&self) -> Route {
        if self.may(Right::Read) { Route::Home } else { Route::Own }
    }

    /// Where a link may lead whoever sits here: there, or to where the same can be looked at.
    #[must_use]
    pub fn way_to(&self, route: &Route) -> Option<Route> {
        if self.may(route.needs()) { Some(route.clone()) } else { route.to_look() }
    }

    /// The same where making keys is to be quick (tests).
    #[must_use]
    pub const fn with_kdf(mut self, kdf: Kdf) -> Self {
        self.kdf = kdf;
        self
    }

    /// Pushes an ask.
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    /// Asks to go somewhere.
    pub fn go(&mut self, route: Route) {
        self.ask(Ask::Go(route));
    }

    /// Asks to write something.
    pub fn run(&mut self, command: impl Command + 'static) {
        self.ask(Ask::Run(Box::new(command)));
    }
}

/// A parcel's content as the type it was packed as.
#[must_use]
pub fn unpack<T: 'static>(parcel: Parcel) -> Option<T> {
    match parcel {
        Parcel::Result(content) => content.downcast::<T>().ok().map(|content| *content),
        Parcel::File { .. } | Parcel::Folder(_) | Parcel::Saved { .. } | Parcel::Failed(_) => None,
    }
}
