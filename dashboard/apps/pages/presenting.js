/* The wall in the hall: keys, clicker, touch and clicks become an address; an address becomes a wall.
   Nothing moves while nobody touches it. Knows no scene, chart, field or language by name. */
(() => {
  "use strict";
  const { change, read, toggle } = window.parkAnswers;
  const { answer, load, show, draw, marks, addressOf, stopsOf, canonical, clock } = window.parkWall;
  const TWICE = 350, STILL = 3000, SAID = 4000, STEP = 1500, DIGITS = 1500;
  const main = document.getElementById("present"), $ = (id) => document.getElementById(id);
  const channel = new BroadcastChannel("park-stage");
  const held = { story: null, search: "", made: null, turn: 0, pressed: -TWICE, digits: null, playing: 0, step: 0, pointed: null, back: null, profile: null };
  const make = (id, cls) => document.body.appendChild(Object.assign(document.createElement("div"), { id, className: cls }));
  const stage = main.appendChild(Object.assign(document.createElement("div"), { className: "screen" }));
  ["overview", "definition", "hall", "sharing", "dark"].forEach((id) => make(id, "over"));
  make("say", ""); make("loading", "");

  const look = () => { const now = read(held.search); return { lang: now.get("lang"), theme: now.get("theme"), park: now.get("park") || "" }; };
  const words = () => held.story.words[look().lang];
  const at = () => Math.max(held.story.scenes.findIndex((one) => one.name === read(held.search).get("scene")), 0);
  const shown = (search) => (held.profile ? change(search, { hall: window.parkFit.write(held.profile) }) : search);
  const own = (number, stop = 0) => canonical(addressOf(held.story.scenes[number], look(), stop));
  const view = (search) => change(search, { lang: "", theme: "", currency: "", rules: "" });
  const stops = (number) => held.story.scenes[number].stops.length;
  const left = () => held.made && !held.made.wall.own;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const say = (text) => {
    clearTimeout(say.timer);
    $("say").textContent = text;
    $("say").classList.add("on");
    say.timer = setTimeout(() => $("say").classList.remove("on"), SAID);
  };
  const tell = () => channel.postMessage({ kind: "wall", search: held.search, own: !left(), dark: $("dark").classList.contains("on"), ratio: innerWidth / innerHeight });

  /* ── an address becomes a wall ───────────────────────────────── */
  const go = async (search, { push = true, playing = false } = {}) => {
    const turn = ++held.turn, wanted = change(search, { hall: "" }), moved = read(wanted).get("scene") !== read(held.search).get("scene");
    if (!playing) stop();
    const found = await answer(wanted), stepping = !moved && view(wanted) !== view(held.search);
    if (turn !== held.turn) return;
    if (!found?.wall) { say(words().lost); return; }
    delete document.body.dataset.drawn;
    Object.assign(held, { search: wanted, made: found, pointed: null });
    if (location.search.slice(1) !== shown(wanted)) history[push ? "pushState" : "replaceState"](null, "", `?${shown(wanted)}`);
    document.documentElement.lang = found.wall.lang;
    document.body.dataset.theme = found.wall.theme;
    document.title = found.wall.title.replaceAll("\n", " ");
    if (found.wall.own) held.back = { at: at(), stop: found.wall.stop };
    await show(stage, found.wall, { clicked, moving: moved, stepping });
    if (turn !== held.turn) return;
    document.body.dataset.drawn = wanted;
    Object.assign(document.body.dataset, { own: found.wall.own ? "yes" : "no", stop: found.wall.stop });
    if (sharing()) (moved ? closed : share)();
    tell();
  };
  const jump = (number) => go(own(Math.min(Math.max(number, 0), held.story.scenes.length - 1)));
  const home = () => go(own(at(), held.back?.at === at() ? held.back.stop : 0));
  const clicked = (rule, event) => {
    const code = event.points?.find((one) => one.customdata !== undefined && one.customdata !== null)?.customdata;
    if (rule.click && code !== undefined) go(toggle(held.search, rule.click, String(code).split(","), event.event?.ctrlKey || event.event?.shiftKey));
  };

  /* ── steps of a scene: only when asked ───────────────────────── */
  const steps = () => [...stage.querySelectorAll("[data-step]")];
  const reveal = (n) => steps().forEach((one) => one.classList.toggle("unseen", Number(one.dataset.step) > n));
  const stop = () => { clearInterval(held.playing); held.playing = 0; };
  const playStops = () => {
    if (held.playing) { stop(); return; }
    const number = at(), last = stops(number) - 1, next = () => go(own(number, held.step), { playing: true });
    held.step = !left() && held.made.wall.stop < last ? held.made.wall.stop + 1 : 0;
    next();
    held.playing = setInterval(() => { if (held.step >= last) { stop(); return; } held.step += 1; next(); }, STEP);
  };
  const play = () => {
    if (stops(at()) > 1) { playStops(); return; }
    const most = Math.max(-1, ...steps().map((one) => Number(one.dataset.step)));
    if (held.playing) { stop(); reveal(most); return; }
    if (most < 1) return;
    held.step = 0;
    reveal(0);
    held.playing = setInterval(() => { reveal((held.step += 1)); if (held.step >= most) stop(); }, STEP);
  };

  /* ── above the wall ──────────────────────────────────────────── */
  const closed = () => ["overview", "definition", "hall", "sharing"].filter((id) => $(id).classList.contains("on")).map((id) => $(id).classList.remove("on")).length > 0;
  const black = () => { $("dark").classList.toggle("on"); tell(); };
  const overview = async () => {
    if (closed()) return;
    const place = $("overview");
    place.style.setProperty("--ratio", innerWidth / innerHeight);
    place.replaceChildren(...held.story.scenes.map((one, number) => {
      const link = Object.assign(document.createElement("a"), { href: `?${shown(own(number))}`, onclick: (event) => { event.preventDefault(); closed(); jump(number); } });
      if (number === at()) link.setAttribute("aria-current", "true");
      link.append(Object.assign(document.createElement("div"), { className: "screen" }));
      return link;
    }));
    place.classList.add("on");
    for (const [number, link] of [...place.children].entries()) {
      const found = await answer(own(number));
      if (found?.wall) await show(link.firstElementChild, found.wall);
    }
  };
  const define = () => {
    if (closed()) return;
    const told = held.pointed?.isConnected ? held.pointed : stage.querySelector("[data-definition]");
    if (!told) return;
    const lines = [told.querySelector(".amount")?.textContent || told.textContent, ...told.dataset.definition.split("\n")];
    $("definition").replaceChildren(...lines.map((text, n) => Object.assign(document.createElement(n ? "p" : "b"), { textContent: text })));
    $("definition").classList.add("on");
  };

  const sharing = () => $("sharing").classList.contains("on");
  const share = () => window.parkSharing.open({ place: $("sharing"), link: held.made?.wall.link, words: words(), contact: held.story.contact[look().lang], say });
  const fitted = (profile) => {
    held.profile = profile;
    window.parkFit.size(document.documentElement, profile);
    return go(change(held.search, { theme: profile.theme }));
  };
  const hall = () => closed() || window.parkHall.open({ place: $("hall"), story: held.story, look: look(), profile: held.profile || {}, fitted });

  /* ── keys ────────────────────────────────────────────────────── */
  const turned = (key, list) => { const now = read(held.search).get(key) || list[0]; return list[(list.indexOf(now) + 1) % list.length]; };
  const currency = () => {
    const list = held.story.currencies;
    if (!list.length) return say(words().rates);
    return go(change(held.search, { currency: turned("currency", list), rules: "fx.stage" }));
  };
  const step = (by) => { const now = performance.now(); if (now - held.pressed < TWICE) return; held.pressed = now; if (sharing()) { closed(); return; } closed(); if (left() && by > 0) home(); else pass(by); };
  const pass = (by) => {
    const number = at(), stop = Math.max(held.made.wall.stop, 0) + by, before = number - 1;
    if (!left() && stop >= 0 && stop < stops(number)) go(own(number, stop));
    else if (by < 0 && !left() && before >= 0) go(own(before, stops(before) - 1));
    else jump(number + by);
  };
  const digit = (key) => {
    if (held.digits === null) return;
    held.digits += key;
    clearTimeout(digit.timer);
    digit.timer = setTimeout(number, DIGITS);
  };
  const number = () => { const n = Number(held.digits); held.digits = null; clearTimeout(digit.timer); if (n) jump(n - 1); };
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.())?.catch?.(() => {});
  const keys = {
    arrowright: () => step(1), pagedown: () => step(1), arrowleft: () => step(-1), pageup: () => step(-1),
    arrowdown: () => jump(at() + 1), arrowup: () => jump(at() - 1),
    home: () => jump(0), end: () => jump(held.story.scenes.length - 1), g: () => { held.digits = ""; digit(""); }, enter: () => held.digits && number(),
    o: overview, f: full, b: black, ".": black, t: () => go(change(held.search, { theme: turned("theme", ["light", "dark"]) })),
    l: () => go(change(held.search, { lang: turned("lang", held.story.languages) })), c: currency, "¥": currency, r: home, h: hall, q: () => closed() || share(), "?": define, " ": play,
    escape: () => { if (!closed()) $("dark").classList.remove("on"); stop(); tell(); },
    s: () => window.open(`speaker?${held.search}`, "park-speaker", "popup,width=1366,height=768"),
  };
  addEventListener("keydown", (event) => {
    if (event.target.matches?.("input")) { if (event.key === "Escape") closed(); return; }
    if (!held.story || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()];
    if (/^\d$/.test(event.key)) digit(event.key);
    else if (act && !event.repeat) { event.preventDefault(); act(); }
  });

  /* ── pointer, touch, sleep ───────────────────────────────────── */
  let resting = 0;
  const awake = () => { document.body.classList.remove("still"); clearTimeout(resting); resting = setTimeout(() => document.body.classList.add("still"), STILL); };
  addEventListener("pointermove", (event) => { awake(); held.pointed = event.target.closest?.("[data-definition]") || held.pointed; });
  let began = null;
  addEventListener("touchstart", (event) => { began = event.touches[0].clientX; }, { passive: true });
  addEventListener("touchend", (event) => {
    const moved = event.changedTouches[0].clientX - (began ?? 0);
    if (began !== null && Math.abs(moved) > 60) step(moved < 0 ? 1 : -1);
    began = null;
  });
  $("definition").addEventListener("click", closed);
  stage.addEventListener("click", (event) => {
    const one = event.target.closest("[data-pick]");
    if (one) go(toggle(held.search, one.dataset.pick, one.dataset.codes.split(","), event.ctrlKey || event.shiftKey));
  });
  const lock = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", lock);
  let sized = 0;
  addEventListener("resize", () => { clearTimeout(sized); sized = setTimeout(() => { if (held.made) { draw(stage, held.made.wall, clicked); tell(); } }, 120); });
  addEventListener("popstate", () => go(location.search, { push: false }));

  /* ── the speaker's window asks, the wall answers ─────────────── */
  channel.onmessage = ({ data }) => {
    if (!held.story) return;
    if (data.kind === "hello") tell();
    else if (data.kind === "go") go(data.search);
    else if (data.kind === "press") keys[data.key]?.();
  };

  /* ── everything a talk needs, before it begins ───────────────── */
  const everything = async () => {
    const { scenes, languages, questions } = held.story, park = look().park, now = look();
    const looks = languages.flatMap((lang) => ["dark", "light"].map((theme) => ({ lang, theme, park })));
    const first = (one) => (one.lang === now.lang ? 0 : 2) + (one.theme === now.theme ? 0 : 1);
    looks.sort((a, b) => first(a) - first(b));
    const all = looks.flatMap((one) => scenes.flatMap((scene) => stopsOf(scene, one)));
    const board = looks.flatMap((one) => questions.filter((asked) => asked.scene).map((asked) => change(asked.address, { scene: asked.scene, ...one })));
    const money = held.story.currencies.flatMap((currency) => scenes.flatMap((scene) => stopsOf(scene, now).map((stop) => change(stop, { currency, rules: "fx.stage" }))));
    const clicks = async (one) => {
      const found = [];
      for (const scene of scenes) {
        const own = stopsOf(scene, one).at(-1), made = await answer(own);
        if (made?.wall) found.push(...marks(made.wall).map(([key, codes]) => toggle(own, key, codes, false)));
      }
      return found;
    };
    const tell = (from) => (share) => { $("loading").style.width = `${50 * (from + share)}%`; };
    const asked = await load([...all, ...board, ...money], tell(0));
    return asked && load((await Promise.all(looks.map(clicks))).flat(), tell(1));
  };
  const begin = async () => {
    const park = main.dataset.park, asked = read(location.search);
    held.story = await (await fetch(`story.json?park=${park}&story=${main.dataset.story}`)).json();
    const lang = asked.get("lang") || document.documentElement.lang, theme = asked.get("theme") || "dark";
    const start = held.story.scenes.find((one) => one.name === main.dataset.scene);
    held.profile = window.parkFit.read(asked.get("hall"));
    if (held.profile) window.parkFit.size(document.documentElement, held.profile);
    const bare = [...asked.keys()].every((key) => ["park", "lang", "theme", "scene", "story", "hall"].includes(key));
    const chosen = { lang, theme, scene: main.dataset.scene, park: asked.get("park") || "" };
    held.search = canonical(change(bare ? start.address : location.search, { ...chosen, story: "", hall: "" }));
    await document.fonts?.ready;
    await go(held.search);
    lock();
    awake();
    if (await everything()) { document.body.dataset.ready = "yes"; say(words().ready); channel.postMessage({ kind: "ready" }); }
  };
  window.parkStage = { go, clock, still };
  begin();
})();
