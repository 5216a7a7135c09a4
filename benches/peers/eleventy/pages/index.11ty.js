import { page } from "../../parts.js";
import { linked } from "../../sections.js";

export const data = { permalink: "/index.html" };
export const render = ({ collections }) =>
  page("Today", "plain", `<h1>Today</h1><ul class="rows linked">${collections.people.slice(0, 20).map((item) => `<li>${linked(collections, item.fileSlug)}</li>`).join("")}</ul>`);
