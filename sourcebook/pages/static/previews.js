/*
 * Previews of link targets, shown beside a link while it is hovered or focused.
 *
 * Their content comes from the scripts in assets/previews/, each loaded when a link first
 * needs it. Esc closes a preview, the pointer may enter it, and it stays until the
 * pointer or the focus leaves (WCAG 1.4.13). Touch input shows none.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  const site = new URL("../", document.currentScript.src).href;
  const SHARDS = Number(root.dataset.previews);
  const WAIT = 300;
  const GRACE = 250; // for the pointer to move into the preview
  const GAP = 4;
  const EDGE = 8;

  const known = {};
  const loaded = new Map();
  document.addEventListener("sourcebook-previews", (event) => {
    Object.assign(known, event.detail);
  });

  const policy = window.trustedTypes?.createPolicy("sourcebook", {
    createScriptURL: (address) => {
      const ours = ["assets/", "search/"].some((folder) => address.startsWith(site + folder));
      if (!ours || address.includes("..")) {
        throw new TypeError("not a script of this site");
      }
      return address;
    },
  });

  // 32-bit FNV-1a, as in pages/metadata/previews.py.
  const shardOf = (key) => {
    let mark = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(key)) {
      mark = Math.imul(mark ^ byte, 0x01000193) >>> 0;
    }
    return mark % SHARDS;
  };

  // Loads a script of the site by its path, once. The search uses it too, because a page
  // may have only one such policy.
  const script = (path) => {
    if (!loaded.has(path)) {
      const element = document.createElement("script");
      const address = site + path;
      loaded.set(
        path,
        new Promise((resolve) => {
          element.addEventListener("load", resolve);
          element.addEventListener("error", resolve);
        }),
      );
      element.src = policy ? policy.createScriptURL(address) : address;
      document.head.append(element);
    }
    return loaded.get(path);
  };
  globalThis.sourcebookScript = script;

  const load = (key) => script(`assets/previews/${shardOf(key)}.js`);

  // The href property of a link in an SVG is not a string, so read the attribute.
  const addressOf = (link) => new URL(link.getAttribute("href"), location.href);

  // The key of the preview of a link; empty if it has none.
  const keyOf = (link) => {
    const here = location.href.split(/[?#]/)[0];
    const target = addressOf(link).href.split(/[?#]/)[0];
    // The card of a question already shows the content of its preview.
    const isNone = target === here || link.closest("nav, .question-ask");
    if (isNone || !target.startsWith(site)) {
      return "";
    }
    const page = /^(?:(?:entities|events|sources)\/[^/]+|questions\/(?!index\/)[^/]+\/[^/]+)\.html$/;
    const path = target.slice(site.length);
    return page.test(path) && !path.endsWith("/index.html")
      ? path.slice(0, -".html".length)
      : "";
  };

  const paragraphOf = (link) => {
    const told = /¶([\d–]+)/.exec(link.textContent) ?? /#p(\d+)$/.exec(addressOf(link).hash);
    if (!told || !/^#p\d+$/.test(addressOf(link).hash)) {
      return "";
    }
    return `${told[1].includes("–") ? "paragraphs" : "paragraph"} ${told[1]}`;
  };

  const line = (name, words, className) => {
    const element = document.createElement(name);
    element.className = className;
    element.dir = "auto";
    element.textContent = words;
    return element;
  };

  const made = (link, [title, facts, summary, positions]) => {
    const tip = document.createElement("div");
    tip.id = "_preview";
    tip.className = "preview";
    tip.setAttribute("role", "tooltip");
    const told = [facts, paragraphOf(link)].filter(Boolean).join("; ");
    tip.append(line("p", title, "preview-title"), line("p", told, "preview-facts"));
    if (summary) {
      tip.append(line("p", summary, "preview-summary"));
    }
    if (positions.length) {
      const list = document.createElement("ul");
      list.className = "preview-positions";
      list.append(...positions.map((words) => line("li", words, "preview-position")));
      tip.append(list);
    }
    return tip;
  };

  // Below or above the link, at the line that was pointed at; never out of view.
  const place = (tip, link, y) => {
    const whole = link.getBoundingClientRect();
    const lines = [...link.getClientRects()];
    const pointed = lines.find((r) => y >= r.top && y <= r.bottom) ?? whole;
    const { width, height } = tip.getBoundingClientRect();
    const below = whole.bottom + GAP;
    const above = whole.top - GAP - height;
    const isBelow = below + height <= root.clientHeight - EDGE || above < EDGE;
    const start = Math.min(pointed.left, root.clientWidth - EDGE - width);
    tip.style.left = `${Math.max(EDGE, start) + scrollX}px`;
    tip.style.top = `${(isBelow ? below : above) + scrollY}px`;
  };

  let shown = null; // { link, tip, title, described }
  let wanted = null; // the link whose preview is about to come
  let coming = 0;
  let going = 0;
  let isTouch = false;

  const cancel = () => {
    clearTimeout(coming);
    wanted = null;
  };

  const hide = () => {
    clearTimeout(going);
    if (!shown) {
      return;
    }
    const { link, tip, title, described } = shown;
    shown = null;
    tip.remove();
    if (described === null) {
      link.removeAttribute("aria-describedby");
    } else {
      link.setAttribute("aria-describedby", described);
    }
    if (title !== null) {
      link.title = title;
    }
  };

  const show = async (link, y) => {
    const key = keyOf(link);
    await load(key);
    if (wanted !== link || !Object.hasOwn(known, key)) {
      return;
    }
    hide();
    const tip = made(link, known[key]);
    shown = {
      link,
      tip,
      title: link.getAttribute("title"),
      described: link.getAttribute("aria-describedby"),
    };
    // The tooltip of the browser would cover it.
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", tip.id);
    link.closest("main").append(tip);
    place(tip, link, y);
  };

  const want = (target, y = -1) => {
    const link = target.closest?.("main a[href]");
    if (shown && (shown.tip.contains(target) || link === shown.link)) {
      clearTimeout(going);
      return;
    }
    if (!link || link === wanted || root.hasAttribute("data-no-previews")) {
      return;
    }
    if (keyOf(link)) {
      clearTimeout(coming);
      wanted = link;
      coming = setTimeout(show, WAIT, link, y);
    }
  };

  const leave = (to) => {
    if (wanted && !wanted.contains(to)) {
      cancel();
    }
    if (shown && !shown.link.contains(to) && !shown.tip.contains(to)) {
      clearTimeout(going);
      going = setTimeout(hide, GRACE);
    }
  };

  document.addEventListener("pointerdown", (event) => {
    isTouch = event.pointerType === "touch";
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") {
      want(event.target, event.clientY);
    }
  });
  document.addEventListener("pointerout", (event) => leave(event.relatedTarget));
  document.addEventListener("focusin", (event) => {
    if (!isTouch && event.target.matches(":focus-visible")) {
      want(event.target);
    }
  });
  document.addEventListener("focusout", (event) => leave(event.relatedTarget));
  document.addEventListener("click", (event) => {
    if (!shown?.tip.contains(event.target)) {
      cancel();
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    isTouch = false;
    if (event.key === "Escape") {
      cancel();
      hide();
    }
  });
})();
