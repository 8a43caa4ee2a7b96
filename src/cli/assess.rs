//! `assess`: what was answered to a checklist, and what the ledger says of each item.

use serde_json::{Value, json};

use crate::base::{Clock, Coded};
use crate::checklists::{EditionItem, held};
use crate::desk::Right;
use crate::findings::{Fact, Verdict, all_facts};
use crate::inspection::{Look, Looked};
use crate::ledgers::assessment::record::{Answered, EditionForm};
use crate::ledgers::assessment::years::years;
use crate::ledgers::due;
use crate::ledgers::facts::Facts;

use super::lists::reading;
use super::orders::AssessOrder;
use super::{Fault, session, voice};

/// Prints, item by item, the answer of the newest year and what the ledger says.
pub(super) fn assess(order: &AssessOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Read, clock)?;
    session::run(&mut vault, Looked(Look::Assess), clock)?;
    let today = clock.today();
    let (facts, held) = reading(&vault, None, clock, |read| Ok((Facts::load(read)?, held(read)?)))?;
    session::close(vault, clock)?;
    let edition = held.named(&order.edition).ok_or_else(|| unknown(&order.edition))?;
    let known = all_facts(&facts, &due::all(&facts, today), today);
    let forms = [EditionForm::Institution, EditionForm::Pharmacy, EditionForm::Own];
    let newest =
        forms.into_iter().filter_map(|form| years(&facts.assessments, &edition.family, form).pop()).next_back();
    let newest = newest.filter(|year| year.last().is_some_and(|kept| kept.record.edition == edition.name()));
    let said: Vec<Said<'_>> = edition
        .opening
        .iter()
        .chain(&edition.items)
        .map(|item| Said {
            item,
            given: newest.as_ref().and_then(|year| year.standing(&item.id)).map(|(_, given)| given.clone()),
            facts: if order.has_facts { item.facts(&known) } else { Vec::new() },
        })
        .collect();
    if order.as_json {
        let items: Vec<Value> = said.iter().map(|said| said.as_row(order.has_facts)).collect();
        return voice::say_json(&json!({ "edition": edition.name(), "title": edition.title, "items": items }));
    }
    let mut lines = vec![format!("{}  {}", edition.name(), edition.title)];
    lines.extend(said.iter().flat_map(Said::as_text));
    if order.has_facts {
        let n_known = said.iter().filter(|said| said.verdict() != Verdict::Silent).count();
        lines.push(format!("{}項目のうち、台帳でわかることがある項目 {n_known}", said.len()));
    }
    voice::say(&format!("{}\n", lines.join("\n")))
}

fn unknown(edition: &str) -> Fault {
    Fault::misuse(format!("「{edition}」という点検表はありません。daichoban checklists で一覧を見られます。"))
}

/// One item with all there is of it.
struct Said<'a> {
    item: &'a EditionItem,
    given: Option<Answered>,
    facts: Vec<&'a Fact>,
}

impl Said<'_> {
    /// What all facts mean together: one against it is enough.
    fn verdict(&self) -> Verdict {
        let has = |verdict| self.facts.iter().any(|fact| fact.verdict == verdict);
        match (has(Verdict::Contradicts), has(Verdict::Supports)) {
            (true, _) => Verdict::Contradicts,
            (false, true) => Verdict::Supports,
            (false, false) => Verdict::Silent,
        }
    }

    fn as_text(&self) -> Vec<String> {
        let mut lines = vec![String::new(), format!("{}  {}", self.item.no, self.item.label)];
        if let Some(given) = &self.given {
            let target = given.target_on.map(|day| format!(" 目標日 {}", day.iso())).unwrap_or_default();
            let answer = given.answer.label();
            lines.push(format!("  回答  {answer}  確認日 {} {}{target}", given.checked_on.iso(), given.checked_by));
        }
        for fact in &self.facts {
            lines.push(format!("  {}  {}", fact.verdict.label(), fact.said));
            lines.extend(fact.findings.iter().map(|found| format!("      {}  {}", found.about, found.what)));
        }
        lines
    }

    fn as_row(&self, has_facts: bool) -> Value {
        let mut row = json!({ "id": self.item.id, "no": self.item.no, "label": self.item.label });
        let facts = self.facts.iter().map(|fact| {
            let findings = fact.findings.iter().map(|found| json!({ "about": found.about, "what": found.what }));
            json!({
                "rule": fact.rule, "verdict": fact.verdict.code(), "said": fact.said,
                "findings": findings.collect::<Vec<_>>(),
            })
        });
        if has_facts && let Some(row) = row.as_object_mut() {
            row.insert("verdict".to_owned(), json!(self.verdict().code()));
            row.insert("facts".to_owned(), facts.collect());
        }
        if let (Some(given), Some(row)) = (&self.given, row.as_object_mut()) {
            row.insert("answer".to_owned(), json!(given));
        }
        row
    }
}
