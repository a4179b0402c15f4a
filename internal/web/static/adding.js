"use strict";
// The page of what is being added tells how far it has come, until all is read.

const every = 600; // milliseconds

async function look() {
  const here = document.getElementById("progress");
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("progress");
    if (!answer.ok || !fresh) return;
    if (fresh.innerHTML !== here.innerHTML) {
      // What is read out stays the same element, so that its change is told.
      const summary = document.getElementById("summary");
      const said = fresh.querySelector("#summary");
      if (summary.textContent !== said.textContent) summary.textContent = said.textContent;
      said.replaceWith(summary);
      here.replaceChildren(...fresh.childNodes);
      document.title = document.querySelector("h1").textContent + " · Gainsay";
    }
    if (fresh.dataset.ended === "true") {
      here.dataset.ended = "true";
      return;
    }
  } catch {
    // The server is away for a moment: it is asked again.
  }
  setTimeout(look, every);
}
setTimeout(look, every);
