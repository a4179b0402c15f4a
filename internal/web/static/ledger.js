"use strict";
// What the ledger can do where scripts run.

// On a phone what narrows the list is folded up, unless it is asked for.
const narrow = document.querySelector("details.narrow");
if (narrow && matchMedia("(max-width: 60rem)").matches) narrow.open = false;

// What was still being counted when the page was sent is put in when it is there.
async function recount(tries) {
  if (!document.querySelector("[data-counting]") || tries === 0) return;
  await new Promise((done) => setTimeout(done, 700 * (7 - tries)));
  const answer = await fetch(location.href).catch(() => null);
  if (answer && answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["strip", "bars", "facets", "shown"]) {
      const now = page.getElementById(id);
      if (now) document.getElementById(id).replaceWith(now);
    }
  }
  recount(tries - 1);
}
recount(6);

// The search box completes speakers, outlets and filters.
const box = document.querySelector(".find input");
const list = document.createElement("datalist");
list.id = "completions";
box.after(list);
box.setAttribute("list", list.id);
box.setAttribute("autocomplete", "off");
let waiting = 0;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const typed = box.value;
    const answer = await fetch("/complete?q=" + encodeURIComponent(typed)).catch(() => null);
    if (!answer || !answer.ok || box.value !== typed) return;
    list.replaceChildren(...(await answer.json()).map((value) => Object.assign(document.createElement("option"), { value })));
  }, 150);
});
