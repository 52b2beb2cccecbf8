// The review queue by keys: a r u n l press the row's buttons, e opens the chosen value, → ← choose it.
// htmx sends what a button asks for and puts the event as it then stands in its place.

import { current, goTo, plain, rows, typing } from "./sitrep.js";

const chosen = (row) => row?.querySelector(".val.on");
const values = (row) => [...(row?.querySelectorAll(".val[data-p]") ?? [])];

function light(row, path) {
  row?.querySelectorAll("mark[data-p]").forEach((mark) => {
    mark.classList.toggle("on", Boolean(path) && mark.dataset.p.split(" ").includes(path));
  });
}

function choose(row, value) {
  chosen(row)?.classList.remove("on");
  value?.classList.add("on");
  value?.scrollIntoView({ block: "nearest" });
  light(row, value?.dataset.p);
}

function step(by) {
  const row = current();
  const all = values(row);
  if (!all.length) return false;
  const at = all.indexOf(chosen(row));
  choose(row, all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
}

function press(key) {
  const button = current()?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  button.click();
}

const KEYS = {
  a: () => press("a"),
  r: () => press("r"),
  u: () => press("u"),
  n: () => { const input = current()?.querySelector('input[name="note"]'); if (!input) return false; input.focus(); },
  e: () => { const row = current(); const value = chosen(row) ?? values(row)[0]; if (!value) return false; choose(row, value); value.click(); },
  l: () => { if (press("l") === false) { const all = rows(); goTo(all[Math.min(all.length - 1, all.indexOf(current()) + 1)]); } },
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  Escape: () => { const row = current(); choose(row, null); row?.querySelector(".editor")?.replaceChildren(); if (row) goTo(row); },
};

document.addEventListener("keydown", (event) => {
  if (!plain(event)) return;
  if (typing(event.target)) {
    if (event.key === "Escape") { event.target.blur(); KEYS.Escape(); }
    if (event.key === "Enter" && event.target.name === "note" && event.target.closest(".noting")) {
      event.preventDefault();
      event.target.closest("form").querySelector('[data-key="n"]').click();
    }
    return;
  }
  const act = KEYS[event.key];
  if (act && act() !== false) event.preventDefault();
}, true);

document.addEventListener("pointerover", (event) => {
  const value = event.target.closest?.(".val[data-p]");
  if (value) light(value.closest("[data-row]"), value.dataset.p);
  const mark = event.target.closest?.("mark[data-p]");
  const row = mark?.closest("[data-row]");
  if (mark) values(row).forEach((one) => one.classList.toggle("hint", mark.dataset.p.split(" ").includes(one.dataset.p)));
});
document.addEventListener("pointerout", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (event.target.closest?.(".val[data-p], mark[data-p]")) { light(row, chosen(row)?.dataset.p); values(row).forEach((one) => one.classList.remove("hint")); }
});

// What came back stands where the row stood: a judged row leads on to the next, an opened form takes the cursor.
let decided = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-key], .correct button");
  if (button) decided = { id: button.closest("[data-row]")?.id, key: button.dataset.key };
}, true);
document.addEventListener("htmx:after:swap", () => {
  const form = current()?.querySelector(".editor .correct");
  if (form && !decided) { form.querySelector("input:not([type=hidden]), select")?.focus(); return; }
  if (!decided) return;
  const all = rows();
  const at = all.findIndex((row) => row.id === decided.id);
  const on = ["a", "r"].includes(decided.key) ? Math.min(all.length - 1, at + 1) : at;
  const moved = current() && current().id !== decided.id; // somebody was quicker than the answer
  decided = null;
  if (at >= 0 && !moved) goTo(all[on]);
});

// What is put aside leaves its place to the next: the address says which place that was.
const place = location.hash.match(/^#at-(\d+)$/)?.[1];
if (place) goTo(rows()[Math.min(place, rows().length) - 1]);
