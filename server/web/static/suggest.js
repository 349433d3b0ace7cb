"use strict";
// Offers subjects and titles while a search is typed. Without it the search is the same. The browser's own list of
// options is used, because keyboards and screen readers know it.
(() => {
  const pause = 150;
  const letters = 2;

  const attach = (field, number) => {
    const list = document.createElement("datalist");
    list.id = `suggestions-${number}`;
    field.after(list);
    field.setAttribute("list", list.id);
    field.autocomplete = "off";
    let waiting = 0;
    let asked = new AbortController();

    const ask = async (text) => {
      asked = new AbortController();
      const query = new URLSearchParams({ q: text, lang: document.documentElement.lang });
      try {
        const answer = await fetch(`/api/v1/suggest?${query}`, { signal: asked.signal });
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        list.replaceChildren(...suggestions.map((each) => {
          const option = document.createElement("option");
          option.value = each.text;
          if (each.name !== each.text) option.label = each.name;
          return option;
        }));
      } catch {
        // Overtaken by what was typed since, or the network is gone: there is nothing to offer.
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      asked.abort();
      const text = field.value.trim();
      const isChosen = [...list.options].some((option) => option.value === field.value);
      if (isChosen) return;
      if (text.length < letters) list.replaceChildren();
      else waiting = setTimeout(ask, pause, text);
    });
  };

  // A page that is only read does nothing for it.
  let number = 0;
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("input[type=search][name=q]:not([list])")) attach(target, ++number);
  });
})();
