// What the templates share: the frame, small drawings, words.
import { readFileSync } from "node:fs";
import matter from "gray-matter";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

// Put beside this file by benches/compare.sh: the header of the pages compared with, what
// needs everybody's files, and what the journal's owner says of themselves.
const FRAME = read("./frame.html");
const NETWORK = JSON.parse(read("./network.json"));
export const me = matter(read("./me.md")).data;
export const known = (id) => NETWORK[id] ?? { heard: [], connected: [], lunar: [], said: [], roman: null };

export const TODAY = Date.parse("2026-11-24");
export const DAY = 86400000;
export const MOST_ROWS = 500;

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text) => {
  const plain = String(text ?? "");
  return /[&<>"]/.test(plain) ? plain.replace(/[&<>"]/g, (sign) => SIGNS[sign]) : plain;
};

// Han words are marked, for their own font and voice.
const HAN = /\p{Script=Han}+/gu;
const spokenOnce = new Map();
export function spoken(text) {
  let html = spokenOnce.get(text);
  if (html === undefined) {
    html = escape(text).replace(HAN, '<span lang="zh">$&</span>');
    spokenOnce.set(text, html);
  }
  return html;
}

// A date of the front matter or a text, as 2026-11-24.
export const iso = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ""));

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
export const short = (on) => `${+on.slice(8)} ${MONTHS[on.slice(5, 7) - 1]}`;
export const medium = (on) => `${short(on)} ${on.slice(0, 4)}`;
export const long = (on) => `${+on.slice(8)} ${LONG[on.slice(5, 7) - 1]} ${on.slice(0, 4)}`;
export const ago = (on) => Math.round((TODAY - Date.parse(on)) / DAY);
export const dayAt = (time) => new Date(time).toISOString().slice(0, 10);

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
export const counted = (n) => WORDS[n] ?? String(n);
export const listed = (items) => items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
export const many = (value) => [value ?? []].flat();
const px = (length) => String(Math.round(length * 100) / 100);

export const PHASES = { fresh: "Fresh", steady: "Steady", due: "Due", drifting: "Drifting", quiet: "Quiet" };
export const CIRCLES = {
  inner: { title: "Inner", days: 14, often: "every two weeks" },
  close: { title: "Close", days: 30, often: "once a month" },
  kin: { title: "Family", days: 30, often: "once a month" },
  friend: { title: "Friend", days: 90, often: "once a quarter" },
  known: { title: "Known", days: 180, often: "twice a year" },
};

const MOONS = {
  fresh: '<circle cx="8" cy="8" r="7"/>',
  steady: '<circle class="o" cx="8" cy="8" r="6.3"/><path d="M8 1A7 7 0 0 0 8 15A3.4 7 0 0 0 8 1"/>',
  due: '<circle class="o" cx="8" cy="8" r="6.3"/><path d="M8 1A7 7 0 0 0 8 15"/>',
  drifting: '<circle class="o" cx="8" cy="8" r="6.3"/><path d="M8 1A7 7 0 0 0 8 15A3.6 7 0 0 1 8 1"/>',
  quiet: '<circle class="o gap" cx="8" cy="8" r="6.3"/>',
  watch: '<path d="M8 .8 15.2 8 8 15.2.8 8z"/><path class="cut" d="M8 4.6v4M8 10.9v.1"/>',
};
export const moon = (phase) => `<svg class="moon p-${phase}" viewBox="0 0 16 16" aria-hidden="true">${MOONS[phase]}</svg>`;

const MARKS = {
  done: ["m-done", '<circle class="o" cx="8" cy="8" r="7"/><path class="o" d="m5 8.2 2.1 2.1L11.2 6"/>'],
  open: ["m-open", '<circle class="o" cx="8" cy="8" r="7"/>'],
  box: ["m-open", '<rect class="o" x="1" y="1" width="14" height="14" rx="3.5"/>'],
  me: ["c-me", '<circle cx="8" cy="8" r="4.5"/>'],
  them: ["c-them", '<circle class="o w" cx="8" cy="8" r="4"/>'],
  both: ["c-them", '<circle class="o w" cx="8" cy="8" r="4"/><circle class="c-me" cx="8" cy="8" r="1.7"/>'],
};
export const mark = (kind) => `<svg class="mark ${MARKS[kind][0]}" viewBox="0 0 16 16" aria-hidden="true">${MARKS[kind][1]}</svg>`;

export function ring(ratio, phase) {
  const round = 'd="M52 3a49 49 0 1 1-.01 0"';
  const arc = (name, turns, width) => `<path class="${name}" ${round} pathLength="100" stroke-width="${width}" stroke-dasharray="${px(Math.min(1, turns) * 100)} 100"/>`;
  const lit = ratio <= 1 ? arc("arc past", 0, 4) + arc("arc", ratio, 4) : arc("arc past", 1, 4) + arc("arc", ratio - 1, 5.5);
  return `<svg class="ring p-${phase}" viewBox="0 0 104 104" width="104" height="104" aria-hidden="true"><path class="u" ${round} stroke-width="4"/>${lit}<path class="tick" d="M52 0.5v5.5"/></svg>`;
}

