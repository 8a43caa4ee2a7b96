//! The content the program is built with, and whether it is sound.

use std::sync::LazyLock;

use crate::ledgers::pledge::record::Purpose;
use crate::profiles::Profile;

use super::edition::Edition;
use super::fault::ContentFault;
use super::pledge_form::PledgeForm;
use super::quiz::Quiz;
use super::self_check::SelfCheck;

/// Each file of `assets/checklists/self-check`, the oldest first.
static SELF_CHECKS: LazyLock<Shelf<SelfCheck>> = LazyLock::new(|| {
    Shelf::stocked(
        &[("self-check/2026-11.toml", include_str!("../../assets/checklists/self-check/2026-11.toml"))],
        SelfCheck::read,
    )
});

/// Each file of `assets/pledges`, the oldest of its purpose first.
static PLEDGE_FORMS: LazyLock<Shelf<PledgeForm>> = LazyLock::new(|| {
    Shelf::stocked(
        &[
            ("pledges/staff-2026-11.toml", include_str!("../../assets/pledges/staff-2026-11.toml")),
            ("pledges/leaving-2026-11.toml", include_str!("../../assets/pledges/leaving-2026-11.toml")),
        ],
        PledgeForm::read,
    )
});

/// Each file of `assets/quiz`, the oldest first.
static QUIZZES: LazyLock<Shelf<Quiz>> = LazyLock::new(|| {
    Shelf::stocked(&[("quiz/basics-2026-11.toml", include_str!("../../assets/quiz/basics-2026-11.toml"))], Quiz::read)
});

/// Each file of `assets/checklists` but the self-checks, the oldest of its family first.
static EDITIONS: LazyLock<Shelf<Edition>> = LazyLock::new(|| {
    let mut shelf = Shelf::stocked(
        &[
            ("mhlw-cyber/r6.toml", include_str!("../../assets/checklists/mhlw-cyber/r6.toml")),
            ("mhlw-cyber/r7.toml", include_str!("../../assets/checklists/mhlw-cyber/r7.toml")),
            ("mhlw-6-9/g5.toml", include_str!("../../assets/checklists/mhlw-6-9/g5.toml")),
            ("kihon-shishin/2005.toml", include_str!("../../assets/checklists/kihon-shishin/2005.toml")),
            ("jahis-33/2018-02.toml", include_str!("../../assets/checklists/jahis-33/2018-02.toml")),
        ],
        Edition::read,
    );
    shelf.faults.extend(Edition::unlinked(&shelf.sound));
    shelf
});

/// What could be read, and what could not.
struct Shelf<T> {
    sound: Vec<T>,
    faults: Vec<ContentFault>,
}

impl<T> Shelf<T> {
    fn stocked(files: &[(&str, &str)], read: fn(&str, &str) -> Result<T, Vec<ContentFault>>) -> Self {
        let mut shelf = Self { sound: Vec::new(), faults: Vec::new() };
        for (file, text) in files {
            match read(file, text) {
                Ok(content) => shelf.sound.push(content),
                Err(faults) => shelf.faults.extend(faults),
            }
        }
        shelf
    }
}

/// Everything that is wrong with the content the program was built with; empty unless it was built wrongly.
#[must_use]
pub fn faults() -> Vec<ContentFault> {
    [&SELF_CHECKS.faults, &PLEDGE_FORMS.faults, &QUIZZES.faults, &EDITIONS.faults]
        .into_iter()
        .flatten()
        .cloned()
        .chain(Profile::faults().iter().map(ContentFault::from))
        .collect()
}

impl SelfCheck {
    /// Every edition, the oldest first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &SELF_CHECKS.sound
    }

    /// The edition a new round uses.
    #[must_use]
    pub fn current() -> Option<&'static Self> {
        Self::all().last()
    }

    /// The edition of this name, for a round that was begun with it.
    #[must_use]
    pub fn of(edition: &str) -> Option<&'static Self> {
        Self::all().iter().find(|check| check.edition == edition)
    }
}

impl PledgeForm {
    /// Every form, the oldest of its purpose first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &PLEDGE_FORMS.sound
    }

    /// The form that is signed now.
    #[must_use]
    pub fn current(purpose: Purpose) -> Option<&'static Self> {
        Self::all().iter().rfind(|form| form.purpose == purpose)
    }
}

impl Quiz {
    /// Every quiz, the oldest first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &QUIZZES.sound
    }

    /// The quiz that is asked now.
    #[must_use]
    pub fn current() -> Option<&'static Self> {
        Self::all().last()
    }

    /// The quiz of this id.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|quiz| quiz.id == id)
    }
}

impl Edition {
    /// Every edition the program is built with, the oldest of its family first. What a ledger holds besides is told by
    /// [`super::held`].
    #[must_use]
    pub fn all() -> &'static [Self] {
        &EDITIONS.sound
    }

    /// The newest edition we hold of a checklist, whether or not a newer one exists: see [`Self::in_force`].
    #[must_use]
    pub fn current(family: &str) -> Option<&'static Self> {
        let of_family = Self::all().iter().filter(|edition| edition.family == family);
        of_family.max_by_key(|edition| edition.in_force.from.first())
    }

    /// The edition of this name, for a round that was begun with it.
    #[must_use]
    pub fn of(family: &str, edition: &str) -> Option<&'static Self> {
        Self::all().iter().find(|one| one.family == family && one.edition == edition)
    }
}
