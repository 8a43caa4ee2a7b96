//! Lost key files (鍵ファイルが見つからないとき): the copies within reach are looked for by themselves and offered in plain
//! words; none is used before somebody has pressed its button. And the record of the recovery sheet, typed or scanned.

use std::path::PathBuf;

use egui::Ui;

use crate::base::Moment;
use crate::desk::{Ask, Desk, Job};
use crate::vault::{CopySource, KeyCopy, Place, Record, find_keys};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::{Icon, Tone, notice, prose};

/// So many copies are offered at once.
const MOST: usize = 4;
/// The codes of what a copy of the key file may help with: missing, damaged, something else, changed, not a pair, older.
const HELPED: [&str; 6] = ["V-201", "V-202", "V-203", "V-204", "V-304", "V-305"];

/// The copies that were found.
pub struct Found(Vec<KeyCopy>);

/// What the person did.
pub enum Chosen {
    /// Nothing.
    Nothing,
    /// Opens with this copy.
    Keys(Box<KeyCopy>),
    /// Wants to point at a folder with a backup.
    PointAt,
    /// Has the recovery sheet with its record.
    Sheet,
}

/// The offers under a problem with the key file.
#[derive(Default)]
pub struct LostKeys {
    pointed: Vec<PathBuf>,
    is_searched: bool,
    found: Option<Vec<KeyCopy>>,
}

impl LostKeys {
    /// The offers, where copies may help with a problem of this code.
    pub fn helping(code: &str) -> Option<Self> {
        HELPED.contains(&code).then(Self::default)
    }

    /// Looks in this folder too.
    pub fn look_in(&mut self, folder: PathBuf) {
        self.pointed.push(folder);
        self.is_searched = false;
        self.found = None;
    }

    /// Takes what was found.
    pub fn take(&mut self, found: Found) {
        self.found = Some(found.0);
    }

    /// Shows the offers. The search begins by itself.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, place: Place) -> Chosen {
        if !self.is_searched && !desk.is_busy {
            self.is_searched = true;
            let pointed = self.pointed.clone();
            desk.ask(Ask::Job(Job {
                name: "find-keys",
                label: "鍵ファイルの控えを探しています。".to_owned(),
                work: Box::new(move |_| Ok(Box::new(Found(find_keys(&place, &pointed))))),
            }));
        }
        let mut chosen = Chosen::Nothing;
        match self.found.as_deref() {
            None => drop(prose::weak(ui, "鍵ファイルの控えを探しています。")),
            Some([]) => drop(notice::bar(ui, Tone::Info, self.nothing())),
            Some(found) => {
                if let Some(copy) = offers(ui, found, desk.is_busy) {
                    chosen = Chosen::Keys(Box::new(copy.clone()));
                }
            }
        }
        ui.horizontal_wrapped(|ui| {
            let point = secondary("控えを選ぶ…").icon(Icon::FolderOpen).enabled(!desk.is_busy);
            if ui.add(point).on_hover_text("控えのファイルか鍵ファイルのあるフォルダーを選びます").clicked()
            {
                chosen = Chosen::PointAt;
            }
            if ui.add(secondary("鍵ファイルがどこにもないとき").icon(Icon::LifeBuoy)).clicked() {
                chosen = Chosen::Sheet;
            }
        });
        chosen
    }

    const fn nothing(&self) -> &'static str {
        if self.pointed.is_empty() {
            "このパソコンと、いつもの控えの場所には、この台帳に合う鍵ファイルの控えは見つかりませんでした。控えを入れたUSBメモリーがあれば、つないでから「控えを選ぶ…」を押してください。"
        } else {
            "選んだフォルダーにも、この台帳に合う鍵ファイルの控えは見つかりませんでした。"
        }
    }
}

