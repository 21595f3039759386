/* Answers kept, walls built. Every answer a talk needs is fetched once and kept; a wall is built from an
   answer alone. Knows no scene, chart, field or language by name. */
(() => {
  "use strict";
  const { build, assemble, change, write, read } = window.parkAnswers;
  const HEIGHT = 1080, PATIENCE = 6000, AT_ONCE = 3;
  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: false, doubleClick: false, showTips: false };
  const kept = new Map();

  const canonical = (search) => write(read(search));
  const fetched = async (search) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const reply = await fetch(`view.json?${search}&form=stage&fields=wall,address`, { signal: stop.signal });
      if (!reply.ok) throw new Error(reply.status);
      return await reply.json();
    } finally { clearTimeout(timer); }
  };
  /* An answer by its address: kept, else asked for; undefined when there is none and nobody answers. */
  const answer = async (search) => {
    const key = canonical(search);
    if (!kept.has(key)) {
      try { kept.set(key, await fetched(key)); } catch { return undefined; }
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
    const screen = place.closest(".screen"), grow = parseFloat(getComputedStyle(screen).getPropertyValue("--grow")) || 1;
    const scale = (screen.clientHeight / HEIGHT) * grow;
    const [width, height] = [place.clientWidth / scale, place.clientHeight / scale];
    if (!(width > 0 && height > 0)) return;
    const inside = place.firstElementChild || place.appendChild(document.createElement("div"));
    Object.assign(inside.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
    const figure = assemble(chart.figure, chart.bind);
    await window.Plotly.react(inside, figure.data, { ...figure.layout, width, height, autosize: false, dragmode: false }, CONFIG);
    if (inside.dataset.heard || !clicked) return;
    inside.dataset.heard = "1";
    inside.on("plotly_click", (event) => clicked(chart.event, event));
  };
  const draw = (host, made, clicked) =>
    Promise.all([...host.querySelectorAll("[data-chart]")].map((place) => drawChart(place, made.charts[place.dataset.chart], clicked)));

  const show = async (host, made, { clicked = null, moving = false } = {}) => {
    Object.assign(host, { lang: made.lang });
    host.dataset.theme = made.theme;
    host.replaceChildren(build(made.tree));
    host.classList.toggle("fade", moving && made.transition !== "cut");
    host.querySelectorAll(".way").forEach((path) => path.setAttribute("pathLength", "1"));
    await draw(host, made, clicked);
  };

  /* What a scene's charts offer to a click, as the codes of their marks. */
  const marks = (made) =>
    Object.values(made.charts).flatMap((chart) => {
      const figure = assemble(chart.figure, chart.bind), key = chart.event.click;
      const codes = figure.data.flatMap((trace) => trace.customdata || []).filter((code) => code !== null && code !== undefined);
      return key ? [...new Set(codes.map(String))].map((code) => [key, code.split(",")]) : [];
    });

  const addressOf = (scene, look) => change(scene.address, { scene: scene.name, ...look });
  const clock = (seconds) => `${seconds < 0 ? "−" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.floor(Math.abs(seconds) % 60)).padStart(2, "0")}`;
  window.parkWall = { answer, has, load, show, draw, marks, addressOf, canonical, clock };
})();
