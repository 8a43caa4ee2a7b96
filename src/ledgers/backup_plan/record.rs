//! バックアップ計画: how a system's data are backed up and brought back (S003-3.2). Backups of 台帳番 itself are 控え.

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    BackupPlanId, Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, Span, StaffId, SystemId,
};
use crate::coded;
use crate::ledgers::system::record::YesNo;

coded! {
    /// バックアップの方法: several are wanted (S003-3.2b).
    pub enum BackupMethod {
        Disk = "disk", "同じ機器の別のディスク";
        Network = "network", "院内の別の機器（NASなど）";
        Removable = "removable", "外付けディスク・USB媒体";
        Tape = "tape", "テープ・光ディスク";
        Cloud = "cloud", "クラウド";
        Vendor = "vendor", "事業者の保管サービス";
        Paper = "paper", "紙への印刷";
        Other = "other", "その他";
    }
}

coded! {
    /// 取る間隔
    pub enum BackupEvery {
        Always = "always", "常時";
        Day = "day", "毎日";
        Week = "week", "毎週";
        Month = "month", "毎月";
        Irregular = "irregular", "決まっていない";
    }
}

/// So many generations or more (S003-3.2b).
pub const LEAST_GENERATIONS: u16 = 3;

/// So many methods or more: "several methods" (S003-3.2b).
pub const LEAST_METHODS: usize = 2;

/// A plan for a system's backups (バックアップ計画).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlan {
    /// システム
    pub system: SystemId,
    /// 診療を続けるのに要る情報
    #[serde(default)]
    pub what: String,
    /// 方法
    #[serde(default)]
    pub methods: Vec<BackupMethod>,
    /// 間隔
    #[serde(default)]
    pub every: Option<BackupEvery>,
    /// 世代数
    #[serde(default)]
    pub generations: Option<u16>,
    /// 置き場所
    #[serde(default)]
    pub places: String,
    /// 書き換えられない世代があるか
    #[serde(default)]
    pub offline: Option<YesNo>,
    /// 担当者
    #[serde(default)]
    pub owner: Option<StaffId>,
    /// 任せている事業者
    #[serde(default)]
    pub vendor: String,
    /// 戻す手順の場所
    #[serde(default)]
    pub restore_at: String,
    /// 確認日
    #[serde(default)]
    pub confirmed_on: Option<Day>,
    /// 終了日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl BackupPlan {
    /// Whether it is followed on a day.
    #[must_use]
    pub fn is_followed_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// Whether it has fewer generations than are asked for; `None` while nobody knows how many.
    #[must_use]
    pub fn has_few_generations(&self) -> Option<bool> {
        self.generations.map(|generations| generations < LEAST_GENERATIONS)
    }

    /// How it is done, in one line: 「NAS・クラウド、毎日、5世代」.
    #[must_use]
    pub fn how(&self) -> String {
        let methods = self.methods.iter().map(|method| method.label()).collect::<Vec<_>>().join("・");
        let every = self.every.map(|every| every.label().to_owned()).unwrap_or_default();
        let generations = self.generations.map(|n| format!("{n}世代")).unwrap_or_default();
        [methods, every, generations].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、")
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{BackupEvery, BackupMethod, Coded, Field, Input, Kind, Span, YesNo};

    const BASIC: &str = "何を守るか";
    const HOW: &str = "取り方";
    const BACK: &str = "戻し方と確認";

    /// システム
    pub const SYSTEM: Field = Field::new("system", "システム", Input::Link(Kind::System)).required().group(BASIC);
    /// 診療を続けるのに要る情報
    pub const WHAT: Field = Field::new("what", "診療を続けるのに要る情報", Input::Line)
        .required()
        .group(BASIC)
        .wide()
        .hint("例 カルテ、処方、予約、患者の連絡先");
    /// 担当者
    pub const OWNER: Field = Field::new("owner", "担当者", Input::Link(Kind::Staff)).group(BASIC);
    /// 任せている事業者
    pub const VENDOR: Field = Field::new("vendor", "任せている事業者", Input::Line).group(BASIC);
    /// 方法
    pub const METHODS: Field = Field::new("methods", "方法", Input::Many(BackupMethod::CHOICES))
        .group(HOW)
        .hint("2つ以上の方法で取るのが望ましいとされています");
    /// 間隔
    pub const EVERY: Field = Field::new("every", "間隔", Input::Choice(BackupEvery::CHOICES)).group(HOW);
    /// 世代数
    pub const GENERATIONS: Field =
        Field::new("generations", "残している世代数", Input::Line).group(HOW).hint("例 3（毎日なら3日分）");
    /// 置き場所
    pub const PLACES: Field =
        Field::new("places", "置き場所", Input::Line).group(HOW).hint("例 サーバ室のNAS、金庫の外付けディスク");
    /// 書き換えられない世代
    pub const OFFLINE: Field = Field::new("offline", "書き換えられない世代", Input::Choice(YesNo::CHOICES))
        .group(HOW)
        .hint("ふだんはつながない媒体や、上書きできない保管がありますか");
    /// 戻す手順の場所
    pub const RESTORE_AT: Field = Field::new("restore_at", "戻す手順が書かれている所", Input::Line)
        .group(BACK)
        .hint("例 BCP 4章、事業者の手順書");
    /// 確認日
    pub const CONFIRMED_ON: Field = Field::new("confirmed_on", "計画を確かめた日", Input::Day)
        .span(Span::DEED)
        .group(BACK)
        .hint("事業者に尋ねて内容を確かめた日");
    /// 終了日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "計画を終えた日", Input::Day).group(BACK).hint("続けている間は空のままにします");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(BACK);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        SYSTEM,
        WHAT,
        OWNER,
        VENDOR,
        METHODS,
        EVERY,
        GENERATIONS,
        PLACES,
        OFFLINE,
        RESTORE_AT,
        CONFIRMED_ON,
        ENDED_ON,
        NOTE,
    ];
}

