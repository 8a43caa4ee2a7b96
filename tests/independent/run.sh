#!/bin/sh
# Proves that src/vault/FORMAT.md is enough to read and check a ledger without the program that made it.
# Use: tests/independent/run.sh DAICHOBAN. On Debian 12; installs three small packages where they are missing.
set -eu

[ $# = 1 ] && [ -x "$1" ] || { echo "usage: run.sh DAICHOBAN (the program)" >&2; exit 2; }
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
py=/usr/bin/python3   # Debian's own: another python3 on the PATH lacks its modules
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo

install() {
  $sudo apt-get update -q
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
}
"$py" -c 'import argon2, cryptography, nacl, sqlite3' 2>/dev/null ||
  install python3 python3-argon2 python3-cryptography python3-nacl >&2

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM
unset DISPLAY WAYLAND_DISPLAY || true
export HOME="$tmp/home" XDG_DATA_HOME="$tmp/data" PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here"
mkdir "$HOME"
ledger=$tmp/demo/ledger db=ledger-0001.db words=$tmp/passphrase
n_passed=0 n_failed=0

passed() { n_passed=$((n_passed + 1)); echo "ok      $*"; }
failed() { n_failed=$((n_failed + 1)); echo "FAILED  $*"; sed 's/^/        /' "$tmp/said"; }
note() { echo "note    $*"; }
# check NAME CODE COMMAND...: passes when the command ends with this code
check() {
  name=$1 wanted=$2; shift 2
  code=0; "$@" > "$tmp/said" 2>&1 || code=$?
  if [ "$code" = "$wanted" ]; then passed "$name"; else failed "$name: exit $code, not $wanted"; fi
}
# finds NAME WORD COMMAND...: passes when the command ends with 1 and names the fault
finds() {
  name=$1 word=$2; shift 2
  code=0; "$@" > "$tmp/said" 2>&1 || code=$?
  if [ "$code" = 1 ] && grep -q "FAULT.*$word" "$tmp/said"; then
    passed "$name: $(sed -n 's/^FAULT: //p' "$tmp/said" | head -n 1)"
  else
    failed "$name: exit $code"
  fi
}
read_ledger() { "$py" "$here/read_ledger.py" "$@" --passphrase-file "$words"; }
verify() { "$py" "$here/verify_journal.py" "$@"; }
says() { sed -n "s/^$1 //p" "$2"; }
# copied NAME: a fresh copy of the ledger's files
copied() { rm -rf "$tmp/$1"; mkdir "$tmp/$1"; cp "$ledger/vault.keys" "$ledger/$db" "$tmp/$1/"; }
# flip FILE PLACE: one bit of this byte
flip() {
  "$py" -c 'import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2])); byte = file.read(1)[0]
    file.seek(-1, 1); file.write(bytes([byte ^ 1]))' "$@"
}

"$program" demo "$tmp/demo" > "$tmp/demo.said"
sed -n 's/^ *合言葉 *//p' "$tmp/demo.said" > "$words"

echo "== reading"
check "suite D1 gives its published vectors" 0 "$py" "$here/read_ledger.py" --vectors
check "the program finds its ledger sound" 0 "$program" check "$ledger" --passphrase-file "$words"
cp "$tmp/said" "$tmp/check.said"
cp "$ledger/$db" "$tmp/before.db"
check "the reader finds it sound" 0 read_ledger "$ledger" --export-journal "$tmp/journal" --plain "$tmp/plain.db"
cp "$tmp/said" "$tmp/read.said"
sed 's/^/        /' "$tmp/said"
check "its plain copy opens in any SQLite" 0 "$py" -c '
import sqlite3, sys
sys.exit(sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone() != ("ok",))' "$tmp/plain.db"
check "the exported journal is sound" 0 verify "$tmp/journal"
check "both have the same head" 0 [ "$(says head "$tmp/said")" = "$(says head "$tmp/read.said")" ]

cat > "$tmp/anchor.py" <<'PY'
# The head the program printed is an entry of the exported journal.
import json, re, sys
seq, short = re.search(r"最新の記録 (\d+)\s+([0-9a-f ]{24})", open(sys.argv[1], encoding="utf-8").read()).groups()
entry = json.loads(open(sys.argv[2], encoding="utf-8").read().split("\n")[int(seq)])
sys.exit(entry["seq"] != int(seq) or not entry["h_hex"].startswith(short.replace(" ", "")))
PY
check "the head the program printed is in the journal" 0 "$py" "$tmp/anchor.py" "$tmp/check.said" "$tmp/journal"

cat > "$tmp/same.py" <<'PY'
# The program's list and the reader's records are the same: ids, versions and every field that holds something.
import json, sys
program, reader = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
known = [{k: v for k, v in row.items() if v not in (None, "", []) and not k.endswith("_name")} for row in program]
by_id = lambda rows: sorted(rows, key=lambda row: row["id"])
is_same = by_id(known) == by_id(reader) and len(program) == int(sys.argv[3])
sys.exit(None if is_same else f"{len(program)} records against {len(reader)}, or other contents")
PY
for kind in clinic role staff system account device attendance policy-read pledge self-check remedy \
  training disposal passage assessment document contact backup-plan restore-test log-review vendor contract remote \
  disclosure vendor-sheet incident takeout; do
  "$program" list "$ledger" $kind --json --passphrase-file "$words" > "$tmp/program.json"
  read_ledger "$ledger" --json $kind > "$tmp/reader.json"
  n_records=$(says $kind "$tmp/read.said")
  check "$kind: the same $n_records records" 0 "$py" "$tmp/same.py" "$tmp/program.json" "$tmp/reader.json" "$n_records"
done

"$program" new "$tmp/new" --clinic 見本 --operator 佐藤 --passphrase-file "$words" > "$tmp/new.said" < /dev/null
groups=$(grep -o '[0-9]\{6\}' "$tmp/new.said" | tr '\n' ' ')
check "the recovery code opens a ledger" 0 "$py" "$here/read_ledger.py" "$tmp/new" --recovery "$groups"
slip=$(echo "$groups" | sed 's/^\(.\)\(.\)/\2\1/; s/^\(.\)\1/9\1/')   # two digits swapped; the same ones: one changed
finds "two digits of it swapped" "do not check: \[1\]" "$py" "$here/read_ledger.py" "$tmp/new" --recovery "$slip"
grep -o '[0-9A-Z]\{5\}\( [0-9A-Z]\{5\}\)\{3\}' "$tmp/new.said" > "$tmp/record"
mkdir "$tmp/alone" && cp "$tmp/new/$db" "$tmp/alone"
check "the recovery code and its record open the file alone" 0 \
  "$py" "$here/read_ledger.py" "$tmp/alone" --recovery "$groups" --record "$tmp/record"
sed '2s/^\(.\)\(.\)/\2\1/; 2s/^\(.\)\1/9\1/' "$tmp/record" > "$tmp/record.slip"
finds "a slip in the record" "line 2 does not check" \
  "$py" "$here/read_ledger.py" "$tmp/alone" --recovery "$groups" --record "$tmp/record.slip"
echo なにかほかの合言葉です > "$tmp/other"
finds "another passphrase" "slot" "$py" "$here/read_ledger.py" "$ledger" --passphrase-file "$tmp/other"
check "no passphrase is wrong use" 2 "$py" "$here/read_ledger.py" "$ledger"

echo "== a write-ahead log left by a kill"
# The log is folded in when the program ends, so it has to be caught: a few tries until a commit is in it.
for try in 1 2 3 4 5; do
  "$program" print "$ledger" mict-ledger -o "$tmp/sheet$try.pdf" --passphrase-file "$words" > /dev/null 2>&1 &
  while kill -0 $! 2>/dev/null && [ ! -s "$ledger/$db-wal" ]; do :; done
  sleep 0.05; kill -9 $! 2>/dev/null || true; wait $! 2>/dev/null || true
  copied killed; [ ! -e "$ledger/$db-wal" ] || cp "$ledger/$db-wal" "$tmp/killed/"
  read_ledger "$tmp/killed" > "$tmp/said" 2>&1 || true
  n_frames=$(says "committed log frames" "$tmp/said")
  [ "${n_frames:-0}" -gt 0 ] && break
done
check "read with ${n_frames:-0} committed frames" 0 read_ledger "$tmp/killed"
with=$(says entries "$tmp/said")
if [ "${n_frames:-0}" -gt 0 ]; then
  cp "$ledger/$db-wal" "$tmp/killed/$db-wal"; flip "$tmp/killed/$db-wal" 60
  check "a broken frame ends the log and is no damage" 0 read_ledger "$tmp/killed"
  check "the log held entries of its own" 0 [ "$(says entries "$tmp/said")" -lt "$with" ]
else
  failed "no log with a commit was caught"
fi

echo "== the program's own export of the journal"
"$program" log "$ledger" --jsonl "$tmp/own.jsonl" --passphrase-file "$words" > /dev/null
check "it is sound" 0 verify "$tmp/own.jsonl"
sed '9s/"operator":"[^"]*"/"operator":"別人"/' "$tmp/own.jsonl" > "$tmp/bent.jsonl"
finds "a name changed in it" "entry 8" verify "$tmp/bent.jsonl"

echo "== frozen ledgers of every format"
for frozen in "$here"/../vaults/v*/; do
  for sample in ledger rotated backup; do
    place=$frozen$sample; [ -d "$place" ] || place=$place.daichoban
    check "$(basename "$frozen") $sample is read and sound" 0 \
      "$py" "$here/read_ledger.py" "$place" --passphrase-file "$frozen/passphrase.txt" --operator "山田 花子"
    check "with the head it had" 0 [ "$(says head "$tmp/said" | cut -d ' ' -f 1,2)" = "$(says head "$frozen$sample.expected")" ]
    check "and by its sheet" 0 "$py" "$here/read_ledger.py" "$place" --recovery "$(cat "$frozen/recovery.txt")"
  done
done

echo "== backups and new keys"
"$program" backup "$ledger" "$tmp/usb" --passphrase-file "$words" > /dev/null
check "a backup is read and sound" 0 read_ledger "$tmp"/usb/*.daichoban
"$program" restore "$tmp"/usb/*.daichoban "$tmp/back" > /dev/null
check "the ledger brought back is read and sound" 0 read_ledger "$tmp/back"
"$program" rotate "$tmp/back" --passphrase-file "$words" > /dev/null 2>&1
check "with a new data key it is read and sound" 0 read_ledger "$tmp/back"
check "the file under the old key is gone" 0 [ ! -e "$tmp/back/$db" ]

echo "== a USB key"
cp -r "$tmp/back" "$tmp/second"; mkdir "$tmp/stick"
"$program" usb-key "$tmp/second" "$tmp/stick" --passphrase-file "$words" > /dev/null
finds "the passphrase alone" "slot" read_ledger "$tmp/second"
check "with the USB key it is read and sound" 0 read_ledger "$tmp/second" --usb-key "$tmp"/stick/*.dkey
flip "$tmp"/stick/*.dkey 60
finds "one bit of the USB key" "USB key" read_ledger "$tmp/second" --usb-key "$tmp"/stick/*.dkey

echo "== changes are found"
"$program" import "$ledger" "$here/../data/mict-daicho-utf8.csv" --passphrase-file "$words" > /dev/null
read_ledger "$ledger" --export-journal "$tmp/journal" > /dev/null
for place in 3 100 12288 16310 16383; do   # salt, page 1, then of page 4: ciphertext, IV, HMAC
  copied one; flip "$tmp/one/$db" $place
  finds "one bit at byte $place of the database" "page" read_ledger "$tmp/one"
done
copied cut; "$py" -c 'import os, sys; os.truncate(sys.argv[1], os.path.getsize(sys.argv[1]) - 4096)' "$tmp/cut/$db"
finds "the last page cut off" "page" read_ledger "$tmp/cut"
copied keys; flip "$tmp/keys/vault.keys" 300
finds "one bit of the key file" "sum" read_ledger "$tmp/keys"

cat > "$tmp/reseal.py" <<'PY'
# What somebody without the data key can do: change the key file and make its sum fit again.
import hashlib, sys
path, old, new = sys.argv[1], sys.argv[2].encode(), sys.argv[3].encode()
data = open(path, "rb").read().rpartition(b"sum ")[0]
assert old in data
data = data.replace(old, new, 1)
open(path, "wb").write(data + b"sum " + hashlib.sha256(data).hexdigest().encode() + b"\n")
PY
copied keys; "$py" "$tmp/reseal.py" "$tmp/keys/vault.keys" '"gen":1' '"gen":2'
finds "a key file with another generation and a new sum" "mac" read_ledger "$tmp/keys"
copied keys; "$py" "$tmp/reseal.py" "$tmp/keys/vault.keys" '"t":3' '"t":4'
finds "a slot with other parameters and a new sum" "slot" read_ledger "$tmp/keys"
copied keys; "$py" "$tmp/reseal.py" "$tmp/keys/vault.keys" '"m":65536' '"m":1024'
finds "a slot with weak parameters and a new sum" "calculation" read_ledger "$tmp/keys"

sed '40s/"operator": "[^"]*"/"operator": "誰か"/' "$tmp/journal" > "$tmp/changed"
finds "another operator in the journal" "entry 39: .*ph" verify "$tmp/changed"
sed '40d' "$tmp/journal" > "$tmp/changed"
finds "an entry taken out of the journal" "entry 39" verify "$tmp/changed"
sed '40s/"mono": /"mono": 1/' "$tmp/journal" > "$tmp/changed"
finds "another clock in the journal" "entry 39" verify "$tmp/changed"
sed '1s/"[0-9a-f]\{4\}/"0000/' "$tmp/journal" > "$tmp/changed"
finds "the journal of another ledger" "entry 1" verify "$tmp/changed"
sed '$d' "$tmp/journal" > "$tmp/changed"
check "cannot be found: the newest entry left out (only a head kept elsewhere tells)" 0 verify "$tmp/changed"

cat > "$tmp/pages_back.py" <<'PY'
# Puts every page that has changed back to what it was, one at a time: the HMAC passes, the contents must not.
import sys
from pathlib import Path
import keys, pages, read_ledger
folder, older, words = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]).read_text("utf-8").strip()
data = (folder / "vault.keys").read_bytes()
sheet = keys.read_keys(data)
data_key = keys.data_key_of(data, sheet, *keys.passphrase_secret(sheet, words, None))
raw_key = keys.derive(data_key, "db", bytes.fromhex(sheet["db"]["id"]), 48)
newer, size = (folder / sheet["db"]["file"]).read_bytes(), pages.PAGE
TABLES = ("meta", "holder_pin", "entry", "current", "setting", "draft", "attachment")
rows = lambda ledger: [sorted(map(repr, map(tuple, ledger.db.execute(f"SELECT * FROM {table}")))) for table in TABLES]
whole, found, equal, missed = rows(read_ledger.Ledger(pages.Pages(raw_key, newer, b"").plain(), sheet)), [], [], []
for at in range(0, min(len(older), len(newer)), size):
    if older[at : at + size] == newer[at : at + size]:
        continue
    plain = pages.Pages(raw_key, newer[:at] + older[at : at + size] + newer[at + size :], b"").plain()
    try:
        ledger = read_ledger.Ledger(plain, sheet)
        ledger.check(None)
        (found if ledger.faults else equal if rows(ledger) == whole else missed).append(at // size + 1)
    except read_ledger.sqlite3.Error:
        found.append(at // size + 1)
print(f"{len(found)} found, {len(equal)} hold the same rows as before, {len(missed)} not found {missed}")
sys.exit(bool(missed) or len(found) < 10)
PY
check "each older page put back" 0 "$py" "$tmp/pages_back.py" "$ledger" "$tmp/before.db" "$words"
note "older pages: $(tail -n 1 "$tmp/said")"
copied older; cp "$tmp/before.db" "$tmp/older/$db"
check "cannot be found: the whole older file (nothing in it tells)" 0 read_ledger "$tmp/older"
witness=$XDG_DATA_HOME/daichoban/$(says vault "$tmp/read.said" | cut -c 1-8)/witness.json
finds "the whole older file, with what this PC last saw" "witness" read_ledger "$tmp/older" --witness "$witness"
note "nothing vouches for drafts and holder_pin: an older page of theirs alone is not found"

echo "== the way out: another SQLCipher"
other_sqlcipher() {
  [ -z "$sudo" ] || sudo="sudo -n"   # nobody is asked for the sake of this
  "$py" -m venv --help > /dev/null && "$py" -c 'import ensurepip' || install python3-venv
  "$py" -m venv "$tmp/venv" &&
    env -u HOME -u PYTHONPATH "$tmp/venv/bin/pip" install -q --no-cache-dir --timeout 10 --retries 1 apsw-sqlite3mc
}
cat > "$tmp/other.py" <<'PY'
# Opens the ledger with SQLite3MultipleCiphers and the raw key in a file; prints the tables and counts the entries.
import sys, apsw
db = apsw.Connection(f"file:{sys.argv[1]}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
key = open(sys.argv[2]).read().strip()
for setting in ("cipher='sqlcipher'", "legacy=4", f'key="{key}"'):
    db.execute(f"PRAGMA {setting}").fetchall()
tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
print(f"{apsw.mc_version}: {db.execute('SELECT count(*) FROM entry').get} entries in {' '.join(tables)}")
sys.exit(tables != ["attachment", "current", "draft", "entry", "holder_pin", "meta", "setting"])
PY
if other_sqlcipher > "$tmp/said" 2>&1; then
  copied out; read_ledger "$ledger" --print-key > "$tmp/key"
  check "SQLite3MultipleCiphers opens the ledger" 0 "$tmp/venv/bin/python" "$tmp/other.py" "$tmp/out/$db" "$tmp/key"
  note "$(tail -n 1 "$tmp/said")"
else
  note "skipped: SQLite3MultipleCiphers could not be had from PyPI"
fi

echo "$n_passed passed, $n_failed failed"
[ "$n_failed" = 0 ]
