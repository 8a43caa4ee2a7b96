//! Reads the file of an edition, `assets/checklists/<family>/<edition>.toml`, and checks it whole.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::base::Coded;
use crate::findings::RULES;

use super::cite::Document;
use super::edition::{Edition, EditionForm, EditionItem, EditionSource, IfNo, InForce, Replaced, Section};
use super::fault::{ContentFault, Flaw};
use super::reading::{Reading, hash};
use super::when::When;

impl Edition {
    /// Reads an edition. Whether the items it replaces exist is seen where the editions stand side by side:
    /// [`Edition::unlinked`].
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<ContentFault>> {
        Self::read_as(file, text, Origin::BuiltIn)
    }

    /// The same for a file from elsewhere, which may be called anything.
    pub(super) fn read_as(file: &str, text: &str, origin: Origin) -> Result<Self, Vec<ContentFault>> {
        let (mut reading, content): (_, EditionFile) = Reading::of(file, text)?;
        let EditionFile { family, edition, title, short, forms, layout, inspect, .. } = &content;
        if origin == Origin::BuiltIn && file.strip_suffix(".toml") != Some(&format!("{family}/{edition}")) {
            reading.refuse("", Flaw::Misnamed(format!("{family}/{edition}")));
        }
        reading.ids([family.as_str()].into_iter().filter(|id| !id.is_empty()));
        reading.ids([edition.as_str()].into_iter().filter(|id| !id.is_empty()));
        reading.texts("", &[("family", family), ("edition", edition), ("title", title), ("short", short)]);
        let is_shown = forms.iter().any(|form| EditionForm::Own.code() != form);
        if is_shown {
            reading.texts("", &[("inspect", inspect)]);
        }
        if forms.is_empty() {
            reading.refuse("", Flaw::Empty("forms"));
        }
        let forms = reading.words("", "forms", forms);
        let layout = reading.word("", "layout", layout);
        let source = content.source.read(&mut reading);
        let in_force = content.in_force.read(&mut reading);
        reading.documents(&content.documents);
        let sections = sections(&content, &mut reading);
        let context = Context {
            edition: &content.edition,
            forms: &forms,
            sections: &sections,
            documents: &content.documents,
            origin,
        };
        let all = || content.opening.iter().chain(&content.items);
        reading.ids(all().map(|item| item.id.as_str()));
        numbers(all(), &mut reading);
        reading.together(content.items.iter().map(|item| (item.id.as_str(), item.section.as_str())));
        let opening = content.opening.as_ref().and_then(|item| item.read(&mut reading, &context, Place::Opening));
        let items: Vec<EditionItem> =
            content.items.iter().filter_map(|item| item.read(&mut reading, &context, Place::Listed)).collect();
        let (Some(layout), Some(source), Some(in_force)) = (layout, source, in_force) else {
            return reading.failed();
        };
        let EditionFile { family, edition, title, short, inspect, .. } = content;
        let hash = hash(text);
        reading.done(Self {
            family,
            edition,
            title,
            short,
            forms,
            layout,
            inspect,
            source,
            in_force,
            sections,
            opening,
            items,
            hash,
        })
    }

    /// What a set of editions, each sound, gets wrong about each other: an item replaces one no earlier edition has.
    #[must_use]
    pub fn unlinked(all: &[Self]) -> Vec<ContentFault> {
        let mut faults = Vec::new();
        for newer in all {
            let is_known = |replaced: &Replaced| {
                let is_meant = |older: &&Self| older.family == newer.family && older.edition == replaced.edition;
                let is_earlier = |older: &Self| older.in_force.from.first() < newer.in_force.from.first();
                let older = all.iter().find(is_meant).filter(|older| is_earlier(older));
                older.is_some_and(|older| older.items.iter().any(|item| item.id == replaced.item))
            };
            for item in &newer.items {
                faults.extend(item.replaces.iter().filter(|replaced| !is_known(replaced)).map(|replaced| {
                    ContentFault {
                        file: format!("{}.toml", newer.name()),
                        item: item.id.clone(),
                        flaw: Flaw::ReplacesNothing(replaced.to_string()),
                    }
                }));
            }
        }
        faults
    }
}

