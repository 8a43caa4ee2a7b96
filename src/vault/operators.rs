//! Operators (操作者): who can open the ledger and as what; each with a slot of their own that nobody else knows.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::{Act, Detail};
use super::error::VaultError;
use super::hex::Hex;
use super::journal::{NewEntry, Progress as Step, Writer};
use super::kdf::Kdf;
use super::keyfile::{Holder, HolderType, KeySheet};
use super::mirror;
use super::open::{Lock, slot as new_slot};
use super::policy::Policy;
use super::projection::put_setting;
use super::renew::{grant, next_id};
use super::rotate::Switch;
use super::schema::set_meta;
use super::second::{no_codes, wants_code};
use super::secret::{PassphraseFault, Secret};
use super::suite::{HolderSecret, Key32, public_key};
use super::token::Token;
use super::vault::{Stamp, Vault};
use crate::base::{Coded, Day, Moment, Office, Progress, StaffId};

/// Somebody who can open the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Their place in the key file: `h01`.
    pub holder: String,
    /// The name shown before unlocking; no two are alike.
    pub name: String,
    /// What they are there for.
    pub office: Office,
    /// Whether their passphrase was set by somebody else and must be replaced at the next opening.
    pub must_change: bool,
    /// Their own record among the 利用者, where it is known.
    pub staff: Option<StaffId>,
    /// Whether they open with a USB key beside the passphrase.
    pub has_token: bool,
    /// Whether they are asked for a one-time code.
    pub has_codes: bool,
    /// The day they chose the passphrase they have now, where the ledger knows.
    pub chosen_on: Option<Day>,
}

/// What the ledger keeps of an operator, beside the key file.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    office: Office,
    #[serde(default)]
    must_change: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    staff: Option<StaffId>,
}

/// The founder's place; a ledger from before there were offices has nobody else.
pub(super) const FOUNDER: &str = "h01";

fn setting(holder: &str) -> String {
    format!("operator.{holder}")
}

/// What a setting says of a holder.
fn kept_of(setting: Option<String>, holder: &str) -> Kept {
    let founder = Kept { office: Office::Chief, must_change: false, staff: None };
    // The program was stopped between the key file and the journal: the least there is, until a chief says otherwise.
    let nobody = Kept { office: Office::Viewer, must_change: true, staff: None };
    let kept = setting.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    kept.unwrap_or(if holder == FOUNDER { founder } else { nobody })
}

/// Whether a holder answers for the ledger, by a ledger that is only being opened.
pub(super) fn is_chief(db: &Connection, holder: &str) -> Result<bool, VaultError> {
    let mut statement = db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    let text: Option<String> = statement.query_row([setting(holder)], |row| row.get(0)).optional()?;
    Ok(kept_of(text, holder).office == Office::Chief)
}

/// A change of the key file with what belongs to it in the ledger.
pub(super) struct KeyChange<'a> {
    pub sheet: KeySheet,
    /// New keys of a holder.
    pub secret: Option<(&'a str, &'a HolderSecret)>,
    pub detail: Detail,
    /// Settings that change with it, by key.
    pub settings: Vec<(String, String)>,
    /// What changes with it in `meta`, by key.
    pub meta: Vec<(String, String)>,
}

/// What a new slot is to be opened with.
pub(super) struct NewLock<'a> {
    pub passphrase: &'a Secret,
    pub token: Option<&'a Token>,
    pub kdf: Kdf,
    /// The day its passphrase was chosen, where that is known.
    pub chosen_on: Option<Day>,
}

impl NewLock<'_> {
    /// What is wrong with it as the new passphrase of this operator.
    fn fault(&self, operator: &str, policy: &Policy) -> Option<PassphraseFault> {
        let least = policy.least(self.token.is_some());
        let guessable = || self.passphrase.is_guessable(&[operator]).then_some(PassphraseFault::Guessable);
        self.passphrase.fault(least).or_else(guessable)
    }

    fn made(&self) -> Result<Lock<'_>, VaultError> {
        Ok(Lock { passphrase: self.passphrase, token: self.token, kdf: self.kdf.choose()? })
    }
}

