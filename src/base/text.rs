//! Japanese text: folding for search, the order of a reading, tidying of what was typed.
//! Names keep their code points: nothing here that is stored runs NFC or NFKC over them.

use unicode_normalization::UnicodeNormalization;

use super::variants::plain;

/// The search key of a text: width, case, kana, 異体字, IVS and spaces no longer matter.
/// 髙橋 and 高橋 fold alike, so do ﾀｶﾊｼ, タカハシ and たかはし.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().filter(|c| !is_selector(*c)) {
        let c = hiragana(plain(c));
        if c.is_whitespace() || matches!(c, '・' | '･' | '゠') {
            continue;
        }
        folded.extend(c.to_lowercase());
    }
    folded
}

/// Where a reading stands in 五十音 order: voicing and small kana count only between equals.
#[must_use]
pub fn kana_key(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len() * 2 + 1);
    let mut before = None;
    for c in folded.nfd().filter(|c| !matches!(c, '\u{3099}' | '\u{309A}')) {
        let c = if c == 'ー' { before.map_or(c, vowel) } else { large(c) };
        key.push(c);
        before = Some(c);
    }
    key.push('\u{1}');
    key.push_str(&folded);
    key
}

/// Trims, folds runs of white space to one, drops control characters and stray variation selectors.
/// A full-width space between names stays full-width.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    for c in text.trim().chars() {
        let c = if matches!(c, '\n' | '\r' | '\t' | '\u{a0}') { ' ' } else { c };
        let is_repeat = c.is_whitespace() && before.is_some_and(char::is_whitespace);
        let is_orphan = is_selector(c) && !before.is_some_and(takes_selector);
        if is_repeat || is_orphan || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}') {
            continue;
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// [`tidy`] for every line; empty lines at the ends go.
#[must_use]
pub fn tidy_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(tidy).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A reading in full-width katakana: hiragana and half-width kana are taken.
#[must_use]
pub fn kana(text: &str) -> String {
    let wide: String = text.nfkc().map(katakana).collect();
    tidy(&wide)
}

/// Full-width letters, digits and signs to half-width; for codes, mail addresses and numbers only.
#[must_use]
pub fn half(text: &str) -> String {
    text.nfkc().collect()
}

/// A text that holds numbers, in half-width letters and digits. Spaces go, but between two digits one stays, so that
/// numbers never grow together; so does one between a digit and another that is more than a digit, as in 4/1¹.
#[must_use]
pub fn numerals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut has_gap = false;
    let mut was_typed = true;
    for c in text.chars() {
        if is_gap(c) {
            has_gap = true;
            continue;
        }
        let is_typed = c.is_ascii() || matches!(c, '０'..='９');
        for (at, unit) in std::iter::once(c).nfkc().enumerate() {
            if is_gap(unit) {
                has_gap = true;
                continue;
            }
            let is_new = at == 0 && !(is_typed && was_typed);
            let stands_apart = unit.is_ascii_digit() && out.ends_with(|before: char| before.is_ascii_digit());
            if stands_apart && (has_gap || is_new) {
                out.push(' ');
            }
            has_gap = false;
            out.push(unit);
        }
        was_typed = is_typed;
    }
    out
}

/// White space, and the marks nobody sees that Windows and web pages put into dates.
fn is_gap(c: char) -> bool {
    let is_unseen = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || is_unseen
}

/// A count with commas: 12,345.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let n_digits = digits.len();
    let mut out = String::with_capacity(n_digits + n_digits / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (n_digits - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whether a character is a variation selector (IVS included).
#[must_use]
pub const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

const fn takes_selector(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

const fn large(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        _ => c,
    }
}

/// The vowel a ー lengthens (JIS X 4061: the sound mark sorts as the vowel before it).
const fn vowel(c: char) -> char {
    match c {
        'あ' | 'か' | 'さ' | 'た' | 'な' | 'は' | 'ま' | 'や' | 'ら' | 'わ' => 'あ',
        'い' | 'き' | 'し' | 'ち' | 'に' | 'ひ' | 'み' | 'り' | 'ゐ' => 'い',
        'う' | 'く' | 'す' | 'つ' | 'ぬ' | 'ふ' | 'む' | 'ゆ' | 'る' => 'う',
        'え' | 'け' | 'せ' | 'て' | 'ね' | 'へ' | 'め' | 'れ' | 'ゑ' => 'え',
        'お' | 'こ' | 'そ' | 'と' | 'の' | 'ほ' | 'も' | 'よ' | 'ろ' | 'を' => 'お',
        _ => 'ー',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_does_not_mind_how_a_name_is_written() {
        for (typed, written) in [
            ("高橋", "髙橋"),
            ("渡辺", "渡邉"),
            ("渡辺", "渡邊"),
            ("斎藤", "齋藤"),
            ("斉藤", "齊藤"),
            ("吉田", "𠮷田"),
            ("土屋", "𡈽屋"),
            ("浜田", "濵田"),
            ("浜田", "濱田"),
            ("葛城", "葛\u{E0100}城"),
            ("辻", "辻\u{E0100}"),
            ("山崎", "山﨑"),
            ("橋子", "𣘺子"),
            ("たかはし", "ﾀｶﾊｼ"),
            ("タカハシ", "たかはし"),
            ("ABC", "ａｂｃ"),
            ("たかはしいちろう", "タカハシ　イチロウ"),
            ("がくと", "ｶﾞｸﾄ"),
            ("斎藤", "斉藤"),
        ] {
            assert_eq!(fold(typed), fold(written), "{typed} / {written}");
        }
        assert!(fold("Nguyễn Thị Hoa").contains(&fold("nguyễn")));
    }

    #[test]
    fn large_counts_are_read_at_a_glance() {
        assert_eq!([0, 999, 1_000, 12_345, 1_234_567].map(grouped), ["0", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn readings_sort_as_a_clerk_would() {
        let mut names = vec![
            "ハヤシ",
            "バンドウ",
            "アオキ",
            "はし",
            "パク",
            "ハ",
            "カトウ",
            "ガモウ",
            "キョウ",
            "キヨウ",
            "サート",
            "サアト",
        ];
        names.sort_by_key(|name| kana_key(name));
        assert_eq!(
            names,
            [
                "アオキ",
                "カトウ",
                "ガモウ",
                "キョウ",
                "キヨウ",
                "サアト",
                "サート",
                "ハ",
                "パク",
                "はし",
                "ハヤシ",
                "バンドウ"
            ]
        );
    }

    #[test]
    fn what_is_stored_keeps_its_code_points() {
        assert_eq!(tidy("  葛\u{E0100}城　 翔 "), "葛\u{E0100}城　翔");
        assert_eq!(tidy("\u{FA10}\u{FA19}"), "\u{FA10}\u{FA19}");
        assert_eq!(tidy("\u{E0100}辻"), "辻");
        assert_eq!(kana("ﾊﾏﾀﾞ ﾕｷｺ"), "ハマダ ユキコ");
        assert_eq!(kana("はまだ　ゆきこ"), "ハマダ ユキコ");
    }
}
