//! 自己評価: a round is begun, answered item by item, and signed off; what is signed off stays as it is.

use crate::base::{AssessmentId, Day, FiscalYear, Kept, Kind, RecordId, RoleId, Scan};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::copies;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::role::record::{Role, RoleKind};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, Tx};

use super::record::{Answered, Assessment, EditionForm, Signed, Worded};
use super::years::years;

/// Enters it (登録), from a book that is taken over.
pub type Open = Enter<Assessment>;
/// Corrects it (訂正).
pub type Amend = Correct<Assessment>;

impl Keep for Assessment {
    fn carry(&mut self, before: &Self) {
        let note = std::mem::take(&mut self.note);
        *self = Self { note, ..before.clone() };
    }

    fn page(&self, id: RecordId) -> Route {
        Route::Assess(id.into())
    }
}

/// Begins a round (点検を始める).
#[derive(Debug, Clone)]
pub struct Begin {
    /// `mhlw-cyber/r7`
    pub edition: String,
    /// The hash of its file.
    pub hash: String,
    /// 様式
    pub form: EditionForm,
    /// 年度
    pub fiscal_year: FiscalYear,
}

impl Command for Begin {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { edition, hash, form, fiscal_year } = *self;
        let all = tx.reader().list::<Assessment>()?;
        let blank = Assessment::begun(&edition, &hash, form, fiscal_year, 1, today);
        let years = years(&all, blank.family(), form);
        if let Some(open) = years.iter().find_map(super::years::Year::open) {
            return Err(still_open(&open.record).into());
        }
        let is_it = |kept: &&Kept<Assessment>| kept.record.fiscal_year == fiscal_year && kept.record.edition == edition;
        let of_year = years.iter().flat_map(|year| &year.rounds).copied().filter(is_it);
        let round = of_year.map(|kept| kept.record.round).max().unwrap_or(0).saturating_add(1);
        let begun = Assessment { round, ..blank };
        let id = tx.add(&begun)?;
        Ok(Done::said(Kind::Assessment, format!("{}の点検を始めました", begun.when())).then(Route::Assess(id)))
    }
}

/// Gives an answer (回答), in the place of what was said to the item before in this round.
#[derive(Debug, Clone)]
pub struct Give {
    /// The round.
    pub round: AssessmentId,
    /// The hash of the edition's file as it was read.
    pub hash: String,
    /// The answer.
    pub answered: Answered,
}

impl Command for Give {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { round, hash, answered } = *self;
        let mut assessment = open(&tx.reader(), round)?;
        assessment.hash = hash;
        assessment.put(answered);
        tx.correct(round, &assessment, None)?;
        Ok(Done::said(Kind::Assessment, ""))
    }
}

/// Takes an answer back: the item is not answered in this round.
#[derive(Debug, Clone)]
pub struct Clear {
    /// The round.
    pub round: AssessmentId,
    /// The item's id.
    pub item: String,
}

impl Command for Clear {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { round, item } = *self;
        let mut assessment = open(&tx.reader(), round)?;
        assessment.answers.retain(|answered| answered.item != item);
        tx.correct(round, &assessment, Some("回答の取り消し"))?;
        Ok(Done::said(Kind::Assessment, "回答を取り消しました"))
    }
}

/// Keeps a photo or a PDF with an answer (添付).
pub struct Attach {
    /// The round.
    pub round: AssessmentId,
    /// The item's id; it is answered already.
    pub item: String,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// So many can be kept with one answer.
pub const MOST_FILES: usize = 10;

impl Command for Attach {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { round, item, name, bytes } = *self;
        let mut assessment = open(&tx.reader(), round)?;
        let given = assessment.answers.iter_mut().find(|answered| answered.item == item).ok_or_else(not_answered)?;
        if given.files.len() >= MOST_FILES {
            return Err(too_many().into());
        }
        let file = copies::keep(tx, &name, &bytes)?;
        if !given.files.contains(&file) {
            given.files.push(file);
        }
        tx.correct(round, &assessment, Some("添付"))?;
        Ok(Done::said(Kind::Assessment, format!("「{name}」を付けました")))
    }
}