impl Record for BackupPlan {
    const KIND: Kind = Kind::BackupPlan;
    type Id = BackupPlanId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.what.clone()
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.system.into()),
            on_day: self.confirmed_on,
            is_active: self.ended_on.is_none(),
            sort_key: fold(&self.what),
            search: fold(&[self.what.as_str(), &self.places, &self.vendor, &self.restore_at, &self.note].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::SYSTEM, Some(self.system))
            .with(&field::WHAT, &self.what)
            .with_many(&field::METHODS, &self.methods)
            .with_choice(&field::EVERY, self.every)
            .with_number(&field::GENERATIONS, self.generations)
            .with(&field::PLACES, &self.places)
            .with_choice(&field::OFFLINE, self.offline)
            .with_link(&field::OWNER, self.owner)
            .with(&field::VENDOR, &self.vendor)
            .with(&field::RESTORE_AT, &self.restore_at)
            .with_day(&field::CONFIRMED_ON, self.confirmed_on)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let system = check.link(&field::SYSTEM);
        let what = check.text(&field::WHAT);
        let methods = check.many(&field::METHODS);
        let every = check.choice(&field::EVERY);
        let generations = check.number(&field::GENERATIONS, 999);
        let places = check.text(&field::PLACES);
        let offline = check.choice(&field::OFFLINE);
        let owner = check.link(&field::OWNER);
        let vendor = check.text(&field::VENDOR);
        let restore_at = check.text(&field::RESTORE_AT);
        let confirmed_on = check.past_day(&field::CONFIRMED_ON, today);
        let ended_on = check.past_day(&field::ENDED_ON, today);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                system: system?,
                what,
                methods,
                every,
                generations,
                places,
                offline,
                owner,
                vendor,
                restore_at,
                confirmed_on,
                ended_on,
                note,
            })
        })
    }
}
