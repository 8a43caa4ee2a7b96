//! `findings`: what the rules find in the ledger, each with the document and edition it follows.

use serde_json::json;

use crate::base::Clock;
use crate::desk::Right;
use crate::findings::{BASES, Basis, all};
use crate::inspection::{Look, Looked};
use crate::ledgers::facts::Facts;

use super::lists::reading;
use super::orders::FindingsOrder;
use super::{Fault, session, voice};

/// Lists them, those of one document where that is asked for.
pub(super) fn findings(order: &FindingsOrder, clock: Clock) -> Result<(), Fault> {
    let basis = order.basis.as_deref().map(|code| Basis::named(code).ok_or_else(|| unknown(code))).transpose()?;
    let mut vault = session::open(&order.ledger, Right::Read, clock)?;
    session::run(&mut vault, Looked(Look::Findings), clock)?;
    let today = clock.today();
    let facts = reading(&vault, None, clock, |read| Ok(Facts::load(read)?))?;
    session::close(vault, clock)?;
    let mut found = all(&facts, today);
    found.retain(|found| basis.is_none() || Basis::of(found.rule.source) == basis);
    let lines = found.iter().flat_map(|found| found.findings.iter().map(move |finding| (found.rule, finding)));
    if order.as_json {
        let rows = lines.map(|(rule, finding)| {
            json!({
                "rule": rule.id, "title": rule.title, "source": rule.source, "cites": rule.cites,
                "basis": Basis::of(rule.source).map(|basis| basis.code), "about": finding.about, "what": finding.what,
            })
        });
        return voice::say_json(&rows.collect::<Vec<_>>().into());
    }
    let rows: Vec<Vec<String>> = lines
        .map(|(rule, finding)| {
            let document = Basis::of(rule.source).map_or(rule.cites, |basis| basis.name);
            vec![rule.title.to_owned(), finding.about.clone(), finding.what.clone(), document.to_owned()]
        })
        .collect();
    let table = voice::columns(&["指摘", "だれ・何", "内容", "もとになる資料"], &rows);
    voice::say(&format!("{table}{}件\n", rows.len()))
}

fn unknown(code: &str) -> Fault {
    let known: Vec<&str> = BASES.iter().map(|basis| basis.code).collect();
    Fault::misuse(format!("「{code}」という資料はありません。{} のどれかで指定してください。", known.join("、")))
}
