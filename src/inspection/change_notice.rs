//! 利用者の変更届: who was added, changed or taken off in a period, a page for the office of each care network. The
//! ledger of the day before is held against the ledger of the last day.

use std::collections::HashMap;

use crate::base::{AccountId, Coded, Day, Kept, RecordId, StaffId};
use crate::desk::Problem;
use crate::ledgers::account::record::Account;
use crate::ledgers::facts::Facts;
use crate::ledgers::printed::{NONE, or_none};
use crate::ledgers::staff::record::Staff;
use crate::paper::{Align, Block, Cell, Column, Orientation, Row, Sheet, Table};

use super::frame::{Frame, heading, small};

/// What is told of an ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Added,
    Changed,
    Removed,
}

impl Sort {
    const fn label(self) -> &'static str {
        match self {
            Self::Added => "追加",
            Self::Changed => "変更",
            Self::Removed => "削除",
        }
    }
}

struct Line {
    sort: Sort,
    system: String,
    person: Staff,
    login: String,
    on: Option<Day>,
    what: String,
}

/// The sheet: a page for each network with changes.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let before = Facts::load(&frame.read.as_of(frame.from.plus_days(-1)))?;
    let lines = lines(&before, frame.facts, frame.day);
    let mut blocks = Vec::new();
    let networks = frame.facts.systems.iter().filter(|kept| kept.record.is_network());
    for name in networks.map(|kept| &kept.record.name) {
        let own: Vec<&Line> = lines.iter().filter(|line| line.system == *name).collect();
        if own.is_empty() {
            continue;
        }
        // Each office gets its own page, and nobody else's people.
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(format!("{name}　事務局　御中")));
        blocks.push(Block::Table(table(&own)));
        blocks.push(small("事務局の決まった様式があるときは、その様式に書き写してください。"));
    }
    if blocks.is_empty() {
        blocks.push(small("この期間に、連携ネットワークの利用者の追加・変更・削除はありません。"));
    }
    let mut sheet = frame.sheet(Orientation::Landscape, blocks);
    sheet.head.as_of = Some(format!("{}から{}まで", frame.from.wareki(), frame.day.wareki()));
    sheet.seals = vec!["届出者".to_owned(), "管理責任者".to_owned()];
    Ok(sheet)
}

fn lines(before: &Facts, now: &Facts, day: Day) -> Vec<Line> {
    let networks: HashMap<_, _> = now
        .systems
        .iter()
        .filter(|kept| kept.record.is_network())
        .map(|kept| (kept.id, kept.record.name.as_str()))
        .collect();
    let old: HashMap<AccountId, &Kept<Account>> = before.accounts.iter().map(|kept| (kept.id, kept)).collect();
    let was = |id: StaffId| before.person(id.into()).map(|kept| &kept.record);
    let lines = now.accounts.iter().filter_map(|kept| {
        let account = &kept.record;
        let system = (*networks.get(&account.system)?).to_owned();
        let person = now.person(RecordId::from(account.staff))?.record.clone();
        let old_one = old.get(&kept.id).map(|kept| &kept.record).filter(|account| account.removed_on.is_none());
        let is_live = account.removed_on.is_none_or(|removed| removed > day);
        let (sort, on, what) = match (old_one, is_live) {
            (None, true) => (Sort::Added, account.issued_on.or(person.started_on), String::new()),
            (Some(_), false) => (Sort::Removed, account.removed_on, removed(account, &person)),
            (Some(old_one), true) => {
                let what = changed(old_one, account, was(account.staff), &person);
                if what.is_empty() {
                    return None;
                }
                (Sort::Changed, None, what)
            }
            (None, false) => return None,
        };
        Some(Line { sort, system, person, login: account.login.clone(), on, what })
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|a, b| (a.sort, &a.person.kana).cmp(&(b.sort, &b.person.kana)));
    lines
}

fn removed(account: &Account, person: &Staff) -> String {
    let removal = account.removal.map(Coded::label).unwrap_or_default();
    [person.end_reason.as_str(), removal].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("、")
}

/// What has changed, in words: 「氏名 高橋 美咲 → 髙橋 美咲」.
fn changed(old: &Account, new: &Account, was: Option<&Staff>, person: &Staff) -> String {
    let privilege = |account: &Account| account.privilege.map(Coded::label).unwrap_or(NONE).to_owned();
    let mut pairs = vec![("ID", old.login.clone(), new.login.clone()), ("権限", privilege(old), privilege(new))];
    if let Some(was) = was {
        pairs.extend([
            ("氏名", was.name.clone(), person.name.clone()),
            ("所属", was.department.clone(), person.department.clone()),
            ("職種", was.profession.clone(), person.profession.clone()),
        ]);
    }
    let changes = pairs.into_iter().filter(|(_, old, new)| old != new);
    changes
        .map(|(label, old, new)| format!("{label}　{} → {}", or_none(&old), or_none(&new)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn table(lines: &[&Line]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed("区分", 14.0),
        Column::share("氏名・フリガナ", 1.0),
        Column::share("所属・職種", 1.0),
        Column::share("ID（登録メールアドレス）", 1.3),
        Column::fixed("開始・終了日", 24.0),
        Column::share("変更の内容・理由", 1.4),
    ];
    let rows = lines.iter().enumerate().map(|(place, line)| {
        Row::new(vec![
            Cell::new((place + 1).to_string()),
            Cell::new(line.sort.label()).bold(),
            Cell::new(format!("{}\n{}", line.person.kana, line.person.name).trim().to_owned()),
            Cell::new(format!("{}\n{}", line.person.department, line.person.profession).trim().to_owned()),
            Cell::new(line.login.clone()),
            Cell::new(line.on.map_or_else(|| NONE.to_owned(), Day::short)),
            Cell::new(or_none(&line.what)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
