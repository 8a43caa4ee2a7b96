//! Two years of the sample clinic: joiners, a leaver, a marriage, corrections, a replaced device, a handover.

use std::collections::BTreeMap;

use serde_json::json;

use crate::base::{AccountId, Clock, Day, DeviceId, Moment, RoleId, StaffId, SystemId};
use crate::desk::Problem;
use crate::ledgers::account::record::Account;
use crate::ledgers::device::record::Device;
use crate::ledgers::disposal::commands::HandOver;
use crate::ledgers::disposal::record::{Handing, Wiped, field as handing};
use crate::ledgers::emergency;
use crate::ledgers::role::record::Role;
use crate::ledgers::staff::record::Staff;
use crate::ledgers::training::record::Training;
use crate::vault::{Act, Vault};

use super::devices::{self, Gadget};
use super::people::{PEOPLE, Person};
use super::scribe::{Scribe, record};
use super::{CLINIC, systems};

/// Writes the whole history into a ledger that was just made.
///
/// # Errors
/// The ledger cannot be written.
pub fn fill(vault: &mut Vault, clock: Clock) -> Result<(), Problem> {
    let made_at = clock.now();
    let today = made_at.day();
    let mut story = Story {
        scribe: Scribe::new(vault, made_at),
        today,
        staff: BTreeMap::new(),
        systems: BTreeMap::new(),
        accounts: BTreeMap::new(),
        devices: BTreeMap::new(),
        roles: BTreeMap::new(),
    };
    story.first_day()?;
    story.first_year()?;
    story.second_year()?;
    story.last_weeks()?;
    story.evidence()?;
    story.remedy()?;
    story.passages()?;
    story.signing()?;
    story.self_checks()?;
    story.assessments()?;
    story.vendors()?;
    story.takeouts()?;
    story.incidents()?;
    // As the window does after every step that touches contacts.
    emergency::renew(vault, Moment::in_japan(today, 9, 0).unwrap_or(made_at)).map(drop)
}

/// The day the sample's history begins.
#[must_use]
pub fn first_day(today: Day) -> Day {
    Scribe::working_ago(today, 24, 0)
}

/// Whom and what the history has met so far, by the sample's keys.
pub(super) struct Story<'a> {
    pub(super) scribe: Scribe<'a>,
    pub(super) today: Day,
    pub(super) staff: BTreeMap<&'static str, StaffId>,
    pub(super) systems: BTreeMap<&'static str, SystemId>,
    pub(super) accounts: BTreeMap<(&'static str, &'static str), AccountId>,
    pub(super) devices: BTreeMap<String, DeviceId>,
    roles: BTreeMap<&'static str, RoleId>,
}

