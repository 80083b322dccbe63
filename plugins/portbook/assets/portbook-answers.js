/* Answers to questions about the flows of a book, as the commands `portbook who`, `from`, `between`, `port` and `path` give
   them: the folder questions of the package and this file are the same rules twice, and a test holds them against each other. Nothing
   here touches the page. */
(() => {
  "use strict";

  const ALL = -1;
  const PORT = "([0-9]+)(?:-([0-9]+))?(?:/([A-Za-z][A-Za-z0-9.-]*))?";
  const ALONE = new RegExp(`^${PORT}$`);
  const BEHIND_NAME = new RegExp(`^(.+?)\\s*:\\s*${PORT}$`, "s");
  const LAST_PORT = 65535;
  const SUGGESTED = 5;

  const DOUBTS = {
    source: ["source unspecified", "source is a group", "source names no component"],
    destination: ["destination unspecified", "destination is a group", "destination names no component"],
    ports: "ports are no numbers",
    transport: "transport not stated",
  };

  class AskedError extends Error {
    /* `near` are the names that may have been meant. */
    constructor(message, near = []) {
      super(message);
      this.near = near;
    }
  }

  const squeezed = (text) => text.trim().split(/\s+/).join(" ");
  const fold = (text) => squeezed(text).toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  /* How many letters must change to make one word of another; more than `most` is not counted out. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const here = [row];
      for (let at = 1; at <= other.length; at += 1) {
        here.push(Math.min(before[at] + 1, here[at - 1] + 1, before[at - 1] + (one[row - 1] !== other[at - 1])));
      }
      before = here;
    }
    return before[other.length];
  };

  /* What stands at an end of a flow. */
  const readEnd = (data, [machine, component, text, kind]) => ({
    machine,
    name: data.machines[machine][0],
    component,
    text: data.texts[text],
    kind: data.texts[kind],
  });

  const readFlow = (data, position) => {
    const [id, source, destination, ranges, traffic, transports, grade, protection, subsystems, optional, condition, rows, page, anchor] =
      data.flows[position];
    const text = (number) => data.texts[number];
    return {
      id,
      position,
      source: readEnd(data, source),
      destination: readEnd(data, destination),
      ranges,
      traffic: text(traffic),
      transports: transports.map(text),
      grade: data.grades[grade],
      protection: text(protection),
      subsystems: subsystems.map(text),
      optional: Boolean(optional),
      condition: text(condition),
      evidence: rows.map(([document, place, line, section]) => ({
        document,
        place: text(place),
        anchor: text(line),
        section: text(section),
      })),
      page,
      anchor: text(anchor),
    };
  };

  class Book {
    constructor(data) {
      this.data = data;
      this.flows = data.flows.map((_, position) => readFlow(data, position));
      this.names = new Map(data.names.map(([key, spelled, ends]) => [key, { spelled, ends }]));
      this.transports = new Set([...data.transports, ...this.flows.flatMap((flow) => flow.transports)]);
    }

    /* Which machines each opens flows to, with the flows, and by which it is called; made once. */
    graph() {
      if (this.made) return this.made;
      const [onward, callers] = [new Map(), new Map()];
      const under = (map, key, fresh) => map.get(key) || map.set(key, fresh).get(key);
      for (const flow of this.flows) {
        const [from, to] = [flow.source.machine, flow.destination.machine];
        under(under(onward, from, new Map()), to, []).push(flow);
        under(callers, to, new Set()).add(from);
      }
      this.made = { onward, callers };
      return this.made;
    }

    knows(name) {
      return this.names.has(fold(name));
    }

    near(name) {
      const wanted = fold(name);
      const most = Math.max(2, Math.floor(wanted.length / 3));
      const found = [];
      for (const [key, { spelled }] of this.names) {
        const far = key.includes(wanted) && wanted ? 0 : distance(key, wanted, most);
        if (far <= most) found.push([far, spelled]);
      }
      return found.sort((one, other) => one[0] - other[0] || byText(one[1], other[1])).slice(0, SUGGESTED).map(([, spelled]) => spelled);
    }

    /* Whom an entry names: a name, or a list of names separated by commas. */
    named(entry) {
      const parts = this.knows(entry) ? [entry] : entry.split(",").map((part) => part.trim()).filter(Boolean);
      const ends = (parts.length ? parts : [entry]).flatMap((part) => {
        const known = this.names.get(fold(part));
        if (!known) throw new AskedError(`No endpoint or component is called ‘${part}’.`, this.near(part));
        return known.ends;
      });
      return new Named(this.data, ends);
    }

    target(text) {
      const match = this.knows(text) ? null : BEHIND_NAME.exec(text.trim());
      if (!match) return { named: this.named(text), ports: null, transport: null };
      return { named: this.named(match[1]), ...this.wanted(match.slice(2)) };
    }

    port(text) {
      const match = ALONE.exec(text.trim());
      if (!match) throw new AskedError(`‘${text}’ is no port; expected one such as 8443, 8000-8999 or 53/UDP.`);
      return { named: null, ...this.wanted(match.slice(1)) };
    }

    wanted([first, last, name]) {
      const [from, to] = [first, last ?? first].map((digits) => Number(digits.slice(0, 6)));
      if (from > to || to > LAST_PORT) {
        throw new AskedError(`${last ? `${first}-${last}` : first} is no port or range of ports; they go from 0 to 65535.`);
      }
      const transport = name ? name.toUpperCase() : null;
      if (transport && !this.transports.has(transport)) throw new AskedError(`No transport is called ‘${transport}’.`, []);
      return { ports: [from, to], transport };
    }
  }

  class Named {
    constructor(data, ends) {
      this.machines = new Set(ends.filter(([, component]) => component === ALL).map(([machine]) => machine));
      const parts = ends.filter(([, component]) => component !== ALL);
      this.components = new Set(parts.map((pair) => pair.join()));
      this.hosts = new Set(parts.map(([machine]) => machine));
      const spelled = ends.map(([machine, part]) => data.machines[machine][0] + (part === ALL ? "" : ` (${data.texts[part]})`));
      this.text = [...new Set(spelled)].sort(byText).join(", ");
    }

    has(end) {
      return this.machines.has(end.machine) || this.components.has(`${end.machine},${end.component}`);
    }

    mayBe(end, [unspecified, group, component]) {
      const doubts = [];
      if (end.kind === "unspecified") doubts.push(unspecified);
      if (end.kind === "group") doubts.push(group);
      if (end.component === ALL && this.hosts.has(end.machine)) doubts.push(component);
      return doubts;
    }
  }

  const wantedText = ({ named, ports, transport }) => {
    const port = ports ? (ports[0] === ports[1] ? `${ports[0]}` : `${ports[0]}-${ports[1]}`) + (transport ? `/${transport}` : "") : "";
    return [named ? named.text : "", port].filter(Boolean).join(":");
  };

  const overlaps = (ranges, [first, last]) => {
    for (let at = 0; at < ranges.length; at += 2) if (ranges[at] <= last && first <= ranges[at + 1]) return true;
    return false;
  };

  /* A condition gives true, or the doubts for which a flow might meet it all the same; none of them is a no. */
  const ending = (side, named) => (flow) => named.has(flow[side]) || named.mayBe(flow[side], DOUBTS[side]);
  const using = ({ ports, transport }) => [
    ...(ports ? [(flow) => overlaps(flow.ranges, ports) || (flow.ranges.length ? [] : [DOUBTS.ports])] : []),
    ...(transport ? [(flow) => flow.transports.includes(transport) || (flow.transports.length ? [] : [DOUBTS.transport])] : []),
  ];

  const judged = (flow, conditions) => {
    const doubts = [];
    for (const condition of conditions) {
      const met = condition(flow);
      if (met === true) continue;
      if (!met.length) return null;
      doubts.push(...met);
    }
    return doubts;
  };

  const answer = (book, title, conditions, keeps) => {
    const found = { title, flows: [], possible: [], counts: {}, leftOut: 0 };
    for (const flow of book.flows) {
      const doubts = judged(flow, conditions);
      if (!doubts) continue;
      if (!keeps(flow)) found.leftOut += 1;
      else if (!doubts.length) found.flows.push(flow);
      else {
        found.possible.push({ flow, doubts });
        for (const doubt of doubts) found.counts[doubt] = (found.counts[doubt] || 0) + 1;
      }
    }
    return found;
  };

  const between = (book, one, other, keeps) => {
    const ways = one.text === other.text ? [[one, other]] : [[one, other], [other, one]];
    return ways.map(([source, target]) =>
      answer(book, `From ${source.text} to ${target.text}`, [ending("source", source), ending("destination", target)], keeps),
    );
  };

  /* Chains of flows, shortest first, those of one length in the book's order. */
  class Search {
    constructor(book, source, target, keeps) {
      Object.assign(this, { book, source, target, keeps, steps: 0, near: [] });
      Object.assign(this, book.graph());
      const ends = (side, named) => new Set(book.flows.filter((flow) => named.has(flow[side])).map((flow) => flow[side].machine));
      this.starts = ends("source", source);
      this.goals = ends("destination", target);
      const unspecified = book.data.machines.map(([, kind], at) => (kind === "unspecified" ? at : ALL));
      this.closed = new Set([...unspecified, ...this.starts, ...this.goals]);
    }

    get tired() {
      return this.steps >= this.book.data.bounds.steps;
    }

    *run(longest) {
      for (let length = 1; length <= longest; length += 1) for (const start of this.starts) yield* this.extend([start], length);
    }

    *extend(way, left) {
      for (const name of (this.onward.get(way[way.length - 1]) || new Map()).keys()) {
        if (this.tired) return;
        this.steps += 1;
        if (left === 1) {
          const again = way.includes(name) && way.length > 1;
          const chain = this.goals.has(name) && !again ? this.chain([...way, name]) : null;
          if (chain) yield chain;
        } else if (!this.closed.has(name) && !way.includes(name) && this.within(left - 1).has(name)) {
          yield* this.extend([...way, name], left - 1);
        }
      }
    }

    within(hops) {
      while (this.near.length < hops) {
        const before = this.near.length ? this.near[this.near.length - 1] : this.goals;
        const wider = new Set(this.near.length ? before : []);
        for (const name of before) for (const caller of this.callers.get(name) || []) wider.add(caller);
        this.near.push(wider);
      }
      return this.near[hops - 1];
    }

    chain(way) {
      const hops = [];
      for (let at = 0; at + 1 < way.length; at += 1) {
        let flows = this.onward.get(way[at]).get(way[at + 1]);
        if (at === 0) flows = flows.filter((flow) => this.source.has(flow.source));
        if (at + 2 === way.length) flows = flows.filter((flow) => this.target.has(flow.destination));
        flows = flows.filter(this.keeps);
        if (!flows.length) return null;
        hops.push({ source: way[at], destination: way[at + 1], flows });
      }
      const { machines } = this.book.data;
      const through = way.slice(1, -1).filter((name) => machines[name][1] === "group");
      return { machines: way.map((name) => machines[name][0]), hops, groups: through.map((name) => machines[name][0]) };
    }
  }

  const path = (book, source, target, keeps) => {
    const { most, longest } = book.data.bounds;
    const search = new Search(book, source, target, keeps);
    const chains = [];
    let more = false;
    for (const chain of search.run(longest)) {
      if (chains.length === most) {
        more = true;
        break;
      }
      chains.push(chain);
    }
    const vague = (end) => end.kind === "unspecified";
    const unspecified = book.flows.filter((flow) => vague(flow.source) || vague(flow.destination)).length;
    return { title: `Chains from ${source.text} to ${target.text}`, chains, more: more || search.tired, unspecified };
  };

  /* What is asked, in the words of the box: `who web:8443`. A name alone asks who, a number alone for a port. */
  const KINDS = {
    who: ["who"],
    from: ["from"],
    port: ["port"],
    between: ["between", "and"],
    path: ["path", "to"],
  };

  const unquoted = (text) => text.trim().replace(/^(["'])(.*)\1$/s, "$2").trim();

  /* Two names side by side: in quotes, or cut where both halves are known. */
  const halves = (book, text, joint) => {
    const quoted = /^(?:"([^"]+)"|'([^']+)'|(\S+))\s+(?:"([^"]+)"|'([^']+)'|(\S+))$/.exec(text.trim());
    if (quoted) return [quoted[1] ?? quoted[2] ?? quoted[3], quoted[4] ?? quoted[5] ?? quoted[6]];
    const words = squeezed(text).split(" ");
    const cuts = [];
    for (let at = 1; at < words.length; at += 1) {
      const joined = words[at] === joint || words[at] === ">";
      cuts.push([words.slice(0, at).join(" "), words.slice(at + joined).join(" ")].map(unquoted));
    }
    const all = (part) => part && (book.knows(part) || part.split(",").every((one) => book.knows(one)));
    const known = cuts.find((pair) => pair.every(all));
    if (known || cuts.length) return known || cuts[0];
    throw new AskedError("Two names are needed; put one that holds blanks in quotes.");
  };

  const parse = (book, words) => {
    const text = words.trim();
    const match = /^(who|from|port|between|path)\s+(.+)$/is.exec(text);
    if (!match || book.knows(text)) return ALONE.test(text) ? { kind: "port", parts: [text] } : { kind: "who", parts: [unquoted(text)] };
    const kind = match[1].toLowerCase();
    return { kind, parts: KINDS[kind].length > 1 ? halves(book, match[2], KINDS[kind][1]) : [unquoted(match[2])] };
  };

  /* The words of the box for a question that came by a link. */
  const words = (book, { kind, parts }) => {
    const quote = (part) => (/\s/.test(part) ? `"${part}"` : part);
    return [kind, ...(parts.length > 1 ? parts.map(quote) : parts)].join(" ");
  };

  const filterOf = (filters) => (flow) =>
    (!filters.protection || flow.grade[0] === filters.protection) &&
    (!filters.subsystem || flow.subsystems.includes(filters.subsystem)) &&
    (!filters.optional || flow.optional === (filters.optional === "yes")) &&
    (!filters.documents || flow.evidence.some((row) => filters.documents.has(row.document)));

  const ask = (book, { kind, parts }, filters = {}) => {
    const keeps = filterOf(filters);
    const [one, other] = parts;
    switch (kind) {
      case "who": {
        const wanted = book.target(one);
        const conditions = [ending("destination", wanted.named), ...using(wanted)];
        return { answers: [answer(book, `Who may reach ${wantedText(wanted)}`, conditions, keeps)] };
      }
      case "from": {
        const named = book.named(one);
        return { answers: [answer(book, `What ${named.text} may reach`, [ending("source", named)], keeps)] };
      }
      case "port": {
        const wanted = book.port(one);
        return { answers: [answer(book, `Who uses port ${wantedText(wanted)}`, using(wanted), keeps)] };
      }
      case "between":
        return { answers: between(book, book.named(one), book.named(other), keeps) };
      default:
        return { path: path(book, book.named(one), book.named(other), keeps) };
    }
  };

  globalThis.PortbookAnswers = { ALL, AskedError, Book, KINDS, ask, fold, parse, words };
})();
