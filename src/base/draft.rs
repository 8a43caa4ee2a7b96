//! A draft (下書き): what was typed, before it is sound. And its reading, which reports every broken rule at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text::{half, kana, tidy, tidy_lines};
use super::{AT_ADVICE, At, Coded, Day, Field, Need, RecordId};

/// What was typed into a form, by the field's key. `Many` and `Links` hold one code a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft(BTreeMap<String, String>);

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What stands in a field; empty where nothing was typed.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// Whether a field was written at all, be it with nothing.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Writes a field.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// The same draft with a field written.
    #[must_use]
    pub fn with(mut self, field: &Field, value: impl Into<String>) -> Self {
        self.set(field.key, value);
        self
    }

    /// The same draft with a day written, if there is one.
    #[must_use]
    pub fn with_day(self, field: &Field, day: Option<Day>) -> Self {
        let text = day.map(Day::wareki).unwrap_or_default();
        self.with(field, text)
    }

    /// The same draft with a day and time written, if there is one.
    #[must_use]
    pub fn with_at(self, field: &Field, at: Option<At>) -> Self {
        self.with(field, at.map(At::wareki).unwrap_or_default())
    }

    /// The same draft with a number written, if there is one.
    #[must_use]
    pub fn with_number(self, field: &Field, number: Option<u16>) -> Self {
        self.with(field, number.map(|number| number.to_string()).unwrap_or_default())
    }

    /// The same draft with a chosen value.
    #[must_use]
    pub fn with_choice<C: Coded>(self, field: &Field, value: Option<C>) -> Self {
        self.with(field, value.map(Coded::code).unwrap_or_default())
    }

    /// The same draft with several chosen values.
    #[must_use]
    pub fn with_many<C: Coded>(self, field: &Field, values: &[C]) -> Self {
        self.with(field, join(values.iter().map(|value| value.code().to_owned())))
    }

    /// The same draft with a link.
    #[must_use]
    pub fn with_link<I: Into<RecordId>>(self, field: &Field, id: Option<I>) -> Self {
        self.with(field, id.map(|id| id.into().to_string()).unwrap_or_default())
    }

    /// The same draft with several links.
    #[must_use]
    pub fn with_links<I: Into<RecordId> + Copy>(self, field: &Field, ids: &[I]) -> Self {
        self.with(field, join(ids.iter().map(|id| (*id).into().to_string())))
    }

    /// The lines of a field that holds several values.
    pub fn lines(&self, key: &str) -> impl Iterator<Item = &str> {
        self.get(key).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Mutable text of a field, made when missing (for a text box).
    pub fn text_mut(&mut self, key: &str) -> &mut String {
        self.0.entry(key.to_owned()).or_default()
    }

    /// Every field that holds something.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("\n")
}

/// A broken rule of the input: the field and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The key of the field.
    pub field: &'static str,
    /// Its Japanese label.
    pub label: &'static str,
    /// What to do, with an example where it helps.
    pub why: String,
}

impl Breach {
    /// Of what was marked, only what a later check still finds stays marked, in the words of that check. No new mark
    /// comes while somebody types.
    pub fn forget_mended(marked: &mut Vec<Self>, now: &[Self]) {
        marked.retain_mut(|old| match now.iter().find(|breach| breach.field == old.field) {
            Some(still) => {
                old.why.clone_from(&still.why);
                true
            }
            None => false,
        });
    }
}

/// Reads a draft field by field and collects every breach.
#[derive(Debug)]
pub struct Check<'a> {
    draft: &'a Draft,
    breaches: Vec<Breach>,
}

impl<'a> Check<'a> {
    /// Starts reading.
    #[must_use]
    pub const fn new(draft: &'a Draft) -> Self {
        Self { draft, breaches: Vec::new() }
    }

    /// Reports a broken rule.
    pub fn breach(&mut self, field: &Field, why: impl Into<String>) {
        self.breaches.push(Breach { field: field.key, label: field.label, why: why.into() });
    }

