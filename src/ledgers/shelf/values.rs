//! A record as people read it: label and value, group by group, ready to draw.

use crate::base::{Draft, Field, Input, Kind};

use super::changes::{Names, words};

/// A group of values under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading; empty where the fields have none.
    pub title: &'static str,
    /// The values.
    pub values: Vec<Value>,
}

/// One value with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The field's label.
    pub label: &'static str,
    /// What stands there.
    pub text: String,
    /// Whether it is asked for and missing.
    pub is_wanted: bool,
}

impl Group {
    /// Whether there is something to see without the blanks.
    #[must_use]
    pub fn has_content(&self) -> bool {
        self.values.iter().any(|value| !value.is_blank())
    }

    /// How many values hold nothing and are not asked for.
    #[must_use]
    pub fn n_blank(&self) -> usize {
        self.values.iter().filter(|value| value.is_blank()).count()
    }
}

impl Value {
    /// Whether it holds nothing and is not asked for.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.is_wanted
    }
}

/// The groups of a record. `wanted` are the keys that should hold something.
#[must_use]
pub fn groups(
    fields: impl Iterator<Item = &'static Field>,
    draft: &Draft,
    names: &Names,
    wanted: &[&str],
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for field in fields {
        let text = words(field, draft, names);
        let is_wanted = text.is_empty() && wanted.contains(&field.key);
        let value = Value { label: field.label, text, is_wanted };
        match groups.last_mut().filter(|group| group.title == field.group) {
            Some(group) => group.values.push(value),
            None => groups.push(Group { title: field.group, values: vec![value] }),
        }
    }
    groups
}

/// The kinds a record's fields point at.
#[must_use]
pub fn linked_kinds(fields: &[Field]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for field in fields {
        if let Input::Link(kind) | Input::Links(kind) = field.input
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    kinds
}
