// On a list of people: a chip shows its people alone, a way to sort lays the rows anew.
// Without a script the style sheet and other pages do the same, by the address. Here the
// rows come and go some at a time, so that a list of five hundred never holds up its reader.
{
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const [rows, chips, sorts, [orders]] = [".people [data-phase]", ".chip[data-phase],.chip[data-in]", "a[data-sort]", "#orders"].map(selector => all(selector));
// Each row in the group it belongs to, from the top, and which of them are wanted.
let order = rows.map(row => [row, row.parentNode]);
let fits = () => true, turn = 0;
const show = (links, chosen) => {
  for (const link of links) link.ariaCurrent = link === chosen || null;
  const mine = ++turn;
  let at = 0;
  const go = () => {
    if (mine !== turn) return;
    for (const [row, group] of order.slice(at, at += 40)) {
      if (row.parentNode !== group) group.append(row);
      row.hidden = !fits(row.dataset);
    }
    for (const group of all(".people tbody")) group.hidden = !group.querySelector("[data-phase]:not([hidden])");
    if (at < rows.length) setTimeout(go);
    else for (const group of all(".people tbody:not(:has([data-phase]))")) group.remove();
  };
  go();
};
const choose = chip => {
  const { phase, in: member } = chip.dataset;
  fits = row => member ? row.in?.split(" ").includes(member) : phase === "all" || (phase === "watch" ? "watch" in row : row.phase === phase);
  show(chips, chip);
};
// The orders of a list on one page stand in a template: groups, and the places of their rows.
const sort = link => {
  const groups = all(`[data-sort=${link.dataset.sort}]`, document.importNode(orders.content, true));
  order = groups.flatMap(group => group.dataset.rows.split(" ").map(at => [rows[at], group]));
  for (const node of [...rows, ...all(".people tbody")]) node.hidden = true;
  document.querySelector(".people thead").after(...groups);
  history.replaceState(0, "", "#" + link.dataset.sort);
  show(sorts, link);
};
const press = (link, place, act) => {
  link.onclick = event => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // What the address alone would show gives way.
    if (location.hash.startsWith("#f-")) location.hash = "#f-all";
    act(link);
  };
  if (location.hash === place) act(link);
};
for (const chip of chips) press(chip, chip.dataset.phase && chip.hash, choose);
for (const link of orders ? sorts : []) press(link, "#" + link.dataset.sort, sort);
}
