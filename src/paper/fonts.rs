//! The chain of typefaces: which glyph of which face draws a character, and how wide it is.

use std::sync::OnceLock;

use ttf_parser::Face;

use super::page::Weight;
use crate::base::fonts::{BOLD, FALLBACK, FALLBACK_BOLD, REGULAR};

/// Characters up to here are kept in flat tables: all planes with letters of names.
const LIMIT: usize = 0x30000;

/// One embedded typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Slot {
    /// BIZ UDPGothic Regular.
    Regular,
    /// BIZ UDPGothic Bold.
    Bold,
    /// Noto Sans JP Regular.
    Fallback,
    /// Noto Sans JP Bold.
    FallbackBold,
}

impl Slot {
    pub(crate) const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Fallback, Self::FallbackBold];

    /// The whole typeface.
    pub(crate) fn program(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
            Self::Fallback => FALLBACK,
            Self::FallbackBold => FALLBACK_BOLD,
        }
    }

    /// Its PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "BIZUDPGothic-Regular",
            Self::Bold => "BIZUDPGothic-Bold",
            Self::Fallback => "NotoSansJP-Regular",
            Self::FallbackBold => "NotoSansJP-Bold",
        }
    }

    /// The faces of a weight, the first one first: a weight falls back to the same weight alone.
    const fn of(weight: Weight) -> [Self; 2] {
        match weight {
            Weight::Regular => [Self::Regular, Self::Fallback],
            Weight::Bold => [Self::Bold, Self::FallbackBold],
        }
    }
}

/// A glyph and its advance in thousandths of an em, rounded as the PDF states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) slot: Slot,
    pub(crate) gid: u16,
    pub(crate) milli: u16,
}

/// How well a glyph answers to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The character, in the shape asked for.
    Exact,
    /// The character in its usual shape; the variant asked for is unknown.
    Usual,
    /// 〓: no face has the character.
    Absent,
}

/// One visible character: a code point with the variation selector behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cluster {
    pub(crate) char: char,
    pub(crate) selector: Option<char>,
    /// Bytes from the start of the text to behind the cluster.
    pub(crate) end: usize,
}

/// The faces and their flat tables.
pub(crate) struct Chain {
    faces: Vec<(Slot, Face<'static>)>,
    regular: Vec<Option<Glyph>>,
    bold: Vec<Option<Glyph>>,
    geta: [Glyph; 2],
}

/// The chain, read once.
pub(crate) fn chain() -> &'static Chain {
    static CHAIN: OnceLock<Chain> = OnceLock::new();
    CHAIN.get_or_init(Chain::read)
}

impl Chain {
    fn read() -> Self {
        let faces: Vec<_> =
            Slot::ALL.into_iter().filter_map(|slot| Some((slot, Face::parse(slot.program(), 0).ok()?))).collect();
        let mut tables = [vec![None; LIMIT], vec![None; LIMIT]];
        for (slot, face) in &faces {
            let [regular, bold] = &mut tables;
            match slot {
                Slot::Regular | Slot::Fallback => fill(regular, *slot, face),
                Slot::Bold | Slot::FallbackBold => fill(bold, *slot, face),
            }
        }
        let [regular, bold] = tables;
        let geta = |table: &[Option<Glyph>], slot| {
            let nothing = Glyph { slot, gid: 0, milli: 1000 };
            table.get('〓' as usize).copied().flatten().unwrap_or(nothing)
        };
        let geta = [geta(&regular, Slot::Regular), geta(&bold, Slot::Bold)];
        Self { faces, regular, bold, geta }
    }

    /// The glyph for a plain character.
    #[inline]
    pub(crate) fn plain(&self, weight: Weight, char: char) -> Option<Glyph> {
        let table = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        table.get(char as usize).copied().flatten()
    }

    /// The glyph for a cluster, and how well it answers.
    #[inline]
    pub(crate) fn glyph(&self, weight: Weight, char: char, selector: Option<char>) -> (Glyph, Fit) {
        let plain = self.plain(weight, char);
        match (plain, selector) {
            (Some(glyph), None) => (glyph, Fit::Exact),
            (_, Some(selector)) => self.variant(weight, char, selector, plain),
            (None, None) => (self.geta(weight), Fit::Absent),
        }
    }

