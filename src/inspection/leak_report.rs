//! 漏えい等報告と本人への通知文: drafts for the clinic to copy from; what is missing is marked, and no patient is named.

use crate::base::{Coded, Day, IncidentId, Kept, RecordId};
use crate::desk::Problem;
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::clock_words as words;
use crate::ledgers::clocks::{Case, Clocks};
use crate::ledgers::incident::record::{DataItem, Incident, Sort};
use crate::ledgers::leak_items::{Filled, items, n_missing};
use crate::ledgers::leak_rules::{LeakRules, ReportItem};
use crate::ledgers::printed::UNWRITTEN;
use crate::ledgers::remedy::record::Remedy;
use crate::paper::{Align, Block, Bullet, Cell, Column, KeyValue, Orientation, Paragraph, Row, Sheet, Table};

use super::frame::{Frame, heading, small};

/// 漏えい等報告 下書き: the nine items.
pub(super) fn report(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let kept = incident(frame, subject)?;
    let incident = &kept.record;
    let case = Case::of(incident);
    let clocks = case.clocks(&frame.facts.calendar);
    let items = items(incident, planned(frame, kept));
    let n_left = n_missing(&items);
    let mut blocks = vec![
        Block::KeyValues { rows: facts(incident, &case), columns: 2 },
        heading("期限"),
        Block::KeyValues {
            rows: vec![
                KeyValue::wide("速報", format!("{}（目安）", words::early(&clocks))),
                KeyValue::wide("確報", until(&clocks)),
            ],
            columns: 1,
        },
    ];
    blocks.extend(words::warnings(&clocks).iter().map(|warning| small(warning)));
    blocks.push(heading("報告する事項（規則第8条第1項）"));
    if n_left > 0 {
        blocks.push(Block::Paragraph(Paragraph::new(&format!(
            "**まだ書かれていない事項が{n_left}つあります。**速報は、その時にわかっていることだけで出せます。"
        ))));
    }
    blocks.push(Block::Table(table(&items)));
    let points = remarks(incident).into_iter().map(str::to_owned).collect();
    blocks.push(Block::KeepTogether(vec![heading("報告先と様式"), Block::List { points, bullet: Bullet::Dot }]));
    let source = &LeakRules::get().source;
    blocks.push(small(&format!("出典　{}　{}（{}）", source.issuer, source.document, source.section)));
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.head.note = Some("下書き".to_owned());
    Ok(sheet)
}

/// What is planned against the next one.
fn planned<'a>(frame: &'a Frame<'_>, kept: &Kept<Incident>) -> impl Iterator<Item = &'a Remedy> {
    let id = kept.id;
    frame.facts.remedies.iter().map(|kept| &kept.record).filter(move |remedy| remedy.incident == Some(id))
}

/// 本人への通知文 下書き: items 1, 2, 4, 5 and 9, as a letter with blanks.
pub(super) fn notice(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let kept = incident(frame, subject)?;
    let all = items(&kept.record, planned(frame, kept));
    let clinic = frame.facts.clinic.as_ref().map(|kept| &kept.record);
    let mut blocks = vec![
        Block::Paragraph(Paragraph::new("令和　　年　　月　　日").aligned(Align::Right)),
        Block::Paragraph(Paragraph::new("＿＿＿＿＿＿＿＿＿＿＿＿　様")),
        Block::Paragraph(Paragraph::new(&sender(clinic)).aligned(Align::Right)),
        Block::Space(4.0),
        Block::Paragraph(Paragraph::new("**個人情報の取扱いに関するおわびとお知らせ**").aligned(Align::Centre)),
        Block::Space(2.0),
        Block::Paragraph(Paragraph::new(
            "このたび、当施設でお預かりしている個人情報について、次のことが起きました。\
             ご心配とご迷惑をおかけすることを、心よりおわび申し上げます。",
        )),
    ];
    let told: Vec<&Filled> = all.iter().filter(|item| item.is_told).collect();
    for (place, item) in told.iter().enumerate() {
        let number = place + 1;
        blocks.push(Block::KeepTogether(vec![
            Block::Heading { level: 2, text: format!("{number}　{}", title(item)) },
            Block::Paragraph(Paragraph::new(&told_text(item))),
        ]));
    }
    let phone = clinic.map(|clinic| clinic.phone.as_str()).filter(|phone| !phone.is_empty());
    blocks.push(Block::KeepTogether(vec![
        Block::Heading { level: 2, text: format!("{}　お問い合わせ先", told.len() + 1) },
        Block::Paragraph(Paragraph::new(&format!(
            "{}　電話 {}　担当 ＿＿＿＿＿＿＿＿",
            clinic.map_or("", |clinic| clinic.name.as_str()),
            phone.unwrap_or("＿＿＿＿＿＿＿＿")
        ))),
    ]));
    blocks.push(Block::Rule);
    blocks.push(small(
        "下書きです。宛名、日付、［　］の所を書き入れ、言葉を相手に合わせて直してから使ってください。\
         本人への通知には、決まった日数はありません。状況に応じて速やかに行います。\
         通知が難しいときは、公表や相談窓口などの代わりの方法があります（規則第10条ほか）。",
    ));
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.head.note = Some("下書き".to_owned());
    sheet.seals = Vec::new();
    // A letter has its own day.
    sheet.head.as_of = None;
    Ok(sheet)
}

