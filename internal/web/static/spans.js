"use strict";
// Selected text as spans. Places are code points of the whole text that a statement stands in, half open, as the API has them.

const partNames = ["source", "cue", "content"];

// Passage is the text of a statement in which its parts can be marked. The element's text is the passage's, whatever elements part it.
class Passage {
  constructor(element) {
    this.element = element;
    this.start = Number(element.dataset.start);
    this.own = [Number(element.dataset.from), Number(element.dataset.to)];
    this.points = [...element.textContent];
    this.reset();
  }

  // reset puts the parts back to where the server has them.
  reset() {
    this.parts = {};
    for (const name of partNames) this.parts[name] = JSON.parse(this.element.dataset[name]);
  }

  // changed is the parts that are elsewhere than the server has them.
  changed() {
    const out = {};
    for (const name of partNames) if (JSON.stringify(this.parts[name]) !== JSON.stringify(JSON.parse(this.element.dataset[name]))) out[name] = this.parts[name];
    return out;
  }

  words(span) { return this.points.slice(span[0] - this.start, span[1] - this.start).join(""); }

  // selected is the span that is selected in the passage, without white space at its ends; null where nothing is.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.element)) return null;
    return this.trimmed([this.place(range.startContainer, range.startOffset, false), this.place(range.endContainer, range.endOffset, true)]);
  }

  // place is the code point at a place of the document; one inside a surrogate pair is taken for the pair's start, or its end.
  place(node, offset, end) {
    const whole = document.createRange();
    whole.selectNodeContents(this.element);
    if (whole.comparePoint(node, offset) < 0) return this.start;
    if (whole.comparePoint(node, offset) > 0) return this.start + this.points.length;
    whole.setEnd(node, offset);
    const before = whole.toString();
    const inside = /[\uD800-\uDBFF]$/.test(before);
    return this.start + [...before].length - (inside && !end ? 1 : 0);
  }

  trimmed([from, to]) {
    while (from < to && /\s/u.test(this.words([from, from + 1]))) from++;
    while (from < to && /\s/u.test(this.words([to - 1, to]))) to--;
    return from < to ? [from, to] : null;
  }

  // set makes a span a part, or adds it to the part. Source and cue are never in the content: they part it.
  set(name, span, add) {
    const spans = add ? this.parts[name].filter((s) => s[1] <= span[0] || s[0] >= span[1]) : [];
    this.parts[name] = [...spans, span].sort((a, b) => a[0] - b[0]);
    const cuts = name === "content" ? [...this.parts.source, ...this.parts.cue] : [span];
    const rest = cuts.reduce((content, cut) => this.without(content, cut), this.parts.content);
    if (rest.length > 0) this.parts.content = rest;
  }

  // without takes a span out of others; the space and the commas that it leaves at the cut go with it.
  without(spans, [from, to]) {
    const out = [];
    for (const [start, end] of spans) {
      if (to <= start || from >= end) {
        out.push([start, end]);
        continue;
      }
      let before = Math.max(start, from), behind = Math.min(end, to);
      while (before > start && /[\s,]/u.test(this.words([before - 1, before]))) before--;
      while (behind < end && /[\s,.;]/u.test(this.words([behind, behind + 1]))) behind++;
      if (start < before) out.push([start, before]);
      if (behind < end) out.push([behind, end]);
    }
    return out;
  }

  // draw lays the text out again with the parts as they are.
  draw() {
    const end = this.start + this.points.length;
    const cuts = new Set([this.start, end, ...this.own]);
    for (const name of partNames) for (const span of this.parts[name]) for (const cut of span) cuts.add(Math.min(Math.max(cut, this.start), end));
    const sorted = [...cuts].sort((a, b) => a - b);
    const pieces = [];
    for (let i = 1; i < sorted.length; i++) {
      const piece = document.createElement("span");
      const [from, to] = [sorted[i - 1], sorted[i]];
      for (const name of partNames) if (this.parts[name].some((s) => s[0] <= from && to <= s[1])) piece.classList.add(name);
      if (from < this.own[0] || to > this.own[1]) piece.classList.add("around");
      piece.textContent = this.words([from, to]);
      pieces.push(piece);
    }
    this.element.replaceChildren(...pieces);
  }

  // caret puts the cursor before a code point.
  caret(at) {
    let left = this.points.slice(0, at - this.start).join("").length;
    for (const piece of this.element.childNodes) {
      const length = piece.textContent.length;
      if (left < length || left === length && piece === this.element.lastChild) {
        getSelection().collapse(piece.firstChild ?? piece, left);
        return;
      }
      left -= length;
    }
  }
}
