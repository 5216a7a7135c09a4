// The same site in Eleventy: what benches/compare.sh measures against. Templates are plain
// functions, its fastest kind; Markdown goes through markdown-it alone.
import { figuresOf, texts } from "./figures.js";
import { chunks, CIRCLES } from "./parts.js";

const byText = (key) => (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
const byNumber = (key) => (a, b) => key(a) - key(b);
const circle = (item) => Object.keys(CIRCLES).indexOf(item.data.circle ?? "none");

// How everybody is sorted, each on the order before it, and how a group is called.
const SORTS = {
  "by-name": [byText((item) => item.data.sort), (item) => item.data.sort[0].toUpperCase()],
  people: [byNumber((item) => item.data.rank), (item) => {
    const f = figuresOf(item);
    return f.watch || f.ratio > 0.9 ? "Start here" : "In good shape";
  }],
  "by-last": [byNumber((item) => figuresOf(item).days), (item) => {
    const { days } = figuresOf(item);
    return days <= 7 ? "Within a week" : days <= 30 ? "Within a month" : days <= 91 ? "Within a quarter" : "Longer ago";
  }],
  "by-circle": [byNumber((item) => (circle(item) + 6) % 6), (item) => CIRCLES[item.data.circle]?.title ?? "No circle"],
};

function parts(name, all, group, tag) {
  const counts = new Map();
  for (const item of all) counts.set(group(item), (counts.get(group(item)) ?? 0) + 1);
  const pieces = chunks(all);
  return pieces.map((items, at) => ({ name, tag, group, counts, items, at, of: pieces.length, total: all.length }));
}

export default function (config) {
  config.setQuietMode(true);
  config.setTemplateFormats(["md", "11ty.js"]);
  config.addPassthroughCopy({ static: "static" });
  // A profile shows log and tasks in its own way: Markdown are only the notes before them.
  config.addPreprocessor("notes", "md", (data, content) => {
    if (!data.sort) return content;
    texts.set(data.page.fileSlug, content);
    const end = content.indexOf("\n## ");
    return end < 0 ? content : content.slice(0, end);
  });

  let people, tags;
  const everybody = (api) => (people ??= api.getAll().filter((item) => item.data.sort).sort(SORTS["by-name"][0]));
  const byTag = (api) => {
    if (tags) return tags;
    tags = new Map();
    for (const item of everybody(api)) {
      for (const tag of new Set(item.data.labels)) tags.has(tag) ? tags.get(tag).push(item) : tags.set(tag, [item]);
    }
    return tags;
  };
  config.addCollection("people", everybody);
  config.addCollection("byTag", byTag);
  config.addCollection("logs", (api) => everybody(api).filter((item) => item.data.long_log));
  config.addCollection("lists", (api) =>
    Object.entries(SORTS).flatMap(([name, [order, group]]) => parts(name, everybody(api).toSorted(order), group)));
  config.addCollection("tagLists", (api) => [...byTag(api)].flatMap(([tag, all]) => parts(`tags/${tag}`, all, () => "", tag)));
  return { dir: { input: "input", includes: "../_includes", output: "output" }, markdownTemplateEngine: false, htmlTemplateEngine: false };
}
