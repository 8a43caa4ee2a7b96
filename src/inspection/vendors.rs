//! 事業者・契約一覧, リモート保守一覧 and MDS・SDS一覧: who stands behind the systems, and what they have told.

use crate::base::{Kept, Record};
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendors::{
    DisclosureState, SheetState, behind, contracted, disclosure_of, is_bound, remotes_of, sheet_state, systems_of,
};
use crate::ledgers::{contract, disclosure, remote, vendor};
use crate::paper::{Orientation, Sheet};

use super::frame::{Frame, fine_or, heading, small, table_or};

/// The vendors, and the contracts with them.
pub(super) fn list(frame: &Frame<'_>) -> Sheet {
    let (facts, day) = (frame.facts, frame.day);
    let line = |kept: &'_ Kept<Vendor>| -> Vec<&str> {
        systems_of(facts, kept.id, day).into_iter().map(|system| system.record.name.as_str()).collect()
    };
    let now: Vec<_> = facts.vendors_in_use(day).collect();
    let lines = now.iter().map(|kept| vendor::sheet::Line {
        vendor: &kept.record,
        systems: line(kept),
        sheet: sheet_words(&sheet_state(facts, kept, day)),
    });
    let names = facts.system_names();
    let in_force: Vec<_> = facts.contracts.iter().filter(|kept| kept.record.is_in_force(day)).collect();
    let contracts = in_force.iter().map(|kept| contract::sheet::Line {
        contract: &kept.record,
        vendor: facts.vendor_name(kept.record.vendor),
        systems: kept.record.systems.iter().filter_map(|id| names.get(id).copied()).collect(),
    });
    let blocks = vec![
        heading(format!("1　事業者（{}件）", now.len())),
        table_or(vendor::sheet::list(lines), "事業者はまだ登録されていません。"),
        heading(format!("2　続いている契約（{}件）", in_force.len())),
        fine_or(contract::sheet::list(contracts), "続いている契約は登録されていません。"),
        small(
            "「すべてのサーバの更新を事業者が受け持つ」は、契約書・約款・SLAにはっきり書かれているときだけ「はい」です。",
        ),
    ];
    frame.sheet(Orientation::Landscape, blocks)
}

fn sheet_words(state: &SheetState<'_>) -> String {
    match state {
        SheetState::NotNeeded => "不要\n（契約なし）".to_owned(),
        SheetState::NotHandedOut(_) => "渡していない".to_owned(),
        SheetState::Out(kept) => {
            let day = kept.record.handed_on.map(crate::base::Day::short).unwrap_or_default();
            format!("返っていない\n{day} 渡した")
        }
        SheetState::Back(kept) => {
            let day = kept.record.returned_on.map(crate::base::Day::short).unwrap_or_default();
            format!("返ってきた\n{day}")
        }
    }
}

/// What each vendor answered on remote maintenance, and who was not asked.
pub(super) fn remotes(frame: &Frame<'_>) -> Sheet {
    let (facts, day) = (frame.facts, frame.day);
    let (systems, devices) = (facts.system_names(), facts.device_names());
    let answers: Vec<_> = facts.vendors.iter().flat_map(|kept| remotes_of(facts, kept.id, day)).collect();
    let lines = answers.iter().map(|kept| {
        let remote = &kept.record;
        let systems = remote.systems.iter().filter_map(|id| systems.get(id).map(|name| (*name).to_owned()));
        let devices = remote.devices.iter().filter_map(|id| devices.get(id).cloned());
        remote::sheet::Line {
            remote,
            vendor: facts.vendor_name(remote.vendor),
            about: systems.chain(devices).collect(),
        }
    });
    let not_asked: Vec<_> = facts
        .vendors_in_use(day)
        .filter(|kept| is_bound(facts, kept, day) && remotes_of(facts, kept.id, day).next().is_none())
        .map(|kept| {
            let systems = contracted(facts, kept.id, day).into_iter().map(|system| system.record.name.as_str());
            (kept.record.name.as_str(), systems.collect::<Vec<_>>())
        })
        .collect();
    let blocks = vec![
        heading(format!("1　事業者の答え（{}件）", answers.len())),
        table_or(remote::sheet::list(lines), "事業者の答えは、まだ記録されていません。"),
        heading(format!("2　まだ確かめていない事業者（{}件）", not_asked.len())),
        table_or(remote::sheet::not_asked(not_asked), "契約のある事業者には、すべて確かめました。"),
        small("契約のない事業者には、確かめなくてかまいません。"),
    ];
    frame.sheet(Orientation::Landscape, blocks)
}

/// System by system, whether its MDS or SDS is here and what was made of it.
pub(super) fn disclosures(frame: &Frame<'_>) -> Sheet {
    let (facts, day) = (frame.facts, frame.day);
    let systems: Vec<_> = facts.systems_in_use(day).collect();
    let lines = systems.iter().map(|kept| {
        let vendors: Vec<String> = behind(facts, kept, day).iter().map(|vendor| vendor.record.title()).collect();
        let vendor = if vendors.is_empty() { kept.record.vendor.clone() } else { vendors.join("\n") };
        let disclosure = match disclosure_of(facts, kept.id, day) {
            DisclosureState::Missing => None,
            DisclosureState::Requested(paper) | DisclosureState::Here(paper) => Some(&paper.record),
        };
        disclosure::sheet::Line { system: &kept.record.name, vendor, disclosure }
    });
    let blocks = vec![
        table_or(disclosure::sheet::list(lines), "利用中のシステムは登録されていません。"),
        small(
            "MDSは製品の、SDSはサービスの安全対策を、事業者が自ら説明した書類です。「いいえ」の項目は、施設でリスクを評価し、対応を決めて説明できるようにしておきます。",
        ),
    ];
    frame.sheet(Orientation::Landscape, blocks)
}
