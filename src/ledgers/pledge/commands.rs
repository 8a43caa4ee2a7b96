//! 誓約書: a pledge is received and corrected.

use crate::base::{Day, Kind, PledgeId, RecordId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::keep::{Correct, Enter, Keep};

use crate::vault::Tx;

use super::record::{Pledge, Scan};

/// Enters it (受領).
pub type Receive = Enter<Pledge>;
/// Corrects it (訂正).
pub type Amend = Correct<Pledge>;

impl Keep for Pledge {
    fn carry(&mut self, before: &Self) {
        self.purpose = before.purpose;
        self.way = before.way;
        self.text.clone_from(&before.text);
        self.signature.clone_from(&before.signature);
        self.scan.clone_from(&before.scan);
        self.entered.clone_from(&before.entered);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}

/// Keeps the copy of a paper with its pledge (用紙の写し).
pub struct AttachScan {
    /// The pledge.
    pub pledge: PledgeId,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A larger file would make every backup slow; a page scanned in colour has about 2 MB.
const MOST_BYTES: usize = 20 * 1024 * 1024;

impl Command for AttachScan {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { pledge, name, bytes } = *self;
        let kept = tx.reader().get::<Pledge>(pledge)?.ok_or_else(no_scan)?;
        if bytes.len() > MOST_BYTES {
            return Err(too_large(bytes.len()).into());
        }
        let media_type = media_type(&bytes).ok_or_else(not_a_copy)?;
        let hash = tx.attach(media_type, &bytes)?;
        let said = format!("用紙の写し「{name}」を付けました");
        let record = Pledge { scan: Some(Scan { name, hash }), ..kept.record };
        tx.correct(pledge, &record, Some("用紙の写し"))?;
        Ok(Done::said(Kind::Pledge, said))
    }
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

/// The copy, or its pledge, is not there.
#[must_use]
pub fn no_scan() -> Problem {
    Problem::new(
        "L-012",
        "用紙の写しが見つかりません。誓約書の記録は残っています。",
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
