/* A row of a table lights up its edge and boxes in the diagrams of the page, and a part of a diagram its rows. */
(() => {
  "use strict";

  const SOURCES = "tr[data-flow], .pb-svg [data-flows], .pb-svg [data-node]";
  const parts = new Map(); // of each flow: its rows, edges, plates and boxes

  let lit = new Set();
  let pinned = [];
  let hovered = null;
  let focused = null;

  const add = (flow, part) => {
    if (!parts.has(flow)) parts.set(flow, []);
    parts.get(flow).push(part);
  };

  const index = () => {
    parts.clear();
    for (const svg of document.querySelectorAll(".pb-svg")) {
      const boxes = new Map([...svg.querySelectorAll("[data-node]")].map((box) => [box.dataset.node, box]));
      for (const part of svg.querySelectorAll("[data-flows]")) {
        const ends = part.matches(".pb-edge") ? [boxes.get(part.dataset.from), boxes.get(part.dataset.to)] : [];
        for (const flow of part.dataset.flows.split(" ")) {
          for (const one of [part, ...ends]) add(flow, one);
        }
      }
    }
    if (!parts.size) return;
    for (const row of document.querySelectorAll("tr[data-flow]")) add(row.dataset.flow, row);
  };

  const flowsOf = (source) => {
    if (!source) return [];
    const { flow, flows, node } = source.dataset;
    if (!node) return flow ? [flow] : flows.split(" ");
    const edges = `.pb-edge[data-from="${node}"], .pb-edge[data-to="${node}"]`;
    return [...source.closest(".pb-svg").querySelectorAll(edges)].flatMap(flowsOf);
  };

  const show = () => {
    const flows = new Set([...pinned, ...flowsOf(hovered || focused)]);
    const now = new Set([...flows].flatMap((flow) => parts.get(flow) || []));
    for (const part of lit) if (!now.has(part)) part.classList.remove("pb-lit");
    for (const part of now) part.classList.add("pb-lit");
    const drawn = new Set([...now].map((part) => part.closest(".pb-svg")));
    for (const svg of document.querySelectorAll(".pb-svg")) svg.classList.toggle("pb-dimmed", drawn.has(svg));
    lit = now;
  };

  /* In a picture the focus is on the link around a part. */
  const sourceOf = (element) =>
    element.closest(SOURCES) || (element.matches(".pb-link") ? element.querySelector(SOURCES) : null);

  const hover = (element) => {
    const source = element && sourceOf(element);
    if (source === hovered) return;
    hovered = source;
    show();
  };

  const focus = (element) => {
    focused = element && element.matches(":focus-visible") ? sourceOf(element) : null;
    show();
  };

  /* An edge leads to its row on this page, if there is one, and its rows stay lit until the next click. */
  const click = (event) => {
    const source = sourceOf(event.target);
    const flows = source && source.dataset.flows ? flowsOf(source) : [];
    const row = flows.flatMap((flow) => parts.get(flow) || []).find((part) => part.matches("tr[id]"));
    pinned = row ? flows : [];
    if (row && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      location.hash = row.id;
    }
    show();
  };

  const release = (event) => {
    if (event.key !== "Escape") return;
    pinned = [];
    show();
  };

  const start = () => {
    [pinned, hovered, focused] = [[], null, null];
    index();
    show();
  };

  document.addEventListener("pointerover", (event) => hover(event.target));
  document.documentElement.addEventListener("pointerleave", () => hover(null));
  document.addEventListener("focusin", (event) => focus(event.target));
  document.addEventListener("focusout", () => focus(null));
  document.addEventListener("click", click);
  document.addEventListener("keydown", release);
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
