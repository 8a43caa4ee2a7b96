//! Reads what stands above a table: the title with the clinic's name, and labels with their values.

use super::book::{Address, Grid};
use super::lexicon::lexicon;
use super::values::{self, parenthesis};
use crate::base::Day;
use crate::base::text::{fold, tidy};

/// Words a clinic's name ends with or holds.
const CLINIC_WORDS: [&str; 14] = [
    "クリニック",
    "医院",
    "診療所",
    "病院",
    "歯科",
    "薬局",
    "ステーション",
    "内科",
    "外科",
    "整形",
    "センター",
    "施設",
    "事業所",
    "会",
];

/// A person named above the table, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedRole {
    /// The code of the role.
    pub role: String,
    /// The label as written.
    pub label: String,
    /// The name as written.
    pub name: String,
    /// Where.
    pub at: Address,
}

/// What stands above a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Preface {
    /// The clinic's name, and where.
    pub clinic: Option<(String, Address)>,
    /// The day the book speaks of.
    pub as_of: Option<Day>,
    /// Persons and their roles.
    pub roles: Vec<NamedRole>,
    /// Values that could not be read: heading, text, where, why.
    pub unread: Vec<(String, String, Address, String)>,
}

/// Reads all rows above the heading.
pub(super) fn preface(grid: &Grid, header_row: u32) -> Preface {
    let mut preface = Preface::default();
    for (row, cells) in grid.rows.range(..header_row) {
        let own = cells.cells.iter().filter(|(column, cell)| cell.origin == (Address { row: *row, column: **column }));
        let texts: Vec<(u32, String)> = own.map(|(column, cell)| (*column, cell.value.text())).collect();
        let mut label: Option<(&str, String)> = None;
        for (column, text) in &texts {
            let at = Address { row: *row, column: *column };
            if let Some(means) = meaning(text) {
                label = Some((means, tidy(text)));
                continue;
            }
            if let Some((head, value)) = text.split_once([':', '：']).filter(|(head, _)| meaning(head).is_some())
                && !value.trim().is_empty()
            {
                let means = meaning(head).unwrap_or_default();
                preface.take(means, head, &tidy(value), at, grid);
                continue;
            }
            match label.take() {
                Some((means, head)) => preface.take(means, &head, &tidy(text), at, grid),
                None => preface.title(text, at),
            }
        }
    }
    preface
}

/// What a label means, if it is one.
fn meaning(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches([':', '：']);
    let (folded, plain) = (fold(text), fold(&parenthesis(text).0));
    let pairs = &lexicon().pairs;
    pairs.iter().find(|(_, names)| names.contains(&folded) || names.contains(&plain)).map(|(means, _)| means.as_str())
}

impl Preface {
    fn take(&mut self, means: &str, label: &str, value: &str, at: Address, grid: &Grid) {
        match means {
            "as-of" => {
                let cell = grid.cell(at.row, at.column).map(|cell| &cell.value);
                let day = cell.and_then(|value| values::day(value).ok()).or_else(|| {
                    values::day(&super::book::Value::Text(value.to_owned()))
                        .ok()
                        .or_else(|| values::day_within(value).map(|(day, _)| day))
                });
                match day {
                    Some(day) => self.as_of = Some(day),
                    None => {
                        self.unread.push((label.to_owned(), value.to_owned(), at, "日付として読めません".to_owned()))
                    }
                }
            }
            "clinic" => self.clinic = Some((value.to_owned(), at)),
            role => {
                for name in value.split(['、', ',', '，', '/', '／', '\n', ';', '；']) {
                    let name = tidy(name);
                    if !name.is_empty() {
                        let role = role.to_owned();
                        self.roles.push(NamedRole { role, label: label.to_owned(), name, at });
                    }
                }
            }
        }
    }

    /// A title such as ＭＩＣＴ利用者台帳（みどり訪問クリニック）, or the clinic's name alone, or 令和8年11月1日現在.
    fn title(&mut self, text: &str, at: Address) {
        if text.chars().count() > 80 {
            return;
        }
        if self.as_of.is_none()
            && let Some((day, rest)) = values::day_within(text)
            && (rest.contains("現在") || rest.is_empty() || rest.contains("作成") || rest.contains("時点"))
        {
            self.as_of = Some(day);
            return;
        }
        let is_title = ["台帳", "一覧", "名簿", "リスト", "管理表"].iter().any(|word| text.contains(word));
        let (outside, inside) = parenthesis(text);
        let looks_like_clinic =
            |name: &str| CLINIC_WORDS.iter().any(|word| name.contains(word)) && !name.contains("台帳");
        if self.clinic.is_none() {
            if is_title && looks_like_clinic(&inside) {
                self.clinic = Some((inside, at));
            } else if is_title {
                let first = outside.split([' ', '　']).find(|word| looks_like_clinic(word)).map(tidy);
                self.clinic = first.map(|name| (name, at));
            } else if looks_like_clinic(text) && text.chars().count() <= 30 && !text.contains(['。', '※', '、']) {
                self.clinic = Some((tidy(text), at));
            }
        }
    }
}
