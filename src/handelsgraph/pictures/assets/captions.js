// Captions at one size whatever the zoom, placed one after the other and only where there is room: no two of them overlap.
"use strict";

const TYPE = '13px "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
const IMPORTANT = 14;
const LINE = 15;
const LONGEST = 24;
const MOST_LINES = 3;

function linesOf(text) {
  const lines = [];
  for (const word of text.split(" ").flatMap((long) => long.match(new RegExp(`.{1,${LONGEST}}`, "gu")) ?? [])) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, LONGEST - 1)}…`];
}

class Captions {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.sizes = new Map();
    this.placed = [];
  }

  size(text) {
    if (!this.sizes.has(text)) {
      const lines = linesOf(text);
      this.context.font = TYPE;
      this.sizes.set(text, { lines, width: Math.max(...lines.map((line) => this.context.measureText(line).width)) + 6, height: lines.length * LINE + 2 });
    }
    return this.sizes.get(text);
  }

  // `wanted`: captions in order of weight, each {text, x, y, reach, quiet}; `reach` is how far the symbol extends, null for one that has none.
  // The first ones may cover symbols of lighter ones, as a crowd would leave its centre without a name.
  draw(wanted) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const inView = wanted.filter((one) => one.x >= 0 && one.y >= 0 && one.x <= width && one.y <= height);
    const symbols = inView.filter((one) => one.reach !== null).map((one) => ({ left: one.x - one.reach, right: one.x + one.reach, top: one.y - one.reach, bottom: one.y + one.reach }));
    const context = this.context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = TYPE;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    this.placed = [];
    inView.forEach((one, rank) => {
      const box = this.place(one, symbols, rank < IMPORTANT ? rank : symbols.length, width, height);
      if (box === undefined) return;
      this.placed.push(box);
      if (box.covered) {
        context.fillStyle = "rgba(255, 255, 255, .72)";
        context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      }
      this.size(one.text).lines.forEach((line, number) => {
        const x = (box.left + box.right) / 2;
        const y = box.top + 2 + number * LINE;
        context.lineWidth = 3.5;
        context.strokeStyle = "rgba(255, 255, 255, .92)";
        context.strokeText(line, x, y);
        context.fillStyle = one.quiet ? "#555" : "#111";
        context.fillText(line, x, y);
      });
    });
  }

  // Returns the best free box: none of the first `heavier` symbols may be covered, and as few of the others as possible.
  place(one, symbols, heavier, width, height) {
    const size = this.size(one.text);
    const gap = (one.reach ?? 0) + 2;
    const spots = one.reach === null
      ? [[-size.width / 2, -size.height / 2]]
      : [[-size.width / 2, gap], [-size.width / 2, -gap - size.height], [gap, -size.height / 2], [-gap - size.width, -size.height / 2]];
    const hits = (box) => (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    return spots
      .map(([dx, dy]) => ({ text: one.text, left: one.x + dx, right: one.x + dx + size.width, top: one.y + dy, bottom: one.y + dy + size.height }))
      .filter((box) => box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height && !this.placed.some(hits(box)) && !symbols.slice(0, heavier).some(hits(box)))
      .map((box) => ({ ...box, covered: symbols.slice(heavier).filter(hits(box)).length }))
      .reduce((best, box) => (best === undefined || box.covered < best.covered ? box : best), undefined);
  }
}
