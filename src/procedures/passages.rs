//! 利用開始・利用終了: the ways in and out that still go on, and how a new one begins.

use egui::Ui;

use crate::base::{Day, Kind, StaffId};
use crate::desk::{Desk, Route};
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::record::Way;
use crate::ledgers::passage::screen::way_in;
use crate::ledgers::steps::{joining, leaving, left};
use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, card, entry, prose};

/// One that goes on.
#[derive(Debug, Clone)]
pub(super) struct Passing {
    name: String,
    way: Way,
    on: Option<Day>,
    left: String,
    route: Route,
}

/// Every passage that goes on, by its day.
pub(super) fn open(facts: &Facts, today: Day) -> Vec<Passing> {
    let name = |person: StaffId| facts.person(person.into()).map(|kept| kept.record.name.clone()).unwrap_or_default();
    let open = facts.passages.iter().map(|kept| &kept.record).filter(|passage| passage.is_open());
    let all = open.map(|passage| {
        let stands = match passage.way {
            Way::Joining => joining(facts, passage.staff, Some(passage), today),
            Way::Leaving => leaving(facts, passage.staff, Some(passage), today),
        };
        let n_left = left(&stands).len();
        let first = stands.iter().find(|stand| stand.is_open()).map(|stand| stand.step.label());
        Passing {
            name: name(passage.staff),
            way: passage.way,
            on: passage.on,
            left: first.map_or_else(|| "すべて済みました".to_owned(), |first| format!("残り{n_left}　次は{first}")),
            route: way_in(passage),
        }
    });
    all.collect()
}

/// Shows the card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, passing: &[Passing]) {
    card::title(ui, "利用開始・利用終了");
    prose::paragraph(ui, "新しい人を迎えるときと、利用を終える人がいるときに、することを順に進めます。");
    for one in passing {
        ui.separator();
        let day = one.on.map(Day::wareki).unwrap_or_default();
        let about = format!("{}　{day}　{}", crate::base::Coded::label(one.way), one.left);
        entry(ui, &one.name, &about, |ui| {
            let name = format!("{} の手続きを続ける", one.name);
            if ui.add(primary("続ける").named(&name).icon(Icon::ArrowRight)).clicked() {
                desk.go(one.route.clone());
            }
        });
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if ui.add(secondary("新しい人を迎える").icon(Icon::UserPlus)).clicked() {
            desk.go(Route::Welcome);
        }
        if ui.add(secondary("利用を終える人を選ぶ").icon(Icon::LogOut)).clicked() {
            desk.go(Route::List(Kind::Staff));
        }
    });
    prose::weak(ui, "利用を終えるときは、その人の画面の「利用終了…」から始めます。");
}
