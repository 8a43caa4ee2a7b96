//! MDS・SDS: what a maker or provider disclosed of a system's safety, and what the clinic made of it (S001-6.1.3, B-5).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, half, numerals};
use crate::base::{
    Breach, Check, Coded, Day, DisclosureId, Draft, Field, Index, Input, Kind, Record, Scan, Span, SystemId, VendorId,
};
use crate::coded;

coded! {
    /// 書類: MDS of a maker's product, SDS of a provider's service.
    pub enum Paper {
        Mds = "mds", "MDS（製品）";
        Sds = "sds", "SDS（サービス）";
    }
}

/// The editions of the template that were published (B-5), the newest first.
pub const TEMPLATES: &[&str] = &["5.0", "4.1", "4.0", "3.0a", "2.0", "1.0"];

/// An MDS or SDS, asked for or received (MDS・SDS).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// システム
    pub system: SystemId,
    /// 事業者
    #[serde(default)]
    pub vendor: Option<VendorId>,
    /// 書類
    pub paper: Paper,
    /// 書式の版
    #[serde(default)]
    pub template: String,
    /// 依頼した日
    #[serde(default)]
    pub requested_on: Option<Day>,
    /// 受け取った日
    #[serde(default)]
    pub received_on: Option<Day>,
    /// 事業者が記入した日
    #[serde(default)]
    pub dated_on: Option<Day>,
    /// 「いいえ」の数
    #[serde(default)]
    pub n_no: Option<u16>,
    /// 「いいえ」の項目
    #[serde(default)]
    pub noes: String,
    /// 「いいえ」への施設の対応
    #[serde(default)]
    pub handling: String,
    /// 確かめた人
    #[serde(default)]
    pub reviewer: String,
    /// 次に依頼する日
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 写し
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Scan>,
}

impl Disclosure {
    /// Whether it is here on a day.
    #[must_use]
    pub fn is_here(&self, day: Day) -> bool {
        self.received_on.is_some_and(|received| received <= day)
    }

    /// Whether something was answered いいえ.
    #[must_use]
    pub fn has_no(&self) -> bool {
        self.n_no.is_some_and(|n| n > 0) || !self.noes.is_empty()
    }

    /// Whether an いいえ stands there of which nobody has said what the clinic does about it.
    #[must_use]
    pub fn is_unhandled(&self) -> bool {
        self.has_no() && self.handling.is_empty()
    }

    /// 「いいえ 3件」, 「いいえ なし」; empty where nobody has counted.
    #[must_use]
    pub fn no_line(&self) -> String {
        match self.n_no {
            Some(0) => "いいえ なし".to_owned(),
            Some(n) => format!("いいえ {n}件"),
            None if self.has_no() => "いいえ あり".to_owned(),
            None => String::new(),
        }
    }
}

/// The fields (項目) of the record. The copy has no field: it is attached on the page.
pub mod field {
    use super::{Coded, Field, Input, Kind, Paper, Span, TEMPLATES};

    const BASIC: &str = "書類";
    const DAYS: &str = "やりとり";
    const RISK: &str = "「いいえ」の項目";

    /// システム
    pub const SYSTEM: Field = Field::new("system", "システム", Input::Link(Kind::System)).required().group(BASIC);
    /// 事業者
    pub const VENDOR: Field = Field::new("vendor", "事業者", Input::Link(Kind::Vendor)).group(BASIC);
    /// 書類
    pub const PAPER: Field = Field::new("paper", "書類", Input::Choice(Paper::CHOICES)).required().group(BASIC);
    /// 書式の版
    pub const TEMPLATE: Field = Field::new("template", "書式の版", Input::Suggest(TEMPLATES))
        .group(BASIC)
        .hint("書類の表紙にある「Ver.」の数字");
    /// 依頼した日
    pub const REQUESTED_ON: Field = Field::new("requested_on", "依頼した日", Input::Day).span(Span::DEED).group(DAYS);
    /// 受け取った日
    pub const RECEIVED_ON: Field = Field::new("received_on", "受け取った日", Input::Day)
        .span(Span::DEED)
        .group(DAYS)
        .hint("まだのときは空のままにします");
    /// 事業者が記入した日
    pub const DATED_ON: Field = Field::new("dated_on", "事業者が記入した日", Input::Day).span(Span::DEED).group(DAYS);
    /// 次に依頼する日
    pub const NEXT_ON: Field = Field::new("next_on", "次に依頼する日", Input::Day).span(Span::PLAN).group(DAYS);
    /// 「いいえ」の数
    pub const N_NO: Field =
        Field::new("n_no", "「いいえ」の数", Input::Line).group(RISK).hint("ないときは 0 と入力します");
    /// 確かめた人
    pub const REVIEWER: Field = Field::new("reviewer", "確かめた人", Input::Line).group(RISK);
    /// 「いいえ」の項目
    pub const NOES: Field = Field::new("noes", "「いいえ」の項目", Input::Lines)
        .group(RISK)
        .hint("番号と要点。例 12 離席時の自動ロックなし");
    /// 「いいえ」への施設の対応
    pub const HANDLING: Field = Field::new("handling", "「いいえ」への施設の対応（リスクの評価）", Input::Lines)
        .group(RISK)
        .hint("例 端末の画面ロックで補う。次の更新で対応する製品にする");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(RISK);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        SYSTEM,
        VENDOR,
        PAPER,
        TEMPLATE,
        REQUESTED_ON,
        RECEIVED_ON,
        DATED_ON,
        NEXT_ON,
        N_NO,
        REVIEWER,
        NOES,
        HANDLING,
        NOTE,
    ];
}

