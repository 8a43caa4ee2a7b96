//! What is wrong with a content file: which file, which item, why, in Japanese.

use std::fmt;

use crate::desk::Problem;
use crate::profiles;

/// A content file that cannot be used (使えない設問ファイル).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFault {
    /// The file, as `assets/` names it: `self-check/2026-11.toml`.
    pub file: String,
    /// The item, clause or question; empty where it is the file itself.
    pub item: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// Why an item is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is no TOML, or has a name nobody reads; with the line where that is known, and the reader's own words.
    Unreadable {
        /// The line, from 1.
        line: Option<usize>,
        /// What the TOML reader says.
        detail: String,
    },
    /// The file's name is not the id inside it.
    Misnamed(String),
    /// A text is missing.
    Empty(&'static str),
    /// An id is not made of small letters, digits and `-`.
    BadId,
    /// An id is used twice.
    Twice,
    /// A word that stands for nothing.
    UnknownWord {
        /// Where it stands.
        place: &'static str,
        /// The word.
        word: String,
        /// Those that could stand there.
        known: String,
    },
    /// No requirement is cited.
    NoCite,
    /// The same requirement is cited twice.
    CitedTwice(String),
    /// No document is named for a cited requirement.
    NoDocument(String),
    /// A requirement is left out and cited all the same.
    LeftOutAndCited,
    /// Two items that one device can show write the same field.
    WrittenTwice(String),
    /// The items of a section do not stand together.
    Scattered(String),
    /// A question has too few or too many choices.
    Choices(usize),
    /// Two choices say the same.
    SameChoice,
    /// The right answer is none of the choices.
    NoSuchAnswer(usize),
    /// A quiz has too few or too many questions.
    Questions(usize),
    /// Neither a day nor a month.
    NotADay {
        /// Where it stands.
        place: &'static str,
        /// What stands there.
        text: String,
    },
    /// A day lies before one it has to follow.
    OutOfOrder {
        /// The earlier one.
        first: &'static str,
        /// The one that follows.
        then: &'static str,
    },
    /// An item has no number, and no note that says so.
    NoNumber,
    /// Two items have the same number.
    SameNumber(String),
    /// What an item replaces is no item of an earlier edition, or is named twice.
    ReplacesNothing(String),
    /// An item is asked of vendors, and there is no form for them.
    NoVendorForm,
    /// いいえ ends the check elsewhere than in the opening question, or does not end it there.
    EndsElsewhere,
    /// A text is longer than a screen or a sheet can show.
    TooLong {
        /// Where it stands.
        place: &'static str,
        /// How many letters are the most.
        most: usize,
    },
    /// A text holds a line break or a letter that cannot be shown.
    Unprintable(&'static str),
    /// There are more items than a checklist can have.
    TooMany(usize),
    /// An item of the edition as it is held is missing: answers hang on it.
    Gone(String),
    /// An item asks something else than in the edition as it is held, and answers hang on it.
    AsksElse(&'static str),
    /// The ledger names an edition whose file is not in it.
    NotKept,
    /// A profile is wrong.
    Profile(profiles::Flaw),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { line: Some(line), detail } => {
                write!(f, "{line}行目の書き方が違います。{}（{}）", advice(detail), detail.trim())
            }
            Self::Unreadable { line: None, detail } => {
                write!(f, "書き方が違います。{}（{}）", advice(detail), detail.trim())
            }
            Self::Misnamed(id) => write!(f, "ファイルの名前が、中に書かれた「{id}」と違います"),
            Self::Empty(place) => write!(f, "{place}が空です"),
            Self::BadId => f.write_str("idに使える文字は、英小文字・数字・ハイフンだけです"),
            Self::Twice => f.write_str("同じidが2つあります"),
            Self::UnknownWord { place, word, known } => {
                write!(f, "{place}の「{word}」は使えない語です。使える語: {known}")
            }
            Self::NoCite => f.write_str("根拠（cites）がありません"),
            Self::CitedTwice(id) => write!(f, "根拠の「{id}」が2回書かれています"),
            Self::NoDocument(id) => write!(f, "根拠の「{id}」がどの資料のものか、documentにありません"),
            Self::LeftOutAndCited => f.write_str("left_outにありますが、設問の根拠にも使われています"),
            Self::WrittenTwice(other) => write!(f, "「{other}」と同じ項目（sets）を書き換えます"),
            Self::Scattered(section) => write!(f, "見出し「{section}」の設問が、離れた所に分かれています"),
            Self::Choices(n) => write!(f, "選択肢は3つか4つにします（今は{n}）"),
            Self::SameChoice => f.write_str("同じ選択肢が2つあります"),
            Self::NoSuchAnswer(index) => write!(f, "正解の番号{index}の選択肢がありません（いちばん上が0）"),
            Self::Questions(n) => write!(f, "問題は8問から12問にします（今は{n}）"),
            Self::NotADay { place, text } => {
                write!(f, "{place}の「{text}」は日付として読めません。例 2025-05-01、日がわからなければ 2025-05")
            }
            Self::OutOfOrder { first, then } => write!(f, "{then}が、{first}より前の日になっています"),
            Self::NoNumber => f.write_str("番号（no）がありません。わからないときは、そのことをnoteに書きます"),
            Self::SameNumber(no) => write!(f, "番号「{no}」が2つの項目に付いています"),
            Self::ReplacesNothing(id) => write!(f, "前の版の項目「{id}」（replaces）がないか、2回書かれています"),
            Self::NoVendorForm => {
                f.write_str("事業者確認用にも載る項目ですが、様式（forms）に事業者確認用がありません")
            }
            Self::EndsElsewhere => {
                f.write_str("「いいえ」で点検が終わる（ends-here）のは、初めの問い（opening）だけです")
            }
            Self::TooLong { place, most } => write!(f, "{place}が長すぎます。{most}文字までにします"),
            Self::Unprintable(place) => {
                write!(f, "{place}に、改行か、表示できない文字が入っています。1行の文字だけにします")
            }
            Self::TooMany(most) => write!(f, "項目が多すぎます。1つの版に{most}項目までにします"),
            Self::Gone(id) => {
                write!(f, "入っている版にある項目「{id}」がありません。答えは項目に付くため、項目はなくせません")
            }
            Self::AsksElse(place) => write!(
                f,
                "{place}が、入っている版と違います。この版で自己評価を始めているため、尋ねることは変えられません"
            ),
            Self::NotKept => f.write_str("この版のファイルが台帳の中に見つかりません"),
            Self::Profile(flaw) => flaw.fmt(f),
        }
    }
}

