//! 台帳の情報: where the ledger is, how it is, what it is made of; checking it.

use egui::Ui;

use crate::base::text::grouped;
use crate::base::{Clock, Day, Kind};
use crate::checklists::{Judged, held};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Right, Route, Screen, VaultJob};
use crate::inspection::Match;
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::holidays::{HolidaysJudged, calendar};
use crate::ledgers::incident::grown::{Cut, cuts};
use crate::vault::{Act, CheckReport, Detail, Policy, Reader, SheetState, Stamp};
use crate::widgets::button::secondary;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, page, prose};

use super::backups::megabytes;
use super::editions::EditionCard;
use super::frame::facts;
use super::holidays::HolidayCard;
use super::policy;
use super::print_check::PrintCheck;
use super::sheet_card::SheetCard;
use super::{LedgerFacts, LockAfter};

/// What the program is made of that others made.
pub const LICENCES: &[(&str, &str)] = &[
    ("BIZ UDPGothic（画面と印刷の文字）", "SIL Open Font License 1.1　Copyright 2022 The BIZ UDGothic Project Authors"),
    ("Noto Sans JP（人名の文字）", "SIL Open Font License 1.1　Copyright Adobe, with Reserved Font Name Source"),
    ("Lucide（絵記号）", "ISC License"),
    ("egui、eframe、winit、softbuffer（画面）", "MIT または Apache-2.0"),
    ("SQLite（データベース）", "パブリックドメイン"),
    ("SQLCipher（台帳の暗号化）", "BSD-3-Clause　Copyright Zetetic LLC"),
    ("OpenSSL（暗号）", "Apache-2.0"),
    ("rusqlite、RustCrypto、hpke、totp-rs（暗号と台帳）", "MIT または Apache-2.0"),
    ("zxcvbn、zxcvbn-ts（合言葉の強さと言葉の一覧）", "MIT　Copyright Dan Wheeler and Dropbox, Inc."),
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
    checked: Option<(Tone, String)>,
    sheet: SheetCard,
    print: PrintCheck,
    lock: LockAfter,
    policy: &'static Policy,
    editions: EditionCard,
    holidays: HolidayCard,
}

impl About {
    fn draw_ledger(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "この台帳");
        ui.add_space(space::XS);
        let rows: Vec<(&str, &str)> = self.facts.iter().map(|(label, value)| (*label, value.as_str())).collect();
        facts(ui, &rows);
        if let Some((tone, words)) = &self.checked {
            notice::bar(ui, *tone, words);
        }
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let check = secondary("今すぐ点検").icon(Icon::ClipboardCheck).enabled(!desk.is_busy);
            if ui.add(check).on_hover_text("台帳と操作記録に壊れや書き換えがないかを確かめます").clicked()
            {
                desk.ask(Ask::VaultJob(check_now(desk.clock)));
            }
        });
    }
}

fn check_now(clock: Clock) -> VaultJob {
    VaultJob {
        name: "check-ledger",
        label: "台帳と操作記録を点検しています。".to_owned(),
        needs: Right::Read,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| {
            let report = vault.check(progress)?;
            let cuts = if report.is_sound() { cuts(&vault.reader())? } else { Vec::new() };
            let checked = Checked { report, cuts };
            vault.transact(Stamp::at(clock.now()), |tx| tx.note(Act::Checked, &Detail::said(checked.verdict())))?;
            Ok(Box::new(checked))
        }),
    }
}

/// What a check found in the file, and in what it says of incidents.
struct Checked {
    report: CheckReport,
    cuts: Vec<Cut>,
}

impl Checked {
    const fn n_faults(&self) -> usize {
        self.report.faults.len() + self.cuts.len()
    }

    /// What the journal says of it.
    const fn verdict(&self) -> &'static str {
        if self.n_faults() == 0 { "異常なし" } else { "異常あり" }
    }

    fn words(&self) -> (Tone, String) {
        let n_faults = self.n_faults();
        if n_faults == 0 {
            let n_entries = grouped(self.report.n_entries);
            return (
                Tone::Success,
                format!("点検が終わりました。操作記録{n_entries}件に、壊れや書き換えはありません。"),
            );
        }
        let cuts: String = self.cuts.iter().map(Cut::words).collect();
        let said = format!(
            "点検で{n_faults}か所に壊れか書き換えが見つかりました。{cuts}台帳は書き換えていません。\
             このまま使わずに、管理責任者に知らせてください。"
        );
        (Tone::Danger, said)
    }
}

