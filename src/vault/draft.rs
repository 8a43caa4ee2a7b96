//! Drafts (下書き): what was typed into a form and not yet saved, encrypted in the ledger's file beside the journal.

use rusqlite::OptionalExtension;

use super::error::VaultError;
use super::reader::Reader;
use super::vault::Vault;
use crate::base::Moment;

const PUT: &str = "INSERT INTO draft(operator, form, body) VALUES (?1, ?2, ?3)
ON CONFLICT(operator, form) DO UPDATE SET body = excluded.body";
const DROP: &str = "DELETE FROM draft WHERE operator = ?1 AND form = ?2";
const GET: &str = "SELECT body FROM draft WHERE operator = ?1 AND form = ?2";
/// The newest first; those without a time are from before there was one.
const FORMS: &str = "SELECT form FROM draft WHERE operator = ?1
ORDER BY substr(body, 1, 1) = '@' DESC, CASE substr(body, 1, 1) WHEN '@' THEN substr(body, 1, 30) END DESC, form";

/// What was typed, and when it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As the form gave it.
    pub content: String,
    /// When it was kept, where the ledger says so.
    pub kept_at: Option<Moment>,
}

impl Draft {
    /// A first line with the time, which no form begins with, and the content.
    fn write(content: &str, at: Moment) -> String {
        format!("@{}\n{content}", at.rfc3339())
    }

    fn read(body: String) -> Self {
        let split = body.strip_prefix('@').and_then(|rest| rest.split_once('\n'));
        match split.map(|(at, content)| (Moment::read(at), content)) {
            Some((Some(at), content)) => Self { content: content.to_owned(), kept_at: Some(at) },
            Some((None, _)) | None => Self { content: body, kept_at: None },
        }
    }
}

impl Vault {
    /// Keeps what was typed into a form and not yet saved; `None` forgets it. Not part of the journal.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_draft(&mut self, form: &str, content: Option<&str>) -> Result<(), VaultError> {
        let operator = self.operator.clone();
        self.put_draft(&operator, form, content.map(str::to_owned))
    }

    /// The same for anybody, with the time: what a member of staff has begun goes on whoever has handed them the chair.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_draft_of(
        &mut self,
        owner: &str,
        form: &str,
        content: Option<&str>,
        at: Moment,
    ) -> Result<(), VaultError> {
        self.put_draft(owner, form, content.map(|content| Draft::write(content, at)))
    }

    /// A draft is what it is however often it is written: after a failure the file is opened anew and it is tried once
    /// more, on a full disk with the room the ballast has given.
    fn put_draft(&mut self, owner: &str, form: &str, body: Option<String>) -> Result<(), VaultError> {
        self.ready()?;
        let Err(error) = self.put_once(owner, form, body.as_deref()) else { return Ok(()) };
        if self.ready().is_err() {
            return Err(error);
        }
        self.put_once(owner, form, body.as_deref())
    }

    fn put_once(&self, owner: &str, form: &str, body: Option<&str>) -> Result<(), VaultError> {
        let kept = match body {
            Some(body) => self.db.prepare_cached(PUT).and_then(|mut statement| statement.execute([owner, form, body])),
            None => self.db.prepare_cached(DROP).and_then(|mut statement| statement.execute([owner, form])),
        };
        kept.map(drop).map_err(|error| self.give_up(error))
    }
}

impl Reader<'_> {
    /// What was typed into a form and not yet saved.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft(&self, owner: &str, form: &str) -> Result<Option<String>, VaultError> {
        Ok(self.draft_kept(owner, form)?.map(|draft| draft.content))
    }

    /// The same, with when it was kept.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft_kept(&self, owner: &str, form: &str) -> Result<Option<Draft>, VaultError> {
        let mut statement = self.db.prepare_cached(GET)?;
        let body: Option<String> = statement.query_row([owner, form], |row| row.get(0)).optional()?;
        Ok(body.map(Draft::read))
    }

    /// The names of the forms with something typed and not yet saved, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft_forms(&self, owner: &str) -> Result<Vec<String>, VaultError> {
        let mut statement = self.db.prepare_cached(FORMS)?;
        let forms = statement.query_map([owner], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(forms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Day;

    #[test]
    fn a_draft_knows_its_time_and_one_of_before_is_read_without() {
        let at = Moment::in_japan(Day::new(2026, 11, 20).unwrap(), 10, 20).unwrap();
        let kept = Draft::read(Draft::write("{\"a\":1}", at));
        assert_eq!(kept, Draft { content: "{\"a\":1}".to_owned(), kept_at: Some(at) });
        assert_eq!(Draft::read("{\"a\":1}".to_owned()).kept_at, None);
        assert_eq!(Draft::read("@あて名\n本文".to_owned()).content, "@あて名\n本文");
    }
}
