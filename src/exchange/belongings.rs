//! Finds each person of the book in the ledger, and then the accounts, devices, lessons and pledges that are theirs.

use super::facts::{Known, login_key};
use super::gadgets::Gadget;
use super::lexicon::lexicon;
use super::people::{Person, labelled};
use super::plan::{PlanItem, Planner, State};
use super::report::Source;
use super::settle::{Incoming, settle, sound};
use crate::base::text::{fold, half};
use crate::base::{Draft, Kind, RecordId};
use crate::ledgers::{account, attendance, device, pledge, policy_read, staff, system};

/// Who a person of the book is in the ledger.
enum Match {
    Nobody,
    One(RecordId),
    Unclear(String),
}

/// Plans one person with everything that is theirs.
pub(super) fn person(planner: &mut Planner<'_>, mut person: Person) {
    if person.name().is_empty() {
        return;
    }
    complete_systems(planner, &mut person);
    let first = person.source.first().cloned();
    let (found, why) = match find(planner, &person) {
        Match::Nobody => (None, None),
        Match::One(id) => (planner.facts.get(id).cloned(), None),
        Match::Unclear(why) => (None, Some(why)),
    };
    let draft = sound_or_report(planner, Kind::Staff, &person.staff, first.as_ref());
    let mut item = match draft {
        Ok(draft) => settle(Kind::Staff, &Incoming { draft, ..Incoming::default() }, found.as_ref(), planner.facts),
        Err(why) => PlanItem::new(Kind::Staff, RecordId::fresh(), State::Conflict(why), person.staff.clone()),
    };
    if let Some(why) = why {
        item.state = State::Conflict(why);
        item.include = false;
    }
    let is_taken = item.include || matches!(item.state, State::Same);
    let id = planner.add(item, person.source.clone());
    planner.people.entry(fold(person.name())).or_default().push(id);
    let n_gadgets = person.gadgets.len();
    if (1..n_gadgets).contains(&person.n_private_rows) {
        let name = person.name();
        planner.plan.remarks.push(format!(
            "{name}さん：備考に私物の端末とあるため、端末{n_gadgets}台すべての所有を「個人（私物）」としました。違う端末は、取り込んだ後で直してください。"
        ));
    }
    let from = planner.plan.items.len();
    let mut used: Vec<RecordId> = Vec::new();
    accounts(planner, &person, id);
    for gadget in &person.gadgets {
        device(planner, &person, gadget, id, &mut used);
    }
    for (kind, draft) in &person.events {
        event(planner, *kind, draft, id, &person.source, &mut used);
    }
    if !is_taken {
        // What belongs to an undecided person waits for the decision.
        for item in planner.plan.items.iter_mut().skip(from) {
            if item.kind != Kind::System {
                item.include = false;
            }
        }
    }
}

/// Moves what breaks a rule into the note and reports it.
pub(super) fn sound_or_report(
    planner: &mut Planner<'_>,
    kind: Kind,
    draft: &Draft,
    source: Option<&Source>,
) -> Result<Draft, String> {
    let (draft, refused) = sound(kind, draft, planner.facts)?;
    for (label, text, why) in refused {
        if let Some(source) = source {
            planner.report(source.clone(), label, &text, &why, true);
        }
    }
    Ok(draft)
}

/// 両方 becomes the two systems it means; an ID without a system goes to the only network there is.
fn complete_systems(planner: &mut Planner<'_>, person: &mut Person) {
    if person.is_both {
        for known in lexicon().systems.iter().filter(|known| known.is_of_both) {
            if !person.systems.contains(&known.name) {
                person.systems.push(known.name.clone());
            }
        }
    }
    let source = person.source.first().cloned();
    if person.systems.is_empty()
        && !person.logins.is_empty()
        && person.logins.iter().all(|(system, _)| system.is_none())
    {
        let networks: Vec<&Known> = planner
            .facts
            .all(Kind::System)
            .iter()
            .filter(|known| known.is_active && known.draft.get(system::record::field::KIND.key) == "care-network")
            .collect();
        match networks.as_slice() {
            [only] => person.systems.push(only.draft.get(system::record::field::NAME.key).to_owned()),
            _ => {
                for (_, login) in person.logins.clone() {
                    let line = labelled("ID", &login);
                    person.note(&line);
                    if let Some(source) = &source {
                        let why = "どのシステムのIDか書かれていないため、備考に残しました";
                        planner.report(source.clone(), "ID", &login, why, true);
                    }
                }
            }
        }
    }
    if person.logins.is_empty() && !person.systems.is_empty() {
        let names = person.systems.join("、");
        person.note(&labelled("利用システム", &names));
        if let Some(source) = source {
            let why = "IDが書かれていないため、備考に残しました";
            planner.report(source, "利用システム", &names, why, true);
        }
    }
}