impl Screen for About {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.lock = LockAfter::read(read)?;
        self.policy = Policy::read(read)?;
        self.editions.load(held(read)?);
        self.holidays.load(calendar(read)?);
        self.sheet.record.state = Some(SheetState::read(read)?);
        self.sheet.record.clinic = read.list::<Clinic>()?.into_iter().next().map(|kept| kept.record);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "台帳の情報", "", |_| {});
        page::column(ui, |ui| {
            card::card(ui, |ui| self.draw_ledger(ui, desk));
            if desk.may(Right::Keys) {
                card::card(ui, |ui| self.sheet.ui(ui, desk));
            }
            card::card(ui, |ui| self.lock.ui(ui, desk));
            card::card(ui, |ui| policy::draw(ui, desk, self.policy));
            card::card(ui, |ui| {
                if self.editions.ui(ui, desk) {
                    self.holidays.give_way();
                }
            });
            card::card(ui, |ui| {
                ui.push_id("holidays", |ui| self.holidays.ui(ui, desk));
            });
            card::card(ui, |ui| {
                card::title(ui, Route::Profiles.label());
                prose::weak(ui, "パスワードや二要素認証を、区分ごとにどの資料に合わせるかを決めます。");
                if ui.add(secondary("方針を開く").icon(Icon::ClipboardCheck)).clicked() {
                    desk.go(Route::Profiles);
                }
            });
            card::card(ui, |ui| self.print.ui(ui, desk));
            card::card(ui, |ui| {
                card::title(ui, "台帳番について");
                prose::weak(ui, &format!("台帳番 版 {}　MIT または Apache-2.0", env!("CARGO_PKG_VERSION")));
                prose::paragraph(ui, "次の方々が作ったものを使っています。");
                facts(ui, LICENCES);
            });
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.editions.settled(outcome.is_ok());
        self.holidays.settled(outcome.is_ok());
    }

    fn delivered(&mut self, parcel: Parcel) {
        let content = match parcel {
            Parcel::Result(content) => content,
            Parcel::File { name, bytes } if self.holidays.is_choosing() => return self.holidays.chose(name, bytes),
            Parcel::File { name, bytes } => return self.editions.chose(name, bytes),
            Parcel::Failed(_) => {
                self.holidays.failed();
                return self.editions.failed();
            }
            Parcel::Folder(_) | Parcel::Saved { .. } => return,
        };
        let content = match content.downcast::<Judged>() {
            Ok(judged) => return self.editions.judged(*judged),
            Err(content) => content,
        };
        let content = match content.downcast::<HolidaysJudged>() {
            Ok(judged) => return self.holidays.judged(*judged),
            Err(content) => content,
        };
        let content = match content.downcast::<LedgerFacts>() {
            Ok(facts) => {
                self.facts = rows(&facts);
                self.sheet.record.ledger.clone_from(&facts.short_id);
                self.sheet.record.record = facts.record;
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Match>() {
            Ok(answer) => {
                self.print.take(*answer);
                return;
            }
            Err(content) => content,
        };
        let Ok(checked) = content.downcast::<Checked>() else { return };
        self.checked = Some(checked.words());
    }
}

fn rows(facts: &LedgerFacts) -> Vec<(&'static str, String)> {
    let LedgerFacts {
        folder,
        short_id,
        n_bytes,
        n_key_copies,
        head,
        plan: _,
        operators: _,
        me: _,
        person: _,
        record: _,
        has_former_keys: _,
    } = facts;
    vec![
        ("台帳のフォルダー", folder.display().to_string()),
        ("台帳の番号", short_id.clone()),
        ("大きさ", megabytes(*n_bytes)),
        ("操作記録", format!("{}件", grouped(head.seq))),
        ("最後の記録の照合文字", head.short()),
        ("鍵ファイルの控え", format!("{n_key_copies}か所")),
    ]
}
