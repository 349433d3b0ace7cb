"use strict";
// Puts a button beside what is worth copying. Without it the text can be marked and copied by hand.
(() => {
  if (!navigator.clipboard) return;
  for (const place of document.querySelectorAll("[data-copy]")) {
    const text = place.dataset.copyText ?? place.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = place.dataset.copy;
    const done = document.createElement("span");
    done.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      done.textContent = place.dataset.copied;
    });
    place.append(" ", button, " ", done);
  }
})();
