"""Suite D1 against its published test vectors: made-up keys, and what must come of them."""

from __future__ import annotations

from hashlib import sha256

import keys

VAULT, DB_ID, DATA_KEY = bytes(range(0x10, 0x20)), bytes(range(0x20, 0x30)), b"\x33" * 32
USER = "00000000-0000-4000-8000-00000000000"
LEAST = {"m": 65536, "t": 3, "p": 2}
SLOT_1 = LEAST | {
    "id": "u01",
    "factors": ["password"],
    "salt": "80" * 16,
    "nonce": "90" * 24,
    "ct": "0d616300ebb92c399168858e4f009911d37bb491fefea3a04ab75ebb970aa92af1c8f9e11862a7b693640f513949b12ad5253cbc"
    "e70a72a055e36e05c1bc710248373028a78f9c3cf1c4b3112ba9b6f1",
}
SLOT_2 = LEAST | {"id": "u02", "factors": ["password", "keyfile"], "salt": "81" * 16}
GRANT = {
    "enc": "106705322edc93016f70a4ab1e586454af260dede8690abf2dc5d0ffc5f2b302",
    "ct": "aa71c4b00651894e7a3bfcda6cc5a72d7636d7600140358f48b0d2f7458be64545f6a354e40f8cf7511ad45497af72f9",
}
EXPECTED = {
    "public key": "ef38b4abd14b0a919cbe6839f6185b97d32607bee359c6c53c12cc7597867d59",
    "argon2id": "0e779a212fae8bc78585864fa89b370895c357e726bd83f9b5987ec7dbb3a2e2",
    "associated data": "f71ec49a9d5694593ce8737e910a39a0b9306c7d54a198371a29965250e104dc",
    "slot key": "4144a9dd757114d893234fa22e799cc27c45c32addae5d310b15f4a0d2c9a750",
    "slot": "50" * 32 + "60" * 32,
    "slot key with key file": "d08178b9a1bb4d9d5275dedb9d32aa33af7dab885aba941cb561c97b455bb088",
    "grant": DATA_KEY.hex(),
    "mac key": "f2684c9a781d69b4639d275cf99c9ae0c6ee5d8037e4db4333c85c9ec0712f1c",
    "raw database key": "251816ba1ff7a46ccdc35268c90b45158cb69a45a591590139fcb24539a78bd7"
    "9caaef927f8f836115713bb3ac92c2e4",
    "recovery code": "77" * 16,
    "recovery sk": "64790a4d7b0408365dac137c054dc4d33b24035e4640f6cfd31a34e13279d471",
    "recovery pin": "6d660f605c97abb60391d94bbfded667bd000f97ddd30049f69b5e21d5af79b8",
}


def computed() -> dict[str, bytes]:
    """The same values, made by this reader."""
    holder_1 = {"id": "h01", "user": USER + "1", "pk": keys.public_key(b"\x50" * 32).hex()}
    holder_2 = {"id": "h02", "user": USER + "2", "pk": keys.public_key(b"\x51" * 32).hex()}
    aad = keys.slot_aad(VAULT, SLOT_1, holder_1)
    kek = keys.slot_key("正しい馬の電池0", SLOT_1, aad)
    sk, pin = keys.open_slot(kek, SLOT_1, aad)
    code = keys.recovery_bytes("３３６４１３-" + "336413 " * 7)
    recovery = keys.recovery_secret(code, VAULT)
    return {
        "public key": keys.public_key(sk),
        "argon2id": keys.stretch("正しい馬の電池０", SLOT_1),
        "associated data": sha256(aad).digest(),
        "slot key": kek,
        "slot": sk + pin,
        "slot key with key file": keys.slot_key(
            "正しい馬の電池1", SLOT_2, keys.slot_aad(VAULT, SLOT_2, holder_2), b"\x44" * 32
        ),
        "grant": keys.open_grant(VAULT, 1, holder_1, GRANT, sk, pin),
        "mac key": keys.derive(DATA_KEY, "keyfile-mac", VAULT, 32),
        "raw database key": keys.derive(DATA_KEY, "db", DB_ID, 48),
        "recovery code": code,
        "recovery sk": recovery[0],
        "recovery pin": recovery[1],
    }


def run() -> int:
    """Compares and prints; 0 when all agree, else 1."""
    found = computed()
    for name, expected in EXPECTED.items():
        print(f"{'ok   ' if found[name].hex() == expected else 'FAULT'} {name}")
    return int(any(found[name].hex() != expected for name, expected in EXPECTED.items()))
