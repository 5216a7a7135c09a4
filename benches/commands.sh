#!/usr/bin/env bash
# How long the shell's commands take from the start of the process: median of RUNS (15).
#
#   benches/commands.sh [PEOPLE]       default: 1000; with bash 5
set -euo pipefail
cd "$(dirname "$0")/.."
people=${1:-1000}
runs=${RUNS:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --locked --quiet --bin renmai --example generate
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
renmai=$target/release/renmai
"$target/release/examples/generate" "$people" "$work/journal"

# timed NAME COMMAND…
timed() {
    local name=$1 began ended
    shift
    for _ in $(seq "$runs"); do
        # The shell's own clock, in microseconds: asking `date` would be timed too.
        began=${EPOCHREALTIME/[.,]/}
        "$@" >/dev/null 2>&1 || true
        ended=${EPOCHREALTIME/[.,]/}
        echo $((ended - began))
    done | sort -n | awk -v name="$name" '{ all[NR] = $1 } END { printf "| %s | %.1f |\n", name, all[int((NR + 1) / 2)] / 1000 }'
}
printf '%s people\n\n| command | ms, median |\n|---|---:|\n' "$people"
timed '(starting a process)' /bin/true
timed '--version' "$renmai" --version
for command in today list 'show p00007' check; do
    # shellcheck disable=SC2086
    timed "$command" "$renmai" -r "$work/journal" --today 2026-11-24 $command
done
