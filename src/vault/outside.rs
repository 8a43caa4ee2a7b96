//! Files that leave the ledger (書き出すファイル): written whole or not at all, never over what a ledger needs, and over
//! another file only where somebody said so. Nothing outside this folder writes a file in any other way.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::backup_file::{self, BackupFile};
use super::durable::{flush_folder, rename_patiently};
use super::error::VaultError;
use super::token::TOKEN_ENDING;

/// How the key file and the file of a USB key begin.
const KEY_FILES: &[u8] = b"DAICHOBAN-KEY";
/// How a zip begins.
const ZIP: &[u8] = b"PK";

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    #[default]
    Kept,
    /// It gives way: somebody said so.
    Replaced,
}

/// Whether a file may be written here. What a ledger needs is never written over, whatever is said.
///
/// # Errors
/// It belongs to a ledger, is a backup or a key; there is a file already; or the place cannot be looked at.
pub fn look(path: &Path, existing: Existing) -> Result<(), VaultError> {
    if belongs_to_a_ledger(path) {
        return Err(VaultError::LedgersOwn);
    }
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
        Ok(_) if existing == Existing::Kept => return Err(VaultError::FileExists),
        Ok(_) => {}
    }
    match fs::metadata(path) {
        // A folder, or a device: nothing that a file could take the place of.
        Ok(there) if !there.is_file() => Err(VaultError::Io(ErrorKind::IsADirectory)),
        Ok(_) | Err(_) if is_kept_copy(path) => Err(VaultError::LedgersOwn),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes a whole file.
///
/// # Errors
/// See [`look`]; or the disk is full, or the folder may not be written.
pub fn write_outside(path: &Path, existing: Existing, bytes: &[u8]) -> Result<(), VaultError> {
    let mut file = Outgoing::begin(path, existing)?;
    file.write_all(bytes)?;
    file.publish()
}

/// A file on its way out: it is written beside its name and takes that name at the end. Dropped before that, it leaves
/// nothing behind.
#[derive(Debug)]
pub struct Outgoing {
    path: PathBuf,
    existing: Existing,
    beside: PathBuf,
    out: Option<BufWriter<File>>,
    /// An empty file of ours holds the name: nobody else can take it any more.
    is_claimed: bool,
}

impl Outgoing {
    /// Begins it.
    ///
    /// # Errors
    /// See [`look`]; or the folder may not be written.
    pub fn begin(path: &Path, existing: Existing) -> Result<Self, VaultError> {
        look(path, existing)?;
        let (beside, file) = new_beside(path)?;
        let out = Some(BufWriter::new(file));
        Ok(Self { path: path.to_owned(), existing, beside, out, is_claimed: false })
    }

    /// Takes the name, before something is noted that must not be noted in vain.
    ///
    /// # Errors
    /// Somebody else has it by now.
    pub fn claim(&mut self) -> Result<(), VaultError> {
        if self.existing == Existing::Kept && !self.is_claimed {
            match private_new(&self.path) {
                Ok(_) => self.is_claimed = true,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(VaultError::FileExists),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Gives it its name: after a power cut there is what was there before or the new file, never half.
    ///
    /// # Errors
    /// The disk is full, or somebody else has the name by now.
    pub fn publish(mut self) -> Result<(), VaultError> {
        let out = self.out.take().ok_or(VaultError::Io(ErrorKind::WriteZero))?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        // Between the first look and now a ledger may have been made here.
        if !self.is_claimed && belongs_to_a_ledger(&self.path) {
            return Err(VaultError::LedgersOwn);
        }
        self.claim()?;
        rename_patiently(&self.beside, &self.path)?;
        self.is_claimed = false;
        Ok(flush_folder(self.path.parent().unwrap_or(Path::new(".")))?)
    }
}

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().ok_or(ErrorKind::WriteZero)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().ok_or(ErrorKind::WriteZero)?.flush()
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        // Windows removes no file that is open.
        drop(self.out.take());
        // Best effort: after a success there is nothing of this name.
        drop(fs::remove_file(&self.beside));
        if self.is_claimed {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// A new file in the same folder under a short name of its own: the wanted name may be as long as names can be.
fn new_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0_u32;
    loop {
        let beside = path.with_file_name(format!("daichoban-{}-{number}.part", std::process::id()));
        match private_new(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
            made => return made.map(|file| (beside, file)),
        }
    }
}

/// A file that was not there, which only this user can read.
fn private_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Whether a place is one of a ledger's own, however it is spelt: by a link, by `..`, in capitals, by a short name.
fn belongs_to_a_ledger(path: &Path) -> bool {
    let Some(place) = resolved(path) else { return false };
    // What is there already: Windows tells its real name, a link its end.
    let target = fs::canonicalize(path).ok();
    std::iter::once(&place).chain(&target).any(|place| is_own(place) || is_one_of_its_files(place))
}

/// The place with every link above it followed, as far as there are folders yet.
fn resolved(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    let mut above = whole.ancestors().skip(1);
    let (above, there) = above.find_map(|above| Some((above, fs::canonicalize(above).ok()?)))?;
    Some(there.join(whole.strip_prefix(above).ok()?))
}

/// Whether it, or a folder it lies in, has a name a ledger keeps for itself, in the folder of a ledger.
fn is_own(place: &Path) -> bool {
    place.ancestors().any(|place| {
        let (Some(name), Some(folder)) = (place.file_name(), place.parent()) else { return false };
        is_own_name(name) && holds_a_ledger(folder)
    })
}

/// As Windows compares names: without case, without dots and spaces at the end, without the name of a stream.
fn plain(name: &OsStr) -> String {
    let name = name.to_string_lossy().to_lowercase();
    let name = name.split(':').next().unwrap_or_default();
    name.trim_end_matches(['.', ' ']).to_owned()
}

/// The names a ledger, or what this PC remembers of it, uses now or in a later state.
fn is_own_name(name: &OsStr) -> bool {
    let name = plain(name);
    let begins = ["vault.", "ledger-", "attempts.json", "emergency.json", "restored.json", "founding.tmp"];
    let also = ["room.tmp", "making.tmp", "witness.json", "places.json"];
    begins.iter().chain(&also).any(|own| name.starts_with(own))
}

/// Any one of these makes a folder that of a ledger, also of one that is damaged or half lost.
fn is_sign(name: &OsStr) -> bool {
    let name = plain(name);
    let signs = ["vault.keys", "vault.lock", "vault.ballast", "founding.tmp", "witness.json"];
    signs.iter().any(|sign| name.starts_with(sign)) || (name.starts_with("ledger-") && name.contains(".db"))
}

fn holds_a_ledger(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().any(|entry| is_sign(&entry.file_name())),
        // A folder may be written and not listed.
        Err(_) => folder.join("vault.keys").exists(),
    }
}

/// Whether it is a file of a ledger under a second name in the same folder.
#[cfg(unix)]
fn is_one_of_its_files(place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(there) = fs::metadata(place) else { return false };
    let Some(entries) = place.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return false };
    entries
        .flatten()
        .filter(|entry| is_sign(&entry.file_name()))
        .any(|entry| fs::metadata(entry.path()).is_ok_and(|own| (own.dev(), own.ino()) == (there.dev(), there.ino())))
}

/// Windows has told the real name already.
#[cfg(not(unix))]
const fn is_one_of_its_files(_place: &Path) -> bool {
    false
}

/// A backup or a key that lies anywhere: somebody may need it on the worst day.
fn is_kept_copy(path: &Path) -> bool {
    let ending = path.extension().map(plain).unwrap_or_default();
    if ending == backup_file::ENDING || ending == TOKEN_ENDING {
        return true;
    }
    let mut start = Vec::new();
    let length = u64::try_from(KEY_FILES.len()).unwrap_or_default();
    let Ok(file) = File::open(path) else { return false };
    if file.take(length).read_to_end(&mut start).is_err() {
        return false;
    }
    let is_backup = || match BackupFile::open(path) {
        Ok(_) | Err(VaultError::NewerFormat | VaultError::BackupDamaged | VaultError::KdfRefused) => true,
        Err(_) => false,
    };
    start == KEY_FILES || (start.starts_with(ZIP) && is_backup())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with the files of a ledger, and one beside it.
    fn places() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let (ledger, beside) = (home.path().join("台帳"), home.path().join("書類"));
        for folder in [&ledger, &beside] {
            fs::create_dir(folder).unwrap();
        }
        for name in ["vault.keys", "vault.keys.2", "ledger-0001.db", "attempts.json", "emergency.json"] {
            fs::write(ledger.join(name), name).unwrap();
        }
        (home, ledger, beside)
    }

    fn refuses(path: &Path) {
        for existing in [Existing::Kept, Existing::Replaced] {
            assert_eq!(write_outside(path, existing, b"x"), Err(VaultError::LedgersOwn), "{path:?} {existing:?}");
        }
    }

    /// Everything in a folder with what it holds.
    fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut all: Vec<_> = entries
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap_or_default()))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn no_file_of_a_ledger_is_written_over_however_it_is_spelt() {
        let (_home, ledger, beside) = places();
        let before = all(&ledger);
        for name in [
            "ledger-0001.db",
            "LEDGER-0001.DB",
            "ledger-0001.db.",
            "ledger-0001.db ",
            "ledger-0001.db::$DATA",
            "ledger-0002.db",
            "ledger-0001.db-wal",
            "ledger-0001.db-journal",
            "vault.keys",
            "Vault.Keys.2",
            "vault.lock",
            "vault.holder",
            "vault.ballast",
            "vault.keys.damaged",
            "attempts.json",
            "emergency.json",
            "restored.json",
            "founding.tmp",
            "room.tmp",
            "making.tmp",
        ] {
            refuses(&ledger.join(name));
            refuses(&beside.join("..").join("台帳").join(name));
        }
        refuses(&ledger.join("making.tmp").join("x.pdf"));
        assert_eq!(all(&ledger), before);
        // What is no file of a ledger goes where the clinic wants it.
        write_outside(&ledger.join("一覧.pdf"), Existing::Kept, b"x").unwrap();
        write_outside(&beside.join("ledger-0001.db"), Existing::Kept, b"x").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_around_it() {
        use std::os::unix::fs::symlink;
        let (home, ledger, beside) = places();
        let before = all(&ledger);
        symlink(&ledger, home.path().join("link")).unwrap();
        refuses(&home.path().join("link/vault.keys"));
        symlink(ledger.join("ledger-0001.db"), beside.join("一覧.pdf")).unwrap();
        refuses(&beside.join("一覧.pdf"));
        assert_eq!(all(&ledger), before);
        // Another name of the same file: in the folder it is the ledger's, elsewhere only that name goes.
        fs::hard_link(ledger.join("ledger-0001.db"), ledger.join("x.pdf")).unwrap();
        refuses(&ledger.join("x.pdf"));
        fs::hard_link(ledger.join("ledger-0001.db"), beside.join("y.pdf")).unwrap();
        write_outside(&beside.join("y.pdf"), Existing::Replaced, b"new").unwrap();
        assert_eq!(fs::read(ledger.join("ledger-0001.db")).unwrap(), b"ledger-0001.db");
    }

    #[test]
    fn a_backup_and_a_key_are_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("x.daichoban", &b"damaged"[..]),
            ("X.DAICHOBAN", b"damaged"),
            ("stick.dkey", b""),
            ("keys.bak", b"DAICHOBAN-KEYS 1\n{}"),
            ("stick.txt", b"DAICHOBAN-KEYFILE 1\n{}"),
        ] {
            let path = home.path().join(name);
            fs::write(&path, bytes).unwrap();
            assert_eq!(write_outside(&path, Existing::Replaced, b"x"), Err(VaultError::LedgersOwn), "{name}");
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
    }

    #[test]
    fn a_file_that_is_there_stays_unless_somebody_said_otherwise() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("一覧.pdf");
        write_outside(&path, Existing::Kept, b"first").unwrap();
        assert_eq!(write_outside(&path, Existing::Kept, b"second"), Err(VaultError::FileExists));
        assert_eq!(fs::read(&path).unwrap(), b"first");
        write_outside(&path, Existing::Replaced, b"second").unwrap();
        assert_eq!(all(home.path()), [("一覧.pdf".to_owned(), b"second".to_vec())]);
        let folder = home.path().join("folder");
        fs::create_dir(&folder).unwrap();
        assert_eq!(write_outside(&folder, Existing::Kept, b"x"), Err(VaultError::FileExists));
        assert!(write_outside(&folder, Existing::Replaced, b"x").is_err() && folder.is_dir());
    }

    #[test]
    fn a_file_that_came_between_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("一覧.pdf");
        let mut file = Outgoing::begin(&path, Existing::Kept).unwrap();
        file.write_all(b"ours").unwrap();
        fs::write(&path, b"theirs").unwrap();
        assert_eq!(file.publish(), Err(VaultError::FileExists));
        assert_eq!(all(home.path()), [("一覧.pdf".to_owned(), b"theirs".to_vec())]);
    }

    #[test]
    fn what_is_given_up_leaves_nothing_and_what_was_there_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("一覧.pdf");
        let mut file = Outgoing::begin(&path, Existing::Kept).unwrap();
        file.write_all(b"half").unwrap();
        file.claim().unwrap();
        assert_eq!(Outgoing::begin(&path, Existing::Kept).err(), Some(VaultError::FileExists));
        drop(file);
        assert_eq!(all(home.path()), []);
        fs::write(&path, b"old").unwrap();
        let mut file = Outgoing::begin(&path, Existing::Replaced).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(all(home.path()), [("一覧.pdf".to_owned(), b"old".to_vec())]);
    }

    #[test]
    fn a_name_as_long_as_names_can_be_is_written() {
        let home = tempfile::tempdir().unwrap();
        write_outside(&home.path().join(format!("{}.pdf", "あ".repeat(83))), Existing::Kept, b"x").unwrap();
    }
}
