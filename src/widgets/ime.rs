//! The one place that knows whether Japanese text is being composed (変換中), and what is tidied afterwards.
//!
//! While the flag is set, the text a field shows is not yet what the person means: nobody may check it,
//! search with it, save it or rewrite it.

use egui::{Context, Event, Id, ImeEvent};

use crate::base::text::is_selector;

#[derive(Clone, Copy, Default)]
struct Composing {
    is_on: bool,
    was_on_before: bool,
    had_ime_event: bool,
    pass: u64,
    owner: Option<Id>,
}

fn look(ctx: &Context) -> Composing {
    let key = Id::unique("widgets::ime");
    let pass = ctx.cumulative_pass_nr();
    let mut state: Composing = ctx.data(|data| data.get_temp(key)).unwrap_or_default();
    if state.pass == pass {
        return state;
    }
    let owner = ctx.memory(egui::Memory::focused);
    if owner != state.owner {
        // Leaving the field ended the composition; what was visible stays as text.
        state.is_on = false;
    }
    state = Composing { was_on_before: state.is_on, had_ime_event: false, pass, owner, ..state };
    ctx.input(|input| {
        for event in &input.events {
            if let Event::Ime(event) = event {
                state.had_ime_event = true;
                match event {
                    ImeEvent::Preedit { text, .. } => state.is_on = !text.is_empty(),
                    ImeEvent::Commit(_) => state.is_on = false,
                    _ => {}
                }
            }
        }
    });
    ctx.data_mut(|data| data.insert_temp(key, state));
    state
}

/// Whether text is being composed now. Until this is false again, a changed text means nothing.
#[must_use]
pub fn is_composing(ctx: &Context) -> bool {
    look(ctx).is_on
}

/// Whether a key pressed in this frame is the person's own and not the input method's.
#[must_use]
pub fn keys_are_free(ctx: &Context) -> bool {
    let now = look(ctx);
    !now.is_on && !now.was_on_before && !now.had_ime_event
}

/// Removes what half a deletion leaves behind: a variation selector without its kanji, a voicing mark
/// without its kana. Marks that follow their kana are joined with it. Nothing else is touched.
pub(super) fn tidy_marks(text: &mut String) {
    if !text.chars().any(|c| is_selector(c) || is_mark(c)) {
        return;
    }
    let mut tidied = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    for c in text.chars() {
        if is_selector(c) {
            if before.is_some_and(is_kanji) {
                tidied.push(c);
            }
        } else if is_mark(c) {
            let one = before.and_then(|kana| joined(kana, c));
            if let Some(one) = one {
                tidied.pop();
                tidied.push(one);
            } else if before.is_some_and(is_kana) {
                tidied.push(c);
            }
        } else {
            tidied.push(c);
        }
        before = Some(c);
    }
    *text = tidied;
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

const fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The one character of a kana with its mark, where there is one (か゚ has none).
fn joined(kana: char, mark: char) -> Option<char> {
    const VOICED: &str = "かきくけこさしすせそたちつてとカキクケコサシスセソタチツテト";
    const BOTH: &str = "はひふへほハヒフヘホ";
    let step = match mark {
        '\u{3099}' if VOICED.contains(kana) || BOTH.contains(kana) => 1,
        '\u{309A}' if BOTH.contains(kana) => 2,
        '\u{3099}' if kana == 'う' => return Some('ゔ'),
        '\u{3099}' if kana == 'ウ' => return Some('ヴ'),
        _ => return None,
    };
    char::from_u32(u32::from(kana) + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> String {
        let mut text = text.to_owned();
        tidy_marks(&mut text);
        text
    }

    #[test]
    fn a_selector_stays_behind_its_kanji_and_goes_without_it() {
        assert_eq!(tidied("葛\u{E0100}西"), "葛\u{E0100}西");
        assert_eq!(tidied("\u{E0100}西"), "西");
        assert_eq!(tidied("かさ\u{E0101}い"), "かさい");
    }

    #[test]
    fn compatibility_kanji_are_never_rewritten() {
        assert_eq!(tidied("塚神福﨑髙㈱\u{3099}"), "塚神福﨑髙㈱");
    }

    #[test]
    fn voicing_marks_join_their_kana() {
        assert_eq!(tidied("か\u{3099}は\u{309A}ウ\u{3099}"), "がぱヴ");
        assert_eq!(tidied("か\u{309A}"), "か\u{309A}");
        assert_eq!(tidied("\u{3099}あ"), "あ");
    }
}
