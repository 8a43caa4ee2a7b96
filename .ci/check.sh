#!/bin/sh
# The one front door for engineers and CI: tests, format, lints, no leftovers.
set -eu
cd "$(dirname "$0")/.."
. "$HOME/.cargo/env" 2>/dev/null || true

step() { printf '\n== %s\n' "$*"; }

step tools
sh tools/setup.sh
command -v cargo >/dev/null || { echo "Missing: cargo. Install Rust 1.95 or newer first." >&2; exit 1; }

step "README's test command"
cargo test

step "an independent reader opens what the program wrote"
sh tests/independent/run.sh "${CARGO_TARGET_DIR:-target}/debug/daichoban"

step "cargo fmt --check"
cargo fmt --check

step "cargo clippy"
cargo clippy --all-targets -- -D warnings

step "the lock file fits Cargo.toml"
cargo metadata --locked --format-version 1 >/dev/null

step "embedded fonts are the ones we checked"
(cd fonts && sha256sum --quiet -c SHA256SUMS)

step done
