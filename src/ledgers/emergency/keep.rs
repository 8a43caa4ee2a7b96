//! The file beside the ledger: read for whoever has no passphrase, and made anew when the ledger says something else.

use std::path::Path;

use crate::base::Moment;
use crate::desk::Problem;
use crate::ledgers::contact::record::Contact;
use crate::vault::{Vault, VaultError, posted};

use super::chosen::Chosen;
use super::posted::{Posted, PostedFault};

/// What is posted in a ledger's folder, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// What can be shown; nothing where nothing is posted or it cannot be read.
    pub posted: Option<Posted>,
    /// Why it cannot be shown.
    pub problem: Option<Problem>,
    is_newer: bool,
}

impl Kept {
    /// Looks into a ledger's folder.
    #[must_use]
    pub fn look(folder: &Path) -> Self {
        let bytes = match posted::posted(folder) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Self::default(),
            Err(error) => return Self { problem: Some(unreadable(&error)), ..Self::default() },
        };
        match Posted::read(&bytes) {
            Ok(posted) => Self { posted: Some(posted), ..Self::default() },
            Err(fault) => Self { posted: None, problem: Some(explain(fault)), is_newer: fault == PostedFault::Newer },
        }
    }
}

impl Kept {
    /// Whether a newer program has written it, which is left alone.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        self.is_newer
    }
}

/// What was done with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewed {
    /// It said so already, or nothing is posted.
    Same,
    /// It was missing.
    Written,
    /// It said something else, or was damaged.
    Replaced,
}

/// Makes the file say what the ledger says: writes it where it is missing, older or damaged, and takes it down where the
/// ledger says that nothing is posted. What a newer program has written is left alone.
///
/// # Errors
/// The ledger cannot be read, or the file cannot be written.
pub fn renew(vault: &Vault, at: Moment) -> Result<Renewed, Problem> {
    let read = vault.reader();
    let chosen = Chosen::read(&read)?;
    let folder = vault.dir();
    let known = match posted::posted(folder) {
        Ok(kept) => kept.as_deref().map(Posted::read),
        // What cannot be read is written anew; where that is not possible either, it is told.
        Err(_) => Some(Err(PostedFault::Damaged)),
    };
    if matches!(known, Some(Err(PostedFault::Newer))) {
        return Ok(Renewed::Same);
    }
    if !chosen.is_posted {
        if known.is_some() {
            posted::take_down(folder).map_err(|error| not_taken_down(&error))?;
        }
        return Ok(Renewed::Same);
    }
    let wanted = Posted::of(&chosen, &read.list::<Contact>()?, at);
    if matches!(&known, Some(Ok(known)) if known.says_the_same(&wanted)) {
        return Ok(Renewed::Same);
    }
    posted::post(folder, &wanted.bytes()).map_err(|error| not_written(&error))?;
    Ok(if known.is_some() { Renewed::Replaced } else { Renewed::Written })
}

fn explain(fault: PostedFault) -> Problem {
    match fault {
        PostedFault::Damaged => Problem::new(
            "N-132",
            "緊急時対応シートのファイルが壊れているため、電話番号を出せません。下の手順はそのまま使えます。台帳は無事です。",
            "印刷してあるシートか、いつもの連絡先の控えを見てください。台帳を開くと、シートのファイルを作り直します。",
        ),
        PostedFault::Newer => Problem::new(
            "N-133",
            "緊急時対応シートのファイルは、新しい版の台帳番で作られています。電話番号を出せません。下の手順はそのまま使えます。台帳は無事です。",
            "印刷してあるシートを見るか、新しい版の台帳番で開いてください。",
        ),
    }
}

fn unreadable(error: &VaultError) -> Problem {
    Problem::new(
        "N-134",
        "緊急時対応シートのファイルを読めないため、電話番号を出せません。下の手順はそのまま使えます。台帳は無事です。",
        "印刷してあるシートを見てください。フォルダーの場所（USBメモリーなど）がつながっているかも確かめてください。",
    )
    .with_detail(error.code())
}

fn not_written(error: &VaultError) -> Problem {
    Problem::new(
        "N-135",
        "台帳は記録しましたが、緊急時対応シートのファイルを書けませんでした。合言葉なしで見られる番号は、前のままです。",
        "ディスクの空きと、台帳のフォルダーに書き込めるかを確かめてから、「緊急時対応シート」の画面で「今の内容で書き直す」を押してください。",
    )
    .with_detail(error.code())
}

fn not_taken_down(error: &VaultError) -> Problem {
    Problem::new(
        "N-136",
        "緊急時対応シートのファイルを消せませんでした。載せていた番号は、合言葉なしで見られるままです。台帳は無事です。",
        "ほかのソフトで開いていれば閉じて、台帳を開き直してください。開くときに、もう一度消します。",
    )
    .with_detail(error.code())
}
