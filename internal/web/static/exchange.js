"use strict";
// The pages of a claim and of a statement: the slider moves at once, evidence is fetched where it stands, and a citation is copied.

// part fetches a page and takes the place of one of this page's parts with the same of that one.
async function part(address, id) {
  const here = document.getElementById(id);
  here.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const there = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(id);
    if (!there) throw new Error("the page has no such part");
    here.replaceWith(there);
    return response.url;
  } catch {
    location.assign(address); // as without a script
  }
}

// The slider of a claim.
const cut = document.querySelector(".cut");
if (cut) {
  const range = cut.querySelector("input");
  const days = [...cut.querySelectorAll("datalist option")].map((option) => option.label);
  const shown = cut.querySelector("output");
  cut.querySelector("button").hidden = true;
  const tell = () => {
    shown.textContent = days[range.value];
    range.setAttribute("aria-valuetext", days[range.value]);
  };
  tell();
  let waiting, latest = 0;
  range.addEventListener("input", () => {
    tell();
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++latest;
      const last = Number(range.value) === days.length - 1;
      const address = cut.getAttribute("action") + (last ? "" : "?until=" + days[range.value]);
      const reached = await part(address, "as-of");
      if (!reached || mine !== latest) return;
      history.replaceState(null, "", reached);
      for (const link of cut.querySelectorAll(".hint a")) {
        if (link.textContent === days[range.value]) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, 120);
  });
}

// What a statement was read from.
const why = document.querySelector("#why a[data-fetch]");
if (why) {
  why.addEventListener("click", (event) => {
    event.preventDefault();
    why.textContent = "Reading the article again …";
    part(why.href, "why");
  });
}

// Citations.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(field.value);
      copied = true;
    } catch {
      copied = document.execCommand("copy"); // where the page may not write to the clipboard by itself
    }
    button.textContent = copied ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
