//! 事故台帳: the incidents of a fiscal year, with their causes counted. Names of people are left out unless asked for.

use crate::base::{Coded, Day, Kept};
use crate::ledgers::clocks::Standing;
use crate::ledgers::incident::figures::{Figures, figures};
use crate::ledgers::incident::record::{Cause, Incident, Report};
use crate::ledgers::incident::sheet::{ASKING, chosen, known};
use crate::ledgers::printed::{NONE, cell};
use crate::paper::{Align, Bar, Block, Column, Orientation, Row, Sheet, Table};

use super::frame::{Frame, heading, small, table_or};

/// What stands for a name.
const HIDDEN: &str = "（氏名）";

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let year = frame.day.fiscal_year();
    let own: Vec<&Kept<Incident>> =
        frame.facts.incidents.iter().filter(|kept| kept.record.fiscal_year == year).collect();
    let names = Names::of(frame);
    let mut blocks = Vec::new();
    if names.is_masked {
        blocks.push(small("人の名前は伏せています。名前も載せるときは、印刷するときに「氏名も載せる」を選びます。"));
    }
    blocks.push(table_or(table(frame, &own, &names), "この年度の事故の記録はありません。"));
    if !own.is_empty() {
        blocks.push(heading("原因ごとの件数"));
        blocks.push(Block::Bars { legend: vec!["終結".to_owned(), "対応中".to_owned()], bars: bars(&own) });
    }
    if let Some(figures) = figures().filter(|_| !own.is_empty()) {
        blocks.push(Block::KeepTogether(compared(&own, figures)));
    }
    let mut sheet = frame.sheet(Orientation::Landscape, blocks);
    sheet.title = format!("{}（{}）", frame.title, year.label());
    sheet
}

/// The names of people, and whether they are left out.
struct Names<'a> {
    is_masked: bool,
    all: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn of(frame: &Frame<'a>) -> Self {
        let mut all: Vec<&str> = frame.facts.staff.iter().map(|kept| kept.record.name.as_str()).collect();
        // The longest first: a name may hold another one.
        all.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        Self { is_masked: frame.variant != "shown", all }
    }

    /// The text without the names the ledger knows, however they are spaced.
    fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if !self.is_masked {
            return text;
        }
        for name in self.all.iter().filter(|name| !name.trim().is_empty()) {
            let joined: String = name.split_whitespace().collect();
            for form in [(*name).to_owned(), name.replace(' ', "　"), joined] {
                text = text.replace(&form, HIDDEN);
            }
            // A family name alone; of one character it may be part of any word.
            if let Some(family) = name.split_whitespace().next().filter(|family| family.chars().count() > 1) {
                for title in ["さん", "氏", "先生", "様"] {
                    text = text.replace(&format!("{family}{title}"), HIDDEN);
                }
            }
        }
        text
    }
}

