// Pages and what they load stay small.
import { test } from "node:test";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { LARGE, SITE, none } from "./browser.mjs";

test("pages and what they load stay small, in a small journal and in a large one", () => {
  const found = [];
  const within = (what, bytes, limit) => {
    console.log(`    ${what}: ${bytes} of ${limit} bytes`);
    if (bytes > limit) found.push(`${what}: ${bytes} bytes, over ${limit}`);
  };
  const KB = 1024;
  for (const [name, site] of [["demo", SITE], ["large", LARGE]]) {
    const bytes = (path) => statSync(join(site, path)).size;
    within(`${name}: scripts`, ["freshness.js", "page.js", "people.js", "search.js"].reduce((sum, script) => sum + bytes(`static/${script}`), 0), 12 * KB);
    const sheets = readdirSync(join(site, "static")).filter((name) => name.endsWith(".css") && !["style.css", "print.css"].includes(name));
    for (const sheet of sheets) within(`${name}: style sheets with ${sheet}`, ["style.css", "print.css", sheet].reduce((sum, one) => sum + bytes(`static/${one}`), 0), 32 * KB);
    within(`${name}: Today`, bytes("index.html"), 50 * KB);
    const profiles = readdirSync(join(site, "people")).filter((name) => !/^(index|by-)|-(card|log)\.html$/.test(name));
    within(`${name}: largest of ${profiles.length} profiles`, Math.max(...profiles.map((profile) => bytes(`people/${profile}`))), 60 * KB);
    for (const folder of ["", "en/", "zh/"].filter((folder) => existsSync(join(site, folder, "people/index.html")))) {
      const rows = readFileSync(join(site, folder, "people/index.html"), "utf8").match(/<tr data-phase[^]*?<\/tr>/g);
      within(`${name}: a row of ${folder}people, on the average of ${rows.length}`, Math.round(Buffer.byteLength(rows.join("")) / rows.length), 1.5 * KB);
    }
  }
  none(found);
});
