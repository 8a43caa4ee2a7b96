//! The open ledger (開いた台帳): transactions, drafts, locking, and what is kept beside it.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::backup_plan::BackupPlan;
use super::check::{self, CheckReport};
use super::cipher::{self, RawKey};
use super::entry::{Act, Detail, OPENING};
use super::error::VaultError;
use super::folder::{FolderLock, Place};
use super::founding::{self, NewLedger};
use super::hex::to_hex;
use super::journal::{self, Progress as Step, Writer};
use super::key_copies::KeyCopy;
use super::keyfile::{KeyFile, KeySheet};
use super::open::{self, Key};
use super::profile::{Witness, short_id};
use super::projection::{self, Indexer};
use super::reader::Reader;
use super::recovery::RecoveryCode;
use super::sheet_state::SheetState;
use super::standing::Standing;
use super::suite::Key32;
use super::token::Token;
use super::tx::Tx;
use crate::base::{Day, Moment, Progress};

/// Something the user should know after unlocking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// `vault.keys` was missing or damaged; its second copy was read.
    SecondKeys,
    /// Both were; this PC's own copy was read.
    ProfileKeys,
    /// It was opened with this copy of the key file, which somebody has chosen.
    ChosenKeys(Box<KeyCopy>),
    /// So many openings failed since the last one that worked.
    FailedBefore(u32),
    /// The file that counts wrong tries is not the one of the last opening: it was removed or an old one put back.
    AttemptsLost,
    /// The recovery sheet has not been confirmed yet.
    RecoveryOpen,
    /// By the ledger's policy one's own passphrase is due to be changed; since when it is in use, where that is known.
    PassphraseDue(Option<Day>),
    /// The ledger was brought back from a backup made then; this is its first opening.
    BroughtBack(Moment),
    /// The ledger is not the one this PC saw last: an older copy was put in its place.
    OlderState(Older),
}

/// The newest entry (or key file generation) seen before, and the newest there is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Older {
    /// Seen before.
    pub seen: u64,
    /// There now.
    pub live: u64,
}

/// When a transaction happens, and who typed it where that is not the operator.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Now.
    pub at: Moment,
    /// 入力者
    pub enterer: Option<String>,
}

impl Stamp {
    /// By the operator, now.
    #[must_use]
    pub const fn at(at: Moment) -> Self {
        Self { at, enterer: None }
    }
}

/// An unlocked ledger. Dropping it closes the file and forgets the keys.
pub struct Vault {
    pub(super) db: Connection,
    pub(super) place: Place,
    pub(super) sheet: KeySheet,
    pub(super) dek: Key32,
    /// Data keys of before, by epoch, where this session has made them anew: for the backups that are under them.
    pub(super) former: Vec<(u32, Key32)>,
    pub(super) operator: String,
    /// The USB key it was opened with: a new passphrase stays bound to it.
    pub(super) token: Option<Token>,
    pub(super) indexer: Indexer,
    notices: Vec<Notice>,
    pub(super) standing: Standing,
    // Last: the folder stays ours until the file is closed.
    pub(super) lock: Option<FolderLock>,
}

impl Vault {
    /// Makes a ledger in a folder that has none, with one operator and a recovery sheet. The ledger is not finished
    /// until the sheet was confirmed ([`Self::confirm_recovery`]).
    ///
    /// # Errors
    /// The passphrase or the folder is refused, there is a ledger already, or nothing can be written.
    pub fn create(place: &Place, new: &NewLedger<'_>) -> Result<(Self, RecoveryCode), VaultError> {
        founding::create(place, new)
    }

    /// Opens a ledger. Slow on purpose: run it off the window's thread.
    ///
    /// # Errors
    /// Each reason has its own variant.
    pub fn unlock(place: &Place, key: &Key<'_>, indexer: Indexer, at: Moment) -> Result<Self, VaultError> {
        open::unlock(place, key, indexer, at)
    }

    pub(crate) fn assemble(
        db: Connection,
        place: &Place,
        sheet: KeySheet,
        dek: Key32,
        operator: &str,
        indexer: Indexer,
        lock: FolderLock,
    ) -> Self {
        let standing = Standing::of(&db, place, &sheet, lock.at);
        Self {
            db,
            place: place.clone(),
            sheet,
            dek,
            former: Vec::new(),
            operator: operator.to_owned(),
            token: None,
            indexer,
            notices: Vec::new(),
            standing,
            lock: Some(lock),
        }
    }

    pub(crate) fn with_token(mut self, token: Option<Token>) -> Self {
        self.token = token;
        self
    }

