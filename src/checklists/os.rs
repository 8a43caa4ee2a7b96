//! OSの種類: read from what the ledger says about a device in free words.

use crate::base::text::fold;
use crate::coded;
use crate::ledgers::device::record::{Device, DeviceKind};

coded! {
    /// OSの種類
    pub enum Os {
        Windows = "windows", "Windows";
        Mac = "mac", "Mac";
        Ios = "ios", "iPhone・iPad";
        Android = "android", "Android";
    }
}

impl Os {
    /// What a device runs: by its OS, or where that says nothing, by its model (iPhone, MacBook); `None` where neither
    /// tells.
    #[must_use]
    pub fn of(device: &Device) -> Option<Self> {
        Self::named(&device.os).or_else(|| Self::named(&device.model))
    }

    /// The OS free words speak of: Windows 11 Pro, ｉＯＳ　26, アンドロイド.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = fold(text);
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let after_win = text.strip_prefix("win").map(|rest| rest.chars().next());
        if has(&["windows", "うぃんどうず", "ういんどうず"])
            || after_win.is_some_and(|next| next.is_none_or(|next| next.is_ascii_digit()))
        {
            Some(Self::Windows)
        } else if has(&["android", "あんどろいど"]) {
            Some(Self::Android)
        } else if has(&["ipados", "iphone", "ipad", "あいふぉん", "あいぱっど"]) || text.starts_with("ios") {
            Some(Self::Ios)
        } else if has(&["macos", "macbook", "imac", "macmini", "まっくおーえす", "まっくぶっく"])
            || text.starts_with("mac")
            || text.starts_with("osx")
        {
            Some(Self::Mac)
        } else {
            None
        }
    }

    /// Those a device of a kind could run.
    #[must_use]
    pub const fn possible(kind: DeviceKind) -> &'static [Self] {
        match kind {
            DeviceKind::Pc => &[Self::Windows, Self::Mac],
            DeviceKind::Tablet => &[Self::Ios, Self::Android, Self::Windows],
            DeviceKind::Phone => &[Self::Ios, Self::Android],
            DeviceKind::ThinClient => &[Self::Windows],
            DeviceKind::Server
            | DeviceKind::NetworkEquipment
            | DeviceKind::Usb
            | DeviceKind::Disc
            | DeviceKind::Iot
            | DeviceKind::Other => &[],
        }
    }

    /// Those a device may well run: the one we know of, or all that are possible.
    #[must_use]
    pub fn candidates(device: &Device) -> Vec<Self> {
        Self::of(device).map_or_else(|| Self::possible(device.kind).to_vec(), |os| vec![os])
    }
}

#[cfg(test)]
mod tests {
    use super::Os;

    #[test]
    fn free_words_tell_the_os() {
        for (os, words) in [
            (
                Os::Windows,
                &["Windows 11 Pro", "Ｗｉｎｄｏｗｓ１０", "win11", "Win 10", "ウィンドウズ11", "Win", "MS-Windows"][..],
            ),
            (Os::Mac, &["macOS 15", "Mac OS X 10.15", "OS X", "MacBook Air", "Mac"]),
            (Os::Ios, &["iOS 26", "iPadOS 26", "ｉＯＳ　１８", "iPhone 15", "iPad（第10世代）", "アイフォン"]),
            (Os::Android, &["Android 16", "アンドロイド", "android OS"]),
        ] {
            for text in words {
                assert_eq!(Os::named(text), Some(os), "{text}");
            }
        }
        for text in ["", "不明", "ChromeOS", "Ubuntu 24.04", "Wing OS", "Darwin", "BIOS", "AQUOS sense9", "-"] {
            assert_eq!(Os::named(text), None, "{text}");
        }
    }
}
