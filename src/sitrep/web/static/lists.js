// What a form leaves empty is left out of the address.
for (const form of document.querySelectorAll("form.asking")) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((field) => field.name && !field.value);
    for (const field of empty) field.disabled = true;
    addEventListener("pageshow", () => empty.forEach((field) => { field.disabled = false; }), { once: true });
  });
}
