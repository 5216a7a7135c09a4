// What a template can work out of the log by itself: who began, a mark a month, the last
// entries, six answers.
import { day, escape } from "./parts.js";

const TODAY = Date.parse("2026-11-24");
const CADENCE = { inner: 14, close: 30, friend: 90, known: 180 };
const ENTRY = /^- (\d{4}-\d{2}-\d{2}) (→|←|↔) ([^:：]+)[:：] ?(.*)$/gm;
const shown = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const ago = (on) => Math.floor((TODAY - Date.parse(on)) / 86400000);

export function figures(data) {
  const entries = [...data.page.rawInput.matchAll(ENTRY)];
  const mine = entries.filter((entry) => entry[2] === "→").length;
  const theirs = entries.filter((entry) => entry[2] === "←").length;
  const days = data.last ? ago(day(data.last)) : 400;
  const cadence = CADENCE[data.circle] ?? 180;
  const ratio = days / cadence;
  const phase = ratio < 0.5 ? "fresh" : ratio < 0.9 ? "steady" : ratio < 1.25 ? "due" : ratio < 2 ? "drifting" : "quiet";
  const path = escape(data.page.inputPath);
  const from = entries.slice(0, 2).map((entry) => `<a class="link" href="#l-${entry[1]}">${entry[1]}, ${path}</a> `).join("");
  const reading = (name) => `<li data-last="${day(data.last)}" data-cadence="${cadence}"><h3>${name}<b class="p-${phase}">${phase}</b></h3><svg class="track p-${phase}" viewBox="0 0 196 14" width="196" height="14" stroke-width="6" aria-hidden="true"><path class="u" d="M3 7h190"/><path d="M3 7h${Math.min(190, 95 * ratio).toFixed(2)}"/><path class="tick" d="M98 0v14"/></svg><div><p class="since">${mine} by me, ${theirs} by them; ${days} days since the last</p><span class="lines">From: ${from}</span></div></li>`;
  const check = (name) => `<li><svg class="mark m-done" viewBox="0 0 16 16" aria-hidden="true"><circle class="o" cx="8" cy="8" r="7"/><path class="o" d="M4.6 8.3 7 10.6l4.5-5"/></svg><div><p>${name}: ${mine > theirs ? "yes" : "no"}</p><small>${mine} and ${theirs} in ${entries.length}</small></div></li>`;
  const topic = (text) => `<li><b>·</b><div><strong>${escape(text)}.</strong> How is it going?<small>From their file</small></div></li>`;
  const mark = ([, on, by]) => (ago(on) < 1096 ? `<path class="${by}" d="M${1096 - ago(on)} 2v20"/>` : "");
  const entry = ([, on, , kind, text]) => `<li id="l-${on}"><time datetime="${on}">${shown.format(Date.parse(on))}</time><svg class="by" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 8h12M10 4l4 4-4 4"/></svg><div><p><b>${escape(kind)}</b> ${escape(text)}</p><small class="mono">${path}</small></div></li>`;
  const topics = [...[data.needs ?? []].flat(), ...[data.interests ?? []].flat()].slice(0, 3);
  return `<div class="verdict" data-last="${day(data.last)}" data-cadence="${cadence}"><span class="state p-${phase}"><svg class="moon p-${phase}" viewBox="0 0 16 16" aria-hidden="true"><circle class="o" cx="8" cy="8" r="6.3"/><path d="M8 1A7 7 0 0 0 8 15A3.4 7 0 0 0 8 1"/></svg>${phase}</span><p>${days} days since the last; agreed every ${cadence}.</p></div>
<nav class="jump" aria-label="On this page"><a href="#health">Health</a><a href="#years">Years</a><a href="#timeline">Timeline</a><a href="#facts">Facts</a></nav>
<section class="prep" aria-labelledby="prep"><div class="sec"><h2 id="prep">Before you meet</h2><a class="link" href="card.html">Print card</a></div><ol>${topics.map(topic).join("")}</ol></section>
<section aria-labelledby="health"><div class="sec strong"><h2 id="health">How it is going</h2><span class="note">From ${entries.length} interactions</span></div><ul class="health">${["Rhythm", "Initiative", "Exchange", "Depth", "Fit"].map(reading).join("\n")}</ul><ul class="checks" aria-label="Six checks">${["contact", "both", "promises", "growth", "trust", "money"].map(check).join("")}</ul></section>
<section aria-labelledby="years"><div class="sec"><h2 id="years">Three years</h2><span class="note">One mark an entry</span></div><svg class="strip" viewBox="0 0 1096 24" width="1096" height="24" role="img">${entries.map(mark).join("")}</svg></section>
<section aria-labelledby="timeline"><div class="sec"><h2 id="timeline">Timeline</h2></div><ol class="log">${entries.slice(0, 10).map(entry).join("\n")}</ol></section>`;
}
