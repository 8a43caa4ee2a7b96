//! Which characters the embedded typefaces draw, on the screen and on paper alike: both use the same faces.

use std::sync::OnceLock;

use ttf_parser::Face;

use super::fonts::{FALLBACK, REGULAR};

/// All planes with letters of names.
const LIMIT: usize = 0x30000;

/// A character that no typeface draws, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undrawn {
    /// The character.
    pub char: char,
    /// Its place among the characters one sees, from 1.
    pub at: usize,
}

impl Undrawn {
    /// 「𪚥」（2文字目、U+2A6A5）
    #[must_use]
    pub fn words(self) -> String {
        format!("「{}」（{}文字目、U+{:04X}）", self.char, self.at, u32::from(self.char))
    }
}

/// The characters of a text that no typeface draws. What draws nothing is passed over, and so is a selector: where its
/// shape is unknown, the usual one is drawn.
#[must_use]
pub fn undrawn(text: &str) -> Vec<Undrawn> {
    if text.is_ascii() {
        return Vec::new();
    }
    let seen = text.chars().filter(|char| !draws_nothing(*char));
    seen.zip(1..).filter(|(char, _)| !is_drawn(*char)).map(|(char, at)| Undrawn { char, at }).collect()
}

/// What is told where something was typed that no typeface draws; nothing where there is no such character.
#[must_use]
pub fn advice(text: &str) -> Option<String> {
    let found = undrawn(text);
    let first: Vec<String> = found.iter().take(3).map(|one| one.words()).collect();
    let more = if found.len() > first.len() { "など" } else { "" };
    (!first.is_empty()).then(|| {
        format!(
            "{}{more}は、このソフトの書体にない文字です。入力したとおりに保存しますが、画面では□、印刷では〓になります。\
             別の字か、かなで書くと読めます。",
            first.concat()
        )
    })
}

/// Whether some typeface draws it.
#[must_use]
pub fn is_drawn(char: char) -> bool {
    static DRAWN: OnceLock<Vec<bool>> = OnceLock::new();
    let drawn = DRAWN.get_or_init(|| {
        let mut drawn = vec![false; LIMIT];
        for bytes in [REGULAR, FALLBACK] {
            let tables = Face::parse(bytes, 0).ok().and_then(|face| face.tables().cmap);
            for table in tables.into_iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
                table.codepoints(|code| {
                    if table.glyph_index(code).is_some_and(|id| id.0 != 0)
                        && let Some(entry) = drawn.get_mut(code as usize)
                    {
                        *entry = true;
                    }
                });
            }
        }
        drawn
    });
    drawn.get(char as usize).copied().unwrap_or(false)
}

/// Controls, joiners, marks of byte order, variation selectors.
const fn draws_nothing(char: char) -> bool {
    matches!(char,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_met_in_japan_are_drawn() {
        for name in ["髙橋 美咲", "𠮷村", "大𣘺 亮", "Nguyễn Thị Hoa", "葛\u{E0100}城", "邉見", "德永\n二行目", "ẢẾỮẠĐ"]
        {
            assert_eq!(undrawn(name), [], "{name}");
            assert_eq!(advice(name), None);
        }
    }

    #[test]
    fn a_character_no_face_has_is_told_with_its_place_and_code() {
        let found = undrawn("葛\u{E0100}\u{2A6A5}김");
        assert_eq!(found, [Undrawn { char: '\u{2A6A5}', at: 2 }, Undrawn { char: '김', at: 3 }]);
        let said = advice("髙\u{2A6A5}").unwrap();
        assert!(said.starts_with("「\u{2A6A5}」（2文字目、U+2A6A5）は"), "{said}");
    }
}
