// The marks on the map: one for each point, however many events share it; its shape tells how exactly the point is
// known, its area the dead of the deadliest event, its colour the gravest outcome. Marks are never moved apart.

const SVG = "http://www.w3.org/2000/svg";
const [SITE, CITY, DISTRICT, REGION] = [0, 1, 2, 3];
const SHADES = ["k", "w", "o", "t", "q"];
const TOKENS = ["--killed", "--wounded", "--outage", "--talks", "--ink-3"];
const WORDS = ["killed", "wounded", "outage", "talks", ""];
const [UNREVIEWED, TOLD_OF] = [1, 2];
/** So many marks in view are reached by the Tab key; the list reaches all. */
const TABBED = 120;
/** More than so many marks in view bear no labels of their own but the gravest. */
const LABELS = 44;
const LEAST = 42; // square of the radius of a mark without dead, in px
const EACH = 28; // what a dead person adds to it, while there is room
const LARGEST = 38; // px
/** From so many marks on they all grow smaller together, down to this share of their area. */
const ROOMY = 220;
const SMALLEST = 0.2;
/** Beyond so many in view the gravest have marks of their own, and the others are painted. */
const MANY = 900;
const MOST_NAMED = 400;
const NARROW = 640; // px
/** The share of events at each end, north, south, east and west, that the first view may leave out. */
const BESIDE = 0.07;

const made = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

export class Marks {
  constructor(figure, told, { moved, marked, listed, outside }) {
    this.calls = { moved, marked, listed, outside };
    this.landLabels = [];
    this.lumped = [];
    this.load(told);
    this.make(figure);
  }

  load(told) {
    this.points = gather(told);
    this.ofEvent = new Map(this.points.flatMap((point) => point.events.map((event) => [event.id, point])));
    const most = this.points.reduce((found, point) => Math.max(found, ...point.events.map((event) => event.dead)), 1);
    this.each = Math.min(EACH, (LARGEST ** 2 - LEAST) / most);
  }

  make(figure) {
    const coarse = matchMedia("(pointer: coarse)").matches;
    const host = figure.appendChild(document.createElement("div"));
    host.className = "ground";
    this.map = L.map(host, {
      attributionControl: false, zoomSnap: 0.25, zoomDelta: 0.75, minZoom: 1, maxZoom: 9, wheelPxPerZoomLevel: 120,
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, scrollWheelZoom: false,
      dragging: !coarse, maxBoundsViscosity: 1, maxBounds: [[-85, -200], [85, 200]], boxZoom: false,
    });
    this.map.on("focus click", () => { this.map.scrollWheelZoom.enable(); this.map.dragging.enable(); });
    this.map.on("click", (event) => this.pressed(event));
    this.map.on("blur", () => this.map.scrollWheelZoom.disable());
    this.pane = this.map.createPane("marks");
    this.pane.style.zIndex = 450;
    this.canvas = this.pane.appendChild(document.createElement("canvas"));
    this.canvas.setAttribute("aria-hidden", "true");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
    matchMedia("print").addEventListener("change", () => this.map.invalidateSize({ animate: false }));
    this.svg = this.pane.appendChild(made("svg", { class: "marks", width: 1, height: 1, role: "group", "aria-label": "Marks on the map" }));
    this.drawn = this.svg.appendChild(made("g", {}));
    this.named = this.svg.appendChild(made("g", { class: "names", "aria-hidden": "true" }));
    this.measure = document.createElement("canvas").getContext("2d");
    this.listen(host);
  }

  /** The view that the address asks for, else one in which most of the events lie. */
  begin(zoom, centre) {
    const [lat, lon] = (centre ?? "").split(",").map(Number);
    if (zoom && centre && Number.isFinite(lat) && Number.isFinite(lon) && Number.isFinite(Number(zoom))) this.map.setView([lat, lon], Number(zoom));
    else this.fit(this.points, BESIDE);
    this.settled = true;
    this.map.on("moveend", () => this.look());
    this.look(false);
  }

