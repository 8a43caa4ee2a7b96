"""Checks an exported journal (JSON lines) with nothing but Python: recomputes every hash, names the first fault."""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

HASHED = ("at", "mono", "operator", "enterer", "act", "kind", "record", "version", "batch", "detail")
NUMBERS = ("mono", "version", "batch")
OPTIONAL = ("enterer", "kind", "record", "version", "detail")
FIELDS = {"seq", *HASHED, "body_hex", "salt_hex", "ph_hex", "h_hex"}
ABSENT = b"\xff\xff\xff\xff"


class Fault(Exception):
    """What is wrong with the data."""


@dataclass
class Head:
    """The newest entry, and how many entries had been erased."""

    seq: int
    hash: bytes
    n_erased: int = 0

    def short(self) -> str:
        """As printed sheets show it: 5 groups of 4 digits."""
        digits = self.hash.hex()[:20]
        return " ".join(digits[i : i + 4] for i in range(0, 20, 4))


def column(value: str | int | bytes | None) -> bytes:
    """A column as it is hashed."""
    if value is None:
        return ABSENT
    stored = value if isinstance(value, bytes) else str(value).encode()
    return struct.pack("<I", len(stored)) + stored


def from_hex(entry: dict[str, Any], field: str, size: int | None) -> bytes | None:
    """The bytes of a hex field; only lower-case digits and the right number of them."""
    text = entry[field]
    if text is None:
        return None
    try:
        stored = bytes.fromhex(text)
    except (TypeError, ValueError):
        raise Fault(f"{field} is no hex") from None
    if stored.hex() != text or size not in (None, len(stored)):
        raise Fault(f"{field} is not as it is written")
    return stored


def content_hash(entry: dict[str, Any]) -> bytes | None:
    """ph of an entry; None for an erased one, which has nothing left to hash."""
    for field in HASHED:
        wanted = int if field in NUMBERS else str
        if not (type(entry[field]) is wanted or (entry[field] is None and field in OPTIONAL)):
            raise Fault(f"{field} has the wrong type")
    salt, body = from_hex(entry, "salt_hex", 16), from_hex(entry, "body_hex", None)
    if salt is None:
        if body is not None:
            raise Fault("a body without a salt")
        return None
    return sha256(salt + b"".join(column(entry[field]) for field in HASHED) + column(body)).digest()


def follow(before: Head, entry: dict[str, Any]) -> Head:
    """The head after one more entry."""
    if entry.keys() != FIELDS:
        raise Fault(f"fields missing or unknown: {sorted(entry.keys() ^ FIELDS)}")
    if type(entry["seq"]) is not int or entry["seq"] != before.seq + 1:
        raise Fault("the number does not follow")
    ph, h = from_hex(entry, "ph_hex", 32), from_hex(entry, "h_hex", 32)
    if ph is None or h is None:
        raise Fault("a hash is missing")
    content = content_hash(entry)
    if content not in (None, ph):
        raise Fault("the content does not fit its hash ph")
    if sha256(before.hash + struct.pack("<Q", entry["seq"]) + ph).digest() != h:
        raise Fault("the chain hash h does not fit")
    return Head(entry["seq"], h, before.n_erased + (content is None))


def verify(vault: bytes, entries: Iterable[dict[str, Any]]) -> Head:
    """Follows the chain from the ledger's id to its head."""
    head = Head(0, sha256(b"daichoban/1/audit" + vault).digest())
    for entry in entries:
        try:
            head = follow(head, entry)
        except Fault as fault:
            raise Fault(f"entry {head.seq + 1}: {fault}") from None
    return head


def objects(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Each line as a JSON object."""
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
        except ValueError:
            raise Fault(f"line {number} is no JSON") from None
        if not isinstance(value, dict):
            raise Fault(f"line {number} is no JSON object")
        yield value


def verify_lines(lines: Iterable[str]) -> tuple[bytes, Head]:
    """The ledger's id and the head of an exported journal."""
    values = iter(objects(lines))
    header = next(values, {})
    vault = from_hex(header, "vault", 16) if header.keys() == {"vault"} else None
    if vault is None:
        raise Fault('the first line is not {"vault": "<32 hex>"}')
    return vault, verify(vault, values)


def main(arguments: list[str]) -> int:
    """0 sound, 1 a fault was found, 2 wrong use."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: verify_journal.py JOURNAL.jsonl", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8", newline="\n") as file:
            vault, head = verify_lines(file)
    except OSError as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print("FAULT: not UTF-8", file=sys.stderr)
        return 1
    except Fault as fault:
        print(f"FAULT: {fault}", file=sys.stderr)
        return 1
    print(f"vault {vault.hex()}\nhead {head.seq} {head.hash.hex()} ({head.short()})\nerased entries {head.n_erased}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