    fn raw(&mut self, field: &Field) -> &'a str {
        let text = self.draft.get(field.key);
        if field.need == Need::Required && text.trim().is_empty() {
            let why = match field.choices() {
                [] => format!("{}を入力してください", field.label),
                _ => format!("{}を選んでください", field.label),
            };
            self.breach(field, why);
        }
        text
    }

    /// One line of text, trimmed; the code points stay as typed.
    pub fn text(&mut self, field: &Field) -> String {
        tidy(self.raw(field))
    }

    /// Several lines of text.
    pub fn lines(&mut self, field: &Field) -> String {
        tidy_lines(self.raw(field))
    }

    /// A reading in full-width katakana.
    pub fn kana(&mut self, field: &Field) -> String {
        let text = kana(self.raw(field));
        if text.chars().any(|c| !is_kana_text(c)) {
            self.breach(field, "カタカナで入力してください。例 タカハシ ミサキ");
        }
        text
    }

    /// A mail address; empty is allowed where the field is optional.
    pub fn mail(&mut self, field: &Field) -> String {
        let text = half(&tidy(self.raw(field)));
        let in_shape = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        });
        if !text.is_empty() && (!in_shape || text.chars().any(char::is_whitespace)) {
            self.breach(field, "メールアドレスの形になっていません。例 hanako@example.jp");
        }
        text
    }

    /// A day.
    pub fn day(&mut self, field: &Field) -> Option<Day> {
        let text = self.raw(field);
        if text.trim().is_empty() {
            return None;
        }
        Day::read(text).map_err(|fault| self.breach(field, fault.advice())).ok()
    }

    /// A day that cannot lie after today.
    pub fn past_day(&mut self, field: &Field, today: Day) -> Option<Day> {
        let day = self.day(field);
        if day.is_some_and(|day| day > today) {
            self.breach(field, "今日より後の日付です。正しい日付を入力してください");
        }
        day
    }

    /// A day with or without its time, which cannot lie after today.
    pub fn past_at(&mut self, field: &Field, today: Day) -> Option<At> {
        let text = self.raw(field);
        if text.trim().is_empty() {
            return None;
        }
        let at = At::read(text, today);
        match at {
            None => self.breach(field, AT_ADVICE),
            Some(at) if at.on > today => self.breach(field, "今日より後の日付です。正しい日時を入力してください"),
            Some(_) => {}
        }
        at
    }

    /// A whole number of things or people; full-width digits and commas are fine.
    pub fn count(&mut self, field: &Field) -> Option<u32> {
        let text = half(&tidy(self.raw(field))).replace(',', "");
        if text.is_empty() {
            return None;
        }
        let count = text.trim_end_matches(['人', '件', '名']).trim().parse().ok();
        if count.is_none() {
            self.breach(field, "数字で入力してください。例 12");
        }
        count
    }

    /// A whole number up to a greatest one; full-width digits are fine.
    pub fn number(&mut self, field: &Field, most: u16) -> Option<u16> {
        let text = half(&tidy(self.raw(field)));
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number| *number <= most);
        if number.is_none() {
            self.breach(field, format!("0から{most}までの数字で入力してください。例 3"));
        }
        number
    }

    /// A chosen value.
    pub fn choice<C: Coded>(&mut self, field: &Field) -> Option<C> {
        let code = self.raw(field).trim();
        if code.is_empty() {
            return None;
        }
        let value = C::from_code(code);
        if value.is_none() {
            self.breach(field, "一覧から選んでください");
        }
        value
    }

    /// Several chosen values, in the order of the list, each once.
    pub fn many<C: Coded>(&mut self, field: &Field) -> Vec<C> {
        let raw = self.raw(field);
        let codes: Vec<&str> = raw.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if codes.iter().any(|code| C::from_code(code).is_none()) {
            self.breach(field, "一覧から選んでください");
        }
        C::ALL.iter().copied().filter(|value| codes.contains(&value.code())).collect()
    }

    /// A link to another record.
    pub fn link<I: From<RecordId>>(&mut self, field: &Field) -> Option<I> {
        let text = self.raw(field).trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<RecordId>() {
            Ok(id) => Some(id.into()),
            Err(_) => {
                self.breach(field, "一覧から選んでください");
                None
            }
        }
    }

    /// Several links, each once, in the order they were chosen.
    pub fn links<I: From<RecordId>>(&mut self, field: &Field) -> Vec<I> {
        let mut ids: Vec<RecordId> = Vec::new();
        for line in self.raw(field).lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.parse::<RecordId>() {
                Ok(id) if ids.contains(&id) => {}
                Ok(id) => ids.push(id),
                Err(_) => self.breach(field, "一覧から選んでください"),
            }
        }
        ids.into_iter().map(I::from).collect()
    }

    /// The record, if nothing was broken. `make` gives `None` only where a required value is missing,
    /// which has been reported by then.
    ///
    /// # Errors
    /// Every breach found.
    pub fn done<R>(self, make: impl FnOnce() -> Option<R>) -> Result<R, Vec<Breach>> {
        if !self.breaches.is_empty() {
            return Err(self.breaches);
        }
        make().ok_or(self.breaches)
    }
}

fn is_kana_text(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | '　' | ' ' | 'ヽ' | 'ヾ' | '\u{3099}' | '\u{309A}' | '゠')
}
