// The axis of a timeline: the calendar, and ticks from centuries to minutes.
(() => {
  const P = window.pictures;

  // --- the calendar: proleptic Gregorian, day 1 is 0001-01-01, years before it astronomical ---
  const dayNumber = (year, month, day) => {
    const y = month <= 2 ? year - 1 : year;
    const era = Math.floor(y / 400), of = y - era * 400;
    const days = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    return era * 146097 + of * 365 + Math.floor(of / 4) - Math.floor(of / 100) + days - 305;
  };
  const civil = (number) => {
    const n = Math.floor(number) + 305;
    const era = Math.floor(n / 146097), of = n - era * 146097;
    const year = Math.floor((of - Math.floor(of / 1460) + Math.floor(of / 36524) - Math.floor(of / 146096)) / 365);
    const days = of - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
    const shifted = Math.floor((5 * days + 2) / 153);
    const month = shifted + (shifted < 10 ? 3 : -9);
    return [year + era * 400 + (month <= 2 ? 1 : 0), month, days - Math.floor((153 * shifted + 2) / 5) + 1];
  };
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const yearText = (year) => (year > 0 ? String(year) : `${1 - year} BC`);
  const two = (number) => String(number).padStart(2, "0");

  // --- the axis: the finest step whose labels have room, with what they belong to written below ---
  const STEPS = [
    ...[1, 5, 10, 15, 30].map((n) => ["minute", n]), ...[1, 2, 3, 6, 12].map((n) => ["hour", n]),
    ...[1, 2, 5, 7, 14].map((n) => ["day", n]), ...[1, 3, 6].map((n) => ["month", n]),
    ...[1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 50000, 100000].map((n) => ["year", n]),
  ];
  const DAYS = { minute: 1 / 1440, hour: 1 / 24, day: 1, month: 30.4, year: 365.24 };
  const ticksOf = (unit, step, low, high) => {
    const found = [];
    if (unit === "year") {
      const first = Math.ceil(civil(Math.floor(low))[0] / step) * step;
      for (let year = first; dayNumber(year, 1, 1) <= high; year += step) found.push([dayNumber(year, 1, 1), yearText(year), ""]);
    } else if (unit === "month") {
      let [year, month] = civil(low);
      month = Math.floor((month - 1) / step) * step + 1;
      for (; dayNumber(year, month, 1) <= high; month += step) {
        while (month > 12) { month -= 12; year += 1; }
        const at = dayNumber(year, month, 1);
        if (at > high) break;
        found.push([at, MONTHS[month - 1].slice(0, 3), yearText(year)]);
      }
    } else if (unit === "day") {
      for (let day = Math.floor(low); day <= high; day += 1) {
        const [year, month, of] = civil(day);
        const counted = step === 5 ? of === 1 || (of % 5 === 0 && of < 30) : (of - 1) % step === 0 && !(step > 1 && of + step / 2 > 31);
        if (counted) found.push([day + 0.5, String(of), `${MONTHS[month - 1]} ${yearText(year)}`]);
      }
    } else {
      const size = unit === "hour" ? step * 60 : step;
      for (let minute = Math.ceil((low * 1440) / size) * size; minute <= high * 1440; minute += size) {
        const day = Math.floor(minute / 1440), of = minute - day * 1440;
        const [year, month, number] = civil(day);
        found.push([minute / 1440, `${two(Math.floor(of / 60))}:${two(of % 60)}`, `${number} ${MONTHS[month - 1]} ${yearText(year)}`]);
      }
    }
    return found.filter(([at]) => at >= low && at <= high);
  };
  const axisOf = (low, high, room, hasHours) => {
    for (const [unit, step] of STEPS) {
      if (DAYS[unit] < 1 && !hasHours) continue;
      const apart = ((DAYS[unit] * step) / (high - low)) * room;
      if (apart < 24) continue;
      const ticks = ticksOf(unit, step, low, high);
      const widest = Math.max(0, ...ticks.map((tick) => P.width(tick[1], 12)));
      if (apart < Math.max(widest + 14, room < 400 ? 36 : 54)) continue;
      // where there are many, what the ticks belong to must have room, too
      const overs = ticks.filter((tick, n) => n && tick[2] && tick[2] !== ticks[n - 1][2]);
      const fits = overs.slice(1).every((tick, n) => ((tick[0] - overs[n][0]) / (high - low)) * room >= P.width(overs[n][2], 12, 600) + 8);
      if (fits) return ticks;
    }
    return [];
  };

  Object.assign(P, { calendar: { dayNumber, civil, axisOf } });
})();
