//! Where in the window we are. Labels of menus and titles sit here, once.

use crate::base::{AccountId, AssessmentId, Day, DeviceId, IncidentId, Kind, RecordId, StaffId};
use crate::vault::Act;

/// A place in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// ホーム
    Home,
    /// The list of a kind (利用者, 端末 …); for 施設 the record itself.
    List(Kind),
    /// One record on a page (利用者: with IDs, devices, pledge and training).
    Page(Kind, RecordId),
    /// The form for a new record, about another one where that is known (a device for this person).
    New(Kind, Option<RecordId>),
    /// The form for a new record of a sort, by the sort's code (管理責任者 of 役割).
    NewAs(Kind, String),
    /// The form to correct a record.
    Edit(Kind, RecordId),
    /// 履歴 of a record
    History(Kind, RecordId),
    /// 印刷: choose a sheet
    Sheets,
    /// 印刷 preview of a sheet
    Sheet(SheetOrder),
    /// 取り込み
    Import,
    /// 操作記録
    Log,
    /// 控え
    Backups,
    /// 操作者
    Operators,
    /// 自分の手続き: one's own record, procedures and keys
    Own,
    /// 職員の手続き: whom to hand the chair to (職員モード), who comes and who leaves, what waits to be confirmed
    Chair,
    /// 自己点検: somebody's check of a device
    SelfCheck(StaffId, DeviceId),
    /// 運用ポリシーの確認: somebody's own
    Policy(StaffId),
    /// 講習: somebody's own, with its questions
    Lesson(StaffId),
    /// 誓約書の署名: somebody's own
    Sign(StaffId),
    /// 退職後の守秘の確認: somebody's own, on leaving
    Farewell(StaffId),
    /// パスワードの変更: somebody's own, of one ID
    Password(StaffId, AccountId),
    /// 持出しの申請: somebody's own
    TakeOut(StaffId),
    /// 手続き: what somebody has to do, step by step; while they join, until all of it is there
    Steps(StaffId),
    /// 利用終了の手続き: somebody leaves, step by step
    Leaving(StaffId),
    /// 利用開始の手続き: somebody new comes
    Welcome,
    /// 自己評価: the rounds, year by year, and where the next one begins
    Assessments,
    /// 自己評価: one round, item by item
    Assess(AssessmentId),
    /// 事故・紛失が起きたら: what has happened, or the one that goes on
    Alarm,
    /// 事故への対応: one incident, step by step
    Respond(IncidentId),
    /// 個人情報保護委員会への報告: whether, until when, what, and what went out
    LeakReport(IncidentId),
    /// 自分の合言葉: until it is chosen there is no other place
    OwnPassphrase,
    /// 設定・台帳の情報
    About,
    /// 方針: which document each class of accounts follows
    Profiles,
    /// 最初の設定: what is left to do after a ledger was made
    Setup,
    /// 規程の対応表: where each item of the yearly checklist is written
    Matrix,
    /// 連絡体制図: who is called by whom, as boxes and arrows
    Chart,
    /// 緊急時対応シート: what can be seen without a passphrase
    Emergency,
}

/// Which sheet, about whom, as of when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOrder {
    /// The sheet's name on the command line: `mict-ledger`.
    pub sheet: &'static str,
    /// The record it is about, for a sheet of one person.
    pub subject: Option<RecordId>,
    /// As of the end of this day; today when `None`. For a sheet of a period, its last day.
    pub as_of: Option<Day>,
    /// For a sheet of a period, its first day; the first of the month when `None`.
    pub from: Option<Day>,
    /// Which of its forms, where it has several (第一報, 続報 …); the usual one when empty.
    pub variant: &'static str,
    /// What the list showed that it was ordered from, where that was not all of it.
    pub listed: Option<Listed>,
}

/// What a list showed when it was to be printed: carried to the sheet, never worked out a second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How it was narrowed and ordered, for the head: 検索：山田.
    pub words: Vec<String>,
    /// What it showed.
    pub rows: ListedRows,
    /// Whether that is printed or everything.
    pub extent: Extent,
}

/// The rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListedRows {
    /// Records.
    Records {
        /// The kind.
        kind: Kind,
        /// Those in sight, in their order.
        ids: Vec<RecordId>,
    },
    /// Lines of the operation record: what was sought in it.
    Journal {
        /// Only these acts; all when empty.
        acts: Vec<Act>,
        /// Only this operator.
        operator: Option<String>,
        /// Only lines that hold this; folded.
        word: String,
    },
}

/// How much of a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// この表示のまま
    Shown,
    /// すべて
    All,
}

impl Extent {
    /// Both, in the order to choose from.
    pub const ALL: [Self; 2] = [Self::Shown, Self::All];

    /// Its word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Shown => "この表示のまま",
            Self::All => "すべて",
        }
    }
}

impl SheetOrder {
    /// A sheet as of today.
    #[must_use]
    pub const fn today(sheet: &'static str) -> Self {
        Self { sheet, subject: None, as_of: None, from: None, variant: "", listed: None }
    }

