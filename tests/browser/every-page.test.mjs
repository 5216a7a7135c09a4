// Every page in every language, width and appearance: no violation of the accessibility
// rules, no request beyond the site, nothing said on the console, no breach of the policy,
// no scrolling sideways, nothing that moves by itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { LANGUAGES, SITE, address, launch, open, pages } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await launch();

async function violations(page, colourOnly) {
  return page.evaluate(async ([tags, colourOnly]) => {
    const run = colourOnly ? { runOnly: { type: "rule", values: ["color-contrast", "target-size", "link-in-text-block"] } } : { runOnly: tags };
    const { violations } = await window.axe.run(document, { ...run, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 160)} | ${(nodes[0].any[0] ?? nodes[0].all[0] ?? nodes[0].none[0])?.message ?? ""}`);
  }, [RULES, colourOnly]);
}

async function inspect(page, path) {
  const found = [];
  const own = pathToFileURL(SITE).href + "/";
  await page.goto(address(path));
  await page.waitForTimeout(60);
  const seen = await page.evaluate(() => window.__seen);
  found.push(...page.complaints.splice(0), ...seen.policy.map((breach) => `policy: ${breach}`));
  found.push(...page.requests.splice(0).filter((url) => !url.startsWith(own)).map((url) => `request: ${url}`));
  if (seen.shift > 0) found.push(`moved by itself: ${seen.shift.toFixed(4)}`);
  // The policy forbids scripts of strangers; the browser's own console may bring one.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  await session.detach();
  found.push(...(await violations(page, false)));
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await violations(page, true)).map((line) => `dark: ${line}`));
  await page.emulateMedia({ colorScheme: "light" });
  page.complaints.splice(0);
  return found;
}

for (const [lang, folder] of Object.entries(LANGUAGES)) {
  for (const width of [1280, 390]) {
    test(`every page, ${lang}, ${width} wide`, async () => {
      const page = await open(browser, { viewport: { width, height: width > 700 ? 900 : 844 }, now: "2026-11-22T12:00" });
      const found = [];
      for (const path of pages()) found.push(...(await inspect(page, folder + path)).map((line) => `${folder}${path}: ${line}`));
      await page.context().close();
      assert.deepEqual(found, []);
    });
  }
  test(`no page scrolls sideways, ${lang}`, async () => {
    const page = await open(browser, { now: "2026-11-22T12:00" });
    const found = [];
    for (const path of pages()) {
      await page.goto(address(folder + path));
      for (const width of [320, 390, 768, 1000, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (beyond > 0) found.push(`${folder}${path}: ${beyond} px at ${width}`);
      }
    }
    await page.context().close();
    assert.deepEqual(found, []);
  });
}

test.after(() => browser.close());
