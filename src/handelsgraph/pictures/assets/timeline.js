// The timeline: as many rows in a lane as it takes for no bar and no caption to overlap another.
"use strict";

const box = document.getElementById("scroll");
const ROW = 24;
const BAR = 12;
const AXIS = 28;
const measure = document.createElement("canvas").getContext("2d");
measure.font = '13px "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';
const widthOf = (text) => measure.measureText(text).width;
let factor = 1;
let chosen = () => null; // gives true (chosen), false (not), or null if nothing is chosen

function short(text, most) {
  if (widthOf(text) <= most) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`) > most) end -= 1;
  return `${text.slice(0, end)}…`;
}

function draw() {
  if (!data.moments.length) {
    box.replaceChildren(make("p", { id: "empty" }, "None of the dealings has a date."));
    document.body.dataset.drawn = "yes";
    return;
  }
  const lanes = [...new Set(data.moments.map((moment) => moment.lane))];
  const first = Math.floor(data.moments[0].begin);
  const last = Math.ceil(Math.max(...data.moments.map((moment) => moment.end)));
  const left = Math.min(Math.max(...lanes.map((lane) => widthOf(nameOf(lane)))) * 1.1 + 24, box.clientWidth * 0.3, 260);
  const captionRoom = 230;
  const perYear = (Math.max(box.clientWidth - left - captionRoom - 20, 120) / (last - first)) * factor;
  const x = (time) => left + 10 + (time - first) * perYear;
  const width = x(last) + captionRoom;
  const lines = [];
  const bars = [];
  let y = 0;
  for (const lane of lanes) {
    const rows = [];
    for (const moment of data.moments.filter((one) => one.lane === lane)) {
      const [from, to] = [x(moment.begin), Math.max(x(moment.end), x(moment.begin) + 8)];
      const caption = short(nameOf(moment.other), captionRoom - 16);
      const end = to + 6 + widthOf(caption) + 12;
      let row = rows.findIndex((taken) => taken <= from);
      if (row < 0) row = rows.push(0) - 1;
      rows[row] = end;
      bars.push(bar(moment, from, to, y + 6 + row * ROW, caption));
    }
    const height = 12 + rows.length * ROW;
    const name = drawn("text", { x: 10, y: y + 6 + ROW / 2 + 4, class: "lane-name" }, short(nameOf(lane), left - 20), drawn("title", {}, nameOf(lane)));
    name.addEventListener("click", () => openNode(lane));
    lines.push(drawn("line", { x1: 0, x2: width, y1: y, y2: y, class: "lane" }), name);
    y += height;
  }
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * perYear >= 44) ?? 500;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => year % every === 0 || last - first < 3);
  const whole = Math.max(width, box.clientWidth - 2);
  // the years are a picture of their own that stays at the top while the lanes scroll away below it
  const axis = drawn("svg", { width: whole, height: AXIS, class: "axis" }, ...years.flatMap((year) => [
    drawn("line", { x1: x(year), x2: x(year), y1: AXIS - 6, y2: AXIS }), drawn("text", { x: x(year), y: 16 }, String(year))]));
  const grid = drawn("g", { class: "axis" }, ...years.map((year) => drawn("line", { x1: x(year), x2: x(year), y1: 0, y2: y })));
  box.replaceChildren(axis, drawn("svg", { width: whole, height: Math.max(y + 8, box.clientHeight - AXIS - 2) }, grid, ...lines, ...bars));
  document.body.dataset.drawn = "yes";
}

function bar(moment, from, to, y, caption) {
  const edge = data.edges[moment.edge];
  const look = kindOf[data.nodes[moment.other].kind];
  const state = { true: "chosen", false: "far", null: "" }[chosen(moment)];
  const group = drawn("g", { class: `moment ${edge.planned ? "planned" : ""} ${moment.reported ? "reported" : ""} ${state}` },
    drawn("rect", { x: from, y: y + (ROW - BAR) / 2, width: to - from, height: BAR, rx: 4, fill: look.fill, stroke: look.border }),
    drawn("text", { x: to + 6, y: y + ROW / 2 + 4 }, caption),
    drawn("title", {}, `${summary(edge)}: ${details(edge)}`));
  group.addEventListener("click", () => openEdge(moment.edge));
  return group;
}

picture.list = (fits) => {
  const found = data.moments.filter(({ lane, other }) => fits(nameOf(lane)) || fits(nameOf(other)));
  const edges = [...new Set(found.map((moment) => moment.edge))];
  const content = [make("ul", {}, ...edges.map(edgeButton))];
  if (data.undated) content.push(make("p", { class: "quiet" }, `Not shown, as no article gives a date: ${plural(data.undated, data.edge)}.`));
  return { title: `${plural(edges.length, data.edge)}, earliest first`, content, open: edges.length ? () => openEdge(edges[0]) : null };
};
const choose = (how) => { chosen = how; draw(); };
picture.clear = () => choose(() => null);
picture.select = ({ node, edge }) => choose((moment) => moment.edge === edge || moment.lane === node || moment.other === node);
picture.fit = () => { factor = 1; draw(); };
picture.zoom = (by) => { factor = Math.min(40, Math.max(1, factor * by)); draw(); };

const legend = document.getElementById("legend");
for (const kind of data.kinds.filter((one) => data.moments.some((moment) => data.nodes[moment.other].kind === one.name))) {
  legend.append(make("span", { class: "key" }, drawn("svg", { width: 22, height: 12, "aria-hidden": "true" }, drawn("rect", { x: 1, y: 1, width: 20, height: 10, rx: 3, fill: kind.fill, stroke: kind.border })), kind.name));
}
if (data.edges.some((edge) => edge.planned)) legend.append(make("span", { class: "key" }, drawn("svg", { width: 22, height: 12, "aria-hidden": "true" }, drawn("rect", { x: 1, y: 1, width: 20, height: 10, rx: 3, fill: "#ddd", stroke: "#555", "stroke-dasharray": "4 3" })), "only announced"));
if (data.moments.some((moment) => moment.reported)) legend.append(make("span", { class: "key" }, drawn("svg", { width: 22, height: 12, "aria-hidden": "true" }, drawn("rect", { x: 1, y: 1, width: 20, height: 10, rx: 3, fill: "#fff", stroke: "#555" })), "date of the article"));
begin();
new ResizeObserver(draw).observe(box);