/// The person of the ledger: by ID, then by name and reading.
fn find(planner: &Planner<'_>, person: &Person) -> Match {
    let facts = planner.facts;
    let name = fold(person.name());
    let kana = fold(person.staff.get(staff::record::field::KANA.key));
    let logins: Vec<String> = person.logins.iter().map(|(_, login)| login_key(login)).collect();
    let mut by_login: Vec<RecordId> = Vec::new();
    for account in logins.iter().filter_map(|login| planner.lookup.logins.get(login)).flatten() {
        let owner = facts.get(*account).and_then(|known| known.draft.get("staff").parse().ok());
        if let Some(owner) = owner.filter(|owner| !by_login.contains(owner)) {
            by_login.push(owner);
        }
    }
    let name_of = |id: &RecordId| facts.get(*id).map(|known| fold(known.draft.get("name"))).unwrap_or_default();
    if let Some(id) = by_login.iter().find(|id| name_of(id) == name) {
        return Match::One(*id);
    }
    if let Some(id) = by_login.first() {
        let owner = facts.get(*id).map(|known| known.title.clone()).unwrap_or_default();
        return Match::Unclear(format!("このIDは「{owner}」さんが使っています。1つのIDは1人のものです"));
    }
    let candidates: Vec<&Known> = planner
        .lookup
        .staff
        .get(&name)
        .into_iter()
        .flatten()
        .filter_map(|id| facts.get(*id))
        .filter(|known| {
            let known_kana = fold(known.draft.get("kana"));
            kana.is_empty() || known_kana.is_empty() || kana == known_kana
        })
        // Somebody with another ID is somebody else.
        .filter(|known| logins.is_empty() || !planner.lookup.accounts_of.contains_key(&known.id))
        .collect();
    match candidates.as_slice() {
        [] => Match::Nobody,
        [only] => Match::One(only.id),
        several => {
            let active: Vec<&&Known> = several.iter().filter(|known| known.is_active).collect();
            match active.as_slice() {
                [only] => Match::One(only.id),
                _ => Match::Unclear("同じ名前の人が台帳に複数います。どの人か決められません".to_owned()),
            }
        }
    }
}

/// One account for each system, with the ID that belongs to it.
fn accounts(planner: &mut Planner<'_>, person: &Person, staff_id: RecordId) {
    use account::record::field::{LOGIN_ID, STAFF, SYSTEM};
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (named, login) in &person.logins {
        match named {
            Some(system) => pairs.push((system.clone(), login.clone())),
            None => {
                let own = |system: &&String| !person.logins.iter().any(|(named, _)| named.as_ref() == Some(*system));
                pairs.extend(person.systems.iter().filter(own).map(|system| (system.clone(), login.clone())));
            }
        }
    }
    let source = person.source.first().cloned();
    for (system, login) in pairs {
        let system_id = system_id(planner, &system, source.as_ref());
        let draft = Draft::new()
            .with_link(&STAFF, Some(staff_id))
            .with_link(&SYSTEM, Some(system_id))
            .with(&LOGIN_ID, half(&login));
        let key = login_key(&login);
        let same_system = planner
            .lookup
            .logins
            .get(&key)
            .into_iter()
            .flatten()
            .filter_map(|id| planner.facts.get(*id))
            .find(|known| known.draft.get(SYSTEM.key) == system_id.to_string());
        let known = same_system.cloned();
        let is_other_person = known.as_ref().is_some_and(|known| known.draft.get(STAFF.key) != staff_id.to_string());
        let is_twice = known.is_none() && !planner.logins.insert((system_id, key));
        let mut item = if is_other_person {
            PlanItem::new(Kind::Account, RecordId::fresh(), State::New, draft)
        } else {
            settle(Kind::Account, &Incoming { draft, ..Incoming::default() }, known.as_ref(), planner.facts)
        };
        if is_other_person || is_twice {
            item.state = State::Conflict("このIDは、ほかの人が使っています。1つのIDは1人のものです".to_owned());
            item.include = false;
        }
        planner.add(item, person.source.first().cloned().into_iter().collect());
    }
}

