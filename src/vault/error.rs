//! What can go wrong with the encrypted file, each with its own stable code for the telephone.

use std::fmt;
use std::io::ErrorKind;
use std::time::Duration;

use super::folder::HolderNote;
use super::secret::PassphraseFault;
use super::token::TokenId;

/// Why the vault refused. The Japanese sentences live in `desk`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultError {
    /// The passphrase does not open this operator's slot.
    WrongPassphrase,
    /// The recovery code does not open this ledger.
    WrongRecoveryCode,
    /// This operator opens with a USB key as well, and none was there.
    TokenWanted(TokenId),
    /// The USB key is another one.
    WrongToken,
    /// The file is no USB key, or a damaged one.
    NotAToken,
    /// A USB key in the ledger's own folder would protect nothing.
    TokenBeside,
    /// The passphrase was right; the one-time code is asked next.
    CodeWanted,
    /// The one-time code is not the one of now.
    WrongCode,
    /// This one-time code was taken already.
    CodeUsed,
    /// Too many failures; wait so long.
    LockedOut(Duration),
    /// The new passphrase is not acceptable.
    PassphraseRefused(PassphraseFault),
    /// No key file and no copy of it was found.
    KeysMissing,
    /// The key file and its copies are damaged.
    KeysDamaged,
    /// The file in the key file's place is something else.
    NotKeyFile,
    /// The key file was changed by somebody without the key.
    KeysTampered,
    /// Written by a newer program.
    NewerFormat,
    /// The key file asks for an unacceptable passphrase calculation.
    KdfRefused,
    /// Not enough memory for the passphrase calculation.
    OutOfMemory,
    /// There is no ledger in this folder.
    NotALedger,
    /// The key file is there, the ledger file is not.
    LedgerMissing,
    /// The key was right, the ledger file is damaged.
    LedgerDamaged,
    /// Key file and ledger file belong to different ledgers or states.
    Mismatched,
    /// The ledger is in an older state than this PC has seen.
    RolledBack {
        /// The newest entry (or key file generation) seen before.
        seen: u64,
        /// The newest one there is now.
        live: u64,
    },
    /// A page could not be read while the ledger was open; reopen before judging.
    ReadFailed,
    /// Another window has the ledger open.
    AlreadyOpen(Option<HolderNote>),
    /// Nothing can be written in this folder.
    ReadOnlyFolder,
    /// The disk is full.
    DiskFull,
    /// The disk or stick did not answer.
    Io(ErrorKind),
    /// The folder is copied to the internet by a sync program.
    SyncFolder,
    /// The folder lies on another computer.
    NetworkFolder,
    /// The file is no backup of a ledger.
    NotABackup,
    /// The backup is damaged.
    BackupDamaged,
    /// The backup that was just made does not check; it was thrown away.
    BackupUnsound,
    /// There is something in the folder a ledger was to be brought back into.
    FolderNotEmpty,
    /// No operator has this name.
    NoSuchOperator,
    /// An operator has this name already, or it is empty.
    NameTaken,
    /// No 管理責任者 would remain.
    LastChief,
    /// Nobody takes their own way in away.
    NotOneself,
    /// There is a ledger in this folder already.
    AlreadyALedger,
    /// What was to be written over belongs to a ledger, or is a backup or a key.
    LedgersOwn,
    /// There is a file of this name already, and nobody said that it may go.
    FileExists,
    /// The record is not there (any more).
    NoSuchRecord,
    /// So many records were changed since; nothing was undone.
    ChangedSince(usize),
    /// There is no such step, or it is undone already.
    NothingToUndo,
    /// A transaction that recorded nothing.
    EmptyTransaction,
    /// After a failed write the ledger must be reopened: what lies in the folder is not what was open here.
    NeedsReopen,
    /// The ledger's folder is not there at the moment: a stick was pulled, a disk is off, a folder was moved.
    PlaceGone,
    /// The disk stopped answering in the middle of saving; whether it was saved will be seen when it answers again.
    Unsure,
    /// What could not be told before was saved after all; what was to be written now was not.
    SavedAfterAll,
    /// A stored record cannot be read by this program.
    UnreadableRecord(u64),
    /// A record with this id is in use already.
    AlreadyThere,
    /// The user stopped the work; nothing was changed.
    Cancelled,
    /// The system gave no random numbers.
    NoRandom,
    /// The database refused; its extended code.
    Database(i32),
}

impl VaultError {
    /// The code for the telephone. Never changes once released.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongPassphrase => "V-101",
            Self::WrongRecoveryCode => "V-102",
            Self::LockedOut(_) => "V-103",
            Self::PassphraseRefused(_) => "V-104",
            Self::TokenWanted(_) => "V-105",
            Self::WrongToken => "V-106",
            Self::NotAToken => "V-107",
            Self::CodeWanted => "V-108",
            Self::WrongCode => "V-109",
            Self::CodeUsed => "V-110",
            Self::TokenBeside => "V-111",
            Self::KeysMissing => "V-201",
            Self::KeysDamaged => "V-202",
            Self::NotKeyFile => "V-203",
            Self::KeysTampered => "V-204",
            Self::NewerFormat => "V-205",
            Self::KdfRefused => "V-206",
            Self::OutOfMemory => "V-207",
            Self::NotALedger => "V-301",
            Self::LedgerMissing => "V-302",
            Self::LedgerDamaged => "V-303",
            Self::Mismatched => "V-304",
            Self::RolledBack { .. } => "V-305",
            Self::ReadFailed => "V-306",
            Self::AlreadyOpen(_) => "V-401",
            Self::ReadOnlyFolder => "V-402",
            Self::DiskFull => "V-403",
            Self::Io(_) => "V-404",
            Self::SyncFolder => "V-405",
            Self::NetworkFolder => "V-406",
            Self::AlreadyALedger => "V-407",
            Self::LedgersOwn => "V-408",
            Self::FileExists => "V-409",
            Self::PlaceGone => "V-410",
            Self::NoSuchOperator => "V-701",
            Self::NameTaken => "V-702",
            Self::LastChief => "V-703",
            Self::NotOneself => "V-704",
            Self::NotABackup => "V-601",
            Self::BackupDamaged => "V-602",
            Self::BackupUnsound => "V-603",
            Self::FolderNotEmpty => "V-604",
            Self::NoSuchRecord => "V-501",
            Self::ChangedSince(_) => "V-502",
            Self::NothingToUndo => "V-503",
            Self::EmptyTransaction => "V-504",
            Self::NeedsReopen => "V-505",
            Self::UnreadableRecord(_) => "V-506",
            Self::Cancelled => "V-507",
            Self::AlreadyThere => "V-508",
            Self::Unsure => "V-509",
            Self::SavedAfterAll => "V-510",
            Self::NoRandom => "V-901",
            Self::Database(_) => "V-902",
        }
    }
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for VaultError {}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(inner) = error.sqlite_error() else { return Self::Database(-1) };
        match inner.code {
            Code::DiskFull => Self::DiskFull,
            Code::ReadOnly | Code::PermissionDenied => Self::ReadOnlyFolder,
            Code::SystemIoFailure | Code::CannotOpen => Self::Io(ErrorKind::Other),
            Code::DatabaseCorrupt | Code::NotADatabase => Self::ReadFailed,
            Code::DatabaseBusy | Code::DatabaseLocked => Self::AlreadyOpen(None),
            Code::OutOfMemory => Self::OutOfMemory,
            _ => Self::Database(inner.extended_code),
        }
    }
}
