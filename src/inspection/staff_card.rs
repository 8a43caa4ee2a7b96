//! 利用者個票: everything about one person.

use crate::base::RecordId;
use crate::desk::Problem;
use crate::ledgers::printed::UNWRITTEN;
use crate::ledgers::{account, attendance, device, pledge, policy_read, role, staff};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, fine_or};

/// The sheet of the person asked for.
pub(super) fn sheet(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let own = frame.facts.belongings_of(person.id);
    let systems = frame.facts.system_names();
    let system_of = |id| systems.get(&id).copied().unwrap_or(UNWRITTEN);
    let place = |id| frame.facts.systems.iter().position(|kept| kept.id == id);
    let mut accounts: Vec<_> = own.accounts.iter().map(|kept| (system_of(kept.record.system), &kept.record)).collect();
    accounts.sort_by_key(|(_, account)| place(account.system));
    let mut blocks = vec![
        Block::KeyValues { rows: staff::sheet::card(&person.record, frame.day), columns: 2 },
        heading("利用者ID"),
        fine_or(account::sheet::card(accounts), "利用者IDは登録されていません。"),
        heading("利用端末"),
        fine_or(device::sheet::card(own.devices.iter().map(|kept| &kept.record)), "利用端末は登録されていません。"),
        heading("運用ポリシーの確認"),
        fine_or(policy_read::sheet::card(own.policies.iter().map(|kept| &kept.record)), "確認の記録はありません。"),
        heading("講習の受講・ビデオの視聴"),
        fine_or(attendance::sheet::card(own.lessons.iter().map(|kept| &kept.record)), "受講の記録はありません。"),
        heading("誓約書"),
        fine_or(pledge::sheet::card(own.pledges.iter().map(|kept| &kept.record)), "取得の記録はありません。"),
    ];
    if !own.roles.is_empty() {
        blocks.push(heading("役割"));
        blocks.push(Block::FineTable(role::sheet::card(own.roles.iter().map(|kept| &kept.record))));
    }
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, person.record.name);
    Ok(sheet)
}

/// A smaller heading: the card of most people fits one page.
fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_owned() }
}

pub(super) fn nobody() -> Problem {
    Problem::new(
        "S-003",
        "この帳票は利用者1人分を印刷します。指定された利用者は、この日の台帳に見つかりません。台帳は変わっていません。",
        "利用者を選び直すか、登録した日より後の日付にしてください。",
    )
}
