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

// with the wording and the documents the finding is known again when one of these is renamed
const suppression = (n) => {
  const id = facts[n].id.match(/^(?:[0-9a-f]{13}-\d+|[0-9a-f]{8,16})/)?.[0] ?? facts[n].id;
  const [wording, documents] = index.wordings[n];
  const paths = documents.map((document) => JSON.stringify(index.folder + (index.documents[document] ?? "")));
  const known = wording && !documents.includes(-1) ? `\n  wording: "${wording}"\n  paths: [${paths.join(", ")}]` : "";
  return `- finding: "${id}"${known}\n  reason: ""\n`;
};
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
    buttons.append(copyButton("Copy command", about, `${index.command} ${command}`));
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
    const entry = suppression(n);
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
