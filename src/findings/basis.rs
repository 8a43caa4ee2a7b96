//! もとになる資料: which document a rule follows, of which edition, and what came after it (B-0, C-10). What an older
//! document asks for stays asked; that a newer one exists is said beside it.

/// A document that rules follow (資料と版).
#[derive(Debug, PartialEq, Eq)]
pub struct Basis {
    /// Its short name, for programs.
    pub code: &'static str,
    /// 資料
    pub name: &'static str,
    /// The same for narrow places.
    pub short: &'static str,
    /// The edition, or the edition of the guideline it was written with.
    pub edition: &'static str,
    /// What has come out since; empty for what is of today.
    pub since: &'static str,
    /// How the ids of its requirements begin.
    rows: &'static [&'static str],
}

/// Every document, the ministry's first.
pub const BASES: [Basis; 6] = [
    Basis {
        code: "mhlw-r7",
        name: "サイバーセキュリティ対策チェックリスト",
        short: "国の点検表",
        edition: "令和7年度版、安全管理ガイドライン第6.0版",
        since: "令和8年度版（2026年6月、設問は確かめられていません）と、安全管理ガイドライン第7.0版",
        rows: &["S003-", "B-1", "C-22"],
    },
    Basis {
        code: "mhlw-7.0",
        name: "医療情報システムの安全管理に関するガイドライン",
        short: "ガイドライン第7.0版",
        edition: "第7.0版（2026年6月）",
        since: "",
        rows: &["B-2", "C-3"],
    },
    Basis {
        code: "mict",
        name: "MICT 利用上の留意事項・台帳の内容",
        short: "MICT",
        edition: "安全管理ガイドライン第5版のころ",
        since: "安全管理ガイドライン第7.0版",
        rows: &["S000-"],
    },
    Basis {
        code: "kyo-anshin",
        name: "京あんしんネット 運用の手引き",
        short: "京あんしんネット",
        edition: "安全管理ガイドライン第4.2版のころ",
        since: "安全管理ガイドライン第7.0版",
        rows: &["S004-"],
    },
    Basis {
        code: "jahis",
        name: "JAHIS 電子保存ガイドライン Ver.3.3",
        short: "JAHIS",
        edition: "2018年、安全管理ガイドライン第5版のころ",
        since: "安全管理ガイドライン第7.0版",
        rows: &["S001-"],
    },
    Basis {
        code: "kihon-shishin",
        name: "情報システムの基本的な安全管理指針（研究報告書）",
        short: "安全管理指針",
        edition: "2005年",
        since: "安全管理ガイドライン第7.0版",
        rows: &["S002-"],
    },
];

impl Basis {
    /// The document with this short name.
    #[must_use]
    pub fn named(code: &str) -> Option<&'static Self> {
        BASES.iter().find(|basis| basis.code == code)
    }

    /// The document a requirement comes from, by its id.
    #[must_use]
    pub fn of(source: &str) -> Option<&'static Self> {
        BASES.iter().find(|basis| basis.rows.iter().any(|row| source.starts_with(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::{BASES, Basis};
    use crate::findings::RULES;

    #[test]
    fn every_rule_follows_a_document_that_is_told() {
        for rule in RULES {
            assert!(Basis::of(rule.source).is_some(), "{} follows {}", rule.id, rule.source);
        }
        for basis in &BASES {
            assert!(RULES.iter().any(|rule| Basis::of(rule.source) == Some(basis)), "no rule follows {}", basis.code);
        }
    }
}
