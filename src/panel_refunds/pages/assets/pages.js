// Comfort only: every page works without it.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-send-at-once]")) form.requestSubmit();
  for (const summary of document.querySelectorAll("[data-focus]")) summary.focus();
})();
