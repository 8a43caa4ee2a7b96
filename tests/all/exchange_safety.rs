//! No file makes the import hang, crash or eat the memory; each is refused with its own sentence.

use std::io::{Cursor, Read, Write};

use daichoban::exchange::{BookFault, Facts, plan, propose, read_book};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::exchange_support::today;

const SAMPLE: &[u8] = include_bytes!("../data/mict-daicho-clinic.xlsx");

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sample with one part replaced.
fn with_part(name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts(SAMPLE);
    parts.retain(|(known, _)| known != name);
    parts.push((name.to_owned(), content));
    packed(&parts)
}

fn fault(bytes: &[u8]) -> BookFault {
    read_book("a.xlsx", bytes).map(|book| book.sheets.len()).expect_err("must be refused")
}

#[test]
fn bombs_and_giants_are_refused() {
    let zeros = vec![b' '; 70 * 1024 * 1024];
    assert_eq!(fault(&with_part("xl/worksheets/sheet1.xml", zeros.clone())), BookFault::Swollen);
    assert_eq!(fault(&with_part("xl/media/image1.png", zeros)), BookFault::Swollen);
    assert_eq!(fault(&vec![b'P'; 51 * 1024 * 1024]), BookFault::TooLarge);
    let many: Vec<(String, Vec<u8>)> =
        parts(SAMPLE).into_iter().chain((0..5000).map(|n| (format!("xl/junk{n}.xml"), b"<a/>".to_vec()))).collect();
    assert_eq!(fault(&packed(&many)), BookFault::Swollen);
}

#[test]
fn too_many_cells_and_too_much_text_are_refused() {
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=60_000 {
        sheet += &format!("<row r=\"{row}\">{}</row>", "<c><v>1</v></c>".repeat(9));
    }
    sheet += "</sheetData></worksheet>";
    assert_eq!(fault(&with_part("xl/worksheets/sheet1.xml", sheet.into_bytes())), BookFault::Swollen);
    // One long shared text used by many cells would unfold to gigabytes.
    let strings = format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "あ".repeat(30_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(1_000);
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
    let mut parts = parts(&with_part("xl/worksheets/sheet1.xml", sheet.into_bytes()));
    parts.push(("xl/sharedStrings.xml".to_owned(), strings.into_bytes()));
    assert_eq!(fault(&packed(&parts)), BookFault::Swollen);
}

#[test]
fn traps_in_the_numbers_are_refused() {
    let strings = b"<sst uniqueCount=\"9999999999999999\"><si><t>a</t></si></sst>".to_vec();
    let mut with_strings = parts(SAMPLE);
    with_strings.push(("xl/sharedStrings.xml".to_owned(), strings));
    assert!(matches!(fault(&packed(&with_strings)), BookFault::Damaged(_)));
    for sheet in [
        "<worksheet><sheetData><row r=\"1\"><c r=\"AAAAAAAAAAAA1\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"99999999999\"><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><dimension ref=\"B5:A1\"/><sheetData/></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        "<worksheet><sheetData><row r='0'></row></sheetData></worksheet>",
    ] {
        let fault = fault(&with_part("xl/worksheets/sheet1.xml", sheet.as_bytes().to_vec()));
        assert!(matches!(fault, BookFault::Damaged(_)), "{sheet} {fault:?}");
    }
    let merged = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048575\"/></mergeCells></worksheet>";
    assert_eq!(fault(&with_part("xl/worksheets/sheet1.xml", merged.as_bytes().to_vec())), BookFault::Swollen);
}

fn compound(entry: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(2048, 0);
    bytes.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(fault(b""), BookFault::Empty);
    assert_eq!(fault(&compound("EncryptedPackage")), BookFault::Locked);
    assert_eq!(fault(&compound("Workbook")), BookFault::OldExcel);
    assert!(matches!(fault(&compound("WordDocument")), BookFault::NotABook(_)));
    let ods = packed(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".to_owned(), b"<office/>".to_vec()),
    ]);
    assert_eq!(fault(&ods), BookFault::OpenDocument);
    assert!(matches!(fault(&packed(&[("a.txt".to_owned(), b"a".to_vec())])), BookFault::NotABook(_)));
    let xlsb = packed(&[
        ("[Content_Types].xml".to_owned(), b"<a/>".to_vec()),
        ("_rels/.rels".to_owned(), b"<a/>".to_vec()),
        ("xl/workbook.bin".to_owned(), b"a".to_vec()),
    ]);
    assert_eq!(fault(&xlsb), BookFault::BinaryExcel);
    for bytes in [
        &b"%PDF-1.7 ..."[..],
        b"\x89PNG\r\n\x1a\n",
        b"\xFF\xD8\xFF\xE0",
        b"<html><table>",
        b"MZ\x90",
        b"\0\0\0\0\x01\x02\x03",
    ] {
        assert!(matches!(fault(bytes), BookFault::NotABook(_)), "{bytes:?} {:?}", fault(bytes));
    }
    assert!(matches!(fault(&SAMPLE[..SAMPLE.len() / 2]), BookFault::Damaged(_)));
    assert_eq!(fault(b"\xEF\xBB\xBF\xE6\xB0\xFF\xFF,a"), BookFault::Unreadable);
    assert_eq!(fault(b"\x81\x20\xFF\xFE\x82,\xA0\n"), BookFault::Unreadable);
    for fault in [BookFault::Locked, BookFault::OldExcel, BookFault::Swollen, BookFault::Damaged("行の番号".to_owned())]
    {
        assert!(fault.happened().contains("台帳は変わっていません") && !fault.next().is_empty());
    }
}

/// xorshift64*: the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % below.max(1)
    }
}

fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len());
        match dice.roll(5) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
            2 => {
                let end = (at + dice.roll(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + dice.roll(60)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes.truncate(at.max(1)),
        }
        if bytes.is_empty() {
            bytes.push(b'a');
        }
    }
    bytes
}

fn survives(name: &str, bytes: &[u8]) {
    if let Ok(book) = read_book(name, bytes) {
        let choices = propose(&book);
        let _ = plan(&book, &choices, &Facts::new(today()), &|_| true);
    }
}

#[test]
fn no_damaged_file_makes_it_crash_or_hang() {
    let began = std::time::Instant::now();
    let mut dice = Dice(0x00C0_FFEE);
    let csv = [&include_bytes!("../data/mict-daicho-utf8.csv")[..], include_bytes!("../data/mict-daicho-cp932.csv")];
    let sheets = parts(SAMPLE);
    for round in 0..50 {
        survives("a.csv", &mutated(csv[round % 2], &mut dice));
        survives("a.xlsx", &mutated(SAMPLE, &mut dice));
        let at = dice.roll(sheets.len());
        let mut parts = sheets.clone();
        parts[at].1 = mutated(&parts[at].1, &mut dice);
        survives("a.xlsx", &packed(&parts));
        let noise: Vec<u8> = (0..dice.roll(3000)).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect();
        survives("a.bin", &noise);
    }
    assert!(began.elapsed().as_secs() < 240, "it took {:?}", began.elapsed());
}

#[test]
fn the_user_can_stop_the_planning() {
    let book = read_book("a.xlsx", SAMPLE).unwrap();
    assert!(plan(&book, &propose(&book), &Facts::new(today()), &|_| false).is_err());
}
