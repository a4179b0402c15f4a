"use strict";
// The fields of a statement and its words, changed in place. Words become a part of the statement by being selected.

class Editor {
  // save is given the fields of the correction, cancel is called where there is to be none.
  constructor(panel, save, cancel) {
    this.panel = panel;
    this.details = panel.querySelector(".edit");
    this.form = this.details.querySelector("form");
    this.passage = new Passage(panel.querySelector(".passage"));
    this.part = "content";
    this.last = null; // what was selected last: a tap on a button may have taken the selection away
    this.save = save;
    this.cancel = cancel;
    this.listen();
  }

  open() {
    this.details.open = true;
    const text = this.passage.element;
    text.contentEditable = "true"; // for the cursor; nothing can be typed
    text.inputMode = "none";
    text.spellcheck = false;
    text.setAttribute("role", "textbox");
    text.setAttribute("aria-multiline", "true");
    text.setAttribute("aria-readonly", "true");
    text.setAttribute("aria-label", "The words of the article");
    this.passage.draw();
    text.focus({preventScroll: true});
    this.passage.caret(this.passage.parts.content[0][0]);
    this.arm("content");
  }

  close() {
    this.details.open = false;
    const text = this.passage.element;
    const focused = this.panel.contains(document.activeElement);
    for (const name of ["contenteditable", "inputmode", "spellcheck", "role", "aria-multiline", "aria-readonly", "aria-label"]) text.removeAttribute(name);
    this.passage.reset();
    this.passage.draw();
    this.form.reset();
    this.wrong("");
    if (focused && !this.panel.hidden) this.panel.focus({preventScroll: true});
  }

  listen() {
    const text = this.passage.element;
    for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) text.addEventListener(kind, (event) => event.preventDefault());
    text.addEventListener("input", () => this.passage.draw()); // what an input method wrote all the same
    text.addEventListener("mouseup", () => this.assign(this.part, false));
    document.addEventListener("selectionchange", () => {
      if (text.isContentEditable) this.last = this.passage.selected() ?? (document.activeElement === text ? null : this.last);
    });
    text.addEventListener("keydown", (event) => this.key(event));
    this.details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); this.cancel(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.submit(); }
    });
    for (const button of this.form.querySelectorAll("[data-part]")) {
      button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
      button.addEventListener("click", () => button.dataset.part === "none" ? this.take() : this.choose(button.dataset.part, false));
    }
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    const speaker = this.form.elements.speaker;
    let waiting = 0;
    speaker.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.offer(speaker.value), 120);
    });
  }

  // key is a key pressed in the words. Digits are told by their place too: with Shift they are other signs.
  key(event) {
    const digit = /^(?:Digit|Numpad)([123])$/.exec(event.code)?.[1] ?? (/^[123]$/.test(event.key) ? event.key : "");
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Enter") { event.preventDefault(); this.submit(); }
      return;
    }
    const done = digit ? () => this.choose(partNames[digit - 1], event.shiftKey)
      : {Enter: () => { this.assign(this.part, false); this.submit(); }, Escape: () => this.cancel(), Delete: () => this.take(), Backspace: () => this.take()}[event.key];
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
    done();
  }

  // choose makes the selection a part, or where nothing is selected lets the next one be it.
  choose(name, add) {
    this.arm(name);
    if (!this.assign(name, add)) say("Select the words of the " + name + ".");
  }

  arm(name) {
    this.part = name;
    for (const button of this.form.querySelectorAll("[data-part]")) button.setAttribute("aria-pressed", button.dataset.part === name);
    this.form.querySelector("[data-part=none]").removeAttribute("aria-pressed");
  }

  assign(name, add) {
    const span = this.passage.selected() ?? this.last;
    this.last = null;
    if (!span) return false;
    this.passage.set(name, span, add);
    this.show(span[1]);
    say(name + ": " + this.passage.words(span));
    return true;
  }

  take() {
    if (this.part === "content") return this.wrong("A statement has words: select others instead.");
    this.passage.parts[this.part] = [];
    this.show(this.passage.parts.content[0][0]);
    say("No " + this.part + ".");
  }

  show(at) {
    this.wrong("");
    this.passage.draw();
    this.passage.element.focus({preventScroll: true});
    this.passage.caret(at);
  }

  wrong(text) {
    const box = this.form.querySelector(".wrong");
    box.textContent = text;
    box.hidden = !text;
  }

  // offer lists speakers whose names begin like what is typed.
  async offer(typed) {
    const response = await fetch("/review/names?q=" + encodeURIComponent(typed)).catch(() => null);
    if (!response?.ok) return [];
    const names = await response.json();
    document.getElementById("speakers").replaceChildren(...names.map((name) => new Option(name, name)));
    return names;
  }

  // submit gathers what is other than before.
  async submit() {
    const changed = this.passage.changed();
    const field = (name) => this.form.elements[name];
    const other = (name) => field(name).tagName === "SELECT" ? !field(name).selectedOptions[0].defaultSelected : field(name).value !== field(name).defaultValue;
    if (other("speaker")) {
      const named = field("speaker").value.trim();
      const id = /(?:^|\()(e[1-9h][0-9]*)\)?$/.exec(named)?.[1];
      const called = named && !id ? (await this.offer(named)).filter((name) => name.replace(/ \(e[^(]*\)$/, "").toLowerCase() === named.toLowerCase()) : [];
      if (named && !id && called.length !== 1) return this.wrong((called.length ? "Several speakers are" : "No speaker is") + " called so: choose one that the field offers.");
      changed.speaker = named ? id ?? /\((e[^(]*)\)$/.exec(called[0])[1] : "";
    }
    for (const name of ["act", "stance", "claim"]) if (other(name)) changed[name] = field(name).value.trim();
    if (other("from") || other("to")) changed.said = {from: field("from").value || null, to: field("to").value || null};
    if (Object.keys(changed).length === 0) return this.wrong("Nothing is changed yet: select words or change a field, or press Esc.");
    this.save({changed: JSON.stringify(changed), note: field("note").value});
  }
}
