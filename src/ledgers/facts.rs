//! The facts (事実): every current record at once, and which of them belong to whom.
//! Screens and findings look across ledgers only through here.

use std::collections::HashMap;

use crate::base::{Day, DeviceId, Kept, Record, RecordId, StaffId, SystemId};
use crate::calendar::Calendar;
use crate::vault::{Act, BackupPlan, LogFilter, Reader, VaultError};

use super::account::record::Account;
use super::assessment::record::Assessment;
use super::attendance::record::Attendance;
use super::backup_plan;
use super::bindings::Bindings;
use super::bound::Bound;
use super::clinic::record::Clinic;
use super::contact::record::Contact;
use super::contract::record::Contract;
use super::device::record::Device;
use super::disclosure::record::Disclosure;
use super::disposal::record::Disposal;
use super::document::record::Document;
use super::holidays;
use super::incident::record::Incident;
use super::log_review::record::LogReview;
use super::passage::record::{Passage, Way};
use super::pledge::record::{Pledge, Purpose};
use super::pledge::words::Words;
use super::policy_read::current::CurrentPolicy;
use super::policy_read::record::PolicyRead;
use super::remedy::record::Remedy;
use super::remote::record::Remote;
use super::restore_test::record::RestoreTest;
use super::role::record::Role;
use super::self_check::every::CheckEvery;
use super::self_check::record::SelfCheck;
use super::staff::record::Staff;
use super::system::record::System;
use super::takeout::record::Takeout;
use super::training::record::Training;
use super::vendor::record::Vendor;
use super::vendor_sheet::record::VendorSheet;

/// Every current record of the ledger.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// 施設
    pub clinic: Option<Kept<Clinic>>,
    /// 利用者, in フリガナ order
    pub staff: Vec<Kept<Staff>>,
    /// 情報システム・連携ネットワーク
    pub systems: Vec<Kept<System>>,
    /// 利用者ID
    pub accounts: Vec<Kept<Account>>,
    /// 端末
    pub devices: Vec<Kept<Device>>,
    /// 講習
    pub lessons: Vec<Kept<Attendance>>,
    /// 運用ポリシーの確認
    pub policies: Vec<Kept<PolicyRead>>,
    /// 誓約書
    pub pledges: Vec<Kept<Pledge>>,
    /// 役割
    pub roles: Vec<Kept<Role>>,
    /// 自己点検
    pub checks: Vec<Kept<SelfCheck>>,
    /// 対応事項
    pub remedies: Vec<Kept<Remedy>>,
    /// 研修
    pub trainings: Vec<Kept<Training>>,
    /// 引き渡し・消去
    pub disposals: Vec<Kept<Disposal>>,
    /// 開始・終了の手続き
    pub passages: Vec<Kept<Passage>>,
    /// 自己評価
    pub assessments: Vec<Kept<Assessment>>,
    /// 規程・文書
    pub documents: Vec<Kept<Document>>,
    /// 連絡先
    pub contacts: Vec<Kept<Contact>>,
    /// バックアップ計画
    pub backup_plans: Vec<Kept<backup_plan::record::BackupPlan>>,
    /// 復元の確認
    pub restore_tests: Vec<Kept<RestoreTest>>,
    /// アクセスログの点検
    pub log_reviews: Vec<Kept<LogReview>>,
    /// 事業者
    pub vendors: Vec<Kept<Vendor>>,
    /// 保守契約
    pub contracts: Vec<Kept<Contract>>,
    /// リモート保守
    pub remotes: Vec<Kept<Remote>>,
    /// MDS・SDS
    pub disclosures: Vec<Kept<Disclosure>>,
    /// 事業者の点検表
    pub vendor_sheets: Vec<Kept<VendorSheet>>,
    /// 事故
    pub incidents: Vec<Kept<Incident>>,
    /// 持出し
    pub takeouts: Vec<Kept<Takeout>>,
    /// 控え, the newest first
    pub backups: Backups,
    /// The policy everybody is to have read, where the clinic has named one.
    pub policy_now: Option<CurrentPolicy>,
    /// The clinic's own wording of the pledge, where it has one.
    pub pledge_words: Option<Words>,
    /// After so many months a self-check is due again.
    pub check_months: u8,
    /// Which profile each class of accounts follows.
    pub bindings: Bindings,
    /// 祝日・閉庁日
    pub calendar: Calendar,
}

