// The list of people is filtered and sorted at once, with a script and without.
import { test } from "node:test";
import assert from "node:assert/strict";
import { address, launch, open } from "./browser.mjs";

const browser = await launch();
const state = (page) =>
  page.evaluate(() => ({
    phases: [...new Set([...document.querySelectorAll(".people tr[data-phase]")].filter((row) => row.getClientRects().length).map((row) => row.dataset.phase))],
    rows: [...document.querySelectorAll(".people tr[data-phase]")].filter((row) => row.getClientRects().length).length,
    current: [...document.querySelectorAll(".chip[aria-current]")].map((chip) => chip.dataset.phase),
    top: scrollY,
  }));

for (const javaScriptEnabled of [true, false]) {
  test(`a chip shows its phase alone, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
    const page = await open(browser, { javaScriptEnabled, now: javaScriptEnabled ? "2026-11-22T12:00" : undefined });
    await page.goto(address("people/index.html"));
    const all = await state(page);
    await page.click(".chip[data-phase=steady]");
    const some = await state(page);
    assert.deepEqual(some.phases, ["steady"]);
    assert.ok(some.rows > 0 && some.rows < all.rows);
    assert.equal(some.top, 0, "no jump");
    if (javaScriptEnabled) assert.deepEqual(some.current, ["steady"]);
    await page.click(".chip[data-phase=all]");
    assert.equal((await state(page)).rows, all.rows);
    await page.context().close();
  });
}

test("a circle's and a tag's chip shows its people alone in place, with scripts", async () => {
  const page = await open(browser, { now: "2026-11-22T12:00" });
  for (const list of ["people/index.html", "people/by-circle.html", "people/by-name.html"]) {
    await page.goto(address(list));
    const all = await state(page);
    const chips = await page.$$(".chip[data-in]");
    assert.ok(chips.length > 3, `${chips.length} chips`);
    for (const chip of chips) {
      await chip.click();
      const { rows, members } = await page.evaluate(() => {
        const shown = [...document.querySelectorAll(".people tr[data-phase]")].filter((row) => row.getClientRects().length);
        return { rows: shown.length, members: shown.map((row) => row.dataset.in.split(" ")) };
      });
      const [member, count] = await chip.evaluate((chip) => [chip.dataset.in, Number(chip.querySelector(".n").textContent)]);
      assert.equal(rows, count, `${list} ${member}`);
      assert.ok(members.every((groups) => groups.includes(member)), member);
      assert.equal(await chip.getAttribute("aria-current"), "true");
    }
    assert.ok(page.url().split("#")[0].endsWith(list), "no page was loaded");
    await page.click(".chip[data-phase=all]");
    assert.equal((await state(page)).rows, all.rows);
  }
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("a circle's and a tag's chip leads to its list, without scripts", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(address("people/index.html"));
  await page.click(".chip[href*=by-circle]");
  assert.match(page.url(), /by-circle\.html#circle-/);
  await page.goBack();
  const name = await page.textContent(".chip[href*='tags/'] b");
  await page.click(".chip[href*='tags/']");
  assert.equal((await page.textContent("h1")).replace(/\s/g, ""), name.replace(/\s/g, ""));
  await page.context().close();
});

// What stands in the list, as it is read: headings that are shown, and names under them.
const list = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".people tr")].filter((row) => row.getClientRects().length && row.querySelector("h2,.who")).map((row) => row.querySelector("h2,.who").textContent.trim()));

for (const folder of ["", "en/"])
  test(`in place the list is sorted as its other pages are, ${folder || "zh"}`, async () => {
    const page = await open(browser, { now: "2026-11-22T12:00" });
    const expected = {};
    for (const [sort, name] of [["attention", "index"], ["last", "by-last"], ["circle", "by-circle"], ["name", "by-name"]]) {
      await page.goto(address(`${folder}people/${name}.html`));
      expected[sort] = await list(page);
    }
    assert.ok(expected.name.length > 20 && expected.name.join() !== expected.last.join());
    await page.goto(address(`${folder}people/index.html`));
    for (const sort of ["name", "circle", "last", "attention", "last", "last"]) {
      await page.click(`a[data-sort=${sort}]`);
      await page.waitForTimeout(100);
      assert.deepEqual(await list(page), expected[sort], sort);
      assert.deepEqual(await page.$$eval(".sort [aria-current]", (links) => links.map((link) => link.dataset.sort)), [sort]);
      const ids = await page.$$eval("[id]", (nodes) => nodes.map((node) => node.id));
      assert.equal(new Set(ids).size, ids.length, "an anchor stands twice");
    }
    // What was chosen stays chosen, before and after.
    await page.click(".chip[data-phase=steady]");
    await page.click("a[data-sort=name]");
    await page.waitForTimeout(100);
    assert.deepEqual((await state(page)).phases, ["steady"]);
    const steady = await list(page);
    await page.click(".chip[data-phase=all]");
    await page.waitForTimeout(100);
    assert.deepEqual(await list(page), expected.name);
    assert.ok(steady.length < expected.name.length);
    // The way it was sorted is kept on the way back.
    await page.click(".people .who");
    await page.goBack();
    await page.waitForTimeout(100);
    assert.deepEqual(await list(page), expected.name);
    // A list opened for its due ones stays with them.
    await page.goto(address(`${folder}people/index.html#f-due`));
    await page.reload();
    await page.click("a[data-sort=last]");
    await page.waitForTimeout(100);
    assert.deepEqual((await state(page)).phases, ["due"]);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

test.after(() => browser.close());
