//! Why a file cannot be read as a book, each with what happened and what to do.

use crate::desk::Problem;

/// Why a file is refused. Nothing has been written to the ledger when one of these is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookFault {
    /// The file holds no bytes.
    Empty,
    /// The file is larger than any ledger.
    TooLarge,
    /// It unpacks to far more than it should, or holds too many cells.
    Swollen,
    /// It is locked with a password.
    Locked,
    /// The old Excel format, xls.
    OldExcel,
    /// OpenDocument, ods.
    OpenDocument,
    /// The binary Excel format, xlsb.
    BinaryExcel,
    /// Something else; the word says what it looks like.
    NotABook(&'static str),
    /// It is a workbook, but it is damaged; the text says where.
    Damaged(String),
    /// A text file whose characters cannot be read for certain.
    Unreadable,
}

impl BookFault {
    /// What happened, and that nothing was changed.
    #[must_use]
    pub fn happened(&self) -> String {
        match self {
            Self::Empty => "選んだファイルは空です。台帳は変わっていません。".to_owned(),
            Self::TooLarge => "選んだファイルは大きすぎるため、読み込みませんでした。台帳は変わっていません。".to_owned(),
            Self::Swollen => {
                "選んだファイルは中身が多すぎるため、読み込みを中止しました。台帳は変わっていません。".to_owned()
            }
            Self::Locked => "選んだファイルには、開くためのパスワードがかかっています。台帳は変わっていません。".to_owned(),
            Self::OldExcel => "選んだファイルは古いExcelの形式（xls）です。台帳は変わっていません。".to_owned(),
            Self::OpenDocument => "選んだファイルはOpenDocument形式（ods）です。台帳は変わっていません。".to_owned(),
            Self::BinaryExcel => {
                "選んだファイルはExcelのバイナリ形式（xlsb）です。台帳は変わっていません。".to_owned()
            }
            Self::NotABook(what) => format!("選んだファイルは表ではなく、{what}のようです。台帳は変わっていません。"),
            Self::Damaged(place) => {
                format!("選んだファイルは壊れているため、読み込めませんでした（{place}）。台帳は変わっていません。")
            }
            Self::Unreadable => {
                "選んだファイルの文字を正しく読めませんでした。文字化けを防ぐため、取り込みません。台帳は変わっていません。"
                    .to_owned()
            }
        }
    }

    /// What to do.
    #[must_use]
    pub const fn next(&self) -> &'static str {
        match self {
            Self::Empty => "中身のあるファイルを選んでください。",
            Self::TooLarge => "写真などを除き、台帳のシートだけを新しいブックに写して保存し、選び直してください。",
            Self::Swollen => {
                "Excelで台帳の行だけを新しいブックに写して保存し、選び直してください。受け取ったファイルに心当たりがない場合は、開かないでください。"
            }
            Self::Locked => "Excelで開いてパスワードを外し、別の名前で保存してから選び直してください。",
            Self::OldExcel | Self::BinaryExcel => {
                "Excelで開き、「名前を付けて保存」で「Excelブック（xlsx）」を選んで保存してから、選び直してください。"
            }
            Self::OpenDocument => {
                "LibreOfficeなどで開き、「Excel 2007-365（xlsx）」の形式で保存してから、選び直してください。"
            }
            Self::NotABook(_) => "Excelのブック（xlsx）かCSVのファイルを選んでください。",
            Self::Damaged(_) => "Excelで開いて保存し直すか、元のファイルをもう一度受け取ってください。",
            Self::Unreadable => {
                "Excelで開き、「CSV UTF-8（コンマ区切り）」か「Excelブック（xlsx）」で保存してから、選び直してください。"
            }
        }
    }

    /// The code for the telephone.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "X-01",
            Self::TooLarge => "X-02",
            Self::Swollen => "X-03",
            Self::Locked => "X-04",
            Self::OldExcel => "X-05",
            Self::OpenDocument => "X-06",
            Self::BinaryExcel => "X-07",
            Self::NotABook(_) => "X-08",
            Self::Damaged(_) => "X-09",
            Self::Unreadable => "X-10",
        }
    }
}

impl From<BookFault> for Problem {
    fn from(fault: BookFault) -> Self {
        Self::new(fault.code(), fault.happened(), fault.next())
    }
}

/// What an OLE container is: a locked workbook, an old workbook, or another document.
pub(super) fn of_compound_file(bytes: &[u8]) -> BookFault {
    if has_utf16(bytes, "EncryptedPackage") || has_utf16(bytes, "EncryptionInfo") {
        BookFault::Locked
    } else if has_utf16(bytes, "Workbook") || has_utf16(bytes, "Book") {
        BookFault::OldExcel
    } else if has_utf16(bytes, "WordDocument") {
        BookFault::NotABook("Wordの文書")
    } else {
        BookFault::NotABook("別の種類の文書")
    }
}

fn has_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted.as_slice())
}

/// Files that are told by their first bytes.
pub(super) fn of_known_signature(bytes: &[u8]) -> Option<BookFault> {
    const SIGNATURES: [(&[u8], &str); 9] = [
        (b"%PDF", "PDF"),
        (b"\x89PNG", "画像"),
        (b"\xFF\xD8\xFF", "画像"),
        (b"GIF8", "画像"),
        (b"II*\0", "画像"),
        (b"{\\rtf", "文書（RTF）"),
        (b"MZ", "プログラム"),
        (b"\x7FELF", "プログラム"),
        (b"\x1F\x8B", "圧縮ファイル"),
    ];
    let found = SIGNATURES.into_iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, what)) = found {
        return Some(BookFault::NotABook(what));
    }
    let head: Vec<u8> = bytes.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    (text.starts_with("<!doctype") || text.starts_with("<html") || text.starts_with("<?xml"))
        .then_some(BookFault::NotABook("Webページ"))
}
