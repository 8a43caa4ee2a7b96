//! Tables by keyboard, and the rasteriser by the pixel.

use daichoban::app::window::raster::{Canvas, Raster};
use daichoban::widgets::table::{Cell, Column, Order, Table, TableEvent};
use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ColorImage, Key, Mesh, Rect, TextureId, TextureOptions, TexturesDelta, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::support::picture::harness;

struct List {
    table: Table,
    events: Vec<TableEvent>,
}

fn list<'a>(n_rows: usize) -> Harness<'a, List> {
    let state = List { table: Table::new("利用者の一覧"), events: Vec::new() };
    let mut harness = harness(700.0, 500.0).build_ui_state(
        move |ui, list: &mut List| {
            let columns = [Column::new("氏名", 2.0), Column::new("番号", 1.0).unsorted()];
            let event = list.table.ui(ui, &columns, n_rows, |row, column| match column {
                0 => Cell::two(format!("職員{row}"), "ショクイン"),
                _ => Cell::text(format!("N-{row}")),
            });
            if event != TableEvent::None {
                list.events.push(event);
            }
        },
        state,
    );
    harness.run();
    harness
}

#[test]
fn a_row_is_chosen_with_a_click_on_its_words() {
    let mut harness = list(500);
    harness.get_by_label("職員3").click();
    harness.run();
    assert_eq!(harness.state().table.chosen(), Some(3));
    assert_eq!(harness.state().events, [TableEvent::Chosen(3)]);
}

#[test]
fn the_keyboard_walks_a_hundred_thousand_rows_at_once() {
    let mut harness = list(100_000);
    harness.get_by_label("利用者の一覧").focus();
    harness.run();
    for (key, row) in [(Key::ArrowDown, 0), (Key::ArrowDown, 1), (Key::ArrowUp, 0), (Key::End, 99_999), (Key::Home, 0)]
    {
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().table.chosen(), Some(row), "{key:?}");
        harness.get_by_label(&format!("職員{row}"));
    }
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(harness.state().table.chosen().is_some_and(|row| row > 5));
    harness.key_press(Key::Home);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&TableEvent::Opened(0)));
}

#[test]
fn only_the_visible_rows_are_in_the_tree() {
    let harness = list(100_000);
    assert!(harness.query_by_label("職員0").is_some());
    assert!(harness.query_by_label("職員500").is_none());
}

#[test]
fn a_title_sorts_and_turns_round() {
    let mut harness = list(10);
    harness.get_by_label("氏名").click();
    harness.run();
    harness.get_by_label("氏名").click();
    harness.run();
    let wanted = [TableEvent::Sorted(0, Order::Up), TableEvent::Sorted(0, Order::Down)];
    assert_eq!(harness.state().events, wanted);
    assert_eq!(harness.state().table.sorted(), Some((0, Order::Down)));
}

/// A table of more columns than there is room for.
fn broad<'a>() -> Harness<'a, Table> {
    let mut harness = harness(700.0, 500.0).build_ui_state(
        |ui, table: &mut Table| {
            let titles = ["氏名", "職種", "所属", "利用開始日", "利用終了日", "備考"];
            let columns = titles.map(|title| Column::exact(title, 190.0));
            table.ui(ui, &columns, 100, |row, column| Cell::text(format!("{row}行{column}列")));
        },
        Table::new("利用者の一覧"),
    );
    harness.run();
    harness
}

#[test]
fn a_broad_table_scrolls_sideways_and_its_first_column_stays() {
    let mut harness = broad();
    let left = |harness: &Harness<'_, Table>, label: &str| harness.get_by_label(label).rect().left();
    let before = [left(&harness, "0行0列"), left(&harness, "0行2列"), left(&harness, "所属")];
    assert!(harness.query_by_label("0行5列").is_none(), "out of sight, not drawn");
    harness.get_by_label("利用者の一覧").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let after = [left(&harness, "0行0列"), left(&harness, "0行2列"), left(&harness, "所属")];
    assert_eq!(before[0], after[0], "the name stays");
    assert!(after[1] < before[1] - 50.0, "{before:?} {after:?}");
    assert!((before[1] - before[2] - (after[1] - after[2])).abs() < 1.5, "titles go with their cells");
    for _ in 0..8 {
        harness.key_press(Key::ArrowRight);
    }
    harness.run();
    let last = harness.get_by_label("備考").rect();
    assert!(last.right() <= 701.0, "the last column comes into sight: {last:?}");
    harness.get_by_label("0行5列");
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().chosen(), Some(0), "rows are walked as ever");
}

