//! The vendors of the sample: contracts, remote maintenance, MDS and SDS, and the forms that are out or came back.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::{Day, FiscalYear, VendorId, VendorSheetId};
use crate::checklists::{Edition, EditionForm, Held};
use crate::desk::Problem;
use crate::ledgers::contract::record::Contract;
use crate::ledgers::disclosure::record::Disclosure;
use crate::ledgers::remote::record::Remote;
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendor_sheet::commands::{HandOut, OfEdition, Prepare, TakeAnswers};
use crate::ledgers::vendor_sheet::record::{Reply, VendorAnswer, VendorSheet, field};

use super::history::{Story, nobody};
use super::scribe::record;

/// The maker of the records, whose form came back.
const MAKER: &str = "株式会社みほんシステム";
/// The maker of the visiting nurses' notes, whose form is out.
const NURSING: &str = "有限会社はなみずき情報";
/// The office of the network.
const OFFICE: &str = "MICT事務局";

impl Story<'_> {
    /// All of it, from the first day to the last weeks.
    pub(super) fn vendors(&mut self) -> Result<(), Problem> {
        let first = self.ago(23, 6);
        let maker = self.vendor(
            first,
            json!({
                "name": MAKER, "services": ["maintenance", "equipment"], "person": "三保 和也", "phone": "0985-00-0110",
                "fault_phone": "0985-00-0119", "fault_hours": "平日 8時30分～19時", "mail": "miho@mihon.example",
                "address": "宮崎県見本市中央町3丁目4番", "safety_person": "見本 洋子",
            }),
        )?;
        let nursing = self.vendor(
            first,
            json!({
                "name": NURSING, "services": ["cloud"], "person": "花水木 亮", "phone": "0985-00-0120",
                "fault_phone": "0985-00-0120", "fault_hours": "24時間", "safety_person": "花水木 亮",
            }),
        )?;
        let office = self.vendor(
            first,
            json!({
                "name": OFFICE, "services": ["network"], "phone": "0985-00-0101", "fault_phone": "0985-00-0101",
                "fault_hours": "平日 9時～17時",
            }),
        )?;
        // Of this one nothing is known but its name: the forms and questions are still to come.
        self.vendor(
            self.ago(12, 6),
            json!({
                "name": "ネットワーク事務局", "services": ["network"], "phone": "0985-00-0103",
            }),
        )?;
        let line = self.vendor(first, json!({
            "name": "みやこ回線サービス株式会社", "services": ["line"], "person": "都 たかし", "phone": "0120-000-130",
            "fault_phone": "0120-000-113", "fault_hours": "24時間",
        }))?;
        self.contracts(first, maker, nursing, line)?;
        self.remotes(maker, office, line)?;
        self.disclosures(maker, nursing)?;
        self.sheets(maker, nursing, office)
    }

    fn vendor(&mut self, day: Day, body: Value) -> Result<VendorId, Problem> {
        let vendor = record::<Vendor>(body)?;
        self.scribe.on(day, |page| page.enter(&vendor))
    }

    fn contracts(&mut self, day: Day, maker: VendorId, nursing: VendorId, line: VendorId) -> Result<(), Problem> {
        let (karte, receipt) = (self.system("karte")?, self.system("receipt")?);
        let years = |n: i32| self.today.plus_months(12 * n);
        let all = [
            json!({
                "vendor": maker, "name": "電子カルテ・レセコン保守契約", "systems": [karte, receipt],
                "from_on": years(-4).iso(), "until_on": years(1).iso(), "renews": "no",
                "covers": "障害の受付と出張、機器の交換、更新プログラムの適用", "patch_duty": "vendor", "all_patches": "no",
                "normal_boundary": "契約書 別紙2。更新は事業者、端末の管理は施設",
                "emergency_boundary": "契約書 第12条。切り離しは施設、復旧は事業者",
                "data_return": "契約書 第15条。CSVで返し、30日以内に消去して証明書を出す",
            }),
            json!({
                "vendor": maker, "name": "オンライン資格確認 保守契約", "systems": [self.system("eligibility")?],
                "from_on": years(-3).iso(), "until_on": self.today.plus_months(4).iso(), "renews": "yes",
                "covers": "顔認証付きカードリーダーと専用PCの保守", "patch_duty": "undecided",
            }),
            json!({
                "vendor": nursing, "name": "訪看ノート 利用契約", "systems": [self.system("nursing")?],
                "from_on": years(-3).iso(), "renews": "yes", "covers": "クラウドの利用と問い合わせ", "patch_duty": "vendor",
                "all_patches": "yes", "all_patches_clause": "利用約款 第9条第1項（サーバの更新）",
                "normal_boundary": "利用約款 第7条", "emergency_boundary": "SLA 第4項", "data_return": "利用約款 第21条",
            }),
            json!({
                "vendor": line, "name": "光回線・ルータ保守契約", "from_on": years(-2).iso(),
                "until_on": self.today.plus_months(2).iso(), "renews": "no", "covers": "回線とルータの監視、ルータの更新",
                "patch_duty": "vendor",
            }),
        ];
        for body in all {
            let contract = record::<Contract>(body)?;
            self.scribe.on(day.plus_days(1), |page| page.enter(&contract))?;
        }
        Ok(())
    }

    fn remotes(&mut self, maker: VendorId, office: VendorId, line: VendorId) -> Result<(), Problem> {
        let day = self.ago(8, 3);
        let systems = [self.system("karte")?, self.system("receipt")?];
        let all = [
            json!({
                "vendor": maker, "is_used": "yes", "asked_on": day.iso(), "answered_by": "三保 和也", "systems": systems,
                "devices": self.devices.get("SV-01").into_iter().collect::<Vec<_>>(),
                "way": "vpn", "product": "みほんリモートサポート", "timing": "on-request", "approver": "施設管理者",
                "two_factor": "yes", "record_kept": "yes",
            }),
            json!({ "vendor": office, "is_used": "no", "asked_on": day.iso(), "answered_by": "事務局 窓口" }),
            json!({
                "vendor": line, "is_used": "yes", "asked_on": day.iso(), "answered_by": "都 たかし", "way": "leased",
                "devices": self.devices.get("NW-01").into_iter().collect::<Vec<_>>(),
                "product": "ルータの監視", "timing": "always", "record_kept": "yes", "note": "二要素認証は確かめている",
            }),
        ];
        for body in all {
            let remote = record::<Remote>(body)?;
            self.scribe.on(day, |page| page.enter(&remote))?;
        }
        Ok(())
    }

    fn disclosures(&mut self, maker: VendorId, nursing: VendorId) -> Result<(), Problem> {
        let (asked, came) = (self.ago(10, 0), self.ago(9, 2));
        let director = "濵田 誠一郎";
        let all = [
            json!({
                "system": self.system("karte")?, "vendor": maker, "paper": "mds", "template": "5.0",
                "requested_on": asked.iso(), "received_on": came.iso(), "dated_on": came.plus_days(-20).iso(), "n_no": 2,
                "noes": "二要素認証に対応していない\nログの改ざんを検知できない", "reviewer": director,
                "handling": "次の更新で対応する製品にする。それまでは院内のPCだけで使う\nログは月に1度、写しを別に保存する",
            }),
            json!({
                "system": self.system("receipt")?, "vendor": maker, "paper": "mds", "template": "5.0",
                "requested_on": asked.iso(), "received_on": came.iso(), "n_no": 0, "reviewer": director,
            }),
            json!({
                "system": self.system("nursing")?, "vendor": nursing, "paper": "sds", "template": "4.1",
                "requested_on": asked.iso(), "received_on": came.plus_days(11).iso(), "n_no": 1,
                "noes": "利用者ごとに接続元を制限できない",
            }),
            json!({
                "system": self.system("imaging")?, "vendor": maker, "paper": "mds", "requested_on": self.ago(3, 4).iso(),
            }),
        ];
        for body in all {
            let disclosure = record::<Disclosure>(body)?;
            let day = disclosure.received_on.or(disclosure.requested_on).unwrap_or(self.today);
            self.scribe.on(day, |page| page.enter(&disclosure))?;
        }
        Ok(())
    }

    fn sheets(&mut self, maker: VendorId, nursing: VendorId, office: VendorId) -> Result<(), Problem> {
        let last = self.today.plus_months(-12).fiscal_year();
        let this = self.today.fiscal_year();
        let karte = [self.system("karte")?, self.system("receipt")?, self.system("eligibility")?];
        let day = self.ago(9, 6);
        let sheet = self.hand_out(day, maker, last, &karte)?;
        let open: &[(&str, Option<Day>, &str)] = &[("2-10", Some(self.today.plus_months(12)), "次の版で対応")];
        self.come_back(day.plus_days(20), sheet, "三保 和也", open)?;
        let day = self.ago(2, 8);
        let sheet = self.hand_out(day, maker, this, &karte)?;
        let open: &[(&str, Option<Day>, &str)] =
            &[("2-10", Some(self.today.plus_months(12)), "次の版で対応"), ("2-11", None, "表示のしかたを調べる")];
        self.come_back(self.ago(1, 12), sheet, "三保 和也", open)?;
        let network = [self.system("mango")?, self.system("mcs")?];
        let sheet = self.hand_out(day, office, this, &network)?;
        self.come_back(self.ago(1, 3), sheet, "事務局 窓口", &[])?;
        let own = [self.system("nursing")?];
        self.hand_out(self.ago(1, 8), nursing, this, &own).map(drop)
    }

    fn hand_out(
        &mut self,
        day: Day,
        vendor: VendorId,
        year: FiscalYear,
        systems: &[crate::base::SystemId],
    ) -> Result<VendorSheetId, Problem> {
        let edition = asked()?;
        let draft = crate::base::Draft::new()
            .with_link(&field::VENDOR, Some(vendor))
            .with(&field::FISCAL_YEAR, year.label())
            .with_links(&field::SYSTEMS, systems);
        let of = OfEdition { name: edition.name(), hash: edition.hash.clone() };
        self.scribe.run(day, None, Prepare { draft, edition: of })?;
        let all = self.scribe.reader().by_subject::<VendorSheet>(vendor.into())?;
        let sheet = all.iter().find(|kept| kept.record.fiscal_year == year).map(|kept| kept.id).ok_or_else(nobody)?;
        self.scribe.run(day, None, HandOut { id: sheet, file: None })?;
        Ok(sheet)
    }

    /// It comes back; what is open is いいえ, the rest はい, and what the vendor has nothing to do with 対象外.
    fn come_back(
        &mut self,
        day: Day,
        id: VendorSheetId,
        by: &str,
        open: &[(&str, Option<Day>, &str)],
    ) -> Result<(), Problem> {
        let edition = asked()?;
        let checked_on = Some(day.plus_days(-3));
        let answers = edition.on_form(EditionForm::Vendor).into_iter().map(|item| {
            let told = open.iter().find(|(id, ..)| *id == item.id);
            let is_other = item.id == "2-13";
            let reply = match (told, is_other) {
                (Some(_), _) => Reply::No,
                (None, true) => Reply::NotApplicable,
                (None, false) => Reply::Yes,
            };
            let note = told.map_or(if is_other { "回線は別の事業者" } else { "" }, |(_, _, note)| note);
            VendorAnswer {
                item: item.id.clone(),
                asked: item.asked(),
                reply: Some(reply),
                checked_on,
                target_on: told.and_then(|(_, target, _)| *target),
                note: note.to_owned(),
            }
        });
        let version = self.scribe.reader().get::<VendorSheet>(id)?.map_or(0, |kept| kept.version);
        let take = TakeAnswers {
            id,
            version,
            edition: OfEdition { name: edition.name(), hash: edition.hash.clone() },
            answers: answers.collect(),
            answered_by: by.to_owned(),
            returned_on: Some(day),
            reason: "返ってきたExcel".to_owned(),
        };
        self.scribe.run(day, None, take)
    }
}

fn asked() -> Result<Arc<Edition>, Problem> {
    Held::built_in().for_vendors("").map(Arc::clone).ok_or_else(nobody)
}
