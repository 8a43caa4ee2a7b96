//! What the page of the report does to an incident: answers and texts are corrected, and what went out is a line.

use crate::base::{At, Check, Day, Draft, Field, IncidentId, Input, Kept, Span};
use crate::desk::{Command, Done, Refusal, Right};
use crate::ledgers::clocks::{Case, Standing};
use crate::ledgers::incident::commands::{Amend, Rectify, Said, Say};
use crate::ledgers::incident::record::{Incident, Report, What};
use crate::vault::Tx;

/// Corrects the incident and stays on the page.
pub(super) struct Save(pub(super) Amend);

impl Command for Save {
    fn needs(&self) -> Right {
        self.0.needs()
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let id = self.0.id;
        let before = tx.reader().get::<Incident>(id)?.map(|kept| Case::of(&kept.record).standing());
        let done = Box::new(self.0).run(tx, today)?;
        if let Some(kept) = tx.reader().get::<Incident>(id)?
            && kept.record.is_open()
            && let Some(decision) = decided(&kept, before.as_ref(), tx)
        {
            Box::new(decision).run(tx, today)?;
        }
        Ok(Done { said: "事故の記録に保存しました".to_owned(), next: None, ..done })
    }
}

/// The line of the timeline that tells of it, where it is now judged that nothing is to be reported.
fn decided(kept: &Kept<Incident>, before: Option<&Standing>, tx: &Tx<'_>) -> Option<Say> {
    let incident = &kept.record;
    let now = Case::of(incident).standing();
    if Some(&now) == before {
        return None;
    }
    let (why, by, at) = match now {
        Standing::NeedsAnswer(_) | Standing::Reportable(_) => return None,
        Standing::NotReportable => {
            ("4つの問いの答えが、すべて「いいえ」のため".to_owned(), tx.operator().to_owned(), At::of(tx.at()))
        }
        Standing::Excluded => (
            incident.exclusion_why.clone(),
            incident.exclusion_by.clone(),
            incident.exclusion_on.map_or_else(|| At::of(tx.at()), At::day),
        ),
    };
    let text = now.label().to_owned();
    Some(Say { incident: kept.id, what: What::Decision { why }, said: Said { at, by, spoken_to: String::new(), text } })
}

/// 出した日時
pub(super) const AT: Field =
    Field::new("sent-at", "出した日時", Input::At).span(Span::DEED).required().hint("例 17:40、昨日 17:40");
/// 出した人
pub(super) const BY: Field = Field::new("sent-by", "出した人", Input::Line).required();
/// 出した先
pub(super) const TO: Field = Field::new("sent-to", "出した先", Input::Line);
/// 受付番号
pub(super) const NUMBER: Field =
    Field::new("sent-number", "受付番号", Input::Line).hint("受け付けた画面や返信にあるとき");
/// 補足
pub(super) const WORDS: Field = Field::new("sent-words", "補足", Input::Line).hint("例 電話で、10人に");

/// All of them, in the order of the form.
pub(super) const FIELDS: [Field; 5] = [AT, BY, TO, NUMBER, WORDS];

/// A report or notice went out (報告・通知の記録). Said again, it is a line in the place of the former.
pub(super) struct Sent {
    pub(super) incident: IncidentId,
    pub(super) report: Report,
    /// The line that tells of it already.
    pub(super) before: Option<u32>,
    pub(super) draft: Draft,
}

impl Command for Sent {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { incident, report, before, draft } = *self;
        let mut check = Check::new(&draft, today);
        let at = check.past_at(&AT, today);
        let [by, to, number, text] = [&BY, &TO, &NUMBER, &WORDS].map(|field| check.text(field));
        let said = check.done(|| at.map(|at| Said { at, by, spoken_to: String::new(), text }))?;
        let what = What::Report { report, to, number };
        let done = match before {
            None => Box::new(Say { incident, what, said }).run(tx, today)?,
            Some(no) => Box::new(Rectify { incident, no, what, said }).run(tx, today)?,
        };
        Ok(Done { said: format!("{}を記録しました", word(report)), next: None, ..done })
    }
}

/// What is recorded, in short.
pub(super) const fn word(report: Report) -> &'static str {
    match report {
        Report::Prompt => "速報を出したこと",
        Report::Final => "確報を出したこと",
        Report::Person => "本人へ通知したこと",
        Report::First
        | Report::Follow
        | Report::Last
        | Report::Network
        | Report::Police
        | Report::Publication
        | Report::Other => "報告したこと",
    }
}
