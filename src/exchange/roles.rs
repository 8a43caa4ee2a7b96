//! Plans what stands above the table: the clinic where the ledger has none, and the people with roles.

use super::pairs::{NamedRole, Preface};
use super::plan::{PlanItem, Planner, State};
use super::report::Source;
use super::settle::{Incoming, settle};
use crate::base::text::fold;
use crate::base::{Draft, Kind, RecordId};
use crate::ledgers::{clinic, role};

/// What the end of a name says about the kind of facility; the first that fits.
const FACILITIES: [(&str, &str); 7] = [
    ("歯科", "dental"),
    ("薬局", "pharmacy"),
    ("訪問看護", "visiting-nurse"),
    ("助産", "midwifery"),
    ("病院", "hospital"),
    ("介護", "care"),
    ("居宅", "care"),
];

/// Plans the preface of one sheet.
pub(super) fn preface(planner: &mut Planner<'_>, sheet: &str, preface: Preface) {
    let source = |at| Source { sheet: sheet.to_owned(), at };
    if planner.plan.as_of.is_none() {
        planner.plan.as_of = preface.as_of;
    }
    for (heading, text, at, why) in preface.unread {
        planner.report(source(at), &heading, &text, &why, false);
    }
    if let Some((name, at)) = preface.clinic {
        plan_clinic(planner, &name, source(at));
    }
    for named in preface.roles {
        let at = source(named.at);
        plan_role(planner, &named, at);
    }
}

/// The clinic is made only where the ledger has none; what it says already is never changed by a title.
fn plan_clinic(planner: &mut Planner<'_>, name: &str, source: Source) {
    use clinic::record::field::{FACILITY, NAME};
    let is_planned = planner.plan.items.iter().any(|item| item.kind == Kind::Clinic);
    if is_planned || !planner.facts.all(Kind::Clinic).is_empty() {
        return;
    }
    let facility = FACILITIES.iter().find(|(word, _)| name.contains(word)).map_or("clinic", |(_, code)| code);
    let draft = Draft::new().with(&NAME, name).with(&FACILITY, facility);
    let item = PlanItem::new(Kind::Clinic, RecordId::fresh(), State::New, draft);
    planner.add(item, vec![source]);
}

fn plan_role(planner: &mut Planner<'_>, named: &NamedRole, source: Source) {
    use role::record::field::{ROLE, STAFF};
    let staff = match the_person(planner, &named.name) {
        Ok(id) => id,
        Err(why) => {
            planner.report(source, &named.label, &named.name, why, false);
            return;
        }
    };
    let draft = Draft::new().with(&ROLE, named.role.as_str()).with_link(&STAFF, Some(staff));
    let is_same = |draft: &Draft| draft.get(ROLE.key) == named.role && draft.get(STAFF.key) == staff.to_string();
    if planner.plan.items.iter().any(|item| item.kind == Kind::Role && is_same(&item.draft)) {
        return;
    }
    let facts = planner.facts;
    let active = || facts.all(Kind::Role).iter().filter(|known| known.is_active);
    let known = active().find(|known| is_same(&known.draft)).cloned();
    let holder = active().find(|known| known.draft.get(ROLE.key) == named.role && named.role == "responsible");
    let mut item = settle(Kind::Role, &Incoming { draft, ..Incoming::default() }, known.as_ref(), facts);
    if known.is_none()
        && let Some(holder) = holder
    {
        let name =
            holder.draft.get(STAFF.key).parse().ok().and_then(|id| facts.get(id)).map(|known| known.title.clone());
        let name = name.unwrap_or_default();
        item.state = State::Conflict(format!(
            "台帳では「{name}」さんが{}です。交代の日を決めてから登録してください",
            named.label
        ));
        item.include = false;
    }
    let is_left_out =
        planner.plan.items.iter().any(|item| item.id == staff && !item.include && !matches!(item.state, State::Same));
    if is_left_out {
        item.include = false;
    }
    planner.add(item, vec![source]);
}

/// The one person with this name, in the book or else in the ledger.
fn the_person(planner: &Planner<'_>, name: &str) -> Result<RecordId, &'static str> {
    let key = fold(name);
    let of_book = planner.people.get(&key).map_or(&[][..], Vec::as_slice);
    let of_ledger = planner.lookup.staff.get(&key).map_or(&[][..], Vec::as_slice);
    // Of several that only fold alike (渡邉, 渡邊), the one written with the same characters is meant.
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let written_so = |id: &&RecordId| {
        let planned = planner.plan.items.iter().find(|item| item.id == **id).map(|item| item.draft.get("name"));
        let known = planner.facts.get(**id).map(|known| known.draft.get("name"));
        planned.or(known).is_some_and(|written| plain(written) == plain(name))
    };
    for list in [of_book, of_ledger] {
        match list {
            [] => {}
            [only] => return Ok(*only),
            several => {
                let exact: Vec<&RecordId> = several.iter().filter(written_so).collect();
                return match exact.as_slice() {
                    [only] => Ok(**only),
                    _ => Err("同じ名前の人が複数います。役割は手で登録してください"),
                };
            }
        }
    }
    Err("この名前の利用者が表にも台帳にも見つかりません")
}
