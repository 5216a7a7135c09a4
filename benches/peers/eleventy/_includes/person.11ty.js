import { figures } from "../figures.js";
import { about, day, escape, facts, page } from "../parts.js";

export const render = (data) => page(data.name, `<nav><ol class="crumb"><li><a href="/people/">People</a></li></ol></nav>
<div class="hero"><h1>${escape(data.name)}</h1><p class="about">${about(data)}</p>
<p class="tags">${(data.labels || []).map((tag) => `<a href="/tags/${encodeURIComponent(tag)}/">${escape(tag)}</a>`).join(" ")}</p>
<div class="btns">${data.phone ? `<a class="btn" href="tel:${escape(data.phone)}">Call</a>` : ""}${data.email ? `<a class="btn" href="mailto:${escape(data.email)}">Email</a>` : ""}<a class="btn" href="card.html">Print card</a></div></div>
<p class="state">Last contact: ${day(data.last)}</p>
${figures(data)}
<section class="notes">${data.content}</section>
<section><h2 id="facts">Facts</h2>${facts(data)}</section>
${data.relations ? `<section><h2>Connected to</h2><ul>${data.relations.map((one) => `<li><a href="/people/${escape(one.to)}/">${escape(one.to)}</a> <small>${escape(one.as)}</small></li>`).join("")}</ul></section>` : ""}
<section><h2>File</h2><p class="mono">${escape(data.page.inputPath)}</p></section>`);
