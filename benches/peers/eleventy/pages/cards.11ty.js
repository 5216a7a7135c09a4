import { day, escape, facts, page } from "../../parts.js";

export const data = {
  pagination: { data: "collections.people", size: 1, alias: "item" },
  permalink: ({ item }) => `/people/${item.fileSlug}/card.html`,
};
export const render = ({ item }) => page(item.data.name, `<p class="crumb"><a href="${item.url}">Back to ${escape(item.data.name)}</a></p>
<article class="card"><h1>${escape(item.data.name)}</h1><p>Last contact: ${day(item.data.last)}</p>${facts(item.data)}</article>`);
