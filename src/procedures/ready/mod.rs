//! 見せられるもの: the eighteen things a clinic must be able to show, and how each stands by the ledger (B-2). Nothing is
//! ticked by hand.

mod things;

use crate::base::Day;
use crate::coded;
use crate::desk::Route;
use crate::findings::{Fact, RULES, Verdict, all_facts};
use crate::ledgers::due::Owed;
use crate::ledgers::facts::Facts;

use self::things::{Look, THINGS};

coded! {
    /// どこまで見せられるか
    pub enum Readiness {
        Shown = "shown", "見せられる";
        Partly = "partly", "一部";
        Missing = "missing", "まだない";
    }
}

/// How one thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// 1 to 18
    pub no: usize,
    /// What it is.
    pub title: &'static str,
    /// How far it can be shown.
    pub state: Readiness,
    /// Why, in sentences; empty where all of it can be shown.
    pub why: Vec<String>,
    /// The sheet that shows it; empty where there is none.
    pub sheet: &'static str,
    /// Where it is put right.
    pub route: Route,
}

/// How all of them stand.
#[must_use]
pub fn ready(facts: &Facts, owed: &[Owed<'_>], today: Day) -> Vec<Ready> {
    of(facts, &all_facts(facts, owed, today), today)
}

/// The same where what the rules say is known already.
#[must_use]
pub fn of(facts: &Facts, said: &[Fact], today: Day) -> Vec<Ready> {
    let stands = THINGS.iter().zip(1..).map(|(thing, no)| {
        let spoken = || thing.rules.iter().filter_map(|rule| said.iter().find(|fact| fact.rule == *rule));
        let (state, why, route) = match (thing.look)(facts, today) {
            Look::Missing(why) => (Readiness::Missing, vec![why.to_owned()], (thing.route)()),
            Look::There(lacks) => {
                let against = spoken().filter(|fact| fact.verdict == Verdict::Contradicts);
                let unknown = spoken().filter(|fact| fact.verdict == Verdict::Silent && is_told(fact));
                let said = against.chain(unknown).map(|fact| fact.said.clone()).chain(lacks);
                let beside = (!thing.beside.is_empty()).then(|| thing.beside.to_owned());
                let why: Vec<String> = said.chain(beside).collect();
                let state = if why.is_empty() { Readiness::Shown } else { Readiness::Partly };
                (state, why, way(spoken(), thing.route))
            }
        };
        Ready { no, title: thing.title, state, why, sheet: thing.sheet, route }
    });
    stands.collect()
}

/// Whether a fact that says nothing tells what is not known; one about things there are none of does not.
fn is_told(fact: &Fact) -> bool {
    !fact.said.ends_with("の記録はありません")
}

/// Where it is put right: where the only thing found is, else where all of them are.
fn way<'a>(mut spoken: impl Iterator<Item = &'a Fact>, all: fn() -> Route) -> Route {
    let found = spoken.find(|fact| !fact.findings.is_empty());
    let only = found.filter(|fact| fact.findings.len() == 1).and_then(|fact| fact.findings.first());
    only.map_or_else(all, |finding| finding.route.clone())
}

/// How many can be shown.
#[must_use]
pub fn n_shown(all: &[Ready]) -> usize {
    all.iter().filter(|one| one.state == Readiness::Shown).count()
}

/// The rules that some thing names and no rule has; empty unless the program was built wrongly.
#[must_use]
pub fn unknown_rules() -> Vec<&'static str> {
    let named = THINGS.iter().flat_map(|thing| thing.rules).copied();
    named.filter(|rule| RULES.iter().all(|known| known.id != *rule)).collect()
}

/// The sheets the things name.
pub fn sheets() -> impl Iterator<Item = &'static str> {
    THINGS.iter().map(|thing| thing.sheet).filter(|sheet| !sheet.is_empty())
}
