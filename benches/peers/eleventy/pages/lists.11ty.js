import { page, part } from "../../parts.js";
import { people } from "../../sections.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => part(list.name, list.at),
};
export const render = ({ list, collections }) => page("People", "people", people(list, collections));
