// "/" leads to the search field from every page.
"use strict";
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select")) return;
  const field = document.getElementById("q");
  event.preventDefault();
  if (field) field.focus();
  else document.querySelector(".find")?.click();
});
