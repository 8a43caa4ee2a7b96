//! 連絡先: entered, corrected, ended; and checked to be right still.

use crate::base::text::fold;
use crate::base::{Breach, Coded, ContactId, Day, Kind};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Contact, Slot, field};

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

/// The numbers were tried or compared and are still right (確認).
#[derive(Debug, Clone)]
pub struct ConfirmContacts(pub Vec<ContactId>);

impl Command for ConfirmContacts {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let mut names = Vec::new();
        for id in &self.0 {
            let kept = tx.reader().get::<Contact>(*id)?.ok_or_else(gone)?;
            if kept.record.phone.is_empty() {
                return Err(no_phone(&kept.record.name).into());
            }
            let record = Contact { checked_on: Some(today), ..kept.record };
            tx.correct(*id, &record, Some("連絡先の確認"))?;
            names.push(record.name);
        }
        let said = match names.as_slice() {
            [] => "確認する連絡先が選ばれていません".to_owned(),
            [name] => format!("「{name}」の連絡先を今日確認したと記録しました"),
            names => format!("{}件の連絡先を今日確認したと記録しました", names.len()),
        };
        Ok(Done::said(Kind::Contact, said))
    }
}

/// The contacts of a slot are called in another order (連絡する順). Those that are not named keep their places.
#[derive(Debug, Clone)]
pub struct Reorder {
    /// 区分
    pub slot: Slot,
    /// The ones that change places among each other, in their new order.
    pub order: Vec<ContactId>,
}

impl Command for Reorder {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { slot, order } = *self;
        let mut all = tx.reader().list::<Contact>()?;
        all.retain(|kept| kept.record.slot == slot && kept.record.is_used_on(today));
        let mut moved = Vec::with_capacity(order.len());
        for id in &order {
            moved.push(all.iter().find(|kept| kept.id == *id).cloned().ok_or_else(gone)?);
        }
        let mut next = moved.into_iter();
        for kept in &mut all {
            if order.contains(&kept.id) {
                *kept = next.next().ok_or_else(gone)?;
            }
        }
        let mut n_changed = 0;
        for (number, kept) in (1_u16..).zip(all) {
            if kept.record.place != Some(number) {
                let record = Contact { place: Some(number), ..kept.record };
                tx.correct(kept.id, &record, Some("連絡する順の変更"))?;
                n_changed += 1;
            }
        }
        if n_changed == 0 {
            return Err(same_order().into());
        }
        Ok(Done::said(Kind::Contact, format!("「{}」の連絡する順を変えました", slot.label())))
    }
}

fn gone() -> Problem {
    Problem::new(
        "L-032",
        "この連絡先は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "連絡先の一覧を開き直してください。",
    )
}

fn same_order() -> Problem {
    Problem::new("N-138", "連絡する順は、前と同じです。台帳は変わっていません。", "動かす連絡先を選び直してください。")
}

fn no_phone(name: &str) -> Problem {
    Problem::new(
        "L-033",
        format!("「{name}」には電話番号がまだありません。台帳は変わっていません。"),
        "「訂正」で電話番号を入力し、確認日も入力してください。",
    )
}
