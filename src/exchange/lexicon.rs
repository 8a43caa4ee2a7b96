//! The words of foreign tables, from `assets/import/`: how headings and values are called elsewhere.

use std::collections::HashMap;
use std::sync::OnceLock;

use toml::{Table, Value};

use crate::base::Kind;
use crate::base::text::fold;
use crate::ledgers::registry;

/// One heading rule: which field it stands for and how it is called.
#[derive(Debug, Clone)]
pub(super) struct ColumnRule {
    /// The kind of record.
    pub kind: Kind,
    /// The key of its field.
    pub key: &'static str,
    /// Whole headings, folded.
    pub names: Vec<String>,
    /// Parts of headings, folded.
    pub parts: Vec<String>,
}

/// A system everybody knows.
#[derive(Debug, Clone)]
pub(super) struct KnownSystem {
    /// Its own name.
    pub name: String,
    /// The network it belongs to.
    pub network: String,
    /// How it is called, folded.
    pub names: Vec<String>,
    /// Whether 「両方」 means this one and the other so marked.
    pub is_of_both: bool,
}

/// All the words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Headings of columns to pass over, folded.
    pub skip: Vec<String>,
    /// Labels in front of the table: what they mean and how they are called.
    pub pairs: Vec<(String, Vec<String>)>,
    /// Headings.
    pub columns: Vec<ColumnRule>,
    /// Systems everybody knows.
    pub systems: Vec<KnownSystem>,
    /// Words by section and code: `words["device.kind"]["pc"]`, folded.
    words: HashMap<String, Vec<(String, Vec<String>)>>,
}

/// The words, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let columns = include_str!("../../assets/import/columns.toml").parse().unwrap_or_default();
        let words = include_str!("../../assets/import/words.toml").parse().unwrap_or_default();
        Lexicon::read(&columns, &words)
    })
}

/// The field of a kind with this key, as the registry knows it.
pub(super) fn field_key(kind: Kind, key: &str) -> Option<&'static str> {
    (registry::of(kind).fields)().iter().find(|field| field.key == key).map(|field| field.key)
}

/// The label of a field.
pub(super) fn field_label(kind: Kind, key: &str) -> &'static str {
    (registry::of(kind).fields)().iter().find(|field| field.key == key).map_or("", |field| field.label)
}

impl Lexicon {
    fn read(columns: &Table, words: &Table) -> Self {
        let mut lexicon = Self { skip: folded(columns.get("skip")), ..Self::default() };
        for rule in tables(columns.get("column")) {
            let field = rule.get("field").and_then(Value::as_str).and_then(|field| field.split_once('.'));
            let target = field.and_then(|(kind, key)| {
                let kind = Kind::from_code(kind)?;
                Some((kind, field_key(kind, key)?))
            });
            let Some((kind, key)) = target else { continue };
            let mut names = folded(rule.get("names"));
            names.push(fold(field_label(kind, key)));
            lexicon.columns.push(ColumnRule { kind, key, names, parts: folded(rule.get("parts")) });
        }
        for pair in tables(columns.get("pair")) {
            let means = pair.get("means").and_then(Value::as_str).unwrap_or_default();
            lexicon.pairs.push((means.to_owned(), folded(pair.get("names"))));
        }
        for system in tables(words.get("network")) {
            let text = |key: &str| system.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            lexicon.systems.push(KnownSystem {
                name: text("name"),
                network: text("network"),
                names: folded(system.get("names")),
                is_of_both: system.get("both").and_then(Value::as_bool).unwrap_or(false),
            });
        }
        for (section, value) in words {
            lexicon.read_words(section, value);
        }
        lexicon
    }

    fn read_words(&mut self, section: &str, value: &Value) {
        let Value::Table(table) = value else { return };
        for (name, value) in table {
            if value.is_table() {
                self.read_words(&format!("{section}.{name}"), value);
            } else {
                self.words.entry(section.to_owned()).or_default().push((name.clone(), folded(Some(value))));
            }
        }
    }

    /// The words of a section under one code.
    pub fn list(&self, section: &str, code: &str) -> &[String] {
        let lists = self.words.get(section).map_or(&[][..], Vec::as_slice);
        lists.iter().find(|(known, _)| known == code).map_or(&[], |(_, words)| words)
    }

    /// The code whose list holds exactly this folded word.
    pub fn code(&self, section: &str, word: &str) -> Option<&str> {
        let lists = self.words.get(section)?;
        lists.iter().find(|(_, words)| words.iter().any(|known| known == word)).map(|(code, _)| code.as_str())
    }

    /// The code with the longest word that stands inside this folded text.
    pub fn code_within(&self, section: &str, text: &str) -> Option<&str> {
        let lists = self.words.get(section)?;
        let words = lists.iter().flat_map(|(code, words)| words.iter().map(move |word| (code, word)));
        let found = words.filter(|(_, word)| word.chars().count() > 1 && text.contains(word.as_str()));
        found.max_by_key(|(_, word)| word.chars().count()).map(|(code, _)| code.as_str())
    }

    /// The system with this folded name, if everybody knows it.
    pub fn system(&self, name: &str) -> Option<&KnownSystem> {
        self.systems.iter().find(|system| fold(&system.name) == name || system.names.iter().any(|known| known == name))
    }
}

fn tables(value: Option<&Value>) -> impl Iterator<Item = &Table> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn folded(value: Option<&Value>) -> Vec<String> {
    let words = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    words.map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_names_a_field_that_exists() {
        let columns: Table = include_str!("../../assets/import/columns.toml").parse().unwrap();
        let words: Table = include_str!("../../assets/import/words.toml").parse().unwrap();
        let lexicon = Lexicon::read(&columns, &words);
        assert_eq!(lexicon.columns.len(), tables(columns.get("column")).count());
        assert!(lexicon.systems.len() >= 2);
        for (kind, section) in [(Kind::Device, "device"), (Kind::System, "system"), (Kind::Attendance, "attendance")] {
            for field in (registry::of(kind).fields)().iter().filter(|field| field.choices().len() > 3) {
                let section = format!("{section}.{}", field.key);
                for (code, _) in lexicon.words.get(&section).map_or(&[][..], Vec::as_slice) {
                    assert!(field.choices().iter().any(|choice| choice.code == code), "{section} {code}");
                }
            }
        }
    }
}
