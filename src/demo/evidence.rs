//! What the sample clinic can show besides its people and devices: rules, contacts, backups and looks into the logs.
//! Some of it is missing or old on purpose, as in a real clinic.

use serde_json::{Value, json};

use crate::base::SystemId;
use crate::desk::Problem;
use crate::ledgers::backup_plan::record::BackupPlan;
use crate::ledgers::contact::record::Contact;
use crate::ledgers::document::commands::PlaceItem;
use crate::ledgers::document::record::Document;
use crate::ledgers::emergency::{Chosen, KeepChosen};
use crate::ledgers::log_review::record::LogReview;
use crate::ledgers::restore_test::record::RestoreTest;

use super::history::Story;
use super::scribe::record;

/// The contacts the sample clinic shows without a passphrase.
const POSTED: [&str; 4] = [
    "株式会社みほんシステム",
    "MICT事務局",
    "県警察本部 サイバー犯罪相談窓口（見本）",
    "みほんモバイル 紛失受付（見本）",
];

/// The items of the checklist that are in the sample's rules, and where.
const PLACES: [(&str, &str); 13] = [
    ("1-01", "第3条"),
    ("2-01", "第6条"),
    ("2-02", "第14条"),
    ("2-03", "第14条 2"),
    ("2-04", "第8条"),
    ("2-05", "第8条 3"),
    ("2-06", "第7条"),
    ("2-07", "第9条"),
    ("2-08", "第9条 2"),
    ("2-09", "第10条"),
    ("2-11", "第12条"),
    ("3-01", "第18条"),
    ("3-02", "第13条"),
];

impl Story<'_> {
    pub(super) fn evidence(&mut self) -> Result<(), Problem> {
        self.documents()?;
        self.contacts()?;
        self.backup_plans()?;
        self.log_reviews()
    }

    fn documents(&mut self) -> Result<(), Problem> {
        let (day, plan_day) = (self.ago(10, 12), self.ago(15, 3));
        let rules = record::<Document>(json!({
            "title": "医療情報システム運用管理規程", "sort": "rules", "version": "第2版", "decided_on": day.iso(),
            "approved_by": "濵田 誠一郎", "kept_at": "事務室の書庫2段目、共有フォルダー「規程」",
        }))?;
        let id = self.scribe.on(day, |page| page.enter(&rules))?;
        let plan = record::<Document>(json!({
            "title": "サイバー攻撃を想定した事業継続計画", "sort": "continuity", "version": "第1版",
            "decided_on": plan_day.iso(), "approved_by": "濵田 誠一郎", "kept_at": "事務室の書庫2段目、受付の赤いファイル",
            "continuity": ["decision", "criteria"], "drill_on": plan_day.iso(),
        }))?;
        let plan = self.scribe.on(plan_day, |page| page.enter(&plan))?;
        for (item, place) in PLACES {
            let places = vec![(id, place.to_owned())];
            self.scribe.run(day.plus_days(1), None, PlaceItem { item: item.to_owned(), places })?;
        }
        let places = vec![(plan, "3章".to_owned())];
        self.scribe.run(day.plus_days(1), None, PlaceItem { item: "3-03".to_owned(), places })?;
        let more = [
            json!({
                "title": "院内ネットワーク構成図", "sort": "diagram", "version": "2枚", "decided_on": self.ago(6, 3).iso(),
                "approved_by": "𠮷村 健太", "kept_at": "サーバラックの扉、共有フォルダー「構成図」",
            }),
            json!({
                "title": "個人情報保護方針", "sort": "privacy", "decided_on": self.ago(5, 1).iso(), "approved_by": "濵田 誠一郎",
                "kept_at": "受付の掲示、ホームページ",
            }),
        ];
        for body in more {
            let document = record::<Document>(body)?;
            let day = document.decided_on.unwrap_or(self.today);
            self.scribe.on(day, |page| page.enter(&document))?;
        }
        Ok(())
    }

    fn contacts(&mut self) -> Result<(), Problem> {
        let (recent, old) = (self.ago(2, 4).iso(), self.ago(14, 0).iso());
        let mut posted = Vec::new();
        for body in contacts(&recent, &old) {
            let contact = record::<Contact>(body)?;
            let day = contact.checked_on.unwrap_or_else(|| self.ago(2, 4));
            let id = self.scribe.on(day, |page| page.enter(&contact))?;
            if POSTED.contains(&contact.name.as_str()) {
                posted.push(id);
            }
        }
        let lines = vec![
            "紙で続けるための用紙は、受付の2段目の棚の赤い箱".to_owned(),
            "外に出るときの集合場所は、駐車場の看板の前".to_owned(),
        ];
        let chosen = Chosen { contacts: posted, lines, is_posted: true };
        self.scribe.run(self.ago(1, 10), None, KeepChosen(chosen))?;
        Ok(())
    }

    fn backup_plans(&mut self) -> Result<(), Problem> {
        let day = self.ago(11, 2);
        let owner = self.person("watanabe")?.to_string();
        let vendor = "株式会社みほんシステム";
        let karte = record::<BackupPlan>(json!({
            "system": self.system("karte")?.to_string(), "what": "カルテ、処方、予約", "methods": ["network", "vendor", "removable"],
            "every": "day", "generations": 7, "places": "サーバラックのNAS、金庫の外付けディスク、事業者のセンター",
            "offline": "yes", "owner": owner, "vendor": vendor, "restore_at": "事業継続計画 4章、事業者の復旧手順書",
            "confirmed_on": day.iso(),
        }))?;
        let plan = self.scribe.on(day, |page| page.enter(&karte))?;
        let imaging = record::<BackupPlan>(json!({
            "system": self.system("imaging")?.to_string(), "what": "レントゲン・エコーの画像", "methods": ["disk"],
            "every": "week", "generations": 2, "places": "画像サーバの2台目のディスク", "offline": "no", "owner": owner,
            "confirmed_on": day.iso(),
        }))?;
        self.scribe.on(day, |page| page.enter(&imaging))?;
        let receipt = record::<BackupPlan>(json!({
            "system": self.system("receipt")?.to_string(), "what": "診療報酬の請求データ", "methods": ["network", "vendor"],
            "every": "day", "generations": 5, "places": "サーバラックのNAS、事業者のセンター", "offline": "yes",
            "vendor": vendor, "confirmed_on": day.iso(),
        }))?;
        self.scribe.on(day, |page| page.enter(&receipt))?;
        let tried = self.ago(8, 1);
        let test = record::<RestoreTest>(json!({
            "plan": plan.to_string(), "on": tried.iso(), "performer": "渡邊 直樹、みほんシステムの保守担当", "result": "restored",
            "minutes": 95, "note": "前日のカルテを予備のパソコンに戻し、10名分の記録が開けることを確かめた",
        }))?;
        self.scribe.on(tried, |page| page.enter(&test)).map(drop)
    }

    fn log_reviews(&mut self) -> Result<(), Problem> {
        let system = self.system("karte")?.to_string();
        for (n_months, found) in [(4, ""), (2, "夜間に1件のログイン。訪問看護の緊急対応と確かめた"), (0, "")]
        {
            let day = if n_months == 0 { self.ago(0, 9) } else { self.ago(n_months, 9) };
            let review = record::<LogReview>(json!({
                "system": system, "reviewed_on": day.iso(), "reviewer": "𠮷村 健太", "from_on": day.plus_months(-2).iso(),
                "until_on": day.plus_days(-1).iso(), "holds": ["login-time", "access-time", "operation", "patient"],
                "kept_safe": "見られるのは管理者だけで、消す機能はない（事業者に確認）",
                "shown_how": "1. 管理者でログインする\n2. 「管理」→「操作履歴」を開く\n3. 期間と利用者を選んで「表示」",
                "result": if found.is_empty() { "calm" } else { "found" }, "note": found,
            }))?;
            self.scribe.on(day, |page| page.enter(&review))?;
        }
        Ok(())
    }

    pub(super) fn system(&self, key: &str) -> Result<SystemId, Problem> {
        self.systems.get(key).copied().ok_or_else(super::history::nobody)
    }
}

