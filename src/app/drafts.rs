//! What was typed and not saved (下書き): kept in the ledger; where that cannot be written, in memory until it can, and
//! sealed there while the ledger is locked.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::base::Moment;
use crate::desk::{Problem, Route};
use crate::vault::{Sealed, Sealer, Vault, VaultError};

use super::places;
use super::session::Session;

/// The drafts of an open ledger.
#[derive(Default)]
pub struct Drafts {
    /// What the ledger has of the page in sight.
    kept: Option<(String, String)>,
    /// What it could not take yet, oldest first.
    waiting: Vec<Waiting>,
    /// Why not.
    fault: Option<VaultError>,
    /// What was put back into the page, until it was told.
    put_back: Option<PutBack>,
    /// The page has got back what belongs to it; before that nothing it says of itself is kept.
    is_restored: bool,
    sealer: Option<Sealer>,
}

/// Something the ledger could not take yet. Without content: a draft that is to be forgotten.
#[derive(Serialize, Deserialize)]
struct Waiting {
    owner: String,
    form: String,
    content: Option<String>,
    at: Moment,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.content.zeroize();
    }
}

impl Waiting {
    fn is_of(&self, owner: &str, form: &str) -> bool {
        self.owner == owner && self.form == form
    }
}

/// Where what was put back came from.
enum PutBack {
    /// From memory: the newest there is.
    Newest,
    /// From the ledger; since when it lay there, where the ledger says so.
    Kept(Option<Moment>),
}

impl Drafts {
    /// Of a ledger that has just been opened.
    pub fn of(vault: &Vault) -> Self {
        let mut this = Self::default();
        this.follow(vault);
        this
    }

    /// Seals with the key of now.
    pub fn follow(&mut self, vault: &Vault) {
        self.sealer = vault.sealer().ok().or(self.sealer.take());
    }

    /// Whether something typed lies in memory alone.
    pub fn is_waiting(&self) -> bool {
        self.waiting.iter().any(|one| one.content.is_some())
    }

    /// What the page says while the ledger does not take what was typed: why, whether it is safe, and what to do.
    pub fn unkept(&self) -> Option<String> {
        let fault = self.fault.as_ref().filter(|_| self.is_waiting())?;
        let (reason, next) = reason(fault);
        Some(format!(
            "下書きを残せていません。{reason}入力した内容は、台帳番を閉じるまで覚えています。{next}残せたら、この知らせは消えます。"
        ))
    }

    /// Whether the page in sight has got back what was typed there, and nobody was told yet.
    pub const fn has_put_back(&self) -> bool {
        self.put_back.is_some()
    }

    /// Another page comes in sight.
    pub const fn turn(&mut self) {
        self.is_restored = false;
    }

    /// What was put back since this was last asked, in words.
    pub fn told(&mut self, now: Moment) -> Option<String> {
        Some(match self.put_back.take()? {
            PutBack::Newest | PutBack::Kept(None) => "入力の途中だった内容を元に戻しました".to_owned(),
            PutBack::Kept(Some(at)) => format!("入力の途中だった内容を元に戻しました（{}の下書き）", when(at, now)),
        })
    }

    /// All that lies in memory alone, sealed; nothing where there is none.
    pub fn sealed(&self) -> Option<Sealed> {
        if self.waiting.is_empty() {
            return None;
        }
        let plain = Zeroizing::new(serde_json::to_vec(&self.waiting).ok()?);
        self.sealer.as_ref()?.seal(&plain).ok()
    }

    /// What was sealed before, oldest first. Gives whether all of it could be opened.
    pub fn unseal(&mut self, vault: &Vault, sealed: &[Sealed]) -> bool {
        let mut is_whole = true;
        for one in sealed {
            let opened = vault.unseal(one).and_then(|plain| serde_json::from_slice::<Vec<Waiting>>(&plain).ok());
            is_whole &= opened.is_some();
            for one in opened.into_iter().flatten() {
                self.wait_for(one);
            }
        }
        is_whole
    }

    fn wait_for(&mut self, new: Waiting) {
        self.waiting.retain(|old| !old.is_of(&new.owner, &new.form));
        self.waiting.push(new);
    }

    fn waiting_for(&self, owner: &str, form: &str) -> Option<&Waiting> {
        self.waiting.iter().find(|one| one.is_of(owner, form))
    }

    /// Whether this is what would be put back now anyway.
    fn has(&self, owner: &str, form: &str, content: Option<&String>) -> bool {
        match self.waiting_for(owner, form) {
            Some(one) => one.content.as_ref() == content,
            None => self.kept.as_ref().filter(|(kept, _)| kept == form).map(|(_, kept)| kept) == content,
        }
    }
}

