//! Editions that were published: answers hang on the ids of their items, so none may ever vanish or be renamed.

use std::collections::BTreeSet;

use daichoban::checklists::Edition;

/// Every item ever published, one a line: the edition, the item.
const PUBLISHED: &str = include_str!("../data/published-items.txt");

fn published() -> BTreeSet<(String, String)> {
    let lines = PUBLISHED.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').unwrap())
        .map(|(edition, item)| (edition.to_owned(), item.to_owned()))
        .collect()
}

fn built_in() -> BTreeSet<(String, String)> {
    let items = |edition: &Edition| {
        let all: Vec<_> = edition.opening.iter().chain(&edition.items).map(|item| item.id.clone()).collect();
        all.into_iter().map(|item| (edition.name(), item)).collect::<Vec<_>>()
    };
    Edition::all().iter().flat_map(items).collect()
}

#[test]
fn no_item_vanishes_from_a_published_edition() {
    let (before, now) = (published(), built_in());
    let gone: Vec<_> = before.difference(&now).collect();
    assert!(gone.is_empty(), "answers hang on these items: {gone:?}");
    let new: Vec<_> = now.difference(&before).collect();
    assert!(new.is_empty(), "new items belong into tests/data/published-items.txt: {new:?}");
}
