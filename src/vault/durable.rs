//! Files that survive a power cut: written beside, flushed, renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::VaultError;

/// Writes a whole file so that after a power cut there is the old one or the new one, never half.
///
/// # Errors
/// Disk full, read-only folder, or what the system said.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let beside = beside(path);
    let written = write_flushed(&beside, bytes).and_then(|()| rename_patiently(&beside, path));
    if written.is_err() {
        // Best effort: a stray half file is also removed at the next start.
        drop(fs::remove_file(&beside));
    }
    written?;
    flush_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(())
}

/// `name.tmp` in the same folder.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".tmp");
    path.with_file_name(name)
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new or emptied file only this user can read.
pub(crate) fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// A virus scanner may hold a fresh file for a moment: try again for about two seconds.
pub(crate) fn rename_patiently(from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = Duration::from_millis(10);
    for _ in 0..8 {
        match fs::rename(from, to) {
            Err(error) if is_held(&error) => std::thread::sleep(pause),
            other => return other,
        }
        pause *= 2;
    }
    fs::rename(from, to)
}

fn is_held(error: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Makes a folder, and what is missing above it, so that a power cut takes neither away with what is in it.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let missing = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let above: Vec<&Path> = missing.filter_map(Path::parent).collect();
    fs::create_dir_all(path)?;
    for folder in above {
        match flush_folder(folder) {
            // A folder that may be written but not listed cannot be flushed.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            other => other?,
        }
    }
    Ok(())
}

/// Reads a file to its end: whether the disk gives it.
pub(crate) fn read_through(path: &Path) -> io::Result<()> {
    io::copy(&mut File::open(path)?, &mut io::sink()).map(drop)
}

/// Whether the disk has no room for another 64 kilobytes.
pub(crate) fn is_full(folder: &Path) -> bool {
    let probe = folder.join("room.tmp");
    let written = write_flushed(&probe, &[0; 64 * 1024]);
    drop(fs::remove_file(&probe));
    written.is_err_and(|error| VaultError::from(error) == VaultError::DiskFull)
}

/// Whether a file may not be written.
pub(crate) fn is_read_only(path: &Path) -> bool {
    let opened = OpenOptions::new().write(true).open(path);
    opened.is_err_and(|error| VaultError::from(error) == VaultError::ReadOnlyFolder)
}

/// Makes a rename durable. Windows has no such call; it flushes the file before renaming.
pub(crate) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
