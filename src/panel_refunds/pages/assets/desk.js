// Keys for the desk. Comfort only: every key follows a link or moves the focus, and none decides anything.
(() => {
  "use strict";
  const OFF = "desk-keys-off";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const dialog = document.getElementById("keys");
  const isOff = () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } };
  const turn = (off) => { try { localStorage.setItem(OFF, off ? "yes" : "no"); } catch { /* kept for this page only */ } };

  const focusOn = document.querySelector("[data-focus]");
  if (focusOn) focusOn.focus();

  const rows = [...desk.querySelectorAll("[data-row]")];
  const current = () => rows.findIndex((row) => row.contains(document.activeElement));
  const openerOf = (row) => row && row.querySelector("[data-open]");
  const move = (step) => {
    if (!rows.length) return;
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
    openerOf(rows[next]).focus();
    rows[next].scrollIntoView({ block: "nearest" });
  };
  const follow = (name) => {
    const row = rows[current()];
    const link = row ? row.querySelector(`[data-${name}]`) : desk.querySelector(`:not(tr) > [data-${name}], .actions [data-${name}]`);
    if (link && link.href && (row || !link.closest("[data-row]"))) location.assign(link.href);
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => follow("open"),
    a: () => follow("approve"),
    d: () => follow("decline"),
    q: () => follow("ask"),
    u: () => { const back = desk.querySelector("[data-back]"); if (back) location.assign(back.href); },
    x: () => { const row = rows[current()]; const tick = row && row.querySelector("input[type=checkbox]"); if (tick) tick.checked = !tick.checked; },
    "/": () => { const field = desk.querySelector("[data-search]"); if (field) field.focus(); },
    "?": () => { if (dialog && !dialog.open) dialog.showModal(); },
  };
  const isTyping = (at) => at && (at.isContentEditable || /^(TEXTAREA|SELECT)$/.test(at.tagName) || (at.tagName === "INPUT" && !/^(checkbox|radio)$/.test(at.type)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (isOff() || (dialog && dialog.open)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const link of document.querySelectorAll("[data-help]")) {
    link.addEventListener("click", (event) => {
      if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dialog.showModal();
    });
  }
  for (const place of document.querySelectorAll("[data-keys-switch]")) {
    const button = place.querySelector("button");
    const say = () => { button.textContent = isOff() ? button.dataset.on : button.dataset.off; };
    button.addEventListener("click", () => { turn(!isOff()); say(); });
    place.hidden = false;
    say();
  }
})();
