//! Who stands on the chart: the roles and contacts of the ledger, box by box.

use crate::base::text::fold;
use crate::base::{Coded, ContactId, Day, Kept};
use crate::ledgers::clinic::record::Facility;
use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;

use super::words::{Inside, Plan, Tier, plan_for, when};

/// Said in a box that is asked for and empty.
pub const NOT_YET: &str = "まだ登録がありません";

/// Where a box leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Nowhere.
    None,
    /// To the contact's page.
    Contact(ContactId),
    /// To the form for a contact of this slot.
    Enter(Slot),
    /// To the roles.
    Roles,
}

/// Somebody, or a place where somebody is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it leads.
    pub target: Target,
    /// Name of the person or of the office.
    pub name: String,
    /// Their part in it, or the person there.
    pub person: String,
    /// 電話番号
    pub phone: String,
    /// 受付時間
    pub hours: String,
    /// つながらないとき
    pub deputy: String,
    /// When the number was last checked, in words; empty where that does not matter.
    pub checked: String,
    /// Whether nobody is registered here.
    pub is_missing: bool,
}

/// Boxes under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// The words on the arrow that leads to it.
    pub arrow: String,
    /// The slot of its contacts, which can be put in another order.
    pub slot: Option<Slot>,
    /// Who stands in it.
    pub nodes: Vec<Node>,
    /// Whether everything goes through it.
    pub is_centre: bool,
}

/// The chart before it has a place on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// What the layout is called.
    pub label: String,
    /// Inside, from the top.
    pub inside: Vec<Group>,
    /// Outside, in order.
    pub outside: Vec<Group>,
}

impl Chart {
    /// The chart of a day, in the layout of the clinic's kind or in another one.
    #[must_use]
    pub fn of(facts: &Facts, day: Day, plan: Option<&Plan>) -> Self {
        let facility = facts.clinic.as_ref().map_or(Facility::Clinic, |kept| kept.record.facility);
        let Some(plan) = plan.or_else(|| plan_for(facility)) else { return Self::default() };
        let contacts: Vec<&Kept<Contact>> = facts.contacts_used(day).collect();
        let mut inside: Vec<&Kept<Contact>> = of_slot(&contacts, Slot::Inside).collect();
        let is_missing = inside.iter().all(|kept| kept.record.phone.is_empty());
        let mut groups = Vec::new();
        for one in &plan.inside {
            groups.push(fill(one, facts, day, &mut inside));
        }
        if let Some(last) = groups.last_mut().filter(|_| is_missing) {
            last.nodes.push(missing(Slot::Inside));
        }
        groups.retain(|group| !group.nodes.is_empty());
        let outside = plan.outside.iter().filter_map(|slot| outside(*slot, &contacts)).collect();
        Self { label: plan.label.clone(), inside: groups, outside }
    }

    /// The asked slots where nobody can be called.
    #[must_use]
    pub fn open_slots(facts: &Facts, day: Day) -> Vec<Slot> {
        let fills =
            |slot: Slot| facts.contacts_used(day).any(|kept| kept.record.slot == slot && !kept.record.phone.is_empty());
        Slot::ASKED.into_iter().filter(|slot| !fills(*slot)).collect()
    }
}

