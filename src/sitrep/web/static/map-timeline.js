// Events per day as bars, drawn by uPlot, with a brush over them: drag, or move its handles with arrows and Page keys.
// Wide spans of time are drawn by the week, then by four weeks, so that no bar is thinner than a pixel or two.

const MOST_BARS = 130;
const STEPS = [1, 7, 28, 91];
const UNITS = { 1: "day", 7: "week", 28: "four weeks", 91: "quarter" };
const DAY = 864e5;
const HEIGHT = 104;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

export class Timeline {
  constructor(host, told, { moved }) {
    this.host = host;
    this.told = told;
    this.moved = moved;
    this.first = Date.parse(`${told.first}T00:00:00Z`);
    this.days = Math.round((Date.parse(`${told.last}T00:00:00Z`) - this.first) / DAY) + 1;
    this.step = STEPS.find((step) => this.days / step <= MOST_BARS) ?? STEPS.at(-1);
    this.bars = Math.ceil(this.days / this.step);
    this.left = 0;
    this.right = this.bars - 1;
    this.since = this.until = null;
    this.title();
    this.draw();
    this.listen();
  }

  title() {
    const title = document.getElementById("per-day");
    title.textContent = `Events per ${UNITS[this.step]}`;
  }

  counts() {
    const reviewed = new Array(this.bars).fill(0);
    const all = new Array(this.bars).fill(0);
    for (const [day, accepted, fresh] of this.told.days) {
      const bar = Math.floor(day / this.step);
      if (day < 0 || bar >= this.bars) continue;
      reviewed[bar] += accepted;
      all[bar] += accepted + fresh;
    }
    const some = (counts) => counts.map((n) => n || null); // a day without any has no bar
    return [all.map((_, at) => at), some(all), some(reviewed)];
  }

