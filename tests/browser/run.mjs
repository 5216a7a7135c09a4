// Builds the demo journal for two days and looks at its pages in a real browser. Where
// there is no browser it says so and passes; REQUIRE_BROWSER=1 makes that a failure.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
const build = (day) => {
  const site = join(work, day);
  execFileSync("cargo", ["run", "--release", "--locked", "--quiet", "--", "build", "--quiet", "--today", day, "-o", site], { cwd: root, stdio: "inherit" });
  return site;
};
try {
  const env = { ...process.env, BROWSER: browser, SITE: build("2026-11-22"), LATER: build("2026-11-25") };
  const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();
  const run = (names, together) => spawnSync(process.execPath, ["--test", `--test-concurrency=${together}`, "--test-reporter=spec", ...names.map((name) => join(here, name))], { env, stdio: "inherit" }).status ?? 1;
  const timed = (name) => name.startsWith("speed");
  process.exitCode = run(tests.filter((name) => !timed(name)), 2) | run(tests.filter(timed), 1);
} finally {
  rmSync(work, { recursive: true, force: true });
}
