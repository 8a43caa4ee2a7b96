//! 控え: making one now, where they go, which there are, trying one out, bringing one back.

use std::path::PathBuf;

use egui::Ui;

use crate::base::{Clock, Day, Kind, Moment};
use crate::desk::{Ask, Desk, Job, Parcel, Problem, Right, Screen, VaultJob};
use crate::vault::{
    Act, BackupPlan, BackupsMade, Drill, LogFilter, OLD_AFTER_DAYS, OldBackup, Place, Profile, Reader, Rewritten,
    Since, restore,
};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::{Icon, Tone, card, check_box, dialog, notice, page, prose};

use super::Choose;
use super::list::{Backups, Found, folder_for, search, when};
use super::old::{OldBackups, look_for_old};
use crate::custody::LedgerFacts;

/// The screen of the backups.
#[must_use]
pub fn backups() -> Box<dyn Screen> {
    Box::new(BackupScreen::default())
}

#[derive(Default)]
struct BackupScreen {
    plan: Option<BackupPlan>,
    ledger: PathBuf,
    newest: Option<Moment>,
    /// Whether something was recorded since.
    is_due: bool,
    list: Backups,
    is_searched: bool,
    /// Folders that were pointed at to look in besides the usual ones.
    elsewhere: Option<PathBuf>,
    wanted: Option<Wanted>,
    /// A place that was chosen and is to be written at the next frame.
    chosen: Option<(&'static str, PathBuf)>,
    said: Option<(Tone, String)>,
    asking: Option<Asking>,
    restored: Option<PathBuf>,
    old: OldBackups,
    /// The backups under keys of before are still to be looked for.
    wants_old: bool,
}

/// What the folder that is being chosen is for.
#[derive(Clone, Copy)]
enum Wanted {
    First,
    Second,
    Look,
}

/// The question before a backup is brought back.
struct Asking {
    backup: PathBuf,
    when: String,
    since: Since,
    folder: PathBuf,
}

/// What the look at the journal brings.
struct Compared(Since);
/// What bringing back brings.
struct BroughtBack(PathBuf);

impl BackupScreen {
    fn draw_state(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "控えの状態");
        match self.newest {
            None => notice::bar(ui, Tone::Warn, "控えはまだありません。今すぐ1つ作ってください。"),
            Some(at) if self.is_due && at.day().days_until(desk.today) > OLD_AFTER_DAYS => notice::bar(
                ui,
                Tone::Warn,
                &format!("最後の控えは{}のものです。新しい控えを作ってください。", at.wareki()),
            ),
            Some(at) => {
                notice::bar(ui, Tone::Success, &format!("最後の控えは{}に作り、開いて確かめました。", at.wareki()))
            }
        };
        if let Some((tone, said)) = &self.said {
            notice::bar(ui, *tone, said);
        }
        ui.horizontal(|ui| {
            if ui.add(primary("今すぐ控えを作る").icon(Icon::HardDrive).enabled(!desk.is_busy)).clicked() {
                self.said = None;
                desk.ask(Ask::VaultJob(make_now(desk.clock)));
            }
            if let Some(folder) = &self.restored
                && ui.add(secondary("戻した台帳を開く").icon(Icon::FolderOpen)).clicked()
            {
                desk.ask(Ask::OpenLedger(folder.clone()));
            }
        });
    }

    fn draw_places(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "控えを置く場所");
        let Some(plan) = &self.plan else { return };
        prose::weak(
            ui,
            "2つ目は、ふだんは抜いておくUSBメモリーにします。パソコンが壊れたときや、ウイルスに書き換えられたときに備えられます。",
        );
        let second =
            plan.second.as_ref().map_or_else(|| "まだ決めていません".to_owned(), |path| path.display().to_string());
        let rows = [("1つ目", plan.first.display().to_string()), ("2つ目（USBメモリー）", second)];
        let rows: Vec<(&str, &str)> = rows.iter().map(|(label, value)| (*label, value.as_str())).collect();
        crate::custody::frame::facts(ui, &rows);
        let has_second = plan.second.is_some();
        let mut is_auto = plan.is_auto;
        ui.horizontal(|ui| {
            if ui.add(secondary("1つ目を変える…").icon(Icon::FolderOpen)).clicked() {
                self.choose(desk, Wanted::First, "控えを置くフォルダー");
            }
            if ui.add(secondary("2つ目を決める…").icon(Icon::Usb)).clicked() {
                self.choose(desk, Wanted::Second, "2つ目の控えを置くフォルダー");
            }
            if has_second && ui.add(quiet("2つ目を外す")).clicked() {
                desk.run(Choose {
                    key: BackupPlan::SECOND,
                    value: String::new(),
                    said: "2つ目の控えの場所を外しました",
                });
            }
        });
        if check_box(ui, "台帳を閉じるとき、取り込みの前、鍵を作り直す前に、自動で控えを作る", &mut is_auto).changed()
        {
            let (value, said) = if is_auto {
                ("", "自動の控えを入れました")
            } else {
                (BackupPlan::OFF, "自動の控えを切りました")
            };
            desk.run(Choose { key: BackupPlan::AUTO, value: value.to_owned(), said });
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, wanted: Wanted, title: &str) {
        self.wanted = Some(wanted);
        desk.ask(Ask::ChooseFolder { title: title.to_owned() });
    }

