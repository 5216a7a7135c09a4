// On paper: a profile on two sheets of A4, the card alone on one of A6.
import { test } from "node:test";
import assert from "node:assert/strict";
import { LANGUAGES, address, launch, open } from "./browser.mjs";

const browser = await launch();
const A4 = [595, 842];
const A6 = [298, 420];

async function sheets(path) {
  const page = await open(browser, { now: "2026-11-22T12:00" });
  await page.goto(address(path));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  await page.context().close();
  const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Math.round(width), Math.round(height)]);
  return { count: pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0, sizes };
}
const near = (sizes, [width, height]) => sizes.every(([w, h]) => Math.abs(w - width) < 3 && Math.abs(h - height) < 3);

for (const [lang, folder] of Object.entries(LANGUAGES)) {
  test(`a profile takes two sheets of A4 at most, ${lang}`, async () => {
    for (const id of ["chen-yu", "zhou-yuan", "shen-tinglan", "mama"]) {
      const { count, sizes } = await sheets(`${folder}people/${id}.html`);
      assert.ok(count >= 1 && count <= 2, `${id}: ${count} sheets`);
      assert.ok(near(sizes, A4), JSON.stringify(sizes));
    }
  });
  test(`the review of a week leaves room to write, on one sheet, ${lang}`, async () => {
    assert.equal((await sheets(`${folder}review/index.html`)).count, 1);
  });
  test(`the card takes one sheet of A6, ${lang}`, async () => {
    const { count, sizes } = await sheets(`${folder}people/chen-yu-card.html`);
    assert.equal(count, 1);
    assert.ok(near(sizes, A6), JSON.stringify(sizes));
  });
}

test.after(() => browser.close());
