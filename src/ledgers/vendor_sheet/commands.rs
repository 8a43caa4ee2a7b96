//! 事業者の点検表: prepared for a fiscal year, handed out, come back with its answers.

use crate::base::{Breach, Coded, Day, Draft, Kept, Kind, Record, VendorSheetId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::keep::{Correct, Keep};
use crate::vault::{Act, Detail, Reader, Tx, VaultError};

use super::record::{Reply, VendorAnswer, VendorSheet, field};

/// Corrects it (訂正).
pub type Amend = Correct<VendorSheet>;

impl Keep for VendorSheet {
    /// A vendor has one form a fiscal year.
    fn across(&self, id: Option<VendorSheetId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let own = read.by_subject::<Self>(self.vendor.into())?;
        let is_twin = |kept: &Kept<Self>| Some(kept.id) != id && kept.record.fiscal_year == self.fiscal_year;
        if !own.iter().any(is_twin) {
            return Ok(Vec::new());
        }
        let why = "この事業者のこの年度の点検表は、もう用意されています。事業者の画面から開いてください";
        Ok(vec![Breach { field: field::FISCAL_YEAR.key, label: field::FISCAL_YEAR.label, why: why.to_owned() }])
    }

    fn carry(&mut self, before: &Self) {
        self.edition.clone_from(&before.edition);
        self.hash.clone_from(&before.hash);
        self.answers.clone_from(&before.answers);
    }
}

/// Which edition of the checklist a form is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfEdition {
    /// `mhlw-cyber/r7`
    pub name: String,
    /// The hash of its file, in hex.
    pub hash: String,
}

/// Prepares a form (用意).
pub struct Prepare {
    /// What was typed.
    pub draft: Draft,
    /// The edition that is asked.
    pub edition: OfEdition,
}

impl Command for Prepare {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { draft, edition } = *self;
        let mut record = VendorSheet::check(&draft, today)?;
        record.edition = edition.name;
        record.hash = edition.hash;
        let breaches = record.across(None, &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let id = tx.add(&record)?;
        let said = format!("{}を用意しました", record.title());
        Ok(Done::said(Kind::VendorSheet, said).then(Route::Page(Kind::VendorSheet, id.into())))
    }
}

/// It was handed to the vendor (渡した). A day that stands there already stays.
pub struct HandOut {
    /// The form.
    pub id: VendorSheetId,
    /// The file it was written into, where it was one.
    pub file: Option<String>,
}

impl Command for HandOut {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { id, file } = *self;
        let kept = tx.reader().get::<VendorSheet>(id)?.ok_or_else(gone)?;
        if let Some(file) = &file {
            // What leaves the ledger is told in the journal.
            tx.note(Act::Exported, &Detail::said(&format!("「{file}」を書き出し")))?;
        }
        if kept.record.handed_on.is_some() {
            let said = file.map(|file| format!("「{file}」を書き出しました")).unwrap_or_default();
            return Ok(Done { touched: Vec::new(), said, next: None });
        }
        let record = VendorSheet { handed_on: Some(today), ..kept.record };
        tx.correct(id, &record, Some("点検表を渡した"))?;
        Ok(Done::said(Kind::VendorSheet, format!("点検表を渡した日を{}と記録しました", today.wareki())))
    }
}

/// It came back: its answers are taken over, all in one step (返ってきた).
#[derive(Debug, Clone)]
pub struct TakeAnswers {
    /// The form.
    pub id: VendorSheetId,
    /// The version that was on screen.
    pub version: u32,
    /// The edition the answers belong to.
    pub edition: OfEdition,
    /// What was answered, in the order of the form.
    pub answers: Vec<VendorAnswer>,
    /// 答えた人
    pub answered_by: String,
    /// 返ってきた日
    pub returned_on: Option<Day>,
    /// Why, for the history: 「返ってきたExcel」.
    pub reason: String,
}

impl TakeAnswers {
    /// What is wrong with the answers as they stand; the words name the item.
    #[must_use]
    pub fn faults(&self, today: Day) -> Vec<String> {
        let mut faults = Vec::new();
        for answer in &self.answers {
            let asked = number(&answer.asked);
            if answer.checked_on.is_some_and(|day| day > today) {
                faults.push(format!("{asked}の確認日が今日より後です"));
            }
            if let (Some(checked), Some(target)) = (answer.checked_on, answer.target_on)
                && target < checked
            {
                faults.push(format!("{asked}の目標日が確認日より前です"));
            }
            if answer.target_on.is_some() && matches!(answer.reply, Some(Reply::Yes | Reply::NotApplicable)) {
                let reply = answer.reply.map_or("", Coded::label);
                faults.push(format!("{asked}は「{reply}」なのに目標日があります"));
            }
        }
        if self.returned_on.is_some_and(|day| day > today) {
            faults.push(format!("{}が今日より後です", field::RETURNED_ON.label));
        }
        faults
    }
}

/// The number an item begins with: 「2-② リモート…」.
fn number(asked: &str) -> &str {
    asked.split(' ').next().unwrap_or(asked)
}

impl Command for TakeAnswers {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let faults = self.faults(today);
        if !faults.is_empty() {
            return Err(unsound(&faults).into());
        }
        let Self { id, version, edition, answers, answered_by, returned_on, reason } = *self;
        let kept = tx.reader().get::<VendorSheet>(id)?.ok_or_else(gone)?;
        if kept.version != version {
            return Err(changed_since().into());
        }
        let early = kept.record.handed_on.zip(returned_on).is_some_and(|(handed, returned)| returned < handed);
        if early {
            return Err(unsound(&["返ってきた日が、渡した日より前です".to_owned()]).into());
        }
        let record = VendorSheet {
            edition: edition.name,
            hash: edition.hash,
            answers,
            answered_by,
            returned_on,
            ..kept.record.clone()
        };
        if record == kept.record {
            return Ok(Done { touched: Vec::new(), said: "回答は前と同じです".to_owned(), next: None });
        }
        tx.correct(id, &record, Some(&reason))?;
        let said = format!("{}の回答を記録しました", record.title());
        Ok(Done::said(Kind::VendorSheet, said).then(Route::Page(Kind::VendorSheet, id.into())))
    }
}

fn unsound(faults: &[String]) -> Problem {
    Problem::new(
        "L-021",
        format!("このままでは記録できません。台帳は変わっていません。{}。", faults.join("。")),
        "日付と回答を確かめて直してください。",
    )
}

fn changed_since() -> Problem {
    Problem::new(
        "L-022",
        "開いている間に、この点検表は別の操作で変わっていました。回答はまだ保存されていません。",
        "いったん閉じて開き直し、もう一度行ってください。",
    )
}

/// The form is not there.
#[must_use]
pub fn gone() -> Problem {
    Problem::new(
        "L-020",
        "この事業者の点検表は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "事業者の画面から開き直してください。",
    )
}
