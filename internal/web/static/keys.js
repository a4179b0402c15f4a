"use strict";
// What pages on which statements are decided share: single keys, and corrections sent without leaving the page.

// bindKeys calls for single keys what they stand for, wherever the focus is but in a field or a dialog. A key that is held down goes on
// moving, and decides once.
function bindKeys(bound) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const act = bound[event.key];
    if (!act || !Object.hasOwn(bound, event.key)) return;
    event.preventDefault();
    if (!event.repeat || event.key === "j" || event.key === "k") act();
  });
}

// post sends a form's fields and gives the server's answer; the error is worded for people.
async function post(address, fields) {
  let response;
  try {
    response = await fetch(address, {method: "POST", headers: {Accept: "application/json"}, body: new URLSearchParams(fields)});
  } catch {
    throw new Error("the server cannot be reached");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) throw new Error(answer?.error ?? (response.redirected ? "you are logged out: log in again in another tab" : "the server failed (" + response.status + ")"));
  return answer;
}

// say tells something to those who cannot see it.
function say(text, urgent) {
  const to = document.getElementById(urgent ? "warned" : "told");
  if (to) to.textContent = text;
}

// past says what was done by a kind of correction.
const past = {accept: "accepted", reject: "rejected", correct: "corrected"};
