"""SQLCipher 4 in Python: decrypts and authenticates the pages of a ledger file and its log (FORMAT.md, 4)."""

from __future__ import annotations

import hmac
import struct
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from verify_journal import Fault

PAGE, USABLE, PENDING_PAGE = 4096, 4096 - 80, 262_145


def read_log(log: bytes) -> tuple[dict[int, bytes], int, int]:
    """The newest committed page of each number, the database's size in pages (0: no commit), committed frames."""
    newest: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    size = n_frames = 0
    magic = int.from_bytes(log[:4], "big")
    if len(log) < 32 or magic not in (0x377F0682, 0x377F0683) or int.from_bytes(log[8:12], "big") != PAGE:
        return newest, 0, 0
    order = "<" if magic == 0x377F0682 else ">"

    def checksum(data: bytes, s0: int, s1: int) -> tuple[int, int]:
        for a, b in struct.iter_unpack(order + "II", data):
            s0 = (s0 + a + s1) & 0xFFFFFFFF
            s1 = (s1 + b + s0) & 0xFFFFFFFF
        return s0, s1

    sums = checksum(log[:24], 0, 0)
    if sums != struct.unpack(">II", log[24:32]):
        return newest, 0, 0
    for number, at in enumerate(range(32, len(log) - 24 - PAGE + 1, 24 + PAGE), 1):
        page_number, commit, *_, sum0, sum1 = struct.unpack(">6I", log[at : at + 24])
        page = log[at + 24 : at + 24 + PAGE]
        sums = checksum(log[at : at + 8] + page, *sums)
        if log[at + 8 : at + 16] != log[16:24] or sums != (sum0, sum1):
            break
        pending[page_number] = page
        if commit:
            newest |= pending
            pending, size, n_frames = {}, commit, number
    return newest, size, n_frames


class Pages:
    """The encrypted pages of a database file and its log."""

    def __init__(self, raw_key: bytes, file: bytes, log: bytes) -> None:
        self.key, self.salt, self.file = raw_key[:32], raw_key[32:], file
        self.mac_key = pbkdf2_hmac("sha512", self.key, bytes(byte ^ 0x3A for byte in self.salt), 2, 32)
        self.newest, self.size, self.n_frames = read_log(log)

    def stored(self, number: int) -> bytes:
        return self.newest.get(number) or self.file[(number - 1) * PAGE : number * PAGE]

    def decrypt(self, number: int) -> bytes | None:
        """A page in clear; None where its HMAC is wrong."""
        page, start = self.stored(number), 16 if number == 1 else 0
        mac = hmac.digest(self.mac_key, page[start : USABLE + 16] + struct.pack("<I", number), "sha512")
        if not hmac.compare_digest(mac, page[USABLE + 16 :]) or (number == 1 and page[:16] != self.salt):
            return None
        cipher = Cipher(algorithms.AES(self.key), modes.CBC(page[USABLE : USABLE + 16])).decryptor()
        clear = cipher.update(page[start:USABLE]) + cipher.finalize()
        if number == 1:  # as a database without a log
            clear = b"SQLite format 3\0" + clear[:2] + b"\x01\x01" + clear[4:]
        return clear + bytes(80)

    def plain(self) -> bytes:
        """The whole database in clear."""
        first = self.decrypt(1)
        if first is None:
            raise Fault("page 1 is damaged (HMAC or salt)")
        self.size = self.size or int.from_bytes(first[28:32], "big")
        pages = [bytes(PAGE) if n == PENDING_PAGE else self.decrypt(n) for n in range(1, self.size + 1)]
        bad = [number for number, page in enumerate(pages, 1) if page is None]
        if bad:
            raise Fault(f"{len(bad)} of {self.size} pages are damaged or missing (HMAC): {bad[:10]}")
        return b"".join(page for page in pages if page is not None)
