//! 手もとの点検表: the editions the program is built with and those the clinic has added to its ledger, side by side.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use crate::base::Day;
use crate::ledgers::assessment::record::Assessment;
use crate::vault::{Reader, VaultError};

use super::edition::{Edition, EditionForm};
use super::edition_file::Origin;
use super::fault::{ContentFault, Flaw};

/// The setting that names the editions the clinic has added; their files are attachments.
pub const ADDED: &str = "checklists.added";

/// An edition that was added (追加した版), as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// `mhlw-cyber/r8`
    pub name: String,
    /// The attachment with the file.
    pub hash: String,
    /// What the file was called.
    pub file: String,
    /// When it was added, or last put right.
    pub on: Day,
}

/// The ministry's yearly checklist.
const CYBER: &str = "mhlw-cyber";

/// An edition at hand (手もとの版).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldEdition {
    /// The edition.
    pub edition: Arc<Edition>,
    /// How it came here; `None` for one the program is built with.
    pub added: Option<Added>,
}

/// The editions at hand (手もとの点検表): those of a family stand together, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    editions: Vec<HeldEdition>,
    /// What is wrong with editions the ledger keeps; they are left out.
    faults: Vec<ContentFault>,
    /// The names of those a round was begun with.
    in_use: BTreeSet<String>,
}

static BUILT_IN: LazyLock<Vec<Arc<Edition>>> = LazyLock::new(|| Edition::all().iter().cloned().map(Arc::new).collect());

/// The editions a ledger can answer.
///
/// # Errors
/// The ledger cannot be read.
pub fn held(read: &Reader<'_>) -> Result<Held, VaultError> {
    let mut held = Held::built_in();
    held.in_use = read.list::<Assessment>()?.into_iter().map(|kept| kept.record.edition).collect();
    for added in added(read)? {
        let text = read.attachment(&added.hash)?.and_then(|(_, bytes)| String::from_utf8(bytes).ok());
        let file = format!("{}.toml", added.name);
        match text.map(|text| Edition::read_as(&file, &text, Origin::Kept)) {
            Some(Ok(edition)) => held.put(edition, added),
            Some(Err(faults)) => held.faults.extend(faults),
            None => held.faults.push(ContentFault { file, item: String::new(), flaw: Flaw::NotKept }),
        }
    }
    Ok(held)
}

/// The editions the clinic has added, as the ledger names them.
///
/// # Errors
/// The ledger cannot be read.
pub fn added(read: &Reader<'_>) -> Result<Vec<Added>, VaultError> {
    Ok(read.setting(ADDED)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

impl Held {
    /// Those the program is built with, for a place without a ledger.
    #[must_use]
    pub fn built_in() -> Self {
        let of = |edition: &Arc<Edition>| HeldEdition { edition: Arc::clone(edition), added: None };
        Self { editions: BUILT_IN.iter().map(of).collect(), faults: Vec::new(), in_use: BTreeSet::new() }
    }

    /// Every edition at hand with how it came here.
    #[must_use]
    pub fn entries(&self) -> &[HeldEdition] {
        &self.editions
    }

    /// Every edition at hand.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.editions.iter().map(|held| &held.edition)
    }

    /// What is wrong with editions the ledger keeps.
    #[must_use]
    pub fn faults(&self) -> &[ContentFault] {
        &self.faults
    }

    /// The edition of this name, for a round that was begun with it.
    #[must_use]
    pub fn of(&self, family: &str, edition: &str) -> Option<&Arc<Edition>> {
        self.all().find(|one| one.family == family && one.edition == edition)
    }

    /// The same by the whole name: `mhlw-cyber/r7`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Arc<Edition>> {
        name.split_once('/').and_then(|(family, edition)| self.of(family, edition))
    }

    /// The newest edition of a checklist at hand.
    #[must_use]
    pub fn current(&self, family: &str) -> Option<&Arc<Edition>> {
        self.all().filter(|edition| edition.family == family).last()
    }

    /// The edition that is asked of vendors: that of this name (`mhlw-cyber/r7`), or the newest with a form for them where
    /// none was said.
    #[must_use]
    pub fn for_vendors(&self, name: &str) -> Option<&Arc<Edition>> {
        if !name.is_empty() {
            return self.named(name);
        }
        let asks = |edition: &&Arc<Edition>| edition.family == CYBER && edition.forms.contains(&EditionForm::Vendor);
        self.all().filter(asks).last()
    }

    /// The edition before this one at hand, to be compared with it.
    #[must_use]
    pub fn before(&self, edition: &Edition) -> Option<&Arc<Edition>> {
        let begins = |one: &Edition| one.in_force.from.first();
        self.all().filter(|one| one.family == edition.family && begins(one) < begins(edition)).last()
    }

    /// Whether nothing newer of the same checklist is at hand.
    #[must_use]
    pub fn is_newest(&self, edition: &Edition) -> bool {
        self.current(&edition.family).is_some_and(|newest| newest.edition == edition.edition)
    }

    /// Whether a round was begun with it: then answers hang on it.
    #[must_use]
    pub fn is_in_use(&self, edition: &Edition) -> bool {
        self.in_use.contains(&edition.name())
    }

    /// Puts an added edition among the others. Of two with the same name the clinic's own stays: its answers hang on it.
    fn put(&mut self, edition: Edition, added: Added) {
        self.editions.retain(|held| held.edition.name() != edition.name());
        let mut families: Vec<String> = Vec::new();
        let new = HeldEdition { edition: Arc::new(edition), added: Some(added) };
        self.editions.push(new);
        for held in &self.editions {
            if !families.contains(&held.edition.family) {
                families.push(held.edition.family.clone());
            }
        }
        self.editions.sort_by_key(|held| {
            let place = families.iter().position(|family| *family == held.edition.family);
            (place, held.edition.in_force.from.first())
        });
    }
}
