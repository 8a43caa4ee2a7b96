//! 役割: who holds which role now, who held it before, and handing it over.

use std::rc::Rc;

use egui::{Context, Ui};

use crate::base::{Breach, Coded, Day, Draft, Field, Kept, Kind, RecordId, RoleId};
use crate::desk::{Desk, Done, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::registry;
use crate::ledgers::shelf::{
    Acted, Asking, Dialog, Hands, Offer, Section, SectionRow, Shown, Stay, dialog_buttons, draw_section, pressed,
};
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::{Icon, Tone, dialog, page, prose};

use super::commands::HandOver;
use super::record::{Role, RoleKind, field};

impl Shown for Role {
    const ICON: Icon = Icon::UserCheck;
    const READS: &'static [Kind] = &[Kind::Role, Kind::Staff];

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(RoleScreen::default()))
    }

    fn page_screen(_id: RecordId) -> Box<dyn Screen> {
        Box::new(RoleScreen::default())
    }

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::FROM_ON, Some(today))
    }

    fn sort_field() -> Option<&'static Field> {
        Some(&field::ROLE)
    }

    fn lead() -> &'static str {
        "管理責任者と施設管理者は、同じ時期に1人ずつです。交代は、役割の画面の「交代」から記録できます。"
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::UNTIL_ON];
        END
    }

    fn card(person: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let rows = own.roles.iter().map(|kept| row(kept, kept.record.role.label(), today));
        Some(Section {
            title: "役割",
            empty: "",
            is_wanted: false,
            adds: vec![("役割を追加", Route::New(Kind::Role, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn state(role: &Role, today: Day) -> (Tone, String) {
    if role.is_held_on(today) {
        (Tone::Success, "現在".to_owned())
    } else if role.from_on.is_some_and(|from| from > today) {
        (Tone::Info, "開始前".to_owned())
    } else {
        (Tone::Quiet, "終了".to_owned())
    }
}

fn row(kept: &Kept<Role>, title: &str, today: Day) -> SectionRow {
    let role = &kept.record;
    let (tone, word) = state(role, today);
    let reason = if role.reason.is_empty() { String::new() } else { format!("理由 {}", role.reason) };
    SectionRow::new(Kind::Role, kept.id, title).note(&[period(role), role.mail.clone(), reason]).state(tone, word)
}

fn period(role: &Role) -> String {
    let from = role.from_on.map_or_else(|| "開始日 未記録".to_owned(), Day::wareki);
    let until = role.until_on.map(Day::wareki).unwrap_or_default();
    format!("{from} ～ {until}").trim_end().to_owned()
}

/// The roles, each with its holders now and before.
#[derive(Default)]
pub struct RoleScreen {
    cards: Vec<Card>,
    shows_past: bool,
    n_past: usize,
    asking: Asking,
}

struct Card {
    now: Section,
    past: Vec<SectionRow>,
}

impl Screen for RoleScreen {
    fn reads(&self) -> &'static [Kind] {
        Role::READS
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let roles = read.list::<Role>()?;
        let people = (registry::of(Kind::Staff).options)(read)?;
        let name = |role: &Role| {
            let found = people.iter().find(|person| person.id == role.staff.into());
            found.map(|person| person.name.clone()).unwrap_or_default()
        };
        let options: Vec<(String, String)> = people
            .iter()
            .filter(|person| person.is_active)
            .map(|person| (person.id.to_string(), person.title.clone()))
            .collect();
        let options: Rc<[(String, String)]> = options.into();
        self.cards = RoleKind::ALL
            .iter()
            .map(|kind| {
                let mine: Vec<&Kept<Role>> = roles.iter().filter(|kept| kept.record.role == *kind).collect();
                card(*kind, &mine, &name, &options, today)
            })
            .collect();
        self.n_past = self.cards.iter().map(|card| card.past.len()).sum();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Kind::Role.label(), "", |ui| {
            if desk.may(Right::Write) {
                let new = ui.add(primary("役割を登録").icon(Icon::Plus)).on_hover_text("Ctrl+N");
                if new.clicked() || pressed(ui, egui::Key::N) {
                    desk.go(Route::New(Kind::Role, None));
                }
            }
            if desk.may(Right::Print) {
                let print = ui.add(secondary("一覧を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P");
                if print.clicked() || pressed(ui, egui::Key::P) {
                    desk.go(Route::Sheet(SheetOrder::today("role-list")));
                }
            }
        });
        let mut acted = None;
        page::body(ui, |ui| {
            for card in &self.cards {
                if let Some(done) = draw_card(ui, card, self.shows_past, Hands::of(desk)) {
                    acted = Some(done);
                }
            }
            if self.n_past > 0 {
                let word = if self.shows_past {
                    "前任を隠す".to_owned()
                } else {
                    format!("前任も表示（{}）", self.n_past)
                };
                if ui.add(quiet(&word).icon(Icon::History)).clicked() {
                    self.shows_past = !self.shows_past;
                }
            }
        });
        self.asking.take(acted, desk);
        self.asking.ui(ui, desk);
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.asking.settled(outcome);
    }
}

fn card(
    kind: RoleKind,
    mine: &[&Kept<Role>],
    name: &dyn Fn(&Role) -> String,
    people: &Rc<[(String, String)]>,
    today: Day,
) -> Card {
    let is_now = |kept: &&&Kept<Role>| kept.record.until_on.is_none_or(|until| today <= until);
    let rows = |keeps: bool| -> Vec<SectionRow> {
        let chosen = mine.iter().filter(|kept| is_now(kept) == keeps);
        chosen
            .map(|kept| row(kept, &name(&kept.record), today).open(Route::Page(Kind::Staff, kept.record.staff.into())))
            .collect()
    };
    let (empty, is_wanted) = match kind {
        RoleKind::Responsible => ("システムの安全な使い方に責任を持つ人を1人決めます。", true),
        RoleKind::FacilityAdmin => ("ネットワークに施設管理者として届け出て、職員の追加や削除を行う人です。", true),
        RoleKind::Granted => ("施設管理者から管理権限を付与された人がいれば登録します。", false),
        RoleKind::Deputy => ("管理責任者が不在のときに代わる人がいれば登録します。", false),
        RoleKind::SafetyOfficer => {
            ("国の点検表で置くことを求められている人です。管理責任者と同じ人でもかまいません。", true)
        }
    };
    let holder = mine.iter().find(|kept| kept.record.is_held_on(today));
    let is_single = matches!(kind, RoleKind::Responsible | RoleKind::FacilityAdmin | RoleKind::SafetyOfficer);
    let offer = holder.filter(|_| is_single).map(|kept| {
        let (id, version, from, people) = (kept.id, kept.version, name(&kept.record), Rc::clone(people));
        let open = move |today| -> Box<dyn Dialog> {
            Box::new(HandOverDialog::new(id, version, kind, &from, Rc::clone(&people), today))
        };
        Offer { word: "交代…", icon: Icon::RefreshCw, open: Rc::new(open) }
    });
    let new = match kind {
        RoleKind::Responsible => "管理責任者を登録",
        RoleKind::FacilityAdmin => "施設管理者を登録",
        RoleKind::Granted => "付与した者を登録",
        RoleKind::Deputy => "代理を登録",
        RoleKind::SafetyOfficer => "安全管理責任者を登録",
    };
    let is_open = !is_single || rows(true).is_empty();
    let adds = if is_open { vec![(new, Route::NewAs(Kind::Role, kind.code().to_owned()))] } else { Vec::new() };
    Card { now: Section { title: kind.label(), empty, is_wanted, adds, offer, rows: rows(true) }, past: rows(false) }
}

fn draw_card(ui: &mut Ui, card: &Card, shows_past: bool, hands: Hands) -> Option<Acted> {
    let mut section = card.now.clone();
    if shows_past {
        section.rows.extend(card.past.iter().cloned());
    }
    draw_section(ui, &section, hands)
}

/// Asks who takes a role over, and from when.
struct HandOverDialog {
    id: RoleId,
    version: u32,
    kind: RoleKind,
    from: String,
    people: Rc<[(String, String)]>,
    draft: Draft,
    breaches: Vec<Breach>,
}

impl HandOverDialog {
    fn new(id: RoleId, version: u32, kind: RoleKind, from: &str, people: Rc<[(String, String)]>, today: Day) -> Self {
        let draft = Draft::new().with_choice(&field::ROLE, Some(kind)).with_day(&field::FROM_ON, Some(today));
        Self { id, version, kind, from: from.to_owned(), people, draft, breaches: Vec::new() }
    }

    fn draw_fields(&mut self, ui: &mut Ui, today: Day) {
        let items: Vec<(&str, &str)> = self.people.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        let breaches = &self.breaches;
        let why = |key: &str| breaches.iter().find(|breach| breach.field == key).map(|breach| breach.why.as_str());
        let entry = blank("新しい人").required().fault(why(field::STAFF.key).or_else(|| why(field::ROLE.key)));
        let staff = entry.pick(ui, &items, self.draft.text_mut(field::STAFF.key)).changed;
        let entry = blank(field::FROM_ON.label).required().fault(why(field::FROM_ON.key));
        let from = entry.day(ui, self.draft.text_mut(field::FROM_ON.key), today).changed;
        let entry = blank(field::MAIL.label).optional().fault(why(field::MAIL.key));
        let mail = entry.last().mail(ui, self.draft.text_mut(field::MAIL.key)).changed;
        // Who and from when are judged together.
        self.breaches.retain(|old| if old.field == field::MAIL.key { !mail } else { !(staff || from) });
    }
}

impl Dialog for HandOverDialog {
    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let role = self.kind.label();
        let is_escaped = dialog::show(ctx, &format!("{role}の交代を記録します"), |ui| {
            let text =
                format!("今の{role}は {} さんです。前任の終了日は、新しい人の開始日の前日になります。", self.from);
            prose::paragraph(ui, &text);
            self.draw_fields(ui, desk.today);
            match dialog_buttons(ui, "交代を記録する") {
                Some(true) => desk.run(HandOver { id: self.id, version: self.version, draft: self.draft.clone() }),
                Some(false) => stay = Stay::Closed,
                None => {}
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }

    fn refused(&mut self, breaches: &[Breach]) {
        self.breaches = breaches.to_vec();
    }
}
