//! The embedded typefaces, shared by screen and paper; raw, so that only the touched pages cost memory.
//!
//! How they were made, from which packages and under which licences: see the folder `fonts/`.

/// BIZ UDPGothic Regular: the text face, with its table of 異体字 (cmap format 14).
pub static REGULAR: &[u8] = include_bytes!("../../fonts/BIZUDPGothic-Regular.ttf");

/// BIZ UDPGothic Bold: headings and labels.
pub static BOLD: &[u8] = include_bytes!("../../fonts/BIZUDPGothic-Bold.ttf");

/// Noto Sans JP without what BIZ UDPGothic has: rare names such as 𠮷, and Vietnamese letters.
pub static FALLBACK: &[u8] = include_bytes!("../../fonts/NotoSansJP-Fallback.ttf");

/// The same characters in bold, so that a name keeps one weight.
pub static FALLBACK_BOLD: &[u8] = include_bytes!("../../fonts/NotoSansJP-FallbackBold.ttf");

/// The Lucide icons the screen uses; `fonts/icons.tsv` lists each name with its code point.
pub static ICONS: &[u8] = include_bytes!("../../fonts/Lucide-Icons.ttf");
