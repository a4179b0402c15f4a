"use strict";
// The form that adds articles: it tells which files are chosen, and takes those that are dropped anywhere on the page.

const form = document.getElementById("add");
const files = document.getElementById("add-files");
const chosen = document.getElementById("add-chosen");
const links = document.getElementById("add-links");
form.classList.add("scripted");

files.addEventListener("change", () => {
  if (files.files.length === 0) return;
  const names = [...files.files].map((file) => file.name);
  chosen.textContent = names.slice(0, 3).join(", ") + (names.length > 3 ? " and " + (names.length - 3) + " more" : "");
  if (!links.value && !form.elements.text.value) form.requestSubmit(); // nothing else is to be said
});

form.addEventListener("submit", () => {
  form.classList.add("sending");
  chosen.textContent = "Sending …";
});
addEventListener("pageshow", () => form.classList.remove("sending")); // somebody came back

// A link is sent by Enter; more of them take a new line with Shift.
links.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !links.value.trim()) return;
  event.preventDefault();
  form.requestSubmit();
});

// open shows the form where it is folded away.
function open() {
  const folded = form.closest("details");
  if (folded) folded.open = true;
}

let over = 0; // dragenter comes for each element on the way, and so does dragleave
const carries = (event) => [...event.dataTransfer.types].some((type) => type === "Files" || type === "text/uri-list");

addEventListener("dragenter", (event) => {
  if (!carries(event)) return;
  over++;
  open();
  form.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!carries(event) || --over > 0) return;
  form.classList.remove("over");
});
addEventListener("dragover", (event) => {
  if (carries(event)) event.preventDefault();
});
addEventListener("drop", (event) => {
  over = 0;
  form.classList.remove("over");
  if (!carries(event) || event.target.closest("textarea, input[type=text]")) return;
  event.preventDefault();
  if (event.dataTransfer.files.length > 0) {
    files.files = event.dataTransfer.files;
    files.dispatchEvent(new Event("change"));
    return;
  }
  links.value = event.dataTransfer.getData("text/uri-list").split("\n").filter((line) => !line.startsWith("#")).join("\n").trim();
  form.requestSubmit();
});
