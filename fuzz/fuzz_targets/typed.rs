//! What people type: days, recovery codes, marks of printed sheets.
#![no_main]

use daichoban::base::Day;
use daichoban::inspection::PrintMark;
use daichoban::vault::RecoveryCode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let _ = Day::read(&text);
    drop(RecoveryCode::read(&text));
    drop(PrintMark::read(&text));
});
