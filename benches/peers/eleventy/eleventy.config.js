// The same site in Eleventy: what benches/compare.sh measures against. Templates are plain
// functions, its fastest kind; Markdown goes through markdown-it alone.
import { rows, page, facts, chunks, sorted, SORTS } from "./parts.js";

export default function (config) {
  config.setQuietMode(true);
  config.setTemplateFormats(["md", "11ty.js"]);
  const people = (api) => api.getAll().filter((item) => item.inputPath.includes("/people/") && item.data.name);
  config.addCollection("people", people);
  config.addCollection("logs", (api) => people(api).filter((item) => item.data.long_log));
  config.addCollection("lists", (api) =>
    SORTS.flatMap((sort) => chunks(sorted(people(api), sort)).map((part, at, all) => ({ sort, part, at, of: all.length }))));
  config.addCollection("tagLists", (api) => {
    const tags = new Map();
    for (const item of people(api)) for (const tag of item.data.labels || []) tags.set(tag, [...(tags.get(tag) || []), item]);
    return [...tags].flatMap(([tag, all]) => chunks(all).map((part, at, parts) => ({ tag, part, at, of: parts.length })));
  });
  return { dir: { input: "input", includes: "../_includes", output: "output" }, markdownTemplateEngine: false, htmlTemplateEngine: false };
}
