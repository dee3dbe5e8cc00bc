/*
 * Loads the shards of the search index that a query needs.
 *
 * search/words/*.js   [two first letters, {word: [[file with it in a name], [elsewhere]]}]
 * search/items/*.js   [number, tables], as documented in search_items.js
 */
"use strict";
(() => {
  const words = new Map(); // by their first two letters
  const items = new Map(); // by number
  document.addEventListener("sourcebook-words", ({ detail }) => words.set(...detail));
  document.addEventListener("sourcebook-items", ({ detail }) => items.set(...detail));

  const union = (sets) => new Set(sets.flatMap((set) => [...set]));
  const both = (a, b) => new Set([...a].filter((one) => b.has(one)));

  globalThis.sourcebookFar = class {
    constructor(head) {
      this.head = head;
      this.paths = new Map(head.far);
      this.most = head.first; // files of items that a query loads initially
      this.query = null; // the last one that was loaded
      this.left = 0; // number of files with its words that were not loaded
      this.tables = [];
    }

    /** The words that begin with `word`, or else similar ones, with their files. */
    async held(word) {
      const beginning = [...word].slice(0, 2).join("");
      if (!this.paths.has(beginning)) return [];
      await globalThis.sourcebookScript(this.paths.get(beginning));
      const known = Object.entries(words.get(beginning) ?? {});
      const found = known.filter(([one]) => one.startsWith(word));
      if (found.length > 0 || word.length < 3) return found;
      const { isOneOff } = globalThis.sourcebookWords;
      const near = known.filter(([one]) => isOneOff(one, word));
      const lengths = [word.length - 1, word.length, word.length + 1];
      const begun = known.filter(([one]) => lengths.some((n) => isOneOff(one.slice(0, n), word)));
      return (near.length > 0 ? near : begun).slice(0, 5);
    }

    /** The files that have a piece of a query: all its parts, or the whole. */
    async files({ parts, whole }) {
      // A single letter begins too many words to look up.
      const looked = parts.filter((part) => [...part].length > 1);
      const all = await Promise.all([...looked, whole].map((word) => this.held(word)));
      const sets = all.map((found) => ({
        names: union(found.map(([, [names]]) => names)),
        any: union(found.flatMap(([, marks]) => marks)),
      }));
      const last = sets.pop();
      const each = sets.length > 0 ? sets.map((set) => set.any).reduce(both) : new Set();
      return { names: union([last.names, ...sets.map((set) => set.names)]), any: union([last.any, each]) };
    }

    /** Loads the files that `query` needs into `tables`. */
    async load(query) {
      const { meant, pieces } = globalThis.sourcebookWords;
      const asked = meant(pieces(query));
      const found = await Promise.all(asked.map((piece) => this.files(piece)));
      const any = found.map((one) => one.any);
      const whole = any.length > 0 ? any.reduce(both) : new Set();
      const files = whole.size > 0 ? whole : union(any);
      // Files with more of the words come first, then those with more in names.
      const names = (file) => found.filter((one) => one.names.has(file)).length;
      const having = (file) => any.filter((one) => one.has(file)).length;
      const order = [...files].sort((a, b) => having(b) - having(a) || names(b) - names(a) || a - b);
      const first = order.slice(0, this.most);
      await Promise.all(first.map((file) => globalThis.sourcebookScript(`search/items/${file}.js`)));
      this.tables = first.map((file) => items.get(file)).filter(Boolean);
      this.left = order.length - first.length;
      this.query = query;
    }
  };
})();
