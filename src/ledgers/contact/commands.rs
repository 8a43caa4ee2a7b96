//! 連絡先: entered, corrected, ended; and checked to be right still.

use crate::base::text::fold;
use crate::base::{Breach, ContactId, Day, Kind};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Contact, field};

/// Enters it (登録).
pub type Register = Enter<Contact>;
/// Corrects it, or records that it is not used any more (訂正・終了).
pub type Amend = Correct<Contact>;

impl Keep for Contact {
    fn across(&self, id: Option<ContactId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let key = |contact: &Self| (contact.slot, fold(&contact.name), fold(&contact.person));
        let others = read.list_active::<Self>()?;
        let has_twin = others.iter().any(|other| Some(other.id) != id && key(&other.record) == key(self));
        let why = "同じ区分に、同じ名称・担当者の連絡先がすでに登録されています".to_owned();
        let twin = Breach { field: field::NAME.key, label: field::NAME.label, why };
        Ok(if has_twin && self.ended_on.is_none() { vec![twin] } else { Vec::new() })
    }
}

/// The number was tried or compared and is still right (確認).
#[derive(Debug, Clone, Copy)]
pub struct ConfirmContact(pub ContactId);

impl Command for ConfirmContact {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let kept = tx.reader().get::<Contact>(self.0)?.ok_or_else(gone)?;
        if kept.record.phone.is_empty() {
            return Err(no_phone().into());
        }
        let record = Contact { checked_on: Some(today), ..kept.record };
        tx.correct(self.0, &record, Some("連絡先の確認"))?;
        Ok(Done::said(Kind::Contact, format!("「{}」の連絡先を今日確認したと記録しました", record.name)))
    }
}

fn gone() -> Problem {
    Problem::new(
        "L-032",
        "この連絡先は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "連絡先の一覧を開き直してください。",
    )
}

fn no_phone() -> Problem {
    Problem::new(
        "L-033",
        "この連絡先には電話番号がまだありません。台帳は変わっていません。",
        "「訂正」で電話番号を入力し、確認日も入力してください。",
    )
}
