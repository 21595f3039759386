/* A view handed to the phones of a hall: its QR code black on white, its address in words, whom to write to.
   All of it comes with the answer, so it needs no server. Knows no scene, chart, field or language by name. */
(() => {
  "use strict";
  const { build } = window.parkAnswers;
  const LONG = 60;
  const part = (tag, cls, text = "") => Object.assign(document.createElement(tag), { className: cls, textContent: text });
  const code = ({ path, size, quiet }) =>
    build(["svg", { class: "qr", viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges", style: `--whole:${size / (size - 2 * quiet)}`, "aria-hidden": "true" }, [["path", { d: path }, []]]]);

  /* An address that wraps between host and path first. */
  const address = (text) => {
    const made = part("p", text.length > LONG ? "address long" : "address"), at = text.indexOf("/", text.indexOf("//") + 2);
    made.append(text.slice(0, at), part("wbr", ""), text.slice(at));
    return made;
  };

  /* Shows a link in a place; says in words what stands in the way and returns nothing when there is none. */
  const open = ({ place, link, words, contact, say }) => {
    if (!link) { say(words.unshared); return undefined; }
    if (!link.qr) say(words.long);
    const told = part("div", "told");
    told.append(part("h2", "", words.phone), address(link.text), ...contact.map((text) => part("p", "contact", text)));
    place.replaceChildren(...(link.qr ? [code(link.qr)] : []), told);
    place.classList.add("on");
    return place;
  };
  window.parkSharing = { open };
})();
