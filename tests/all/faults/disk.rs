//! A disk that loses power: from the calls a program made, what may be on it after a cut.
//!
//! What was flushed is there. Of what was written to a file since, nothing, all, a beginning or any choice is there, and
//! a write may be torn at a sector of 512 bytes. Making, renaming and removing happen in their order, and surely only
//! once the folder was flushed; each folder may have come another way along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::dice::Dice;

const SECTOR: usize = 512;

/// One recorded call.
#[derive(Debug, Clone)]
pub enum Call {
    Made { path: PathBuf, file: usize },
    Wrote { file: usize, offset: usize, bytes: Vec<u8> },
    Sized { file: usize, length: usize },
    FlushedFile { file: usize },
    FlushedFolder { path: PathBuf },
    Renamed { from: PathBuf, to: PathBuf },
    Removed { path: PathBuf },
    MadeFolder { path: PathBuf },
    RemovedFolder { path: PathBuf },
    Said(String),
}

/// How the disk treats what was not flushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One order of names for the whole disk (ext4 and its like).
    OneJournal,
    /// Each folder comes along by itself.
    FolderByFolder,
}

/// What stood there before, and the calls since.
pub struct Recording {
    files: Vec<Vec<u8>>,
    names: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    pub calls: Vec<Call>,
}

impl Recording {
    /// Takes the state of a folder down; the calls come later.
    pub fn of(room: &Path) -> (Self, BTreeMap<u64, usize>) {
        let mut this = Self { files: Vec::new(), names: BTreeMap::new(), folders: BTreeSet::new(), calls: Vec::new() };
        let mut numbers = BTreeMap::new();
        this.take(room, &mut numbers);
        (this, numbers)
    }

