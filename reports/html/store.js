// What the page holds: the index to filter by, and findings and documents, made into elements when they are first wanted.
const get = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
// the only texts that become elements are those that this file was written with, every word of documents in them escaped
const policy = window.trustedTypes?.createPolicy("page", { createHTML: (html) => html });
const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content.firstElementChild;
};
const index = JSON.parse(get("index").textContent);
const facts = index.findings.map(([id, severity, kind, status, sure, entity, documents], n) => (
  { id, n, severity, kind, status, sure, entity, documents }
));

// With script on, a browser keeps what stands in <noscript> as text: nothing is built until it is asked for.
const shelf = (holder, rest, tag, prepare) => {
  const items = holder ? Array.from(holder.children) : [];
  const first = items.length;
  const chunks = rest ? rest.textContent.split(`\n<${tag} `).slice(1).map((chunk) => `<${tag} ${chunk}`) : [];
  if (rest) rest.remove();
  items.forEach(prepare);
  return {
    size: first + chunks.length,
    drawn: first,
    get: (n) => {
      if (!items[n]) prepare((items[n] = parse(chunks[n - first])), n);
      return items[n];
    },
    numberOf: (item) => items.indexOf(item),
    source: (n) => (n < first ? null : chunks[n - first]),
  };
};
const signs = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => signs[name]);

// heard by those who do not see that a button now says so
const tell = (text) => { get("told").textContent = text; };
const say = (text) => { get("shown").textContent = text; };
