//! The doors (扉): making, opening and recovering a ledger, each as one piece of work for a thread.

use std::path::{Path, PathBuf};

use crate::base::{Coded, Day, Draft, Moment, Office, Progress, Record};
use crate::desk::{Command, Opened, Problem, Refusal, Right, Route};
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::keep::Enter;
use crate::ledgers::registry::INDEXER;
use crate::ledgers::role::record::{RoleKind, field as role_field};
use crate::ledgers::staff::record::Staff;
use crate::vault::{
    self, CopySource, Face, Kdf, Key, KeyCopy, NewLedger, Notice, Place, Profile, RecoveryCode, Secret, SheetState,
    Stamp, Token, Vault, VaultError, find_token, sticks,
};

use super::record_page::NewSheet;

/// Where a ledger is, and what this PC remembers of it.
#[derive(Debug, Clone)]
pub struct Door {
    /// The ledger's folder.
    pub folder: PathBuf,
    /// Where this PC remembers.
    pub profile: PathBuf,
    /// The time that is stamped on what is done.
    pub at: Moment,
    /// The copy of the key file somebody has chosen, where the folder has none that counts.
    pub keys: Option<KeyCopy>,
}

/// What somebody who wants to open a ledger has.
pub struct Proof {
    /// Who they say they are.
    pub operator: String,
    /// What they know.
    pub secret: Secret,
    /// The USB key they chose by hand.
    pub token: Option<Token>,
    /// The one-time code they typed.
    pub code: Option<String>,
}

impl Proof {
    /// A passphrase, and a USB key where one is plugged in.
    #[must_use]
    pub fn of(operator: &str, secret: &Secret) -> Self {
        Self { operator: operator.to_owned(), secret: secret.clone(), token: None, code: None }
    }
}

/// What a new ledger starts with.
pub struct Beginning {
    /// The clinic, as typed and checked.
    pub clinic: Draft,
    /// The responsible person, as typed and checked.
    pub person: Draft,
    /// The passphrase.
    pub secret: Secret,
    /// How slow making keys is.
    pub kdf: Kdf,
}

impl Door {
    /// Its place, opened with the copy that was chosen.
    pub fn place(&self) -> Place {
        let place = Place::new(&self.folder, Profile::at(&self.profile));
        match &self.keys {
            Some(copy) => place.with_keys(copy.clone()),
            None => place,
        }
    }

    /// Who can open the ledger, before it is open.
    ///
    /// # Errors
    /// The key file cannot be read.
    pub fn look(&self) -> Result<Face, Problem> {
        Ok(vault::peek(&self.place())?)
    }

    /// How long this operator must wait before the next attempt.
    #[must_use]
    pub fn wait(&self, operator: &str) -> Option<std::time::Duration> {
        vault::wait(&self.place(), Some(operator), self.at)
    }

    /// Makes a new ledger with its clinic, its responsible person and that person's role.
    ///
    /// # Errors
    /// Nothing of it stays behind then.
    pub fn found(self, beginning: Beginning, progress: &Progress) -> Result<Opened, Problem> {
        let Beginning { clinic, person, secret, kdf } = beginning;
        let place = self.place();
        place.refuse_unsafe()?;
        step(progress, 1)?;
        let today = self.at.day();
        let operator = Staff::check(&person, today).map(|staff| staff.name).unwrap_or_default();
        let new = NewLedger { operator: &operator, passphrase: &secret, kdf, indexer: INDEXER, at: self.at };
        let (mut vault, code) = Vault::create(&place, &new)?;
        // From here on there is a ledger; stopping is no longer possible, resuming is.
        let filled = fill(&mut vault, clinic, person, today, self.at);
        let said = String::new();
        filled?;
        let luggage: Box<dyn std::any::Any + Send> = Box::new(NewSheet::of(&vault, code));
        Ok(Opened {
            vault,
            folder: self.folder,
            route: Route::Setup,
            said,
            warned: String::new(),
            luggage: Some(luggage),
        })
    }