#[test]
fn a_title_that_is_reached_with_tab_comes_into_sight() {
    let mut harness = broad();
    harness.get_by_label("備考").focus();
    harness.run();
    assert!(harness.get_by_label("備考").rect().right() <= 701.0);
}

#[test]
#[should_panic(expected = "glyph")]
fn a_character_without_a_glyph_fails_the_test() {
    let mut harness = harness(300.0, 100.0).build_ui(|ui| {
        ui.label("\u{13000}");
    });
    harness.run();
}

fn drawn(mesh: Mesh, clip: Rect) -> Canvas {
    let mut raster = Raster::default();
    let mut delta = TexturesDelta::default();
    let white = ColorImage::filled([1, 1], Color32::WHITE);
    delta.push(TextureId::default(), ImageDelta::full(white, TextureOptions::NEAREST));
    raster.take(&mut delta);
    let mut canvas = Canvas::filled(10, 10, Color32::WHITE);
    raster.draw(&mut canvas, &[ClippedPrimitive { clip_rect: clip, primitive: Primitive::Mesh(mesh) }], 1.0);
    canvas
}

fn everywhere() -> Rect {
    Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0))
}

#[test]
fn a_rectangle_covers_its_pixels_and_no_other() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(Rect::from_min_max(pos2(2.0, 3.0), pos2(5.0, 6.0)), Color32::BLACK);
    let canvas = drawn(mesh, everywhere());
    for y in 0..10 {
        for x in 0..10 {
            let is_inside = (2..5).contains(&x) && (3..6).contains(&y);
            let wanted = if is_inside { [0, 0, 0] } else { [255, 255, 255] };
            assert_eq!(canvas.rgb(x, y), Some(wanted), "{x} {y}");
        }
    }
}

#[test]
fn nothing_is_drawn_outside_the_clip() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(everywhere(), Color32::BLACK);
    let canvas = drawn(mesh, Rect::from_min_max(pos2(4.0, 4.0), pos2(6.0, 6.0)));
    assert_eq!(canvas.pixels.iter().filter(|pixel| **pixel == 0).count(), 4);
}

#[test]
fn half_transparent_black_on_white_is_middle_grey() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(everywhere(), Color32::from_black_alpha(128));
    assert_eq!(drawn(mesh, everywhere()).rgb(5, 5), Some([127, 127, 127]));
}

#[test]
fn two_triangles_that_share_an_edge_leave_no_gap_and_no_double_line() {
    let corner = |x, y| Vertex::untextured(pos2(x, y), Color32::from_black_alpha(128));
    let mesh = Mesh {
        vertices: vec![corner(0.0, 0.0), corner(9.7, 0.3), corner(10.0, 10.0), corner(0.2, 9.8)],
        indices: vec![0, 1, 2, 0, 2, 3],
        ..Mesh::default()
    };
    let canvas = drawn(mesh, everywhere());
    for y in 1..9 {
        for x in 1..9 {
            assert_eq!(canvas.rgb(x, y), Some([127, 127, 127]), "{x} {y}");
        }
    }
}

#[test]
fn colours_run_evenly_between_corners() {
    let corner = |x, y, color| Vertex::untextured(pos2(x, y), color);
    let mesh = Mesh {
        vertices: vec![
            corner(0.0, 0.0, Color32::BLACK),
            corner(10.0, 0.0, Color32::WHITE),
            corner(10.0, 10.0, Color32::WHITE),
            corner(0.0, 10.0, Color32::BLACK),
        ],
        indices: vec![0, 1, 2, 0, 2, 3],
        ..Mesh::default()
    };
    let canvas = drawn(mesh, everywhere());
    let row: Vec<u8> = (0..10).filter_map(|x| canvas.rgb(x, 5)).map(|[red, ..]| red).collect();
    assert!(row.windows(2).all(|pair| pair[0] < pair[1]), "{row:?}");
    assert!(row[0].abs_diff(13) <= 1 && row[9].abs_diff(242) <= 1, "{row:?}");
}