    /// What a list showed, where that is what is printed.
    #[must_use]
    pub fn shown(&self) -> Option<&Listed> {
        self.listed.as_ref().filter(|listed| listed.extent == Extent::Shown)
    }

    /// How the list was narrowed and ordered, where that is what is printed: （検索：山田 ・ 並び順：氏名）
    #[must_use]
    pub fn narrowed(&self) -> String {
        self.shown().map_or_else(String::new, |listed| format!("（{}）", listed.words.join(" ・ ")))
    }

    /// Whether the other one is about the same, only more or less of it.
    #[must_use]
    pub fn is_same_paper(&self, other: &Self) -> bool {
        let bare = |order: &Self| Self { listed: None, ..order.clone() };
        bare(self) == bare(other)
    }
}

impl Route {
    /// The title of the page and the word in the menu.
    #[must_use]
    #[allow(clippy::too_many_lines)] // one line a place, and each has its word
    pub fn label(&self) -> &'static str {
        match self {
            Self::Home => "ホーム",
            Self::List(kind) | Self::Page(kind, _) => kind.label(),
            Self::New(kind, _) | Self::NewAs(kind, _) => entering(*kind),
            Self::Edit(kind, _) => correcting(*kind),
            Self::History(..) => "履歴",
            Self::Sheets | Self::Sheet(_) => "印刷",
            Self::Import => "取り込み",
            Self::Log => "操作記録",
            Self::Backups => "控え",
            Self::Operators => "操作者",
            Self::Own => "自分の手続き",
            Self::Chair => "職員の手続き",
            Self::SelfCheck(..) => Kind::SelfCheck.label(),
            Self::Policy(_) => Kind::PolicyRead.label(),
            Self::Lesson(_) => Kind::Attendance.label(),
            Self::Sign(_) => "誓約書の署名",
            Self::Farewell(_) => "退職後の守秘の確認",
            Self::Password(..) => "パスワードの変更",
            Self::TakeOut(_) => entering(Kind::Takeout),
            Self::Steps(_) => "手続き",
            Self::Leaving(_) => "利用終了の手続き",
            Self::Welcome => "利用開始の手続き",
            Self::Assessments | Self::Assess(_) => Kind::Assessment.label(),
            Self::Alarm => "事故・紛失が起きたら",
            Self::Respond(_) => "事故への対応",
            Self::LeakReport(_) => "個人情報保護委員会への報告",
            Self::OwnPassphrase => "自分の合言葉",
            Self::About => "台帳の情報",
            Self::Profiles => "方針",
            Self::Setup => "最初の設定",
            Self::Matrix => "規程の対応表",
            Self::Chart => "連絡体制図",
            Self::Emergency => "緊急時対応シート",
        }
    }

    /// Whose own procedure it is.
    #[must_use]
    pub const fn person(&self) -> Option<StaffId> {
        match self {
            Self::SelfCheck(person, _)
            | Self::Password(person, _)
            | Self::TakeOut(person)
            | Self::Policy(person)
            | Self::Lesson(person)
            | Self::Sign(person)
            | Self::Farewell(person) => Some(*person),
            Self::Home
            | Self::List(_)
            | Self::Page(..)
            | Self::New(..)
            | Self::NewAs(..)
            | Self::Edit(..)
            | Self::History(..)
            | Self::Sheets
            | Self::Sheet(_)
            | Self::Import
            | Self::Log
            | Self::Backups
            | Self::Operators
            | Self::Own
            | Self::Chair
            | Self::Steps(_)
            | Self::Leaving(_)
            | Self::Welcome
            | Self::Assessments
            | Self::Assess(_)
            | Self::Alarm
            | Self::Respond(_)
            | Self::LeakReport(_)
            | Self::OwnPassphrase
            | Self::About
            | Self::Profiles
            | Self::Setup
            | Self::Matrix
            | Self::Chart
            | Self::Emergency => None,
        }
    }

    /// The kind of record it is about, for a place that belongs to a ledger.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        match self {
            Self::List(kind)
            | Self::Page(kind, _)
            | Self::New(kind, _)
            | Self::NewAs(kind, _)
            | Self::Edit(kind, _)
            | Self::History(kind, _) => Some(*kind),
            Self::Home
            | Self::Sheets
            | Self::Sheet(_)
            | Self::Import
            | Self::Log
            | Self::Backups
            | Self::Operators
            | Self::Own
            | Self::Chair
            | Self::SelfCheck(..)
            | Self::Policy(_)
            | Self::Lesson(_)
            | Self::Sign(_)
            | Self::Farewell(_)
            | Self::Password(..)
            | Self::TakeOut(_)
            | Self::Steps(_)
            | Self::Leaving(_)
            | Self::Welcome
            | Self::Assessments
            | Self::Assess(_)
            | Self::Alarm
            | Self::Respond(_)
            | Self::LeakReport(_)
            | Self::OwnPassphrase
            | Self::About
            | Self::Profiles
            | Self::Setup
            | Self::Matrix
            | Self::Chart
            | Self::Emergency => None,
        }
    }

    /// The entry of the sidebar it belongs to.
    #[must_use]
    pub fn menu(&self) -> Self {
        match (self.kind(), self) {
            (
                Some(
                    Kind::Account
                    | Kind::Attendance
                    | Kind::PolicyRead
                    | Kind::Pledge
                    | Kind::SelfCheck
                    | Kind::Passage,
                ),
                _,
            ) => Self::List(Kind::Staff),
            (Some(Kind::Disposal), _) => Self::List(Kind::Device),
            (Some(Kind::LogReview), _) => Self::List(Kind::System),
            (Some(Kind::RestoreTest), _) => Self::List(Kind::BackupPlan),
            (Some(Kind::Contract | Kind::Remote | Kind::Disclosure | Kind::VendorSheet), _) => Self::List(Kind::Vendor),
            (Some(Kind::Training), _) => Self::Chair,
            (Some(Kind::Assessment), _) | (None, Self::Assess(_)) => Self::Assessments,
            (Some(kind), _) => Self::List(kind),
            (None, Self::Respond(_) | Self::LeakReport(_)) => Self::List(Kind::Incident),
            (None, Self::Sheet(_)) => Self::Sheets,
            (None, Self::Profiles) => Self::About,
            (None, Self::Matrix) => Self::List(Kind::Document),
            (None, Self::Chart) => Self::List(Kind::Contact),
            (None, Self::Steps(_) | Self::Leaving(_) | Self::Welcome) => Self::Chair,
            (
                None,
                Self::SelfCheck(..)
                | Self::Policy(_)
                | Self::Lesson(_)
                | Self::Sign(_)
                | Self::Farewell(_)
                | Self::Password(..)
                | Self::TakeOut(_),
            ) => Self::Own,
            (None, own) => own.clone(),
        }
    }
}

