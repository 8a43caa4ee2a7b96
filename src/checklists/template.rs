//! 点検表のひな形: an empty edition to be filled in from an official sheet, with the words each place takes.

use crate::base::Coded;
use crate::findings::RULES;

use super::edition::{AnswerSet, EditionForm, EditionLayout, IfNo, Scope};

const TEMPLATE: &str = include_str!("../../assets/templates/edition.toml");

/// The file, as it is saved. The mark at its front tells every editor of Windows how it is written.
#[must_use]
pub fn template() -> String {
    let rules: Vec<String> = RULES.iter().map(|rule| format!("#   {}　{}", rule.id, rule.title)).collect();
    let filled = TEMPLATE
        .replace("\r\n", "\n")
        .replace("{forms}", &words::<EditionForm>())
        .replace("{layouts}", &words::<EditionLayout>())
        .replace("{answers}", &words::<AnswerSet>())
        .replace("{scopes}", &words::<Scope>())
        .replace("{if_no}", &words::<IfNo>())
        .replace("# {evidence}", &rules.join("\n"));
    format!("\u{FEFF}{}", filled.replace('\n', "\r\n"))
}

/// Each code with what it means.
fn words<T: Coded>() -> String {
    let words = T::CHOICES.iter().map(|choice| format!("{}（{}）", choice.code, choice.label));
    words.collect::<Vec<_>>().join("、")
}
