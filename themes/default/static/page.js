// On every page: "/" leads to the search field.
window.onkeydown = event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input")) return;
  event.preventDefault();
  const field = document.querySelector("#q") ?? document.querySelector(".find");
  field?.focus();
  field?.click();
};
// What time it is where somebody lives.
for (const note of document.querySelectorAll("[data-zone]")) {
  note.lastChild.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { timeZone: note.dataset.zone, timeStyle: "short" });
  note.hidden = false;
}
