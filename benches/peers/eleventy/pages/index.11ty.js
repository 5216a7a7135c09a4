import { escape, page } from "../../parts.js";

export const data = { permalink: "/index.html" };
export const render = ({ collections }) =>
  page("Today", `<h1>Today</h1><ul>${collections.people.slice(0, 20).map((item) => `<li><a href="${item.url}">${escape(item.data.name)}</a></li>`).join("")}</ul>`);
