/* Answers kept, walls built. Every answer a talk needs is fetched once and kept; a wall is built from an
   answer alone. Knows no scene, chart, field or language by name. */
(() => {
  "use strict";
  const { build, assemble, change, write, read } = window.parkAnswers;
  const HEIGHT = 1080, PATIENCE = 6000, AT_ONCE = 3;
  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: false, doubleClick: false, showTips: false };
  const LEAST_FIT = 0.96;
  const kept = new Map(), pictures = new Map();

  const canonical = (search) => write(read(search));
  const fetched = async (search) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const reply = await fetch(`view.json?${search}&form=stage&fields=wall,address`, { signal: stop.signal });
      if (!reply.ok) throw new Error(reply.status);
      return await reply.json();
    } finally { clearTimeout(timer); }
  };
  /* A picture stays in memory, so that it comes without a server too. */
  const loadPicture = (source) => {
    if (!pictures.has(source)) pictures.set(source, Object.assign(new Image(), { src: source }));
    return pictures.get(source).decode();
  };
  /* An answer by its address: kept, else asked for; undefined when there is none and nobody answers. */
  const answer = async (search) => {
    const key = canonical(search);
    if (!kept.has(key)) {
      try {
        const found = await fetched(key);
        await Promise.all((found.wall?.pictures || []).map(loadPicture));
        kept.set(key, found);
      } catch { return undefined; }
    }
    return kept.get(key);
  };
  const has = (search) => kept.has(canonical(search));
  const load = async (searches, tell = () => {}) => {
    const list = [...new Set(searches.map(canonical))], total = list.length;
    let done = 0, lost = 0;
    const work = async () => {
      while (list.length) {
        if (!(await answer(list.shift()))) lost += 1;
        tell((done += 1) / total);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return lost === 0;
  };

  /* Charts are laid out for a wall of 1080 lines and enlarged with it; for fewer where small texts must grow. */
  const drawChart = async (place, chart, clicked) => {
    const screen = place.closest(".screen"), grow = chart.size ? 1 : parseFloat(getComputedStyle(screen).getPropertyValue("--grow")) || 1;
    const scale = (screen.clientHeight / HEIGHT) * grow;
    const free = [place.clientWidth / scale, place.clientHeight / scale], [width, height] = chart.size || free;
    if (!(free[0] > 0 && free[1] > 0)) return;
    const inside = place.firstElementChild || place.appendChild(document.createElement("div")), whole = Math.min(free[0] / width, free[1] / height), fit = whole > LEAST_FIT - 0.1 ? Math.max(whole, LEAST_FIT) : whole;
    const [left, top] = [(free[0] - width * fit) / 2, (free[1] - height * fit) / 2].map((one) => one * scale);
    Object.assign(inside.style, { width: `${width}px`, height: `${height}px`, left: `${left}px`, top: `${top}px`, transform: `scale(${scale * fit})` });
    const figure = assemble(chart.figure, chart.bind);
    const layout = { ...figure.layout, width, height, autosize: false, dragmode: false };
    await window.Plotly.react(inside, figure.data, layout, CONFIG);
    if (inside.dataset.heard || !clicked) return;
    inside.dataset.heard = "1";
    inside.on("plotly_click", (event) => clicked(chart.event, event));
  };
  const draw = (host, made, clicked) =>
    Promise.all([...host.querySelectorAll("[data-chart]")].map((place) => drawChart(place, made.charts[place.dataset.chart], clicked)));

  /* From step to step of a scene what is the same thing moves: charts are kept, lengths go from old to new. */
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const lengths = (host) => new Map([...host.querySelectorAll("[data-moves]")].map((one) => [one.dataset.moves, one.style.width]));
  const move = (host, before) => {
    const moved = [...host.querySelectorAll("[data-moves]")].filter((one) => before.has(one.dataset.moves)).map((one) => [one, one.style.width]);
    moved.forEach(([one]) => { one.style.width = before.get(one.dataset.moves); });
    void host.offsetWidth;
    moved.forEach(([one, width]) => { one.style.width = width; });
  };
  const keepCharts = (host, fresh) => {
    for (const place of fresh.querySelectorAll("[data-chart]")) {
      const old = [...host.querySelectorAll("[data-chart]")].find((one) => one.dataset.chart === place.dataset.chart)?.firstElementChild;
      if (old) place.append(old);
    }
  };
  const show = async (host, made, { clicked = null, moving = false, stepping = false } = {}) => {
    const fresh = build(made.tree), before = lengths(host), gliding = stepping && !still();
    if (stepping) keepCharts(host, fresh);
    Object.assign(host, { lang: made.lang });
    host.dataset.theme = made.theme;
    host.replaceChildren(fresh);
    host.classList.toggle("fade", moving && made.transition !== "cut");
    host.classList.toggle("stepping", gliding);
    host.querySelectorAll(".way, .edge").forEach((path) => path.setAttribute("pathLength", "1"));
    if (gliding) move(host, before);
    await draw(host, made, clicked);
  };

  /* What a wall offers to a click, as the codes of its marks. */
  const picks = ([, attributes, children]) => [
    ...("data-pick" in attributes ? [[attributes["data-pick"], attributes["data-codes"].split(",")]] : []),
    ...children.filter(Array.isArray).flatMap(picks),
  ];
  const marks = (made) => [...picks(made.tree), ...marksOfCharts(made)];
  const marksOfCharts = (made) =>
    Object.values(made.charts).flatMap((chart) => {
      const figure = assemble(chart.figure, chart.bind), key = chart.event.click;
      const codes = figure.data.flatMap((trace) => trace.customdata || []).filter((code) => code !== null && code !== undefined);
      return key ? [...new Set(codes.map(String))].map((code) => [key, code.split(",")]) : [];
    });

  const addressOf = (scene, look, stop = 0) => change(scene.stops[stop], { scene: scene.name, ...look });
  const stopsOf = (scene, look) => scene.stops.map((_, stop) => addressOf(scene, look, stop));
  const clock = (seconds) => `${seconds < 0 ? "−" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.floor(Math.abs(seconds) % 60)).padStart(2, "0")}`;
  window.parkWall = { answer, has, load, show, draw, marks, addressOf, stopsOf, canonical, clock };
})();