    /// Opens a ledger with a passphrase, and what else this operator needs. A USB key is looked for on every disk and
    /// stick where none was handed in.
    ///
    /// # Errors
    /// Why it did not open.
    pub fn unlock(self, proof: &Proof, progress: &Progress) -> Result<Opened, Problem> {
        let Proof { operator, secret, token, code } = proof;
        let wanted = self.look()?.tokens.into_iter().find(|(name, _)| name == operator).map(|(_, id)| id);
        let found = match (wanted, token) {
            (Some(id), None) => find_token(id, &sticks()),
            (_, given) => given.clone(),
        };
        self.open(&Key::Factors { operator, secret, token: found.as_ref(), code: code.as_deref() }, progress)
    }

    /// Opens a ledger with the recovery code, gives a 管理責任者 a new passphrase, makes a new sheet and new keys (the used
    /// sheet may have been seen), and opens it again with the passphrase. Without a name it is the first 管理責任者.
    ///
    /// # Errors
    /// Why it did not open.
    pub fn recover(
        mut self,
        code: &RecoveryCode,
        operator: &str,
        secret: &Secret,
        kdf: Kdf,
        progress: &Progress,
    ) -> Result<Opened, Problem> {
        step(progress, 1)?;
        let at = self.at;
        let unlocked = Vault::unlock(&self.place(), &Key::Recovery(code), INDEXER, at);
        let is_by_record = self.keys.as_ref().is_some_and(|copy| copy.source == CopySource::Sheet);
        let mut vault = match unlocked {
            Err(VaultError::Mismatched | VaultError::LedgerMissing) if is_by_record => return Err(stale_record()),
            other => other?,
        };
        // The folder has its key file again.
        let copy = self.keys.take();
        let renewed = renew(&mut vault, operator, secret, kdf, at, progress);
        vault.lock(at)?;
        let (name, sheet) = renewed?;
        let mut opened = self.unlock(&Proof::of(&name, secret), progress)?;
        let mut said = vec![format!(
            "{name} さんの新しい合言葉を登録しました。使った復旧シートは無効になり、鍵も作り直したので、新しいシートを保管してください。"
        )];
        if copy.is_some() {
            said.push("ほかの操作者の合言葉は、そのまま使えます。".to_owned());
        }
        opened.said = said.join("\n");
        opened.luggage = Some(Box::new(sheet));
        opened.route = Route::Setup;
        Ok(opened)
    }

    fn open(self, key: &Key<'_>, progress: &Progress) -> Result<Opened, Problem> {
        step(progress, 1)?;
        let vault = Vault::unlock(&self.place(), key, INDEXER, self.at)?;
        let me = vault.me()?;
        let is_setting_up = vault.notices().contains(&Notice::RecoveryOpen) && Right::Keys.is_given_to(me.office);
        let route = match (me.must_change, is_setting_up) {
            (true, _) => Route::OwnPassphrase,
            (false, true) => Route::Setup,
            (false, false) if Right::Read.is_given_to(me.office) => Route::Home,
            (false, false) => Route::Own,
        };
        let mut warned: Vec<String> = vault.notices().iter().filter_map(words).collect();
        if Right::Keys.is_given_to(me.office) && SheetState::read(&vault.reader())? == SheetState::Outdated {
            warned.push(super::record_page::OUTDATED.to_owned());
        }
        let warned = warned.join("\n");
        Ok(Opened { vault, folder: self.folder, route, said: String::new(), warned, luggage: None })
    }
}

/// The record is of other keys than the ledger file in the folder.
fn stale_record() -> Problem {
    Problem::new(
        "C-212",
        "この復旧記録は、フォルダーにある台帳のファイルと合いません。鍵を作り直す前に印刷したものか、別の台帳のものです。台帳は変わっていません。",
        "鍵を作り直したあとに印刷した「復旧シート（追補）」がないか確かめてください。控えの中の鍵ファイルがあれば、復旧シートの数字だけで開けます。",
    )
}

/// A new passphrase, a new sheet and new keys for one who answers for the ledger.
fn renew(
    vault: &mut Vault,
    operator: &str,
    secret: &Secret,
    kdf: Kdf,
    at: Moment,
    progress: &Progress,
) -> Result<(String, NewSheet), Problem> {
    let is_meant = |one: &vault::Operator| one.office == Office::Chief && (operator.is_empty() || one.name == operator);
    let Some(chief) = vault.operators()?.into_iter().find(is_meant) else {
        return Err(Problem::new(
            "C-211",
            "復旧シートで合言葉を決め直せるのは、管理責任者だけです。合言葉もシートも変わっていません。",
            "「戻る」を押し、管理責任者の名前を選んでから、もう一度進めてください。ほかの人の合言葉は、管理責任者が再設定できます。",
        ));
    };
    vault.set_passphrase(&chief.name, secret, kdf, at)?;
    let sheet = NewSheet::make(vault, at, progress)?;
    Ok((chief.name, sheet))
}

