//! Passphrases for a first opening (はじめの合言葉) that were just made: shown once each, printed, handed over.

use egui::Ui;
use zeroize::Zeroizing;

use crate::desk::{Ask, Desk, Once};
use crate::inspection::first_passphrase;
use crate::ledgers::clinic::record::Clinic;
use crate::paper::{Going, lay_out, write_pdf};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font};
use crate::widgets::{Icon, card, prose};

/// One of them.
struct First {
    name: String,
    passphrase: Zeroizing<String>,
    /// Somebody has said that the person has it: it is hidden, and goes with the page.
    is_handed: bool,
}

/// All that were made on this page; wiped when the page goes.
#[derive(Default)]
pub struct Firsts {
    all: Vec<First>,
    /// The clinic on the sheet.
    pub clinic: Option<Clinic>,
    /// The ledger's short number.
    pub ledger: String,
}

impl Firsts {
    /// A passphrase was made. One made before for the same person counts no more.
    pub fn add(&mut self, name: String, passphrase: Zeroizing<String>) {
        self.all.retain(|first| first.name != name);
        self.all.push(First { name, passphrase, is_handed: false });
    }

    /// Shows each in a card of its own.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (clinic, ledger) = (self.clinic.as_ref(), self.ledger.as_str());
        for first in &mut self.all {
            card::card(ui, |ui| {
                if first.is_handed {
                    draw_handed(ui, first);
                } else {
                    draw_first(ui, first, |first| print(first, clinic, ledger, desk));
                }
            });
        }
    }

    /// What nobody has yet.
    pub fn once(&self) -> Option<Once> {
        let open: Vec<String> =
            self.all.iter().filter(|first| !first.is_handed).map(|first| format!("{} さん", first.name)).collect();
        if open.is_empty() {
            return None;
        }
        let names = open.join("、");
        Some(Once {
            title: "はじめの合言葉をまだ渡していません".to_owned(),
            text: format!(
                "この画面を離れると、{names}のはじめの合言葉は二度と表示できません。印刷するか書き写して、「渡しました」を押してください。"
            ),
            lost: format!(
                "{names}のはじめの合言葉を表示したまま、台帳がロックされました。まだ渡していないときは、「操作者」の画面で名前を選び、「合言葉を再設定…」から作り直してください。"
            ),
        })
    }
}

fn draw_first(ui: &mut Ui, first: &mut First, mut print: impl FnMut(&First)) {
    card::title(ui, "はじめの合言葉を渡してください");
    let text = format!(
        "{} さんが最初に開くときの合言葉です。印刷するか紙に書いて、本人に手渡します。最初に開いたときに、本人が自分の合言葉に変えます。",
        first.name
    );
    prose::paragraph(ui, &text);
    prose::secret(ui, &first.passphrase, bold(font::FIGURE - 6.0), color::TEXT);
    prose::weak(ui, "この画面を閉じると、二度と表示できません。");
    ui.horizontal(|ui| {
        if ui.add(secondary("はじめの合言葉を印刷…").icon(Icon::Printer)).clicked() {
            print(first);
        }
        if ui.add(primary("渡しました")).clicked() {
            first.is_handed = true;
        }
    });
}

/// A slip on 「渡しました」 loses nothing either: until the page goes it can be looked at again.
fn draw_handed(ui: &mut Ui, first: &mut First) {
    prose::paragraph(ui, &format!("{} さんに、はじめの合言葉を渡しました。", first.name));
    ui.horizontal(|ui| {
        prose::weak(ui, "この画面を離れるまでは、もう一度見られます。");
        if ui.add(quiet("はじめの合言葉をもう一度見る").icon(Icon::Eye)).clicked() {
            first.is_handed = false;
        }
    });
}

fn print(first: &First, clinic: Option<&Clinic>, ledger: &str, desk: &mut Desk<'_>) {
    let sheet = first_passphrase(clinic, ledger, &first.name, &first.passphrase, desk.today);
    match write_pdf(&lay_out(&sheet), &|_, _| Going::On) {
        Ok(bytes) => desk.ask(Ask::ShowPdf { name: format!("はじめの合言葉 {}.pdf", desk.today.iso()), bytes }),
        Err(error) => desk.ask(Ask::Tell(error.into())),
    }
}
