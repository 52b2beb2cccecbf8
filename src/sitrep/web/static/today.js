// Keys of a day's page: on a pair that may be one happening, s says the same, d different.
import { current, plain, typing } from "./sitrep.js";

document.addEventListener("keydown", (event) => {
  if (!plain(event) || typing(event.target)) return;
  const button = current()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
