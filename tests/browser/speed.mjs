// How soon large pages answer, of the best round of a few: a measurement, taken when it is asked for by
// `node run.mjs speed` and on no other run, for a machine that is busy with something else would fail it for
// nothing. The goal is 50 ms; over it, it fails.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LARGE, MIDDLING, address, launch, open } from "./browser.mjs";

const browser = await launch();
const NOW = "2026-11-22T12:00";

test("ten thousand people answer within 50 ms of a key", async () => {
  const page = await open(browser, { now: NOW });
  // The index of a thousand people, ten times over.
  const many = (name) => {
    const value = JSON.parse(readFileSync(join(LARGE, "static", name), "utf8").replace(/^[^{[]*/, "").replace(/;\n$/, ""));
    const grown = Array.from({ length: 10 }, () => value.people).flat();
    return `window.renmaiIndex=${JSON.stringify({ ...value, people: grown, notes: Array.from({ length: 20 }, (_, part) => `search-notes${part ? `-${part + 1}` : ""}.js`) })};`;
  };
  // Of both parts of a thousand people's notes, ten each.
  const notes = (url) => readFileSync(join(LARGE, "static", Number(url.match(/notes-(\d+)/)?.[1] ?? 1) % 2 ? "search-notes.js" : "search-notes-2.js"), "utf8");
  await page.route("**/search-index.js", (route) => route.fulfill({ contentType: "text/javascript", body: many("search-index.js") }));
  await page.route("**/search-notes*.js", (route) => route.fulfill({ contentType: "text/javascript", body: notes(route.request().url()) }));
  await page.goto(address("search.html#q", LARGE));
  await page.waitForFunction(() => window.renmaiNotes?.length > 12000, null, { timeout: 20000 });
  await page.waitForTimeout(500);
  const took = await page.evaluate(async () => {
    const field = document.querySelector("#q");
    const times = {};
    for (const words of ["z", "zw", "zhang", "zhang w", "林", "上海", "xyzzy", "l"]) {
      times[words] = Infinity;
      for (let round = 0; round < 3; round++) {
        field.value = words;
        const began = performance.now();
        field.dispatchEvent(new InputEvent("input"));
        document.body.getBoundingClientRect();
        times[words] = Math.min(times[words], Math.round(performance.now() - began));
        await new Promise((then) => setTimeout(then, 300));
      }
    }
    return times;
  });
  console.log("    ms a key press with 10,000 people:", JSON.stringify(took));
  assert.ok(Object.values(took).every((time) => time <= 50), JSON.stringify(took));
  await page.context().close();
});

test("a full page of people filters and scrolls without a task over 50 ms", async () => {
  const page = await open(browser, { now: NOW });
  // Of a thousand people, the first five hundred.
  await page.goto(address("people/index.html", LARGE));
  await page.waitForTimeout(1500);
  const took = await page.evaluate(async () => {
    const times = {};
    const measure = async (name, change) => {
      window.__seen.long.splice(0);
      change();
      await new Promise((then) => setTimeout(then, 500));
      times[name] = Math.min(times[name] ?? Infinity, Math.max(0, ...window.__seen.long));
    };
    for (let round = 0; round < 4; round++) {
      for (const phase of ["due", "steady", "all"]) await measure(phase, () => document.querySelector(`.chip[data-phase=${phase}]`).click());
      for (const top of [3000, 9000, 0]) await measure(`scroll ${top}`, () => scrollTo(0, top));
    }
    return { ...times, rows: document.querySelectorAll(".people [data-phase]").length };
  });
  const { rows, ...times } = took;
  console.log(`    longest task in ms with ${rows} rows (0: none over 50):`, JSON.stringify(times));
  assert.equal(rows, 500);
  assert.ok(Object.values(times).every((time) => time <= 50), JSON.stringify(times));
  await page.context().close();
});

test("a list of nearly five hundred is sorted in place without a task over 50 ms", async () => {
  const page = await open(browser, { now: NOW });
  await page.goto(address("people/index.html", MIDDLING));
  await page.waitForTimeout(1500);
  const took = await page.evaluate(async () => {
    const times = {};
    for (let round = 0; round < 5; round++)
      for (const sort of ["name", "last", "circle", "attention"]) {
        window.__seen.long.splice(0);
        document.querySelector(`a[data-sort=${sort}]`).click();
        await new Promise((then) => setTimeout(then, 600));
        times[sort] = Math.min(times[sort] ?? Infinity, Math.max(0, ...window.__seen.long));
      }
    return { ...times, rows: document.querySelectorAll(".people [data-phase]").length };
  });
  const { rows, ...times } = took;
  console.log(`    longest task in ms with ${rows} rows (0: none over 50):`, JSON.stringify(times));
  assert.ok(rows > 450, `${rows} rows`);
  assert.ok(Object.values(times).every((time) => time <= 50), JSON.stringify(times));
  await page.context().close();
});

test.after(() => browser.close());
