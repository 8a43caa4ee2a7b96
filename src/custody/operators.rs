//! 操作者: who can open the ledger and as what; adding somebody, a forgotten passphrase, somebody who leaves.

use egui::Ui;
use zeroize::Zeroizing;

use crate::base::text::fold;
use crate::base::{Clock, Coded, Day, Kind, Office, RecordId, StaffId};
use crate::desk::{Ask, Desk, Once, Parcel, Problem, Right, Screen, VaultJob};
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::shelf::without_ended;
use crate::ledgers::staff::record::Staff;
use crate::vault::{Kdf, OldBackup, Operator, Reader, Rewritten, Secret, VaultError, one_time_passphrase};
use crate::widgets::button::{Weight, primary, quiet, secondary};
use crate::widgets::dialog::{Question, Reply};
use crate::widgets::field::blank;
use crate::widgets::form::below;
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, notice, page, prose};

use super::LedgerFacts;
use super::backups::OldBackups;
use super::firsts::Firsts;

/// The screen of the operators.
#[must_use]
pub fn operators() -> Box<dyn Screen> {
    Box::new(OperatorScreen {
        all: Vec::new(),
        people: Vec::new(),
        n_gone: 0,
        table: Table::new("操作者の一覧").one_line(),
        name: String::new(),
        office: Office::Clerk.code().to_owned(),
        how: String::new(),
        is_asked: false,
        leaving: None,
        no_backup: None,
        old: OldBackups::default(),
        firsts: Firsts::default(),
        said: None,
    })
}

struct OperatorScreen {
    all: Vec<Operator>,
    /// Whom an operator can be: id and name.
    people: Vec<(String, String)>,
    /// How many people are not there any more.
    n_gone: usize,
    table: Table,
    name: String,
    office: String,
    how: String,
    is_asked: bool,
    leaving: Option<String>,
    /// Somebody who is to leave, and why no backup could be made before.
    no_backup: Option<NoBackup>,
    old: OldBackups,
    /// The passphrases for a first opening, shown once.
    firsts: Firsts,
    said: Option<String>,
}

/// What a thread brings back: what was done, and a passphrase to hand over where one was made.
struct Changed {
    said: String,
    first: Option<(String, Zeroizing<String>)>,
}

/// The keys are not made anew yet: the backup before could not be made.
struct NoBackup {
    name: String,
    problem: Problem,
}

/// Somebody is out, and these backups still open with their passphrase.
struct Left {
    said: String,
    old: Vec<OldBackup>,
}

const COLUMNS: [Column<'static>; 4] = [
    Column::new("氏名", 1.4).unsorted(),
    Column::new("役割", 1.0).unsorted(),
    Column::new("状態", 1.2).unsorted(),
    Column::exact("ユーザーID", 110.0).unsorted(),
];

impl OperatorScreen {
    fn chosen(&self) -> Option<&Operator> {
        self.all.get(self.table.chosen()?)
    }

