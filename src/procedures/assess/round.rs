//! 確認回: a round with its items, what was answered before, and what the ledger says of each item.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{AssessmentId, Coded, Day, Kept};
use crate::checklists::{Edition, EditionItem, Held, IfNo, held};
use crate::findings::{Fact, Verdict, all_facts};
use crate::ledgers::assessment::record::{Answer, Answered, Assessment, EditionForm, Lack, Worded};
use crate::ledgers::assessment::years::years;
use crate::ledgers::due;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::Role;
use crate::vault::{Reader, VaultError};

/// A round as it is walked through.
pub(super) struct Round {
    pub kept: Kept<Assessment>,
    pub edition: Arc<Edition>,
    /// The items asked, in order; an opening question comes first.
    pub items: Vec<EditionItem>,
    /// What the ledger can say, rule by rule.
    pub facts: Vec<Fact>,
    /// What was answered before, the newest first, by the item's id in this edition.
    before: BTreeMap<String, Vec<Before>>,
    /// Who may sign off today.
    pub signers: Vec<(Kept<Role>, String)>,
}

/// An earlier answer (前回の答え).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    /// 令和6年度 1回目
    pub when: String,
    /// The number of the item then, where the edition was another.
    pub no: String,
    /// What was answered.
    pub answered: Answered,
    /// Whether it was in this fiscal year, in the same edition: then it stands until it is looked at anew.
    pub stands: bool,
}

/// What has to be done before an item is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// It is not answered.
    Answer,
    /// Something of its answer is missing.
    Word(Lack),
}

impl Round {
    /// Reads a round; `None` where it is not there, or its edition is not held.
    pub fn load(read: &Reader<'_>, id: AssessmentId, facts: &Facts, today: Day) -> Result<Option<Self>, VaultError> {
        let Some(kept) = read.get::<Assessment>(id)? else { return Ok(None) };
        let held = held(read)?;
        let Some(edition) = held.named(&kept.record.edition) else { return Ok(None) };
        let items = edition.opening.iter().chain(edition.on_form(kept.record.form)).cloned().collect();
        let known = all_facts(facts, &due::all(facts, today), today);
        let names = facts.staff_names();
        let signers =
            facts.roles.iter().filter(|role| crate::ledgers::assessment::commands::signs_on(&role.record, today));
        let signers =
            signers.map(|role| (role.clone(), names.get(&role.record.staff).copied().unwrap_or_default().to_owned()));
        let mut round = Self {
            edition: Arc::clone(edition),
            items,
            facts: known,
            before: BTreeMap::new(),
            signers: signers.collect(),
            kept,
        };
        round.signers.sort_by_key(|(role, _)| std::cmp::Reverse(role.record.role));
        round.look_back(&facts.assessments, &held);
        Ok(Some(round))
    }

    /// Takes a newer version of the record.
    pub fn renew(&mut self, kept: Kept<Assessment>) {
        self.kept = kept;
    }

    /// Gathers what was answered to each item in earlier rounds, of this edition and of those it replaces.
    fn look_back(&mut self, all: &[Kept<Assessment>], held: &Held) {
        let own = &self.kept;
        let years = years(all, own.record.family(), own.record.form);
        let mut earlier: Vec<&Assessment> = years
            .iter()
            .flat_map(|year| &year.rounds)
            .filter(|kept| kept.id != own.id)
            .map(|kept| &kept.record)
            .collect();
        earlier.retain(|round| (round.begun_on, round.round) <= (own.record.begun_on, own.record.round));
        earlier.reverse();
        for item in &self.items {
            let mut found = Vec::new();
            for round in &earlier {
                let is_same = round.edition == own.record.edition;
                let ids: Vec<&str> = if is_same {
                    vec![item.id.as_str()]
                } else {
                    let of = |replaced: &&crate::checklists::Replaced| replaced.edition == round.edition_name();
                    item.replaces.iter().filter(of).map(|replaced| replaced.item.as_str()).collect()
                };
                for id in ids {
                    let Some(answered) = round.answer(id) else { continue };
                    let edition = held.named(&round.edition);
                    let no = edition.and_then(|edition| edition.item(id)).map(|item| item.no.clone());
                    found.push(Before {
                        when: round.when(),
                        no: no.filter(|_| !is_same).unwrap_or_default(),
                        answered: answered.clone(),
                        stands: is_same && round.fiscal_year == own.record.fiscal_year,
                    });
                }
            }
            if !found.is_empty() {
                self.before.insert(item.id.clone(), found);
            }
        }
    }

