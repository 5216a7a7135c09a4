import { figuresOf } from "../../figures.js";
import { escape, known, page, spoken } from "../../parts.js";
import { about, cardFacts, prep, state } from "../../sections.js";

export const data = {
  pagination: { data: "collections.people", size: 1, alias: "item" },
  permalink: ({ item }) => `/people/${item.fileSlug}/card.html`,
};
export function render({ item }) {
  const f = figuresOf(item);
  const { name } = item.data;
  const { roman } = known(f.id);
  return page(name, "card", `<p class="crumb"><a class="link" href="${f.url}">Back to ${escape(name)}</a></p>
<article class="prep card">
<div class="sec"><h1>${spoken(name)}${roman ? ` <span class="light">${escape(roman)}</span>` : ""}</h1>${state(f.phase)}</div>
<p class="soft">${about(item.data)} · ${f.days} / ${f.cadence} d</p><p class="cardnext"><strong>Next step</strong> ${spoken(f.next.text)}</p>${prep(f)}
${cardFacts(f)}
</article>`);
}