  fit(points, beside) {
    const within = (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const few = Math.floor(sorted.length * beside);
      const [low, high] = [sorted[few], sorted[sorted.length - 1 - few]];
      const [first, last] = [sorted[0], sorted.at(-1)];
      return last - first <= 1.5 * (high - low) ? [first, last] : [low, high]; // nobody is left out who is near
    };
    if (!points.length) { this.map.setView([30, 20], 2); return; }
    const each = (name) => points.flatMap((point) => point.chosen.map(() => point[name]));
    const [south, north] = within(each("lat"));
    const [west, east] = within(each("lon"));
    this.map.fitBounds([[south, west], [north, east]], { padding: [46, 40], maxZoom: 7, animate: false });
  }

  showAll() {
    this.fit(this.points.filter((point) => point.chosen.length), 0);
  }

  /** After the map was moved: what lies outside is told, and the address keeps the view. */
  look(byHand = this.settled) {
    const bounds = this.map.getBounds();
    const away = this.points.filter((point) => !bounds.contains([point.lat, point.lon]));
    this.calls.outside(away.reduce((sum, point) => sum + point.chosen.length, 0));
    this.draw();
    const size = this.map.getSize();
    const resized = !size.equals(this.size ?? size); // the window's doing, no choice of a view
    this.size = size;
    if (!byHand || resized) return;
    const { lat, lng } = this.map.getCenter();
    this.calls.moved({ z: String(Math.round(this.map.getZoom() * 100) / 100), at: `${lat.toFixed(3)},${lng.toFixed(3)}` });
  }

  /** The events that have any day from the first to the last; how many these are. */
  choose(first, last) {
    let n = 0;
    for (const point of this.points) {
      point.chosen = point.events.filter((event) => fits(event, first, last));
      n += point.chosen.length;
    }
    if (this.settled) this.look(false);
    return n;
  }

  // ---------- drawing ----------

  draw() {
    const view = this.map.getBounds().pad(0.3);
    const shown = this.points.filter((point) => view.contains([point.lat, point.lon]));
    this.scale = Math.max(SMALLEST, Math.min(1, ROOMY / shown.length));
    shown.forEach((point) => this.measured(point));
    shown.sort((a, b) => Number(b.wide) - Number(a.wide) || b.r - a.r || a.lat - b.lat);
    const gravest = shown.filter((point) => point.chosen.length).sort(byGravity);
    const tabbed = new Set(gravest.slice(0, TABBED));
    const own = shown.length > MANY ? tabbed : new Set(shown);
    this.lumped = shown.filter((point) => !own.has(point));
    const held = document.activeElement?.closest?.(".pt")?.point;
    const marks = shown.filter((point) => own.has(point)).map((point) => this.symbol(point, tabbed.has(point)));
    this.drawn.replaceChildren(...marks);
    this.paint();
    if (held?.element?.isConnected) held.element.focus({ preventScroll: true });
    this.label(gravest.slice(0, MOST_NAMED));
  }

  paint() {
    const size = this.map.getSize();
    paint(this.canvas, this.lumped, this.map.containerPointToLayerPoint(size.multiplyBy(-0.3)).round(), size.multiplyBy(1.6).round());
  }

  measured(point) {
    const events = point.chosen.length ? point.chosen : point.events;
    point.at = this.map.latLngToLayerPoint([point.lat, point.lon]);
    const dead = Math.max(...events.map((event) => event.dead));
    const precisions = new Set(events.map((event) => event.precision));
    point.wide = precisions.has(REGION);
    point.ringed = precisions.has(DISTRICT);
    point.crossed = precisions.has(SITE);
    point.only = precisions.size === 1 && point.wide;
    point.r = point.only ? 3 : Math.sqrt((LEAST + this.each * dead) * this.scale) - (point.crossed ? 1 : 0);
    point.around = point.wide ? this.wideness(point) : 0;
    point.shade = Math.min(...events.map((event) => event.gravest));
    point.fresh = events.every((event) => event.flags & UNREVIEWED);
    point.toldOf = events.every((event) => event.flags & TOLD_OF);
    point.dead = dead;
    point.place = named(events);
  }

