//! 保守契約: what a vendor has promised for which systems, until when (S003-2.6c, B-2 7.0, C-20).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, ContractId, Day, Draft, Field, Index, Input, Kind, Record, Span, SystemId, VendorId,
};
use crate::coded;
use crate::ledgers::system::record::{PatchDuty, YesNo};

coded! {
    /// はい or いいえ, where the words of a contract decide.
    pub enum Written {
        Yes = "yes", "はい";
        No = "no", "いいえ";
    }
}

/// A contract with a vendor (保守契約).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// 事業者
    pub vendor: VendorId,
    /// 契約の名前
    #[serde(default)]
    pub name: String,
    /// 対象のシステム
    #[serde(default)]
    pub systems: Vec<SystemId>,
    /// 契約の開始日
    #[serde(default)]
    pub from_on: Option<Day>,
    /// 契約の終了日
    #[serde(default)]
    pub until_on: Option<Day>,
    /// 自動更新
    #[serde(default)]
    pub renews: Option<YesNo>,
    /// 契約の内容
    #[serde(default)]
    pub covers: String,
    /// セキュリティ更新の担当
    #[serde(default)]
    pub patch_duty: Option<PatchDuty>,
    /// すべてのサーバのセキュリティ更新を事業者が受け持つ
    #[serde(default)]
    pub all_patches: Option<Written>,
    /// そう書かれている条項
    #[serde(default)]
    pub all_patches_clause: String,
    /// ふだんの責任の分担
    #[serde(default)]
    pub normal_boundary: String,
    /// 障害・事故のときの責任の分担
    #[serde(default)]
    pub emergency_boundary: String,
    /// 契約を終えるときのデータの返却・消去
    #[serde(default)]
    pub data_return: String,
    /// 契約をやめた日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Contract {
    /// Whether it holds on a day. One that renews itself goes on until somebody ends it.
    #[must_use]
    pub fn is_in_force(&self, day: Day) -> bool {
        let has_begun = self.from_on.is_none_or(|from| from <= day);
        let goes_on = self.renews == Some(YesNo::Yes) || self.until_on.is_none_or(|until| day <= until);
        has_begun && goes_on && self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// The day until which somebody decides how it goes on, where it has one.
    #[must_use]
    pub fn decides_on(&self) -> Option<Day> {
        self.until_on.filter(|_| self.ended_on.is_none())
    }

    /// 「R6.4.1～R9.3.31 自動更新」
    #[must_use]
    pub fn span_line(&self) -> String {
        let day = |day: Option<Day>| day.map(Day::short).unwrap_or_default();
        let span = match (self.from_on, self.until_on) {
            (None, None) => String::new(),
            (from, until) => format!("{}～{}", day(from), day(until)),
        };
        let renews = if self.renews == Some(YesNo::Yes) { "自動更新" } else { "" };
        [span.as_str(), renews].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Kind, PatchDuty, Span, Written, YesNo};

    const BASIC: &str = "契約";
    const PATCH: &str = "セキュリティ更新";
    const BOUNDARY: &str = "責任の分担と終わり方";

    /// 事業者
    pub const VENDOR: Field = Field::new("vendor", "事業者", Input::Link(Kind::Vendor)).required().group(BASIC);
    /// 契約の名前
    pub const NAME: Field = Field::new("name", "契約の名前", Input::Line).group(BASIC).hint("例 電子カルテ保守契約");
    /// 対象のシステム
    pub const SYSTEMS: Field = Field::new("systems", "対象のシステム", Input::Links(Kind::System)).group(BASIC);
    /// 契約の開始日
    pub const FROM_ON: Field = Field::new("from_on", "契約の開始日", Input::Day).group(BASIC);
    /// 契約の終了日
    pub const UNTIL_ON: Field = Field::new("until_on", "契約の終了日", Input::Day).span(Span::PLAN).group(BASIC);
    /// 自動更新
    pub const RENEWS: Field = Field::new("renews", "自動更新", Input::Choice(YesNo::CHOICES)).group(BASIC);
    /// 契約の内容
    pub const COVERS: Field = Field::new("covers", "契約の内容", Input::Lines)
        .group(BASIC)
        .hint("例 障害の受付、機器の交換、更新プログラムの適用");
    /// セキュリティ更新の担当
    pub const PATCH_DUTY: Field =
        Field::new("patch_duty", "セキュリティ更新の担当", Input::Choice(PatchDuty::CHOICES)).group(PATCH);
    /// すべてのサーバのセキュリティ更新を事業者が受け持つ
    pub const ALL_PATCHES: Field = Field::new(
        "all_patches",
        "すべてのサーバのセキュリティ更新を事業者が受け持つ",
        Input::Choice(Written::CHOICES),
    )
    .group(PATCH)
    .hint("契約書・約款・SLAにはっきり書かれているときだけ「はい」にします。電子カルテが単独で動くPCもサーバに含みます")
    .wide();
    /// そう書かれている条項
    pub const ALL_PATCHES_CLAUSE: Field = Field::new("all_patches_clause", "そう書かれている条項", Input::Line)
        .group(PATCH)
        .hint("例 保守契約書 第8条第2項")
        .wide();
    /// ふだんの責任の分担
    pub const NORMAL_BOUNDARY: Field = Field::new("normal_boundary", "ふだんの責任の分担", Input::Lines)
        .group(BOUNDARY)
        .hint("書かれている所と要点。例 契約書 別紙2");
    /// 障害・事故のときの責任の分担
    pub const EMERGENCY_BOUNDARY: Field =
        Field::new("emergency_boundary", "障害・事故のときの責任の分担", Input::Lines).group(BOUNDARY);
    /// 契約を終えるときのデータの返却・消去
    pub const DATA_RETURN: Field =
        Field::new("data_return", "契約を終えるときのデータの返却・消去", Input::Lines).group(BOUNDARY);
    /// 契約をやめた日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "契約をやめた日", Input::Day).group(BOUNDARY).hint("続いている間は空のままにします");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(BOUNDARY);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        VENDOR,
        NAME,
        SYSTEMS,
        FROM_ON,
        UNTIL_ON,
        RENEWS,
        COVERS,
        PATCH_DUTY,
        ALL_PATCHES,
        ALL_PATCHES_CLAUSE,
        NORMAL_BOUNDARY,
        EMERGENCY_BOUNDARY,
        DATA_RETURN,
        ENDED_ON,
        NOTE,
    ];
}

