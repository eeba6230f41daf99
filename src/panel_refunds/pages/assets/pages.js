// Comfort only: every page works without it.
(() => {
  "use strict";
  const language = document.documentElement.lang || "en";
  const every = (selector) => document.querySelectorAll(selector);

  for (const form of every("form[data-send-at-once]")) form.requestSubmit();

  // What is wrong is read first.
  for (const summary of every("[data-focus]")) summary.focus();

  // An impatient finger sends once; coming back with the back button, the button works again.
  for (const form of every("form[data-once]")) {
    form.addEventListener("submit", () => setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    }));
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of every("form[data-once]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });

  // Going back to a page that a form led to asks for it anew, and does not send the form again.
  history.replaceState(history.state, "", location.href);

  // Going back to a form finds what was typed; signing out forgets it.
  const came = performance.getEntriesByType("navigation")[0];
  for (const form of every("form[data-keep]")) {
    const place = `typed ${location.pathname}`;
    const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden");
    if (came && came.type === "back_forward") {
      const kept = JSON.parse(sessionStorage.getItem(place) || "{}");
      for (const field of fields) if (field.name in kept) field.value = kept[field.name];
    }
    form.addEventListener("submit", () => {
      sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
    });
  }
  for (const form of every("form[data-forget]")) form.addEventListener("submit", () => {
    // Only what is ours: the rest of the host may keep something here too.
    for (const place of Object.keys(sessionStorage)) if (place.startsWith("typed ")) sessionStorage.removeItem(place);
  });

  for (const button of every("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // Less than two days left: a countdown beside the date, by the server's clock.
  const DAY = 86400, began = performance.now();
  const unit = (count, name) => new Intl.NumberFormat(language, {style: "unit", unit: name, unitDisplay: "long"}).format(count);
  const spell = (left) => {
    const hours = Math.floor(left / 3600), minutes = Math.floor(left % 3600 / 60), seconds = Math.floor(left % 60);
    if (hours) return `${unit(hours, "hour")} ${unit(minutes, "minute")}`;
    return minutes ? `${unit(minutes, "minute")} ${unit(seconds, "second")}` : unit(seconds, "second");
  };
  const tick = () => {
    let soonest = Infinity;
    for (const place of every("[data-until]")) {
      const left = (Date.parse(place.dataset.until) - Date.parse(place.dataset.from) - (performance.now() - began)) / 1000;
      if (left >= 2 * DAY) continue;
      place.hidden = false;
      const says = left > 0 ? place.dataset.says.replace("{left}", spell(left)) : place.dataset.over;
      if (place.textContent !== says) place.textContent = says;
      soonest = Math.min(soonest, left);
    }
    if (soonest < Infinity && soonest > 0) setTimeout(tick, 1000);
  };
  tick();
})();
