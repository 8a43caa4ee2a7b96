//! 引き渡し・消去: a device or medium passes into other hands, and what was done with its contents before (S000-1.5).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, DeviceId, DisposalId, Draft, Field, Index, Input, Kind, Record, Span, StaffId,
};
use crate::coded;
use crate::ledgers::device::record::EndReason;

coded! {
    /// 渡し方
    pub enum Handing {
        GivenBack = "given-back", "施設に返す（保管する）";
        PassedOn = "passed-on", "施設のほかの職員に渡す";
        StopsWork = "stops-work", "本人の持ち物。業務に使うのをやめる";
        Transferred = "transferred", "譲渡する";
        Replaced = "replaced", "機種変更で手放す";
        LeaseReturned = "lease-returned", "リース会社に返す";
        Disposed = "disposed", "廃棄する";
    }
}

impl Handing {
    /// Why the device's use ends with it; `None` where the clinic keeps it.
    #[must_use]
    pub const fn ends(self) -> Option<EndReason> {
        match self {
            Self::GivenBack | Self::PassedOn => None,
            Self::StopsWork => Some(EndReason::NotUsed),
            Self::Transferred => Some(EndReason::Transferred),
            Self::Replaced => Some(EndReason::Replaced),
            Self::LeaseReturned => Some(EndReason::LeaseReturned),
            Self::Disposed => Some(EndReason::Disposed),
        }
    }
}

coded! {
    /// データの消去
    pub enum Wiped {
        Yes = "yes", "消去した";
        No = "no", "消去していない";
    }
}

/// Usual ways to wipe a device.
pub const METHODS: &[&str] = &[
    "初期化（すべての内容と設定を消去）",
    "業務用のアプリとデータだけを消去",
    "専用ソフトで上書き消去",
    "暗号化の鍵を消去",
    "物理的に破壊",
    "業者に消去を依頼",
];

/// One handing over (引き渡し・消去).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// 端末
    pub device: DeviceId,
    /// 渡し方
    pub handing: Handing,
    /// 渡した日
    #[serde(default)]
    pub on: Option<Day>,
    /// 渡した人
    #[serde(default)]
    pub from: Option<StaffId>,
    /// 次に使う人
    #[serde(default)]
    pub to_staff: Option<StaffId>,
    /// 渡した先
    #[serde(default)]
    pub to: String,
    /// データの消去
    #[serde(default)]
    pub wiped: Option<Wiped>,
    /// 消去の方法
    #[serde(default)]
    pub method: String,
    /// 消去した日
    #[serde(default)]
    pub wiped_on: Option<Day>,
    /// 消去した人
    #[serde(default)]
    pub performer: String,
    /// 立ち会った人
    #[serde(default)]
    pub witness: String,
    /// 証明書の番号・保管場所
    #[serde(default)]
    pub proof: String,
    /// 消去しない理由
    #[serde(default)]
    pub why_not: String,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Disposal {
    /// What was done with its contents, in one line.
    #[must_use]
    pub fn wipe_line(&self) -> String {
        match self.wiped {
            Some(Wiped::Yes) => {
                let day = self.wiped_on.map(Day::short).unwrap_or_default();
                let witness =
                    if self.witness.is_empty() { String::new() } else { format!("、立ち会い {}", self.witness) };
                format!("{day} {}。{}{witness}", self.method, self.performer).trim().to_owned()
            }
            Some(Wiped::No) => format!("消去していない。{}", self.why_not),
            None => String::new(),
        }
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Handing, Input, Kind, METHODS, Span, Wiped};

    const HAND: &str = "渡し方";
    const WIPE: &str = "データの消去";
    const PROOF: &str = "証明と備考";

    /// 端末
    pub const DEVICE: Field =
        Field::new("device", "端末・媒体", Input::Link(Kind::Device)).required().group(HAND).wide();
    /// 渡し方
    pub const HANDING: Field =
        Field::new("handing", "渡し方", Input::Choice(Handing::CHOICES)).required().group(HAND).wide();
    /// 渡した日
    pub const ON: Field = Field::new("on", "渡した日", Input::Day).span(Span::DEED).required().group(HAND);
    /// 渡した人
    pub const FROM: Field = Field::new("from", "今まで使っていた人", Input::Link(Kind::Staff)).group(HAND);
    /// 次に使う人
    pub const TO_STAFF: Field = Field::new("to_staff", "次に使う人", Input::Link(Kind::Staff)).required().group(HAND);
    /// 渡した先
    pub const TO: Field =
        Field::new("to", "渡した先", Input::Line).group(HAND).hint("例 事務室の鍵付き書庫、リース会社の名前");
    /// データの消去
    pub const WIPED: Field = Field::new("wiped", "データの消去", Input::Choice(Wiped::CHOICES)).required().group(WIPE);
    /// 消去の方法
    pub const METHOD: Field = Field::new("method", "消去の方法", Input::Suggest(METHODS)).required().group(WIPE);
    /// 消去した日
    pub const WIPED_ON: Field =
        Field::new("wiped_on", "消去した日", Input::Day).span(Span::DEED).required().group(WIPE);
    /// 消去した人
    pub const PERFORMER: Field = Field::new("performer", "消去した人", Input::Line).required().group(WIPE);
    /// 立ち会った人
    pub const WITNESS: Field = Field::new("witness", "立ち会った人", Input::Line).group(WIPE);
    /// 消去しない理由
    pub const WHY_NOT: Field = Field::new("why_not", "消去しない理由", Input::Lines)
        .required()
        .group(WIPE)
        .hint("例 共用のPCで、患者の情報は保存していない");
    /// 証明書
    pub const PROOF_NOTE: Field = Field::new("proof", "証明書の番号・保管場所", Input::Line).group(PROOF).wide();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(PROOF);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        DEVICE, HANDING, ON, FROM, TO_STAFF, TO, WIPED, METHOD, WIPED_ON, PERFORMER, WITNESS, WHY_NOT, PROOF_NOTE, NOTE,
    ];
}

