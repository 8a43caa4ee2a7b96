//! Rights (権限): what each office may do. Asked in one place, for window and command line alike.
//!
//! They are kept by the program, not by the cipher: who can open the ledger can, with other tools, read all of it.

use crate::base::{Coded, Kind, Office, StaffId};

use super::{Command, Problem, Route};

/// What an operator may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// 自分の手続き: one's own record and one's own keys
    Own,
    /// 閲覧
    Read,
    /// 入力
    Write,
    /// 管理: settings, backups
    Manage,
    /// 印刷
    Print,
    /// 書き出し
    Export,
    /// 鍵: operators, passphrases of others, the recovery sheet
    Keys,
}

impl Right {
    /// Whether an office has it.
    #[must_use]
    pub const fn is_given_to(self, office: Office) -> bool {
        match office {
            Office::Chief => true,
            Office::Manager => !matches!(self, Self::Keys),
            Office::Clerk => matches!(self, Self::Own | Self::Read | Self::Write | Self::Print),
            Office::Staff => matches!(self, Self::Own),
            Office::Viewer => matches!(self, Self::Own | Self::Read),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Own => "自分の手続き",
            Self::Read => "閲覧",
            Self::Write => "登録や訂正",
            Self::Manage => "設定と控えの操作",
            Self::Print => "印刷",
            Self::Export => "ファイルへの書き出し",
            Self::Keys => "操作者と鍵の操作",
        }
    }
}

/// Who sits at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitter {
    /// What they may do.
    pub office: Office,
    /// Their own record among the 利用者, where it is known.
    pub person: Option<StaffId>,
    /// Whether the operator has handed the chair to a member of staff (職員モード).
    pub is_guest: bool,
    /// Whether they can sign with a passphrase of their own here.
    pub has_passphrase: bool,
}

impl Sitter {
    /// Refuses a place that is not theirs to see.
    ///
    /// # Errors
    /// It is not.
    pub fn may_go(&self, route: &Route) -> Result<(), Problem> {
        allow(self.office, route.needs())?;
        self.allow_for(route.person())
    }

    /// Refuses a command that is not theirs to give.
    ///
    /// # Errors
    /// It is not.
    pub fn may_run(&self, command: &dyn Command) -> Result<(), Problem> {
        allow(self.office, command.needs())?;
        self.allow_for(command.person())
    }

    /// Who may not write for others does procedures for themselves only.
    fn allow_for(&self, person: Option<StaffId>) -> Result<(), Problem> {
        let is_own = person.is_none() || person == self.person;
        if is_own || Right::Write.is_given_to(self.office) {
            return Ok(());
        }
        Err(Problem::new(
            "D-102",
            "ほかの人の手続きは開けません。台帳は変わっていません。",
            "自分の手続きの画面から始めてください。",
        ))
    }

    /// Whether what they enter waits to be confirmed by an operator (S001-7.1.1).
    #[must_use]
    pub const fn is_proxy(&self) -> bool {
        matches!(self.office, Office::Staff)
    }
}

/// Refuses what an office may not do.
///
/// # Errors
/// It may not.
pub fn allow(office: Office, right: Right) -> Result<(), Problem> {
    if right.is_given_to(office) {
        return Ok(());
    }
    let who = if matches!(right, Right::Keys) { "管理責任者" } else { "管理責任者か管理者" };
    Err(Problem::new(
        "D-101",
        format!("「{}」の操作者には、{}はできません。台帳は変わっていません。", office.label(), right.label()),
        format!("必要なときは、{who}に頼んでください。"),
    ))
}