/// The headings: each told in full, each with items.
fn sections(content: &EditionFile, reading: &mut Reading<'_>) -> Vec<Section> {
    if content.items.is_empty() {
        reading.refuse("", Flaw::Empty("item"));
    }
    reading.ids(content.sections.iter().map(|section| section.id.as_str()));
    for SectionFile { id, title } in &content.sections {
        reading.texts(id, &[("title", title)]);
        if !content.items.is_empty() && content.items.iter().all(|item| item.section != *id) {
            reading.refuse(id, Flaw::Empty("item"));
        }
    }
    content.sections.iter().map(|SectionFile { id, title }| Section { id: id.clone(), title: title.clone() }).collect()
}

/// A number stands once; where there is none, the note says that it is not known.
fn numbers<'a>(items: impl Iterator<Item = &'a ItemFile>, reading: &mut Reading<'_>) {
    let mut seen = BTreeSet::new();
    for item in items {
        if item.no.trim().is_empty() {
            if item.note.trim().is_empty() {
                reading.refuse(&item.id, Flaw::NoNumber);
            }
        } else if !seen.insert(item.no.as_str()) {
            reading.refuse(&item.id, Flaw::SameNumber(item.no.clone()));
        }
    }
}

/// Where the file of an edition comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// `assets/`: it is called as it calls itself.
    BuiltIn,
    /// A file somebody has chosen.
    Chosen,
    /// The ledger, where it was sound for the program that took it in; this one may have other rules.
    Kept,
}

/// What an item is checked against.
struct Context<'a> {
    edition: &'a str,
    forms: &'a [EditionForm],
    sections: &'a [Section],
    documents: &'a [Document],
    origin: Origin,
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Opening,
    Listed,
}