impl Record for Disposal {
    const KIND: Kind = Kind::Disposal;
    type Id = DisposalId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        let day = self.on.map(Day::wareki).unwrap_or_default();
        format!("{} {day}", self.handing.label()).trim().to_owned()
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.device.into()),
            on_day: self.on,
            is_active: true,
            sort_key: self.on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.to.as_str(), &self.method, &self.performer, &self.witness].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::DEVICE, Some(self.device))
            .with_choice(&field::HANDING, Some(self.handing))
            .with_day(&field::ON, self.on)
            .with_link(&field::FROM, self.from)
            .with_link(&field::TO_STAFF, self.to_staff)
            .with(&field::TO, &self.to)
            .with_choice(&field::WIPED, self.wiped)
            .with(&field::METHOD, &self.method)
            .with_day(&field::WIPED_ON, self.wiped_on)
            .with(&field::PERFORMER, &self.performer)
            .with(&field::WITNESS, &self.witness)
            .with(&field::WHY_NOT, &self.why_not)
            .with(&field::PROOF_NOTE, &self.proof)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let device = check.link(&field::DEVICE);
        let handing = check.choice(&field::HANDING);
        let on = check.past_day(&field::ON, today);
        let from = check.link(&field::FROM);
        let to_staff = check.link(&field::TO_STAFF.optional());
        let to = check.text(&field::TO);
        if handing == Some(Handing::PassedOn) && to_staff.is_none() {
            check.breach(&field::TO_STAFF, "次に使う人を選んでください");
        }
        if matches!(handing, Some(Handing::Transferred | Handing::LeaseReturned)) && to.is_empty() {
            check.breach(&field::TO, "渡した先を入力してください");
        }
        let wiped = check.choice(&field::WIPED);
        let method = check.text(&field::METHOD.optional());
        let wiped_on = check.past_day(&field::WIPED_ON.optional(), today);
        let performer = check.text(&field::PERFORMER.optional());
        let witness = check.text(&field::WITNESS);
        let why_not = check.lines(&field::WHY_NOT.optional());
        if wiped == Some(Wiped::Yes) {
            for (is_empty, field, why) in [
                (method.is_empty(), &field::METHOD, "消去の方法を入力してください"),
                (draft.get(field::WIPED_ON.key).trim().is_empty(), &field::WIPED_ON, "消去した日を入力してください"),
                (performer.is_empty(), &field::PERFORMER, "消去した人の名前を入力してください"),
            ] {
                if is_empty {
                    check.breach(field, why);
                }
            }
        }
        if wiped == Some(Wiped::No) && why_not.is_empty() {
            check.breach(&field::WHY_NOT, "消去しない理由を入力してください");
        }
        if let (Some(wiped_on), Some(handed_on)) = (wiped_on, on)
            && handed_on < wiped_on
        {
            check.breach(&field::WIPED_ON, "渡した日より後の日付です。消去してから渡します。どちらかを直してください");
        }
        let proof = check.text(&field::PROOF_NOTE);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            let (device, handing) = (device?, handing?);
            Some(Self {
                device,
                handing,
                on,
                from,
                to_staff,
                to,
                wiped,
                method,
                wiped_on,
                performer,
                witness,
                proof,
                why_not,
                note,
            })
        })
    }
}
