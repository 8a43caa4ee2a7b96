//! 台帳の情報: where the ledger is, how it is, what it is made of; checking it, changing the passphrase.

use egui::Ui;

use crate::base::{Day, Kind, Moment};
use crate::desk::{Ask, Desk, Parcel, Problem, Screen, VaultJob};
use crate::vault::{Reader, Secret};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, page, prose};

use super::frame::facts;
use super::passphrase::{NewPassphrase, wipe};
use super::unlock::trouble;

/// What the program is made of that others made.
pub const LICENCES: &[(&str, &str)] = &[
    ("BIZ UDPGothic（画面と印刷の文字）", "SIL Open Font License 1.1　Copyright 2022 The BIZ UDGothic Project Authors"),
    ("Noto Sans JP（人名の文字）", "SIL Open Font License 1.1　Copyright Adobe, with Reserved Font Name Source"),
    ("Lucide（絵記号）", "ISC License"),
    ("egui、eframe、winit、softbuffer（画面）", "MIT または Apache-2.0"),
    ("SQLite（データベース）", "パブリックドメイン"),
    ("SQLCipher（台帳の暗号化）", "BSD-3-Clause　Copyright Zetetic LLC"),
    ("OpenSSL（暗号）", "Apache-2.0"),
    ("rusqlite、RustCrypto、hpke（暗号と台帳）", "MIT または Apache-2.0"),
    ("printpdf、lopdf、subsetter（印刷）", "MIT または Apache-2.0"),
    ("calamine、rust_xlsxwriter、csv（取り込みと書き出し）", "MIT または Apache-2.0"),
];

/// The list of what others made, for the command line too.
#[must_use]
pub const fn licences() -> &'static [(&'static str, &'static str)] {
    LICENCES
}

/// The screen of the ledger's facts.
#[must_use]
pub fn about() -> Box<dyn Screen> {
    Box::new(About::default())
}

#[derive(Default)]
struct About {
    facts: Vec<(&'static str, String)>,
    checked: Option<String>,
    old: String,
    new: NewPassphrase,
    is_changing: bool,
    problem: Option<Problem>,
}

impl Drop for About {
    fn drop(&mut self) {
        wipe(&mut self.old);
    }
}

/// What a thread brings back to this page.
enum Brought {
    Checked(String),
    Changed(Result<(), Problem>),
}

impl About {
    fn draw_ledger(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "この台帳");
        ui.add_space(space::XS);
        let rows: Vec<(&str, &str)> = self.facts.iter().map(|(label, value)| (*label, value.as_str())).collect();
        facts(ui, &rows);
        if let Some(checked) = &self.checked {
            notice::bar(ui, Tone::Success, checked);
        }
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let check = secondary("今すぐ点検").icon(Icon::ClipboardCheck).enabled(!desk.is_busy);
            if ui.add(check).on_hover_text("台帳と操作記録に壊れや書き換えがないかを確かめます").clicked()
            {
                desk.ask(Ask::VaultJob(check_now()));
            }
        });
    }

    fn draw_passphrase(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "合言葉の変更");
        if !self.is_changing {
            prose::paragraph(ui, "合言葉を知られたかもしれないときや、担当者が替わったときに変更します。");
            if ui.add(secondary("合言葉を変更…").icon(Icon::KeyRound)).clicked() {
                self.is_changing = true;
            }
            return;
        }
        blank("今の合言葉").required().passphrase(ui, &mut self.old);
        self.new.ui(ui, &[]);
        prose::weak(ui, "前に作ったバックアップは、今の合言葉で開くままです。");
        if let Some(problem) = &self.problem {
            trouble(ui, problem);
        }
        ui.horizontal(|ui| {
            if ui.add(primary("変更する").enabled(!desk.is_busy)).clicked() {
                self.change(desk);
            }
            if ui.add(secondary("やめる")).clicked() {
                self.stop_changing();
            }
        });
    }

    fn stop_changing(&mut self) {
        self.is_changing = false;
        self.problem = None;
        wipe(&mut self.old);
        self.new.wipe();
    }

    fn change(&mut self, desk: &mut Desk<'_>) {
        self.problem = None;
        let Some(new) = self.new.copy(&[]) else { return };
        let old = Secret::from(self.old.as_str());
        desk.ask(Ask::VaultJob(VaultJob {
            name: "change-passphrase",
            label: "合言葉を変更しています。".to_owned(),
            touched: Vec::new(),
            work: Box::new(move |vault, _progress| {
                let changed = vault.change_passphrase(&old, &new, Moment::now()).map_err(Problem::from);
                Ok(Box::new(Brought::Changed(changed)))
            }),
        }));
    }
}

fn check_now() -> VaultJob {
    VaultJob {
        name: "check-ledger",
        label: "台帳と操作記録を点検しています。".to_owned(),
        touched: Vec::new(),
        work: Box::new(|vault, progress| {
            let n_entries = vault.check(progress)?;
            Ok(Box::new(Brought::Checked(format!(
                "点検が終わりました。操作記録{n_entries}件に、壊れや書き換えはありません。"
            ))))
        }),
    }
}

impl Screen for About {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let facts = read.facts()?;
        self.facts = vec![
            ("台帳のフォルダー", facts.folder.display().to_string()),
            ("台帳の番号", facts.short_id),
            ("大きさ", megabytes(facts.n_bytes)),
            ("操作記録", format!("{}件", facts.n_entries)),
            ("最後の記録の番号と照合文字", facts.head),
            ("鍵ファイルの控え", format!("{}か所", facts.n_key_copies)),
        ];
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "台帳の情報", "", |_| {});
        page::body(ui, |ui| {
            ui.set_max_width(920.0);
            card::card(ui, |ui| self.draw_ledger(ui, desk));
            card::card(ui, |ui| self.draw_passphrase(ui, desk));
            card::card(ui, |ui| {
                card::title(ui, "台帳番について");
                prose::weak(ui, &format!("台帳番 版 {}　MIT または Apache-2.0", env!("CARGO_PKG_VERSION")));
                prose::paragraph(ui, "次の方々が作ったものを使っています。");
                facts(ui, LICENCES);
            });
        });
    }

    fn delivered(&mut self, parcel: Parcel) {
        if !matches!(parcel, Parcel::Result(_)) {
            return;
        }
        match crate::desk::unpack::<Brought>(parcel) {
            Some(Brought::Checked(said)) => self.checked = Some(said),
            Some(Brought::Changed(Ok(()))) => {
                self.stop_changing();
                self.checked = Some("合言葉を変更しました。次に開くときから、新しい合言葉を使います。".to_owned());
            }
            Some(Brought::Changed(Err(problem))) => self.problem = Some(problem),
            None => {}
        }
    }
}

fn megabytes(n_bytes: u64) -> String {
    let tenths = n_bytes.div_ceil(104_858);
    format!("{}.{}MB", tenths / 10, tenths % 10)
}
