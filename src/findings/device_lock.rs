//! 起動時パスワードのない端末: a start-up lock is mandatory (S000-L4.9, S000-B11).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::YesNo;

use super::{Check, Finding, Rule, Sight, Urgency, terminals};

pub(super) const RULE: Rule = Rule {
    id: "device-lock",
    title: "起動時パスワードが「無」のまま",
    source: "S000-L4.9",
    cites: "台帳の内容 4",
    urgency: Urgency::Now,
    good: "起動時パスワードがあります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = terminals(facts, today).filter(|kept| kept.record.lock.is_some()).count();
    Sight::each("使っている端末", "台", terminals(facts, today).count()).known(n_known, "起動時パスワードの有無")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = terminals(facts, today).filter(|kept| kept.record.lock == Some(YesNo::No)).map(|kept| Finding {
        about: kept.record.title(),
        what: "起動時パスワードが「無」".to_owned(),
        route: Route::Edit(Kind::Device, kept.id.into()),
    });
    found.collect()
}
