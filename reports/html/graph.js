// The claim graph around a finding, in layers: documents state claims, claims that agree stand in one frame, frames contradict.
(() => {
  const P = window.pictures;
  const { make, draw, round } = P;
  const SIZE = 13, SMALL = 12, LINE = 17, MOST = 4, MOST_SIDES = 8, PAD = 10;

  const sidesOf = (finding) => finding.sides.map(([label, places], n) => ({
    n, label, all: places, places: places.slice(0, MOST), more: Math.max(0, places.length - MOST), isSuspect: finding.suspect === n,
  }));
  const verdict = (count) => (count > 2 ? "cannot all be true" : "cannot both be true");

  // the frames of the sides, one below the other, and the cards of their claims in them
  const framed = (sides, x, wide, top, isPhone) => {
    let y = top;
    for (const side of sides) {
      Object.assign(side, { x, wide, y });
      const likely = side.isSuspect ? P.width("likely wrong", SMALL, 650) + 18 : 0;
      side.title = P.wrap(side.label, wide - 2 * PAD - 30 - (isPhone ? 0 : likely), 2, SIZE + 1, 650);
      const drop = side.isSuspect && isPhone ? LINE : 0;
      side.drop = drop;
      let at = y + 14 + Math.max(1, side.title.length) * 18 + drop;
      side.cards = side.places.map((place) => {
        const words = P.wrap(P.excerpt(place, Math.floor((wide - 2 * PAD - 18) / 3.4)), wide - 2 * PAD - 18, 2, SMALL);
        const card = { place, words, x: x + PAD, wide: wide - 2 * PAD, y: at, height: LINE * (words.length + 1) + 11 };
        at += card.height + 14;
        return card;
      });
      if (side.more) { side.moreAt = at + 6; at += 20; }
      side.height = at - y - 14 + PAD;
      y += side.height + 44;
    }
    return y - 44;
  };
  // the documents that state them, each beside the middle of its claims, none over another
  const documentsOf = (sides, x, wide, bottom) => {
    const found = new Map();
    for (const card of sides.flatMap((side) => side.cards)) {
      const key = card.place[0] < 0 ? P.path(card.place) : card.place[0];
      if (!found.has(key)) found.set(key, { place: card.place, cards: [] });
      found.get(key).cards.push(card);
    }
    const nodes = [...found.values()].map((node) => {
      const path = P.path(node.place), name = P.name(path);
      const folder = path.slice(0, path.length - name.length);
      return {
        ...node, x, wide, height: folder ? 46 : 30, name: P.fitEnds(name, wide - 20, SIZE, 650), folder: P.fitEnds(folder, wide - 20, SMALL),
        centre: node.cards.reduce((sum, card) => sum + card.y + card.height / 2, 0) / node.cards.length,
      };
    }).sort((a, b) => a.centre - b.centre);
    let y = 0;
    for (const node of nodes) { node.y = Math.max(y, node.centre - node.height / 2); y = node.y + node.height + 8; }
    let limit = Math.max(bottom, y - 8);
    for (const node of nodes.slice().reverse()) { node.y = Math.min(node.y, limit - node.height); limit = node.y - 8; }
    return nodes;
  };
  const curve = (x0, y0, x1, y1) => {
    const bend = (x1 - x0) / 2;
    return `M${round(x0)} ${round(y0)}C${round(x0 + bend)} ${round(y0)} ${round(x1 - bend)} ${round(y1)} ${round(x1)} ${round(y1)}`;
  };

  const sideInk = (side, single, isSum) => {
    const group = draw("g", { class: `frame ${P.tone(side.n)}` }, draw("rect", { class: "box", x: side.x, y: side.y, width: side.wide, height: side.height, rx: 6 }));
    const x = side.x + PAD;
    if (!single) {
      group.append(draw("rect", { class: "badge", x, y: side.y + 9, width: 19, height: 19, rx: 3 }));
      group.append(draw("text", { class: "letter", x: x + 9.5, y: side.y + 23, "text-anchor": "middle" }, P.letter(side.n)));
    }
    side.title.forEach((text, n) => group.append(draw("text", { class: "label", x: x + (single ? 0 : 27), y: side.y + 24 + n * 18 }, text)));
    if (side.isSuspect) {
      const wide = P.width("likely wrong", SMALL, 650) + 14;
      const at = side.drop ? [x + 27, side.y + 24 + Math.max(0, side.title.length - 1) * 18 + 7] : [side.x + side.wide - wide - PAD, side.y + 10];
      group.append(draw("rect", { class: "doubt", x: round(at[0]), y: at[1], width: round(wide), height: 18, rx: 9 }));
      group.append(draw("text", { class: "doubt", x: round(at[0] + 7), y: at[1] + 13 }, "likely wrong"));
    }
    side.cards.forEach((card, n) => {
      if (n) group.append(draw("text", { class: "agrees", x: card.x + card.wide / 2, y: card.y - 3.5, "text-anchor": "middle" }, isSum ? "and" : "="));
      group.append(draw("rect", { class: "card", x: card.x, y: card.y, width: card.wide, height: card.height, rx: 4 }));
      group.append(draw("text", { class: "spot", x: card.x + 9, y: card.y + 17 }, P.fitEnds(card.spot, card.wide - 18, SMALL)));
      card.words.forEach((text, m) => group.append(draw("text", { class: "words", x: card.x + 9, y: card.y + 17 + (m + 1) * LINE }, text)));
    });
    if (side.more) group.append(draw("text", { class: "spot", x: x + 9, y: side.moreAt + 4 }, `and ${side.more} more place${side.more > 1 ? "s" : ""}`));
    return group;
  };
  const contradictionInk = (a, b, count) => {
    const x = a.x + 26, y = (a.y + a.height + b.y) / 2;
    return draw("g", { class: "contradicts" },
      draw("path", { d: `M${x} ${a.y + a.height + 2}V${y - 13}M${x} ${y + 13}V${b.y - 2}` }),
      draw("path", { class: "sign", d: `M${x - 7.5} ${y - 12}h15l6 12l-6 12h-15l-6 -12z` }),
      draw("text", { class: "not", x, y: y + 6, "text-anchor": "middle" }, "≠"),
      draw("text", { class: "judgement", x: x + 22, y: y + 4.5 }, verdict(count)));
  };

  const paint = (stage, room, n) => {
    const data = P.data(), finding = data.findings[n - 1];
    const all = sidesOf(finding), sides = all.slice(0, MOST_SIDES), single = sides.length === 1;
    const isPhone = room < P.PHONE + 60;
    const entity = finding.about || (finding.entity === undefined ? "" : data.entities[finding.entity].name);
    const left = isPhone ? 0 : Math.round(Math.min(210, room * 0.27));
    const right = isPhone || !entity ? 0 : Math.round(Math.min(190, room * 0.22));
    const gap = isPhone ? 0 : Math.round(Math.min(60, room * 0.07));
    const x = left + gap + 1, wide = room - x - 2 - (right ? right + gap : 0);
    const lines = entity ? P.wrap(entity, (isPhone ? room - 24 : right - 24), 3, SIZE + 1, 650) : [];
    const tall = lines.length * 18 + 18;
    const top = isPhone && entity ? tall + 26 : 2;
    const bottom = framed(sides, x, wide, top, isPhone);
    const nodes = isPhone ? [] : documentsOf(sides, 1, left, bottom);
    sides.forEach((side) => side.cards.forEach((card) => { card.spot = isPhone || card.place[0] < 0 ? P.where(card.place) : `line ${card.place[1]}`; }));
    const omitted = all.length - sides.length;
    const height = (omitted ? 24 : 0) + Math.max(bottom, ...nodes.map((node) => node.y + node.height), isPhone ? 0 : tall) + 4;
    const edges = draw("g", { class: "edges" }), ink = draw("g", {});
    if (entity) {
      const box = isPhone ? { x: 1, y: 2, wide: room - 2 } : { x: room - right - 1, y: round((height - tall) / 2), wide: right };
      ink.append(draw("g", { class: "entity" }, draw("rect", { x: box.x, y: box.y, width: box.wide, height: tall, rx: tall / 2 > 20 ? 20 : tall / 2 }),
        ...lines.map((text, m) => draw("text", { x: box.x + box.wide / 2, y: box.y + 23 + m * 18, "text-anchor": "middle" }, text))));
      if (isPhone) edges.append(draw("path", { d: `M${room / 2} ${tall + 2}V${top}` }));
      else sides.forEach((side) => edges.append(draw("path", { d: curve(side.x + side.wide, side.y + side.height / 2, box.x, box.y + tall / 2) })));
    }
    for (const node of nodes) {
      for (const card of node.cards) edges.append(draw("path", { d: curve(node.x + node.wide, node.y + node.height / 2, card.x, card.y + card.height / 2) }));
      ink.append(draw("g", { class: "sheet-of" },
        draw("path", { class: "sheet", d: `M${node.x} ${round(node.y)}h${node.wide - 10}l10 10v${node.height - 10}h${-node.wide}z` }),
        draw("path", { class: "fold", d: `M${node.x + node.wide - 10} ${round(node.y)}v10h10` }),
        node.folder ? draw("text", { class: "folder", x: node.x + 10, y: round(node.y + 18) }, node.folder) : null,
        draw("text", { class: "file", x: node.x + 10, y: round(node.y + (node.folder ? 36 : 20)) }, node.name)));
    }
    sides.forEach((side, m) => {
      ink.append(sideInk(side, single, finding.kind === "total"));
      if (m) ink.append(contradictionInk(sides[m - 1], side, all.length));
    });
    if (omitted) ink.append(draw("text", { class: "spot", x: x + PAD, y: bottom + 20 }, `and ${omitted} more that contradict these`));
    const title = P.id("title"), desc = P.id("desc");
    const svg = draw("svg", { role: "img", "aria-labelledby": `${title} ${desc}`, viewBox: `0 0 ${room} ${Math.ceil(height)}`, width: room, height: Math.ceil(height) },
      draw("title", { id: title }, "Who says what"), draw("desc", { id: desc }, `${P.told(n).slice(0, 300)}${single ? "" : `: ${verdict(all.length)}`}.`), edges, ink);
    const layer = make("div", { class: "hits" });
    const hit = (box, href, label) => {
      const link = make("a", { class: "touch", href, "aria-label": label });
      link.style.left = `${(100 * box.x) / room}%`;
      link.style.width = `${(100 * box.wide) / room}%`;
      link.style.top = `${box.y}px`;
      link.style.height = `${box.height}px`;
      layer.append(link);
    };
    nodes.forEach((node) => { if (node.place[0] >= 0) hit(node, `#d${node.place[0]}`, `Document ${P.path(node.place)}`); });
    sides.forEach((side) => side.cards.forEach((card) => { if (card.place[0] >= 0) hit(card, P.address(card.place), `${side.label}, at ${P.where(card.place)}`); }));
    stage.replaceChildren(svg, layer);
  };

  const graph = (n) => {
    const finding = P.data().findings[n - 1];
    const figure = P.figure("graph", "Who says what", (stage, room) => paint(stage, room, n));
    const rows = sidesOf(finding).flatMap((side) => side.all.slice(0, 40).map((place) => [
      P.letter(side.n), side.label + (side.isSuspect ? " (likely wrong)" : ""), P.where(place), P.quote(place),
    ]));
    figure.append(P.table(`Who says what${finding.about ? ` of ${finding.about}` : ""}`, ["Side", "Value", "Place", "Words"], rows));
    return figure;
  };

  Object.assign(P, { graph });
})();
