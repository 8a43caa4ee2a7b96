#!/bin/bash
# Takes every picture of README.md again: the sample ledger in the real window, on an X server of its own.
# Needs: xvfb, xdotool and imagemagick (Debian's names). Use: tools/screens.sh [PROGRAM]; builds one when none is named.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-}
if [ -z "$program" ]; then
  cargo build --release
  program=${CARGO_TARGET_DIR:-target}/release/daichoban
fi
size=1440x900
out=$PWD/assets/screens
place=$(mktemp -d)
mkdir -p "$out" "$place/bin"
server= window=
end() { [ -z "$window" ] || kill "$window" 2>/dev/null || true; [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$place"; }
trap end EXIT

DISPLAY= "$program" demo "$place/demo" > "$place/said"
sed -n 's/^ *合言葉 *//p' "$place/said" > "$place/passphrase"
XDG_DATA_HOME="$place/data" "$program" backup "$place/demo/ledger" --passphrase-file "$place/passphrase" > /dev/null

# Where no file dialog is installed, this stands for the user who chooses the book.
printf '#!/bin/sh\necho "%s"\n' "$PWD/tests/data/mict-daicho-clinic.xlsx" > "$place/bin/zenity"
chmod +x "$place/bin/zenity"
export PATH=$place/bin:$PATH DBUS_SESSION_BUS_ADDRESS=disabled:

mkfifo "$place/display"
Xvfb -displayfd 3 -screen 0 ${size}x24 -noreset 3> "$place/display" 2> /dev/null &
server=$!
export DISPLAY=:$(head -n 1 "$place/display")

# open ROUTE [ARGUMENT...]: the window at a place, once it is there
open() {
  route=$1; shift
  "$program" window "$@" --profile "$place/profile" --route "$route" --size $size --renderer software 2> /dev/null &
  window=$!
  id=$(timeout 30 xdotool search --sync --onlyvisible --class daichoban | tail -n 1)
  xdotool windowfocus "$id"
  sleep 3
}
# shot NAME: what the screen shows now
shot() { import -window root "$out/$1.png"; echo "$1.png"; }
close() { kill "$window" 2> /dev/null || true; wait "$window" 2> /dev/null || true; window=; }
click() { xdotool mousemove "$1" "$2" click 1; sleep 3; }

with=("$place/demo/ledger" --passphrase-file "$place/passphrase")
open first-run:1 "$place/none"; shot first-run; close
open unlock "$place/demo/ledger"; shot unlock; close
for pair in home:home staff:staff staff-page:7=staff-page staff-edit:7=staff-edit devices:devices systems:systems \
            roles:roles clinic:clinic history:5=history sheets:sheets sheet:mict-ledger=print-preview log:log backups:backups operators:operators about:about own:own chair:chair \
            self-check:1=self-check steps:3=joining leaving:4=leaving \
            assessments:assessments assess:assess vendors:vendors documents:documents \
            alarm:alarm respond:respond chart:chart takeouts:takeouts; do
  case $pair in
    *=*) route=${pair%%=*} name=${pair##*=} ;;
    *) route=${pair%%:*} name=${pair##*:} ;;
  esac
  open "$route" "${with[@]}"; shot "$name"; close
done
open import "${with[@]}"
click 827 583; shot import-columns   # ファイルを選ぶ…
click 1340 32; shot import-preview   # 内容を確かめる
close
