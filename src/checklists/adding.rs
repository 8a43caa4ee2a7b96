//! 点検表の追加: whether a file can be added to the editions at hand, and what it would change.

use crate::desk::Problem;

use super::edition::{Edition, EditionItem};
use super::edition_file::Origin;
use super::fault::{ContentFault, Flaw};
use super::held::Held;

/// The largest official checklist makes a file of a tenth of this.
const MOST_BYTES: usize = 256 * 1024;
/// Nobody answers more questions once a year.
const MOST_ITEMS: usize = 300;
/// A heading or a question stands in one cell of a sheet.
const MOST_LINE: usize = 200;
/// An explanation fits one screen.
const MOST_TEXT: usize = 1_000;
/// A name of a file or of a list.
const MOST_NAME: usize = 40;
/// One a year for longer than a clinic keeps its books.
const MOST_ADDED: usize = 50;

/// What was found in a file (ファイルの判定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// It can be added.
    Sound(Box<Proposal>),
    /// It cannot: everything that is wrong with it.
    Broken(Vec<ContentFault>),
}

/// An edition that can be added (追加できる版).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What the file is called.
    pub file: String,
    /// What is kept of it.
    pub text: String,
    /// The edition.
    pub edition: Edition,
    /// What it does to the edition of the same name that is at hand.
    pub effect: Effect,
}

/// What an added edition does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It is a new one.
    New,
    /// It takes the place of the edition of the same name, which was added before.
    Corrects {
        /// Its items that are new.
        n_new: usize,
        /// Its items that ask something else: what was asked, what is asked now.
        worded: Vec<(String, String)>,
    },
}

/// Judges a file that somebody has chosen, by the editions at hand.
///
/// # Errors
/// The file is no text of a sensible size, or nothing would be added by it.
pub fn judge(file: &str, bytes: &[u8], held: &Held) -> Result<Judged, Problem> {
    let text = text_of(bytes)?;
    let edition = match Edition::read_as(file, &text, Origin::Chosen) {
        Ok(edition) => edition,
        Err(faults) => return Ok(Judged::Broken(faults)),
    };
    let before = held.entries().iter().find(|one| one.edition.name() == edition.name());
    let mut faults = limits(file, &edition);
    faults.extend(unlinked(file, &edition, held));
    let effect = match before {
        None if held.entries().iter().filter(|one| one.added.is_some()).count() >= MOST_ADDED => return Err(full()),
        None => Effect::New,
        Some(one) if one.edition.hash == edition.hash => return Err(already(&edition)),
        Some(one) if one.added.is_none() => return Err(built_in(&edition)),
        Some(one) => {
            faults.extend(broken_off(file, &one.edition, &edition, held));
            corrects(&one.edition, &edition)
        }
    };
    if faults.is_empty() {
        Ok(Judged::Sound(Box::new(Proposal { file: file.to_owned(), text, edition, effect })))
    } else {
        Ok(Judged::Broken(faults))
    }
}

/// The text of a file, however Windows has saved it.
fn text_of(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| not_a_text())?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n"))
}

/// The opening question and the items.
fn items(edition: &Edition) -> impl Iterator<Item = &EditionItem> {
    edition.opening.iter().chain(&edition.items)
}

/// What cannot be shown on a screen or a sheet.
fn limits(file: &str, edition: &Edition) -> Vec<ContentFault> {
    let mut faults = Vec::new();
    let mut look = |item: &str, place: &'static str, text: &str, most: usize| {
        let mut refuse = |flaw| faults.push(ContentFault { file: file.to_owned(), item: item.to_owned(), flaw });
        if text.chars().count() > most {
            refuse(Flaw::TooLong { place, most });
        }
        if text.chars().any(char::is_control) {
            refuse(Flaw::Unprintable(place));
        }
    };
    let Edition { family, edition: name, title, short, inspect, source, in_force, sections, .. } = edition;
    for (place, text) in [("family", family), ("edition", name)] {
        look("", place, text, MOST_NAME);
    }
    for (place, text) in [("title", title), ("short", short), ("source.issuer", &source.issuer)] {
        look("", place, text, MOST_LINE);
    }
    for (place, text) in [
        ("inspect", inspect),
        ("source.document", &source.document),
        ("source.section", &source.section),
        ("source.dated", &source.dated),
        ("source.basis", &source.basis),
        ("source.note", &source.note),
        ("in_force.next", &in_force.next),
    ] {
        look("", place, text, MOST_TEXT);
    }
    for section in sections {
        look(&section.id, "id", &section.id, MOST_NAME);
        look(&section.id, "title", &section.title, MOST_LINE);
    }
    for item in items(edition) {
        let EditionItem { id, no, label, why, look: places, inspect, note, guideline, cites, .. } = item;
        for (place, text) in [("id", id), ("no", no)] {
            look(id, place, text, MOST_NAME);
        }
        look(id, "label", label, MOST_LINE);
        for (place, text) in [("why", why), ("look", places), ("inspect", inspect), ("note", note)] {
            look(id, place, text, MOST_TEXT);
        }
        for text in guideline {
            look(id, "guideline", text, MOST_LINE);
        }
        for cite in cites {
            look(id, "cites", &cite.id, MOST_NAME);
            look(id, "document", &cite.document, MOST_LINE);
            look(id, "document", &cite.section, MOST_LINE);
        }
    }
    if edition.items.len() > MOST_ITEMS {
        let flaw = Flaw::TooMany(MOST_ITEMS);
        faults.push(ContentFault { file: file.to_owned(), item: String::new(), flaw });
    }
    faults
}

