//! The devices of the sample clinic: terminals, a server, network equipment and media.

use serde_json::{Value, json};

use crate::base::Day;

/// One device of the sample: its record as JSON, and the keys of its users.
pub(super) struct Gadget {
    pub users: &'static [&'static str],
    pub body: Value,
}

/// What most devices of a kind have in common, overlaid with what is their own.
fn with(common: Value, own: Value) -> Value {
    let (Value::Object(mut all), Value::Object(own)) = (common, own) else { return Value::Null };
    all.extend(own);
    Value::Object(all)
}

/// A PC inside the clinic.
fn pc(number: &str, maker: &str, model: &str, place: &str, checked: &str) -> Value {
    json!({
        "kind": "pc", "control_number": number, "maker": maker, "model": model, "serial": format!("MH7Q2{number}"),
        "os": "Windows 11 Pro", "os_support_ends_on": "2031-10-14", "owner": "facility",
        "places": ["inside"], "place_text": place, "networks": ["wired"],
        "lock": "yes", "lock_confirmed_on": checked, "two_factor": "none",
        "antivirus": "yes", "antivirus_product": "Microsoft Defender", "antivirus_confirmed_on": checked,
        "firewall": "yes", "patch_confirmed_on": checked, "browser": "Edge",
        "unused_apps": "removed", "unused_apps_confirmed_on": checked,
        "patient_data": "no", "encryption": "yes", "encryption_method": "BitLocker", "privacy_filter": "no",
        "usb_limit": "setting", "remote_wipe": "no", "mdm": "no", "settings_limited": "yes", "takeout": "forbidden",
        "wipe_after_failures": "no",
    })
}

/// A tablet taken to patients.
fn tablet(number: &str, model: &str, checked: &str) -> Value {
    json!({
        "kind": "tablet", "control_number": number, "maker": "Apple", "model": model, "serial": format!("MHT4K{number}"),
        "os": "iPadOS 26", "owner": "facility",
        "places": ["inside", "outside"], "place_text": "診察室、訪問先", "networks": ["wireless", "carrier"],
        "network_text": "NTTドコモ",
        "lock": "yes", "lock_confirmed_on": checked, "two_factor": "in-use", "wipe_after_failures": "yes",
        "antivirus": "not-applicable", "antivirus_reason": "公式アプリのみ", "antivirus_confirmed_on": checked,
        "firewall": "yes", "patch_confirmed_on": checked, "browser": "Safari",
        "unused_apps": "stopped", "unused_apps_confirmed_on": checked,
        "patient_data": "no", "encryption": "yes", "encryption_method": "端末の標準機能", "privacy_filter": "yes",
        "usb_limit": "setting", "remote_wipe": "yes", "remote_wipe_service": "おまかせロック",
        "mdm": "yes", "mdm_product": "みほんMDM", "settings_limited": "yes", "takeout": "by-approval",
    })
}

/// A phone of the clinic.
fn phone(number: &str, checked: &str) -> Value {
    json!({
        "kind": "phone", "control_number": number, "maker": "シャープ", "model": "AQUOS sense9", "os": "Android 16",
        "serial": format!("MHA8R{number}"), "owner": "facility",
        "places": ["outside"], "place_text": "訪問先、移動中の車内", "networks": ["carrier"], "network_text": "KDDI",
        "lock": "yes", "lock_confirmed_on": checked, "two_factor": "in-use", "wipe_after_failures": "yes",
        "antivirus": "yes", "antivirus_product": "安心セキュリティ", "antivirus_confirmed_on": checked,
        "firewall": "yes", "patch_confirmed_on": checked, "browser": "Chrome",
        "unused_apps": "harmless", "unused_apps_confirmed_on": checked,
        "patient_data": "no", "encryption": "yes", "encryption_method": "端末の標準機能", "privacy_filter": "yes",
        "usb_limit": "setting", "remote_wipe": "yes", "remote_wipe_service": "安心ロックサービス",
        "mdm": "yes", "mdm_product": "みほんMDM", "settings_limited": "yes", "takeout": "by-approval",
    })
}

fn gadget(users: &'static [&'static str], body: Value) -> Gadget {
    Gadget { users, body }
}

/// The devices of the first days; everything was checked on one day.
pub(super) fn first(checked: Day) -> Vec<Gadget> {
    let day = checked.iso();
    let d = day.as_str();
    let nuc = "ProDesk 400 G9";
    let note = "Latitude 3550";
    let mut all = vec![
        gadget(&["hamada"], pc("PC-01", "HP", nuc, "第1診察室", d)),
        gadget(&["watanabe"], pc("PC-02", "HP", nuc, "第2診察室", d)),
        gadget(&["yoshimura", "takanashi"], pc("PC-03", "HP", nuc, "受付", d)),
        gadget(&["yoshimura"], with(pc("PC-04", "Dell", note, "事務室", d), json!({"privacy_filter": "yes"}))),
        gadget(
            &["takahashi", "yamasaki", "katsuragi", "yanagihara"],
            with(pc("PC-05", "Dell", note, "看護師詰所", d), json!({"networks": ["wireless"]})),
        ),
        gadget(&["tokunaga"], pc("PC-06", "Dell", "Latitude 3530", "リハビリ室", d)),
        gadget(&["tsuji"], pc("PC-07", "Dell", note, "居宅介護支援事業所", d)),
        gadget(&["hamada"], tablet("TB-01", "iPad（第10世代）", d)),
        gadget(&["takahashi"], tablet("TB-02", "iPad（第9世代）", d)),
        gadget(&["yamasaki"], tablet("TB-03", "iPad（第10世代）", d)),
        gadget(&["tokunaga"], tablet("TB-04", "iPad（第10世代）", d)),
        gadget(&["hamada"], phone("SP-01", d)),
        gadget(&["watanabe"], phone("SP-02", d)),
        gadget(&["tsuji"], phone("SP-03", d)),
    ];
    all.extend(equipment(d));
    all
}

