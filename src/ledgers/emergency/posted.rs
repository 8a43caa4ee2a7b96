//! The file beside the ledger: the numbers and lines the clinic chose, with a version, readable by anybody.

use serde::{Deserialize, Serialize};

use crate::base::{Coded, Day, Kept, Moment};
use crate::ledgers::contact::record::Contact;

use super::chosen::{Chosen, MOST_CONTACTS, MOST_LINES};

const FORMAT: &str = "daichoban-emergency";
const VERSION: u32 = 1;

/// A number on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Number {
    /// What kind of contact it is, in words.
    pub slot: String,
    /// 名称
    pub name: String,
    /// 担当者・部署
    #[serde(default)]
    pub person: String,
    /// 電話番号
    pub phone: String,
    /// 受付時間
    #[serde(default)]
    pub hours: String,
    /// つながらないとき
    #[serde(default)]
    pub deputy: String,
}

/// What is posted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Posted {
    /// When it was written.
    pub written_at: Option<Moment>,
    /// The numbers, in the order they are called.
    pub numbers: Vec<Number>,
    /// The clinic's own lines.
    pub lines: Vec<String>,
}

/// Why a posted file cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostedFault {
    /// It is not what it should be.
    Damaged,
    /// A newer program has written it.
    Newer,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    written_at: String,
    numbers: Vec<Number>,
    lines: Vec<String>,
}

/// What every version has.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

impl Posted {
    /// What is to be posted: the chosen contacts that are still used and have a number, in the order of the ledger.
    #[must_use]
    pub fn of(chosen: &Chosen, contacts: &[Kept<Contact>], at: Moment) -> Self {
        let day: Day = at.day();
        let is_on = |kept: &&Kept<Contact>| {
            chosen.contacts.contains(&kept.id) && kept.record.is_used_on(day) && !kept.record.phone.is_empty()
        };
        let number = |kept: &Kept<Contact>| Number {
            slot: kept.record.slot.label().to_owned(),
            name: kept.record.name.clone(),
            person: kept.record.person.clone(),
            phone: kept.record.phone.clone(),
            hours: kept.record.hours.clone(),
            deputy: kept.record.deputy.clone(),
        };
        let numbers = contacts.iter().filter(is_on).map(number).collect();
        Self { written_at: Some(at), numbers, lines: chosen.lines.clone() }
    }

    /// Whether the same stands on both, whenever they were written.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.numbers == other.numbers && self.lines == other.lines
    }

    /// As a file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let file = File {
            format: FORMAT.to_owned(),
            version: VERSION,
            written_at: self.written_at.map(Moment::rfc3339).unwrap_or_default(),
            numbers: self.numbers.clone(),
            lines: self.lines.clone(),
        };
        serde_json::to_vec_pretty(&file).unwrap_or_default()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is damaged, or a newer program has written it.
    pub fn read(bytes: &[u8]) -> Result<Self, PostedFault> {
        let head: Head = serde_json::from_slice(bytes).map_err(|_| PostedFault::Damaged)?;
        if head.format != FORMAT {
            return Err(PostedFault::Damaged);
        }
        if head.version > VERSION {
            return Err(PostedFault::Newer);
        }
        let File { written_at, numbers, lines, .. } =
            serde_json::from_slice(bytes).map_err(|_| PostedFault::Damaged)?;
        // More than can be chosen was not written by the program.
        if numbers.len() > MOST_CONTACTS || lines.len() > MOST_LINES {
            return Err(PostedFault::Damaged);
        }
        Ok(Self { written_at: Moment::read(&written_at), numbers, lines })
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Posted, PostedFault};

    #[test]
    fn what_was_written_is_read_and_what_is_not_ours_is_refused() {
        let number =
            Number { name: "見本の窓口".to_owned(), phone: "0985-00-0101".to_owned(), ..Number::default() };
        let posted =
            Posted { written_at: None, numbers: vec![number; 3], lines: vec!["紙は受付の棚".to_owned()] };
        let bytes = posted.bytes();
        assert_eq!(Posted::read(&bytes), Ok(posted));
        let text = String::from_utf8(bytes).unwrap();
        for damaged in ["", "{}", "[1]", "\u{0}\u{1}", &text[..text.len() / 2], &text.replace("daichoban-", "other-")] {
            assert_eq!(Posted::read(damaged.as_bytes()), Err(PostedFault::Damaged), "{damaged}");
        }
        let newer = text.replace("\"version\": 1", "\"version\": 2").replace("numbers", "tables");
        assert_eq!(Posted::read(newer.as_bytes()), Err(PostedFault::Newer));
        let many = Posted { numbers: vec![Number::default(); 500], ..Posted::default() };
        assert_eq!(Posted::read(&many.bytes()), Err(PostedFault::Damaged));
    }
}
