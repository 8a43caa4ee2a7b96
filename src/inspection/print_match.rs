//! 印刷物の照合: which state of the ledger a printed page shows, by the characters in its foot.

use std::ops::ControlFlow;

use crate::base::text::{grouped, half};
use crate::base::{Day, Progress};
use crate::desk::Problem;
use crate::ledgers::log::LogLine;
use crate::vault::{Act, EntryView, LogFilter, Order, Reader};

/// Characters of the hash in the foot of a sheet.
const N_DIGITS: usize = 20;

/// More printings of the same pages are not told.
const MOST_PRINTS: usize = 5;

/// What stands in the foot of a sheet, as it was typed or scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintMark {
    ledger: Option<String>,
    seq: Option<u64>,
    start: [u8; N_DIGITS / 2],
}

impl PrintMark {
    /// The number of the entry it names.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        self.seq
    }

    /// The twenty characters.
    #[must_use]
    pub fn digits(&self) -> String {
        self.start.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads the twenty characters alone, the whole line with its 記録番号, or what the QR code says. Spaces,
    /// full-width characters and capitals do not matter.
    ///
    /// # Errors
    /// What to do about it, for the line under the field.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = half(text).to_lowercase();
        let (ledger, rest) = match text.trim().strip_prefix("daichoban:").and_then(|rest| rest.split_once(':')) {
            Some((ledger, rest)) => (Some(ledger.trim().to_owned()), rest.to_owned()),
            None => (None, text.replace("記録番号", "")),
        };
        let is_filler = |c: &char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '、' | '件' | '目');
        let letters: Vec<char> = rest.chars().filter(|c| !is_filler(c)).collect();
        if letters.is_empty() {
            return Err("印刷物の下にある照合文字を入力してください");
        }
        let wrong = "照合文字は、0から9とaからfの20文字です。例 9f86 d081 884c 7d65 9a2f";
        let n_number = letters.len().checked_sub(N_DIGITS).ok_or(wrong)?;
        let (number, digits) = letters.split_at_checked(n_number).ok_or(wrong)?;
        let number: String = number.iter().collect();
        let seq = if number.is_empty() { None } else { Some(number.parse().map_err(|_| wrong)?) };
        let mut start = [0; N_DIGITS / 2];
        for (byte, pair) in start.iter_mut().zip(digits.chunks(2)) {
            for digit in pair {
                let value = digit.to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(wrong)?;
                *byte = *byte * 16 + value;
            }
        }
        Ok(Self { ledger, seq, start })
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The page shows this ledger; what is known of it, sentence by sentence.
    Found(Vec<String>),
    /// It does not.
    None(Box<Problem>),
}

/// Looks for the entry a printed page names.
///
/// # Errors
/// The ledger cannot be read, or the user stopped it.
pub fn match_print(mark: &PrintMark, read: &Reader<'_>, today: Day, progress: &Progress) -> Result<Match, Problem> {
    let PrintMark { ledger, seq, start } = mark;
    let none = |problem| Ok(Match::None(Box::new(problem)));
    if let Some(ledger) = ledger.as_ref().filter(|ledger| **ledger != read.short_id()) {
        return none(other_ledger(ledger));
    }
    // With the number there is nothing to look for.
    let named = match seq {
        Some(seq) => read.entry_hash(*seq)?.filter(|hash| hash.starts_with(start)).map(|_| *seq),
        None => None,
    };
    let found = match named {
        Some(seq) => Some(seq),
        None => read.entry_by_hash(start, progress)?,
    };
    match (found, seq) {
        (None, _) => none(unknown()),
        (Some(found), Some(seq)) if found != *seq => none(other_number(found, *seq)),
        (Some(found), _) => Ok(Match::Found(told(found, mark, read, today, progress)?)),
    }
}