    /// A look into the ledger.
    #[must_use]
    pub const fn reader(&self) -> Reader<'_> {
        Reader::new(&self.db, &self.sheet.vault.0)
    }

    /// Does something in one transaction: all of it is written, or nothing. When this returns `Ok`, it is on the disk.
    ///
    /// # Errors
    /// What `work` gave, or the file cannot be written; nothing was written then.
    pub fn transact<T, E: From<VaultError>>(
        &mut self,
        stamp: Stamp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.ready()?;
        if std::mem::take(&mut self.standing.is_proved) {
            return Err(VaultError::SavedAfterAll.into());
        }
        self.standing.at = stamp.at;
        // `&mut self` sees to it that there is only one.
        let begun = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
        let tx = begun.map_err(|error| self.give_up(error))?;
        let writer = Writer {
            db: &tx,
            indexer: self.indexer,
            vault: &self.sheet.vault.0,
            operator: &self.operator,
            user: self.sheet.id_of(&self.operator),
            enterer: stamp.enterer.as_deref(),
            at: stamp.at,
        };
        let mut inner = Tx::new(writer, Step::default());
        let done = match work(&mut inner) {
            Ok(_) if !inner.has_written() => return Err(VaultError::EmptyTransaction.into()),
            Ok(done) => done,
            Err(error) => {
                // After a failed write the engine rolls back by itself, after a page it could not read it reads no
                // more: until the file is reopened nothing is sure.
                if tx.is_autocommit() || cipher::has_failed(&tx) {
                    self.standing.is_broken.set(true);
                    self.place.drop_ballast();
                }
                return Err(error);
            }
        };
        let head = inner.head();
        match tx.commit() {
            Ok(()) => self.standing.known = head.or(self.standing.known),
            Err(error) => self.settle_doubt(error, head)?,
        }
        Ok(done)
    }

    /// Records that the recovery sheet was printed, checked and put away.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn confirm_recovery(&mut self, at: Moment) -> Result<(), VaultError> {
        self.transact(Stamp::at(at), |tx| tx.keep_sheet("復旧シートの確認"))
    }

    /// What the user should know after unlocking.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Who opened it.
    #[must_use]
    pub fn operator(&self) -> &str {
        &self.operator
    }

    /// Where it lies.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.place.dir()
    }

    /// First 8 hex of the vault's id, as printed on sheets.
    #[must_use]
    pub fn short_id(&self) -> String {
        short_id(&self.sheet.vault.0)
    }

    /// How many whole copies of the key file there are within reach (this folder's two and this PC's).
    #[must_use]
    pub fn n_key_copies(&self) -> usize {
        let Ok(bytes) = self.sheet.write(&self.dek) else { return 0 };
        let same = |path: &Path| std::fs::read(path).is_ok_and(|kept| kept == bytes);
        [
            same(&self.place.keys()),
            same(&self.place.second_keys()),
            self.place.profile().has_keys(&self.sheet.vault.0, &bytes),
        ]
        .into_iter()
        .filter(|is_there| *is_there)
        .count()
    }

    /// Size of the ledger file in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        std::fs::metadata(self.place.ledger(&self.sheet.db.file)).map(|meta| meta.len()).unwrap_or_default()
    }

    /// Checks every page, every hash of the journal, and that the lists equal the journal.
    ///
    /// # Errors
    /// The file cannot be read at all, or the user stopped it.
    pub fn check(&mut self, progress: &Progress) -> Result<CheckReport, VaultError> {
        let look = || {
            let key = RawKey::of(&self.dek, &self.sheet.db.id.0).ok()?;
            cipher::look(&self.place.ledger(&self.sheet.db.file), &key).ok()
        };
        check::run(&self.db, look, &self.sheet.vault.0, self.indexer, progress)
    }

    /// Makes the lists anew from the journal, for a check that found them wrong.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn rebuild_lists(&mut self) -> Result<(), VaultError> {
        self.ready()?;
        let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        projection::rebuild(&tx, self.indexer)?;
        tx.commit().map_err(|error| self.give_up(error))
    }

    /// Closes the ledger with an entry.
    ///
    /// # Errors
    /// The entry could not be written; the ledger is closed all the same.
    pub fn lock(mut self, at: Moment) -> Result<(), VaultError> {
        let noted = self.transact(Stamp::at(at), |tx| tx.note(Act::Locked, &Detail::default()));
        let folded = self.fold_in();
        self.remember();
        noted.and(folded)
    }

    /// Brings the write-ahead file into the ledger file.
    pub(crate) fn fold_in(&self) -> Result<(), VaultError> {
        let folded = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        folded.map_err(|error| cipher::cause(&self.db, error.into()))
    }

    pub(crate) fn set_notices(&mut self, notices: Vec<Notice>, today: Day) {
        self.notices = notices;
        if let (Ok(policy), Ok(me)) = (self.policy(), self.me())
            && !me.must_change
            && !me.holder.is_empty()
            && policy.is_due(me.chosen_on, today)
        {
            self.notices.push(Notice::PassphraseDue(me.chosen_on));
        }
        if SheetState::read(&self.reader()).is_ok_and(|state| state == SheetState::Open) {
            self.notices.push(Notice::RecoveryOpen);
        }
    }

    pub(crate) fn open_entries(
        &mut self,
        at: Moment,
        notices: &[Notice],
        (attempts, epoch): &(&'static str, String),
    ) -> Result<(), VaultError> {
        let origin = self.place.read_origin();
        self.transact(Stamp::at(at), |tx| {
            tx.keep(attempts, epoch)?;
            let mut opened = Detail::default();
            for notice in notices {
                match notice {
                    Notice::FailedBefore(n) => {
                        let detail = Detail::said(&format!("{n}回")).with(serde_json::json!({ "failures": n }));
                        tx.note(Act::UnlockFailed, &detail)?;
                    }
                    Notice::OlderState(Older { seen, live }) => {
                        let facts = serde_json::json!({ "seen": seen, "live": live });
                        tx.note(Act::BroughtBack, &Detail::said("前に開いたときより古い台帳です").with(facts))?;
                    }
                    Notice::BroughtBack(made_at) => {
                        let facts = serde_json::to_value(&origin).unwrap_or_default();
                        let said = format!("{}の控えから", made_at.wareki());
                        tx.note(Act::BroughtBack, &Detail::said(&said).with(facts))?;
                        // The record on paper names the file it was printed for.
                        tx.outdate_sheet()?;
                    }
                    Notice::SecondKeys => opened = with_copy(serde_json::json!({ "keys": "second" })),
                    Notice::ProfileKeys => opened = with_copy(serde_json::json!({ "keys": "profile" })),
                    Notice::ChosenKeys(copy) => opened = with_copy(copy.facts()),
                    Notice::AttemptsLost => {
                        tx.note(
                            Act::UnlockFailed,
                            &Detail::said("間違いの回数のファイルが、前回のものではありません"),
                        )?;
                    }
                    Notice::RecoveryOpen | Notice::PassphraseDue(_) => {}
                }
            }
            let mut facts = opened.data.take().unwrap_or_else(|| serde_json::json!({}));
            if let Some(facts) = facts.as_object_mut() {
                facts.insert(OPENING.to_owned(), epoch.parse::<u64>().unwrap_or_default().into());
            }
            tx.note(Act::Unlocked, &opened.with(facts))
        })
    }

    /// The key file has opened the ledger: its copies may follow. A damaged one is put aside, not lost.
    ///
    /// The copy of this PC is a help, not a condition: without it the ledger opens, and
    /// [`Self::n_key_copies`] tells one copy fewer.
    pub(crate) fn save_copies(&self, bytes: &[u8]) -> Result<(), VaultError> {
        for path in [self.place.keys(), self.place.second_keys()] {
            let kept = std::fs::read(&path).ok();
            if kept.as_deref() == Some(bytes) {
                continue;
            }
            if kept.is_some_and(|kept| KeyFile::read(&kept).is_err()) {
                self.place.put_aside(&path)?;
            }
            super::durable::write_atomically(&path, bytes)?;
        }
        let vault = &self.sheet.vault.0;
        if !self.place.profile().has_keys(vault, bytes) {
            drop(self.place.profile().save_keys(vault, bytes));
        }
        Ok(())
    }

    /// This PC remembers the newest entry, so that an older file put in its place is noticed. A PC that cannot
    /// remember does not keep the ledger closed.
    pub(crate) fn remember(&self) {
        let Ok(head) = journal::head(&self.db, &self.sheet.vault.0) else { return };
        let witness = Witness { generation: self.sheet.generation, seq: head.seq, head: to_hex(&head.hash) };
        let profile = self.place.profile();
        drop(profile.save_witness(&self.sheet.vault.0, &witness));
        if let Ok(BackupPlan { first, second, .. }) = BackupPlan::read(&self.reader(), self.dir()) {
            let folders: Vec<_> = std::iter::once(first).chain(second).collect();
            drop(profile.remember_places(&self.sheet.vault.0, self.dir(), &folders));
        }
    }
}

fn with_copy(facts: serde_json::Value) -> Detail {
    Detail::said("鍵ファイルの控えを使いました").with(facts)
}
