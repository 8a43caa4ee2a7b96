//! 署名した用紙の写し: the scan or photo of a pledge signed on paper, kept inside the encrypted ledger.

use egui::Ui;

use crate::base::{Kept, PledgeId};
use crate::desk::{Ask, Desk, FileKind, Parcel, Right, VaultJob};
use crate::ledgers::pledge::commands::AttachScan;
use crate::ledgers::pledge::record::{Pledge, Scan};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::{Icon, prose};

/// The place for the copy of the newest pledge on paper.
#[derive(Default)]
pub(super) struct ScanSlot {
    pledge: Option<(PledgeId, Option<Scan>)>,
    /// A file that was chosen and is asked to be kept with the next picture.
    chosen: Option<(String, Vec<u8>)>,
    /// A copy that was read and is asked to be shown with the next picture.
    read: Option<Shown>,
}

/// A copy read from the ledger.
struct Shown {
    name: String,
    bytes: Vec<u8>,
}

impl ScanSlot {
    /// For the newest of these; one that was signed on the screen needs no copy.
    pub(super) fn load(&mut self, pledges: &[&Kept<Pledge>]) {
        let newest = pledges.first().filter(|kept| kept.record.is_on_paper());
        self.pledge = newest.map(|kept| (kept.id, kept.record.scan.clone()));
    }

    /// What a file dialog or a thread brought.
    pub(super) fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::File { name, bytes } => self.chosen = Some((name, bytes)),
            Parcel::Result(content) => self.read = content.downcast::<Shown>().ok().map(|shown| *shown),
            Parcel::Folder(_) | Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    /// Asks for what was chosen or read since the last picture.
    pub(super) fn settle(&mut self, desk: &mut Desk<'_>) {
        if let (Some((name, bytes)), Some((pledge, _))) = (self.chosen.take(), &self.pledge) {
            desk.run(AttachScan { pledge: *pledge, name, bytes });
        }
        if let Some(Shown { name, bytes }) = self.read.take() {
            desk.ask(Ask::ShowPdf { name, bytes });
        }
    }

    /// Draws the buttons, where there is a paper.
    pub(super) fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some((_, scan)) = &self.pledge else { return };
        ui.horizontal_wrapped(|ui| {
            if let Some(scan) = scan {
                prose::paragraph(ui, &format!("用紙の写し　{}", scan.name));
                if ui.add(secondary("写しを見る").icon(Icon::Eye).enabled(!desk.is_busy)).clicked() {
                    desk.ask(Ask::VaultJob(fetch(scan.clone())));
                }
            }
            let word = if scan.is_some() {
                "写しを付け替える…"
            } else {
                "署名した用紙の写しを付ける…"
            };
            let button = if scan.is_some() { quiet(word) } else { secondary(word) };
            if ui.add(button.icon(Icon::FileUp).enabled(!desk.is_busy)).clicked() {
                desk.ask(Ask::OpenFile(FileKind::Scan));
            }
        });
    }
}

fn fetch(scan: Scan) -> VaultJob {
    VaultJob {
        name: "show-scan",
        label: "用紙の写しを取り出しています。".to_owned(),
        needs: Right::Print,
        touched: Vec::new(),
        work: Box::new(move |vault, _| {
            let found = vault.reader().attachment(&scan.hash)?;
            let (_, bytes) = found.ok_or_else(crate::ledgers::pledge::commands::no_scan)?;
            Ok(Box::new(Shown { name: scan.name, bytes }))
        }),
    }
}