/// What the journal says of backups.
#[derive(Debug, Clone, Default)]
pub struct Backups {
    /// When the newest were made and in which folder, the newest first; a dozen at most.
    pub made: Vec<(Day, String)>,
    /// The second folder, where one was chosen.
    pub second: Option<String>,
    /// Whether something was recorded since the newest.
    pub is_due: bool,
}

/// What belongs to one person.
#[derive(Debug, Clone, Default)]
pub struct Belongings<'a> {
    /// Their IDs.
    pub accounts: Vec<&'a Kept<Account>>,
    /// The devices they use.
    pub devices: Vec<&'a Kept<Device>>,
    /// Their attendances, the newest first.
    pub lessons: Vec<&'a Kept<Attendance>>,
    /// The policies they have read, the newest first.
    pub policies: Vec<&'a Kept<PolicyRead>>,
    /// Their pledges, the newest first.
    pub pledges: Vec<&'a Kept<Pledge>>,
    /// What they signed on leaving, the newest first.
    pub farewells: Vec<&'a Kept<Pledge>>,
    /// Their self-checks, the newest first.
    pub checks: Vec<&'a Kept<SelfCheck>>,
    /// Their roles.
    pub roles: Vec<&'a Kept<Role>>,
}

impl Backups {
    fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let filter = LogFilter { acts: vec![Act::BackedUp], limit: Some(12), ..LogFilter::default() };
        let made = read.log(&filter)?.into_iter().map(|entry| {
            let folder = entry.detail.data.as_ref().and_then(|data| data.get("folder")?.as_str().map(str::to_owned));
            (entry.at.day(), folder.unwrap_or_default())
        });
        Ok(Self {
            made: made.collect(),
            second: read.setting(BackupPlan::SECOND)?.filter(|folder| !folder.is_empty()),
            is_due: read.wants_backup()?,
        })
    }
}

