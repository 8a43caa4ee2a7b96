//! The recovery holder's own record (復旧記録): what the key file says of the recovery sheet, short enough for paper. With
//! it, the sheet's digits and the ledger file alone open the ledger of that epoch, even if every key file is lost.
//!
//! Twelve lines of four groups of five letters (Crockford's base 32); the last three letters of each line check it.

use unicode_normalization::UnicodeNormalization;

use super::error::VaultError;
use super::hex::{Hex, HexBytes};
use super::keyfile::{DbRef, Grant, Holder, HolderType, KeySheet, MAIN_KEY, ledger_name};
use super::recovery::RecoveryCode;
use super::suite::{public_key, sha256};
use super::vault::Vault;

/// Lines of a record.
pub const N_LINES: usize = 12;
/// Letters in a line that say something.
const N_PLAIN: usize = 17;
/// Letters in a line that check it.
const N_CHECK: usize = 3;
/// Letters in a group.
const GROUP: usize = 5;
const N_LETTERS: usize = N_PLAIN + N_CHECK;
const VERSION: u8 = 1;
const N_BYTES: usize = 127;
const N_SUMMED: usize = N_BYTES - 4;
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The record of a recovery sheet for one epoch. No secret: without the sheet's digits it opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    vault: [u8; 16],
    epoch: u32,
    db_id: [u8; 16],
    holder: u16,
    /// The first bytes of the holder's public key: tells digits of another sheet.
    pk: [u8; 4],
    enc: [u8; 32],
    ct: [u8; 48],
}

/// Which lines (1 to 12) were mistyped, and how many lines there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFault {
    /// Lines that do not check, counted from 1.
    pub wrong_lines: Vec<usize>,
    /// Lines that were typed.
    pub n_lines: usize,
}

impl Vault {
    /// The record of the recovery sheet as it stands in the key file now.
    #[must_use]
    pub fn recovery_record(&self) -> Option<Record> {
        let sheet = &self.sheet;
        let holder = sheet.holders.iter().find(|holder| holder.holder_type == HolderType::Recovery)?;
        let grant = holder.grants.iter().find(|grant| grant.key == MAIN_KEY && grant.epoch == sheet.epoch)?;
        (sheet.db.file == ledger_name(sheet.epoch)).then_some(())?;
        Some(Record {
            vault: sheet.vault.0,
            epoch: sheet.epoch,
            db_id: sheet.db.id.0,
            holder: holder.id.strip_prefix('h')?.parse().ok()?,
            pk: holder.pk.0.first_chunk().copied()?,
            enc: grant.enc.0,
            ct: grant.ct.0.as_slice().try_into().ok()?,
        })
    }
}

impl Record {
    /// The lines as printed: four groups of five letters each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let grouped = |line: &[u8]| -> String {
            let groups =
                line.chunks(GROUP).map(|group| group.iter().map(|letter| char::from(*letter)).collect::<String>());
            groups.collect::<Vec<_>>().join(" ")
        };
        self.letters().chunks(N_LETTERS).map(grouped).collect()
    }

    /// The same in one piece, for a QR code.
    #[must_use]
    pub fn one_line(&self) -> String {
        self.letters().into_iter().map(char::from).collect()
    }

    fn letters(&self) -> Vec<u8> {
        let plain = to_fives(&self.bytes());
        let lines = plain.chunks(N_PLAIN).zip(1_u8..);
        let fives = lines.flat_map(|(line, number)| line.iter().copied().chain(check(number, line)));
        fives.filter_map(|five| LETTERS.get(usize::from(five)).copied()).collect()
    }

    fn bytes(&self) -> Vec<u8> {
        let Self { vault, epoch, db_id, holder, pk, enc, ct } = self;
        let (epoch, holder) = (epoch.to_le_bytes(), holder.to_le_bytes());
        let parts: [&[u8]; 8] = [&[VERSION], vault, &epoch, db_id, &holder, pk, enc, ct];
        let mut out = parts.concat();
        out.extend_from_slice(&sum(&out));
        out
    }

    /// Reads what was typed, pasted or scanned; spaces, hyphens, small letters and the numbers of the lines are fine.
    ///
    /// # Errors
    /// Names the lines that do not check.
    pub fn read(text: &str) -> Result<Self, RecordFault> {
        let mut wrong_lines = Vec::new();
        let mut fives = Vec::new();
        let lines = split(text);
        for (line, number) in lines.iter().zip(1_usize..) {
            match read_line(line, number) {
                Some(plain) => fives.extend(plain),
                None => wrong_lines.push(number),
            }
        }
        let fault = RecordFault { wrong_lines, n_lines: lines.len() };
        if !fault.wrong_lines.is_empty() || fault.n_lines != N_LINES {
            return Err(fault);
        }
        // Every line is right, but they are lines of different records.
        Self::of_bytes(&from_fives(&fives)).ok_or(fault)
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (said, kept) = bytes.get(..N_BYTES)?.split_at_checked(N_SUMMED)?;
        let mut rest = said;
        let mut take = |n: usize| {
            let (part, left) = rest.split_at_checked(n)?;
            rest = left;
            Some(part)
        };
        let is_known = take(1)? == [VERSION] && sum(said) == kept;
        let record = Self {
            vault: take(16)?.try_into().ok()?,
            epoch: u32::from_le_bytes(take(4)?.try_into().ok()?),
            db_id: take(16)?.try_into().ok()?,
            holder: u16::from_le_bytes(take(2)?.try_into().ok()?),
            pk: take(4)?.try_into().ok()?,
            enc: take(32)?.try_into().ok()?,
            ct: take(48)?.try_into().ok()?,
        };
        is_known.then_some(record)
    }

    /// What the record and the digits of its sheet say, as a key file of nobody else.
    pub(super) fn key_sheet(&self, code: &RecoveryCode) -> Result<KeySheet, VaultError> {
        let pk = public_key(&code.secret(&self.vault)?.sk)?;
        if !pk.starts_with(&self.pk) {
            return Err(VaultError::WrongRecoveryCode);
        }
        let grant =
            Grant { key: MAIN_KEY.to_owned(), epoch: self.epoch, enc: Hex(self.enc), ct: HexBytes(self.ct.to_vec()) };
        let holder = Holder {
            id: format!("h{:02}", self.holder),
            holder_type: HolderType::Recovery,
            user: None,
            label: "復旧シート".to_owned(),
            pk: Hex(pk),
            grants: vec![grant],
        };
        Ok(KeySheet {
            v: 1,
            suite: "D1".to_owned(),
            vault: Hex(self.vault),
            generation: 0,
            epoch: self.epoch,
            written: String::new(),
            db: DbRef { file: ledger_name(self.epoch), id: Hex(self.db_id), fmt: "sqlcipher4-4096".to_owned() },
            holders: vec![holder],
            unlocks: Vec::new(),
        })
    }
}

