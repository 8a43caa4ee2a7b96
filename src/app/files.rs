//! Files outside the ledger: dialogs in a thread, durable saving, and a folder for PDFs that are shown.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{FileKind, Parcel, Problem};
use crate::vault::{self, Existing, TOKEN_ENDING, VaultError, write_outside};

/// Nobody closes a dialog faster: when it comes back empty sooner, there is none on this PC.
const HUMAN: Duration = Duration::from_millis(400);

/// No book or scan is larger; what is would fill the memory of an old PC.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// What the dialog is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Open a file of this kind.
    Open(FileKind),
    /// Choose a folder.
    Folder(String),
    /// Choose where to save.
    Save {
        /// What it is.
        kind: FileKind,
        /// The name offered.
        name: String,
        /// What is written.
        bytes: Vec<u8>,
    },
}

/// What a dialog brought.
#[derive(Debug)]
pub enum Chosen {
    /// A path.
    Path(PathBuf),
    /// The user closed it.
    Nothing,
    /// This PC has no file dialogs; the path is to be typed.
    NoDialog,
}

/// How a place was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooser {
    /// In the system's own dialog, which asks by itself before a file is written over.
    System,
    /// Typed into our own.
    Typed,
}

/// A dialog that is open.
pub struct Dialog {
    /// What it is for.
    pub purpose: Purpose,
    receiver: Receiver<Chosen>,
}

impl Dialog {
    /// Opens it in a thread of its own.
    #[must_use]
    pub fn open(purpose: Purpose, ctx: &egui::Context) -> Self {
        let (sender, receiver) = channel();
        let (asked, ctx) = (purpose.clone(), ctx.clone());
        let started = thread::Builder::new().name("file-dialog".to_owned()).spawn(move || {
            let chosen = ask(&asked);
            let _ = sender.send(chosen);
            ctx.request_repaint();
        });
        drop(started);
        Self { purpose, receiver }
    }

    /// What it brought, once it is closed.
    pub fn collect(&self) -> Option<Chosen> {
        match self.receiver.try_recv() {
            Ok(chosen) => Some(chosen),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Chosen::NoDialog),
        }
    }
}

fn ask(purpose: &Purpose) -> Chosen {
    let began = Instant::now();
    let dialog = rfd::FileDialog::new();
    let path = match purpose {
        Purpose::Open(kind) => dialog.add_filter(kind_name(*kind), endings(*kind)).pick_file(),
        Purpose::Folder(title) => dialog.set_title(title).set_can_create_directories(true).pick_folder(),
        Purpose::Save { kind, name, .. } => {
            dialog.add_filter(kind_name(*kind), endings(*kind)).set_file_name(name).save_file()
        }
    };
    match path {
        Some(path) => Chosen::Path(path),
        None if began.elapsed() < HUMAN => Chosen::NoDialog,
        None => Chosen::Nothing,
    }
}

const fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Book => "ExcelまたはCSV",
        FileKind::Excel => "Excel",
        FileKind::Pdf => "PDF",
        FileKind::Csv => "CSV",
        FileKind::UsbKey => "USBキー",
        FileKind::Scan => "PDFと画像",
        FileKind::Edition => "点検表のファイル",
        FileKind::Holidays => "祝日のファイル",
    }
}

const fn endings(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Book => &["xlsx", "xlsm", "csv", "tsv", "txt"],
        FileKind::Excel => &["xlsx"],
        FileKind::Pdf => &["pdf"],
        FileKind::Csv => &["csv"],
        FileKind::UsbKey => &[TOKEN_ENDING],
        FileKind::Scan => &["pdf", "png", "jpg", "jpeg"],
        FileKind::Edition => &["toml"],
        FileKind::Holidays => &["csv", "toml", "txt"],
    }
}

/// Whether a file would be written over another one and nobody has been asked. What a ledger needs is no question: it is
/// refused when it is written.
#[must_use]
pub fn must_ask(purpose: &Purpose, path: &Path, by: Chooser) -> bool {
    let Purpose::Save { kind, .. } = purpose else { return false };
    let whole = with_ending(path, *kind);
    // The dialog asked about the name it showed, not about the one with the ending added after it.
    let is_asked = by == Chooser::System && whole == path;
    !is_asked
        && vault::look(&whole, Existing::Kept) == Err(VaultError::FileExists)
        && vault::look(&whole, Existing::Replaced).is_ok()
}

/// Where something is saved that was to be saved here.
#[must_use]
pub fn place(purpose: &Purpose, path: &Path) -> PathBuf {
    match purpose {
        Purpose::Save { kind, .. } => with_ending(path, *kind),
        Purpose::Open(_) | Purpose::Folder(_) => path.to_owned(),
    }
}

