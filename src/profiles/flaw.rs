//! What is wrong with a file of `assets/profiles`, in Japanese.

use std::fmt;

/// A profile that cannot be used: which file, which part of it, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFault {
    /// The file, as `assets/` names it: `profiles/mhlw-7.0.toml`.
    pub file: String,
    /// The part (`password`, `two_factor` …); empty where it is the file itself.
    pub part: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// Why a part is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is no TOML, or has a name nobody reads; with the line where that is known, and the reader's own words.
    Unreadable {
        /// The line, from 1.
        line: Option<usize>,
        /// What the TOML reader says.
        detail: String,
    },
    /// The file's name is not the id inside it.
    Misnamed(String),
    /// A text is missing.
    Empty(&'static str),
    /// A word that stands for nothing.
    UnknownWord {
        /// Where it stands.
        place: &'static str,
        /// The word.
        word: String,
        /// Those that could stand there.
        known: String,
    },
    /// Neither a day nor a month.
    NotADay {
        /// Where it stands.
        place: &'static str,
        /// What stands there.
        text: String,
    },
    /// A day lies before one it has to follow.
    OutOfOrder {
        /// The earlier one.
        first: &'static str,
        /// The one that follows.
        then: &'static str,
    },
    /// A number that cannot be meant.
    Number {
        /// Where it stands.
        place: &'static str,
        /// The number.
        number: u64,
    },
    /// One thing is told without another that belongs to it, or the other way round.
    Apart {
        /// What is told.
        told: &'static str,
        /// What is missing or does not fit.
        wants: &'static str,
    },
    /// The same thing stands twice.
    Twice(String),
    /// Another profile is named that does not exist.
    NoSuchProfile(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { line: Some(line), detail } => write!(f, "{line}行目の書き方が違います（{detail}）"),
            Self::Unreadable { line: None, detail } => write!(f, "書き方が違います（{detail}）"),
            Self::Misnamed(id) => write!(f, "ファイルの名前が、中に書かれた「{id}」と違います"),
            Self::Empty(place) => write!(f, "{place}が空です"),
            Self::UnknownWord { place, word, known } => {
                write!(f, "{place}の「{word}」は使えない語です。使える語: {known}")
            }
            Self::NotADay { place, text } => {
                write!(f, "{place}の「{text}」は日付として読めません。例 2027-04-01、日がわからなければ 2025-05")
            }
            Self::OutOfOrder { first, then } => write!(f, "{then}が、{first}より前の日になっています"),
            Self::Number { place, number } => write!(f, "{place}の「{number}」は、ありえない数です"),
            Self::Apart { told, wants } => write!(f, "{told}に合う{wants}がありません"),
            Self::Twice(word) => write!(f, "「{word}」が2回書かれています"),
            Self::NoSuchProfile(id) => write!(f, "「{id}」という方針はありません"),
        }
    }
}
