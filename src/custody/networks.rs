//! The networks a new ledger is offered (連携ネットワーク).

use crate::base::{Coded, Draft};
use crate::ledgers::system::record::{SystemKind, field};

/// The networks that are offered by name.
#[must_use]
pub fn offered() -> Vec<(String, Draft)> {
    ["はにわネット・みやざき医療介護連携（MICT）", "京あんしんネット", "どこでも連絡帳"]
        .into_iter()
        .map(|name| (name.to_owned(), own(name)))
        .collect()
}

/// A network by its name alone.
#[must_use]
pub fn own(name: &str) -> Draft {
    Draft::new().with(&field::NAME, name).with_choice(&field::KIND, SystemKind::ALL.first().copied())
}
