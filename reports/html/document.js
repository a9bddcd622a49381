// The page of a document: its text with the findings beside their lines. `#d3` is the fourth document, `#d3-120` a place in it.
(() => {
  const P = window.pictures;
  const { make } = P;
  const CHUNK = 60, REACH = 6, MOST_AT_ONCE = 8;
  const drawn = new Map();

  // the places of all findings, by document, each with its finding and its side
  const placesOf = (number) => {
    const data = P.data();
    if (!data.places) {
      data.places = new Map();
      const add = (place, n, side) => {
        if (!data.places.has(place[0])) data.places.set(place[0], []);
        data.places.get(place[0]).push({ start: place[2], end: place[3], values: place[4], line: place[1], n, side, place });
      };
      data.findings.forEach((finding, index) => {
        finding.sides.forEach(([, places], side) => places.forEach((place) => add(place, index + 1, side)));
        (finding.folded || []).forEach((place) => add(place, index + 1, -1));
      });
      data.places.forEach((list) => list.sort((a, b) => a.start - b.start || b.end - a.end || a.n - b.n));
    }
    return data.places.get(number) || [];
  };

  // cut wherever a mark begins or ends, so that marks may overlap
  const stretches = (text, offset, places) => {
    const cuts = new Map();
    const change = (where, what) => {
      const spot = where - offset;
      if (spot < 0 || spot > text.length) return;
      if (!cuts.has(spot)) cuts.set(spot, []);
      cuts.get(spot).push(what);
    };
    for (const place of places) {
      const low = Math.max(place.start, offset), high = Math.min(place.end, offset + text.length);
      if (low < high) { change(low, ["in", place]); change(high, ["out", place]); }
      for (let n = 0; n < place.values.length; n += 2) {
        const from = Math.max(place.values[n], offset), to = Math.min(place.values[n + 1], offset + text.length);
        if (from < to) { change(from, ["value", place]); change(to, ["end", place]); }
      }
    }
    const spots = [...cuts.keys(), 0, text.length].sort((a, b) => a - b).filter((spot, n, all) => !n || spot !== all[n - 1]);
    const open = new Set(), values = new Map();
    const found = [];
    spots.forEach((spot, n) => {
      const begins = [];
      for (const [what, place] of cuts.get(spot) || []) {
        if (what === "in") { open.add(place); if (place.start === spot + offset) begins.push(place); }
        else if (what === "out") open.delete(place);
        else if (what === "value") values.set(place, (values.get(place) || 0) + 1);
        else if (values.get(place) > 1) values.set(place, values.get(place) - 1);
        else values.delete(place);
      }
      const until = spots[n + 1];
      if (until !== undefined && until > spot) found.push({ text: text.slice(spot, until), open: first(open), values: first(values.keys()), begins });
    });
    return found;
  };

  const first = (places) => {
    const found = [];
    for (const place of places) if (found.push(place) === MOST_AT_ONCE) break;
    return found;
  };
  const pieceOf = (piece, number) => {
    const findings = [...new Set([...piece.values, ...piece.open].map((place) => place.n))].slice(0, MOST_AT_ONCE);
    if (!findings.length) return document.createTextNode(piece.text);
    const isValue = piece.values.length > 0;
    const side = (isValue ? piece.values : piece.open)[0].side;
    const classes = [isValue ? "value" : "said", findings.length > 1 ? "several" : "", side >= 0 ? P.tone(side) : ""].filter(Boolean).join(" ");
    const element = make(isValue ? "mark" : "span", { class: classes, "data-findings": findings.join(" ") }, piece.text);
    if (piece.begins.length && !document.getElementById(P.anchor(piece.begins[0].place))) element.id = P.anchor(piece.begins[0].place);
    return element;
  };

  const noteOf = (group, number) => {
    const data = P.data(), finding = data.findings[group.n - 1];
    const rest = finding.sides.flatMap(([label, places], side) => (group.sides.has(side) ? [] : places.slice(0, 1).map((place) => ({ label, place, side }))));
    const note = make("div", { class: `remark ${finding.severity}`, "data-finding": group.n, tabindex: -1 },
      make("p", {}, make("a", { class: "card", href: P.findingAddress(group.n), "aria-label": `Finding ${group.n}, ${finding.severity}: ${finding.kind}` }, `#${group.n}`), ` ${finding.kind}`));
    for (const { label, place, side } of rest.slice(0, 3)) {
      note.append(make("p", { class: "rival" }, make("b", { class: `letter ${P.tone(side)}` }, P.letter(side)), ` ${label.length > 90 ? `${label.slice(0, 88)}…` : label} `,
        place[0] >= 0 ? make("a", { href: P.address(place) }, place[0] === number ? `line ${place[1]}` : P.short(place)) : P.where(place)));
    }
    if (!rest.length) {
      const told = P.told(group.n);
      note.append(make("p", { class: "rival" }, told.length > 160 ? `${told.slice(0, 158)}…` : told));
    }
    if (group.sides.has(-1) && group.sides.size === 1) note.append(make("p", { class: "rival" }, "follows from it"));
    return note;
  };

  // the notes of each line: a finding once a line, with the sides that it has there
  const notesByLine = (places) => {
    const found = new Map();
    for (const place of places) {
      if (!found.has(place.line)) found.set(place.line, new Map());
      const line = found.get(place.line);
      if (!line.has(place.n)) line.set(place.n, { n: place.n, sides: new Set() });
      line.get(place.n).sides.add(place.side);
    }
    return found;
  };

  const body = (number) => {
    const source = P.data().documents[number], places = placesOf(number);
    const notes = notesByLine(places), noted = [...notes.keys()].sort((a, b) => a - b);
    const whole = make("div", { class: "text", dir: "auto" });
    let next = 0, waiting = 0, nextLine = 1;
    let running = [];
    const left = (from, to) => whole.append(make("p", { class: "left" }, to > from ? `lines ${from} to ${to} are left out` : `line ${from} is left out`));
    for (const [first, offset, text] of source.parts) {
      if (first > nextLine) left(nextLine, first - 1);
      let chunk = null, rows = 0, start = 0, since = REACH;
      const lines = text.split("\n");
      lines.forEach((line, index) => {
        const n = first + index, from = offset + start, to = from + line.length;
        start += line.length + 1;
        if (!chunk || (rows >= CHUNK && since >= REACH)) {
          chunk = make("div", { class: "chunk" });
          chunk.style.containIntrinsicSize = `auto ${Math.min(CHUNK, lines.length - index) * 1.6}em`;
          whole.append(chunk);
          rows = 0;
        }
        rows += 1;
        while (next < places.length && places[next].start <= to) running.push(places[next++]);
        running = running.filter((place) => Math.max(place.end, ...place.values) >= from);
        const content = make("span", { class: "line" });
        if (running.length) content.append(...stretches(line, from, running).map((piece) => pieceOf(piece, number)));
        else content.textContent = line;
        chunk.append(make("span", { class: "number", "data-line": n }), content);
        since += 1;
        const own = notes.get(n);
        if (own) {
          since = 0;
          while (waiting < noted.length && noted[waiting] <= n) waiting += 1;
          const room = Math.min(REACH, (noted[waiting] || Infinity) - n, lines.length - index);
          const cell = make("div", { class: `notes span${room}` }, ...[...own.values()].map((group) => noteOf(group, number)));
          content.classList.add("noted");
          chunk.append(cell);
        }
      });
      nextLine = first + lines.length;
    }
    if (nextLine <= source.lines) left(nextLine, source.lines);
    return whole;
  };

  // --- one document, and the walk from finding to finding in it ---
  const settle = (target, focus) => {
    // what was never drawn has a guessed height: go there, and once more when it is known
    target.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => { target.scrollIntoView({ block: "center" }); if (focus) focus.focus({ preventScroll: true }); });
  };
  // each finding once a line
  const stopsOf = (places) => {
    const seen = new Set();
    return places.filter(({ n, line }) => {
      const isNew = !seen.has(`${n} ${line}`);
      seen.add(`${n} ${line}`);
      return isNew;
    });
  };
  const build = (box, number) => {
    const places = placesOf(number), stops = stopsOf(places);
    let at = -1;
    const position = make("span", { class: "position", role: "status" });
    const tell = () => { position.textContent = !stops.length ? "no findings" : at < 0 ? `${stops.length} place${stops.length > 1 ? "s" : ""}` : `${at + 1} of ${stops.length}`; };
    const pieces = (n) => box.querySelectorAll(`[data-findings~="${n}"]`);
    const select = (place, moves) => {
      box.querySelectorAll(".active").forEach((element) => element.classList.remove("active"));
      at = stops.findIndex((other) => other.n === place.n && other.line === place.line);
      pieces(place.n).forEach((element) => element.classList.add("active"));
      box.querySelectorAll(`.remark[data-finding="${place.n}"]`).forEach((element) => element.classList.add("active"));
      tell();
      if (!moves) return;
      const line = box.querySelector(`[data-line="${place.line}"]`);
      if (!line) return;
      const cell = line.nextElementSibling.nextElementSibling;
      settle(line.nextElementSibling, cell && cell.querySelector(`.remark[data-finding="${place.n}"]`));
    };
    const step = (by) => { if (stops.length) select(stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length], true); };
    const earlier = make("button", { type: "button", "aria-label": "Previous finding in this document", disabled: !stops.length }, "‹ previous");
    const later = make("button", { type: "button", "aria-label": "Next finding in this document", disabled: !stops.length }, "next ›");
    earlier.addEventListener("click", () => step(-1));
    later.addEventListener("click", () => step(1));
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !box.contains(event.target)) return;
      const by = { n: 1, p: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });
    box.addEventListener("click", (event) => {
      const piece = event.target.closest("[data-findings]");
      if (!piece || String(getSelection()).trim()) return;
      const n = Number(piece.dataset.findings.split(" ")[0]);
      const line = Number(piece.closest(".line").previousElementSibling.dataset.line);
      const place = places.find((one) => one.n === n && one.line === line) || places.find((one) => one.n === n);
      if (place) select(place, false);
    });
    if (stops.length > 1) box.append(make("div", { class: "walk" }, earlier, position, later));
    box.append(body(number));
    tell();
    // a place that the address names: one of a finding, or any other
    const goTo = (start) => {
      const place = places.find((one) => (one.place.address ?? one.start) === start);
      if (place) { select(place, false); return; }
      const line = lineAt(number, start), mark = line && box.querySelector(`[data-line="${line}"]`);
      box.querySelectorAll(".active").forEach((element) => element.classList.remove("active"));
      if (!mark) return;
      mark.nextElementSibling.classList.add("active");
      settle(mark.nextElementSibling, null);
    };
    drawn.set(number, goTo);
  };
  // the line that an offset lies in
  const lineAt = (number, offset) => {
    for (const [first, start, text] of P.data().documents[number].parts) {
      if (offset >= start && offset <= start + text.length) return first + text.slice(0, offset - start).split("\n").length - 1;
    }
    return 0;
  };

  // Called by the page with an empty element and the number of a document, from 0; the plain text beside it makes room.
  window.drawDocument = (box, number) => {
    const source = P.data().documents[number];
    if (!source || !source.parts.length) return;
    for (const other of [...(box.parentElement ? box.parentElement.children : [])]) {
      if (other !== box && other.matches("ol, .span") && placesOf(number).length) other.remove();
    }
    box.classList.add("paper");
    build(box, number);
  };
  const follow = () => {
    const match = /^#d(\d+)-(\d+)$/.exec(location.hash);
    const goTo = match && drawn.get(Number(match[1]));
    if (goTo) goTo(Number(match[2]));
  };
  addEventListener("hashchange", () => setTimeout(follow));
  addEventListener("load", () => setTimeout(follow));
})();
