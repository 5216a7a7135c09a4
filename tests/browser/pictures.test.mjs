// What the pages look like, held against pictures taken before. A picture is looked at in
// squares of 16 px: the mean colour of few may differ, so that another edge of a letter is
// nothing and a part that moved, went or changed its colour is something. Where a page was
// changed on purpose, UPDATE=1 takes the pictures anew.
import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ARTEFACTS, address, launch, none, open } from "./browser.mjs";

const TAKEN = join(dirname(fileURLToPath(import.meta.url)), "pictures");
const PAGES = ["index", "people/index", "people/chen-yu", "calendar/index", "goals/index", "review/index", "insights/index", "map/index", "checklists/index", "guides/index", "names/index", "tags/index", "method/index", "search"];
const LOOKS = [
  { name: "desk", folder: "", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "phone", folder: "en/", colorScheme: "dark", viewport: { width: 390, height: 844 } },
];
// The share of squares that may differ, and by how much of 255 a square must to count.
const SHARE = 0.01;
const STEP = 14;

const browser = await launch();
const shown = ({ folder, name, ...look }) => open(browser, { ...look, deviceScaleFactor: 0.5, now: "2026-11-22T12:00" });
const picture = (page) => page.screenshot({ type: "jpeg", quality: 85 });

// How many of all squares of two pictures differ. The browser reads the pictures.
const reader = await browser.newPage();
const compare = (one, other) =>
  reader.evaluate(
    async ({ pictures, STEP }) => {
      const SIDE = 8;
      const squares = async (text) => {
        const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
        const canvas = new OffscreenCanvas(Math.ceil(image.width / SIDE), Math.ceil(image.height / SIDE));
        const brush = canvas.getContext("2d");
        brush.imageSmoothingQuality = "high";
        brush.drawImage(image, 0, 0, canvas.width, canvas.height);
        return { size: `${image.width}×${image.height}`, data: brush.getImageData(0, 0, canvas.width, canvas.height).data };
      };
      const [a, b] = await Promise.all(pictures.map(squares));
      if (a.size !== b.size) return 1;
      let differ = 0;
      for (let at = 0; at < a.data.length; at += 4) differ += [0, 1, 2].some((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) > STEP) ? 1 : 0;
      return differ / (a.data.length / 4);
    },
    { pictures: [one, other].map((bytes) => bytes.toString("base64")), STEP }
  );

for (const look of LOOKS) {
  test(`the pages look as they did, ${look.name}`, async () => {
    const page = await shown(look);
    const found = [];
    mkdirSync(TAKEN, { recursive: true });
    for (const path of PAGES) {
      await page.goto(address(`${look.folder}${path}.html`));
      const now = await picture(page);
      const name = `${look.name}-${path.replace("/index", "").replace("/", "-")}.jpeg`;
      writeFileSync(join(ARTEFACTS, name), now);
      if (process.env.UPDATE) writeFileSync(join(TAKEN, name), now);
      if (!existsSync(join(TAKEN, name))) found.push(`${name}: there is no picture of it; UPDATE=1 takes one`);
      else {
        const differ = await compare(readFileSync(join(TAKEN, name)), now);
        if (differ > SHARE) found.push(`${name}: ${(differ * 100).toFixed(1)} % of it looks otherwise; the picture of now lies in artefacts/`);
      }
    }
    await page.context().close();
    none(found);
  });
}

test("a part that goes, moves or changes its colour is seen", async () => {
  for (const look of LOOKS) {
    const page = await shown(look);
    await page.goto(address(`${look.folder}index.html`));
    const whole = await picture(page);
    assert.equal(await compare(whole, await picture(page)), 0, "the same picture twice");
    const part = look.name === "desk" ? ".side" : ".tabs,.tabbar,nav";
    const changes = [
      [part, (node) => (node.style.visibility = "hidden"), (node) => (node.style.visibility = "")],
      ["main", (node) => (node.style.marginTop = "16px"), (node) => (node.style.marginTop = "")],
      [":root", (node) => node.style.setProperty("--paper", "#8899aa"), (node) => node.style.removeProperty("--paper")],
    ];
    for (const [where, change, back] of changes) {
      const node = page.locator(where).first();
      await node.evaluate(change);
      assert.ok((await compare(whole, await picture(page))) > SHARE, `${look.name}: ${where}`);
      await node.evaluate(back);
    }
    await page.context().close();
  }
});

test.after(() => browser.close());
