#!/bin/sh
# Takes every picture of README.md again: a sample ledger in the real window under Xvfb.
# Needs: xvfb-run. The program's `window … --route ROUTE --shot OUT.png` saves the settled window and ends.
set -eu
cd "$(dirname "$0")/.."
cargo build --release
program=${CARGO_TARGET_DIR:-target}/release/daichoban
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$program" demo "$place/demo"
ledger=$place/demo/ledger
passphrase=$place/passphrase
sed -n 's/.*合言葉は「\(.*\)」です.*/\1/p' "$place/demo/README.txt" > "$passphrase"
mkdir -p assets/screens
for route in first-run unlock home staff staff-page devices systems roles clinic history \
             import-columns import-preview print-preview log; do
  xvfb-run -a "$program" window "$ledger" --passphrase-file "$passphrase" \
    --route "$route" --size 1440x900 --shot "assets/screens/$route.png"
done
