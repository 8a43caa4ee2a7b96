//! The steps of a way in and a way out (手順): how each stands, read from the ledgers themselves.

use crate::base::{Coded, Day, Kind, Record, StaffId, waits};
use crate::desk::Route;

use super::account::record::Privilege;
use super::device::record::Device;
use super::due::{self, State};
use super::facts::{Belongings, Facts};
use super::passage::record::{Passage, Point, Settled};

/// A step of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 利用者の登録
    Person,
    /// 利用者ID
    Accounts,
    /// 利用端末
    Devices,
    /// 自己点検
    SelfCheck,
    /// 運用ポリシーの確認
    Policy,
    /// 講習
    Lesson,
    /// 誓約書
    Pledge,
    /// 利用者IDの停止
    StopAccounts,
    /// 役割・管理権限を外す
    EndRoles,
    /// 端末・媒体の返却と消去
    HandBack,
    /// 紙・鍵・名札の返却
    Papers,
    /// 台帳番の操作者から外す
    Operator,
    /// 退職後の守秘の確認
    Farewell,
}

/// The steps of a way in, in the order they are walked through.
pub const JOINING: [Step; 7] =
    [Step::Person, Step::Accounts, Step::Devices, Step::SelfCheck, Step::Policy, Step::Lesson, Step::Pledge];

/// The steps of a way out (S000-1.5, S002-5.B1g, S004-2.3, S004-2.5, S004-2.6).
pub const LEAVING: [Step; 6] =
    [Step::StopAccounts, Step::EndRoles, Step::HandBack, Step::Papers, Step::Operator, Step::Farewell];

impl Step {
    /// The stable code, as a point names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Accounts => "accounts",
            Self::Devices => "devices",
            Self::SelfCheck => "self-check",
            Self::Policy => "policy",
            Self::Lesson => "lesson",
            Self::Pledge => "pledge",
            Self::StopAccounts => "stop-accounts",
            Self::EndRoles => "end-roles",
            Self::HandBack => "hand-back",
            Self::Papers => "papers",
            Self::Operator => "operator",
            Self::Farewell => "farewell",
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "利用者の登録",
            Self::Accounts => "利用者ID",
            Self::Devices => "利用端末",
            Self::SelfCheck => "自己点検",
            Self::Policy => "運用ポリシーの確認",
            Self::Lesson => "講習",
            Self::Pledge => "誓約書",
            Self::StopAccounts => "利用者IDの停止",
            Self::EndRoles => "役割と管理権限",
            Self::HandBack => "端末・媒体の返却と消去",
            Self::Papers => "書類・鍵・名札の返却",
            Self::Operator => "台帳番の操作者",
            Self::Farewell => "退職後の守秘の確認",
        }
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Person => "氏名・所属・職種・利用開始日を登録します。",
            Self::Accounts => "使うシステムごとに、本人だけのIDを登録します。",
            Self::Devices => "使う端末を登録します。共用の端末は登録済みから選びます。",
            Self::SelfCheck => "本人が、使う端末を点検します。",
            Self::Policy => "本人が、今の運用ポリシーを読みます。",
            Self::Lesson => "本人が、講習を受けて確認問題に答えます。",
            Self::Pledge => "本人が、誓約書を読んで署名します。",
            Self::StopAccounts => "使っていたIDを停止か削除します。日付と、だれがしたかを残します。",
            Self::EndRoles => "管理責任者・施設管理者などの役割と、管理者の権限を外します。",
            Self::HandBack => "使っていた端末と媒体を受け取り、データを消去して記録します。",
            Self::Papers => "書類、鍵、名札などを受け取ります。",
            Self::Operator => "この台帳番を開けるときは、「操作者」の画面で外します。",
            Self::Farewell => "退職したあとも情報をもらさないことを説明し、署名をもらいます。",
        }
    }

    /// What is said of it when it is done and there is nothing to show.
    #[must_use]
    pub const fn nothing(self) -> &'static str {
        match self {
            Self::Person => "必要な項目は登録済みです",
            Self::SelfCheck => "点検する端末はありません",
            Self::StopAccounts => "使っていたIDはありません",
            Self::EndRoles => "役割はありません",
            Self::HandBack => "手元に残っている端末・媒体はありません",
            Self::Accounts
            | Self::Devices
            | Self::Policy
            | Self::Lesson
            | Self::Pledge
            | Self::Papers
            | Self::Operator
            | Self::Farewell => "済みました",
        }
    }

    /// The word on the button beside one thing of it, where that is seen to by itself.
    #[must_use]
    pub const fn way_in(self) -> Option<&'static str> {
        match self {
            Self::Person => Some("記入する"),
            Self::HandBack => Some("引き渡し・消去を記録"),
            // What stands below sees to all of them at once.
            Self::StopAccounts => Some("このIDだけ記録"),
            Self::EndRoles => Some("役割を開く"),
            Self::Accounts
            | Self::Devices
            | Self::SelfCheck
            | Self::Policy
            | Self::Lesson
            | Self::Pledge
            | Self::Papers
            | Self::Operator
            | Self::Farewell => None,
        }
    }

    /// Whether nothing but somebody's word tells that it was done.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Papers | Self::Operator)
    }

    /// Whether it does not apply to everybody.
    #[must_use]
    const fn can_be_waived(self) -> bool {
        !matches!(self, Self::Person | Self::StopAccounts | Self::EndRoles | Self::HandBack)
    }
}

