//! 事故: what was typed into its form, read part by part.

use crate::base::{At, Check, Day, DeviceId, StaffId, SystemId, VendorId};

use super::choice::{Cause, DataItem, Exclusion, Form, PeopleBy, Sort, Sure};
use super::field;
use super::record::Incident;

/// What happened, as far as it was typed.
pub(super) struct Happening {
    pub(super) sort: Option<Sort>,
    happened_at: Option<At>,
    reported_at: Option<At>,
    texts: [String; 9],
}

impl Happening {
    pub(super) fn read(check: &mut Check<'_>, known_at: Option<At>, today: Day) -> Self {
        let sort = check.choice(&field::SORT);
        let summary = check.text(&field::SUMMARY);
        let happened_at = check.past_at(&field::HAPPENED_AT, today);
        if let (Some(happened), Some(known)) = (happened_at, known_at)
            && (happened.on > known.on || happened.minutes_until(known).is_some_and(|minutes| minutes < 0))
        {
            check.breach(&field::HAPPENED_AT, "知った日時より後になっています。どちらかを直してください");
        }
        let finder = check.text(&field::FINDER);
        let reported_at = check.past_at(&field::REPORTED_AT, today);
        let leader = check.text(&field::LEADER);
        let mut lines = |field| check.lines(field);
        let texts = [
            summary,
            finder,
            leader,
            lines(&field::WHEN_WORDS),
            lines(&field::PLACE),
            lines(&field::WHO),
            lines(&field::WHAT),
            lines(&field::WHY),
            lines(&field::HOW),
        ];
        Self { sort, happened_at, reported_at, texts }
    }

    pub(super) fn put(self, incident: Incident) -> Incident {
        let Self { sort: _, happened_at, reported_at, texts } = self;
        let [summary, finder, leader, when_words, place, who, what, why, how] = texts;
        Incident {
            summary,
            happened_at,
            finder,
            reported_at,
            leader,
            when_words,
            place,
            who,
            what,
            why,
            how,
            ..incident
        }
    }
}

/// Whom and what it touches, and how that was protected.
pub(super) struct Touched {
    staff: Option<StaffId>,
    devices: Vec<DeviceId>,
    systems: Vec<SystemId>,
    vendor: Option<VendorId>,
    people_by: Option<PeopleBy>,
    people: Option<u32>,
    data: Vec<DataItem>,
    data_words: String,
    form: Option<Form>,
    sure: [Option<Sure>; 4],
    protection_words: String,
}

impl Touched {
    pub(super) fn read(check: &mut Check<'_>) -> Self {
        let staff = check.link(&field::STAFF);
        let devices = check.links(&field::DEVICES);
        let systems = check.links(&field::SYSTEMS);
        let vendor = check.link(&field::VENDOR);
        let people_by = check.choice(&field::PEOPLE_BY);
        let people = check.count(&field::PEOPLE);
        match (people_by, people) {
            (Some(PeopleBy::Known | PeopleBy::UpTo), None) => {
                check
                    .breach(&field::PEOPLE, "人数を入力してください。まだわからないときは「まだわからない」を選びます");
            }
            (None, Some(_)) => {
                check.breach(&field::PEOPLE_BY, "人数がわかっているのか、多くてもその人数なのかを選んでください")
            }
            (Some(PeopleBy::Unknown), Some(_)) => {
                check.breach(&field::PEOPLE, "「まだわからない」を選んだときは、人数を空にしてください");
            }
            (Some(PeopleBy::Known | PeopleBy::UpTo), Some(_)) | (Some(PeopleBy::Unknown) | None, None) => {}
        }
        let data = check.many(&field::DATA);
        let data_words = check.lines(&field::DATA_WORDS);
        let form = check.choice(&field::FORM);
        let mut sure = |field| check.choice(field);
        let sure = [sure(&field::ENCRYPTED), sure(&field::KEY_SAFE), sure(&field::LOCKED), sure(&field::REMOTE)];
        let protection_words = check.lines(&field::PROTECTION_WORDS);
        Self { staff, devices, systems, vendor, people_by, people, data, data_words, form, sure, protection_words }
    }

    pub(super) fn put(self, incident: Incident) -> Incident {
        let Self { staff, devices, systems, vendor, people_by, people, data, data_words, form, sure, protection_words } =
            self;
        let [encrypted, key_safe, locked, remote] = sure;
        Incident {
            staff,
            devices,
            systems,
            vendor,
            people_by,
            people,
            data,
            data_words,
            form,
            encrypted,
            key_safe,
            locked,
            remote,
            protection_words,
            ..incident
        }
    }
}

/// Why it happened, what came of it, and what the law asks.
pub(super) struct After {
    cause: Option<Cause>,
    texts: [String; 5],
    triggers: [Option<Sure>; 4],
    exclusion: Option<Exclusion>,
    exclusion_by: String,
    exclusion_on: Option<Day>,
    exclusion_why: String,
}

impl After {
    pub(super) fn read(check: &mut Check<'_>, today: Day) -> Self {
        let cause = check.choice(&field::CAUSE);
        let mut lines = |field| check.lines(field);
        let texts = [
            lines(&field::SECOND_DAMAGE),
            lines(&field::TO_PERSONS),
            lines(&field::PUBLICATION),
            lines(&field::PREVENTION),
            lines(&field::REMARKS),
        ];
        let mut sure = |field| check.choice(field);
        let triggers = [sure(&field::SENSITIVE), sure(&field::PROPERTY), sure(&field::IMPROPER), sure(&field::MANY)];
        let exclusion = check.choice(&field::EXCLUSION);
        let exclusion_by = check.text(&field::EXCLUSION_BY);
        let exclusion_on = check.past_day(&field::EXCLUSION_ON, today);
        let exclusion_why = check.lines(&field::EXCLUSION_WHY);
        if let Some(decided) = exclusion {
            if exclusion_by.is_empty() {
                check.breach(&field::EXCLUSION_BY, "だれが判断したかを入力してください");
            }
            if exclusion_why.is_empty() {
                check.breach(&field::EXCLUSION_WHY, "なぜそう判断したかを入力してください");
            }
            let mut is_yes = |field| check.choice(field) == Some(Sure::Yes);
            let is_sound = is_yes(&field::ENCRYPTED) && is_yes(&field::KEY_SAFE);
            if decided == Exclusion::Applies && !is_sound {
                let why = "暗号化と、鍵・パスワードの状態がどちらも「はい」のときだけ、外れると判断できます";
                check.breach(&field::EXCLUSION, why);
            }
        }
        Self { cause, texts, triggers, exclusion, exclusion_by, exclusion_on, exclusion_why }
    }

    pub(super) fn put(self, incident: Incident) -> Incident {
        let Self { cause, texts, triggers, exclusion, exclusion_by, exclusion_on, exclusion_why } = self;
        let [second_damage, to_persons, publication, prevention, remarks] = texts;
        let [sensitive, property, improper, many] = triggers;
        Incident {
            cause,
            second_damage,
            to_persons,
            publication,
            prevention,
            remarks,
            sensitive,
            property,
            improper,
            many,
            exclusion,
            exclusion_by,
            exclusion_on,
            exclusion_why,
            ..incident
        }
    }
}
