//! The card of the holidays: the years at hand, the first one that is missing, and adding years from a file.

use egui::Ui;

use crate::base::Day;
use crate::calendar::{Calendar, HolidayFault, MissingYear, Origin, Source, Year};
use crate::custody::frame::facts;
use crate::desk::{Ask, Desk, FileKind, Job, Right};
use crate::ledgers::holidays::{AddHolidays, HolidaysJudged, NewHolidays, judge_holidays};
use crate::widgets::button::secondary;
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::preview::{Reply, broken, preview};

/// A deadline lies so far ahead of the day something happens: sixty days, and a row of closed days behind them.
const AHEAD: i64 = 70;

/// The card.
#[derive(Default)]
pub struct HolidayCard {
    calendar: Calendar,
    step: Step,
    /// What was found in a file has not been in sight yet.
    is_news: bool,
}

/// How far adding has come.
#[derive(Default)]
enum Step {
    /// Nothing is being added.
    #[default]
    Idle,
    /// The file is being chosen.
    Choosing,
    /// A file was chosen and is looked at with the next picture.
    Chosen(String, Vec<u8>),
    /// It is being looked at; what is added is its bytes.
    Looking(String, Vec<u8>),
    /// It can be added.
    Sound(NewHolidays, Vec<u8>),
    /// It cannot.
    Broken(String, Vec<HolidayFault>),
}

impl HolidayCard {
    /// Takes the table as it is now.
    pub fn load(&mut self, calendar: Calendar) {
        self.calendar = calendar;
    }

    /// Whether the next file that is chosen is for this card.
    pub const fn is_choosing(&self) -> bool {
        matches!(self.step, Step::Choosing)
    }

    /// Another card asks for a file.
    pub fn give_way(&mut self) {
        if self.is_choosing() {
            self.step = Step::Idle;
        }
    }

    /// A file was chosen.
    pub fn chose(&mut self, name: String, bytes: Vec<u8>) {
        self.step = Step::Chosen(name, bytes);
    }

    /// It was looked at.
    pub fn judged(&mut self, judged: HolidaysJudged) {
        let Step::Looking(name, bytes) = std::mem::take(&mut self.step) else { return };
        self.is_news = true;
        self.step = match judged {
            HolidaysJudged::Sound(new) => Step::Sound(new, bytes),
            HolidaysJudged::Broken(faults) => Step::Broken(name, faults),
        };
    }

    /// It could not be looked at; the app has said why.
    pub fn failed(&mut self) {
        if matches!(self.step, Step::Looking(..) | Step::Choosing) {
            self.step = Step::Idle;
        }
    }

    /// A command has ended.
    pub fn settled(&mut self, is_done: bool) {
        if is_done && matches!(self.step, Step::Sound(..)) {
            self.step = Step::Idle;
        }
    }

    /// Draws it; says whether a file was asked for.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        if let Step::Chosen(name, bytes) = &self.step {
            let (name, bytes) = (name.clone(), bytes.clone());
            desk.ask(Ask::Job(look(name.clone(), bytes.clone(), self.calendar.clone(), desk.today)));
            self.step = Step::Looking(name, bytes);
        }
        card::title(ui, "祝日");
        prose::weak(
            ui,
            "漏えいなどの報告の期限が、役所の閉まる日（土曜日・日曜日、祝日・休日、年末年始）に当たるかを確かめるのに使います。",
        );
        let (tone, words) = outlook(&self.calendar, desk.today);
        match tone {
            Some(tone) => notice::bar(ui, tone, &words),
            None => prose::paragraph(ui, &words),
        };
        let rows = rows(&self.calendar);
        let rows: Vec<(&str, &str)> = rows.iter().map(|(label, value)| (*label, value.as_str())).collect();
        facts(ui, &rows);
        if desk.may(Right::Manage) { self.draw_adding(ui, desk) } else { false }
    }

    fn draw_adding(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        let add = secondary("祝日を追加…").icon(Icon::FileUp).enabled(!desk.is_busy);
        let add = ui.add(add).on_hover_text("祝日のファイルを選びます。確かめてから台帳に入れます");
        let is_asked = add.clicked();
        if is_asked {
            self.step = Step::Choosing;
            desk.ask(Ask::OpenFile(FileKind::Holidays));
        }
        prose::weak(
            ui,
            "インターネットにつながるPCで、内閣府の「国民の祝日について」のページから祝日のCSV（syukujitsu.csv）を保存し、\
             このPCに移して選びます。",
        );
        self.draw_step(ui, desk);
        is_asked
    }

    fn draw_step(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let shown = ui.scope(|ui| match &self.step {
            Step::Idle | Step::Choosing | Step::Chosen(..) | Step::Looking(..) => Reply::Open,
            Step::Sound(new, _) => preview(ui, new, !desk.is_busy),
            Step::Broken(file, faults) => broken(ui, file, faults),
        });
        let reply = shown.inner;
        if std::mem::take(&mut self.is_news) {
            shown.response.scroll_to_me(Some(egui::Align::Center));
        }
        match (reply, &self.step) {
            (Reply::Open, _) => {}
            (Reply::Yes, Step::Sound(new, bytes)) => {
                desk.run(AddHolidays { file: new.file.clone(), bytes: bytes.clone() });
            }
            (Reply::Yes | Reply::No, _) => self.step = Step::Idle,
        }
    }
}

/// Whether the years at hand are enough, and from when they will not be.
fn outlook(calendar: &Calendar, today: Day) -> (Option<Tone>, String) {
    let year = today.parts().0;
    let Some(missing) = (year..year + 100).find(|year| calendar.year(*year).is_none()).map(MissingYear) else {
        return (None, String::new());
    };
    let label = missing.label();
    let needed_on = Day::new(missing.0, 1, 1).map_or(today, |first| first.plus_days(-AHEAD));
    if needed_on <= today {
        let words = format!(
            "{label}の祝日が入っていません。期限が{label}になる報告では、期限が祝日に当たるかどうかを確かめられません。"
        );
        return (Some(Tone::Warn), words);
    }
    let words =
        format!("{label}の祝日は、まだ入っていません。公表されたら、{}までに追加してください。", needed_on.wareki());
    (None, words)
}

fn rows(calendar: &Calendar) -> Vec<(&'static str, String)> {
    let (mut built_in, mut added): (Vec<&Year>, Vec<String>) = (Vec::new(), Vec::new());
    for (year, origin) in calendar.years() {
        match origin {
            Origin::BuiltIn => built_in.push(year),
            Origin::Added { file, on } => {
                added.push(format!("{}（{}日）　{}に追加　{file}", year.label(), year.days.len(), on.wareki()));
            }
        }
    }
    let each = |year: &&Year| format!("{}（{}日）", year.label(), year.days.len());
    let mut rows = vec![("はじめから入っている年", built_in.iter().map(each).collect::<Vec<_>>().join("、"))];
    if !added.is_empty() {
        rows.push(("追加した年", added.join("\n")));
    }
    let Source { issuer, document, .. } = calendar.source();
    rows.push(("はじめから入っている年の出典", format!("{issuer}　{document}")));
    rows
}

fn look(file: String, bytes: Vec<u8>, calendar: Calendar, today: Day) -> Job {
    Job {
        name: "judge-holidays",
        label: "祝日のファイルを確かめています。".to_owned(),
        work: Box::new(move |_| Ok(Box::new(judge_holidays(&file, &bytes, &calendar, today)?))),
    }
}