/// What to look for where the reader of the file stopped; its own words are English.
fn advice(detail: &str) -> String {
    let quoted = detail.split('`').nth(1);
    match quoted {
        Some(name) if detail.starts_with("unknown field") => {
            format!("「{name}」という名前の欄はありません。つづりを確かめます")
        }
        Some(name) if detail.starts_with("missing field") => format!("「{name}」という欄がありません"),
        _ if detail.starts_with("invalid type") => {
            "値の書き方が欄に合っていません。文字は\"と\"で、いくつもの値は[と]で囲みます".to_owned()
        }
        _ if detail.starts_with("duplicate key") => "同じ名前の欄が2回書かれています".to_owned(),
        _ => "引用符やかっこの閉じ忘れ、=の抜けがないかを確かめます".to_owned(),
    }
}

impl fmt::Display for ContentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.item.is_empty() {
            write!(f, "{}: {}", self.file, self.flaw)
        } else {
            write!(f, "{}の「{}」: {}", self.file, self.item, self.flaw)
        }
    }
}

impl From<&profiles::ProfileFault> for ContentFault {
    fn from(fault: &profiles::ProfileFault) -> Self {
        Self { file: fault.file.clone(), item: fault.part.clone(), flaw: Flaw::Profile(fault.flaw.clone()) }
    }
}

impl From<&ContentFault> for Problem {
    fn from(fault: &ContentFault) -> Self {
        Self::new(
            "N-101",
            "この台帳番に入っている設問や文面に誤りがあり、使えません。台帳の中身は変わっていません。",
            "台帳番を、配布元からもう一度入れてください。直らないときは、番号と「詳しい情報」の内容を配布元に伝えてください。",
        )
        .with_detail(fault.to_string())
    }
}
