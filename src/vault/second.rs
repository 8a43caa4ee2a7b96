//! The second factor (二要素): a USB key bound to the slot, or one-time codes kept in the ledger.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::attempts::Attempts;
use super::codes::{Codes, KeptCodes};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::kdf::Kdf;
use super::open::holder_secret;
use super::operators::{NewLock, Operator, Slot};
use super::schema::{meta, set_meta};
use super::secret::Secret;
use super::token::Token;
use super::vault::{Stamp, Vault};
use crate::base::{Moment, Progress};

fn key(holder: &str) -> String {
    format!("codes.{holder}")
}

/// What the ledger keeps of an operator's one-time codes; an empty text stands for codes that were given up.
fn kept(db: &Connection, holder: &str) -> Result<Option<KeptCodes>, VaultError> {
    let Some(text) = meta(db, &key(holder))?.filter(|text| !text.is_empty()) else { return Ok(None) };
    // Codes that cannot be read must not open the ledger without one.
    serde_json::from_str(&text).map(Some).map_err(|_| VaultError::LedgerDamaged)
}

fn written(codes: &KeptCodes) -> Result<Zeroizing<String>, VaultError> {
    serde_json::to_string(codes).map(Zeroizing::new).map_err(|_| VaultError::Database(-3))
}

/// Whether this operator is asked for a one-time code.
pub(super) fn wants_code(db: &Connection, holder: &str) -> Result<bool, VaultError> {
    Ok(kept(db, holder)?.is_some())
}

/// Takes a code, once.
pub(super) fn take_code(db: &Connection, holder: &str, code: &str, at: Moment) -> Result<(), VaultError> {
    let Some(kept) = kept(db, holder)? else { return Ok(()) };
    let codes = Codes::kept(&kept)?;
    let step = codes.step(code, at).ok_or(VaultError::WrongCode)?;
    if step <= kept.last {
        return Err(VaultError::CodeUsed);
    }
    set_meta(db, &key(holder), &written(&codes.keep(step))?)
}

/// What stands in `meta` for an operator whose codes were given up.
pub(super) fn no_codes(holder: &str) -> (String, String) {
    (key(holder), String::new())
}

impl Vault {
    /// The USB key it was opened with.
    #[must_use]
    pub const fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// Makes a USB key in a folder (the stick's) and binds one's own slot to it: from now on the passphrase alone opens
    /// nothing. The data key is made anew, or an older copy of the key file would still open the ledger with the passphrase
    /// alone. Backups of before still open with it.
    ///
    /// # Errors
    /// The passphrase is not one's present one, the folder is the ledger's, or one of the two cannot be written.
    pub fn make_token(
        &mut self,
        folder: &Path,
        passphrase: &Secret,
        kdf: Kdf,
        at: Moment,
        progress: &Progress,
    ) -> Result<PathBuf, VaultError> {
        let me = self.me()?;
        self.refuse_other_passphrase(&self.operator, passphrase)?;
        self.refuse_beside(folder)?;
        let token = Token::fresh()?;
        // First on the stick and read back: a slot bound to a key that is nowhere would lock its owner out.
        let path = token.save(folder, &self.short_id())?;
        let detail = Detail::said(&format!("操作者「{}」にUSBキーを登録し、鍵を作り直した", me.name));
        let lock = NewLock { passphrase, token: Some(&token), kdf, chosen_on: me.chosen_on };
        self.replace_slot_and_key(&me, &lock, &detail, at, progress)?;
        self.token = Some(token);
        Ok(path)
    }

    /// Writes the USB key it was opened with onto one more stick.
    ///
    /// # Errors
    /// It was opened without one, the folder is the ledger's, or cannot be written.
    pub fn copy_token(&mut self, folder: &Path, at: Moment) -> Result<PathBuf, VaultError> {
        self.refuse_beside(folder)?;
        let path = self.token.as_ref().ok_or(VaultError::NotAToken)?.save(folder, &self.short_id())?;
        let said = format!("操作者「{}」のUSBキーの予備を作成", self.operator);
        self.transact::<_, VaultError>(Stamp::at(at), |tx| tx.note(Act::Keys, &Detail::said(&said)))?;
        Ok(path)
    }

