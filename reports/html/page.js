"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const fields = ["q", "severity", "kind", "document"].map((id) => document.getElementById(id));
  const cards = Array.from(document.querySelectorAll(".finding"));
  const texts = cards.map((card) => card.textContent.toLowerCase());
  const shown = document.getElementById("shown");
  form.hidden = false;
  const apply = () => {
    const [q, severity, kind, doc] = fields.map((f) => f.value);
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    cards.forEach((card, n) => {
      const keep =
        (!severity || card.dataset.severity === severity) &&
        (!kind || card.dataset.kind === kind) &&
        (!doc || card.dataset.documents.split("\n").includes(doc)) &&
        words.every((w) => texts[n].includes(w));
      card.hidden = !keep;
      if (keep) count += 1;
    });
    shown.textContent = `${count} of ${cards.length} shown`;
    const state = new URLSearchParams();
    fields.forEach((f) => f.value && state.set(f.id, f.value));
    const query = state.toString();
    try { history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash); } catch (e) { /* a file: page may refuse */ }
  };
  const given = new URLSearchParams(location.search);
  fields.forEach((f) => { if (given.has(f.id)) f.value = given.get(f.id); });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (e) => e.preventDefault());
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details) { details.open = true; target.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", open);
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      if (e.key === "Escape") document.activeElement.blur();
      return;
    }
    if (e.key === "/") { e.preventDefault(); fields[0].focus(); return; }
    if (e.key !== "j" && e.key !== "k") return;
    const visible = cards.filter((c) => !c.hidden);
    const at = visible.indexOf(document.activeElement.closest(".finding"));
    const next = visible[e.key === "j" ? Math.min(visible.length - 1, at + 1) : Math.max(0, at - 1)];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  });
  apply();
  open();
})();
