// Keys of an incident's page: x opens the form that splits, m the one that merges.
import { plain, typing } from "./sitrep.js";

const FORMS = { x: "split-form", m: "merge-form" };

document.addEventListener("keydown", (event) => {
  if (!plain(event) || typing(event.target)) return;
  const form = document.getElementById(FORMS[event.key]);
  if (!form) return;
  event.preventDefault();
  form.open = true;
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("input")?.focus();
});