impl Route {
    /// What one must be allowed to do to go there.
    #[must_use]
    pub const fn needs(&self) -> Right {
        match self {
            Self::New(..)
            | Self::NewAs(..)
            | Self::Edit(..)
            | Self::Import
            | Self::Chair
            | Self::Steps(_)
            | Self::Leaving(_)
            | Self::Welcome
            | Self::Alarm
            | Self::Respond(_)
            | Self::LeakReport(_) => Right::Write,
            Self::Backups => Right::Manage,
            Self::Operators | Self::Setup => Right::Keys,
            Self::Home
            | Self::List(_)
            | Self::Page(..)
            | Self::History(..)
            | Self::Sheets
            | Self::Sheet(_)
            | Self::Log
            | Self::Assessments
            | Self::Assess(_)
            | Self::About
            | Self::Profiles
            | Self::Matrix
            | Self::Chart => Right::Read,
            Self::Own
            // It is seen without any passphrase, too.
            | Self::Emergency
            | Self::SelfCheck(..)
            | Self::Policy(_)
            | Self::Lesson(_)
            | Self::Sign(_)
            | Self::Farewell(_)
            | Self::Password(..)
            | Self::TakeOut(_)
            | Self::OwnPassphrase => Right::Own,
        }
    }

    /// Where somebody who may not go there sees what it is about: the record instead of its form.
    #[must_use]
    pub fn to_look(&self) -> Option<Self> {
        match self {
            Self::Edit(Kind::Clinic, _) => Some(Self::List(Kind::Clinic)),
            Self::Edit(kind, id) => Some(Self::Page(*kind, *id)),
            Self::Alarm => Some(Self::List(Kind::Incident)),
            Self::Respond(id) | Self::LeakReport(id) => Some(Self::Page(Kind::Incident, (*id).into())),
            // How a person's procedures stand is on the person's page.
            Self::Steps(person) | Self::Leaving(person) => Some(Self::Page(Kind::Staff, (*person).into())),
            // What belongs to a person is added on the person's page.
            Self::New(_, Some(person)) if self.menu() == Self::List(Kind::Staff) => {
                Some(Self::Page(Kind::Staff, *person))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHTS: [Right; 7] =
        [Right::Own, Right::Read, Right::Write, Right::Manage, Right::Print, Right::Export, Right::Keys];

    #[test]
    fn an_inspector_reads_and_nothing_else() {
        let given: Vec<Right> = RIGHTS.into_iter().filter(|right| right.is_given_to(Office::Viewer)).collect();
        assert_eq!(given, [Right::Own, Right::Read]);
    }

    #[test]
    fn a_member_of_staff_sees_their_own_and_nothing_else() {
        let given: Vec<Right> = RIGHTS.into_iter().filter(|right| right.is_given_to(Office::Staff)).collect();
        assert_eq!(given, [Right::Own]);
        for route in [Route::Home, Route::Log, Route::List(crate::base::Kind::Staff), Route::About, Route::Sheets] {
            assert!(allow(Office::Staff, route.needs()).is_err());
        }
        assert!(allow(Office::Staff, Route::Own.needs()).is_ok());
    }

    #[test]
    fn what_may_not_be_changed_is_looked_at() {
        let id = crate::base::RecordId::fresh();
        for (route, look) in [
            (Route::Edit(Kind::Device, id), Some(Route::Page(Kind::Device, id))),
            (Route::Edit(Kind::Clinic, id), Some(Route::List(Kind::Clinic))),
            (Route::New(Kind::Pledge, Some(id)), Some(Route::Page(Kind::Staff, id))),
            (Route::Steps(id.into()), Some(Route::Page(Kind::Staff, id))),
            (Route::Leaving(id.into()), Some(Route::Page(Kind::Staff, id))),
            (Route::New(Kind::Clinic, None), None),
            (Route::Backups, None),
        ] {
            assert_eq!(route.to_look(), look);
            assert!(look.is_none_or(|look| look.needs() == Right::Read));
        }
    }

    #[test]
    fn only_the_responsible_person_has_the_keys() {
        for office in Office::ALL {
            assert_eq!(Right::Keys.is_given_to(*office), *office == Office::Chief);
            assert_eq!(allow(*office, Right::Keys).is_ok(), *office == Office::Chief);
        }
    }
}
