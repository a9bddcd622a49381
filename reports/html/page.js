"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const form = get("filter");
  if (!form) return;
  document.documentElement.classList.add("js");
  const list = get("list"), q = get("q"), sort = get("sort"), help = get("help"), shown = get("shown");
  const cards = Array.from(list.children);
  const facts = cards.map((card, n) => ({
    card, n, s: card.dataset.s, k: card.dataset.k, d: card.dataset.d.split(" "), c: Number(card.dataset.c), text: null,
  }));
  const ticks = Array.from(form.querySelectorAll("input[type=checkbox]"));
  if (matchMedia("(max-width: 60rem)").matches) get("panel").open = false;

  const orders = {
    "": (a, b) => a.n - b.n,
    document: (a, b) => Number(a.d[0]) - Number(b.d[0]) || a.n - b.n,
    kind: (a, b) => (a.k < b.k ? -1 : a.k > b.k ? 1 : a.n - b.n),
    confidence: (a, b) => b.c - a.c || a.n - b.n,
  };
  let order = "";
  const arrange = () => {
    if (order === sort.value) return;
    order = sort.value;
    const all = document.createDocumentFragment();
    facts.sort(orders[order]).forEach((fact) => all.append(fact.card));
    list.append(all);
  };
  const apply = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = { s: new Set(), k: new Set(), d: new Set() };
    ticks.forEach((tick) => tick.checked && wanted[tick.name].add(tick.value));
    let count = 0;
    facts.forEach((fact) => {
      if (words.length && fact.text === null) fact.text = fact.card.textContent.toLowerCase();
      const keep =
        (!wanted.s.size || wanted.s.has(fact.s)) &&
        (!wanted.k.size || wanted.k.has(fact.k)) &&
        (!wanted.d.size || fact.d.some((d) => wanted.d.has(d))) &&
        words.every((word) => fact.text.includes(word));
      if (fact.card.hidden === keep) fact.card.hidden = !keep;
      if (keep) count += 1;
    });
    shown.textContent = count === facts.length ? `${count} findings` : `${count} of ${facts.length} findings`;
    get("empty").hidden = count > 0;
  };
  const reset = () => { form.reset(); arrange(); apply(); };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { arrange(); apply(); }, 60);
  });
  form.addEventListener("reset", () => setTimeout(() => { arrange(); apply(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  get("clear").addEventListener("click", reset);
  get("keys").addEventListener("click", () => help.showModal());

  const follow = () => {
    const target = location.hash && get(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) reset();
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    // sizes of what was never drawn are guesses, so go there once more when they are known
    requestAnimationFrame(() => target.scrollIntoView({ block: target.matches(".finding") ? "start" : "center" }));
  };
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => cards.forEach((card) => card.querySelectorAll("details").forEach((d) => (d.open = true))));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const at = document.activeElement;
    if (at.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (!get("on").checked) return;
    if (event.key === "/") { event.preventDefault(); get("panel").open = true; q.focus(); return; }
    if (event.key === "?") { help.showModal(); return; }
    const card = at.closest(".finding");
    if (event.key === "o" && card) {
      const folds = Array.from(card.querySelectorAll("details"));
      const open = folds.some((fold) => !fold.open);
      folds.forEach((fold) => { fold.open = open; });
      return;
    }
    if (event.key !== "j" && event.key !== "k") return;
    const visible = facts.map((fact) => fact.card).filter((c) => !c.hidden);
    const next = visible[visible.indexOf(card) + (event.key === "j" ? 1 : -1)];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  });
  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!fold.matches("details.pictures") || !fold.open || fold.childElementCount > 1) return;
    const box = document.createElement("div");
    fold.append(box);
    drawFindingPictures(box, Number(fold.dataset.n));
  }, true);
  document.querySelectorAll(".source").forEach((section) => {
    const box = document.createElement("div");
    section.append(box);
    drawDocument(box, Number(section.dataset.n));
  });
  apply();
  follow();
})();