  /** The radius of a region's circle in px: 60 km, neither a dot nor the whole map. */
  wideness(point) {
    const metres = 40075016 * Math.cos(point.lat * Math.PI / 180) / 2 ** (this.map.getZoom() + 8);
    return Math.max(14, Math.min(64, 60000 / metres));
  }

  symbol(point, tabbed) {
    const state = [point.fresh ? "fresh" : "", point.toldOf ? "toldof" : "", point.chosen.length ? "" : "off"];
    const g = made("g", { class: ["pt", SHADES[point.shade], ...state].filter(Boolean).join(" "), transform: `translate(${point.at.x},${point.at.y})` });
    const reach = Math.max(point.around, point.r + (point.ringed || point.crossed ? 7 : 0));
    g.append(made("circle", { class: "ring", r: reach + 4 }));
    if (point.wide) g.append(made("circle", { class: "around", r: point.around }));
    if (point.ringed) g.append(made("circle", { class: "rim", r: point.r + 7 }));
    g.append(made("circle", { class: point.only ? "dot" : "disc", r: point.r }));
    if (point.crossed) g.append(made("path", { class: "cross", d: cross(point.r) }));
    if (point.chosen.length) {
      g.setAttribute("role", "button");
      g.setAttribute("tabindex", tabbed ? 0 : -1);
      g.setAttribute("aria-label", this.words(point));
    } else g.setAttribute("aria-hidden", "true");
    g.point = point;
    point.element = g;
    return g;
  }

  words(point) {
    const n = point.chosen.length;
    const some = point.chosen.reduce((a, b) => (b.dead > a.dead || (b.dead === a.dead && b.gravest < a.gravest) ? b : a));
    const toll = some.toll || WORDS[some.gravest];
    return `${point.place}: ${n === 1 ? toll || "1 event" : `${n} events${toll ? `, the gravest ${toll}` : ""}`}${point.fresh ? "; unreviewed" : ""}`;
  }

  // ---------- labels: each takes the first free spot beside its mark, or stays away ----------

  label(gravest) {
    const narrow = this.map.getSize().x < NARROW;
    const taken = gravest.map((point) => box(point.at.x - point.r - 2, point.at.y - point.r - 2, point.at.x + point.r + 2, point.at.y + point.r + 2));
    const view = this.map.getPixelBounds().getSize();
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const inside = (one) => one.left > corner.x + 2 && one.right < corner.x + view.x - 2 && one.top > corner.y + 2 && one.bottom < corner.y + view.y - 2;
    const labels = [];
    const most = narrow ? LABELS / 3 : LABELS;
    for (const point of gravest) {
      if (labels.length >= most) break;
      if (point.only || !inside(box(point.at.x, point.at.y, point.at.x, point.at.y))) continue;
      const made = this.placed(point, taken, inside, narrow);
      if (made) labels.push(made);
    }
    this.named.replaceChildren(...this.landNames(taken, inside, narrow), ...labels);
  }

  placed(point, taken, inside, narrow) {
    const some = narrow ? "" : point.chosen.length > 1 ? `${point.chosen.length} events` : point.chosen[0].toll || WORDS[point.chosen[0].gravest];
    const wide = this.width(point.place, "600 12.5px") + (some ? 4 + this.width(some, "450 11.5px") : 0);
    const reach = point.r + (point.ringed || point.crossed ? 8 : 0) + 4;
    const slant = reach * 0.75;
    const spots = [["start", reach, 4], ["end", -reach, 4], ["start", slant, reach + 7], ["end", -slant, reach + 7], ["start", slant, -reach], ["end", -slant, -reach], ["middle", 0, reach + 12], ["middle", 0, -reach - 3]];
    for (const [anchor, dx, dy] of spots) {
      const [x, y] = [point.at.x + dx, point.at.y + dy];
      const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
      const room = box(left - 2, y - 12, left + wide + 2, y + 4);
      if (!inside(room) || taken.some((one) => meet(one, room))) continue;
      taken.push(room);
      const text = made("text", { class: "pl", x, y, "text-anchor": anchor });
      text.append(point.place);
      if (some) {
        const rest = text.appendChild(made("tspan", { dx: 4 }));
        rest.textContent = some;
      }
      return text;
    }
    return null;
  }

