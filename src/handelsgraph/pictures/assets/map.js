// The map: land is moved and scaled as a whole; arcs, spots and captions are drawn anew at their own size.
"use strict";

const svg = document.getElementById("canvas");
const world = document.getElementById("world");
const captions = new Captions(document.getElementById("captions"));
const view = { scale: 1, x: 0, y: 0 };
let chosen = { arcs: new Set(), spots: new Set() };

const arcName = (arc) => `${data.spots[arc.from].name} – ${data.spots[arc.to].name}`;
const arcDetails = (arc) => `${plural(arc.edges.length, data.edge)}, ${plural(arc.articles, data.weight)}${arc.planned ? ", only announced" : ""}`;
const heaviest = data.arcs.map((_, index) => index).sort((a, b) => data.arcs[b].articles - data.arcs[a].articles);
const spotWeight = data.spots.map((spot, index) => spot.within.length + data.arcs.filter((arc) => arc.from === index || arc.to === index).reduce((sum, arc) => sum + arc.articles, 0));

function arcButton(index) {
  const arc = data.arcs[index];
  return make("li", {}, make("button", { type: "button", onclick: () => openArc(index) },
    make("bdi", { lang: "de" }, arcName(arc)), make("br"), make("span", { class: "quiet" }, arcDetails(arc))));
}

function dealing(index) {
  return make("section", {}, make("h3", {}, make("bdi", { lang: "de" }, summary(data.edges[index]))), ...edgeContent(index));
}

function openArc(index) {
  const arc = data.arcs[index];
  const title = heading(arcName(arc));
  show(back(), title, make("p", {}, arcDetails(arc)), ...arc.edges.map(dealing));
  title.focus({ preventScroll: true });
  choose([index], [arc.from, arc.to]);
}

function openSpot(index) {
  const spot = data.spots[index];
  const arcs = heaviest.filter((at) => data.arcs[at].from === index || data.arcs[at].to === index);
  const title = heading(spot.name);
  show(back(), title, make("h3", {}, plural(arcs.length, "connection")), make("ul", {}, ...arcs.map(arcButton)),
    spot.within.length ? make("h3", {}, `Within ${spot.name}: ${plural(spot.within.length, data.edge)}`) : "", ...spot.within.map(dealing));
  title.focus({ preventScroll: true });
  choose(arcs, [index]);
}

function choose(arcs, spots) {
  chosen = { arcs: new Set(arcs), spots: new Set(spots) };
  draw();
}

picture.list = (fits) => {
  const named = (arc) => fits(arcName(arc)) || arc.edges.some((at) => fits(nameOf(data.edges[at].from)) || fits(nameOf(data.edges[at].to)));
  const found = heaviest.filter((index) => named(data.arcs[index]));
  const content = [make("ul", {}, ...found.map(arcButton))];
  if (data.lost) content.push(make("p", { class: "quiet" }, `Not on the map, as the place of an end is not known: ${plural(data.lost, data.edge)}.`));
  const inside = data.spots.map((spot, index) => [spot, index]).filter(([spot]) => spot.within.length && fits(spot.name));
  if (inside.length) content.push(make("h3", {}, "Within one place"), make("ul", {}, ...inside.map(([spot, index]) => make("li", {}, make("button", { type: "button", onclick: () => openSpot(index) }, make("bdi", { lang: "de" }, spot.name), make("br"), make("span", { class: "quiet" }, plural(spot.within.length, data.edge)))))));
  return { title: `${plural(found.length, "connection")} between ${plural(data.spots.length, "place")}`, content, open: found.length ? () => openArc(found[0]) : null };
};
picture.clear = () => choose([], []);
picture.select = ({ node, edge }) => {
  const arcs = heaviest.filter((at) => data.arcs[at].edges.some((one) => one === edge || data.edges[one].from === node || data.edges[one].to === node));
  choose(arcs, arcs.flatMap((at) => [data.arcs[at].from, data.arcs[at].to]));
};
picture.zoom = (factor, x = svg.clientWidth / 2, y = svg.clientHeight / 2) => {
  const scale = Math.min(60, Math.max(0.5, view.scale * factor));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  draw();
};
picture.fit = () => {
  const points = data.spots.length ? data.spots : [{ x: -480, y: -230 }, { x: 480, y: 200 }];
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const { clientWidth: width, clientHeight: height } = svg;
  const bow = Math.min(60, (right - left) * 0.25); // arcs rise above the straight line
  view.scale = Math.min(20, (width - 160) / Math.max(right - left, 1), (height - 110) / Math.max(bottom - top + bow, 1));
  view.x = width / 2 - (view.scale * (left + right)) / 2;
  view.y = height / 2 - (view.scale * (top - bow + bottom)) / 2;
  draw();
};

