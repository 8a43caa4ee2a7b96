//! The catalogue of sheets (帳票): one line each. A new sheet is a new line.

use crate::base::{Kind, RecordId};
use crate::desk::Problem;
use crate::paper::Sheet;

use super::frame::Frame;
use super::{
    asset_ledger, backup_plans, change_notice, checklist, checklist_changes, checklist_years, contacts, device_ledger,
    documents, emergency, findings_list, incident_ledger, incident_report, leak_report, log_reviews, loss_report,
    mict_ledger, operation_log, passage, pledge, policy_list, ready, role_list, self_check, staff_card, system_list,
    takeouts, todo, training, vendor_forms, vendors, wipe,
};

/// What makes a sheet out of the facts.
pub(super) type Maker = fn(&Frame<'_>, Option<RecordId>) -> Result<Sheet, Problem>;

/// Of what time a sheet speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Of the end of a day.
    Day,
    /// Of all days from one to another; it may be long, and its pages are made in a thread.
    Period,
}

/// Where a sheet stands in the list to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The ledgers themselves.
    Ledger,
    /// Who stands behind the systems.
    Vendor,
    /// What people sign, check and attend.
    People,
    /// What happened, and what was done about it.
    Incident,
    /// The yearly check.
    Yearly,
    /// What is to be done, and what was done.
    Work,
    /// What is shown at an inspection besides.
    Inspection,
}

impl Group {
    /// Its heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ledger => "台帳",
            Self::Vendor => "事業者",
            Self::People => "職員の手続き",
            Self::Incident => "事故・紛失",
            Self::Yearly => "自己評価",
            Self::Work => "やることと記録",
            Self::Inspection => "立入検査",
        }
    }
}

/// A kind of sheet.
#[derive(Debug, Clone, Copy)]
pub struct SheetKind {
    /// Its name on the command line and in the journal: `mict-ledger`.
    pub name: &'static str,
    /// Its title, as printed.
    pub title: &'static str,
    /// Among which sheets it stands.
    pub group: Group,
    /// What is on it, in one sentence.
    pub about: &'static str,
    /// The kind of record it is about, for a sheet of one record.
    pub needs_subject: Option<Kind>,
    /// Of what time it speaks.
    pub span: Span,
    /// Makes it.
    pub(super) make: Maker,
}

