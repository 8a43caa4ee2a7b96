//! From sheets to pages: heads, blocks, feet, page numbers, and the list of characters that cannot be drawn.

use std::collections::BTreeMap;

use super::block::{Block, Sheet};
use super::draw::draw;
use super::flow::{ContentsLine, Flow};
use super::fonts::{Fit, chain, clusters};
use super::furniture::{Place, first_head, foot_code, furnish};
use super::page::{Item, Layout, Mark, MissingGlyph, Page, Stand};

/// Lays one sheet out on its pages.
pub fn lay_out(sheet: &Sheet) -> Layout {
    lay_out_all(&sheet.title, std::slice::from_ref(sheet))
}

/// Lays several sheets out as one document (検査用綴り), with one run of page numbers.
pub fn lay_out_all(title: &str, sheets: &[Sheet]) -> Layout {
    let mut contents: Vec<ContentsLine> =
        sheets.iter().skip(1).map(|sheet| ContentsLine { title: sheet.title.clone(), page: None }).collect();
    let mut bodies = lay_bodies(sheets, &contents);
    if sheets.iter().any(|sheet| has_contents(&sheet.blocks)) {
        let mut first = bodies.iter().scan(1, |page, (pages, _)| {
            let own = *page;
            *page += pages.len();
            Some(own)
        });
        first.next();
        for (line, page) in contents.iter_mut().zip(first) {
            line.page = Some(page);
        }
        bodies = lay_bodies(sheets, &contents);
    }
    let n_pages = bodies.iter().map(|(pages, _)| pages.len()).sum();
    let mut layout = Layout {
        title: title.to_owned(),
        owner: sheets.first().map(|sheet| sheet.foot.owner.clone()).unwrap_or_default(),
        code: sheets.first().and_then(|sheet| sheet.foot.code.clone()),
        pages: Vec::with_capacity(n_pages),
        marks: Vec::new(),
        missing: Vec::new(),
    };
    for (sheet, (pages, marks)) in sheets.iter().zip(bodies) {
        let before = layout.pages.len();
        layout.marks.extend(marks.into_iter().map(|mark| Mark { page: mark.page + before, ..mark }));
        let code = pages.first().map(|page| foot_code(sheet, page.height)).unwrap_or_default();
        for (index, mut page) in pages.into_iter().enumerate() {
            let place = Place { number: before + index + 1, n_pages, is_first: index == 0 };
            furnish(&mut page, sheet, place, &code);
            layout.pages.push(page);
        }
    }
    layout.missing = missing(&layout.pages);
    layout
}

fn lay_bodies(sheets: &[Sheet], contents: &[ContentsLine]) -> Vec<(Vec<Page>, Vec<Mark>)> {
    sheets
        .iter()
        .map(|sheet| {
            let mut flow = Flow::new(sheet.form, contents.to_vec());
            flow.mark(0, &sheet.title);
            first_head(&mut flow, sheet);
            for block in &sheet.blocks {
                draw(&mut flow, block);
            }
            flow.finish()
        })
        .collect()
}

fn has_contents(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Contents => true,
        Block::KeepTogether(inner) => has_contents(inner),
        _ => false,
    })
}

/// Every character that is not drawn as written, with its first page and how often it occurs.
fn missing(pages: &[Page]) -> Vec<MissingGlyph> {
    let chain = chain();
    let mut found: BTreeMap<(char, Option<char>), MissingGlyph> = BTreeMap::new();
    for (page, items) in pages.iter().enumerate().map(|(number, page)| (number, &page.items)) {
        for item in items {
            let Item::Text(run) = item else { continue };
            for cluster in clusters(&run.text) {
                let drawn = match chain.glyph(run.weight, cluster.char, cluster.selector).1 {
                    Fit::Exact => continue,
                    Fit::Usual => Stand::UsualShape,
                    Fit::Absent => Stand::Geta,
                };
                let text = || {
                    cluster.selector.into_iter().fold(cluster.char.to_string(), |text, more| text + &more.to_string())
                };
                let entry = found.entry((cluster.char, cluster.selector)).or_insert_with(|| MissingGlyph {
                    text: text(),
                    drawn,
                    page,
                    n_times: 0,
                });
                entry.n_times += 1;
            }
        }
    }
    found.into_values().collect()
}
