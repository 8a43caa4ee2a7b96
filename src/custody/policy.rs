//! 合言葉の決まり: which profile the ledger's passphrases follow; chosen by one who answers for the ledger.

use egui::Ui;

use crate::base::{Day, Kind};
use crate::desk::{Command, Desk, Done, Refusal, Right};
use crate::vault::{Policy, Tx};
use crate::widgets::field::blank;
use crate::widgets::{card, prose};

/// The card to choose it.
pub fn draw(ui: &mut Ui, desk: &mut Desk<'_>, policy: &'static Policy) {
    card::title(ui, "合言葉の決まり");
    if desk.may(Right::Keys) {
        let items: Vec<(&str, &str)> =
            Policy::all().iter().map(|policy| (policy.id.as_str(), policy.name.as_str())).collect();
        let mut chosen = policy.id.clone();
        ui.allocate_ui(egui::vec2(420.0, 0.0), |ui| {
            ui.set_width(420.0);
            let is_changed = blank("この台帳の合言葉が従う決まり").pick(ui, &items, &mut chosen).changed;
            if is_changed && chosen != policy.id {
                desk.run(Follow(chosen));
            }
        });
    } else {
        prose::strong(ui, &policy.name);
    }
    prose::paragraph(ui, &asks(policy));
    prose::weak(ui, &format!("{}　資料 {}", policy.note, policy.source));
    prose::weak(
        ui,
        "変えた決まりは、次に合言葉を変えるときから当てはまります。文字の種類は数えず、推測されにくさを確かめます。",
    );
}

/// What a policy asks for, in one sentence.
fn asks(policy: &Policy) -> String {
    let (alone, beside) = (policy.least(false), policy.least(true));
    let length = if alone == beside {
        format!("{alone}文字以上")
    } else {
        format!("{alone}文字以上（USBキーと一緒に使うときは{beside}文字以上）")
    };
    match policy.months {
        Some(months) => format!("{length}。{months}か月ごとに変えます。"),
        None => format!("{length}。決まった間隔で変える必要はありません。"),
    }
}

/// Says that a passphrase should have been changed.
#[must_use]
pub fn overdue(chosen_on: Option<Day>) -> String {
    match chosen_on {
        Some(day) => format!("合言葉を変える時期が過ぎています（今の合言葉は{}から）。", day.wareki()),
        None => "合言葉をいつ決めたかの記録がないため、変える時期が過ぎたものとして扱います。".to_owned(),
    }
}

/// Changes the policy (設定).
struct Follow(String);

impl Command for Follow {
    fn needs(&self) -> Right {
        Right::Keys
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.set(Policy::SETTING, &self.0)?;
        let name = Policy::of(&self.0).map(|policy| policy.name.as_str()).unwrap_or_default();
        let said = format!("合言葉の決まりを「{name}」にしました");
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}
