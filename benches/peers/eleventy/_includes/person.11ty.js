import { figures, SIGN_NAMES, texts } from "../figures.js";
import { balance, counted, dots, escape, half, known, listed, long, mark, medium, moon, page, PHASES, ring, short, spoken, track } from "../parts.js";
import { about, crumb, entryRow, facts, linked, prep, state } from "../sections.js";

const STATES = {
  initiative: { "mostly-me": "Mostly you", "leans-me": "Leans on you", even: "Even", "leans-them": "Leans on them", "mostly-them": "Mostly them" },
  exchange: { even: "Two-way", giving: "You give more", taking: "You receive more" },
  depth: { deep: "Goes deep", some: "Some depth", light: "Light" },
};
const SAID = {
  initiative: { "mostly-me": "mostly you speak first", "leans-me": "lately you usually speak first", even: "either of you speaks first", "leans-them": "they often speak first", "mostly-them": "mostly they speak first" },
  exchange: { even: "Two-way", giving: "You give more than you get", taking: "You receive more than you give" },
  depth: { deep: "in depth", some: "of some depth", light: "light so far" },
  phase: { fresh: "you talked lately", steady: "within its agreed rhythm", due: "its agreed rhythm has come round", drifting: "its rhythm has passed by a while", quiet: "quiet for a long time" },
};

function verdict(f) {
  const phase = SAID.phase[f.phase];
  const words = f.exchange && f.depth ? `${SAID.exchange[f.exchange]}, ${SAID.depth[f.depth]}; ${phase}` : phase[0].toUpperCase() + phase.slice(1);
  return `${words}${f.began ? `, and ${SAID.initiative[f.began]}` : ""}.`;
}

