//! 点検表の版: the items an authority asks a clinic about once a year, edition by edition.
//!
//! A finished round keeps the edition's name and hash; answers hang on the ids of the items.

use crate::coded;
use crate::findings::Fact;

pub use crate::ledgers::assessment::record::EditionForm;

use super::cite::Cite;
use super::when::When;

coded! {
    /// 用紙に載せる確認回
    pub enum EditionLayout {
        LatestRound = "latest-round", "最新の1回";
        ThreeRounds = "three-rounds", "3回分";
    }
}

coded! {
    /// 選べる答え
    pub enum AnswerSet {
        YesNo = "yes-no", "はい・いいえ";
        YesNoNotApplicable = "yes-no-na", "はい・いいえ・対象外";
    }
}

coded! {
    /// 対象
    pub enum Scope {
        Server = "server", "サーバ";
        Terminal = "terminal", "端末PC";
        Network = "network", "ネットワーク機器";
        Organisation = "organisation", "組織";
        All = "all", "医療情報システム全般";
    }
}

coded! {
    /// 「いいえ」のとき
    pub enum IfNo {
        TargetOn = "target-on", "目標日を決める";
        /// For the opening question alone.
        EndsHere = "ends-here", "点検を終える";
    }
}

/// An edition of a checklist (点検表の版).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The checklist it is an edition of: `mhlw-cyber`.
    pub family: String,
    /// 版: `r7`
    pub edition: String,
    /// 題名
    pub title: String,
    /// The same for narrow places.
    pub short: String,
    /// 様式
    pub forms: Vec<EditionForm>,
    /// 用紙に載せる確認回
    pub layout: EditionLayout,
    /// How a filled sheet is looked at in an inspection; empty where it is no inspection's.
    pub inspect: String,
    /// 出典
    pub source: EditionSource,
    /// 期間
    pub in_force: InForce,
    /// 見出し, in order
    pub sections: Vec<Section>,
    /// 初めの問い: いいえ ends the check. It is none of the items.
    pub opening: Option<EditionItem>,
    /// The items, in order; those of a section stand together.
    pub items: Vec<EditionItem>,
    /// The SHA-256 of the file, for the record of a round.
    pub hash: String,
}

/// Where an edition comes from (出典).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionSource {
    /// 発行者
    pub issuer: String,
    /// 文書
    pub document: String,
    /// The place in it.
    pub section: String,
    /// Its date, as far as known.
    pub dated: String,
    /// 根拠とする法令・ガイドライン
    pub basis: String,
    /// What people have to know of our text, and what could not be found out.
    pub note: String,
    /// When we last compared.
    pub checked_on: When,
}

/// When an edition holds (期間).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// From when.
    pub from: When,
    /// When the next edition took its place.
    pub until: Option<When>,
    /// By when everything is to be done (目標日の限り).
    pub deadline: Option<When>,
    /// What came after it, and whether we hold that; empty for what is of today.
    pub next: String,
}

/// A part of an edition (見出し).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its stable name.
    pub id: String,
    /// As it is shown.
    pub title: String,
}

/// One item (項目).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionItem {
    /// Its stable name; answers hang on it.
    pub id: String,
    /// 番号 as the document has it; empty where we do not know it.
    pub no: String,
    /// The id of its section; empty for an opening question.
    pub section: String,
    /// What is asked, in our own short words.
    pub label: String,
    /// Why it matters.
    pub why: String,
    /// Where to look.
    pub look: String,
    /// How it is looked at in an inspection; empty where no document says so.
    pub inspect: String,
    /// What is not certain about it; empty where nothing is.
    pub note: String,
    /// 選べる答え
    pub answer: AnswerSet,
    /// 対象
    pub scope: Vec<Scope>,
    /// Whether 事業者確認用 asks it too.
    pub is_vendor: bool,
    /// What it follows.
    pub cites: Vec<Cite>,
    /// The places of the guideline its document names: `運用8③`.
    pub guideline: Vec<String>,
    /// The ids of the rules among the findings that speak to it.
    pub evidence: Vec<&'static str>,
    /// 「いいえ」のとき
    pub if_no: IfNo,
    /// The items of earlier editions it stands for.
    pub replaces: Vec<Replaced>,
}

/// An item of an earlier edition (前の版の項目), as files name it: `r6:backup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Its edition.
    pub edition: String,
    /// Its id there.
    pub item: String,
}

impl std::fmt::Display for Replaced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.edition, self.item)
    }
}

impl Edition {
    /// `mhlw-cyber/r7`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.family, self.edition)
    }

    /// The item of this id, the opening question included.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&EditionItem> {
        self.opening.iter().chain(&self.items).find(|item| item.id == id)
    }

    /// The items a form asks, in order.
    #[must_use]
    pub fn on_form(&self, form: EditionForm) -> Vec<&EditionItem> {
        let asks = |item: &&EditionItem| self.forms.contains(&form) && (form != EditionForm::Vendor || item.is_vendor);
        self.items.iter().filter(asks).collect()
    }
}

impl EditionItem {
    /// 「2-② リモートメンテナンスを…」, as a record keeps what was asked.
    #[must_use]
    pub fn asked(&self) -> String {
        format!("{} {}", self.no, self.label).trim_start().to_owned()
    }

    /// What the ledger says of this item (台帳でわかること), out of all facts.
    #[must_use]
    pub fn facts<'a>(&self, all: &'a [Fact]) -> Vec<&'a Fact> {
        self.evidence.iter().filter_map(|rule| all.iter().find(|fact| fact.rule == *rule)).collect()
    }
}
