//! MICT台帳: everything the network's usage notes ask for (S000-L), on one sheet.

use std::collections::HashMap;

use crate::base::text::fold;
use crate::base::{Coded, Kept, StaffId, SystemId};
use crate::ledgers::account::record::Account;
use crate::ledgers::device::record::Device;
use crate::ledgers::device::sheet::{N_MICT, is_user_terminal, mict_cells};
use crate::ledgers::facts::Belongings;
use crate::ledgers::printed::{UNWRITTEN, cell, day, day_or_none, lines, note, text};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::staff::sheet::{name_lines, post_lines};
use crate::ledgers::system::record::System;
use crate::ledgers::{account, attendance, pledge, policy_read, role};
use crate::paper::{Align, Block, Cell, Column, Merge, Orientation, Row, Sheet, Table};

use super::frame::{Frame, fine_or, heading, small};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let names = frame.facts.staff_names();
    let name_of = |id: StaffId| names.get(&id).copied().unwrap_or(UNWRITTEN);
    let roles = frame.facts.roles.iter().map(|kept| &kept.record).filter(|role| role.is_held_on(frame.day));
    let roles: Vec<_> = roles.map(|role| (name_of(role.staff), role)).collect();
    let people = People::of(frame);
    let n_users = people.in_use.len();
    let mut blocks = vec![
        heading("1　管理者"),
        Block::Table(role::sheet::held(&roles)),
        heading(format!("2　利用者（{n_users}人）")),
        fine_or(people.table(), "利用者はまだ登録されていません。"),
        small(
            "利用端末のネットワークに公衆無線LANは使えません。「未記入」「未」は、まだ記録がない項目です。\
             日付のR8.4.1は令和8年4月1日を表します。",
        ),
    ];
    if !people.ended.is_empty() {
        blocks.push(heading(format!("3　利用を終了した者（{}人）", people.ended.len())));
        blocks.push(Block::Table(people.ended_table()));
    }
    frame.sheet(Orientation::Landscape, blocks)
}

/// The people of the ledger and what belongs to them.
struct People<'a> {
    frame: &'a Frame<'a>,
    in_use: Vec<&'a Kept<Staff>>,
    ended: Vec<&'a Kept<Staff>>,
    belongings: HashMap<StaffId, Belongings<'a>>,
    systems: HashMap<SystemId, &'a System>,
}

impl<'a> People<'a> {
    fn of(frame: &'a Frame<'a>) -> Self {
        let (in_use, ended) = frame.facts.staff.iter().partition(|kept| kept.record.is_active_on(frame.day));
        Self { frame, in_use, ended, belongings: frame.facts.belongings(), systems: network_systems(frame) }
    }

    fn table(&self) -> Table {
        let rows = self.in_use.iter().enumerate().flat_map(|(place, kept)| self.rows(place + 1, kept)).collect();
        Table { columns: columns(), rows, ..Table::default() }
    }

