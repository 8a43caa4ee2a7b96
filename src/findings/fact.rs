//! 台帳でわかること: what a rule can say of the ledger, whether it found something or not.

use crate::base::Day;
use crate::coded;
use crate::ledgers::due::{Owed, State};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, RULES, Rule, Sight, open};

coded! {
    /// 台帳の言うこと: what a fact means for an answer of はい.
    pub enum Verdict {
        Supports = "supports", "裏づける";
        Contradicts = "contradicts", "食い違う";
        Silent = "silent", "わからない";
    }
}

/// One fact (事実), from one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The id of the rule.
    pub rule: &'static str,
    /// What it means for はい.
    pub verdict: Verdict,
    /// In one sentence, with the counts.
    pub said: String,
    /// What is missing or out of order, each with its place.
    pub findings: Vec<Finding>,
}

/// What every rule can say.
#[must_use]
pub fn all_facts(facts: &Facts, owed: &[Owed<'_>], today: Day) -> Vec<Fact> {
    RULES.iter().map(|rule| of(rule, facts, owed, today)).collect()
}

fn of(rule: &'static Rule, facts: &Facts, owed: &[Owed<'_>], today: Day) -> Fact {
    let (sight, findings) = match rule.check {
        Check::Facts { sight, find } => (sight(facts, today), find(facts, today)),
        Check::Dues { of, find } => {
            let asked: Vec<_> = owed.iter().filter(|(_, due)| find(due).is_some()).collect();
            let n_known = asked.iter().filter(|(_, due)| due.state != State::Waiting).count();
            let found = asked.iter().filter_map(|owed| open(owed, find)).collect();
            (Sight::each(of, "件", asked.len()).known(n_known, "確定"), found)
        }
    };
    let (verdict, said) = say(rule, &sight, findings.len());
    Fact { rule: rule.id, verdict, said, findings }
}

fn say(rule: &Rule, sight: &Sight, n_found: usize) -> (Verdict, String) {
    match *sight {
        Sight::Each { what, unit, n_all, .. } if n_found > 0 => {
            (Verdict::Contradicts, format!("{what}{n_all}{unit}のうち{n_found}{unit}　{}", rule.title))
        }
        Sight::Whole { .. } if n_found > 0 => (Verdict::Contradicts, rule.title.to_owned()),
        Sight::Each { what, n_all: 0, .. } => (Verdict::Silent, format!("{what}の記録はありません")),
        Sight::Each { what, unit, n_all, n_known, unknown } if n_known < n_all => {
            let n_unknown = n_all - n_known;
            (Verdict::Silent, format!("{what}{n_all}{unit}のうち{n_unknown}{unit}は、{unknown}が未記録です"))
        }
        Sight::Each { what, unit, n_all, .. } => {
            let each = if n_all > 1 { "どれも" } else { "" };
            (Verdict::Supports, format!("{what}{n_all}{unit}は、{each}{}", rule.good))
        }
        Sight::Whole { what, is_known: false } => (Verdict::Silent, format!("{what}の記録はありません")),
        Sight::Whole { what, is_known: true } => (Verdict::Supports, format!("{what}は、{}", rule.good)),
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rule, Sight, Verdict, say};

    fn rule() -> Rule {
        Rule { title: "OSのサポートが終わっている", good: "OSのサポート期間内です", ..RULES[0] }
    }

    #[test]
    fn what_is_not_known_supports_nothing() {
        let sight = Sight::each("使っている端末", "台", 5).known(3, "サポート終了日");
        let said = "使っている端末5台のうち2台は、サポート終了日が未記録です".to_owned();
        assert_eq!(say(&rule(), &sight, 0), (Verdict::Silent, said));
        let (verdict, said) = say(&rule(), &Sight::each("使っている端末", "台", 0), 0);
        assert_eq!((verdict, said.as_str()), (Verdict::Silent, "使っている端末の記録はありません"));
        assert_eq!(say(&rule(), &Sight::whole("管理責任者", false), 0).0, Verdict::Silent);
    }

    #[test]
    fn one_bad_thing_contradicts_whatever_else_is_known() {
        let sight = Sight::each("使っている端末", "台", 5).known(3, "サポート終了日");
        let said = "使っている端末5台のうち1台　OSのサポートが終わっている".to_owned();
        assert_eq!(say(&rule(), &sight, 1), (Verdict::Contradicts, said));
        assert_eq!(say(&rule(), &Sight::whole("管理責任者", true), 1).0, Verdict::Contradicts);
    }

    #[test]
    fn all_known_and_none_bad_supports() {
        let said = "使っている端末5台は、どれもOSのサポート期間内です".to_owned();
        assert_eq!(say(&rule(), &Sight::each("使っている端末", "台", 5), 0), (Verdict::Supports, said));
    }
}
