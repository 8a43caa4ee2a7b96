//! 規程・文書: entered, corrected, ended; and where an item of the checklist is written in it.

use crate::base::text::{fold, tidy};
use crate::base::{Breach, Day, DocumentId, Kind, Scan};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::copies::Copied;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, Tx, VaultError};

use super::items::number;
use super::record::{Document, field};

/// Enters it (登録).
pub type Register = Enter<Document>;
/// Corrects it, or records that it is not used any more (訂正・終了).
pub type Amend = Correct<Document>;

impl Keep for Document {
    fn across(&self, id: Option<DocumentId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let key = |document: &Self| (fold(&document.title), fold(&document.version));
        let others = read.list_active::<Self>()?;
        let has_twin = others.iter().any(|other| Some(other.id) != id && key(&other.record) == key(self));
        let why = "同じ名前・同じ版の文書がすでに登録されています。その文書を訂正するか、版を変えてください".to_owned();
        let twin = Breach { field: field::TITLE.key, label: field::TITLE.label, why };
        Ok(if has_twin && self.ended_on.is_none() { vec![twin] } else { Vec::new() })
    }

    fn carry(&mut self, before: &Self) {
        self.sections.clone_from(&before.sections);
        self.scan.clone_from(&before.scan);
    }
}

impl Copied for Document {
    const WORD: &'static str = "文書の写し";

    fn copy(&self) -> Option<&Scan> {
        self.scan.as_ref()
    }

    fn set_copy(&mut self, copy: Scan) {
        self.scan = Some(copy);
    }
}

/// Says in which documents an item of the checklist is written, and where (対応表). An empty place takes the item out.
#[derive(Debug, Clone)]
pub struct PlaceItem {
    /// The item's id in the checklist: `2-06`.
    pub item: String,
    /// The documents that were on screen, each with the place: 「第5条」.
    pub places: Vec<(DocumentId, String)>,
}

impl Command for PlaceItem {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { item, places } = *self;
        let number = number(&item);
        let mut n_placed = 0;
        for (id, place) in places {
            let kept = tx.reader().get::<Document>(id)?.ok_or_else(gone)?;
            let place = tidy(&place);
            n_placed += usize::from(!place.is_empty());
            if kept.record.place_of(&item).unwrap_or_default() == place {
                continue;
            }
            let mut record = kept.record;
            record.put(&item, &place);
            let reason = if place.is_empty() { "なし" } else { place.as_str() };
            tx.correct(id, &record, Some(&format!("規程の対応表　{number}　{reason}")))?;
        }
        let said = match n_placed {
            0 => format!("{number} は、どの文書にも書かれていないと記録しました"),
            n_placed => format!("{number} が書かれている所を{n_placed}件記録しました"),
        };
        Ok(Done::said(Kind::Document, said))
    }
}

fn gone() -> Problem {
    Problem::new(
        "L-030",
        "この文書は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "対応表を開き直して、文書を選び直してください。",
    )
}