/// The server, network equipment and media.
fn equipment(d: &str) -> Vec<Gadget> {
    let server = json!({
        "kind": "server", "control_number": "SV-01", "maker": "HP", "model": "ProLiant ML30", "serial": "MH9C1SV01",
        "os": "Windows Server 2022", "os_support_ends_on": "2031-10-14", "owner": "facility", "places": ["inside"],
        "place_text": "サーバ室（施錠）", "networks": ["wired"], "lock": "yes", "lock_confirmed_on": d,
        "two_factor": "planned", "two_factor_planned_on": "2028-03-31",
        "antivirus": "yes", "antivirus_product": "みほんエンドポイント", "antivirus_confirmed_on": d, "firewall": "yes",
        "patch_confirmed_on": d, "browser": "使わない", "unused_apps": "stopped", "unused_apps_confirmed_on": d,
        "patient_data": "yes", "encryption": "yes", "encryption_method": "BitLocker", "privacy_filter": "no",
        "usb_limit": "physical", "remote_wipe": "no", "mdm": "no", "settings_limited": "yes", "takeout": "forbidden",
        "wipe_after_failures": "no", "default_password_changed": "yes", "source_restriction": "院内の端末だけ",
        "note": "電子カルテの保存先",
    });
    let net = |number: &str, model: &str, place: &str| {
        json!({
            "kind": "network-equipment", "control_number": number, "maker": "ヤマハ", "model": model,
            "serial": format!("MHY3{number}"), "owner": "facility", "places": ["inside"], "place_text": place,
            "networks": ["wired"], "patch_confirmed_on": d, "takeout": "forbidden", "default_password_changed": "yes",
            "source_restriction": "登録した端末だけ",
        })
    };
    let usb = |number: &str| {
        json!({
            "kind": "usb", "control_number": number, "maker": "エレコム", "model": "暗号化USBメモリ 16GB",
            "serial": format!("MHU6{number}"), "owner": "facility", "places": ["inside"], "place_text": "事務室の鍵付き書庫",
            "patient_data": "no", "encryption": "yes", "encryption_method": "機器の暗号化機能", "takeout": "by-approval",
        })
    };
    vec![
        gadget(&[], server),
        gadget(&[], with(net("NW-01", "RTX1220", "サーバ室（施錠）"), json!({"mac_address": "02:00:00:00:10:01"}))),
        gadget(
            &[],
            with(
                net("NW-02", "WLX222", "待合室の天井"),
                json!({"networks": ["wired", "wireless"], "stealth_ssid": "yes", "wifi_encryption": "WPA3", "mac_address": "02:00:00:00:10:02"}),
            ),
        ),
        gadget(&["yoshimura"], usb("USB-01")),
        gadget(&["takahashi"], with(usb("USB-02"), json!({"note": "検査結果の受け渡し用"}))),
    ]
}

/// For people who came later: (users, body), entered on the day they came.
pub(super) fn later(key: &str, checked: Day) -> Vec<Gadget> {
    let day = checked.iso();
    let d = day.as_str();
    match key {
        "hoa" => vec![gadget(&["hoa"], phone("SP-04", d))],
        "igarashi" => vec![gadget(&["igarashi"], tablet("TB-05", "iPad（第10世代）", d))],
        "henmi" => vec![gadget(&["henmi"], pc("PC-08", "Dell", "Latitude 3550", "薬局窓口", d))],
        "uchida" => vec![
            gadget(&["uchida"], tablet("TB-06", "iPad（A16）", d)),
            gadget(
                &["uchida"],
                with(
                    phone("BY-01", d),
                    json!({
                        "owner": "private", "maker": "Google", "model": "Pixel 9a", "serial": "", "antivirus": "yes",
                        "network_text": "ソフトバンク", "mdm": "no", "mdm_product": "", "remote_wipe_service": "デバイスを探す",
                        "settings_limited": "no", "note": "私物。許可 第3号",
                        "byod_applied_on": checked.iso(), "byod_consented_on": checked.iso(), "byod_approved_on": checked.iso(),
                        "byod_approved_by": "濵田 誠一郎", "byod_until": checked.plus_months(18).iso(), "byod_control": "rule",
                    }),
                ),
            ),
        ],
        "ohashi" => vec![gadget(
            &["ohashi"],
            json!({
                "kind": "tablet", "control_number": "TB-08", "maker": "Apple", "model": "iPad（A16）", "os": "iPadOS 26",
                "owner": "facility", "places": ["inside"], "place_text": "リハビリ室", "networks": ["wireless"],
                "note": "設定の途中",
            }),
        )],
        _ => Vec::new(),
    }
}

/// The tablet that replaced TB-02.
pub(super) fn replacement(checked: Day) -> Gadget {
    gadget(&["takahashi"], tablet("TB-07", "iPad（A16）", &checked.iso()))
}
