// The search field, by keyboard: what is found and why, and that no other page pays for it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { address, launch, open } from "./browser.mjs";

const browser = await launch();
const NOW = "2026-11-22T12:00";

async function searching(folder = "") {
  const page = await open(browser, { now: NOW });
  await page.goto(address(`${folder}search.html#q`));
  await page.waitForFunction(() => window.renmaiNotes && document.activeElement.id === "q");
  return page;
}
const ask = async (page, words) => {
  await page.fill("#q", words);
  await page.waitForTimeout(60);
  return page.evaluate(() => [...document.querySelectorAll("#results li")].map((row) => ({
    name: row.querySelector(".who").textContent, why: row.lastChild.textContent, href: row.querySelector(".who").getAttribute("href"),
    marked: [...row.querySelectorAll("mark")].map((mark) => mark.textContent).join(""), group: row.closest("section").querySelector("h2").textContent,
  })));
};

test("the key / leads to the field from any page, and no page loads the index before", async () => {
  const page = await open(browser, { now: NOW });
  await page.goto(address("en/people/chen-yu.html"));
  assert.ok(!page.requests.some((url) => url.includes("search")));
  await page.keyboard.press("/");
  await page.waitForURL(/search\.html#q$/);
  await page.waitForFunction(() => document.activeElement.id === "q");
  await page.keyboard.press("Escape");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("names, readings, initials, tags and notes are found and marked", async () => {
  const page = await searching();
  const rows = await ask(page, "zw");
  const zhang = rows.find((row) => row.name === "张伟");
  assert.equal(zhang.marked, "张伟ZW", "both initials and both characters");
  assert.equal(zhang.why, "姓名首字母");
  for (const words of ["zhangwei", "zhang wei", "ＺＨＡＮＧＷＥＩ", "张伟", "wei zhang"]) assert.equal((await ask(page, words))[0].name, "张伟", words);
  assert.equal((await ask(page, "elin sorby"))[0].name, "Elin Sørby");
  assert.equal((await ask(page, "zw 上海"))[0].name, "张伟");
  const notes = (await ask(page, "张伟")).filter((row) => row.group === "记录");
  assert.ok(notes.length > 0 && notes.every((row) => row.marked.includes("张伟")));
  assert.ok((await ask(page, "插画")).some((row) => row.group === "标签" && row.href.startsWith("tags/")));
  assert.ok((await ask(page, "xyzzy")).length > 0, "the nearest names");
  assert.match(await page.textContent("#found"), /没有找到/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("a found line leads to where it stands", async () => {
  const page = await searching("en/");
  const note = (await ask(page, "电容")).find((row) => row.href.includes("#l-"));
  await page.goto(address(`en/${note.href}`));
  assert.ok(await page.evaluate(() => document.querySelector(":target")), note.href);
  await page.context().close();
});

test("arrows choose, Enter opens, Escape clears; markup is text", async () => {
  const page = await searching("en/");
  await ask(page, "zw");
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.keyboard.press("ArrowDown");
  const first = await focused();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "q");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#q"), "");
  assert.equal(await page.evaluate(() => document.querySelectorAll("#results li").length), 0);
  await ask(page, "<img src=x onerror=alert(1)>");
  assert.equal(await page.evaluate(() => document.querySelectorAll("#finder img").length), 0);
  await page.fill("#q", "zhangwei");
  await page.keyboard.press("Enter");
  await page.waitForURL(/people\/zhang-wei\.html$/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("letters still being composed are left alone", async () => {
  const page = await searching();
  await page.evaluate(() => {
    const field = document.querySelector("#q");
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = "zh";
    field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }));
  });
  assert.equal(await page.evaluate(() => document.querySelectorAll("#results li").length), 0);
  await page.evaluate(() => {
    document.querySelector("#q").value = "张伟";
    document.querySelector("#q").dispatchEvent(new CompositionEvent("compositionend"));
  });
  await page.waitForTimeout(60);
  assert.ok((await page.evaluate(() => document.querySelectorAll("#results li").length)) > 0);
  await page.context().close();
});

test.after(() => browser.close());
