// The graph: cytoscape.js draws symbols and lines, the captions are drawn above them.
"use strict";

const EDGE_CAPTIONS = 80; // beyond this number of lines in view they say what they are in the panel only
// a round takes time with the square of the number of nodes; however many there are, the layout comes to rest
const ROUNDS = Math.round(Math.min(1000, Math.max(150, 7e7 / data.nodes.length ** 2)));

begin();
const weight = data.nodes.map(() => 0);
for (const edge of data.edges) for (const end of [edge.from, edge.to]) weight[end] += edge.articles;

const cy = cytoscape({
  container: document.getElementById("canvas"),
  elements: {
    nodes: data.nodes.map((node, index) => ({ data: { id: `n${index}`, index, kind: node.kind, size: 20 + 8 * Math.log2(1 + weight[index]), ...kindOf[node.kind], name: "" }, position: start(index) })),
    edges: data.edges.map((edge, index) => ({
      data: { id: `e${index}`, index, source: `n${edge.from}`, target: `n${edge.to}`, width: 1.5 + 1.5 * Math.log2(edge.articles || 1), arrow: edge.directed ? "triangle" : "none", line: edge.planned ? "dashed" : "solid" },
    })),
  },
  style: [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(fill)", "border-color": "data(border)", "border-width": 2, shape: "data(shape)" } },
    { selector: "edge", style: { width: "data(width)", "line-color": "#8c8c8c", "target-arrow-color": "#8c8c8c", "target-arrow-shape": "data(arrow)", "line-style": "data(line)", "curve-style": "bezier", "arrow-scale": 1.1 } },
    { selector: ".far", style: { opacity: 0.18 } },
    { selector: "node.chosen", style: { "border-width": 5, "border-color": "#111" } },
    { selector: "edge.chosen", style: { "line-color": "#d55e00", "target-arrow-color": "#d55e00", "z-index": 9 } },
    { selector: ".hidden", style: { display: "none" } },
  ],
  layout: { name: "cose", animate: false, randomize: false, fit: true, padding: 50, idealEdgeLength: () => 110, nodeRepulsion: () => 900000, nodeOverlap: 30, componentSpacing: 110, gravity: 0.4, numIter: ROUNDS, coolingFactor: 0.001 ** (1 / ROUNDS) },
  minZoom: 0.05,
  maxZoom: 4,
});

// the layout starts from a spiral, so that the same data always give the same picture
function start(index) {
  const angle = index * 2.399963;
  const radius = 45 * Math.sqrt(index + 1);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

const captions = new Captions(document.getElementById("captions"));
cy.on("render", () => {
  const zoom = cy.zoom();
  const seen = (element) => element.visible() && !element.hasClass("far");
  const order = (element) => (element.hasClass("chosen") ? 1e9 : 0) + weight[element.data("index")];
  const nodes = cy.nodes().filter(seen).sort((a, b) => order(b) - order(a)).map((node) => {
    const { x, y } = node.renderedPosition();
    return { text: nameOf(node.data("index")), x, y, reach: (node.data("size") * zoom) / 2 + 1, quiet: false };
  });
  const lines = cy.edges().filter(seen);
  const between = lines.length > EDGE_CAPTIONS ? [] : lines.map((line) => {
    const { x, y } = line.renderedMidpoint();
    return { text: data.edges[line.data("index")].type, x, y, reach: null, quiet: true };
  });
  captions.draw([...nodes, ...between]);
  document.body.dataset.drawn = "yes";
});

function mark(elements, near) {
  cy.batch(() => {
    cy.elements().removeClass("chosen far");
    elements.addClass("chosen");
    cy.elements().difference(near).addClass("far");
  });
}

picture.clear = () => cy.elements().removeClass("chosen far");
picture.select = ({ node, edge }) => {
  const element = cy.getElementById(node === undefined ? `e${edge}` : `n${node}`);
  mark(element, node === undefined ? element.union(element.connectedNodes()) : element.closedNeighborhood());
  const box = element.renderedBoundingBox();
  if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(element);
};
picture.fit = () => cy.fit(cy.elements(":visible"), 50);
picture.zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

cy.on("tap", (event) => {
  if (event.target === cy) overview();
  else if (event.target.isNode()) openNode(event.target.data("index"));
  else openEdge(event.target.data("index"));
});

const legend = document.getElementById("legend");
for (const kind of data.kinds) {
  const members = cy.nodes().filter((node) => node.data("kind") === kind.name);
  const box = make("input", { type: "checkbox", checked: "", onchange: () => members.toggleClass("hidden", !box.checked) });
  legend.append(make("label", {}, box, symbol(kind), kind.name, make("span", { class: "count" }, String(members.length))));
}
if (data.edges.some((edge) => edge.planned)) {
  legend.append(make("span", { class: "key" }, drawn("svg", { width: 30, height: 8, "aria-hidden": "true" }, drawn("path", { d: "M0 4H30", stroke: "#777", "stroke-width": 2, "stroke-dasharray": "6 4" })), "only announced"));
}
new ResizeObserver(() => cy.resize()).observe(document.getElementById("canvas"));
