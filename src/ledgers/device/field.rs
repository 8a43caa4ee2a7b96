//! 端末: the fields (項目) of a device, in the order of the form.

use crate::base::{Coded, Field, Input, Kind, Span};
use crate::ledgers::system::record::{TwoFactor, YesNo};

use super::choice::{
    Antivirus, ByodControl, DeviceKind, EndReason, Network, Owner, Place, TakeoutRule, UnusedApps, UsbLimit,
};

const GROUP_A: &str = "端末";
const GROUP_B: &str = "利用する人と場所";
const GROUP_C: &str = "起動時の保護";
const GROUP_D: &str = "ウイルス対策と更新";
const GROUP_E: &str = "アプリと暗号化";
const GROUP_F: &str = "遠隔での管理";
const GROUP_G: &str = "ネットワーク機器・サーバ・媒体";
const GROUP_H: &str = "使わなくなったとき";
const GROUP_I: &str = "私物端末の許可";

/// 管理番号
pub const CONTROL_NUMBER: Field = Field::new("control_number", "管理番号", Input::Line).group(GROUP_A);
/// 種類
pub const KIND: Field = Field::new("kind", "種類", Input::Choice(DeviceKind::CHOICES)).required().group(GROUP_A);
/// メーカー
pub const MAKER: Field = Field::new("maker", "メーカー", Input::Line).group(GROUP_A);
/// 機種
pub const MODEL: Field = Field::new("model", "機種", Input::Line).required().group(GROUP_A).hint("例 iPad（第10世代）");
/// 製造番号
pub const SERIAL: Field = Field::new("serial", "製造番号", Input::Line).group(GROUP_A);
/// OS
pub const OS: Field = Field::new("os", "OS", Input::Line).group(GROUP_A).hint("例 Windows 11、iOS 26");
/// OSのサポート終了日
pub const OS_SUPPORT_ENDS_ON: Field =
    Field::new("os_support_ends_on", "OSのサポート終了日", Input::Day).span(Span::PLAN).group(GROUP_A);
/// 所有
pub const OWNER: Field = Field::new("owner", "所有", Input::Choice(Owner::CHOICES)).group(GROUP_A);
/// 利用する人
pub const USERS: Field = Field::new("users", "利用する人", Input::Links(Kind::Staff)).group(GROUP_B);
/// 利用場所
pub const PLACES: Field = Field::new("places", "利用場所", Input::Many(Place::CHOICES)).group(GROUP_B);
/// 利用場所（具体的に）
pub const PLACE_TEXT: Field =
    Field::new("place_text", "利用場所（具体的に）", Input::Line).group(GROUP_B).hint("例 診察室1、訪問先").wide();
/// 利用するネットワーク
pub const NETWORKS: Field = Field::new("networks", "利用するネットワーク", Input::Many(Network::CHOICES))
    .group(GROUP_B)
    .hint("公衆無線LANは使えません");
/// ネットワークの補足
pub const NETWORK_TEXT: Field =
    Field::new("network_text", "ネットワークの補足", Input::Line).group(GROUP_B).hint("例 携帯電話会社の名前");
/// 起動時パスワード
pub const LOCK: Field = Field::new("lock", "起動時パスワード", Input::Choice(YesNo::CHOICES)).group(GROUP_C);
/// 起動時パスワードの確認日
pub const LOCK_CONFIRMED_ON: Field =
    Field::new("lock_confirmed_on", "起動時パスワードの確認日", Input::Day).span(Span::DEED).group(GROUP_C);
/// 二要素認証
pub const TWO_FACTOR: Field = Field::new("two_factor", "二要素認証", Input::Choice(TwoFactor::CHOICES)).group(GROUP_C);
/// 二要素認証の予定日
pub const TWO_FACTOR_PLANNED_ON: Field =
    Field::new("two_factor_planned_on", "二要素認証の予定日", Input::Day).span(Span::PLAN).group(GROUP_C);
/// 更新の予定日
pub const RENEWAL_ON: Field = Field::new("renewal_on", "更新の予定日", Input::Day)
    .span(Span::PLAN)
    .group(GROUP_C)
    .hint("機器を入れ替える予定の日");
/// 二要素認証を更新まで待つ理由
pub const TWO_FACTOR_NOTE: Field = Field::new("two_factor_note", "二要素認証を更新まで待つ理由", Input::Line)
    .group(GROUP_C)
    .hint("対応できる事業者を選ぶことも書きます")
    .wide();
