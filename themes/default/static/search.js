// The search field. Its index is two classic scripts, loaded when the field is first
// used: a page opened from disk may fetch nothing. Results are made of text nodes.
"use strict";
{
const [box, field, found, results] = ["finder", "q", "found", "results"].map((id) => document.getElementById(id));
const everyone = document.querySelector(".everyone");
const words = box.dataset;
const base = document.currentScript.src;
const PHASES = ["fresh", "steady", "due", "drifting", "quiet", "new", "card", "paused"];
const MOST = 20;
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ħ: "h", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[øłđıðħßæœþ]/g, (sign) => LETTERS[sign]);
const letters = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

let people, tags, notes;
const ready = ({ circles, tags: known, people: rows }) => {
  const titles = JSON.parse(words.circles);
  // A key is folded words: as they stand, run together, their first letters; of an alias, itself too.
  const keys = (list, alias) => list.map((key) => [" " + key, key.replaceAll(" ", ""), key.replace(/(\S)\S* ?/g, "$1"), alias]);
  tags = known.map(([name, href, n, list]) => ({ name, href, n, keys: keys(list), rest: "" }));
  people = rows.map(([name, other, slug, glyph, last, cadence, fresh, circle, about, own, aliases, tagged, rest]) => {
    about = [about, titles[circles[circle]] ?? circles[circle]].filter(Boolean).join(" · ");
    rest = fold([about, rest, ...tagged.map((tag) => known[tag][0])].join(" "));
    const all = [...keys(own), ...aliases.flatMap(([alias, ...list]) => keys(list, alias))];
    return { name, other, href: `people/${slug}.html`, glyph: PHASES[glyph], last, cadence, fresh, about, list: own, keys: all, rest: " " + rest };
  });
};

// Prefix before initials before anything inside; what is not the name comes last.
const rank = ([spaced, full, initials], part) =>
  full.startsWith(part) ? 0 : spaced.includes(" " + part) ? 1 : initials.startsWith(part) ? 2 : full.includes(part) ? 3 : 9;
const find = (rows, parts) => {
  const hits = [];
  for (const row of rows) {
    const hit = { ...row, sum: 0 };
    for (const part of parts) {
      let [best, by] = [row.rest.includes(" " + part) ? 5 : row.rest.includes(part) ? 6 : 9];
      for (const key of row.keys) {
        const here = rank(key, part);
        if (here < best) [best, by] = [here, key];
      }
      hit.sum += best === 9 ? NaN : best;
      hit.alias ??= by?.[3];
      hit.initials ||= best === 2;
    }
    if (hit.sum >= 0) hits.push(hit);
  }
  return hits.sort((a, b) => a.sum - b.sum);
};
function* findNotes(parts) {
  for (const [who, href, file, guide, rows] of notes)
    for (const row of rows) {
      const name = people[who]?.name ?? who;
      row.folded ??= fold(`${name} ${row[1]}`);
      yield parts.every((part) => row.folded.includes(part)) && { name, href: guide ? href : `${href}#l-${row[0]}`, file: `${file}:${row[0]}`, guide, text: row[1], on: row[2] };
    }
}

