// Brings a page built on an earlier day to the reader's day: counts, words, moons, rings,
// tracks, relative days. Lists stay as built. Words and thresholds stand on <body>.
// Days are civil days, counted from 1970; hours never matter.
"use strict";
{
const { built, phases, words, when, units, one, many } = document.body.dataset;
const NAMES = ["fresh", "steady", "due", "drifting", "quiet", "new"];
const [limits, said, distances, count] = [phases, words, when, units].map((list) => list.split("|"));
const day = (iso) => Date.parse(iso) / 864e5;
const date = (day) => new Date(day * 864e5);
const iso = (day) => date(day).toISOString().slice(0, 10);
const number = (node, name) => Number(node.getAttribute(name));
const texts = (node) => {
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
};
// Says it anew where it first stands; whether it stood anywhere.
const swap = (node, was, now) => texts(node).some((text) => text.data !== (text.data = text.data.replace(was, now)));

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
  const [under, tick] = node.querySelectorAll(".u,.tick");
  const arc = (name, turns, wider) => {
    const lit = under.cloneNode();
    const middle = number(under, "cx");
    const drawn = { class: name, pathLength: 100, transform: `rotate(-90 ${middle} ${middle})`, "stroke-width": number(under, "stroke-width") + wider, "stroke-dasharray": Math.min(turns, 1) * 100 + " 100" };
    for (const key in drawn) lit.setAttribute(key, drawn[key]);
    tick.before(lit);
  };
  node.querySelectorAll(".arc").forEach((old) => old.remove());
  if (ratio > 1) arc("arc past", 1, 0);
  if (ratio > 1) arc("arc", ratio - 1, 1.5);
  else if (ratio > 0) arc("arc", ratio, 0);
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
  const [was, now] = [from, to].map((at) => {
    const days = at - day(last);
    const step = limits.findIndex((limit) => days / cadence <= limit);
    return { days, step: until > iso(at) ? 5 : step < 0 ? 4 : step };
  });
  const each = (selector, change) => [scope, ...scope.querySelectorAll(selector)].forEach((node) => node.matches(selector) && change(node));
  each(".why strong:first-of-type,.num,.rhythm,.face span,.since", (node) => {
    const stood = swap(node, RegExp(`(^|[^\\d.,])${was.days}(?![\\d.,]*\\d)`), "$1" + now.days);
    if (stood && (was.days === 1) !== (now.days === 1)) swap(node, count[+(was.days !== 1)], count[+(now.days !== 1)]);
  });
  each(".ring", (node) => drawRing(node, now.days / cadence));
  each(".track", (node) => drawTrack(node, now.days / cadence));
  if (was.step === now.step) return;
  each(".state,.rhythm b,.sr,h3 b", (node) => {
    for (const text of texts(node)) if (text.data.trim() === said[was.step]) text.data = text.data.replace(said[was.step], said[now.step]);
  });
  each(".p-" + NAMES[was.step], (node) => {
    node.classList.replace("p-" + NAMES[was.step], "p-" + NAMES[now.step]);
    if (node.matches(".moon")) drawMoon(node, now.step);
  });
};

const distance = (days) => distances[Math.abs(days) < 3 ? days + 2 : days < 0 ? 5 : 6].replace("{n}", Math.abs(days));
const moveDay = (node, from, to) => {
  const on = day(node.dataset.on);
  swap(node, distance(on - from), distance(on - to));
  if (node.matches("small,.when")) node.classList.toggle("pressing", on <= to);
};
// The names of weekday and month and the number of the day, in whatever order.
const moveTitle = (node, from, to) => {
  const [weekdays, months] = node.dataset.names.split(";").map((list) => list.split("|"));
  const [was, now] = [date(from), date(to)].map((at) => [weekdays[at.getUTCDay()], months[at.getUTCMonth()], `${at.getUTCDate()}`]);
  for (const text of texts(node)) text.data = text.data.replace(RegExp(was.join("|") + "(?!\\d)", "g"), (part) => now[was.indexOf(part)]);
};

const first = day(built);
let shown = first;
const refresh = () => {
  const clock = new Date();
  const now = Math.max(Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / 864e5, first);
  if (now === shown) return;
  const each = (selector, change) => document.querySelectorAll(selector).forEach((node) => change(node, shown, now));
  each("[data-last]", move);
  each("[data-on]", moveDay);
  each("[data-names]", moveTitle);
  each("[data-built-only]", (node) => (node.hidden = now > first));
  each(".days .now,.month .now", (node) => node.classList.remove("now"));
  document.getElementById("d-" + iso(now))?.classList.add("now");
  const stale = document.getElementById("stale");
  stale.textContent = (now - first === 1 ? one : many).replace("{n}", now - first);
  stale.hidden = now === first;
  shown = now;
};
refresh();
// A page may stay open, or come back, after midnight.
addEventListener("pageshow", refresh);
document.addEventListener("visibilitychange", refresh);
window.renmaiFresh = (node) => shown !== first && move(node, first, shown);
}
