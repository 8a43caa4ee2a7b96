//! Reads the program's own source for the architecture test: files, their code without strings and comments.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository.
pub struct Source {
    /// Its path from the repository's root, with `/`.
    pub path: String,
    /// Its text as it stands.
    pub text: String,
    /// The program's own code, line by line: comments, strings and everything from `#[cfg(test)] mod` on are blank.
    pub code: Vec<String>,
    /// Its string literals outside tests, with their line (from 1).
    pub strings: Vec<(usize, String)>,
}

impl Source {
    /// Takes a Rust file apart.
    pub fn new(path: &str, text: &str) -> Self {
        let (code, strings) = mask(text);
        let lines: Vec<&str> = code.lines().collect();
        let is_test = |pair: &[&str]| matches!(pair, [first, second] if first.trim() == "#[cfg(test)]" && second.trim().starts_with("mod "));
        let own = lines.windows(2).position(is_test).unwrap_or(lines.len());
        let code = lines.iter().take(own).map(|line| (*line).to_owned()).collect();
        let strings = strings.into_iter().filter(|(line, _)| *line <= own).collect();
        Self { path: path.to_owned(), text: text.to_owned(), code, strings }
    }

    /// The folder under `src/` it belongs to; the file's own name for files directly in `src/`.
    pub fn folder(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// Every path that starts with `head` (`crate::`), with its line: `crate::vault::Tx`, `crate::base::{`.
    pub fn paths(&self, head: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (number, line) in self.code.iter().enumerate() {
            for (at, _) in line.match_indices(head) {
                let before = line.get(..at).and_then(|text| text.chars().next_back());
                if before.is_some_and(|letter| is_word(letter) || letter == ':') {
                    continue;
                }
                let rest = line.get(at..).unwrap_or_default();
                let path: String =
                    rest.chars().take_while(|letter| is_word(*letter) || ":*{".contains(*letter)).collect();
                found.push((number + 1, path));
            }
        }
        found
    }

    /// The lines on which a word stands by itself.
    pub fn lines_with(&self, word: &str) -> Vec<usize> {
        let has = |line: &String| {
            line.match_indices(word).any(|(at, _)| {
                let before = line.get(..at).and_then(|text| text.chars().next_back());
                let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(is_word) && !after.is_some_and(is_word)
            })
        };
        self.code.iter().enumerate().filter(|(_, line)| has(line)).map(|(number, _)| number + 1).collect()
    }
}

/// Whether a character can stand in an identifier.
pub fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src/`.
pub fn program() -> Vec<Source> {
    let rust = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rs");
    files("src").into_iter().filter(rust).map(|path| Source::new(&named(&path), &read(&path))).collect()
}

/// Every file under a folder of the repository, sorted; nothing where the folder does not exist.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(place) = open.pop() {
        let entries = fs::read_dir(&place).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in entries {
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A path as the repository names it, with `/` on every platform.
pub fn named(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    inside.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// The text of a file; empty where it is missing or is no text.
pub fn read(path: &Path) -> String {
    fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default().replace("\r\n", "\n")
}

/// Blanks comments and strings, keeps the lines, and returns the strings with their line.
fn mask(text: &str) -> (String, Vec<(usize, String)>) {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let (mut code, mut strings) = (String::new(), Vec::new());
    let (mut place, mut line) = (0, 1);
    while place < letters.len() {
        let end = match (at(place), at(place + 1)) {
            ('/', '/') => until(&letters, place, |rest| rest.starts_with(&['\n'])),
            ('/', '*') => until(&letters, place + 2, |rest| rest.starts_with(&['*', '/'])) + 2,
            ('"', _) => string_end(&letters, place + 1),
            ('r', '"' | '#') if !(place > 0 && is_word(at(place - 1)) && at(place - 1) != 'b') => {
                raw_end(&letters, place)
            }
            ('\'', _) => letter_end(&letters, place),
            _ => place,
        }
        .min(letters.len());
        if end == place {
            code.push(at(place));
            line += usize::from(at(place) == '\n');
            place += 1;
            continue;
        }
        let piece: String = letters.iter().skip(place).take(end - place).collect();
        let breaks = piece.matches('\n').count();
        if piece.starts_with(['"', 'r']) {
            strings.push((line, piece));
        }
        code.push(' ');
        code.extend(std::iter::repeat_n('\n', breaks));
        line += breaks;
        place = end;
    }
    (code, strings)
}

/// The first place from `from` on where `is_end` holds.
fn until(letters: &[char], from: usize, is_end: impl Fn(&[char]) -> bool) -> usize {
    (from..letters.len()).find(|place| letters.get(*place..).is_some_and(&is_end)).unwrap_or(letters.len())
}

/// Where an ordinary string ends that opened before `from`.
fn string_end(letters: &[char], from: usize) -> usize {
    let mut place = from;
    while let Some(letter) = letters.get(place) {
        match letter {
            '\\' => place += 2,
            '"' => return place + 1,
            _ => place += 1,
        }
    }
    place
}

/// Where a raw string ends; `from` itself where there is none (`r#type`).
fn raw_end(letters: &[char], from: usize) -> usize {
    let hashes = letters.iter().skip(from + 1).take_while(|letter| **letter == '#').count();
    if letters.get(from + 1 + hashes) != Some(&'"') {
        return from;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    until(letters, from + 2 + hashes, |rest| rest.starts_with(&close)) + close.len()
}

/// Where a character literal ends; `from` itself for a lifetime.
fn letter_end(letters: &[char], from: usize) -> usize {
    match (letters.get(from + 1), letters.get(from + 2)) {
        (Some('\\'), _) => until(letters, from + 3, |rest| rest.starts_with(&['\''])) + 1,
        (Some(_), Some('\'')) => from + 3,
        _ => from,
    }
}
