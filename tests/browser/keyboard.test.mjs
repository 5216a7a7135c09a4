// By the keyboard alone: every page is entered past its navigation, every stop shows where one
// is and is not hidden below the bar of a phone, none holds one fast, and links and folds answer.
import { test } from "node:test";
import assert from "node:assert/strict";
import { LANGUAGES, address, launch, none, open } from "./browser.mjs";

const NOW = "2026-11-22T12:00";
const PAGES = ["index", "people/index", "people/chen-yu", "calendar/index", "goals/index", "review/index", "insights/index", "map/index", "checklists/index", "guides/index", "names/index", "tags/index", "method/index", "search"];
const browser = await launch();

// Where one is: what it is called, whether it is seen to be chosen, whether anything lies over it.
const stop = (page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    const all = [...document.querySelectorAll("*")];
    // A link of a drawing is outlined on what is drawn in it.
    const shown = (node) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    const box = node.getBoundingClientRect();
    const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const over = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), Math.min(Math.max(box.top + Math.min(box.height / 2, 8), 1), innerHeight - 2));
    return {
      place: all.indexOf(node),
      what: `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""} "${(node.getAttribute("aria-label") ?? node.textContent).trim().slice(0, 24)}"`,
      marked: [node, ...node.querySelectorAll("*")].some(shown) || [node.closest(".query,.find,li,label")].some((around) => around && shown(around)),
      inside,
      covered: inside && over !== null && !node.contains(over) && !over.contains(node) ? over.className || over.tagName : "",
    };
  });

for (const [lang, folder] of Object.entries(LANGUAGES))
  for (const width of [1280, 390])
    test(`every stop of the keyboard is seen and reached, ${lang}, ${width} wide`, async () => {
      const page = await open(browser, { now: NOW, viewport: { width, height: width > 700 ? 900 : 844 } });
      const found = [];
      for (const path of PAGES) {
        await page.goto(address(`${folder}${path}.html`));
        const seen = new Set();
        let last = null;
        for (let count = 0; count < 60; count++) {
          await page.keyboard.press("Tab");
          const here = await stop(page);
          // Past the last stop the browser's own begin.
          if (!here || seen.has(here.place)) break;
          seen.add(here.place);
          if (count === 0 && !here.what.startsWith("a.skip")) found.push(`${path}: begins at ${here.what}`);
          if (!here.marked) found.push(`${path}: nothing shows that one is at ${here.what}`);
          if (!here.inside) found.push(`${path}: ${here.what} is out of sight`);
          if (here.covered) found.push(`${path}: ${here.what} lies below ${here.covered}`);
          last = here;
        }
        if (seen.size < 6) found.push(`${path}: only ${seen.size} stops, the last ${last?.what}`);
      }
      await page.context().close();
      none(found);
    });

test("the first stop leads past the navigation, links and folds answer to Enter", async () => {
  const page = await open(browser, { now: NOW });
  await page.goto(address("people/chen-yu.html"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the next stop is inside");
  await page.locator("main summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.closest("details").open), "a fold opens");
  await page.locator(".side a[href*=calendar]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/calendar\/index\.html$/);
  await page.goto(address("people/index.html"));
  await page.locator("a[data-sort=name]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("a[data-sort=name]").ariaCurrent);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test.after(() => browser.close());