export function track(ratio, phase, width, height) {
  const middle = (height + 8) / 2;
  const lit = Math.min(width - height, Math.max(0, width * Math.min(1, ratio * 0.66) - height));
  return `<svg class="track p-${phase}" viewBox="0 0 ${width} ${height + 8}" width="${width}" height="${height + 8}" stroke-width="${height}" aria-hidden="true"><path class="u" d="M${height / 2} ${middle}h${width - height}"/>${ratio > 0 ? `<path d="M${height / 2} ${middle}h${px(lit)}"/>` : ""}<path class="tick" d="M${px(width * 0.66)} 0v${height + 8}"/></svg>`;
}

export function balance(left, right, width) {
  const half = width / 2;
  const most = Math.max(left, right, 4);
  const mine = left ? `<rect class="c-me" x="${px(half - (left / most) * half)}" y="5" width="${px((left / most) * half)}" height="8" rx="2"/>` : "";
  const theirs = right ? `<rect class="hollow" x="${half + 0.9}" y="5.9" width="${px((right / most) * half - 1.8)}" height="6.2" rx="1.6"/>` : "";
  return `<svg class="balance" viewBox="0 0 ${width} 18" width="${width}" height="18" aria-hidden="true"><path class="u" d="M4 9h${width - 8}"/>${mine}${theirs}<path class="tick" d="M${half} 0v18"/></svg>`;
}

export function dots(n, of) {
  const pitch = of <= 10 ? 18 : 16;
  if (of > 12) {
    const width = 12 * pitch - pitch + 11;
    return `<svg class="segments" viewBox="0 0 ${width} 6" width="${width}" height="6" preserveAspectRatio="none" aria-hidden="true"><rect class="u" width="${width}" height="6" rx="2"/><rect width="${px((width * n) / of)}" height="6" rx="2"/></svg>`;
  }
  const width = (of - 1) * pitch + 11;
  const dot = (_, at) => `<circle${at < n ? "" : ' class="o"'} cx="${5.5 + at * pitch}" cy="5.5" r="${at < n ? 5.5 : 4.8}"/>`;
  return `<svg class="dots" viewBox="0 0 ${width} 11" width="${width}" height="11" aria-hidden="true">${Array.from({ length: of }, dot).join("")}</svg>`;
}

const path = (name, d) => (d ? `<path class="${name}" d="${d}"/>` : "");

// Twelve months, oldest left: who began in each.
export function beads(months) {
  let me = "", them = "", core = "";
  months.forEach((by, at) => {
    const x = 4 + 9 * at;
    if (by === "me") me += `M${x} 7h0`;
    if (by === "them" || by === "both") them += `M${x} 4a3 3 0 1 0 .01 0z`;
    if (by === "both") core += `M${x} 7h0`;
  });
  return `<svg class="beads" viewBox="-.5 0 108 14" width="108" height="14" aria-hidden="true"><path class="b0" d="M4 7h99.1"/>${path("b1", me)}${path("b2", them)}${path("b3", core)}</svg>`;
}

// Half a year: a mark for each week with an entry.
export function half(weeks, first) {
  const d = ["", "", "", "", ""];
  for (let at = 0; at < 26; at++) {
    const week = weeks.get(first + at);
    if (!week) continue;
    const x = 6 + 12 * at;
    if (week.by === "me") d[week.large ? 1 : 0] += `M${x} 7h0`;
    else if (week.by === "both") (d[3] += `M${x} 3a4 4 0 1 0 .01 0z`), (d[4] += `M${x} 7h0`);
    else if (week.large) d[3] += `M${x} 3a4 4 0 1 0 .01 0z`;
    else d[2] += `M${x} 4.8a2.2 2.2 0 1 0 .01 0z`;
  }
  return `<svg class="half" viewBox="0 0 312 14" aria-hidden="true"><path class="b0" d="M6 7h300.1"/>${path("y1", d[0])}${path("y2", d[1])}${path("y3", d[2])}${path("y4", d[3])}${path("b3", d[4])}</svg>`;
}

const SHEETS = {
  profile: '<link rel="stylesheet" href="/static/writing.css">\n<link rel="stylesheet" href="/static/profile.css">',
  card: '<link rel="stylesheet" href="/static/profile.css">',
  people: '<link rel="stylesheet" href="/static/people.css">',
  plain: '<link rel="stylesheet" href="/static/writing.css">',
};

export const page = (title, kind, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'">
<meta name="robots" content="noindex,nofollow,noarchive">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Measured</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/style.css">
${SHEETS[kind]}
<link rel="stylesheet" href="/static/print.css" media="print">
<script src="/static/freshness.js" defer blocking="render"></script>
<script src="/static/page.js" defer blocking="render"></script>${kind === "people" ? '\n<script src="/static/people.js" defer blocking="render"></script>' : ""}
</head>
${FRAME}
<main id="main" tabindex="-1">
<p class="notice" id="stale" role="status" hidden></p>
${main}
</main>
</div>
</body>
</html>
`;

export function chunks(all) {
  const parts = [];
  for (let at = 0; at < all.length; at += MOST_ROWS) parts.push(all.slice(at, at + MOST_ROWS));
  return parts;
}

export const part = (name, at) => (at ? `/${name}/page/${at + 1}/index.html` : `/${name}/index.html`);
