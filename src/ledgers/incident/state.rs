//! 状態: how far an incident is, and whether the commission is to be told of it, as far as the answers say.

use crate::ledgers::clocks::{Case, Standing};

use super::record::{FlowKind, Form, Incident, PeopleBy, Report, Sure, field};

/// How far an incident is (状態).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It goes on.
    Going,
    /// It goes on, and a report to the commission is still owed.
    Owing,
    /// It is closed.
    Closed,
}

/// Whether it is one the commission is to be told of (規則7条), by the answers to the four questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reportable {
    /// One of the four is so, and nobody has decided that encryption takes it out.
    Yes,
    /// None of the four is so, or somebody has decided that encryption takes it out.
    No,
    /// Not known yet; that is never taken for no.
    Open,
}

impl State {
    /// The word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Going => "対応中",
            Self::Owing => "報告待ち",
            Self::Closed => "終結",
        }
    }
}

impl Incident {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.is_open(), self.owed().is_empty()) {
            (false, _) => State::Closed,
            (true, false) => State::Owing,
            (true, true) => State::Going,
        }
    }

    /// Whether the commission is to be told of it.
    #[must_use]
    pub fn reportable(&self) -> Reportable {
        match Case::of(self).standing() {
            Standing::Reportable(_) => Reportable::Yes,
            Standing::NeedsAnswer(_) => Reportable::Open,
            Standing::NotReportable | Standing::Excluded => Reportable::No,
        }
    }

    /// The reports to the commission that are still owed (速報, 確報).
    #[must_use]
    pub fn owed(&self) -> Vec<Report> {
        // Once 確報 is out, nobody waits for 速報.
        if self.reportable() != Reportable::Yes || self.report(Report::Final).is_some() {
            return Vec::new();
        }
        [Report::Prompt, Report::Final].into_iter().filter(|report| self.report(*report).is_none()).collect()
    }

    /// Whether it is to be known how the data were protected: not where they were spoken, sent or on paper.
    #[must_use]
    pub const fn asks_protection(&self) -> bool {
        let is_sent = matches!(self.flow, FlowKind::Misdirected | FlowKind::Spoken);
        !is_sent && !matches!(self.form, Some(Form::Paper | Form::Message | Form::Voice))
    }

    /// What is not known of it yet, by the labels of its fields.
    #[must_use]
    pub fn gaps(&self) -> Vec<&'static str> {
        let texts = [
            (&field::SUMMARY, &self.summary),
            (&field::WHEN_WORDS, &self.when_words),
            (&field::PLACE, &self.place),
            (&field::WHO, &self.who),
            (&field::WHAT, &self.what),
            (&field::WHY, &self.why),
            (&field::HOW, &self.how),
        ];
        let is_counted = matches!(self.people_by, Some(PeopleBy::Known | PeopleBy::UpTo));
        let mut asked = vec![
            (&field::PEOPLE, is_counted),
            (&field::DATA, !self.data.is_empty()),
            (&field::FORM, self.form.is_some()),
        ];
        if self.asks_protection() {
            let is_known = |answer: Option<Sure>| matches!(answer, Some(Sure::Yes | Sure::No));
            asked.extend([
                (&field::ENCRYPTED, is_known(self.encrypted)),
                (&field::KEY_SAFE, is_known(self.key_safe)),
                (&field::LOCKED, is_known(self.locked)),
                (&field::REMOTE, is_known(self.remote)),
            ]);
        }
        asked.push((&field::CAUSE, self.cause.is_some()));
        let when_asked = texts.into_iter().map(|(field, text)| {
            // A time that is known is an answer to いつ.
            let is_time = field.key == field::WHEN_WORDS.key && self.happened_at.is_some();
            (field, is_time || !text.trim().is_empty())
        });
        when_asked.chain(asked).filter(|(_, is_known)| !is_known).map(|(field, _)| field.label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Reportable, State};
    use crate::base::{At, Day};
    use crate::ledgers::incident::record::{Exclusion, FlowKind, Incident, Report, Sure};

    #[test]
    fn what_is_not_known_is_never_taken_for_no() {
        let day = Day::new(2026, 11, 27).unwrap();
        let mut incident = Incident::begun(FlowKind::DeviceLoss, At::day(day));
        assert_eq!((incident.reportable(), incident.state()), (Reportable::Open, State::Going));
        incident.sensitive = Some(Sure::No);
        incident.property = Some(Sure::No);
        incident.improper = Some(Sure::No);
        incident.many = Some(Sure::Unknown);
        assert_eq!(incident.reportable(), Reportable::Open);
        incident.many = Some(Sure::No);
        assert_eq!(incident.reportable(), Reportable::No);
        incident.sensitive = Some(Sure::Yes);
        assert_eq!((incident.reportable(), incident.state()), (Reportable::Yes, State::Owing));
        assert_eq!(incident.owed(), [Report::Prompt, Report::Final]);
        incident.exclusion = Some(Exclusion::Refused);
        assert_eq!(incident.reportable(), Reportable::Yes);
        // By itself it excludes nothing: the key is known to be safe, and somebody says so with the reason.
        incident.exclusion = Some(Exclusion::Applies);
        assert_eq!(incident.reportable(), Reportable::Yes);
        (incident.encrypted, incident.key_safe) = (Some(Sure::Yes), Some(Sure::Yes));
        (incident.exclusion_by, incident.exclusion_why) = ("院長".to_owned(), "鍵は別にある".to_owned());
        incident.exclusion_on = Some(day);
        assert_eq!((incident.reportable(), incident.state()), (Reportable::No, State::Going));
    }
}