/// What is written down of a new slot.
pub(super) struct Slot {
    detail: Detail,
    settings: Vec<(String, String)>,
    meta: Vec<(String, String)>,
}

impl Slot {
    /// Nothing else changes.
    pub(super) const fn of(detail: Detail) -> Self {
        Self { detail, settings: Vec::new(), meta: Vec::new() }
    }
}

impl Vault {
    /// Everybody who can open the ledger, in the order they were added.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn operators(&self) -> Result<Vec<Operator>, VaultError> {
        let users = self.sheet.holders.iter().filter(|holder| holder.holder_type == HolderType::User);
        users.map(|holder| self.operator_of(holder)).collect()
    }

    /// Who has opened it. With the recovery sheet: somebody who may do all, for they can make themselves anybody.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn me(&self) -> Result<Operator, VaultError> {
        let found = self.operators()?.into_iter().find(|operator| operator.name == self.operator);
        Ok(found.unwrap_or_else(|| Operator {
            holder: String::new(),
            name: self.operator.clone(),
            office: Office::Chief,
            must_change: false,
            staff: None,
            has_token: false,
            has_codes: false,
            chosen_on: None,
        }))
    }

    fn operator_of(&self, holder: &Holder) -> Result<Operator, VaultError> {
        let Kept { office, must_change, staff } = kept_of(self.reader().setting(&setting(&holder.id))?, &holder.id);
        let has_token = self.sheet.unlocks.iter().any(|unlock| unlock.holder == holder.id && unlock.keyfile.is_some());
        let has_codes = wants_code(&self.db, &holder.id)?;
        let chosen_on = self.chosen_on(&holder.id)?;
        let (holder, name) = (holder.id.clone(), holder.label.clone());
        Ok(Operator { holder, name, office, must_change, staff, has_token, has_codes, chosen_on })
    }

    /// The policy a new passphrase is measured by.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn policy(&self) -> Result<&'static Policy, VaultError> {
        Policy::read(&self.reader())
    }

    fn operator_named(&self, name: &str) -> Result<Operator, VaultError> {
        self.operators()?.into_iter().find(|operator| operator.name == name).ok_or(VaultError::NoSuchOperator)
    }

    /// Adds somebody with a passphrase for the first opening; they must replace it then.
    ///
    /// # Errors
    /// Somebody has this name already, the passphrase is refused, or the folder cannot be written.
    pub fn add_operator(
        &mut self,
        name: &str,
        office: Office,
        first: &Secret,
        kdf: Kdf,
        at: Moment,
    ) -> Result<(), VaultError> {
        let name = name.trim();
        if name.is_empty() || self.sheet.holders.iter().any(|holder| holder.label == name) {
            return Err(VaultError::NameTaken);
        }
        let lock = NewLock { passphrase: first, token: None, kdf, chosen_on: Some(at.day()) };
        if let Some(fault) = lock.fault(name, self.policy()?) {
            return Err(VaultError::PassphraseRefused(fault));
        }
        let mut sheet = self.sheet.clone();
        let secret = HolderSecret { sk: Key32::random()?, pin: Key32::random()? };
        let id = self.next_holder()?;
        sheet.holders.push(Holder {
            id: id.clone(),
            holder_type: HolderType::User,
            user: Some(Uuid::new_v4().to_string()),
            label: name.to_owned(),
            pk: Hex(public_key(&secret.sk)?),
            grants: Vec::new(),
        });
        grant(&mut sheet, &id, &secret, &self.dek)?;
        let unlock_id = next_id('u', sheet.unlocks.iter().map(|unlock| unlock.id.as_str()));
        let unlock = new_slot(&sheet, &unlock_id, &id, &lock.made()?, &secret)?;
        sheet.unlocks.push(unlock);
        let detail = Detail::said(&format!("操作者「{name}」を追加（{}）", office.label()));
        let settings = vec![kept(&id, office, None, Next::Changes)?];
        let secret = Some((id.as_str(), &secret));
        self.change_keys(KeyChange { sheet, secret, detail, settings, meta: Vec::new() }, at)
    }

    /// Makes somebody something else.
    ///
    /// # Errors
    /// Nobody has this name, or no 管理責任者 would remain.
    pub fn set_office(&mut self, name: &str, office: Office, at: Moment) -> Result<(), VaultError> {
        let operator = self.operator_named(name)?;
        if office != Office::Chief {
            self.refuse_last_chief(&operator)?;
        }
        let next = if operator.must_change { Next::Changes } else { Next::Keeps };
        let detail =
            Detail::said(&format!("操作者「{name}」を{}から{}に変更", operator.office.label(), office.label()));
        let settings = vec![kept(&operator.holder, office, operator.staff, next)?];
        let sheet = self.sheet.clone();
        self.change_keys(KeyChange { sheet, secret: None, detail, settings, meta: Vec::new() }, at)
    }

    /// Says which record among the 利用者 is an operator's own.
    ///
    /// # Errors
    /// Nobody has this name, or the folder cannot be written.
    pub fn set_person(&mut self, name: &str, staff: Option<StaffId>, at: Moment) -> Result<(), VaultError> {
        let operator = self.operator_named(name)?;
        let next = if operator.must_change { Next::Changes } else { Next::Keeps };
        let (key, value) = kept(&operator.holder, operator.office, staff, next)?;
        self.transact(Stamp::at(at), |tx| tx.set(&key, &value))
    }

    /// Gives somebody who has forgotten theirs a passphrase for one opening (S002-5.C7: how the person was recognised
    /// is recorded). Their old one opens nothing here any more, and a USB key or one-time codes they may have lost are
    /// asked for no longer.
    ///
    /// # Errors
    /// Nobody has this name, the passphrase is refused, or the folder cannot be written.
    pub fn reset_passphrase(
        &mut self,
        name: &str,
        first: &Secret,
        how: &str,
        kdf: Kdf,
        at: Moment,
    ) -> Result<(), VaultError> {
        let operator = self.operator_named(name)?;
        let detail = Detail {
            reason: Some(how.to_owned()),
            ..Detail::said(&format!("操作者「{name}」の合言葉を再設定"))
        };
        let settings = vec![kept(&operator.holder, operator.office, operator.staff, Next::Changes)?];
        let lock = NewLock { passphrase: first, token: None, kdf, chosen_on: Some(at.day()) };
        let meta = vec![no_codes(&operator.holder)];
        self.replace_slot(&operator, &lock, Slot { detail, settings, meta }, at)
    }

    /// Gives an operator a new passphrase of their own choosing; the old one opens nothing here any more.
    /// Older copies of the key file (backups) still open with the old one.
    ///
    /// # Errors
    /// The passphrase is refused, nobody has this name, or the folder cannot be written.
    pub fn set_passphrase(&mut self, name: &str, new: &Secret, kdf: Kdf, at: Moment) -> Result<(), VaultError> {
        let operator = self.operator_named(name)?;
        self.refuse_used(&operator, new)?;
        let settings = if operator.must_change {
            vec![kept(&operator.holder, operator.office, operator.staff, Next::Keeps)?]
        } else {
            Vec::new()
        };
        let detail = Detail::said(&format!("操作者「{name}」の合言葉の変更"));
        let is_own = name == self.operator;
        let token = self.token.clone().filter(|_| is_own);
        // Set with the recovery sheet: what was lost may be the telephone.
        let loses_codes = !is_own && operator.has_codes;
        let meta = if loses_codes { vec![no_codes(&operator.holder)] } else { Vec::new() };
        let lock = NewLock { passphrase: new, token: token.as_ref(), kdf, chosen_on: Some(at.day()) };
        self.replace_slot(&operator, &lock, Slot { detail, settings, meta }, at)
    }

    /// One's own new passphrase where the old one may be known: with a new data key, so that the old one opens nothing
    /// with an older copy of the key file either. Backups of before still open with it.
    ///
    /// # Errors
    /// The passphrase is refused, there is no room, or the user stopped it; everything stays as it was then.
    pub fn replace_passphrase(
        &mut self,
        new: &Secret,
        kdf: Kdf,
        at: Moment,
        progress: &Progress,
    ) -> Result<(), VaultError> {
        let me = self.me()?;
        self.refuse_used(&me, new)?;
        let token = self.token.clone();
        let detail = Detail::said(&format!("操作者「{}」の合言葉を変更し、鍵を作り直した", me.name));
        let lock = NewLock { passphrase: new, token: token.as_ref(), kdf, chosen_on: Some(at.day()) };
        self.replace_slot_and_key(&me, &lock, &detail, at, progress)
    }

    pub(super) fn refuse_used(&self, operator: &Operator, new: &Secret) -> Result<(), VaultError> {
        if self.has_used(&operator.holder, new)? {
            return Err(VaultError::PassphraseRefused(PassphraseFault::UsedBefore));
        }
        Ok(())
    }

    /// Takes somebody's way in away, and makes a new data key so that what they may have copied opens nothing newer
    /// (鍵の作り直し). Backups made before still open with their passphrase.
    ///
    /// # Errors
    /// Nobody has this name, no 管理責任者 would remain, it is oneself, there is no room, or the user stopped it.
    pub fn remove_operator(
        &mut self,
        name: &str,
        reason: &str,
        at: Moment,
        progress: &Progress,
    ) -> Result<(), VaultError> {
        let operator = self.operator_named(name)?;
        self.refuse_last_chief(&operator)?;
        if name == self.operator {
            return Err(VaultError::NotOneself);
        }
        self.ready()?;
        let (codes, nothing) = no_codes(&operator.holder);
        set_meta(&self.db, &codes, &nothing).map_err(|error| self.give_up(error))?;
        let mut sheet = self.sheet.clone();
        sheet.holders.retain(|holder| holder.id != operator.holder);
        sheet.unlocks.retain(|unlock| unlock.holder != operator.holder);
        let said = format!("操作者「{name}」を外し、鍵を作り直した");
        self.rotate_to(sheet, &Detail { reason: Some(reason.to_owned()), ..Detail::said(&said) }, at, progress)
    }

    fn refuse_last_chief(&self, operator: &Operator) -> Result<(), VaultError> {
        let others = self.operators()?.into_iter().filter(|other| other.holder != operator.holder);
        let is_last =
            operator.office == Office::Chief && !others.into_iter().any(|other| other.office == Office::Chief);
        if is_last { Err(VaultError::LastChief) } else { Ok(()) }
    }

    /// An id that was never used in this ledger: pins and settings of one who has left stay with theirs.
    pub(super) fn next_holder(&self) -> Result<String, VaultError> {
        let mut statement = self.db.prepare_cached("SELECT DISTINCT holder FROM holder_pin")?;
        let known: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let here = self.sheet.holders.iter().map(|holder| holder.id.as_str());
        Ok(next_id('h', known.iter().map(String::as_str).chain(here)))
    }

    pub(super) fn replace_slot(
        &mut self,
        operator: &Operator,
        lock: &NewLock<'_>,
        slot: Slot,
        at: Moment,
    ) -> Result<(), VaultError> {
        let (sheet, secret) = self.with_new_slot(operator, lock)?;
        let Slot { detail, settings, meta } = slot;
        self.change_keys(KeyChange { sheet, secret: Some((&operator.holder, &secret)), detail, settings, meta }, at)
    }

    /// The same with a new data key: no copy of the key file from before opens the ledger any more.
    pub(super) fn replace_slot_and_key(
        &mut self,
        operator: &Operator,
        lock: &NewLock<'_>,
        detail: &Detail,
        at: Moment,
        progress: &Progress,
    ) -> Result<(), VaultError> {
        let (sheet, secret) = self.with_new_slot(operator, lock)?;
        self.keep_pin(&operator.holder, &secret)?;
        self.rotate_to(sheet, detail, at, progress)
    }

    /// The key file as it would be with another slot for an operator, and the secret behind it.
    fn with_new_slot(
        &mut self,
        operator: &Operator,
        lock: &NewLock<'_>,
    ) -> Result<(KeySheet, HolderSecret), VaultError> {
        if let Some(fault) = lock.fault(&operator.name, self.policy()?) {
            return Err(VaultError::PassphraseRefused(fault));
        }
        let holder = operator.holder.as_str();
        self.ready()?;
        self.remember_slot(holder, lock.chosen_on).map_err(|error| self.give_up(error))?;
        let mut sheet = self.sheet.clone();
        let secret = HolderSecret { sk: Key32::random()?, pin: Key32::random()? };
        grant(&mut sheet, holder, &secret, &self.dek)?;
        let unlock_id = next_id('u', sheet.unlocks.iter().map(|unlock| unlock.id.as_str()));
        let unlock = new_slot(&sheet, &unlock_id, holder, &lock.made()?, &secret)?;
        sheet.unlocks.retain(|old| old.holder != holder);
        sheet.unlocks.push(unlock);
        Ok((sheet, secret))
    }

    /// Without its pin nobody could seal a data key to new keys; one that comes to nothing opens nothing.
    pub(super) fn keep_pin(&self, holder: &str, secret: &HolderSecret) -> Result<(), VaultError> {
        let pinned = self.db.execute(
            "INSERT INTO holder_pin(holder, pk, pin) VALUES (?1, ?2, ?3)",
            params![holder, public_key(&secret.sk)?, secret.pin.as_slice()],
        );
        pinned.map(drop).map_err(|error| self.give_up(error))
    }

    /// First the pin of new keys (without it nobody could seal the next data key to them), then the key file (from then
    /// on the new keys count), then the journal, then the copies.
    pub(super) fn change_keys(&mut self, change: KeyChange<'_>, at: Moment) -> Result<(), VaultError> {
        let KeyChange { mut sheet, secret, detail, settings, meta } = change;
        self.ready()?;
        sheet.generation += 1;
        sheet.written = at.rfc3339();
        let bytes = sheet.write(&self.dek)?;
        if let Some((holder, secret)) = secret {
            self.keep_pin(holder, secret)?;
        }
        match self.switch_keys(&bytes) {
            Switch::Done => {}
            Switch::Not(error) => return Err(error),
            Switch::Unknown(error) => return Err(self.give_up(error)),
        }
        self.sheet = sheet;
        if let Err(error) = self.record_keys(&detail, &settings, &meta, at) {
            let error = self.give_up(error);
            // The new keys count already and the old ones are gone: what was made must reach its owner. The next
            // opening writes down that the journal stayed behind.
            return if settings.is_empty() && meta.is_empty() { Ok(()) } else { Err(error) };
        }
        // What the key file says counts; a copy that cannot be written now is written at the next opening.
        drop(self.save_copies(&bytes));
        self.remember();
        Ok(())
    }

    fn record_keys(
        &mut self,
        detail: &Detail,
        settings: &[(String, String)],
        meta: &[(String, String)],
        at: Moment,
    ) -> Result<(), VaultError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        mirror::keep(&tx, &self.sheet)?;
        for (key, value) in meta {
            set_meta(&tx, key, value)?;
        }
        let mut writer = Writer {
            db: &tx,
            indexer: self.indexer,
            vault: &self.sheet.vault.0,
            operator: &self.operator,
            user: self.sheet.id_of(&self.operator),
            enterer: None,
            at,
        };
        let mut step = Step::default();
        writer.append(&mut step, &NewEntry { act: Act::Keys, record: None, detail, body: None })?;
        for (key, value) in settings {
            let detail = Detail::default().with(serde_json::json!({ "key": key, "value": value }));
            writer.append(&mut step, &NewEntry { act: Act::Settings, record: None, detail: &detail, body: None })?;
            put_setting(&tx, key, value)?;
        }
        self.standing.doubt = step.head();
        tx.commit()?;
        self.standing.known = std::mem::take(&mut self.standing.doubt).or(self.standing.known);
        Ok(())
    }
}

/// What happens at an operator's next opening.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Keeps,
    Changes,
}

fn kept(holder: &str, office: Office, staff: Option<StaffId>, next: Next) -> Result<(String, String), VaultError> {
    let kept = Kept { office, must_change: next == Next::Changes, staff };
    Ok((setting(holder), serde_json::to_string(&kept).map_err(|_| VaultError::Database(-3))?))
}
