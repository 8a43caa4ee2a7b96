//! 目標日のない「いいえ」: an いいえ of a vendor's form has a day until which it is seen to (B-1).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor_sheet::record::VendorSheet;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "vendor-no-target",
    title: "事業者の「いいえ」に目標日がない",
    source: "B-1",
    cites: "サイバーセキュリティ対策チェックリスト 事業者確認用",
    urgency: Urgency::Missing,
    good: "「いいえ」がないか、目標日があります",
    check: Check::Facts { sight, find },
};

/// The newest form with answers of each vendor the clinic has to do with.
pub(super) fn newest(facts: &Facts, today: Day) -> impl Iterator<Item = (&str, &Kept<VendorSheet>)> {
    facts.vendors_in_use(today).filter_map(move |vendor| {
        let own = facts.vendor_sheets.iter().filter(|kept| kept.record.vendor == vendor.id);
        let answered =
            own.filter(|kept| !kept.record.answers.is_empty() && kept.record.returned_on.is_none_or(|on| on <= today));
        Some((vendor.record.name.as_str(), answered.max_by_key(|kept| kept.record.fiscal_year)?))
    })
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("返ってきた事業者の点検表", "件", newest(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = newest(facts, today).filter_map(|(vendor, kept)| {
        let open: Vec<&str> =
            kept.record.without_target().map(|answer| answer.asked.split(' ').next().unwrap_or_default()).collect();
        (!open.is_empty()).then(|| Finding {
            about: vendor.to_owned(),
            what: format!("{}の「いいえ」に目標日がありません", open.join("・")),
            route: Route::Page(Kind::VendorSheet, kept.id.into()),
        })
    });
    found.collect()
}
