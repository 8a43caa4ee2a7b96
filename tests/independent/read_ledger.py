"""Reads and checks a ledger folder or a backup without the program, written from src/vault/FORMAT.md alone."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True  # leave nothing behind beside the scripts

try:
    import keys
    import record
    import vectors
    from pages import Pages
except ImportError as missing:
    print(f"{missing}. On Debian install python3-argon2 python3-cryptography python3-nacl", file=sys.stderr)
    sys.exit(2)
from verify_journal import Fault, Head, verify

DERIVED: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "clinic": (None, None, None, None),
    "role": ("staff", "from_on", None, "until_on"),
    "staff": (None, "started_on", "ended_on", "ended_on"),
    "system": (None, "started_on", "renewal_on", "ended_on"),
    "account": ("staff", "password_changed_on", None, "removed_on"),
    "device": (None, "patch_confirmed_on", "os_support_ends_on", "ended_on"),
    "attendance": ("staff", "attended_on", None, None),
    "policy-read": ("staff", "read_on", None, None),
    "pledge": ("staff", "received_on", None, None),
    "self-check": ("staff", "checked_on", None, None),
    "remedy": ("staff", "found_on", "target_on", "done_on"),
    "training": (None, "held_on", None, None),
    "disposal": ("device", "on", None, None),
    "passage": ("staff", "on", "on", "closed_on"),
    "assessment": (None, "begun_on", None, None),
    "document": (None, "decided_on", "review_on", "ended_on"),
    "contact": (None, "checked_on", None, "ended_on"),
    "backup-plan": ("system", "confirmed_on", None, "ended_on"),
    "restore-test": ("plan", "on", None, None),
    "log-review": ("system", "reviewed_on", None, None),
    "vendor": (None, None, None, "ended_on"),
    "contract": ("vendor", "from_on", "until_on", "ended_on"),
    "remote": ("vendor", "asked_on", None, "ended_on"),
    "disclosure": ("system", "received_on", "next_on", None),
    "vendor-sheet": ("vendor", "returned_on", None, None),
    "incident": (None, "known_at", None, "closing"),
    "takeout": ("staff", "from_on", "until_on", "ended_on"),
}


class Ledger:
    """The decrypted database, and what is wrong with it."""

    def __init__(self, plain: bytes, sheet: dict[str, Any]) -> None:
        self.sheet = sheet
        self.db = sqlite3.connect(":memory:")
        self.db.deserialize(plain)
        self.db.row_factory = sqlite3.Row
        said = [row[0] for row in self.db.execute("PRAGMA integrity_check(5)")]
        self.faults = [f"database: {line}" for line in said if line != "ok"]
        self.entries = [exported(row) for row in self.db.execute("SELECT * FROM entry ORDER BY seq")]
        newest = {(entry["kind"], entry["record"]): entry for entry in self.entries if entry["record"] is not None}
        self.newest = {key: entry for key, entry in newest.items() if entry["body_hex"] is not None}

    def check(self, witness: dict[str, Any] | None) -> Head:
        """Finds every fault; gives the head as far as the chain holds."""
        meta = dict(self.db.execute("SELECT key, value FROM meta").fetchall())
        if (meta.get("schema"), meta.get("vault")) != ("1", self.sheet["vault"]):
            self.faults.append("meta: another ledger, or a newer program wrote it")
        if self.sheet["gen"] is not None and int(meta.get("keys_gen", "0")) > self.sheet["gen"]:
            self.faults.append("the key file is older than the ledger")
        if witness and not any((e["seq"], e["h_hex"]) == (witness["seq"], witness["head"]) for e in self.entries):
            self.faults.append(f"witness: entry {witness['seq']} was another or is gone; another state was put here")
        said = [json.loads(e["detail"] or "{}").get("data") or {} for e in self.entries if e["act"] == "unlocked"]
        openings = [data["opening"] for data in said if "opening" in data]
        if openings != sorted(set(openings)) or (openings and int(meta.get("attempts_epoch", "0")) != openings[-1]):
            self.faults.append("meta: of an earlier opening")
        self.check_current()
        set_by = [json.loads(entry["detail"])["data"] for entry in self.entries if entry["act"] == "settings"]
        settings = dict(self.db.execute("SELECT key, value FROM setting").fetchall())
        if settings != {data["key"]: data["value"] for data in set_by}:
            self.faults.append("setting: differs from the journal")
        for hash_, data in self.db.execute("SELECT hash, bytes FROM attachment"):
            if sha256(data).hexdigest() != hash_:
                self.faults.append(f"attachment: {hash_} is another file")
        try:
            return verify(bytes.fromhex(self.sheet["vault"]), self.entries)
        except Fault as fault:
            self.faults.append(f"journal: {fault}")
            return Head(0, b"")

    def check_current(self) -> None:
        lists = {(row["kind"], row["record"]): row for row in self.db.execute("SELECT * FROM current")}
        for kind, record in sorted(lists.keys() - self.newest.keys()):
            self.faults.append(f"current: {kind} {record} is not in the journal")
        for (kind, record), entry in self.newest.items():
            body = bytes.fromhex(entry["body_hex"])
            wanted: dict[str, Any] = {"seq": entry["seq"], "version": entry["version"], "body": body}
            if kind in DERIVED:
                fields = json.loads(body)
                *values, ended = (fields.get(field) for field in DERIVED[kind])
                # A time is found by its day.
                values = [value[:10] if isinstance(value, str) and value[10:11] == "T" else value for value in values]
                wanted |= zip(("subject", "on_day", "due_day", "is_active"), (*values, ended is None), strict=True)
            row = lists.get((kind, record))
            if row is None or any(row[name] != value for name, value in wanted.items()):
                self.faults.append(f"current: {kind} {record} differs from entry {entry['seq']}")

    def records(self, kind: str) -> list[dict[str, Any]]:
        """The newest bodies of a kind, each with its id and version."""
        found = [entry for (of, _), entry in self.newest.items() if of == kind]
        return [json.loads(bytes.fromhex(e["body_hex"])) | {"id": e["record"], "version": e["version"]} for e in found]

    def export_journal(self, path: str) -> None:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            for line in ({"vault": self.sheet["vault"]}, *self.entries):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def counts(self) -> dict[str, int]:
        """Records in the ledger by kind."""
        kinds = [kind for kind, _ in self.newest]
        return {kind: kinds.count(kind) for kind in sorted({*kinds, *DERIVED})}


def exported(row: sqlite3.Row) -> dict[str, Any]:
    """An entry as the exported journal has it."""
    binary = ("body", "salt", "ph", "h")
    entry = {name: row[name] for name in row.keys() if name not in (*binary, "seal")}
    return entry | {f"{name}_hex": None if row[name] is None else row[name].hex() for name in binary}


def passphrase_of(args: argparse.Namespace) -> str:
    if args.passphrase_env:
        return os.environ[args.passphrase_env]
    text = Path(args.passphrase_file).read_text(encoding="utf-8-sig")
    return text.splitlines()[0] if text else ""


def files_of(args: argparse.Namespace) -> tuple[bytes, dict[str, Any], bytes, bytes]:
    """The key file and what it says, the database and its log: from a ledger folder, or from a backup."""
    place = Path(args.ledger)
    if args.record:
        sheet = record.read_record(Path(args.record).read_text(encoding="utf-8-sig"), args.recovery)
        log = place / (sheet["db"]["file"] + "-wal")
        return b"", sheet, (place / sheet["db"]["file"]).read_bytes(), log.read_bytes() if log.exists() else b""
    if place.is_dir():
        data = Path(args.keys or place / "vault.keys").read_bytes()
        sheet = keys.read_keys(data)
        log = place / (sheet["db"]["file"] + "-wal")
        return data, sheet, (place / sheet["db"]["file"]).read_bytes(), log.read_bytes() if log.exists() else b""
    with zipfile.ZipFile(place) as backup:
        manifest = json.loads(backup.read("manifest.json"))
        data, file = backup.read("vault.keys"), backup.read("ledger.db")
    sheet = keys.read_keys(data)
    if (manifest["format"], manifest["vault"]) != (1, sheet["vault"]):
        raise Fault("backup: another ledger's key file, or a newer program wrote it")
    if (manifest["n_bytes"], manifest["sha256"]) != (len(file), sha256(file).hexdigest()):
        raise Fault("backup: ledger.db is not the one of the manifest")
    return data, sheet, file, b""


def witness_of(args: argparse.Namespace) -> dict[str, Any] | None:
    """The entry that has to be in the journal: what a PC last saw, or what a backup says of itself."""
    if args.witness:
        return dict(json.loads(Path(args.witness).read_bytes()))
    if Path(args.ledger).is_dir():
        return None
    with zipfile.ZipFile(args.ledger) as backup:
        return dict(json.loads(backup.read("manifest.json")))


def read(args: argparse.Namespace) -> int:
    data, sheet, file, log = files_of(args)
    if args.recovery:
        holder, sk, pin = keys.sheet_secret(sheet, args.recovery)
    else:
        token = keys.usb_key(Path(args.usb_key).read_bytes()) if args.usb_key else None
        holder, sk, pin = keys.passphrase_secret(sheet, passphrase_of(args), args.operator, token)
    data_key = keys.data_key_of(data, sheet, holder, sk, pin)
    raw_key = keys.derive(data_key, "db", bytes.fromhex(sheet["db"]["id"]), 48)
    if args.print_key:
        print(f"x'{raw_key.hex()}'")
        return 0
    pages = Pages(raw_key, file, log)
    plain = pages.plain()
    if args.plain:
        with os.fdopen(os.open(args.plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(plain)
    ledger = Ledger(plain, sheet)
    head = ledger.check(witness_of(args))
    if args.export_journal:
        ledger.export_journal(args.export_journal)
    if args.json:
        print(json.dumps(ledger.records(args.json), ensure_ascii=False, indent=1))
    else:
        print(f"vault {sheet['vault']}\nopened by {holder['label']}\npages {pages.size}")
        print(f"committed log frames {pages.n_frames}\nentries {len(ledger.entries)}\nerased entries {head.n_erased}")
        print("\n".join(f"{kind} {n}" for kind, n in ledger.counts().items()))
        print(f"head {head.seq} {head.hash.hex()} ({head.short()})")
    for line in ledger.faults:
        print(f"FAULT: {line}", file=sys.stderr)
    return 1 if ledger.faults else 0


def main() -> int:
    """0 sound, 1 a fault was found, 2 wrong use."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", nargs="?", help="the ledger folder, or a backup")
    parser.add_argument("--vectors", action="store_true", help="only test suite D1 against its published vectors")
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument("--passphrase-file", metavar="FILE", help="its first line is the passphrase")
    secret.add_argument("--passphrase-env", metavar="NAME", help="this environment variable is the passphrase")
    secret.add_argument("--recovery", metavar="CODE", help="the 8 groups of the recovery sheet")
    parser.add_argument("--usb-key", metavar="FILE", help="the USB key of somebody who opens with one as well")
    parser.add_argument("--record", metavar="FILE", help="with --recovery: the sheet's 12 lines instead of a key file")
    parser.add_argument("--operator", help="try only the slots of the person with this name")
    parser.add_argument("--keys", metavar="FILE", help="another copy of the key file")
    parser.add_argument("--witness", metavar="FILE", help="compare with what a PC last saw (witness.json)")
    parser.add_argument("--plain", metavar="FILE", help="write the database in clear, for any SQLite")
    parser.add_argument("--json", metavar="KIND", help="print the newest records of a kind instead of the summary")
    parser.add_argument("--export-journal", metavar="FILE", help="write the journal for verify_journal.py")
    parser.add_argument("--print-key", action="store_true", help="only print the raw key for another SQLCipher")
    args = parser.parse_args()
    if args.vectors:
        return vectors.run()
    if not args.ledger or not (args.passphrase_file or args.recovery or os.environ.get(args.passphrase_env or "")):
        parser.error("name a ledger, and a passphrase or a recovery code")
    if args.record and not args.recovery:
        parser.error("the record opens nothing without the recovery code")
    try:
        return read(args)
    except Fault as fault:
        print(f"FAULT: {fault}", file=sys.stderr)
        return 1
    except (KeyError, TypeError, ValueError, sqlite3.Error, zipfile.BadZipFile) as error:
        print(f"FAULT: not as the format says: {error!r}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"cannot read or write: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
