/* A stroke along a declared axis → a period in the address. Knows no key and no drawing by name: what
   holds an axis declares its key (data-axis) and its first and last day (data-from, data-to); lanes
   (data-lane) are where a stroke may begin, and a ruler (data-ruler) is as wide as the axis. */
(() => {
  "use strict";
  const LEAST_PX = 4;
  let stroke = null;

  const month = (share, from, to) => {
    const [first, last] = [from, to].map((day) => Date.parse(day));
    return new Date(first + Math.min(Math.max(share, 0), 1) * (last - first)).toISOString().slice(0, 7);
  };
  const period = (shares, from, to) => [...shares].sort((a, b) => a - b).map((share) => month(share, from, to)).join("..");
  const inside = (x) => Math.min(Math.max(x, stroke.rule.left), stroke.rule.right);
  const shareOf = (x) => (inside(x) - stroke.rule.left) / stroke.rule.width;
  const place = (x) => {
    const [a, b] = [stroke.x, inside(x)].sort((one, other) => one - other);
    const frame = stroke.axis.getBoundingClientRect();
    const top = Math.max(frame.top, 0), bottom = Math.min(frame.bottom, innerHeight);
    Object.assign(stroke.band.style, { left: `${a}px`, width: `${b - a}px`, top: `${top}px`, height: `${bottom - top}px` });
  };
  const end = () => {
    stroke?.band?.remove();
    stroke = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const axis = event.target.closest?.("[data-lane]")?.closest("[data-axis]");
    if (!axis || event.button !== 0 || event.pointerType === "touch") return;
    stroke = { axis, rule: axis.querySelector("[data-ruler]").getBoundingClientRect(), band: null, x: 0 };
    stroke.x = inside(event.clientX);
  });
  document.addEventListener("pointermove", (event) => {
    if (!stroke || (!stroke.band && Math.abs(event.clientX - stroke.x) < LEAST_PX)) return;
    if (!stroke.band) {
      stroke.band = document.createElement("div");
      stroke.band.className = "stroke";
      document.body.append(stroke.band);
    }
    place(event.clientX);
  });
  document.addEventListener("pointerup", (event) => {
    if (!stroke) return;
    const { axis, band, x } = stroke, shares = [shareOf(x), shareOf(event.clientX)];
    end();
    const { axis: key, from, to } = axis.dataset;
    if (band) window.parkLinking.go(window.parkLinking.change(location.search, { [key]: period(shares, from, to) }));
  });
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
  window.parkDragging = { period };
})();
