// On every page: "/" leads to the search field; a chip shows its people alone.
window.onkeydown = (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input")) return;
  event.preventDefault();
  const field = document.querySelector("#q") ?? document.querySelector(".find");
  field?.matches("input") ? field.focus() : field?.click();
};
// What time it is where somebody lives.
for (const note of document.querySelectorAll("[data-zone]")) {
  note.lastChild.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { timeZone: note.dataset.zone, timeStyle: "short" });
  note.hidden = false;
}
// Without a script the style sheet does the same, by the address. Here the rows come and go
// some at a time, so that a list of five hundred never holds up its reader.
const chips = [...document.querySelectorAll(".chip[data-phase],.chip[data-in]")];
const rows = [...document.querySelectorAll(".people [data-phase]")];
let turn = 0;
const choose = (chip) => {
  const mine = ++turn;
  const { phase, in: group } = chip.dataset;
  const fits = ({ dataset }) => group ? dataset.in?.split(" ").includes(group) : phase === "all" || (phase === "watch" ? "watch" in dataset : dataset.phase === phase);
  for (const each of chips) each.ariaCurrent = each === chip || null;
  let at = 0;
  const go = () => {
    if (mine !== turn) return;
    for (const row of rows.slice(at, (at += 40))) row.hidden = !fits(row);
    for (const body of document.querySelectorAll(".people tbody")) body.hidden = !body.querySelector("[data-phase]:not([hidden])");
    if (at < rows.length) setTimeout(go);
  };
  go();
};
for (const chip of chips) {
  chip.onclick = (event) => {
    event.preventDefault();
    if (location.hash.startsWith("#f-")) location.hash = "#f-all";
    choose(chip);
  };
  if (chip.dataset.phase && chip.hash === location.hash) choose(chip);
}