    fn draw_list(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        ui.horizontal(|ui| {
            card::title(ui, "控えの一覧");
            if ui.add(quiet("別の場所の控えを見る…").icon(Icon::FolderOpen)).clicked() {
                self.choose(desk, Wanted::Look, "控えのあるフォルダー");
            }
        });
        if self.list.len() == 0 {
            prose::weak(ui, "ここに、見つかった控えが新しい順に並びます。");
            return;
        }
        prose::weak(ui, "1つ選ぶと、確かめたり戻したりできます。戻すときも、今の台帳は書き換えません。");
        self.list.ui(ui);
        let chosen = self.list.chosen().map(|one| one.path.clone());
        let is_ready = chosen.is_some() && !desk.is_busy;
        ui.horizontal(|ui| {
            let drill = secondary("開いて確かめる（復元訓練）").icon(Icon::ClipboardCheck).enabled(is_ready);
            if ui.add(drill).clicked()
                && let Some(path) = chosen
            {
                self.said = None;
                desk.ask(Ask::VaultJob(drill_job(path, desk.clock)));
            }
            let back = secondary("この控えから戻す…").icon(Icon::RotateCcw).enabled(is_ready);
            if ui.add(back).clicked()
                && let Some(manifest) = self.list.chosen().and_then(|one| one.manifest.clone().ok())
            {
                desk.ask(Ask::VaultJob(VaultJob {
                    name: "compare-backup",
                    label: "今の台帳と比べています。".to_owned(),
                    needs: Right::Manage,
                    touched: Vec::new(),
                    work: Box::new(move |vault, _| {
                        Ok(Box::new(Compared(vault.reader().since(manifest.seq, &manifest.head)?)))
                    }),
                }));
            }
        });
    }

    fn draw_question(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        let Some(asking) = &self.asking else { return };
        let (mut is_on, mut is_off) = (false, false);
        let is_escaped = dialog::show(ui.ctx(), "この控えから戻しますか", |ui| {
            prose::paragraph(
                ui,
                &format!("{}の控えを、新しいフォルダーに戻します。今の台帳は書き換えません。", asking.when),
            );
            notice::bar(ui, Tone::Info, &differences(&asking.since));
            prose::weak(ui, &format!("戻す場所  {}", asking.folder.display()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                is_on = ui.add(primary("新しいフォルダーに戻す").on_enter().enabled(!desk.is_busy)).clicked();
                is_off = ui.add(secondary("やめる")).clicked();
            });
        });
        if is_on {
            desk.ask(Ask::Job(bring_back(asking.backup.clone(), asking.folder.clone(), desk.clock)));
        }
        if is_on || is_off || is_escaped {
            self.asking = None;
        }
    }
}

/// What a backup lacks against today, in words.
fn differences(since: &Since) -> String {
    let Since { is_same_ledger, n_entries, records } = since;
    if !is_same_ledger {
        return "この控えは、今開いている台帳とは別の台帳か、別の続きのものです。".to_owned();
    }
    if records.is_empty() {
        return format!("今の台帳と同じ内容です（あとの操作記録{n_entries}件には、登録や訂正はありません）。");
    }
    let kinds: Vec<String> = records.iter().map(|(kind, n)| format!("{}{n}件", kind.label())).collect();
    format!("控えのあとに登録・訂正した {} は入りません（操作記録{n_entries}件ぶん）。", kinds.join("、"))
}

fn said(made: &BackupsMade) -> &'static str {
    match (made.generations.len(), &made.missing) {
        (_, Some(_)) => "控えを1つ作り、確かめました。2つ目の場所（USBメモリーなど）は見つかりませんでした。",
        (2.., None) => "控えを2つの場所に作り、確かめました",
        (_, None) => "控えを作り、確かめました",
    }
}

fn make_now(clock: Clock) -> VaultJob {
    VaultJob {
        name: "back-up",
        label: "控えを作り、開いて確かめています。".to_owned(),
        needs: Right::Manage,
        touched: Kind::ALL.to_vec(),
        work: Box::new(move |vault, progress| Ok(Box::new(vault.back_up_as_planned(clock.now(), progress)?))),
    }
}

fn drill_job(path: PathBuf, clock: Clock) -> VaultJob {
    VaultJob {
        name: "restore-drill",
        label: "控えを開いて、すべての記録を確かめています。".to_owned(),
        needs: Right::Manage,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| Ok(Box::new(vault.drill(&path, clock.now(), progress)?))),
    }
}

