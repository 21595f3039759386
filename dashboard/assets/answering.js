/* What every page does with an answer: read and write addresses, lists become elements, arrays go into
   templates. Knows no chart, field or language by name. */
(() => {
  "use strict";
  const SAFE = /%(2C|3B|3A)/gi;
  const SHAPES = new Set(["svg", "path", "g", "title", "circle", "text"]);

  /* ── the address ─────────────────────────────────────────────── */
  const read = (search) => new Map(new URLSearchParams(search));
  const encode = (text) =>
    encodeURIComponent(text).replace(SAFE, decodeURIComponent).replace(/[!*'()]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  const write = (parts) =>
    [...parts].filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${encode(value)}`).join("&");
  const change = (search, changes) => write(new Map([...read(search), ...Object.entries(changes)]));
  const toggle = (search, dimension, codes, adding) => {
    const now = new Set((read(search).get(dimension) || "").split(",").filter(Boolean));
    const has = codes.every((code) => now.has(code));
    if (!adding) {
      const same = has && now.size === codes.length;
      return change(search, { [dimension]: same ? "" : [...codes].sort().join(",") });
    }
    codes.forEach((code) => (has ? now.delete(code) : now.add(code)));
    return change(search, { [dimension]: [...now].sort().join(",") });
  };

  /* ── components: lists become elements, text stays text ──────── */
  const build = (node) => {
    if (typeof node === "string" || typeof node === "number") return document.createTextNode(node);
    const [tag, attributes, children] = node;
    const made = SHAPES.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "style") made.style.cssText = value;
      else made.setAttribute(name, value === true ? "" : value);
    }
    children.forEach((child) => made.append(build(child)));
    return made;
  };

  /* ── figures: template + arrays ──────────────────────────────── */
  const put = (figure, path, value) => {
    const steps = path.split("."), last = steps.pop();
    let node = figure;
    steps.forEach((step, at) => {
      if (node[step] === undefined || node[step] === null) node[step] = /^\d+$/.test(steps[at + 1] ?? last) ? [] : {};
      node = node[step];
    });
    node[last] = value;
  };
  const assemble = (template, binding) => {
    const figure = structuredClone(template);
    Object.entries(binding).forEach(([path, value]) => put(figure, path, structuredClone(value)));
    return figure;
  };

  window.parkAnswers = { read, write, change, toggle, build, assemble };
})();
