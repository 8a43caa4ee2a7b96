//! 誓約書: the words with the signature, or with a line to sign on; and the list of who has signed.

use crate::base::{RecordId, waits};
use crate::desk::Problem;
use crate::ledgers::pledge::record::{Pledge, Purpose, SignWay};
use crate::ledgers::pledge::sheet::{ListLine, list};
use crate::ledgers::pledge::words::Words;
use crate::paper::{Block, Bullet, Orientation, Paragraph, Sheet};
use crate::procedures::words;

use super::frame::{Frame, small, table_or};
use super::staff_card::nobody;

/// The sheet of the person asked for: their newest pledge; where they have none, the form to sign on paper.
pub(super) fn sheet(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    signed_or_blank(frame, subject, Purpose::Working)
}

/// The same of what is signed on leaving (S004-2.5).
pub(super) fn farewell(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    signed_or_blank(frame, subject, Purpose::Leaving)
}

fn signed_or_blank(frame: &Frame<'_>, subject: Option<RecordId>, purpose: Purpose) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let own = frame.facts.belongings_of(person.id);
    let all = match purpose {
        Purpose::Working => &own.pledges,
        Purpose::Leaving => &own.farewells,
    };
    let pledge = all.first().map(|kept| &kept.record).filter(|pledge| pledge.text.is_some());
    let words = match pledge.and_then(|pledge| pledge.text.as_ref()) {
        Some(text) => kept_words(frame, &text.hash)?,
        None => words::current(frame.read, purpose)?,
    };
    let mut blocks = vec![Block::Paragraph(Paragraph::new(&format!("版　{}", words.version)).grey())];
    blocks.extend(body(&words.body));
    blocks.push(Block::Space(3.0));
    blocks.push(match pledge {
        Some(pledge) => Block::KeepTogether(signed(pledge, &person.record.name)),
        None => Block::KeepTogether(vec![
            Block::Signatures(vec![format!("{}　氏名", person.record.department).trim().to_owned()]),
            Block::Seals(vec!["印".to_owned()]),
        ]),
    });
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title.clone_from(&words.title);
    sheet.seals = vec!["確認".to_owned()];
    Ok(sheet)
}

/// Lines as paragraphs; lines numbered from 1 on as a list, which stands closer: most pledges fit one page.
fn body(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut points: Vec<String> = Vec::new();
    for line in text.lines() {
        let number = format!("{}.", points.len() + 1);
        if let Some(point) = line.strip_prefix(&number) {
            points.push(point.trim().to_owned());
            continue;
        }
        close(&mut blocks, &mut points);
        blocks.push(Block::Paragraph(Paragraph::new(line)));
    }
    close(&mut blocks, &mut points);
    blocks
}

fn close(blocks: &mut Vec<Block>, points: &mut Vec<String>) {
    if !points.is_empty() {
        blocks.push(Block::List { points: std::mem::take(points), bullet: Bullet::Number });
    }
}

/// The very words that were signed.
fn kept_words(frame: &Frame<'_>, hash: &str) -> Result<Words, Problem> {
    let kept = frame.read.attachment(hash)?.and_then(|(_, bytes)| String::from_utf8(bytes).ok());
    kept.map(|text| Words::of_whole(&text)).ok_or_else(|| {
        Problem::new(
            "S-010",
            "署名したときの誓約書の文面が見つかりません。署名の記録は残っています。",
            "「台帳の情報」の「今すぐ点検」で台帳を確かめてください。",
        )
    })
}

fn signed(pledge: &Pledge, name: &str) -> Vec<Block> {
    let day = pledge.signed_on.map(crate::base::Day::wareki).unwrap_or_default();
    let mut blocks = Vec::new();
    match &pledge.signature {
        Some(signature) => {
            blocks.push(Block::Drawn { day, label: name.to_owned(), strokes: signature.0.clone() });
        }
        None => blocks.push(Block::Paragraph(Paragraph::new(&format!("{day}　　{name}")))),
    }
    if pledge.way == Some(SignWay::Account) {
        blocks.push(small("本人が、自分の合言葉で署名しました。"));
    }
    if let Some(entered) = &pledge.entered {
        blocks.push(small(&entered.words()));
    }
    if let Some(text) = &pledge.text {
        blocks.push(small(&format!("文面の照合文字　{}", text.hash.get(..20).unwrap_or_default())));
    }
    blocks
}

/// The list of everybody who is there.
pub(super) fn all(frame: &Frame<'_>) -> Sheet {
    let owned = frame.facts.belongings();
    let lines = frame.facts.staff_in_use(frame.day).map(|kept| {
        let pledge = owned.get(&kept.id).and_then(|own| own.pledges.first()).map(|kept| &kept.record);
        ListLine {
            name: &kept.record.name,
            department: &kept.record.department,
            pledge,
            is_waiting: pledge.is_some_and(|pledge| waits(pledge.entered.as_ref())),
        }
    });
    let table = table_or(list(lines), "利用者はまだ登録されていません。");
    frame.sheet(Orientation::Landscape, vec![table])
}
