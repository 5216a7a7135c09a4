import { figuresOf } from "../../figures.js";
import { known, many } from "../../parts.js";

export const data = { permalink: "/static/search-index.js" };
export function render({ collections }) {
  const person = (item) => {
    const { data, fileSlug, url } = item;
    const { said, roman } = known(fileSlug);
    const f = figuresOf(item);
    const rest = [...many(data.interests), ...many(data.strengths), ...many(data.needs), ...new Set(data.labels)].join(" ");
    return JSON.stringify([data.name, url.slice(1), said, [], rest, [data.company, data.location].filter(Boolean).join(" · "), roman, f.phase, data.circle ?? null, data.last, f.cadence, null]);
  };
  const tag = ([name, items]) => JSON.stringify([name, `tags/${name}/`, [name], [], "", items.length]);
  return `window.renmaiIndex={"fields":["name","href","own","aliases","rest","about","other","phase","circle","last","cadence","new"],"tags":[${[...collections.byTag].map(tag).join(",")}],"people":[${collections.people.map(person).join(",\n")}]};\n`;
}
