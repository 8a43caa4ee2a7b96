//! パスワードの変更: a person says on which day they changed the password of an ID. The password itself is never asked.

use egui::Ui;

use crate::base::{AccountId, Breach, Check, Day, Draft, Entered, Field, Kept, Kind, StaffId};
use crate::desk::{Command, Desk, Done, Problem, Refusal, Right, Route, Screen};
use crate::ledgers::account::record::{Account, field};
use crate::ledgers::bindings::Bindings;
use crate::ledgers::bound::{Strength, Turn};
use crate::ledgers::system::record::System;
use crate::vault::{Reader, Tx};
use crate::widgets::button::primary;
use crate::widgets::field::blank;
use crate::widgets::form::ask_meant;
use crate::widgets::{Icon, card, check_box, page, prose};

/// The screen where a person says when they changed a password.
#[must_use]
pub fn password(person: StaffId, account: AccountId) -> Box<dyn Screen> {
    Box::new(Password {
        person,
        account,
        name: String::new(),
        asked: Vec::new(),
        last_on: None,
        day: String::new(),
        sure: Draft::new(),
        is_unsaved: false,
        fault: None,
    })
}

struct Password {
    person: StaffId,
    account: AccountId,
    name: String,
    /// What the profile of the ID asks for, and where that is written.
    asked: Vec<String>,
    last_on: Option<Day>,
    day: String,
    /// The day, where it lies far off and was confirmed.
    sure: Draft,
    /// The person says that no device keeps it (S000-1.3a).
    is_unsaved: bool,
    fault: Option<String>,
}

/// The day as it is asked here, where it cannot be left out.
const CHANGED_ON: Field = field::PASSWORD_CHANGED_ON.required();

impl Password {
    fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, &self.name);
        prose::paragraph(ui, "パスワードを変えたら、変えた日を記録します。パスワードそのものは入力しません。");
        for line in &self.asked {
            prose::weak(ui, line);
        }
        if let Some(day) = self.last_on {
            prose::weak(ui, &format!("前回変えた日　{}", day.wareki()));
        }
        if self.day.is_empty() {
            self.day = desk.today.wareki();
        }
        let fault = self.fault.as_deref();
        if blank(CHANGED_ON.label).required().fault(fault).day(ui, &mut self.day, desk.today).changed
            || ask_meant(ui, &CHANGED_ON, &self.day, &mut self.sure, desk.today, fault)
        {
            self.fault = None;
        }
        check_box(ui, "新しいパスワードを、端末やブラウザに保存していません", &mut self.is_unsaved);
        if desk.sitter.is_proxy() {
            prose::weak(ui, "登録したあと、管理者が確かめて確定します。");
        }
        let save = primary("変えた日を登録").icon(Icon::Check).enabled(!desk.is_busy && self.is_unsaved);
        if ui.add(save.min_width(160.0)).clicked() {
            let draft = self.sure.clone().with(&CHANGED_ON, self.day.as_str());
            desk.run(Changed { person: self.person, account: self.account, draft });
        }
    }
}

impl Screen for Password {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Account]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let own = read.get::<Account>(self.account)?.filter(|kept| kept.record.staff == self.person);
        let Some(kept) = own else { return Ok(()) };
        let systems = read.list::<System>()?;
        let system = systems.iter().find(|system| system.id == kept.record.system);
        let name = system.map(|system| system.record.name.as_str()).unwrap_or_default();
        self.name = format!("{name}　{}", kept.record.login);
        self.asked = match system {
            Some(system) => asked(&Bindings::read(read, &systems)?, system, &kept.record),
            None => Vec::new(),
        };
        self.last_on = kept.record.password_changed_on;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Password(self.person, self.account).label(), "", |_| {});
        page::body(ui, |ui| card::card(ui, |ui| self.draw(ui, desk)));
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if let Err(Refusal::Breaches(breaches)) = outcome {
            self.fault = breaches.first().map(|breach| breach.why.clone());
        }
    }
}

/// What the profile asks of a new password of this ID.
fn asked(bindings: &Bindings, system: &Kept<System>, account: &Account) -> Vec<String> {
    let bound = bindings.of_system(system);
    let strength = Strength::of(account, Some(&system.record));
    let turn = match bound.turn(strength) {
        Turn::Every(months) => format!("{months}か月ごとに変えます"),
        Turn::Never => "決まった間隔で変える必要はありません".to_owned(),
        Turn::Open => "変える間隔は、施設でまだ決めていません".to_owned(),
    };
    vec![format!("{}。{turn}。", bound.length_words()), format!("方針{}", bound.by_password())]
}

/// Enters the day (変更).
struct Changed {
    person: StaffId,
    account: AccountId,
    draft: Draft,
}

impl Command for Changed {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let kept = tx.reader().get::<Account>(self.account)?.filter(|kept| kept.record.staff == self.person);
        let Some(kept) = kept else {
            return Err(Problem::new(
                "L-004",
                "このIDは見つかりません。台帳は変わっていません。",
                "前の画面に戻って、開き直してください。",
            )
            .into());
        };
        let day = self.sound(&kept.record, today)?;
        let entered = tx.enterer().map(Entered::by);
        tx.correct(kept.id, &Account { password_changed_on: Some(day), entered, ..kept.record }, None)?;
        Ok(Done::said(Kind::Account, "パスワードを変えた日を登録しました").then(Route::Own))
    }
}

impl Changed {
    /// A day that is not to come and not before the ID was issued.
    fn sound(&self, account: &Account, today: Day) -> Result<Day, Vec<Breach>> {
        let mut check = Check::new(&self.draft, today);
        let day = check.past_day(&CHANGED_ON, today);
        if let (Some(day), Some(issued)) = (day, account.issued_on)
            && day < issued
        {
            check.breach(&CHANGED_ON, "IDの発行日より前の日付です。確かめて直してください");
        }
        check.done(|| day)
    }
}