    fn accounts(&self, belongings: &Belongings<'a>) -> Vec<&'a Account> {
        let accounts = belongings.accounts.iter().map(|kept| &kept.record);
        accounts.filter(|account| self.systems.contains_key(&account.system)).collect()
    }

    /// The rows of one person: one a device, at least one.
    fn rows(&self, number: usize, kept: &Kept<Staff>) -> Vec<Row> {
        let nothing = Belongings::default();
        let own = self.belongings.get(&kept.id).unwrap_or(&nothing);
        let accounts: Vec<_> = self.accounts(own).into_iter().filter(|a| a.is_usable_on(self.frame.day)).collect();
        let before = vec![
            cell(number.to_string()),
            cell(name_lines(&kept.record)),
            cell(post_lines(&kept.record)),
            cell(account::sheet::id_lines(&accounts)),
            cell(day(kept.record.started_on)),
        ];
        let after = vec![
            cell(policy_read::sheet::state_lines(own.policies.first().map(|kept| &kept.record))),
            cell(attendance::sheet::state_lines(own.lessons.first().map(|kept| &kept.record))),
            cell(pledge::sheet::state_lines(own.pledges.first().map(|kept| &kept.record))),
            cell(self.system_lines(&accounts)),
            note(&kept.record.note),
        ];
        let is_listed = |device: &Device| device.is_active_on(self.frame.day) && is_user_terminal(device.kind);
        let devices = own.devices.iter().filter(|kept| is_listed(&kept.record));
        let mut middles: Vec<Vec<Cell>> = devices.map(|kept| mict_cells(&kept.record)).collect();
        if middles.is_empty() {
            middles.push(no_device());
        }
        let (n_before, n_after) = (before.len(), after.len());
        let mut first = Some((before, after));
        let row = |middle: Vec<Cell>| {
            let above = |n: usize| std::iter::repeat_with(Cell::above).take(n).collect();
            let (before, after) = first.take().unwrap_or_else(|| (above(n_before), above(n_after)));
            Row::new(before.into_iter().chain(middle).chain(after).collect())
        };
        middles.into_iter().map(row).collect()
    }

    /// The systems of the IDs, in the order of the list of systems.
    fn system_lines(&self, accounts: &[&Account]) -> String {
        let is_used = |id: &SystemId| accounts.iter().any(|account| account.system == *id);
        let systems = self.frame.facts.systems.iter().filter(|kept| is_used(&kept.id));
        text(&systems.map(|kept| kept.record.name.as_str()).collect::<Vec<_>>().join("\n"))
    }

    fn ended_table(&self) -> Table {
        let columns = vec![
            Column::fixed("No.", 9.0).aligned(Align::Right),
            Column::fixed("氏名", 36.0),
            Column::fixed("所属・職種", 32.0),
            Column::share("MICTのID（登録メールアドレス）と停止・削除", 2.0),
            Column::fixed("利用開始日", 21.0),
            Column::fixed("利用終了日", 21.0),
            Column::share("終了の理由", 1.0),
            Column::share("備考", 1.0),
        ];
        let rows = self.ended.iter().enumerate().map(|(place, kept)| {
            let person = &kept.record;
            let own = self.belongings.get(&kept.id).map(|own| self.accounts(own)).unwrap_or_default();
            Row::new(vec![
                cell((place + 1).to_string()),
                cell(name_lines(person)),
                cell(post_lines(person)),
                cell(self.ended_ids(&own)),
                cell(day(person.started_on)),
                cell(day_or_none(person.ended_on)),
                cell(text(&person.end_reason)),
                note(&person.note),
            ])
        });
        Table { columns, rows: rows.collect(), ..Table::default() }
    }

    /// Each ID once, and below it what became of it in each system.
    fn ended_ids(&self, accounts: &[&Account]) -> String {
        let state = |account: &&&Account| {
            let system = self.systems.get(&account.system).map_or(UNWRITTEN, |system| system.name.as_str());
            match (account.removed_on, account.removal) {
                (Some(on), removal) => {
                    format!("{system} {} {}", removal.map_or("停止", Coded::label), on.short())
                }
                (None, _) => format!("{system} 停止・削除の記録なし"),
            }
        };
        let mut logins: Vec<&str> = accounts.iter().map(|account| account.login.as_str()).collect();
        logins.sort_unstable();
        logins.dedup();
        let all: Vec<String> = logins
            .into_iter()
            .map(|login| {
                let own = accounts.iter().filter(|account| account.login == login);
                lines(login, [own.map(|account| state(&account)).collect::<Vec<_>>().join("、").as_str()])
            })
            .collect();
        if all.is_empty() { "IDの記録なし".to_owned() } else { all.join("\n") }
    }
}

/// One cell over the device's columns.
fn no_device() -> Vec<Cell> {
    let mut cells = vec![Cell::new("利用端末 未登録").bold().aligned(Align::Centre)];
    cells.extend(std::iter::repeat_n(Cell { merge: Merge::Left, ..Cell::default() }, N_MICT - 1));
    cells
}

/// The systems of the network called MICT; every care network where none bears the name.
fn network_systems<'a>(frame: &Frame<'a>) -> HashMap<SystemId, &'a System> {
    let facts: &'a crate::ledgers::facts::Facts = frame.facts;
    let networks = || facts.systems.iter().filter(|kept| kept.record.is_network());
    let is_mict = |kept: &&Kept<System>| fold(&kept.record.network).contains("mict");
    let has_mict = networks().any(|kept| is_mict(&kept));
    networks().filter(|kept| !has_mict || is_mict(kept)).map(|kept| (kept.id, &kept.record)).collect()
}

fn columns() -> Vec<Column> {
    let device = |title: &str, mm: f32| Column::fixed(title, mm).under("利用端末");
    vec![
        Column::fixed("No.", 7.0).aligned(Align::Right),
        Column::fixed("フリガナ\n氏名", 19.5),
        Column::fixed("所属\n職種", 17.5),
        Column::fixed("MICTのID\n（登録メール\nアドレス）", 26.0),
        Column::fixed("利用\n開始日", 14.0),
        device("種類・機種・\n管理番号", 24.5),
        device("利用場所", 17.0),
        device("ネットワーク", 18.5),
        device("起動時\nパスワード", 14.0),
        device("ウイルス\n対策ソフト", 18.0),
        device("使わない\nアプリ・機能", 15.5),
        Column::fixed("運用\nポリシー", 14.0),
        Column::fixed("講習・\nビデオ", 14.0),
        Column::fixed("誓約書\n取得日", 14.0),
        Column::fixed("利用システム\n区分", 15.0),
        Column::fixed("備考", 13.5),
    ]
}
