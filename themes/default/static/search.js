// The search field. Its index is classic scripts, loaded when the field is first
// used: a page opened from disk may fetch nothing. Results are made of text nodes.
{
const [box, field, found, results, whole] = ["#finder", "#q", "#found", "#results", ".everyone"].map(name => document.querySelector(name));
const words = box.dataset;
const base = document.currentScript.src;
const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ħ: "h", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
const fold = text => text.normalize("NFKD").toLowerCase().replace(/\p{M}|[øłđðıħßæœþ]/gu, sign => PLAIN[sign] ?? "");
const letters = text => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

let people, tags, notes;
// A key is folded words: as they stand, run together, their first letters; an alias's, itself too.
const keys = (list, alias) => list.map(key => [" " + key, key.replaceAll(" ", ""), key.replace(/(\S)\S* ?/g, "$1"), alias]);
// Prefix before initials before anything inside; what is not the name comes last.
const rank = ([spaced, full, initials], part) =>
  full.startsWith(part) ? 0 : spaced.includes(" " + part) ? 1 : initials.startsWith(part) ? 2 : full.includes(part) ? 3 : NaN;
// How well each row fits, the row, and by what.
const find = (rows, parts) => {
  const hit = [];
  for (const row of rows) {
    let sum = 0, alias, short;
    for (const part of parts) {
      let best = row.rest.includes(part) ? row.rest.includes(" " + part) ? 5 : 6 : 1 / 0, by;
      for (const key of row.keys) {
        const at = rank(key, part);
        if (at < best) [best, by] = [at, key];
      }
      sum += best;
      alias ??= by?.[3];
      short ||= best === 2;
    }
    if (sum < 1 / 0) hit.push([sum, row, alias, short]);
  }
  return hit.sort(([a], [b]) => a - b);
};
function* findNotes(parts) {
  for (const [who, href, file, kind, rows] of notes)
    for (const row of rows) {
      const name = people[who]?.name ?? who;
      const text = row.folded ??= fold(row[1]);
      const inside = part => text.includes(part);
      yield parts.some(inside) && parts.every(part => inside(part) || fold(name).includes(part)) && { name, href: kind === "log" ? href + row[0] : href, file: `${file}:${row[0]}`, kind, text: row[1], on: row[2] };
    }
}

// Which signs of a text the words are found in: together, else as first letters; in a
// Han name also by its syllables.
const marks = (text, parts, said = []) => {
  const signs = [...text];
  const marked = new Set();
  for (const spelt of [signs, ...said.map(key => key.split(" ")).filter(key => key.length === signs.length)]) {
    let [full, initials, owners, starts] = ["", "", [], []];
    spelt.forEach((sign, at) => {
      const plain = letters(sign);
      if (plain && (spelt !== signs || !letters(signs[at - 1] ?? ""))) {
        starts.push(full.length);
        initials += plain[0];
      }
      for (const letter of plain) owners.push(at);
      full += plain;
    });
    for (const part of parts) {
      const from = starts.find(start => full.startsWith(part, start)) ?? full.indexOf(part);
      const first = text.length < 40 && initials.includes(part) ? initials.indexOf(part) : NaN;
      for (let at = 0; at < part.length; at++) marked.add(owners[from < 0 ? starts[first + at] : from + at]);
    }
  }
  marked.delete(undefined);
  return [signs, marked];
};
// Of a name and a class: `small.note`.
const make = (kind, ...inside) => {
  const [name, type] = kind.split(".");
  const node = document.createElement(name);
  if (type) node.className = type;
  node.append(...inside);
  return node;
};
const show = ([signs, marked], from = 0) => [
  from ? "…" : "",
  ...signs.slice(from, from + 60).map((sign, at) => marked.has(from + at) ? make("mark", sign) : sign),
  signs.length > from + 60 ? "…" : "",
];
const snippet = (text, parts) => {
  const seen = marks(text, parts);
  return show(seen, Math.max(0, Math.min(...seen[1], seen[0].length - 36) - 24));
};
const row = (glyph, one, parts, others, below, why) => {
  const link = make("a.who", ...show(marks(one.name, parts, one.own)));
  link.href = document.body.dataset.root + one.href;
  const more = others.filter(Boolean).flatMap(text => [" ", make("span.other", ...show(marks(text, parts)))]);
  return make("li", glyph ? document.querySelector(glyph).cloneNode(true) : "#", make("div", link, ...more, make("small", ...below)), make("small.note", why || ""));
};
const personRow = ([, one, alias, short], parts) => {
  const node = row(".az .p-" + one.phase, one, parts, [one.other, alias], snippet(one.about, parts), alias ? words.alias : short && words.initials);
  if (one.last) {
    for (const key of ["last", "cadence", "new"]) node.dataset[key] = one[key] ?? "";
    renmaiFresh(node);
  }
  return node;
};
const noteRow = (one, parts) => row("#glyphs ." + one.kind, one, parts, [one.on], [...snippet(one.text, parts), " ", make("code", one.file)], words[one.kind]);
const tagRow = ([, one], parts) => row("", one, parts, [], [one.about]);
const group = (title, rows, toNode, parts) =>
  rows[0] ? make("section", make("div.sec", make("h2", title), make("span.note", rows.length)), make("ul", ...rows.slice(0, 20).map(row => toNode(row, parts)))) : "";

let turn = 0;
const search = () => {
  const mine = ++turn;
  const parts = field.value.split(/\s/).map(letters).filter(Boolean);
  whole.hidden = parts[0] && people?.length > 500;
  if (!people || !parts[0]) return results.replaceChildren(found.value = "");
  const [whom, which, what] = [find(people, parts), find(tags, parts), []];
  const draw = done => {
    const n = whom.length + which.length + what.length;
    // The nearest names begin alike.
    for (let near = parts.join(""); done && !n && !whom[0] && near; near = near.slice(0, -1)) whom.push(...find(people, [near]).slice(0, 5));
    found.value = done && !n ? words.none : words.many.replace("{n}", n);
    results.replaceChildren(group(words.people, whom, personRow, parts), group(words.notes, what, noteRow, parts), group(words.tags, which, tagRow, parts));
  };
  draw();
  // Notes may be many: a few milliseconds at a time.
  const walk = notes && findNotes(parts);
  const go = () => {
    for (const until = performance.now() + 10; walk && mine === turn; ) {
      const { value, done } = walk.next();
      if (done) return draw(true);
      if (value) what.push(value);
      if (performance.now() > until) return setTimeout(go);
    }
  };
  go();
};

const policy = window.trustedTypes?.createPolicy("renmai", { createScriptURL: String });
// In a sealed site the frame around the page hands out its files.
const load = async name => {
  const script = make("script");
  const url = (await frameElement?.renmaiFile(name)) ?? base.replace("search.js", name);
  script.src = policy?.createScriptURL(url) ?? url;
  document.head.append(script);
  return new Promise(done => script.onload = done);
};
field.onfocus = async () => {
  field.onfocus = null;
  await load("search-index.js");
  const titles = JSON.parse(words.circles);
  [tags, people] = [renmaiIndex.tags, renmaiIndex.people].map(rows => rows.map(row => {
    const one = Object.fromEntries(row.map((value, at) => [renmaiIndex.fields[at], value]));
    one.keys = [...keys(one.own), ...one.aliases.flatMap(([alias, ...list]) => keys(list, alias))];
    if (one.circle) one.about += " · " + (titles[one.circle] ?? one.circle);
    one.rest = one.phase ? fold(` ${one.about} ${one.rest}`) : "";
    return one;
  }));
  search();
  for (const name of renmaiIndex.notes) await load(name);
  notes = renmaiNotes;
  search();
};
field.oninput = event => event.isComposing || search();
field.addEventListener("compositionend", search);
box.onkeydown = event => {
  // A key that chooses a candidate of an input method is not ours.
  if (event.keyCode === 229) return;
  const links = [...results.querySelectorAll(".who")];
  const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
  if (event.key === "Enter" && event.target === field) links[0]?.click();
  if (step == null) return;
  event.preventDefault();
  (step && links[Math.min(links.indexOf(document.activeElement) + step, links.length - 1)] || field).focus();
  if (!step) search(field.value = "");
};
if (location.hash === "#q") field.focus();
}