/// The title of the form for a new record.
const fn entering(kind: Kind) -> &'static str {
    match kind {
        Kind::Clinic => "施設の登録",
        Kind::Role => "役割の登録",
        Kind::Staff => "利用者の登録",
        Kind::System => "システムの登録",
        Kind::Account => "利用者IDの登録",
        Kind::Device => "端末の登録",
        Kind::Attendance => "講習の登録",
        Kind::PolicyRead => "運用ポリシーの確認の登録",
        Kind::Pledge => "誓約書の登録",
        Kind::SelfCheck => "自己点検の登録",
        Kind::Remedy => "対応事項の登録",
        Kind::Training => "研修の登録",
        Kind::Disposal => "端末の引き渡し・返却・廃棄",
        Kind::Passage => "開始・終了の手続きの登録",
        Kind::Assessment => "自己評価の登録",
        Kind::Document => "規程・文書の登録",
        Kind::Contact => "連絡先の登録",
        Kind::BackupPlan => "バックアップ計画の登録",
        Kind::RestoreTest => "復元の確認の登録",
        Kind::LogReview => "アクセスログの点検の登録",
        Kind::Vendor => "事業者の登録",
        Kind::Contract => "保守契約の登録",
        Kind::Remote => "リモート保守の登録",
        Kind::Disclosure => "MDS・SDSの登録",
        Kind::VendorSheet => "事業者の点検表の用意",
        Kind::Incident => "終わった事故の登録",
        Kind::Takeout => "持出しの申請",
    }
}

/// The title of the form to correct a record.
const fn correcting(kind: Kind) -> &'static str {
    match kind {
        Kind::Clinic => "施設の訂正",
        Kind::Role => "役割の訂正",
        Kind::Staff => "利用者の訂正",
        Kind::System => "システムの訂正",
        Kind::Account => "利用者IDの訂正",
        Kind::Device => "端末の訂正",
        Kind::Attendance => "講習の訂正",
        Kind::PolicyRead => "運用ポリシーの確認の訂正",
        Kind::Pledge => "誓約書の訂正",
        Kind::SelfCheck => "自己点検の訂正",
        Kind::Remedy => "対応事項の訂正",
        Kind::Training => "研修の訂正",
        Kind::Disposal => "引き渡し・消去の訂正",
        Kind::Passage => "開始・終了の手続きの訂正",
        Kind::Assessment => "自己評価の訂正",
        Kind::Document => "規程・文書の訂正",
        Kind::Contact => "連絡先の訂正",
        Kind::BackupPlan => "バックアップ計画の訂正",
        Kind::RestoreTest => "復元の確認の訂正",
        Kind::LogReview => "アクセスログの点検の訂正",
        Kind::Vendor => "事業者の訂正",
        Kind::Contract => "保守契約の訂正",
        Kind::Remote => "リモート保守の訂正",
        Kind::Disclosure => "MDS・SDSの訂正",
        Kind::VendorSheet => "事業者の点検表の訂正",
        Kind::Incident => "事故の記録の訂正",
        Kind::Takeout => "持出しの訂正",
    }
}