fn step(progress: &Progress, done: u64) -> Result<(), Problem> {
    progress.report(done, 3).map_err(|_| Problem::cancelled())
}

/// What the user should know after unlocking; the recovery sheet has a page of its own.
fn words(notice: &Notice) -> Option<String> {
    match notice {
        Notice::SecondKeys => Some(
            "鍵ファイルが読めなかったため、台帳のフォルダーの控えで開きました。鍵ファイルは作り直してあります。"
                .to_owned(),
        ),
        Notice::ProfileKeys => Some(
            "鍵ファイルが読めなかったため、このパソコンの控えで開きました。鍵ファイルは作り直してあります。".to_owned(),
        ),
        Notice::ChosenKeys(copy) => Some(super::lost_keys::opened_with(copy)),
        Notice::FailedBefore(n_times) => Some(format!(
            "前回開いてから、合言葉の間違いが{n_times}回ありました。心当たりがなければ、管理責任者に知らせてください。"
        )),
        Notice::AttemptsLost => Some(
            "合言葉の間違いを数えるファイルが、前回のものではありません。だれかが消したか、古いものに戻したかもしれません。心当たりがなければ、管理責任者に知らせてください。"
                .to_owned(),
        ),
        Notice::BroughtBack(made_at) => Some(format!(
            "{}の控えから戻した台帳です。そのあとの記録は入っていません。復元したことは操作記録に残しました。",
            made_at.wareki()
        )),
        Notice::OlderState(_) => Some(
            "この台帳は、このパソコンで前に開いたときの続きではありません。控えから戻した覚えがなければ、入力を始める前に管理責任者に知らせてください。このことは操作記録に残しました。"
                .to_owned(),
        ),
        Notice::PassphraseDue(since) => Some(format!(
            "{}「自分の手続き」で新しい合言葉に変えてください。",
            super::policy::overdue(*since)
        )),
        Notice::RecoveryOpen => None,
    }
}

/// The clinic, the responsible person and the role, in one step.
fn fill(vault: &mut Vault, clinic: Draft, person: Draft, today: Day, at: Moment) -> Result<(), Problem> {
    let outcome: Result<_, Refusal> = vault.transact(Stamp::at(at), |tx| {
        Box::new(Enter::<Clinic>::new(clinic)).run(tx, today)?;
        let staff = Staff::check(&person, today)?;
        let id = tx.add(&staff)?;
        let role = Draft::new()
            .with_choice(&role_field::ROLE, Some(RoleKind::Responsible))
            .with_link(&role_field::STAFF, Some(id))
            .with_day(&role_field::FROM_ON, Some(today));
        let role = crate::ledgers::role::record::Role::check(&role, today)?;
        tx.add(&role)?;
        Ok(id)
    });
    let founder = outcome.map_err(|refusal| match refusal {
        Refusal::Problem(problem) => *problem,
        Refusal::Breaches(_) => Problem::new(
            "C-101",
            "台帳はできましたが、施設と管理責任者の登録が終わっていません。入力した内容は失われましたが、台帳は無事です。",
            "台帳を開いて、「施設」と「利用者」の画面から登録してください。",
        ),
    })?;
    let name = vault.operator().to_owned();
    Ok(vault.set_person(&name, Some(founder), at)?)
}

/// The folder a new ledger is offered: beside the user's documents, not in them, for they may be synchronised.
#[must_use]
pub fn usual_folder() -> PathBuf {
    std::env::home_dir().unwrap_or_default().join("台帳番")
}

/// A folder as it is shown.
#[must_use]
pub fn shown(folder: &Path) -> String {
    folder.display().to_string()
}

/// Whether the folder may hold a new ledger.
///
/// # Errors
/// Why not.
pub fn may_hold(folder: &Path, profile: &Path) -> Result<(), VaultError> {
    Place::new(folder, Profile::at(profile)).refuse_unsafe()
}

/// A role's word for a message.
#[must_use]
pub fn responsible() -> &'static str {
    RoleKind::Responsible.label()
}
