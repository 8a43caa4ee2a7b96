#!/bin/bash
# The same 2,000 people in 台帳番 and in KeePassXC: opening, changing one and saving, size, memory. Prints a table.
# Use: tools/compare.sh PROGRAM [PEOPLE] [RUNS]. PROGRAM is a release build of daichoban. Installs nothing.
#
# The same time for the key: 台帳番 chooses its Argon2id cost by this PC; the time that takes (a wrong passphrase, nothing
# but Argon2) is what KeePassXC is told to take (--decryption-time). Its command line makes files with AES-KDF only, which
# takes no memory, so only times and sizes compare. All numbers are medians of whole commands, the start included.
set -euo pipefail
program=${1:-} n_people=${2:-2000} n_runs=${3:-7}
[ -x "$program" ] || { echo "usage: tools/compare.sh PROGRAM [PEOPLE] [RUNS] (a release build: cargo build --release)" >&2; exit 2; }
for tool in keepassxc-cli /usr/bin/time python3; do
  command -v "$tool" > /dev/null || { echo "missing: $tool (Debian: keepassxc, time, python3)" >&2; exit 2; }
done
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place XDG_DATA_HOME=$place/data XDG_CONFIG_HOME=$place/config XDG_CACHE_HOME=$place/cache QT_QPA_PLATFORM=offscreen
unset DISPLAY WAYLAND_DISPLAY
words=$place/words wrong=$place/wrong ledger=$place/ledger base=$place/base.kdbx
echo '正しい馬の電池と夕焼けの坂' > "$words"; echo 'これは違う合言葉のはずです' > "$wrong"

