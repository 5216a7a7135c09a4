// What every test shares: the site on disk, and a page that remembers whatever the
// browser had to complain about.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const SITE = process.env.SITE;
export const LATER = process.env.LATER;
export const FAULTY = process.env.FAULTY;
export const LARGE = process.env.LARGE;
export const MIDDLING = process.env.MIDDLING;
export const RENMAI = process.env.RENMAI;
export const JOURNAL = process.env.JOURNAL;
export const ARTEFACTS = process.env.ARTEFACTS;
export const LANGUAGES = { zh: "", en: "en/" };

export const launch = () => chromium.launch({ executablePath: process.env.BROWSER, chromiumSandbox: false, args: ["--disable-gpu", "--disable-background-networking", "--disable-component-update"] });
export const address = (path, site = SITE) => pathToFileURL(join(site, path.split("#")[0])).href + (path.includes("#") ? "#" + path.split("#")[1] : "");

// Every kind of page once or more: all that stand alone, and a few of the many.
export function pages() {
  const below = (folder) => readdirSync(join(SITE, folder)).filter((name) => name.endsWith(".html")).map((name) => (folder ? `${folder}/${name}` : name));
  const alone = ["", "calendar", "goals", "insights", "map", "checklists", "names", "method", "guides"].flatMap(below);
  const people = below("people");
  const some = (ending, count) => people.filter((name) => name.endsWith(ending)).slice(0, count);
  const lists = ["index", "by-name", "by-last", "by-circle"].map((name) => `people/${name}.html`);
  const chosen = ["chen-yu", "elin-sorby", "zhou-yuan"].map((id) => `people/${id}.html`).filter((name) => people.includes(name));
  const others = people.filter((name) => !/-(card|log)\.html$/.test(name) && !lists.includes(name) && !chosen.includes(name)).slice(0, 3);
  const tags = ["tags/index.html", ...below("tags").filter((name) => name !== "tags/index.html").slice(0, 1)];
  const reviews = ["review/index.html", "review/quarter.html", "review/2026-W44.html"];
  return [...new Set([...alone.filter((name) => !name.startsWith("guides/") || name === "guides/index.html"), ...below("guides").slice(0, 2), ...lists, ...chosen, ...others, ...some("-card.html", 1), ...some("-log.html", 1), ...tags, ...reviews])];
}

// Every page of a small site.
export const all = (site) => readdirSync(site, { recursive: true }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".html")).sort();

// Nothing was found amiss; else everything, not only the first lines of it.
export const none = (found) => assert.ok(found.length === 0, `${found.length} found:\n${found.join("\n")}`);

// A page with everything it complained about: console, errors, policy, requests, shifts.
export async function open(browser, options = {}) {
  const { now, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...rest });
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on("console", (message) => page.complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
  page.on("request", (request) => page.requests.push(request.url()));
  await page.addInitScript(() => {
    window.__seen = { policy: [], shift: 0, long: [] };
    document.addEventListener("securitypolicyviolation", (event) => window.__seen.policy.push(`${event.violatedDirective} ${event.blockedURI}`));
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.__seen.shift += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.__seen.long.push(Math.round(entry.duration)))).observe({ type: "longtask", buffered: true });
  });
  if (now) await page.clock.setFixedTime(new Date(now));
  return page;
}