fn offers<'a>(ui: &mut Ui, found: &'a [KeyCopy], is_busy: bool) -> Option<&'a KeyCopy> {
    let first = found.first()?;
    let several = found.iter().any(|copy| copy.short_id() != first.short_id());
    notice::bar(ui, Tone::Success, &format!("{}で開けます。", name(first)));
    let mut chosen = None;
    for (place, copy) in found.iter().take(MOST).enumerate() {
        let ledger = if several { format!("（台帳の番号 {}）", copy.short_id()) } else { String::new() };
        let word = format!("{}{ledger}で開く", name(copy));
        let button = if place == 0 { primary(&word) } else { quiet(&word) };
        if ui.add(button.icon(Icon::KeyRound).enabled(!is_busy)).clicked() {
            chosen = Some(copy);
        }
    }
    chosen
}

/// What is said above the passphrase once a copy was chosen.
pub fn opening_with(copy: &KeyCopy) -> String {
    format!(
        "{}で開きます。そのあとに合言葉を変えた人は、変える前の合言葉を入力してください。この鍵ファイルより新しいものがあった台帳は、管理責任者だけが開けます。",
        name(copy)
    )
}

/// What the person should know after a ledger was opened with a copy they have chosen.
pub fn opened_with(copy: &KeyCopy) -> String {
    format!(
        "{}で開きました。いちばん新しい鍵ファイルを作り直したので、次からは今の合言葉で開きます。このことは操作記録に残しました。",
        name(copy)
    )
}

/// A copy in words: 「令和8年11月18日 18:30の控えの中の鍵ファイル」.
pub fn name(copy: &KeyCopy) -> String {
    match &copy.source {
        CopySource::Folder => "台帳のフォルダーの2つ目の鍵ファイル".to_owned(),
        CopySource::Profile => "このパソコンに残っている鍵ファイル".to_owned(),
        CopySource::Backup(at) => format!("{}の控えの中の鍵ファイル", Moment::wareki(*at)),
        CopySource::Elsewhere => "選んだフォルダーの鍵ファイル".to_owned(),
        CopySource::Sheet => "復旧シートの復旧記録".to_owned(),
    }
}

/// The field for the record of the recovery sheet.
#[derive(Default)]
pub struct RecordField {
    typed: String,
    is_asked: bool,
}

impl RecordField {
    /// Shows the field with what has been read so far; once all of it is right, only that.
    pub fn ui(&mut self, ui: &mut Ui) {
        let read = Record::read(&self.typed);
        if read.is_ok() {
            notice::bar(ui, Tone::Success, "復旧記録を12行とも読み取りました。");
            if ui.add(quiet("復旧記録を入力し直す")).clicked() {
                self.typed.clear();
            }
            return;
        }
        let fault = self.is_asked.then_some("復旧記録の12行を、すべて正しく入力してください");
        blank("復旧記録").awaited().placeholder("12行を上から順に入力します").fault(fault).lines(
            ui,
            &mut self.typed,
            6,
        );
        match Record::read(&self.typed) {
            Err(fault) if !self.typed.trim().is_empty() => {
                notice::bar(ui, Tone::Warn, &mistyped(&fault.wrong_lines, fault.n_lines));
            }
            Ok(_) | Err(_) => {
                prose::weak(
                    ui,
                    "シートを見ながら1行ずつ改行して入力するか、QRコードを読み取り機で読み取ります。空白はなくてもかまいません。",
                );
            }
        }
    }

    /// The record, where all of it is right; asks for it from now on.
    pub fn ask(&mut self) -> Option<Record> {
        self.is_asked = true;
        self.read()
    }

    /// The record, where all of it is right.
    pub fn read(&self) -> Option<Record> {
        Record::read(&self.typed).ok()
    }
}

/// Which lines are wrong, in words.
#[must_use]
pub fn mistyped(wrong_lines: &[usize], n_lines: usize) -> String {
    if wrong_lines.is_empty() && n_lines == 12 {
        return "別の復旧記録の行が混ざっています。1枚のシートの12行を入力してください。".to_owned();
    }
    let wrong: Vec<String> = wrong_lines.iter().map(|line| format!("{line}行目")).collect();
    let wrong =
        if wrong.is_empty() { String::new() } else { format!("{}の文字が違います。", wrong.join("、")) };
    format!("12行のうち{n_lines}行が入力されています。{wrong}")
}
