//! 自己点検, the end: the check, what it says of the device, and what is to be seen to, in one transaction.

use std::collections::BTreeMap;

use crate::base::{Day, DeviceId, Entered, Kind, Record, StaffId};
use crate::checklists::{self, SelfCheck};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::device::record::Device;
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::self_check::every::CheckEvery;
use crate::ledgers::self_check::record::{Answer, Answered, SelfCheck as Check};
use crate::vault::Tx;

use super::Wizard;

/// Enters the check (登録).
pub struct Finish {
    person: StaffId,
    device: DeviceId,
    edition: &'static SelfCheck,
    answers: Vec<Answered>,
}

impl Finish {
    /// A check of this device by this person, answered as a whole.
    #[must_use]
    pub const fn new(person: StaffId, device: DeviceId, edition: &'static SelfCheck, answers: Vec<Answered>) -> Self {
        Self { person, device, edition, answers }
    }
}

impl Wizard {
    /// The command for what was said; `None` while something is missing.
    pub(super) fn finish(&self) -> Option<Finish> {
        let answers = self.items.iter().map(|item| {
            let given = self.given(item).filter(|given| given.is_whole())?;
            let reason = given.note.trim().to_owned();
            Some(Answered { item: item.id.clone(), ask: item.ask.clone(), answer: given.answer, reason })
        });
        Some(Finish {
            person: self.person,
            device: self.device,
            edition: self.edition?,
            answers: answers.collect::<Option<_>>()?,
        })
    }
}

impl Command for Finish {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { person, device: id, edition, answers } = *self;
        let device = tx.reader().get::<Device>(id)?.ok_or_else(gone)?;
        let check = Check {
            staff: person,
            device: id,
            checked_on: today,
            edition: edition.edition.clone(),
            hash: edition.hash.clone(),
            answers,
            note: String::new(),
            entered: tx.enterer().map(Entered::by),
        };
        tx.add(&check)?;
        let said: BTreeMap<String, checklists::Answer> = check
            .answers
            .iter()
            .map(|answered| (answered.item.clone(), checklists::Answer::new(answered.answer, &answered.reason)))
            .collect();
        let mut changed = device.record.clone();
        edition.apply(&said, &mut changed, today);
        let source = check.title();
        if changed != device.record {
            tx.correct(id, &changed, Some(&source))?;
        }
        let n_open = remedies(tx, edition, &check, &source, today)?;
        let said = if n_open == 0 {
            "自己点検を登録しました".to_owned()
        } else {
            format!("自己点検を登録しました。対応事項が{n_open}件あります")
        };
        Ok(Done { touched: vec![Kind::SelfCheck, Kind::Device, Kind::Remedy], said, next: Some(Route::Own) })
    }
}

/// What was wrong or not known is to be seen to until the next check; what is well now is done. Gives how many are open.
fn remedies(tx: &mut Tx<'_>, edition: &SelfCheck, check: &Check, source: &str, today: Day) -> Result<usize, Refusal> {
    let known = tx.reader().list_active::<Remedy>()?;
    let months = CheckEvery::read(&tx.reader())?.0;
    let mut n_open = 0;
    for answered in &check.answers {
        // Somebody else may find the same device well; what one has found, one has to see mended.
        let is_same = |one: &Remedy| {
            one.staff == Some(check.staff) && one.device == Some(check.device) && one.item == answered.item
        };
        let before = known.iter().find(|kept| is_same(&kept.record));
        match (answered.answer, before) {
            (Answer::Yes, Some(kept)) => {
                let result = format!("{source}で「はい」");
                let done = Remedy { done_on: Some(today), result, ..kept.record.clone() };
                tx.retire(kept.id, &done, Some(source))?;
            }
            (Answer::No | Answer::Unsure, Some(_)) => n_open += 1,
            (Answer::No | Answer::Unsure, None) => {
                n_open += 1;
                let is_unsure = answered.answer == Answer::Unsure;
                let item = edition.item(&answered.item);
                tx.add(&Remedy {
                    what: wording(answered),
                    staff: Some(check.staff),
                    device: Some(check.device),
                    source: source.to_owned(),
                    item: answered.item.clone(),
                    incident: None,
                    found_on: Some(today),
                    ask_whom: item.filter(|_| is_unsure).map(|item| item.ask_whom),
                    owner: (!is_unsure).then_some(check.staff),
                    target_on: Some(today.plus_months(i32::from(months))),
                    done_on: None,
                    result: String::new(),
                })?;
            }
            (Answer::Yes | Answer::NotApplicable, _) => {}
        }
    }
    Ok(n_open)
}

/// 「OSは最新ですか　いいえ（古いまま）」
fn wording(answered: &Answered) -> String {
    let word = crate::base::Coded::label(answered.answer);
    if answered.reason.is_empty() {
        format!("{}　{word}", answered.ask)
    } else {
        format!("{}　{word}（{}）", answered.ask, answered.reason)
    }
}

fn gone() -> Refusal {
    Problem::new(
        "P-101",
        "点検した端末の記録が見つかりません。取り消されたかもしれません。答えは下書きに残っています。",
        "管理者に伝えて、「端末」の画面で確かめてください。",
    )
    .into()
}
