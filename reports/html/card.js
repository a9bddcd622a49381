// What a script adds to a finding: buttons to copy, how it was aligned, an entry that suppresses it, and its pictures.
const copy = async (text, button) => {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { value: text, readOnly: true });
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.textContent = "Copied";
  tell("Copied");
  setTimeout(() => { button.textContent = before; tell(""); }, 1500);
};
const copyButton = (label, about, text) => {
  const button = make("button", { type: "button", textContent: label });
  button.setAttribute("aria-label", `${label}: ${about}`);
  button.addEventListener("click", () => copy(text, button));
  return button;
};

const suppression = (id) => `- finding: "${id.replace(/-\d+$/, "")}"\n  reason: ""\n`;
const folded = (name, title, fill) => {
  const details = make("details", { className: name }, make("summary", { textContent: title }));
  details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) fill(details); });
  return details;
};

const texts = [];
const finishCard = (card, n) => {
  texts[n] ??= card.textContent;
  card.tabIndex = -1;
  card.setAttribute("aria-label", card.querySelector("h3").textContent);
  card.querySelectorAll(".repairs li").forEach((repair) => {
    const command = repair.querySelector("code").textContent;
    const written = new Set(Array.from(repair.querySelectorAll("ins"), (one) => one.textContent));
    const about = repair.querySelector("p").firstChild.textContent.trim();
    const buttons = make("div", { className: "copies" });
    if (written.size === 1) buttons.append(copyButton("Copy text", about, [...written][0]));
    buttons.append(copyButton("Copy command", about, `factcheck check PATHS ${command}`));
    repair.append(buttons);
  });
  const folds = card.querySelector(".folds");
  const lines = index.aligned[n] ?? [];
  if (lines.length) {
    folds.append(folded("aligned", "How it was aligned", (details) => {
      details.append(make("ul", {}, ...lines.map((line) => make("li", { textContent: index.lines[line] }))));
    }));
  }
  if (index.statuses[facts[n].status] !== "suppressed") folds.append(folded("suppress", "Suppress it", (details) => {
    const entry = suppression(facts[n].id);
    details.append(
      make("p", { textContent: "With a reason, in factcheck-suppressions.yaml:" }),
      make("div", { className: "entry" }, make("pre", { textContent: entry }), copyButton("Copy", "suppression entry", entry)),
    );
  }));
  if (typeof drawFindingPictures === "function") {
    folds.append(folded("pictures", "Timeline and claim graph", (details) => {
      const box = make("div");
      details.append(box);
      drawFindingPictures(box, n);
    }));
  }
};
const textOf = (n) => {
  const { kind, entity } = facts[n];
  const text = texts[n] ?? plain(cards.source(n));
  return `${text} ${index.kinds[kind]} ${index.entities[entity]}`.toLowerCase();
};
const cards = shelf(get("list"), get("rest"), "article", finishCard);