fn told(
    seq: u64,
    mark: &PrintMark,
    read: &Reader<'_>,
    today: Day,
    progress: &Progress,
) -> Result<Vec<String>, Problem> {
    let one = |seq: u64| -> Result<Option<EntryView>, Problem> {
        let filter = LogFilter { after: seq.checked_sub(1), before: seq.checked_add(1), ..LogFilter::default() };
        Ok(read.log(&filter)?.into_iter().next())
    };
    let Some(entry) = one(seq)? else { return Ok(Vec::new()) };
    let mut said = prints(seq, mark, read, progress)?;
    let is_noted = !said.is_empty();
    said.push(format!("この台帳から印刷されたものです。記録番号{seq}のときの内容を示しています。"));
    said.push(format!("記録番号{seq}　{}", about(&LogLine::of(&entry))));
    if !is_noted {
        // Programs before this one did not note the foot: a printing then stood right after the state it shows.
        let next = match one(seq + 1)? {
            Some(entry) if entry.act == Some(Act::ClockBack) => one(seq + 2)?,
            other => other,
        };
        let is_old = |next: &EntryView| next.act == Some(Act::Printed) && foot_of(next).is_none();
        said.push(match next.filter(is_old) {
            Some(print) => {
                format!("すぐ後に印刷の記録があります。記録番号{}　{}", print.seq, about(&LogLine::of(&print)))
            }
            None => "この照合文字での印刷の記録はありません。印刷の確認の画面を写したものか、見本かもしれません。"
                .to_owned(),
        });
    }
    let n_after = read.head()?.seq.saturating_sub(seq);
    let ago = match entry.at.day().days_until(today) {
        ..=0 => "今日".to_owned(),
        1 => "昨日".to_owned(),
        days => format!("{}日前", grouped(days.unsigned_abs())),
    };
    said.push(if n_after == 0 {
        format!("{ago}の記録です。その後の記録はなく、いまの台帳と同じです。")
    } else {
        format!("{ago}の記録です。その後に{}件の記録があります。", grouped(n_after))
    });
    Ok(said)
}

/// Every printing whose pages carry this foot, oldest first. The same pages may be printed more than once.
fn prints(seq: u64, mark: &PrintMark, read: &Reader<'_>, progress: &Progress) -> Result<Vec<String>, Problem> {
    let (digits, mut said) = (mark.digits(), Vec::new());
    let filter = LogFilter { after: Some(seq), acts: vec![Act::Printed], ..LogFilter::default() };
    read.walk(&filter, Order::Oldest, progress, |entry| {
        if foot_of(&entry) == Some(digits.as_str()) {
            let what = entry.detail.said.unwrap_or_default();
            let again = if said.is_empty() {
                "この印刷物は"
            } else {
                "同じ照合文字の印刷物がもう1つあります。"
            };
            let at = entry.at.wareki();
            said.push(format!("{again}{at}に{}さんが印刷した{what}です（記録番号{}）。", entry.operator, entry.seq));
        }
        Ok::<_, Problem>(if said.len() < MOST_PRINTS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(said)
}

/// The characters in the foot of what was printed.
fn foot_of(entry: &EntryView) -> Option<&str> {
    entry.detail.data.as_ref()?.get("head")?.as_str()
}

fn about(line: &LogLine) -> String {
    let words = [line.at.exact(), line.name.clone(), line.category.to_owned(), line.information.clone()];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("　")
}

fn unknown() -> Problem {
    Problem::new(
        "S-011",
        "この照合文字の記録は、この台帳にありません。台帳は変わっていません。",
        "打ち間違いがないか、別の施設の印刷物でないかを確かめてください。合っているときは、台帳が古い控えに戻されたか、印刷物が書き換えられたおそれがあります。管理責任者に知らせてください。",
    )
}

fn other_number(found: u64, seq: u64) -> Problem {
    Problem::new(
        "S-012",
        format!("この照合文字は記録番号{found}のもので、印刷物の記録番号{seq}と合いません。台帳は変わっていません。"),
        "番号の打ち間違いがないかを確かめてください。合っているときは、印刷物が書き換えられたおそれがあります。管理責任者に知らせてください。",
    )
}

fn other_ledger(ledger: &str) -> Problem {
    Problem::new(
        "S-013",
        format!("この印刷物は、別の台帳（台帳の番号 {ledger}）のものです。この台帳は変わっていません。"),
        "その番号の台帳を開いて、もう一度照合してください。台帳の番号は「台帳の情報」で確かめられます。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_is_read_however_it_is_typed() {
        let start = [0x9f, 0x86, 0xd0, 0x81, 0x88, 0x4c, 0x7d, 0x65, 0x9a, 0x2f];
        for (text, ledger, seq) in [
            ("9f86 d081 884c 7d65 9a2f", None, None),
            ("９Ｆ８６　ｄ０８１ 884C7d65-9a2f", None, None),
            ("記録番号 1284　9f86 d081 884c 7d65 9a2f", None, Some(1284)),
            ("1,284 9f86 d081 884c 7d65 9a2f", None, Some(1284)),
            ("daichoban:0123abcd:1284:9f86d081884c7d659a2f", Some("0123abcd"), Some(1284)),
        ] {
            let wanted = PrintMark { ledger: ledger.map(str::to_owned), seq, start };
            assert_eq!(PrintMark::read(text), Ok(wanted), "{text}");
        }
        for text in ["", "　", "9f86", "9f86 d081 884c 7d65 9a2g", "x 9f86 d081 884c 7d65 9a2f", "あ"] {
            assert!(PrintMark::read(text).is_err(), "{text}");
        }
    }
}
