// Sections that stand on more than one page.
import { figuresOf } from "./figures.js";
import { balance, beads, CIRCLES, escape, known, listed, many, mark, medium, moon, part, PHASES, short, iso, spoken, track } from "./parts.js";

export const about = (data) => [data.company, data.location].filter(Boolean).map(spoken).join(" · ");
export const state = (phase) => `<span class="state p-${phase}">${moon(phase)}${PHASES[phase]}</span>`;

export const crumb = (data, more = "") => `<nav aria-label="Where this page stands"><ol class="crumb"><li><a class="plain" href="/people/">People</a></li>${data.circle ? `<li><a class="plain" href="/by-circle/#circle-${data.circle}">${CIRCLES[data.circle].title}</a></li>` : ""}${more}</ol></nav>`;

const BY = { me: "you began", them: "they began", both: "both of you" };

// One entry of a log.
export function entryRow(entry, when) {
  const noted = [entry.mention && "Mentioned in the journal", entry.felt, entry.ask && "they asked for something", BY[entry.by]].filter(Boolean).join(" · ");
  const text = `${entry.mention ? `<a href="${entry.mention.url}">${escape(entry.mention.name)}</a> ` : ""}${escape(entry.text)}`;
  const swap = [
    entry.gave && `<span><b class="c-me">Gave</b>${escape(entry.gave.text)}</span>`,
    entry.got && `<span><b class="c-them">Got</b>${escape(entry.got.text)}</span>`,
    entry.with && `<span><b>With</b><a class="plain" href="/people/${entry.with.id}/">${spoken(entry.with.name)}</a></span>`,
  ].filter(Boolean).join("");
  return `<li id="${entry.anchor}">${mark(entry.by)}<h3>${entry.title}</h3><span class="meta"><time datetime="${entry.on}">${when}</time><span>${noted}</span></span><p class="say">${text}</p>${swap && `<p class="swap">${swap}</p>`}</li>`;
}

// Three topics, and what to remember and what is open between us.
export function prep(f) {
  const topics = [...f.topics, f.give].map(({ subject, question, source }, at, all) => `<li><b>${at + 1}</b><div><strong>${spoken(subject)}.</strong> ${at === all.length - 1 ? '<span class="give first">Give first:</span> ' : ""}${question}<small>${source}</small></div></li>`).join("");
  const next = f.birthday?.next;
  const soon = next && next < "2026-12-25" ? `<dt>Remember</dt><dd>${spoken(f.data.name)}’s birthday (${short(next)}).</dd>` : "";
  const open = f.loans.map((loan) => `They owe you ${loan.amount} (${f.whenDue(loan.due)}, ${loan.written ? "" : "not "}in writing).`).join(" ");
  return `<ol>${topics}</ol>${soon || open ? `\n<dl class="pairs">${soon}${open ? `<dt>Open</dt><dd>${open}</dd>` : ""}</dl>` : ""}`;
}

const fact = (label, values, note = "", id = "") => `<div${id}><dt>${label}</dt><dd>${values.map((value) => `<div>${value}</div>`).join("")}${note}</dd></div>`;
const birth = ({ words, born }) => words ?? medium(born);

export function facts(f) {
  const { data, birthday, loans } = f;
  const list = [];
  if (birthday) list.push(fact("Birthday", [birth(birthday)], birthday.note ? `<small>${birthday.note}</small>` : ""));
  list.push(fact("Likes", [listed(many(data.interests).map(spoken))]), fact("Good at", [listed(many(data.strengths).map(spoken))]));
  if (data.needs) list.push(fact("Looks for", [listed(many(data.needs).map(spoken))]));
  if (data.projects) list.push(fact("Now", data.projects.map((one) => `${spoken(one.name)}, next on ${medium(iso(one.next))}`)));
  if (data.met) list.push(fact("Met", [medium(iso(data.met.on)), spoken(data.met.place)]));
  list.push(fact("Reach", [`Phone: ${escape(data.phone)}`, `Email: ${escape(data.email)}`], "", ' id="reach"'));
  if (data.circle) list.push(fact("Circle", [CIRCLES[data.circle].title]));
  if (loans.length) list.push(fact("Money", loans.map((loan) => `they owe you ${loan.amount}, its day was ${loan.days} days ago, ${loan.written ? "" : "not "}in writing`)));
  return list.join("\n");
}

