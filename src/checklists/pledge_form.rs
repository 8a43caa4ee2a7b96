//! 誓約書の様式: what a member of the staff promises, clause by clause.

use serde::Deserialize;

use crate::ledgers::pledge::record::Purpose;
use crate::ledgers::system::presets::PresetSource;

use super::cite::{Cite, Document};
use super::fault::{ContentFault, Flaw};
use super::reading::{Reading, hash};

/// A pledge to be signed (誓約書の様式).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeForm {
    /// Its stable name.
    pub id: String,
    /// 何の誓約か
    pub purpose: Purpose,
    /// 題名
    pub title: String,
    /// 様式の版, as the record of a pledge holds it
    pub version: String,
    /// Whether those who signed an older form sign this one too.
    pub is_to_renew: bool,
    /// 前文
    pub preamble: String,
    /// The clauses, in order; a clause is numbered by its place.
    pub clauses: Vec<Clause>,
    /// 結び
    pub closing: String,
    /// The documents behind it.
    pub source: PresetSource,
    /// The SHA-256 of the file, for the record of a pledge.
    pub hash: String,
}

/// One promise (条項).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its stable name.
    pub id: String,
    /// What is promised.
    pub text: String,
    /// What it follows.
    pub cites: Vec<Cite>,
}

impl PledgeForm {
    /// Reads a form.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<ContentFault>> {
        let (mut reading, content): (_, FormFile) = Reading::of(file, text)?;
        let FormFile { id, purpose, title, version, renew, preamble, closing, source, documents, clauses } = content;
        reading.name(&id);
        let texts =
            [("id", &id), ("title", &title), ("version", &version), ("preamble", &preamble), ("closing", &closing)];
        reading.texts("", &texts.map(|(place, text)| (place, text.as_str())));
        reading.documents(&documents);
        reading.ids(clauses.iter().map(|clause| clause.id.as_str()));
        if clauses.is_empty() {
            reading.refuse("", Flaw::Empty("clause"));
        }
        let mut read = |clause: ClauseFile| {
            let ClauseFile { id, text, cites } = clause;
            reading.texts(&id, &[("text", &text)]);
            let cites = reading.cites(&id, &cites, &documents);
            Clause { id, text, cites }
        };
        let clauses = clauses.into_iter().map(&mut read).collect();
        let hash = hash(text);
        reading.done(Self { id, purpose, title, version, is_to_renew: renew, preamble, clauses, closing, source, hash })
    }
}

/// A form as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    id: String,
    purpose: Purpose,
    title: String,
    version: String,
    renew: bool,
    preamble: String,
    closing: String,
    source: PresetSource,
    #[serde(rename = "document", default)]
    documents: Vec<Document>,
    #[serde(rename = "clause", default)]
    clauses: Vec<ClauseFile>,
}

/// A clause as it stands in its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ClauseFile {
    id: String,
    text: String,
    cites: Vec<String>,
}
