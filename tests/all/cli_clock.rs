//! The one clock of the command line: this PC's, or in a build for tests the moment that the variable names.

use std::process::Command;

use daichoban::base::{Clock, Day};

use crate::cli_commands::copy;

/// What `todo` says on a ledger, with the variable set or not: exit code, output, complaint.
fn todo(now: Option<&str>) -> (i32, String, String) {
    let folder = copy();
    let mut program = Command::new(env!("CARGO_BIN_EXE_daichoban"));
    program.args(["deadlines", "ledger", "--passphrase-file", "pw"]).current_dir(folder.path());
    program.env("XDG_DATA_HOME", folder.path().join("profile")).env_remove("DAICHOBAN_NOW");
    if let Some(now) = now {
        program.env("DAICHOBAN_NOW", now);
    }
    let said = program.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (said.status.code().unwrap(), text(&said.stdout), text(&said.stderr))
}

/// Whether the list says that this is today.
fn lives_on(out: &str, day: Day) -> bool {
    ["現在", "の時点で"].iter().any(|word| out.replace(' ', "").contains(&format!("{}{word}", day.wareki())))
}

#[test]
fn without_the_variable_the_command_line_lives_on_the_pcs_day() {
    let before = Clock::of_this_pc().today();
    let (code, out, err) = todo(None);
    let after = Clock::of_this_pc().today();
    assert_eq!(code, 0, "{err}");
    // The PC's midnight may fall between the two looks.
    assert!([before, after].iter().any(|day| lives_on(&out, *day)), "{out}");
}

#[test]
fn with_the_variable_a_build_for_tests_lives_on_the_day_it_names_and_no_other_build_does() {
    let (code, out, err) = todo(Some("2031-02-28T23:59:00+09:00"));
    assert_eq!(code, 0, "{err}");
    assert_eq!(lives_on(&out, Day::new(2031, 2, 28).unwrap()), cfg!(debug_assertions), "{out}");
}

#[test]
#[cfg(debug_assertions)]
fn a_variable_that_names_no_moment_is_told_and_not_passed_over() {
    for word in ["", "2026-11-20", "あした"] {
        let (code, out, err) = todo(Some(word));
        assert!(code == 2 && out.is_empty() && err.contains("DAICHOBAN_NOW") && err.contains("Z-001"), "{word}: {err}");
    }
}
