//! The PDF itself: PDF/A-2b structure, bookmarks, fonts, and the same bytes every time.

use std::cell::Cell as Counter;

use daichoban::paper::{Block, Going, Item, Orientation, PaperError, lay_out, lay_out_all, write_pdf};
use lopdf::{Document, Object};

use crate::paper_samples::{everything, ledger, sheet};

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let first = write_pdf(&lay_out(&everything()), &|_, _| Going::On).unwrap();
    let other = write_pdf(&lay_out(&ledger(3, 2)), &|_, _| Going::On).unwrap();
    let again = std::thread::spawn(|| write_pdf(&lay_out(&everything()), &|_, _| Going::On).unwrap()).join().unwrap();
    assert!(first == again);
    assert!(first != other);
}

#[test]
fn the_document_is_made_to_last() {
    let layout = lay_out_all("一式", &[everything(), ledger(10, 3)]);
    let pdf = write_pdf(&layout, &|_, _| Going::On).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let doc = Document::load_mem(&pdf).unwrap();
    let catalog = doc.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    assert!(catalog.has(b"PageLabels"));
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(intents.len(), 1);
    assert_eq!(intents[0].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let metadata = doc.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
    let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>") && xmp.contains("一式"));
    assert_eq!(doc.get_pages().len(), layout.pages.len());
    assert!(doc.trailer.has(b"ID"));
    for page in doc.page_iter() {
        let content = String::from_utf8_lossy(&doc.get_page_content(page)).into_owned();
        assert!(!content.contains("NaN") && !content.contains("inf "));
    }
}

#[test]
fn bookmarks_are_nested_and_lead_somewhere() {
    let layout = lay_out_all("一式", &[everything(), ledger(10, 3)]);
    let doc = Document::load_mem(&write_pdf(&layout, &|_, _| Going::On).unwrap()).unwrap();
    let mut n = 0;
    for object in doc.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if let Ok(target) = dict.get(b"Dest") {
            let page = target.as_array().unwrap()[0].as_reference().unwrap();
            assert!(doc.page_iter().any(|own| own == page));
            n += 1;
        }
    }
    assert_eq!(n, layout.marks.len());
    assert_eq!(n, 5, "two sheets and three headings");
}

#[test]
fn fonts_are_cut_out_and_named_as_such() {
    let pdf = write_pdf(&lay_out(&everything()), &|_, _| Going::On).unwrap();
    assert!(pdf.len() < 100_000, "{} bytes", pdf.len());
    let doc = Document::load_mem(&pdf).unwrap();
    let mut n_fonts = 0;
    for dict in doc.objects.values().filter_map(|object| object.as_dict().ok()) {
        if dict.get(b"Subtype").ok().and_then(|kind| kind.as_name().ok()) == Some(b"Type0") {
            let name = dict.get(b"BaseFont").unwrap().as_name().unwrap();
            assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+');
            assert!(dict.has(b"ToUnicode"));
            n_fonts += 1;
        }
    }
    assert!(n_fonts >= 2);
    assert!(!doc.objects.values().any(
        |object| matches!(object, Object::Stream(stream) if !stream.dict.has(b"Filter") && stream.content.len() > 4000)
    ));
}

#[test]
fn a_user_can_stop_a_long_print() {
    let layout = lay_out(&ledger(60, 3));
    let heard = Counter::new(0);
    let stopped = write_pdf(&layout, &|done, all| {
        heard.set(heard.get() + 1);
        assert!(done <= all);
        if done == 2 { Going::Stop } else { Going::On }
    });
    assert_eq!(stopped, Err(PaperError::Stopped));
    assert_eq!(heard.get(), 3);
}

#[test]
fn a_place_that_is_no_number_is_refused() {
    let mut layout = lay_out(&ledger(1, 1));
    for item in &mut layout.pages[0].items {
        if let Item::Text(run) = item {
            run.x = f32::NAN;
        }
    }
    assert_eq!(write_pdf(&layout, &|_, _| Going::On), Err(PaperError::Misplaced { page: 1 }));
    layout.pages.clear();
    assert_eq!(write_pdf(&layout, &|_, _| Going::On), Err(PaperError::Empty));
}

#[test]
fn a_bold_name_with_rare_letters_has_no_glyph_of_another_weight() {
    let heading = |text: &str| Block::Heading { level: 1, text: text.to_owned() };
    let plain = lay_out(&sheet("台帳", Orientation::Portrait, vec![heading("台帳")]));
    let rare = lay_out(&sheet("台帳", Orientation::Portrait, vec![heading("𠮷村 健太 Nguyễn Thị Hoa")]));
    assert!(rare.missing.is_empty(), "{:?}", rare.missing);
    let fonts = |layout| -> Vec<String> {
        let doc = Document::load_mem(&write_pdf(layout, &|_, _| Going::On).unwrap()).unwrap();
        let names =
            doc.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"BaseFont").ok()?.as_name().ok());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    };
    assert!(!fonts(&plain).iter().any(|name| name.contains("Noto")));
    let found = fonts(&rare);
    assert!(found.iter().any(|name| name.contains("NotoSansJP-Bold")), "{found:?}");
    assert!(!found.iter().any(|name| name.contains("NotoSansJP-Regular")), "{found:?}");
}
