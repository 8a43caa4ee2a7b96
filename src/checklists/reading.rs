//! Reads one content file and gathers everything that is wrong with it.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::base::Coded;
use crate::vault::sha256_hex;

use super::cite::{Cite, Document};
use super::fault::{ContentFault, Flaw};

/// The faults of one file so far.
pub(super) struct Reading<'a> {
    file: &'a str,
    faults: Vec<ContentFault>,
}

impl<'a> Reading<'a> {
    pub(super) fn of<T: DeserializeOwned>(file: &'a str, text: &str) -> Result<(Self, T), Vec<ContentFault>> {
        let mut reading = Self { file, faults: Vec::new() };
        match toml::from_str(text) {
            Ok(content) => Ok((reading, content)),
            Err(fault) => {
                let before = fault.span().and_then(|span| text.get(..span.start));
                let line = before.map(|before| before.matches('\n').count() + 1);
                reading.refuse("", Flaw::Unreadable { line, detail: fault.message().to_owned() });
                Err(reading.faults)
            }
        }
    }

    pub(super) fn refuse(&mut self, item: &str, flaw: Flaw) {
        self.faults.push(ContentFault { file: self.file.to_owned(), item: item.to_owned(), flaw });
    }

    /// The file is called what it calls itself.
    pub(super) fn name(&mut self, id: &str) {
        let stem = self.file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        if stem != Some(id) {
            self.refuse("", Flaw::Misnamed(id.to_owned()));
        }
    }

    /// None of these texts is empty.
    pub(super) fn texts(&mut self, item: &str, texts: &[(&'static str, &str)]) {
        for (place, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            self.refuse(item, Flaw::Empty(place));
        }
    }

    /// Every id is sound and stands once.
    pub(super) fn ids<'b>(&mut self, ids: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if id.is_empty() || !id.chars().all(is_sound) {
                self.refuse(id, Flaw::BadId);
            }
            if !seen.insert(id) {
                self.refuse(id, Flaw::Twice);
            }
        }
    }

    /// The value a word stands for.
    pub(super) fn word<T: Coded>(&mut self, item: &str, place: &'static str, word: &str) -> Option<T> {
        let value = T::from_code(word);
        if value.is_none() {
            let known = T::CHOICES.iter().map(|choice| choice.code).collect::<Vec<_>>().join("、");
            self.refuse(item, Flaw::UnknownWord { place, word: word.to_owned(), known });
        }
        value
    }

    /// The values words stand for.
    pub(super) fn words<T: Coded>(&mut self, item: &str, place: &'static str, words: &[String]) -> Vec<T> {
        words.iter().filter_map(|word| self.word(item, place, word)).collect()
    }

    /// The value a word stands for, where there is one.
    pub(super) fn optional<T: Coded>(&mut self, item: &str, place: &'static str, word: Option<&str>) -> Option<T> {
        self.word(item, place, word?)
    }

    /// The requirements of an item, each with its document.
    pub(super) fn cites(&mut self, item: &str, ids: &[String], documents: &[Document]) -> Vec<Cite> {
        if ids.is_empty() {
            self.refuse(item, Flaw::NoCite);
        }
        let mut cites: Vec<Cite> = Vec::new();
        for id in ids {
            if cites.iter().any(|cite| cite.id == *id) {
                self.refuse(item, Flaw::CitedTwice(id.clone()));
            }
            match Document::resolve(id, documents) {
                Some(cite) => cites.push(cite),
                None => self.refuse(item, Flaw::NoDocument(id.clone())),
            }
        }
        cites
    }

    /// A section begins once: its items, here each with its section, stand together.
    pub(super) fn together<'b>(&mut self, items: impl Iterator<Item = (&'b str, &'b str)>) {
        let mut seen = BTreeSet::new();
        let mut last = "";
        for (item, section) in items {
            if section != last && !seen.insert(section) {
                self.refuse(item, Flaw::Scattered(section.to_owned()));
            }
            last = section;
        }
    }

    /// The documents themselves are told in full.
    pub(super) fn documents(&mut self, documents: &[Document]) {
        for Document { under, document, section } in documents {
            self.texts(under, &[("under", under), ("document", document), ("section", section)]);
        }
    }

    /// The content, if nothing is wrong with it.
    pub(super) fn done<T>(self, content: T) -> Result<T, Vec<ContentFault>> {
        if self.faults.is_empty() { Ok(content) } else { Err(self.faults) }
    }

    /// What is wrong, where too much is wrong for there to be content.
    pub(super) fn failed<T>(self) -> Result<T, Vec<ContentFault>> {
        Err(self.faults)
    }
}

/// What a round that is finished keeps of the file: the same whether lines end the Windows way or not.
pub(super) fn hash(text: &str) -> String {
    sha256_hex(text.replace("\r\n", "\n").as_bytes())
}
