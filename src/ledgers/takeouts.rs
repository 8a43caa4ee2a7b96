//! What take-outs (持出し) mean beside other ledgers: who may approve, what the device ledger says of protection, what is
//! away and what waits.

use crate::base::{Coded, Day, DeviceId, Kept, Record, RecordId, StaffId};

use super::device::record::{Device, TakeoutRule};
use super::facts::Facts;
use super::role::record::{Role, RoleKind};
use super::system::record::YesNo;
use super::takeout::record::{Standing, Takeout};

/// Whether a role lets its holder approve: those who answer for the systems, and their deputy (S004-1.11 names the
/// system administrator). Mere administrator rights in a system do not.
#[must_use]
pub const fn may_approve(role: RoleKind) -> bool {
    match role {
        RoleKind::Responsible | RoleKind::FacilityAdmin | RoleKind::Deputy | RoleKind::SafetyOfficer => true,
        RoleKind::Granted => false,
    }
}

/// Those who may approve on a day, each once, in the order of their roles.
#[must_use]
pub fn approvers(roles: &[Kept<Role>], day: Day) -> Vec<StaffId> {
    let mut all = Vec::new();
    for role in roles.iter().map(|kept| &kept.record) {
        if may_approve(role.role) && role.is_held_on(day) && !all.contains(&role.staff) {
            all.push(role.staff);
        }
    }
    all
}

/// What the device ledger says of a device's protection, in one line; what is not recorded is said to be so.
#[must_use]
pub fn protection(device: &Device) -> String {
    let answer = |word: &str, answer: Option<YesNo>, more: &str| match answer {
        None => format!("{word} 未記録"),
        Some(YesNo::Yes) if !more.is_empty() => format!("{word} 有（{more}）"),
        Some(answer) => format!("{word} {}", answer.label()),
    };
    let mut words = vec![answer("暗号化", device.encryption, &device.encryption_method)];
    if device.kind.is_terminal() {
        words.push(answer("起動時パスワード", device.lock, ""));
        words.push(answer("遠隔ロック・消去", device.remote_wipe, &device.remote_wipe_service));
    }
    format!("{}：{}", device.short_name(), words.join("、"))
}

/// The same of several, a line each.
#[must_use]
pub fn protections<'a>(devices: impl IntoIterator<Item = &'a Device>) -> String {
    devices.into_iter().map(protection).collect::<Vec<_>>().join("\n")
}

/// What all devices of a request have in common as the answer to a question; `None` where one is not recorded.
#[must_use]
pub fn all_have<'a>(
    devices: impl IntoIterator<Item = &'a Device>,
    answer: fn(&Device) -> Option<YesNo>,
) -> Option<YesNo> {
    let mut all = Some(YesNo::Yes);
    for device in devices {
        match answer(device) {
            Some(YesNo::Yes) => {}
            Some(YesNo::No) => return Some(YesNo::No),
            None => all = None,
        }
    }
    all
}

impl Facts {
    /// The devices of a take-out.
    pub fn taken<'a>(&'a self, takeout: &'a Takeout) -> impl Iterator<Item = &'a Kept<Device>> {
        takeout.devices.iter().filter_map(|id| self.devices.iter().find(|kept| kept.id == *id))
    }

    /// What the devices of a take-out are called, in one line.
    #[must_use]
    pub fn taken_line(&self, takeout: &Takeout) -> String {
        self.taken(takeout).map(|kept| kept.record.title()).collect::<Vec<_>>().join("、")
    }

    /// The take-outs of a device, the newest first.
    pub fn takeouts_of(&self, device: DeviceId) -> impl Iterator<Item = &Kept<Takeout>> {
        self.takeouts.iter().rev().filter(move |kept| kept.record.devices.contains(&device))
    }

    /// The take-outs that are away on a day.
    pub fn takeouts_out(&self, today: Day) -> impl Iterator<Item = &Kept<Takeout>> {
        self.takeouts.iter().filter(move |kept| kept.record.standing(today).is_out())
    }

    /// The take-outs somebody has to decide about.
    pub fn takeouts_waiting(&self, today: Day) -> impl Iterator<Item = &Kept<Takeout>> {
        self.takeouts.iter().filter(move |kept| kept.record.waits(today))
    }

    /// The take-outs that came back and nobody has looked at.
    pub fn takeouts_unchecked(&self, today: Day) -> impl Iterator<Item = &Kept<Takeout>> {
        self.takeouts.iter().filter(move |kept| kept.record.standing(today) == Standing::Unchecked)
    }

    /// Whether a device needs a take-out to be away: the clinic has not said that it may go out freely.
    #[must_use]
    pub fn needs_takeout(&self, device: &Device) -> bool {
        device.takeout != Some(TakeoutRule::Allowed)
    }

    /// Who takes out, by name.
    #[must_use]
    pub fn taker(&self, takeout: &Takeout) -> &str {
        self.person(RecordId::from(takeout.staff)).map_or("", |kept| kept.record.name.as_str())
    }
}
