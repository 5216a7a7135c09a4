import { figuresOf } from "../../figures.js";
import { counted, page, short, spoken } from "../../parts.js";
import { crumb, entryRow } from "../../sections.js";

export const data = {
  pagination: { data: "collections.logs", size: 1, alias: "item" },
  permalink: ({ item }) => `/people/${item.fileSlug}/log.html`,
};
export function render({ item }) {
  const f = figuresOf(item);
  const years = new Map();
  for (const entry of f.entries) {
    const year = entry.on.slice(0, 4);
    years.has(year) ? years.get(year).push(entry) : years.set(year, [entry]);
  }
  const section = ([year, entries]) => `<section class="year"><div class="sec"><h2>${year}</h2><span class="note">${counted(entries.length)} contact${entries.length === 1 ? "" : "s"}</span></div><ol class="log">${entries.map((entry) => entryRow(entry, short(entry.on))).join("")}</ol></section>`;
  return page(`Everything with ${item.data.name}`, "card", `${crumb(item.data, `<li><a class="plain" href="${f.url}">${spoken(item.data.name)}</a></li>`)}
<h1>Everything with ${spoken(item.data.name)}</h1>
${[...years].map(section).join("\n")}`);
}
