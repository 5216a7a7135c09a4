// The chips of the list of people filter at once, with a script and without.
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

test.after(() => browser.close());