/// Brings a backup back into a folder.
pub(super) fn bring_back(backup: PathBuf, folder: PathBuf, clock: Clock) -> Job {
    Job {
        name: "bring-back",
        label: "控えを新しいフォルダーに戻しています。".to_owned(),
        work: Box::new(move |progress| {
            restore(&backup, &Place::new(&folder, Profile::none()), clock.now(), progress)?;
            Ok(Box::new(BroughtBack(folder)))
        }),
    }
}

/// The folder a backup was brought back into, if that is what came.
pub(super) fn brought_back(content: Box<dyn std::any::Any + Send>) -> Result<PathBuf, Box<dyn std::any::Any + Send>> {
    content.downcast::<BroughtBack>().map(|brought| brought.0)
}

impl Screen for BackupScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let newest = read.log(&LogFilter { acts: vec![Act::BackedUp], limit: Some(1), ..LogFilter::default() })?;
        self.newest = newest.first().map(|entry| entry.at);
        self.is_due = read.wants_backup()?;
        self.is_searched = false;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "控え", "台帳のバックアップ", |_| {});
        page::body(ui, |ui| {
            ui.set_max_width(ui.available_width().min(1120.0));
            card::card(ui, |ui| self.draw_state(ui, desk));
            self.old.ui(ui, desk);
            card::card(ui, |ui| self.draw_list(ui, desk));
            card::card(ui, |ui| self.draw_places(ui, desk));
        });
        self.draw_question(ui, desk);
        if let Some((key, folder)) = self.chosen.take() {
            let value = folder.to_string_lossy().into_owned();
            desk.run(Choose { key, value, said: "控えを置く場所を決めました" });
        }
        if let (false, false, Some(plan)) = (self.is_searched, desk.is_busy, &self.plan) {
            self.is_searched = true;
            let folders = [Some(plan.first.clone()), plan.second.clone(), self.elsewhere.clone()];
            desk.ask(Ask::Job(search(folders.into_iter().flatten().collect())));
        } else if self.wants_old && !desk.is_busy {
            self.wants_old = false;
            desk.ask(Ask::VaultJob(look_for_old()));
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        let content = match parcel {
            Parcel::Folder(folder) => return self.point_at(folder),
            Parcel::Result(content) => content,
            Parcel::File { .. } | Parcel::Saved { .. } | Parcel::Failed(_) => return,
        };
        let content = match content.downcast::<LedgerFacts>() {
            Ok(facts) => {
                self.ledger.clone_from(&facts.folder);
                self.list.own = Some(facts.short_id.clone());
                self.plan = Some(facts.plan);
                self.wants_old = facts.has_former_keys;
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Found>() {
            Ok(found) => return self.list.take(*found),
            Err(content) => content,
        };
        let content = match content.downcast::<BackupsMade>() {
            Ok(made) => {
                self.said = Some((Tone::Success, said(&made).to_owned()));
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Drill>() {
            Ok(drill) => {
                self.said = Some(verdict(&drill));
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Compared>() {
            Ok(compared) => {
                self.asking = self.list.chosen().map(|one| Asking {
                    backup: one.path.clone(),
                    when: when(one),
                    since: compared.0,
                    folder: folder_for(one, &self.ledger),
                });
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Vec<OldBackup>>() {
            Ok(found) => return self.old.take(*found),
            Err(content) => content,
        };
        let content = match content.downcast::<Rewritten>() {
            Ok(told) => return self.old.rewritten(*told),
            Err(content) => content,
        };
        if let Ok(folder) = brought_back(content) {
            let said = format!("控えを「{}」に戻しました。今の台帳はそのままです。", folder.display());
            self.said = Some((Tone::Success, said));
            self.restored = Some(folder);
        }
    }
}

impl BackupScreen {
    /// The folder that was chosen is looked in, or becomes the place for backups at the next frame.
    fn point_at(&mut self, folder: PathBuf) {
        match self.wanted.take() {
            Some(Wanted::First) => self.chosen = Some((BackupPlan::FIRST, folder)),
            Some(Wanted::Second) => self.chosen = Some((BackupPlan::SECOND, folder)),
            Some(Wanted::Look) => {
                self.elsewhere = Some(folder);
                self.is_searched = false;
            }
            None => {}
        }
    }
}

fn verdict(drill: &Drill) -> (Tone, String) {
    let Drill { manifest, report, took } = drill;
    let made = manifest.made_at().map(Moment::wareki).unwrap_or_default();
    let seconds = took.as_secs_f64();
    if report.is_sound() {
        let said = format!(
            "{made}の控えを開いて確かめました。記録{}件、一覧{}件に異常はありません（{seconds:.1}秒）。操作記録に残しました。",
            report.n_entries, report.n_records
        );
        (Tone::Success, said)
    } else {
        let said =
            format!("{made}の控えに壊れか書き換えが見つかりました。この控えは使わず、別の控えを作ってください。");
        (Tone::Danger, said)
    }
}
