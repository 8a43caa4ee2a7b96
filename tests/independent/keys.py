"""Suite D1 and the key file: from a passphrase or a recovery code to the data key (FORMAT.md, 2 and 3)."""

from __future__ import annotations

import hmac
import json
import re
import struct
import unicodedata
from hashlib import sha256
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.exceptions import CryptoError

from verify_journal import Fault


def lp(*values: bytes) -> bytes:
    """Each value behind its length."""
    return b"".join(struct.pack("<I", len(value)) + value for value in values)


def expand(prk: bytes, info: bytes, size: int) -> bytes:
    out = block = b""
    while len(out) < size:
        block = hmac.digest(prk, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:size]


def hkdf(key: bytes, salt: bytes, info: bytes, size: int) -> bytes:
    return expand(hmac.digest(salt, key, "sha256"), info, size)


def derive(key: bytes, label: str, context: bytes, size: int) -> bytes:
    return hkdf(key, bytes(32), lp(f"daichoban/1/{label}".encode(), context), size)


def public_key(sk: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(sk).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def slot_aad(vault: bytes, unlock: dict[str, Any], holder: dict[str, Any]) -> bytes:
    ids = (unlock["id"], holder["id"], holder.get("user", ""), "+".join(unlock["factors"]))
    numbers = (struct.pack("<I", unlock[name]) for name in "mtp")
    salt_pk = (bytes.fromhex(unlock["salt"]), bytes.fromhex(holder["pk"]))
    return lp(b"daichoban/1/unlock", vault, *(text.encode() for text in ids), *numbers, *salt_pk)


def stretch(passphrase: str, unlock: dict[str, Any]) -> bytes:
    secret, salt = unicodedata.normalize("NFKC", passphrase).encode(), bytes.fromhex(unlock["salt"])
    return hash_secret_raw(secret, salt, unlock["t"], unlock["m"], unlock["p"], 32, Type.ID, 0x13)


def slot_key(passphrase: str, unlock: dict[str, Any], aad: bytes, keyfile: bytes = b"") -> bytes:
    salt = bytes.fromhex(unlock["salt"])
    return hkdf(stretch(passphrase, unlock) + keyfile, salt, aad, 32)


def open_slot(kek: bytes, unlock: dict[str, Any], aad: bytes) -> tuple[bytes, bytes]:
    """sk and pin; CryptoError for a wrong key."""
    ct, nonce = bytes.fromhex(unlock["ct"]), bytes.fromhex(unlock["nonce"])
    plain = crypto_aead_xchacha20poly1305_ietf_decrypt(ct, aad, nonce, kek)
    return plain[:32], plain[32:]


def open_grant(vault: bytes, epoch: int, holder: dict[str, Any], grant: dict[str, Any], sk: bytes, pin: bytes) -> bytes:
    """The data key: RFC 9180, mode_psk, single shot; InvalidTag for a forged grant."""
    pk, enc, name = bytes.fromhex(holder["pk"]), bytes.fromhex(grant["enc"]), holder["id"].encode()
    info = lp(b"daichoban/1/grant", vault, b"main", struct.pack("<I", epoch), name, pk)
    kem, suite = b"HPKE-v1KEM\x00\x20", b"HPKE-v1HPKE\x00\x20\x00\x01\x00\x03"

    def extract(suite_id: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
        return hmac.digest(salt, suite_id + label + ikm, "sha256")

    def stretched(suite_id: bytes, prk: bytes, label: bytes, context: bytes, size: int) -> bytes:
        return expand(prk, struct.pack(">H", size) + suite_id + label + context, size)

    dh = X25519PrivateKey.from_private_bytes(sk).exchange(X25519PublicKey.from_public_bytes(enc))
    shared = stretched(kem, extract(kem, b"", b"eae_prk", dh), b"shared_secret", enc + pk, 32)
    id_hash, info_hash = extract(suite, b"", b"psk_id_hash", name), extract(suite, b"", b"info_hash", info)
    context = b"\x01" + id_hash + info_hash
    secret = extract(suite, shared, b"secret", pin)
    key, nonce = stretched(suite, secret, b"key", context, 32), stretched(suite, secret, b"base_nonce", context, 12)
    return ChaCha20Poly1305(key).decrypt(nonce, bytes.fromhex(grant["ct"]), b"")


def recovery_bytes(text: str) -> bytes:
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))
    groups = [int(digits[i : i + 6]) for i in range(0, len(digits), 6)]
    wrong = [i for i, group in enumerate(groups, 1) if group % 11 or group // 11 > 0xFFFF]
    if len(digits) != 48 or wrong:
        raise Fault(f"recovery code: {len(digits)} digits, groups that do not check: {wrong}")
    return struct.pack("<8H", *(group // 11 for group in groups))


def recovery_secret(code: bytes, vault: bytes) -> tuple[bytes, bytes]:
    return derive(code, "recovery", vault, 32), derive(code, "recovery-pin", vault, 32)


def read_keys(data: bytes) -> dict[str, Any]:
    """The key file's JSON once its sum and bounds are right; the mac still has to be checked."""
    body, mark, last = data.rpartition(b"\nsum ")
    body += b"\n"
    if len(data) > 1 << 20 or not mark or last != sha256(body).hexdigest().encode() + b"\n":
        raise Fault("key file: damaged (sum)")
    lines = body.split(b"\n")
    if lines[0] != b"DAICHOBAN-KEYS 1":
        raise Fault("key file: written by a newer program, or none at all")
    if len(lines) != 4 or not re.fullmatch(b"mac [0-9a-f]{64}", lines[2]):
        raise Fault("key file: not four lines")
    sheet: dict[str, Any] = json.loads(lines[1])
    if (sheet["v"], sheet["suite"], sheet["db"]["fmt"]) != (1, "D1", "sqlcipher4-4096"):
        raise Fault("key file: a newer format")
    if not re.fullmatch(r"ledger-[0-9]{4,9}\.db", sheet["db"]["file"]):
        raise Fault("key file: no name of a ledger file")
    for unlock in sheet["unlocks"]:
        if not (65536 <= unlock["m"] <= 1 << 20 and 3 <= unlock["t"] <= 24 and 1 <= unlock["p"] <= 8):
            raise Fault(f"key file: slot {unlock['id']} asks for an unacceptable calculation")
    return sheet


def usb_key(data: bytes) -> tuple[str, bytes]:
    """Id and secret of a USB key's file."""
    body, mark, last = data.rpartition(b"\nsum ")
    body += b"\n"
    if not mark or last != sha256(body).hexdigest().encode() + b"\n":
        raise Fault("USB key: damaged (sum)")
    magic, line, _ = body.split(b"\n")
    if magic != b"DAICHOBAN-KEYFILE 1":
        raise Fault("USB key: written by a newer program, or none at all")
    said = json.loads(line)
    return said["id"], bytes.fromhex(said["secret"])


def passphrase_secret(
    sheet: dict[str, Any], passphrase: str, operator: str | None, token: tuple[str, bytes] | None = None
) -> tuple[dict[str, Any], bytes, bytes]:
    """The holder whose slot this passphrase opens (with a USB key where the slot wants one), with sk and pin."""
    vault, holders = bytes.fromhex(sheet["vault"]), {holder["id"]: holder for holder in sheet["holders"]}
    for unlock in sheet["unlocks"]:
        holder = holders[unlock["holder"]]
        if operator not in (None, holder["label"]):
            continue
        secret = b""
        if unlock["factors"] == ["password", "keyfile"]:
            if token is None or token[0] != unlock["keyfile"]:
                continue
            secret = token[1]
        elif unlock["factors"] != ["password"]:
            continue
        aad = slot_aad(vault, unlock, holder)
        try:
            return holder, *open_slot(slot_key(passphrase, unlock, aad, secret), unlock, aad)
        except CryptoError:
            continue
    raise Fault("no slot opens: a wrong passphrase, or a changed slot")


def sheet_secret(sheet: dict[str, Any], code: str) -> tuple[dict[str, Any], bytes, bytes]:
    """The recovery sheet this code belongs to, with sk and pin."""
    sk, pin = recovery_secret(recovery_bytes(code), bytes.fromhex(sheet["vault"]))
    for holder in sheet["holders"]:
        if holder["type"] == "recovery" and holder["pk"] == public_key(sk).hex():
            return holder, sk, pin
    raise Fault("the recovery code belongs to no sheet of this ledger")


def data_key_of(data: bytes, sheet: dict[str, Any], holder: dict[str, Any], sk: bytes, pin: bytes) -> bytes:
    """The data key of a holder, once it has proved the key file's mac."""
    vault, epoch = bytes.fromhex(sheet["vault"]), sheet["epoch"]
    grants = [grant for grant in holder["grants"] if (grant["key"], grant["epoch"]) == ("main", epoch)]
    try:
        data_key = open_grant(vault, epoch, holder, grants[0], sk, pin)
    except (IndexError, InvalidTag):
        raise Fault("key file: the grant does not open") from None
    if not data:  # the record of a recovery sheet has no mac: only an insider could have made its grant
        return data_key
    sealed, _, rest = data.rpartition(b"mac ")
    mac = hmac.digest(derive(data_key, "keyfile-mac", vault, 32), sealed, "sha256")
    if not hmac.compare_digest(mac.hex().encode(), rest[:64]):
        raise Fault("key file: changed by somebody without the data key (mac)")
    return data_key
