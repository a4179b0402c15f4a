"use strict";
// The page of a document where scripts run: words and cards light each other, and a card is judged without leaving the page.

// parts are the words and the cards by the name of their statement.
const parts = new Map();
for (const element of document.querySelectorAll("[data-of], .reading-card")) {
  for (const name of namesOf(element)) {
    if (!parts.has(name)) parts.set(name, []);
    parts.get(name).push(element);
  }
}

// namesOf are the statements that an element is of, the innermost first.
function namesOf(element) {
  return element.dataset.of ? element.dataset.of.split(" ") : [element.id];
}

let lit = [];

// light lights all that is of a statement, and nothing else.
function light(name) {
  for (const element of lit) element.classList.remove("lit");
  lit = parts.get(name) || [];
  for (const element of lit) element.classList.add("lit");
}

const reading = document.querySelector(".reading-rows");
if (reading) {
  reading.addEventListener("pointerover", (event) => {
    const part = event.target.closest("[data-of], .reading-card");
    light(part ? namesOf(part)[0] : "");
  });
  reading.addEventListener("pointerleave", () => light(""));
  // What the keyboard comes to brings its other side into view.
  reading.addEventListener("focusin", (event) => {
    const part = event.target.closest("[data-of], .reading-card");
    if (!part) return;
    light(namesOf(part)[0]);
    const other = lit.find((element) => element.matches(".reading-card") !== part.matches(".reading-card"));
    if (other && event.target.matches(":focus-visible")) other.scrollIntoView({ block: "nearest" });
  });
  reading.addEventListener("submit", judge);
}

// judge sends what the reviewer says of a statement, and shows it on the card with a way back.
async function judge(event) {
  const form = event.target, card = form.closest(".reading-card");
  if (!card || !event.submitter) return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: data }).then((r) => r.json()).catch((error) => ({ error: String(error) }));
  show(card, form, data.get("kind"), answer);
}

// before are the cards as they were, for what is undone.
const before = new WeakMap();

function show(card, form, kind, answer) {
  const place = card.querySelector(".judge"), told = place.firstElementChild;
  if (answer.error) {
    told.className = "review review-rejected";
    told.textContent = answer.error;
    return;
  }
  if (kind === "undo") {
    place.replaceChildren(...before.get(card).children);
    card.dataset.review = before.get(card).review;
    place.querySelector("button").focus();
    return;
  }
  before.set(card, { children: [...place.children], review: card.dataset.review || "" });
  const made = { accept: "accepted", reject: "rejected" }[kind];
  card.dataset.review = made;
  const state = document.createElement("span");
  state.className = "review review-" + made;
  state.setAttribute("role", "status");
  state.textContent = made;
  const back = document.createElement("form");
  back.method = "post";
  back.action = form.action;
  for (const [name, value] of [["kind", "undo"], ["target", answer.id]]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    back.append(input);
  }
  const button = document.createElement("button");
  button.textContent = "Undo";
  back.append(button);
  place.replaceChildren(state, back);
  button.focus();
}
