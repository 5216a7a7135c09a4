# What no template can find out from one person's file, as JSON by id: entries that stand in
# another's file, who is connected, days of the lunar calendar, how a Han name is said.
# Reads lines of grep -H; the script says which.
function person(text) { return match(text, /p[0-9][0-9][0-9][0-9][0-9]+/) ? substr(text, RSTART, RLENGTH) : "" }
function add(list, id, item) { list[id] = list[id] (list[id] == "" ? "" : ",") item; known[id] = 1 }

# people/p00001.md:name: Zeng Kexi
FILENAME ~ /names$/ { name[person($0)] = substr($0, index($0, "name: ") + 6); next }

# people/p00001.md:25:- 2023-11-06 ← call: listened [with:: [[p00000|Wim Pereira]]]
# journal/2026-11-04-19.md:1:- → coffee: [[p00691|Dario Gallo]] asked for a template
FILENAME ~ /heard$/ {
    split($0, part, ":")
    said = substr($0, length(part[1]) + length(part[2]) + 3)
    whom = person(substr(said, index(said, "[[")))
    split(said, word, " ")
    with = person(part[1])
    if (with != "") { on = word[2]; by = word[3] } else { on = substr(part[1], index(part[1], "journal/") + 8, 10); by = word[2] }
    kind = word[with != "" ? 4 : 3]
    sub(/:$/, "", kind)
    text = substr(said, index(said, kind ": ") + length(kind) + 2)
    sub(/ \[with::.*/, "", text)
    sub(/^\[\[[^]]*\]\] /, "", text)
    add(heard, whom, sprintf("{\"on\":\"%s\",\"by\":\"%s\",\"kind\":\"%s\",\"text\":\"%s\",\"with\":\"%s\",\"name\":\"%s\",\"file\":\"%s\",\"line\":%s}", on, by, kind, text, with, name[with], part[1], part[2]))
    if (kind != "greeting") print whom, on > latest
    next
}

# people/p00001.html:href="../people/p00002.html">Bea Moreno</a></span><small>to introduce</small></li>
FILENAME ~ /connected$/ {
    to = person(substr($0, index($0, "href=")))
    as = $0
    sub(/.*<small>/, "", as)
    sub(/<.*/, "", as)
    add(connected, person($0), sprintf("{\"to\":\"%s\",\"as\":\"%s\"}", to, as))
    next
}

# UID:birthday/p00007/lunar/2027-10-04@renmai
FILENAME ~ /lunar$/ { split($0, part, /[\/@]/); add(lunar, part[2], "\"" part[4] "\""); next }

# "people/p00965.html",["zhu zhou ya","朱舟雅"],[],"climbing","Weber & Co","Zhu Zhouya",
FILENAME ~ /said$/ {
    keys = substr($0, index($0, "[") + 1)
    keys = substr(keys, 1, index(keys, "]") - 1)
    roman = $0
    sub(/,$/, "", roman)
    sub(/.*,/, "", roman)
    id = person($0)
    known[id] = 1
    said_as[id] = sprintf("\"said\":[%s],\"roman\":%s", keys, roman)
    next
}

END {
    printf "{"
    for (id in known) {
        printf "%s\"%s\":{\"heard\":[%s],\"connected\":[%s],\"lunar\":[%s],%s}", (rest++ ? ",\n" : ""), id, heard[id], connected[id], lunar[id], said_as[id]
    }
    print "}"
}
