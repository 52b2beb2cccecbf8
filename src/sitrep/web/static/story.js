// A story's values and the words they rest on light up together; the pinned value and the kinds switched off stand in
// the address. Without this script values and marks are links to each other, and the switches are sent to the server.
import { plain, typing } from "./sitrep.js";

const text = document.getElementById("text");
const panel = document.getElementById("quote");
const resting = panel.textContent;
const marks = [...text.querySelectorAll("mark")];
const values = [...document.querySelectorAll(".val[data-v]")];
const keysOf = (element) => element.dataset.v.split(" ");
const by = (elements) => {
  const found = new Map();
  for (const element of elements) for (const key of keysOf(element)) found.set(key, [...(found.get(key) ?? []), element]);
  return found;
};
const markedBy = by(marks);
const valueBy = by(values);
let pinned = null;
let lit = [];

const make = (name, words, style) => {
  const made = document.createElement(name);
  made.textContent = words;
  if (style) made.className = style;
  return made;
};

// The passages of a value: neighbouring pieces of one span are told as one.
function passages(key) {
  const found = [];
  for (const mark of markedBy.get(key) ?? []) {
    const [start, end] = mark.dataset.o.split("–").map(Number);
    const last = found.at(-1);
    if (last && last.end === start) Object.assign(last, { end, words: last.words + mark.textContent });
    else found.push({ start, end, words: mark.textContent });
  }
  return found;
}

function told(key) {
  const item = make("li", "");
  const value = valueBy.get(key)?.[0];
  if (value) {
    item.append(make("b", value.textContent), " ", make("span", value.closest(".ev").querySelector("h3").textContent, "qq"));
    item.append(document.createElement("br"));
  }
  for (const { start, end, words } of passages(key)) item.append(make("q", words), " ", make("span", `${start}–${end}`, "mono"), " ");
  return item;
}

const SHOWN = 3;
function show(keys) {
  for (const element of lit) element.classList.remove("on");
  lit = (keys ?? []).flatMap((key, at) => [...(at === 0 ? markedBy.get(key) ?? [] : []), ...(valueBy.get(key) ?? [])]);
  for (const element of lit) element.classList.add("on");
  for (const element of keys ? markedBy.get(keys[0]) ?? [] : []) element.dataset.on = valueBy.get(keys[0])?.[0].dataset.c ?? "act";
  panel.replaceChildren();
  panel.classList.toggle("has", !!keys);
  if (!keys) return panel.append(make("span", resting, "qq"));
  const free = make("button", "Let go", "btn free");
  free.type = "button";
  free.addEventListener("click", letGo);
  const list = make("ul", "");
  list.append(...keys.slice(0, SHOWN).map(told));
  panel.append(free, list);
  if (keys.length > SHOWN) panel.append(make("span", `and ${keys.length - SHOWN} more on these words`, "more"));
}

function mark(pin) {
  for (const element of document.querySelectorAll(".pin")) {
    element.classList.remove("pin");
    if (element.matches(".val")) element.setAttribute("aria-pressed", "false");
  }
  if (!pin) return;
  for (const element of [...(markedBy.get(pin[0]) ?? []), ...(valueBy.get(pin[0]) ?? [])]) {
    element.classList.add("pin");
    if (element.matches(".val")) element.setAttribute("aria-pressed", "true");
  }
}

const address = (hash) => history.replaceState(null, "", location.pathname + location.search + hash);

function pin(keys) {
  pinned = keys;
  mark(pinned);
  show(pinned);
  address(`#v=${keys[0]}`);
}

function letGo() {
  pinned = null;
  mark(null);
  show(null);
  address("");
}

function bring(element) {
  if (!element) return;
  const fold = element.closest("details");
  if (fold) fold.open = true;
  const box = element.closest(".rec");
  const place = element.getBoundingClientRect();
  if (box && box.scrollHeight > box.clientHeight) {
    const around = box.getBoundingClientRect();
    const top = around.top + panel.offsetHeight;
    if (place.top < top || place.bottom > around.bottom - 8) box.scrollTop += place.top - top - (around.height - panel.offsetHeight) / 3;
  } else if (place.top < 60 || place.bottom > innerHeight - 20) element.scrollIntoView({ block: "center" });
}

const isWide = () => matchMedia("(min-width: 1001px)").matches;