/// What was typed, line by line; a scanner brings all of it in one.
fn split(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let letters: String = line.nfkc().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        if letters.is_empty() {
            continue;
        }
        if letters.len() > N_LETTERS && letters.len().is_multiple_of(N_LETTERS) {
            let letters: Vec<char> = letters.chars().collect();
            lines.extend(letters.chunks(N_LETTERS).map(|chunk| chunk.iter().collect::<String>()));
        } else {
            lines.push(letters);
        }
    }
    lines
}

fn read_line(line: &str, number: usize) -> Option<Vec<u8>> {
    let line = if line.len() > N_LETTERS { line.strip_prefix(&number.to_string())? } else { line };
    let fives = line.chars().map(five).collect::<Option<Vec<u8>>>()?;
    let (plain, kept) = fives.split_at_checked(N_PLAIN)?;
    let number = u8::try_from(number).ok()?;
    (kept == check(number, plain)).then(|| plain.to_vec())
}

/// The number of a letter; those that look like digits are taken for them.
fn five(letter: char) -> Option<u8> {
    let letter = match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    u8::try_from(LETTERS.iter().position(|known| char::from(*known) == letter)?).ok()
}

fn check(number: u8, plain: &[u8]) -> [u8; N_CHECK] {
    let [a, b, ..] = sha256(&[b"daichoban/1/record-line", [number].as_slice(), plain].concat());
    [a >> 3, (a & 7) << 2 | b >> 6, b >> 1 & 31]
}

fn sum(bytes: &[u8]) -> [u8; 4] {
    let [a, b, c, d, ..] = sha256(&[b"daichoban/1/record", bytes].concat());
    [a, b, c, d]
}

/// Bytes as numbers of five bits, the highest bit first; the last one is filled up with zeros.
fn to_fives(bytes: &[u8]) -> Vec<u8> {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |n| byte >> n & 1)).collect();
    bits.chunks(5).map(|five| (0..5).fold(0, |sum, n| sum << 1 | five.get(n).copied().unwrap_or_default())).collect()
}

fn from_fives(fives: &[u8]) -> Vec<u8> {
    let bits: Vec<u8> = fives.iter().flat_map(|five| (0..5).rev().map(move |n| five >> n & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let bytes = |from: u8| std::array::from_fn(|n| u8::try_from(n).unwrap().wrapping_mul(37).wrapping_add(from));
        Record {
            vault: [7; 16],
            epoch: 3,
            db_id: [9; 16],
            holder: 2,
            pk: [1, 2, 3, 4],
            enc: bytes(5),
            ct: std::array::from_fn(|n| u8::try_from(n).unwrap() ^ 0x5A),
        }
    }

    #[test]
    fn what_is_printed_is_read_again_however_it_was_typed() {
        let lines = record().lines();
        assert!(lines.len() == N_LINES && lines.iter().all(|line| line.len() == 23), "{lines:?}");
        let numbered: Vec<String> =
            lines.iter().zip(1..).map(|(line, n)| format!("{n}  {}", line.to_lowercase())).collect();
        for text in [
            lines.join("\n"),
            record().one_line(),
            numbered.join("\r\n"),
            lines.join("\n\n").replace('0', "O").replace('1', "l"),
        ] {
            assert_eq!(Record::read(&text), Ok(record()), "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_named_by_its_line() {
        let lines = record().lines();
        for (place, line) in lines.iter().enumerate() {
            for at in (0..23).filter(|at| line.as_bytes()[*at] != b' ') {
                let mut typed = lines.clone();
                let other = if line.as_bytes()[at] == b'7' { "8" } else { "7" };
                typed[place].replace_range(at..=at, other);
                let fault = Record::read(&typed.join("\n")).unwrap_err();
                assert_eq!(fault, RecordFault { wrong_lines: vec![place + 1], n_lines: N_LINES });
            }
        }
        let mut swapped = lines.clone();
        swapped.swap(3, 4);
        assert_eq!(Record::read(&swapped.join("\n")).unwrap_err().wrong_lines, [4, 5]);
        let short = Record::read(&lines[..5].join("\n")).unwrap_err();
        assert_eq!(short, RecordFault { wrong_lines: Vec::new(), n_lines: 5 });
    }

    #[test]
    fn lines_of_two_records_are_no_record() {
        let mut lines = record().lines();
        lines[0] = Record { vault: [8; 16], ..record() }.lines()[0].clone();
        assert_eq!(Record::read(&lines.join("\n")).unwrap_err().wrong_lines, Vec::<usize>::new());
    }
}
