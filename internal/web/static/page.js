"use strict";
// What pages can do where scripts run. Every page works without.

// "/" leads to the search box.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  event.preventDefault();
  (document.querySelector("main input[type=search]") ?? document.querySelector(".find input")).focus();
});

// typing tells whether keys go into a field.
function typing(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}
