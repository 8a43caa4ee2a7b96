//! What the command line can be asked to do (用命): one errand a call, with all it needs.

use std::path::PathBuf;

use crate::base::{Day, Kind, Office};
use crate::inspection::{PrintMark, SheetKind};
use crate::vault::Existing;

/// What is to be done.
#[derive(Debug)]
pub(super) enum Errand {
    Help,
    Version,
    Sheets {
        as_json: bool,
    },
    /// The editions of the checklists.
    Checklists(ChecklistsOrder),
    Demo(DemoOrder),
    New(NewOrder),
    List(ListOrder),
    Todo(TodoOrder),
    Deadlines(DeadlinesOrder),
    /// `findings`
    Findings(FindingsOrder),
    /// `assess`
    Assess(AssessOrder),
    Print(PrintOrder),
    Import(ImportOrder),
    Export(ExportOrder),
    /// The form of a vendor, as Excel.
    VendorSheet(VendorSheetOrder),
    /// A returned form.
    VendorAnswers(VendorAnswersOrder),
    Check(Ledger),
    Log(LogOrder),
    VerifyPrint(VerifyOrder),
    /// A backup of a ledger into a folder, or into the ledger's usual ones.
    Backup {
        ledger: Ledger,
        folder: Option<PathBuf>,
    },
    /// The backups of a ledger, or of any folder.
    Backups {
        ledger: Ledger,
        folder: Option<PathBuf>,
        as_json: bool,
    },
    /// A backup brought back as a ledger in a new folder.
    Restore {
        backup: PathBuf,
        folder: PathBuf,
    },
    /// A backup tried out.
    Drill(Ledger),
    /// A forgotten passphrase.
    Recover(RecoverOrder),
    /// Something about the operators.
    Operator(OperatorOrder),
    /// A USB key for who opens the ledger.
    UsbKey {
        ledger: Ledger,
        folder: PathBuf,
    },
    /// A new data key.
    Rotate {
        ledger: Ledger,
        reason: String,
        keys: NewKeys,
    },
}

impl Errand {
    /// Whether it works with the questions and words the program is built with. What keeps a ledger safe goes on
    /// without them.
    pub(super) const fn uses_content(&self) -> bool {
        match self {
            Self::VendorSheet(_) | Self::VendorAnswers(_) | Self::Demo(_) | Self::Print(_) | Self::Checklists(_) => {
                true
            }
            Self::Help
            | Self::Version
            | Self::Sheets { .. }
            | Self::New(_)
            | Self::List(_)
            | Self::Todo(_)
            | Self::Deadlines(_)
            | Self::Findings(_)
            | Self::Assess(_)
            | Self::Import(_)
            | Self::Export(_)
            | Self::Check(_)
            | Self::Log(_)
            | Self::VerifyPrint(_)
            | Self::Backup { .. }
            | Self::Backups { .. }
            | Self::Restore { .. }
            | Self::Drill(_)
            | Self::Recover(_)
            | Self::Operator(_)
            | Self::UsbKey { .. }
            | Self::Rotate { .. } => false,
        }
    }
}

/// A forgotten passphrase; the passphrase of the ledger is the new one.
#[derive(Debug)]
pub(super) struct RecoverOrder {
    pub ledger: Ledger,
    /// The file with the digits; asked on the terminal where there is none.
    pub code: Option<PathBuf>,
    /// The file with the record of the sheet, where no key file is left.
    pub record: Option<PathBuf>,
    /// A backup, or a folder, whose copy of the key file is to be used.
    pub keys_from: Option<PathBuf>,
    pub recovery_sheet: Option<PathBuf>,
}

/// What is done about the operators.
#[derive(Debug)]
pub(super) struct OperatorOrder {
    pub ledger: Ledger,
    pub deed: OperatorDeed,
}

#[derive(Debug)]
pub(super) enum OperatorDeed {
    List {
        as_json: bool,
    },
    Add {
        name: String,
        office: Office,
    },
    Role {
        name: String,
        office: Office,
    },
    /// Takes the way in away and makes a new data key.
    Disable {
        name: String,
        reason: String,
        keys: NewKeys,
    },
}