const SHEETS: &[SheetKind] = &[
    SheetKind {
        name: "mict-ledger",
        title: "MICT台帳",
        group: Group::Ledger,
        about: "管理責任者・施設管理者と、利用者ごとのID・利用端末・講習・誓約書を1つにまとめた台帳です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(mict_ledger::sheet(frame)),
    },
    SheetKind {
        name: "staff-card",
        title: "利用者個票",
        group: Group::Ledger,
        about: "利用者1人分の記録をすべて載せた用紙です",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: staff_card::sheet,
    },
    SheetKind {
        name: "device-ledger",
        title: "端末台帳",
        group: Group::Ledger,
        about: "端末・サーバ・ネットワーク機器・媒体の一覧と、それぞれの安全対策です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(device_ledger::sheet(frame)),
    },
    SheetKind {
        name: "asset-ledger",
        title: "機器台帳",
        group: Group::Ledger,
        about: "サーバ・端末PC・ネットワーク機器を分けて載せます。国の点検表の2-①で見せる台帳です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(asset_ledger::sheet(frame)),
    },
    SheetKind {
        name: "wipe-record",
        title: "データ消去記録",
        group: Group::Ledger,
        about: "端末1台分の、引き渡し・返却・廃棄とデータ消去の記録です。記録がないときは記入用の用紙になります",
        needs_subject: Some(Kind::Device),
        span: Span::Day,
        make: wipe::sheet,
    },
    SheetKind {
        name: "role-list",
        title: "役割一覧",
        group: Group::Ledger,
        about: "管理責任者・施設管理者・管理権限を付与した者の、現在と過去の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(role_list::sheet(frame)),
    },
    SheetKind {
        name: "system-list",
        title: "システム一覧",
        group: Group::Ledger,
        about: "情報システムと連携ネットワークの一覧で、事業者・契約・二要素認証を載せています",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(system_list::sheet(frame)),
    },
    SheetKind {
        name: "policy-list",
        title: "方針の一覧",
        group: Group::Ledger,
        about: "パスワードと二要素認証の方針で、区分ごとの数値・資料と、例外とその理由を載せています",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(policy_list::sheet(frame)?),
    },
    SheetKind {
        name: "vendor-list",
        title: "事業者・契約一覧",
        group: Group::Vendor,
        about: "事業者の連絡先・安全管理責任者と、続いている契約の期間・更新の担当・責任の分担です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(vendors::list(frame)),
    },
    SheetKind {
        name: "remote-list",
        title: "リモート保守一覧",
        group: Group::Vendor,
        about: "遠くから保守しているかを事業者に確かめた答えと、まだ確かめていない事業者の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(vendors::remotes(frame)),
    },
    SheetKind {
        name: "disclosure-list",
        title: "MDS・SDS一覧",
        group: Group::Vendor,
        about: "システムごとの、安全対策の説明書（MDS・SDS）の受け取りと、「いいえ」の項目への対応です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(vendors::disclosures(frame)),
    },
    SheetKind {
        name: "vendor-sheet-blank",
        title: "事業者の点検表（記入用）",
        group: Group::Vendor,
        about: "事業者1件分の、事業者確認用の点検表です。紙で渡して書いてもらうときに使います",
        needs_subject: Some(Kind::Vendor),
        span: Span::Day,
        make: vendor_forms::for_the_pen,
    },
    SheetKind {
        name: "vendor-sheet",
        title: "事業者の点検表",
        group: Group::Vendor,
        about: "事業者から返ってきた、事業者確認用の点検表1件分の回答です",
        needs_subject: Some(Kind::VendorSheet),
        span: Span::Day,
        make: vendor_forms::returned,
    },
    SheetKind {
        name: "joining-check",
        title: "利用開始チェックシート",
        group: Group::People,
        about: "利用者1人分の、利用開始までの手順と、それぞれの済み・まだです",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: passage::way_in,
    },
    SheetKind {
        name: "leaving-check",
        title: "退職時チェックシート",
        group: Group::People,
        about: "利用者1人分の、IDの停止・端末の返却と消去・守秘の確認の手順と、その記録です",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: passage::way_out,
    },
    SheetKind {
        name: "change-notice",
        title: "利用者の変更届",
        group: Group::People,
        about: "連携ネットワークの事務局へ届ける、その月の追加・変更・削除の一覧です",
        needs_subject: None,
        span: Span::Period,
        make: |frame, _| change_notice::sheet(frame),
    },
    SheetKind {
        name: "pledge",
        title: "スタッフ誓約書",
        group: Group::People,
        about: "利用者1人分の誓約書です。署名がまだのときは、紙に署名する用紙になります",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: pledge::sheet,
    },
    SheetKind {
        name: "pledge-list",
        title: "誓約書一覧",
        group: Group::People,
        about: "だれが、いつ、どの版の誓約書に署名したかの一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(pledge::all(frame)),
    },
    SheetKind {
        name: "farewell",
        title: "退職後の守秘に関する確認書",
        group: Group::People,
        about: "利用者1人分の確認書です。署名がまだのときは、紙に署名する用紙になります",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: pledge::farewell,
    },
    SheetKind {
        name: "self-check",
        title: "自己点検票",
        group: Group::People,
        about: "利用者1人分の、端末ごとの最新の自己点検です",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: self_check::filled,
    },
    SheetKind {
        name: "self-check-blank",
        title: "自己点検票（記入用）",
        group: Group::People,
        about: "紙で点検するときの用紙です。利用者が使う端末ごとに、当てはまる質問だけを載せます",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: self_check::for_the_pen,
    },
    SheetKind {
        name: "self-check-state",
        title: "点検状況一覧",
        group: Group::People,
        about: "だれが、どの端末を、いつ点検したかと、次の期限の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(self_check::states(frame)),
    },
    SheetKind {
        name: "training-record",
        title: "研修記録",
        group: Group::People,
        about: "研修1回分の内容と、出席した人の一覧です。画面で確認していない人は、署名できます",
        needs_subject: Some(Kind::Training),
        span: Span::Day,
        make: training::record,
    },
    SheetKind {
        name: "training-history",
        title: "個人別受講履歴",
        group: Group::People,
        about: "利用者1人分の、講習・研修の受講の記録と、次の期限です",
        needs_subject: Some(Kind::Staff),
        span: Span::Day,
        make: training::history,
    },
    SheetKind {
        name: "incident-report",
        title: "事故報告書",
        group: Group::Incident,
        about: "事故1件分の第一報・続報・最終の報告書です。わかっていないことは「確認中」と載せます",
        needs_subject: Some(Kind::Incident),
        span: Span::Day,
        make: incident_report::report,
    },
    SheetKind {
        name: "loss-report",
        title: "紛失・盗難届",
        group: Group::Incident,
        about: "連携ネットワークの事務局へ届ける、なくした端末と、停止を頼む利用者IDの届です",
        needs_subject: Some(Kind::Incident),
        span: Span::Day,
        make: loss_report::sheet,
    },
    SheetKind {
        name: "incident-timeline",
        title: "経過記録",
        group: Group::Incident,
        about: "事故1件分の経過を、訂正も含めて書いた順にすべて載せます",
        needs_subject: Some(Kind::Incident),
        span: Span::Day,
        make: incident_report::timeline,
    },
    SheetKind {
        name: "incident-ledger",
        title: "事故台帳",
        group: Group::Incident,
        about: "その年度の事故の一覧と、原因ごとの件数です。人の名前は、選んだときだけ載せます",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(incident_ledger::sheet(frame)),
    },
    SheetKind {
        name: "leak-report",
        title: "漏えい等報告 下書き",
        group: Group::Incident,
        about: "個人情報保護委員会へ報告する9つの事項の下書きです。まだ書かれていないところに印が付きます",
        needs_subject: Some(Kind::Incident),
        span: Span::Day,
        make: leak_report::report,
    },
    SheetKind {
        name: "leak-notice",
        title: "本人への通知文 下書き",
        group: Group::Incident,
        about: "事故のことを本人に知らせる手紙の下書きです。宛名は空いています",
        needs_subject: Some(Kind::Incident),
        span: Span::Day,
        make: leak_report::notice,
    },
    SheetKind {
        name: "checklist-institution",
        title: "チェックリスト（医療機関確認用）",
        group: Group::Yearly,
        about: "サイバーセキュリティ対策の自己評価の、いちばん新しい年度の答えです。まだのときは記入用の用紙になります",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| checklist::institution(frame),
    },
    SheetKind {
        name: "checklist-pharmacy",
        title: "チェックリスト（薬局確認用）",
        group: Group::Yearly,
        about: "薬局の自己評価の、いちばん新しい年度の答えです。まだのときは記入用の用紙になります",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| checklist::pharmacy(frame),
    },
    SheetKind {
        name: "checklist-blank",
        title: "チェックリスト（記入用）",
        group: Group::Yearly,
        about: "紙に書き込むための、何も入っていないチェックリストです",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| checklist::for_the_pen(frame),
    },
    SheetKind {
        name: "checklist-round",
        title: "自己評価の記録",
        group: Group::Yearly,
        about: "選んだ自己評価の年度の答えです。前の年度や、施設内の点検用の点検表も印刷できます",
        needs_subject: Some(Kind::Assessment),
        span: Span::Day,
        make: checklist::round,
    },
    SheetKind {
        name: "checklist-years",
        title: "年次推移",
        group: Group::Yearly,
        about: "点検表ごとの、年度と見出し別の「はい」「いいえ」の数です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| checklist_years::sheet(frame),
    },
    SheetKind {
        name: "checklist-changes",
        title: "新旧対照",
        group: Group::Yearly,
        about: "点検表の前の版から、どの項目が新しくなり、変わり、なくなったかの一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| checklist_changes::sheet(frame),
    },
    SheetKind {
        name: "todo",
        title: "今月やること",
        group: Group::Work,
        about: "自己点検・講習・誓約書・対応事項などのうち、その月の終わりまでにすることの一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| todo::sheet(frame),
    },
    SheetKind {
        name: "remedy-list",
        title: "対応事項一覧",
        group: Group::Work,
        about: "見つかった問題と、担当者・目標日・対応の内容の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(self_check::remedies(frame)),
    },
    SheetKind {
        name: "takeout-ledger",
        title: "持出し台帳",
        group: Group::Work,
        about: "終わっていない持出しと、その年度に返却・不承認・取りやめになった持出しの一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(takeouts::all(frame)),
    },
    SheetKind {
        name: "takeout-request",
        title: "持出し申請書",
        group: Group::Work,
        about: "選んだ持出し1件の申請・承認・持出し・返却の確認です。まだのところは手で書き込めます",
        needs_subject: Some(Kind::Takeout),
        span: Span::Day,
        make: takeouts::request,
    },
    SheetKind {
        name: "takeout-blank",
        title: "持出し申請書（記入用）",
        group: Group::Work,
        about: "紙に書き込むための、何も入っていない持出し申請書です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(takeouts::blank(frame)),
    },
    SheetKind {
        name: "operation-log",
        title: "操作記録",
        group: Group::Work,
        about: "だれが、いつ、何をしたかの、その月の一覧です（ほかの期間は「操作記録」の画面から印刷できます）",
        needs_subject: None,
        span: Span::Period,
        make: |frame, _| operation_log::sheet(frame),
    },
    SheetKind {
        name: "ready",
        title: "立入検査で見せるもの",
        group: Group::Inspection,
        about: "見せるもの18項目が台帳にどこまでそろっているかと、足りないところ、見せる帳票の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(ready::sheet(frame)),
    },
    SheetKind {
        name: "findings",
        title: "指摘・改善計画一覧",
        group: Group::Inspection,
        about: "台帳からわかる指摘ともとになる資料、「いいえ」の項目の目標日、対応中の事項の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| findings_list::sheet(frame),
    },
    SheetKind {
        name: "document-list",
        title: "規程・文書一覧",
        group: Group::Inspection,
        about: "運用管理規程・事業継続計画・構成図などの版と、決めた日、見直し、保管場所の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(documents::all(frame)),
    },
    SheetKind {
        name: "rules-matrix",
        title: "規程の対応表",
        group: Group::Inspection,
        about: "点検表の項目ごとに、どの文書のどこに書かれているかの一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(documents::matrix(frame)),
    },
    SheetKind {
        name: "contact-chart",
        title: "連絡体制図",
        group: Group::Inspection,
        about: "事故のときに、だれからだれへ連絡するかを、施設の中と外に分けて1枚に描いた図です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(contacts::chart(frame)?),
    },
    SheetKind {
        name: emergency::NAME,
        title: emergency::TITLE,
        group: Group::Inspection,
        about: "壁に貼る1枚です。できごとごとのはじめの手順と、載せると決めた連絡先が入ります",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| emergency::sheet(frame),
    },
    SheetKind {
        name: "contact-list",
        title: "連絡先一覧",
        group: Group::Inspection,
        about: "事故のときに連絡する、施設の中と外の連絡先を、区分ごとに並べた一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(contacts::sheet(frame)),
    },
    SheetKind {
        name: "backup-plan-list",
        title: "バックアップ計画一覧",
        group: Group::Inspection,
        about: "システムごとのバックアップの取り方・世代・置き場所と、復元の確認の記録です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(backup_plans::sheet(frame)),
    },
    SheetKind {
        name: "log-review-list",
        title: "アクセスログの点検",
        group: Group::Inspection,
        about: "システムごとのログの表示のしかたと、点検した日・結果の一覧です",
        needs_subject: None,
        span: Span::Day,
        make: |frame, _| Ok(log_reviews::sheet(frame)),
    },
];

/// Every kind of sheet.
#[must_use]
pub const fn sheets() -> &'static [SheetKind] {
    SHEETS
}

/// The kind of sheet with this name.
#[must_use]
pub fn sheet_kind(name: &str) -> Option<&'static SheetKind> {
    SHEETS.iter().find(|kind| kind.name == name)
}