fn incident<'a>(frame: &'a Frame<'_>, subject: Option<RecordId>) -> Result<&'a Kept<Incident>, Problem> {
    let id = subject.map(IncidentId::from);
    let all = &frame.facts.incidents;
    id.and_then(|id| all.iter().find(|kept| kept.id == id)).ok_or_else(nobody)
}

fn facts(incident: &Incident, case: &Case) -> Vec<KeyValue> {
    let sent = |day: Option<Day>| day.map_or_else(|| "記録なし".to_owned(), Day::wareki);
    vec![
        KeyValue::new("事故番号", incident.number()),
        KeyValue::new("区分", incident.sort.label()),
        KeyValue::new("知った日", words::day(case.known_on)),
        KeyValue::new("速報を出した日", sent(case.prompt_on)),
        KeyValue::new("本人へ知らせた日", sent(case.persons_on)),
        KeyValue::new("確報を出した日", sent(case.final_on)),
        KeyValue::wide("報告の対象", words::standing(&case.standing())),
        KeyValue::wide("暗号化による除外", exclusion(incident, case)),
    ]
}

fn exclusion(incident: &Incident, case: &Case) -> String {
    if case.is_excluded() {
        let day = incident.exclusion_on.map(Day::wareki).unwrap_or_default();
        return format!("対象から外れると判断（{day}　{}）\n理由　{}", incident.exclusion_by, incident.exclusion_why);
    }
    if case.may_be_excluded() {
        return LeakRules::get().exclusion.possible.clone();
    }
    "考えていません（暗号化と鍵の状態が、どちらも「はい」とはわかっていません）".to_owned()
}

fn until(clocks: &Clocks) -> String {
    let longer = words::if_improper(clocks).map(|longer| format!("\n{longer}")).unwrap_or_default();
    format!("{}{longer}", words::last(&clocks.last))
}

fn table(items: &[Filled]) -> Table {
    let columns =
        vec![Column::fixed("No.", 8.0).aligned(Align::Right), Column::fixed("事項", 46.0), Column::share("内容", 1.0)];
    let rows = items.iter().map(|item| {
        let missing = if item.missing.is_empty() {
            String::new()
        } else {
            format!("【{UNWRITTEN}】{}", item.missing.join("、"))
        };
        let parts = [item.text.as_str(), missing.as_str()];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let content = Cell::new(text);
        Row::new(vec![
            Cell::new(item.no),
            Cell::new(item.name),
            if item.text.is_empty() { content.bold() } else { content },
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// What to know of where and how to report; that on a number or a virus only where it is about one.
fn remarks(incident: &Incident) -> Vec<&'static str> {
    let mut remarks: Vec<&str> = LeakRules::get().places.iter().map(|place| place.text.as_str()).collect();
    if incident.data.contains(&DataItem::MyNumber) {
        remarks.insert(0, "この事故には、マイナンバーが含まれています。別の様式で報告します。");
    }
    if incident.sort == Sort::Ransomware {
        remarks.insert(0, "この事故は、ランサムウェアです。共通様式も使えます。");
    }
    remarks
}

fn sender(clinic: Option<&Clinic>) -> String {
    let Some(clinic) = clinic else { return "＿＿＿＿＿＿＿＿".to_owned() };
    let parts = [clinic.corporation.as_str(), clinic.name.as_str(), clinic.address.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

/// What an item is called in a letter.
fn title(item: &Filled) -> &'static str {
    match item.item {
        ReportItem::Overview => "起きたこと",
        ReportItem::Data => "もれた、またはもれたおそれのある情報",
        ReportItem::Cause => "原因",
        ReportItem::SecondDamage => "悪用などの被害、またはそのおそれ",
        ReportItem::Other => "当施設の対応とお願い",
        ReportItem::People | ReportItem::ToPersons | ReportItem::Publication | ReportItem::Prevention => item.name,
    }
}

fn told_text(item: &Filled) -> String {
    if item.text.is_empty() {
        return format!("［　{}を書き入れます　］", item.missing.join("、"));
    }
    item.text.clone()
}

fn nobody() -> Problem {
    Problem::new(
        "L-060",
        "この帳票は事故1件分を印刷します。指定された事故は、この日の台帳に見つかりません。台帳は変わっていません。",
        "事故を選び直すか、記録を始めた日より後の日付にしてください。",
    )
}
