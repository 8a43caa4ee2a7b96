//! 事故: the lists its fields are chosen from.

use crate::coded;

coded! {
    /// 事故の種類: which guided flow it follows (S004-3.1b, S004-1.13).
    pub enum FlowKind {
        DeviceLoss = "device-loss", "端末の紛失・盗難";
        PaperLoss = "paper-loss", "書類・記録媒体の紛失・盗難";
        Misdirected = "misdirected", "メール・FAX・書類の誤送信、渡し間違い";
        Spoken = "spoken", "話し声・口頭での情報もれ";
        Intrusion = "intrusion", "不正アクセス";
        Malware = "malware", "ウイルス・ランサムウェア";
        Insider = "insider", "内部の人の不正な持ち出し・利用";
        Vendor = "vendor", "事業者での情報もれの疑い";
        /// What none of the others is: a wrong setting, a failure.
        Other = "other", "そのほか（設定の誤り・故障など）";
    }
}

coded! {
    /// 区分: what happened, as the report names it (B-3).
    pub enum Sort {
        Lost = "lost", "紛失";
        Stolen = "stolen", "盗難";
        LeftBehind = "left-behind", "置き忘れ";
        Mail = "mail", "メール誤送信";
        Fax = "fax", "FAX誤送信";
        Handed = "handed", "書類誤交付";
        Spoken = "spoken", "口頭漏えい";
        TakenOut = "taken-out", "不正持ち出し";
        Intrusion = "intrusion", "不正アクセス";
        Malware = "malware", "マルウェア";
        Ransomware = "ransomware", "ランサムウェア";
        Misconfigured = "misconfigured", "設定ミス";
        Failure = "failure", "システム障害";
        Other = "other", "その他";
    }
}

coded! {
    /// はい・いいえ・わからない. What is not known is never taken for no.
    pub enum Sure {
        Yes = "yes", "はい";
        No = "no", "いいえ";
        Unknown = "unknown", "わからない";
    }
}

coded! {
    /// 人数のわかり方 (S004-3.1e)
    pub enum PeopleBy {
        Known = "known", "人数がわかっている";
        UpTo = "up-to", "多くてもこの人数";
        Unknown = "unknown", "まだわからない";
    }
}

coded! {
    /// 情報の項目: what sort of data it was, never the values (B-3).
    pub enum DataItem {
        Name = "name", "氏名";
        Address = "address", "住所・電話番号";
        Birth = "birth", "生年月日・性別";
        Insurance = "insurance", "保険証・公費の番号";
        Diagnosis = "diagnosis", "病名・診療の記録";
        Medicine = "medicine", "処方・薬の記録";
        Test = "test", "検査の結果";
        Picture = "picture", "写真・画像";
        Care = "care", "介護・生活の記録";
        Family = "family", "家族の情報";
        Login = "login", "ID・パスワード";
        Payment = "payment", "カード・口座の番号";
        MyNumber = "my-number", "マイナンバー";
        Staff = "staff", "職員の情報";
        Other = "other", "その他";
    }
}

coded! {
    /// 保管の形
    pub enum Form {
        Device = "device", "端末の中";
        Medium = "medium", "USBメモリなどの記録媒体";
        Paper = "paper", "紙";
        Server = "server", "サーバ・クラウド";
        Message = "message", "メール・FAX・メッセージ";
        Voice = "voice", "会話";
        Other = "other", "その他";
    }
}

coded! {
    /// 原因 (S004-1.14, and ransomware).
    pub enum Cause {
        Management = "management", "管理ミス";
        Operation = "operation", "誤操作";
        Lost = "lost", "紛失・置忘れ";
        Theft = "theft", "盗難";
        TakenOut = "taken-out", "不正な情報持ち出し";
        Intrusion = "intrusion", "不正アクセス";
        Insider = "insider", "内部犯罪・内部不正行為";
        Hole = "hole", "バグ・セキュリティホール";
        Setting = "setting", "設定ミス";
        Purpose = "purpose", "目的外使用";
        Virus = "virus", "ワーム・ウイルス";
        Ransomware = "ransomware", "ランサムウェア";
        Other = "other", "その他";
        Unknown = "unknown", "不明";
    }
}

coded! {
    /// 暗号化による除外: only a person decides it, and only where the state of the key is known (C-16).
    pub enum Exclusion {
        Applies = "applies", "報告の対象から外れると判断した";
        Refused = "refused", "外れないと判断した";
    }
}

coded! {
    /// 手順の結果
    pub enum Outcome {
        Done = "done", "済み";
        CouldNot = "could-not", "できなかった";
        NotApplicable = "not-applicable", "対象外";
    }
}

coded! {
    /// 報告・届出・通知: what went out to whom.
    pub enum Report {
        First = "first", "事故報告書（第一報）";
        Follow = "follow", "事故報告書（続報）";
        Last = "last", "事故報告書（最終）";
        Network = "network", "連携ネットワークへの届出";
        Police = "police", "警察への届出";
        Prompt = "prompt", "個人情報保護委員会への速報";
        Final = "final", "個人情報保護委員会への確報";
        Person = "person", "本人への通知";
        Publication = "publication", "公表";
        Other = "other", "そのほかの報告";
    }
}

impl FlowKind {
    /// What can have happened there; the first is meant where nothing else is said.
    #[must_use]
    pub const fn sorts(self) -> &'static [Sort] {
        match self {
            Self::DeviceLoss | Self::PaperLoss => &[Sort::Lost, Sort::Stolen, Sort::LeftBehind],
            Self::Misdirected => &[Sort::Mail, Sort::Fax, Sort::Handed],
            Self::Spoken => &[Sort::Spoken],
            Self::Intrusion => &[Sort::Intrusion],
            Self::Malware => &[Sort::Malware, Sort::Ransomware],
            Self::Insider => &[Sort::TakenOut, Sort::Intrusion, Sort::Other],
            Self::Vendor => &[
                Sort::Other,
                Sort::Intrusion,
                Sort::Malware,
                Sort::Ransomware,
                Sort::Lost,
                Sort::Misconfigured,
                Sort::TakenOut,
            ],
            Self::Other => &[Sort::Other, Sort::Misconfigured, Sort::Failure],
        }
    }
}
