//! 事業者の答え: what the vendors answered on their forms speaks to the clinic's own items, where the vendor keeps the
//! passwords, the media or the logs of what it maintains (S003-2.7c, S003-2.8b, S003-2.9f).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor_sheet::record::Reply;

use super::vendor_no_target::newest;
use super::{Check, Finding, Rule, Sight, Urgency};

/// 「返ってきた事業者の点検表」 as the facts speak of it.
const FORMS: &str = "返ってきた事業者の点検表";

/// A rule about one item of the vendors' forms.
macro_rules! says {
    ($(#[$doc:meta])* $name:ident, $id:literal, $item:literal, $what:literal, $source:literal, $no:literal) => {
        $(#[$doc])*
        pub(super) const $name: Rule = Rule {
            id: $id,
            title: concat!("事業者が", $what, "に「いいえ」と答えている"),
            source: $source,
            cites: concat!("サイバーセキュリティ対策チェックリスト 事業者確認用 ", $no),
            urgency: Urgency::Missing,
            good: concat!($what, "が「はい」か「対象外」です"),
            check: Check::Facts {
                sight: |facts, today| sight(facts, today, $item, concat!($what, "の答え")),
                find: |facts, today| find(facts, today, $item),
            },
        };
    };
}

says!(
    /// パスワードの決まり
    PASSWORD, "vendor-password", "2-07", "パスワードの決まり", "S003-2.7c", "2-⑦"
);
says!(
    /// パスワードの使い回しの禁止
    REUSE, "vendor-reuse", "2-08", "パスワードの使い回しの禁止", "S003-2.8b", "2-⑧"
);
says!(
    /// USBなどの接続の制限
    USB, "vendor-usb", "2-09", "USBメモリーなどの制限", "S003-2.9f", "2-⑨"
);

fn sight(facts: &Facts, today: Day, item: &str, unknown: &'static str) -> Sight {
    let reply = |item: &str| newest(facts, today).filter(|(_, kept)| said(kept.record.answer(item)).is_some()).count();
    Sight::each(FORMS, "件", newest(facts, today).count()).known(reply(item), unknown)
}

fn said(answer: Option<&crate::ledgers::vendor_sheet::record::VendorAnswer>) -> Option<Reply> {
    answer.and_then(|answer| answer.reply)
}

fn find(facts: &Facts, today: Day, item: &str) -> Vec<Finding> {
    let no = newest(facts, today).filter_map(|(vendor, kept)| {
        let answer = kept.record.answer(item).filter(|answer| answer.reply == Some(Reply::No))?;
        let target = answer.target_on.map(|day| format!("（目標日 {}）", day.short())).unwrap_or_default();
        Some(Finding {
            about: vendor.to_owned(),
            what: format!("{}の点検表で「いいえ」{target}", kept.record.fiscal_year.label()),
            route: Route::Page(Kind::VendorSheet, kept.id.into()),
        })
    });
    no.collect()
}
