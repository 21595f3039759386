/* Events → address → answer → figures. Knows no chart, field or language by name: what a gesture
   means is declared by each figure, and every word comes with the answer. */
(() => {
  "use strict";
  const { read, write, change, toggle, build, assemble } = window.parkAnswers;
  const held = { look: "", templates: new Map(), drawn: new Map(), parts: new Map(), asked: 0, answer: null };
  const $ = (id) => document.getElementById(id);
  const board = () => document.querySelector(".board");
  const list = (name) => (board().dataset[name] || "").split(",").filter(Boolean);

  const go = (search) => {
    if (search.replace(/^\?/, "") === location.search.slice(1)) return;
    window.dash_clientside.set_props("wish", { data: { search: search ? "?" + search.replace(/^\?/, "") : "", at: Date.now() } });
  };
  const here = () => location.search;

  /* ── words ───────────────────────────────────────────────────── */
  const named = (key, inside = document) => (key ? inside.querySelector(`[data-key="${CSS.escape(key)}"]`) : null);
  const fill = (id, children) => {
    const place = $(id), text = JSON.stringify(children);
    if (!place || held.parts.get(id) === text) return;
    held.parts.set(id, text);
    const active = document.activeElement, inside = place.contains(active);
    const key = inside ? active.dataset.key : null, typed = inside && active.matches("input") && active.selectionStart !== null ? [active.value, active.selectionStart] : null;
    const open = [...place.querySelectorAll("details[open][data-keep]")].map((one) => one.dataset.keep);
    const scrolled = place.scrollTop;
    place.replaceChildren(...children.map(build));
    place.scrollTop = scrolled;
    open.forEach((name) => place.querySelector(`details[data-keep="${name}"]`)?.setAttribute("open", ""));
    const again = named(key, place);
    if (again) {
      again.focus({ preventScroll: true });
      if (typed) { again.value = typed[0]; again.setSelectionRange(typed[1], typed[1]); }
    } else if (inside) place.querySelector("button, a[href], input")?.focus({ preventScroll: true });
    place.querySelector("[data-first]")?.focus({ preventScroll: true });
  };

  /* ── figures: template + arrays ──────────────────────────────── */
  const graph = (chart) => $(`graph-${chart}`)?.querySelector(".js-plotly-plot");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const mounted = async (chart) => {
    while (!graph(chart) || !window.Plotly) await frame();
    return graph(chart);
  };
  const shown = (chart) => $(`chart-${chart}`)?.offsetParent !== null && $(`chart-${chart}`)?.offsetHeight > 0;
  const drawChart = async (chart, look, binding) => {
    if (!shown(chart)) return;
    const stamp = look + JSON.stringify(binding);
    if (held.drawn.get(chart) === stamp) return;
    const gd = await mounted(chart);
    listen(gd, chart);
    const figure = assemble(held.templates.get(look)[chart].figure, binding);
    const drag = gd.dataset.drag;
    if (drag && figure.layout.dragmode) figure.layout.dragmode = drag;
    await window.Plotly.react(gd, figure.data, figure.layout, gd._context);
    held.drawn.set(chart, stamp);
  };

  /* ── gestures on figures ─────────────────────────────────────── */
  const month = (day) => new Date(Math.floor(day) * 864e5).toISOString().slice(0, 7);
  const between = (grid, x, y) => {
    const at = (value, first, step, n) => { const i = Math.min(Math.max((value - first) / step, 0), n - 1.000001); return [Math.floor(i), i - Math.floor(i)]; };
    const [i, u] = at(x, grid.x0, grid.dx, grid.nx), [j, v] = at(y, grid.y0, grid.dy, grid.ny);
    const mix = (all) => all[j * grid.nx + i] * (1 - u) * (1 - v) + all[j * grid.nx + i + 1] * u * (1 - v) + all[(j + 1) * grid.nx + i] * (1 - u) * v + all[(j + 1) * grid.nx + i + 1] * u * v;
    return [mix(grid.lon), mix(grid.lat)];
  };
  const ring = (event) => {
    const { x, y } = event.lassoPoints || {};
    if (x) { const step = Math.ceil(x.length / 20); return x.map((one, at) => [one, y[at]]).filter((_, at) => at % step === 0); }
    const [a, b] = event.range.x, [c, d] = event.range.y;
    return [[a, c], [b, c], [b, d], [a, d]];
  };
  const eventOf = (chart) => held.templates.get(held.look)[chart].event;
  const clicked = (chart, event) => {
    const point = event.points?.find((one) => one.customdata !== undefined && one.customdata !== null);
    const rule = eventOf(chart);
    if (!point) return;
    const codes = String(point.customdata).split(",");
    const { ctrlKey, metaKey, shiftKey } = event.event || {};
    if (rule.click) go(toggle(here(), rule.click, codes, ctrlKey || metaKey || shiftKey));
    else if (rule.show) go(change(here(), { [rule.show]: codes[0] }));
  };
  const selected = (chart, gd, event) => {
    const rule = eventOf(chart);
    if (!event || !(event.range || event.lassoPoints)) return;
    if (rule.brush && event.range?.x) {
      const [a, b] = [Math.min(...event.range.x), Math.max(...event.range.x)];
      if (b - a > 8) go(change(here(), { [rule.brush]: `${month(a)}..${month(b)}` }));
    } else if (rule.lasso && (event.lassoPoints?.x || event.range?.x)) {
      const points = ring(event).map(([x, y]) => between(gd.layout.meta.area, x, y).map((one) => one.toFixed(4)).join(","));
      if (points.length > 2) go(change(here(), { [rule.lasso]: points.join(";") }));
    }
    held.drawn.delete(chart);
    window.Plotly.relayout(gd, { selections: [] });
  };
  const listen = (gd, chart) => {
    if (gd.dataset.heard) return;
    gd.dataset.heard = "1";
    gd.on("plotly_click", (event) => clicked(chart, event));
    gd.on("plotly_selected", (event) => selected(chart, gd, event));
  };

  /* ── the one request ─────────────────────────────────────────── */
  const formOf = () => (innerWidth < 700 ? "phone" : innerWidth < 1700 ? "desk" : innerWidth < 2600 ? "wide" : "ultra");
  const lookOf = (search) => formOf() + "|" + list("look").map((key) => read(search).get(key) || "").join("|");
  const show = (screen) => {
    Object.assign(document.documentElement, { lang: screen.lang });
    document.title = screen.title;
    const open = document.querySelector("[role=dialog]");
    Object.entries(screen.data).forEach(([name, value]) => (document.body.dataset[name] = value));
    Object.entries(screen.parts).forEach(([id, children]) => fill(id, children));
    if (open && !document.querySelector("[role=dialog]")) named(held.opener)?.focus({ preventScroll: true });
    $("live").textContent = screen.live;
  };
  const fetchAnswer = async (search, look) => {
    const parts = held.templates.has(look) ? "screen,bind,address" : "screen,bind,address,templates";
    const reply = await fetch(`view.json?${search.slice(1)}${search.length > 1 ? "&" : ""}form=${formOf()}&fields=${parts}`, { headers: { Accept: "application/json" } });
    return reply.json();
  };
  const lost = () => {
    $("notes").replaceChildren(build(["p", {}, [board().dataset.lost]]));
    document.body.dataset.lost = "1";
  };
  const draw = async (search) => {
    const turn = ++held.asked, look = lookOf(search);
    delete document.body.dataset.drawn;
    let answer;
    try { answer = await fetchAnswer(search, look); } catch { if (turn === held.asked) lost(); return; }
    if (turn !== held.asked) return;
    delete document.body.dataset.lost;
    if (answer.templates) held.templates.set(look, Object.assign(answer.templates, { still: answer.still }));
    if (held.templates.size > 12) held.templates.delete(held.templates.keys().next().value);
    held.look = look;
    held.answer = answer;
    if (answer.screen.lost) board().dataset.lost = answer.screen.lost;
    show(answer.screen);
    Object.entries(held.templates.get(look)?.still || {}).forEach(([id, children]) => fill(id, children));
    await frame();
    await Promise.all(Object.entries(answer.bind || {}).map(([chart, binding]) => drawChart(chart, look, binding)));
    if (turn === held.asked) document.body.dataset.drawn = answer.address;
  };

  /* ── gestures on words ───────────────────────────────────────── */
  const acts = {
    undo: () => window.navigation?.canGoBack !== false && history.back(),
    redo: () => history.forward(),
    "close-twin": (target) => { const chart = target.closest(".chart"); target.blur(); chart?.setAttribute("tabindex", "-1"); chart?.focus({ preventScroll: true }); },
    play: (target) => play(target),
    copy: async (target) => {
      await navigator.clipboard?.writeText(new URL("?" + target.dataset.copy, location.href).href).catch(() => {});
      target.textContent = target.dataset.done;
    },
    "drag-lasso": (target) => drag(target, "lasso"),
    "drag-select": (target) => drag(target, "select"),
  };
  const drag = (target, mode) => {
    const gd = target.closest(".panel").querySelector(".js-plotly-plot");
    gd.dataset.drag = mode;
    target.parentElement.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", one === target));
    window.Plotly.relayout(gd, { dragmode: mode });
  };
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target) || (event.target.matches("a") && !menu.dataset.keep)) menu.open = false;
    });
    const target = event.target.closest?.("a[data-go], [data-pick], [data-open], [data-set], [data-do]");
    if (!target) return;
    const adding = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!target.closest("[role=dialog]")) held.opener = target.dataset.key;
    if (target.dataset.go) { if (adding) return; event.preventDefault(); go(target.getAttribute("href")); }
    else if (target.dataset.pick) go(toggle(here(), target.dataset.pick, target.dataset.codes.split(","), adding));
    else if (target.dataset.set) go(change(here(), { [target.dataset.set]: target.dataset.value }));
    else if (target.dataset.open) $(target.dataset.open)?.querySelector("[aria-pressed=true], input, tbody button, tbody a, button")?.focus();
    else acts[target.dataset.do]?.(target);
  });
  document.addEventListener("submit", (event) => {
    const key = event.target.dataset.period;
    if (!key) return;
    event.preventDefault();
    const { from, to } = Object.fromEntries(new FormData(event.target));
    go(change(here(), { [key]: from || to ? `${from}..${to}` : "" }));
  });
  document.addEventListener("submit", (event) => {
    const key = event.target.dataset.entry;
    if (!key) return;
    event.preventDefault();
    go(change(here(), { [key]: new FormData(event.target).get(key) || "" }));
  });
  document.addEventListener("change", (event) => {
    const { slide, days } = event.target.dataset || {};
    if (!slide) return;
    const stops = days?.split(","), at = Number(event.target.value);
    go(change(here(), { [slide]: stops ? (at === stops.length - 1 ? "" : stops[at]) : event.target.value }));
  });
  let playing = 0;
  const play = (button) => {
    clearInterval(playing);
    if (playing) { playing = 0; return; }
    const slide = button.parentElement.querySelector("[data-days]"), key = slide.dataset.key, stops = slide.dataset.days.split(",");
    let at = Number(slide.value) >= stops.length - 1 ? -1 : Number(slide.value);
    playing = setInterval(() => {
      if (!document.body.dataset.drawn || !named(key)) return;
      at += 1;
      go(change(here(), { [slide.dataset.slide]: at >= stops.length - 1 ? "" : stops[at] }));
      if (at >= stops.length - 1) { clearInterval(playing); playing = 0; }
    }, 900);
  };
  let typing = 0;
  document.addEventListener("input", (event) => {
    const key = event.target.dataset?.query;
    if (!key) return;
    clearTimeout(typing);
    typing = setTimeout(() => go(change(here(), { [key]: event.target.value.trim() })), 350);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.matches?.("input, textarea, select"), twin = event.target.closest?.(".twin");
    const menu = event.target.closest?.("details[data-menu]");
    if (event.key === "Escape" && menu?.open) { menu.open = false; menu.querySelector("summary").focus(); return; }
    if (event.key === "Escape") { (twin?.querySelector(".close") || document.querySelector(".card .close"))?.click(); return; }
    if (!field && event.key === "?") {
      const asked = document.activeElement.closest(".kpi") || document.querySelector(".kpi:hover") || document.querySelector(".kpi");
      asked?.querySelector("h2 a")?.click();
      return;
    }
    if (!field && (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
      event.preventDefault();
      acts[event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo"]();
    } else if (twin && !field && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      const stops = [...twin.querySelectorAll("tbody button, tbody a, li button")], at = stops.indexOf(document.activeElement);
      stops[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)]?.focus();
    }
  });
  let width = formOf();
  addEventListener("resize", () => { if (formOf() !== width) { width = formOf(); draw(here()); } });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    linking: { draw: async (search) => { await draw(search || ""); return Date.now(); }, navigate: (wish) => (wish ? wish.search : window.dash_clientside.no_update) },
  });
  window.parkLinking = { go, change, toggle, assemble, write, read };
})();