    fn draw_list(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "台帳を開ける人");
        let n_rows = u8::try_from(self.all.len().clamp(1, 8)).unwrap_or(1);
        let height = size::TABLE_HEADER + size::ROW_ONE * f32::from(n_rows) + space::S;
        let all = &self.all;
        let table = &mut self.table;
        ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            table.ui(ui, &COLUMNS, all.len(), |row, column| {
                let Some(one) = all.get(row) else { return Cell::Empty };
                match column {
                    0 => Cell::text(one.name.as_str()),
                    1 => Cell::text(one.office.label()),
                    3 => Cell::text(one.holder.as_str()),
                    _ if one.must_change => Cell::pill(Tone::Warn, "はじめの合言葉のまま"),
                    _ => Cell::pill(Tone::Success, state(one)),
                }
            });
        });
        ui.add_space(space::S);
        let Some(one) = self.chosen().cloned() else {
            prose::weak(ui, "1人選ぶと、役割を変えたり、合言葉を再設定したりできます。");
            return;
        };
        self.draw_chosen(ui, desk, &one);
    }

    fn draw_chosen(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, one: &Operator) {
        prose::strong(ui, &format!("{} さん", one.name));
        let mut office = one.office.code().to_owned();
        let is_changed = narrow(ui, |ui| blank("役割を変える").pick(ui, &offices(), &mut office).changed);
        if is_changed && let Some(office) = Office::from_code(&office).filter(|office| *office != one.office) {
            desk.ask(Ask::VaultJob(set_office(one.name.clone(), office, desk.clock)));
        }
        self.draw_person(ui, desk, one);
        let fault = (self.is_asked && self.how.trim().is_empty()).then_some("本人を確かめた方法を入力してください");
        blank("本人を確かめた方法")
            .hint("合言葉を再設定するときに記録します。例 対面で確認、職員証で確認。なくしたUSBキーや6桁のコードも、再設定で使わなくなります")
            .fault(fault)
            .line(ui, &mut self.how);
        ui.horizontal(|ui| {
            if ui.add(secondary("合言葉を再設定…").icon(Icon::KeyRound).enabled(!desk.is_busy)).clicked() {
                self.is_asked = true;
                if !self.how.trim().is_empty() {
                    desk.ask(Ask::VaultJob(reset(one.name.clone(), self.how.trim().to_owned(), desk.kdf, desk.clock)));
                }
            }
            let leaves = quiet("この人を外す…").icon(Icon::UserMinus).enabled(!desk.is_busy);
            if ui.add(leaves).clicked() {
                self.leaving = Some(one.name.clone());
            }
        });
    }

    /// Whose own record it is that a member of staff sees.
    fn draw_person(&self, ui: &mut Ui, desk: &mut Desk<'_>, one: &Operator) {
        let nobody = (String::new(), "（結び付けない）".to_owned());
        let items: Vec<(&str, &str)> =
            std::iter::once(&nobody).chain(&self.people).map(|(id, name)| (id.as_str(), name.as_str())).collect();
        let before = one.staff.map(|id| RecordId::from(id).to_string()).unwrap_or_default();
        let mut chosen = before.clone();
        let absent = without_ended(Kind::Staff, self.n_gone);
        let entry = blank("利用者の記録");
        let is_changed = narrow(ui, |ui| below(ui, &absent, |ui| entry.pick(ui, &items, &mut chosen)).changed);
        if is_changed && chosen != before {
            let staff = chosen.parse::<RecordId>().ok().map(StaffId::from);
            desk.ask(Ask::VaultJob(set_person(one.name.clone(), staff, desk.clock)));
        }
    }

    fn draw_new(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "操作者を追加");
        prose::weak(ui, "1人ずつ自分の合言葉で開くようにすると、だれが何をしたかが操作記録に残ります。");
        narrow(ui, |ui| blank("氏名").required().line(ui, &mut self.name));
        narrow(ui, |ui| blank("役割").required().pick(ui, &offices(), &mut self.office));
        prose::weak(
            ui,
            "管理責任者はすべて、管理者は操作者と鍵のほかすべて、入力者は登録・訂正・印刷、職員は自分の記録と手続きだけ、閲覧（検査用）は見ることだけができます。氏名が利用者の台帳と同じときは、その記録に結び付けます。",
        );
        let is_ready = !self.name.trim().is_empty() && !desk.is_busy;
        if ui.add(primary("追加する").icon(Icon::UserPlus).enabled(is_ready)).clicked()
            && let Some(office) = Office::from_code(&self.office)
        {
            let name = self.name.trim().to_owned();
            let staff = self.person_named(&name);
            desk.ask(Ask::VaultJob(add(name, office, staff, desk.kdf, desk.clock)));
        }
    }

    /// The one person of this name; nobody where there are two.
    fn person_named(&self, name: &str) -> Option<StaffId> {
        let wanted = fold(name);
        let mut same = self.people.iter().filter(|(_, other)| fold(other) == wanted);
        match (same.next(), same.next()) {
            (Some((id, _)), None) => id.parse::<RecordId>().ok().map(StaffId::from),
            _ => None,
        }
    }

    fn draw_leaving(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(name) = self.leaving.clone() else { return };
        let text = format!(
            "{name} さんの合言葉では開けなくなり、台帳の鍵を作り直します。自動の控えが入っていれば、その前に控えを作ります。ほかの人の合言葉と復旧シートの数字は、そのまま使えます。\
             前に作った控えは {name} さんの前の合言葉で開くままですが、次の画面で新しい鍵に作り直せます。"
        );
        let title = format!("{name} さんを外しますか");
        let question =
            Question {
                title: &title, text: &text, yes: "外して鍵を作り直す", no: "やめる", weight: Weight::Danger
            };
        match question.show(ui.ctx()) {
            Reply::Open => {}
            Reply::No => self.leaving = None,
            Reply::Yes => {
                self.leaving = None;
                desk.ask(Ask::VaultJob(remove(name, Before::BackUp, desk.clock)));
            }
        }
    }

    fn draw_no_backup(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        let Some(NoBackup { name, problem }) = &self.no_backup else { return };
        let text = format!(
            "{}鍵を作り直す前の控えがないまま進めると、途中で困ったときに戻せる控えが古いものだけになります。まだ何も変えていません。",
            problem.happened
        );
        let question = Question {
            title: "控えを作れませんでした",
            text: &text,
            yes: "控えを作らずに外す",
            no: "やめる",
            weight: Weight::Danger,
        };
        match question.show(ui.ctx()) {
            Reply::Open => {}
            Reply::No => self.no_backup = None,
            Reply::Yes => {
                desk.ask(Ask::VaultJob(remove(name.clone(), Before::Nothing, desk.clock)));
                self.no_backup = None;
            }
        }
    }
}