fn table(frame: &Frame<'_>, own: &[&Kept<Incident>], names: &Names<'_>) -> Table {
    let mut columns = vec![
        Column::fixed("番号", 15.0),
        Column::fixed("知った日", 20.0),
        Column::fixed("区分", 22.0),
        Column::share("概要", 1.7),
        Column::share("情報の項目・人数", 1.1),
        Column::share("原因", 0.9),
        Column::share("再発防止", 1.3),
        Column::fixed("委員会への報告", 27.0),
        Column::fixed("状態", 22.0),
    ];
    if !names.is_masked {
        columns.insert(4, Column::fixed("見つけた人・責任者", 28.0));
    }
    let rows = own.iter().map(|kept| {
        let incident = &kept.record;
        let mut cells = vec![
            cell(incident.number()),
            cell(incident.known_at.on.short()),
            cell(incident.sort.label()),
            cell(known(&names.hide(&incident.summary))),
            cell(data(incident)),
            cell(chosen(incident.cause)),
            cell(prevention(frame, kept, names)),
            cell(told(incident)),
            cell(match &incident.closing {
                Some(closing) => format!("{} 終結", closing.on.short()),
                None => incident.state().label().to_owned(),
            }),
        ];
        if !names.is_masked {
            let who = [incident.finder.as_str(), &incident.leader];
            cells.insert(4, cell(who.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n")));
        }
        Row::new(cells)
    });
    Table { rows: rows.collect(), columns, ..Table::default() }
}

fn data(incident: &Incident) -> String {
    let items = incident.data.iter().map(|item| item.label()).collect::<Vec<_>>().join("、");
    format!("{}\n人数 {}", known(&items), incident.people_words())
}

/// What is done so that it does not happen again, each with its day.
fn prevention(frame: &Frame<'_>, kept: &Kept<Incident>, names: &Names<'_>) -> String {
    let own = frame.facts.remedies.iter().map(|one| &one.record).filter(|one| one.incident == Some(kept.id));
    let plans = own.map(|remedy| {
        let day = match (remedy.done_on, remedy.target_on) {
            (Some(done), _) => format!("{} 完了", done.short()),
            (None, Some(target)) => format!("{}まで", target.short()),
            (None, None) => String::new(),
        };
        format!("{} {day}", names.hide(&remedy.what)).trim().to_owned()
    });
    let words: Vec<String> =
        [names.hide(&kept.record.prevention)].into_iter().chain(plans).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { NONE.to_owned() } else { words.join("\n") }
}

/// When the commission was told.
fn told(incident: &Incident) -> String {
    let sent = |report: Report, word: &str| {
        let on: Option<Day> = incident.report(report).map(|line| line.at.on);
        on.map(|day| format!("{word} {}", day.short()))
    };
    let sent: Vec<String> = [sent(Report::Prompt, "速報"), sent(Report::Final, "確報")].into_iter().flatten().collect();
    match (sent.is_empty(), incident.standing_by_law()) {
        (false, _) => sent.join("\n"),
        (true, Standing::Reportable(_)) => "これから".to_owned(),
        (true, Standing::NeedsAnswer(_)) => ASKING.to_owned(),
        (true, Standing::NotReportable | Standing::Excluded) => "対象外と判断".to_owned(),
    }
}

fn bars(own: &[&Kept<Incident>]) -> Vec<Bar> {
    let count = |cause: Option<Cause>, is_open: bool| {
        own.iter().filter(|kept| kept.record.cause == cause && kept.record.is_open() == is_open).count()
    };
    let causes = Cause::ALL.iter().map(|cause| Some(*cause)).chain([None]);
    causes
        .map(|cause| Bar {
            label: cause.map_or(ASKING, Coded::label).to_owned(),
            parts: vec![count(cause, false), count(cause, true)],
        })
        .filter(|bar| bar.parts.iter().any(|n| *n > 0))
        .collect()
}

/// The clinic's own counts beside what the surveys say, with their years.
fn compared(own: &[&Kept<Incident>], figures: &Figures) -> Vec<Block> {
    let columns = vec![
        Column::share("原因", 1.0),
        Column::fixed("この年度の件数", 34.0).aligned(Align::Right),
        Column::fixed(format!("参考（{}）", figures.causes.year), 34.0).aligned(Align::Right),
    ];
    let rows = Cause::ALL.iter().map(|cause| {
        let n = own.iter().filter(|kept| kept.record.cause == Some(*cause)).count();
        let share = figures.share(*cause).map_or_else(|| NONE.to_owned(), |percent| format!("{percent:.1}％"));
        Row::new(vec![cell(cause.label()), cell(format!("{n}件")), cell(share)])
    });
    let table = Table { columns, rows: rows.collect(), ..Table::default() };
    let [newer, older] = &figures.chances.years;
    let chances = figures.chances.of.iter().map(|one| {
        let [new, old] = one.percent;
        format!("{} {new:.1}％（{older} {old:.1}％）", one.what)
    });
    let chances: Vec<String> = chances.collect();
    vec![
        heading("参考：情報漏えいの原因"),
        Block::Table(table),
        small(&format!(
            "参考の数字は、{}に載っている{}の、件数の割合です。全国のすべての業種のもので、古い数字です。\
             件数の少ない施設では、割合を比べるより、1件ずつの原因を見てください。",
            figures.document(),
            figures.causes.report
        )),
        small(&format!(
            "同じ資料では、1年間に起きた割合（{newer}）は、{}でした（{}）。メールとFAXの送り先は、送る前に確かめます。",
            chances.join("、"),
            figures.chances.report
        )),
    ]
}