/// パスワードを続けて間違えたときの自動消去
pub const WIPE_AFTER_FAILURES: Field =
    Field::new("wipe_after_failures", "パスワードを続けて間違えたときの自動消去", Input::Choice(YesNo::CHOICES))
        .group(GROUP_C);
/// ウイルス対策ソフト
pub const ANTIVIRUS: Field =
    Field::new("antivirus", "ウイルス対策ソフト", Input::Choice(Antivirus::CHOICES)).group(GROUP_D);
/// ウイルス対策ソフトの製品名
pub const ANTIVIRUS_PRODUCT: Field =
    Field::new("antivirus_product", "ウイルス対策ソフトの製品名", Input::Line).group(GROUP_D);
/// ウイルス対策ソフトの確認日
pub const ANTIVIRUS_CONFIRMED_ON: Field =
    Field::new("antivirus_confirmed_on", "ウイルス対策ソフトの確認日", Input::Day).span(Span::DEED).group(GROUP_D);
/// ウイルス対策ソフトが対象外の理由
pub const ANTIVIRUS_REASON: Field =
    Field::new("antivirus_reason", "ウイルス対策ソフトが対象外の理由", Input::Line).group(GROUP_D);
/// ファイアウォール
pub const FIREWALL: Field = Field::new("firewall", "ファイアウォール", Input::Choice(YesNo::CHOICES)).group(GROUP_D);
/// OS・更新プログラムの確認日
pub const PATCH_CONFIRMED_ON: Field =
    Field::new("patch_confirmed_on", "OS・更新プログラムの確認日", Input::Day).span(Span::DEED).group(GROUP_D);
/// ブラウザ
pub const BROWSER: Field = Field::new("browser", "ブラウザ", Input::Line).group(GROUP_D);
/// 業務に使わないアプリ・機能
pub const UNUSED_APPS: Field =
    Field::new("unused_apps", "業務に使わないアプリ・機能", Input::Choice(UnusedApps::CHOICES)).group(GROUP_E);
/// 使わないアプリ・機能の確認日
pub const UNUSED_APPS_CONFIRMED_ON: Field =
    Field::new("unused_apps_confirmed_on", "使わないアプリ・機能の確認日", Input::Day).span(Span::DEED).group(GROUP_E);
/// 端末内の患者情報
pub const PATIENT_DATA: Field =
    Field::new("patient_data", "端末内の患者情報", Input::Choice(YesNo::CHOICES)).group(GROUP_E);
/// 暗号化
pub const ENCRYPTION: Field = Field::new("encryption", "暗号化", Input::Choice(YesNo::CHOICES)).group(GROUP_E);
/// 暗号化の方法
pub const ENCRYPTION_METHOD: Field = Field::new("encryption_method", "暗号化の方法", Input::Line).group(GROUP_E);
/// のぞき見防止フィルタ
pub const PRIVACY_FILTER: Field =
    Field::new("privacy_filter", "のぞき見防止フィルタ", Input::Choice(YesNo::CHOICES)).group(GROUP_E);
/// USB接続の制限
pub const USB_LIMIT: Field = Field::new("usb_limit", "USB接続の制限", Input::Choice(UsbLimit::CHOICES)).group(GROUP_E);
/// 遠隔ロック・消去
pub const REMOTE_WIPE: Field =
    Field::new("remote_wipe", "遠隔ロック・消去", Input::Choice(YesNo::CHOICES)).group(GROUP_F);
/// 遠隔ロック・消去のサービス名
pub const REMOTE_WIPE_SERVICE: Field =
    Field::new("remote_wipe_service", "遠隔ロック・消去のサービス名", Input::Line).group(GROUP_F);
/// 端末管理（MDM）
pub const MDM: Field = Field::new("mdm", "端末管理（MDM）", Input::Choice(YesNo::CHOICES)).group(GROUP_F);
/// 端末管理（MDM）の製品名
pub const MDM_PRODUCT: Field = Field::new("mdm_product", "端末管理（MDM）の製品名", Input::Line).group(GROUP_F);
/// 設定変更を管理者に限る
pub const SETTINGS_LIMITED: Field =
    Field::new("settings_limited", "設定変更を管理者に限る", Input::Choice(YesNo::CHOICES)).group(GROUP_F);
/// 私物利用の申請日
pub const BYOD_APPLIED_ON: Field =
    Field::new("byod_applied_on", "私物利用の申請日", Input::Day).span(Span::DEED).group(GROUP_I);
/// 本人の同意日
pub const BYOD_CONSENTED_ON: Field = Field::new("byod_consented_on", "本人の同意日", Input::Day)
    .span(Span::DEED)
    .group(GROUP_I)
    .hint("点検・遠隔での消去・利用終了のときの消去への同意");
