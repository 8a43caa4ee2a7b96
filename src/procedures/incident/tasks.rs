//! What is to be done in one incident: the steps of its flow, each for every thing it is done to, with whom to call.

use crate::base::text::fold;
use crate::base::{Coded, Day, Kept, Record, RecordId};
use crate::flows::{Each, Flow, Only, Step};
use crate::ledgers::account::record::Account;
use crate::ledgers::contact::record::Contact;
use crate::ledgers::device::choice::Owner;
use crate::ledgers::device::record::Device;
use crate::ledgers::incident::record::{Incident, Line, Outcome, What};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::system::record::{System, SystemKind, YesNo};
use crate::ledgers::takeout::record::Takeout;
use crate::vault::{Reader, VaultError};

/// What the ledger knows of whom and what the incident touches.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Who had it.
    pub(super) person: Option<Kept<Staff>>,
    /// The devices and media.
    pub(super) devices: Vec<Kept<Device>>,
    /// The person's IDs that are in use, those of care networks first, each with its system.
    pub(super) accounts: Vec<(Kept<Account>, Kept<System>)>,
    /// The care networks in use.
    pub(super) networks: Vec<Kept<System>>,
    /// Whom one can call.
    pub(super) contacts: Vec<Kept<Contact>>,
    /// What it was out with.
    pub(super) takeout: Option<Kept<Takeout>>,
}

impl Touched {
    /// Reads it.
    pub(super) fn read(read: &Reader<'_>, incident: &Incident, today: Day) -> Result<Self, VaultError> {
        let systems = read.list::<System>()?;
        let is_network = |system: &System| system.kind == SystemKind::CareNetwork;
        let mut accounts = Vec::new();
        if let Some(person) = incident.staff {
            for kept in read.by_subject::<Account>(person.into())? {
                let is_used = kept.record.removed_on.is_none_or(|day| incident.known_at.on <= day);
                let system = systems.iter().find(|system| system.id == kept.record.system);
                accounts.extend(system.filter(|_| is_used).map(|system| (kept, system.clone())));
            }
        }
        // Care networks first, each in the order of the systems' list.
        accounts.sort_by_key(|(_, system)| {
            (!is_network(&system.record), systems.iter().position(|other| other.id == system.id))
        });
        let mut devices = Vec::new();
        for id in &incident.devices {
            devices.extend(read.get::<Device>(*id)?);
        }
        let in_use = |system: &Kept<System>| system.record.ended_on.is_none_or(|ended| today <= ended);
        let contacts = read.list::<Contact>()?.into_iter().filter(|kept| kept.record.is_used_on(today));
        Ok(Self {
            person: incident.staff.map_or(Ok(None), |person| read.get::<Staff>(person))?,
            devices,
            accounts,
            contacts: contacts.collect(),
            takeout: incident.takeout.map_or(Ok(None), |id| read.get::<Takeout>(id))?,
            networks: systems.into_iter().filter(|system| is_network(&system.record) && in_use(system)).collect(),
        })
    }

    /// Whether a step is asked for here.
    fn asks(&self, only: Option<Only>) -> bool {
        let is_private = |kept: &Kept<Device>| kept.record.owner == Some(Owner::Private);
        match only {
            None => true,
            Some(Only::Network) => !self.networks.is_empty(),
            // What the ledger does not know is asked.
            Some(Only::FacilityDevice) => self.devices.is_empty() || !self.devices.iter().all(is_private),
        }
    }

    /// The things a step is done to: an id and what it is called.
    fn things(&self, each: Each) -> Vec<(RecordId, String)> {
        let of_account = |(account, system): &(Kept<Account>, Kept<System>)| {
            (RecordId::from(account.id), system.record.name.clone())
        };
        let is_network = |pair: &&(Kept<Account>, Kept<System>)| pair.1.record.kind == SystemKind::CareNetwork;
        match each {
            Each::Account => self.accounts.iter().map(of_account).collect(),
            Each::NetworkAccount if self.person.is_some() => {
                self.accounts.iter().filter(is_network).map(of_account).collect()
            }
            Each::NetworkAccount => {
                self.networks.iter().map(|kept| (kept.id.into(), kept.record.name.clone())).collect()
            }
            Each::Device => self.devices.iter().map(|kept| (kept.id.into(), kept.record.title())).collect(),
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// The step of the flow.
    pub(super) step: &'static Step,
    /// Which of several things it is done to, by id; empty where there is one.
    pub(super) about: String,
    /// What is to be done.
    pub(super) title: String,
    /// What the ledger knows of the thing.
    pub(super) known: String,
    /// What was said of it last.
    pub(super) line: Option<Line>,
}

impl Task {
    /// What came of it, where anything was said.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self.line.as_ref().map(|line| &line.what) {
            Some(What::Step { outcome, .. }) => Some(*outcome),
            Some(
                What::Begun | What::Note | What::Decision { .. } | What::Report { .. } | What::Closed | What::Reopened,
            )
            | None => None,
        }
    }

