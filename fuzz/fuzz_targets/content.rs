//! Questions and texts of the procedures: self-check, pledge, quiz, yearly checklist.
#![no_main]

use daichoban::checklists::{Edition, PledgeForm, Quiz, SelfCheck};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    drop(SelfCheck::read("content.toml", &text));
    drop(PledgeForm::read("content.toml", &text));
    drop(Quiz::read("content.toml", &text));
    drop(Edition::read("content.toml", &text));
});
