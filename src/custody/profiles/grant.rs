//! 例外を認める: public Wi-Fi as the sole means, an approved password manager; off until somebody answers for it.

use egui::Ui;

use crate::base::{Breach, Check, Day, Draft, Field, Input, Kind, Span};
use crate::desk::{Command, Desk, Done, Refusal, Right};
use crate::ledgers::bindings::{Bindings, Exception, Granted};
use crate::vault::{Detail, Tx};
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Tone, card, entry, notice, prose};

use super::draw::typed;

const REASON: Field = Field::new("reason", "理由", Input::Lines).required();
const APPROVED_BY: Field = Field::new("approved_by", "承認した人", Input::Line).required();
const APPROVED_ON: Field = Field::new("approved_on", "承認した日", Input::Day).span(Span::DEED).required();
const UNTIL: Field = Field::new("until", "期限", Input::Day).span(Span::PLAN).required();

/// What is granted, as it is asked.
const fn what(granted: Granted) -> Field {
    match granted {
        Granted::PublicWifi => Field::new("what", "通信を守る方法", Input::Line).required().hint("例 VPN（製品名）"),
        Granted::PasswordManager => Field::new("what", "製品の名前", Input::Line).required(),
    }
}

/// What the documents say of it.
const fn about(granted: Granted) -> &'static str {
    match granted {
        Granted::PublicWifi => {
            "MICTの留意事項は、公衆無線LANを使わないとしています。ガイドライン第5版（6.9章C8）は、ほかに手段がなく、通信を守れるときに限っています。"
        }
        Granted::PasswordManager => {
            "MICTと京あんしんネットの資料は、連携ネットワークのパスワードを端末やブラウザに保存しないとしています。"
        }
    }
}

/// One being typed.
pub(super) struct Granting {
    granted: Granted,
    draft: Draft,
    pub(super) breaches: Vec<Breach>,
}

/// What was done to the form.
pub(super) enum After {
    /// It stays.
    Open,
    /// It is left.
    Left,
}

/// The card of both exceptions; gives the one to be typed.
pub(super) fn card(ui: &mut Ui, desk: &mut Desk<'_>, bindings: &Bindings) -> Option<Granting> {
    let mut begun = None;
    card::title(ui, "例外");
    prose::weak(
        ui,
        "はじめはどちらも認めていません。認めるときは、理由・承認した人・期限を記録し、「方針の一覧」に印刷します。",
    );
    for granted in Granted::ALL {
        let exception = bindings.exception(granted);
        let now = exception.filter(|exception| exception.holds_on(desk.today));
        entry(ui, granted.label(), &state(exception, desk.today), |ui| {
            if !desk.may(Right::Manage) {
                return;
            }
            ui.push_id(granted.setting(), |ui| {
                let word = if now.is_some() { "変える…" } else { "認める…" };
                let name = format!("{}を{word}", granted.label());
                if ui.add(secondary(word).named(&name).enabled(!desk.is_busy)).clicked() {
                    let draft = draft_of(granted, exception, desk.today);
                    begun = Some(Granting { granted, draft, breaches: Vec::new() });
                }
                if now.is_some() && ui.add(secondary("取り消す").enabled(!desk.is_busy)).clicked() {
                    desk.run(Withdraw(granted));
                }
            });
        });
    }
    begun
}

/// How it stands.
pub(super) fn state(exception: Option<&Exception>, today: Day) -> String {
    match exception {
        Some(exception) if exception.holds_on(today) => {
            let until = exception.until.map(Day::wareki).unwrap_or_default();
            format!("{}まで認めています　{}　承認 {}", until, exception.what, exception.approved_by)
        }
        Some(exception) if !exception.approved_by.is_empty() => {
            let until = exception.until.map(Day::wareki).unwrap_or_default();
            format!("認めていません（{until}で終わりました）")
        }
        Some(_) | None => "認めていません".to_owned(),
    }
}

fn draft_of(granted: Granted, exception: Option<&Exception>, today: Day) -> Draft {
    let exception = exception.cloned().unwrap_or_default();
    Draft::new()
        .with(&what(granted), &exception.what)
        .with(&REASON, &exception.reason)
        .with(&APPROVED_BY, &exception.approved_by)
        .with_day(&APPROVED_ON, exception.approved_on.or(Some(today)))
        .with_day(&UNTIL, exception.until)
}

impl Granting {
    /// The form.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> After {
        card::title(ui, self.granted.label());
        notice::bar(ui, Tone::Warn, about(self.granted));
        let (draft, breaches) = (&mut self.draft, &mut self.breaches);
        for field in [what(self.granted), REASON, APPROVED_BY, APPROVED_ON, UNTIL] {
            typed(ui, &field, breaches, draft, desk.today);
        }
        let (mut is_saved, mut is_left) = (false, false);
        ui.horizontal(|ui| {
            is_saved = ui.add(primary("認める").enabled(!desk.is_busy)).clicked();
            is_left = ui.add(secondary("やめる")).clicked();
        });
        if is_saved {
            desk.run(Grant { granted: self.granted, draft: self.draft.clone() });
        }
        if is_left { After::Left } else { After::Open }
    }
}

/// Grants it (承認).
struct Grant {
    granted: Granted,
    draft: Draft,
}

fn check(granted: Granted, draft: &Draft, today: Day) -> Result<Exception, Vec<Breach>> {
    let mut check = Check::new(draft, today);
    let what = check.text(&what(granted));
    let reason = check.lines(&REASON);
    let approved_by = check.text(&APPROVED_BY);
    let approved_on = check.past_day(&APPROVED_ON, today);
    let until = check.day(&UNTIL);
    if until.is_some_and(|until| until < today) {
        check.breach(&UNTIL, "今日より前の日付です。いつまで認めるかを入力してください");
    }
    check.done(|| Some(Exception { what, reason, approved_by, approved_on, until }))
}

impl Command for Grant {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let exception = check(self.granted, &self.draft, today)?;
        let label = self.granted.label();
        let detail = Detail { said: Some(format!("{label}の承認")), ..Detail::reason(Some(&exception.reason)) };
        tx.decide(self.granted.setting(), &serde_json::to_string(&exception).unwrap_or_default(), detail)?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: format!("{label}を認めました"), next: None })
    }
}

/// Takes it back (取り消し).
struct Withdraw(Granted);

impl Command for Withdraw {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let label = self.0.label();
        let nothing = serde_json::to_string(&Exception::default()).unwrap_or_default();
        tx.decide(self.0.setting(), &nothing, Detail::said(&format!("{label}の取り消し")))?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: format!("{label}を取り消しました"), next: None })
    }
}
