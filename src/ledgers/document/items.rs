//! What the rules of a clinic have to say (S003-4.1a): the items of the yearly checklist, read from its newest file.

use std::sync::LazyLock;

use serde::Deserialize;

/// The edition whose items the places in documents hang on.
const FILE: &str = include_str!("../../../assets/checklists/mhlw-cyber/r7.toml");

/// The rule among the findings that asks for the places; the item it speaks to asks for all others.
pub const RULE: &str = "document-section";

static ITEMS: LazyLock<(String, Vec<Part>)> = LazyLock::new(|| read(FILE).unwrap_or_default());

/// A part of the checklist with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 「2　医療情報システムの管理・運用」
    pub title: String,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// An item that has to be written in the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id, on which places hang: `2-06`.
    pub id: String,
    /// Its number: 「2-⑥」.
    pub no: String,
    /// What it asks.
    pub label: String,
}

#[derive(Deserialize)]
struct File {
    title: String,
    section: Vec<FileSection>,
    item: Vec<FileItem>,
}

#[derive(Deserialize)]
struct FileSection {
    id: String,
    title: String,
}

#[derive(Deserialize)]
struct FileItem {
    id: String,
    no: String,
    section: String,
    label: String,
    #[serde(default)]
    evidence: Vec<String>,
}

/// What the checklist is called.
#[must_use]
pub fn title() -> &'static str {
    &ITEMS.0
}

/// Every part with an item to be written, in order.
#[must_use]
pub fn parts() -> &'static [Part] {
    &ITEMS.1
}

/// Every item to be written, in order.
pub fn items() -> impl Iterator<Item = &'static Item> {
    parts().iter().flat_map(|part| &part.items)
}

/// An item's number as people read it, else its id.
#[must_use]
pub fn number(id: &str) -> &str {
    items().find(|item| item.id == id).map_or(id, |item| item.no.as_str())
}

fn read(text: &str) -> Result<(String, Vec<Part>), toml::de::Error> {
    let File { title, section, item } = toml::from_str(text)?;
    let asked = |own: &str| -> Vec<Item> {
        let own = item.iter().filter(|item| item.section == own && item.evidence.iter().all(|rule| rule != RULE));
        own.map(|item| Item { id: item.id.clone(), no: item.no.clone(), label: item.label.clone() }).collect()
    };
    let parts = section.into_iter().map(|section| Part { items: asked(&section.id), title: section.title });
    Ok((title, parts.filter(|part| !part.items.is_empty()).collect()))
}

#[cfg(test)]
mod tests {
    use super::{items, number, parts, title};

    #[test]
    fn the_rules_have_to_speak_of_seventeen_items() {
        assert_eq!((parts().len(), items().count()), (3, 17));
        assert!(!title().is_empty());
        assert_eq!((number("2-06"), number("x")), ("2-⑥", "x"));
        assert!(items().all(|item| item.id != "4-01"), "the item that asks for all others is none of them");
    }
}
