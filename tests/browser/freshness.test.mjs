// A page opened on a later day says what a site built that day would say.
import { test } from "node:test";
import assert from "node:assert/strict";
import { LATER, LANGUAGES, SITE, address, launch, open } from "./browser.mjs";

const browser = await launch();
const notice = (page) => page.evaluate(() => (document.querySelector("#stale").hidden ? "" : document.querySelector("#stale").textContent));

// What is said and drawn of everybody in the list, by name.
const people = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll(".people tr[data-phase]")].map((row) => [
      row.querySelector(".who").textContent,
      [row.querySelector(".moon").getAttribute("class"), row.querySelector(".rhythm").textContent.trim(), row.querySelector(".track")?.getAttribute("class"), row.querySelector(".track path:not([class])")?.getAttribute("d")].map((part) => part?.replace(/\d+\.\d+/g, (number) => `${Math.round(number)}`)).join(" "),
    ]);
    return Object.fromEntries(rows);
  });

async function seen(path, now, options = {}, site = SITE) {
  const page = await open(browser, { now, ...options });
  await page.goto(address(path, site));
  assert.deepEqual(page.complaints, []);
  return page;
}

for (const [lang, folder] of Object.entries(LANGUAGES)) {
  test(`three days later everybody stands where a new build puts them, ${lang}`, async () => {
    const old = await seen(`${folder}people/by-name.html`, "2026-11-25T12:00");
    const young = await seen(`${folder}people/by-name.html`, "2026-11-25T12:00", {}, LATER);
    const [shown, built] = [await people(old), await people(young)];
    // Who had an appointment in between has met by then: only a build can know.
    const differing = Object.keys(built).filter((name) => shown[name] !== built[name]);
    const met = differing.filter((name) => / [0-3] \/ /.test(` ${built[name]}`));
    assert.deepEqual(differing.filter((name) => !met.includes(name)).map((name) => [shown[name], built[name]]), []);
    assert.ok(Object.keys(built).length > 20 && met.length < 3);
    assert.match(await notice(old), /3/);
    assert.equal(await notice(young), "");
    const order = (page) => page.evaluate(() => [...document.querySelectorAll(".people .who")].map((link) => link.textContent));
    const sameDay = await seen(`${folder}people/by-name.html`, "2026-11-22T12:00");
    assert.deepEqual(await order(old), await order(sameDay), "lists never reshuffle");
    for (const page of [old, young, sameDay]) await page.context().close();
  });

  test(`a profile and its headline move along, ${lang}`, async () => {
    for (const [path, select] of [["people/chen-yu.html", ".hero .face,.verdict .state,.health li:first-child h3,.health li:first-child p"], ["index.html", "h1"]]) {
      const old = await seen(folder + path, "2026-11-25T12:00");
      const young = await seen(folder + path, "2026-11-25T12:00", {}, LATER);
      const text = (page) => page.evaluate((select) => [...document.querySelectorAll(select)].map((node) => node.textContent), select);
      assert.deepEqual(await text(old), await text(young), path);
      const ring = (page) => page.evaluate(() => [...document.querySelectorAll(".hero .ring .arc")].map((arc) => [arc.getAttribute("class"), Math.round(parseFloat(arc.getAttribute("stroke-dasharray"))), arc.getAttribute("stroke-width")]));
      assert.deepEqual(await ring(old), await ring(young), path);
      await old.context().close();
      await young.context().close();
    }
  });

  test(`near days are counted anew, parts of the day of the build hide, ${lang}`, async () => {
    const page = await seen(`${folder}calendar/index.html`, "2026-11-25T12:00");
    const said = await page.evaluate(() => [...document.querySelectorAll("[data-on]")].map((node) => [node.dataset.on, node.textContent.trim()]));
    const of = (day) => said.filter(([on]) => on === day).map(([, text]) => text);
    assert.ok(of("2026-11-26").every((text) => /tomorrow|明天/.test(text)), of("2026-11-26").join());
    assert.ok(of("2026-11-30").every((text) => /in 5 days|5 天后/.test(text)), of("2026-11-30").join());
    assert.equal(await page.evaluate(() => document.querySelectorAll("[data-built-only]:not([hidden])").length), 0);
    await page.context().close();
  });
}

test("nothing is said on the day of the build, nor when the clock is behind it", async () => {
  for (const now of ["2026-11-22T00:01", "2026-11-22T23:59", "2026-11-21T12:00", "2025-01-01T12:00"]) {
    const page = await seen("people/by-name.html", now);
    assert.equal(await notice(page), "", now);
    await page.context().close();
  }
});

test("days are civil days: neither zones nor the change of clocks make one more or less", async () => {
  const cases = [
    ["Pacific/Kiritimati", "2026-11-23T00:30:00+14:00", /Yesterday|yesterday|昨天/],
    ["Pacific/Honolulu", "2026-11-23T09:00:00Z", null],
    ["Europe/Berlin", "2027-03-28T03:30:00+02:00", /126/],
    ["America/New_York", "2027-03-14T23:30:00-04:00", /112/],
    ["Asia/Shanghai", "2026-11-24T23:59:00+08:00", /2/],
  ];
  for (const [timezoneId, now, expected] of cases) {
    const page = await seen("people/by-name.html", now, { timezoneId });
    if (expected) assert.match(await notice(page), expected, timezoneId);
    else assert.equal(await notice(page), "", timezoneId);
    await page.context().close();
  }
});

test("a page left open over midnight moves on", async () => {
  const page = await seen("people/by-name.html", "2026-11-22T23:59");
  await page.clock.setFixedTime(new Date("2026-11-23T00:01"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.match(await notice(page), /昨天/);
  await page.context().close();
});

test("nothing jumps when a page opens late, however slow the machine", async () => {
  for (const path of ["people/by-name.html", "index.html", "people/chen-yu.html", "people/elin-sorby.html", "calendar/index.html"]) {
    const late = await open(browser, { now: "2026-11-27T12:00" });
    const session = await late.context().newCDPSession(late);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 8 });
    await late.goto(address(path));
    await late.waitForTimeout(200);
    assert.notEqual(await notice(late), "", path);
    assert.equal(await late.evaluate(() => window.__seen.shift), 0, path);
    await late.context().close();
  }
});

test.after(() => browser.close());
