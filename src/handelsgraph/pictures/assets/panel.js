// What all pages share: their data, the panel beside the picture, and the search. Texts of articles only ever become text nodes.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const panel = document.getElementById("panel");
const kindOf = Object.fromEntries(data.kinds.map((kind) => [kind.name, kind]));
// the page that draws sets these
const picture = { select() {}, clear() {}, fit() {}, zoom() {} };

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function symbol(kind) {
  const look = { fill: kind.fill, stroke: kind.border, "stroke-width": 1.5 };
  const shape = {
    ellipse: () => drawn("circle", { cx: 8, cy: 8, r: 6, ...look }),
    rectangle: () => drawn("rect", { x: 2, y: 2, width: 12, height: 12, ...look }),
    triangle: () => drawn("path", { d: "M8 2 14.5 14H1.5Z", ...look }),
    diamond: () => drawn("path", { d: "M8 1 15 8 8 15 1 8Z", ...look }),
  }[kind.shape]();
  return drawn("svg", { width: 16, height: 16, "aria-hidden": "true" }, shape);
}

const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const nameOf = (index) => data.nodes[index].name;

function summary(edge) {
  return `${nameOf(edge.from)} ${edge.directed ? "→" : "–"} ${nameOf(edge.to)}`;
}

function details(edge) {
  return [edge.type, edge.dates, edge.planned ? "only announced" : "", plural(edge.articles, data.weight)].filter(Boolean).join(", ");
}

function show(...content) {
  panel.replaceChildren(...content);
  panel.scrollTop = 0;
}

function back() {
  return make("button", { class: "back", type: "button", onclick: () => overview() }, "← all");
}

function heading(text) {
  return make("h2", { tabindex: "-1" }, make("bdi", { lang: "de" }, text));
}

function edgeButton(index) {
  const edge = data.edges[index];
  return make("li", {}, make("button", { type: "button", onclick: () => openEdge(index) },
    make("bdi", { lang: "de" }, summary(edge)), make("br"), make("span", { class: "quiet" }, details(edge))));
}

function nodeButton(index) {
  const node = data.nodes[index];
  return make("li", {}, make("button", { type: "button", onclick: () => openNode(index) },
    symbol(kindOf[node.kind]), " ", make("bdi", { lang: "de" }, node.name), node.place ? make("span", { class: "quiet" }, ` (${node.place})`) : ""));
}

function quotation(evidence) {
  const about = [evidence.title, evidence.published].filter(Boolean);
  return make("blockquote", {},
    make("p", { lang: "de" }, `“${evidence.sentence}”`),
    about.length ? make("p", { class: "quiet", lang: "de" }, evidence.title, about.length > 1 ? ", " : "", make("time", {}, evidence.published)) : null,
    evidence.link
      ? make("p", {}, make("a", { href: evidence.link, target: "_blank", rel: "noopener noreferrer" }, evidence.link))
      : evidence.source ? make("p", { class: "quiet" }, evidence.source) : null);
}

function edgeContent(index) {
  const edge = data.edges[index];
  const about = [edge.type, edge.dates, plural(edge.articles, data.weight)].filter(Boolean).join(", ");
  return [make("p", {}, about, " ", edge.planned ? make("span", { class: "planned" }, "only announced") : ""), ...edge.evidence.map(quotation)];
}

function openEdge(index) {
  const edge = data.edges[index];
  const title = heading(summary(edge));
  show(back(), title, ...edgeContent(index), make("h3", {}, "Between"), make("ul", {}, nodeButton(edge.from), nodeButton(edge.to)));
  title.focus({ preventScroll: true });
  picture.select({ edge: index });
}

function openNode(index) {
  const node = data.nodes[index];
  const own = data.edges.map((edge, at) => [edge, at]).filter(([edge]) => edge.from === index || edge.to === index);
  const title = heading(node.name);
  show(back(), title,
    make("p", {}, symbol(kindOf[node.kind]), ` ${node.kind}${node.place ? `, ${node.place}` : ""}`),
    node.aliases.length ? make("p", { class: "quiet", lang: "de" }, `Also: ${node.aliases.join("; ")}`) : "",
    make("h3", {}, plural(own.length, data.edge)),
    make("ul", {}, ...own.map(([, at]) => edgeButton(at))));
  title.focus({ preventScroll: true });
  picture.select({ node: index });
}

// what the panel lists when nothing is chosen; a page may list something else
picture.list = (fits) => {
  const found = data.nodes.map((_, index) => index).filter((index) => [nameOf(index), data.nodes[index].place, ...data.nodes[index].aliases].some(fits));
  found.sort((a, b) => nameOf(a).localeCompare(nameOf(b), "de"));
  return { title: `${plural(found.length, "name")}, ${plural(data.edges.length, data.edge)}`, content: [make("ul", {}, ...found.map(nodeButton))], open: found.length ? () => openNode(found[0]) : null };
};

function overview(filter = "") {
  const wanted = filter.trim().toLocaleLowerCase("de");
  const { title, content, open } = picture.list((text) => text.toLocaleLowerCase("de").includes(wanted));
  show(make("h2", {}, title), make("p", { class: "quiet" }, "Choose here or in the picture to see the evidence."), ...content);
  picture.clear();
  return open;
}

function begin() {
  document.getElementById("title").textContent = data.title;
  document.getElementById("note").textContent = data.note;
  const search = document.getElementById("search");
  search.addEventListener("input", () => overview(search.value));
  search.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = overview(search.value);
    if (search.value.trim() && open) open();
  });
  document.getElementById("fit").addEventListener("click", () => picture.fit());
  document.getElementById("nearer").addEventListener("click", () => picture.zoom(1.4));
  document.getElementById("farther").addEventListener("click", () => picture.zoom(1 / 1.4));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; overview(); return; }
    if (event.target.closest("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "/": () => search.focus(), f: () => picture.fit(), "+": () => picture.zoom(1.4), "-": () => picture.zoom(1 / 1.4) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (location.hash === "#still") document.body.classList.add("still");
  overview();
}
