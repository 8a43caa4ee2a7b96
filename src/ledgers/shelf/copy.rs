//! The place for the copy of a paper on a page: it is attached, attached anew and looked at.

use egui::Ui;

use crate::base::{Kept, RecordId, Scan};
use crate::desk::{Ask, Desk, FileKind, Parcel, Right, VaultJob};
use crate::ledgers::copies::{Attacher, Copied, attacher, no_copy};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::{Icon, prose};

/// Of which record the copy is, and what there is of it.
#[derive(Clone)]
pub struct CopyOf {
    record: RecordId,
    copy: Option<Scan>,
    word: &'static str,
    /// What is asked for while there is none: 「署名した用紙の写し」.
    wanted: &'static str,
    attach: Attacher,
}

impl CopyOf {
    /// Of this record; `wanted` is what is asked for while there is none.
    #[must_use]
    pub fn new<R: Copied>(kept: &Kept<R>, wanted: &'static str) -> Self {
        let (record, copy) = (kept.id.into(), kept.record.copy().cloned());
        Self { record, copy, word: R::WORD, wanted, attach: attacher::<R>() }
    }
}

/// The place for a copy.
#[derive(Default)]
pub struct CopySlot {
    of: Option<CopyOf>,
    /// A file that was chosen and is asked to be kept with the next picture.
    chosen: Option<(String, Vec<u8>)>,
    /// A copy that was read and is asked to be shown with the next picture.
    read: Option<ReadCopy>,
}

/// A copy read from the ledger.
pub struct ReadCopy {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl CopySlot {
    /// Takes the record it is for; none shows nothing.
    pub fn load(&mut self, of: Option<CopyOf>) {
        self.of = of;
    }

    /// What a file dialog or a thread brought.
    pub fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::File { name, bytes } => self.chosen = Some((name, bytes)),
            Parcel::Result(content) => self.read = content.downcast::<ReadCopy>().ok().map(|read| *read),
            Parcel::Folder(_) | Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    /// Asks for what was chosen or read since the last picture.
    pub fn settle(&mut self, desk: &mut Desk<'_>) {
        if let (Some((name, bytes)), Some(of)) = (self.chosen.take(), &self.of) {
            desk.ask(Ask::Run((of.attach)(of.record, name, bytes)));
        }
        if let Some(ReadCopy { name, bytes }) = self.read.take() {
            desk.ask(Ask::ShowPdf { name, bytes });
        }
    }

    /// Draws the buttons, where there is a place.
    pub fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(CopyOf { copy, word, wanted, .. }) = &self.of else { return };
        let (may_see, may_write) = (desk.may(Right::Print), desk.may(Right::Write));
        if copy.is_none() && !may_write {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(copy) = copy {
                prose::paragraph(ui, &format!("{word}　{}", copy.name));
                if may_see && ui.add(secondary("写しを見る").icon(Icon::Eye).enabled(!desk.is_busy)).clicked() {
                    desk.ask(Ask::VaultJob(fetch(copy.clone())));
                }
            }
            if !may_write {
                return;
            }
            let first = format!("{wanted}を付ける…");
            let button = if copy.is_some() { quiet("写しを付け替える…") } else { secondary(&first) };
            if ui.add(button.icon(Icon::FileUp).enabled(!desk.is_busy)).clicked() {
                desk.ask(Ask::OpenFile(FileKind::Scan));
            }
        });
    }
}

/// Reads a copy from the ledger in a thread; it comes back as a [`ReadCopy`].
pub fn fetch(copy: Scan) -> VaultJob {
    VaultJob {
        name: "show-scan",
        label: "写しを取り出しています。".to_owned(),
        needs: Right::Print,
        touched: Vec::new(),
        work: Box::new(move |vault, _| {
            let found = vault.reader().attachment(&copy.hash)?;
            let (_, bytes) = found.ok_or_else(no_copy)?;
            Ok(Box::new(ReadCopy { name: copy.name, bytes }))
        }),
    }
}
