"use strict";
// The review page by single keys: decisions are sent while the next statement is on the screen already, and what could not be saved stays marked
// until it is tried again. Without this script the same forms lead from page to page.

(() => {
  const root = document.getElementById("review");
  const dialog = document.getElementById("keys");
  document.documentElement.classList.add("scripts");
  document.getElementById("help").hidden = false;
  document.getElementById("help").addEventListener("click", () => dialog.showModal());
  if (!root) {
    bindKeys({"?": () => dialog.showModal()});
    return;
  }

  const queue = document.getElementById("queue");
  const panels = document.getElementById("panels");
  const end = document.getElementById("end");
  const progress = document.getElementById("progress");
  const counts = {decided: Number(progress.dataset.decided), left: Number(progress.dataset.left)};
  const ahead = 25; // statements that are there before they are needed
  const items = []; // in the order of the queue
  const decisions = []; // of this page, the last one last
  let current = null;
  let next = root.dataset.next;
  let loading = null;

  // item is a statement of the queue: its line there, its panel, what was decided, and the requests about it, one after the other.
  function itemOf(line, panel) {
    const item = {id: line.dataset.statement, line, panel, decision: null, requests: Promise.resolve(), editor: null};
    for (const element of panel.querySelectorAll(".scripted")) element.hidden = false;
    return item;
  }

  // take puts lines and panels of the server into the page.
  function take(lines, sheets) {
    for (const line of lines) {
      const panel = [...sheets].find((sheet) => sheet.dataset.statement === line.dataset.statement);
      if (items.some((item) => item.id === line.dataset.statement)) continue;
      queue.append(line);
      panels.insertBefore(panel, end);
      items.push(itemOf(line, panel));
    }
  }

  async function fetched(path, fields) {
    const query = new URLSearchParams(fields);
    if (root.dataset.query) query.set("q", root.dataset.query);
    if ("starred" in root.dataset) query.set("starred", "1");
    const response = await fetch(path + "?" + query);
    if (!response.ok) throw new Error("the server failed (" + response.status + ")");
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  // loadAhead gets the next statements before anybody waits for them.
  function loadAhead() {
    const left = items.slice(items.indexOf(current) + 1).filter((item) => !item.decision).length;
    if (!next || loading || left >= ahead) return;
    loading = fetched("/review/more", {after: next}).then((page) => {
      const box = page.querySelector("[data-next]");
      take(page.querySelectorAll("li[data-statement]"), page.querySelectorAll(".panel"));
      next = box.dataset.next;
    }).catch((error) => say("More statements could not be loaded: " + error.message, true)).finally(() => { loading = null; if (!current) forward(); });
  }

  // show makes an item the current one; the focus stays on the same button, or goes to the panel where it was in the one before.
  function show(item) {
    const focus = document.activeElement;
    const inside = current?.panel.contains(focus) || end.contains(focus);
    const label = focus?.dataset?.do ?? focus?.value;
    if (current && current !== item) leave(current);
    for (const other of items) {
      other.panel.hidden = other !== item;
      other.line.firstElementChild.toggleAttribute("aria-current", false);
    }
    end.hidden = Boolean(item);
    current = item;
    if (!item) {
      end.focus();
      return;
    }
    item.line.firstElementChild.setAttribute("aria-current", "true");
    item.line.scrollIntoView({block: "nearest"});
    if (inside) ([...item.panel.querySelectorAll(".decide button, .decide a")].find((b) => label && (b.dataset.do ?? b.value) === label) ?? item.panel).focus({preventScroll: true});
    remember();
    loadAhead();
  }

  let remembering = 0;
  function remember() {
    clearTimeout(remembering);
    remembering = setTimeout(() => { if (current) history.replaceState(null, "", current.line.firstElementChild.href); }, 250);
  }

  // brief is what an item is told as.
  function brief(item) {
    return item.line.querySelector(".whom").textContent.trim().replace(/\s+/g, " ") + ": " + item.line.querySelector(".brief").textContent.trim().slice(0, 160);
  }

  // forward goes to the next item that waits for a decision; after any, to the next one whatever it is.
  function forward(any, told = "") {
    const behind = items.slice(items.indexOf(current) + 1);
    const item = behind.find((i) => any || !i.decision) ?? (any || loading || next ? null : items.find((i) => !i.decision));
    if (item) {
      show(item);
      say(told + "Next: " + brief(item));
    } else if (!any) {
      show(null);
      say(told + (loading || next ? "The next statements are on their way." : "That was the last one."));
      loadAhead();
    } else {
      say("That is the last one here.");
    }
  }

  function back() {
    const item = items[(current ? items.indexOf(current) : items.length) - 1];
    if (!item) return say("That is the first one.");
    show(item);
    say(brief(item));
  }

  // mark writes into an item's line what became of it.
  function mark(item, text, kind = "", unsaved = null) {
    const state = item.line.querySelector(".state");
    state.className = "state" + (kind ? " review-" + kind : "");
    state.textContent = text;
    item.line.classList.toggle("unsaved", Boolean(unsaved));
    if (unsaved) {
      const again = document.createElement("button");
      again.className = "plain";
      again.textContent = "Try again";
      again.addEventListener("click", () => save(unsaved));
      const look = document.createElement("a");
      look.href = item.line.firstElementChild.href;
      look.textContent = "Look again";
      state.append(" ", again, " · ", look);
    }
  }

  // count tells how many statements are decided on, as far as that is saved or on its way.
  function count() {
    const here = items.filter((item) => item.decision && !item.decision.failed).length;
    document.getElementById("decided").textContent = (counts.decided + here).toLocaleString("en");
    if (!("more" in progress.dataset)) document.getElementById("left").textContent = Math.max(0, counts.left - here).toLocaleString("en");
  }

  // decide takes a decision on the current item down, and goes on without waiting for it to be saved.
  function decide(kind, fields = {}) {
    if (!current) return say("There is nothing to decide on.");
    const item = current;
    const decision = {item, kind, fields, id: 0, before: item.decision};
    item.decision = decision;
    decisions.push(decision);
    save(decision);
    forward(false, past[kind][0].toUpperCase() + past[kind].slice(1) + ". ");
  }

  function save(decision) {
    const {item, kind} = decision;
    decision.failed = false;
    count();
    mark(item, past[kind], kind);
    item.line.dataset.saving = "";
    item.requests = item.requests.then(async () => {
      try {
        const answer = await post("/corrections", {kind, target: item.id, revision: item.panel.dataset.revision, ...decision.fields});
        decision.id = answer.id;
        item.panel.dataset.revision = answer.revision;
        if (kind === "correct") await renew(item, decision);
      } catch (error) {
        decision.failed = !decision.id;
        count();
        mark(item, decision.failed ? "not saved: " + error.message : past[kind], kind, decision.failed ? decision : null);
        say(brief(item) + " – " + (decision.failed ? "not saved: " : "saved, but not shown anew: ") + error.message, true);
      }
      delete item.line.dataset.saving;
    });
  }

  // renew shows an item as the archive has it now.
  async function renew(item, decision) {
    const page = await fetched("/review/one", {id: item.id});
    const panel = page.querySelector(".panel"), line = page.querySelector("li[data-statement]");
    panel.hidden = item !== current;
    const starred = item.line.querySelector(".starred").hidden;
    item.line.querySelector("a").replaceChildren(...line.querySelector("a").childNodes);
    item.line.querySelector(".starred").hidden = starred;
    const focused = item.panel.contains(document.activeElement);
    item.panel.replaceWith(panel);
    Object.assign(item, itemOf(item.line, panel), {decision, requests: item.requests});
    if (focused) panel.focus();
  }

  // undo takes the last decision of this page back.
  function undo() {
    const decision = decisions.pop();
    if (!decision) return say("There is nothing to undo on this page.", true);
    const {item} = decision;
    show(item);
    mark(item, "undoing …");
    item.requests = item.requests.then(async () => {
      try {
        if (decision.id) await post("/corrections", {kind: "undo", target: decision.id});
        item.decision = decision.before;
        count();
        if (decision.id) await renew(item, item.decision);
        mark(item, item.decision ? past[item.decision.kind] : "", item.decision?.kind);
        say("Undone: " + brief(item));
      } catch (error) {
        decisions.push(decision);
        mark(item, past[decision.kind] + "; not undone: " + error.message, decision.kind);
        say("Not undone: " + error.message, true);
      }
    });
  }

  function retry() {
    const failed = decisions.filter((decision) => decision.failed);
    failed.forEach(save);
    say(failed.length ? "Trying again." : "Everything is saved.");
  }

  // star sets or takes away the current item's star.
  function star() {
    const item = current;
    if (!item) return;
    const sign = item.line.querySelector(".starred"), button = item.panel.querySelector("[data-do=star]");
    const shown = (on) => {
      sign.hidden = !on;
      button.setAttribute("aria-pressed", on);
      button.firstChild.textContent = (on ? "★" : "☆") + " Star ";
    };
    const on = sign.hidden;
    shown(on);
    item.requests = item.requests.then(() => post("/stars", {statement: item.id, on: on ? "1" : ""})).then(() => say(on ? "Starred." : "No longer starred."), (error) => {
      shown(!on);
      mark(item, "star not saved: " + error.message);
      say("Star not saved: " + error.message, true);
    });
  }

  function open(address) { if (current) location.href = current.panel.dataset[address]; }

  // edit opens the fields of the current item, and lets its words be selected.
  function edit() {
    if (!current) return;
    current.editor ??= new Editor(current.panel, (fields) => decide("correct", fields), () => leave(current));
    current.editor.open();
    say("Editing. Select words, then 1 for source, 2 for cue, 3 for content. Enter saves, Escape cancels.");
  }

  function leave(item) { item.editor?.close(); }

  const actions = {edit, next: () => forward(true), star, undo, cancel: () => leave(current)};
  panels.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    event.preventDefault();
    actions[button.dataset.do]();
  });
  panels.addEventListener("submit", (event) => {
    const kind = event.submitter?.value;
    if (kind !== "accept" && kind !== "reject") return;
    event.preventDefault();
    decide(kind);
  });
  queue.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (!line || !event.target.closest("li > a") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(items.find((item) => item.line === line));
    current.panel.focus();
  });
  addEventListener("beforeunload", (event) => {
    if (decisions.some((decision) => decision.failed || !decision.id)) event.preventDefault();
  });
  bindKeys({a: () => decide("accept"), x: () => decide("reject"), e: edit, u: undo, r: retry, s: star, j: () => forward(true), k: back,
    o: () => open("link"), v: () => open("original"), "?": () => dialog.showModal()});

  const lines = [...queue.children], sheets = panels.querySelectorAll(".panel");
  queue.replaceChildren();
  take(lines, sheets);
  show(items.find((item) => item.line.firstElementChild.hasAttribute("aria-current")) ?? items[0]);
})();
