// The list: which findings fit, in which order, and which stretch of them stands in the page.
const STEP = 40;
const list = get("list"), more = get("more"), earlier = get("earlier");
let order = facts.map((fact) => fact.n);
let from = 0, to = cards.drawn;

const count = (n) => n.toLocaleString("en");
let searched = [];
const showEnds = () => {
  markHits(searched);
  more.hidden = to >= order.length;
  more.textContent = `Show more (${count(order.length - to)} below)`;
  earlier.hidden = from === 0;
  earlier.textContent = `Show those before (${count(from)})`;
};
const draw = (start, end) => {
  from = Math.max(0, start);
  to = Math.min(order.length, end);
  list.replaceChildren(...order.slice(from, to).map(cards.get));
  showEnds();
};
const extend = () => {
  const end = Math.min(order.length, to + STEP);
  list.append(...order.slice(to, end).map(cards.get));
  to = end;
  showEnds();
};
const extendBack = () => {
  const start = Math.max(0, from - STEP);
  const top = list.firstElementChild;
  const before = top ? top.getBoundingClientRect().top : 0;
  list.prepend(...order.slice(start, from).map(cards.get));
  from = start;
  showEnds();
  if (top) scrollBy(0, top.getBoundingClientRect().top - before);
};

// the words that were searched for, marked where they stand, in browsers that can mark without changing the page
const markHits = (words) => {
  if (typeof Highlight === "undefined") return;
  const ranges = [];
  if (words.length) {
    const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.length) continue;
      words.forEach((word) => {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      });
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
};

let current = null;
const goTo = (n, { focus = true } = {}) => {
  const at = order.indexOf(n);
  if (at < from || at >= to + STEP) draw(at - 2, at + STEP);
  while (at >= to) extend();
  const card = cards.get(n);
  if (current) current.removeAttribute("aria-current");
  current = card;
  card.setAttribute("aria-current", "true");
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
  // the sizes of cards that were never drawn are guesses, so go there once more when they are known
  requestAnimationFrame(() => card.scrollIntoView({ block: "start" }));
};
const step = (by) => {
  const here = document.activeElement.closest(".finding") ?? current;
  const n = here && here.isConnected ? cards.numberOf(here) : -1;
  const at = n < 0 ? (by > 0 ? from : -1) : order.indexOf(n) + by;
  if (at < 0 || at >= order.length) return;
  goTo(order[at]);
  remember(`#${facts[order[at]].id}`);
};

const startList = () => {
  more.addEventListener("click", () => {
    const at = to;
    extend();
    cards.get(order[at]).focus({ preventScroll: true });
  });
  earlier.addEventListener("click", extendBack);
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting) && !more.hidden) extend();
  }, { rootMargin: "1200px" }).observe(more);
};
