//! 利用者ID on paper: the IDs in a ledger's cell, all of them on the card of one person.

use crate::base::{Coded, Day};
use crate::ledgers::printed::{NONE, UNWRITTEN, cell, choice, day, lines, note, or_none};
use crate::ledgers::system::record::TwoFactor;
use crate::paper::{Column, Row, Table};

use super::record::{Account, field};

impl Account {
    /// Whether the ID could be used on a day.
    #[must_use]
    pub fn is_usable_on(&self, day: Day) -> bool {
        self.removed_on.is_none_or(|removed| day < removed)
    }
}

/// The IDs, each once, as a ledger's cell shows them.
#[must_use]
pub fn id_lines(accounts: &[&Account]) -> String {
    let mut logins: Vec<&str> = Vec::new();
    for account in accounts {
        if !logins.contains(&account.login.as_str()) {
            logins.push(&account.login);
        }
    }
    if logins.is_empty() {
        UNWRITTEN.to_owned()
    } else {
        logins.iter().map(|login| mail_lines(login)).collect::<Vec<_>>().join("\n")
    }
}

/// A long mail address breaks before its 「@」, not within a word.
fn mail_lines(login: &str) -> String {
    match login.split_once('@') {
        Some((name, domain)) if login.chars().count() > LONG_MAIL => format!("{name}\n@{domain}"),
        Some(_) | None => login.to_owned(),
    }
}

/// Characters of an address that stand in a ledger's cell on one line.
const LONG_MAIL: usize = 14;

/// All IDs of a person, each with the name of its system.
#[must_use]
pub fn card<'a>(accounts: impl IntoIterator<Item = (&'a str, &'a Account)>) -> Table {
    let columns = vec![
        Column::share(field::SYSTEM.label, 1.2),
        Column::share(field::LOGIN_ID.label, 2.3),
        Column::fixed(field::PRIVILEGE.label, 13.0),
        Column::fixed(field::ISSUED_ON.label, 18.0),
        Column::share("認証の方法\n二要素認証", 1.2),
        Column::fixed("パスワードを\n変えた日", 17.0),
        Column::share("停止・削除", 1.0),
        Column::share(field::NOTE.label, 0.7),
    ];
    let rows = accounts.into_iter().map(|(system, account)| row(system, account)).collect();
    Table { columns, rows, ..Table::default() }
}

fn row(system: &str, account: &Account) -> Row {
    Row::new(vec![
        cell(system),
        cell(&account.login),
        cell(choice(account.privilege)),
        cell(day(account.issued_on)),
        cell(login_lines(account)),
        cell(day(account.password_changed_on)),
        cell(removal_lines(account)),
        note(&account.note),
    ])
}

fn login_lines(account: &Account) -> String {
    let planned = account.two_factor_planned_on.filter(|_| account.two_factor == Some(TwoFactor::Planned));
    let planned = planned.map(|day| format!("（{}）", day.short())).unwrap_or_default();
    format!("{}\n二要素 {}{planned}", choice(account.authentication), choice(account.two_factor))
}

fn removal_lines(account: &Account) -> String {
    let Some(removed_on) = account.removed_on else { return NONE.to_owned() };
    let verb = account.removal.map_or(UNWRITTEN, Coded::label);
    lines(format!("{verb} {}", removed_on.short()), [or_none(&account.removed_by).as_str()])
}
