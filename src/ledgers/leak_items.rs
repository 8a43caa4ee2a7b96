//! 報告事項: the nine things a report tells (規則8条1項), each as far as the incident has it, and what is still missing.

use crate::base::{Coded, Field};

use super::incident::record::{DataItem, Incident, PeopleBy, Report, field};
use super::leak_rules::{ItemRule, LeakRules, ReportItem};
use super::remedy::record::Remedy;

/// One report item as it stands (報告事項の中身).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Which one.
    pub item: ReportItem,
    /// Its number and full name.
    pub no: &'static str,
    /// Its full name.
    pub name: &'static str,
    /// Whether the notice to the persons tells it too.
    pub is_told: bool,
    /// What there is of it; may contain line breaks.
    pub text: String,
    /// What is still missing, in words.
    pub missing: Vec<&'static str>,
}

/// The nine of them; what is planned against the next one (対応事項) belongs to the eighth.
#[must_use]
pub fn items<'a>(incident: &Incident, remedies: impl Iterator<Item = &'a Remedy>) -> Vec<Filled> {
    let plans: Vec<String> = remedies.map(plan).collect();
    LeakRules::get().items.iter().map(|rule| of(rule, incident, &plans)).collect()
}

/// 「ストラップを付けて持ち出す（期限 R8.12.18）」
fn plan(remedy: &Remedy) -> String {
    let when = match (remedy.done_on, remedy.target_on) {
        (Some(done), _) => format!("（{} に完了）", done.short()),
        (None, Some(target)) => format!("（期限 {}）", target.short()),
        (None, None) => String::new(),
    };
    format!("・{}{when}", remedy.what)
}

/// How many of them miss something.
#[must_use]
pub fn n_missing(items: &[Filled]) -> usize {
    items.iter().filter(|item| !item.missing.is_empty()).count()
}

/// The fields of an incident that a report item is made of.
#[must_use]
pub const fn fields(item: ReportItem) -> &'static [Field] {
    match item {
        ReportItem::Overview => &[field::SUMMARY, field::HAPPENED_AT, field::PLACE, field::HOW],
        ReportItem::Data => &[field::DATA, field::DATA_WORDS],
        ReportItem::People => &[field::PEOPLE_BY, field::PEOPLE],
        ReportItem::Cause => &[field::CAUSE, field::WHY],
        ReportItem::SecondDamage => &[field::SECOND_DAMAGE],
        ReportItem::ToPersons => &[field::TO_PERSONS],
        ReportItem::Publication => &[field::PUBLICATION],
        ReportItem::Prevention => &[field::PREVENTION],
        ReportItem::Other => &[field::REMARKS],
    }
}

fn of(rule: &'static ItemRule, incident: &Incident, plans: &[String]) -> Filled {
    let (text, missing) = match rule.id {
        ReportItem::Overview => overview(incident),
        ReportItem::Data => data(incident),
        ReportItem::People => people(incident),
        ReportItem::Cause => cause(incident),
        ReportItem::SecondDamage => {
            one(&incident.second_damage, "二次被害があるか、そのおそれがあるか（ないときは「なし」）")
        }
        ReportItem::ToPersons => sent(incident, &incident.to_persons, Report::Person, "本人への対応"),
        ReportItem::Publication => {
            sent(incident, &incident.publication, Report::Publication, "公表したか、しないか（しないときは、その理由）")
        }
        ReportItem::Prevention => {
            one(&lines(&[std::slice::from_ref(&incident.prevention), plans].concat()), "再発防止のための措置")
        }
        ReportItem::Other => one(&incident.remarks, "ほかに知らせること（ないときは「なし」）"),
    };
    Filled { item: rule.id, no: &rule.no, name: &rule.name, is_told: rule.notice, text, missing }
}

type Part = (String, Vec<&'static str>);

fn lines(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.trim().is_empty()).cloned().collect::<Vec<_>>().join("\n")
}

fn overview(incident: &Incident) -> Part {
    let mut missing = Vec::new();
    if incident.summary.is_empty() {
        missing.push("概要");
    }
    if incident.happened_at.is_none() {
        missing.push("起きた日時（わからないときは、そのことを経緯に書く）");
    }
    let labelled = |label: &str, text: &str| if text.is_empty() { String::new() } else { format!("{label}　{text}") };
    let happened = incident.happened_at.map(|at| at.wareki()).unwrap_or_default();
    let text = lines(&[
        incident.summary.clone(),
        labelled("起きた日時", &happened),
        labelled("知った日時", &incident.known_at.wareki()),
        labelled("場所", &incident.place),
        labelled("経緯", &incident.how),
    ]);
    (text, missing)
}

fn data(incident: &Incident) -> Part {
    let labels: Vec<&str> = incident.data.iter().map(|item: &DataItem| item.label()).collect();
    let text = lines(&[labels.join("、"), incident.data_words.clone()]);
    let missing = if text.is_empty() { vec!["どんな情報か"] } else { Vec::new() };
    (text, missing)
}

fn people(incident: &Incident) -> Part {
    let is_told = incident.people.is_some()
        && match incident.people_by {
            Some(PeopleBy::Known | PeopleBy::UpTo) => true,
            Some(PeopleBy::Unknown) | None => false,
        };
    let missing = if is_told { Vec::new() } else { vec!["本人の数（多くてもこの人数、でも可）"] };
    (incident.people_words(), missing)
}

fn cause(incident: &Incident) -> Part {
    let label = incident.cause.map(Coded::label).unwrap_or_default().to_owned();
    let missing = if incident.cause.is_none() { vec!["原因"] } else { Vec::new() };
    (lines(&[label, incident.why.clone()]), missing)
}

fn one(text: &str, what: &'static str) -> Part {
    let missing = if text.trim().is_empty() { vec![what] } else { Vec::new() };
    (text.to_owned(), missing)
}

/// A text, and the newest line of the timeline that tells the same.
fn sent(incident: &Incident, text: &str, report: Report, what: &'static str) -> Part {
    let line = incident.report(report).map(|line| format!("{}　{}", line.at.wareki(), line.words()));
    let text = lines(&[text.to_owned(), line.unwrap_or_default()]);
    let missing = if text.is_empty() { vec![what] } else { Vec::new() };
    (text, missing)
}
