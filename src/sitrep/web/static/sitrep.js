// Keys that every page shares: / searches, ? lists the keys, j and k walk the rows, Enter opens, Esc lets go.
// A row is any element with data-row; what it opens is its first link with data-open, or its first link.

export const typing = (target) => target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
export const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
export const rows = () => [...document.querySelectorAll("[data-row]")];
// The row that keys act on; one that was replaced by its newer self is still the same row.
let last = "";
export const current = () => document.querySelector("[data-row].at") ?? (last ? document.getElementById(last) : null);

export function goTo(row) {
  if (!row) return;
  current()?.classList.remove("at");
  row.classList.add("at");
  last = row.id;
  if (!row.hasAttribute("tabindex")) row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  row.dispatchEvent(new CustomEvent("row", { bubbles: true }));
}

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  goTo(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
}

const KEYS = {
  "/": () => document.getElementById("q")?.focus(),
  "?": () => { location.href = "/about#keys"; },
  j: () => step(1),
  k: () => step(-1),
  Escape: () => { current()?.classList.remove("at"); last = ""; document.activeElement?.blur(); },
  Enter: () => {
    const row = document.activeElement?.closest("[data-row].at");
    if (!row || document.activeElement !== row) return false;
    row.querySelector("a[data-open], a[href]")?.click();
  },
};

document.addEventListener("keydown", (event) => {
  if (!plain(event)) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const act = KEYS[event.key];
  if (act && act() !== false) event.preventDefault();
});

// A narrow bar scrolls to the page one is on.
const bar = document.querySelector(".bar nav");
const here = bar?.querySelector("[aria-current]");
if (here) bar.scrollLeft = Math.max(0, here.offsetLeft - bar.offsetLeft - bar.clientWidth / 2 + here.clientWidth / 2);