/// Takes a file off an answer. Earlier versions of the record keep it.
pub struct Detach {
    /// The round.
    pub round: AssessmentId,
    /// The item's id.
    pub item: String,
    /// The file.
    pub file: Scan,
}

impl Command for Detach {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { round, item, file } = *self;
        let mut assessment = open(&tx.reader(), round)?;
        if let Some(given) = assessment.answers.iter_mut().find(|answered| answered.item == item) {
            given.files.retain(|kept| *kept != file);
        }
        tx.correct(round, &assessment, Some("添付を外す"))?;
        Ok(Done::said(Kind::Assessment, format!("「{}」を外しました", file.name)))
    }
}

/// The responsible person signs the round off (点検を終える).
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The round.
    pub round: AssessmentId,
    /// Whose role it is signed by: 安全管理責任者, 管理責任者 or their 代理.
    pub role: RoleId,
    /// The title of the edition.
    pub title: String,
    /// The hash of its file.
    pub hash: String,
    /// Every item asked, as it read.
    pub wording: Vec<Worded>,
    /// The answers, with what the ledger says against them now.
    pub answers: Vec<Answered>,
}

impl Command for SignOff {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { round, role, title, hash, wording, answers } = *self;
        let assessment = open(&tx.reader(), round)?;
        let held = tx.reader().get::<Role>(role)?.filter(|kept| signs_on(&kept.record, today)).ok_or_else(nobody)?;
        let person = tx.reader().get::<Staff>(held.record.staff)?.ok_or_else(nobody)?;
        let role = crate::base::Coded::label(held.record.role).to_owned();
        let signed = Signed { by: person.record.name, role, on: today, title, wording };
        let said = format!("{}の点検を終えました", assessment.when());
        let assessment = Assessment { hash, answers, signed: Some(signed), ..assessment };
        tx.correct(round, &assessment, Some("点検を終える"))?;
        Ok(Done::said(Kind::Assessment, said))
    }
}

/// Whether a role may sign off on a day.
#[must_use]
pub fn signs_on(role: &Role, day: Day) -> bool {
    matches!(role.role, RoleKind::SafetyOfficer | RoleKind::Responsible | RoleKind::Deputy) && role.is_held_on(day)
}

/// The round, if it still goes on.
fn open(read: &Reader<'_>, round: AssessmentId) -> Result<Assessment, Refusal> {
    let kept = read.get::<Assessment>(round)?.ok_or_else(gone)?;
    if kept.record.is_open() { Ok(kept.record) } else { Err(signed_off().into()) }
}

fn gone() -> Problem {
    Problem::new(
        "L-050",
        "この点検は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "「自己評価」に戻って、開き直してください。",
    )
}

fn signed_off() -> Problem {
    Problem::new(
        "L-051",
        "この点検はもう終えてあるため、回答を変えられません。台帳は変わっていません。",
        "状況が変わったときは、「自己評価」で次の確認回を始めてください。前の回はそのまま残ります。",
    )
}

fn still_open(open: &Assessment) -> Problem {
    Problem::new(
        "L-052",
        format!("同じ点検表の{}の点検が、まだ終わっていません。台帳は変わっていません。", open.when()),
        "「自己評価」で「続ける」を押して、先にその点検を終えてください。",
    )
}

fn nobody() -> Problem {
    Problem::new(
        "L-053",
        "点検を終える人が、今日の時点で安全管理責任者・管理責任者・その代理のどれにも登録されていません。回答は保存されています。",
        "「役割」に医療情報システム安全管理責任者を登録してから、もう一度「点検を終える」を押してください。",
    )
}

fn not_answered() -> Problem {
    Problem::new(
        "L-054",
        "この項目にはまだ回答がないため、ファイルを付けられません。台帳は変わっていません。",
        "先に「はい」「いいえ」のどちらかを選んでください。",
    )
}

fn too_many() -> Problem {
    Problem::new(
        "L-055",
        format!("1つの項目に付けられるファイルは{MOST_FILES}件までです。台帳は変わっていません。"),
        "いらないファイルを外すか、1つのPDFにまとめてから付けてください。",
    )
}
