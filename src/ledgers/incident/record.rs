//! 事故: what happened, what it touches, how it was protected, and everything that was done about it (S004-3.1, B-3).
//! It holds sorts and counts of data, never a patient's data.

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    At, Breach, Check, Coded, Day, DeviceId, Draft, Field, FiscalYear, IncidentId, Index, Kind, Record, StaffId,
    SystemId, TakeoutId, VendorId,
};

pub use super::choice::{Cause, DataItem, Exclusion, FlowKind, Form, Outcome, PeopleBy, Report, Sort, Sure};
pub use super::field;
pub use super::line::{Line, What};
use super::typed::{After, Happening, Touched};

/// The closing sign-off (終結): by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// 氏名
    pub by: String,
    /// As what: 管理責任者
    pub role: String,
    /// The day.
    pub on: Day,
    /// What was still open, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_open: Vec<String>,
    /// Why it was closed all the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// An incident (事故).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// The fiscal year it is counted in: of the day it became known.
    pub fiscal_year: FiscalYear,
    /// Its number in that year, from 1.
    pub serial: u16,
    /// 事故の種類
    pub flow: FlowKind,
    /// 区分
    pub sort: Sort,
    /// 概要
    #[serde(default)]
    pub summary: String,
    /// 起きた日時
    #[serde(default)]
    pub happened_at: Option<At>,
    /// 知った日時: when anybody of the clinic first knew; every legal term runs from its day.
    pub known_at: At,
    /// 見つけた人
    #[serde(default)]
    pub finder: String,
    /// 責任者に報告した日時
    #[serde(default)]
    pub reported_at: Option<At>,
    /// 対応の責任者
    #[serde(default)]
    pub leader: String,
    /// いつ
    #[serde(default)]
    pub when_words: String,
    /// どこで
    #[serde(default)]
    pub place: String,
    /// だれが
    #[serde(default)]
    pub who: String,
    /// 何を
    #[serde(default)]
    pub what: String,
    /// なぜ
    #[serde(default)]
    pub why: String,
    /// どうしたのか
    #[serde(default)]
    pub how: String,
    /// 端末などを使っていた人
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// 端末・媒体
    #[serde(default)]
    pub devices: Vec<DeviceId>,
    /// システム
    #[serde(default)]
    pub systems: Vec<SystemId>,
    /// 事業者
    #[serde(default)]
    pub vendor: Option<VendorId>,
    /// 持出し: what was out when it was lost.
    #[serde(default)]
    pub takeout: Option<TakeoutId>,
    /// 本人の数のわかり方
    #[serde(default)]
    pub people_by: Option<PeopleBy>,
    /// 本人の数
    #[serde(default)]
    pub people: Option<u32>,
    /// 情報の項目
    #[serde(default)]
    pub data: Vec<DataItem>,
    /// 情報の補足
    #[serde(default)]
    pub data_words: String,
    /// 保管の形
    #[serde(default)]
    pub form: Option<Form>,
    /// 暗号化されていたか
    #[serde(default)]
    pub encrypted: Option<Sure>,
    /// 暗号の鍵・パスワードは守られているか
    #[serde(default)]
    pub key_safe: Option<Sure>,
    /// 画面ロックがかかっていたか
    #[serde(default)]
    pub locked: Option<Sure>,
    /// 遠隔ロック・消去を使えるか
    #[serde(default)]
    pub remote: Option<Sure>,
    /// 保護の補足
    #[serde(default)]
    pub protection_words: String,
    /// 原因
    #[serde(default)]
    pub cause: Option<Cause>,
    /// 二次被害、またはそのおそれ
    #[serde(default)]
    pub second_damage: String,
    /// 本人への対応
    #[serde(default)]
    pub to_persons: String,
    /// 公表の実施状況
    #[serde(default)]
    pub publication: String,
    /// 再発防止のための措置
    #[serde(default)]
    pub prevention: String,
    /// その他参考となる事項
    #[serde(default)]
    pub remarks: String,
    /// 規則7条1号: 要配慮個人情報
    #[serde(default)]
    pub sensitive: Option<Sure>,
    /// 規則7条2号: 財産的被害のおそれ
    #[serde(default)]
    pub property: Option<Sure>,
    /// 規則7条3号: 不正の目的のおそれ
    #[serde(default)]
    pub improper: Option<Sure>,
    /// 規則7条4号: 1,000人を超える
    #[serde(default)]
    pub many: Option<Sure>,
    /// 暗号化による除外の判断
    #[serde(default)]
    pub exclusion: Option<Exclusion>,
    /// 除外を判断した人
    #[serde(default)]
    pub exclusion_by: String,
    /// 除外を判断した日
    #[serde(default)]
    pub exclusion_on: Option<Day>,
    /// 除外の判断の理由
    #[serde(default)]
    pub exclusion_why: String,
    /// 経過記録: lines are added and never changed.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// 終結; none while it goes on.
    #[serde(default)]
    pub closing: Option<Closing>,
}

