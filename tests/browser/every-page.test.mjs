// Every page in every language, width and appearance: no violation of the accessibility
// rules, no request beyond the site, nothing said on the console, no breach of the policy,
// no scrolling sideways, nothing that moves by itself, nothing too small to touch. The demo
// journal, and one of mistakes, long words and odd signs.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ARTEFACTS, FAULTY, LANGUAGES, LARGE, SITE, address, all, launch, none, open, pages } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
// What may differ between light and dark; the document is the same.
const OF_COLOUR = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const NOW = "2026-11-22T12:00";
const browser = await launch();

const violations = (page, runOnly) =>
  page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 160)} | ${(nodes[0].any[0] ?? nodes[0].all[0] ?? nodes[0].none[0])?.message ?? ""}`);
  }, runOnly);

// Less than 24 px either way, but for links inside a sentence and what is inside a drawing.
const small = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("a[href],summary,input,button")]
      .filter((node) => !node.closest("svg,sup,.skip,[hidden],details:not([open]) > :not(summary)"))
      .filter((node) => {
        const inText = getComputedStyle(node).display === "inline" && [...node.parentElement.childNodes].some((near) => near.nodeType === 3 && near.data.trim().length > 1);
        const box = node.getBoundingClientRect();
        return !inText && box.width > 0 && (box.width < 23.9 || box.height < 23.9);
      })
      .map((node) => `${Math.round(node.getBoundingClientRect().width)}×${Math.round(node.getBoundingClientRect().height)} ${node.parentElement.className || node.parentElement.tagName}>${node.tagName}.${node.className} "${node.textContent.trim().slice(0, 20)}"`)
  );

async function inspect(page, path, site) {
  const found = [];
  const own = pathToFileURL(site).href + "/";
  await page.goto(address(path, site));
  await page.waitForTimeout(60);
  const seen = await page.evaluate(() => window.__seen);
  found.push(...page.complaints.splice(0), ...seen.policy.map((breach) => `policy: ${breach}`));
  found.push(...page.requests.splice(0).filter((url) => !url.startsWith(own)).map((url) => `request: ${url}`));
  if (seen.shift > 0) found.push(`moved by itself: ${seen.shift.toFixed(4)}`);
  // The policy forbids scripts of strangers; the browser's own console may bring one.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  await session.detach();
  found.push(...(await violations(page, RULES)));
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await violations(page, OF_COLOUR)).map((line) => `dark: ${line}`));
  await page.emulateMedia({ colorScheme: "light" });
  page.complaints.splice(0);
  return found;
}

const size = (width) => ({ width, height: width > 700 ? 900 : 844 });
// Two pages at a time, each with half of the paths.
const halves = (paths, look) =>
  Promise.all([0, 1].map(async (half) => {
    for (const path of paths.filter((_, at) => at % 2 === half)) await look(path, half);
  }));

async function lookAtEach(paths, site, width, picture) {
  const found = [];
  const sheets = await Promise.all([0, 1].map(() => open(browser, { viewport: size(width), now: NOW })));
  await halves(paths, async (path, half) => {
    found.push(...prefixed(path, await inspect(sheets[half], path, site)));
    if (picture) await sheets[half].screenshot({ path: join(ARTEFACTS, picture(path)), type: "jpeg", quality: 70 });
  });
  for (const page of sheets) await page.context().close();
  none(found);
}

const prefixed = (path, lines) => lines.map((line) => `${path}: ${line}`);

for (const [lang, folder] of Object.entries(LANGUAGES)) {
  for (const width of [1280, 390]) {
    test(`every page, ${lang}, ${width} wide`, () => lookAtEach(pages().map((path) => folder + path), SITE, width, (path) => `${width}-${path.replaceAll("/", "-").replace(".html", "")}.jpeg`));
  }
}

// Its other language stands under zh/, made of the same templates.
for (const width of [1280, 390]) test(`every page of the journal with mistakes, ${width} wide`, () => lookAtEach(all(FAULTY).filter((path) => !path.startsWith("zh/")), FAULTY, width));

const LARGE_PAGES = ["index", "people/index", "people/by-circle-2", "people/by-name", "map/index", "insights/index", "calendar/index", "goals/index", "search", "tags/index", "names/index", "checklists/index"].map((name) => `${name}.html`);
const WIDE = [[SITE, pages().flatMap((path) => Object.values(LANGUAGES).map((folder) => folder + path))], [FAULTY, all(FAULTY)], [LARGE, LARGE_PAGES]];

test("no page scrolls sideways, and nothing is too small to touch", async () => {
  const sheets = [await open(browser, { now: NOW }), await open(browser, { now: NOW })];
  const found = [];
  let looked = 0;
  for (const [site, paths] of WIDE)
    await halves(paths, async (path, half) => {
      const page = sheets[half];
      await page.goto(address(path, site));
      for (const width of site === LARGE ? [320, 1280] : [320, 390, 768, 1000, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (beyond > 0) found.push(`${path}: ${beyond} px at ${width}`);
        if (width === 390 || width === 1280) found.push(...(await small(page)).map((line) => `${path} at ${width}: ${line}`));
        looked++;
      }
    });
  for (const page of sheets) await page.context().close();
  assert.ok(looked > 400, `${looked}`);
  none(found);
});

test.after(() => browser.close());
