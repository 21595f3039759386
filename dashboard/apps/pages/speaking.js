/* The speaker's own window: the wall small, what comes next, notes, clock, questions. It talks to the wall
   through a channel of the browser and needs no server after loading. Knows no scene by name. */
(() => {
  "use strict";
  const { change, read } = window.parkAnswers;
  const { answer, load, show, addressOf, stopsOf, canonical, clock } = window.parkWall;
  const FACTOR = 2;
  const main = document.getElementById("speaker"), channel = new BroadcastChannel("park-stage");
  const held = { story: null, wall: null, notes: "", begun: 0, entered: 0, scene: "", twice: false, turn: 0 };
  const el = (tag, cls, text, act) => {
    const made = Object.assign(document.createElement(tag), { className: cls });
    if (text) made.textContent = text;
    if (act) { made.type = "button"; made.onclick = act; }
    return made;
  };
  const words = () => held.story.words[held.notes];
  const look = () => { const now = read(held.wall.search); return { lang: now.get("lang"), theme: now.get("theme"), park: now.get("park") || "" }; };
  const at = () => Math.max(held.story.scenes.findIndex((one) => one.name === read(held.wall.search).get("scene")), 0);
  const send = (search) => channel.postMessage({ kind: "go", search: canonical(search) });
  const press = (key) => channel.postMessage({ kind: "press", key });
  const planned = (scene) => scene.seconds[held.notes] * (held.twice ? FACTOR : 1);

  /* Which step of its scene the wall shows, -1 when it was left; and what a press on the clicker brings. */
  const stop = (scene) => stopsOf(scene, look()).findIndex((one) => canonical(one) === held.wall.search);
  const coming = (number) => {
    const { scenes } = held.story, scene = scenes[number], step = stop(scene) + 1, following = scenes[number + 1];
    if (step > 0 && step < scene.stops.length) return { search: addressOf(scene, look(), step), name: `${number + 1} ${scene.steps[step][held.notes]}` };
    return following && { search: addressOf(following, look()), name: `${number + 2} ${following.names[held.notes]}` };
  };
  const place = (scene) => (scene.stops.length > 1 && stop(scene) >= 0 ? ` ${stop(scene) + 1}/${scene.stops.length}` : "");
  const fill = async (place, search) => {
    const found = await answer(search);
    if (found?.wall) await show(place, found.wall);
  };
  const time = () => {
    const place = main.querySelector(".clock");
    if (!place || !held.story) return;
    const now = Date.now() / 1000, used = held.begun ? now - held.begun : 0, whole = held.story.scenes.reduce((sum, one) => sum + planned(one), 0);
    const here = held.begun ? now - held.entered : 0, scene = held.story.scenes[at()];
    place.replaceChildren(el("b", "", clock(used)), el("p", "", `${words().left} ${clock(whole - used)}`), el("p", here > planned(scene) ? "late" : "", `${words().planned} ${clock(here)} / ${clock(planned(scene))}`));
  };
  const chips = (list) => list.map(([text, act, on]) => { const made = el("button", on ? "on" : "", text, act); made.setAttribute("aria-pressed", String(Boolean(on))); return made; });
  const group = (cls, list) => { const made = el("div", cls); made.append(...chips(list)); return made; };

  const head = () => {
    const place = el("header", ""), { languages, names } = held.story, now = look();
    place.append(el("h1", "", words().hand));
    place.append(group("rooms", [["dark", words().dark], ["light", words().bright]].map(([theme, text]) => [text, () => send(change(held.wall.search, { theme })), now.theme === theme])));
    place.append(group("walls", languages.map((lang) => [names[lang], () => send(change(held.wall.search, { lang })), now.lang === lang])));
    const own = group("own", languages.map((lang) => [names[lang], () => { held.notes = lang; paint(); }, held.notes === lang]));
    place.append(own);
    return place;
  };
  const notes = (scene) => {
    const place = el("div", "notes");
    place.lang = held.notes;
    [["say", scene.say], ["asked", scene.asked]].forEach(([key, texts]) => {
      const line = el("p", "");
      line.append(el("b", "", words()[key]), texts[held.notes]);
      place.append(line);
    });
    return place;
  };
  const foot = () => {
    const place = el("footer", "");
    const list = [[`← ${words().back}`, () => press("pageup")], [`${words().next} →`, () => press("pagedown"), true], [`${words().play} ␣`, () => press(" ")], [`${words().black} B`, () => press("b"), held.wall.dark], [`${words().return} R`, () => press("r"), !held.wall.own], [`${words().code} Q`, () => press("q")]];
    place.append(group("acts", list));
    place.append(group("acts", [[words().start, () => { held.begun = held.entered = Date.now() / 1000; time(); }], [`${words().interpreter} ×${FACTOR}`, () => { held.twice = !held.twice; paint(); }, held.twice]]));
    place.append(Object.assign(el("a", "", words().script), { href: `script?${new URLSearchParams({ park: main.dataset.park, scene: main.dataset.scene, lang: look().lang, notes: held.notes })}`, target: "_blank" }));
    return place;
  };
  const questions = () => {
    const place = el("div", "questions");
    place.append(el("h2", "", words().questions), group("board", held.story.questions.map((one) => [one.name[held.notes], () => send(change(one.address, { scene: one.scene, ...look() }))])));
    return place;
  };
  const paint = async () => {
    if (!held.wall || !held.story) return;
    const turn = ++held.turn, { scenes } = held.story, number = at(), following = coming(number);
    if (scenes[number].name !== held.scene) { held.scene = scenes[number].name; held.entered = Date.now() / 1000; }
    const small = el("div", "small"), next = el("div", "next"), strip = el("ol", "strip"), left = el("div", "left"), right = el("div", "right");
    [small, next].forEach((place) => { place.style.aspectRatio = held.wall.ratio; place.append(el("div", "screen")); });
    const heading = el("div", "coming"), label = el("div", "");
    label.append(el("p", "", following ? `${words().next}  ${following.name}` : ""), el("div", "clock"));
    heading.append(next, label);
    scenes.forEach((one, n) => { const item = el("li", ""); item.append(el("button", n === number ? "on" : "", `${n + 1} ${one.names[held.notes]}${n === number ? place(one) : ""}`, () => send(addressOf(one, look())))); strip.append(item); });
    left.append(small, strip);
    right.append(heading, notes(scenes[number]), questions());
    document.documentElement.lang = held.notes;
    main.replaceChildren(head(), left, right, foot());
    small.classList.toggle("dark", held.wall.dark);
    time();
    await fill(small.firstChild, held.wall.search);
    if (turn === held.turn && following) await fill(next.firstChild, following.search);
  };
  channel.onmessage = ({ data }) => { if (data.kind === "wall") { held.wall = data; paint(); } };
  addEventListener("keydown", (event) => {
    const known = ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End", "b", "r", "t", "l", "c", "q", " "];
    if (known.includes(event.key) && !event.target.matches("button")) { event.preventDefault(); press(event.key.toLowerCase()); }
  });
  const begin = async () => {
    const asked = read(location.search), lang = asked.get("lang") || document.documentElement.lang;
    held.story = await (await fetch(`story.json?park=${main.dataset.park}&story=${main.dataset.story}`)).json();
    held.notes = asked.get("notes") || lang;
    const theme = asked.get("theme") || "dark", scene = held.story.scenes.find((one) => one.name === main.dataset.scene);
    held.wall = { search: canonical(addressOf(scene, { lang, theme, park: asked.get("park") || "" })), own: true, dark: false, ratio: 16 / 9 };
    document.body.dataset.theme = "dark";
    await paint();
    channel.postMessage({ kind: "hello" });
    setInterval(time, 1000);
    const every = held.story.languages.flatMap((one) => ["dark", "light"].flatMap((room) => held.story.scenes.flatMap((each) => stopsOf(each, { lang: one, theme: room, park: look().park }))));
    if (await load(every)) document.body.dataset.ready = "yes";
  };
  begin();
})();
