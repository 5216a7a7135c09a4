#!/usr/bin/env bash
# How long `renmai serve` takes from a save to the changed page, how long until it is
# ready, and what it costs when nothing happens. The figures stand in docs/performance.md.
#
#   benches/serve.sh [PEOPLE]          default: 10000
#
# SAVES: how often a file is saved (60). IDLE: for how many seconds nothing is (20).
set -euo pipefail
cd "$(dirname "$0")/.."
people=${1:-10000}
work=$(mktemp -d -p "${WORK:-${TMPDIR:-/tmp}}" renmai-serve.XXXXXX)
trap 'rm -rf "$work"' EXIT
cargo build --release --locked --quiet --bin renmai --example generate --example saves
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
"$target/release/examples/generate" "$people" "$work/journal"
"$target/release/examples/saves" "$target/release/renmai" "$work/journal" "${SAVES:-60}" "${IDLE:-20}"
