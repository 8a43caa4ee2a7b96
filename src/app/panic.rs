//! The panic box: where the program itself went wrong, nothing is lost and the person reads what to do.

use std::panic;
use std::sync::Mutex;

use crate::desk::Problem;

/// File and line of the last panic. Its message is dropped: it may hold what somebody typed.
static LAST: Mutex<String> = Mutex::new(String::new());

/// From now on a panic is noted by its place in our source alone.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", name_of(at.file()), at.line())).unwrap_or_default();
        if let Ok(mut last) = LAST.lock() {
            *last = place;
        }
    }));
}

/// Where the last panic was; empty when there was none.
#[must_use]
pub fn last_place() -> String {
    LAST.lock().map(|last| last.clone()).unwrap_or_default()
}

/// What the person reads when drawing or answering broke off.
#[must_use]
pub fn problem() -> Problem {
    Problem::new(
        "A-900",
        "思いがけないことが起きたため、台帳を閉じました。それまでに保存した記録は失われていません。",
        "合言葉を入力して、もう一度開いてください。同じことが続くときは、番号を添えて相談してください。",
    )
    .with_detail(last_place())
}

/// The file's path inside our source, never the folder it was built in.
fn name_of(file: &str) -> &str {
    let parts = file.rsplit_once("src/").or_else(|| file.rsplit_once("src\\"));
    parts.map_or(file, |(_, inside)| inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panic_says_is_dropped_and_only_its_place_is_kept() {
        let usual = panic::take_hook();
        install();
        let broken = panic::catch_unwind(|| assert_eq!("髙橋 美咲", "合言葉"));
        panic::set_hook(usual);
        assert!(broken.is_err());
        assert!(last_place().starts_with("app/panic.rs:"), "{}", last_place());
        let told = format!("{} {}", problem(), problem().detail);
        assert!(!told.contains("髙橋") && !told.contains("left"), "{told}");
    }

    #[test]
    fn a_place_names_no_folder_of_the_builder() {
        assert_eq!(name_of("/somewhere/else/src/vault/tx.rs"), "vault/tx.rs");
        assert_eq!(name_of("C:\\build\\src\\app\\shell.rs"), "app\\shell.rs");
    }
}
