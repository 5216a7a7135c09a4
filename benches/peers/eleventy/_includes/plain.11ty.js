import { escape, page } from "../parts.js";

export const render = (data) => page(data.title || data.page.fileSlug, "plain", `<h1>${escape(data.title || data.page.fileSlug)}</h1><div class="doc">${data.content}</div>`);
