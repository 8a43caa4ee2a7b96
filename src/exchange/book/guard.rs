//! Looks into an xlsx before it is unpacked: bombs, giants, traps in its parts, and what it is if it is no workbook.

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::tags::{Tags, range, reference};
use super::{Address, BookFault};

/// The most all parts together may unpack to. Real ledgers unpack to a few MB.
const MAX_UNPACKED: u64 = 160 * 1024 * 1024;
/// The most one part may unpack to.
const MAX_PART: u64 = 64 * 1024 * 1024;
/// The most the table of texts may unpack to; each of its entries costs memory.
const MAX_STRINGS: u64 = 24 * 1024 * 1024;
/// Above this size, a part packed tighter than [`MAX_RATIO`] is taken for a bomb.
const RATIO_FROM: u64 = 16 * 1024 * 1024;
/// XML of real sheets packs 10 to 60 times.
const MAX_RATIO: u64 = 200;
/// The most parts a workbook may have.
const MAX_PARTS: usize = 4_000;
/// The most merged ranges of one sheet.
const MAX_MERGED: usize = 50_000;

/// What calamine does not tell about a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetTraits {
    /// Hidden rows, counted from zero.
    pub hidden_rows: BTreeSet<u32>,
    /// Merged ranges.
    pub merged: Vec<(Address, Address)>,
    /// Cells with a formula and no stored result.
    pub without_result: BTreeSet<(u32, u32)>,
}

/// Checks every part of the container and gives the traits of each sheet, in the order of the workbook.
pub(super) fn look_into(bytes: &[u8]) -> Result<Vec<SheetTraits>, BookFault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("ファイルの入れ物"))?;
    tell_apart(&mut zip)?;
    if zip.len() > MAX_PARTS {
        return Err(BookFault::Swollen);
    }
    let mut traits: HashMap<String, SheetTraits> = HashMap::new();
    let mut wiring: HashMap<String, Vec<u8>> = HashMap::new();
    let mut total = 0_u64;
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|_| damaged("ファイルの入れ物"))?;
        let name = part.name().map_or_else(|_| String::new(), |name| name.to_lowercase());
        let name = name.replace('\\', "/");
        let limit = if name.ends_with("sharedstrings.xml") { MAX_STRINGS } else { MAX_PART };
        let packed = part.compressed_size().max(1);
        if part.size() > limit || total.saturating_add(part.size()) > MAX_UNPACKED {
            return Err(BookFault::Swollen);
        }
        let content = unpack(&mut part, limit)?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        total = total.saturating_add(size);
        if total > MAX_UNPACKED || (size > RATIO_FROM && size / packed > MAX_RATIO) {
            return Err(BookFault::Swollen);
        }
        if has_extension(&name, "xml") || has_extension(&name, "rels") {
            traits.insert(name.clone(), check_part(&content)?);
        }
        if has_extension(&name, "rels") || name.ends_with("workbook.xml") {
            wiring.insert(name, content);
        }
    }
    Ok(sheet_parts(&wiring).into_iter().map(|part| traits.remove(&part).unwrap_or_default()).collect())
}

