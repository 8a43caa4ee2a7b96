//! One backup as a file (控えのファイル): a plain zip of the encrypted ledger, its key file, and a manifest that says
//! which state of which ledger it is. Anybody can take it apart; nobody can read it without the passphrase.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::durable::{self, flush_folder, private};
use super::error::VaultError;
use super::hex::{Hex, to_hex};
use super::keyfile::{KeyFile, KeySheet};
use super::profile::short_id;
use crate::base::{Moment, Progress};

/// The ending of a backup's name.
pub const ENDING: &str = "daichoban";
/// The ending while it is being written.
const HALF: &str = "tmp";
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const KEYS: &str = "vault.keys";
const LEDGER: &str = "ledger.db";
const README: &str = "README.txt";
const README_TEXT: &str = "これは台帳番の控え（バックアップ）です。中身は暗号化されています。\r\n\
    戻すときは、台帳番の「控え」の画面で「控えから戻す」を選び、このファイルを指定してください。\r\n\
    開くには、控えを作ったときの合言葉か、復旧シートが必要です。\r\n";
/// A manifest or key file above this is none of ours.
const MAX_SMALL: u64 = 1024 * 1024;

/// What a backup says of itself, in clear: no names, no contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the backup file.
    pub format: u32,
    /// The program's version that made it.
    pub app: String,
    /// The ledger's id.
    pub vault: Hex<16>,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Number of the newest entry in it.
    pub seq: u64,
    /// That entry's hash, in hex.
    pub head: String,
    /// Name the ledger file has in its folder.
    pub file: String,
    /// Size of the ledger file in bytes.
    pub n_bytes: u64,
    /// SHA-256 of the ledger file, in hex.
    pub sha256: String,
    /// Id of the ledger file it was copied from: with it the key file in the backup also opens that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_id: Option<Hex<16>>,
}

impl Manifest {
    /// Of a ledger in this state; `keys` is its own key file.
    pub(crate) fn new(at: Moment, head: &super::entry::Head, keys: &KeySheet) -> Self {
        Self {
            format: FORMAT,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            vault: keys.vault,
            at: at.rfc3339(),
            seq: head.seq,
            head: to_hex(&head.hash),
            file: keys.db.file.clone(),
            n_bytes: 0,
            sha256: String::new(),
            live_id: Some(keys.db.id),
        }
    }

    /// When it was made.
    #[must_use]
    pub fn made_at(&self) -> Option<Moment> {
        Moment::read(&self.at)
    }

    /// First 8 hex of the ledger's id, as printed on sheets.
    #[must_use]
    pub fn short_id(&self) -> String {
        short_id(&self.vault.0)
    }

    /// The name a backup of this state gets: ledger, day and time, so that names sort by age.
    pub(crate) fn file_name(&self) -> String {
        let at: String = self.at.chars().take(19).map(|c| if c == 'T' || c == ':' { '-' } else { c }).collect();
        format!("daichoban-{}-{at}-{}.{ENDING}", self.short_id(), self.seq)
    }
}

/// Removes what a run that was cut off has left of this ledger's backups.
pub(crate) fn sweep(folder: &Path, vault: &[u8; 16]) {
    let start = format!("daichoban-{}-", short_id(vault));
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let is_mine = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start));
        if is_mine && path.extension().is_some_and(|ending| ending == HALF) {
            drop(fs::remove_file(path));
        }
    }
}

/// Writes a backup beside its final name, reads it again, and only then gives it that name.
pub(crate) fn write(
    folder: &Path,
    mut manifest: Manifest,
    keys: &[u8],
    ledger: &Path,
    progress: &Progress,
) -> Result<(PathBuf, Manifest), VaultError> {
    let (n_bytes, sha256) = sum(&mut File::open(ledger)?, progress)?;
    manifest.n_bytes = n_bytes;
    manifest.sha256 = sha256;
    let path = folder.join(manifest.file_name());
    let beside = path.with_extension(HALF);
    let done = pack(&beside, &manifest, keys, ledger, progress)
        .and_then(|()| BackupFile::open(&beside)?.verify(progress))
        .and_then(|()| Ok(durable::rename_patiently(&beside, &path)?))
        .and_then(|()| Ok(flush_folder(folder)?));
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done.map(|()| (path, manifest))
}

fn pack(path: &Path, manifest: &Manifest, keys: &[u8], ledger: &Path, progress: &Progress) -> Result<(), VaultError> {
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let text = serde_json::to_vec_pretty(manifest).map_err(|_| VaultError::Database(-3))?;
    let first_error = Rc::new(Cell::new(None));
    let is_sure = || first_error.take().map_or(Ok(()), |error: io::Error| Err(VaultError::from(error)));
    let mut zip =
        ZipWriter::new(Patient { file: private(path)?, at: 0, has_failed: false, error: first_error.clone() });
    for (name, bytes) in [(MANIFEST, text.as_slice()), (KEYS, keys), (README, README_TEXT.as_bytes())] {
        zip.start_file(name, plain).map_err(written)?;
        zip.write_all(bytes)?;
        is_sure()?;
    }
    zip.start_file(LEDGER, plain.large_file(manifest.n_bytes > u64::from(u32::MAX))).map_err(written)?;
    pour(&mut File::open(ledger)?, &mut zip, manifest.n_bytes, progress)?;
    let file = zip.finish().map_err(written)?.file;
    is_sure()?;
    Ok(file.sync_all()?)
}

/// The file under the container. The container's writer trips over itself where a write fails, and finishes what it
/// holds even when it is dropped: so this one takes everything after the first failure, and gives that one at the end.
struct Patient {
    file: File,
    at: u64,
    has_failed: bool,
    error: Rc<Cell<Option<io::Error>>>,
}

