#!/usr/bin/env bash
# Measures `renmai build` on generated journals: median of five cold builds, peak memory,
# files, bytes, and how time grows. The figures stand in docs/performance.md.
#
#   benches/build.sh [--both] [PEOPLE…]      default: 1000 10000 50000
#
# Each build goes into a folder that did not exist; all of them are removed at the very end,
# because a file system that has just removed thousands of files is slow at making new ones.
# WORK names the folder to work in (about 25 GB for the default), RUNS the number of builds.
set -euo pipefail
cd "$(dirname "$0")/.."

both=""
if [ "${1:-}" = --both ]; then
    both=--both
    shift
fi
[ $# -gt 0 ] || set -- 1000 10000 50000
runs=${RUNS:-5}
work=$(mktemp -d -p "${WORK:-${TMPDIR:-/tmp}}" renmai-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT

cargo build --release --locked --quiet --bin renmai --example generate
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
renmai=$target/release/renmai
generate=$target/release/examples/generate

# one RUN: seconds and peak memory in KiB of one build; memory is 0 where GNU time is missing.
one() {
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f '%e %M' -o "$work/figures" "$renmai" --quiet --root "$1" --today 2026-11-23 build -o "$2" >&2
        cat "$work/figures"
    else
        local TIMEFORMAT='%R 0'
        { time "$renmai" --quiet --root "$1" --today 2026-11-23 build -o "$2" 2>&3; } 3>&2 2>&1
    fi
}

median() {
    sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

printf '%8s %9s %9s %9s %9s %9s %7s\n' people seconds fastest MiB files 'MB out' slope
last_people=0
last_seconds=0
for people in "$@"; do
    "$generate" "$people" "$work/$people" $both
    # Once unmeasured, so that every build finds the notes in the cache.
    one "$work/$people" "$work/$people-warm" >/dev/null
    for run in $(seq "$runs"); do
        one "$work/$people" "$work/$people-$run"
    done >"$work/all"
    seconds=$(cut -d' ' -f1 "$work/all" | median)
    fastest=$(cut -d' ' -f1 "$work/all" | sort -n | head -n 1)
    memory=$(cut -d' ' -f2 "$work/all" | sort -n | tail -n 1)
    files=$(find "$work/$people-1" -type f | wc -l)
    bytes=$(find "$work/$people-1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.1f", sum / 1e6 }')
    # The slope on logarithmic scales: 1 is linear, 2 quadratic.
    slope=$(awk -v n="$people" -v t="$seconds" -v m="$last_people" -v s="$last_seconds" \
        'BEGIN { if (m > 0 && s > 0) printf "%.2f", log(t / s) / log(n / m); else print "-" }')
    printf '%8d %9s %9s %9d %9d %9s %7s\n' "$people" "$seconds" "$fastest" $((memory / 1024)) "$files" "$bytes" "$slope"
    last_people=$people
    last_seconds=$seconds
done