    /// The record.
    pub const fn record(&self) -> &Assessment {
        &self.kept.record
    }

    /// How many items are asked: only the opening question where it ends the check.
    pub fn n_asked(&self) -> usize {
        let is_over = self.items.first().is_some_and(|item| {
            item.if_no == IfNo::EndsHere && self.given(item).is_some_and(|given| given.answer == Answer::No)
        });
        if is_over { 1 } else { self.items.len() }
    }

    /// The items asked.
    pub fn asked(&self) -> &[EditionItem] {
        self.items.get(..self.n_asked()).unwrap_or(&self.items)
    }

    /// What was answered in this round.
    pub fn given(&self, item: &EditionItem) -> Option<&Answered> {
        self.record().answer(&item.id)
    }

    /// What was answered before, the newest first.
    pub fn before(&self, item: &EditionItem) -> &[Before] {
        self.before.get(&item.id).map_or(&[], Vec::as_slice)
    }

    /// The answer of an earlier round of this year that stands while the item is not looked at anew.
    pub fn standing(&self, item: &EditionItem) -> Option<&Before> {
        self.before(item).first().filter(|before| before.stands)
    }

    /// What the ledger says of an item.
    pub fn known(&self, item: &EditionItem) -> Vec<&Fact> {
        item.facts(&self.facts)
    }

    /// What the ledger says against はい.
    pub fn against(&self, item: &EditionItem) -> Vec<String> {
        let facts = self.known(item).into_iter();
        facts.filter(|fact| fact.verdict == Verdict::Contradicts).map(|fact| fact.said.clone()).collect()
    }

    /// An answer with what the ledger says against it now.
    pub fn weighed(&self, item: &EditionItem, answered: &Answered) -> Answered {
        let against = if answered.answer == Answer::Yes { self.against(item) } else { Vec::new() };
        Answered { against, ..answered.clone() }
    }

    /// What has to be done before an item is settled; `None` where it is.
    pub fn want(&self, item: &EditionItem) -> Option<Want> {
        match self.given(item) {
            Some(given) => self.weighed(item, given).lacks(item.if_no == IfNo::TargetOn).map(Want::Word),
            None if self.standing(item).is_some() => None,
            None => Some(Want::Answer),
        }
    }

    /// How many of the items asked are settled.
    pub fn n_settled(&self) -> usize {
        self.asked().iter().filter(|item| self.want(item).is_none()).count()
    }

    /// Where a round is gone on with: at the first item without an answer, then at what still lacks a word; behind the
    /// last where all are settled.
    pub fn first_open(&self) -> usize {
        let first = |is_it: fn(Want) -> bool| self.asked().iter().position(|item| self.want(item).is_some_and(is_it));
        let is_open = |want| matches!(want, Want::Answer);
        first(is_open).or_else(|| first(|_| true)).unwrap_or(self.n_asked())
    }

    /// The title of an item's section.
    pub fn section(&self, item: &EditionItem) -> &str {
        self.edition.sections.iter().find(|section| section.id == item.section).map_or("", |section| &section.title)
    }

    /// The items as they read now, to be kept with the sign-off.
    pub fn wording(&self) -> Vec<Worded> {
        let word = |item: &EditionItem| Worded {
            item: item.id.clone(),
            no: item.no.clone(),
            section: self.section(item).to_owned(),
            label: item.label.clone(),
        };
        self.asked().iter().map(word).collect()
    }

    /// The answers with what the ledger says against them now, those to items asked.
    pub fn answers(&self) -> Vec<Answered> {
        let weigh = |item: &EditionItem| self.given(item).map(|given| self.weighed(item, given));
        self.asked().iter().filter_map(weigh).collect()
    }

    /// 医療機関確認用 令和8年度 1回目
    pub fn beside(&self) -> String {
        let form = match self.record().form {
            EditionForm::Own => String::new(),
            form @ (EditionForm::Institution | EditionForm::Pharmacy | EditionForm::Vendor) => {
                format!("{}　", form.label())
            }
        };
        format!("{}　{form}{}", self.edition.short, self.record().when())
    }
}