/// 私物利用の承認日
pub const BYOD_APPROVED_ON: Field =
    Field::new("byod_approved_on", "私物利用の承認日", Input::Day).span(Span::DEED).group(GROUP_I);
/// 私物利用の承認者
pub const BYOD_APPROVED_BY: Field = Field::new("byod_approved_by", "私物利用の承認者", Input::Line).group(GROUP_I);
/// 私物利用の期限
pub const BYOD_UNTIL: Field = Field::new("byod_until", "私物利用の期限", Input::Day).span(Span::PLAN).group(GROUP_I);
/// 設定変更の制限の方法
pub const BYOD_CONTROL: Field = Field::new("byod_control", "設定変更の制限の方法", Input::Choice(ByodControl::CHOICES))
    .group(GROUP_I)
    .hint("管理者でない人が設定を変えないようにする方法");
/// 持ち出し
pub const TAKEOUT: Field = Field::new("takeout", "持ち出し", Input::Choice(TakeoutRule::CHOICES)).group(GROUP_F);
/// 初期パスワードの変更
pub const DEFAULT_PASSWORD_CHANGED: Field =
    Field::new("default_password_changed", "初期パスワードの変更", Input::Choice(YesNo::CHOICES)).group(GROUP_G);
/// 接続元の制限
pub const SOURCE_RESTRICTION: Field = Field::new("source_restriction", "接続元の制限", Input::Line).group(GROUP_G);
/// MACアドレス
pub const MAC_ADDRESS: Field = Field::new("mac_address", "MACアドレス", Input::Line).group(GROUP_G);
/// SSIDを見えなくする設定
pub const STEALTH_SSID: Field =
    Field::new("stealth_ssid", "SSIDを見えなくする設定", Input::Choice(YesNo::CHOICES)).group(GROUP_G);
/// 無線LANの暗号方式
pub const WIFI_ENCRYPTION: Field = Field::new("wifi_encryption", "無線LANの暗号方式", Input::Line).group(GROUP_G);
/// 利用終了日
pub const ENDED_ON: Field =
    Field::new("ended_on", "利用終了日", Input::Day).group(GROUP_H).hint("使っている間は空のままにします");
/// 終了の理由
pub const END_REASON: Field = Field::new("end_reason", "終了の理由", Input::Choice(EndReason::CHOICES)).group(GROUP_H);
/// データ消去の記録
pub const WIPE_RECORD: Field = Field::new("wipe_record", "データ消去の記録", Input::Lines)
    .group(GROUP_H)
    .hint("方法、行った人、日付。消去しないときは理由");
/// 備考
pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(GROUP_H);

/// All of them, in the order of the form.
pub const ALL: &[Field] = &[
    CONTROL_NUMBER,
    KIND,
    MAKER,
    MODEL,
    SERIAL,
    OS,
    OS_SUPPORT_ENDS_ON,
    OWNER,
    USERS,
    PLACES,
    PLACE_TEXT,
    NETWORKS,
    NETWORK_TEXT,
    LOCK,
    LOCK_CONFIRMED_ON,
    TWO_FACTOR,
    TWO_FACTOR_PLANNED_ON,
    RENEWAL_ON,
    TWO_FACTOR_NOTE,
    WIPE_AFTER_FAILURES,
    ANTIVIRUS,
    ANTIVIRUS_PRODUCT,
    ANTIVIRUS_CONFIRMED_ON,
    ANTIVIRUS_REASON,
    FIREWALL,
    PATCH_CONFIRMED_ON,
    BROWSER,
    UNUSED_APPS,
    UNUSED_APPS_CONFIRMED_ON,
    PATIENT_DATA,
    ENCRYPTION,
    ENCRYPTION_METHOD,
    PRIVACY_FILTER,
    USB_LIMIT,
    REMOTE_WIPE,
    REMOTE_WIPE_SERVICE,
    MDM,
    MDM_PRODUCT,
    SETTINGS_LIMITED,
    TAKEOUT,
    BYOD_APPLIED_ON,
    BYOD_CONSENTED_ON,
    BYOD_APPROVED_ON,
    BYOD_APPROVED_BY,
    BYOD_UNTIL,
    BYOD_CONTROL,
    DEFAULT_PASSWORD_CHANGED,
    SOURCE_RESTRICTION,
    MAC_ADDRESS,
    STEALTH_SSID,
    WIFI_ENCRYPTION,
    ENDED_ON,
    END_REASON,
    WIPE_RECORD,
    NOTE,
];
