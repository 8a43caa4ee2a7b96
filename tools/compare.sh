#!/bin/sh
# The same 2,000 people in 台帳番 and in KeePassXC: opening, changing one and saving, size, memory. Prints a table.
# Use: tools/compare.sh PROGRAM [PEOPLE] [RUNS]. PROGRAM is a release build of daichoban. Installs nothing for good.
#
# The same key derivation: KeePassXC's file gets the Argon2id parameters of the ledger. Its command line opens such files
# and keeps their parameters, but makes AES-KDF files only; so the empty file comes from pykeepass, fetched from PyPI into
# a throw-away environment. Where that fails, AES-KDF is told to take the same time, and the output says so.
#
# The same work, by whole commands, one side after the other in every run; all numbers are medians:
#   refused  a wrong passphrase: start and key derivation, nothing else
#   open     one of the people is found by name and shown with all fields (台帳番 also writes in its journal who looked)
#   save     that person's 所属 changes, the file is on the disk, the state before is kept (journal; history)
set -eu
program=${1:-} n_people=${2:-2000} n_runs=${3:-5}
[ -x "$program" ] || { echo "usage: tools/compare.sh PROGRAM [PEOPLE] [RUNS] (a release build: cargo build --release)" >&2; exit 2; }
for tool in keepassxc-cli python3; do
  command -v "$tool" > /dev/null || { echo "missing: $tool (Debian: keepassxc, python3, python3-venv)" >&2; exit 2; }
done
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM

same_kdf=yes
{ python3 -m venv "$place/venv" && "$place/venv/bin/pip" install -q --no-cache-dir pykeepass==4.2.0; } > "$place/said" 2>&1 || {
  same_kdf=no
  tail -n 2 "$place/said" >&2
}

export HOME="$place" XDG_DATA_HOME="$place/data" XDG_CONFIG_HOME="$place/config" XDG_CACHE_HOME="$place/cache" QT_QPA_PLATFORM=offscreen
unset DISPLAY WAYLAND_DISPLAY
words=$place/words wrong=$place/wrong ledger=$place/ledger base=$place/base.kdbx
echo '正しい馬の電池と夕焼けの坂' > "$words"
echo 'これは違う合言葉のはずです' > "$wrong"
someone=$(printf '%05d太郎' $((n_people / 2)))
load() { uptime | sed 's/.*load average[s]*: //'; }
load_before=$(load)

# quiet COMMAND...: what it says is shown only when it fails
quiet() { "$@" > "$place/said" 2>&1 || { cat "$place/said" >&2; exit 1; }; }

# timed NAME opens|refused COMMAND...: seconds, seconds of the processors and kilobytes go to the file NAME
timed() { python3 "$place/timed.py" "$place" "$@"; }
cat > "$place/timed.py" <<'PY'
import os, subprocess, sys, time
place, name, wanted, *command = sys.argv[1:]
with open(f"{place}/said", "wb") as said:
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=said, stderr=said)
    _, status, used = os.wait4(child.pid, 0)
    took = time.monotonic() - start
if (status == 0) != (wanted == "opens"):
    sys.exit(f"{command}: ended with {status}\n{open(f'{place}/said').read()}")
with open(f"{place}/{name}", "a") as figures:
    print(took, used.ru_utime + used.ru_stime, used.ru_maxrss, file=figures)
PY

# shows WORD: the command that was timed last has shown it
shows() { grep -q "$1" "$place/said" || { echo "not shown: $1" >&2; tail -n 5 "$place/said" >&2; exit 1; }; }

python3 - "$place" "$n_people" "$n_runs" <<'PY'
import base64, os, sys
place, n_people, n_runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
row = lambda i, ward: (f"見本　{i:05}太郎", "ミホン タロウ", ward, "看護師", "R8.4.1")
def csv(name, rows):
    with open(f"{place}/{name}.csv", "w") as file:
        file.writelines(",".join(row) + "\n" for row in [("氏名", "フリガナ", "所属", "職種", "利用開始日"), *rows])
