/*
 * Results as lines of a list: a name with its note, a claim with its provenance.
 *
 * Everything is built from elements and text nodes; no content of a record becomes markup.
 */
"use strict";
(() => {
  const { spans } = globalThis.sourcebookWords;
  const LONG = 240; // characters of a text below a name

  /** An element with its class and content; strings become text nodes. */
  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const link = (className, href, ...content) => {
    const element = make("a", className, ...content);
    element.href = href;
    return element;
  };

  /** A text with the words of the query highlighted. */
  const marked = (text, wanted) => {
    const shown = document.createDocumentFragment();
    let end = 0;
    for (const [from, to] of spans(text, wanted)) {
      shown.append(text.slice(end, from), make("mark", "", text.slice(from, to)));
      end = to;
    }
    shown.append(text.slice(end));
    return shown;
  };

  /** An excerpt of a long text around the first word of the query. */
  const cut = (text, wanted) => {
    if (text.length <= LONG) return text;
    const [first] = spans(text, wanted);
    const from = first && first[0] > LONG / 2 ? text.lastIndexOf(" ", first[0] - LONG / 4) + 1 : 0;
    const to = text.length > from + LONG ? text.lastIndexOf(" ", from + LONG) : text.length;
    return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  };

  const native = (text, language, wanted) => {
    const element = make("bdi", "", marked(text, wanted));
    if (language) element.lang = language;
    return element;
  };

  const nameLine = (item, wanted) => {
    const line = make("li", "found-line");
    line.append(link("found-link", item.href, native(item.title, item.language, wanted)));
    line.append(" ", make("span", "quiet", marked(item.note, wanted)));
    const others = item.others.filter(([other]) => spans(other, wanted).length > 0);
    others.forEach(([other, language], number) =>
      line.append(number === 0 ? " also " : ", ", native(other, language, wanted)),
    );
    if (item.text) line.append(make("p", "found-text", marked(cut(item.text, wanted), wanted)));
    return line;
  };

  const KINDS = [["named", "named"], ["anonymous", "anonymous"], ["author", "in its own voice"]];
  const claimLine = (item, wanted) => {
    const line = make("li", "found-line");
    item.voices.forEach(([kind, label], number) => {
      const [className, words] = KINDS[kind];
      line.append(
        number === 0 ? "" : ", ",
        make("span", "speaker-name", marked(label, wanted)),
        " ",
        make("span", `speaker-kind speaker-${className}`, words),
      );
    });
    line.append(" ", make("span", "mode", item.mode), item.date ? `, ${item.date}: ` : ": ");
    line.append(link("found-link", item.href, marked(item.title, wanted)));
    if (item.hedge) line.append(" ", make("span", "quiet", `(“${item.hedge}”)`));
    const trail = make("p", "found-trail", item.via.map((name) => `via ${name} → `).join(""));
    item.cites.forEach((cite, number) => {
      const to = link("citation", cite.href, cite.label);
      to.title = cite.title;
      trail.append(number === 0 ? "" : "; ", to, ` ${cite.genre}, published ${cite.published}`);
    });
    trail.append(` · in ${item.record}`);
    line.append(trail);
    return line;
  };

  globalThis.sourcebookLines = Object.freeze({ make, link, nameLine, claimLine });
})();