impl Incident {
    /// One that begins: nothing is known but what sort it is and since when.
    #[must_use]
    pub fn begun(flow: FlowKind, known_at: At) -> Self {
        Self {
            fiscal_year: known_at.on.fiscal_year(),
            serial: 1,
            flow,
            sort: flow.sorts().first().copied().unwrap_or(Sort::Other),
            summary: String::new(),
            happened_at: None,
            known_at,
            finder: String::new(),
            reported_at: None,
            leader: String::new(),
            when_words: String::new(),
            place: String::new(),
            who: String::new(),
            what: String::new(),
            why: String::new(),
            how: String::new(),
            staff: None,
            devices: Vec::new(),
            systems: Vec::new(),
            vendor: None,
            takeout: None,
            people_by: None,
            people: None,
            data: Vec::new(),
            data_words: String::new(),
            form: None,
            encrypted: None,
            key_safe: None,
            locked: None,
            remote: None,
            protection_words: String::new(),
            cause: None,
            second_damage: String::new(),
            to_persons: String::new(),
            publication: String::new(),
            prevention: String::new(),
            remarks: String::new(),
            sensitive: None,
            property: None,
            improper: None,
            many: None,
            exclusion: None,
            exclusion_by: String::new(),
            exclusion_on: None,
            exclusion_why: String::new(),
            lines: Vec::new(),
            closing: None,
        }
    }

    /// 事故番号: 「R8-01」, the fiscal year and the number in it.
    #[must_use]
    pub fn number(&self) -> String {
        let year = self.fiscal_year.label();
        let digits: String = year.chars().filter(char::is_ascii_digit).collect();
        let year = if digits.is_empty() { "1".to_owned() } else { digits };
        format!("R{year}-{:02}", self.serial)
    }

    /// Whether it still goes on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// The line in whose place another stands, or none.
    #[must_use]
    pub fn corrected_by(&self, no: u32) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.corrects == Some(no))
    }

    /// The lines that hold: those in whose place no later one stands, in the order of when it was, as said.
    #[must_use]
    pub fn standing(&self) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.lines.iter().filter(|line| self.corrected_by(line.no).is_none()).collect();
        lines.sort_by_key(|line| (line.at, line.no));
        lines
    }

    /// What holds of a step, of one of the things it is done to.
    #[must_use]
    pub fn step(&self, code: &str, about: &str) -> Option<&Line> {
        let is_standing = |line: &&Line| self.corrected_by(line.no).is_none();
        self.lines.iter().rev().filter(is_standing).find(|line| match &line.what {
            What::Step { code: own, about: thing, .. } => own == code && thing == about,
            What::Begun | What::Note | What::Decision { .. } | What::Report { .. } | What::Closed | What::Reopened => {
                false
            }
        })
    }

    /// The newest report of a sort that went out, by itself or with a step, as it stands.
    #[must_use]
    pub fn report(&self, report: Report) -> Option<&Line> {
        self.standing().into_iter().rev().find(|line| line.what.sends() == Some(report))
    }

    /// Which 事故報告書 is to be made next: 第一報, after it 続報, at the end 最終.
    #[must_use]
    pub fn stage(&self) -> Report {
        match (self.closing.is_some(), self.report(Report::First).is_some()) {
            (true, _) => Report::Last,
            (false, true) => Report::Follow,
            (false, false) => Report::First,
        }
    }

    /// 第一措置: when the first step was done.
    #[must_use]
    pub fn first_done_at(&self) -> Option<At> {
        let is_done = |line: &&&Line| matches!(&line.what, What::Step { outcome: Outcome::Done, .. });
        self.standing().iter().find(is_done).map(|line| line.at)
    }

    /// The number of the next line.
    #[must_use]
    pub fn next_no(&self) -> u32 {
        self.lines.last().map_or(1, |line| line.no.saturating_add(1))
    }

    /// Whether its timeline begins with all lines of an earlier version, unchanged.
    #[must_use]
    pub fn continues(&self, before: &Self) -> bool {
        self.lines.starts_with(&before.lines)
    }

    /// 12人, 多くても200人, 確認中.
    #[must_use]
    pub fn people_words(&self) -> String {
        match (self.people_by, self.people) {
            (Some(PeopleBy::Known), Some(people)) => format!("{people}人"),
            (Some(PeopleBy::UpTo), Some(people)) => format!("多くても{people}人"),
            (Some(PeopleBy::Unknown) | None, _) | (_, None) => "確認中".to_owned(),
        }
    }
}