csv("people", [row(i, "看護部") for i in range(n_people)])
for run in range(1, n_runs + 1):
    csv(f"one{run}", [row(n_people // 2, f"外来{run}")])
uuid = lambda: f"<UUID>{base64.b64encode(os.urandom(16)).decode()}</UUID>"
def entry(row):
    fields = zip(("Title", "UserName", "URL", "職種", "利用開始日"), row)
    return f"<Entry>{uuid()}{''.join(f'<String><Key>{k}</Key><Value>{v}</Value></String>' for k, v in fields)}</Entry>"
with open(f"{place}/people.xml", "w") as file:
    entries = "".join(entry(row(i, "看護部")) for i in range(n_people))
    file.write(f'<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>compare</Generator></Meta><Root><Group>{uuid()}<Name>Root</Name>{entries}</Group></Root></KeePassFile>')
PY

# The ledger, and what its slot says of its key derivation: KiB, passes, lanes.
quiet "$program" new "$ledger" --clinic 見本 --operator 佐藤 --recovery-sheet "$place/sheet.pdf" --passphrase-file "$words"
quiet "$program" import "$ledger" "$place/people.csv" --passphrase-file "$words"
# shellcheck disable=SC2046 # three numbers
set -- $(sed -n 2p "$ledger/vault.keys" | python3 -c 'import json, sys
slot = json.load(sys.stdin)["unlocks"][0]
print(slot["m"], slot["t"], slot["p"])')
m=$1 t=$2 p=$3

# KeePassXC's file. Its command line writes both, so that no other program's habits are measured.
cat "$words" "$words" > "$place/twice"
if [ "$same_kdf" = yes ]; then
  "$place/venv/bin/python" - "$base" "$(cat "$words")" "$m" "$t" "$p" <<'PY'
import sys
from pykeepass import create_database
path, words = sys.argv[1:3]
m, t, p = map(int, sys.argv[3:])
file = create_database(path, password=words)
kdf = file.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
kdf["$UUID"].value = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")  # Argon2id
kdf["M"].value, kdf["I"].value, kdf["P"].value = m * 1024, t, p
file.save()
PY
  quiet keepassxc-cli import -q -p -t 100 "$place/people.xml" "$place/people.kdbx" < "$place/twice"
  quiet keepassxc-cli merge -q -s "$base" "$place/people.kdbx" < "$words"
else
  timed our.cost refused "$program" list "$ledger" clinic --passphrase-file "$wrong"
  cost=$(awk '{ printf "%d", $1 * 1000 }' "$place/our.cost")
  quiet keepassxc-cli import -q -p -t "$cost" "$place/people.xml" "$base" < "$place/twice"
fi

# Turn by turn, so that a busy machine is busy for both.
ward=看護部
our_open() { timed "$1" opens "$program" list "$ledger" staff --search "$someone" --json --passphrase-file "$words"; shows "$ward"; }
kp_open() { timed "$1" opens keepassxc-cli show -q --all "$base" "見本　$someone" < "$words"; shows "$ward"; }
for run in $(seq "$n_runs"); do
  timed our.refused refused "$program" list "$ledger" clinic --passphrase-file "$wrong"
  timed kp.refused refused keepassxc-cli show -q "$base" "見本　$someone" < "$wrong"
  our_open our.open
  kp_open kp.open
  ward=外来$run
  timed our.save opens "$program" import "$ledger" "$place/one$run.csv" --passphrase-file "$words"
  timed kp.save opens keepassxc-cli edit -q --url "$ward" "$base" "見本　$someone" < "$words"
done
load_after=$(load)

# The last change arrived, nobody is missing or there twice, and KeePassXC has kept the parameters.
our_open after
kp_open after
quiet "$program" list "$ledger" staff --search 見本 --passphrase-file "$words" # all but the operator
shows "^${n_people}件"
quiet keepassxc-cli db-info -q "$base" < "$words"
shows "Number of entries: $n_people\$"
kp_kdf=$(sed -n 's/^KDF: *//p' "$place/said")
if [ "$same_kdf" = yes ]; then
  shows "KDF: Argon2id ($t rounds, $m KB)"
  quiet "$place/venv/bin/python" -c 'import sys; from pykeepass import PyKeePass
kdf = PyKeePass(sys.argv[1], decrypt=False).kdbx.header.value.dynamic_header.kdf_parameters.data.dict
print("lanes:", kdf["P"].value)' "$base"
  shows "lanes: $p\$"
  kp_kdf="$kp_kdf, $p lanes"
fi

# median NAME COLUMN
median() { sort -n -k "$2,$2" "$place/$1" | awk -v c="$2" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'; }
seconds() { printf '%.2f s' "$(median "$1" 1)"; }
# three SIDE: seconds of the processors, refused / open / save
three() { printf '%.2f / %.2f / %.2f s' "$(median "$1.refused" 2)" "$(median "$1.open" 2)" "$(median "$1.save" 2)"; }
memory() { awk -v open="$(median "$1.open" 3)" -v save="$(median "$1.save" 3)" 'BEGIN { printf "%d / %d MB", open / 1024, save / 1024 }'; }
size() { cat "$@" | wc -c | awk '{ printf "%.2f MB", $1 / 1000000 }'; }
echo "$n_people people, medians of $n_runs, $(nproc) cores, load $load_before before and $load_after after, KeePassXC $(keepassxc-cli --version)"
[ "$same_kdf" = yes ] || echo "NOT the same key derivation: pykeepass could not be had from PyPI, so KeePassXC has AES-KDF, tuned to about the same time."
echo
echo "| | 台帳番 | KeePassXC |"
echo "|---|---|---|"
echo "| key derivation | Argon2id ($t rounds, $m KB), $p lanes | $kp_kdf |"
echo "| a wrong passphrase (key derivation alone) | $(seconds our.refused) | $(seconds kp.refused) |"
echo "| open and show one | $(seconds our.open) | $(seconds kp.open) |"
echo "| open, change one, save (KeePassXC derives a second key) | $(seconds our.save) | $(seconds kp.save) |"
echo "| processor time of the three | $(three our) | $(three kp) |"
echo "| memory at most, showing / saving | $(memory our) | $(memory kp) |"
echo "| size on disk | $(size "$ledger"/ledger-*.db "$ledger/vault.keys") | $(size "$base") |"