    fn variant(&self, weight: Weight, char: char, selector: char, plain: Option<Glyph>) -> (Glyph, Fit) {
        for wanted in Slot::of(weight) {
            for (slot, face) in &self.faces {
                if *slot != wanted {
                    continue;
                }
                if let Some(id) = face.glyph_variation_index(char, selector) {
                    let milli = advance(face, id);
                    return (Glyph { slot: *slot, gid: id.0, milli }, Fit::Exact);
                }
            }
        }
        match plain {
            Some(glyph) => (glyph, Fit::Usual),
            None => (self.geta(weight), Fit::Absent),
        }
    }

    fn geta(&self, weight: Weight) -> Glyph {
        let [regular, bold] = self.geta;
        match weight {
            Weight::Regular => regular,
            Weight::Bold => bold,
        }
    }

    /// The face of a slot, if it could be read.
    pub(crate) fn face(&self, slot: Slot) -> Option<&Face<'static>> {
        self.faces.iter().find(|(own, _)| *own == slot).map(|(_, face)| face)
    }

    /// Width of a text in ems.
    pub(crate) fn width(&self, weight: Weight, text: &str) -> f32 {
        let mut sum = 0u32;
        for cluster in clusters(text) {
            sum += u32::from(self.glyph(weight, cluster.char, cluster.selector).0.milli);
        }
        sum as f32 / 1000.0
    }
}

fn fill(table: &mut [Option<Glyph>], slot: Slot, face: &Face<'static>) {
    let Some(cmap) = face.tables().cmap else { return };
    for subtable in cmap.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            let Some(entry) = table.get_mut(code as usize).filter(|entry| entry.is_none()) else { return };
            if let Some(id) = subtable.glyph_index(code).filter(|id| id.0 != 0) {
                *entry = Some(Glyph { slot, gid: id.0, milli: advance(face, id) });
            }
        });
    }
}

fn advance(face: &Face<'_>, id: ttf_parser::GlyphId) -> u16 {
    let width = u32::from(face.glyph_hor_advance(id).unwrap_or(0));
    let em = u32::from(face.units_per_em()).max(1);
    u16::try_from((width * 2000 + em) / (2 * em)).unwrap_or(u16::MAX)
}

/// True for a variation selector (異体字セレクタ).
pub(crate) fn is_selector(char: char) -> bool {
    matches!(char, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// True for what draws nothing and is left out: controls, joiners, marks of byte order.
pub(crate) fn is_silent(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The visible characters of a text, each with its selector.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = Cluster> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, char) = chars.next()?;
            if is_silent(char) || is_selector(char) {
                continue; // A selector without its character draws nothing.
            }
            let mut end = at + char.len_utf8();
            let mut selector = None;
            while let Some((at, next)) = chars.next_if(|(_, next)| is_selector(*next)) {
                selector = selector.or(Some(next));
                end = at + next.len_utf8();
            }
            return Some(Cluster { char, selector, end });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over everything a text can hold: bold draws what regular draws, and each with its own weight.
    #[test]
    fn a_name_keeps_its_weight_whatever_letters_it_has() {
        let chain = chain();
        let mut n_drawn = 0;
        for char in (0..u32::try_from(LIMIT).unwrap()).filter_map(char::from_u32) {
            let (regular, bold) = (chain.plain(Weight::Regular, char), chain.plain(Weight::Bold, char));
            assert_eq!(regular.is_some(), bold.is_some(), "U+{:04X}", u32::from(char));
            assert_eq!(regular.is_some(), crate::base::glyphs::is_drawn(char), "U+{:04X}", u32::from(char));
            for (weight, glyph) in [(Weight::Regular, regular), (Weight::Bold, bold)] {
                let Some(glyph) = glyph else { continue };
                assert!(glyph.gid != 0 && Slot::of(weight).contains(&glyph.slot), "{char} {glyph:?}");
                n_drawn += 1;
            }
        }
        assert!(n_drawn > 33_000, "{n_drawn}");
    }

    #[test]
    fn rare_kanji_and_vietnamese_letters_have_a_bold_face() {
        for char in "𠮷𣘺ễịếữạĐ".chars() {
            assert_eq!(chain().glyph(Weight::Bold, char, None).1, Fit::Exact, "{char}");
        }
    }
}