/// How somebody opens the ledger.
const fn state(one: &Operator) -> &'static str {
    match (one.has_token, one.has_codes) {
        (false, false) => "利用中",
        (true, false) => "利用中（USBキー）",
        (false, true) => "利用中（コード）",
        (true, true) => "利用中（USBキーとコード）",
    }
}

/// Room for one field.
fn narrow<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui(egui::vec2(360.0, 0.0), |ui| {
        ui.set_width(360.0);
        add(ui)
    })
    .inner
}

fn offices() -> Vec<(&'static str, &'static str)> {
    Office::ALL.iter().map(|office| (office.code(), office.label())).collect()
}

fn job(
    name: &'static str,
    label: &str,
    work: impl FnOnce(&mut crate::vault::Vault, &crate::base::Progress) -> Result<Changed, Problem> + Send + 'static,
) -> VaultJob {
    VaultJob {
        name,
        label: label.to_owned(),
        needs: Right::Keys,
        touched: Kind::ALL.to_vec(),
        work: Box::new(|vault, progress| Ok(Box::new(work(vault, progress)?))),
    }
}

fn add(name: String, office: Office, staff: Option<StaffId>, kdf: Kdf, clock: Clock) -> VaultJob {
    job("add-operator", "操作者を追加しています。", move |vault, _| {
        let first = one_time_passphrase()?;
        vault.add_operator(&name, office, &Secret::from(first.as_str()), kdf, clock.now())?;
        if staff.is_some() {
            vault.set_person(&name, staff, clock.now())?;
        }
        Ok(Changed { said: format!("{name} さんを追加しました"), first: Some((name, first)) })
    })
}

fn reset(name: String, how: String, kdf: Kdf, clock: Clock) -> VaultJob {
    job("reset-passphrase", "合言葉を再設定しています。", move |vault, _| {
        let first = one_time_passphrase()?;
        vault.reset_passphrase(&name, &Secret::from(first.as_str()), &how, kdf, clock.now())?;
        Ok(Changed { said: format!("{name} さんの合言葉を再設定しました"), first: Some((name, first)) })
    })
}

fn set_person(name: String, staff: Option<StaffId>, clock: Clock) -> VaultJob {
    job("set-person", "利用者の記録を結び付けています。", move |vault, _| {
        vault.set_person(&name, staff, clock.now())?;
        Ok(Changed { said: format!("{name} さんの利用者の記録を変えました"), first: None })
    })
}

