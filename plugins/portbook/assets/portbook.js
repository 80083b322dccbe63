/* Sorting and filtering of the tables of a book. Without this script the tables are whole and readable. */
(() => {
  "use strict";

  const NUMBER = /^\d{1,5}$/;

  /* A real button in each header, so that sorting works by keyboard and is announced; Tablesort does the rest. */
  const makeSortable = (table) => {
    const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
    if (typeof Tablesort === "undefined" || table.tBodies[0].rows.length < 2) return;
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pb-sort";
      button.append(...head.childNodes);
      head.append(button);
    }
    new Tablesort(table);
    for (const head of heads) head.removeAttribute("tabindex");
  };

  /* What a row is found by: its text, and for a port number the ranges it holds and the numbers in notes. */
  const index = (row) => {
    const worded = [...row.querySelectorAll('td[data-label="Port"], .pb-remark')];
    return {
      row,
      text: [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase(),
      numbers: new Set(worded.map((part) => part.textContent).join(" ").match(/\d+/g)),
      ranges: (row.dataset.ports || "").split(",").filter(Boolean).map((range) => {
        const [first, last = first] = range.split("-").map(Number);
        return { first, last };
      }),
    };
  };

  const holds = (entry, number) =>
    entry.numbers.has(number) || entry.ranges.some(({ first, last }) => first <= number && number <= last);

  const finder = (query, ported) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return (entry) => words.every((word) => (ported && NUMBER.test(word) ? holds(entry, word) : entry.text.includes(word)));
  };

  const makeFilter = (box) => {
    const table = document.getElementById(box.dataset.table);
    const input = box.querySelector("input");
    const output = box.querySelector("output");
    if (!table || !input) return;
    const entries = [...table.tBodies[0].rows].map(index);
    const ported = entries.some((entry) => entry.ranges.length);
    const apply = () => {
      const found = finder(input.value, ported);
      let count = 0;
      for (const entry of entries) {
        const shown = found(entry);
        entry.row.hidden = !shown;
        count += shown;
      }
      output.textContent = input.value.trim() ? `${count} of ${entries.length} rows` : "";
    };
    input.addEventListener("input", apply);
    box.pbShow = (query) => {
      input.value = query;
      apply();
    };
    box.hidden = false;
  };

  /* A link may lead to a row that a filter hides: show it. */
  const revealTarget = () => {
    const row = document.querySelector("tr[hidden]:target");
    if (!row) return;
    const table = row.closest("table");
    const box = [...document.querySelectorAll(".pb-filter")].find((one) => one.dataset.table === table.id);
    if (box && box.pbShow) box.pbShow("");
    row.scrollIntoView();
  };

  /* Material leaves its search dialog without a name for those who hear it. */
  const nameSearch = () => {
    const dialog = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    const input = dialog && dialog.querySelector("input");
    if (input) dialog.setAttribute("aria-label", input.getAttribute("aria-label") || input.placeholder);
  };

  const start = () => {
    nameSearch();
    for (const table of document.querySelectorAll("table.pb-grid:not([data-ready])")) {
      table.dataset.ready = "";
      makeSortable(table);
    }
    const boxes = [...document.querySelectorAll(".pb-filter[hidden]")];
    boxes.forEach(makeFilter);
    const query = new URLSearchParams(location.search).get("q");
    if (query && boxes[0] && boxes[0].pbShow) boxes[0].pbShow(query);
    revealTarget();
  };

  window.addEventListener("hashchange", revealTarget);
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
