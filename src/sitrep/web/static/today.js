// Keys of a day's page: on a pair that may be one happening, s says the same, d different, l later.
import { current, goTo, plain, typing } from "./sitrep.js";

document.addEventListener("keydown", (event) => {
  if (!plain(event) || typing(event.target)) return;
  const button = current()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// What is put aside leads on to the next pair.
const next = location.hash.startsWith("#pair-") && document.getElementById(location.hash.slice(1));
if (next) goTo(next);
