//! Says for each heading which field it stands for. The user can correct every answer.

use super::lexicon::{ColumnRule, field_label, lexicon};
use super::values::parenthesis;
use crate::base::text::fold;
use crate::base::{Input, Kind};
use crate::ledgers::{account, device, registry, staff};

/// The heading of the column that holds the number of a record, in books this program wrote.
pub const RECORD_NUMBER: &str = "記録番号";
/// A heading this long is prose.
const MAX_HEADING: usize = 60;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// People with their devices, accounts, lessons and pledges in one row (利用者台帳).
    People,
    /// One record of a kind a row.
    Records(Kind),
}

impl TableKind {
    /// The kinds of record a row of it may hold.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        const PEOPLE: &[Kind] =
            &[Kind::Staff, Kind::Account, Kind::Device, Kind::PolicyRead, Kind::Attendance, Kind::Pledge];
        match self {
            Self::People => PEOPLE,
            Self::Records(Kind::Clinic) => &[Kind::Clinic],
            Self::Records(Kind::Role) => &[Kind::Role],
            Self::Records(Kind::Staff) => &[Kind::Staff],
            Self::Records(Kind::System) => &[Kind::System],
            Self::Records(Kind::Account) => &[Kind::Account],
            Self::Records(Kind::Device) => &[Kind::Device],
            Self::Records(Kind::Attendance) => &[Kind::Attendance],
            Self::Records(Kind::PolicyRead) => &[Kind::PolicyRead],
            Self::Records(Kind::Pledge) => &[Kind::Pledge],
            Self::Records(Kind::SelfCheck) => &[Kind::SelfCheck],
            Self::Records(Kind::Remedy) => &[Kind::Remedy],
            Self::Records(Kind::Training) => &[Kind::Training],
            Self::Records(Kind::Disposal) => &[Kind::Disposal],
            Self::Records(Kind::Passage) => &[Kind::Passage],
            Self::Records(Kind::Assessment) => &[Kind::Assessment],
            Self::Records(Kind::Document) => &[Kind::Document],
            Self::Records(Kind::Contact) => &[Kind::Contact],
            Self::Records(Kind::BackupPlan) => &[Kind::BackupPlan],
            Self::Records(Kind::RestoreTest) => &[Kind::RestoreTest],
            Self::Records(Kind::LogReview) => &[Kind::LogReview],
            Self::Records(Kind::Vendor) => &[Kind::Vendor],
            Self::Records(Kind::Contract) => &[Kind::Contract],
            Self::Records(Kind::Remote) => &[Kind::Remote],
            Self::Records(Kind::Disclosure) => &[Kind::Disclosure],
            Self::Records(Kind::VendorSheet) => &[Kind::VendorSheet],
            Self::Records(Kind::Incident) => &[Kind::Incident],
            Self::Records(Kind::Takeout) => &[Kind::Takeout],
        }
    }

    /// What it is called on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::People => "利用者と端末の表",
            Self::Records(Kind::System) => "システム・事業者の表",
            Self::Records(kind) => kind.label(),
        }
    }
}

/// Where the cells of a column go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nowhere.
    Skip,
    /// Into the note of the person or record, with the heading in front.
    Note,
    /// Into a field.
    Field(Kind, &'static str),
    /// A mark in this column adds one value to a field: a column 施設内 under 利用場所, a column MCS.
    Flag(Kind, &'static str, String),
    /// The number of the record, in books this program wrote.
    RecordNumber,
}

impl Target {
    /// What it is called in the list to choose from.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Skip => "取り込まない".to_owned(),
            Self::Note => "備考に残す".to_owned(),
            Self::Field(kind, key) => format!("{}：{}", kind.label(), field_label(*kind, key)),
            Self::Flag(kind, key, code) => {
                let fields = (registry::of(*kind).fields)();
                let field = fields.iter().find(|field| field.key == *key);
                let word = field.and_then(|field| field.choices().iter().find(|choice| choice.code == code));
                let word = word.map_or(code.as_str(), |choice| choice.label);
                format!("{}：{}「{word}」の印", kind.label(), field_label(*kind, key))
            }
            Self::RecordNumber => RECORD_NUMBER.to_owned(),
        }
    }
}

/// Every target a column of such a table may have, in the order of the list.
#[must_use]
pub fn targets(table: TableKind) -> Vec<Target> {
    let mut all = vec![Target::Skip, Target::Note];
    for kind in table.kinds() {
        for field in (registry::of(*kind).fields)() {
            let is_link = matches!(field.input, Input::Link(_) | Input::Links(_));
            let is_read_in_people = (*kind, field.key) == (Kind::Account, account::record::field::SYSTEM.key);
            if table != TableKind::People || !is_link || is_read_in_people {
                all.push(Target::Field(*kind, field.key));
            }
        }
    }
    all
}

