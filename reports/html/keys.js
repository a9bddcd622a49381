// Single keys, unless they are switched off or a field has the focus.
const help = get("help");
const startKeys = () => {
  get("keys").addEventListener("click", () => help.showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const at = document.activeElement;
    if (at.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (!get("on").checked) return;
    const press = {
      "/": () => { show("findings"); get("panel").open = true; q.focus(); q.select(); },
      "?": () => help.showModal(),
      j: () => { show("findings"); step(1); },
      k: () => { show("findings"); step(-1); },
      o: () => {
        const card = at.closest(".finding") ?? current;
        if (!card) return;
        const folds = Array.from(card.querySelectorAll("details"));
        const open = folds.some((fold) => !fold.open);
        folds.forEach((fold) => { fold.open = open; });
      },
    }[event.key];
    if (press) { event.preventDefault(); press(); }
  });
};
