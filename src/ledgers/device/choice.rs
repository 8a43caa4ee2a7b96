//! 端末: what can be chosen for a device, medium or piece of network equipment.

use crate::coded;

coded! {
    /// 端末の種類 (S000-L4.6a; servers, network equipment and media for S003-2 and S000-B2).
    pub enum DeviceKind {
        Pc = "pc", "PC";
        Tablet = "tablet", "タブレット";
        Phone = "phone", "スマートフォン";
        Server = "server", "サーバ";
        NetworkEquipment = "network-equipment", "ネットワーク機器";
        Usb = "usb", "USBメモリ・外付けディスク";
        Disc = "disc", "CD・DVD";
        ThinClient = "thin-client", "シンクライアント端末";
        Iot = "iot", "IoT機器";
        Other = "other", "その他";
    }
}

impl DeviceKind {
    /// Whether people work on it, so that lock, antivirus and apps are asked for (S000-L4.9 to L4.11).
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        match self {
            Self::Pc | Self::Tablet | Self::Phone | Self::ThinClient => true,
            Self::Server | Self::NetworkEquipment | Self::Usb | Self::Disc | Self::Iot | Self::Other => false,
        }
    }
}

coded! {
    /// 所有
    pub enum Owner {
        Facility = "facility", "施設";
        Private = "private", "個人（私物）";
    }
}

coded! {
    /// 利用場所 (S000-L4.7)
    pub enum Place {
        Inside = "inside", "施設内";
        Outside = "outside", "施設外";
    }
}

coded! {
    /// 利用するネットワーク (S000-L4.8). 公衆無線LAN is not in the list on purpose (C-5).
    pub enum Network {
        Wired = "wired", "施設内有線LAN";
        Wireless = "wireless", "施設内無線LAN";
        Carrier = "carrier", "キャリア";
    }
}

coded! {
    /// ウイルス対策ソフト (S000-L4.10)
    pub enum Antivirus {
        Yes = "yes", "有";
        No = "no", "無";
        NotApplicable = "not-applicable", "対象外";
    }
}

coded! {
    /// 業務に使わないアプリ・機能 (S000-L4.11)
    pub enum UnusedApps {
        Removed = "removed", "削除";
        Stopped = "stopped", "停止";
        Harmless = "harmless", "影響なし確認";
        Checked = "checked", "確認済（処置の記載なし）";
        Open = "open", "未対応";
    }
}

coded! {
    /// USB接続の制限 (S003-2.9a)
    pub enum UsbLimit {
        Setting = "setting", "設定で制限";
        Physical = "physical", "物理的に制限";
        Rule = "rule", "規程で制限";
        Open = "open", "未対応";
    }
}

coded! {
    /// 私物端末の設定変更の制限 (S000-B15, C-4)
    pub enum ByodControl {
        Technical = "technical", "端末管理（MDM）などで制限";
        Rule = "rule", "規程と誓約で禁止";
        Open = "open", "制限していない";
    }
}

coded! {
    /// 持ち出し (S000-B4)
    pub enum TakeoutRule {
        Allowed = "allowed", "可";
        ByApproval = "by-approval", "承認があれば可";
        Forbidden = "forbidden", "不可";
    }
}

coded! {
    /// 終了の理由 (S000-1.5)
    pub enum EndReason {
        Disposed = "disposed", "廃棄";
        Transferred = "transferred", "譲渡";
        Replaced = "replaced", "機種変更";
        LeaseReturned = "lease-returned", "リース返却";
        Lost = "lost", "紛失・盗難";
        NotUsed = "not-used", "業務で使わなくなった";
    }
}
