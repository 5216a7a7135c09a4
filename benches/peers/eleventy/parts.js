// What the templates share.
import { readFileSync } from "node:fs";

export const SORTS = ["people", "by-name", "by-last", "by-circle"];
const MOST_ROWS = 500;

export const escape = (text) =>
  String(text ?? "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

const day = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : escape(value));

export function chunks(all) {
  const parts = [];
  for (let at = 0; at < all.length; at += MOST_ROWS) parts.push(all.slice(at, at + MOST_ROWS));
  return parts;
}

export function sorted(people, sort) {
  const key = { people: "last", "by-name": "name", "by-last": "last", "by-circle": "circle" }[sort];
  const keys = new Map(people.map((item) => [item, String(day(item.data[key]))]));
  const order = [...people].sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0));
  return sort === "people" ? order.reverse() : order;
}

export const part = (name, at) => (at ? `/${name}/page/${at + 1}/index.html` : `/${name}/index.html`);

// The header of the pages compared with, put there by benches/compare.sh.
const FRAME = readFileSync(new URL("./frame.html", import.meta.url), "utf8");
const NAV = `<header class="side"><a class="brand" href="/">Measured</a>
<nav aria-label="Main pages"><ul>
<li><a href="/">Today</a></li><li><a href="/people/">People</a></li><li><a href="/by-name/">By name</a></li><li><a href="/by-last/">By last</a></li><li><a href="/by-circle/">By circle</a></li><li><a href="/guides/">Guides</a></li><li><a href="/plans/">Goals</a></li><li><a href="/tags/">Tags</a></li>
</ul></nav></header>
${FRAME}`;

export const page = (title, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'">
<meta name="robots" content="noindex,nofollow,noarchive">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)} · Measured</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
${NAV}
<main id="main">${main}</main>
</body>
</html>
`;

export const about = (data) => [data.role, data.company, data.location].filter(Boolean).map(escape).join(" · ");

export function facts(data) {
  const one = ["circle", "org", "company", "role", "location", "birthday", "lunar_birthday", "timezone", "description"];
  const many = ["interests", "strengths", "needs", "avoid", "languages"];
  const fact = (key, value) => `<div><dt>${key}</dt><dd>${value}</dd></div>`;
  const list = [
    ...one.filter((key) => data[key]).map((key) => fact(key, day(data[key]))),
    ...many.filter((key) => data[key]).map((key) => fact(key, [data[key]].flat().map(escape).join(", "))),
  ];
  if (data.met) list.push(fact("met", `${day(data.met.on)} ${escape(data.met.place)}`));
  return `<dl class="facts">${list.join("")}</dl>`;
}

const made = new Map();
function row(item) {
  let html = made.get(item.url);
  if (!html) {
    const data = item.data;
    html = `<tr data-circle="${escape(data.circle)}"><th scope="row"><a class="who" href="${item.url}">${escape(data.name)}</a><small>${about(data)}</small></th><td>${escape(data.circle)}</td><td>${day(data.last)}</td><td>${(data.labels || []).map(escape).join(", ")}</td><td>${data.email ? `<a href="mailto:${escape(data.email)}">${escape(data.email)}</a>` : ""}</td></tr>`;
    made.set(item.url, html);
  }
  return html;
}

export function rows(name, list) {
  const pagers = Array.from({ length: list.of }, (_, at) => `<a href="${part(name, at)}">${at + 1}</a>`).join(" ");
  return `<nav class="letters">${pagers}</nav><table class="people"><thead><tr><th>Name</th><th>Circle</th><th>Last</th><th>Tags</th><th>Reach</th></tr></thead><tbody>${list.part.map(row).join("\n")}</tbody></table>`;
}

export { day };
