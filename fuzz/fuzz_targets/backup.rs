//! A backup: its container, manifest and key file, and the sum over its ledger.
#![no_main]

use std::io::Write;

use daichoban::base::Progress;
use daichoban::vault::BackupFile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_ok()
        && let Ok(mut backup) = BackupFile::open(file.path())
    {
        drop(backup.verify(&Progress::new()));
    }
});
