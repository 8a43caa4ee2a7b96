//! 使わないソフトの残る端末: what is not used is removed, stopped or found harmless (S000-L4.11, S003-2.12).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, DeviceKind, UnusedApps};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-apps",
    title: "業務に使わないアプリ・機能が「未対応」のまま",
    source: "S000-L4.11",
    cites: "台帳の内容 4",
    urgency: Urgency::Now,
    good: "使わないアプリ・機能を確かめてあります",
    check: Check::Facts { sight, find },
};

fn asked(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let is_asked = |kind: DeviceKind| kind.is_terminal() || kind == DeviceKind::Server;
    facts.devices_in_use(today).filter(move |kept| is_asked(kept.record.kind))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = asked(facts, today).filter(|kept| kept.record.unused_apps.is_some()).count();
    let n_all = asked(facts, today).count();
    Sight::each("使っている端末とサーバ", "台", n_all).known(n_known, "使わないアプリ・機能の確認")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found =
        asked(facts, today).filter(|kept| kept.record.unused_apps == Some(UnusedApps::Open)).map(|kept| Finding {
            about: kept.record.title(),
            what: "業務に使わないアプリ・機能が「未対応」".to_owned(),
            route: Route::Edit(Kind::Device, kept.id.into()),
        });
    found.collect()
}
