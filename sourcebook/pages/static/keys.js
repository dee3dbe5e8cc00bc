/*
 * Keyboard shortcuts (/ ? j k), and the dialog that explains them and switches them, and
 * the previews of links, off.
 *
 * The settings are stored in localStorage if allowed; previews.js reads the attribute
 * `data-no-previews` of the root element.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  const FIELDS = "input, textarea, select, [contenteditable]";
  // j and k move through the first of these that the page shows.
  const LISTS = [
    ".claim, .claim-line",
    ".question",
    ".event-line",
    ".record-lines > li",
    ".errata > li, .mentions > li",
  ];

  const isOff = (name) => {
    try {
      return localStorage.getItem(`sourcebook-${name}`) === "off";
    } catch {
      return false;
    }
  };

  const keep = (name, on) => {
    try {
      localStorage.setItem(`sourcebook-${name}`, on ? "on" : "off");
    } catch {
      // Then the setting applies to this page only.
    }
  };

  let keysAreOn = !isOff("keys");
  const showPreviews = (on) => root.toggleAttribute("data-no-previews", !on);
  showPreviews(!isOff("previews"));

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const switched = (name, words, on, change) => {
    const box = made("input", { type: "checkbox", checked: on });
    box.addEventListener("change", () => {
      keep(name, box.checked);
      change(box.checked);
    });
    return made("p", {}, made("label", { className: "keys-switch" }, box, words));
  };

  const dialog = made("dialog", { className: "keys" });
  const show = () => {
    if (!dialog.isConnected) {
      fill();
    }
    dialog.showModal();
  };

  const fill = () => {
    const title = made("h2", { id: "_keys" }, "Keyboard");
    const list = made("dl", { className: "keys-list" });
    for (const [key, words] of [
      ["/", "go to the search field"],
      ["j", "next claim, or next line of a list"],
      ["k", "previous claim, or previous line of a list"],
      ["?", "show this"],
      ["Esc", "close this, or a preview"],
    ]) {
      list.append(made("dt", {}, made("kbd", {}, key)), made("dd", {}, words));
    }
    const close = made("button", { type: "button" }, "Close");
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(
      title,
      list,
      switched("keys", "Single keys", keysAreOn, (on) => {
        keysAreOn = on;
      }),
      switched("previews", "Previews of links", !isOff("previews"), showPreviews),
      close,
    );
    document.body.append(dialog);
  };

  const items = () => {
    for (const list of LISTS) {
      const found = [...document.querySelectorAll(`main :is(${list})`)];
      const shown = found.filter((item) => item.checkVisibility());
      if (shown.length) {
        return shown;
      }
    }
    return [];
  };

  const go = (step) => {
    const all = items();
    const at = all.findLastIndex((item) => item.contains(document.activeElement));
    let next = all[at + step];
    if (at < 0) {
      // Start from the scroll position.
      const below = all.findIndex((item) => item.getBoundingClientRect().top > 1);
      const last = below < 0 ? all.length : below;
      next = all[step > 0 ? last : last - 1];
    }
    if (!next) {
      return;
    }
    next.tabIndex = -1;
    next.addEventListener("blur", () => next.removeAttribute("tabindex"), {
      once: true,
    });
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };

  const search = document.querySelector("input[type=search]");
  const actions = {
    ...(search && { "/": () => search.focus() }),
    "?": show,
    j: () => go(1),
    k: () => go(-1),
  };

  document.addEventListener("keydown", (event) => {
    const isOurs = Object.hasOwn(actions, event.key) && keysAreOn && !dialog.open;
    const isCommand = event.ctrlKey || event.altKey || event.metaKey;
    const isTyped = event.isComposing || event.target.closest?.(FIELDS);
    if (isOurs && !isCommand && !isTyped && !event.defaultPrevented) {
      event.preventDefault();
      actions[event.key]();
    }
  });

  const button = made("button", { type: "button", className: "keys-button" }, "Keyboard");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", show);
  document.querySelector(".footer")?.append(button);
})();
