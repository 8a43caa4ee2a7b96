//! 台帳への反映: which field of a device an answer settles, and how.

use crate::base::{Day, Field};
use crate::coded;
use crate::ledgers::device::record::{Antivirus, Device, UnusedApps, field};
use crate::ledgers::system::record::YesNo;

use super::answer::Answer;

coded! {
    /// 答えが書き換える端末の項目
    pub enum Sets {
        Lock = "lock", "起動時パスワード";
        Antivirus = "antivirus", "ウイルス対策ソフト";
        Firewall = "firewall", "ファイアウォール";
        Patch = "patch", "OS・更新プログラムの確認日";
        UnusedApps = "unused-apps", "業務に使わないアプリ・機能";
        Encryption = "encryption", "暗号化";
        PrivacyFilter = "privacy-filter", "のぞき見防止フィルタ";
        RemoteWipe = "remote-wipe", "遠隔ロック・消去";
        Mdm = "mdm", "端末管理（MDM）";
        SettingsLimited = "settings-limited", "設定変更を管理者に限る";
    }
}

impl Sets {
    /// The field of the device's record.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Lock => field::LOCK,
            Self::Antivirus => field::ANTIVIRUS,
            Self::Firewall => field::FIREWALL,
            Self::Patch => field::PATCH_CONFIRMED_ON,
            Self::UnusedApps => field::UNUSED_APPS,
            Self::Encryption => field::ENCRYPTION,
            Self::PrivacyFilter => field::PRIVACY_FILTER,
            Self::RemoteWipe => field::REMOTE_WIPE,
            Self::Mdm => field::MDM,
            Self::SettingsLimited => field::SETTINGS_LIMITED,
        }
    }

    /// Writes an answer given on a day into the device; tells whether anything changed. わからない and 対象外 leave what
    /// is there, save that a reason makes the antivirus 対象外. What was confirmed on a later day stays.
    pub fn write(self, answer: &Answer, device: &mut Device, on: Day) -> bool {
        let before = device.clone();
        match self {
            Self::Lock => dated(&mut device.lock, &mut device.lock_confirmed_on, yes_no(answer), on),
            Self::Antivirus => antivirus(answer, device, on),
            Self::Firewall => plain(&mut device.firewall, yes_no(answer)),
            Self::Patch => patch(answer, device, on),
            Self::UnusedApps => {
                let value = unused_apps(answer, device.unused_apps);
                dated(&mut device.unused_apps, &mut device.unused_apps_confirmed_on, value, on);
            }
            Self::Encryption => plain(&mut device.encryption, yes_no(answer)),
            Self::PrivacyFilter => plain(&mut device.privacy_filter, yes_no(answer)),
            Self::RemoteWipe => plain(&mut device.remote_wipe, yes_no(answer)),
            Self::Mdm => plain(&mut device.mdm, yes_no(answer)),
            Self::SettingsLimited => plain(&mut device.settings_limited, yes_no(answer)),
        }
        *device != before
    }
}

/// 有 or 無, where the answer says so.
const fn yes_no(answer: &Answer) -> Option<YesNo> {
    match answer {
        Answer::Yes => Some(YesNo::Yes),
        Answer::No => Some(YesNo::No),
        Answer::NotApplicable(_) | Answer::Unsure => None,
    }
}

/// はい keeps how it was settled before; where nothing is known of that, it is 確認済.
fn unused_apps(answer: &Answer, before: Option<UnusedApps>) -> Option<UnusedApps> {
    match answer {
        Answer::Yes => Some(before.filter(|apps| *apps != UnusedApps::Open).unwrap_or(UnusedApps::Checked)),
        Answer::No => Some(UnusedApps::Open),
        Answer::NotApplicable(_) | Answer::Unsure => None,
    }
}

fn antivirus(answer: &Answer, device: &mut Device, on: Day) {
    let (value, reason) = match answer {
        Answer::Yes => (Antivirus::Yes, ""),
        Answer::No => (Antivirus::No, ""),
        Answer::NotApplicable(reason) if !reason.trim().is_empty() => (Antivirus::NotApplicable, reason.trim()),
        Answer::NotApplicable(_) | Answer::Unsure => return,
    };
    if is_current(device.antivirus_confirmed_on, on) {
        device.antivirus = Some(value);
        device.antivirus_confirmed_on = Some(on);
        reason.clone_into(&mut device.antivirus_reason);
    }
}

/// The record has no word for 「not current」; いいえ leaves the day on which it last was.
fn patch(answer: &Answer, device: &mut Device, on: Day) {
    if *answer == Answer::Yes && is_current(device.patch_confirmed_on, on) {
        device.patch_confirmed_on = Some(on);
    }
}

fn plain<T>(slot: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *slot = value;
    }
}

