//! Reads one file of `assets/profiles` and gathers everything that is wrong with it.

use serde::Deserialize;

use crate::base::{Coded, Day};

use super::flaw::{Flaw, ProfileFault};
use super::profile::{
    Bounds, LogRule, OwnForm, PasswordRule, Place, Profile, Rotation, ScreenLock, Source, TwoFactorRule, Validity,
};

/// Longer than any password, and any number of months a document could mean.
const MOST: u64 = 120;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    note: String,
    superseded_by: Option<String>,
    #[serde(default)]
    source: SourceFile,
    #[serde(default)]
    valid: ValidFile,
    password: Option<PasswordFile>,
    screen_lock: Option<LockFile>,
    two_factor: Option<TwoFactorFile>,
    log: Option<LogFile>,
    own: Option<OwnFile>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SourceFile {
    document: String,
    section: String,
    edition: String,
    dated: String,
    checked_on: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ValidFile {
    from: Option<String>,
    until: Option<String>,
    note: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PasswordFile {
    min_len: Option<u64>,
    min_len_with_two_factor: Option<u64>,
    min_len_without_two_factor: Option<u64>,
    pin_len_with_two_factor: Option<u64>,
    min_len_without_rotation: Option<u64>,
    classes: Vec<String>,
    rotation: String,
    rotation_months: Option<u64>,
    reuse_forbidden: bool,
    default_changed: bool,
    lock_after_failures: bool,
    place: String,
    cites: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LockFile {
    min_len: Option<u64>,
    classes: Vec<String>,
    stricter_classes: Vec<String>,
    digits_only_len: Option<u64>,
    auto_lock: bool,
    place: String,
    cites: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TwoFactorFile {
    state: String,
    asked: Vec<String>,
    advisory: Vec<String>,
    os_login_by_application: bool,
    remind_on: Option<String>,
    accepted_until: Option<String>,
    grace: Option<String>,
    note: String,
    place: String,
    cites: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LogFile {
    asked: Vec<String>,
    place: String,
    cites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    len: Bounds,
    months: Bounds,
}

/// The faults of one file so far.
struct Reading<'a> {
    file: &'a str,
    faults: Vec<ProfileFault>,
}

impl Profile {
    /// Reads one file; its name is its id in small letters.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<ProfileFault>> {
        let mut reading = Reading { file, faults: Vec::new() };
        let content: File = match toml::from_str(text) {
            Ok(content) => content,
            Err(fault) => {
                let before = fault.span().and_then(|span| text.get(..span.start));
                let line = before.map(|before| before.matches('\n').count() + 1);
                reading.refuse("", Flaw::Unreadable { line, detail: fault.message().to_owned() });
                return Err(reading.faults);
            }
        };
        let profile = reading.profile(content);
        if reading.faults.is_empty() { Ok(profile) } else { Err(reading.faults) }
    }
}

impl Reading<'_> {
    fn refuse(&mut self, part: &str, flaw: Flaw) {
        self.faults.push(ProfileFault { file: self.file.to_owned(), part: part.to_owned(), flaw });
    }

    fn profile(&mut self, content: File) -> Profile {
        let File { id, name, note, superseded_by, source, valid, password, screen_lock, two_factor, log, own } =
            content;
        let stem = self.file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        if stem != Some(id.to_ascii_lowercase().as_str()) {
            self.refuse("", Flaw::Misnamed(id.clone()));
        }
        self.texts("", &[("name", &name), ("note", &note)]);
        let SourceFile { document, section, edition, dated, checked_on } = source;
        let texts = [
            ("document", document.as_str()),
            ("section", &section),
            ("edition", &edition),
            ("dated", &dated),
            ("checked_on", &checked_on),
        ];
        self.texts("source", &texts);
        // Either a document's numbers or a form for the clinic's own.
        if own.is_some() == password.is_some() {
            self.refuse("", Flaw::Apart { told: "id", wants: "[password]か[own]のどちらか一方" });
        }
        Profile {
            id,
            name,
            note,
            source: Source { document, section, edition, dated, checked_on },
            valid: self.valid(valid),
            superseded_by,
            password: password.map(|file| self.password(file)).unwrap_or_default(),
            screen_lock: screen_lock.map(|file| self.lock(file)).unwrap_or_default(),
            two_factor: two_factor.and_then(|file| self.two_factor(file)),
            log: log.map(|file| self.log(file)),
            own: own.map(|file| self.own(file)),
        }
    }

    fn texts(&mut self, part: &str, texts: &[(&'static str, &str)]) {
        for (place, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            self.refuse(part, Flaw::Empty(place));
        }
    }

    fn valid(&mut self, file: ValidFile) -> Validity {
        let from = self.day("valid", "from", file.from.as_deref(), Edge::First);
        let until = self.day("valid", "until", file.until.as_deref(), Edge::Last);
        self.in_order("valid", ("from", from), ("until", until));
        Validity { from, until, note: file.note }
    }

    fn password(&mut self, file: PasswordFile) -> PasswordRule {
        const PART: &str = "password";
        let rotation = self.rotation(&file);
        let min_len = self.number(PART, "min_len", file.min_len);
        let rule = PasswordRule {
            min_len,
            min_len_with_two_factor: self.number(PART, "min_len_with_two_factor", file.min_len_with_two_factor),
            min_len_without_two_factor: self.number(
                PART,
                "min_len_without_two_factor",
                file.min_len_without_two_factor,
            ),
            pin_len_with_two_factor: self.number(PART, "pin_len_with_two_factor", file.pin_len_with_two_factor),
            classes: self.words(PART, "classes", &file.classes),
            rotation,
            reuse_forbidden: file.reuse_forbidden,
            default_changed: file.default_changed,
            lock_after_failures: file.lock_after_failures,
            place: self.place(PART, file.place, file.cites),
        };
        if rule.least(true).is_none() || rule.least(false).is_none() {
            self.refuse(
                PART,
                Flaw::Apart {
                    told: "password", wants: "min_len（または二要素認証の有無ごとの文字数）"
                },
            );
        }
        rule
    }

    fn rotation(&mut self, file: &PasswordFile) -> Option<Rotation> {
        const PART: &str = "password";
        let months = self.number(PART, "rotation_months", file.rotation_months);
        let long = self.number(PART, "min_len_without_rotation", file.min_len_without_rotation);
        let months = months.and_then(|months| u8::try_from(months).ok());
        let found = match (file.rotation.as_str(), months, long) {
            ("months", Some(months), None) => Some(Rotation::Months(months)),
            ("none", None, None) => Some(Rotation::None),
            ("by-branch", None, Some(long)) => Some(Rotation::ByBranch(long)),
            ("months" | "none" | "by-branch", ..) => None,
            (word, ..) => {
                let known = "months、none、by-branch".to_owned();
                self.refuse(PART, Flaw::UnknownWord { place: "rotation", word: word.to_owned(), known });
                return None;
            }
        };
        if found.is_none() {
            self.refuse(PART, Flaw::Apart { told: "rotation", wants: "rotation_monthsかmin_len_without_rotation" });
        }
        found
    }

    fn lock(&mut self, file: LockFile) -> ScreenLock {
        const PART: &str = "screen_lock";
        ScreenLock {
            min_len: self.number(PART, "min_len", file.min_len),
            classes: self.words(PART, "classes", &file.classes),
            stricter_classes: self.words(PART, "stricter_classes", &file.stricter_classes),
            digits_only_len: self.number(PART, "digits_only_len", file.digits_only_len),
            auto_lock: file.auto_lock,
            place: self.place(PART, file.place, file.cites),
        }
    }

    fn two_factor(&mut self, file: TwoFactorFile) -> Option<TwoFactorRule> {
        const PART: &str = "two_factor";
        let state = self.words(PART, "state", std::slice::from_ref(&file.state)).into_iter().next();
        let remind_on = self.day(PART, "remind_on", file.remind_on.as_deref(), Edge::First);
        let accepted_until = self.day(PART, "accepted_until", file.accepted_until.as_deref(), Edge::Last);
        self.in_order(PART, ("remind_on", remind_on), ("accepted_until", accepted_until));
        let rule = TwoFactorRule {
            state: state?,
            asked: self.words(PART, "asked", &file.asked),
            advisory: self.words(PART, "advisory", &file.advisory),
            is_os_login_by_application: file.os_login_by_application,
            remind_on,
            accepted_until,
            grace: file.grace.and_then(|word| self.words(PART, "grace", &[word]).into_iter().next()),
            note: file.note,
            place: self.place(PART, file.place, file.cites),
        };
        if let Some(class) = rule.advisory.iter().find(|class| rule.asked.contains(class)) {
            self.refuse(PART, Flaw::Twice(class.code().to_owned()));
        }
        if rule.asked.is_empty() != rule.remind_on.is_none() {
            self.refuse(PART, Flaw::Apart { told: "asked", wants: "remind_on" });
        }
        Some(rule)
    }

    fn log(&mut self, file: LogFile) -> LogRule {
        if file.asked.is_empty() {
            self.refuse("log", Flaw::Empty("asked"));
        }
        LogRule { asked: self.words("log", "asked", &file.asked), place: self.place("log", file.place, file.cites) }
    }

    fn own(&mut self, OwnFile { len, months }: OwnFile) -> OwnForm {
        for (first, then, bounds) in [("len.least", "len.most", len), ("months.least", "months.most", months)] {
            if bounds.least == 0 || bounds.most < bounds.least {
                self.refuse("own", Flaw::OutOfOrder { first, then });
            }
        }
        OwnForm { len, months }
    }

    fn place(&mut self, part: &str, place: String, cites: Vec<String>) -> Place {
        self.texts(part, &[("place", &place), ("cites", &cites.concat())]);
        Place { place, cites }
    }

    fn number(&mut self, part: &str, place: &'static str, number: Option<u64>) -> Option<usize> {
        let number = number?;
        if number == 0 || number > MOST {
            self.refuse(part, Flaw::Number { place, number });
        }
        usize::try_from(number).ok()
    }

    fn words<T: Coded>(&mut self, part: &str, place: &'static str, words: &[String]) -> Vec<T> {
        let mut found: Vec<T> = Vec::new();
        for word in words {
            match T::from_code(word) {
                Some(value) if found.contains(&value) => self.refuse(part, Flaw::Twice(word.clone())),
                Some(value) => found.push(value),
                None => {
                    let known = T::CHOICES.iter().map(|choice| choice.code).collect::<Vec<_>>().join("、");
                    self.refuse(part, Flaw::UnknownWord { place, word: word.clone(), known });
                }
            }
        }
        found
    }

    fn day(&mut self, part: &str, place: &'static str, text: Option<&str>, edge: Edge) -> Option<Day> {
        let text = text?;
        let day = read_day(text, edge);
        if day.is_none() {
            self.refuse(part, Flaw::NotADay { place, text: text.to_owned() });
        }
        day
    }

    fn in_order(
        &mut self,
        part: &str,
        (first, from): (&'static str, Option<Day>),
        (then, until): (&'static str, Option<Day>),
    ) {
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            self.refuse(part, Flaw::OutOfOrder { first, then });
        }
    }
}

/// Which day of a month is meant where a document names no day.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// `2027-04-01`, or `2025-05` where the document names a month.
fn read_day(text: &str, edge: Edge) -> Option<Day> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number =
        |(part, n_digits): (&&str, usize)| part.len() == n_digits && part.chars().all(|letter| letter.is_ascii_digit());
    if !parts.iter().zip([4, 2, 2]).all(is_number) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [year, month, day] => Day::new(year.parse().ok()?, number(month)?, number(day)?),
        [year, month] => {
            let first = Day::new(year.parse().ok()?, number(month)?, 1)?;
            Some(match edge {
                Edge::First => first,
                Edge::Last => first.last_of_month(),
            })
        }
        _ => None,
    }
}