impl Patient {
    fn swallow<T>(&mut self, done: io::Result<T>, instead: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                self.has_failed = true;
                self.error.set(Some(error));
                Ok(instead)
            }
            other => other,
        }
    }
}

impl Write for Patient {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = if self.has_failed { Ok(bytes.len()) } else { self.file.write(bytes) };
        let n = self.swallow(done, bytes.len())?;
        self.at += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Patient {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let meant = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) | SeekFrom::End(by) => self.at.saturating_add_signed(by),
        };
        let done = if self.has_failed { Ok(meant) } else { self.file.seek(to) };
        self.at = self.swallow(done, meant)?;
        Ok(self.at)
    }
}

fn written(error: zip::result::ZipError) -> VaultError {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        _ => VaultError::Io(io::ErrorKind::Other),
    }
}

/// A backup that was opened: its manifest and key file are whole, its ledger is still to be read.
#[derive(Debug)]
pub struct BackupFile {
    zip: ZipArchive<File>,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its key file, as bytes.
    pub(crate) keys: Vec<u8>,
}

impl BackupFile {
    /// Opens a backup and reads what it says of itself. Quick: the ledger in it is not read.
    ///
    /// # Errors
    /// Not a backup, made by a newer program, or damaged.
    pub fn open(path: &Path) -> Result<Self, VaultError> {
        let mut zip = ZipArchive::new(File::open(path)?).map_err(|error| match error {
            zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => error.into(),
            _ => VaultError::NotABackup,
        })?;
        let text = small(&mut zip, MANIFEST)?.ok_or(VaultError::NotABackup)?;
        let format =
            serde_json::from_slice::<serde_json::Value>(&text).ok().and_then(|all| all.get("format")?.as_u64());
        match format {
            Some(newer) if newer > u64::from(FORMAT) => return Err(VaultError::NewerFormat),
            Some(_) => {}
            None => return Err(VaultError::BackupDamaged),
        }
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| VaultError::BackupDamaged)?;
        let keys = small(&mut zip, KEYS)?.ok_or(VaultError::BackupDamaged)?;
        let sheet = match KeyFile::read(&keys) {
            Ok(read) => read.sheet,
            Err(error @ (VaultError::NewerFormat | VaultError::KdfRefused)) => return Err(error),
            Err(_) => return Err(VaultError::BackupDamaged),
        };
        let is_one = sheet.vault == manifest.vault && sheet.db.file == manifest.file;
        if is_one { Ok(Self { zip, manifest, keys }) } else { Err(VaultError::BackupDamaged) }
    }

    /// Its key file as it opens the ledger it was made of; nothing where an older program made it.
    pub(super) fn live_keys(&self) -> Option<KeyFile> {
        let mut keys = KeyFile::read(&self.keys).ok()?;
        keys.sheet.db.id = self.manifest.live_id?;
        Some(keys)
    }

    /// Reads the whole ledger in it and compares it with the manifest's sum.
    ///
    /// # Errors
    /// Damaged, or the user stopped it.
    pub fn verify(&mut self, progress: &Progress) -> Result<(), VaultError> {
        self.pour_ledger(&mut io::sink(), progress)
    }

    /// Writes the ledger in it to a new file, which is whole and on the disk afterwards.
    pub(crate) fn unpack(&mut self, path: &Path, progress: &Progress) -> Result<(), VaultError> {
        let mut file = private(path)?;
        self.pour_ledger(&mut file, progress)?;
        Ok(file.sync_all()?)
    }

    fn pour_ledger(&mut self, to: &mut impl Write, progress: &Progress) -> Result<(), VaultError> {
        let Manifest { n_bytes, sha256, .. } = &self.manifest;
        let found = self.zip.by_name(LEDGER).map_err(unreadable)?;
        // A lying length must not fill the disk.
        let (n_read, sum) = pour(&mut found.take(n_bytes.saturating_add(1)), to, *n_bytes, progress)?;
        if n_read == *n_bytes && sum == *sha256 { Ok(()) } else { Err(VaultError::BackupDamaged) }
    }
}

fn small(zip: &mut ZipArchive<File>, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_SMALL + 1).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() as u64 > MAX_SMALL { Err(VaultError::BackupDamaged) } else { Ok(Some(bytes)) }
}

fn unreadable(error: zip::result::ZipError) -> VaultError {
    match error {
        zip::result::ZipError::Io(error) => damaged(error),
        _ => VaultError::BackupDamaged,
    }
}

/// What a reader of the container says of bytes it cannot make sense of.
fn damaged(error: io::Error) -> VaultError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            VaultError::BackupDamaged
        }
        _ => error.into(),
    }
}

fn sum(from: &mut impl Read, progress: &Progress) -> Result<(u64, String), VaultError> {
    pour(from, &mut io::sink(), 0, progress)
}

/// Copies, counts and sums; the user may stop it at any megabyte.
fn pour(
    from: &mut impl Read,
    to: &mut impl Write,
    total: u64,
    progress: &Progress,
) -> Result<(u64, String), VaultError> {
    let mut sum = Sha256::new();
    let mut n_bytes = 0_u64;
    let mut buffer = vec![0_u8; 1024 * 1024];
    loop {
        let n_read = from.read(&mut buffer).map_err(damaged)?;
        let Some(part) = buffer.get(..n_read).filter(|part| !part.is_empty()) else { break };
        sum.update(part);
        to.write_all(part)?;
        n_bytes += part.len() as u64;
        progress.report(n_bytes, total).map_err(|_| VaultError::Cancelled)?;
    }
    Ok((n_bytes, to_hex(&sum.finalize())))
}