    /// A name that no other task of the incident has.
    pub(super) fn key(&self) -> (String, String) {
        (self.step.code.clone(), self.about.clone())
    }
}

/// Everything to do, in the order of the flow.
pub(super) fn tasks(flow: &'static Flow, incident: &Incident, touched: &Touched) -> Vec<Task> {
    let mut all = Vec::new();
    for step in flow.steps.iter().filter(|step| touched.asks(step.only)) {
        let things = step.each.map(|each| (each, touched.things(each)));
        match things {
            None => all.push(task(step, String::new(), step.title.clone(), String::new(), incident)),
            Some((each, things)) if things.is_empty() => {
                // Nothing is known to be there: it is asked once, unless the clinic has no such thing at all.
                if each != Each::NetworkAccount || !touched.networks.is_empty() {
                    all.push(task(step, String::new(), step.title_for(nameless(each)), String::new(), incident));
                }
            }
            Some((_, things)) => {
                for (id, name) in things {
                    let known = known(step, id, touched);
                    all.push(task(step, id.to_string(), step.title_for(&name), known, incident));
                }
            }
        }
    }
    all
}

fn task(step: &'static Step, about: String, title: String, known: String, incident: &Incident) -> Task {
    let line = incident.step(&step.code, &about).cloned();
    Task { step, about, title, known, line }
}

const fn nameless(each: Each) -> &'static str {
    match each {
        Each::Account => "使っているシステム",
        Each::NetworkAccount => "連携ネットワーク",
        Each::Device => "その端末・媒体",
    }
}

/// What the ledger knows that helps with a step on a thing.
fn known(step: &Step, id: RecordId, touched: &Touched) -> String {
    if let Some((account, _)) = touched.accounts.iter().find(|(account, _)| RecordId::from(account.id) == id) {
        return format!("ID　{}", account.record.login);
    }
    let Some(kept) = touched.devices.iter().find(|kept| RecordId::from(kept.id) == id) else { return String::new() };
    if step.code == "remote-lock" { remote(&kept.record) } else { String::new() }
}

/// Whether a device can be locked from afar, as the ledger says.
pub(super) fn remote(device: &Device) -> String {
    match device.remote_wipe {
        Some(YesNo::Yes) if device.remote_wipe_service.is_empty() => "遠隔ロック・消去　契約あり".to_owned(),
        Some(YesNo::Yes) => format!("遠隔ロック・消去　{}", device.remote_wipe_service),
        Some(YesNo::No) => "遠隔ロック・消去　契約なし".to_owned(),
        None => "遠隔ロック・消去　台帳に記録がありません".to_owned(),
    }
}

/// How a device is protected, as the ledger says.
pub(super) fn protection(device: &Device) -> String {
    let told = |label: &str, told: Option<YesNo>| format!("{label}　{}", told.map_or("記録なし", YesNo::label));
    [told("起動時パスワード", device.lock), told("暗号化", device.encryption), remote(device)].join("　・　")
}

/// Whom to call for a step, in the order of the chart.
pub(super) fn to_call<'a>(step: &Step, contacts: &'a [Kept<Contact>]) -> Vec<&'a Contact> {
    let of_slot = |slot| contacts.iter().map(|kept| &kept.record).filter(move |contact| contact.slot == slot);
    step.contact.iter().flat_map(|slot| of_slot(*slot)).collect()
}

/// A contact in one line: name, phone, hours, when the number was checked.
pub(super) fn call(contact: &Contact) -> String {
    let checked =
        contact.checked_on.map_or_else(|| "番号は未確認".to_owned(), |day| format!("番号の確認 {}", day.short()));
    let person = if fold(&contact.person) == fold(&contact.name) { "" } else { contact.person.as_str() };
    let parts = [contact.name.as_str(), person, contact.phone.as_str(), contact.hours.as_str(), checked.as_str()];
    let deputy =
        if contact.deputy.is_empty() { String::new() } else { format!("つながらないとき {}", contact.deputy) };
    let filled: Vec<&str> = parts.into_iter().chain([deputy.as_str()]).filter(|part| !part.is_empty()).collect();
    filled.join("　")
}
