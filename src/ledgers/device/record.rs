//! 端末: devices, media and network equipment (S000-L4.6 to L4.11, S000-B, S003-2).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, kana_key};
use crate::base::{Breach, Check, Coded, Day, DeviceId, Draft, Field, Index, Kind, Record, StaffId};
use crate::ledgers::system::record::{TwoFactor, YesNo};

pub use super::choice::{
    Antivirus, ByodControl, DeviceKind, EndReason, Network, Owner, Place, TakeoutRule, UnusedApps, UsbLimit,
};
pub use super::field;

/// A device, medium or piece of network equipment (端末・媒体・ネットワーク機器).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// 管理番号
    #[serde(default)]
    pub control_number: String,
    /// 種類
    pub kind: DeviceKind,
    /// メーカー
    #[serde(default)]
    pub maker: String,
    /// 機種
    #[serde(default)]
    pub model: String,
    /// 製造番号
    #[serde(default)]
    pub serial: String,
    /// OS
    #[serde(default)]
    pub os: String,
    /// OSのサポート終了日
    #[serde(default)]
    pub os_support_ends_on: Option<Day>,
    /// 所有
    #[serde(default)]
    pub owner: Option<Owner>,
    /// 利用する人
    #[serde(default)]
    pub users: Vec<StaffId>,
    /// 利用場所
    #[serde(default)]
    pub places: Vec<Place>,
    /// 利用場所（具体的に）
    #[serde(default)]
    pub place_text: String,
    /// 利用するネットワーク
    #[serde(default)]
    pub networks: Vec<Network>,
    /// ネットワークの補足
    #[serde(default)]
    pub network_text: String,
    /// 起動時パスワード
    #[serde(default)]
    pub lock: Option<YesNo>,
    /// 起動時パスワードの確認日
    #[serde(default)]
    pub lock_confirmed_on: Option<Day>,
    /// 二要素認証
    #[serde(default)]
    pub two_factor: Option<TwoFactor>,
    /// 二要素認証の予定日
    #[serde(default)]
    pub two_factor_planned_on: Option<Day>,
    /// パスワードを続けて間違えたときの自動消去
    #[serde(default)]
    pub wipe_after_failures: Option<YesNo>,
    /// ウイルス対策ソフト
    #[serde(default)]
    pub antivirus: Option<Antivirus>,
    /// ウイルス対策ソフトの製品名
    #[serde(default)]
    pub antivirus_product: String,
    /// ウイルス対策ソフトの確認日
    #[serde(default)]
    pub antivirus_confirmed_on: Option<Day>,
    /// ウイルス対策ソフトが対象外の理由
    #[serde(default)]
    pub antivirus_reason: String,
    /// ファイアウォール
    #[serde(default)]
    pub firewall: Option<YesNo>,
    /// OS・更新プログラムの確認日
    #[serde(default)]
    pub patch_confirmed_on: Option<Day>,
    /// ブラウザ
    #[serde(default)]
    pub browser: String,
    /// 業務に使わないアプリ・機能
    #[serde(default)]
    pub unused_apps: Option<UnusedApps>,
    /// 使わないアプリ・機能の確認日
    #[serde(default)]
    pub unused_apps_confirmed_on: Option<Day>,
    /// 端末内の患者情報
    #[serde(default)]
    pub patient_data: Option<YesNo>,
    /// 暗号化
    #[serde(default)]
    pub encryption: Option<YesNo>,
    /// 暗号化の方法
    #[serde(default)]
    pub encryption_method: String,
    /// のぞき見防止フィルタ
    #[serde(default)]
    pub privacy_filter: Option<YesNo>,
    /// USB接続の制限
    #[serde(default)]
    pub usb_limit: Option<UsbLimit>,
    /// 遠隔ロック・消去
    #[serde(default)]
    pub remote_wipe: Option<YesNo>,
    /// 遠隔ロック・消去のサービス名
    #[serde(default)]
    pub remote_wipe_service: String,
    /// 端末管理（MDM）
    #[serde(default)]
    pub mdm: Option<YesNo>,
    /// 端末管理（MDM）の製品名
    #[serde(default)]
    pub mdm_product: String,
    /// 設定変更を管理者に限る
    #[serde(default)]
    pub settings_limited: Option<YesNo>,
    /// 持ち出し
    #[serde(default)]
    pub takeout: Option<TakeoutRule>,
    /// 初期パスワードの変更
    #[serde(default)]
    pub default_password_changed: Option<YesNo>,
    /// 接続元の制限
    #[serde(default)]
    pub source_restriction: String,
    /// MACアドレス
    #[serde(default)]
    pub mac_address: String,
    /// SSIDを見えなくする設定
    #[serde(default)]
    pub stealth_ssid: Option<YesNo>,
    /// 無線LANの暗号方式
    #[serde(default)]
    pub wifi_encryption: String,
    /// 更新の予定日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal_on: Option<Day>,
    /// 二要素認証を更新まで待つ理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub two_factor_note: String,
    /// 私物利用の申請日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byod_applied_on: Option<Day>,
    /// 本人の同意日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byod_consented_on: Option<Day>,
    /// 私物利用の承認日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byod_approved_on: Option<Day>,
    /// 私物利用の承認者
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub byod_approved_by: String,
    /// 私物利用の期限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byod_until: Option<Day>,
    /// 設定変更の制限の方法
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byod_control: Option<ByodControl>,
    /// 利用終了日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 終了の理由
    #[serde(default)]
    pub end_reason: Option<EndReason>,
    /// データ消去の記録
    #[serde(default)]
    pub wipe_record: String,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Device {
    /// Whether it is in use on a day.
    #[must_use]
    pub fn is_active_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// The fields the ledger asks for (S000-L4.7 to L4.11) that are still empty.
    #[must_use]
    pub fn missing(&self) -> Vec<Field> {
        if !self.kind.is_terminal() {
            return Vec::new();
        }
        let is_outside = self.places.contains(&Place::Outside);
        [
            (self.places.is_empty(), field::PLACES),
            (is_outside && self.place_text.is_empty(), field::PLACE_TEXT),
            (self.networks.is_empty(), field::NETWORKS),
            (self.lock.is_none(), field::LOCK),
            (self.antivirus.is_none(), field::ANTIVIRUS),
            (self.unused_apps.is_none(), field::UNUSED_APPS),
        ]
        .into_iter()
        .filter_map(|(is_missing, field)| is_missing.then_some(field))
        .collect()
    }

    /// The protections that are answered with no (S000-L4.9 to L4.11).
    #[must_use]
    pub fn weak_points(&self) -> Vec<Field> {
        [
            (self.lock == Some(YesNo::No), field::LOCK),
            (self.antivirus == Some(Antivirus::No), field::ANTIVIRUS),
            (self.unused_apps == Some(UnusedApps::Open), field::UNUSED_APPS),
        ]
        .into_iter()
        .filter_map(|(is_weak, field)| is_weak.then_some(field))
        .collect()
    }

    /// How it is called in a list of several: its number, or its model.
    #[must_use]
    pub fn short_name(&self) -> String {
        if self.control_number.is_empty() { self.model.clone() } else { self.control_number.clone() }
    }

    /// Where it is used, in one line: 施設内・施設外（診察室1）.
    #[must_use]
    pub fn place_line(&self) -> String {
        let flags = self.places.iter().map(|place| place.label()).collect::<Vec<_>>().join("・");
        if self.place_text.is_empty() { flags } else { format!("{flags}（{}）", self.place_text) }
    }

    /// The networks it uses, in one line.
    #[must_use]
    pub fn network_line(&self) -> String {
        let kinds = self.networks.iter().map(|network| network.label()).collect::<Vec<_>>().join("・");
        if self.network_text.is_empty() { kinds } else { format!("{kinds}（{}）", self.network_text) }
    }
}