// Where a figure comes from: two lines stand open, more behind a disclosure.
function lines(f, entries) {
  const shown = entries.slice(0, 6).map((entry) => `<a class="link" href="${entry.href}">${short(entry.on)}, ${entry.where}</a>`);
  if (entries.length > 6) shown.push(`<a class="link" href="${f.data.long_log ? `${f.url}log.html` : `${f.url}#timeline`}">All ${entries.length}</a>`);
  return shown.join(" · ");
}
const evidence = (f, entries) => entries.length > 2
  ? `<details class="lines"><summary>${entries.length} lines</summary>${lines(f, entries)}</details>`
  : entries.length ? `<span class="lines">From: ${lines(f, entries)}</span>` : "";
const factLine = (f, line) => `<span class="lines">From: <a class="link" href="${f.url}#facts">line ${line}</a></span>`;

const FEW = '<p class="few">Too few notes to say.</p>';
const reading = (name, value, body) => `<li><h3>${name}<b>${value || "–"}</b></h3>${value ? body : FEW}</li>`;

function readings(f, since) {
  const last = f.streak >= 2 && f.mine && f.theirs ? ` The last ${counted(f.streak)} were ${f.directed[0].by === "me" ? "yours" : "theirs"}.` : "";
  const began = f.theirs ? (f.mine ? `You began ${f.mine}, they began ${f.theirs}.` : `They began all ${counted(f.theirs)}.`) : `You began all ${counted(f.mine)}.`;
  const named = f.gifts.flatMap(({ gave, got }) => [gave, got].filter(Boolean)).slice(0, 3).map((one) => spoken(one.text));
  const n = f.deep.length;
  const deep = n > 1 ? `${n} of ${f.year.length} were in person or long talks.` : `${n ? "One" : "None"} of ${f.year.length} was in person or a long talk.`;
  const covers = [f.covers.length ? `Covers your gap: ${listed(f.covers.map(spoken))}.` : "", f.covered.length ? `You cover their need: ${listed(f.covered.map(spoken))}.` : ""].filter(Boolean).join(" ");
  return `<li${since}><h3>Rhythm<b class="p-${f.phase}">${PHASES[f.phase]}</b></h3>${track(f.ratio, f.phase, 196, 6)}<div><p class="since">${f.days} day${f.days === 1 ? "" : "s"} since the last; agreed every ${f.cadence}</p>${evidence(f, f.talks.slice(0, 1))}</div></li>
${reading("Initiative", STATES.initiative[f.began], `<div class="bar"><span>You ${f.mine}</span>${balance(f.mine, f.theirs, 120)}<span>${f.theirs} They</span></div><div><p>${began}${last}</p>${evidence(f, f.directed)}</div>`)}
${reading("Exchange", STATES.exchange[f.exchange], `<div class="bar"><span>Gave ${f.given}</span>${balance(f.given, f.got, 120)}<span>${f.got} Got</span></div><div><p>Gave ${f.given}, received ${f.got}: ${listed(named)}.</p>${evidence(f, f.gifts)}</div>`)}
${reading("Depth", STATES.depth[f.depth], `${dots(n, f.year.length)}<div><p>${deep}</p>${evidence(f, f.deep)}</div>`)}
${reading("Fit", covers && "Complements you", `<span></span><div><p>${covers}</p>${factLine(f, f.covers.length ? f.data.lines.strengths : f.data.lines.needs)}</div>`)}`;
}

const ANSWERS = { yes: `${mark("done")}<span class="sr">yes</span>`, no: `${mark("open")}<span class="sr">no</span>`, unknown: '<span class="dim" aria-hidden="true">?</span><span class="sr">unknown</span>' };

function checks(f) {
  const extra = [];
  if (f.consistency.of) extra.push(["Consistency", `in ${f.consistency.part} of the last ${f.consistency.of} rhythms`, lines(f, f.talks)]);
  if (f.slipping) extra.push(["Slipping", `you used to talk about every ${f.slipping} days; now ${f.days}`, lines(f, f.talks)]);
  for (const { by, all, open, of, onTime } of f.promises) {
    if (!all.length) continue;
    const words = [of ? `${onTime} of ${of} on time` : "", open ? `${open} open` : ""].filter(Boolean).join(", ");
    extra.push([by === "me" ? "My promises" : "Their promises", words, all.map((task) => `<a class="link" href="${f.url}#t-${task.line}">line ${task.line}</a>`).join(" · ")]);
  }
  const from = [...f.checks.filter(([, , entries]) => entries.length).map(([name, , entries]) => [name, "", lines(f, entries)]), ...extra];
  return `<ul class="checks" aria-label="Six checks and more">${f.checks.map(([name, answer]) => `<li>${ANSWERS[answer]}<span>${name}</span></li>`).join("")}${extra.map(([label, text]) => `<li><span><span class="dim">${label}</span> ${text}</span></li>`).join("")}</ul>
<details class="how lines-of"><summary>Where these come from</summary><dl class="pairs">${from.map(([label, , html]) => `<dt>${label}</dt><dd>${html}</dd>`).join("")}</dl></details>`;
}

const HOW = `<details class="how"><summary>How is this worked out?</summary><dl class="pairs"><dt>Rhythm</dt><dd>Days since the last real talk (a talk or deeper), divided by the rhythm you agreed on: this number, r, is the moon. The rhythm is the person’s own, else their circle’s, else the shortest of their tags’, else the 90 days of the settings.</dd><dt>Initiative</dt><dd>Of the past 365 days, the contacts you began against those they began. “Mostly” is said only when the 95 % interval of the share leaves one half behind, “leans” from 60 %, and nothing below five such contacts.</dd><dt>Exchange</dt><dd>What you noted as given and as received in the past 365 days, a small thing counting 1, a medium one 2, a large one 4. It is two-way while neither side is more than three times the other; below three such notes nothing is said.</dd><dt>Depth</dt><dd>The share of meetings, meals, visits and talks marked deep among all contacts of the past 365 days. From 50 % it goes deep, from 20 % it has some depth, and below three contacts nothing is said.</dd><dt>Fit</dt><dd>Your gaps that their strengths cover, their needs that you can meet, and your own ticks under complementarity and empowerment. After 180 days the ticks are worth another look.</dd></dl><p>A figure speaks of your own upkeep, never of the person. <a class="link" href="/method/">The rules in full</a></p></details>`;

const MONTHS = `<div class="years"><span class="mlab"></span><div class="months" aria-hidden="true"><span>Jan</span><span>Feb</span><span>Mar</span><span>Apr</span><span>May</span><span>Jun</span></div><div class="months" aria-hidden="true"><span>Jul</span><span>Aug</span><span>Sep</span><span>Oct</span><span>Nov</span><span>Dec</span></div>`;
const LEGEND = `<p class="legend"><span>${mark("me")}You began</span><span>${mark("them")}They began</span><span>Large: in person or long; small: a message</span></p>`;

function years(f) {
  const byYear = new Map([2024, 2025, 2026].map((year) => [year, new Map()]));
  for (const entry of f.entries) {
    const weeks = byYear.get(+entry.on.slice(0, 4));
    if (!weeks) break;
    const at = Math.min(52, Math.floor((Date.parse(entry.on) - Date.parse(`${entry.on.slice(0, 4)}-01-01`)) / 86400000 / 7) + 1);
    const week = weeks.get(at);
    if (!week) weeks.set(at, { by: entry.by, large: entry.depth === 2 });
    else {
      if (week.by !== entry.by) week.by = "both";
      week.large ||= entry.depth === 2;
    }
  }
  const rows = [...byYear].filter(([, weeks], at, all) => all.slice(0, at + 1).some(([, some]) => some.size));
  const row = ([year, weeks]) => `<span class="lab">${year}<span class="sr">${year}: ${weeks.size === 1 ? "one week" : `${weeks.size} weeks`} with contact</span><span class="h2i" aria-hidden="true"> H1</span></span>${half(weeks, 1)}<span class="lab h2l" aria-hidden="true">H2</span>${half(weeks, 27)}`;
  if (!rows.length) return "";
  return `<section aria-labelledby="years">
<div class="sec"><h2 id="years">${["", "One year", "Two years", "Three years"][rows.length]}</h2><span class="note">One mark a week</span></div>
${MONTHS}
${rows.map(row).join("\n")}
</div>
${LEGEND}
</section>
`;
}

function timeline(f) {
  let year = "";
  const rows = f.entries.slice(0, 10).map((entry) => {
    const fresh = year !== entry.on.slice(0, 4);
    year = entry.on.slice(0, 4);
    return entryRow(entry, fresh ? long(entry.on) : short(entry.on));
  });
  const all = f.data.long_log ? `<a class="link" href="${f.url}log.html">All ${f.entries.length}</a>` : "";
  return `<section aria-labelledby="timeline">
<div class="sec"><h2 id="timeline">Timeline</h2>${all}</div>
<ol class="log">${rows.join("")}</ol>
</section>
`;
}

const task = (f, { done, by, text, due, line }) => `<li id="t-${line}"${done ? ' class="is-open"' : ""}>${mark(done ? "done" : "box")}<span>${escape(text)} <small class="dim">${by === "me" ? "your" : "their"} promise, ${f.whenDue(due)}</small></span></li>`;
const tasks = (f) => f.tasks.length ? `<section id="tasks">
<div class="sec"><h2>${texts.get(f.id).includes("\n## 约定") ? "约定" : "Promises"}</h2></div>
<ul class="ticks">${f.tasks.map((one) => task(f, one)).join("")}</ul>
</section>
` : "";

function sign(f, { id, lines: from }) {
  const loan = f.loans[0];
  const words = id === "mostly-me"
    ? f.theirs ? `Of the contacts you wrote down this year, ${f.mine} began with you and ${f.theirs} with them.` : `Of the contacts you wrote down this year, all ${f.mine} began with you.`
    : id === "lopsided" ? `You noted ${f.given} given and ${f.got || "nothing"} received this year.` : `${loan.amount} was agreed for ${short(loan.due)}; that is ${loan.days} days ago.`;
  return `<div class="watchnote sign"><span class="tag-watch">${moon("watch")}${SIGN_NAMES[id]}</span><p>${words}</p>${from.length ? evidence(f, from) : factLine(f, f.data.lines.money)}<a class="link" href="/method/#${id}">What to do</a></div>
`;
}

export function render(data) {
  const f = figures(data);
  const since = ` data-last="${data.last}" data-cadence="${f.cadence}"`;
  const { roman, connected } = known(f.id);
  const tags = [...new Set(data.labels)].map((tag) => `<a class="plain" href="/tags/${encodeURIComponent(tag)}/">${spoken(tag)}</a> `).join("");
  return page(data.name, "profile", `${crumb(data)}
<div class="hero"${since}>
<div class="face">${ring(f.ratio, f.phase)}<span><b>${f.days}</b>day${f.days === 1 ? "" : "s"}</span></div>
<div><h1>${spoken(data.name)}${roman ? ` <span class="light">${escape(roman)}</span>` : ""}</h1><p class="about">${about(data)}</p><p class="tags">${tags}</p>
</div><div class="btns"><a class="btn" href="tel:${data.phone.replaceAll(" ", "")}">Call</a><a class="btn" href="mailto:${escape(data.email)}">Email</a></div>
</div>
<div class="verdict"${since}>${state(f.phase)}${f.watch ? `<span class="tag-watch">${moon("watch")}Watch</span>` : ""}<p>${verdict(f)}</p></div>
${f.signs.map((one) => sign(f, one)).join("")}<div class="callout"><h2>Next step</h2><p>${spoken(f.next.text)}</p>${f.next.on ? `<span class="note" data-on="${f.next.on}">${f.next.note}</span>` : ""}</div>
<nav class="jump" aria-label="On this page"><a href="#health">Health</a><a href="#years">Years</a><a href="#timeline">Timeline</a><a href="#facts">Facts</a></nav>
<div class="cols"><div class="main">
<section class="prep" aria-labelledby="prep">
<div class="sec"><h2 id="prep">Before you meet</h2><a class="link" href="${f.url}card.html">Print card</a></div>
${prep(f)}
</section>
<section aria-labelledby="health">
<div class="sec strong"><h2 id="health">How it is going</h2><span class="note">${f.year.length ? `From ${counted(f.year.length)}` : "No"} interaction${f.year.length === 1 ? "" : "s"} in 12 months</span></div>
<ul class="health">
${readings(f, since)}
</ul>
${checks(f)}
${HOW}
</section>
${years(f)}${timeline(f)}${tasks(f)}<section aria-labelledby="notes"><div class="sec"><h2 id="notes">Notes</h2></div><div class="doc">${data.content}</div></section>
</div>
<div class="rail">
<section aria-labelledby="facts">
<div class="sec"><h2 id="facts">Facts</h2></div>
<dl class="facts say">
${facts(f)}
</dl></section>
${connected.length ? `<section aria-labelledby="connected">
<div class="sec"><h2 id="connected">Connected to</h2></div>
<ul class="rows linked">${connected.map(({ to, as }) => `<li>${linked(data.collections, to)}<small>${escape(as)}</small></li>`).join("")}</ul>
</section>
` : ""}<section aria-labelledby="file">
<div class="sec bare"><h2 id="file">File</h2></div>
<p class="mono soft">people/${f.id}.md</p>
</section>
</div></div>`);
}
