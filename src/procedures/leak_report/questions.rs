//! 報告の対象かどうか: the four questions, and the encryption clause, which only a person can decide.

use egui::Ui;

use crate::base::{Coded, Field};
use crate::desk::Desk;
use crate::ledgers::clock_words as words;
use crate::ledgers::clocks::{Case, People, Standing};
use crate::ledgers::incident::record::{Exclusion, Sure, field};
use crate::ledgers::leak_rules::{LeakRules, Trigger};
use crate::procedures::typed::Typed;
use crate::widgets::button::primary;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::{Part, Want};

const PROTECTION: [Field; 2] = [field::ENCRYPTED, field::KEY_SAFE];
const DECISION: [Field; 4] = [field::EXCLUSION, field::EXCLUSION_BY, field::EXCLUSION_ON, field::EXCLUSION_WHY];

/// Whether a field of the incident is asked here.
pub(super) fn asks(one: &Field) -> bool {
    let triggers = Trigger::ALL.iter().map(|trigger| question(*trigger).key);
    let rest = PROTECTION.iter().chain(&DECISION).map(|field| field.key);
    triggers.chain(rest).any(|key| key == one.key)
}

const fn question(trigger: Trigger) -> Field {
    match trigger {
        Trigger::Sensitive => field::SENSITIVE,
        Trigger::Property => field::PROPERTY,
        Trigger::Improper => field::IMPROPER,
        Trigger::Many => field::MANY,
    }
}

/// The card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, case: &Case, typed: &mut Typed) -> Want {
    card::title(ui, "報告の対象かどうか");
    let standing = case.standing();
    notice::bar(ui, tone(&standing), &format!("{}。", words::standing(&standing)));
    prose::weak(
        ui,
        "1つでも「はい」があれば、報告の対象です。もれたおそれがあるだけのときも、なくした・壊れたときも含みます。\
         わからないことを「いいえ」とは数えません。",
    );
    for rule in &LeakRules::get().triggers {
        typed.ui_plain(ui, &[question(rule.id)], desk.today);
        prose::weak(ui, &rule.hint);
        if rule.id == Trigger::Many
            && let Some(said) = counted(case)
        {
            prose::weak(ui, &said);
        }
        ui.add_space(space::S);
    }
    ui.separator();
    draw_exclusion(ui, desk, case, typed);
    ui.add_space(space::S);
    let save = primary("答えを保存").icon(Icon::Save).enabled(!desk.is_busy);
    if ui.add(save).clicked() { Want::Save(Part::Answers) } else { Want::Nothing }
}

/// What the number of people makes of the fourth question.
fn counted(case: &Case) -> Option<String> {
    let people = match case.people {
        People::Known(people) => format!("{people}人"),
        People::UpTo(people) => format!("多くても{people}人"),
        People::Unknown => return None,
    };
    let answer = case.answer(Trigger::Many).label();
    Some(format!("記録にある本人の数（{people}）から、「{answer}」として数えています。"))
}

fn draw_exclusion(ui: &mut Ui, desk: &mut Desk<'_>, case: &Case, typed: &mut Typed) {
    let rule = &LeakRules::get().exclusion;
    prose::strong(ui, "暗号化による除外");
    prose::weak(ui, &format!("{}（{}）", rule.hint, rule.cite));
    typed.ui_plain(ui, &PROTECTION, desk.today);
    let is_yes = |one: &Field| typed.draft.get(one.key) == Sure::Yes.code();
    if !PROTECTION.iter().all(is_yes) {
        prose::weak(
            ui,
            "暗号化と鍵の状態が、どちらも「はい」とわかるまで、除外は考えません。わからないときは、報告の対象として数えます。",
        );
        return;
    }
    notice::bar(ui, Tone::Info, &format!("{}。", rule.possible));
    typed.ui(ui, &DECISION, desk.today);
    if typed.draft.get(field::EXCLUSION.key) == Exclusion::Applies.code() && !case.is_excluded() {
        prose::weak(ui, "判断した人・日・理由がそろい、保存するまで、報告の対象として数えます。");
    }
}

const fn tone(standing: &Standing) -> Tone {
    match standing {
        Standing::NeedsAnswer(_) | Standing::Reportable(_) => Tone::Warn,
        Standing::NotReportable | Standing::Excluded => Tone::Info,
    }
}
