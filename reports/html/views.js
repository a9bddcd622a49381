// The parts of the report, one at a time, and where an address leads: `#<fingerprint>`, `#d3-120`, `#r-weekday`, `#documents`.
const views = Array.from(document.querySelectorAll(".view"));
const show = (name) => {
  views.forEach((view) => { view.hidden = view.id !== name; });
  document.querySelectorAll("nav a").forEach((link) => {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  if (name === "documents" && papers.drawn < papers.size && !get("papers").childElementCount) listPapers("");
};

const numbers = new Map(facts.map((fact) => [fact.id, fact.n]));
const findingOf = (name) => {
  const id = name.replace(/^f-/, "");
  if (numbers.has(id)) return numbers.get(id);
  const alike = id.length >= 6 ? facts.filter((fact) => fact.id.startsWith(id)) : [];
  return alike.length === 1 ? alike[0].n : undefined;
};
let aim = null;
const follow = () => {
  let name = "";
  try { name = decodeURIComponent(location.hash.slice(1)); } catch { /* no name of ours */ }
  if (aim) aim.classList.remove("aim");
  const finding = findingOf(name);
  if (finding !== undefined) {
    show("findings");
    if (!order.includes(finding)) reset();
    goTo(finding);
    return;
  }
  const [, paper] = /^d(\d+)(?:-\d+)?$/.exec(name) ?? [];
  if (paper !== undefined && get("documents")) {
    show("documents");
    showPaper(Number(paper));
  } else if (name.startsWith("r-") && get("rules")) {
    show("rules");
  } else {
    show(views.some((view) => view.id === name) ? name : "findings");
    if (views.some((view) => view.id === name)) scrollTo(0, 0);
    return;
  }
  const target = get(name);
  if (!target) return;
  aim = target;
  aim.classList.add("aim");
  target.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
};

// --- documents --------------------------------------------------------------------------------------------------------

// Of many documents only their lines are built; the text of one comes when it is opened.
const papers = get("papers") ? shelf(get("papers"), get("more-papers"), "details", () => {}) : null;
const heads = [];
const headOf = (n) => {
  if (papers.source(n) === null) return papers.get(n);
  if (!heads[n]) {
    heads[n] = parse(`${papers.source(n).split("</summary>")[0]}</summary></details>`);
    heads[n].addEventListener("toggle", () => fillPaper(n));
  }
  return heads[n];
};
const fillPaper = (n) => {
  const paper = headOf(n);
  if (papers.source(n) !== null && paper.childElementCount === 1) {
    paper.append(...Array.from(papers.get(n).children).slice(1));
  }
  if (typeof drawDocument === "function" && !paper.querySelector(".drawn")) {
    const box = make("div", { className: "drawn" });
    paper.append(box);
    drawDocument(box, n);
  }
};
const showPaper = (n) => {
  if (n >= papers.size) return;
  if (!headOf(n).isConnected) { get("find-document").value = ""; listPapers(""); }
  const paper = headOf(n);
  paper.open = true;
  fillPaper(n);
};
const listPapers = (words) => {
  const wanted = words.toLowerCase();
  const numbers = index.documents.map((path, n) => n).filter((n) => headOf(n).firstElementChild.textContent.toLowerCase().includes(wanted));
  get("papers").replaceChildren(...numbers.map(headOf));
};
const startViews = () => {
  if (papers) {
    get("find-document").addEventListener("input", (event) => listPapers(event.target.value));
    if (papers.drawn) get("papers").addEventListener("toggle", (event) => {
      const n = Array.from(get("papers").children).indexOf(event.target);
      if (n >= 0 && event.target.open) fillPaper(n);
    }, true);
  }
  addEventListener("hashchange", follow);
};