impl Record for Disclosure {
    const KIND: Kind = Kind::Disclosure;
    type Id = DisclosureId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        let paper = self.paper.label();
        if self.template.is_empty() { paper.to_owned() } else { format!("{paper} Ver.{}", self.template) }
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.system.into()),
            on_day: self.received_on,
            due_day: self.next_on,
            is_active: true,
            sort_key: self.received_on.or(self.requested_on).map(Day::iso).unwrap_or_default(),
            search: fold(&[self.title().as_str(), &self.noes, &self.handling, &self.reviewer].join(" ")),
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::SYSTEM, Some(self.system))
            .with_link(&field::VENDOR, self.vendor)
            .with_choice(&field::PAPER, Some(self.paper))
            .with(&field::TEMPLATE, &self.template)
            .with_day(&field::REQUESTED_ON, self.requested_on)
            .with_day(&field::RECEIVED_ON, self.received_on)
            .with_day(&field::DATED_ON, self.dated_on)
            .with_day(&field::NEXT_ON, self.next_on)
            .with(&field::N_NO, self.n_no.map(|n| n.to_string()).unwrap_or_default())
            .with(&field::REVIEWER, &self.reviewer)
            .with(&field::NOES, &self.noes)
            .with(&field::HANDLING, &self.handling)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let system = check.link(&field::SYSTEM);
        let vendor = check.link(&field::VENDOR);
        let paper = check.choice(&field::PAPER);
        let template = half(&check.text(&field::TEMPLATE));
        let requested_on = check.past_day(&field::REQUESTED_ON, today);
        let received_on = check.past_day(&field::RECEIVED_ON, today);
        let is_blank = |field: &Field| draft.get(field.key).trim().is_empty();
        if is_blank(&field::REQUESTED_ON) && is_blank(&field::RECEIVED_ON) {
            check.breach(&field::RECEIVED_ON, "受け取った日か、依頼した日のどちらかを入力してください");
        }
        if let (Some(requested), Some(received)) = (requested_on, received_on)
            && received < requested
        {
            check.breach(&field::RECEIVED_ON, "依頼した日より前の日付です。どちらかを直してください");
        }
        let dated_on = check.past_day(&field::DATED_ON, today);
        let next_on = check.day(&field::NEXT_ON);
        let counted = numerals(&check.text(&field::N_NO));
        let n_no = counted.trim_end_matches('件').trim().parse::<u16>().ok();
        if n_no.is_none() && !counted.is_empty() {
            check.breach(&field::N_NO, "数字で入力してください。例 3");
        }
        let reviewer = check.text(&field::REVIEWER);
        let noes = check.lines(&field::NOES);
        if n_no == Some(0) && !noes.is_empty() {
            check.breach(&field::N_NO, "「いいえ」の項目が書かれています。数を直すか、項目を消してください");
        }
        let handling = check.lines(&field::HANDLING);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                system: system?,
                vendor,
                paper: paper?,
                template,
                requested_on,
                received_on,
                dated_on,
                n_no,
                noes,
                handling,
                reviewer,
                next_on,
                note,
                copy: None,
            })
        })
    }
}
