//! 緊急時対応シート: one page for the wall, with the first steps for each kind of event and the numbers the clinic chose.

use crate::base::Coded;
use crate::flows::flows;
use crate::ledgers::emergency::{Chosen, Number, Posted};
use crate::paper::{
    Area, Block, BoxLook, Diagram, DiagramBox, DiagramLine, Orientation, Sheet, SheetFoot, SheetHead, Weight,
};

use super::frame::Frame;

/// Its name on the command line.
pub const NAME: &str = "emergency-sheet";
/// Its title.
pub const TITLE: &str = "緊急時対応シート";

/// What holds for every event.
pub const ALWAYS: [&str; 3] = [
    "患者さんの安全を先に確かめます。あわてなくて大丈夫です。",
    "責任者に知らせます。「かもしれない」の段階で知らせます。",
    "気づいた時刻と、したことを書きとめます。消したり初期化したりはしません。",
];

/// Width of the drawing in millimetres: an A4 page without its margins; and what its head leaves of the height.
const WIDTH: f32 = 175.0;
const HEIGHT: f32 = 226.0;
/// Between two columns, and between two boxes.
const GAP: f32 = 3.0;

/// How large the letters are: of steps, of names, of numbers, of small words.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    step: f32,
    name: f32,
    number: f32,
    small: f32,
    /// Numbers beside each other.
    columns: u8,
}

const SIZES: [Sizes; 6] = [
    Sizes { step: 10.0, name: 10.5, number: 15.0, small: 8.6, columns: 2 },
    Sizes { step: 9.4, name: 10.0, number: 14.0, small: 8.2, columns: 2 },
    Sizes { step: 8.8, name: 9.4, number: 13.0, small: 7.8, columns: 2 },
    Sizes { step: 8.2, name: 8.8, number: 12.0, small: 7.4, columns: 2 },
    Sizes { step: 7.6, name: 8.2, number: 10.5, small: 7.0, columns: 2 },
    Sizes { step: 7.0, name: 7.4, number: 8.6, small: 7.0, columns: 3 },
];

/// The sheet of the catalogue: what is chosen in the ledger, whether it is posted or not.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, crate::desk::Problem> {
    let chosen = Chosen::read(frame.read)?;
    let posted = Posted::of(&chosen, &frame.facts.contacts, frame.print.printed_at);
    let whole = frame.sheet(Orientation::Portrait, Vec::new());
    let own = wall_sheet(&posted, &whole.head.printed_on);
    Ok(Sheet { foot: SheetFoot { handling: own.foot.handling.clone(), ..whole.foot }, ..own })
}

/// The page for the wall. Nothing else of the ledger is on it.
#[must_use]
pub fn wall_sheet(posted: &Posted, printed_on: &str) -> Sheet {
    let as_of = posted.written_at.filter(|_| !posted.numbers.is_empty());
    Sheet {
        id: NAME,
        title: TITLE.to_owned(),
        form: Orientation::Portrait,
        head: SheetHead {
            clinic: "事故・紛失が起きたら".to_owned(),
            as_of: as_of.map(|at| format!("電話番号は{}のものです", at.day().wareki())),
            printed_on: printed_on.to_owned(),
            note: None,
        },
        seals: Vec::new(),
        foot: SheetFoot {
            owner: String::new(),
            journal_head: None,
            code: None,
            handling: "見える所に貼ります".to_owned(),
        },
        blocks: vec![Block::Diagram(wall(posted))],
    }
}

/// The page as a drawing, as large as there is room for.
#[must_use]
pub fn wall(posted: &Posted) -> Diagram {
    let mut drawn = Diagram::default();
    for sizes in SIZES {
        drawn = at_sizes(posted, sizes);
        if drawn.height <= HEIGHT {
            break;
        }
    }
    drawn
}

fn at_sizes(posted: &Posted, sizes: Sizes) -> Diagram {
    let mut drawn = Diagram { width: WIDTH, ..Diagram::default() };
    let mut y = 0.0;
    let always = ALWAYS.map(str::to_owned);
    y += card(&mut drawn, Area { y, w: WIDTH, ..Area::default() }, "どんなときも", &always, sizes) + GAP;
    let events: Vec<(String, Vec<String>)> =
        flows().iter().map(|flow| (flow.kind.label().to_owned(), flow.wall().map(str::to_owned).collect())).collect();
    y = events_in_columns(&mut drawn, &events, y, sizes);
    y = numbers(&mut drawn, posted, y, sizes);
    if !posted.lines.is_empty() {
        let place = Area { y, w: WIDTH, ..Area::default() };
        y += card(&mut drawn, place, "この施設で決めたこと", &posted.lines, sizes) + GAP;
    }
    drawn.height = y - GAP;
    drawn
}

/// A heading with lines below it in one frame; gives its height.
fn card(drawn: &mut Diagram, at: Area, title: &str, lines: &[String], sizes: Sizes) -> f32 {
    let inner = DiagramBox::inner(at.w);
    let band = DiagramLine::broken(title, sizes.name, Weight::Bold, inner);
    let numbered = (1..).zip(lines);
    let text: Vec<DiagramLine> = numbered
        .flat_map(|(number, line)| DiagramLine::numbered(number, line, sizes.step, Weight::Regular, inner))
        .collect();
    let (h_band, h_text) = (DiagramBox::height_for(&band), DiagramBox::height_for(&text));
    let whole = Area { h: h_band + h_text, ..at };
    drawn.boxes.push(DiagramBox {
        place: Area { y: at.y + h_band, h: h_text, ..at },
        look: BoxLook::Plain,
        lines: text,
    });
    drawn.boxes.push(DiagramBox { place: Area { h: h_band, ..at }, look: BoxLook::Band, lines: band });
    whole.h
}