  /** The land's own names where there is room; ``kind`` is the class, ``zoom`` from where on they are shown. */
  landNames(taken, inside, narrow) {
    const zoom = this.map.getZoom();
    const found = [];
    const atSea = new Set(); // a sea with several places is named once
    const view = this.map.getBounds();
    for (const { text: words, kind, bbox, from = 0, within, ...middle } of this.landLabels) {
      if (zoom < from || (narrow && kind === "obl") || (kind === "sea" && atSea.has(words))) continue;
      const spot = view.contains([middle.lat, middle.lon]) ? middle : within?.(view); // of what is seen in part
      if (!spot) continue;
      const { x, y } = this.map.latLngToLayerPoint([spot.lat, spot.lon]);
      if (!inside(box(x, y, x, y))) continue;
      const half = this.width(words, kind === "ctry" ? "400 11.5px" : kind === "sea" ? "italic 400 11.5px" : "400 11px") / 2 + (kind === "ctry" ? words.length * 0.6 : 0);
      const across = (spot.across ?? bbox[2] - bbox[0]) / 360 * 2 ** (zoom + 8);
      if (across < half * 1.3) continue;
      const room = box(x - half - 3, y - 11, x + half + 3, y + 5);
      if (!inside(room) || taken.some((one) => meet(one, room))) continue;
      taken.push(room);
      if (kind === "sea") atSea.add(words);
      const text = made("text", { class: kind, x, y });
      text.textContent = words;
      found.push(text);
    }
    return found;
  }

  width(words, font) {
    this.measure.font = `${font} system-ui, sans-serif`;
    return this.measure.measureText(words).width * 1.04;
  }

  // ---------- pointing, pressing, opening ----------

  listen(host) {
    const pointAt = (event) => event.target.closest?.(".pt")?.point;
    const mark = (event, scroll) => {
      const point = pointAt(event);
      if (point) { this.ring(point); this.calls.marked(new Set(point.chosen.map((one) => one.id)), scroll); }
    };
    const leave = (event) => { if (pointAt(event)) { this.ring(null); this.calls.marked(new Set(), false); } };
    this.svg.addEventListener("pointerover", (event) => mark(event, false));
    this.svg.addEventListener("pointerout", leave);
    this.svg.addEventListener("focusin", (event) => mark(event, true));
    this.svg.addEventListener("focusout", leave);
    this.svg.addEventListener("click", (event) => { const point = pointAt(event); if (point?.chosen.length) { event.stopPropagation(); this.open(point, false); } });
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.popup) { event.preventDefault(); event.stopPropagation(); this.close(); }
      const point = pointAt(event);
      if (point && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); this.open(point, true); }
    });
  }

  /** The lumped mark under the place that was pressed. */
  pressed({ layerPoint: { x, y } }) {
    const far = (point) => Math.hypot(point.at.x - x, point.at.y - y);
    const near = this.lumped.filter((point) => point.chosen.length && far(point) <= Math.max(point.r, 5)).sort((a, b) => far(a) - far(b));
    if (near.length) this.open(near[0], false);
  }

  ring(point) {
    this.svg.querySelector(".pt.on")?.classList.remove("on");
    point?.element?.classList.add("on");
  }

  /** The mark of this event is ringed; null lets go. */
  mark(id) {
    this.ring(id === null ? null : this.ofEvent.get(id));
  }

  goTo(id) {
    const point = this.ofEvent.get(id);
    if (!point) return;
    if (!this.map.getBounds().pad(-0.1).contains([point.lat, point.lon])) this.map.panTo([point.lat, point.lon], { animate: false });
    this.ring(point);
  }

  /** What is told of the events at this point, in a popup; by keyboard the focus goes there and back. */
  async open(point, byKeys) {
    const answer = await fetch(this.calls.listed(point.lat, point.lon));
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const content = document.createElement("div");
    content.setAttribute("role", "dialog");
    content.setAttribute("aria-label", `Events at ${point.place}`);
    content.append(...found.body.childNodes);
    const narrow = this.map.getSize().x < NARROW;
    this.popup = L.popup({ maxWidth: narrow ? 250 : 320, minWidth: 200, maxHeight: narrow ? 200 : 300, offset: [0, -point.r + 4], closeButton: true, autoPanPadding: [12, 12] })
      .setLatLng([point.lat, point.lon]).setContent(content);
    this.popup.on("remove", () => { this.popup = null; if (byKeys) point.element?.focus({ preventScroll: true }); });
    this.popup.openOn(this.map);
    if (byKeys) content.querySelector("a")?.focus();
  }

  close() {
    this.map.closePopup();
  }
}

