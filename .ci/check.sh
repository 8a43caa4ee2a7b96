#!/bin/sh
# The one front door for engineers and CI: tests, format, lints, no leftovers.
set -eu
cd "$(dirname "$0")/.."
. "$HOME/.cargo/env" 2>/dev/null || true

step() { printf '\n== %s\n' "$*"; }

# OpenSSL, inside SQLCipher, is configured by perl and built by make.
step tools
missing=""
command -v cc >/dev/null || missing="$missing gcc libc6-dev"
command -v make >/dev/null || missing="$missing make"
perl -MFindBin -MIPC::Cmd -MFile::Compare -e 1 2>/dev/null || missing="$missing perl"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $missing
  else
    echo "Missing:$missing. Install them first: sudo apt-get install$missing" >&2
    exit 1
  fi
fi
command -v cargo >/dev/null || { echo "Missing: cargo. Install Rust 1.95 or newer first." >&2; exit 1; }

step "cargo test"
cargo test

step "cargo fmt --check"
cargo fmt --check

step "cargo clippy"
cargo clippy --all-targets -- -D warnings

step "the lock file fits Cargo.toml"
cargo metadata --locked --format-version 1 >/dev/null

step "embedded fonts are the ones we checked"
(cd fonts && sha256sum --quiet -c SHA256SUMS)

step done
