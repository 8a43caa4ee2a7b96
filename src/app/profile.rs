//! What this PC remembers between two starts: where the ledgers were. Never what is in them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::vault::Existing;

use super::files;

/// The most folders remembered.
const MOST: usize = 5;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    ledgers: Vec<PathBuf>,
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
        if let Ok(text) = serde_json::to_vec_pretty(&self.kept) {
            let _ = files::make_folder(&self.folder)
                .is_ok_and(|()| files::save(&self.folder.join("window.json"), Existing::Replaced, &text).is_ok());
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
}
