"""The record on the recovery sheet: what stands in for a lost key file (FORMAT.md, 3)."""

from __future__ import annotations

import struct
import unicodedata
from hashlib import sha256
from typing import Any

import keys
from verify_journal import Fault

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIKE_DIGITS = str.maketrans("OIL", "011")


def read_line(number: int, line: str) -> str:
    """The 85 bits of a line, once its last three letters have checked it."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", line).upper() if c.isascii() and c.isalnum())
    if len(letters) != 20 or not set(letters.translate(LIKE_DIGITS)) <= set(LETTERS):
        raise Fault(f"record: line {number} is not 20 letters")
    fives = bytes(LETTERS.index(c) for c in letters.translate(LIKE_DIGITS))
    check = sha256(b"daichoban/1/record-line" + bytes([number]) + fives[:17]).digest()
    if int.from_bytes(check[:2], "big") >> 1 != fives[17] << 10 | fives[18] << 5 | fives[19]:
        raise Fault(f"record: line {number} does not check")
    return "".join(f"{five:05b}" for five in fives[:17])


def read_record(text: str, code: str) -> dict[str, Any]:
    """What record and digits say, in the shape of a key file's JSON."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 12:
        raise Fault(f"record: {len(lines)} lines instead of 12")
    bits = "".join(read_line(number, line) for number, line in enumerate(lines, 1))
    data = int(bits[:1016], 2).to_bytes(127, "big")
    if data[0] != 1 or sha256(b"daichoban/1/record" + data[:123]).digest()[:4] != data[123:]:
        raise Fault("record: lines of several records, or a newer program printed it")
    vault, (epoch,), db_id = data[1:17], struct.unpack("<I", data[17:21]), data[21:37]
    (number,) = struct.unpack("<H", data[37:39])
    sk, _ = keys.recovery_secret(keys.recovery_bytes(code), vault)
    pk = keys.public_key(sk)
    if pk[:4] != data[39:43]:
        raise Fault("record: the recovery code is another sheet's")
    grant = {"key": "main", "epoch": epoch, "enc": data[43:75].hex(), "ct": data[75:123].hex()}
    holder = {"id": f"h{number:02}", "type": "recovery", "label": "the record", "pk": pk.hex(), "grants": [grant]}
    db = {"file": f"ledger-{epoch:04}.db", "id": db_id.hex()}
    return {"vault": vault.hex(), "epoch": epoch, "gen": None, "db": db, "holders": [holder], "unlocks": []}
