//! ウイルス対策ソフトのない端末: every terminal and server has one, or a reason why not (S000-L4.10, S003-2.6b).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Antivirus, Device, DeviceKind};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-antivirus",
    title: "ウイルス対策ソフトが「無」のまま",
    source: "S000-L4.10",
    cites: "台帳の内容 4",
    urgency: Urgency::Now,
    good: "ウイルス対策ソフトがあるか、対象外です",
    check: Check::Facts { sight, find },
};

fn asked(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let is_asked = |kind: DeviceKind| kind.is_terminal() || kind == DeviceKind::Server;
    facts.devices_in_use(today).filter(move |kept| is_asked(kept.record.kind))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = asked(facts, today).filter(|kept| kept.record.antivirus.is_some()).count();
    Sight::each("使っている端末とサーバ", "台", asked(facts, today).count()).known(n_known, "ウイルス対策ソフトの有無")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = asked(facts, today).filter(|kept| kept.record.antivirus == Some(Antivirus::No)).map(|kept| Finding {
        about: kept.record.title(),
        what: "ウイルス対策ソフトが「無」".to_owned(),
        route: Route::Edit(Kind::Device, kept.id.into()),
    });
    found.collect()
}
