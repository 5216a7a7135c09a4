import { escape, page, part, rows } from "../../parts.js";

export const data = {
  pagination: { data: "collections.tagLists", size: 1, alias: "list" },
  permalink: ({ list }) => part(`tags/${list.tag}`, list.at),
};
export const render = ({ list }) => page(list.tag, `<h1>#${escape(list.tag)}</h1>${rows(`tags/${list.tag}`, list)}`);
