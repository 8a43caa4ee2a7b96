//! 履歴: every version of a record, who made it, why, and what changed.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use crate::base::{Day, Draft, Kind, RecordId};
use crate::desk::{Ask, Desk, Problem, Screen};
use crate::ledgers::registry;
use crate::vault::{Act, Reader};
use crate::widgets::button::secondary;
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, Tone, card, escape, page, pill, prose};

use super::changes::{Change, Names, changes};
use super::names::all_names;

/// Every version of one record.
pub struct HistoryScreen {
    kind: Kind,
    id: RecordId,
    title: String,
    versions: Vec<Version>,
}

/// One version, ready to draw.
struct Version {
    when: String,
    who: String,
    act: (Tone, &'static str),
    reason: String,
    note: String,
    changes: Vec<Change>,
    is_first: bool,
}

impl HistoryScreen {
    /// The history of a record.
    #[must_use]
    pub const fn new(kind: Kind, id: RecordId) -> Self {
        Self { kind, id, title: String::new(), versions: Vec::new() }
    }
}

impl Screen for HistoryScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let ledger = registry::of(self.kind);
        let names: Names = all_names(read, (ledger.fields)())?;
        let mut before = Draft::new();
        let mut imports = BTreeMap::new();
        self.versions.clear();
        for entry in read.history(self.kind, self.id)? {
            let is_imported = entry.batch != entry.seq && is_import(read, entry.batch, &mut imports)?;
            let after = entry.body.as_ref().and_then(ledger.draft).unwrap_or_else(|| before.clone());
            if let Some(title) = entry.body.as_ref().and_then(ledger.title) {
                self.title = title;
            }
            self.versions.push(Version {
                when: entry.at.wareki(),
                who: who(&entry.operator, entry.enterer.as_deref()),
                act: act(entry.act),
                reason: entry.detail.reason.unwrap_or_default(),
                note: if is_imported {
                    format!("取り込みで{}", act(entry.act).1)
                } else {
                    entry.detail.said.unwrap_or_default()
                },
                changes: changes((ledger.fields)(), &before, &after, &names),
                is_first: self.versions.is_empty(),
            });
            before = after;
        }
        self.versions.reverse();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let beside = format!("{}「{}」", self.kind.label(), self.title);
        page::header(ui, "履歴", &beside, |ui| {
            if ui.add(secondary("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() || escape::pressed(ui) {
                desk.ask(Ask::Back);
            }
        });
        page::body(ui, |ui| {
            prose::weak(ui, "新しい順です。記録は消えません。訂正や取り消しの前の内容も、ここに残ります。");
            for version in &self.versions {
                card::card(ui, |ui| version.draw(ui));
            }
        });
    }
}

impl Version {
    fn draw(&self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            pill::pill(ui, self.act.0, self.act.1);
            ui.label(RichText::new(&self.when).font(bold(font::NAME)));
            ui.label(RichText::new(&self.who).font(regular(font::CELL)).color(color::WEAK));
            if !self.note.is_empty() {
                pill::pill(ui, Tone::Info, &self.note);
            }
        });
        if !self.reason.is_empty() {
            ui.add_space(space::XS);
            ui.label(RichText::new(format!("理由　{}", self.reason)).font(regular(font::CELL)));
        }
        ui.add_space(space::S);
        if self.changes.is_empty() {
            prose::weak(ui, "項目の変更はありません");
        }
        for change in &self.changes {
            draw_change(ui, change, self.is_first);
        }
    }
}

const LABEL: f32 = 220.0;

fn draw_change(ui: &mut Ui, change: &Change, is_first: bool) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, 0.0);
        super::cell(ui, LABEL, |ui| {
            prose::styled(ui, change.label, regular(font::CELL), color::WEAK);
        });
        let shown = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        if !is_first {
            let half = (ui.available_width() - space::XXL * 2.0) / 2.0;
            super::cell(ui, half, |ui| {
                prose::styled(ui, &shown(&change.old), regular(font::CELL), color::WEAK);
            });
            super::cell(ui, space::XXL, |ui| Icon::ArrowRight.show(ui, font::NAME + font::LEADING, color::WEAK));
        }
        let width = ui.available_width();
        super::cell(ui, width, |ui| {
            let typeface = if is_first { regular(font::CELL) } else { bold(font::CELL) };
            prose::styled(ui, &shown(&change.new), typeface, color::TEXT);
        });
    });
}

/// Whether a step of the journal was an import; each step is looked up once.
fn is_import(read: &Reader<'_>, batch: u64, known: &mut BTreeMap<u64, bool>) -> Result<bool, Problem> {
    if let Some(is_import) = known.get(&batch) {
        return Ok(*is_import);
    }
    let is_import = read.step(batch)?.first().is_some_and(|entry| entry.act == Some(Act::Import));
    known.insert(batch, is_import);
    Ok(is_import)
}

/// The operator, and who typed it where that was somebody else.
fn who(operator: &str, enterer: Option<&str>) -> String {
    match enterer.filter(|enterer| *enterer != operator) {
        Some(enterer) => format!("{operator}（入力 {enterer}）"),
        None => operator.to_owned(),
    }
}

fn act(act: Option<Act>) -> (Tone, &'static str) {
    let Some(act) = act else { return (Tone::Quiet, "新しい版の操作") };
    let tone = match act {
        Act::Created => Tone::Success,
        Act::Corrected => Tone::Info,
        Act::Voided => Tone::Danger,
        _ => Tone::Quiet,
    };
    (tone, act.label())
}
