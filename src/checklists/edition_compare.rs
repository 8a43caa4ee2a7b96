//! 新旧対照: what became of each item from one edition to a later one.

use crate::coded;

use super::edition::{Edition, EditionItem};

coded! {
    /// 新旧の違い
    pub enum Change {
        New = "new", "新しい項目";
        Changed = "changed", "変わった項目";
        Same = "same", "同じ項目";
        Removed = "removed", "なくなった項目";
    }
}

/// One line of a comparison (新旧対照の1行).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared<'a> {
    /// 新旧の違い
    pub change: Change,
    /// The item of the newer edition; `None` where it has none any more.
    pub newer: Option<&'a EditionItem>,
    /// The items of the older edition it stands for.
    pub older: Vec<&'a EditionItem>,
}

impl Edition {
    /// Every item of the newer edition in its order, then those of the older one that nothing replaces.
    ///
    /// An item has changed where it asks something else, of something else or of somebody else, or where items were
    /// merged or split; its number and our hints count for nothing. The opening question is left out: it tells whether
    /// the check applies at all, and is no part of it.
    #[must_use]
    pub fn compare<'a>(older: &'a Self, newer: &'a Self) -> Vec<Compared<'a>> {
        let is_replaced = |by: &EditionItem, item: &EditionItem| {
            let names = |edition: &str, id: &str| edition == older.edition && id == item.id;
            older.family == newer.family && by.replaces.iter().any(|replaced| names(&replaced.edition, &replaced.item))
        };
        let heirs = |item: &EditionItem| newer.items.iter().filter(|by| is_replaced(by, item)).count();
        let line = |item: &'a EditionItem| {
            let before: Vec<&EditionItem> = older.items.iter().filter(|old| is_replaced(item, old)).collect();
            let change = match before.as_slice() {
                [] => Change::New,
                [old] if heirs(old) == 1 && asks_the_same(old, item) => Change::Same,
                _ => Change::Changed,
            };
            Compared { change, newer: Some(item), older: before }
        };
        let gone = older.items.iter().filter(|item| heirs(item) == 0);
        let gone = gone.map(|item| Compared { change: Change::Removed, newer: None, older: vec![item] });
        newer.items.iter().map(line).chain(gone).collect()
    }
}

fn asks_the_same(old: &EditionItem, new: &EditionItem) -> bool {
    let asked = |item: &EditionItem| (item.label.clone(), item.scope.clone(), item.answer, item.is_vendor);
    asked(old) == asked(new)
}