/// The events in two columns, the first filled until it is half; gives where they end.
fn events_in_columns(drawn: &mut Diagram, events: &[(String, Vec<String>)], top: f32, sizes: Sizes) -> f32 {
    let w = (WIDTH - GAP) / 2.0;
    let height = |(title, lines): &(String, Vec<String>)| {
        card(&mut Diagram::default(), Area { w, ..Area::default() }, title, lines, sizes) + GAP
    };
    let heights: Vec<f32> = events.iter().map(height).collect();
    let longer = |first: &usize| {
        let (left, right) = heights.split_at(*first);
        left.iter().sum::<f32>().max(right.iter().sum())
    };
    let all = 0..=heights.len();
    let first = all.min_by(|one, other| longer(one).total_cmp(&longer(other))).unwrap_or(0);
    let mut ends = [top, top];
    for (number, (title, lines)) in events.iter().enumerate() {
        let [left, right] = &mut ends;
        let (x, y) = if number < first { (0.0, left) } else { (w + GAP, right) };
        *y += card(drawn, Area { x, y: *y, w, h: 0.0 }, title, lines, sizes) + GAP;
    }
    let [left, right] = ends;
    left.max(right)
}

/// The numbers, a few beside each other; gives where they end.
fn numbers(drawn: &mut Diagram, posted: &Posted, top: f32, sizes: Sizes) -> f32 {
    let band = DiagramLine::broken("連絡先", sizes.name, Weight::Bold, DiagramBox::inner(WIDTH));
    let h = DiagramBox::height_for(&band);
    drawn.boxes.push(DiagramBox { place: Area { x: 0.0, y: top, w: WIDTH, h }, look: BoxLook::Band, lines: band });
    let mut y = top + h;
    if posted.numbers.is_empty() {
        let words = "電話番号は、まだ選ばれていません。台帳の「緊急時対応シート」の画面で選ぶと、ここに載ります。";
        let lines = DiagramLine::broken(words, sizes.step, Weight::Regular, DiagramBox::inner(WIDTH));
        let place = Area { x: 0.0, y, w: WIDTH, h: DiagramBox::height_for(&lines) + 10.0 };
        drawn.boxes.push(DiagramBox { place, look: BoxLook::Missing, lines });
        return y + place.h + GAP;
    }
    let w = WIDTH / f32::from(sizes.columns);
    for row in posted.numbers.chunks(usize::from(sizes.columns)) {
        let told: Vec<Vec<DiagramLine>> = row.iter().map(|number| number_lines(number, w, sizes)).collect();
        let h = told.iter().map(|lines| DiagramBox::height_for(lines)).fold(0.0, f32::max);
        for (column, lines) in (0_u8..).zip(told) {
            let x = w * f32::from(column);
            drawn.boxes.push(DiagramBox { place: Area { x, y, w, h }, look: BoxLook::Plain, lines });
        }
        y += h;
    }
    y + GAP
}

fn number_lines(number: &Number, width: f32, sizes: Sizes) -> Vec<DiagramLine> {
    let inner = DiagramBox::inner(width);
    let mut lines = Vec::new();
    let named =
        if number.person.is_empty() { number.name.clone() } else { format!("{}　{}", number.name, number.person) };
    let mut add = |text: &str, size: f32, weight: Weight, most: usize| {
        let mut broken = DiagramLine::broken(text, size, weight, inner);
        if broken.len() > most {
            broken.truncate(most);
            if let Some(last) = broken.last_mut() {
                last.text.pop();
                last.text.push('…');
            }
        }
        lines.extend(broken);
    };
    add(&format!("{}　{named}", number.slot), sizes.small, Weight::Bold, 2);
    add(&number.phone, sizes.number, Weight::Bold, 1);
    let deputy =
        if number.deputy.is_empty() { String::new() } else { format!("つながらないとき {}", number.deputy) };
    let more: Vec<&str> = [number.hours.as_str(), &deputy].into_iter().filter(|part| !part.is_empty()).collect();
    add(&more.join("　"), sizes.small, Weight::Regular, if sizes.columns > 2 { 1 } else { 2 });
    lines
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, WIDTH, wall};
    use crate::ledgers::emergency::{MOST_CONTACTS, MOST_LETTERS, MOST_LINES, Number, Posted};
    use crate::paper::{Area, BoxLook};

    #[test]
    fn as_much_as_can_be_chosen_fits_on_one_page_in_letters_one_can_read() {
        let long = |text: &str| text.repeat(3);
        let number = Number {
            slot: "厚生労働省・所管の官庁".to_owned(),
            name: long("医療法人見本会 情報システム管理室 夜間休日窓口 "),
            person: long("セキュリティ担当 "),
            phone: "0120-000-000（内線 12345）".to_owned(),
            hours: long("平日8時30分～17時15分 "),
            deputy: long("夜間は当直 0985-00-0000 "),
        };
        for n_numbers in [0, 1, 5, MOST_CONTACTS] {
            let lines = vec!["紙".repeat(MOST_LETTERS); if n_numbers == 0 { 0 } else { MOST_LINES }];
            let drawn = wall(&Posted { written_at: None, numbers: vec![number.clone(); n_numbers], lines });
            assert!(drawn.height <= HEIGHT, "{n_numbers}: {}", drawn.height);
            assert!(drawn.smallest() >= 7.0);
            let page = Area { x: 0.0, y: 0.0, w: WIDTH, h: drawn.height };
            let boxes: Vec<_> = drawn.boxes.iter().filter(|one| one.look != BoxLook::Ground).collect();
            for (place, one) in boxes.iter().enumerate() {
                assert!(page.holds(&one.place), "{one:?}");
                assert!(boxes.iter().skip(place + 1).all(|other| !one.place.meets(&other.place)), "{one:?}");
            }
        }
    }
}
