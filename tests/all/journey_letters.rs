//! Rare kanji and Vietnamese letters keep their weight; what no typeface has is told where it is typed.

use daichoban::base::fonts::{BOLD, FALLBACK, FALLBACK_BOLD, REGULAR};
use daichoban::base::glyphs::is_drawn;
use daichoban::widgets::theme;
use egui::ImeEvent;

use crate::cli_commands::{copy, run};
use crate::support::desk::Seat;

/// A kanji no embedded face has.
const STRANGE: char = '\u{2A6A5}';

fn entering() -> Seat {
    let mut seat = Seat::opened();
    seat.allow_boxes();
    seat.press("利用者");
    seat.press("利用者を登録");
    seat
}

#[test]
fn a_character_nothing_can_show_is_told_at_the_field_while_it_is_typed() {
    assert!(!is_drawn(STRANGE));
    let mut seat = entering();
    seat.fill("氏名", &format!("髙{STRANGE}"));
    assert!(seat.sees("（2文字目、U+2A6A5）") && seat.sees("印刷では〓になります"));
    seat.picture("letters_told");
    seat.fill("氏名", "髙橋");
    assert!(!seat.sees("U+2A6A5"), "it goes with the character");
    for name in ["𠮷村 健太", "Nguyễn Thị Hoa", "葛\u{E0100}城 さくら", "大𣘺 亮"] {
        seat.fill("氏名", name);
        assert!(!seat.sees("書体にない文字"), "{name}");
    }
    // The same in every other field of text.
    seat.fill("備考", &format!("通称 {STRANGE}"));
    assert!(seat.sees("（4文字目、U+2A6A5）"));
}

#[test]
fn what_is_still_being_composed_is_not_told() {
    let mut seat = entering();
    seat.focus("氏名");
    seat.ime(ImeEvent::Preedit { text: STRANGE.to_string(), active_range_chars: None });
    assert!(!seat.sees("U+2A6A5"));
    seat.ime(ImeEvent::Commit(STRANGE.to_string()));
    assert!(seat.sees("（1文字目、U+2A6A5）"));
}

#[test]
fn a_book_with_a_character_nothing_can_show_says_so_before_it_is_taken_over() {
    let folder = copy();
    std::fs::write(
        folder.path().join("book.csv"),
        format!("氏名,フリガナ,職種\n髙{STRANGE},タカ,看護師\n𠮷川 幸,ヨシカワ サチ,看護師\n"),
    )
    .unwrap();
    let said = run(folder.path(), &["import", "ledger", "book.csv", "--dry-run", "--passphrase-file", "pw"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("利用者の氏名") && said.out.contains("（2文字目、U+2A6A5）"), "{}", said.out);
    assert!(!said.out.contains("U+20BB7"), "{}", said.out);
}

/// Over everything the faces have: bold has what regular has.
#[test]
fn no_name_mixes_two_weights_on_the_screen() {
    let has = |bytes: &'static [u8], char: char| {
        ttf_parser::Face::parse(bytes, 0).unwrap().glyph_index(char).is_some_and(|id| id.0 != 0)
    };
    let ctx = egui::Context::default();
    theme::install(&ctx);
    ctx.begin_pass(egui::RawInput::default());
    for char in "𠮷𣘺德髙﨑ễịếữạĐ".chars() {
        assert!(has(REGULAR, char) || has(FALLBACK, char), "{char}");
        assert!(has(BOLD, char) || has(FALLBACK_BOLD, char), "{char}");
        assert_eq!(theme::bold_for(&ctx, &char.to_string(), 14.0), theme::bold(14.0), "{char}");
    }
    // A name with a letter no face has is not mixed either.
    assert_eq!(theme::bold_for(&ctx, &format!("髙{STRANGE}"), 14.0), theme::regular(14.0));
    ctx.end_pass().textures_delta.clear();
}
