// Filter, search and sort, and their state in the address.
const form = get("filter"), q = get("q"), sort = get("sort");
const TESTS = {
  severity: (fact) => [index.severities[fact.severity]],
  kind: (fact) => [index.kinds[fact.kind]],
  status: (fact) => [index.statuses[fact.status]],
  document: (fact) => fact.documents.map((n) => index.documents[n]),
  entity: (fact) => [index.entities[fact.entity]],
};
const ORDERS = {
  "": (a, b) => a.n - b.n,
  document: (a, b) => a.documents[0] - b.documents[0] || a.n - b.n,
  kind: (a, b) => index.kinds[a.kind].localeCompare(index.kinds[b.kind], "en") || a.n - b.n,
  confidence: (a, b) => b.sure - a.sure || a.n - b.n,
};
const chosen = Object.fromEntries(Object.keys(TESTS).map((name) => [name, new Set()]));
const found = [];
const lowered = (n) => (found[n] ??= textOf(n));

const apply = ({ redraw = true } = {}) => {
  const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
  searched = words;
  const tests = Object.entries(chosen).filter(([, values]) => values.size);
  const fitting = facts.filter((fact) => (
    tests.every(([name, values]) => TESTS[name](fact).some((value) => values.has(value))) &&
    words.every((word) => lowered(fact.n).includes(word))
  ));
  order = fitting.sort(ORDERS[sort.value]).map((fact) => fact.n);
  if (redraw) draw(0, STEP);
  else showEnds();
  const all = facts.length, some = order.length;
  say(some === all ? `${count(all)} finding${all === 1 ? "" : "s"}` : `${count(some)} of ${count(all)} findings`);
  get("empty").hidden = some > 0;
};

// --- in the address ---------------------------------------------------------------------------------------------------

const remember = (hash = location.hash) => {
  const state = new URLSearchParams();
  if (q.value) state.set("q", q.value);
  if (sort.value) state.set("sort", sort.value);
  for (const [name, values] of Object.entries(chosen)) values.forEach((value) => state.append(name, value));
  const text = state.toString();
  try {
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + hash);
  } catch {
    // a page in a sandbox has no address of its own
  }
};
const recall = () => {
  const state = new URLSearchParams(location.search);
  q.value = state.get("q") ?? "";
  sort.value = state.get("sort") in ORDERS ? state.get("sort") : "";
  for (const name of Object.keys(TESTS)) {
    const known = new Set(facts.flatMap(TESTS[name]));
    chosen[name] = new Set(state.getAll(name).filter((value) => known.has(value)));
  }
  showChoice();
  return Boolean(q.value || sort.value || Object.values(chosen).some((values) => values.size));
};

// --- the ticks --------------------------------------------------------------------------------------------------------

const FEW = 8, MOST = 30;
const tick = (name, value, n) => make(
  "label", { className: "tick" },
  make("input", { type: "checkbox", name, value, checked: chosen[name].has(value) }),
  make("span", { className: "name", textContent: value }),
  make("span", { className: "n", textContent: n }),
);
// The most frequent values with a tick each; of many, a field finds the others.
const pickers = [];
const offer = (name, box, label) => {
  const counts = new Map();
  facts.forEach((fact) => TESTS[name](fact).forEach((value) => value && counts.set(value, (counts.get(value) ?? 0) + 1)));
  if (counts.size < 2) { box.hidden = true; return; }
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b, "en"));
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: `find among ${count(counts.size)}` });
  field.setAttribute("aria-label", label);
  const ticks = make("div");
  const rest = make("p", { className: "rest-of" });
  const show = () => {
    const wanted = field.value.toLowerCase();
    const fitting = sorted.filter(([value]) => chosen[name].has(value) || value.toLowerCase().includes(wanted));
    const first = fitting.filter(([value]) => chosen[name].has(value));
    const others = fitting.filter(([value]) => !chosen[name].has(value));
    const shown = [...first, ...others.slice(0, Math.max(0, (wanted ? MOST : FEW) - first.length))];
    ticks.replaceChildren(...shown.map(([value, n]) => tick(name, value, count(n))));
    const left = fitting.length - shown.length;
    rest.textContent = left > 0 ? `and ${count(left)} more` : "";
  };
  field.addEventListener("input", (event) => { event.stopPropagation(); show(); });
  if (counts.size > FEW) box.append(field);
  box.append(ticks, rest);
  pickers.push(show);
};
const showChoice = () => {
  form.querySelectorAll("input[type=checkbox]").forEach((input) => { input.checked = chosen[input.name].has(input.value); });
  pickers.forEach((show) => show());
};

const reset = () => {
  q.value = sort.value = "";
  Object.values(chosen).forEach((values) => values.clear());
  showChoice();
  apply();
  remember();
};
let waiting = 0;
const startFilter = () => {
  offer("document", get("by-document"), "Find a document to filter by");
  offer("entity", get("by-entity"), "Find what findings are about");
  form.addEventListener("input", (event) => {
    const { name, value, checked, type } = event.target;
    if (type === "checkbox") chosen[name][checked ? "add" : "delete"](value);
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); remember(); }, type === "search" ? 120 : 0);
  });
  form.addEventListener("reset", (event) => { event.preventDefault(); reset(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  get("clear").addEventListener("click", () => { reset(); q.focus(); });
};