impl Facts {
    /// Reads every ledger once.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn load(read: &Reader<'_>) -> Result<Self, VaultError> {
        let systems = read.list()?;
        Ok(Self {
            bindings: Bindings::read(read, &systems)?,
            clinic: read.list::<Clinic>()?.into_iter().next(),
            staff: read.list()?,
            systems,
            accounts: read.list()?,
            devices: read.list()?,
            lessons: read.list()?,
            policies: read.list()?,
            pledges: read.list()?,
            roles: read.list()?,
            checks: read.list()?,
            remedies: read.list()?,
            trainings: read.list()?,
            disposals: read.list()?,
            passages: read.list()?,
            assessments: read.list()?,
            documents: read.list()?,
            contacts: read.list()?,
            backup_plans: read.list()?,
            restore_tests: read.list()?,
            log_reviews: read.list()?,
            vendors: read.list()?,
            contracts: read.list()?,
            remotes: read.list()?,
            disclosures: read.list()?,
            vendor_sheets: read.list()?,
            incidents: read.list()?,
            takeouts: read.list()?,
            backups: Backups::read(read)?,
            policy_now: CurrentPolicy::read(read)?,
            pledge_words: Words::read(read)?,
            check_months: CheckEvery::read(read)?.0,
            calendar: holidays::calendar(read)?,
        })
    }

    /// What an account of a system follows.
    #[must_use]
    pub fn bound(&self, system: &Kept<System>) -> Bound<'_> {
        self.bindings.of_system(system)
    }

    /// Whether nothing was entered yet, but perhaps the clinic itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.staff.is_empty() && self.devices.is_empty() && self.systems.is_empty()
    }

    /// What belongs to each person.
    #[must_use]
    pub fn belongings(&self) -> HashMap<StaffId, Belongings<'_>> {
        let mut all: HashMap<StaffId, Belongings<'_>> = HashMap::with_capacity(self.staff.len());
        for kept in &self.accounts {
            all.entry(kept.record.staff).or_default().accounts.push(kept);
        }
        for kept in &self.devices {
            for user in &kept.record.users {
                all.entry(*user).or_default().devices.push(kept);
            }
        }
        for kept in self.lessons.iter().rev() {
            all.entry(kept.record.staff).or_default().lessons.push(kept);
        }
        for kept in self.policies.iter().rev() {
            all.entry(kept.record.staff).or_default().policies.push(kept);
        }
        for kept in self.pledges.iter().rev() {
            let own = all.entry(kept.record.staff).or_default();
            match kept.record.purpose {
                Purpose::Working => own.pledges.push(kept),
                Purpose::Leaving => own.farewells.push(kept),
            }
        }
        for kept in self.checks.iter().rev() {
            all.entry(kept.record.staff).or_default().checks.push(kept);
        }
        for kept in &self.roles {
            all.entry(kept.record.staff).or_default().roles.push(kept);
        }
        all
    }

    /// What belongs to one person.
    #[must_use]
    pub fn belongings_of(&self, id: StaffId) -> Belongings<'_> {
        let signed = |purpose| {
            let own = move |kept: &&Kept<Pledge>| kept.record.staff == id && kept.record.purpose == purpose;
            self.pledges.iter().rev().filter(own).collect()
        };
        Belongings {
            accounts: self.accounts.iter().filter(|kept| kept.record.staff == id).collect(),
            devices: self.devices.iter().filter(|kept| kept.record.users.contains(&id)).collect(),
            lessons: self.lessons.iter().rev().filter(|kept| kept.record.staff == id).collect(),
            policies: self.policies.iter().rev().filter(|kept| kept.record.staff == id).collect(),
            pledges: signed(Purpose::Working),
            farewells: signed(Purpose::Leaving),
            checks: self.checks.iter().rev().filter(|kept| kept.record.staff == id).collect(),
            roles: self.roles.iter().filter(|kept| kept.record.staff == id).collect(),
        }
    }

    /// Somebody's open passage of a way; the newest where there are more.
    #[must_use]
    pub fn passage(&self, person: StaffId, way: Way) -> Option<&Kept<Passage>> {
        let is_it = |record: &Passage| record.staff == person && record.way == way && record.is_open();
        self.passages.iter().rev().find(|kept| is_it(&kept.record))
    }

    /// Somebody's way out that still goes on.
    #[must_use]
    pub fn leaving(&self, person: StaffId) -> Option<&Kept<Passage>> {
        self.passage(person, Way::Leaving)
    }

    /// The people who use the systems on a day.
    pub fn staff_in_use(&self, today: Day) -> impl Iterator<Item = &Kept<Staff>> {
        self.staff.iter().filter(move |kept| kept.record.is_active_on(today))
    }

    /// The devices in use on a day.
    pub fn devices_in_use(&self, today: Day) -> impl Iterator<Item = &Kept<Device>> {
        self.devices.iter().filter(move |kept| kept.record.is_active_on(today))
    }

    /// The systems in use on a day.
    pub fn systems_in_use(&self, today: Day) -> impl Iterator<Item = &Kept<System>> {
        self.systems.iter().filter(move |kept| kept.record.ended_on.is_none_or(|ended| today <= ended))
    }

    /// The documents in force on a day.
    pub fn documents_in_force(&self, today: Day) -> impl Iterator<Item = &Kept<Document>> {
        self.documents.iter().filter(move |kept| kept.record.is_in_force_on(today))
    }

    /// The contacts in use on a day.
    pub fn contacts_used(&self, today: Day) -> impl Iterator<Item = &Kept<Contact>> {
        self.contacts.iter().filter(move |kept| kept.record.is_used_on(today))
    }

    /// The plans for backups that are followed on a day.
    pub fn plans_followed(&self, today: Day) -> impl Iterator<Item = &Kept<backup_plan::record::BackupPlan>> {
        self.backup_plans.iter().filter(move |kept| kept.record.is_followed_on(today))
    }

    /// What a plan is called beside others: its system and what is kept.
    #[must_use]
    pub fn plan_name(&self, plan: &backup_plan::record::BackupPlan) -> String {
        let system = self.systems.iter().find(|kept| kept.id == plan.system);
        format!("{} {}", system.map_or("", |kept| kept.record.name.as_str()), plan.what)
    }

    /// The names of all people.
    #[must_use]
    pub fn staff_names(&self) -> HashMap<StaffId, &str> {
        self.staff.iter().map(|kept| (kept.id, kept.record.name.as_str())).collect()
    }

    /// The names of all systems.
    #[must_use]
    pub fn system_names(&self) -> HashMap<SystemId, &str> {
        self.systems.iter().map(|kept| (kept.id, kept.record.name.as_str())).collect()
    }

    /// What all devices are called.
    #[must_use]
    pub fn device_names(&self) -> HashMap<DeviceId, String> {
        self.devices.iter().map(|kept| (kept.id, kept.record.title())).collect()
    }

    /// A person's record.
    #[must_use]
    pub fn person(&self, id: RecordId) -> Option<&Kept<Staff>> {
        self.staff.iter().find(|kept| RecordId::from(kept.id) == id)
    }
}