// Words under several values give them one after the other.
const turned = (keys) => (pinned && keys.length > 1 && keys.length === pinned.length && keys.every((key) => pinned.includes(key))
  ? [...pinned.slice(1), pinned[0]] : keys);

function wire(element, target, partners) {
  const keys = keysOf(element);
  target.addEventListener("pointerenter", () => show(keys));
  target.addEventListener("pointerleave", () => show(pinned));
  target.addEventListener("focus", () => show(pinned && keys.includes(pinned[0]) ? pinned : keys));
  target.addEventListener("blur", () => show(pinned));
  target.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    const next = turned(keys);
    pin(next);
    if (isWide()) bring(partners.get(next[0])?.[0]);
  });
}

const links = new Map(marks.map((each) => [each, each.querySelector("a")]));
for (const each of marks) wire(each, links.get(each) ?? each, valueBy);
for (const each of values) {
  wire(each, each, markedBy);
  each.setAttribute("role", "button");
  each.setAttribute("aria-pressed", "false");
  each.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    each.click();
  });
}

// One stop for Tab in the text; the arrows go from passage to passage of the kinds that are shown.
const isShown = (each) => links.get(each) && each.dataset.loud !== undefined && !text.classList.contains(`hide-${each.dataset.k}`);
const walk = () => marks.filter((each, at) => isShown(each) && !(at > 0 && isShown(marks[at - 1])
  && keysOf(marks[at - 1])[0] === keysOf(each)[0] && marks[at - 1].dataset.o.split("–")[1] === each.dataset.o.split("–")[0]));
let stop = null;
function stopAt(each) {
  if (stop) links.get(stop).tabIndex = -1;
  stop = each ?? null;
  if (stop) links.get(stop).tabIndex = 0;
}
stopAt(walk()[0]);

function go(by_) {
  const all = walk();
  if (!all.length) return false;
  const from = document.activeElement?.closest?.("#text mark") ?? (pinned ? markedBy.get(pinned[0])?.[0] : null);
  const passed = from ? all.filter((each) => marks.indexOf(each) <= marks.indexOf(from)).length - 1 : by_ > 0 ? -1 : 0;
  const back = from && by_ < 0 && !all.includes(from) ? passed + 1 : passed;
  const next = all[(back + by_ + all.length) % all.length];
  stopAt(next);
  links.get(next).focus({ preventScroll: true });
  bring(next);
}

document.addEventListener("keydown", (event) => {
  if (!plain(event) || typing(event.target)) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step && go(step) !== false) event.preventDefault();
  if (event.key === "Escape") letGo();
}, true); // before the keys of all pages, which take Escape for themselves

// The kinds that are off stand in the address.
const kinds = document.querySelector(".kinds");
kinds.addEventListener("submit", (event) => event.preventDefault());
kinds.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  text.classList.toggle(`hide-${button.dataset.k}`, button.getAttribute("aria-pressed") !== "true");
  const off = [...kinds.querySelectorAll('[aria-pressed="false"]')].map((each) => each.dataset.k);
  for (const each of marks) if (each.dataset.loud) {
    const may = each.dataset.loud.split(" ");
    each.dataset.k = may.find((kind) => !off.includes(kind)) ?? may[0];
  }
  const asked = new URLSearchParams(location.search);
  asked.delete("off");
  const kept = asked.toString();
  const search = [kept, off.length ? `off=${off.join(",")}` : ""].filter(Boolean).join("&");
  history.replaceState(null, "", location.pathname + (search ? `?${search}` : "") + location.hash);
  if (!stop || !isShown(stop)) stopAt(walk()[0]);
});

// What a whole event, statement or actor is told in.
const OWN_WORDS = { event: "anchor", statement: "content", actor: "mentions" };

// The address pins a value, when the page opens and whenever it changes.
function restore() {
  const hash = decodeURIComponent(location.hash);
  const whole = hash.match(/^#((event|statement|actor)-\w+)$/);
  const asked = whole ? `${whole[1]}.${OWN_WORDS[whole[2]]}` : hash.match(/^#v=([\w.-]+)$/)?.[1];
  if (!asked || !valueBy.has(asked)) return;
  pinned = [asked];
  mark(pinned);
  show(pinned);
  bring(valueBy.get(asked)[0]);
  bring(markedBy.get(asked)?.[0]);
}
addEventListener("hashchange", restore);
restore();
addEventListener("load", () => setTimeout(restore)); // after the browser has gone to the value by itself
