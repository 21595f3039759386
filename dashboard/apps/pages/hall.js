/* The hall check: every scene in every language is built on this very screen and measured as the last row
   sees it. Knows no scene, chart, field or language by name. */
(() => {
  "use strict";
  const FLOOR = 3.3, ROW = 30, WALL = 3, FIGURE = 8, EDGE = 3, RIM = 2, MOST = 7, LINES = 4, TEXT = 7, NUMBERS = 12, LIT = 4.5, SPARE = 0.01;

  /* What a hall asks for: text grows with the distance and with a lower screen, never below its floor. */
  const limits = ({ distance = ROW, height = WALL, ambient = 0 } = {}) => ({
    least: Math.max(FLOOR, (FLOOR * distance * WALL) / (ROW * height)),
    ambient: ambient / 100, text: ambient ? LIT : TEXT, numbers: ambient ? LIT : NUMBERS,
  });

  /* ── contrast in the light of the hall ───────────────────────── */
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const brightness = (colour) => {
    const [r, g, b] = parts(colour).map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const under = (element, box) => {
    const frame = element.getBoundingClientRect(), [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom;
  };
  /* Inside a drawing the ground is the last filled mark under the text; land and water are not marks. */
  const mark = (node, box) => {
    const drawing = node.closest("[data-chart]"), most = 6 * box.height;
    const under_ = (one) => { const frame = one.getBoundingClientRect(); return frame.height < most && frame.width < most && frame.height > 0.7 * box.height && frame.width > 0.7 * box.width && under(one, box); };
    const filled = (one) => { const style = getComputedStyle(one); return parts(style.fill).length > 2 && parts(style.fill)[3] !== 0 && style.fillOpacity > 0.5 && style.opacity > 0.5; };
    return drawing && [...drawing.querySelectorAll("path.point, .point path, .bg, .shapelayer path")].filter((one) => under_(one) && filled(one)).at(-1);
  };
  const ground = (node, box) => {
    const behind = node.getScreenCTM && mark(node, box);
    if (behind) return getComputedStyle(behind).fill;
    for (let one = node; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (parts(colour)[3] !== 0 && under(one, box)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (node, box, light) => {
    const ink = brightness(node.getScreenCTM ? getComputedStyle(node).fill : getComputedStyle(node).color), behind = brightness(ground(node, box));
    return (Math.max(ink, behind) + 0.05 + light) / (Math.min(ink, behind) + 0.05 + light);
  };

  /* ── texts and their boxes ───────────────────────────────────── */
  const texts = (screen) => {
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, text = node.textContent.trim(), parent = node.parentElement;
      if (!text || parent.closest("style, title, defs") || getComputedStyle(parent).visibility === "hidden") continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1);
      if (!boxes.length) continue;
      const svg = parent.getScreenCTM ? Math.abs(parent.getScreenCTM().d) : 1, moved = parent.closest("[data-chart] > div");
      const enlarged = moved && !parent.getScreenCTM ? moved.getBoundingClientRect().height / moved.offsetHeight : 1;
      found.push({ text, parent, boxes, size: parseFloat(getComputedStyle(parent).fontSize) * svg * enlarged });
    }
    return found;
  };
  const outside = (frame, box) => {
    const [side, rim] = [(frame.width * EDGE) / 100, (frame.height * RIM) / 100];
    return box.left < frame.left + side - 1 || box.right > frame.right - side + 1 || box.top < frame.top + rim || box.bottom > frame.bottom - rim;
  };
  const clipped = (one) => {
    const frame = one.parent.closest("svg.picture, .chart")?.getBoundingClientRect();
    return frame && one.boxes.some((box) => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom);
  };
  const judged = (one, frame, asked) => {
    const { parent, text } = one, share = (100 * one.size) / frame.height, made = [], number = parent.classList.contains("number");
    const weak = contrast(parent, one.boxes[0], asked.ambient), wanted = number ? asked.numbers : asked.text;
    const least = number && parent.closest(".body > .figure") ? FIGURE : asked.least;
    if (share < least) made.push({ kind: "small", text, is: share, least });
    if (weak < wanted) made.push({ kind: "faint", text, is: weak, least: wanted });
    if (clipped(one)) made.push({ kind: "clipped", text });
    if (one.boxes.some((box) => outside(frame, box))) made.push({ kind: "margin", text });
    return made;
  };
  const meeting = (found) => {
    const cores = found.flatMap((one) => one.boxes.map((box) => {
      const middle = (box.top + box.bottom) / 2, half = 0.34 * Math.min(box.height, one.size);
      return { one, box: [box.left, middle - half, box.right, middle + half] };
    }));
    const apart = (a, b) => a.parent !== b.parent && !a.parent.contains(b.parent) && !b.parent.contains(a.parent);
    const cover = ([a, b, c, d], [e, f, g, h]) => Math.min(c, g) - Math.max(a, e) > 1 && Math.min(d, h) - Math.max(b, f) > 1;
    return cores.flatMap((first, at) => cores.slice(at + 1).filter((other) => apart(first.one, other.one) && cover(first.box, other.box)).map((other) => ({ kind: "over", text: `${first.one.text} / ${other.one.text}` })));
  };
  const taller = (one, room, spare) => { const box = one.getBoundingClientRect(), frame = room.getBoundingClientRect(); return box.height > 0 && (box.top < frame.top - spare || box.bottom > frame.bottom + spare); };
  const rooms = (screen, frame) => {
    const made = [], body = screen.querySelector(".body");
    const high = body.closest(".layout-opening") ? [] : [...body.querySelectorAll(":scope > *, .figures > *, li, .plaque")];
    made.push(...high.filter((one) => taller(one, body, frame.height * SPARE)).map((one) => ({ kind: "wide", text: one.textContent.trim().slice(0, 40) })));
    for (const one of screen.querySelectorAll(".body, .headline, .scene > footer, .brick, .plaque")) {
      if (one.scrollWidth > one.clientWidth + 2 && !one.closest(".layout-opening")) made.push({ kind: "wide", text: one.textContent.trim().slice(0, 40) });
    }
    if (body.getBoundingClientRect().height < 0.3 * frame.height && !body.closest(".layout-opening")) made.push({ kind: "wide", text: screen.querySelector(".headline").textContent });
    const head = screen.querySelector(".headline"), style = getComputedStyle(head);
    if ((head.clientHeight - parseFloat(style.paddingTop)) / parseFloat(style.lineHeight) > LINES + 0.5) made.push({ kind: "wide", text: head.textContent.slice(0, 40) });
    if (screen.querySelectorAll("[data-value]").length > MOST) made.push({ kind: "many", text: `${screen.querySelectorAll("[data-value]").length}` });
    return made;
  };
  const measure = (screen, asked = limits()) => {
    const frame = screen.getBoundingClientRect(), found = texts(screen);
    const all = [...found.flatMap((one) => judged(one, frame, asked)), ...meeting(found), ...rooms(screen, frame)];
    return [...new Map(all.map((one) => [`${one.kind} ${one.text}`, one])).values()];
  };

  /* ── all scenes, all languages, on this screen ───────────────── */
  const walls = async function* (story, look, probe) {
    const { answer, show, stopsOf } = window.parkWall;
    for (const [number, scene] of story.scenes.entries()) {
      for (const lang of story.languages) {
        for (const stop of stopsOf(scene, { ...look, lang })) {
          const made = await answer(stop);
          if (made?.wall) await show(probe, made.wall);
          yield [{ scene: number + 1, lang }, Boolean(made?.wall)];
        }
      }
    }
  };
  /* What is found; the probe may be prepared, and the first finding that ``stop`` names may end it. */
  const everything = async (story, look, asked, { prepare = () => {}, stop = () => false } = {}) => {
    const probe = Object.assign(document.createElement("div"), { className: "screen probe" }), found = [];
    document.getElementById("present").append(probe);
    prepare(probe);
    for await (const [where, came] of walls(story, look, probe)) {
      const seen = came ? measure(probe, asked) : [{ kind: "lost", text: "" }];
      found.push(...seen.map((one) => ({ ...where, ...one })));
      if (found.some(stop)) break;
    }
    probe.remove();
    return found;
  };

  /* ── the page of it ──────────────────────────────────────────── */
  const el = (tag, cls, text = "") => Object.assign(document.createElement(tag), { className: cls, textContent: text });
  const filled = (text, one) => text.replace("{share}", (Math.floor(one.is * 10 + 1e-6) / 10).toFixed(1)).replace("{least}", one.least?.toFixed(1));
  const open = ({ place, story, look, profile, fitted }) => {
    const words = story.words[look.lang], asked = {}, list = el("ol", "found"), form = el("form", "asked");
    const field = (name, usual, most) => {
      const value = profile[name] ?? usual;
      const label = el("label", "", words[name]), input = Object.assign(el("input", ""), { type: "number", name, value, min: name === "ambient" ? 0 : 1, max: most, step: "any" });
      asked[name] = input;
      label.append(input);
      return label;
    };
    const given = () => Object.fromEntries(Object.entries(asked).map(([name, input]) => [name, Number(input.value) || 0]));
    const run = async () => {
      delete place.dataset.done;
      tell(await everything(story, look, limits(given())), []);
    };
    const fit = async () => {
      delete place.dataset.done;
      const { left, ...made } = await window.parkFit.find(story, look, given());
      const done = window.parkFit.told(words, { ...made, left, turned: made.theme !== look.theme }).map((text) => el("li", "done", text));
      look = { ...look, theme: made.theme };
      await fitted(made);
      tell(left, done);
    };
    const tell = (found, done) => {
      const values = given(), ready = document.body.dataset.ready === "yes";
      const said = found.map((one) => el("li", "bad", `${one.scene} · ${story.names[one.lang]} · ${filled(words[one.kind], one)}${one.text ? `: ${one.text}` : ""}`));
      if (values.ambient && found.some((one) => one.kind === "faint")) said.unshift(el("li", "bad", look.theme === "dark" ? words.brighten : words.shade));
      if (!found.length) said.push(el("li", "good", words.fine));
      said.push(el("li", ready ? "good" : "bad", ready ? words.ready : words.waiting), ...story.hall[look.lang].map((text) => el("li", "", text)));
      list.replaceChildren(...done, ...said);
      place.dataset.done = String(found.length);
    };
    form.append(field("distance", ROW, 200), field("height", WALL, 50), field("ambient", 0, 100), el("button", "", words.check), Object.assign(el("button", "fit", words.fit), { type: "button", onclick: fit }));
    form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
    place.replaceChildren(el("h2", "", `${words.hall} · ${innerWidth} × ${innerHeight}`), form, list);
    place.classList.add("on");
    return run();
  };
  window.parkHall = { limits, measure, everything, open };
})();
