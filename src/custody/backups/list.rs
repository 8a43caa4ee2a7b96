//! Backups as a list to choose from, with what each one is; the window's page and the gate before it share it.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::desk::{Job, Problem};
use crate::vault::{Generation, generations};
use crate::widgets::Tone;
use crate::widgets::table::{Cell, Column, Table};
use crate::widgets::tokens::{size, space};

/// The backups of one or two folders, the newest first.
pub struct Backups {
    /// The ledger that is open, by its short id; another one's backups are told apart.
    pub own: Option<String>,
    found: Vec<Generation>,
    table: Table,
}

/// What the job that looks for backups brings.
pub struct Found(pub Vec<Generation>);

const COLUMNS: [Column<'static>; 5] = [
    Column::exact("作った日時", 210.0).unsorted(),
    Column::exact("最後の記録番号", 150.0).unsorted(),
    Column::exact("大きさ", 90.0).unsorted(),
    Column::exact("状態", 130.0).unsorted(),
    Column::new("場所", 1.0).unsorted(),
];

/// Rows in sight at once.
const MOST_ROWS: usize = 5;

impl Default for Backups {
    fn default() -> Self {
        Self { own: None, found: Vec::new(), table: Table::new("見つかった控え").one_line() }
    }
}

impl Backups {
    /// Takes what was found.
    pub fn take(&mut self, found: Found) {
        self.found = found.0;
        self.table.choose(None);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// The chosen one, if it can be used.
    pub fn chosen(&self) -> Option<&Generation> {
        self.found.get(self.table.chosen()?).filter(|one| one.manifest.is_ok())
    }

    /// Draws the list, as tall as it needs to be for a few of them; more scroll.
    pub fn ui(&mut self, ui: &mut Ui) {
        let n_rows = u8::try_from(self.found.len().clamp(1, MOST_ROWS)).unwrap_or(1);
        let height = size::TABLE_HEADER + size::ROW_ONE * f32::from(n_rows) + space::S;
        ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            self.draw(ui);
        });
        ui.add_space(space::S);
    }

    fn draw(&mut self, ui: &mut Ui) {
        let found = &self.found;
        self.table.ui(ui, &COLUMNS, found.len(), |row, column| {
            let Some(one) = found.get(row) else { return Cell::Empty };
            cell(one, self.own.as_deref(), column)
        });
    }
}

fn cell<'a>(one: &'a Generation, own: Option<&str>, column: usize) -> Cell<'a> {
    let manifest = one.manifest.as_ref().ok();
    match column {
        0 => Cell::text(when(one)),
        1 => manifest.map_or(Cell::Empty, |manifest| Cell::text(manifest.seq.to_string())),
        2 => Cell::Weak(megabytes(one.n_bytes).into()),
        3 if manifest.is_some_and(|manifest| own.is_some_and(|own| manifest.short_id() != own)) => {
            Cell::pill(Tone::Quiet, "別の台帳")
        }
        3 if manifest.is_some() => Cell::pill(Tone::Success, "使えます"),
        3 => Cell::pill(Tone::Danger, "壊れています"),
        _ => Cell::Weak(one.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default().into()),
    }
}

/// When a backup was made, in words; its file's name where it does not say.
pub fn when(one: &Generation) -> String {
    let at = one.manifest.as_ref().ok().and_then(crate::vault::Manifest::made_at);
    let name = || one.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    at.map_or_else(name, crate::base::Moment::wareki)
}

/// Bytes in words: 「4.2MB」.
pub fn megabytes(n_bytes: u64) -> String {
    let tenths = n_bytes.div_ceil(104_858);
    format!("{}.{}MB", tenths / 10, tenths % 10)
}

/// Looks for backups in these folders, off the window's thread: a stick may be slow to answer.
pub fn search(folders: Vec<PathBuf>) -> Job {
    Job {
        name: "find-backups",
        label: "控えを探しています。".to_owned(),
        work: Box::new(move |_| {
            let all: Result<Vec<Vec<Generation>>, _> = folders.iter().map(|folder| generations(folder)).collect();
            let mut all: Vec<Generation> = all.map_err(Problem::from)?.into_iter().flatten().collect();
            let at = |one: &Generation| one.manifest.as_ref().ok().map(|manifest| (manifest.at.clone(), manifest.seq));
            all.sort_by_cached_key(|one| std::cmp::Reverse(at(one)));
            Ok(Box::new(Found(all)))
        }),
    }
}

/// A new folder for what is brought back: beside this one, named after the day of the backup.
pub fn folder_for(one: &Generation, beside: &Path) -> PathBuf {
    let stamp = one.manifest.as_ref().ok().and_then(crate::vault::Manifest::made_at);
    let stamp = stamp.map(|at| format!("{} {}", at.day().iso(), at.clock().replace(':', "-"))).unwrap_or_default();
    let whole = std::path::absolute(beside).unwrap_or_else(|_| beside.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let named = |n: usize| {
        let more = if n > 1 { format!(" その{n}") } else { String::new() };
        whole.with_file_name(format!("{name} 復元 {stamp}{more}"))
    };
    (1..100).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(100))
}
