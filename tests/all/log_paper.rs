//! The operation record on paper, and the code in the foot of every sheet.

use daichoban::base::{Day, Moment};
use daichoban::desk::SheetOrder;
use daichoban::inspection::{PrintContext, make, sheets};
use daichoban::paper::{Going, Item, Layout, extract_text, lay_out, write_pdf};
use daichoban::vault::{Act, Detail, Stamp, Vault, VaultError};

use crate::sheets_support::{empty, page, sample, sample_day, subject, text};

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn noon(text: &str) -> Moment {
    Moment::in_japan(day(text), 12, 0).unwrap()
}

fn notes(vault: &mut Vault, at: Moment, n: usize) {
    vault
        .transact::<_, VaultError>(Stamp::at(at), |tx| {
            (0..n).try_for_each(|number| tx.note(Act::Checked, &Detail::said(&format!("点検{number}"))))
        })
        .unwrap();
}

fn order(from: Option<&str>, until: Option<&str>) -> SheetOrder {
    SheetOrder { from: from.map(day), as_of: until.map(day), ..SheetOrder::today("operation-log") }
}

fn print(vault: &Vault, order: &SheetOrder) -> Result<Layout, String> {
    let print = PrintContext { printed_at: noon("R8.11.20"), operator: "山田 花子".to_owned() };
    make(order, &vault.reader(), &print).map(|sheet| lay_out(&sheet)).map_err(|problem| problem.code)
}

#[test]
fn the_printed_record_has_its_five_columns_on_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("R8.10.1"));
    notes(&mut vault, noon("R8.11.2"), 60);
    let layout = print(&vault, &order(None, None)).unwrap();
    let n_pages = layout.pages.len();
    assert!(n_pages >= 2);
    let head = vault.reader().head().unwrap();
    for (number, page) in layout.pages.iter().enumerate() {
        let text = page.text();
        let folio = format!("{} / {n_pages}", number + 1);
        for word in ["記録番号", "ユーザーID", "氏名", "時刻", "カテゴリ", "操作情報", &folio, &head.short()]
        {
            assert!(text.lines().any(|line| line.contains(word)), "page {number} lacks {word}: {text}");
        }
    }
    let all = text(&layout);
    assert!(all.contains("令和8年11月1日から令和8年11月20日まで") && all.contains("60件の記録"));
    assert!(all.contains("R8.11.2 12:00:00") && all.contains("点検59") && !all.contains("台帳の作成"));
    let pdf = write_pdf(&layout, &|_, _| Going::On).unwrap();
    assert!(extract_text(&pdf).unwrap().concat().contains("点検59"));
}

#[test]
fn the_period_counts_by_whole_days() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("R8.9.30"));
    for at in ["R8.10.1", "R8.10.2", "R8.10.31", "R8.11.1"] {
        vault.transact::<_, VaultError>(Stamp::at(noon(at)), |tx| tx.note(Act::Checked, &Detail::said(at))).unwrap();
    }
    let has = |from, until, words: &[&str]| {
        let all = text(&print(&vault, &order(from, until)).unwrap());
        words.iter().map(|word| all.lines().any(|line| line == *word)).collect::<Vec<_>>()
    };
    let all = ["台帳の作成", "R8.10.1", "R8.10.2", "R8.10.31", "R8.11.1"];
    assert_eq!(has(None, None, &all), [false, false, false, false, true], "this month");
    assert_eq!(has(None, Some("R8.10.31"), &all), [false, true, true, true, false], "that month");
    assert_eq!(has(Some("R8.9.1"), Some("R8.10.1"), &all), [true, true, false, false, false]);
    assert_eq!(has(Some("R8.10.2"), None, &all), [false, false, true, true, true]);
    assert!(text(&print(&vault, &order(Some("R8.5.1"), Some("R8.5.2"))).unwrap()).contains("操作記録はありません"));
    assert_eq!(print(&vault, &order(Some("R8.11.2"), Some("R8.11.1"))).unwrap_err(), "S-007");
    assert_eq!(print(&vault, &order(None, Some("R8.11.21"))).unwrap_err(), "S-002");
}

#[test]
fn a_clock_set_back_stands_out_on_paper_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("R8.11.10"));
    notes(&mut vault, noon("R8.11.9"), 1);
    let all = text(&print(&vault, &order(None, None)).unwrap());
    let all: String = all.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(all.contains("時計が戻された"), "{all}");
    assert!(all.contains("R8.11.1012:00:00からR8.11.912:00:00へ（1日）"), "{all}");
}

#[test]
fn more_than_anybody_reads_is_not_put_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("R8.11.1"));
    notes(&mut vault, noon("R8.11.2"), 20_001);
    assert_eq!(print(&vault, &order(None, None)).unwrap_err(), "S-004");
}

#[test]
fn every_sheet_carries_its_code_and_nothing_touches_it() {
    let (vault, today) = (sample(), sample_day());
    for kind in sheets() {
        let layout = page(&vault, kind.name, subject(&vault, kind), None, today);
        for page in &layout.pages {
            let modules: Vec<_> = page.items.iter().filter_map(module).collect();
            assert!(modules.len() > 150, "{}", kind.name);
            let edge = |pick: fn(&(f32, f32, f32, f32)) -> f32, best: fn(f32, f32) -> f32| {
                modules.iter().map(pick).reduce(best).unwrap()
            };
            let (left, top) = (edge(|m| m.0, f32::min), edge(|m| m.1, f32::min));
            let (right, bottom) = (edge(|m| m.2, f32::max), edge(|m| m.3, f32::max));
            let quiet = 4.0 * (right - left) / 29.0 * 0.95;
            assert!((right - left - (bottom - top)).abs() < 0.1, "{}: square", kind.name);
            assert!(bottom < page.height - 14.0 && left > 40.0, "{}: inside what printers reach", kind.name);
            for item in &page.items {
                let Item::Text(run) = item else { continue };
                let is_beside = run.x >= right + quiet || run.baseline - run.size > bottom + quiet;
                let is_above = run.baseline + run.size * 0.12 <= top - quiet;
                assert!(is_beside || is_above, "{}: 「{}」 touches the code", kind.name, run.text);
            }
        }
    }
}

/// Left, top, right and bottom of a black square of the code.
fn module(item: &Item) -> Option<(f32, f32, f32, f32)> {
    match item {
        Item::Rect { x, y, w, h, fill: Some(ink), stroke: None } if ink.r == 0 => Some((*x, *y, x + w, y + h)),
        _ => None,
    }
}