fn set_office(name: String, office: Office, clock: Clock) -> VaultJob {
    job("set-office", "役割を変えています。", move |vault, _| {
        vault.set_office(&name, office, clock.now())?;
        Ok(Changed { said: format!("{name} さんを{}にしました", office.label()), first: None })
    })
}

/// What is done before the keys are made anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    BackUp,
    Nothing,
}

fn remove(name: String, before: Before, clock: Clock) -> VaultJob {
    VaultJob {
        name: "remove-operator",
        label: "控えを作ってから、台帳の鍵を作り直しています。".to_owned(),
        needs: Right::Keys,
        touched: Kind::ALL.to_vec(),
        work: Box::new(move |vault, progress| {
            let at = clock.now();
            if before == Before::BackUp {
                match vault.back_up_if_due(at, progress) {
                    Ok(_) => {}
                    Err(VaultError::Cancelled) => return Err(Problem::cancelled()),
                    Err(error) => return Ok(Box::new(NoBackup { name, problem: error.into() })),
                }
            }
            vault.remove_operator(&name, "操作者を外した", at, progress)?;
            let said = format!(
                "{name} さんを外し、台帳の鍵を作り直しました。復旧シートの「復旧記録」は合わなくなったので、「台帳の情報」で印刷し直してください。"
            );
            // What is in the way of looking for old backups is told on their own page.
            Ok(Box::new(Left { said, old: vault.old_backups().unwrap_or_default() }))
        }),
    }
}

impl Screen for OperatorScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let all = read.list::<Staff>()?;
        let n_all = all.len();
        let people = all.into_iter().filter(|kept| kept.record.is_active_on(today));
        self.firsts.clinic = read.list::<Clinic>()?.into_iter().next().map(|kept| kept.record);
        self.people = people.map(|kept| (RecordId::from(kept.id).to_string(), kept.record.name)).collect();
        self.n_gone = n_all - self.people.len();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "操作者", "", |_| {});
        page::body(ui, |ui| {
            if let Some(said) = &self.said {
                notice::bar(ui, Tone::Success, said);
            }
            self.firsts.ui(ui, desk);
            self.old.ui(ui, desk);
            card::card(ui, |ui| self.draw_list(ui, desk));
            card::card(ui, |ui| self.draw_new(ui, desk));
        });
        self.draw_leaving(ui, desk);
        self.draw_no_backup(ui, desk);
    }

    fn holds_once(&self) -> Option<Once> {
        self.firsts.once()
    }

    fn delivered(&mut self, parcel: Parcel) {
        let Parcel::Result(content) = parcel else { return };
        match content.downcast::<LedgerFacts>() {
            Ok(facts) => {
                self.firsts.ledger = facts.short_id;
                self.all = facts.operators;
            }
            Err(content) => self.done(content),
        }
    }
}

impl OperatorScreen {
    fn done(&mut self, content: Box<dyn std::any::Any + Send>) {
        let content = match content.downcast::<NoBackup>() {
            Ok(told) => {
                self.no_backup = Some(*told);
                return;
            }
            Err(content) => content,
        };
        let content = match content.downcast::<Rewritten>() {
            Ok(told) => return self.old.rewritten(*told),
            Err(content) => content,
        };
        let content = match content.downcast::<Left>() {
            Ok(left) => {
                let Left { said, old } = *left;
                self.old.take(old);
                self.changed(Changed { said, first: None });
                return;
            }
            Err(content) => content,
        };
        if let Ok(changed) = content.downcast::<Changed>() {
            self.changed(*changed);
        }
    }

    fn changed(&mut self, changed: Changed) {
        let Changed { said, first } = changed;
        self.said = Some(said);
        if let Some((name, passphrase)) = first {
            self.firsts.add(name, passphrase);
        }
        self.name.clear();
        self.how.clear();
        self.is_asked = false;
        self.table.choose(None);
    }
}
