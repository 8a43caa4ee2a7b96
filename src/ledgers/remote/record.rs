//! リモート保守: what a vendor answered on whether and how it reaches in from outside (2-②, B-1).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, DeviceId, Draft, Field, Index, Input, Kind, Record, RemoteId, Span, SystemId, VendorId,
};
use crate::coded;
use crate::ledgers::system::record::YesNo;

coded! {
    /// リモート保守の有無: 「使っていない」 is an answer too.
    pub enum Used {
        Yes = "yes", "使っている";
        No = "no", "使っていない";
    }
}

coded! {
    /// つなぎ方
    pub enum ReachWay {
        Vpn = "vpn", "VPN";
        Leased = "leased", "専用線・閉域網";
        RemoteDesktop = "remote-desktop", "リモートデスクトップ";
        Software = "software", "遠隔操作ソフト";
        Mobile = "mobile", "携帯電話回線のルータ";
        Other = "other", "その他";
    }
}

coded! {
    /// つなぐとき
    pub enum Timing {
        Always = "always", "いつもつながっている";
        OnRequest = "on-request", "頼んだときだけ";
    }
}

/// What a vendor answered (リモート保守).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// 事業者
    pub vendor: VendorId,
    /// リモート保守
    pub is_used: Used,
    /// 事業者に確かめた日
    #[serde(default)]
    pub asked_on: Option<Day>,
    /// 答えた人
    #[serde(default)]
    pub answered_by: String,
    /// 対象のシステム
    #[serde(default)]
    pub systems: Vec<SystemId>,
    /// 対象の端末・機器
    #[serde(default)]
    pub devices: Vec<DeviceId>,
    /// つなぎ方
    #[serde(default)]
    pub way: Option<ReachWay>,
    /// 製品・サービス
    #[serde(default)]
    pub product: String,
    /// つなぐとき
    #[serde(default)]
    pub timing: Option<Timing>,
    /// つなぐことを認める人
    #[serde(default)]
    pub approver: String,
    /// 二要素認証
    #[serde(default)]
    pub two_factor: Option<YesNo>,
    /// 作業の記録
    #[serde(default)]
    pub record_kept: Option<YesNo>,
    /// 使わなくなった日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Remote {
    /// Whether the answer still holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Kind, ReachWay, Span, Timing, Used, YesNo};

    const ANSWER: &str = "事業者の答え";
    const REACH: &str = "つなぎ方";
    const SAFETY: &str = "守り方";

    /// 事業者
    pub const VENDOR: Field = Field::new("vendor", "事業者", Input::Link(Kind::Vendor)).required().group(ANSWER);
    /// リモート保守
    pub const IS_USED: Field =
        Field::new("is_used", "リモート保守", Input::Choice(Used::CHOICES)).required().group(ANSWER);
    /// 事業者に確かめた日
    pub const ASKED_ON: Field =
        Field::new("asked_on", "事業者に確かめた日", Input::Day).span(Span::DEED).required().group(ANSWER);
    /// 答えた人
    pub const ANSWERED_BY: Field =
        Field::new("answered_by", "答えた人", Input::Line).group(ANSWER).hint("事業者の担当者の名前");
    /// 対象のシステム
    pub const SYSTEMS: Field = Field::new("systems", "対象のシステム", Input::Links(Kind::System))
        .group(ANSWER)
        .hint("空のままにすると、この事業者のシステムすべてについての答えになります");
    /// 対象の端末・機器
    pub const DEVICES: Field = Field::new("devices", "対象の端末・機器", Input::Links(Kind::Device)).group(ANSWER);
    /// つなぎ方
    pub const WAY: Field =
        Field::new("way", "つなぎ方", Input::Choice(ReachWay::CHOICES)).required().group(REACH).wide();
    /// 製品・サービス名
    pub const PRODUCT: Field = Field::new("product", "製品・サービス名", Input::Line).group(REACH);
    /// つなぐとき
    pub const TIMING: Field = Field::new("timing", "つなぐとき", Input::Choice(Timing::CHOICES)).group(REACH);
    /// つなぐことを認める人
    pub const APPROVER: Field =
        Field::new("approver", "つなぐことを認める人", Input::Line).group(SAFETY).hint("例 施設管理者");
    /// 二要素認証
    pub const TWO_FACTOR: Field = Field::new("two_factor", "二要素認証", Input::Choice(YesNo::CHOICES)).group(SAFETY);
    /// 作業の記録
    pub const RECORD_KEPT: Field = Field::new("record_kept", "作業の記録", Input::Choice(YesNo::CHOICES)).group(SAFETY);
    /// 使わなくなった日
    pub const ENDED_ON: Field = Field::new("ended_on", "この答えが当てはまらなくなった日", Input::Day)
        .group(SAFETY)
        .hint("当てはまる間は空のままにします");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(SAFETY);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        VENDOR,
        IS_USED,
        ASKED_ON,
        ANSWERED_BY,
        SYSTEMS,
        DEVICES,
        WAY,
        PRODUCT,
        TIMING,
        APPROVER,
        TWO_FACTOR,
        RECORD_KEPT,
        ENDED_ON,
        NOTE,
    ];
}

