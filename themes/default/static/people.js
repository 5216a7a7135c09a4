// The list of people: a chip filters in place, without a jump and without a trace in
// the history. Without this script the same chips work as links.
"use strict";
{
const chips = [...document.querySelectorAll(".chip")];
const show = (chip) => {
  const { phase } = chip.dataset;
  for (const row of document.querySelectorAll(".people tr[data-phase]")) row.hidden = !(phase === "all" || row.dataset.phase === phase || (phase === "watch" && "watch" in row.dataset));
  for (const group of document.querySelectorAll(".people tbody")) group.hidden = !group.querySelector("tr[data-phase]:not([hidden])");
  for (const other of chips) other.toggleAttribute("aria-current", false);
  chip.setAttribute("aria-current", "true");
};
for (const chip of chips)
  chip.addEventListener("click", (event) => {
    event.preventDefault();
    show(chip);
  });
// A page opened as a link to one phase goes on from there.
const linked = chips.find((chip) => chip.hash === location.hash);
if (linked) location.replace("#f-all"), show(linked);
}
