/* A hall repaired as far as it goes: the smallest enlargement of the small texts that the last row needs and
   that no scene in any language suffers from, and the room for the light. Knows no scene, field or language. */
(() => {
  "use strict";
  const { everything, limits } = window.parkHall;
  const LIT = 10, MOST = 2, LEAST = 0.5, GIVES = [1, 0.9, 0.8, 0.7, 0.6, LEAST], TURNS = 4;
  const hundredths = (value) => Math.ceil(value * 100 - 1e-6) / 100;

  /* ── the profile, as it stands in the address of the page ────── */
  const plain = (value) => String(Number(value.toFixed(2)));
  const write = ({ distance, height, ambient, grow, give }) => [distance, height, ambient, grow, ...(give < 1 ? [give] : [])].map(plain).join("-");
  const read = (text) => {
    if (!/^\d+(\.\d+)?(-\d+(\.\d+)?){2,4}$/.test(text || "")) return null;
    const [distance, height, ambient, grow = 1, give = 1] = text.split("-").map(Number);
    const sound = distance > 0 && distance <= 200 && height > 0 && height <= 50 && ambient <= 100;
    return sound && grow >= 1 && grow <= MOST && give >= LEAST && give <= 1 ? { distance, height, ambient, grow, give } : null;
  };
  const size = (place, { grow = 1, give = 1 } = {}) => {
    place.style.setProperty("--grow", grow);
    place.style.setProperty("--give", give);
  };

  /* ── the search ──────────────────────────────────────────────── */
  const name = (one) => `${one.scene} ${one.lang} ${one.kind} ${one.text}`;
  const find = async (story, look, asked) => {
    const wanted = limits(asked), theme = asked.ambient >= LIT ? "light" : look.theme, room = { ...look, theme };
    const measured = (sizes, stop) => everything(story, room, wanted, { prepare: (probe) => size(probe, sizes), stop });
    const base = await measured({}), known = new Set(base.map(name));
    const worse = (one) => !known.has(name(one));
    const small = (found) => found.filter((one) => one.kind === "small" && one.least === wanted.least);
    const asks = (list) => Math.max(1, ...list.map((one) => one.least / one.is));
    /* Texts that no enlargement reaches, as in a chart of a fixed shape, ask for none. */
    const needed = async () => {
      let grow = Math.min(MOST, hundredths(asks(small(base))));
      const then = new Map(small(await measured({ grow })).map((one) => [name(one), one.is]));
      const reached = small(base).filter((one) => !(then.get(name(one)) <= one.is * 1.01)), names = new Set(reached.map(name));
      grow = Math.min(MOST, hundredths(asks(reached)));
      for (let turn = 0; turn < TURNS && grow < MOST; turn += 1) {
        const left = small(await measured({ grow })).filter((one) => names.has(name(one)));
        if (!left.length) break;
        grow = Math.min(MOST, hundredths(grow * asks(left)));
      }
      return grow;
    };
    const given = async (grow) => {
      for (const give of GIVES) if (!(await measured({ grow, give }, worse)).some(worse)) return give;
      return 0;
    };
    let low = 100, high = Math.round(100 * (await needed())), kept = {};
    for (let at = high; at > low; at = Math.ceil((low + high) / 2)) {
      const grow = at / 100, give = await given(grow);
      if (give) [low, kept] = [at, { grow, give }]; else high = at - 1;
    }
    return { ...asked, grow: 1, give: 1, ...kept, theme, before: base.length, left: await measured(kept) };
  };

  /* What was done and what remains, in the words of a language. */
  const told = (words, { grow, give, left, turned }) => {
    const percent = (text, share) => text.replace("{share}", String(Math.round(share * 100)));
    const small = left.filter((one) => one.kind === "small").length;
    const said = [[turned, words.lit], [grow > 1, percent(words.grown, grow)], [give < 1, percent(words.given, give)], [small, words.remain.replace("{n}", String(small))], [!turned && grow === 1 && !small, words.enough]];
    return said.filter(([so]) => so).map(([, text]) => text);
  };
  window.parkFit = { read, write, size, find, told };
})();