const lit = (spot) => chosen.spots.has(spot) || [...chosen.arcs].some((at) => data.arcs[at].from === spot || data.arcs[at].to === spot);
const onScreen = (spot) => [view.x + view.scale * spot.x, view.y + view.scale * spot.y];

function draw() {
  world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
  const some = chosen.arcs.size + chosen.spots.size > 0;
  const state = (set, index) => (set.has(index) ? "chosen" : some ? "far" : "");
  document.getElementById("arcs").replaceChildren(...[...heaviest].reverse().flatMap((index) => {
    const arc = data.arcs[index];
    const [[x0, y0], [x1, y1]] = [onScreen(data.spots[arc.from]), onScreen(data.spots[arc.to])];
    const d = `M${x0} ${y0}Q${(x0 + x1) / 2} ${(y0 + y1) / 2 - Math.hypot(x1 - x0, y1 - y0) * 0.22} ${x1} ${y1}`;
    const reach = drawn("path", { d, class: `reach ${state(chosen.arcs, index)}` }, drawn("title", {}, `${arcName(arc)}: ${arcDetails(arc)}`));
    reach.addEventListener("click", () => openArc(index));
    return [reach, drawn("path", { d, class: `line ${arc.planned ? "planned" : ""}`, "stroke-width": 1.5 + 1.6 * Math.log2(1 + arc.articles) })];
  }));
  document.getElementById("spots").replaceChildren(...data.spots.map((spot, index) => {
    const [cx, cy] = onScreen(spot);
    const circle = drawn("circle", { cx, cy, r: reachOf(index), class: !some || lit(index) ? "" : "far" }, drawn("title", {}, spot.name));
    circle.addEventListener("click", () => openSpot(index));
    return circle;
  }));
  const order = data.spots.map((_, index) => index).sort((a, b) => lit(b) - lit(a) || spotWeight[b] - spotWeight[a]);
  captions.draw(order.map((index) => {
    const [x, y] = onScreen(data.spots[index]);
    return { text: data.spots[index].name, x, y, reach: reachOf(index), quiet: false };
  }));
  document.body.dataset.drawn = "yes";
}

const reachOf = (index) => 4 + 1.1 * Math.log2(1 + spotWeight[index]);

svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = svg.getBoundingClientRect();
  picture.zoom(2 ** (-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
svg.addEventListener("pointerdown", (event) => {
  const start = { x: view.x - event.clientX, y: view.y - event.clientY };
  const move = (moved) => { view.x = start.x + moved.clientX; view.y = start.y + moved.clientY; draw(); };
  const end = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", end); removeEventListener("pointercancel", end); };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
});

const legend = document.getElementById("legend");
for (const articles of [1, 5, 20]) {
  legend.append(make("span", { class: "key" }, drawn("svg", { width: 30, height: 12, "aria-hidden": "true" }, drawn("path", { d: "M0 6H30", stroke: "#0072b2", "stroke-opacity": 0.6, "stroke-width": 1.5 + 1.6 * Math.log2(1 + articles) })), plural(articles, data.weight)));
}
if (data.arcs.some((arc) => arc.planned)) {
  legend.append(make("span", { class: "key" }, drawn("svg", { width: 30, height: 8, "aria-hidden": "true" }, drawn("path", { d: "M0 4H30", stroke: "#0072b2", "stroke-width": 2, "stroke-dasharray": "6 4" })), "only announced"));
}
begin();
let before = 0;
new ResizeObserver(() => { if (before !== svg.clientWidth) { before = svg.clientWidth; picture.fit(); } else draw(); }).observe(svg);