/// Does what the dialog was for with the path that was chosen.
///
/// # Errors
/// The file cannot be read or written, or it would be written over one that stays.
pub fn settle(purpose: Purpose, path: &Path, existing: Existing) -> Result<Parcel, Problem> {
    match purpose {
        Purpose::Open(_) => {
            let length = fs::metadata(path).map_err(|error| cannot_read(&error))?.len();
            if length > MOST_BYTES {
                return Err(too_large(length));
            }
            let bytes = fs::read(path).map_err(|error| cannot_read(&error))?;
            Ok(Parcel::File { name: name_of(path), bytes })
        }
        Purpose::Folder(_) => Ok(Parcel::Folder(path.to_owned())),
        Purpose::Save { kind, bytes, .. } => {
            let path = with_ending(path, kind);
            save(&path, existing, &bytes)?;
            Ok(Parcel::Saved { name: name_of(&path) })
        }
    }
}

fn with_ending(path: &Path, kind: FileKind) -> PathBuf {
    let known = endings(kind);
    let is_known = path.extension().and_then(|it| it.to_str()).is_some_and(|it| {
        let small = it.to_ascii_lowercase();
        known.contains(&small.as_str())
    });
    match known.first() {
        Some(ending) if !is_known => {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".");
            name.push(ending);
            path.with_file_name(name)
        }
        Some(_) | None => path.to_owned(),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Saves a file whole or not at all, durably.
///
/// # Errors
/// The folder cannot be written, the disk is full, or there is a file that stays.
pub fn save(path: &Path, existing: Existing, bytes: &[u8]) -> Result<(), Problem> {
    write_outside(path, existing, bytes).map_err(|error| cannot_write(&error))
}

/// What a file holds; `None` when there is none or it cannot be read.
#[must_use]
pub fn read_text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// Makes a folder, with those above it.
///
/// # Errors
/// The folder cannot be made.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// PDFs for the viewer, in a folder of our own that is emptied at the end and at the next start.
#[derive(Debug)]
pub struct Showcase {
    folder: PathBuf,
}

impl Showcase {
    /// Opens the folder under the PC's profile and empties it.
    #[must_use]
    pub fn new(profile: &Path) -> Self {
        let this = Self { folder: profile.join("print") };
        this.clear();
        this
    }

    /// Removes what was shown. A viewer may still hold a file on Windows; the next start removes that.
    pub fn clear(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Puts a PDF where the user's own viewer finds it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Problem> {
        private_folder(&self.folder).map_err(|error| cannot_write(&error.into()))?;
        let safe: String =
            name.chars().map(|c| if "\\/:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect();
        let mut path = self.folder.join(&safe);
        // A viewer on Windows locks the file it shows; the next one gets a name of its own.
        for n in 2..100 {
            if fs::remove_file(&path).is_ok() || !path.exists() {
                break;
            }
            path = self.folder.join(format!("{n}-{safe}"));
        }
        save(&path, Existing::Replaced, bytes)?;
        Ok(path)
    }

    /// Whether a file is one of these, which go when the ledger is locked.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.folder)
    }
}

impl Drop for Showcase {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn cannot_read(error: &io::Error) -> Problem {
    Problem::new(
        "A-201",
        "選んだファイルを読めませんでした。台帳は変わっていません。",
        "ほかのソフトで開いていないか、ファイルがその場所にあるかを確かめて、もう一度選んでください。",
    )
    .with_detail(format!("io {:?}", error.kind()))
}

fn too_large(length: u64) -> Problem {
    Problem::new(
        "A-205",
        format!("選んだファイルは{}MBあり、大きすぎて読めません。台帳は変わっていません。", length / (1024 * 1024)),
        "ファイルを分けるか、別のファイルを選んでください。",
    )
}

fn cannot_write(error: &VaultError) -> Problem {
    let (code, happened, next) = match error {
        VaultError::DiskFull => (
            "A-204",
            "保存先の空きが足りないため、ファイルを保存できませんでした。台帳は変わっていません。",
            "要らないファイルを片付けるか、別の場所を選んで、もう一度保存してください。",
        ),
        VaultError::LedgersOwn => (
            "A-207",
            "選んだ場所にあるのは、台帳か控えか鍵のファイルです。失うと台帳を開けなくなるため、保存しませんでした。台帳は変わっていません。",
            "別のフォルダーか、別の名前を選んで、もう一度保存してください。",
        ),
        VaultError::FileExists => (
            "A-208",
            "同じ名前のファイルがすでにあるため、保存しませんでした。前のファイルも台帳も変わっていません。",
            "別の名前を付けて、もう一度保存してください。",
        ),
        _ => (
            "A-202",
            "選んだ場所にファイルを保存できませんでした。台帳は変わっていません。",
            "書き込みのできる場所（デスクトップなど）を選んで、もう一度保存してください。",
        ),
    };
    Problem::new(code, happened, next).with_detail(error.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_its_ending_gets_one() {
        let path = with_ending(Path::new("folder/令和8.11の台帳"), FileKind::Pdf);
        assert_eq!(path, Path::new("folder/令和8.11の台帳.pdf"));
        assert_eq!(with_ending(Path::new("a.PDF"), FileKind::Pdf), Path::new("a.PDF"));
    }

    #[test]
    fn what_was_shown_is_removed_again() {
        let home = tempfile::tempdir().unwrap();
        let show = Showcase::new(home.path());
        show.put("台帳/1.pdf", b"%PDF").unwrap();
        assert!(home.path().join("print").join("台帳_1.pdf").is_file());
        drop(show);
        assert!(!home.path().join("print").exists());
    }
}