# timed FILE COMMAND...: appends milliseconds and kilobytes to FILE; a wrong passphrase ends with another code, so none counts
timed() {
  local to=$1; shift
  /usr/bin/time -o "$place/time" -f '%M' bash -c 's=$(date +%s%N); "$@" > "$0.out" 2>&1 < "$0.in"; echo $((($(date +%s%N) - s) / 1000)) > "$0.us"' "$place/run" "$@" || true
  echo "$(cat "$place/run.us") $(tail -n 1 "$place/time")" >> "$to"
}
median() { sort -n -k "$2,$2" "$place/$1" | awk -v c="$2" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'; }
ms() { awk -v us="$1" 'BEGIN { printf "%d", us / 1000 }'; }
seconds() { awk -v us="$1" 'BEGIN { printf "%.2f s", us / 1000000 }'; }
given() { cat "$@" > "$place/run.in"; }

python3 - "$place" "$n_people" <<'PY'
import base64, os, sys
place, n = sys.argv[1], int(sys.argv[2])
row = lambda i, ward: (f"見本　{i:05}太郎", "ミホン タロウ", ward, "看護師", "R8.4.1")
with open(f"{place}/people.csv", "w") as file:
    file.write("氏名,フリガナ,所属,職種,利用開始日\n")
    file.writelines(",".join(row(i, "看護部")) + "\n" for i in range(n))
for run in range(50):
    with open(f"{place}/one{run}.csv", "w") as file:
        file.write("氏名,フリガナ,所属,職種,利用開始日\n" + ",".join(row(n // 2, f"外来{run}")) + "\n")
uuid = lambda: base64.b64encode(os.urandom(16)).decode()
text = lambda key, value: f"<String><Key>{key}</Key><Value>{value}</Value></String>"
with open(f"{place}/people.xml", "w") as file:
    file.write(f'<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>compare</Generator></Meta><Root><Group><UUID>{uuid()}</UUID><Name>Root</Name>')
    for i in range(n):
        name, kana, ward, job, since = row(i, "看護部")
        file.write(f"<Entry><UUID>{uuid()}</UUID>{text('Title', name)}{text('UserName', kana)}{text('URL', ward)}{text('Notes', job + ' ' + since)}</Entry>")
    file.write("</Group></Root></KeePassFile>")
PY

given /dev/null
"$program" new "$ledger" --clinic 見本 --operator 佐藤 --recovery-sheet "$place/sheet.pdf" --passphrase-file "$words" > "$place/said" 2>&1 || { cat "$place/said" >&2; exit 1; }
"$program" import "$ledger" "$place/people.csv" --passphrase-file "$words" > "$place/said" 2>&1 || { cat "$place/said" >&2; exit 1; }

for run in $(seq "$n_runs"); do
  given /dev/null
  timed "$place/our.wrong" "$program" list "$ledger" clinic --passphrase-file "$wrong"
  timed "$place/our.open" "$program" list "$ledger" staff --search "$(printf '%05d' $((n_people / 2)))太郎" --json --passphrase-file "$words"
  grep -q 見本 "$place/run.out" || { cat "$place/run.out" >&2; exit 1; }
  timed "$place/our.save" "$program" import "$ledger" "$place/one$run.csv" --passphrase-file "$words"
done
"$program" list "$ledger" staff --search "$(printf '%05d' $((n_people / 2)))太郎" --json --passphrase-file "$words" 2> /dev/null | grep -q "外来$n_runs" ||
  { echo "the change did not arrive" >&2; exit 1; }

cost=$(ms "$(median our.wrong 1)")
given "$words" "$words"
keepassxc-cli import -q -p -t "$cost" "$place/people.xml" "$base" < "$place/run.in" > "$place/said" 2>&1 || { cat "$place/said" >&2; exit 1; }
entry="見本　$(printf '%05d' $((n_people / 2)))太郎"
for run in $(seq "$n_runs"); do
  given "$wrong"; timed "$place/kp.wrong" keepassxc-cli show -q "$base" "$entry"
  given "$words"; timed "$place/kp.open" keepassxc-cli show -q "$base" "$entry"
  grep -q 見本 "$place/run.out" || { cat "$place/run.out" >&2; exit 1; }
  timed "$place/kp.save" keepassxc-cli edit -q --url "外来$run" "$base" "$entry"
done
given "$words"; keepassxc-cli show -q "$base" "$entry" < "$place/run.in" | grep -q "外来$n_runs" || { echo "the change did not arrive" >&2; exit 1; }

argon() { python3 -c 'import json, sys
slot = json.loads(open(sys.argv[1]).read().split("\n")[1])["unlocks"][0]
print("Argon2id {} MiB, t={}, p={}".format(slot["m"] // 1024, slot["t"], slot["p"]))' "$ledger/vault.keys"; }
theirs=$(given "$words"; keepassxc-cli db-info -q "$base" < "$place/run.in" | sed -n 's/^KDF: *//p')
size() { du -cb "$@" | tail -n 1 | awk '{ printf "%.2f MB", $1 / 1000000 }'; }
mb() { awk -v kb="$1" 'BEGIN { printf "%d MB", kb / 1024 }'; }
echo "$n_people people, medians of $n_runs, $(nproc) cores, $(keepassxc-cli --version 2> /dev/null | sed 's/^/KeePassXC /')"
echo
echo "| | 台帳番 | KeePassXC |"
echo "|---|---|---|"
echo "| key derivation | $(argon) | $theirs |"
echo "| a wrong passphrase (key derivation alone) | $(seconds "$(median our.wrong 1)") | $(seconds "$(median kp.wrong 1)") |"
echo "| open and show one | $(seconds "$(median our.open 1)") | $(seconds "$(median kp.open 1)") |"
echo "| open, change one, save | $(seconds "$(median our.save 1)") | $(seconds "$(median kp.save 1)") |"
beyond() { seconds $(($(median "$1" 1) - $(median "$2" 1))); }
echo "| the same two without one key derivation | $(beyond our.open our.wrong), $(beyond our.save our.wrong) | $(beyond kp.open kp.wrong), $(beyond kp.save kp.wrong) |"
echo "| memory at most, showing / saving | $(mb "$(median our.open 2)") / $(mb "$(median our.save 2)") | $(mb "$(median kp.open 2)") / $(mb "$(median kp.save 2)") |"
echo "| size on disk | $(size "$ledger"/ledger-*.db "$ledger"/vault.keys) | $(size "$base") |"