impl Record for Device {
    const KIND: Kind = Kind::Device;
    type Id = DeviceId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        if self.control_number.is_empty() {
            self.model.clone()
        } else {
            format!("{} {}", self.control_number, self.model)
        }
    }

    fn index(&self) -> Index {
        let place = DeviceKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        Index {
            on_day: self.patch_confirmed_on,
            due_day: self.os_support_ends_on,
            is_active: self.ended_on.is_none(),
            sort_key: if self.control_number.is_empty() {
                format!("\u{fffd}{place:02}{}", kana_key(&self.model))
            } else {
                fold(&self.control_number)
            },
            search: fold(
                &[
                    self.control_number.as_str(),
                    self.kind.label(),
                    &self.maker,
                    &self.model,
                    &self.serial,
                    &self.os,
                    &self.place_text,
                ]
                .join(" "),
            ),
            ..Index::default()
        }
    }

    #[allow(clippy::too_many_lines)] // one line a field, and each is needed
    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::CONTROL_NUMBER, &self.control_number)
            .with_choice(&field::KIND, Some(self.kind))
            .with(&field::MAKER, &self.maker)
            .with(&field::MODEL, &self.model)
            .with(&field::SERIAL, &self.serial)
            .with(&field::OS, &self.os)
            .with_day(&field::OS_SUPPORT_ENDS_ON, self.os_support_ends_on)
            .with_choice(&field::OWNER, self.owner)
            .with_links(&field::USERS, &self.users)
            .with_many(&field::PLACES, &self.places)
            .with(&field::PLACE_TEXT, &self.place_text)
            .with_many(&field::NETWORKS, &self.networks)
            .with(&field::NETWORK_TEXT, &self.network_text)
            .with_choice(&field::LOCK, self.lock)
            .with_day(&field::LOCK_CONFIRMED_ON, self.lock_confirmed_on)
            .with_choice(&field::TWO_FACTOR, self.two_factor)
            .with_day(&field::TWO_FACTOR_PLANNED_ON, self.two_factor_planned_on)
            .with_choice(&field::WIPE_AFTER_FAILURES, self.wipe_after_failures)
            .with_choice(&field::ANTIVIRUS, self.antivirus)
            .with(&field::ANTIVIRUS_PRODUCT, &self.antivirus_product)
            .with_day(&field::ANTIVIRUS_CONFIRMED_ON, self.antivirus_confirmed_on)
            .with(&field::ANTIVIRUS_REASON, &self.antivirus_reason)
            .with_choice(&field::FIREWALL, self.firewall)
            .with_day(&field::PATCH_CONFIRMED_ON, self.patch_confirmed_on)
            .with(&field::BROWSER, &self.browser)
            .with_choice(&field::UNUSED_APPS, self.unused_apps)
            .with_day(&field::UNUSED_APPS_CONFIRMED_ON, self.unused_apps_confirmed_on)
            .with_choice(&field::PATIENT_DATA, self.patient_data)
            .with_choice(&field::ENCRYPTION, self.encryption)
            .with(&field::ENCRYPTION_METHOD, &self.encryption_method)
            .with_choice(&field::PRIVACY_FILTER, self.privacy_filter)
            .with_choice(&field::USB_LIMIT, self.usb_limit)
            .with_choice(&field::REMOTE_WIPE, self.remote_wipe)
            .with(&field::REMOTE_WIPE_SERVICE, &self.remote_wipe_service)
            .with_choice(&field::MDM, self.mdm)
            .with(&field::MDM_PRODUCT, &self.mdm_product)
            .with_choice(&field::SETTINGS_LIMITED, self.settings_limited)
            .with_choice(&field::TAKEOUT, self.takeout)
            .with_choice(&field::DEFAULT_PASSWORD_CHANGED, self.default_password_changed)
            .with(&field::SOURCE_RESTRICTION, &self.source_restriction)
            .with(&field::MAC_ADDRESS, &self.mac_address)
            .with_choice(&field::STEALTH_SSID, self.stealth_ssid)
            .with(&field::WIFI_ENCRYPTION, &self.wifi_encryption)
            .with_day(&field::RENEWAL_ON, self.renewal_on)
            .with(&field::TWO_FACTOR_NOTE, &self.two_factor_note)
            .with_day(&field::BYOD_APPLIED_ON, self.byod_applied_on)
            .with_day(&field::BYOD_CONSENTED_ON, self.byod_consented_on)
            .with_day(&field::BYOD_APPROVED_ON, self.byod_approved_on)
            .with(&field::BYOD_APPROVED_BY, &self.byod_approved_by)
            .with_day(&field::BYOD_UNTIL, self.byod_until)
            .with_choice(&field::BYOD_CONTROL, self.byod_control)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with_choice(&field::END_REASON, self.end_reason)
            .with(&field::WIPE_RECORD, &self.wipe_record)
            .with(&field::NOTE, &self.note)
    }

    #[allow(clippy::too_many_lines)] // one line a field, and each is needed
    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let control_number = check.text(&field::CONTROL_NUMBER);
        let kind = check.choice(&field::KIND);
        let maker = check.text(&field::MAKER);
        let model = check.text(&field::MODEL);
        let serial = check.text(&field::SERIAL);
        let os = check.text(&field::OS);
        let os_support_ends_on = check.day(&field::OS_SUPPORT_ENDS_ON);
        let owner = check.choice(&field::OWNER);
        let users = check.links(&field::USERS);
        let places = check.many(&field::PLACES);
        let place_text = check.text(&field::PLACE_TEXT);
        let networks = check.many(&field::NETWORKS);
        let network_text = check.text(&field::NETWORK_TEXT);
        let lock = check.choice(&field::LOCK);
        let lock_confirmed_on = check.past_day(&field::LOCK_CONFIRMED_ON, today);
        let two_factor = check.choice(&field::TWO_FACTOR);
        let two_factor_planned_on = check.day(&field::TWO_FACTOR_PLANNED_ON);
        let wipe_after_failures = check.choice(&field::WIPE_AFTER_FAILURES);
        let antivirus = check.choice(&field::ANTIVIRUS);
        let antivirus_product = check.text(&field::ANTIVIRUS_PRODUCT);
        let antivirus_confirmed_on = check.past_day(&field::ANTIVIRUS_CONFIRMED_ON, today);
        let antivirus_reason = check.text(&field::ANTIVIRUS_REASON);
        let firewall = check.choice(&field::FIREWALL);
        let patch_confirmed_on = check.past_day(&field::PATCH_CONFIRMED_ON, today);
        let browser = check.text(&field::BROWSER);
        let unused_apps = check.choice(&field::UNUSED_APPS);
        let unused_apps_confirmed_on = check.past_day(&field::UNUSED_APPS_CONFIRMED_ON, today);
        let patient_data = check.choice(&field::PATIENT_DATA);
        let encryption = check.choice(&field::ENCRYPTION);
        let encryption_method = check.text(&field::ENCRYPTION_METHOD);
        let privacy_filter = check.choice(&field::PRIVACY_FILTER);
        let usb_limit = check.choice(&field::USB_LIMIT);
        let remote_wipe = check.choice(&field::REMOTE_WIPE);
        let remote_wipe_service = check.text(&field::REMOTE_WIPE_SERVICE);
        let mdm = check.choice(&field::MDM);
        let mdm_product = check.text(&field::MDM_PRODUCT);
        let settings_limited = check.choice(&field::SETTINGS_LIMITED);
        let takeout = check.choice(&field::TAKEOUT);
        let default_password_changed = check.choice(&field::DEFAULT_PASSWORD_CHANGED);
        let source_restriction = check.text(&field::SOURCE_RESTRICTION);
        let mac_address = check.text(&field::MAC_ADDRESS);
        let stealth_ssid = check.choice(&field::STEALTH_SSID);
        let wifi_encryption = check.text(&field::WIFI_ENCRYPTION);
        let renewal_on = check.day(&field::RENEWAL_ON);
        let two_factor_note = check.text(&field::TWO_FACTOR_NOTE);
        let byod_applied_on = check.past_day(&field::BYOD_APPLIED_ON, today);
        let byod_consented_on = check.past_day(&field::BYOD_CONSENTED_ON, today);
        let byod_approved_on = check.past_day(&field::BYOD_APPROVED_ON, today);
        let byod_approved_by = check.text(&field::BYOD_APPROVED_BY);
        let byod_until = check.day(&field::BYOD_UNTIL);
        let byod_control = check.choice(&field::BYOD_CONTROL);
        let ended_on = check.past_day(&field::ENDED_ON, today);
        let end_reason = check.choice(&field::END_REASON);
        let wipe_record = check.lines(&field::WIPE_RECORD);
        let note = check.lines(&field::NOTE);
        if places.contains(&Place::Outside) && place_text.is_empty() {
            check.breach(&field::PLACE_TEXT, "施設外で使う場所を具体的に入力してください。例 訪問先、職員の自宅");
        }
        if antivirus == Some(Antivirus::NotApplicable) && antivirus_reason.is_empty() {
            check.breach(&field::ANTIVIRUS_REASON, "対象外とする理由を入力してください");
        }
        if two_factor == Some(TwoFactor::Planned) && two_factor_planned_on.is_none() {
            check.breach(&field::TWO_FACTOR_PLANNED_ON, "予定日を入力してください。例 R9.3.31");
        }
        if ended_on.is_some() && end_reason.is_none() {
            check.breach(&field::END_REASON, "終了の理由を選んでください");
        }
        let hands_over = end_reason.is_some_and(|reason| !matches!(reason, EndReason::Lost | EndReason::NotUsed));
        if ended_on.is_some() && hands_over && wipe_record.is_empty() {
            check.breach(&field::WIPE_RECORD, "データ消去の方法・人・日付か、消去しない理由を入力してください");
        }
        check.done(|| {
            Some(Self {
                control_number,
                kind: kind?,
                maker,
                model,
                serial,
                os,
                os_support_ends_on,
                owner,
                users,
                places,
                place_text,
                networks,
                network_text,
                lock,
                lock_confirmed_on,
                two_factor,
                two_factor_planned_on,
                wipe_after_failures,
                antivirus,
                antivirus_product,
                antivirus_confirmed_on,
                antivirus_reason,
                firewall,
                patch_confirmed_on,
                browser,
                unused_apps,
                unused_apps_confirmed_on,
                patient_data,
                encryption,
                encryption_method,
                privacy_filter,
                usb_limit,
                remote_wipe,
                remote_wipe_service,
                mdm,
                mdm_product,
                settings_limited,
                takeout,
                default_password_changed,
                source_restriction,
                mac_address,
                stealth_ssid,
                wifi_encryption,
                renewal_on,
                two_factor_note,
                byod_applied_on,
                byod_consented_on,
                byod_approved_on,
                byod_approved_by,
                byod_until,
                byod_control,
                ended_on,
                end_reason,
                wipe_record,
                note,
            })
        })
    }
}
