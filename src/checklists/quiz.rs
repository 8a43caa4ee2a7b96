//! 確認問題: a few questions at the end of a lesson.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::ledgers::system::presets::PresetSource;

use super::cite::{Cite, Document};
use super::fault::{ContentFault, Flaw};
use super::reading::{Reading, hash};

/// How many questions a quiz has: enough to cover a lesson, few enough for a coffee break.
const QUESTIONS: std::ops::RangeInclusive<usize> = 8..=12;
/// How many choices a question has.
const CHOICES: std::ops::RangeInclusive<usize> = 3..=4;

/// A quiz (確認問題).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiz {
    /// Its stable name.
    pub id: String,
    /// 題名
    pub title: String,
    /// 版
    pub version: String,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// The documents behind it.
    pub source: PresetSource,
    /// The SHA-256 of the file, for the record of a lesson.
    pub hash: String,
}

/// One question (問題).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its stable name.
    pub id: String,
    /// The question.
    pub ask: String,
    /// 選択肢
    pub choices: Vec<String>,
    /// Which of them is right, from 0.
    pub answer: usize,
    /// Why, shown after a wrong answer.
    pub explain: String,
    /// What it follows.
    pub cites: Vec<Cite>,
}

impl Question {
    /// Whether a choice is the right one.
    #[must_use]
    pub const fn is_right(&self, choice: usize) -> bool {
        choice == self.answer
    }
}

impl Quiz {
    /// Reads a quiz.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<ContentFault>> {
        let (mut reading, content): (_, QuizFile) = Reading::of(file, text)?;
        let QuizFile { id, title, version, source, documents, questions } = content;
        reading.name(&id);
        reading.texts("", &[("id", &id), ("title", &title), ("version", &version)]);
        reading.documents(&documents);
        reading.ids(questions.iter().map(|question| question.id.as_str()));
        if !QUESTIONS.contains(&questions.len()) {
            reading.refuse("", Flaw::Questions(questions.len()));
        }
        let questions = questions.into_iter().filter_map(|question| question.read(&mut reading, &documents)).collect();
        reading.done(Self { id, title, version, questions, source, hash: hash(text) })
    }
}

/// A quiz as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuizFile {
    id: String,
    title: String,
    version: String,
    source: PresetSource,
    #[serde(rename = "document", default)]
    documents: Vec<Document>,
    #[serde(rename = "question", default)]
    questions: Vec<QuestionFile>,
}

/// A question as it stands in its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct QuestionFile {
    id: String,
    ask: String,
    choices: Vec<String>,
    answer: Option<usize>,
    explain: String,
    cites: Vec<String>,
}

impl QuestionFile {
    fn read(self, reading: &mut Reading<'_>, documents: &[Document]) -> Option<Question> {
        let Self { id, ask, choices, answer, explain, cites } = self;
        reading.texts(&id, &[("ask", &ask), ("explain", &explain)]);
        for choice in &choices {
            reading.texts(&id, &[("choices", choice)]);
        }
        if !CHOICES.contains(&choices.len()) {
            reading.refuse(&id, Flaw::Choices(choices.len()));
        }
        if choices.iter().map(|choice| choice.trim()).collect::<BTreeSet<_>>().len() < choices.len() {
            reading.refuse(&id, Flaw::SameChoice);
        }
        match answer {
            None => reading.refuse(&id, Flaw::Empty("answer")),
            Some(index) if index >= choices.len() => reading.refuse(&id, Flaw::NoSuchAnswer(index)),
            Some(_) => {}
        }
        let cites = reading.cites(&id, &cites, documents);
        Some(Question { id, ask, choices, answer: answer?, explain, cites })
    }
}