impl Record for Incident {
    const KIND: Kind = Kind::Incident;
    type Id = IncidentId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        let what = if self.summary.is_empty() { self.sort.label() } else { &self.summary };
        format!("{} {what}", self.number())
    }

    fn index(&self) -> Index {
        let words = [&self.number(), self.sort.label(), self.flow.label(), &self.summary, &self.finder, &self.place];
        Index {
            on_day: Some(self.known_at.on),
            is_active: self.is_open(),
            sort_key: format!("{}{:05}", self.fiscal_year.first_day().map(Day::iso).unwrap_or_default(), self.serial),
            search: fold(&words.join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_choice(&field::FLOW, Some(self.flow))
            .with_choice(&field::SORT, Some(self.sort))
            .with(&field::SUMMARY, &self.summary)
            .with_at(&field::HAPPENED_AT, self.happened_at)
            .with_at(&field::KNOWN_AT, Some(self.known_at))
            .with(&field::FINDER, &self.finder)
            .with_at(&field::REPORTED_AT, self.reported_at)
            .with(&field::LEADER, &self.leader)
            .with(&field::WHEN_WORDS, &self.when_words)
            .with(&field::PLACE, &self.place)
            .with(&field::WHO, &self.who)
            .with(&field::WHAT, &self.what)
            .with(&field::WHY, &self.why)
            .with(&field::HOW, &self.how)
            .with_link(&field::STAFF, self.staff)
            .with_links(&field::DEVICES, &self.devices)
            .with_links(&field::SYSTEMS, &self.systems)
            .with_link(&field::VENDOR, self.vendor)
            .with_choice(&field::PEOPLE_BY, self.people_by)
            .with(&field::PEOPLE, self.people.map(|people| people.to_string()).unwrap_or_default())
            .with_many(&field::DATA, &self.data)
            .with(&field::DATA_WORDS, &self.data_words)
            .with_choice(&field::FORM, self.form)
            .with_choice(&field::ENCRYPTED, self.encrypted)
            .with_choice(&field::KEY_SAFE, self.key_safe)
            .with_choice(&field::LOCKED, self.locked)
            .with_choice(&field::REMOTE, self.remote)
            .with(&field::PROTECTION_WORDS, &self.protection_words)
            .with_choice(&field::CAUSE, self.cause)
            .with(&field::SECOND_DAMAGE, &self.second_damage)
            .with(&field::TO_PERSONS, &self.to_persons)
            .with(&field::PUBLICATION, &self.publication)
            .with(&field::PREVENTION, &self.prevention)
            .with(&field::REMARKS, &self.remarks)
            .with_choice(&field::SENSITIVE, self.sensitive)
            .with_choice(&field::PROPERTY, self.property)
            .with_choice(&field::IMPROPER, self.improper)
            .with_choice(&field::MANY, self.many)
            .with_choice(&field::EXCLUSION, self.exclusion)
            .with(&field::EXCLUSION_BY, &self.exclusion_by)
            .with_day(&field::EXCLUSION_ON, self.exclusion_on)
            .with(&field::EXCLUSION_WHY, &self.exclusion_why)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let flow = check.choice(&field::FLOW);
        let known_at = check.past_at(&field::KNOWN_AT, today);
        let begun = flow.zip(known_at).map(|(flow, known_at)| Self::begun(flow, known_at));
        let happening = Happening::read(&mut check, known_at, today);
        let touched = Touched::read(&mut check);
        let after = After::read(&mut check, today);
        check.done(|| {
            let begun = begun?;
            let sort = happening.sort?;
            Some(after.put(touched.put(happening.put(Self { sort, ..begun }))))
        })
    }
}