fn dated<T>(slot: &mut Option<T>, confirmed_on: &mut Option<Day>, value: Option<T>, on: Day) {
    if value.is_some() && is_current(*confirmed_on, on) {
        *slot = value;
        *confirmed_on = Some(on);
    }
}

/// Nothing was confirmed after that day.
fn is_current(confirmed_on: Option<Day>, on: Day) -> bool {
    confirmed_on.is_none_or(|confirmed| confirmed <= on)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Answer, Antivirus, Day, Device, Sets, UnusedApps, YesNo};
    use crate::base::{Coded, Record};

    fn bare() -> Device {
        serde_json::from_value(json!({ "kind": "phone", "model": "x" })).unwrap()
    }

    fn day(number: u32) -> Day {
        Day::new(2026, 11, number).unwrap()
    }

    fn not_applicable(reason: &str) -> Answer {
        Answer::NotApplicable(reason.to_owned())
    }

    #[test]
    fn each_is_called_as_its_field() {
        for sets in Sets::ALL {
            assert_eq!(sets.label(), sets.field().label);
        }
    }

    #[test]
    fn yes_and_no_write_the_value_and_the_day() {
        let mut device = bare();
        for sets in Sets::ALL {
            assert!(sets.write(&Answer::Yes, &mut device, day(2)), "{sets:?}");
            assert!(!sets.write(&Answer::Yes, &mut device, day(2)), "{sets:?}: nothing new");
        }
        let shown: Vec<String> = Sets::ALL.iter().map(|sets| device.draft().get(sets.field().key).to_owned()).collect();
        assert!(shown.iter().all(|value| !value.is_empty()), "{shown:?}");
        let days = [device.lock_confirmed_on, device.antivirus_confirmed_on, device.unused_apps_confirmed_on];
        assert_eq!(days, [Some(day(2)); 3]);
        assert_eq!(device.unused_apps, Some(UnusedApps::Checked));
        for sets in Sets::ALL.iter().filter(|sets| **sets != Sets::Patch) {
            assert!(sets.write(&Answer::No, &mut device, day(3)), "{sets:?}");
        }
        assert_eq!((device.lock, device.lock_confirmed_on), (Some(YesNo::No), Some(day(3))));
        assert_eq!((device.antivirus, device.unused_apps), (Some(Antivirus::No), Some(UnusedApps::Open)));
        assert_eq!((device.mdm, device.settings_limited), (Some(YesNo::No), Some(YesNo::No)));
        assert!(!Sets::Patch.write(&Answer::No, &mut device, day(3)));
        assert_eq!(device.patch_confirmed_on, Some(day(2)), "the last day it was current stays");
    }

    #[test]
    fn unsure_and_not_applicable_leave_what_is_there() {
        for answer in [Answer::Unsure, not_applicable("理由")] {
            for sets in Sets::ALL.iter().filter(|sets| **sets != Sets::Antivirus || answer == Answer::Unsure) {
                let mut device = bare();
                assert!(!sets.write(&answer, &mut device, day(2)), "{sets:?} {answer:?}");
            }
        }
    }

    #[test]
    fn the_antivirus_does_not_apply_for_a_reason() {
        let mut device = bare();
        assert!(!Sets::Antivirus.write(&not_applicable("  "), &mut device, day(2)), "no reason given");
        assert!(Sets::Antivirus.write(&not_applicable("公式アプリのみ"), &mut device, day(2)));
        assert_eq!(
            (device.antivirus, device.antivirus_reason.as_str()),
            (Some(Antivirus::NotApplicable), "公式アプリのみ")
        );
        assert!(Sets::Antivirus.write(&Answer::Yes, &mut device, day(3)));
        assert_eq!((device.antivirus, device.antivirus_reason.as_str()), (Some(Antivirus::Yes), ""));
    }

    #[test]
    fn how_unused_apps_were_settled_is_kept() {
        let mut device = bare();
        device.unused_apps = Some(UnusedApps::Removed);
        assert!(Sets::UnusedApps.write(&Answer::Yes, &mut device, day(2)));
        assert_eq!((device.unused_apps, device.unused_apps_confirmed_on), (Some(UnusedApps::Removed), Some(day(2))));
    }

    #[test]
    fn an_older_answer_does_not_undo_a_newer_confirmation() {
        let mut device = bare();
        for sets in [Sets::Lock, Sets::Antivirus, Sets::UnusedApps, Sets::Patch] {
            sets.write(&Answer::Yes, &mut device, day(9));
            assert!(!sets.write(&Answer::No, &mut device, day(2)), "{sets:?}");
            assert!(!sets.write(&Answer::Yes, &mut device, day(2)), "{sets:?}");
        }
    }
}
