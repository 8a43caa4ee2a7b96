//! A walk over the tags of an XML part, to check it before the workbook reader sees it. It reads no text.

/// One opening tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The name without its prefix; empty name parts are possible in damaged files.
    pub name: &'a [u8],
    /// Whether it closes (`</row>`).
    pub is_end: bool,
    /// Whether it is empty (`<v/>`).
    pub is_empty: bool,
    attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The value of an attribute, by its whole name.
    pub fn attribute(&self, wanted: &[u8]) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((name, value, after)) = next_attribute(rest) {
            if name == wanted {
                return std::str::from_utf8(value).ok();
            }
            rest = after;
        }
        None
    }

    /// The value of the first attribute whose name without its prefix is this (`r:id`).
    pub fn attribute_ending(&self, wanted: &[u8]) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((name, value, after)) = next_attribute(rest) {
            if name.rsplit(|b| *b == b':').next() == Some(wanted) {
                return std::str::from_utf8(value).ok();
            }
            rest = after;
        }
        None
    }
}

/// The tags of an XML text in order; comments, CDATA and declarations are passed over.
pub(super) struct Tags<'a> {
    rest: &'a [u8],
}

impl<'a> Tags<'a> {
    /// Starts at the beginning.
    pub const fn new(xml: &'a [u8]) -> Self {
        Self { rest: xml }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.rest.iter().position(|b| *b == b'<')?;
            let (_, rest) = self.rest.split_at_checked(start + 1)?;
            let skipped = [(&b"!--"[..], &b"-->"[..]), (b"![CDATA[", b"]]>"), (b"?", b"?>"), (b"!", b">")]
                .into_iter()
                .find_map(|(open, close)| rest.strip_prefix(open).map(|body| after(body, close)));
            if let Some(next) = skipped {
                self.rest = next;
                continue;
            }
            let length = tag_length(rest);
            let (inside, next) = rest.split_at_checked(length)?;
            self.rest = next;
            return Some(parse(inside));
        }
    }
}

fn after<'a>(body: &'a [u8], close: &[u8]) -> &'a [u8] {
    let found = body.windows(close.len()).position(|window| window == close);
    found.and_then(|at| body.split_at_checked(at + close.len())).map_or(&[], |(_, rest)| rest)
}

/// The length up to the closing `>`, which may also stand inside quotes.
fn tag_length(rest: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, *byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

fn parse(inside: &[u8]) -> Tag<'_> {
    let (is_end, inside) = inside.strip_prefix(b"/").map_or((false, inside), |rest| (true, rest));
    let (is_empty, inside) = inside.strip_suffix(b"/").map_or((false, inside), |rest| (true, rest));
    let end = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end).unwrap_or((inside, &[]));
    let name = name.rsplit(|b| *b == b':').next().unwrap_or(name);
    Tag { name, is_end, is_empty, attributes }
}

fn next_attribute(rest: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let rest = rest.trim_ascii_start();
    let (name, rest) = rest.split_at_checked(rest.iter().position(|b| *b == b'=')?)?;
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let (value, rest) = rest.split_at_checked(rest.iter().position(|b| b == quote)?)?;
    let (_, rest) = rest.split_first()?;
    Some((name.trim_ascii(), value, rest))
}

/// Row and column, counted from zero, of a reference such as `C12`; `None` where Excel has no such cell.
pub(super) fn reference(text: &str) -> Option<(u32, u32)> {
    let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let digits = text.strip_prefix(letters.as_str())?;
    if !(1..=3).contains(&letters.len()) || !(1..=7).contains(&digits.len()) {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |sum, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1)
    });
    let row: u32 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    ((1..=super::MAX_ROW).contains(&row) && column <= super::MAX_COLUMN).then(|| (row - 1, column - 1))
}

/// First and last cell of a range such as `A1:C3`.
pub(super) fn range(text: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (reference(first)?, reference(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}
