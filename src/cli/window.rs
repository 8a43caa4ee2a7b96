//! `window`, and the window without a word: what is said to it, for people and for scripts.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::app::Place;
use crate::app::start::{self, Start, read_size};
use crate::app::window::{Ended, Renderer};
use crate::vault::{Existing, Secret};

use super::{files, voice};

/// The option that says how to draw, and the word by which a start draws without OpenGL.
const RENDERER: &str = "renderer";
const SOFTWARE: &str = "--renderer=software";

/// What is said to the window, where it is the window that is wanted: nothing, `window …`, or how to draw.
pub(super) fn wanted(arguments: &[OsString]) -> Option<&[OsString]> {
    match arguments.split_first() {
        None => Some(arguments),
        Some((first, rest)) if first == "window" => Some(rest),
        Some((first, _)) if first.to_string_lossy().starts_with("--renderer") => Some(arguments),
        Some(_) => None,
    }
}

/// Opens the window and stays until it is closed.
pub(super) fn run(words: &[OsString]) -> ExitCode {
    let start = match read(words) {
        Ok(start) => start,
        Err(said) => {
            voice::complain(&said);
            return ExitCode::from(2);
        }
    };
    match start::run(start) {
        Ok(Ended(code)) => ExitCode::from(code),
        Err(fault) => {
            voice::complain(&fault.to_string());
            ExitCode::from(1)
        }
    }
}

fn read(words: &[OsString]) -> Result<Start, String> {
    use lexopt::Arg::{Long, Short, Value};
    let mut args = lexopt::Parser::from_args(words.iter().cloned());
    let mut start = Start::default();
    let mut options = Vec::new();
    while let Some(arg) = args.next().map_err(|_| not_understood("引数"))? {
        match arg {
            Value(path) if start.ledger.is_none() => start.ledger = Some(PathBuf::from(path)),
            Value(extra) => return Err(not_understood(&extra.to_string_lossy())),
            Short(letter) => return Err(not_understood(&format!("-{letter}"))),
            Long(name) => {
                let name = name.to_owned();
                if name == "overwrite" {
                    start.existing = Existing::Replaced;
                    continue;
                }
                let value = args.value().map_err(|_| not_understood(&format!("--{name}")))?;
                take(&mut start, &name, &value).ok_or_else(|| not_understood(&format!("--{name}")))?;
                if name != RENDERER {
                    options.push(one_word(&name, &value));
                }
            }
        }
    }
    start.again = again(&options, start.ledger.as_deref().map(Path::as_os_str));
    Ok(start)
}

/// The words that open the same window, but drawn by itself.
pub(super) fn again(options: &[OsString], ledger: Option<&OsStr>) -> Vec<OsString> {
    let mut words: Vec<OsString> = vec!["window".into(), SOFTWARE.into()];
    words.extend_from_slice(options);
    if let Some(ledger) = ledger {
        // From here on nothing is an option, whatever it looks like.
        words.extend(["--".into(), ledger.to_owned()]);
    }
    words
}

/// An option and its value in one word, so that no value is taken for an option.
pub(super) fn one_word(name: &str, value: &OsStr) -> OsString {
    let mut word = OsString::from(format!("--{name}="));
    word.push(value);
    word
}

fn take(start: &mut Start, name: &str, value: &OsStr) -> Option<()> {
    let word = value.to_str();
    match name {
        "passphrase-file" => {
            let bytes = files::read(Path::new(value)).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            start.passphrase = Some(Secret::from(text.lines().next().unwrap_or_default()));
        }
        "route" => start.place = Some(Place::read(word?)?),
        "size" => start.size = Some(read_size(word?)?),
        "shot" => start.shot = Some(PathBuf::from(value)),
        RENDERER => start.renderer = Renderer::read(word?)?,
        "profile" => start.profile = Some(PathBuf::from(value)),
        _ => return None,
    }
    Some(())
}

fn not_understood(what: &str) -> String {
    format!("「{what}」の指定がわかりません。\n使い方は daichoban --help で確かめてください。（Z-001）\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(words: &[&str]) -> Start {
        read(&words.iter().map(OsString::from).collect::<Vec<_>>()).unwrap()
    }

    /// The words of the second start, without those that are always there.
    fn again(words: &[&str]) -> Vec<String> {
        let all = start(words).again;
        let (head, rest) = all.split_at(2);
        assert_eq!(head, ["window", "--renderer=software"]);
        rest.iter().map(|word| word.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn renderer_auto_as_two_words_leaves_no_word_behind_in_the_second_start() {
        for words in [
            &["--renderer", "auto"][..],
            &["--renderer=auto"],
            &["--renderer", "gl", "--renderer=auto"],
            &["--renderer", "auto", "--renderer", "auto"],
        ] {
            assert_eq!(again(words), [""; 0], "{words:?}");
            let with_ledger: Vec<&str> = words.iter().copied().chain(["台帳"]).collect();
            assert_eq!(again(&with_ledger), ["--", "台帳"]);
            let ledger_first: Vec<&str> = ["台帳"].into_iter().chain(words.iter().copied()).collect();
            assert_eq!(again(&ledger_first), ["--", "台帳"]);
        }
        assert_eq!(again(&["--", "--renderer=auto"]), ["--", "--renderer=auto"], "a ledger of that name");
        assert_eq!(again(&["--profile", "--renderer", "auto"]), ["--profile=--renderer", "--", "auto"]);
        assert_eq!(again(&["--renderer", "auto", "--route", "home", "auto"]), ["--route=home", "--", "auto"]);
    }

    #[test]
    fn whatever_was_said_the_second_start_hears_the_same_but_for_the_renderer() {
        const NAMES: [(&str, &[&str]); 4] = [
            ("renderer", &["auto", "gl", "software"]),
            ("size", &["800x600", "1440x900"]),
            ("profile", &["p", "auto", "--renderer", "--renderer=auto", "-", "--", "", "a=b", "台帳"]),
            ("shot", &["x.png", "--shot", "=", "software"]),
        ];
        const LEDGERS: [&str; 6] = ["", "auto", "--renderer", "--renderer=auto", "台 帳", "-x"];
        let mut state = 7_u32;
        let mut dice = move |most: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(state >> 8).unwrap() % most
        };
        let heard = |start: &Start| {
            let Start { ledger, passphrase, place, size, shot, profile, renderer: _, again: _, existing: _ } = start;
            assert!(passphrase.is_none() && place.is_none());
            (ledger.clone(), *size, shot.clone(), profile.clone())
        };
        for _ in 0..4000 {
            let mut words: Vec<OsString> = Vec::new();
            for _ in 0..dice(6) {
                let (name, values) = NAMES[dice(NAMES.len())];
                let value = values[dice(values.len())];
                if dice(2) == 0 {
                    words.push(one_word(name, OsStr::new(value)));
                } else {
                    words.extend([format!("--{name}").into(), value.into()]);
                }
            }
            match dice(3) {
                0 => words.extend(["--".into(), LEDGERS[dice(LEDGERS.len())].into()]),
                1 => words.insert(0, "台帳".into()),
                _ => {}
            }
            let first = read(&words).unwrap();
            let (command, rest) = first.again.split_first().unwrap();
            assert_eq!(command, "window");
            let second = read(rest).unwrap();
            assert_eq!(heard(&second), heard(&first), "{words:?}");
            assert_eq!(second.renderer, Renderer::Software, "{words:?}");
            assert_eq!(second.again, first.again, "{words:?}");
        }
    }
}
