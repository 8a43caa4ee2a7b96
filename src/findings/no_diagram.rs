//! 構成図: an overall diagram of network and systems is kept current (guideline 6.0, システム運用編 2; B-2).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::document::record::DocumentSort;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "no-diagram",
    title: "ネットワーク・システムの構成図がない",
    source: "B-2",
    cites: "医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編 2",
    urgency: Urgency::ToShow,
    good: "登録されています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("ネットワーク・システムの構成図", !facts.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut all = facts.documents_in_force(today);
    if facts.is_empty() || all.any(|kept| kept.record.sort == DocumentSort::Diagram) {
        return Vec::new();
    }
    vec![Finding {
        about: DocumentSort::Diagram.label().to_owned(),
        what: "登録された文書の中にありません".to_owned(),
        route: Route::NewAs(Kind::Document, DocumentSort::Diagram.code().to_owned()),
    }]
}