impl Record for Contract {
    const KIND: Kind = Kind::Contract;
    type Id = ContractId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        if self.name.is_empty() { Kind::Contract.label().to_owned() } else { self.name.clone() }
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.vendor.into()),
            on_day: self.from_on,
            due_day: self.until_on,
            is_active: self.ended_on.is_none(),
            sort_key: self.until_on.or(self.from_on).map(Day::iso).unwrap_or_default(),
            search: fold(&[self.name.as_str(), &self.covers, &self.all_patches_clause].join(" ")),
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::VENDOR, Some(self.vendor))
            .with(&field::NAME, &self.name)
            .with_links(&field::SYSTEMS, &self.systems)
            .with_day(&field::FROM_ON, self.from_on)
            .with_day(&field::UNTIL_ON, self.until_on)
            .with_choice(&field::RENEWS, self.renews)
            .with(&field::COVERS, &self.covers)
            .with_choice(&field::PATCH_DUTY, self.patch_duty)
            .with_choice(&field::ALL_PATCHES, self.all_patches)
            .with(&field::ALL_PATCHES_CLAUSE, &self.all_patches_clause)
            .with(&field::NORMAL_BOUNDARY, &self.normal_boundary)
            .with(&field::EMERGENCY_BOUNDARY, &self.emergency_boundary)
            .with(&field::DATA_RETURN, &self.data_return)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let vendor = check.link(&field::VENDOR);
        let name = check.text(&field::NAME);
        let systems = check.links(&field::SYSTEMS);
        let from_on = check.day(&field::FROM_ON);
        let until_on = check.day(&field::UNTIL_ON);
        if let (Some(from), Some(until)) = (from_on, until_on)
            && until < from
        {
            check.breach(&field::UNTIL_ON, "契約の開始日より前の日付です。どちらかを直してください");
        }
        let renews = check.choice(&field::RENEWS);
        let covers = check.lines(&field::COVERS);
        let patch_duty = check.choice(&field::PATCH_DUTY);
        let all_patches = check.choice(&field::ALL_PATCHES);
        let all_patches_clause = check.text(&field::ALL_PATCHES_CLAUSE);
        if all_patches == Some(Written::Yes) {
            if all_patches_clause.is_empty() {
                let why = "そう書かれている条項を入力してください。はっきり書かれていないときは「いいえ」を選びます";
                check.breach(&field::ALL_PATCHES_CLAUSE, why);
            }
            if matches!(patch_duty, Some(PatchDuty::Clinic | PatchDuty::Undecided)) {
                let why = "下の答えでは事業者がすべて受け持つことになっています。どちらかを直してください";
                check.breach(&field::PATCH_DUTY, why);
            }
        }
        let normal_boundary = check.lines(&field::NORMAL_BOUNDARY);
        let emergency_boundary = check.lines(&field::EMERGENCY_BOUNDARY);
        let data_return = check.lines(&field::DATA_RETURN);
        let ended_on = check.day(&field::ENDED_ON);
        if let (Some(from), Some(ended)) = (from_on, ended_on)
            && ended < from
        {
            check.breach(&field::ENDED_ON, "契約の開始日より前の日付です。どちらかを直してください");
        }
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                vendor: vendor?,
                name,
                systems,
                from_on,
                until_on,
                renews,
                covers,
                patch_duty,
                all_patches,
                all_patches_clause,
                normal_boundary,
                emergency_boundary,
                data_return,
                ended_on,
                note,
            })
        })
    }
}
