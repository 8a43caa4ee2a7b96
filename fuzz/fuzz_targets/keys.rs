//! The key file, as it is and with a sum that is right.
#![no_main]

use daichoban::vault::hex::to_hex;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::suite::sha256;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drop(KeyFile::read(bytes));
    let sum = to_hex(&sha256(bytes));
    drop(KeyFile::read(&[bytes, format!("sum {sum}\n").as_bytes()].concat()));
});
