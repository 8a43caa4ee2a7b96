//! Copied text is what was typed: every character of every cell, rare names and variants included.

use std::collections::BTreeMap;

use daichoban::paper::{Block, Going, Orientation, Paragraph, Stand, extract_text, lay_out, write_pdf};

use crate::paper_samples::{ledger, sheet};

fn pdf_of(sheet: &daichoban::paper::Sheet) -> Vec<u8> {
    write_pdf(&lay_out(sheet), &|_, _| Going::On).unwrap()
}

fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for char in text.chars().filter(|char| !char.is_whitespace()) {
        *counts.entry(char).or_default() += 1;
    }
    counts
}

fn same_text(sheet: &daichoban::paper::Sheet) {
    let layout = lay_out(sheet);
    let drawn: String = layout.pages.iter().map(daichoban::paper::Page::text).collect();
    let read = extract_text(&pdf_of(sheet)).unwrap().concat();
    assert_eq!(counted(&drawn), counted(&read));
}

#[test]
fn every_character_of_a_ledger_can_be_copied() {
    let sheet = ledger(70, 3);
    same_text(&sheet);
    let read = extract_text(&pdf_of(&sheet)).unwrap().concat();
    let Block::Table(table) = &sheet.blocks[0] else { panic!("a table") };
    let cells: String = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect();
    let read = counted(&read);
    for (char, n) in counted(&cells) {
        assert!(read.get(&char).is_some_and(|found| *found >= n), "{char} is lost");
    }
}

#[test]
fn every_character_of_a_long_ledger_can_be_copied() {
    same_text(&ledger(1000, 3));
}

#[test]
fn one_glyph_with_two_meanings_keeps_both() {
    let line = "邉|邉\u{E0100}|神|神\u{E0100}|\u{FA19}|−|－|‐|-|辻|辻\u{E0100}|葛|葛\u{E0100}|邉";
    let sheet = sheet("重なり", Orientation::Portrait, vec![Block::Paragraph(Paragraph::new(line))]);
    let read: String = extract_text(&pdf_of(&sheet)).unwrap().concat().split_whitespace().collect();
    assert!(read.contains(line), "{read}");
}

#[test]
fn rare_names_are_drawn_and_unknown_shapes_are_told() {
    let names = "𠮷野 𡈽屋 山﨑 髙橋 濵田 渡邉 𣘺本 𫝆井 葛\u{E0100}城 辻\u{E0100}本 Nguyễn Thị Hoa";
    let fine = lay_out(&sheet("名簿", Orientation::Portrait, vec![Block::Paragraph(Paragraph::new(names))]));
    assert_eq!(fine.missing, Vec::new());
    let unknown = "渡邉\u{E01EF} \u{4102}";
    let told = sheet("名簿", Orientation::Portrait, vec![Block::Paragraph(Paragraph::new(unknown))]);
    let layout = lay_out(&told);
    let found: Vec<_> = layout.missing.iter().map(|missing| (missing.text.as_str(), missing.drawn)).collect();
    assert_eq!(found, [("\u{4102}", Stand::Geta), ("邉\u{E01EF}", Stand::UsualShape)]);
    let read = extract_text(&pdf_of(&told)).unwrap().concat();
    assert!(read.contains("邉\u{E01EF}") && read.contains('\u{4102}'), "the text stays exact: {read}");
}

#[test]
fn bold_rare_names_can_be_copied() {
    let text = "**𠮷野 葛\u{E0100}城 Nguyễn** と 𠮷野";
    let sheet = sheet("太字", Orientation::Portrait, vec![Block::Paragraph(Paragraph::new(text))]);
    let read: String = extract_text(&pdf_of(&sheet)).unwrap().concat().split_whitespace().collect();
    assert!(read.contains("𠮷野葛\u{E0100}城Nguyễnと𠮷野"), "{read}");
}
