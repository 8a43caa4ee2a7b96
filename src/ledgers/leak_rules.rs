//! 漏えい等の報告: the days, questions and report items of the law, as `assets/legal/leak-report.toml` has them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::coded;

coded! {
    /// One of the four kinds of event that are to be reported (規則7条); asked in plain words.
    pub enum Trigger {
        Sensitive = "sensitive", "要配慮個人情報";
        Property = "property", "財産的被害のおそれ";
        Improper = "improper", "不正の目的のおそれ";
        Many = "many", "1,000人を超える";
    }
}

coded! {
    /// One of the nine things a report tells (報告事項, 規則8条1項); its full name is in the file.
    pub enum ReportItem {
        Overview = "overview", "概要";
        Data = "data", "個人データの項目";
        People = "people", "本人の数";
        Cause = "cause", "原因";
        SecondDamage = "second-damage", "二次被害";
        ToPersons = "to-persons", "本人への対応";
        Publication = "publication", "公表";
        Prevention = "prevention", "再発防止の措置";
        Other = "other", "その他参考となる事項";
    }
}

/// What the law and its guideline say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeakRules {
    /// Which documents it repeats.
    pub source: RulesSource,
    /// 速報
    pub early: EarlyRule,
    /// 確報
    #[serde(rename = "final")]
    pub last: FinalRule,
    /// The number of people.
    pub people: PeopleRule,
    /// Where to report, and what form to use.
    #[serde(rename = "where")]
    pub places: Vec<Remark>,
    /// The four questions.
    #[serde(rename = "trigger")]
    pub triggers: Vec<TriggerRule>,
    /// The encryption clause.
    pub exclusion: ExclusionRule,
    /// The nine items.
    #[serde(rename = "item")]
    pub items: Vec<ItemRule>,
}

/// Which documents it repeats (出典).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesSource {
    /// Whose they are.
    pub issuer: String,
    /// What they are called.
    pub document: String,
    /// Which articles.
    pub section: String,
    /// Of which date.
    pub dated: String,
    /// When we looked.
    pub checked_on: String,
}

/// 速報: between which days, the day of knowing being the first. Guidance.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlyRule {
    /// From this day it is time.
    pub from_day: i64,
    /// Until this day.
    pub until_day: i64,
    /// Where it stands.
    pub cite: String,
}

/// 確報: until which day, the day of knowing being the first. Law.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalRule {
    /// As a rule.
    pub days: i64,
    /// Where an improper purpose is possible.
    pub days_if_improper: i64,
    /// Where it stands.
    pub cite: String,
}

/// The number of people above which an event is to be reported.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleRule {
    /// Not this many, but more.
    pub more_than: u32,
}

/// A sentence about where and how to report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The sentence.
    pub text: String,
}

/// A question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerRule {
    /// Which kind of event it asks for.
    pub id: Trigger,
    /// Its number in the article.
    pub no: String,
    /// Its short name.
    pub name: String,
    /// What helps to answer it.
    pub hint: String,
}

/// The clause on encrypted data.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRule {
    /// All that is ever said of it by the program.
    pub possible: String,
    /// Why somebody has to decide.
    pub hint: String,
    /// Where it stands.
    pub cite: String,
}

/// A report item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// Which one.
    pub id: ReportItem,
    /// Its number.
    pub no: String,
    /// Its full name.
    pub name: String,
    /// Whether the notice to the persons tells it too.
    pub notice: bool,
}

static RULES: LazyLock<LeakRules> =
    // A test holds that the file can be read and has a line for every trigger and item.
    LazyLock::new(|| toml::from_str(include_str!("../../assets/legal/leak-report.toml")).unwrap_or_default());

impl LeakRules {
    /// The rules the program is built with.
    #[must_use]
    pub fn get() -> &'static Self {
        &RULES
    }
}