/** Marks drawn on a canvas, thousands as quickly as ten; pressing the map still finds each. */
function paint(canvas, points, corner, size) {
  const dense = Math.min(2, devicePixelRatio || 1);
  canvas.width = points.length ? size.x * dense : 0;
  canvas.height = points.length ? size.y * dense : 0;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  L.DomUtil.setPosition(canvas, corner);
  if (!points.length) return;
  const style = getComputedStyle(document.documentElement);
  const colours = TOKENS.map((name) => style.getPropertyValue(name).trim());
  const ink = canvas.getContext("2d");
  ink.setTransform(dense, 0, 0, dense, -corner.x * dense, -corner.y * dense);
  for (const point of points) {
    ink.strokeStyle = ink.fillStyle = colours[point.shade];
    const strong = point.chosen.length ? 1 : 0.16;
    const disc = (r, filled, dash, width) => {
      ink.beginPath();
      ink.arc(point.at.x, point.at.y, r, 0, 2 * Math.PI);
      ink.globalAlpha = filled * strong;
      if (filled) ink.fill();
      ink.globalAlpha = strong;
      ink.setLineDash(dash);
      ink.lineWidth = width;
      if (width) ink.stroke();
    };
    if (point.wide) disc(point.around, 0.07, [1.5, 4], 1.2);
    if (point.ringed) disc(point.r + 4, 0, [], 1);
    disc(point.r, point.only ? 1 : point.toldOf ? 0 : point.fresh ? 0.28 : 0.85, point.fresh ? [3, 2.5] : [], point.only ? 0 : 1.2);
    if (point.crossed) {
      ink.setLineDash([]);
      ink.stroke(new Path2D(cross(point.r, point.at)));
    }
  }
}

function gather(told) {
  const columns = told.marks;
  const found = new Map();
  columns.id.forEach((id, i) => {
    const key = `${columns.lat[i]},${columns.lon[i]}`;
    if (!found.has(key)) found.set(key, { lat: columns.lat[i], lon: columns.lon[i], events: [] });
    found.get(key).events.push({
      id, place: told.places[columns.place[i]], precision: columns.precision[i], gravest: columns.gravest[i], dead: columns.dead[i], flags: columns.flags[i],
      start: columns.start[i], end: columns.end[i], toll: told.tolls[columns.toll[i]],
    });
  });
  const points = [...found.values()];
  for (const point of points) point.chosen = point.events;
  return points;
}

/** Whether any of its days lies among those chosen; what has no date is on the map only while all days are. */
function fits({ start, end }, first, last) {
  if (first === null && last === null) return true;
  if (start === null && end === null) return false;
  return !(first !== null && end !== null && end < first) && !(last !== null && start !== null && start > last);
}

/** What most of the events call their point; the shorter of two names. */
function named(events) {
  const told = new Map();
  for (const { place } of events) told.set(place, (told.get(place) ?? 0) + 1);
  return [...told].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0][0];
}

const byGravity = (a, b) => b.dead - a.dead || a.shade - b.shade || b.chosen.length - a.chosen.length || a.lat - b.lat;
const box = (left, top, right, bottom) => ({ left, top, right, bottom });
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const cross = (r, { x, y } = { x: 0, y: 0 }) => `M${x - r - 5},${y}h4M${x + r + 1},${y}h4M${x},${y - r - 5}v4M${x},${y + r + 1}v4`;
