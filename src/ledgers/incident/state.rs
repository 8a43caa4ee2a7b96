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

    /// Whether the commission is to be told of it, as far as the answers tell.
    #[must_use]
    pub fn standing_by_law(&self) -> Standing {
        Case::of(self).standing()
    }

    /// Whether a report to the commission may still have to go out.
    #[must_use]
    pub fn is_owed_by_law(&self) -> bool {
        Case::of(self).is_owed()
    }

    /// The reports to the commission that are still owed (速報, 確報). Once 確報 is out, nobody waits for 速報.
    #[must_use]
    pub fn owed(&self) -> Vec<Report> {
        let is_sent = |report: Report| self.report(report).is_some();
        match self.standing_by_law() {
            Standing::Reportable(_) if !is_sent(Report::Final) => {
                [Report::Prompt, Report::Final].into_iter().filter(|report| !is_sent(*report)).collect()
            }
            Standing::Reportable(_) | Standing::NeedsAnswer(_) | Standing::NotReportable | Standing::Excluded => {
                Vec::new()
            }
        }
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
    use super::State;
    use crate::base::{At, Day};
    use crate::ledgers::incident::record::{Exclusion, FlowKind, Form, Incident, Report, Sure, field};

    fn begun(flow: FlowKind) -> Incident {
        Incident::begun(flow, At::day(Day::new(2026, 11, 27).unwrap()))
    }

    #[test]
    fn it_waits_for_reports_only_where_one_of_the_four_is_so() {
        let mut incident = begun(FlowKind::DeviceLoss);
        assert_eq!((incident.state(), incident.owed()), (State::Going, Vec::new()));
        incident.sensitive = Some(Sure::Yes);
        assert_eq!((incident.state(), incident.owed()), (State::Owing, vec![Report::Prompt, Report::Final]));
        incident.sensitive = Some(Sure::Unknown);
        assert_eq!(incident.state(), State::Going);
        // By itself a decision excludes nothing: the key is known to be safe, and somebody says so with the reason.
        incident.sensitive = Some(Sure::Yes);
        incident.exclusion = Some(Exclusion::Applies);
        assert_eq!(incident.state(), State::Owing);
        (incident.encrypted, incident.key_safe) = (Some(Sure::Yes), Some(Sure::Yes));
        (incident.exclusion_by, incident.exclusion_why) = ("院長".to_owned(), "鍵は別にある".to_owned());
        incident.exclusion_on = Some(incident.known_at.on);
        assert_eq!(incident.state(), State::Going);
    }

    #[test]
    fn what_is_not_known_is_told_and_what_does_not_matter_is_not_asked() {
        let mut incident = begun(FlowKind::DeviceLoss);
        assert!(
            incident.gaps().contains(&field::ENCRYPTED.label) && incident.gaps().contains(&field::WHEN_WORDS.label)
        );
        incident.happened_at = Some(incident.known_at);
        incident.encrypted = Some(Sure::Unknown);
        assert!(incident.gaps().contains(&field::ENCRYPTED.label), "わからない is not known");
        assert!(!incident.gaps().contains(&field::WHEN_WORDS.label), "the time answers いつ");
        incident.form = Some(Form::Paper);
        assert!(!incident.gaps().contains(&field::ENCRYPTED.label));
        assert!(!begun(FlowKind::Spoken).gaps().contains(&field::ENCRYPTED.label));
    }
}
