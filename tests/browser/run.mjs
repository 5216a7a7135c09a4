// Builds the journals the tests look at and opens their pages in a real browser. Where there
// is no browser it says so and passes; REQUIRE_BROWSER=1 makes that a failure.
//
//   node run.mjs [PART…]     only the files whose names begin with a PART
//   node run.mjs speed       how soon large pages answer: asked for, never part of a run
//   RENMAI, GENERATE         programs to use instead of building them
//   CHROMIUM                 the browser
//   UPDATE=1                 takes today's pictures for the ones to compare with
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = browsers.find((path) => path && existsSync(path));
const missing = !browser ? "Chromium (set CHROMIUM to its path)" : !existsSync(join(here, "node_modules")) ? "its packages (npm ci)" : null;
if (missing) {
  const line = "=".repeat(72);
  console.error(`${line}\nSKIPPED: the pages were NOT looked at in a browser, for want of ${missing}\n${line}`);
  process.exit(process.env.REQUIRE_BROWSER ? 1 : 0);
}

const work = mkdtempSync(join(tmpdir(), "renmai-pages-"));
const call = (program, ...args) => execFileSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
let { RENMAI: renmai, GENERATE: generate } = process.env;
if (!renmai || !generate) {
  call("cargo", "build", "--release", "--locked", "--quiet", "--bin", "renmai", "--example", "generate");
  const target = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd: root, maxBuffer: 1 << 26 })).target_directory;
  renmai ??= join(target, "release", "renmai");
  generate ??= join(target, "release", "examples", "generate");
}
// A journal with mistakes has problems to show, and is built all the same: exit code 1.
const build = (name, day, journal = root) => {
  const site = join(work, name);
  const { status } = spawnSync(renmai, ["build", "--quiet", "--root", journal, "--today", day, "-o", site], { stdio: ["ignore", "ignore", name === "faulty" ? "ignore" : "inherit"] });
  if (status !== (name === "faulty" ? 1 : 0)) throw new Error(`the site "${name}" was not built: ${status}`);
  return site;
};
const copied = (name, change) => {
  const journal = join(work, `${name}-journal`);
  change(journal);
  return journal;
};

try {
  const faulty = copied("faulty", (journal) => cpSync(join(here, "faulty"), journal, { recursive: true }));
  const large = copied("large", (journal) => call(generate, "1000", journal, "--both"));
  const wanted = process.argv.slice(2);
  const isTimed = wanted.includes("speed");
  // As many as stand on one page and no more.
  const middling = isTimed && build("middling", "2026-11-22", copied("middling", (journal) => call(generate, "480", journal)));
  const artefacts = join(here, "artefacts");
  rmSync(artefacts, { recursive: true, force: true });
  mkdirSync(artefacts);
  const env = {
    ...process.env, BROWSER: browser, ARTEFACTS: artefacts, RENMAI: resolve(root, renmai), JOURNAL: root,
    SITE: build("demo", "2026-11-22"), LATER: build("later", "2026-11-25"), FAULTY: build("faulty", "2026-11-22", faulty), LARGE: build("large", "2026-11-22", large), MIDDLING: middling || "",
  };
  const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs") && (!wanted.length || wanted.some((part) => name.startsWith(part)))).sort();
  if (isTimed) tests.push("speed.mjs");
  if (!tests.length) throw new Error(`no tests begin with ${wanted.join(" or ")}`);
  process.exitCode = spawnSync(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...tests.map((name) => join(here, name))], { env, stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
