([least, margin, big]) => {
  const [width, height] = [innerWidth, innerHeight], found = [], boxes = [];
  const seen = document.createTreeWalker(document.querySelector("#present .screen"), NodeFilter.SHOW_TEXT);
  while (seen.nextNode()) {
    const node = seen.currentNode, text = node.textContent.trim(), parent = node.parentElement;
    if (!text || parent.closest("style, title, defs") || getComputedStyle(parent).visibility === "hidden") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1);
    if (!rects.length) continue;
    const scale = parent.getScreenCTM ? Math.abs(parent.getScreenCTM().d) : 1;
    const moved = parent.closest("[data-chart] > div");
    const enlarged = moved && !parent.getScreenCTM ? moved.getBoundingClientRect().height / moved.offsetHeight : 1;
    const share = 100 * parseFloat(getComputedStyle(parent).fontSize) * scale * enlarged / height;
    if (share < least) found.push(`small ${share.toFixed(2)} ${text}`);
    if (parent.classList.contains("number") && parent.closest(".body > .figure") && share < big) found.push(`figure ${share.toFixed(2)} ${text}`);
    const frame = parent.closest("svg.picture")?.getBoundingClientRect();
    for (const box of rects) {
      if (frame && (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom)) found.push(`clipped ${text}`);
      if (box.left < width * margin / 100 - 1 || box.right > width * (1 - margin / 100) + 1 || box.top < 0.02 * height || box.bottom > height * (1 - 0.02)) found.push(`margin ${text} ${[box.left, box.right, box.top, box.bottom].map(Math.round)}`);
      boxes.push({ text, parent, box, pad: Math.min(box.height, parseFloat(getComputedStyle(parent).fontSize) * scale) });
    }
  }
  const core = ({ box, pad }) => { const mid = (box.top + box.bottom) / 2; return [box.left, mid - 0.34 * pad, box.right, mid + 0.34 * pad]; };
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    if (one.parent === other.parent || one.parent.contains(other.parent) || other.parent.contains(one.parent)) return;
    const [a, b, c, d] = core(one), [e, f, g, h] = core(other);
    if (Math.min(c, g) - Math.max(a, e) > 1 && Math.min(d, h) - Math.max(b, f) > 1) found.push(`over ${one.text} / ${other.text}`);
  }));
  const root = document.documentElement;
  if (root.scrollWidth > width || root.scrollHeight > height) found.push("scrolls");
  for (const one of document.querySelectorAll("#present .body, #present .headline, #present .scene > footer")) {
    if (one.scrollWidth > one.clientWidth + 2 && !one.closest(".layout-opening")) found.push(`wide ${one.className} ${one.scrollWidth} > ${one.clientWidth}`);
  }
  const body = document.querySelector("#present .body"), head = document.querySelector("#present .headline");
  if (body.getBoundingClientRect().height < 0.3 * height && !body.closest(".layout-opening")) found.push("no room for the body");
  return [...new Set(found)];
}