// On a card stand three of them at most.
export function cardFacts(f) {
  const { data, birthday } = f;
  const likes = [["Likes", data.interests], ["Good at", data.strengths]];
  const list = likes.map(([label, values]) => `<dt>${label}</dt><dd>${listed(many(values).map(spoken))}</dd>`);
  if (birthday) list.unshift(`<dt>Birthday</dt><dd>${birth(birthday)}${birthday.note ? ` <span class="dim">${birthday.note}</span>` : ""}</dd>`);
  if (data.met) list.push(`<dt>Met</dt><dd>${medium(iso(data.met.on))}; ${spoken(data.met.place)}</dd>`);
  return `<dl class="pairs">${list.slice(0, 3).join("")}</dl>`;
}

// A person with their moon, made once and placed wherever they are named.
const links = new Map();
let byId;
export function linked(collections, id) {
  let html = links.get(id);
  if (html) return html;
  byId ??= new Map(collections.people.map((item) => [item.fileSlug, item]));
  const f = figuresOf(byId.get(id));
  html = `<span class="p" data-last="${f.data.last}" data-cadence="${f.cadence}">${moon(f.phase)}<span class="sr">${PHASES[f.phase]} </span><a class="plain" href="${f.url}">${spoken(f.data.name)}</a></span>`;
  links.set(id, html);
  return html;
}

// A person on a list, made once and placed on every list they are on.
const made = new Map();
function row(item) {
  let html = made.get(item.fileSlug);
  if (html) return html;
  const f = figuresOf(item);
  const { data } = f;
  const { roman } = known(f.id);
  html = `<tr data-phase="${f.phase}"${f.watch ? " data-watch" : ""} data-last="${data.last}" data-cadence="${f.cadence}">
<th scope="row"><div class="person">${moon(f.phase)}<span><a class="who" href="${f.url}">${spoken(data.name)}</a>${roman ? `<span class="other">${escape(roman)}</span>` : ""}${f.watch ? `<span class="tag-watch">${moon("watch")}Watch</span>` : ""}</span><small>${about(data)}</small></div></th>
<td class="c-circle">${CIRCLES[data.circle]?.title ?? ""}</td>
<td class="rhythm"><b>${PHASES[f.phase]}</b> ${f.days} / ${f.cadence} d${track(f.ratio, f.phase, 112, 4)}</td>
<td class="c-months">${beads(f.months)}</td>
<td class="c-versus"><span class="versus"><span>${f.mine}</span>${balance(f.mine, f.theirs, 64)}<span>${f.theirs}</span></span></td>
<td class="next">${spoken(f.next.text)}</td></tr>`;
  made.set(item.fileSlug, html);
  return html;
}

const SORTS = [["people", "attention", "Attention"], ["by-last", "last", "Last contact"], ["by-circle", "circle", "Circle"], ["by-name", "name", "Name"]];
const chip = (url, phase, name, n) => `<a class="chip${phase === "watch" ? " watch" : ""}" href="${url}#f-${phase}" data-phase="${phase}"${phase === "all" ? ' aria-current="true"' : ""}>${phase === "all" ? "" : moon(phase)}<b>${name}</b> <span class="n">${n}</span></a>\n`;
const FILTERS = ["all", "due", "drifting", "quiet", "steady", "fresh", "watch"].map((phase) => `<span class="filter" id="f-${phase}"></span>`).join("");

