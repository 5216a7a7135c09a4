import { escape, page } from "../../parts.js";

export const data = {
  pagination: { data: "collections.logs", size: 1, alias: "item" },
  permalink: ({ item }) => `/people/${item.fileSlug}/log.html`,
};
export const render = ({ item }) => page(item.data.name, `<p class="crumb"><a href="${item.url}">Back to ${escape(item.data.name)}</a></p>
<h1>Everything with ${escape(item.data.name)}</h1><section class="log">${item.templateContent}</section>`);