impl Story<'_> {
    pub(super) fn ago(&self, n_months: i32, n_days: i64) -> Day {
        Scribe::working_ago(self.today, n_months, n_days)
    }

    pub(super) fn person(&self, key: &str) -> Result<StaffId, Problem> {
        self.staff.get(key).copied().ok_or_else(nobody)
    }

    /// Clinic, systems, the first people with IDs, devices, roles and pledges.
    fn first_day(&mut self) -> Result<(), Problem> {
        let day = self.ago(24, 0);
        let clinic = record::<crate::ledgers::clinic::record::Clinic>(json!({
            "name": CLINIC, "kana": "アオゾラザイタククリニック", "facility": "clinic", "corporation": "",
            "code": "4510000000", "postal_code": "880-0000", "address": "宮崎県見本市青空町1丁目2番地3", "phone": "0985-00-0100",
            "byod": "by-permission", "byod_decided_on": day.plus_days(-30).iso(), "note": "見本の台帳です。人も施設も架空のものです。",
        }))?;
        self.scribe.on(day, |page| page.enter(&clinic))?;
        for (key, body) in systems::systems(self.today) {
            if key != "kyo" {
                self.add_system(day, key, body)?;
            }
        }
        for person in PEOPLE.iter().filter(|person| person.since == 24) {
            self.join(person, day)?;
        }
        for gadget in devices::first(day) {
            self.add_device(day, gadget)?;
        }
        self.appoint(day, "responsible", "hamada", "responsible", "法人本部", "開設者として")?;
        self.appoint(day, "admin-1", "yoshimura", "facility-admin", "濵田 誠一郎", "事務の責任者として")?;
        self.appoint(day, "granted-1", "takahashi", "granted", "濵田 誠一郎", "看護部の利用者を登録するため")?;
        self.appoint(day, "deputy", "watanabe", "deputy", "濵田 誠一郎", "不在のときに備えて")?;
        Ok(())
    }

    fn first_year(&mut self) -> Result<(), Problem> {
        self.course(self.ago(23, 0), "MICT利用講習会（1年目）", |key| key != "watanabe")?;
        self.video(self.ago(22, 0), |key| key == "watanabe")?;
        let wrong = self.ago(20, 4);
        self.correct_device(wrong, "PC-06", "機種名の書き間違い", |device| {
            device.model = "Latitude 3550".to_owned()
        })?;
        self.newcomers(18)?;
        self.newcomers(14)?;
        self.check_devices(self.ago(13, 0), &[])?;
        let day = self.ago(12, 6);
        for (key, body) in systems::systems(self.today) {
            if key == "kyo" {
                self.add_system(day, key, body)?;
            }
        }
        for key in ["hamada", "tsuji"] {
            self.issue(day, key, "kyo")?;
        }
        self.course(self.ago(12, 0), "MICT利用講習会（2年目）", |_| true)?;
        self.scribe.on(self.ago(11, 20), |page| page.note(Act::Printed, "「MICT台帳」3ページ"))
    }

    fn second_year(&mut self) -> Result<(), Problem> {
        let marriage = self.ago(10, 2);
        let id = self.person("katsuragi")?;
        self.scribe.on(marriage, |page| {
            page.amend::<Staff>(id, "結婚により改姓", |staff| {
                staff.name = "齋藤 さくら".to_owned();
                staff.kana = "サイトウ サクラ".to_owned();
                staff.note = "旧姓 葛\u{E0100}城".to_owned();
            })
        })?;
        self.policy(self.ago(9, 0), "第2版", |key| key != "takanashi" && key != "tokunaga")?;
        self.hand_over(self.ago(8, 0))?;
        self.manager_course(self.ago(7, 18))?;
        self.newcomers(7)?;
        self.replace_tablet(self.ago(6, 3))?;
        self.leave(self.ago(5, 0))?;
        self.newcomers(3)
    }

    fn last_weeks(&mut self) -> Result<(), Problem> {
        let checked = self.ago(1, 6);
        self.check_devices(checked, &["TB-04", "SP-03", "USB-01"])?;
        self.change_passwords(checked)?;
        self.course(self.ago(1, 0), "MICT利用講習会（3年目）", |key| key != "tokunaga" && key != "hoa")?;
        self.scribe.on(self.ago(0, 25), |page| page.note(Act::Printed, "「MICT台帳」3ページ"))?;
        self.newcomers(0)?;
        let day = self.ago(0, 2);
        self.correct_device(day, "PC-08", "窓口の配置換え", |device| device.place_text = "薬剤部".to_owned())
    }

    fn add_system(&mut self, day: Day, key: &'static str, body: serde_json::Value) -> Result<(), Problem> {
        let system = record::<crate::ledgers::system::record::System>(body)?;
        let id = self.scribe.on(day, |page| page.enter(&system))?;
        self.systems.insert(key, id);
        Ok(())
    }

    /// A person, with IDs, pledge and policy as they should be. The newest one is not that far yet.
    fn join(&mut self, person: &'static Person, day: Day) -> Result<(), Problem> {
        let staff = Staff {
            name: person.name.to_owned(),
            kana: person.kana.to_owned(),
            number: person.number.to_owned(),
            department: person.department.to_owned(),
            profession: person.profession.to_owned(),
            started_on: Some(day),
            ..Staff::default()
        };
        let id = self.scribe.on(day, |page| page.enter(&staff))?;
        self.staff.insert(person.key, id);
        self.issue(day, person.key, "mango")?;
        if person.since == 0 {
            return Ok(());
        }
        self.issue(day, person.key, "mcs")?;
        for system in own_systems(person) {
            self.issue(day, person.key, system)?;
        }
        let edition = if person.since > 9 { "第1版" } else { "第2版" };
        let confirmed_by = if person.since > 8 { "𠮷村 健太" } else { "髙橋 美咲" };
        let read = record::<crate::ledgers::policy_read::record::PolicyRead>(json!({
            "staff": id, "policy": "MICT運用ポリシー", "edition": edition, "read_on": day.iso(), "confirmed_by": confirmed_by,
        }))?;
        let pledge = record::<crate::ledgers::pledge::record::Pledge>(json!({
            "staff": id, "received_on": day.iso(), "signed_on": day.iso(), "edition": "スタッフ誓約書 第1版",
            "kept_at": "事務室の鍵付き書庫",
        }))?;
        self.scribe.on(day, |page| {
            page.enter(&read)?;
            page.enter(&pledge)
        })?;
        Ok(())
    }

    /// Those who came so many months ago.
    fn newcomers(&mut self, since: i32) -> Result<(), Problem> {
        let day = if since == 0 { self.ago(0, 9) } else { self.ago(since, 1) };
        for person in PEOPLE.iter().filter(|person| person.since == since) {
            self.join(person, day)?;
            for gadget in devices::later(person.key, day) {
                self.add_device(day, gadget)?;
            }
            if since > 0 {
                self.video(day.plus_days(7), |key| key == person.key)?;
            }
        }
        Ok(())
    }

    fn issue(&mut self, day: Day, person: &'static str, system: &'static str) -> Result<(), Problem> {
        let staff = self.person(person)?;
        let Some(system_id) = self.systems.get(system).copied() else { return Ok(()) };
        let is_network = matches!(system, "mango" | "mcs" | "kyo" | "vital");
        let login = if is_network { format!("{person}@aozora.example") } else { format!("{person}01") };
        let is_admin = matches!((person, system), ("yoshimura" | "takahashi", "mango" | "mcs"));
        let has_code = matches!(system, "mcs" | "vital" | "eligibility");
        let account = record::<Account>(json!({
            "staff": staff, "system": system_id, "login": login, "privilege": if is_admin { "admin" } else { "user" },
            "issued_on": day.iso(), "authentication": if has_code { "password-code" } else { "password" },
            "two_factor": if has_code { "in-use" } else { "none" }, "password_changed_on": day.iso(),
        }))?;
        let id = self.scribe.on(day, |page| page.enter(&account))?;
        self.accounts.insert((person, system), id);
        Ok(())
    }

    fn add_device(&mut self, day: Day, gadget: Gadget) -> Result<(), Problem> {
        let mut device = record::<Device>(gadget.body)?;
        device.users = gadget.users.iter().map(|key| self.person(key)).collect::<Result<_, _>>()?;
        let id = self.scribe.on(day, |page| page.enter(&device))?;
        self.devices.insert(device.control_number, id);
        Ok(())
    }

    fn correct_device(
        &mut self,
        day: Day,
        number: &str,
        reason: &str,
        change: impl FnOnce(&mut Device),
    ) -> Result<(), Problem> {
        let Some(id) = self.devices.get(number).copied() else { return Ok(()) };
        self.scribe.on(day, |page| page.amend::<Device>(id, reason, change))
    }

    pub(super) fn appoint(
        &mut self,
        day: Day,
        key: &'static str,
        person: &'static str,
        role: &str,
        by: &str,
        reason: &str,
    ) -> Result<(), Problem> {
        let mail = format!("{person}@aozora.example");
        let role = record::<Role>(json!({
            "role": role, "staff": self.person(person)?, "from_on": day.iso(), "mail": mail, "granted_by": by, "reason": reason,
        }))?;
        let id = self.scribe.on(day, |page| page.enter(&role))?;
        self.roles.insert(key, id);
        Ok(())
    }

    /// A training of everybody who is there and fits; each attends it.
    fn course(&mut self, day: Day, title: &str, who: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let attendees: Vec<StaffId> =
            self.staff.iter().filter(|(key, _)| who(key) && **key != "ohashi").map(|(_, id)| *id).collect();
        let training = record::<Training>(json!({
            "title": title, "kind": "course", "audience": "users", "held_on": day.min(self.today).iso(),
            "place": "2階 会議室", "trainer": "MICT事務局", "material": "MICT利用の手引き",
            "content": "ネットワークの位置付けと、扱う情報の重要性\nパスワードの管理、離席するときのログアウト\n端末の紛失・盗難に気づいたときの連絡",
            "attendees": attendees,
        }))?;
        self.scribe.on(day, |page| page.enter(&training).map(drop))
    }

    /// What those who manage the systems have to know besides.
    fn manager_course(&mut self, day: Day) -> Result<(), Problem> {
        let attendees = ["takahashi", "yoshimura", "watanabe"].map(|key| self.person(key));
        let attendees = attendees.into_iter().collect::<Result<Vec<_>, _>>()?;
        let training = record::<Training>(json!({
            "title": "施設管理者研修", "kind": "course", "audience": "managers", "held_on": day.iso(), "place": "院長室",
            "trainer": "濵田 誠一郎", "material": "運用ポリシー 第2版",
            "content": "利用者IDの登録・変更・削除と、権限の見直し\n操作記録の点検と、事故のときの連絡体制",
            "attendees": attendees,
        }))?;
        self.scribe.on(day, |page| page.enter(&training).map(drop))
    }

    /// The video, watched alone by those who fit.
    fn video(&mut self, day: Day, who: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let day = day.min(self.today);
        let mut lessons = Vec::new();
        for (_, id) in self.staff.iter().filter(|(key, _)| who(key) && **key != "ohashi") {
            lessons.push(record::<crate::ledgers::attendance::record::Attendance>(json!({
                "staff": id, "kind": "video", "attended_on": day.iso(), "title": "MICT講習ビデオ", "trainer": "MICT事務局",
                "confirmed_by": "𠮷村 健太",
            }))?);
        }
        self.scribe.on(day, |page| lessons.iter().try_for_each(|lesson| page.enter(lesson).map(drop)))
    }

    fn policy(&mut self, day: Day, edition: &str, who: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let mut all = Vec::new();
        for (_, id) in self.staff.iter().filter(|(key, _)| who(key)) {
            all.push(record::<crate::ledgers::policy_read::record::PolicyRead>(json!({
                "staff": id, "policy": "MICT運用ポリシー", "edition": edition, "read_on": day.iso(), "confirmed_by": "𠮷村 健太",
            }))?);
        }
        self.scribe.on(day, |page| all.iter().try_for_each(|read| page.enter(read).map(drop)))
    }

    /// The facility administrator changes.
    fn hand_over(&mut self, day: Day) -> Result<(), Problem> {
        for key in ["admin-1", "granted-1"] {
            let Some(id) = self.roles.get(key).copied() else { continue };
            self.scribe.on(day, |page| {
                page.amend::<Role>(id, "役割の引き継ぎ", |role| role.until_on = Some(day.plus_days(-1)))
            })?;
        }
        self.appoint(day, "admin-2", "takahashi", "facility-admin", "濵田 誠一郎", "看護部での引き継ぎ")?;
        self.appoint(day, "granted-2", "yoshimura", "granted", "濵田 誠一郎", "登録と削除を補うため")
    }

    /// A tablet is wiped and replaced.
    fn replace_tablet(&mut self, day: Day) -> Result<(), Problem> {
        let draft = self.handing(day, "TB-02", "takahashi", Handing::Replaced)?;
        let wiped = draft
            .with_choice(&handing::WIPED, Some(Wiped::Yes))
            .with(&handing::TO, "見本電機 青空店")
            .with(&handing::METHOD, "初期化（すべての内容と設定を消去）")
            .with_day(&handing::WIPED_ON, Some(day))
            .with(&handing::PERFORMER, "髙橋 美咲")
            .with(&handing::WITNESS, "𠮷村 健太");
        self.scribe.run(day, None, HandOver::new(wiped))?;
        self.add_device(day, devices::replacement(day))
    }

    /// The yearly look at every device, but those that were overlooked.
    fn check_devices(&mut self, day: Day, overlooked: &[&str]) -> Result<(), Problem> {
        let due: Vec<DeviceId> = self
            .devices
            .iter()
            .filter(|(number, _)| !overlooked.contains(&number.as_str()) && number.as_str() != "TB-02")
            .map(|(_, id)| *id)
            .collect();
        self.scribe.on(day, |page| {
            due.iter().try_for_each(|id| {
                page.amend::<Device>(*id, "定期点検", |device| {
                    for slot in [
                        &mut device.lock_confirmed_on,
                        &mut device.antivirus_confirmed_on,
                        &mut device.unused_apps_confirmed_on,
                        &mut device.patch_confirmed_on,
                    ] {
                        *slot = slot.map(|_| day);
                    }
                })
            })
        })
    }

    /// Passwords of the network are changed; two people forget.
    fn change_passwords(&mut self, day: Day) -> Result<(), Problem> {
        let is_network = |system: &str| matches!(system, "mango" | "mcs" | "kyo" | "vital");
        let is_forgotten = |key: &str, system: &str| {
            matches!((key, system), ("yanagihara" | "watanabe" | "hoa", _) | ("tsuji", "mcs"))
        };
        let changed =
            self.accounts.iter().filter(|((key, system), _)| is_network(system) && !is_forgotten(key, system));
        let due: Vec<AccountId> = changed.map(|(_, id)| *id).collect();
        self.scribe.on(day, |page| {
            due.iter().try_for_each(|id| {
                page.amend::<Account>(*id, "パスワードの変更", |account| {
                    account.password_changed_on = Some(day)
                })
            })
        })
    }
}

/// The sample names somebody it does not have.
pub(super) fn nobody() -> Problem {
    Problem::new(
        "D-103",
        "見本の台帳を最後まで作れませんでした。ほかの台帳は変わっていません。",
        "お手数ですが、この番号を台帳番の窓口に知らせてください。",
    )
}

/// Systems beside the network, by profession.
fn own_systems(person: &Person) -> &'static [&'static str] {
    match person.profession {
        "医師" => &["karte", "imaging"],
        "事務" => &["receipt", "eligibility", "karte"],
        "看護師" | "准看護師" => &["karte", "nursing", "vital"],
        "薬剤師" => &["karte"],
        _ => &["nursing"],
    }
}
