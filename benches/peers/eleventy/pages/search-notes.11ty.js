import { figuresOf, texts } from "../../figures.js";

export const data = { permalink: "/static/search-notes.js" };

// What was written, line by line: the log first, then the text around it.
export function render({ collections }) {
  const groups = [];
  collections.people.forEach((item, at) => {
    const f = figuresOf(item);
    const logs = new Map();
    f.entries.forEach((entry, place) => {
      // What stands in another's file is found there.
      if (entry.file && !entry.mention) return;
      const href = `${place < 10 || !item.data.long_log ? f.url : `${f.url}log.html`}#l-`.slice(1);
      const file = entry.file ?? `people/${f.id}.md`;
      if (!logs.has(href + file)) logs.set(href + file, [at, href, file, "log", []]);
      const said = (entry.mention ? `${entry.mention.name} ` : "") + entry.text.replace(/ #\w+$/, "");
      const gift = entry.gave ?? entry.got;
      logs.get(href + file)[4].push([entry.line, gift ? `${said} ${gift.text}` : said, entry.on]);
    });
    groups.push(...logs.values());
    const notes = [];
    const before = (item.data.lines.log ?? Infinity) - item.data.lines.body;
    texts.get(f.id).split("\n").forEach((line, place) => {
      const text = line.replace(/^(- \[.\]|##) /, "");
      if (text && place < before && !/^(Log|往来)$/.test(text)) notes.push([place + item.data.lines.body, text]);
    });
    groups.push([at, `${f.url.slice(1)}#notes`, `people/${f.id}.md`, "notes", notes]);
  });
  return `window.renmaiNotes=[${groups.map((group) => JSON.stringify(group)).join(",\n")}];\n`;
}
