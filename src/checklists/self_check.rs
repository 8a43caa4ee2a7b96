//! 自己点検: the questions about a device, which of them a device gets, and what the answers settle.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::Day;
use crate::coded;
use crate::ledgers::device::record::Device;
use crate::ledgers::system::presets::PresetSource;

use super::answer::Answer;
use super::cite::{Cite, Document};
use super::fault::{ContentFault, Flaw};
use super::only_if::{OnlyIf, OnlyIfFile};
use super::os::Os;
use super::reading::{Reading, hash};
use super::sets::Sets;

/// わからないときに聞く相手
pub use crate::ledgers::remedy::record::AskWhom;

coded! {
    /// 重さ
    pub enum Weight {
        Must = "must", "必須";
        Should = "should", "望ましい";
    }
}

/// An edition of the self-check (自己点検の版).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCheck {
    /// 版
    pub edition: String,
    /// 題名
    pub title: String,
    /// The documents behind it.
    pub source: PresetSource,
    /// The SHA-256 of the file, for the record of a round.
    pub hash: String,
    /// The questions, in order; those of a section stand together.
    pub items: Vec<Item>,
    /// Requirements that are no question, and why.
    pub left_out: Vec<LeftOut>,
}

/// A question (設問).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its stable name; answers hang on it.
    pub id: String,
    /// 見出し
    pub section: String,
    /// The question; はい is always the good answer.
    pub ask: String,
    /// Why it matters.
    pub why: String,
    /// Where to look.
    pub look: Look,
    /// For which devices.
    pub only_if: OnlyIf,
    /// 必須 or 望ましい
    pub weight: Weight,
    /// The field of the device the answer settles.
    pub sets: Option<Sets>,
    /// Whom わからない goes to.
    pub ask_whom: AskWhom,
    /// What it follows.
    pub cites: Vec<Cite>,
}

/// Where to look (確かめ方), for all devices and for one system each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    any: String,
    windows: String,
    mac: String,
    ios: String,
    android: String,
}

/// A requirement that is no question (設問にしなかったもの).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LeftOut {
    /// Its number.
    pub id: String,
    /// Why.
    pub reason: String,
}

impl Look {
    /// What to tell a person with this device: for its system, or for each it may run, then for all (`None`).
    #[must_use]
    pub fn lines(&self, device: &Device) -> Vec<(Option<Os>, &str)> {
        let candidates = Os::candidates(device).into_iter().map(|os| (Some(os), self.on(os)));
        candidates.chain([(None, self.any.as_str())]).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// What is said for one system alone.
    #[must_use]
    pub fn on(&self, os: Os) -> &str {
        match os {
            Os::Windows => &self.windows,
            Os::Mac => &self.mac,
            Os::Ios => &self.ios,
            Os::Android => &self.android,
        }
    }

    /// All its texts.
    #[must_use]
    pub fn texts(&self) -> [&str; 5] {
        let Self { any, windows, mac, ios, android } = self;
        [any, windows, mac, ios, android].map(String::as_str)
    }
}

impl SelfCheck {
    /// The questions for a device, in order.
    #[must_use]
    pub fn for_device(&self, device: &Device) -> Vec<&Item> {
        self.items.iter().filter(|item| item.only_if.applies(device)).collect()
    }

    /// The question of this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Writes answers, by the id of their question, that were given on a day into the device; tells which fields changed.
    /// Answers to questions the device does not get count for nothing.
    pub fn apply(&self, answers: &BTreeMap<String, Answer>, device: &mut Device, on: Day) -> Vec<Sets> {
        let asked: Vec<(Sets, &Answer)> =
            self.for_device(device).into_iter().filter_map(|item| Some((item.sets?, answers.get(&item.id)?))).collect();
        asked.into_iter().filter_map(|(sets, answer)| sets.write(answer, device, on).then_some(sets)).collect()
    }

    /// Reads an edition.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<ContentFault>> {
        let (mut reading, content): (_, CheckFile) = Reading::of(file, text)?;
        let CheckFile { family, edition, title, source, documents, left_out, items } = content;
        reading.name(&edition);
        reading.texts("", &[("edition", &edition), ("title", &title)]);
        reading.optional::<Family>("", "family", Some(&family));
        reading.documents(&documents);
        reading.ids(items.iter().map(|item| item.id.as_str()));
        if items.is_empty() {
            reading.refuse("", Flaw::Empty("item"));
        }
        let items: Vec<Item> = items.into_iter().filter_map(|item| item.read(&mut reading, &documents)).collect();
        reading.together(items.iter().map(|item| (item.id.as_str(), item.section.as_str())));
        written_once(&items, &mut reading);
        for LeftOut { id, reason } in &left_out {
            reading.texts(id, &[("id", id), ("reason", reason)]);
            if items.iter().flat_map(|item| &item.cites).any(|cite| cite.id == *id) {
                reading.refuse(id, Flaw::LeftOutAndCited);
            }
        }
        reading.done(Self { edition, title, source, hash: hash(text), items, left_out })
    }
}

/// No device gets two questions that settle the same field.
fn written_once(items: &[Item], reading: &mut Reading<'_>) {
    for (n, item) in items.iter().enumerate() {
        let clashes = |other: &&Item| {
            item.sets.is_some() && other.sets == item.sets && !other.only_if.is_apart_from(&item.only_if)
        };
        if let Some(other) = items.iter().take(n).find(clashes) {
            reading.refuse(&item.id, Flaw::WrittenTwice(other.id.clone()));
        }
    }
}

coded! {
    /// 設問ファイルの種類
    enum Family {
        SelfCheck = "self-check", "自己点検";
    }
}

/// An edition as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckFile {
    family: String,
    edition: String,
    title: String,
    source: PresetSource,
    #[serde(rename = "document", default)]
    documents: Vec<Document>,
    #[serde(default)]
    left_out: Vec<LeftOut>,
    #[serde(rename = "item", default)]
    items: Vec<ItemFile>,
}

/// A question as it stands in its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ItemFile {
    id: String,
    section: String,
    ask: String,
    why: String,
    look: Look,
    only_if: OnlyIfFile,
    weight: String,
    sets: Option<String>,
    ask_whom: String,
    cites: Vec<String>,
}

impl ItemFile {
    fn read(self, reading: &mut Reading<'_>, documents: &[Document]) -> Option<Item> {
        let Self { id, section, ask, why, look, only_if, weight, sets, ask_whom, cites } = self;
        let any_look = look.texts().concat();
        reading.texts(&id, &[("section", &section), ("ask", &ask), ("why", &why), ("look", &any_look)]);
        let only_if = only_if.read(reading, &id);
        let weight = reading.word(&id, "weight", &weight);
        let sets = reading.optional(&id, "sets", sets.as_deref());
        let ask_whom = reading.word(&id, "ask_whom", &ask_whom);
        let cites = reading.cites(&id, &cites, documents);
        Some(Item { id, section, ask, why, look, only_if, weight: weight?, sets, ask_whom: ask_whom?, cites })
    }
}
