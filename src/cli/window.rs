//! `window`, and the window without a word: what is said to it, for people and for scripts.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::app::Place;
use crate::app::start::{self, Start, read_size};
use crate::app::window::Renderer;
use crate::vault::{Existing, Secret};

use super::{files, voice};

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
        Ok(()) => ExitCode::SUCCESS,
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
            }
        }
    }
    Ok(start)
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
        "renderer" => start.renderer = Renderer::read(word?)?,
        "profile" => start.profile = Some(PathBuf::from(value)),
        _ => return None,
    }
    Some(())
}

fn not_understood(what: &str) -> String {
    format!("「{what}」の指定がわかりません。\n使い方は daichoban --help で確かめてください。（Z-001）\n")
}
