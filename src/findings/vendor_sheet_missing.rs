//! 渡していない、返ってきていない事業者の点検表: one form a vendor and fiscal year, where there is a contract (C-22).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendors::{SheetState, sheet_state};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "vendor-sheet-missing",
    title: "今年度の事業者の点検表がそろっていない",
    source: "C-22",
    cites: "サイバーセキュリティ対策チェックリスト 事業者確認用",
    urgency: Urgency::Missing,
    good: "今年度の点検表が返ってきています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let is_asked = |state: SheetState<'_>| state != SheetState::NotNeeded;
    let asked = facts.vendors_in_use(today).filter(|vendor| is_asked(sheet_state(facts, vendor, today)));
    Sight::each("契約のある事業者", "件", asked.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.vendors_in_use(today).filter_map(|vendor| {
        let (what, route) = match sheet_state(facts, vendor, today) {
            SheetState::NotNeeded | SheetState::Back(_) => return None,
            SheetState::NotHandedOut(_) => {
                ("今年度の点検表を、まだ渡していません".to_owned(), Route::Page(Kind::Vendor, vendor.id.into()))
            }
            SheetState::Out(sheet) => {
                let day = sheet.record.handed_on.map(Day::wareki).unwrap_or_default();
                let what = format!("{day}に渡した点検表が、まだ返ってきていません");
                (what, Route::Page(Kind::VendorSheet, sheet.id.into()))
            }
        };
        Some(Finding { about: vendor.record.name.clone(), what, route })
    });
    found.collect()
}
