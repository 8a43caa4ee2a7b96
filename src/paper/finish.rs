//! What a lasting document needs and printpdf leaves out: PDF/A-2b, language, bookmarks, page labels, small size.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::page::{Layout, Mark};
use super::srgb::srgb_profile;

const MAKER: &str = "台帳番";
/// Level 4 of zlib-rs: nearly as small as level 9 in a third of the time.
const LEVEL: u32 = 4;

/// Compresses a stream that is not compressed yet.
pub(crate) fn deflated(mut stream: Stream) -> Stream {
    if stream.dict.has(b"Filter") {
        return stream;
    }
    let mut packer = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 2), Compression::new(LEVEL));
    if packer.write_all(&stream.content).is_ok()
        && let Ok(packed) = packer.finish()
    {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    stream
}

/// Completes the document.
pub(crate) fn finish(doc: &mut Document, layout: &Layout, pages: &[ObjectId], id: [u8; 16]) -> lopdf::Result<()> {
    doc.version = "1.7".to_owned();
    slim_pages(doc, pages)?;
    for object in doc.objects.values_mut() {
        if let Object::Stream(stream) = object {
            *stream = deflated(std::mem::replace(stream, Stream::new(Dictionary::new(), Vec::new())));
        }
    }
    doc.set_object(
        doc.trailer.get(b"Info")?.as_reference()?,
        dictionary! {
            "Title" => text(&layout.title),
            "Author" => text(&layout.owner),
            "Creator" => text(MAKER),
            "Producer" => text(MAKER),
        },
    );
    let profile = doc.add_object(deflated(Stream::new(dictionary! { "N" => 3 }, srgb_profile())));
    let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(layout).into_bytes());
    let metadata = doc.add_object(metadata.with_compression(false));
    let outlines = outlines(doc, layout, pages);
    let catalog = doc.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("ja"));
    catalog.set("Metadata", metadata);
    catalog.set("PageLayout", "SinglePage");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLabels", dictionary! { "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()] });
    catalog.set(
        "OutputIntents",
        vec![
            dictionary! {
                "Type" => "OutputIntent",
                "S" => "GTS_PDFA1",
                "OutputConditionIdentifier" => Object::string_literal("sRGB"),
                "Info" => Object::string_literal("sRGB IEC61966-2.1"),
                "DestOutputProfile" => profile,
            }
            .into(),
        ],
    );
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        let is_binder = layout.marks.iter().filter(|mark| mark.level == 0).count() > 1;
        catalog.set("PageMode", if is_binder { "UseOutlines" } else { "UseNone" });
    }
    let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// All pages share one dictionary of resources, and say nothing they need not say.
fn slim_pages(doc: &mut Document, pages: &[ObjectId]) -> lopdf::Result<()> {
    let mut shared = None;
    for page in pages {
        let dict = doc.get_dictionary_mut(*page)?;
        for key in [b"Annots".as_slice(), b"TrimBox", b"CropBox"] {
            dict.remove(key);
        }
        let own = dict.get(b"Resources")?.as_reference()?;
        let first = *shared.get_or_insert(own);
        if own != first {
            dict.set("Resources", first);
            doc.objects.remove(&own);
        }
    }
    if let Some(resources) = shared {
        let dict = doc.get_dictionary_mut(resources)?;
        for key in [b"XObject".as_slice(), b"ExtGState", b"Shading"] {
            dict.remove(key);
        }
    }
    doc.prune_objects();
    Ok(())
}

/// Bookmarks, nested by their levels.
fn outlines(doc: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    let places: Vec<(&Mark, ObjectId, f32)> = layout
        .marks
        .iter()
        .filter_map(|mark| Some((mark, *pages.get(mark.page)?, layout.pages.get(mark.page)?.height)))
        .collect();
    if places.is_empty() {
        return None;
    }
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = places.iter().map(|_| doc.new_object_id()).collect();
    let mut children: std::collections::BTreeMap<ObjectId, Vec<ObjectId>> = std::collections::BTreeMap::new();
    let mut parents = Vec::new();
    let mut path: Vec<(u8, ObjectId)> = Vec::new();
    for ((mark, _, _), id) in places.iter().zip(&ids) {
        path.retain(|(level, _)| *level < mark.level);
        let parent = path.last().map_or(root, |(_, id)| *id);
        children.entry(parent).or_default().push(*id);
        parents.push(parent);
        path.push((mark.level, *id));
    }
    for (((mark, page, height), id), parent) in places.iter().zip(&ids).zip(parents) {
        let target: Vec<Object> =
            vec![(*page).into(), "XYZ".into(), Object::Null, (height - mark.y + 6.0).into(), Object::Null];
        let mut dict = dictionary! { "Title" => text(&mark.title), "Parent" => parent, "Dest" => target };
        let siblings = children.get(&parent).map(Vec::as_slice).unwrap_or_default();
        if let Some(at) = siblings.iter().position(|sibling| sibling == id) {
            if let Some(before) = at.checked_sub(1).and_then(|at| siblings.get(at)) {
                dict.set("Prev", *before);
            }
            if let Some(after) = siblings.get(at + 1) {
                dict.set("Next", *after);
            }
        }
        adopt(&mut dict, children.get(id), mark.level > 0);
        doc.set_object(*id, dict);
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    adopt(&mut dict, children.get(&root), false);
    doc.set_object(root, dict);
    Some(root)
}

fn adopt(dict: &mut Dictionary, children: Option<&Vec<ObjectId>>, is_closed: bool) {
    let Some((first, last, n)) = children.and_then(|own| Some((own.first()?, own.last()?, own.len()))) else { return };
    dict.set("First", *first);
    dict.set("Last", *last);
    let n = i64::try_from(n).unwrap_or_default();
    dict.set("Count", if is_closed { -n } else { n });
}

/// A text string of the document: UTF-16 with its mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

fn xmp(layout: &Layout) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, owner) = (safe(&layout.title), safe(&layout.owner));
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{owner}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>ja</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{MAKER}</xmp:CreatorTool><pdf:Producer>{MAKER}</pdf:Producer>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}
