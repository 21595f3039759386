/* On a phone the list comes before figures, maps and charts: it moves in the page itself, so that eye, finger
   and keyboard meet it in one order. Knows no chart, field or language by name. */
(() => {
  "use strict";
  const narrow = matchMedia("(max-width: 699px)");
  const place = (list, home) => (narrow.matches ? home.parentElement.prepend(list) : home.append(list));
  const begin = () => {
    const list = document.querySelector(".leading"), home = list?.parentElement;
    if (!list) return false;
    place(list, home);
    narrow.addEventListener("change", () => place(list, home));
    return true;
  };
  const waiting = new MutationObserver(() => begin() && waiting.disconnect());
  waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