/// How new keys are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewKeys {
    /// Without a backup before.
    pub skips_backup: bool,
}

/// Where a file is written, and what becomes of one that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Out {
    pub path: PathBuf,
    pub existing: Existing,
}

impl Out {
    /// A file of this name that must not be there yet.
    pub(super) fn fresh(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), existing: Existing::Kept }
    }
}

/// Where the passphrase comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Passphrase {
    /// Asked on the terminal.
    #[default]
    Ask,
    /// The first line of the standard input.
    Stdin,
    /// The first line of a file.
    File(PathBuf),
}

/// A ledger and how to open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ledger {
    pub folder: PathBuf,
    /// Who opens it; the first operator where nobody is named.
    pub operator: Option<String>,
    pub passphrase: Passphrase,
    /// The USB key's file; looked for on every stick where none is named.
    pub usb_key: Option<PathBuf>,
    /// The one-time code; asked on the terminal where one is needed and none is given.
    pub code: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct DemoOrder {
    pub folder: PathBuf,
    pub wants_window: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct NewOrder {
    pub ledger: Ledger,
    pub clinic: String,
    pub operator: String,
    pub recovery_sheet: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListOrder {
    pub ledger: Ledger,
    pub kind: Kind,
    pub search: String,
    pub as_of: Option<Day>,
    pub as_json: bool,
}

#[derive(Debug)]
pub(super) struct FindingsOrder {
    pub ledger: Ledger,
    /// The short name of a document, where only its findings are wanted.
    pub basis: Option<String>,
    pub as_json: bool,
}

#[derive(Debug)]
pub(super) struct AssessOrder {
    pub ledger: Ledger,
    /// `mhlw-cyber/r7`
    pub edition: String,
    /// Whether what the ledger says is wanted too.
    pub has_facts: bool,
    pub as_json: bool,
}

#[derive(Debug)]
pub(super) struct DeadlinesOrder {
    pub ledger: Ledger,
    pub as_of: Option<Day>,
    pub as_json: bool,
}

#[derive(Debug)]
pub(super) struct TodoOrder {
    pub ledger: Ledger,
    pub as_of: Option<Day>,
    pub as_json: bool,
}

#[derive(Debug)]
pub(super) struct PrintOrder {
    pub ledger: Ledger,
    pub sheet: &'static SheetKind,
    /// In the folder one is in, under the sheet's title, where none is named.
    pub out: Option<PathBuf>,
    pub existing: Existing,
    /// For a sheet of a period, its last day.
    pub as_of: Option<Day>,
    pub from: Option<Day>,
    pub subject: Option<Subject>,
    /// Which of the sheet's forms; the usual one when empty.
    pub variant: &'static str,
}

/// Whom a sheet is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Id(String),
    Name(String),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct ImportOrder {
    pub ledger: Ledger,
    pub book: PathBuf,
    pub is_dry_run: bool,
    pub as_json: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct ExportOrder {
    pub ledger: Ledger,
    pub out: Out,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct LogOrder {
    pub ledger: Ledger,
    pub form: LogForm,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct VendorSheetOrder {
    pub ledger: Ledger,
    /// The vendor's id or name.
    pub vendor: String,
    pub out: Option<PathBuf>,
    pub existing: Existing,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct VendorAnswersOrder {
    pub ledger: Ledger,
    pub book: PathBuf,
    pub is_dry_run: bool,
}

/// How the operation record is written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LogForm {
    Text,
    Csv,
    Json,
    /// As it is stored, into this file, for a checker of its own.
    Lines(Out),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct VerifyOrder {
    pub ledger: Ledger,
    pub mark: PrintMark,
}

/// `checklists`
#[derive(Debug)]
pub(super) enum ChecklistsOrder {
    /// The program's editions, or with a ledger the ledger's too.
    List { ledger: Option<Ledger>, as_json: bool },
    /// An edition is added to the ledger, or only looked at.
    Add { ledger: Ledger, file: PathBuf, is_dry_run: bool },
    /// The empty edition is saved.
    Template(Out),
}
