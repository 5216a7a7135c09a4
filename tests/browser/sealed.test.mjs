// A sealed site in a real browser, from disk: what opens it, what does not, and what it leaves behind.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

const PASSPHRASE = "undone grievance swab lunchbox eatable pacemaker";
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const work = mkdtempSync(join(tmpdir(), "renmai-sealed-"));
const site = join(work, "site");
const env = { ...process.env, RENMAI_PASSPHRASE: PASSPHRASE };
execFileSync("cargo", ["run", "--release", "--locked", "--quiet", "--", "build", "--encrypt", "--quiet", "--today", "2026-11-22", "-o", site], { cwd: root, env, stdio: "inherit" });
const browser = await launch();

const knock = async (options = {}, folder = site, passphrase = PASSPHRASE) => {
  const page = await open(browser, options);
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  await page.fill("#passphrase", passphrase);
  await page.click("#ask button");
  return page;
};
const inside = async (page) => {
  await page.waitForSelector("iframe:not(.coming)");
  return page.frames().at(-1);
};
const titled = async (page, title) => {
  await page.waitForFunction((title) => document.querySelector("iframe:not(.coming)")?.contentDocument?.title.includes(title), title);
  return page.frames().at(-1);
};
const said = (page, text) => page.waitForFunction((text) => document.querySelector("#said").textContent.includes(text), text);
const ours = (page) => page.requests.filter((url) => !url.startsWith(pathToFileURL(site).href) && !url.startsWith("blob:"));

test("the passphrase opens it; links, search and the way back work; nothing is left behind", async () => {
  const page = await knock();
  let frame = await inside(page);
  assert.match(await frame.title(), /今日/);
  assert.ok(await frame.evaluate(() => getComputedStyle(document.body).fontFamily.includes("Segoe")), "its style is on");
  await frame.click('nav a[href*="people/index"]');
  frame = await titled(page, "联系人");
  await frame.click("text=陈屿 >> nth=0");
  frame = await titled(page, "陈屿");
  await page.goBack();
  frame = await titled(page, "联系人");
  await frame.click(".find");
  frame = await titled(page, "搜索");
  await frame.fill("#q", "zhangwei");
  await frame.waitForSelector("#results .who");
  await frame.press("#q", "Enter");
  await titled(page, "张伟");
  assert.equal(await page.title(), "已上锁");
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.equal(typeof (await page.evaluate(() => history.state)), "number");
  await page.click(".lock");
  await said(page, "重新上锁");
  assert.equal(await page.locator("iframe").count(), 0);
  await page.goBack();
  assert.equal(await page.locator("iframe").count(), 0);
  assert.deepEqual(ours(page), []);
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(await page.evaluate(() => window.__seen.policy), []);
});

test("a blank typed around it does not matter", async () => {
  const page = await knock({}, site, `  ${PASSPHRASE} `);
  assert.match(await (await inside(page)).title(), /今日/);
  await page.context().close();
});

test("its lock lies over nothing that can be pressed", async () => {
  for (const width of [390, 760, 1280]) {
    const page = await knock({ viewport: { width, height: 844 } });
    const frame = await inside(page);
    const lock = await page.locator(".lock").boundingBox();
    const under = await frame.evaluate(({ x, y, width, height }) =>
      [...document.querySelectorAll("a[href],button,summary,input")]
        .filter((node) => !node.closest("details:not([open]) > :not(summary)"))
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && box.left < x + width && box.right > x && box.top < y + height && box.bottom > y)
        .map(([node]) => node.outerHTML.slice(0, 80)), lock);
    assert.deepEqual(under, [], `${width}`);
    await page.context().close();
  }
});

test("another passphrase opens nothing", async () => {
  const page = await knock({}, site, PASSPHRASE + "x");
  await said(page, "口令不对");
  assert.equal(await page.locator("iframe").count(), 0);
});

test("a part that was changed, cut or taken away shows nothing", async () => {
  const parts = readdirSync(site).find((name) => /^[0-9a-f]{16}$/.test(name));
  const damage = {
    changed: (part) => writeFileSync(part, readFileSync(part, "utf8").replace(/(.{40000})./, (_, head) => head + "~")),
    flipped: (part) => {
      const text = readFileSync(part, "utf8");
      writeFileSync(part, text.slice(0, 5000) + (text[5000] === "A" ? "B" : "A") + text.slice(5001));
    },
    cut: (part) => writeFileSync(part, readFileSync(part, "utf8").slice(0, 1000)),
    gone: (part) => rmSync(part),
  };
  for (const [name, harm] of Object.entries(damage)) {
    const copy = join(work, name);
    cpSync(site, copy, { recursive: true });
    harm(join(copy, parts, "00001.js"));
    const page = await knock({}, copy);
    await said(page, "缺失或被改动过");
    assert.equal(await page.locator("iframe").count(), 0, name);
    await page.context().close();
  }
});

test("a header that asks for too much or too little is refused before any work", async () => {
  for (const rounds of [1, 4294967295]) {
    const copy = join(work, `rounds-${rounds}`);
    cpSync(site, copy, { recursive: true });
    const file = join(copy, "index.html");
    const changed = readFileSync(file, "utf8").replace(/data-header="([^"]*)"/, (_, text) => {
      const header = Buffer.from(text, "base64");
      header.writeUInt32BE(rounds, 8);
      return `data-header="${header.toString("base64")}"`;
    });
    writeFileSync(file, changed);
    const page = await open(browser);
    await page.goto(pathToFileURL(file).href);
    await said(page, "缺失或被改动过");
    assert.equal(await page.isVisible("#ask"), false);
    await page.context().close();
  }
});

test("without a touch it locks itself", async () => {
  const page = await open(browser);
  await page.clock.install({ time: new Date("2026-11-22T12:00") });
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.fill("#passphrase", PASSPHRASE);
  await page.click("#ask button");
  await inside(page);
  await page.clock.fastForward("09:00");
  assert.equal(await page.locator("iframe").count(), 1);
  await page.clock.fastForward("01:10");
  await said(page, "重新上锁");
  assert.equal(await page.locator("iframe").count(), 0);
});

test("where it cannot work it says so", async () => {
  const plain = await open(browser);
  await plain.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  await plain.goto(pathToFileURL(join(site, "index.html")).href);
  await said(plain, "https");
  assert.equal(await plain.isVisible("#ask"), false);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const silent = await context.newPage();
  await silent.goto(pathToFileURL(join(site, "index.html")).href);
  assert.match(await silent.textContent("main"), /JavaScript/);
  await context.close();
});

test.after(async () => {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});
