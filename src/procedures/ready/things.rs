//! The eighteen things (18項目), each with what the ledger holds of it and which rules speak to it.

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::assessment::record::{Assessment, EditionForm};
use crate::ledgers::assessment::years::years;
use crate::ledgers::device::record::DeviceKind;
use crate::ledgers::document::record::DocumentSort;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;
use crate::ledgers::system::record::System;

/// One of the things a clinic must be able to show.
pub struct Thing {
    /// What it is.
    pub title: &'static str,
    /// The rules among the findings that speak to it.
    pub rules: &'static [&'static str],
    /// The sheet that shows it; empty where there is none.
    pub sheet: &'static str,
    /// Where it is put right.
    pub route: fn() -> Route,
    /// What the ledger holds of it.
    pub look: fn(&Facts, Day) -> Look,
    /// The part of it that the ledger has no place for yet; empty where there is none.
    pub beside: &'static str,
}

/// What the ledger holds of a thing.
pub enum Look {
    /// It is there, but for these.
    There(Vec<String>),
    /// It is not there.
    Missing(&'static str),
}

/// The things, in the order of the digest (B-2).
pub const THINGS: [Thing; 18] = [
    Thing {
        title: "安全管理の責任者と、不在のときの代行者",
        rules: &["no-safety-officer"],
        sheet: "role-list",
        route: || Route::List(Kind::Role),
        look: people_in_charge,
        beside: "",
    },
    Thing {
        title: "機器の台帳（サーバ・端末・ネットワーク機器・媒体）",
        rules: &["device-fields", "device-outside"],
        sheet: "asset-ledger",
        route: || Route::List(Kind::Device),
        look: devices,
        beside: "",
    },
    Thing {
        title: "システムの一覧（事業者・契約・更新の担当）",
        rules: &[],
        sheet: "system-list",
        route: || Route::List(Kind::System),
        look: systems,
        beside: "",
    },
    Thing {
        title: "ネットワーク・システムの構成図",
        rules: &["no-diagram"],
        sheet: "document-list",
        route: || Route::List(Kind::Document),
        look: |facts, day| document(facts, day, DocumentSort::Diagram, "構成図が登録されていません"),
        beside: "",
    },
    Thing {
        title: "リモート保守の一覧",
        rules: &["remote-unasked"],
        sheet: "remote-list",
        route: || Route::List(Kind::Vendor),
        look: |facts, day| {
            let is_told = facts.remotes.iter().any(|kept| kept.record.holds_on(day));
            held(is_told, "事業者に確かめたリモート保守の記録がありません")
        },
        beside: "",
    },
    Thing {
        title: "システムごとの安全対策の説明書（MDS／SDS）",
        rules: &["disclosure-missing", "disclosure-unhandled"],
        sheet: "disclosure-list",
        route: || Route::List(Kind::Vendor),
        look: |facts, day| {
            let is_here = facts.disclosures.iter().any(|kept| kept.record.is_here(day));
            held(is_here, "受け取ったMDS・SDSの記録がありません")
        },
        beside: "",
    },
    Thing {
        title: "IDと権限の一覧、退職した人のIDの扱い",
        rules: &["leaver-account", "shared-id", "granted-reason"],
        sheet: "mict-ledger",
        route: || Route::List(Kind::Staff),
        look: accounts,
        beside: "",
    },
    Thing {
        title: "更新プログラムとウイルス対策の記録",
        rules: &["device-antivirus", "device-os"],
        sheet: "device-ledger",
        route: || Route::List(Kind::Device),
        look: patches,
        beside: "",
    },
    Thing {
        title: "パスワードの決まりと、二要素認証の予定",
        rules: &["password-age", "rotation-open", "two-factor"],
        sheet: "policy-list",
        route: || Route::Matrix,
        look: passwords,
        beside: "",
    },
    Thing {
        title: "媒体・USBの決まりと、持ち出しの記録",
        rules: &["device-usb", "takeout-overdue", "takeout-unregistered", "takeout-unchecked"],
        sheet: "takeout-ledger",
        route: || Route::List(Kind::Takeout),
        look: media,
        beside: "",
    },
    Thing {
        title: "アクセスログの点検の記録",
        rules: &["log-unseen", "log-thin"],
        sheet: "log-review-list",
        route: || Route::List(Kind::System),
        look: |facts, _| held(!facts.log_reviews.is_empty(), "ログの点検の記録がありません"),
        beside: "",
    },
    Thing {
        title: "事故のときの連絡先（連絡体制図）",
        rules: &["contact-chart", "contact-old"],
        sheet: "contact-chart",
        route: || Route::Chart,
        look: |facts, day| held(facts.contacts_used(day).next().is_some(), "連絡先が登録されていません"),
        beside: "",
    },
    Thing {
        title: "バックアップの計画と、戻せることの確認",
        rules: &["system-backup", "plan-thin", "plan-offline", "restore-untested"],
        sheet: "backup-plan-list",
        route: || Route::List(Kind::BackupPlan),
        look: |facts, day| held(facts.plans_followed(day).next().is_some(), "バックアップの計画が登録されていません"),
        beside: "",
    },
    Thing {
        title: "サイバー攻撃を想定した事業継続計画と訓練",
        rules: &["no-continuity"],
        sheet: "document-list",
        route: || Route::List(Kind::Document),
        look: continuity,
        beside: "",
    },
    Thing {
        title: "運用管理規程",
        rules: &["document-section", "document-review"],
        sheet: "rules-matrix",
        route: || Route::Matrix,
        look: |facts, day| document(facts, day, DocumentSort::Rules, "運用管理規程が登録されていません"),
        beside: "",
    },
    Thing {
        title: "研修・講習の記録と誓約書",
        rules: &["staff-lesson", "staff-policy", "staff-pledge"],
        sheet: "pledge-list",
        route: || Route::Chair,
        look: |facts, _| held(!facts.lessons.is_empty() || !facts.pledges.is_empty(), "講習と誓約書の記録がありません"),
        beside: "",
    },
    Thing {
        title: "事故の記録",
        rules: &["incident-open-old", "incident-no-prevention"],
        sheet: "incident-ledger",
        route: || Route::List(Kind::Incident),
        // No incident in a ledger that is kept is nothing missing: that is what the year's list then says.
        look: |facts, _| held(!facts.is_empty() || !facts.incidents.is_empty(), "台帳がまだ空です"),
        beside: "",
    },
    Thing {
        title: "記入した点検表（自己評価と事業者確認用）",
        rules: &["vendor-sheet-missing", "vendor-no-target"],
        sheet: "",
        route: || Route::Assessments,
        look: checklist,
        beside: "",
    },
];

/// So many months a drill, like everything yearly, is told as of now (our own measure).
const DRILL_MONTHS: i32 = 12;

fn held(is_there: bool, missing: &'static str) -> Look {
    if is_there { Look::There(Vec::new()) } else { Look::Missing(missing) }
}

/// 「4件の事業者が未記入」 where there are any.
fn lack(n: usize, said: impl Fn(usize) -> String) -> Option<String> {
    (n > 0).then(|| said(n))
}

fn people_in_charge(facts: &Facts, day: Day) -> Look {
    let is_held = |role| facts.roles.iter().any(|kept| kept.record.role == role && kept.record.is_held_on(day));
    if !is_held(RoleKind::Responsible) && !is_held(RoleKind::SafetyOfficer) {
        return Look::Missing("責任者が決まっていません");
    }
    let deputy = (!is_held(RoleKind::Deputy)).then(|| "不在のときの代行者が決まっていません".to_owned());
    Look::There(deputy.into_iter().collect())
}

fn devices(facts: &Facts, day: Day) -> Look {
    let n_of =
        |kinds: &[DeviceKind]| facts.devices_in_use(day).filter(|kept| kinds.contains(&kept.record.kind)).count();
    if facts.devices_in_use(day).next().is_none() {
        return Look::Missing("機器が登録されていません");
    }
    let router = (n_of(&[DeviceKind::NetworkEquipment]) == 0)
        .then(|| "ネットワーク機器（ルーターなど）が1台も載っていません".to_owned());
    Look::There(router.into_iter().collect())
}

fn systems(facts: &Facts, day: Day) -> Look {
    let n_of = |lacks: fn(&System) -> bool| facts.systems_in_use(day).filter(|kept| lacks(&kept.record)).count();
    if facts.systems_in_use(day).next().is_none() {
        return Look::Missing("システムが登録されていません");
    }
    let lacks = [
        lack(n_of(|system| system.vendor.is_empty()), |n| format!("{n}件の事業者が未記入")),
        lack(n_of(|system| system.contract.is_none()), |n| format!("{n}件の保守契約が未記入")),
        lack(n_of(|system| system.patch_duty.is_none()), |n| format!("{n}件の更新の担当が未記入")),
    ];
    Look::There(lacks.into_iter().flatten().collect())
}

fn document(facts: &Facts, day: Day, sort: DocumentSort, missing: &'static str) -> Look {
    held(facts.documents_in_force(day).any(|kept| kept.record.sort == sort), missing)
}

/// A document of its own, or a place in the rules.
fn ruled(facts: &Facts, day: Day, sort: DocumentSort, item: &str, missing: &'static str) -> Look {
    let is_ruled = |document: &crate::ledgers::document::record::Document| {
        document.sort == sort || document.place_of(item).is_some()
    };
    held(facts.documents_in_force(day).any(|kept| is_ruled(&kept.record)), missing)
}

/// The rule for media, and the ledger of what goes out; a clinic that lets nothing go out has none of the latter.
fn media(facts: &Facts, day: Day) -> Look {
    match ruled(facts, day, DocumentSort::TakeOut, "2-09", "媒体・USBの決まりが登録されていません") {
        Look::There(mut lacks) => {
            if facts.takeouts.is_empty() && facts.devices_in_use(day).any(|kept| facts.needs_takeout(&kept.record)) {
                lacks.push("持出しの記録がまだありません".to_owned());
            }
            Look::There(lacks)
        }
        Look::Missing(why) => Look::Missing(why),
    }
}

fn accounts(facts: &Facts, day: Day) -> Look {
    let usable = || facts.accounts.iter().filter(|kept| kept.record.is_usable_on(day));
    if usable().next().is_none() {
        return Look::Missing("利用者IDが登録されていません");
    }
    let n_open = usable().filter(|kept| kept.record.privilege.is_none()).count();
    Look::There(lack(n_open, |n| format!("{n}件のIDの権限が未記入")).into_iter().collect())
}

fn patches(facts: &Facts, day: Day) -> Look {
    let asked = || {
        let is_asked = |kind: DeviceKind| kind.is_terminal() || kind == DeviceKind::Server;
        facts.devices_in_use(day).filter(move |kept| is_asked(kept.record.kind))
    };
    let n_known = asked().filter(|kept| kept.record.patch_confirmed_on.is_some()).count();
    if n_known == 0 {
        return Look::Missing("更新プログラムを確かめた日の記録がありません");
    }
    let n_open = asked().count() - n_known;
    Look::There(lack(n_open, |n| format!("{n}台の更新プログラムの確認日が未記入")).into_iter().collect())
}

fn passwords(facts: &Facts, day: Day) -> Look {
    match ruled(facts, day, DocumentSort::Passwords, "2-07", "パスワードの決まりが登録されていません")
    {
        Look::There(mut lacks) => {
            let n_open = facts.systems_in_use(day).filter(|kept| kept.record.two_factor.is_none()).count();
            lacks.extend(lack(n_open, |n| format!("{n}件のシステムの二要素認証が未記入")));
            Look::There(lacks)
        }
        other @ Look::Missing(_) => other,
    }
}

fn continuity(facts: &Facts, day: Day) -> Look {
    let plans = || facts.documents_in_force(day).filter(|kept| kept.record.sort == DocumentSort::Continuity);
    if plans().next().is_none() {
        return Look::Missing("事業継続計画が登録されていません");
    }
    let drilled = plans().filter_map(|kept| kept.record.drill_on).max();
    let lack = match drilled {
        None => Some("訓練をした日の記録がありません".to_owned()),
        Some(on) if on.plus_months(DRILL_MONTHS) < day => Some(format!("最後の訓練が{}", on.wareki())),
        Some(_) => None,
    };
    Look::There(lack.into_iter().collect())
}

/// The newest round of the ministry's checklist that the clinic answers for itself.
fn checklist(facts: &Facts, day: Day) -> Look {
    let forms = [EditionForm::Institution, EditionForm::Pharmacy];
    let newest = forms.into_iter().filter_map(|form| years(&facts.assessments, FAMILY, form).pop());
    let Some(year) = newest.max_by_key(|year| year.fiscal_year) else {
        return Look::Missing("自己評価の記録がありません");
    };
    let is_signed = |assessment: &Assessment| assessment.signed.is_some();
    let old = (year.fiscal_year < day.fiscal_year())
        .then(|| format!("最後の自己評価が{}のものです", year.fiscal_year.label()));
    let open =
        (!year.rounds.iter().any(|kept| is_signed(&kept.record))).then(|| "確認がまだ終わっていません".to_owned());
    Look::There(old.into_iter().chain(open).collect())
}

/// The checklist an inspector looks at.
const FAMILY: &str = "mhlw-cyber";