/// A target and how certain it is, up to 100.
pub(super) type Scored = (Target, u32);

/// The best target for a heading; the path runs from the upper heading to the lower one.
pub(super) fn best(table: TableKind, path: &[String]) -> Option<Scored> {
    let (leaf, group) = path.split_last()?;
    if leaf.chars().count() > MAX_HEADING {
        return None;
    }
    let words = lexicon();
    let heading = Heading::of(leaf, group);
    let folded = heading.leaf.clone();
    if leaf == RECORD_NUMBER {
        return Some((Target::RecordNumber, 100));
    }
    if let TableKind::Records(kind) = table {
        let fields = (registry::of(kind).fields)();
        let found = fields.iter().find(|f| fold(f.label) == folded).map(|f| (Target::Field(kind, f.key), 100));
        if found.is_some() || kind != Kind::System {
            return found;
        }
    }
    if table == TableKind::People
        && let Some(flag) = flag(&folded, group)
    {
        return Some(flag);
    }
    if words.skip.contains(&folded) || words.skip.contains(&folded.replace('.', "")) {
        return Some((Target::Skip, 80));
    }
    let rules = words.columns.iter().filter(|rule| table.kinds().contains(&rule.kind));
    let mut found: Option<(&ColumnRule, u32)> = None;
    for rule in rules {
        let points = score(rule, &heading);
        if points > found.map_or(0, |(_, points)| points) {
            found = Some((rule, points));
        }
    }
    found.map(|(rule, points)| {
        let is_device_note =
            (rule.kind, rule.key) == (Kind::Staff, staff::record::field::NOTE.key) && is_of_devices(group);
        let target = if is_device_note {
            Target::Field(Kind::Device, device::record::field::NOTE.key)
        } else {
            Target::Field(rule.kind, rule.key)
        };
        (target, points)
    })
}

/// Whether the upper heading speaks of devices.
fn is_of_devices(group: &[String]) -> bool {
    group.iter().any(|text| text.contains("端末") || text.contains("機器") || text.contains("デバイス"))
}

/// A heading, folded in all the ways it is compared.
struct Heading {
    leaf: String,
    outside: String,
    inside: String,
    whole: Option<String>,
    is_of_devices: bool,
}

impl Heading {
    fn of(leaf: &str, group: &[String]) -> Self {
        let (outside, inside) = parenthesis(leaf);
        let whole = (!group.is_empty()).then(|| fold(&format!("{}{leaf}", group.concat())));
        let is_of_devices = is_of_devices(group);
        Self { leaf: fold(leaf), outside: fold(&outside), inside: fold(&inside), whole, is_of_devices }
    }
}

fn score(rule: &ColumnRule, heading: &Heading) -> u32 {
    let has = |text: &str| !text.is_empty() && rule.names.iter().any(|name| name == text);
    let parts = rule.parts.iter().filter(|part| heading.leaf.contains(part.as_str()));
    let points: u32 = if has(&heading.leaf) {
        100
    } else if heading.whole.as_ref().is_some_and(|whole| has(whole)) {
        98
    } else if has(&heading.outside) {
        96
    } else if has(&heading.inside) {
        88
    } else if let Some(length) = parts.map(|part| part.chars().count()).max() {
        60 + u32::try_from(length.min(12)).unwrap_or(0) * 2
    } else {
        return 0;
    };
    match (rule.kind == Kind::Device, heading.is_of_devices) {
        (true, true) => points + 8,
        (false, true) => points.saturating_sub(20),
        _ => points,
    }
}

/// A column whose heading is a value: 施設内 under 利用場所, MCS under 利用システム区分, PC under 種類.
fn flag(folded: &str, group: &[String]) -> Option<Scored> {
    let words = lexicon();
    if let Some(system) = words.system(folded) {
        return Some((Target::Flag(Kind::Account, account::record::field::SYSTEM.key, system.name.clone()), 95));
    }
    let group = group.last()?;
    for (key, section) in [
        (device::record::field::PLACES.key, "device.places"),
        (device::record::field::NETWORKS.key, "device.networks"),
        (device::record::field::KIND.key, "device.kind"),
    ] {
        let rule = words.columns.iter().find(|rule| rule.kind == Kind::Device && rule.key == key)?;
        let codes = (registry::of(Kind::Device).fields)().iter().find(|field| field.key == key)?.choices();
        let code = words.code(section, folded).and_then(|code| codes.iter().find(|choice| choice.code == code));
        if let Some(choice) = code
            && score(rule, &Heading::of(group, &[])) >= 60
        {
            return Some((Target::Flag(Kind::Device, key, choice.code.to_owned()), 95));
        }
    }
    None
}