fn of_slot<'a>(contacts: &'a [&'a Kept<Contact>], slot: Slot) -> impl Iterator<Item = &'a Kept<Contact>> {
    contacts.iter().filter(move |kept| kept.record.slot == slot).copied()
}

/// A slot outside: its contacts, or a box that says it is asked for; nothing where it is neither.
fn outside(slot: Slot, contacts: &[&Kept<Contact>]) -> Option<Group> {
    let mut nodes: Vec<Node> = of_slot(contacts, slot).map(node).collect();
    let has_phone = of_slot(contacts, slot).any(|kept| !kept.record.phone.is_empty());
    if !has_phone && Slot::ASKED.contains(&slot) {
        nodes.push(missing(slot));
    }
    let (title, arrow) = (slot.label().to_owned(), when(slot).to_owned());
    (!nodes.is_empty()).then_some(Group { title, arrow, slot: Some(slot), nodes, is_centre: false })
}

fn fill(one: &Inside, facts: &Facts, day: Day, inside: &mut Vec<&Kept<Contact>>) -> Group {
    let nodes = match one.tier {
        Tier::Finder => vec![words(&one.about)],
        Tier::Responsible => responsible(facts, day, inside),
        Tier::Management => {
            let is_it = |kept: &&Kept<Contact>| {
                let own = fold(&format!("{} {}", kept.record.name, kept.record.person));
                one.words.iter().any(|word| own.contains(&fold(word)))
            };
            let (own, others) = inside.iter().copied().partition(is_it);
            *inside = others;
            let own: Vec<&Kept<Contact>> = own;
            let nobody = Node { person: one.about.clone(), ..missing(Slot::Inside) };
            if own.is_empty() { vec![nobody] } else { own.into_iter().map(node).collect() }
        }
        Tier::Departments => inside.drain(..).map(node).collect(),
    };
    let slot = (one.tier == Tier::Departments).then_some(Slot::Inside);
    let is_centre = one.tier == Tier::Responsible;
    Group { title: one.title.clone(), arrow: one.arrow.clone(), slot, nodes, is_centre }
}

/// Who holds the roles on the day, with their numbers where they are among the contacts; then the deputies.
fn responsible(facts: &Facts, day: Day, inside: &mut Vec<&Kept<Contact>>) -> Vec<Node> {
    const HEADS: [RoleKind; 2] = [RoleKind::SafetyOfficer, RoleKind::Responsible];
    let all_names = facts.staff_names();
    let names = &all_names;
    let holders = |kind: RoleKind| {
        let held = facts.roles.iter().filter(move |kept| kept.record.role == kind && kept.record.is_held_on(day));
        held.filter_map(move |kept| names.get(&kept.record.staff).map(|name| ((*name).to_owned(), kind)))
    };
    let all = HEADS.into_iter().flat_map(holders).chain(holders(RoleKind::Deputy));
    let mut nodes: Vec<Node> = Vec::new();
    let mut has_head = false;
    for (name, kind) in all {
        has_head |= kind != RoleKind::Deputy;
        if let Some(known) = nodes.iter_mut().find(|node| node.name == name) {
            if !known.person.contains(kind.label()) {
                known.person = format!("{}・{}", known.person, kind.label());
            }
            continue;
        }
        let place = inside.iter().position(|kept| fold(&kept.record.name) == fold(&name));
        let own = place.map(|place| node(inside.remove(place)));
        let bare = Node { target: Target::Roles, ..words("") };
        nodes.push(Node { name, person: kind.label().to_owned(), ..own.unwrap_or(bare) });
    }
    if !has_head {
        nodes.insert(0, Node { target: Target::Roles, is_missing: true, ..words(NOT_YET) });
    }
    nodes
}

fn node(kept: &Kept<Contact>) -> Node {
    let contact = &kept.record;
    Node {
        target: Target::Contact(kept.id),
        name: contact.name.clone(),
        person: contact.person.clone(),
        phone: contact.phone.clone(),
        hours: contact.hours.clone(),
        deputy: contact.deputy.clone(),
        checked: contact.checked_on.map_or_else(|| "未確認".to_owned(), |day| format!("確認 {}", day.short())),
        is_missing: false,
    }
}

fn words(text: &str) -> Node {
    Node {
        target: Target::None,
        name: text.to_owned(),
        person: String::new(),
        phone: String::new(),
        hours: String::new(),
        deputy: String::new(),
        checked: String::new(),
        is_missing: false,
    }
}

fn missing(slot: Slot) -> Node {
    Node { target: Target::Enter(slot), person: slot.about().to_owned(), is_missing: true, ..words(NOT_YET) }
}

impl Node {
    /// What it is called by those who hear the page.
    #[must_use]
    pub fn spoken(&self, title: &str) -> String {
        let phone = if self.phone.is_empty() { String::new() } else { format!("電話 {}", self.phone) };
        let parts = [title, &self.name, &self.person, &phone];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
