//! The systems and care networks of the sample clinic.

use serde_json::{Value, json};

use crate::base::Day;

/// Every system, with the key the sample's code calls it by.
pub(super) fn systems(today: Day) -> Vec<(&'static str, Value)> {
    let years = |n: i32| today.plus_months(-12 * n).iso();
    let ahead = |n: i32| today.plus_months(n).iso();
    let vendor = "株式会社みほんシステム";
    vec![
        (
            "mango",
            json!({
                "name": "Man・Go!", "kind": "care-network", "network": "MICT", "purpose": "在宅版カルテ・情報ストックシステム",
                "vendor": "MICT事務局", "vendor_phone": "0985-00-0101", "contract": "yes", "contract_note": "利用申込 年度更新",
                "patch_duty": "vendor", "two_factor": "planned", "two_factor_planned_on": ahead(16), "started_on": years(4),
            }),
        ),
        (
            "mcs",
            json!({
                "name": "MCS", "kind": "care-network", "network": "MICT", "purpose": "在宅連絡帳",
                "vendor": "MICT事務局", "vendor_phone": "0985-00-0101", "contract": "yes", "contract_note": "利用申込 年度更新",
                "patch_duty": "vendor", "two_factor": "in-use", "started_on": years(4),
            }),
        ),
        (
            "kyo",
            json!({
                "name": "京あんしんネット", "kind": "care-network", "network": "京あんしんネット", "purpose": "隣県からの紹介患者の連絡",
                "vendor": "ネットワーク事務局", "vendor_phone": "075-000-0102", "contract": "yes",
                "patch_duty": "vendor", "two_factor": "none", "started_on": years(1),
            }),
        ),
        (
            "vital",
            json!({
                "name": "バイタルリンク", "kind": "care-network", "network": "バイタルリンク", "purpose": "訪問看護との情報共有",
                "vendor": "ネットワーク事務局", "vendor_phone": "0985-00-0103", "contract": "yes",
                "patch_duty": "vendor", "two_factor": "in-use", "started_on": years(2),
            }),
        ),
        (
            "karte",
            json!({
                "name": "みほんカルテ", "kind": "records", "purpose": "外来・訪問診療の電子カルテ",
                "vendor": vendor, "vendor_phone": "0985-00-0110", "contract": "yes", "contract_note": "5年契約・保守込み",
                "patch_duty": "vendor", "two_factor": "planned", "two_factor_planned_on": ahead(12), "started_on": years(4),
                "renewal_on": ahead(12), "two_factor_note": "更新のときに、対応できる事業者を選ぶ",
            }),
        ),
        (
            "receipt",
            json!({
                "name": "みほんレセプト", "kind": "receipt", "purpose": "診療報酬の請求",
                "vendor": vendor, "vendor_phone": "0985-00-0110", "contract": "yes", "contract_note": "5年契約・保守込み",
                "patch_duty": "vendor", "two_factor": "planned", "two_factor_planned_on": ahead(12), "started_on": years(4),
                "renewal_on": ahead(12), "two_factor_note": "更新のときに、対応できる事業者を選ぶ",
            }),
        ),
        (
            "eligibility",
            json!({
                "name": "オンライン資格確認等システム", "kind": "eligibility", "purpose": "資格確認・電子処方箋",
                "vendor": vendor, "vendor_phone": "0985-00-0110", "contract": "yes", "patch_duty": "undecided",
                "two_factor": "in-use", "started_on": years(3),
            }),
        ),
        (
            "nursing",
            json!({
                "name": "みほん訪看ノート", "kind": "visiting-nurse", "purpose": "訪問看護の記録",
                "vendor": "有限会社はなみずき情報", "vendor_phone": "0985-00-0120", "contract": "yes",
                "patch_duty": "vendor", "two_factor": "none", "started_on": years(3),
            }),
        ),
        (
            "imaging",
            json!({
                "name": "みほん画像ビューア", "kind": "imaging", "purpose": "レントゲン・エコーの画像",
                "vendor": vendor, "contract": "no", "patch_duty": "clinic", "two_factor": "none", "started_on": years(6),
                "note": "保守契約を見積もり中",
            }),
        ),
    ]
}
