// The office's page: files dropped anywhere land in the form; a page that waits asks again; acts ask once.
(() => {
  const zone = document.querySelector(".drop"), main = document.querySelector("main");
  if (zone) {
    const input = zone.querySelector("input");
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      });
    }
  }
  document.addEventListener("submit", (event) => {
    const asked = event.submitter && event.submitter.dataset.confirm;
    if (asked && !window.confirm(asked)) event.preventDefault();
  });
  if (main && main.dataset.waiting) {
    const ask = async () => {
      try {
        const reply = await fetch(location.href);
        const text = await reply.text();
        const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
        if (!fresh.dataset.waiting) return location.reload();
        main.querySelector("progress").value = fresh.querySelector("progress").value;
        main.querySelector(".share").textContent = fresh.querySelector(".share").textContent;
      } catch { /* the server is away: ask again */ }
      setTimeout(ask, 700);
    };
    setTimeout(ask, 500);
  }
})();
