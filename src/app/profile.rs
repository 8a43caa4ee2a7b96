//! What this PC remembers between two starts: where the ledgers were, and how the window stood. Never what is in them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files;
use super::side::Breadth;
use super::window::Placed;

/// The most folders remembered.
const MOST: usize = 5;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    ledgers: Vec<PathBuf>,
    menu: Breadth,
    window: Option<Placed>,
}

/// This PC's profile.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
    kept: Kept,
}

impl Profile {
    /// Reads the profile; an unreadable one is the same as none.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        let text = files::read_text(&folder.join("window.json")).unwrap_or_default();
        Self { folder: folder.to_owned(), kept: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// The folders of the ledgers, last used first.
    #[must_use]
    pub fn ledgers(&self) -> &[PathBuf] {
        &self.kept.ledgers
    }

    /// Remembers the ledger that was just opened. A profile that cannot be written is no harm.
    pub fn remember(&mut self, ledger: &Path) {
        self.kept.ledgers.retain(|known| known != ledger);
        self.kept.ledgers.insert(0, ledger.to_owned());
        self.kept.ledgers.truncate(MOST);
        self.save();
    }

    /// How broad the sidebar was last left.
    #[must_use]
    pub const fn menu(&self) -> Breadth {
        self.kept.menu
    }

    /// Remembers how broad the sidebar is.
    pub fn set_menu(&mut self, menu: Breadth) {
        self.kept.menu = menu;
        self.save();
    }

    /// Where the window was last.
    #[must_use]
    pub const fn window(&self) -> Option<Placed> {
        self.kept.window
    }

    /// Remembers where the window is; nothing is written where it has not changed.
    pub fn set_window(&mut self, placed: Placed) {
        if self.kept.window != Some(placed) {
            self.kept.window = Some(placed);
            self.save();
        }
    }

    fn save(&self) {
        if let Ok(text) = serde_json::to_vec_pretty(&self.kept) {
            let _ = files::make_folder(&self.folder)
                .is_ok_and(|()| files::save(&self.folder.join("window.json"), &text).is_ok());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ledger_used_last_stands_first() {
        let home = tempfile::tempdir().unwrap();
        let mut profile = Profile::open(home.path());
        profile.remember(Path::new("甲"));
        profile.remember(Path::new("乙"));
        profile.remember(Path::new("甲"));
        assert_eq!(Profile::open(home.path()).ledgers(), [PathBuf::from("甲"), PathBuf::from("乙")]);
    }

    #[test]
    fn the_window_and_the_menu_come_back_and_do_not_cost_the_ledgers() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("window.json"), r#"{"ledgers": ["甲"]}"#).unwrap();
        let mut profile = Profile::open(home.path());
        assert_eq!((profile.menu(), profile.window()), (Breadth::Names, None), "a profile of before");
        let placed = Placed { at: Some([-8, 12]), size: [900.0, 500.5], is_maximized: true };
        profile.set_window(placed);
        profile.set_menu(Breadth::Icons);
        let profile = Profile::open(home.path());
        assert_eq!((profile.menu(), profile.window()), (Breadth::Icons, Some(placed)));
        assert_eq!(profile.ledgers(), [PathBuf::from("甲")]);
    }
}