/// Numbers that belong to nobody; one slot is empty, one number is old.
fn contacts(recent: &str, old: &str) -> Vec<Value> {
    vec![
        json!({ "name": "濵田 誠一郎", "slot": "inside", "person": "管理責任者", "phone": "090-0000-0101", "hours": "24時間",
            "deputy": "渡邊 直樹 090-0000-0102", "place": 1, "source": "本人", "checked_on": recent }),
        json!({ "name": "𠮷村 健太", "slot": "inside", "person": "施設管理者", "phone": "090-0000-0103", "hours": "診療日の8時～19時",
            "place": 2, "source": "本人", "checked_on": recent }),
        json!({ "name": "株式会社みほんシステム", "slot": "vendor", "person": "保守窓口", "phone": "0985-00-0110",
            "hours": "平日9時～18時", "deputy": "夜間・休日 0985-00-0111", "agreement": "保守契約書 第8条", "source": "保守契約書",
            "checked_on": recent }),
        json!({ "name": "有限会社はなみずき情報", "slot": "vendor", "person": "サポート", "phone": "0985-00-0120",
            "hours": "平日10時～17時", "source": "保守契約書", "checked_on": old }),
        json!({ "name": "みほんITコーディネータ事務所", "slot": "expert", "person": "西田", "phone": "0985-00-0130",
            "hours": "平日9時～17時", "agreement": "顧問契約（年額）", "source": "契約書", "checked_on": recent }),
        json!({ "name": "県警察本部 サイバー犯罪相談窓口（見本）", "slot": "police", "phone": "0985-00-0140",
            "hours": "平日8時30分～17時15分", "source": "県警のホームページ", "checked_on": recent }),
        json!({ "name": "厚生労働省の担当室（見本）", "slot": "ministry", "phone": "03-0000-0150",
            "source": "見本のため架空の番号", "note": "手引きの番号は、登録の画面の上のボタンで入ります" }),
        json!({ "name": "濱口 洋子", "slot": "inside", "person": "院長", "phone": "090-0000-0104", "hours": "24時間",
            "place": 3, "source": "本人", "checked_on": recent }),
        json!({ "name": "みほんモバイル 紛失受付（見本）", "slot": "carrier", "phone": "0120-000-160", "hours": "24時間",
            "agreement": "法人契約", "source": "契約の案内", "checked_on": recent }),
        json!({ "name": "みほん保健所 医療安全係", "slot": "prefecture", "phone": "0985-00-0170",
            "hours": "平日8時30分～17時15分", "source": "保健所のホームページ", "checked_on": recent }),
        json!({ "name": "みほん損害保険 事故受付", "slot": "insurer", "phone": "0120-000-180", "hours": "24時間",
            "agreement": "サイバー保険 証券番号は書庫", "source": "保険証券", "checked_on": recent }),
        json!({ "name": "MICT事務局", "slot": "network", "phone": "0985-00-0101", "hours": "平日9時～17時",
            "source": "利用の手引き", "checked_on": recent }),
    ]
}
