//! 保守委託機関編の道: whether the contracts say that vendors see to the security updates of all servers (guideline 7.0,
//! B-2 "Shortcut for small facilities"; C-20). A server may be a PC on which the records run by themselves, so every
//! system of the clinic's own is asked; what is not written clearly counts as no.

use crate::base::{Day, Kept};

use super::contract::record::Written;
use super::facts::Facts;
use super::system::record::System;
use super::vendors::contracts_for;

/// How it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrusted<'a> {
    /// The clause for each system that has one, by the system's name.
    pub clauses: Vec<(&'a str, &'a str)>,
    /// The systems of which no contract says it.
    pub open: Vec<&'a Kept<System>>,
}

/// How it stands on a day.
#[must_use]
pub fn entrusted(facts: &Facts, day: Day) -> Entrusted<'_> {
    let mut found = Entrusted { clauses: Vec::new(), open: Vec::new() };
    for system in facts.systems_in_use(day).filter(|kept| !kept.record.is_network()) {
        let written = contracts_for(facts, system.id, day)
            .find(|kept| kept.record.all_patches == Some(Written::Yes) && !kept.record.all_patches_clause.is_empty());
        match written {
            Some(kept) => found.clauses.push((&system.record.name, &kept.record.all_patches_clause)),
            None => found.open.push(system),
        }
    }
    found
}

impl Entrusted<'_> {
    /// Whether the way is open: every system has its clause.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_empty() && !self.clauses.is_empty()
    }

    /// What is said of it, on the screen and on paper.
    #[must_use]
    pub fn words(&self) -> String {
        let rule = "安全管理ガイドライン第7.0版では、すべてのサーバのセキュリティ更新を事業者が受け持つことが契約などに書かれていれば、\
                    概説編と保守委託機関編に従うことで、全体に従ったものとみなされます。";
        if self.is_open() {
            let clauses: Vec<String> =
                self.clauses.iter().map(|(system, clause)| format!("{system}（{clause}）")).collect();
            return format!("{rule}台帳の契約では、どのシステムにもその条項があります。{}", clauses.join("、"));
        }
        if self.clauses.is_empty() && self.open.is_empty() {
            return format!("{rule}院内のシステムが登録されていないため、どうであるかはわかりません。");
        }
        let names: Vec<&str> = self.open.iter().map(|kept| kept.record.name.as_str()).collect();
        format!(
            "{rule}次のシステムの契約には、そう書かれていることが記録されていないため、この道は使えません。{}",
            names.join("、")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Entrusted, entrusted};
    use crate::base::{Day, Draft, Kept, Record, RecordId, SystemId};
    use crate::ledgers::contract::record::{Contract, Written, field};
    use crate::ledgers::facts::Facts;
    use crate::ledgers::system::record::{System, SystemKind};

    fn day() -> Day {
        Day::read("R8.11.20").unwrap()
    }

    fn kept<R: Record>(record: R) -> Kept<R> {
        Kept { id: RecordId::fresh().into(), version: 1, record }
    }

    fn contract(systems: &[SystemId], clause: &str) -> Kept<Contract> {
        let draft = Draft::new()
            .with_link(&field::VENDOR, Some(RecordId::fresh()))
            .with_links(&field::SYSTEMS, systems)
            .with_choice(&field::ALL_PATCHES, Some(Written::Yes))
            .with(&field::ALL_PATCHES_CLAUSE, clause);
        kept(Contract::check(&draft, day()).unwrap())
    }

    #[test]
    fn every_system_of_ones_own_needs_its_clause() {
        let systems = ["電子カルテ", "レセコン"].map(|name| kept(System::named(name, SystemKind::Records)));
        let network = kept(System::named("MCS", SystemKind::CareNetwork));
        let mut facts =
            Facts { systems: [&systems[0], &systems[1], &network].map(Clone::clone).to_vec(), ..Facts::default() };
        facts.contracts = vec![contract(&[systems[0].id], "第8条")];
        let found = entrusted(&facts, day());
        assert_eq!((found.clauses.len(), found.open.len(), found.is_open()), (1, 1, false), "{found:?}");
        assert!(found.words().ends_with("この道は使えません。レセコン"), "{}", found.words());
        facts.contracts.push(contract(&[systems[1].id], "覚書 3"));
        let found = entrusted(&facts, day());
        assert!(
            found.is_open() && found.words().ends_with("電子カルテ（第8条）、レセコン（覚書 3）"),
            "{}",
            found.words()
        );
        assert!(!Entrusted { clauses: Vec::new(), open: Vec::new() }.is_open(), "nothing is no yes");
    }
}
