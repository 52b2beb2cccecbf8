// The land under the marks, from the package's own topology: states as they are recognised, disputed and occupied
// areas hatched with their notes. Nothing here says which side of a line anything happened on.

const HOME_SHARE = 0.1; // countries with this share of the events or more are drawn with their units
const MOST_HOMES = 4;
const TRIALS = 9; // level lines along which room for a country's name is looked for
const NOTES = 2; // so many notes stand in the legend

export async function drawLand(marks, { address, names, seas, homes }) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const land = new Land(await answer.json());
  const { map } = marks;
  map.createPane("land").style.zIndex = 300;
  const renderer = L.svg({ pane: "land", padding: 0.5 });
  renderer.on("update", () => sized(renderer));
  const still = { pane: "land", renderer, interactive: false, smoothFactor: 1.2 };
  const fill = (area, className, more = {}) => L.polygon(land.polygons(area), { ...still, stroke: false, fillOpacity: 1, className, ...more }).addTo(map);
  const line = (arcs, className) => L.polyline(arcs.map((arc) => land.arc(arc)), { ...still, className, weight: 1 }).addTo(map);

  const lived = new Set(homesOf(homes));
  const countries = land.areas("countries");
  for (const area of countries) fill(area, lived.has(area.properties.country) ? "home plain" : "land");
  const units = land.areas("units").filter((area) => lived.has(area.properties.country));
  line(land.inner(units), "oblast");
  const disputed = land.areas("units").filter((area) => area.properties.note);
  for (const area of disputed) fill(area, "hatched", { fillColor: "url(#occ)" });
  const { between, around } = land.borders(countries, lived);
  line(between, "brd");
  line(around, "out");

  marks.landLabels = [
    ...countries.map((area) => ({ ...land.middle(area), bbox: area.bbox, text: (names[area.properties.country] ?? "").toUpperCase(), kind: "ctry", within: (bounds) => land.within(area, bounds) })),
    ...units.map((area) => ({ ...land.middle(area), bbox: area.bbox, text: area.properties.name, kind: "obl", from: 5 })),
    ...seas.map(([text, lat, lon, width]) => ({ lat, lon, text, kind: "sea", bbox: [lon - width / 2, lat, lon + width / 2, lat] })),
  ].filter((label) => label.text && !(label.kind === "ctry" && lived.has(label.code)));
  marks.draw();

  const seen = () => disputed.filter((area) => map.getBounds().intersects(land.bounds(area)));
  const noted = () => tellNotes(seen().sort((a, b) => lived.has(b.properties.country) - lived.has(a.properties.country)));
  map.on("moveend", noted);
  noted();
}

/** The pages' style sheet gives every drawing the width of its place; this one has its own. */
function sized({ _container: svg }) {
  svg.style.width = `${svg.getAttribute("width")}px`;
  svg.style.height = `${svg.getAttribute("height")}px`;
}

/** The countries that most of the events are in. */
function homesOf(counts) {
  const all = Object.values(counts).reduce((a, b) => a + b, 0);
  return Object.entries(counts).filter(([, n]) => n >= all * HOME_SHARE).sort((a, b) => b[1] - a[1]).slice(0, MOST_HOMES).map(([code]) => code);
}

/** The legend says what is hatched in this view, and why. */
function tellNotes(areas) {
  const notes = [...new Set(areas.map((area) => area.properties.note))];
  const entry = document.getElementById("noted");
  entry.hidden = notes.length === 0;
  const rest = notes.length - NOTES;
  entry.lastElementChild.textContent = notes.slice(0, NOTES).join("; ") + (rest > 0 ? `; ${rest} more` : "");
  entry.title = notes.join("; ");
}

/** At which longitudes an outline crosses a level line. */
function crossings(points, lat) {
  const found = [];
  for (let i = 1; i < points.length; i += 1) {
    const [[y1, x1], [y2, x2]] = [points[i - 1], points[i]];
    if ((y1 > lat) !== (y2 > lat)) found.push(x1 + (lat - y1) * (x2 - x1) / (y2 - y1));
  }
  return found;
}

class Land {
  constructor(told) {
    this.told = told;
    this.unfolded = new Map();
  }

  areas(layer) {
    return this.told.objects[layer].geometries;
  }

  /** The points of an arc as Leaflet has them, latitude first; a negative number is its complement's backwards. */
  arc(number) {
    if (number < 0) return [...this.arc(~number)].reverse();
    let points = this.unfolded.get(number);
    if (!points) {
      const { scale, translate } = this.told.transform;
      let [x, y] = [0, 0];
      points = this.told.arcs[number].map(([dx, dy]) => { x += dx; y += dy; return [y * scale[1] + translate[1], x * scale[0] + translate[0]]; });
      this.unfolded.set(number, points);
    }
    return points;
  }

  ring(arcs) {
    const points = [];
    for (const number of arcs) points.push(...(points.length ? this.arc(number).slice(1) : this.arc(number)));
    return points;
  }

  polygons(area) {
    return area.arcs.map((polygon) => polygon.map((ring) => this.ring(ring)));
  }

  bounds({ bbox: [west, south, east, north] }) {
    return [[south, west], [north, east]];
  }

  used(areas) {
    const by = new Map();
    for (const area of areas) {
      for (const number of area.arcs.flat(2)) {
        const arc = number < 0 ? ~number : number;
        if (!by.has(arc)) by.set(arc, new Set());
        by.get(arc).add(area);
      }
    }
    return by;
  }

  /** Lines between two areas, without those around the whole. */
  inner(areas) {
    return [...this.used(areas)].filter(([, sides]) => sides.size > 1).map(([arc]) => arc);
  }

  /** Lines between countries, and those around the countries that are home. */
  borders(countries, lived) {
    const home = (area) => lived.has(area.properties.country);
    const all = [...this.used(countries)];
    return {
      between: all.filter(([, sides]) => sides.size > 1 && ![...sides].some(home)).map(([arc]) => arc),
      around: all.filter(([, sides]) => [...sides].some(home)).map(([arc]) => arc),
    };
  }

  /** Where in these bounds the area is widest along a level line, as far as a few trials tell. */
  within(area, bounds) {
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    if (!bounds.intersects(this.bounds(area))) return null;
    const rings = this.outlines(area);
    let best = null;
    for (let trial = 1; trial <= TRIALS; trial += 1) {
      const lat = south + (north - south) * trial / (TRIALS + 1);
      const crossed = rings.flatMap((points) => crossings(points, lat)).sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        const [left, right] = [Math.max(west, crossed[i]), Math.min(east, crossed[i + 1])];
        if (right - left > (best?.across ?? 0)) best = { lat, lon: (left + right) / 2, across: right - left };
      }
    }
    return best;
  }

  outlines(area) {
    area.outlines ??= area.arcs.flat().map((ring) => this.ring(ring));
    return area.outlines;
  }

  /** The middle of the largest part. */
  middle(area) {
    let best = { size: -1 };
    for (const [outer] of area.arcs) {
      const points = this.ring(outer);
      let [twice, lat, lon] = [0, 0, 0];
      for (let i = 1; i < points.length; i += 1) {
        const [[y1, x1], [y2, x2]] = [points[i - 1], points[i]];
        const cut = x1 * y2 - x2 * y1;
        twice += cut; lat += (y1 + y2) * cut; lon += (x1 + x2) * cut;
      }
      if (twice && Math.abs(twice) > best.size) best = { size: Math.abs(twice), lat: lat / (3 * twice), lon: lon / (3 * twice) };
    }
    return { lat: best.lat ?? 0, lon: best.lon ?? 0, code: area.properties.country };
  }
}
