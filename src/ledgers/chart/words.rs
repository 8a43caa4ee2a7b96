//! What stands where on the chart, and when whom is called (assets/contacts/chart.toml).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::Coded;
use crate::ledgers::clinic::record::Facility;
use crate::ledgers::contact::record::Slot;

const FILE: &str = include_str!("../../../assets/contacts/chart.toml");

static WORDS: LazyLock<Result<Words, String>> = LazyLock::new(|| read(FILE));

/// What a box inside the clinic is filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// 気づいた人: whoever it is
    Finder,
    /// 安全管理責任者・管理責任者: who holds the role
    Responsible,
    /// 院長, 開設者, 管理薬剤師: contacts inside that are called so
    Management,
    /// Everybody else inside
    Departments,
}

/// A box inside the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inside {
    /// What it is filled from.
    pub tier: Tier,
    /// Its heading.
    pub title: String,
    /// What is said where there is nobody.
    #[serde(default)]
    pub about: String,
    /// The words on the arrow that leads to it.
    #[serde(default)]
    pub arrow: String,
    /// A contact with one of these in its person or name belongs here.
    #[serde(default)]
    pub words: Vec<String>,
}

/// One way to lay out the chart (診療所, 薬局).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its stable name.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The kinds of clinic it is made for.
    pub facilities: Vec<String>,
    /// The boxes outside, in order.
    pub outside: Vec<Slot>,
    /// The boxes inside, from the top.
    pub inside: Vec<Inside>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    note: String,
    source: Source,
    layout: Vec<Plan>,
    when: Vec<When>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    issuer: String,
    document: String,
    section: String,
    dated: String,
    checked_on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    slot: Slot,
    word: String,
    source: String,
    cites: String,
}

/// Every way to lay it out.
#[must_use]
pub fn plans() -> &'static [Plan] {
    WORDS.as_ref().map_or(&[], |words| words.layout.as_slice())
}

/// The way for a kind of clinic; the first where none is made for it.
#[must_use]
pub fn plan_for(facility: Facility) -> Option<&'static Plan> {
    let code = facility.code();
    plans().iter().find(|plan| plan.facilities.iter().any(|own| own == code)).or_else(|| plans().first())
}

/// What is said in small print: that the layout is our own.
#[must_use]
pub fn note() -> &'static str {
    WORDS.as_ref().map_or("", |words| words.note.as_str())
}

/// When a slot is called.
#[must_use]
pub fn when(slot: Slot) -> &'static str {
    let known = WORDS.as_ref().ok().and_then(|words| words.when.iter().find(|when| when.slot == slot));
    known.map_or("", |when| when.word.as_str())
}

/// What is wrong with the file.
#[must_use]
pub fn fault() -> Option<&'static str> {
    WORDS.as_ref().err().map(String::as_str)
}

fn read(text: &str) -> Result<Words, String> {
    let words: Words = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    let Source { issuer, document, section, dated, checked_on } = &words.source;
    let parts = [issuer, document, section, dated, checked_on, &words.note];
    let is_sourced = parts.iter().all(|part| !part.trim().is_empty());
    let is_told = words.when.iter().all(|when| ![&when.word, &when.source, &when.cites].iter().any(|it| it.is_empty()));
    if !(is_sourced && is_told) {
        return Err("出典が空です".to_owned());
    }
    let lacks = |plan: &&Plan| {
        let has = |tier| plan.inside.iter().any(|own| own.tier == tier);
        !Slot::ASKED.iter().all(|slot| *slot == Slot::Inside || plan.outside.contains(slot))
            || ![Tier::Finder, Tier::Responsible, Tier::Management, Tier::Departments].into_iter().all(has)
    };
    if let Some(plan) = words.layout.iter().find(lacks) {
        return Err(format!("「{}」に要る箱がありません", plan.label));
    }
    if words.layout.is_empty() { Err("図の組み立てがありません".to_owned()) } else { Ok(words) }
}

#[cfg(test)]
mod tests {
    use super::{fault, plan_for, plans, when};
    use crate::base::Coded;
    use crate::ledgers::clinic::record::Facility;
    use crate::ledgers::contact::record::Slot;

    #[test]
    fn every_kind_of_clinic_has_its_layout_and_every_slot_its_words() {
        assert_eq!(fault(), None);
        let made_for = |facility: &Facility| {
            plans().iter().filter(|plan| plan.facilities.contains(&facility.code().to_owned())).count()
        };
        assert!(Facility::ALL.iter().all(|facility| made_for(facility) == 1));
        assert_eq!(plan_for(Facility::Pharmacy).map(|plan| plan.id.as_str()), Some("pharmacy"));
        for plan in plans() {
            for slot in Slot::ALL {
                let is_there = *slot == Slot::Inside || plan.outside.contains(slot);
                assert!(is_there && (*slot == Slot::Inside || !when(*slot).is_empty()), "{slot:?}");
            }
        }
    }
}
