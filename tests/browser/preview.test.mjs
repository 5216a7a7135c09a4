// The preview in a browser: a page follows what is saved, says which line cannot be read
// and keeps what it had, asks nobody else, and leaves nothing behind.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JOURNAL, RENMAI, launch, open } from "./browser.mjs";

const browser = await launch();
const journal = mkdtempSync(join(tmpdir(), "renmai-preview-"));
for (const name of ["content", "renmai.yaml"]) cpSync(join(JOURNAL, name), join(journal, name), { recursive: true });
const before = readdirSync(journal, { recursive: true }).sort();
const served = spawn(RENMAI, ["serve", "--root", journal, "--port", "0", "--today", "2026-11-22", "--lang", "zh"], { stdio: ["ignore", "pipe", "ignore"] });
const home = (await createInterface({ input: served.stdout })[Symbol.asyncIterator]().next()).value;

const file = join(journal, "content/people/bai-lu.md");
const saved = (change, text = readFileSync(file, "utf8")) => {
  assert.ok(change(text) !== text, "the change changes nothing");
  return change(text);
};
// The policy sent with a page also boxes it in, which Chromium remarks upon each time.
const complaints = (page) => page.complaints.filter((line) => !line.includes("can escape its sandboxing"));
const follows = async (page, text) => {
  await page.waitForFunction((text) => document.body?.innerText.includes(text), text, { timeout: 15000 });
};

test("a page follows every way an editor saves", async () => {
  const page = await open(browser, {});
  await page.goto(`${home}people/bai-lu.html`);
  assert.equal((await page.textContent("h1")).trim().slice(0, 2), "白露");
  // Truncated and written.
  writeFileSync(file, saved((text) => text.replace("## 约定", "偏爱蓝色封面。\n\n## 约定")));
  await follows(page, "偏爱蓝色封面");
  // Another file renamed over it.
  writeFileSync(`${file}.new`, saved((text) => text.replace("偏爱蓝色封面", "偏爱绿色封面")));
  renameSync(`${file}.new`, file);
  await follows(page, "偏爱绿色封面");
  // A person who was not there before has a page at once.
  await page.goto(`${home}people/index.html`);
  writeFileSync(join(journal, "content/people/xin-lai.md"), "---\nname: 新来\n---\n\n## Log\n- 2026-11-20 咖啡\n");
  await follows(page, "新来");
  await page.click("text=新来");
  await page.waitForURL(/people\/xin-lai\.html$/);
  assert.deepEqual(complaints(page), []);
  assert.deepEqual((await page.evaluate(() => window.__seen)).policy, []);
  assert.deepEqual(page.requests.filter((url) => !url.startsWith(home)), []);
  await page.context().close();
});

test("a line that cannot be read is named on the page, and the rest stays", async () => {
  const page = await open(browser, {});
  await page.goto(`${home}people/bai-lu.html`);
  const good = readFileSync(file, "utf8");
  writeFileSync(file, saved((text) => text.replace(/^birthday: .*$/m, "birthday: 2025-02-30")));
  await follows(page, "bai-lu.md:");
  const line = await page.textContent(".preview-problems");
  assert.match(line, /people\/bai-lu\.md:\d+:\d+/);
  assert.match(line, /2025-02-30/);
  assert.equal((await page.textContent("h1")).trim().slice(0, 2), "白露");
  writeFileSync(file, good);
  await page.waitForFunction(() => document.body && !document.querySelector(".preview-problems"), null, { timeout: 15000 });
  assert.deepEqual(complaints(page), []);
  await page.context().close();
});

test("what leads nowhere says so, and no stranger is answered", async () => {
  const page = await open(browser, {});
  assert.equal((await page.goto(`${home}people/nobody.html`)).status(), 404);
  assert.match(await page.textContent("main"), /\S/);
  // A page of another origin may neither read nor listen.
  const [, port] = home.match(/:(\d+)\//);
  await page.goto("about:blank");
  const seen = await page.evaluate((port) => fetch(`http://127.0.0.1:${port}/index.html`).then((answer) => answer.status, () => "refused"), port);
  assert.equal(seen, "refused");
  await page.context().close();
});

test("the key that ends it ends it, and nothing was written", async () => {
  const ended = new Promise((done) => served.on("exit", (code, signal) => done(code ?? signal)));
  served.kill("SIGINT");
  await ended;
  const now = readdirSync(journal, { recursive: true }).filter((name) => !name.endsWith("xin-lai.md")).sort();
  assert.deepEqual(now, before);
});

test.after(() => {
  served.kill("SIGKILL");
  rmSync(journal, { recursive: true, force: true });
  return browser.close();
});
