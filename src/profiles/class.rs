//! アカウントの区分: what a profile can be bound to, and what a profile can ask of a log.

use crate::coded;

coded! {
    /// 区分 of accounts, each bound to one profile
    pub enum Class {
        Lock = "lock", "端末ロック";
        OsLogin = "os-login", "OSログイン";
        Server = "server", "サーバ";
        NetworkEquipment = "network-equipment", "ネットワーク機器";
        Application = "application", "業務アプリ";
        CareNetwork = "care-network", "連携ネットワーク";
        Ledger = "ledger", "台帳番";
    }
}

coded! {
    /// アクセスの記録に求められる内容: the union of all documents, a profile asks for some of them (C-9).
    pub enum LogContent {
        LoginTime = "login-time", "ログインした時刻";
        AccessTime = "access-time", "アクセスした時刻";
        Duration = "duration", "利用した時間";
        Patients = "patients", "扱った患者";
        Operations = "operations", "操作の内容";
        MedicalInformation = "medical-information", "操作した医療情報";
    }
}
