import { page, part, rows } from "../../parts.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => part(list.sort, list.at),
};
export const render = ({ list }) => page(list.sort, `<h1>${list.sort}</h1>${rows(list.sort, list)}`);