  draw() {
    this.data = this.counts();
    const bars = uPlot.paths.bars({ size: [0.7, 48], align: 0 });
    const most = Math.max(1, ...this.data[1]);
    const font = `11.5px ${token("--sans")}`;
    const axis = { font, stroke: () => token("--ink-3"), ticks: { show: false }, gap: 4 };
    this.plot = new uPlot({
      width: Math.max(200, this.host.clientWidth), height: HEIGHT, padding: [6, this.bars < 2 || /\d{4}/.test(this.labels(this.splits()).at(-1)) ? 38 : 22, 0, 0],
      legend: { show: false }, cursor: { show: false }, select: { show: false },
      scales: { x: { time: false, range: [-0.5, this.bars - 0.5] }, y: { range: [0, most * 1.06] } },
      axes: [
        { ...axis, size: 22, grid: { show: false }, splits: () => this.splits(), values: (_, at) => this.labels(at) },
        { ...axis, size: 36, grid: { stroke: () => token("--line"), width: 1 }, splits: () => rounds(most) },
      ],
      series: [
        {},
        { stroke: () => token("--ink-3"), fill: () => "transparent", width: 1, dash: [3, 2.5], paths: bars, points: { show: false } },
        { stroke: () => token("--ink-3"), fill: () => token("--ink-3"), width: 1, paths: bars, points: { show: false } },
      ],
    }, this.data, this.host);
    const canvas = this.host.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `Events per ${UNITS[this.step]}; the days stand in the table below`);
  }

  splits() {
    const room = Math.max(1, (this.host.clientWidth || 400) / 74);
    const every = [1, 2, 7, 14, 28, 56, 112].find((n) => this.bars / n <= room) ?? 224;
    const found = [];
    for (let at = 0; at <= this.bars - 1 - every * 0.8; at += every) found.push(at);
    if (this.bars > 1) found.push(this.bars - 1);
    return found.length ? found : [0];
  }

  labels(bars) {
    let month = -1;
    let year = new Date(this.first).getUTCFullYear();
    return bars.map((bar) => {
      const day = new Date(this.first + bar * this.step * DAY);
      const parts = [day.getUTCDate()];
      if (day.getUTCMonth() !== month || bar === this.bars - 1) parts.push(MONTHS[day.getUTCMonth()]);
      if (day.getUTCFullYear() !== year) parts.push(day.getUTCFullYear());
      month = day.getUTCMonth();
      year = day.getUTCFullYear();
      return parts.join(" ");
    });
  }

  // ---------- the brush ----------

  listen() {
    const { over, under } = this.plot;
    this.box = under.appendChild(document.createElement("div"));
    this.box.className = "chosen";
    this.veils = ["before", "after"].map((side) => {
      const veil = over.appendChild(document.createElement("div"));
      veil.className = `veil ${side}`;
      return veil;
    });
    this.handles = ["First day", "Last day"].map((label, side) => this.handle(over, label, side));
    over.addEventListener("pointerdown", (event) => this.grab(event));
    over.addEventListener("pointermove", (event) => this.pull(event));
    for (const kind of ["pointerup", "pointercancel"]) over.addEventListener(kind, () => this.drop());
    new ResizeObserver(() => this.fit()).observe(this.host);
    for (const media of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(media).addEventListener("change", () => { this.fit(); this.plot.redraw(false); });
    }
  }

  handle(over, label, side) {
    const made = over.appendChild(document.createElement("div"));
    made.className = "handle";
    made.tabIndex = 0;
    made.setAttribute("role", "slider");
    made.setAttribute("aria-label", label);
    made.setAttribute("aria-valuemin", 0);
    made.setAttribute("aria-valuemax", this.bars - 1);
    made.addEventListener("keydown", (event) => this.key(event, side));
    return made;
  }

  key(event, side) {
    const week = Math.max(1, Math.round(7 / this.step));
    const at = side ? this.right : this.left;
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageUp: at + week, PageDown: at - week, Home: 0, End: this.bars - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (side) this.set(this.left, clamp(to, this.left, this.bars - 1), true);
    else this.set(clamp(to, 0, this.right), this.right, true);
  }

  bar(event) {
    const box = this.plot.over.getBoundingClientRect();
    return clamp(Math.floor((event.clientX - box.left) / box.width * this.bars), 0, this.bars - 1);
  }

  grab(event) {
    if (event.button) return;
    this.plot.over.setPointerCapture(event.pointerId);
    this.from = this.bar(event);
    this.side = this.handles.indexOf(event.target);
    if (this.side < 0) this.set(this.from, this.from);
    else event.target.focus();
    this.held = true;
  }

  pull(event) {
    const bar = this.bar(event);
    if (!this.held) {
      this.plot.over.title = this.barWords(bar);
    } else if (this.side === 0) this.set(Math.min(bar, this.right), this.right);
    else if (this.side === 1) this.set(this.left, Math.max(bar, this.left));
    else this.set(Math.min(bar, this.from), Math.max(bar, this.from));
  }

  drop() {
    if (!this.held) return;
    this.held = false;
    this.set(this.left, this.right, true);
  }

  /** The bars from the left one to the right one; at either end of the line the days are open. */
  set(left, right, done = false) {
    this.left = left;
    this.right = right;
    this.since = left === 0 ? null : left * this.step;
    this.until = right === this.bars - 1 ? null : (right + 1) * this.step - 1;
    this.place();
    this.moved(this.since, this.until, done);
  }

  place() {
    const wide = this.plot.over.clientWidth / this.bars;
    const [from, to] = [this.left * wide, (this.right + 1) * wide];
    const all = this.left === 0 && this.right === this.bars - 1;
    this.box.classList.toggle("all", all);
    this.box.style.left = `${from}px`;
    this.box.style.width = `${to - from}px`;
    this.veils[0].style.width = `${from}px`;
    this.veils[1].style.left = `${to}px`;
    this.handles.forEach((handle, side) => {
      const bar = side ? this.right : this.left;
      handle.style.left = `${side ? to : from}px`;
      handle.setAttribute("aria-valuenow", bar);
      handle.setAttribute("aria-valuetext", this.dayWords(side ? this.lastDay(bar) : bar * this.step));
    });
  }

  fit() {
    const width = Math.max(200, this.host.clientWidth);
    if (width !== this.plot.width) {
      this.plot.setSize({ width, height: HEIGHT });
      this.plot.redraw(false, true); // other days are named on a line of another width
    }
    this.place();
  }

  /** The bars from the day to the day; null is the first or the last there is. */
  choose(first, last) {
    const left = first === null ? 0 : clamp(Math.floor(first / this.step), 0, this.bars - 1);
    const right = last === null ? this.bars - 1 : clamp(Math.floor(last / this.step), left, this.bars - 1);
    this.set(left, right, true);
  }

  latest(days) {
    this.choose(Math.max(0, this.days - days), null);
  }

  /** What the address says; days beyond the drawn ones stand at the end, and nothing is asked anew. */
  restore(since, until) {
    const offset = (day) => (day === null ? null : Math.round((Date.parse(`${day}T00:00:00Z`) - this.first) / DAY));
    const [first, last] = [offset(since), offset(until)];
    this.left = first === null ? 0 : clamp(Math.floor(first / this.step), 0, this.bars - 1);
    this.right = last === null ? this.bars - 1 : clamp(Math.floor(last / this.step), this.left, this.bars - 1);
    this.since = first;
    this.until = last;
    this.place();
    this.moved(first, last, false);
  }

  // ---------- words ----------

  day(offset) {
    return offset === null ? null : new Date(this.first + offset * DAY).toISOString().slice(0, 10);
  }

  lastDay(bar) {
    return Math.min((bar + 1) * this.step, this.days) - 1;
  }

  dayWords(offset) {
    return new Date(this.first + offset * DAY).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  barWords(bar) {
    const [first, last] = [bar * this.step, this.lastDay(bar)];
    const when = first === last ? this.dayWords(first) : `${this.dayWords(first)} to ${this.dayWords(last)}`;
    const [all, reviewed] = [this.data[1][bar] ?? 0, this.data[2][bar] ?? 0];
    return `${when}: ${all} event${all === 1 ? "" : "s"}${all - reviewed ? `, ${all - reviewed} unreviewed` : ""}`;
  }

  words() {
    const [first, last] = [this.since ?? 0, this.until ?? this.days - 1];
    const when = first === last ? this.dayWords(first) : `${this.dayWords(first)} – ${this.dayWords(last)}`;
    return this.since === null && this.until === null ? `${when}, all days` : when;
  }
}

/** Zero, the middle and the most, in round numbers. */
function rounds(most) {
  const raw = most / 2;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, raw)));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw) ?? power);
  const found = [];
  for (let at = 0; at <= most; at += step) found.push(at);
  return found;
}