    fn take(&mut self, folder: &Path, numbers: &mut BTreeMap<u64, usize>) {
        use std::os::unix::fs::MetadataExt;
        self.folders.insert(folder.to_owned());
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.take(&path, numbers);
                continue;
            }
            numbers.insert(fs::metadata(&path).unwrap().ino(), self.files.len());
            self.names.insert(path.clone(), self.files.len());
            self.files.push(fs::read(&path).unwrap());
        }
    }

    /// Reads what the shim wrote down. The system gives a removed file's number to another one: a made file is a new one.
    pub fn read(&mut self, log: &[u8], mut numbers: BTreeMap<u64, usize>) {
        let mut rest = log;
        while !rest.is_empty() {
            let (head, after) = rest.split_at(29);
            let small = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().unwrap()) as usize;
            let big = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
            let (one, after) = after.split_at(small(1));
            let (two, after) = after.split_at(small(5));
            let (data, after) = after.split_at(small(9));
            rest = after;
            let path = |bytes: &[u8]| PathBuf::from(std::str::from_utf8(bytes).unwrap());
            let offset = usize::try_from(big(21)).unwrap();
            let known = || numbers[&big(13)];
            let call = match head[0] {
                b'C' => {
                    let file = self.files.len();
                    self.files.push(Vec::new());
                    numbers.insert(big(13), file);
                    Call::Made { path: path(one), file }
                }
                b'W' => Call::Wrote { file: known(), offset, bytes: data.to_vec() },
                b'T' => Call::Sized { file: known(), length: offset },
                b'S' => Call::FlushedFile { file: known() },
                b'D' => Call::FlushedFolder { path: path(one) },
                b'R' => Call::Renamed { from: path(one), to: path(two) },
                b'U' => Call::Removed { path: path(one) },
                b'M' => Call::MadeFolder { path: path(one) },
                b'X' => Call::RemovedFolder { path: path(one) },
                b'A' => Call::Said(String::from_utf8(data.to_vec()).unwrap()),
                other => panic!("{}: {} {}", char::from(other), path(one).display(), path(two).display()),
            };
            self.calls.push(call);
        }
    }

    /// What the program had said before this call, each a line.
    pub fn said(&self, n_calls: usize) -> Vec<&str> {
        let said = self.calls[..n_calls].iter().filter_map(|call| match call {
            Call::Said(text) => Some(text.trim_end()),
            _ => None,
        });
        said.collect()
    }

    /// Builds in a new folder what a cut after so many calls may have left of this one.
    pub fn rebuild(&self, room: &Path, n_calls: usize, kind: Kind, dice: &mut Dice, to: &Path) {
        let (names, folders) = self.names_after(n_calls, kind, dice);
        let moved = |path: &Path| to.join(path.strip_prefix(room).unwrap());
        for folder in &folders {
            fs::create_dir_all(moved(folder)).unwrap();
        }
        let how: u64 = dice.roll() % 4;
        for (path, file) in names {
            // In a folder that is not there there is nothing.
            if moved(&path).parent().is_some_and(Path::exists) {
                fs::write(moved(&path), self.bytes_after(file, n_calls, how, dice)).unwrap();
            }
        }
    }

    fn names_after(
        &self,
        n_calls: usize,
        kind: Kind,
        dice: &mut Dice,
    ) -> (BTreeMap<PathBuf, usize>, BTreeSet<PathBuf>) {
        let calls = &self.calls[..n_calls];
        let folder_of = |call: &Call| {
            let path = match call {
                Call::Made { path, .. }
                | Call::Removed { path }
                | Call::MadeFolder { path }
                | Call::RemovedFolder { path }
                | Call::Renamed { to: path, .. } => path,
                _ => return None,
            };
            Some(if kind == Kind::OneJournal { PathBuf::new() } else { path.parent().unwrap().to_owned() })
        };
        // For each folder (or the one journal) how many of its changes are there: the sure ones and some more.
        let mut sure: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut all: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for call in calls {
            if let Call::FlushedFolder { path } = call {
                let key = if kind == Kind::OneJournal { PathBuf::new() } else { path.clone() };
                let n = all.get(&key).copied().unwrap_or_default();
                sure.insert(key, n);
            }
            if let Some(key) = folder_of(call) {
                *all.entry(key).or_default() += 1;
            }
        }
        let there: BTreeMap<PathBuf, usize> = all
            .into_iter()
            .map(|(key, n)| {
                let least = sure.get(&key).copied().unwrap_or_default();
                let more = match dice.below(4) {
                    0 => 0,
                    1 => n - least,
                    _ => dice.below(n - least + 1),
                };
                (key, least + more)
            })
            .collect();
        let (mut names, mut folders) = (self.names.clone(), self.folders.clone());
        let mut done: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for call in calls {
            let Some(key) = folder_of(call) else { continue };
            let n = done.entry(key.clone()).or_default();
            *n += 1;
            if *n > there[&key] {
                continue;
            }
            match call {
                Call::Made { path, file } => drop(names.insert(path.clone(), *file)),
                Call::Removed { path } => drop(names.remove(path)),
                Call::MadeFolder { path } => drop(folders.insert(path.clone())),
                Call::RemovedFolder { path } => drop(folders.remove(path)),
                Call::Renamed { from, to } => {
                    if let Some(file) = names.remove(from) {
                        names.insert(to.clone(), file);
                    }
                }
                _ => {}
            }
        }
        (names, folders)
    }

    fn bytes_after(&self, file: usize, n_calls: usize, how: u64, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.files[file].clone();
        let mine: Vec<&Call> = self.calls[..n_calls]
            .iter()
            .filter(|call| match call {
                Call::Wrote { file: its, .. } | Call::Sized { file: its, .. } | Call::FlushedFile { file: its } => {
                    *its == file
                }
                _ => false,
            })
            .collect();
        let sure = mine.iter().rposition(|call| matches!(call, Call::FlushedFile { .. })).map_or(0, |at| at + 1);
        mine[..sure].iter().for_each(|call| apply(call, &mut bytes, |_| true));
        let rest = &mine[sure..];
        let beginning = dice.below(rest.len() + 1);
        for (at, call) in rest.iter().enumerate() {
            match how {
                0 => {}                                                   // nothing
                1 => apply(call, &mut bytes, |_| true),                   // all
                2 if at < beginning => apply(call, &mut bytes, |_| true), // a beginning, the last of it torn
                2 if at == beginning => {
                    let n_sectors = dice.below(16);
                    apply(call, &mut bytes, |sector| sector < n_sectors);
                }
                2 => {}
                _ if dice.below(3) == 0 => {}
                _ => apply(call, &mut bytes, |_| dice.below(4) > 0), // any choice, torn anywhere
            }
        }
        bytes
    }
}

/// Does to a file what a call did, as far as its sectors arrived.
fn apply(call: &Call, bytes: &mut Vec<u8>, mut has_arrived: impl FnMut(usize) -> bool) {
    match call {
        Call::Sized { length, .. } if has_arrived(0) => bytes.resize(*length, 0),
        Call::Wrote { offset, bytes: new, .. } => {
            let mut at = *offset;
            let end = offset + new.len();
            let mut number = 0;
            while at < end {
                let stop = (at / SECTOR * SECTOR + SECTOR).min(end);
                if has_arrived(number) {
                    if bytes.len() < stop {
                        bytes.resize(stop, 0);
                    }
                    bytes[at..stop].copy_from_slice(&new[at - offset..stop - offset]);
                }
                at = stop;
                number += 1;
            }
        }
        _ => {}
    }
}