impl Record for Remote {
    const KIND: Kind = Kind::Remote;
    type Id = RemoteId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        match (self.is_used, self.way) {
            (Used::No, _) => Used::No.label().to_owned(),
            (Used::Yes, Some(way)) if self.product.is_empty() => way.label().to_owned(),
            (Used::Yes, Some(way)) => format!("{}（{}）", way.label(), self.product),
            (Used::Yes, None) => Used::Yes.label().to_owned(),
        }
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.vendor.into()),
            on_day: self.asked_on,
            is_active: self.ended_on.is_none(),
            sort_key: self.asked_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.title().as_str(), &self.answered_by, &self.approver].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::VENDOR, Some(self.vendor))
            .with_choice(&field::IS_USED, Some(self.is_used))
            .with_day(&field::ASKED_ON, self.asked_on)
            .with(&field::ANSWERED_BY, &self.answered_by)
            .with_links(&field::SYSTEMS, &self.systems)
            .with_links(&field::DEVICES, &self.devices)
            .with_choice(&field::WAY, self.way)
            .with(&field::PRODUCT, &self.product)
            .with_choice(&field::TIMING, self.timing)
            .with(&field::APPROVER, &self.approver)
            .with_choice(&field::TWO_FACTOR, self.two_factor)
            .with_choice(&field::RECORD_KEPT, self.record_kept)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let vendor = check.link(&field::VENDOR);
        let is_used = check.choice(&field::IS_USED);
        let asked_on = check.past_day(&field::ASKED_ON, today);
        let answered_by = check.text(&field::ANSWERED_BY);
        let systems = check.links(&field::SYSTEMS);
        let devices = check.links(&field::DEVICES);
        let way = check.choice(&field::WAY.optional());
        match (is_used, way) {
            (Some(Used::Yes), None) => check.breach(&field::WAY, "つなぎ方を選んでください"),
            (Some(Used::No), Some(_)) => {
                check.breach(&field::WAY, "「使っていない」ときは、つなぎ方を選ばないでください");
            }
            _ => {}
        }
        let product = check.text(&field::PRODUCT);
        let timing = check.choice(&field::TIMING);
        let approver = check.text(&field::APPROVER);
        let two_factor = check.choice(&field::TWO_FACTOR);
        let record_kept = check.choice(&field::RECORD_KEPT);
        let ended_on = check.past_day(&field::ENDED_ON, today);
        if let (Some(asked), Some(ended)) = (asked_on, ended_on)
            && ended < asked
        {
            check.breach(&field::ENDED_ON, "事業者に確かめた日より前の日付です。どちらかを直してください");
        }
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                vendor: vendor?,
                is_used: is_used?,
                asked_on,
                answered_by,
                systems,
                devices,
                way,
                product,
                timing,
                approver,
                two_factor,
                record_kept,
                ended_on,
                note,
            })
        })
    }
}
