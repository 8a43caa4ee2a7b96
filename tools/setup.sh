#!/bin/sh
# Installs what a bare Debian lacks for building: SQLCipher's OpenSSL is configured by perl and built by make.
# Does nothing where everything is there. Elsewhere, or without the right to install, it says what is missing.
set -eu

missing=""
command -v cc >/dev/null || missing="$missing gcc libc6-dev"
command -v make >/dev/null || missing="$missing make"
perl -MFindBin -MIPC::Cmd -MFile::Compare -MFile::Copy -e 1 2>/dev/null || missing="$missing perl"
[ -n "$missing" ] || exit 0

install="apt-get install -qy --no-install-recommends$missing"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -q
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $install
elif command -v apt-get >/dev/null && command -v sudo >/dev/null; then
  sudo apt-get update -q
  # shellcheck disable=SC2086
  sudo DEBIAN_FRONTEND=noninteractive $install
else
  echo "Missing:$missing. Install them with your system's packages, then run this again." >&2
  exit 1
fi