/// The path of each sheet's part, in lower case, in the order of the workbook.
fn sheet_parts(wiring: &HashMap<String, Vec<u8>>) -> Vec<String> {
    let targets = |part: &str, wanted: &str| -> Vec<(String, String)> {
        let Some(xml) = wiring.get(part) else { return Vec::new() };
        let relations = Tags::new(xml).filter(|tag| tag.name == b"Relationship" && !tag.is_end);
        let relations = relations.filter(|tag| tag.attribute(b"Type").is_some_and(|kind| kind.ends_with(wanted)));
        relations
            .filter_map(|tag| Some((tag.attribute(b"Id")?.to_owned(), tag.attribute(b"Target")?.to_lowercase())))
            .collect()
    };
    let Some((_, workbook)) = targets("_rels/.rels", "/officeDocument").into_iter().next_back() else {
        return Vec::new();
    };
    let workbook = workbook.trim_start_matches('/').to_owned();
    let (folder, file) = workbook.rsplit_once('/').map_or(("", workbook.as_str()), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let relations = targets(&format!("{folder}{slash}_rels/{file}.rels"), "");
    let Some(xml) = wiring.get(&workbook) else { return Vec::new() };
    let sheets = Tags::new(xml).filter(|tag| tag.name == b"sheet" && !tag.is_end);
    let part = |id: &str| {
        let (_, target) = relations.iter().find(|(known, _)| known == id)?;
        Some(target.strip_prefix('/').map_or_else(|| format!("{folder}{slash}{target}"), str::to_owned))
    };
    sheets.map(|tag| tag.attribute_ending(b"id").and_then(part).unwrap_or_default()).collect()
}

fn has_extension(name: &str, wanted: &str) -> bool {
    name.rsplit('.').next() == Some(wanted)
}

fn damaged(place: &str) -> BookFault {
    BookFault::Damaged(place.to_owned())
}

fn tell_apart(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), BookFault> {
    let names: Vec<String> =
        zip.file_names().filter_map(Result::ok).map(|name| name.to_lowercase().replace('\\', "/")).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("[content_types].xml") && has("_rels/.rels") {
        if has("xl/workbook.bin") {
            return Err(BookFault::BinaryExcel);
        }
        if has("word/document.xml") {
            return Err(BookFault::NotABook("Wordの文書"));
        }
        if has("ppt/presentation.xml") {
            return Err(BookFault::NotABook("PowerPointの文書"));
        }
        return Ok(());
    }
    if has("mimetype") && has("content.xml") {
        return Err(BookFault::OpenDocument);
    }
    Err(BookFault::NotABook("圧縮ファイル"))
}

/// Unpacks with a limit of its own: the size the container declares may be a lie.
fn unpack(part: &mut impl Read, limit: u64) -> Result<Vec<u8>, BookFault> {
    let mut content = Vec::new();
    part.take(limit + 1).read_to_end(&mut content).map_err(|_| damaged("ファイルの入れ物"))?;
    if u64::try_from(content.len()).unwrap_or(u64::MAX) > limit {
        return Err(BookFault::Swollen);
    }
    Ok(content)
}

/// Refuses what would make the reader run out of its numbers, and notes what it does not tell.
fn check_part(xml: &[u8]) -> Result<SheetTraits, BookFault> {
    let head: Vec<u8> = xml.iter().take(256).map(u8::to_ascii_lowercase).collect();
    let declared = String::from_utf8_lossy(&head).into_owned();
    let declaration = declared.split("?>").next().unwrap_or_default();
    let is_utf8 = !declaration.contains("encoding") || declaration.contains("utf-8") || declaration.contains("utf8");
    if head.contains(&0) || !is_utf8 {
        return Err(damaged("文字コード"));
    }
    let mut traits = SheetTraits::default();
    let mut row = 0_u32;
    let mut formula: Option<(u32, u32)> = None;
    let mut cell = None;
    for tag in Tags::new(xml) {
        match (tag.name, tag.is_end) {
            (b"sst", false) => check_count(tag.attribute(b"uniqueCount"), xml.len())?,
            (b"dimension", false) => check_range(tag.attribute(b"ref"))?,
            (b"row", false) => {
                row = check_row(tag.attribute(b"r"), row)?;
                if matches!(tag.attribute(b"hidden"), Some("1" | "true")) {
                    traits.hidden_rows.insert(row.saturating_sub(1));
                }
            }
            (b"c", false) => cell = check_cell(tag.attribute(b"r"))?,
            (b"f", false) => formula = cell,
            (b"v" | b"is", false) if !tag.is_empty => formula = None,
            (b"c", true) => traits.without_result.extend(formula.take()),
            (b"mergeCell", false) => {
                if let Some((first, last)) = tag.attribute(b"ref").and_then(range) {
                    let address = |(row, column)| Address { row, column };
                    traits.merged.push((address(first), address(last)));
                }
                if traits.merged.len() > MAX_MERGED {
                    return Err(BookFault::Swollen);
                }
            }
            _ => {}
        }
    }
    Ok(traits)
}

/// The reader reserves memory for as many texts as are declared.
fn check_count(count: Option<&str>, n_bytes: usize) -> Result<(), BookFault> {
    let Some(count) = count else { return Ok(()) };
    match count.trim().parse::<usize>() {
        Ok(count) if count > n_bytes => Err(damaged("文字の一覧")),
        Ok(_) => Ok(()),
        Err(_) if count.bytes().all(|b| b.is_ascii_digit() || b == b'+') => Err(damaged("文字の一覧")),
        Err(_) => Ok(()),
    }
}

fn check_range(text: Option<&str>) -> Result<(), BookFault> {
    match text {
        Some(text) if range(text).is_none() => Err(damaged("シートの範囲")),
        _ => Ok(()),
    }
}

fn check_cell(text: Option<&str>) -> Result<Option<(u32, u32)>, BookFault> {
    let Some(text) = text else { return Ok(None) };
    reference(text).map(Some).ok_or_else(|| damaged("セルの番地"))
}

/// The row's number, counted from one.
fn check_row(text: Option<&str>, before: u32) -> Result<u32, BookFault> {
    let row = match text {
        Some(text) if text.len() <= 7 => text.parse().ok(),
        Some(_) => None,
        None => Some(before + 1),
    };
    row.filter(|row| (1..=super::MAX_ROW).contains(row)).ok_or_else(|| damaged("行の番号"))
}
