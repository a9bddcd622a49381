// What all pictures of the page share: their data, making elements, measuring text, and drawing when a fold is opened.
window.pictures = (() => {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const PHONE = 560;
  let known = null;
  const data = () => {
    if (!known) {
      const source = document.getElementById("picture-data");
      known = source ? JSON.parse(source.textContent) : { documents: [], findings: [], entities: [], moments: [] };
      inUnits(known);
    }
    return known;
  };
  // offsets come in code points; where some of those are two units for a script, they are counted; an address keeps the first
  const inUnits = (all) => {
    if (!all.documents.some((document) => document.wide)) return;
    const unit = (wide, offset) => {
      let low = 0, high = wide.length;
      while (low < high) { const middle = (low + high) >> 1; if (wide[middle] < offset) low = middle + 1; else high = middle; }
      return offset + low;
    };
    all.documents.forEach(({ wide, parts }) => { if (wide) parts.forEach((part) => { part[1] = unit(wide, part[1]); }); });
    const change = (place) => {
      const { wide } = all.documents[place[0]] || {};
      if (!wide) return;
      place.address = place[2];
      place[2] = unit(wide, place[2]);
      place[3] = unit(wide, place[3]);
      place[4] = place[4].map((offset) => unit(wide, offset));
    };
    all.findings.forEach((finding) => {
      finding.sides.forEach(([, places]) => places.forEach(change));
      (finding.folded || []).forEach(change);
    });
    all.moments.forEach((moment) => moment[7].forEach(change));
  };

  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const make = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
  const draw = (name, attributes = {}, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  const round = (number) => Math.round(number * 10) / 10;

  // --- text ---
  let pen = null;
  const widths = new Map();
  const width = (text, size = 13, weight = 400) => {
    const key = `${size} ${weight} ${text}`;
    let found = widths.get(key);
    if (found === undefined) {
      pen = pen || document.createElement("canvas").getContext("2d");
      pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
      found = pen.measureText(text).width;
      if (widths.size > 5000) widths.clear();
      widths.set(key, found);
    }
    return found;
  };
  // the text, cut with a sign of it where it is wider than the room
  const fit = (text, room, size = 13, weight = 400) => {
    const signs = Array.from(text.length > 400 ? text.slice(0, 400) : text);
    if (signs.length === text.length && width(text, size, weight) <= room) return text;
    let low = 0, high = signs.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (width(signs.slice(0, middle).join("").trimEnd() + "…", size, weight) <= room) low = middle;
      else high = middle - 1;
    }
    return low ? signs.slice(0, low).join("").trimEnd() + "…" : "";
  };
  // the same, cut in the middle, where the end tells things apart
  const fitEnds = (text, room, size = 13, weight = 400) => {
    if (width(text.slice(0, 400), size, weight) <= room && text.length <= 400) return text;
    const signs = Array.from(text).slice(-400);
    let low = 1, high = signs.length;
    const cut = (n) => `${signs.slice(0, Math.floor(n / 3)).join("")}…${signs.slice(signs.length - Math.ceil((2 * n) / 3)).join("")}`;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (width(cut(middle), size, weight) <= room) low = middle; else high = middle - 1;
    }
    return cut(low);
  };
  // the text in at most so many lines, the last one cut
  const wrap = (text, room, lines, size = 13, weight = 400) => {
    const words = text.slice(0, 600).split(/\s+/).filter(Boolean);
    const found = [];
    let line = "";
    while (words.length && found.length < lines - 1) {
      const longer = line ? `${line} ${words[0]}` : words[0];
      if (width(longer, size, weight) <= room) { line = longer; words.shift(); continue; }
      if (!line) { line = fit(words.shift(), room, size, weight); }
      found.push(line);
      line = "";
    }
    const rest = [line, ...words].filter(Boolean).join(" ");
    if (rest) found.push(fit(rest, room, size, weight));
    return found;
  };

  // --- documents and places ---
  const name = (path) => path.slice(path.lastIndexOf("/") + 1) || path;
  const shared = () => {
    const found = data();
    if (found.shared === undefined) {
      const folders = found.documents.map((d) => d.path.slice(0, d.path.lastIndexOf("/") + 1));
      let common = folders[0] || "";
      for (const folder of folders) {
        while (!folder.startsWith(common)) common = common.slice(0, common.lastIndexOf("/", common.length - 2) + 1);
      }
      found.shared = common;
    }
    return found.shared;
  };
  // the path without the folders that all documents share
  const path = (place) => {
    const document = data().documents[place[0]];
    return document ? document.path.slice(shared().length) : place[5] || "";
  };
  const where = (place) => `${path(place)}:${place[1]}`;
  const short = (place) => `${name(path(place))}:${place[1]}`;
  const anchor = (place) => `d${place[0]}-${place.address ?? place[2]}`;
  const address = (place) => `#${anchor(place)}`;
  const slice = (place, start, end) => {
    const document = data().documents[place[0]];
    for (const [, offset, text] of document ? document.parts : []) {
      if (start >= offset && end <= offset + text.length) return text.slice(start - offset, end - offset);
    }
    return "";
  };
  const quote = (place) => {
    const text = place[5] || slice(place, place[2], Math.min(place[3], place[2] + 300)) || slice(place, place[2], place[3]);
    return text.replace(/\s+/g, " ").trim();
  };

  // the words around the value, so many signs of them at most
  const excerpt = (place, most) => {
    const text = quote(place);
    if (text.length <= most || place[5] || place[4].length < 2) return text;
    const before = slice(place, place[2], Math.max(place[2], Math.min(place[3], place[4][0]))).replace(/\s+/g, " ");
    const from = Math.min(before.length - Math.floor(most / 3), text.length - most);
    if (from <= 0) return text;
    return `…${text.slice(text.indexOf(" ", from) < 0 ? from : text.indexOf(" ", from))}`;
  };

  // --- findings ---
  const letter = (side) => LETTERS[side % LETTERS.length];
  const tone = (side) => (side < 2 ? letter(side).toLowerCase() : "c");
  const findingAddress = (n) => `#${index.findings[n - 1][0]}`;
  // what a finding is about on one line, from the labels of its sides
  const told = (n) => {
    const finding = data().findings[n - 1];
    return finding.sides.map((side) => side[0]).join(" ≠ ");
  };

  // --- a figure that is drawn as wide as it is, and again when that changes ---
  const figure = (kind, caption, paint) => {
    const stage = make("div", { class: "stage" });
    const whole = make("figure", { class: `picture ${kind}` }, make("figcaption", {}, caption), stage);
    let last = 0;
    const repaint = (force) => {
      const room = Math.floor(stage.clientWidth);
      if (!room || (!force && Math.abs(room - last) < 2)) return;
      last = room;
      paint(stage, room, () => repaint(true));
    };
    whole.paint = () => repaint(false);
    new ResizeObserver(() => repaint(false)).observe(stage);
    return whole;
  };
  const table = (caption, heads, rows) =>
    make("div", { class: "unseen" }, make("table", {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell)))))));
  let count = 0;
  const id = (stem) => `${stem}-${(count += 1)}`;

  return {
    PHONE, data, make, draw, round, width, fit, fitEnds, wrap, name, path, where, short, anchor, address, slice, quote, excerpt, letter, tone,
    findingAddress, told, figure, table, id,
  };
})();
// Called by the page with an empty element and the number of a finding, from 0.
window.drawFindingPictures = (box, number) => {
  const { timelines, graph, data } = window.pictures;
  if (!data().findings[number]) return;
  const figures = [...timelines(number + 1), graph(number + 1)];
  box.classList.add("pictures");
  box.append(...figures);
  figures.forEach((figure) => figure.paint());
};
