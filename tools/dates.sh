#!/bin/bash
# Runs the whole test suite at twelve moments at which programs go wrong, with this PC's clock made believe by libfaketime.
# Needs Debian's package `faketime`, which it installs where it is missing (as root or through sudo).
# Use: tools/dates.sh [-n NUMBER[,NUMBER…]] [TEST FILTER…]     all twelve moments and all tests when nothing is said.
# Prints a line a moment; what a failing moment said stays in the file named on its line. Ends with 1 if one failed.
set -euo pipefail
cd "$(dirname "$0")/.."

# number, zone of the PC, moment on the PC's clock in that zone, what is special about it
moments=(
  "1|Asia/Tokyo|2026-12-01 09:00:00|first day of a month"
  "2|Asia/Tokyo|2027-01-31 18:00:00|last day of a month, a Sunday"
  "3|Asia/Tokyo|2026-12-31 23:50:00|the last minutes of the year in Japan"
  "4|Asia/Tokyo|2027-01-01 00:10:00|New Year after midnight in Japan, still the old year in UTC"
  "5|UTC|2027-01-01 00:10:00|New Year after midnight in UTC"
  "6|UTC|2026-12-31 15:10:00|New Year after midnight in Japan, on a PC set to UTC"
  "7|Asia/Tokyo|2027-03-31 12:00:00|the last day of a fiscal year"
  "8|Asia/Tokyo|2027-04-01 08:30:00|the first day of a fiscal year, 2027-04-01"
  "9|UTC|2028-02-29 12:00:00|29 February"
  "10|Asia/Tokyo|2028-02-29 23:58:00|the last minutes of 29 February in Japan"
  "11|UTC|2027-06-06 10:00:00|a Sunday"
  "12|Asia/Tokyo|2031-12-01 14:00:00|five years ahead"
)

wanted=
if [ "${1:-}" = -n ]; then wanted=,$2,; shift 2; fi

library() { ls /usr/lib/*/faketime/libfaketimeMT.so.1 2> /dev/null | head -n 1; }
if [ -z "$(library)" ]; then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -q > /dev/null
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends faketime > /dev/null
fi
library=$(library)

# The programs of the suite are built once, by the real clock; `cargo test` then only runs them.
programs=$(cargo test --no-run --message-format=json 2> /dev/null |
  sed -n 's/.*"profile":{[^}]*"test":true[^}]*}.*"executable":"\([^"]*\)".*/\1/p')
[ -n "$programs" ] || { cargo test --no-run; echo "The tests do not build." >&2; exit 1; }

failed=0
for moment in "${moments[@]}"; do
  IFS='|' read -r number zone at what <<< "$moment"
  case "$wanted" in "" | *,"$number",*) ;; *) continue ;; esac
  said=$(mktemp)
  began=$(date +%s)
  code=0
  for program in $programs; do
    # Only the calendar is made believe: what waits or measures goes by the real, steady clock.
    TZ=$zone LD_PRELOAD=$library FAKETIME="@$at" FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_RESET=1 NO_FAKE_STAT=1 \
      "$program" "$@" >> "$said" 2>&1 || code=1
  done
  counts=$(sed -n 's/^test result: [a-zA-Z]*\. \([0-9]*\) passed; \([0-9]*\) failed.*/\1 \2/p' "$said" |
    awk '{ passed += $1; failed += $2 } END { print passed + 0 " passed, " failed + 0 " failed" }')
  line=$(printf '%2s  %-10s  %s  %-62s %s, %s s' "$number" "$zone" "$at" "$what" "$counts" $(($(date +%s) - began)))
  if [ "$code" = 0 ]; then
    echo "$line"
    rm -f "$said"
  else
    failed=1
    echo "$line  FAILED: $said"
  fi
done
exit "$failed"
