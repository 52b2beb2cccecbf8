// The map page: the days chosen on the timeline lead the map, the list, the count and the address, and a loaded
// address brings all of them back.

import { drawLand } from "./map-land.js";
import { Marks } from "./map-marks.js";
import { Timeline } from "./map-timeline.js";

const addresses = JSON.parse(document.getElementById("places").textContent);
const at = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const counted = (n, noun) => `${n.toLocaleString("en-GB")} ${noun}${n === 1 ? "" : "s"}`;

/** The address of something of this page with what is asked for, and changes to it. */
function to(path, changes = {}) {
  const params = new URLSearchParams(asked);
  for (const [name, value] of Object.entries(changes)) params.set(name, value);
  const question = params.toString();
  return question ? `${path}?${question}` : path;
}

function ask(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  }
  asked.delete("after");
  asked.delete("beyond");
  history.replaceState(null, "", to(location.pathname));
  carry();
}

/** What else leads away from this view takes its days and its part of the map along. */
function carry() {
  const kept = ["since", "until", "z", "at"];
  for (const link of document.querySelectorAll(".head .seg a, .asking a, .exports a")) {
    const url = new URL(link.href);
    for (const name of link.closest(".exports") ? ["since", "until"] : kept) {
      if (asked.has(name)) url.searchParams.set(name, asked.get(name));
      else url.searchParams.delete(name);
    }
    link.href = url.pathname + url.search;
  }
  const form = document.querySelector(".asking");
  for (const name of kept) {
    let field = form.querySelector(`input[name="${name}"]`);
    if (!asked.has(name)) { field?.remove(); continue; }
    if (!field) { field = form.appendChild(document.createElement("input")); field.type = "hidden"; field.name = name; }
    field.value = asked.get(name);
  }
}

// ---------- the lists ----------

let under = null;

async function part(changes) {
  under?.abort();
  under = new AbortController();
  const answer = await fetch(to(addresses.lists, changes), { signal: under.signal });
  if (!answer.ok) throw new Error(`lists: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function list() {
  try {
    const found = await part();
    for (const id of ["on-map", "pointless"]) at(id).replaceChildren(...found.getElementById(id).childNodes);
    for (const id of ["lede", "count", "pointless-count"]) at(id).textContent = found.getElementById(id).textContent;
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
  }
}

let waiting = 0;
function listSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(list, 120);
}

async function further(link) {
  const whole = link.closest("#on-map, #pointless");
  const found = await part({ [link.dataset.further]: new URL(link.href).searchParams.get(link.dataset.further) });
  const rows = found.getElementById(whole.id);
  const fresh = [...rows.querySelectorAll("[data-row]")];
  whole.querySelector("ul, tbody").append(...fresh);
  const next = rows.querySelector(".further");
  if (next) link.parentElement.replaceWith(next);
  else link.parentElement.remove();
  fresh[0]?.querySelector("a")?.focus();
}

// ---------- the whole ----------

async function points() {
  const answer = await fetch(to(addresses.points));
  if (!answer.ok) throw new Error(`points: ${answer.status}`);
  const told = await answer.json();
  told.held = told.marks.id.length + told.pointless.start.length;
  told.whole = told.held >= told.total;
  return told;
}

async function begin() {
  const told = await points();
  const marks = new Marks(at("map"), told, {
    moved: (view) => ask(view),
    marked: (ids, scroll) => markRows(ids, scroll),
    listed: (lat, lon) => to(addresses.at, { lat, lon }),
    outside: (n) => tellOutside(marks, n),
  });
  marks.begin(asked.get("z"), asked.get("at"));
  drawLand(marks, { address: addresses.land, names: addresses.names, seas: addresses.seas, homes: told.countries });
  if (told.first) time(told, marks);
  rowsLead(marks);
  globalThis.sitrepMap = marks.map; // for those who look under the bonnet
}

function time(told, marks) {
  const line = new Timeline(at("timeline"), told, { moved: (a, b, done) => choose(line, told, marks, a, b, done) });
  for (const buttons of document.querySelectorAll(".scripted")) buttons.hidden = false;
  at("all-days").addEventListener("click", () => line.choose(null, null));
  at("last-day").addEventListener("click", () => line.latest(1));
  at("last-week").addEventListener("click", () => line.latest(7));
  const missing = [[told.earlier, "earlier"], [told.later, "later"]].filter(([n]) => n);
  const undated = told.marks.start.concat(told.pointless.start).filter((day) => day === null).length;
  const left = missing.map(([n, when]) => `${n} ${when}`).concat(undated ? [`${undated} without a date`] : []);
  at("unseen").textContent = left.length ? `Not drawn here, but listed under “All days”: ${left.join(", ")}.` : "";
  tellHeld(told);
  line.restore(asked.get("since"), asked.get("until"));
}

function choose(line, told, marks, first, last, done) {
  const n = marks.choose(first, last);
  at("span").textContent = line.words();
  if (told.whole) {
    const open = first === null && last === null;
    const undated = open ? 0 : told.marks.start.filter((day, i) => day === null && told.marks.end[i] === null).length;
    at("count").textContent = counted(n, "event") + (undated ? `, ${undated} undated` : "");
  }
  if (!done) return;
  const changes = { since: line.day(first), until: line.day(last) };
  if (changes.since === asked.get("since") && changes.until === asked.get("until")) return;
  ask(changes);
  listSoon();
  if (!told.whole) anew(marks, first, last);
}

/** A ledger too large for one view: the marks of the days that were chosen. */
async function anew(marks, first, last) {
  const told = await points();
  marks.load(told);
  marks.choose(first, last);
  tellHeld(told);
}

function tellHeld(told) {
  const most = told.held.toLocaleString("en-GB");
  at("held").textContent = told.whole ? "" : `The map draws ${most} of ${counted(told.total, "event")}, the newest of the days chosen.`;
}

function tellOutside(marks, n) {
  const told = at("outside");
  told.hidden = n === 0;
  if (!n) return;
  const button = document.createElement("button");
  button.className = "btn";
  button.textContent = "Show all";
  button.addEventListener("click", () => marks.showAll());
  told.replaceChildren(`${counted(n, "event")} outside this view `, button);
}

// ---------- rows and marks lead each other ----------

function markRows(ids, scroll) {
  let first = null;
  for (const row of document.querySelectorAll("#on-map .hit")) {
    const on = ids.has(row.dataset.id);
    row.classList.toggle("on", on);
    if (on) first ??= row;
  }
  if (scroll) first?.scrollIntoView({ block: "nearest" });
}

function rowsLead(marks) {
  const lists = at("on-map");
  const lead = (event) => marks.mark(event.target.closest?.(".hit")?.dataset.id ?? null);
  for (const kind of ["pointerover", "focusin", "row"]) lists.addEventListener(kind, lead);
  for (const kind of ["pointerleave", "focusout"]) lists.addEventListener(kind, () => marks.mark(null));
  lists.addEventListener("click", (event) => {
    const row = event.target.closest(".hit");
    if (row && !event.target.closest("a, button")) marks.goTo(row.dataset.id);
  });
  for (const id of ["on-map", "pointless"]) {
    at(id).addEventListener("click", (event) => {
      const link = event.target.closest("[data-further]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      further(link);
    });
  }
}

begin();
