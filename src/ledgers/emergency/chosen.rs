//! What the clinic chose for the sheet: contacts, lines of its own, and whether it is posted at all.

use serde::{Deserialize, Serialize};

use crate::base::{ContactId, Day, Kind};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::contact::record::Contact;
use crate::vault::{Act, Detail, Reader, Tx, VaultError};

/// More numbers would not be read on a wall.
pub const MOST_CONTACTS: usize = 9;
/// So many lines of its own.
pub const MOST_LINES: usize = 4;
/// So many letters in one of them.
pub const MOST_LETTERS: usize = 60;

const KEY: &str = "emergency.sheet";

/// What the clinic chose (設定).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// The contacts that stand on it.
    pub contacts: Vec<ContactId>,
    /// Lines of its own: where the forms for paper are, where to meet (S001-6.6).
    pub lines: Vec<String>,
    /// Whether somebody agreed that it is kept beside the ledger unencrypted.
    pub is_posted: bool,
}

impl Chosen {
    /// What is chosen; nothing where nothing ever was.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let text = read.setting(KEY)?.unwrap_or_default();
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    /// What is wrong with it, in a sentence; nothing where it is sound.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if self.contacts.len() > MOST_CONTACTS {
            return Some(format!(
                "載せられる連絡先は{MOST_CONTACTS}件までです。載せない連絡先のチェックを外してください"
            ));
        }
        if self.lines.len() > MOST_LINES {
            return Some(format!("書き足せるのは{MOST_LINES}行までです。行を減らしてください"));
        }
        let is_long = |line: &&String| line.chars().count() > MOST_LETTERS;
        let long = self.lines.iter().find(is_long)?;
        let start: String = long.chars().take(10).collect();
        Some(format!("「{start}…」の行が長すぎます。{MOST_LETTERS}文字までにしてください"))
    }
}

/// Keeps what was chosen; the file follows it.
#[derive(Debug, Clone)]
pub struct KeepChosen(pub Chosen);

impl Command for KeepChosen {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self(chosen) = *self;
        if let Some(why) = chosen.fault() {
            return Err(refused(why).into());
        }
        for id in &chosen.contacts {
            let kept = tx.reader().get::<Contact>(*id)?.filter(|kept| kept.record.is_used_on(today));
            if kept.is_none() {
                return Err(refused("載せる連絡先の中に、いまは使っていないものがあります".to_owned()).into());
            }
        }
        let before = Chosen::read(&tx.reader())?;
        if before == chosen {
            return Err(same().into());
        }
        let said = match (before.is_posted, chosen.is_posted) {
            (false, true) => "緊急時対応シートを、合言葉なしで見られるようにした",
            (true, false) => "緊急時対応シートを外した",
            (true, true) | (false, false) => "緊急時対応シートに載せるものを変えた",
        };
        let text = serde_json::to_string(&chosen).map_err(|_| refused("内容を記録できません".to_owned()))?;
        tx.decide(KEY, &text, Detail::said(said))?;
        let said = match (before.is_posted, chosen.is_posted) {
            (false, true) => "緊急時対応シートを、合言葉なしで見られるようにしました",
            (true, false) => "緊急時対応シートを外しました。このパソコンに保存したファイルも消しました",
            (true, true) => "緊急時対応シートを新しくしました",
            (false, false) => "緊急時対応シートに載せるものを記録しました。まだ、合言葉なしでは見られません",
        };
        Ok(Done::said(Kind::Contact, said))
    }
}

/// The file is to say what the ledger says again.
#[derive(Debug, Clone, Copy)]
pub struct Repost;

impl Command for Repost {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        // The app makes the file anew after every step that touches contacts.
        tx.note(Act::Settings, &Detail::said("緊急時対応シートのファイルを書き直した"))?;
        Ok(Done::said(Kind::Contact, ""))
    }
}

fn same() -> Problem {
    Problem::new(
        "N-137",
        "緊急時対応シートに載せるものは、前と同じです。台帳は変わっていません。",
        "載せる連絡先のチェックか、書き足す行を変えてから、もう一度記録してください。",
    )
}

fn refused(why: String) -> Problem {
    Problem::new(
        "N-130",
        format!("緊急時対応シートの内容を記録できません。{why}。台帳は変わっていません。"),
        "「緊急時対応シート」の画面で選び直してから、もう一度記録してください。",
    )
}