function chips(url, items) {
  const found = items.map(figuresOf);
  const of = (phase) => found.filter((f) => f.phase === phase).length;
  return `<nav class="chips" aria-label="Show only">
${chip(url, "all", "All", found.length)}${["due", "drifting", "quiet", "steady", "fresh"].map((phase) => chip(url, phase, PHASES[phase], of(phase))).join("")}${chip(url, "watch", "Watch", found.filter((f) => f.watch).length)}</nav>
`;
}

let ledeAndChips;
function everybody(collections) {
  if (ledeAndChips) return ledeAndChips;
  const found = collections.people.map(figuresOf);
  const ready = found.filter((f) => f.phase === "due" || f.phase === "drifting").length;
  const circles = Object.entries(CIRCLES).map(([id, { title }]) => `<a class="chip" href="/by-circle/#circle-${id}"><b>${title}</b> <span class="n">${found.filter((f) => f.data.circle === id).length}</span></a>\n`);
  const tags = [...collections.byTag].sort(([, a], [, b]) => b.length - a.length).slice(0, 6);
  const of = ([tag, items]) => `<a class="chip" href="/tags/${encodeURIComponent(tag)}/"><b><span aria-hidden="true">#</span>${spoken(tag)}</b> <span class="n">${items.length}</span></a>\n`;
  return (ledeAndChips = {
    lede: `<p class="lede"><strong>${found.length} people</strong>; <strong>${ready}</strong> are ready for a word from you and <strong>${found.filter((f) => f.watch).length}</strong> are worth a second look.</p>`,
    chips: `<nav class="chips" aria-label="By circle and tag">
${circles.join("")}${tags.map(of).join("")}</nav>
`,
  });
}

const HEAD = `<table class="grid people">
<caption class="sr">Everyone, with rhythm, months, who begins and the next step</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Circle</th><th scope="col">Rhythm</th><th scope="col">12 months</th><th scope="col">Who begins<br>you · they</th><th scope="col">Next step</th></tr></thead>
`;

// A part of a list: of everybody, sorted one way, or of those with a tag.
export function people(list, collections) {
  const url = part(list.name, list.at).replace("index.html", "");
  const all = everybody(collections);
  const sorts = list.tag ? "" : `
<nav class="sort" aria-label="Sort"><span aria-hidden="true">Sort</span>${SORTS.map(([name, key, title]) => `<a href="/${name}/" data-sort="${key}"${name === list.name ? ' aria-current="page"' : ""}>${title}</a>`).join("")}</nav>`;
  const pages = list.of > 1 ? `<nav class="letters" aria-label="More pages">${Array.from({ length: list.of }, (_, at) => `<a href="${part(list.name, at).replace("index.html", "")}"${at === list.at ? ' aria-current="page"' : ""}>${at * 500 + 1}–${Math.min(list.total, at * 500 + 500)}</a>`).join("")}</nav>\n` : "";
  let group;
  const rows = list.items.map((item) => {
    const title = list.group(item);
    if (title === group) return row(item);
    const begins = group === undefined ? "" : "</tbody>\n";
    group = title;
    if (!title) return `<tbody>\n${row(item)}`;
    return `${begins}<tbody${list.name === "by-circle" && item.data.circle ? ` id="circle-${item.data.circle}"` : ""}>\n<tr class="grp"><td colspan="6"><h2>${title}</h2><span class="note">${list.counts.get(title)}${list.name === "by-circle" && item.data.circle ? ` · ${CIRCLES[item.data.circle].often}` : ""}</span></td></tr>\n${row(item)}`;
  });
  return `<div class="head low"><div>
<h1>${list.tag ? `<span class="dim">#</span>${spoken(list.tag)}` : "People"}</h1>${list.tag ? `<p class="lede"><strong>${list.total} people</strong> with this tag.</p>` : all.lede}
</div>${sorts}
</div>${FILTERS}
${chips(url, list.items)}${list.tag ? "" : all.chips}${pages}${HEAD}${rows.join("\n")}
</tbody>
</table>`;
}