/// What it replaces and no earlier edition at hand has.
fn unlinked(file: &str, edition: &Edition, held: &Held) -> Vec<ContentFault> {
    let others = held.all().filter(|one| one.family == edition.family && one.edition != edition.edition);
    let all: Vec<Edition> = others.map(|one| Edition::clone(one)).chain([edition.clone()]).collect();
    let own = format!("{}.toml", edition.name());
    let faults = Edition::unlinked(&all).into_iter().filter(|fault| fault.file == own);
    faults.map(|fault| ContentFault { file: file.to_owned(), ..fault }).collect()
}

/// Answers hang on the items of an edition: none of them goes. Once a round was begun, each asks what it asked; until
/// then a slip of the pen can be put right.
fn broken_off(file: &str, before: &Edition, now: &Edition, held: &Held) -> Vec<ContentFault> {
    let mut faults = Vec::new();
    for old in items(before) {
        let mut refuse = |item: &str, flaw| {
            faults.push(ContentFault { file: file.to_owned(), item: item.to_owned(), flaw });
        };
        let Some(new) = now.item(&old.id) else {
            refuse("", Flaw::Gone(old.id.clone()));
            continue;
        };
        let same = [
            ("no", old.no == new.no),
            ("label", old.label == new.label),
            ("answer", old.answer == new.answer),
            ("scope", old.scope == new.scope),
            ("vendor", old.is_vendor == new.is_vendor),
            ("if_no", old.if_no == new.if_no),
        ];
        let changed = same.into_iter().filter(|(_, is_same)| !is_same && held.is_in_use(before));
        for (place, _) in changed {
            refuse(&old.id, Flaw::AsksElse(place));
        }
    }
    faults
}

fn corrects(before: &Edition, now: &Edition) -> Effect {
    let n_new = items(now).filter(|item| before.item(&item.id).is_none()).count();
    let worded = items(now).filter_map(|item| {
        let old = before.item(&item.id)?;
        (old.label != item.label).then(|| (old.label.clone(), item.label.clone()))
    });
    Effect::Corrects { n_new, worded: worded.collect() }
}

/// What is wrong with a file, as one problem: for the command line.
#[must_use]
pub fn broken(faults: &[ContentFault]) -> Problem {
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Problem::new(
        "N-110",
        format!("選んだファイルは、{}か所が違うため、点検表として使えません。台帳は変わっていません。", faults.len()),
        "下に書かれたところを直して、もう一度選んでください。",
    )
    .with_detail(all.join("\n"))
}

fn too_large(n_bytes: usize) -> Problem {
    let (kilo, most) = (n_bytes.div_ceil(1024), MOST_BYTES / 1024);
    Problem::new(
        "N-111",
        format!("選んだファイルは{kilo}KBあり、点検表として読める{most}KBを超えています。台帳は変わっていません。"),
        "別のファイルを選んでいないかを確かめて、点検表のファイルを選んでください。",
    )
}

fn not_a_text() -> Problem {
    Problem::new(
        "N-112",
        "選んだファイルは、UTF-8の文字のファイルではありません。台帳は変わっていません。",
        "メモ帳などで開き、文字コードを「UTF-8」にして保存してから、もう一度選んでください。ExcelやWordのファイルは読めません。",
    )
}

fn already(edition: &Edition) -> Problem {
    Problem::new(
        "N-113",
        format!("「{}」は、同じ内容のものがすでに入っています。台帳は変わっていません。", edition.title),
        "そのまま使えます。直した版を入れたいときは、直したファイルを選んでいるかを確かめてください。",
    )
}

fn built_in(edition: &Edition) -> Problem {
    Problem::new(
        "N-114",
        format!(
            "版の名前「{}」は、台帳番にはじめから入っている版と同じで、内容が違います。台帳は変わっていません。",
            edition.name()
        ),
        "はじめから入っている版は置き換えられません。別の版として使うときは、ファイルのedition（版の名前）を変えて、もう一度選んでください。",
    )
}

fn full() -> Problem {
    Problem::new(
        "N-115",
        format!("追加した点検表が{MOST_ADDED}あり、これより多くは入れられません。台帳は変わっていません。"),
        "入っている版を「台帳の情報」の「点検表」で確かめてください。同じ版を直すときは、同じ版の名前のまま選べます。",
    )
}