// Which signs of a text the words are found in: together, else as first letters; in a
// Han name also by its syllables.
const marks = (text, parts, said = []) => {
  const signs = [...text];
  const marked = new Set();
  const spelled = said.map((key) => key.split(" ")).filter((key) => key.length === signs.length);
  for (const spelling of [signs, ...spelled]) {
    let [full, owners, starts] = ["", [], []];
    spelling.forEach((sign, at) => {
      const plain = letters(sign);
      if (plain && (spelling !== signs || !letters(signs[at - 1] ?? ""))) starts.push(full.length);
      full += plain;
      owners.push(...[...plain].map(() => at));
    });
    const initials = starts.map((start) => full[start]).join("");
    for (const part of parts) {
      const from = starts.find((start) => full.startsWith(part, start)) ?? full.indexOf(part);
      const first = text.length < 40 ? initials.indexOf(part) : -1;
      for (let at = 0; at < part.length; at++) marked.add(from < 0 ? owners[starts[first + at]] : owners[from + at]);
    }
  }
  return [signs, marked];
};
const make = (name, type, ...inside) => {
  const node = document.createElement(name);
  if (type) node.className = type;
  node.append(...inside);
  return node;
};
const show = ([signs, marked], from = 0, to = Infinity) => {
  const nodes = [];
  signs.slice(from, to).forEach((sign, at) => {
    const lit = marked.has(from + at);
    if (at && lit === marked.has(from + at - 1)) nodes.at(-1).append(sign);
    else nodes.push(make(lit ? "mark" : "span", "", sign));
  });
  return nodes;
};
const snippet = (text, parts) => {
  const seen = marks(text, parts);
  const from = Math.max(0, Math.min(...[...seen[1]].filter(Number.isInteger), seen[0].length) - 24);
  return [from ? "…" : "", ...show(seen, from, from + 60), seen[0].length > from + 60 ? "…" : ""];
};
const row = (glyph, one, parts, more, below, why) => {
  const link = make("a", "who", ...show(marks(one.name, parts, one.list)));
  link.href = document.body.dataset.root + one.href;
  const picture = typeof glyph === "string" ? document.querySelector(glyph).cloneNode(true) : "#";
  const others = more.filter(Boolean).map((text) => make("span", "other", ...show(marks(text, parts))));
  return make("li", "", picture, make("div", "", link, ...others, make("small", "", ...below)), make("small", "note", why ?? ""));
};
const personRow = (one, parts) => {
  const node = row(`.az .p-${one.glyph}`, one, parts, [one.other, one.alias], snippet(one.about, parts), one.alias ? words.alias : one.initials && words.initials);
  if (one.last) Object.assign(node.dataset, { last: one.last, cadence: one.cadence, new: one.fresh });
  window.renmaiFresh?.(node);
  return node;
};
const noteRow = (one, parts) => row(`#glyphs svg:nth-child(${one.guide + 1})`, one, parts, [one.on], [...snippet(one.text, parts), " ", make("code", "", one.file)], one.guide ? words.guide : words.log);
const tagRow = (one, parts) => row(0, one, parts, [], [one.n === 1 ? words.countOne : words.count.replace("{n}", one.n)]);
const group = (title, rows, toNode, parts) =>
  rows.length ? make("section", "", make("div", "sec", make("h2", "", title), make("span", "note", rows.length)), make("ul", "", ...rows.slice(0, MOST).map((one) => toNode(one, parts)))) : "";

let turn = 0;
const search = () => {
  const mine = ++turn;
  const parts = field.value.split(/\s/).map(letters).filter(Boolean);
  everyone.hidden = parts.length > 0 && people?.length > 500;
  if (!people || !parts.length) return results.replaceChildren((found.value = ""));
  const [whom, which, what] = [find(people, parts), find(tags, parts), []];
  const draw = (done) => {
    const n = whom.length + which.length + what.length;
    for (let near = parts.join(""); done && !whom.length && !n && near; near = near.slice(0, -1)) whom.push(...find(people, [near]).slice(0, 5));
    found.value = !n && done ? words.none : n === 1 ? words.one : words.many.replace("{n}", n);
    results.replaceChildren(group(words.people, whom, personRow, parts), group(words.notes, what, noteRow, parts), group(words.tags, which, tagRow, parts));
  };
  draw();
  // Notes may be many: a few milliseconds at a time.
  const walk = findNotes(parts);
  const go = () => {
    const until = performance.now() + 10;
    while (mine === turn && notes) {
      const { value, done } = walk.next();
      if (done) return draw(true);
      if (value) what.push(value);
      if (performance.now() > until) return setTimeout(go);
    }
  };
  go();
};

const policy = window.trustedTypes?.createPolicy("renmai", { createScriptURL: (url) => url });
const load = (name) => new Promise((then) => {
  const url = base.replace("search.js", name);
  const script = document.createElement("script");
  script.src = policy ? policy.createScriptURL(url) : url;
  script.onload = then;
  document.head.append(script);
});
const begin = async () => {
  await load("search-index.js");
  ready(renmaiIndex);
  search();
  await load("search-notes.js");
  notes = renmaiNotes;
  search();
};
field.addEventListener("focus", begin, { once: true });
field.addEventListener("input", (event) => event.isComposing || search());
field.addEventListener("compositionend", search);
box.addEventListener("keydown", (event) => {
  const links = [...results.querySelectorAll(".who")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && event.target === field) links[0]?.click();
  if (step === undefined) return;
  event.preventDefault();
  if (step) (links[Math.min(at + step, links.length - 1)] ?? field).focus();
  else (field.value = ""), field.focus(), search();
});
// Coming back finds the words as they were left.
results.addEventListener("click", () => history.replaceState(null, "", "#q=" + encodeURIComponent(field.value)));
const left = /^#q=?(.*)/.exec(location.hash);
if (left) (field.value = decodeURIComponent(left[1])), field.focus();
}