/// The id of a system by its name; a system nobody knows yet is planned.
pub(super) fn system_id(planner: &mut Planner<'_>, name: &str, source: Option<&Source>) -> RecordId {
    use system::record::field::{KIND, NAME, NETWORK};
    if let Some(id) = planner.systems.get(&fold(name)) {
        return *id;
    }
    let known = lexicon().system(&fold(name));
    let network = known.map(|known| known.network.clone()).unwrap_or_default();
    let draft = Draft::new().with(&NAME, name).with(&KIND, "care-network").with(&NETWORK, network);
    let item = PlanItem::new(Kind::System, RecordId::fresh(), State::New, draft);
    let id = planner.add(item, source.cloned().into_iter().collect());
    planner.know_system(name, id);
    id
}

/// One device: by its number, then by person and model.
fn device(planner: &mut Planner<'_>, person: &Person, gadget: &Gadget, staff_id: RecordId, used: &mut Vec<RecordId>) {
    use device::record::field::{CONTROL_NUMBER, MODEL, OWNER, USERS};
    let mut draft = gadget.draft.clone().with_links(&USERS, &[staff_id]);
    if person.n_private_rows > 0 && draft.get(OWNER.key).is_empty() {
        draft.set(OWNER.key, "private");
    }
    let source = gadget.source.first();
    let (number, model) = (fold(draft.get(CONTROL_NUMBER.key)), fold(draft.get(MODEL.key)));
    let facts = planner.facts;
    let id = staff_id.to_string();
    let numbered = planner.lookup.numbers.get(&number).into_iter().flatten().filter_map(|id| facts.get(*id));
    let numbered: Vec<&Known> = numbered.filter(|known| !used.contains(&known.id)).collect();
    let own = numbered.iter().find(|known| known.draft.lines(USERS.key).any(|user| user == id)).copied();
    if own.is_none() && !number.is_empty() && join_planned(planner, &draft, &number, staff_id, source) {
        return;
    }
    let draft = match sound_or_report(planner, Kind::Device, &draft, source) {
        Ok(draft) => draft,
        Err(why) => {
            let item = PlanItem::new(Kind::Device, RecordId::fresh(), State::Conflict(why), draft);
            planner.add(item, gadget.source.clone());
            return;
        }
    };
    let by_number = own.or_else(|| numbered.first().copied());
    let of_person = || {
        let ids = planner.lookup.of_person.get(&(Kind::Device, staff_id)).into_iter().flatten();
        ids.filter_map(|id| facts.get(*id)).filter(|known| !used.contains(&known.id) && known.is_active)
    };
    let by_model = || {
        of_person().find(|known| {
            let known_number = fold(known.draft.get(CONTROL_NUMBER.key));
            fold(known.draft.get(MODEL.key)) == model && (number.is_empty() || known_number.is_empty())
        })
    };
    let known = by_number.or_else(by_model).cloned();
    let is_another = known.as_ref().is_some_and(|known| {
        let users: Vec<&str> = known.draft.lines(USERS.key).collect();
        fold(known.draft.get(MODEL.key)) != model
            && !users.is_empty()
            && !users.contains(&staff_id.to_string().as_str())
    });
    let incoming = Incoming { draft, weak: gadget.weak.clone() };
    let mut item = settle(Kind::Device, &incoming, known.as_ref(), facts);
    if is_another {
        let why = "同じ管理番号の別の端末が台帳にあります。番号を確かめてください";
        item.state = State::Conflict(why.to_owned());
        item.include = false;
    }
    used.push(item.id);
    let place = planner.plan.items.len();
    planner.add(item, gadget.source.clone());
    if !number.is_empty() && planner.plan.items.len() > place {
        planner.numbered.entry(number).or_insert(place);
    }
}

