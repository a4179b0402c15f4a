"use strict";
// Lists of statements by the keys of the review page: j and k go through them, a and x decide, u undoes, s stars, o and v open. A page that
// includes it after keys.js has statements as templates/parts.html lays them out.

(() => {
  const rows = () => [...document.querySelectorAll(".statement[data-statement]")];
  const made = []; // decisions of this page, the last one last
  let current = null;

  function move(by) {
    const list = rows();
    const row = list[current ? list.indexOf(current) + by : 0];
    if (!row) return;
    current?.classList.remove("on");
    current = row;
    row.classList.add("on");
    row.tabIndex = -1;
    row.focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
  }

  // mark writes beneath a row what became of it; a screen reader says it.
  function mark(row, text, bad) {
    let box = row.querySelector(".became");
    if (!box) {
      box = document.createElement("p");
      box.className = "became small";
      box.setAttribute("role", "status");
      row.querySelector(".what").append(box);
    }
    box.classList.toggle("review-rejected", Boolean(bad));
    box.textContent = text;
  }

  async function decide(kind) {
    const row = current;
    if (!row) return;
    mark(row, past[kind] + " …");
    try {
      const answer = await post("/corrections", {kind, target: row.dataset.statement});
      made.push({row, id: answer.id});
      mark(row, past[kind]);
    } catch (error) {
      mark(row, "not saved: " + error.message, true);
    }
  }

  async function undo() {
    const last = made.pop();
    if (!last) return;
    try {
      await post("/corrections", {kind: "undo", target: last.id});
      mark(last.row, "undone");
    } catch (error) {
      made.push(last);
      mark(last.row, "not undone: " + error.message, true);
    }
  }

  async function star() {
    const row = current;
    if (!row) return;
    const on = !("starred" in row.dataset);
    try {
      await post("/stars", {statement: row.dataset.statement, on: on ? "1" : ""});
      row.toggleAttribute("data-starred", on);
      mark(row, on ? "★ starred" : "no longer starred");
    } catch (error) {
      mark(row, "star not saved: " + error.message, true);
    }
  }

  const dialog = document.getElementById("keys"), help = document.getElementById("help");
  if (help) {
    help.hidden = false;
    help.addEventListener("click", () => dialog.showModal());
  }

  // open leads to a page of the current statement's document and name.
  function open(address) { if (current) location.href = address(...current.dataset.statement.split("#")); }

  bindKeys({j: () => move(1), k: () => move(-1), a: () => decide("accept"), x: () => decide("reject"), u: undo, s: star,
    o: () => open((of, name) => "/statement/" + of + "/" + name), v: () => open((of) => "/document/" + of + "?tab=original"), "?": () => dialog.showModal()});
})();