/// An edition as it stands in its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EditionFile {
    family: String,
    edition: String,
    title: String,
    short: String,
    forms: Vec<String>,
    layout: String,
    inspect: String,
    source: SourceFile,
    in_force: InForceFile,
    #[serde(rename = "section")]
    sections: Vec<SectionFile>,
    #[serde(rename = "document")]
    documents: Vec<Document>,
    opening: Option<ItemFile>,
    #[serde(rename = "item")]
    items: Vec<ItemFile>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SectionFile {
    id: String,
    title: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SourceFile {
    issuer: String,
    document: String,
    section: String,
    dated: String,
    basis: String,
    note: String,
    checked_on: String,
}

impl SourceFile {
    fn read(&self, reading: &mut Reading<'_>) -> Option<EditionSource> {
        let Self { issuer, document, section, dated, basis, note, checked_on } = self;
        let told = [
            ("source.issuer", issuer),
            ("source.document", document),
            ("source.section", section),
            ("source.dated", dated),
            ("source.basis", basis),
            ("source.note", note),
        ];
        reading.texts("", &told.map(|(place, text)| (place, text.as_str())));
        let checked_on = when("source.checked_on", checked_on, reading)?;
        let [issuer, document, section, dated, basis, note] = told.map(|(_, text)| text.clone());
        Some(EditionSource { issuer, document, section, dated, basis, note, checked_on })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct InForceFile {
    from: String,
    until: Option<String>,
    deadline: Option<String>,
    next: String,
}

impl InForceFile {
    fn read(&self, reading: &mut Reading<'_>) -> Option<InForce> {
        let from = when("in_force.from", &self.from, reading);
        let mut later = |place: &'static str, text: Option<&String>| {
            let then = when(place, text?, reading)?;
            if from.is_some_and(|from| then.first() < from.first()) {
                reading.refuse("", Flaw::OutOfOrder { first: "in_force.from", then: place });
            }
            Some(then)
        };
        let until = later("in_force.until", self.until.as_ref());
        let deadline = later("in_force.deadline", self.deadline.as_ref());
        if until.is_some() {
            reading.texts("", &[("in_force.next", &self.next)]);
        }
        Some(InForce { from: from?, until, deadline, next: self.next.clone() })
    }
}

/// The day or month of a place.
fn when(place: &'static str, text: &str, reading: &mut Reading<'_>) -> Option<When> {
    let read = When::read(text);
    if text.trim().is_empty() {
        reading.refuse("", Flaw::Empty(place));
    } else if read.is_none() {
        reading.refuse("", Flaw::NotADay { place, text: text.to_owned() });
    }
    read
}

/// An item as it stands in its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ItemFile {
    id: String,
    no: String,
    section: String,
    label: String,
    why: String,
    look: String,
    inspect: String,
    note: String,
    answer: String,
    scope: Vec<String>,
    vendor: Option<bool>,
    cites: Vec<String>,
    guideline: Vec<String>,
    evidence: Vec<String>,
    if_no: String,
    replaces: Vec<String>,
}

impl ItemFile {
    fn read(&self, reading: &mut Reading<'_>, context: &Context<'_>, place: Place) -> Option<EditionItem> {
        let Self { id, no, section, label, why, look, inspect, note, answer, scope, vendor, .. } = self;
        reading.texts(id, &[("label", label), ("why", why), ("look", look)]);
        self.in_section(reading, context, place);
        let answer = reading.word(id, "answer", answer);
        if scope.is_empty() {
            reading.refuse(id, Flaw::Empty("scope"));
        }
        let scope = reading.words(id, "scope", scope);
        match vendor {
            None => reading.refuse(id, Flaw::Empty("vendor")),
            Some(true) if !context.forms.contains(&EditionForm::Vendor) => reading.refuse(id, Flaw::NoVendorForm),
            Some(_) => {}
        }
        let cites = reading.cites(id, &self.cites, context.documents);
        for text in &self.guideline {
            reading.texts(id, &[("guideline", text)]);
        }
        let evidence = self.evidence(reading, context.origin);
        let if_no = reading.word(id, "if_no", &self.if_no);
        if if_no.is_some_and(|if_no| (if_no == IfNo::EndsHere) != (place == Place::Opening)) {
            reading.refuse(id, Flaw::EndsElsewhere);
        }
        Some(EditionItem {
            replaces: self.replaced(reading, context),
            id: id.clone(),
            no: no.clone(),
            section: section.clone(),
            label: label.clone(),
            why: why.clone(),
            look: look.clone(),
            inspect: inspect.clone(),
            note: note.clone(),
            answer: answer?,
            scope,
            is_vendor: (*vendor)?,
            cites,
            guideline: self.guideline.clone(),
            evidence,
            if_no: if_no?,
        })
    }

    /// An opening question stands before all sections; any other item in one of them.
    fn in_section(&self, reading: &mut Reading<'_>, context: &Context<'_>, place: Place) {
        let is_before_all = place == Place::Opening && self.section.is_empty();
        if !is_before_all && context.sections.iter().all(|section| section.id != self.section) {
            let known = context.sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>().join("、");
            reading.refuse(&self.id, Flaw::UnknownWord { place: "section", word: self.section.clone(), known });
        }
    }

    fn evidence(&self, reading: &mut Reading<'_>, origin: Origin) -> Vec<&'static str> {
        let mut evidence = Vec::new();
        for word in &self.evidence {
            if let Some(rule) = RULES.iter().find(|rule| rule.id == word) {
                evidence.push(rule.id);
            } else if origin != Origin::Kept {
                let known = RULES.iter().map(|rule| rule.id).collect::<Vec<_>>().join("、");
                reading.refuse(&self.id, Flaw::UnknownWord { place: "evidence", word: word.clone(), known });
            }
        }
        evidence
    }

    fn replaced(&self, reading: &mut Reading<'_>, context: &Context<'_>) -> Vec<Replaced> {
        let mut seen = BTreeSet::new();
        let mut replaced = Vec::new();
        for text in &self.replaces {
            match text.split_once(':') {
                Some((edition, item)) if edition != context.edition && seen.insert(text) => {
                    replaced.push(Replaced { edition: edition.to_owned(), item: item.to_owned() });
                }
                Some(_) | None => reading.refuse(&self.id, Flaw::ReplacesNothing(text.clone())),
            }
        }
        replaced
    }
}
