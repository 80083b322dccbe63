/* The box for questions: reads what is asked, in the box or in the address, and shows the answer. All text goes in as text,
   never as markup. The rules are in portbook-answers.js; the flows in a script beside the page, loaded when needed. */
(() => {
  "use strict";

  const VARIABLE = "portbookQuestions";
  const SHOWN = 200; // rows of a table until somebody asks for all
  const COMPLETED = 20;
  const FILTERS = ["protection", "subsystem", "optional", "product", "document"];

  const { ALL, AskedError, Book, KINDS, ask, fold, parse, words } = globalThis.PortbookAnswers;

  const make = (tag, className = "", ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const link = (text, href, label = "") => {
    const element = make("a", "", text);
    element.href = href;
    if (label) element.setAttribute("aria-label", label);
    return element;
  };
  const joined = (parts, glue) => parts.flatMap((part, at) => (at ? [glue, part].flat() : [part].flat()));
  const number = (count) => count.toLocaleString("en");
  const counted = (count, singular) => `${number(count)} ${singular}${count === 1 ? "" : "s"}`;

  const load = (address) =>
    new Promise((resolve, reject) => {
      if (globalThis[VARIABLE]) return resolve(globalThis[VARIABLE]);
      const script = make("script");
      script.src = address;
      script.addEventListener("load", () => resolve(globalThis[VARIABLE]));
      script.addEventListener("error", () => reject(new Error(`The flows could not be loaded from ${address}.`)));
      return document.head.append(script);
    });

  class Box {
    constructor(element) {
      this.element = element;
      this.pages = JSON.parse(element.dataset.pages);
      for (const part of ["form", "filters", "status", "answer"]) this[part] = element.querySelector(`.pb-ask__${part}`);
      this.input = element.querySelector("input");
      this.names = element.querySelector("datalist");
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      this.input.addEventListener("focus", () => this.open(), { once: true });
      this.input.addEventListener("input", () => this.complete());
      element.hidden = false;
    }

    /* Load the flows once. */
    open() {
      this.opened = this.opened || load(this.element.dataset.script).then((data) => {
        this.book = new Book(data);
        this.makeFilters();
        this.complete(); // what was typed meanwhile
        return this.book;
      });
      return this.opened.catch((error) => this.say(error.message));
    }

    /* Offer names for the last word of what is typed. */
    complete() {
      if (!this.book) return;
      const [, lead, part] = /^((?:(?:who|from|between|path)\s+(?:"[^"]*"\s+|\S+\s+(?=\S))?)?)(.*)$/is.exec(this.input.value) || [];
      const wanted = fold(part || "");
      const near = wanted ? [...this.book.names].filter(([key]) => key.includes(wanted)).slice(0, COMPLETED) : [];
      const quote = (name) => (/^(between|path)/i.test(lead) && /\s/.test(name) ? `"${name}"` : name);
      this.names.replaceChildren(
        ...near.map(([, { spelled }]) => {
          const option = make("option");
          option.value = lead + quote(spelled);
          return option;
        }),
      );
    }

    makeFilters() {
      const { grades, subsystems, documents } = this.book.data;
      const unique = (texts) => [...new Set(texts.filter(Boolean))];
      const products = unique(documents.flatMap(([, , product, version]) => [product, product && version && `${product} ${version}`]));
      const choices = {
        protection: ["Protection", grades.map(([grade, text]) => [grade, text])],
        subsystem: ["Subsystem", subsystems.map(([name]) => [name, name])],
        optional: ["Condition", [["no", "Required"], ["yes", "Optional subsystems"]]],
        product: ["Product", products.map((name) => [name, name])],
        document: ["Document", documents.length > 1 ? documents.map(([path, title]) => [path, title]) : []],
      };
      this.selects = {};
      for (const name of FILTERS) {
        const [title, values] = choices[name];
        if (values.length) this.filters.append(this.choice(name, title, values));
      }
    }

    choice(name, title, values) {
      const select = make("select");
      select.append(new Option("All", ""), ...values.map(([value, text]) => new Option(text, value)));
      select.addEventListener("change", () => this.input.value.trim() && this.submit());
      this.selects[name] = select;
      return make("label", "", make("span", "", title), select);
    }

    /* Put the question into the address, from where it is answered: so it can be shared, and gone back to. */
    async submit() {
      await this.open();
      if (!this.book || !this.input.value.trim()) return;
      try {
        const asked = parse(this.book, this.input.value);
        const search = new URLSearchParams(asked.parts.map((part, at) => [KINDS[asked.kind][at], part]));
        for (const [name, select] of Object.entries(this.selects)) if (select.value) search.set(name, select.value);
        const hash = `#${search}`.replace(/%3A/g, ":").replace(/%2F/g, "/");
        if (location.hash === hash) this.answerAddress();
        else location.hash = hash;
      } catch (error) {
        this.fail(error);
      }
    }

    async answerAddress() {
      const search = new URLSearchParams(location.hash.slice(1));
      const kind = Object.keys(KINDS).find((name) => KINDS[name].every((key) => search.get(key)));
      if (!kind) return;
      await this.open();
      if (!this.book) return;
      const asked = { kind, parts: KINDS[kind].map((key) => search.get(key)) };
      this.input.value = words(this.book, asked);
      try {
        this.setFilters(search);
        this.show(ask(this.book, asked, this.chosen(search)));
      } catch (error) {
        this.fail(error);
      }
    }

    setFilters(search) {
      for (const name of FILTERS) {
        const value = search.get(name) || "";
        const select = this.selects[name];
        if (value && !(select && [...select.options].some((option) => option.value === value))) {
          throw new AskedError(`No ${name === "optional" ? "condition" : name} is called ‘${value}’.`);
        }
        if (select) select.value = value;
      }
      this.filters.open = this.filters.open || FILTERS.some((name) => search.get(name));
    }

    chosen(search) {
      const { documents } = this.book.data;
      const [product, document] = [search.get("product"), search.get("document")];
      const taken = documents.map(([path, , name, version], at) =>
        (!product || product === name || product === `${name} ${version}`) && (!document || document === path) ? at : ALL,
      );
      return {
        protection: search.get("protection"),
        subsystem: search.get("subsystem"),
        optional: search.get("optional"),
        documents: product || document ? new Set(taken) : null,
      };
    }

    say(text) {
      this.status.textContent = text;
    }

    fail(error) {
      if (!(error instanceof AskedError)) throw error;
      this.say(`${error.message}${error.near.length ? " Did you mean one of these?" : ""}`);
      const near = error.near.map((name) => make("li", "", link(name, `#${new URLSearchParams({ who: name })}`)));
      this.answer.replaceChildren(...(near.length ? [make("ul", "", ...near)] : []));
    }

    show({ answers, path }) {
      this.say(path ? this.pathSaid(path) : answers.map((one) => this.said(one)).join(" "));
      this.answer.replaceChildren(...(path ? this.chains(path) : answers.flatMap((one) => this.flows(one))));
    }

    said({ title, flows, possible, leftOut }) {
      const more = possible.length ? ` ${counted(possible.length, flows.length ? "more flow" : "flow")} might match.` : "";
      const out = leftOut ? ` Filters left out ${counted(leftOut, "flow")}.` : "";
      return `${title}: ${flows.length ? counted(flows.length, "flow") : "no flow"}.${more}${out}`;
    }

    pathSaid({ title, chains }) {
      return `${title}: ${chains.length ? counted(chains.length, "chain") : `no chain of at most ${this.book.data.bounds.longest} flows`}.`;
    }

    flows(answer) {
      const shown = answer.flows.length ? this.table(answer.title, answer.flows) : this.none(answer.title);
      return answer.possible.length ? [shown, this.possible(answer)] : [shown];
    }

    none(title) {
      return make("p", "pb-ask__none", make("strong", "", title), ": no flow.");
    }

    possible({ title, flows, possible, counts }) {
      const why = Object.entries(counts).map(([doubt, count]) => `${doubt}: ${number(count)}`);
      const text = `${counted(possible.length, flows.length ? "more flow" : "flow")} might match: ${why.join("; ")}.`;
      const details = make("details", "pb-ask__possible", make("summary", "", text));
      const because = new Map(possible.map(({ flow, doubts }) => [flow.id, doubts.join("; ")]));
      const fill = () => details.append(this.table(`Might match: ${title}`, possible.map(({ flow }) => flow), because));
      details.addEventListener("toggle", fill, { once: true });
      return details;
    }

    chains({ chains, more, unspecified }) {
      const { longest } = this.book.data.bounds;
      const told = [
        more ? "There may be more chains; the command portbook path takes --most and --longest." : "",
        `Chains of at most ${longest} flows are shown.`,
        unspecified ? `${counted(unspecified, "flow")} with an unspecified end: no chain passes through one, so paths may exist that are not shown.` : "",
        this.book.data.notRouting,
      ];
      return [
        ...chains.flatMap((chain, at) => this.chain(chain, at + 1)),
        make("p", "pb-ask__told", told.filter(Boolean).join(" ")),
      ];
    }

    chain({ machines, hops, groups }, at) {
      const title = `${at}. ${machines.join(" → ")}`;
      const through = `Passes through a group, whose members need not be one machine: ${groups.join(", ")}.`;
      return [
        ...(groups.length ? [make("p", "pb-ask__told", through)] : []),
        this.table(title, hops.flatMap((hop) => hop.flows)),
      ];
    }

    table(title, flows, because = null) {
      const columns = [...(because ? ["Because"] : []), "From", "To", "Port", "Protection", "Subsystem", "Condition", "Evidence"];
      const head = make("tr", "", ...columns.map((column) => Object.assign(make("th", "", column), { scope: "col" })));
      const body = make("tbody", "", ...flows.slice(0, SHOWN).map((flow) => this.row(columns, flow, because)));
      const table = make("table", "pb-grid", make("caption", "", title), make("thead", "", head), body);
      table.dataset.ready = ""; // nothing sorts it: its order is the book's
      const frame = make("div", "pb-table", table);
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", title);
      frame.tabIndex = 0;
      if (flows.length <= SHOWN) return frame;
      const all = make("button", "pb-ask__all", `Show all ${counted(flows.length, "flow")}`);
      all.type = "button";
      all.addEventListener("click", () => {
        body.append(...flows.slice(SHOWN).map((flow) => this.row(columns, flow, because)));
        all.remove();
      });
      return make("div", "", frame, all);
    }

    row(columns, flow, because) {
      const contents = { Because: () => [because.get(flow.id)], ...CELLS };
      const cells = columns.map((column) => {
        const cell = make("td", "", ...contents[column](this, flow));
        cell.dataset.label = column;
        return cell;
      });
      const row = make("tr", "", ...cells);
      row.dataset.flow = flow.id;
      return row;
    }

    page(at, anchor = "") {
      return this.pages[at] + (anchor && `#${anchor}`);
    }

    end(end) {
      const [name, , page] = this.book.data.machines[end.machine];
      return [link(name, this.page(page)), end.text.slice(name.length)];
    }

    subsystem(name) {
      this.homes = this.homes || new Map(this.book.data.subsystems);
      return this.homes.has(name) ? link(name, this.page(this.homes.get(name))) : name;
    }

    evidence({ document, place, anchor, section }) {
      const [, , , , page] = this.book.data.documents[document];
      return [link(place, this.page(page, anchor)), section && ` (${section})`];
    }
  }

  const badge = ([grade, words, shape]) => {
    const glyph = make("span", "pb-badge__shape", shape);
    glyph.setAttribute("aria-hidden", "true");
    return make("span", `pb-badge pb-badge--${grade}`, glyph, " ", words);
  };

  const CELLS = {
    From: (box, flow) => box.end(flow.source),
    To: (box, flow) => box.end(flow.destination),
    Port: (box, flow) => [link(flow.traffic || "not stated", box.page(flow.page, flow.anchor), `${flow.traffic}, the row of this flow`)],
    Protection: (_, flow) => [badge(flow.grade), flow.protection.slice(flow.grade[1].length)],
    Subsystem: (box, flow) => joined(flow.subsystems.map((name) => box.subsystem(name)), ", "),
    Condition: (_, flow) => [flow.condition],
    Evidence: (box, flow) => joined(flow.evidence.map((row) => box.evidence(row)), "; "),
  };

  let box = null;

  const start = () => {
    const element = document.querySelector(".pb-ask[hidden]");
    if (!element) return;
    box = new Box(element);
    box.answerAddress();
  };

  window.addEventListener("hashchange", () => box && box.element.isConnected && box.answerAddress());
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
