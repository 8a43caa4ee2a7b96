//! Copies of papers (写し): a PDF or a photo kept inside the encrypted ledger, the same way for every kind that has one.

use crate::base::{Day, RecordId, Scan};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::Tx;

use super::keep::Keep;

/// A record kind with a place for the copy of a paper.
pub trait Copied: Keep {
    /// What the copy is called: 「用紙の写し」.
    const WORD: &'static str;
    /// The copy.
    fn copy(&self) -> Option<&Scan>;
    /// Puts a copy in the place.
    fn set_copy(&mut self, copy: Scan);
}

/// Keeps the copy of a paper with its record.
pub struct AttachCopy<R: Copied> {
    /// The record.
    pub record: R::Id,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What attaches a copy to a record of some kind.
pub type Attacher = fn(RecordId, String, Vec<u8>) -> Box<dyn Command>;

/// The command that attaches a copy to a record of this kind.
#[must_use]
pub fn attacher<R: Copied>() -> Attacher {
    |record, name, bytes| Box::new(AttachCopy::<R> { record: record.into(), name, bytes })
}

/// A larger file would make every backup slow; a page scanned in colour has about 2 MB.
const MOST_BYTES: usize = 20 * 1024 * 1024;

impl<R: Copied> Command for AttachCopy<R> {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { record, name, bytes } = *self;
        let kept = tx.reader().get::<R>(record)?.ok_or_else(no_copy)?;
        let copy = keep(tx, &name, &bytes)?;
        let said = format!("{}「{name}」を付けました", R::WORD);
        let mut changed = kept.record;
        changed.set_copy(copy);
        tx.correct(record, &changed, Some(R::WORD))?;
        Ok(Done::said(R::KIND, said))
    }
}

/// Keeps a PDF or a photo in the encrypted ledger.
///
/// # Errors
/// It is too large, or is neither; or the file cannot be written.
pub fn keep(tx: &mut Tx<'_>, name: &str, bytes: &[u8]) -> Result<Scan, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(bytes.len()).into());
    }
    let media_type = media_type(bytes).ok_or_else(not_a_copy)?;
    let hash = tx.attach(media_type, bytes)?;
    Ok(Scan { name: name.to_owned(), hash })
}

/// What a file is, by how it begins; its name may say anything.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")];
    KNOWN.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, media_type)| media_type)
}

fn too_large(n_bytes: usize) -> Problem {
    let mega = n_bytes.div_ceil(1024 * 1024);
    Problem::new(
        "L-010",
        format!("選んだファイルは{mega}MBあり、付けられる20MBを超えています。台帳は変わっていません。"),
        "読み取りの解像度を下げるか、1枚ずつに分けて、もう一度選んでください。",
    )
}

fn not_a_copy() -> Problem {
    Problem::new(
        "L-011",
        "選んだファイルは、PDFでも画像（PNG・JPEG）でもありません。台帳は変わっていません。",
        "用紙を読み取ったPDFか、写真を選んでください。",
    )
}

/// The copy, or its record, is not there.
#[must_use]
pub fn no_copy() -> Problem {
    Problem::new(
        "L-012",
        "写しが見つかりません。もとの記録は残っています。",
        "「台帳の情報」の「今すぐ点検」で台帳を確かめてください。",
    )
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(media_type(b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"MZ"), None);
        assert_eq!(media_type(b""), None);
    }
}
