// Notes that try to run something, in a real browser: the site of the hostile corpus, page by page. Nothing of a
// note runs, loads or leads to an odd address. The corpus and its other tests: tests/unbroken/corpus.rs.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { all, launch, none, open } from "./browser.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const work = mkdtempSync(join(tmpdir(), "renmai-hostile-"));
const site = join(work, "site");
const corpus = ["test", "--locked", "--quiet", "--test", "unbroken", "hundreds_of_hostile_notes_are_built_in_one_run"];
execFileSync("cargo", corpus, { cwd: root, env: { ...process.env, RENMAI_KEEP: site }, stdio: ["ignore", "ignore", "inherit"] });
const browser = await launch();
const LEADS = ["file:", "http:", "https:", "mailto:", "tel:", "sms:", "geo:"];

test("nothing of any note runs, loads, or leads to an odd address", async () => {
  // Cards and logs say what the profile says.
  const paths = all(site).filter((path) => !/-(card|log)\.html$/.test(path));
  assert.ok(paths.length > 400, `${paths.length} pages`);
  const own = pathToFileURL(site).href + "/";
  const found = [];
  const address = (path) => own + path.split("/").map(encodeURIComponent).join("/");
  const look = async (half) => {
    const page = await open(browser);
    page.on("dialog", (dialog) => {
      found.push(`${page.url()} opened a ${dialog.type()}`);
      dialog.dismiss();
    });
    page.context().on("page", (other) => found.push(`${page.url()} opened ${other.url()}`));
    for (const path of paths.filter((_, at) => at % 2 === half)) {
      await page.goto(address(path));
      // What would run when something fails to load, or when it is touched.
      const { policy, leads, handlers } = await page.evaluate(async () => {
        await new Promise((then) => setTimeout(then, 10));
        const nodes = [...document.querySelectorAll("*")];
        return {
          policy: window.__seen.policy,
          leads: [...document.querySelectorAll("a[href],area[href]")].map((node) => new URL(node.href.baseVal ?? node.href, document.baseURI).protocol),
          handlers: nodes.flatMap((node) => node.getAttributeNames().filter((name) => name.startsWith("on") || name === "style").map((name) => `<${node.localName} ${name}>`)),
        };
      });
      // A picture of the journal's own that is not there harms nobody.
      const complaints = page.complaints.splice(0).filter((line) => !line.endsWith("net::ERR_FILE_NOT_FOUND"));
      found.push(...complaints.map((line) => `${path}: ${line}`), ...policy.map((breach) => `${path}: policy: ${breach}`));
      found.push(...page.requests.splice(0).filter((url) => !url.startsWith(own)).map((url) => `${path}: asks for ${url}`));
      found.push(...leads.filter((scheme) => !LEADS.includes(scheme)).map((scheme) => `${path}: leads to ${scheme}`), ...handlers.map((one) => `${path}: ${one}`));
      if (page.url() !== address(path)) found.push(`${path} led away to ${page.url()}`);
    }
    await page.context().close();
  };
  await Promise.all([look(0), look(1)]);
  none(found);
});

test.after(async () => {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});
