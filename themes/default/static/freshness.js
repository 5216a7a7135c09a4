// Brings a page built on an earlier day to the reader's day: counts, words, moons, rings,
// tracks, relative days. Lists stay as built. Words and thresholds stand on <body>.
// Days are civil days, counted from 1970; hours never matter.
{
const { built, phases, words, when, units, one, many } = document.body.dataset;
const NAMES = ["fresh", "steady", "due", "drifting", "quiet", "new"];
const [limits, said, far, count] = [phases, words, when, units].map(list => list.split("|"));
const day = iso => Date.parse(iso) / 864e5;
const number = (node, name) => +node.getAttribute(name);
const texts = node => {
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
};
// Says it anew where it first stands; whether it stood anywhere.
const swap = (node, was, now) => texts(node).some(text => text.data !== (text.data = text.data.replace(was, now)));

const path = (d, name) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", "path");
  node.setAttribute("d", d);
  if (name) node.setAttribute("class", name);
  return node;
};
// What is lit of each moon, in a 16-unit box; all but the full one have a rim.
const LIT = ["M8 1a7 7 0 1 0 .01 0", "M8 1A7 7 0 0 0 8 15A3.4 7 0 0 0 8 1", "M8 1A7 7 0 0 0 8 15", "M8 1A7 7 0 0 0 8 15A3.6 7 0 0 1 8 1", ""];
const drawMoon = (node, step) => {
  const rim = path("M8 1.7a6.3 6.3 0 1 0 .01 0", step === 4 ? "o gap" : "o");
  node.replaceChildren(...(step ? [rim] : []), path(LIT[step]));
};
const drawRing = (node, ratio) => {
  const [under, past, arc] = node.querySelectorAll(".u,.arc");
  const more = ratio > 1 ? 1 : 0;
  past.setAttribute("stroke-dasharray", `${more * 100} 100`);
  arc.setAttribute("stroke-dasharray", `${Math.min(ratio - more, 1) * 100} 100`);
  arc.setAttribute("stroke-width", number(under, "stroke-width") + more * 1.5);
};
const drawTrack = (node, ratio) => {
  const [width, height] = [number(node, "width"), number(node, "stroke-width")];
  const length = Math.min(Math.max(width * ratio * 0.66 - height, 0), width - height);
  node.querySelector("path:not([class])")?.remove();
  node.querySelector(".tick").before(path(`M${height / 2} ${height / 2 + 4}h${length.toFixed(2)}`));
};

// One relation, from the day it is shown for to another.
const move = (scope, from, to) => {
  const { last, cadence, new: until } = scope.dataset;
  const [was, now] = [from, to].map(at => {
    const days = at - day(last);
    const step = limits.findIndex(limit => days / cadence <= limit);
    return { days, step: day(until) > at ? 5 : step < 0 ? 4 : step };
  });
  const each = (selector, change) => [scope, ...scope.querySelectorAll(selector)].forEach(node => node.matches(selector) && change(node));
  each(".why strong:first-of-type,.num,.rhythm,.face span,.since", node => {
    const stood = swap(node, RegExp(`(^|[^\\d.,])${was.days}(?![\\d.,]*\\d)`), "$1" + now.days);
    if (stood && now.days !== 1) swap(node, count[was.days === 1 ? 0 : 1], count[1]);
  });
  each(".ring", node => drawRing(node, now.days / cadence));
  each(".track", node => drawTrack(node, now.days / cadence));
  if (was.step === now.step) return;
  each(".state,.rhythm b,.sr,h3 b", node => {
    for (const text of texts(node)) if (text.data.trim() === said[was.step]) text.data = text.data.replace(said[was.step], said[now.step]);
  });
  each(".p-" + NAMES[was.step], node => {
    node.classList.replace("p-" + NAMES[was.step], "p-" + NAMES[now.step]);
    if (node.matches(".moon")) drawMoon(node, now.step);
  });
};

const distance = days => far[Math.abs(days) < 3 ? days + 2 : days < 0 ? 5 : 6].replace("{n}", Math.abs(days));
const moveDay = (node, from, to) => {
  const on = day(node.dataset.on);
  swap(node, distance(on - from), distance(on - to));
  if (on <= to && node.matches("small,.when")) node.classList.add("pressing");
};
// The names of weekday and month and the number of the day, in whatever order.
const moveTitle = (node, from, to) => {
  const names = node.dataset.names.split("|");
  const [was, now] = [from, to].map(at => {
    const date = new Date(at * 864e5);
    return [names[date.getUTCDay()], names[date.getUTCMonth() + 7], `${date.getUTCDate()}`];
  });
  for (const text of texts(node)) text.data = text.data.replace(RegExp(was.join("|") + "(?!\\d)", "g"), part => now[was.indexOf(part)]);
};

const first = day(built);
let shown = first;
const refresh = () => {
  const clock = new Date();
  const now = Math.max(Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / 864e5, first);
  if (now === shown) return;
  const each = (selector, change) => document.querySelectorAll(selector).forEach(node => change(node, shown, now));
  each("[data-last]", move);
  each("[data-on]", moveDay);
  each("[data-names]", moveTitle);
  each("[data-built-only]", node => node.hidden = now > first);
  const stale = document.querySelector("#stale");
  stale.textContent = (now - first === 1 ? one : many).replace("{n}", now - first);
  stale.hidden = now === first;
  shown = now;
};
refresh();
// A page may stay open, or come back, after midnight.
document.onvisibilitychange = refresh;
window.renmaiFresh = node => shown !== first && move(node, first, shown);
}