/// A device that another row of the book has brought already: the same model is shared, another model is a slip.
fn join_planned(
    planner: &mut Planner<'_>,
    draft: &Draft,
    number: &str,
    staff_id: RecordId,
    source: Option<&Source>,
) -> bool {
    use device::record::field::{MODEL, USERS};
    let facts = planner.facts;
    let planned = planner.numbered.get(number).and_then(|place| planner.plan.items.get_mut(*place));
    let Some(planned) = planned else { return false };
    if fold(planned.draft.get(MODEL.key)) != fold(draft.get(MODEL.key)) {
        let why = "同じ管理番号の端末が表の中に2つあります。番号を確かめてください".to_owned();
        let item = PlanItem::new(Kind::Device, RecordId::fresh(), State::Conflict(why), draft.clone());
        planner.add(item, source.cloned().into_iter().collect());
        return true;
    }
    let id = staff_id.to_string();
    if !planned.draft.lines(USERS.key).any(|user| user == id) {
        let known = facts.get(planned.id).cloned();
        let users = Draft::new().with(&USERS, format!("{}\n{id}", planned.draft.get(USERS.key)).trim());
        let mut merged = planned.draft.clone();
        merged.set(USERS.key, users.get(USERS.key));
        let item = settle(Kind::Device, &Incoming { draft: merged, ..Incoming::default() }, known.as_ref(), facts);
        planned.draft = item.draft;
        if known.is_some() {
            planned.include = matches!(item.state, State::Changed(_));
            planned.state = item.state;
        }
    }
    planned.source.extend(source.cloned());
    let differing: Vec<String> = draft
        .filled()
        .filter(|(key, text)| {
            *key != USERS.key && !planned.draft.get(key).is_empty() && planned.draft.get(key) != *text
        })
        .map(|(key, _)| super::lexicon::field_label(Kind::Device, key).to_owned())
        .collect();
    if let (Some(source), false) = (source.cloned(), differing.is_empty()) {
        let text = differing.join("、");
        planner.report(source, "端末", &text, "同じ端末の前の行と違います。前の行を取りました", false);
    }
    true
}

/// A lesson, a reading or a pledge.
fn event(
    planner: &mut Planner<'_>,
    kind: Kind,
    draft: &Draft,
    staff_id: RecordId,
    source: &[Source],
    used: &mut Vec<RecordId>,
) {
    let mut draft = draft.clone();
    draft.set("staff", staff_id.to_string());
    let first: Vec<Source> = source.first().cloned().into_iter().collect();
    let draft = match sound_or_report(planner, kind, &draft, first.first()) {
        Ok(draft) => draft,
        Err(why) => {
            planner.add(PlanItem::new(kind, RecordId::fresh(), State::Conflict(why), draft), first);
            return;
        }
    };
    let facts = planner.facts;
    let known = planner.lookup.of_person.get(&(kind, staff_id)).into_iter().flatten();
    let mut known = known.filter_map(|id| facts.get(*id)).filter(|known| !used.contains(&known.id));
    let found = known.find(|known| is_same_event(kind, &draft, &known.draft)).cloned();
    let mut incoming = Incoming { draft, ..Incoming::default() };
    if kind == Kind::Attendance {
        // 方法の記載なし says less than what the ledger may know.
        let is_unstated = incoming.draft.get(attendance::record::field::KIND.key) == "unstated";
        incoming.weak.extend(is_unstated.then_some(attendance::record::field::KIND.key));
    }
    let item = settle(kind, &incoming, found.as_ref(), facts);
    used.push(item.id);
    planner.add(item, first);
}

/// Whether the ledger has the lesson, reading or pledge already: the same day, or no day on one side.
fn is_same_event(kind: Kind, book: &Draft, ledger: &Draft) -> bool {
    let same_day =
        |key: &str| book.get(key).is_empty() || ledger.get(key).is_empty() || book.get(key) == ledger.get(key);
    match kind {
        Kind::Attendance => {
            let key = attendance::record::field::KIND.key;
            let same_kind =
                book.get(key) == ledger.get(key) || book.get(key) == "unstated" || ledger.get(key) == "unstated";
            same_kind && same_day(attendance::record::field::ATTENDED_ON.key)
        }
        Kind::PolicyRead => {
            same_day(policy_read::record::field::READ_ON.key) && same_day(policy_read::record::field::EDITION.key)
        }
        Kind::Pledge => {
            let key = pledge::record::field::RECEIVED_ON.key;
            book.get(key) == ledger.get(key)
        }
        Kind::Clinic
        | Kind::Role
        | Kind::Staff
        | Kind::System
        | Kind::Account
        | Kind::Device
        | Kind::SelfCheck
        | Kind::Remedy
        | Kind::Training
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::BackupPlan
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Vendor
        | Kind::Contract
        | Kind::Remote
        | Kind::Disclosure
        | Kind::VendorSheet
        | Kind::Incident
        | Kind::Takeout => false,
    }
}
