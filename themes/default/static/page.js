// On every page: "/" leads to the search field; a chip that filters says so.
window.onkeydown = (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input")) return;
  event.preventDefault();
  const field = document.querySelector("#q") ?? document.querySelector(".find");
  field?.matches("input") ? field.focus() : field?.click();
};
// The filter itself is the style sheet's: it works without a script.
const chosen = () => {
  for (const chip of document.querySelectorAll(".chip")) chip.ariaCurrent = chip.hash === (location.hash || "#f-all") || null;
};
// What time it is where somebody lives.
for (const note of document.querySelectorAll("[data-zone]")) {
  note.lastChild.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { timeZone: note.dataset.zone, timeStyle: "short" });
  note.hidden = false;
}
window.onhashchange = chosen;
chosen();
