//! 対応事項: entered, seen to and corrected; what is to keep an incident from happening again.

use crate::base::{Breach, Day, Draft, Field, IncidentId, Kind, Record};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::incident::record::Incident;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::Tx;

use super::record::{Remedy, field};

/// Enters it (登録).
pub type Open = Enter<Remedy>;
/// Corrects it, or records that it is done (訂正・完了).
pub type Amend = Correct<Remedy>;

impl Keep for Remedy {
    fn carry(&mut self, before: &Self) {
        self.item.clone_from(&before.item);
        self.incident = before.incident;
    }
}

/// What is to keep an incident from happening again, who sees to it and by when (再発防止).
#[derive(Debug, Clone)]
pub struct Prevent {
    /// Which incident.
    pub incident: IncidentId,
    /// What was typed.
    pub draft: Draft,
}

/// What is typed of it, in the order of the question.
pub const PREVENTION: [Field; 3] = [field::WHAT, field::OWNER.required(), field::TARGET_ON.required()];

impl Command for Prevent {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, draft } = *self;
        let incident = tx.reader().get::<Incident>(id)?.ok_or_else(gone)?.record;
        let mut breaches = Remedy::check(&draft, today).err().unwrap_or_default();
        // Of what is to prevent the next one it must be known who does it by when.
        for (field, why) in
            [(field::OWNER, "担当者を選んでください"), (field::TARGET_ON, "いつまでに行うかを入力してください")]
        {
            if draft.get(field.key).trim().is_empty() {
                breaches.push(Breach { field: field.key, label: field.label, why: why.to_owned() });
            }
        }
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let remedy = Remedy {
            incident: Some(id),
            source: format!("{} {}", Kind::Incident.label(), incident.number()),
            found_on: Some(today),
            ..Remedy::check(&draft, today)?
        };
        tx.add(&remedy)?;
        Ok(Done::said(Kind::Remedy, format!("再発防止「{}」を登録しました", remedy.what)))
    }
}

fn gone() -> Problem {
    Problem::new(
        "L-080",
        "この事故の記録は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "「事故」の一覧に戻って、開き直してください。",
    )
}
