"use strict";
// Everything shown is in the page already; this only marks what belongs together.
const within = (article, selector) => [...article.querySelectorAll(selector)];
const still = matchMedia("(prefers-reduced-motion: reduce)");

function clear() {
  for (const lit of document.querySelectorAll(".lit, .lit-end, .touched")) lit.classList.remove("lit", "lit-end", "touched");
  for (const pressed of document.querySelectorAll('[aria-pressed="true"]')) pressed.setAttribute("aria-pressed", "false");
}

function show(element) {
  if (element) element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
}

function light(article, entities) {
  for (const mention of within(article, ".m")) mention.classList.toggle("lit-end", entities.includes(mention.dataset.entity));
}

function relation(article, button) {
  const ends = button.dataset.ends.split(" ");
  light(article, ends);
  const sentence = within(article, ".s").filter((piece) => piece.dataset.sentences.split(" ").includes(button.dataset.sentence));
  for (const piece of sentence) piece.classList.add("lit");
  show(sentence[0]);
}

function entity(article, id, from) {
  light(article, [id]);
  for (const card of within(article, "[data-ends]")) card.classList.toggle("touched", card.dataset.ends.split(" ").includes(id));
  const card = within(article, ".entity").find((one) => one.dataset.entity === id);
  if (card) card.setAttribute("aria-pressed", "true");
  if (from === "text") show(within(article, ".touched")[0] || card);
  else show(within(article, ".m").find((one) => one.dataset.entity === id));
}

document.addEventListener("click", (event) => {
  const target = event.target.closest(".m, .relation, .entity");
  if (!target) return;
  const article = target.closest("article");
  const pressed = target.getAttribute("aria-pressed") === "true";
  clear();
  if (pressed) return;
  if (target.matches(".relation")) {
    target.setAttribute("aria-pressed", "true");
    relation(article, target);
  } else entity(article, target.dataset.entity, target.matches(".m") ? "text" : "list");
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
