//! What anybody may read beside the ledger (緊急時対応シート): one small file that is not encrypted. It is made from the
//! ledger and never the only place where something stands; backups leave it out.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::durable::write_atomically;
use super::error::VaultError;

/// No sheet is larger; what is, is something else.
const MOST_BYTES: u64 = 256 * 1024;

fn path(folder: &Path) -> PathBuf {
    folder.join("emergency.json")
}

/// What is posted in a ledger's folder; `None` where nothing is. A file that is far too large comes back cut, and
/// whoever reads it finds it damaged.
///
/// # Errors
/// It is there and cannot be read.
pub fn posted(folder: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    let file = match File::open(path(folder)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Posts it: after a power cut there is the old one or the new one.
///
/// # Errors
/// The disk is full, or the folder may not be written.
pub fn post(folder: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    write_atomically(&path(folder), bytes)
}

/// Takes it down.
///
/// # Errors
/// It is there and cannot be removed.
pub fn take_down(folder: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, path, post, posted, take_down};

    #[test]
    fn what_is_posted_is_read_and_taken_down_again() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(posted(folder.path()), Ok(None));
        post(folder.path(), b"{}").unwrap();
        assert_eq!(posted(folder.path()), Ok(Some(b"{}".to_vec())));
        take_down(folder.path()).unwrap();
        take_down(folder.path()).unwrap();
        assert_eq!(posted(folder.path()), Ok(None));
        std::fs::write(path(folder.path()), vec![b'x'; 3 * 1024 * 1024]).unwrap();
        let read = posted(folder.path()).unwrap().unwrap();
        assert_eq!(u64::try_from(read.len()).unwrap(), MOST_BYTES);
    }
}
