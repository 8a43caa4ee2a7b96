//! Which glyphs a document uses, cut out of the typefaces, with one meaning per glyph.
//!
//! A PDF font tells for each glyph one text. Where one glyph stands for two texts (邉 alone and 邉 with a
//! selector), the second goes into a small alias font, so that copied text is always what was typed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use subsetter::GlyphRemapper;

use super::error::PaperError;
use super::fonts::{Slot, chain, clusters};
use super::page::{Item, Page, Weight};

/// How a cluster is written: font of the document, glyph in it, advance in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Code {
    pub(crate) font: u8,
    pub(crate) gid: u16,
    pub(crate) milli: u16,
}

/// One font of the document.
pub(crate) struct Embedded {
    /// Name in the content streams.
    pub(crate) resource: String,
    pub(crate) slot: Slot,
    /// Subset tag and PostScript name.
    pub(crate) name: String,
    pub(crate) program: Vec<u8>,
    /// New glyph number to its text and advance.
    pub(crate) glyphs: BTreeMap<u16, (String, u16)>,
}

/// All fonts of a document, and the way from text to glyphs.
pub(crate) struct FontBook {
    pub(crate) fonts: Vec<Embedded>,
    regular: Vec<Code>,
    bold: Vec<Code>,
    variants: HashMap<(Weight, char, char), Code>,
}

type Used = BTreeSet<(Weight, char, Option<char>)>;
/// Per face and glyph: its advance, and its texts, the plainest first.
type Meanings = BTreeMap<Slot, BTreeMap<u16, (u16, BTreeSet<(usize, String)>)>>;

impl FontBook {
    /// Collects and cuts out what the pages use.
    pub(crate) fn of(pages: &[Page]) -> Result<Self, PaperError> {
        let used = used(pages);
        let chain = chain();
        let mut meanings = Meanings::new();
        for (weight, char, selector) in &used {
            let (glyph, _) = chain.glyph(*weight, *char, *selector);
            let text = text_of(*char, *selector);
            let glyphs = meanings.entry(glyph.slot).or_default();
            let (_, texts) = glyphs.entry(glyph.gid).or_insert_with(|| (glyph.milli, BTreeSet::new()));
            texts.insert((text.chars().count(), text));
        }
        let mut codes: HashMap<(Slot, u16, String), Code> = HashMap::new();
        let mut fonts = Vec::new();
        for (slot, glyphs) in &meanings {
            let n_levels = glyphs.values().map(|(_, texts)| texts.len()).max().unwrap_or_default();
            for level in 0..n_levels {
                let own: Vec<(u16, u16, String)> = glyphs
                    .iter()
                    .filter_map(|(gid, (milli, texts))| Some((*gid, *milli, texts.iter().nth(level)?.1.clone())))
                    .collect();
                let font = u8::try_from(fonts.len()).unwrap_or(u8::MAX);
                fonts.push(embed(*slot, level, &own, font, &mut codes)?);
            }
        }
        let mut book = Self { fonts, regular: Vec::new(), bold: Vec::new(), variants: HashMap::new() };
        for (weight, char, selector) in used {
            let (glyph, _) = chain.glyph(weight, char, selector);
            let Some(code) = codes.get(&(glyph.slot, glyph.gid, text_of(char, selector))) else { continue };
            book.learn(weight, char, selector, *code);
        }
        Ok(book)
    }

    fn learn(&mut self, weight: Weight, char: char, selector: Option<char>, code: Code) {
        match selector {
            Some(selector) => {
                self.variants.insert((weight, char, selector), code);
            }
            None => {
                let table = match weight {
                    Weight::Regular => &mut self.regular,
                    Weight::Bold => &mut self.bold,
                };
                if table.len() <= char as usize {
                    table.resize(char as usize + 1, Code::default());
                }
                if let Some(entry) = table.get_mut(char as usize) {
                    *entry = code;
                }
            }
        }
    }

    /// How a cluster is written.
    #[inline]
    pub(crate) fn code(&self, weight: Weight, char: char, selector: Option<char>) -> Code {
        let code = match selector {
            None => match weight {
                Weight::Regular => self.regular.get(char as usize),
                Weight::Bold => self.bold.get(char as usize),
            },
            Some(selector) => self.variants.get(&(weight, char, selector)),
        };
        code.copied().unwrap_or_default()
    }

    pub(crate) fn resource(&self, font: u8) -> &str {
        self.fonts.get(usize::from(font)).map_or("R0", |font| &font.resource)
    }
}

fn text_of(char: char, selector: Option<char>) -> String {
    std::iter::once(char).chain(selector).collect()
}

fn used(pages: &[Page]) -> Used {
    let mut used = Used::new();
    // Most characters repeat: a flat table answers for them before the set is asked.
    let mut seen = [vec![false; 0x30000], vec![false; 0x30000]];
    let [regular, bold] = &mut seen;
    for item in pages.iter().flat_map(|page| &page.items) {
        let Item::Text(run) = item else { continue };
        let seen = match run.weight {
            Weight::Regular => &mut *regular,
            Weight::Bold => &mut *bold,
        };
        for cluster in clusters(&run.text) {
            match (cluster.selector, seen.get_mut(cluster.char as usize)) {
                (None, Some(true)) => continue,
                (None, Some(entry)) => *entry = true,
                _ => {}
            }
            used.insert((run.weight, cluster.char, cluster.selector));
        }
    }
    used
}

fn embed(
    slot: Slot,
    level: usize,
    own: &[(u16, u16, String)],
    font: u8,
    codes: &mut HashMap<(Slot, u16, String), Code>,
) -> Result<Embedded, PaperError> {
    let gids: Vec<u16> = own.iter().map(|(gid, _, _)| *gid).collect();
    let mapper = GlyphRemapper::new_from_glyphs_sorted(&gids);
    let damaged = PaperError::Typeface { face: slot.name() };
    let program = subsetter::subset(slot.program(), 0, &mapper).map_err(|_| damaged)?;
    let mut glyphs = BTreeMap::new();
    let mut hash = Fnv::new(level as u64);
    for (gid, milli, text) in own {
        let new = mapper.get(*gid).unwrap_or_default();
        hash.eat(text.as_bytes());
        glyphs.insert(new, (text.clone(), *milli));
        codes.insert((slot, *gid, text.clone()), Code { font, gid: new, milli: *milli });
    }
    let letter = match slot {
        Slot::Regular => 'R',
        Slot::Bold => 'B',
        Slot::Fallback => 'N',
        Slot::FallbackBold => 'M',
    };
    let resource = format!("{letter}{level}");
    let name = format!("{}+{}", hash.tag(), slot.name());
    Ok(Embedded { resource, slot, name, program, glyphs })
}

/// A small stable hash (FNV-1a) for names inside the PDF; guards nothing.
pub(crate) struct Fnv(u64);

impl Fnv {
    pub(crate) fn new(seed: u64) -> Self {
        Self(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(crate) fn bytes(&self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// Six capital letters, as a subset tag has.
    fn tag(&self) -> String {
        let mut rest = self.0;
        (0..6)
            .map(|_| {
                let letter = char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default());
                rest /= 26;
                letter
            })
            .collect()
    }
}
