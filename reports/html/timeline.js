// Timelines: the dates that a finding is about, near enough to tell them apart, and all dates of what it is about.
(() => {
  const P = window.pictures;
  const { make, draw, round } = P;
  const { civil, axisOf } = P.calendar;
  const SIZE = 13, LANE = 27, MAX_ROWS = 14;

  // --- what is drawn ---
  const isOpen = (mark) => mark.first === null || mark.last === null;
  const markOf = (index) => {
    const [first, last, granularity, manner, row, label, said, places, count, clock] = P.data().moments[index];
    return { index, first, last, granularity, manner, row, label, said, places: places.slice(), count, clock, side: null, others: [] };
  };
  const findingsOf = (index) => {
    const data = P.data();
    if (!data.findingsOf) {
      data.findingsOf = new Map();
      data.findings.forEach((finding, n) => (finding.dates || []).forEach(([, moment]) => {
        if (!data.findingsOf.has(moment)) data.findingsOf.set(moment, new Set());
        data.findingsOf.get(moment).add(n + 1);
      }));
    }
    return [...(data.findingsOf.get(index) || [])];
  };
  // those that say the same become one, with all their places
  const merged = (marks, byRow) => {
    const found = new Map();
    for (const mark of marks) {
      const key = [mark.first, mark.last, mark.clock, mark.label, mark.manner, mark.side, byRow ? mark.row : ""].join("|");
      const same = found.get(key);
      if (!same) { found.set(key, mark); continue; }
      same.places.push(...mark.places);
      same.count += mark.count;
      same.others = [...new Set([...same.others, ...mark.others])];
    }
    return [...found.values()];
  };
  const start = (mark) => (mark.clock !== undefined ? mark.first + mark.clock / 1440 : mark.first);
  const end = (mark) => (mark.clock !== undefined ? mark.first + mark.clock / 1440 : mark.last === null ? null : mark.last + 1);
  const middle = (mark) => {
    if (mark.first === null) return end(mark);
    if (mark.last === null) return start(mark);
    return (start(mark) + end(mark)) / 2;
  };
  // a finding of one side has no letters: its date is in doubt, against none
  const signOf = (mark) => (mark.alone ? "?" : P.letter(mark.side));
  const shownLabel = (mark) => (mark.manner && mark.manner !== "about" ? `${mark.label} (${mark.manner})` : mark.label);
  // on an axis of hours that has but one day, the hour says it all
  const inDay = (mark, isOneDay) => (isOneDay && mark.clock !== undefined ? shownLabel(mark).split(", ").pop() : shownLabel(mark));

  const plural = (number, unit) => `${number} ${unit}${number === 1 ? "" : "s"}`;
  const inMonths = (count) => [count >= 12 ? plural(Math.floor(count / 12), "year") : "", count % 12 ? plural(count % 12, "month") : ""].filter(Boolean).join(" ");
  // how far two values lie apart, by their nearest ends
  const apart = (a, b) => {
    const bound = (a.first === null && b.first === null) || (a.last === null && b.last === null);
    if (!bound && (isOpen(a) || isOpen(b))) return "";
    const exact = a.granularity === 0 && b.granularity === 0 || bound;
    if (a.clock !== undefined && b.clock !== undefined) {
      const minutes = Math.round((start(b) - start(a)) * 1440);
      if (minutes < 1440) {
        const hours = Math.floor(minutes / 60), rest = minutes % 60;
        return `${[hours ? plural(hours, "hour") : "", rest ? plural(rest, "minute") : ""].filter(Boolean).join(" ")} apart`;
      }
    }
    const from = bound ? (a.last === null ? a.first : a.last) : a.last;
    const to = bound ? (b.last === null ? b.first : b.last) : b.first;
    const days = to - from;
    if (days <= 0) return "";
    const [y1, m1, d1] = civil(from), [y2, m2, d2] = civil(to);
    const months = (y2 - y1) * 12 + m2 - m1;
    let text;
    if (exact && d1 === d2 && months) text = inMonths(months);
    else if (days < 62) text = plural(days, "day");
    else if (days < 730) text = `about ${plural(Math.round(days / 30.44), "month")}`;
    else text = `about ${plural(Math.round(days / 365.24), "year")}`;
    if (!exact) {
      if (a.granularity === 6 && b.granularity === 6) text = plural(y2 - y1, "year");
      else if (a.granularity === 2 && b.granularity === 2) text = inMonths(months);
      else text = `at least ${text.replace("about ", "")}`;
    }
    return `${text} apart`;
  };

  // --- where it stands ---
  const domainOf = (marks) => {
    const ends = marks.flatMap((mark) => [mark.first === null ? null : start(mark), end(mark)]).filter((at) => at !== null);
    let low = Math.min(...ends), high = Math.max(...ends);
    const hasHours = marks.some((mark) => mark.clock !== undefined) && high - low <= 4;
    const least = hasHours ? 2 / 24 : 8;
    if (high - low < least) { const more = (least - (high - low)) / 2; low -= more; high += more; }
    const pad = (high - low) * 0.05;
    return { low: low - (marks.some((m) => m.first === null) ? 1.6 : 1) * pad, high: high + (marks.some((m) => m.last === null) ? 1.6 : 1) * pad, hasHours };
  };
  // the mark's own ends and those of its label, in pixels
  const placed = (mark, at, left, right, { hasHours, isOneDay, withSource, reach }) => {
    const isPoint = mark.clock !== undefined || (mark.granularity === 0 && !isOpen(mark) && !hasHours);
    const half = mark.side !== null ? 10 : mark.others.length ? 7 : 5;
    let x0, x1, badge;
    if (isPoint) {
      const x = Math.min(right - half, Math.max(left + half, at(mark.clock !== undefined ? start(mark) : mark.first + 0.5)));
      x0 = x - half; x1 = x + half; badge = x;
    } else {
      // among many others, what is open at an end is no more than an arrow
      x0 = mark.first === null ? Math.max(left, at(end(mark)) - reach) : Math.max(left, at(start(mark)));
      x1 = mark.last === null ? Math.min(right, at(start(mark)) + reach) : Math.min(right, at(end(mark)));
      if (x1 - x0 < 12) { const more = (12 - (x1 - x0)) / 2; x0 -= more; x1 += more; }
      badge = mark.first === null ? x1 : mark.last === null ? x0 : (x0 + x1) / 2;
    }
    const around = mark.side !== null ? 11 : 0;
    const m0 = Math.min(x0, badge - around), m1 = Math.max(x1, badge + around);
    const weight = mark.side !== null ? 650 : 400;
    const text = P.fit(inDay(mark, isOneDay) + (mark.side === null && mark.others.length ? `  ≠ #${mark.others[0]}` : ""), right - left - 4, SIZE, weight);
    const source = withSource ? `${P.short(mark.places[0])}${mark.count > 1 ? ` and ${mark.count - 1} more` : ""}` : "";
    const told = P.width(text, SIZE, weight);
    const both = told + 8 + P.width(source, 12);
    const sourced = source && (m1 + 7 + both <= right || m0 - 7 - both >= left);
    const wide = sourced ? both : told;
    let from, below = 0;
    const inside = !isPoint && mark.side === null && x1 - x0 >= wide + 16;
    if (mark.last === null && inside) from = x0 + 10;
    else if (m1 + 7 + wide <= right) from = m1 + 7;
    else if (inside) from = mark.first === null ? x1 - 10 - wide : x0 + 8;
    else if (m0 - 7 - wide >= left) from = m0 - 7 - wide;
    else { from = Math.min(Math.max(left, badge - wide / 2), right - wide); below = 1; }
    const within = !below && from > x0 && from + wide < x1;
    return {
      mark, isPoint, x0, x1, badge, text, weight, source: sourced ? source : "", told, from, wide, below, within,
      left: Math.min(m0, from), right: Math.max(m1, from + wide),
    };
  };
  const stacked = (items, alone) => {
    const lanes = [];
    let heights = [];
    for (const item of items) {
      let lane = alone ? lanes.length : lanes.findIndex((taken) => taken.every((o) => item.left > o.right + 12 || item.right + 12 < o.left));
      if (lane < 0) lane = lanes.length;
      if (!lanes[lane]) { lanes[lane] = []; heights[lane] = LANE; }
      lanes[lane].push(item);
      item.lane = lane;
      if (item.below) heights[lane] = LANE + 18;
    }
    let y = 0;
    const tops = heights.map((height) => { const top = y; y += height; return top; });
    items.forEach((item) => { item.top = tops[item.lane]; item.height = heights[item.lane]; });
    return y;
  };

  // --- ink ---
  const shape = (side, x, y) => {
    const r = 9.5;
    if (side === 0) return draw("path", { d: `M${round(x)} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z` });
    if (side === 1) return draw("rect", { x: round(x - r + 1), y: y - r + 1, width: 2 * r - 2, height: 2 * r - 2, rx: 1.5 });
    return draw("path", { d: `M${round(x - 5.5)} ${y - r}h11l5 ${r}l-5 ${r}h-11l-5 ${-r}z` });
  };
  const inkOf = (item, left, right) => {
    const { mark, x0, x1, badge } = item;
    const y = item.y + LANE / 2;
    const kind = mark.side !== null ? `disputed ${P.tone(mark.side)}` : mark.others.length ? "elsewhere" : "quiet";
    const group = draw("g", { class: `mark ${kind} ${mark.manner}${item.onBand ? " banded" : ""}` });
    if (!item.isPoint) {
      const h = item.within ? 19 : 12, top = y - h / 2;
      let d = `M${round(x0 + 2)} ${top}H${round(x1 - 2)}q2 0 2 2v${h - 4}q0 2 -2 2H${round(x0 + 2)}q-2 0 -2 -2v${4 - h}q0 -2 2 -2z`;
      if (mark.first === null) d = `M${round(x0 + 8)} ${top}H${round(x1)}v${h}H${round(x0 + 8)}l-8 ${-h / 2}z`;
      else if (mark.last === null) d = `M${round(x0)} ${top}H${round(x1 - 8)}l8 ${h / 2}l-8 ${h / 2}H${round(x0)}z`;
      group.append(draw("path", { class: "bar", d }));
      if (isOpen(mark)) group.append(draw("path", { class: "cap", d: `M${round(badge)} ${y - 9}v18` }));
    }
    if (mark.side !== null) {
      group.append(fillClass(shape(mark.side, badge, y), "badge"));
      group.append(draw("text", { class: "letter", x: round(badge), y: y + 4.2, "text-anchor": "middle" }, signOf(mark)));
    } else if (item.isPoint) {
      group.append(mark.others.length
        ? draw("path", { class: "point", d: `M${round(badge)} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5z` })
        : draw("circle", { class: "point", cx: round(badge), cy: y, r: 4.5 }));
    }
    const at = item.below ? y + LANE / 2 + 9 : y + 4.5;
    group.append(draw("text", { class: `date${item.within ? " within" : ""}`, x: round(item.from), y: at }, item.text));
    if (item.source) group.append(draw("text", { class: "source", x: round(item.from + item.told + 8), y: at }, item.source));
    return group;
  };
  const fillClass = (element, name) => { element.setAttribute("class", name); return element; };

  const axisInk = (ticks, at, left, right, y, isTop) => {
    const group = draw("g", { class: "axis" }, draw("path", { class: "line", d: `M${left} ${y}H${right}` }));
    const sign = isTop ? -1 : 1;
    let belongs = null, until = -Infinity;
    ticks.forEach(([position, text, over], n) => {
      const x = round(at(position));
      group.append(draw("path", { class: "stroke", d: `M${x} ${y}v${5 * sign}` }));
      const wide = P.width(text, 12);
      const from = Math.min(Math.max(x - wide / 2, 3), right - 3 - wide);
      group.append(draw("text", { x: round(from), y: isTop ? y - 9 : y + 17 }, text));
      if (!over || over === belongs) return;
      const size = P.width(over, 12, 600);
      const start = Math.min(from, right - 3 - size);
      const next = ticks.slice(n).find((tick) => tick[2] !== over);
      // the first one gives way where the next has no room beside it, but for its being the only one
      if (start < until || (belongs === null && next && at(next[0]) < start + size + 10 && ticks.filter((tick) => tick[2] === over).length < 2)) {
        belongs = over;
        return;
      }
      group.append(draw("text", { class: "over", x: round(start), y: isTop ? y - 25 : y + 33 }, over));
      belongs = over;
      until = start + size + 10;
    });
    return group;
  };

  // --- one panel ---
  const rowsOf = (marks) => {
    const rows = new Map();
    for (const mark of marks) {
      if (!rows.has(mark.row)) rows.set(mark.row, { label: mark.said, marks: [] });
      const row = rows.get(mark.row);
      if (mark.side !== null) row.label = mark.said || row.label;
      row.marks.push(mark);
    }
    return [...rows.values()];
  };
  // so many rows as can be taken in: what conflicts, then what lies nearest to it in time
  const nearest = (rows, all) => {
    if (all || rows.length <= MAX_ROWS) return rows;
    const own = rows.flatMap((row) => row.marks).filter((mark) => mark.side !== null).map(middle);
    const far = (row) => Math.min(...row.marks.map((mark) => Math.min(...own.map((at) => Math.abs(middle(mark) - at)), own.length ? Infinity : 0)));
    const worth = rows.map((row, n) => [row.marks.some((m) => m.side !== null) ? 0 : row.marks.some((m) => m.others.length) ? 1 : 2, far(row), n]);
    worth.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    const kept = new Set(worth.slice(0, MAX_ROWS).map((item) => item[2]));
    return rows.filter((_, n) => kept.has(n));
  };

  const paintPanel = (stage, room, panel, again) => {
    const isPhone = room < P.PHONE;
    const isNear = panel.kind === "near";
    const rows = nearest(panel.rows, panel.all || isNear);
    const hidden = panel.rows.length - rows.length;
    const marks = rows.flatMap((row) => row.marks);
    const { low, high, hasHours } = domainOf(marks);
    const gutter = isNear || isPhone ? 0 : Math.ceil(Math.min(190, room * 0.26, Math.max(...rows.map((row) => P.width(row.label, SIZE, row.marks.some((m) => m.side !== null) ? 650 : 400))) + 20));
    const isOneDay = hasHours && new Set(marks.filter((mark) => mark.clock !== undefined).map((mark) => mark.first)).size === 1;
    const left = gutter + 6, right = room - 14;
    // beside a bar that has no beginning, its date has room only after its end
    const after = isPhone || !isNear ? 0 : Math.min(room * 0.3, Math.max(0, ...marks.filter((mark) => mark.first === null).map((mark) => (
      P.width(shownLabel(mark), SIZE, 650) + 30 - ((high - end(mark)) / (high - low)) * (right - left - 16)))));
    const across = right - left - 16 - after;
    const at = (day) => left + 8 + ((day - low) / (high - low)) * across;
    const ticks = axisOf(low, low + ((high - low) * (across + after)) / across, across + after, hasHours);
    const hasOver = ticks.some((tick) => tick[2]);
    const twoAxes = !isNear && rows.length > 10;
    let y = twoAxes ? (hasOver ? 44 : 28) : 4;
    const top = y;
    const back = draw("g", {}), ink = draw("g", {});
    const items = [];
    rows.forEach((row) => {
      const isOwn = row.marks.some((mark) => mark.side !== null);
      const first = y;
      if (isPhone && !isNear && row.label) {
        ink.append(draw("text", { class: `row${isOwn ? " own" : ""}`, x: 2, y: y + 15 }, P.fit(row.label, room - 16, 12)));
        y += 18;
      }
      const put = row.marks.map((mark) => placed(mark, at, left, right, { hasHours, isOneDay, withSource: isNear && !isPhone, reach: isNear ? Infinity : 64 }));
      const height = stacked(put, isNear && put.length <= 6);
      put.forEach((item) => { item.y = y + item.top; item.onBand = isOwn && !isNear; ink.append(inkOf(item, left, right)); items.push(item); });
      if (gutter && row.label) {
        ink.append(draw("text", { class: `row${isOwn ? " own" : ""}`, x: 8, y: y + LANE / 2 + 4.5 }, P.fit(row.label, gutter - 14, SIZE, isOwn ? 650 : 400)));
      }
      y += height;
      if (isOwn && !isNear) back.append(draw("rect", { class: "band", x: 0, y: first, width: room, height: y - first, rx: 4 }));
      else if (!isNear) back.append(draw("path", { class: "under", d: `M0 ${y - 0.5}H${room}` }));
    });
    if (isNear) y = gapInk(ink, back, items, y, left, right);
    y += 4;
    const grid = draw("path", { class: "grid", d: ticks.map(([position]) => `M${round(at(position))} ${top}V${y}`).join("") });
    ink.append(axisInk(ticks, at, 0, room, y, false));
    if (twoAxes) ink.append(axisInk(ticks, at, 0, room, top, true));
    const height = y + (hasOver ? 40 : 24);
    const title = P.id("title"), desc = P.id("desc");
    const svg = draw("svg", { role: "img", "aria-labelledby": `${title} ${desc}`, viewBox: `0 0 ${room} ${height}`, width: room, height },
      draw("title", { id: title }, panel.title), draw("desc", { id: desc }, panel.told), back, grid, ink);
    stage.replaceChildren(svg, hitsOf(items, room, height, stage));
    if (hidden || panel.all) {
      const button = make("button", { type: "button", class: "all" }, panel.all ? "Show fewer" : `Show all ${plural(panel.rows.length, "row")}`);
      button.addEventListener("click", () => {
        panel.all = !panel.all;
        again();
        const next = stage.querySelector("button.all");
        if (next) next.focus();
      });
      stage.append(button);
    }
  };

  // between the conflicting values: how far they lie apart
  const gapInk = (ink, back, items, y, left, right) => {
    const sided = new Map();
    for (const item of items) if (item.mark.side !== null && !sided.has(item.badge)) sided.set(item.badge, item);
    const inOrder = [...sided.values()].sort((a, b) => a.badge - b.badge);
    const pairs = inOrder.slice(1).map((item, n) => [inOrder[n], item]).filter(([a, b]) => a.mark.side !== b.mark.side);
    const told = pairs.map(([a, b]) => apart(a.mark, b.mark));
    if (!told.some(Boolean)) return y;
    const line = y + 14;
    let below = 0;
    pairs.forEach(([a, b], n) => {
      const text = told[n] && `≠ ${told[n]}`;
      if (!text) return;
      // from end to end, as far as the words tell it
      const x0 = Math.round(a.isPoint || isOpen(a.mark) ? a.badge : a.x1), x1 = Math.round(b.isPoint || isOpen(b.mark) ? b.badge : b.x0);
      const wide = P.width(text, SIZE, 650);
      if (x1 <= x0) return;
      back.append(draw("path", { class: "guide", d: `M${x0} ${a.y + LANE / 2}V${line + 6}M${x1} ${b.y + LANE / 2}V${line + 6}` }));
      let from = null;
      if (x1 - x0 > wide + 24) {
        from = (x0 + x1 - wide) / 2;
        ink.append(draw("path", { class: "gap", d: `M${x0} ${line}H${round(from - 7)}M${round(from + wide + 7)} ${line}H${x1}M${x0} ${line - 5}v10M${x1} ${line - 5}v10` }));
      } else {
        ink.append(draw("path", { class: "gap", d: `M${x0} ${line}H${x1}M${x0} ${line - 5}v10M${x1} ${line - 5}v10` }));
        if (pairs.length === 1) from = x1 + 10 + wide <= right ? x1 + 10 : x0 - 10 - wide >= left ? x0 - 10 - wide : null;
      }
      if (from !== null) ink.append(draw("text", { class: "apart", x: round(from), y: line + 4.5 }, text));
      else if (pairs.length === 1) {
        below = 18;
        ink.append(draw("text", { class: "apart", x: round(Math.min(Math.max(left, (x0 + x1 - wide) / 2), right - wide)), y: line + 21 }, text));
      }
    });
    return y + 28 + below;
  };

  // --- what can be pointed at or walked through: a button over each mark, and what it says ---
  const hitsOf = (items, room, height, stage) => {
    const tip = make("div", { class: "tip", id: P.id("tip"), role: "tooltip", hidden: true });
    const layer = make("div", { class: "hits", role: "group", "aria-label": "Dates; the arrow keys walk through them" });
    const buttons = items.map((item, n) => {
      const mark = item.mark;
      const label = [mark.side === null ? "" : mark.alone ? "In doubt:" : `${P.letter(mark.side)}:`, mark.said ? `${mark.said},` : "", `${shownLabel(mark)}.`, `${plural(mark.count, "source")}: ${P.where(mark.places[0])}`].filter(Boolean).join(" ");
      const button = make("button", { type: "button", class: "touch", tabindex: n ? -1 : 0, "aria-label": label, "aria-expanded": "false", "aria-controls": tip.id });
      button.style.left = `${(100 * Math.max(0, item.left - 3)) / room}%`;
      button.style.width = `${(100 * (Math.min(room, item.right + 3) - Math.max(0, item.left - 3))) / room}%`;
      button.style.top = `${item.y + 1}px`;
      button.style.height = `${item.height - 2}px`;
      return button;
    });
    layer.append(...buttons);
    let shown = -1, closing = 0;
    const onEscape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      if (tip.contains(document.activeElement)) buttons[shown].focus({ preventScroll: true });
      hide();
    };
    const hide = () => {
      clearTimeout(closing);
      document.removeEventListener("keydown", onEscape, true);
      if (shown >= 0) buttons[shown].setAttribute("aria-expanded", "false");
      shown = -1;
      tip.hidden = true;
    };
    const show = (n) => {
      clearTimeout(closing);
      if (shown === n) return;
      hide();
      shown = n;
      buttons[n].setAttribute("aria-expanded", "true");
      tip.replaceChildren(...tipOf(items[n].mark));
      tip.hidden = false;
      document.addEventListener("keydown", onEscape, true);
      const wide = Math.min(340, room);
      tip.style.width = `${wide}px`;
      tip.style.left = `${Math.max(0, Math.min(room - wide, items[n].badge - wide / 2))}px`;
      tip.style.top = `${items[n].y + items[n].height + 1}px`;
    };
    const leave = () => { clearTimeout(closing); closing = setTimeout(hide, 250); };
    buttons.forEach((button, n) => {
      button.addEventListener("pointerenter", () => show(n));
      button.addEventListener("pointerleave", leave);
      button.addEventListener("focus", () => {
        buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
        show(n);
      });
      button.addEventListener("click", () => { show(n); const link = tip.querySelector("a"); if (link) link.focus(); });
    });
    tip.addEventListener("pointerenter", () => clearTimeout(closing));
    tip.addEventListener("pointerleave", leave);
    layer.addEventListener("keydown", (event) => {
      const n = buttons.indexOf(event.target);
      if (n < 0) return;
      const next = { ArrowRight: n + 1, ArrowDown: n + 1, ArrowLeft: n - 1, ArrowUp: n - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      if (buttons[next]) buttons[next].focus();
    });
    const both = make("div", { class: "over" }, layer, tip);
    both.addEventListener("focusout", (event) => { if (!both.contains(event.relatedTarget)) hide(); });
    return both;
  };
  const tipOf = (mark) => {
    const head = make("p", { class: "head" },
      mark.side !== null ? make("b", { class: `letter ${P.tone(mark.side)}` }, signOf(mark)) : null,
      make("strong", {}, shownLabel(mark)), mark.said ? ` ${mark.said}` : "");
    const sources = make("ul", {}, ...mark.places.slice(0, 5).map((place) => {
      const words = P.quote(place);
      return make("li", {}, make("a", { href: P.address(place) }, P.where(place)), words ? make("q", {}, words.length > 160 ? `${words.slice(0, 158)}…` : words) : null);
    }));
    const more = mark.count - Math.min(5, mark.places.length);
    if (more > 0) sources.append(make("li", {}, `and ${more} more`));
    const others = mark.others.slice(0, 5).map((n) => make("a", { href: P.findingAddress(n) }, `#${n}`));
    return [head, sources, others.length ? make("p", {}, "In dispute in ", ...others.flatMap((link, n) => (n ? [", ", link] : [link]))) : null].filter(Boolean);
  };

  // --- the panels of a finding ---
  const panelFigure = (panel) => {
    const figure = P.figure(`timeline ${panel.kind}`, panel.title, (stage, room, again) => paintPanel(stage, room, panel, again));
    const rows = panel.rows.flatMap((row) => row.marks.map((mark) => [
      mark.said, shownLabel(mark), mark.side !== null ? (mark.alone ? "in doubt" : `side ${P.letter(mark.side)}`) : mark.others.length ? `disputed in finding ${mark.others.join(", ")}` : "",
      mark.places.map((place) => P.where(place)).join(", ") + (mark.count > mark.places.length ? ` and ${mark.count - mark.places.length} more` : ""),
    ]));
    figure.append(P.table(panel.title, ["What", "When", "In conflict", "Sources"], rows));
    return figure;
  };
  const timelines = (n) => {
    const data = P.data(), finding = data.findings[n - 1];
    const own = new Map((finding.dates || []).map(([side, moment]) => [moment, side]));
    const isRival = new Set(own.values()).size > 1;
    const isAlone = finding.sides.length === 1;
    const sided = (index) => {
      const mark = markOf(index);
      if (own.has(index) && (isRival || isAlone)) mark.side = own.get(index);
      mark.alone = isAlone;
      mark.others = findingsOf(index).filter((other) => other !== n);
      return mark;
    };
    const inTime = (a, b) => middle(a) - middle(b) || (a.side ?? 9) - (b.side ?? 9);
    const panels = [];
    if (isRival) {
      const marks = merged([...own.keys()].map(sided), false).sort((a, b) => a.side - b.side || inTime(a, b));
      const told = marks.map((mark) => `${P.letter(mark.side)}: ${shownLabel(mark)}`).join("; ");
      panels.push({ kind: "near", title: "The dates that conflict", told: `${told}.`, rows: [{ label: "", marks }], all: false });
    }
    const entity = finding.entity === undefined ? null : data.entities[finding.entity];
    if (entity) {
      const marks = merged([...new Set([...entity.dates, ...(isRival ? own.keys() : [])])].map(sided), true).sort(inTime);
      if (marks.length > (isRival || isAlone ? own.size : 1)) {
        const more = entity.more ? ` ${entity.more} more dates of it are not drawn.` : "";
        panels.push({ kind: "whole", title: `Dates of ${entity.name}`, told: `${plural(marks.length, "date")}.${more}`, rows: rowsOf(marks), all: false });
      }
    }
    return panels.map(panelFigure);
  };

  Object.assign(P, { timelines });
})();
