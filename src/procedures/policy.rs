//! 運用ポリシーの確認: a person says that they have read the version of now; and the card where the clinic names it.

use egui::Ui;

use crate::base::{Day, Entered, Kind, StaffId};
use crate::desk::{Command, Desk, Done, Problem, Refusal, Right, Route, Screen};
use crate::ledgers::policy_read::current::{CurrentPolicy, SETTING};
use crate::ledgers::policy_read::record::PolicyRead;
use crate::vault::{Reader, Tx};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::{Icon, card, check_box, page, prose};

/// The screen where a person says that they have read it.
#[must_use]
pub fn policy(person: StaffId) -> Box<dyn Screen> {
    Box::new(Reading { person, now: None, has_read: false, has_understood: false })
}

struct Reading {
    person: StaffId,
    now: Option<CurrentPolicy>,
    has_read: bool,
    has_understood: bool,
}

impl Screen for Reading {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::PolicyRead]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.now = CurrentPolicy::read(read)?;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Kind::PolicyRead.label(), "", |_| {});
        page::body(ui, |ui| {
            card::card(ui, |ui| {
                let Some(now) = &self.now else {
                    prose::paragraph(ui, "読む運用ポリシーの版が、まだ決まっていません。管理者に伝えてください。");
                    return;
                };
                card::title(ui, &format!("{} {}", now.name, now.edition));
                let place =
                    if now.place.is_empty() { "管理者から受け取ってください。" } else { &now.place };
                prose::paragraph(ui, &format!("読むもの　{place}"));
                check_box(ui, "最後まで読みました", &mut self.has_read);
                check_box(ui, "わからないところは、管理者に聞きました", &mut self.has_understood);
                let is_ready = self.has_read && self.has_understood && !desk.is_busy;
                if ui.add(primary("読んだことを登録").icon(Icon::Check).enabled(is_ready)).clicked() {
                    desk.run(Read { person: self.person, policy: now.clone() });
                }
            });
        });
    }
}

/// Enters that it was read (確認).
struct Read {
    person: StaffId,
    policy: CurrentPolicy,
}

impl Command for Read {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let entered = tx.enterer().map(Entered::by);
        let confirmed_by = if entered.is_none() { tx.operator().to_owned() } else { String::new() };
        tx.add(&PolicyRead {
            staff: self.person,
            policy: self.policy.name,
            edition: self.policy.edition,
            read_on: Some(today),
            confirmed_by,
            note: String::new(),
            entered,
        })?;
        Ok(Done::said(Kind::PolicyRead, "運用ポリシーの確認を登録しました").then(Route::Own))
    }
}

/// The card to name the version of now.
#[derive(Default)]
pub(super) struct PolicyCard {
    now: Option<CurrentPolicy>,
    new: Option<CurrentPolicy>,
}

impl PolicyCard {
    pub(super) fn reload(&mut self, read: &Reader<'_>) -> Result<(), Problem> {
        let now = CurrentPolicy::read(read)?;
        if self.now != now {
            self.new = None;
        }
        self.now = now;
        Ok(())
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "今の運用ポリシー");
        let Some(new) = &mut self.new else {
            match &self.now {
                Some(now) => prose::paragraph(ui, &format!("{} {}　{}", now.name, now.edition, now.place)),
                None => {
                    prose::paragraph(ui, "まだ決まっていません。決めると、全員がその版を読んだかを確かめられます。")
                }
            };
            prose::weak(ui, "新しい版に変えると、全員が未読になります。");
            if desk.may(Right::Manage) && ui.add(secondary("版を変える…").icon(Icon::FilePen)).clicked() {
                self.new = Some(self.now.clone().unwrap_or_default());
            }
            return;
        };
        blank("名前").required().placeholder("例 MICT運用ポリシー").line(ui, &mut new.name);
        blank("版").required().placeholder("例 第3版").line(ui, &mut new.edition);
        blank("読める場所")
            .optional()
            .hint("例 事務室の書庫、共有フォルダーの「運用ポリシー」")
            .line(ui, &mut new.place);
        let is_whole = !new.name.trim().is_empty() && !new.edition.trim().is_empty();
        let (mut is_saved, mut is_left) = (false, false);
        ui.horizontal(|ui| {
            is_saved = ui.add(primary("この版にする").enabled(is_whole && !desk.is_busy)).clicked();
            is_left = ui.add(secondary("やめる")).clicked();
        });
        if is_saved {
            desk.run(Change(new.clone()));
        } else if is_left {
            self.new = None;
        }
    }
}

/// Names another version (版の変更).
struct Change(CurrentPolicy);

impl Command for Change {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let CurrentPolicy { name, edition, place } = self.0;
        let policy = CurrentPolicy {
            name: name.trim().to_owned(),
            edition: edition.trim().to_owned(),
            place: place.trim().to_owned(),
        };
        tx.set(SETTING, &serde_json::to_string(&policy).unwrap_or_default())?;
        let said = format!("今の運用ポリシーを「{} {}」にしました", policy.name, policy.edition);
        Ok(Done { touched: vec![Kind::PolicyRead], said, next: None })
    }
}