    fn refuse_beside(&self, folder: &Path) -> Result<(), VaultError> {
        let whole = |path: &Path| std::fs::canonicalize(path);
        if whole(folder)?.starts_with(whole(self.place.dir())?) { Err(VaultError::TokenBeside) } else { Ok(()) }
    }

    /// Gives the USB key up, with a new passphrase that is long enough to stand alone.
    ///
    /// # Errors
    /// The passphrase is refused, or the folder cannot be written.
    pub fn drop_token(&mut self, new: &Secret, kdf: Kdf, at: Moment) -> Result<(), VaultError> {
        let me = self.me()?;
        self.refuse_used(&me, new)?;
        let detail = Detail::said(&format!("操作者「{}」のUSBキーをやめ、合言葉を変更", me.name));
        let lock = NewLock { passphrase: new, token: None, kdf, chosen_on: Some(at.day()) };
        self.replace_slot(&me, &lock, Slot::of(detail), at)?;
        self.token = None;
        Ok(())
    }

    /// Begins to ask for one-time codes, once one of them has proved that the telephone has the secret.
    ///
    /// # Errors
    /// The code is not the one of now, or the file cannot be written.
    pub fn set_codes(&mut self, codes: &Codes, code: &str, at: Moment) -> Result<(), VaultError> {
        let me = self.me()?;
        let step = codes.step(code, at).ok_or(VaultError::WrongCode)?;
        let said = format!("操作者「{}」のワンタイムコードを登録", me.name);
        let text = written(&codes.keep(step))?;
        self.transact(Stamp::at(at), |tx| {
            tx.keep(&key(&me.holder), &text)?;
            tx.note(Act::Keys, &Detail::said(&said))
        })
    }

    /// Asks for no codes any more.
    ///
    /// # Errors
    /// The passphrase is not one's present one, or the file cannot be written.
    pub fn drop_codes(&mut self, passphrase: &Secret, at: Moment) -> Result<(), VaultError> {
        let me = self.me()?;
        self.refuse_other_passphrase(&self.operator, passphrase)?;
        let said = format!("操作者「{}」のワンタイムコードをやめた", me.name);
        self.transact(Stamp::at(at), |tx| {
            let (key, nothing) = no_codes(&me.holder);
            tx.keep(&key, &nothing)?;
            tx.note(Act::Keys, &Detail::said(&said))
        })
    }

    /// Whether somebody at the open ledger is who opened it. Wrong tries count as they do before it is open.
    ///
    /// # Errors
    /// They are not, or have to wait after wrong tries.
    pub fn prove(&self, passphrase: &Secret, at: Moment) -> Result<(), VaultError> {
        let me = self.me()?;
        self.prove_as(&me, passphrase, at)
    }

    /// Whether somebody at the open ledger is this operator, whoever opened it. The USB key of somebody else is not asked
    /// for here: who has one signs at their own opening.
    ///
    /// # Errors
    /// They are not, have a second factor, or have to wait after wrong tries.
    pub fn prove_as(&self, who: &Operator, passphrase: &Secret, at: Moment) -> Result<(), VaultError> {
        let me = who.holder.clone();
        let path = self.place.attempts();
        let mut attempts = Attempts::read(&path);
        if let Some(left) = attempts.wait(&me, at) {
            attempts.restart(&path, &me, at)?;
            return Err(VaultError::LockedOut(left));
        }
        let before = attempts.clone();
        attempts.count(&path, &me, self.sheet.generation, at)?;
        self.refuse_other_passphrase(&who.name, passphrase)?;
        before.save(&path)
    }

    fn refuse_other_passphrase(&self, operator: &str, passphrase: &Secret) -> Result<(), VaultError> {
        let key = super::open::Key::Factors {
            operator,
            secret: passphrase,
            token: self.token.as_ref().filter(|_| operator == self.operator),
            code: None,
        };
        holder_secret(&self.sheet, &key).map(drop)
    }
}
