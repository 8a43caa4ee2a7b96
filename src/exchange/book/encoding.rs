//! Tells how a text file was written and reads it without a single wrong character, or not at all.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::BookFault;

/// A text and how it was written.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// UTF-8, CP932 …
    pub encoding: &'static str,
    /// What is worth saying about it.
    pub remarks: Vec<String>,
}

/// Decodes a text file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, BookFault> {
    let marks: [(&[u8], &'static Encoding, &'static str); 3] =
        [(b"\xEF\xBB\xBF", UTF_8, "UTF-8"), (b"\xFF\xFE", UTF_16LE, "UTF-16"), (b"\xFE\xFF", UTF_16BE, "UTF-16")];
    for (mark, encoding, name) in marks {
        if let Some(body) = bytes.strip_prefix(mark) {
            return strict(encoding, body, name).or(Err(BookFault::Unreadable)).and_then(checked);
        }
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strict(encoding, bytes, "UTF-16").or(Err(BookFault::Unreadable)).and_then(checked);
    }
    let mut candidates: Vec<(&'static Encoding, &'static str)> =
        vec![(UTF_8, "UTF-8"), (SHIFT_JIS, "CP932"), (EUC_JP, "EUC-JP")];
    if bytes.windows(2).any(|pair| pair == b"\x1B$") {
        candidates.insert(0, (ISO_2022_JP, "ISO-2022-JP"));
    }
    let mut readings = candidates.into_iter().filter_map(|(encoding, name)| strict(encoding, bytes, name).ok());
    let first = readings.next().ok_or(BookFault::Unreadable)?;
    // EUC-JP text is often sound CP932 by its bytes, but then reads as rows of half-width kana and rare kanji.
    let best = match (first.encoding, readings.next()) {
        ("CP932", Some(other)) if oddness(&other.text) * 4 < oddness(&first.text) => other,
        _ => first,
    };
    checked(best)
}

/// Decodes without replacing anything.
fn strict(encoding: &'static Encoding, bytes: &[u8], name: &'static str) -> Result<Decoded, ()> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(())?;
    Ok(Decoded { text: text.into_owned(), encoding: name, remarks: Vec::new() })
}

/// UTF-16 without its mark: every other byte of mostly plain text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2000))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 2;
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() {
        n if odd * 5 > n && even == 0 => Some(UTF_16LE),
        n if even * 5 > n && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Half-width kana count: a lot of them side by side means the wrong reading.
fn oddness(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')).count()
}

/// Refuses binary data that happens to decode, and reports characters no other PC can show.
fn checked(mut decoded: Decoded) -> Result<Decoded, BookFault> {
    let n_chars = decoded.text.chars().count();
    let is_binary = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}' | '\u{1b}');
    let n_binary = decoded.text.chars().filter(|c| is_binary(*c)).count();
    if decoded.text.contains('\0') || n_binary * 50 > n_chars {
        return Err(BookFault::NotABook("別の種類のデータ"));
    }
    let n_private = decoded.text.chars().filter(|c| matches!(c, '\u{E000}'..='\u{F8FF}')).count();
    if n_private > 0 {
        decoded
            .remarks
            .push(format!("外字（このPCだけの文字）が{n_private}文字あります。正しい文字に直してください。"));
    }
    if decoded.text.contains('\u{FFFD}') {
        decoded
            .remarks
            .push("ファイルを作ったときに失われた文字（�）があります。元の資料を確かめてください。".to_owned());
    }
    Ok(decoded)
}