/// One thing of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub what: String,
    /// How it stands.
    pub state: State,
    /// Where it is seen to.
    pub route: Option<Route>,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Which.
    pub step: Step,
    /// How it stands; what was left out for a reason is done.
    pub state: State,
    /// What there is of it.
    pub items: Vec<Item>,
    /// Settled by hand, or left out.
    pub point: Option<Point>,
    /// Whether it may be left out for a reason; only a passage that goes on keeps the reason.
    pub is_waivable: bool,
}

impl Stand {
    /// Whether something is left to do, or to confirm.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state != State::Done
    }

    /// What is left, in words: 「利用者IDの停止（MCS igarashi@…）」.
    #[must_use]
    pub fn left(&self) -> String {
        let open: Vec<&str> =
            self.items.iter().filter(|item| item.state != State::Done).map(|item| item.what.as_str()).collect();
        if open.is_empty() {
            self.step.label().to_owned()
        } else {
            format!("{}（{}）", self.step.label(), open.join("、"))
        }
    }

    /// The word for how it stands.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match &self.point {
            Some(point) if point.settled == Settled::Waived => Settled::Waived.word(),
            _ => self.state.label(),
        }
    }
}

impl Settled {
    const fn word(self) -> &'static str {
        match self {
            Self::Done => "済み",
            Self::Waived => "対象外",
        }
    }
}

/// How each step of somebody's way in stands; without an open passage nothing was left out.
#[must_use]
pub fn joining(facts: &Facts, person: StaffId, passage: Option<&Passage>, today: Day) -> Vec<Stand> {
    let own = facts.belongings_of(person);
    let dues = due::of(facts, person, &own, today);
    let steps = JOINING.into_iter().map(|step| {
        let items = match step {
            Step::Person => missing_fields(facts, person),
            Step::Accounts => accounts(facts, &own),
            Step::Devices => devices(&own),
            Step::SelfCheck => of_dues(&dues, |step| matches!(step, due::Step::SelfCheck(_))),
            Step::Policy => of_dues(&dues, |step| step == due::Step::Policy),
            Step::Lesson => of_dues(&dues, |step| step == due::Step::Lesson),
            Step::Pledge => of_dues(&dues, |step| step == due::Step::Pledge),
            Step::StopAccounts | Step::EndRoles | Step::HandBack | Step::Papers | Step::Operator | Step::Farewell => {
                Vec::new()
            }
        };
        // Without a device there is nothing to check yet; once it is said that there will be none, there never is.
        let waits_for_device = || {
            let has_none = own.devices.iter().all(|kept| kept.record.ended_on.is_some());
            has_none && passage.is_none_or(|passage| passage.point(Step::Devices.code()).is_none())
        };
        let is_wanted = match step {
            Step::Accounts | Step::Devices => true,
            Step::SelfCheck => waits_for_device(),
            Step::Person
            | Step::Policy
            | Step::Lesson
            | Step::Pledge
            | Step::StopAccounts
            | Step::EndRoles
            | Step::HandBack
            | Step::Papers
            | Step::Operator
            | Step::Farewell => false,
        };
        stand(step, items, is_wanted, passage)
    });
    steps.collect()
}

/// How each step of somebody's way out stands.
#[must_use]
pub fn leaving(facts: &Facts, person: StaffId, passage: Option<&Passage>, today: Day) -> Vec<Stand> {
    let own = facts.belongings_of(person);
    let steps = LEAVING.into_iter().map(|step| {
        let items = match step {
            Step::StopAccounts => live_accounts(facts, &own),
            Step::EndRoles => live_roles(&own, today),
            Step::HandBack => held_devices(&own),
            Step::Farewell => farewell(&own),
            Step::Papers
            | Step::Operator
            | Step::Person
            | Step::Accounts
            | Step::Devices
            | Step::SelfCheck
            | Step::Policy
            | Step::Lesson
            | Step::Pledge => Vec::new(),
        };
        stand(step, items, step.is_by_hand(), passage)
    });
    steps.collect()
}

