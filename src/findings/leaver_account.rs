//! 利用を終えた人のID: an ID that is still valid after its owner left is bad practice (S002-5.B1g).

use std::collections::{HashMap, HashSet};

use crate::base::{AccountId, Day, Kind, StaffId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::record::Way;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "leaver-account",
    title: "利用を終えた人のIDが残っている",
    source: "S002-5.B1g",
    cites: "技術的安全対策の悪い例",
    urgency: Urgency::Now,
    good: "停止・削除されています",
    check: Check::Facts { sight, find },
};

/// A live ID of somebody whose use ends on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveAccount<'a> {
    /// The ID.
    pub account: AccountId,
    /// Whose.
    pub person: StaffId,
    /// Their name.
    pub name: &'a str,
    /// The system's name.
    pub system: &'a str,
    /// The login.
    pub login: &'a str,
    /// The last day of use, by which the ID is to be stopped.
    pub last_on: Day,
    /// Whether their way out still goes on.
    pub is_leaving: bool,
}

impl LiveAccount<'_> {
    /// Where it is stopped.
    #[must_use]
    pub fn route(&self) -> Route {
        if self.is_leaving { Route::Leaving(self.person) } else { Route::Edit(Kind::Account, self.account.into()) }
    }
}

/// The live IDs of everybody whose last day is known, from their record or from a way out that still goes on.
#[must_use]
pub fn live_accounts(facts: &Facts) -> Vec<LiveAccount<'_>> {
    let systems = facts.system_names();
    let people: HashMap<_, _> = facts.staff.iter().map(|kept| (kept.id, &kept.record)).collect();
    let going = facts.passages.iter().map(|kept| &kept.record);
    let going = going.filter(|passage| passage.way == Way::Leaving && passage.is_open());
    let leaving: HashMap<_, _> = going.map(|passage| (passage.staff, passage.on)).collect();
    let live = facts.accounts.iter().filter(|kept| kept.record.removed_on.is_none()).filter_map(|kept| {
        let account = &kept.record;
        let person = people.get(&account.staff)?;
        let way_out = leaving.get(&account.staff);
        Some(LiveAccount {
            account: kept.id,
            person: account.staff,
            name: &person.name,
            system: systems.get(&account.system).copied().unwrap_or_default(),
            login: &account.login,
            last_on: person.ended_on.or_else(|| way_out.copied().flatten())?,
            is_leaving: way_out.is_some(),
        })
    });
    live.collect()
}

/// IDs of those whose use has ended.
fn sight(facts: &Facts, today: Day) -> Sight {
    let ended = facts.staff.iter().filter(|kept| kept.record.ended_on.is_some_and(|day| day < today));
    let ended: HashSet<_> = ended.map(|kept| kept.id).collect();
    let ids = facts.accounts.iter().filter(|kept| ended.contains(&kept.record.staff));
    Sight::each("利用を終えた人のID", "件", ids.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let left = live_accounts(facts).into_iter().filter(|live| live.last_on < today);
    let found = left.map(|live| Finding {
        about: live.name.to_owned(),
        what: format!("{}に利用終了、{}のIDが停止・削除されていません", live.last_on.wareki(), live.system),
        route: live.route(),
    });
    found.collect()
}