/// Why the ledger takes nothing now, and what to do.
fn reason(fault: &VaultError) -> (String, String) {
    let (reason, next) = match fault {
        VaultError::DiskFull => ("ディスクの空きがありません。", "要らないファイルを片付けてください。"),
        VaultError::PlaceGone => (
            "台帳のフォルダーが、今は見つかりません。",
            "USBメモリーや外付けのディスクに置いているときは、差し直してください。",
        ),
        VaultError::Io(_) => {
            ("ディスクから返事がありません。", "USBメモリーやケーブルが抜けていないか確かめてください。")
        }
        VaultError::ReadOnlyFolder => {
            ("台帳のフォルダーに書き込めません。", "書き込みの許可か、USBメモリーの書き込み防止を確かめてください。")
        }
        other => {
            let problem = Problem::from(other.clone());
            return (problem.happened, problem.next);
        }
    };
    (reason.to_owned(), next.to_owned())
}

/// 11月20日 18:30; with the year where it is another.
fn when(at: Moment, now: Moment) -> String {
    let (year, month, day) = at.day().parts();
    if year == now.day().parts().0 { format!("{month}月{day}日 {}", at.clock()) } else { at.wareki() }
}

impl Session {
    pub(super) fn draft_key(&self) -> String {
        places::draft_name(&self.route)
    }

    /// Whose draft it is: a procedure's is the person's, whoever has handed them the chair.
    fn draft_owner(&self) -> String {
        self.route.person().map_or_else(|| self.operator.clone(), |person| format!("staff:{person}"))
    }

    /// Puts back what was typed here and not saved, if there is such a thing; the newest there is.
    pub(super) fn restore(&mut self) -> Result<(), Problem> {
        if self.drafts.is_restored {
            return Ok(());
        }
        let (owner, form) = (self.draft_owner(), self.draft_key());
        self.drafts.kept = None;
        if let Some(waiting) = self.drafts.waiting_for(&owner, &form) {
            if let Some(content) = &waiting.content {
                self.screen.restore(content);
                self.drafts.put_back = Some(PutBack::Newest);
            }
        } else if let Some(vault) = &self.vault
            && let Some(draft) = vault.reader().draft_kept(&owner, &form)?
        {
            self.screen.restore(&draft.content);
            self.drafts.kept = Some((form, draft.content));
            self.drafts.put_back = Some(PutBack::Kept(draft.kept_at));
        }
        self.drafts.is_restored = true;
        Ok(())
    }

    /// Keeps what was typed and not saved, encrypted; forgets it where nothing is left of it. What the ledger does not
    /// take now stays in memory and is tried again; nobody is disturbed.
    pub fn keep_draft(&mut self) {
        let now = self.screen.unsaved().map(|(_, content)| content);
        self.put(now);
    }

    /// Forgets the draft of the page in sight: it was saved, or thrown away on purpose.
    pub fn forget_draft(&mut self) {
        self.put(None);
    }

    fn put(&mut self, content: Option<String>) {
        let (owner, form) = (self.draft_owner(), self.draft_key());
        if self.drafts.is_restored && !self.drafts.has(&owner, &form, content.as_ref()) {
            self.drafts.wait_for(Waiting { owner, form, content, at: self.clock.now() });
        }
        self.flush();
    }

    /// Gives the ledger what it could not take before, as far as it takes it now.
    pub(super) fn flush(&mut self) {
        let here = (self.draft_owner(), self.draft_key());
        let Some(vault) = &mut self.vault else { return };
        while let Some(first) = self.drafts.waiting.first() {
            if let Err(error) = vault.keep_draft_of(&first.owner, &first.form, first.content.as_deref(), first.at) {
                self.drafts.fault = Some(error);
                return;
            }
            let mut done = self.drafts.waiting.remove(0);
            if done.is_of(&here.0, &here.1) {
                self.drafts.kept = done.content.take().map(|content| (here.1.clone(), content));
            }
        }
        self.drafts.fault = None;
    }

    /// A page where something was typed and not saved, the newest: what lies in memory goes before what the ledger has.
    #[must_use]
    pub fn open_draft(&self) -> Option<Route> {
        let own = self.drafts.waiting.iter().rev().filter(|one| one.owner == self.operator && one.content.is_some());
        let names = self.vault.as_ref()?.reader().draft_forms(&self.operator).ok()?;
        own.map(|one| one.form.clone()).chain(names).find_map(|name| places::of_draft(&name))
    }
}