/// What is left of somebody's way out, in words.
#[must_use]
pub fn left(stands: &[Stand]) -> Vec<String> {
    stands.iter().filter(|stand| stand.is_open()).map(Stand::left).collect()
}

/// A step is as far as the item that is least far; one of which there must be something is missing while there is none.
fn stand(step: Step, items: Vec<Item>, is_wanted: bool, passage: Option<&Passage>) -> Stand {
    let point = passage.and_then(|passage| passage.point(step.code())).cloned();
    let least = items.iter().map(|item| item.state).min();
    let state = match (&point, least) {
        (Some(point), _) if point.settled == Settled::Waived || step.is_by_hand() => State::Done,
        (_, Some(state)) => state,
        (_, None) if is_wanted => State::Missing,
        (_, None) => State::Done,
    };
    let is_waivable = step.can_be_waived() && passage.is_some_and(Passage::is_open);
    Stand { step, state, items, point, is_waivable }
}

fn missing_fields(facts: &Facts, person: StaffId) -> Vec<Item> {
    let Some(kept) = facts.person(person.into()) else { return Vec::new() };
    let edit = Route::Edit(Kind::Staff, person.into());
    let missing = kept.record.missing().into_iter().map(|field| Item {
        what: format!("{}が未記入", field.label),
        state: State::Missing,
        route: Some(edit.clone()),
    });
    missing.collect()
}

fn accounts(facts: &Facts, own: &Belongings<'_>) -> Vec<Item> {
    let systems = facts.system_names();
    let live = own.accounts.iter().filter(|kept| kept.record.removed_on.is_none());
    let items = live.map(|kept| Item {
        what: named(systems.get(&kept.record.system).copied(), &kept.record.login),
        state: State::Done,
        route: None,
    });
    items.collect()
}

fn devices(own: &Belongings<'_>) -> Vec<Item> {
    in_hand(own).map(|(_, device)| Item { what: device.title(), state: State::Done, route: None }).collect()
}

/// What is in their hands: a device that ends today has left them.
fn in_hand<'a>(own: &'a Belongings<'_>) -> impl Iterator<Item = (crate::base::DeviceId, &'a Device)> + 'a {
    own.devices.iter().filter(|kept| kept.record.ended_on.is_none()).map(|kept| (kept.id, &kept.record))
}

fn of_dues(dues: &[due::Due], is_it: impl Fn(due::Step) -> bool) -> Vec<Item> {
    let items = dues.iter().filter(|due| is_it(due.step)).map(|due| {
        let day = due.last_on.map(|day| format!("前回 {}", day.short())).unwrap_or_default();
        let what =
            [due.about.as_str(), &day].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("　");
        Item { what, state: due.state, route: None }
    });
    items.collect()
}

fn live_accounts(facts: &Facts, own: &Belongings<'_>) -> Vec<Item> {
    let systems = facts.system_names();
    let items = own.accounts.iter().map(|kept| {
        let account = &kept.record;
        let admin = if account.privilege == Some(Privilege::Admin) { "（管理者の権限）" } else { "" };
        let word = account.removal.map_or("停止", Coded::label);
        let by = if account.removed_by.is_empty() { String::new() } else { format!("（{}）", account.removed_by) };
        let stopped = account.removed_on.map(|day| format!("　{} {word}{by}", day.short())).unwrap_or_default();
        Item {
            what: format!("{}{admin}{stopped}", named(systems.get(&account.system).copied(), &account.login)),
            state: if account.removed_on.is_some() { State::Done } else { State::Missing },
            route: Some(Route::Edit(Kind::Account, kept.id.into())),
        }
    });
    items.collect()
}

fn live_roles(own: &Belongings<'_>, today: Day) -> Vec<Item> {
    let items = own.roles.iter().map(|kept| Item {
        what: kept.record.title(),
        state: if kept.record.until_on.is_some_and(|until| until <= today) { State::Done } else { State::Missing },
        route: Some(Route::List(Kind::Role)),
    });
    items.collect()
}

fn held_devices(own: &Belongings<'_>) -> Vec<Item> {
    let items = in_hand(own).map(|(id, device)| Item {
        what: device.title(),
        state: State::Missing,
        route: Some(Route::New(Kind::Disposal, Some(id.into()))),
    });
    items.collect()
}

fn farewell(own: &Belongings<'_>) -> Vec<Item> {
    let (state, what) = own.farewells.first().map_or((State::Missing, String::new()), |kept| {
        let pledge = &kept.record;
        let state = if waits(pledge.entered.as_ref()) { State::Waiting } else { State::Done };
        (state, pledge.received_on.map(Day::wareki).unwrap_or_default())
    });
    vec![Item { what, state, route: None }]
}

fn named(system: Option<&str>, login: &str) -> String {
    [system.unwrap_or_default(), login].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
