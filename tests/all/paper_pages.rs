//! Pages break where a careful clerk would break them.

use daichoban::paper::{
    Block, Cell, Column, Item, Layout, Orientation, Paragraph, Row, Table, TableHead, lay_out, lay_out_all,
};

use crate::paper_samples::{everything, ledger, sheet};

/// Lines of text as they stand on a page: runs of one baseline, from the left, joined.
fn lines(layout: &Layout, page: usize) -> Vec<String> {
    layout.pages[page].text().lines().map(str::to_owned).collect()
}

#[test]
fn lines_neither_start_nor_end_with_what_they_must_not() {
    let text = "看護師（常勤）は、「貸出中」の札を付ける。ちょっと、きっちり確認しました。ユーザーのパスワード（8文字以上）々ゝ、100％・￥1,000です。";
    for n_chars in 0..12 {
        let padded = format!("{}{text}{text}", "あ".repeat(n_chars));
        for width in [24.0, 31.0, 47.0, 80.0] {
            let columns = vec![Column::fixed("", width), Column::share("", 1.0)];
            let rows = vec![Row::plain([padded.as_str(), ""])];
            let table = Table { columns, rows, head: TableHead::Once };
            let layout = lay_out(&sheet("禁則", Orientation::Portrait, vec![Block::Table(table)]));
            let cell: Vec<_> = runs_of_size(&layout, 8.5);
            assert_eq!(cell.concat(), padded, "nothing is lost");
            for line in &cell {
                assert!(
                    !line.starts_with(['、', '。', '」', '）', 'ー', 'っ', 'ょ', '々', 'ゝ', '％', '・']),
                    "{line}"
                );
                assert!(!line.ends_with(['（', '「', '￥']), "{line}");
            }
        }
    }
}

fn runs_of_size(layout: &Layout, size: f32) -> Vec<String> {
    let runs = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Text(run) if (run.size - size).abs() < 0.01 => Some(run.text.clone()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn a_day_is_not_broken() {
    for n_chars in 0..30 {
        let text = format!("{}令和8年11月20日に返却", "あ".repeat(n_chars));
        let table = Table {
            columns: vec![Column::fixed("", 45.0), Column::share("", 1.0)],
            rows: vec![Row::plain([text.as_str(), ""])],
            head: TableHead::Once,
        };
        let layout = lay_out(&sheet("日付", Orientation::Portrait, vec![Block::Table(table)]));
        assert!(runs_of_size(&layout, 8.5).iter().any(|line| line.contains("令和8年11月20日")), "{n_chars}");
    }
}

#[test]
fn long_words_are_cut_rather_than_overflowing() {
    let table = Table {
        columns: vec![Column::fixed("", 30.0), Column::share("", 1.0)],
        rows: vec![Row::plain(["A1B2C3D4E5F6G7H8J9K0L1M2N3P4Q5R6S7T8", ""])],
        head: TableHead::Once,
    };
    let layout = lay_out(&sheet("製造番号", Orientation::Portrait, vec![Block::Table(table)]));
    let runs = runs_of_size(&layout, 8.5);
    assert!(runs.len() > 1);
    assert_eq!(runs.concat(), "A1B2C3D4E5F6G7H8J9K0L1M2N3P4Q5R6S7T8");
}

#[test]
fn each_page_has_its_number_owner_mark_and_head() {
    let layout = lay_out(&ledger(40, 3));
    assert!(layout.pages.len() > 3);
    let n = layout.pages.len();
    for page in 0..n {
        let lines = lines(&layout, page);
        for wanted in [
            &format!("{} / {n}", page + 1),
            "取扱注意",
            "医療法人社団　高瀬クリニック",
            "製造番号",
            "印刷日 令和8年11月20日",
        ] {
            assert!(lines.iter().any(|line| line == wanted), "page {page} lacks {wanted}");
        }
    }
    assert!(lines(&layout, 0).iter().any(|line| line == "承認"));
    assert!(!lines(&layout, 1).iter().any(|line| line == "承認"));
}

#[test]
fn a_person_whose_devices_cross_a_page_is_named_again() {
    let layout = lay_out(&ledger(1, 60));
    assert!(layout.pages.len() >= 3);
    for page in 0..layout.pages.len() {
        assert_eq!(lines(&layout, page).iter().filter(|line| *line == "高瀬　誠").count(), 1, "page {page}");
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on() {
    let long: String = (0..400).map(|n| format!("第{n}行の内容です。\n")).collect();
    let table = Table {
        columns: vec![Column::fixed("項目", 30.0), Column::share("内容", 1.0)],
        rows: vec![Row::plain(["前", "短い"]), Row::plain(["長い記録", long.trim_end()]), Row::plain(["後", "短い"])],
        head: TableHead::Repeated,
    };
    let layout = lay_out(&sheet("長い", Orientation::Portrait, vec![Block::Table(table)]));
    assert!(layout.pages.len() >= 4);
    let all: Vec<String> = (0..layout.pages.len()).flat_map(|page| lines(&layout, page)).collect();
    for n in 0..400 {
        assert_eq!(all.iter().filter(|line| **line == format!("第{n}行の内容です。")).count(), 1, "line {n}");
    }
    assert!(all.iter().any(|line| line == "後"));
    inside(&layout);
}

#[test]
fn nothing_stands_outside_the_paper() {
    inside(&lay_out(&everything()));
    inside(&lay_out(&ledger(25, 4)));
}

/// Text ends inside the page and above the foot's lower edge.
fn inside(layout: &Layout) {
    for page in &layout.pages {
        for item in &page.items {
            if let Item::Text(run) = item {
                assert!(run.x > 20.0 && run.x < page.width && run.baseline > 20.0 && run.baseline < page.height - 20.0);
            }
        }
    }
}

#[test]
fn blocks_kept_together_share_a_page() {
    let filler = || Block::Paragraph(Paragraph::new("一行。"));
    for n in 20..45 {
        let mut blocks: Vec<Block> = (0..n).map(|_| filler()).collect();
        blocks.push(Block::KeepTogether(vec![
            Block::Paragraph(Paragraph::new("上記のとおり誓約します。")),
            Block::Signatures(vec!["署名".to_owned()]),
        ]));
        let layout = lay_out(&sheet("誓約書", Orientation::Portrait, blocks));
        let page =
            |text: &str| (0..layout.pages.len()).find(|page| lines(&layout, *page).iter().any(|line| line == text));
        assert_eq!(page("上記のとおり誓約します。"), page("署名"), "{n}");
    }
}

#[test]
fn a_binder_counts_its_pages_through_and_lists_its_sheets() {
    let cover = sheet("提出資料一式", Orientation::Portrait, vec![Block::Contents]);
    let layout = lay_out_all("提出資料一式", &[cover, everything(), ledger(20, 3)]);
    let n = layout.pages.len();
    let start = layout.marks.iter().find(|mark| mark.title == "情報機器等利用者台帳").unwrap().page + 1;
    assert!(lines(&layout, 0).contains(&start.to_string()));
    assert!(lines(&layout, n - 1).contains(&format!("{n} / {n}")));
}

#[test]
fn merged_rows_without_their_first_do_no_harm() {
    let rows =
        vec![Row::new(vec![Cell::above(), Cell::new("端末")]), Row::new(vec![Cell::left()]), Row::section("見出し", 2)];
    let columns = vec![Column::fixed("氏名", 500.0), Column::share("端末", f32::NAN)];
    let table = Table { columns, rows, head: TableHead::Repeated };
    assert_eq!(lay_out(&sheet("壊れた表", Orientation::Portrait, vec![Block::Table(table)])).pages.len(), 1);
}
