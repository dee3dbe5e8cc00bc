/*
 * Normalisation of words for the search: one folding for every spelling and script.
 *
 * The index has plain texts; these and the query are folded here and nowhere else.
 */
"use strict";
(() => {
  // Letters with the same look or sound that keyboards and editors encode differently.
  const SAME = {
    "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ٱ": "ا", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d",
  };
  const LETTERS = new RegExp(`[${Object.keys(SAME).join("")}]`, "gu");
  // Marks, the tatweel, joiners and direction marks. The non-joiner is not one of them:
  // it separates words, like a space or a dash.
  const DROPPED = /\p{M}|[\u0640\u200d-\u200f\u061c]/gu;
  const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

  /** The text normalised: decomposed, without marks or case, with letters unified. */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .toUpperCase()
      .toLowerCase()
      .replace(DROPPED, "")
      .replace(LETTERS, (letter) => SAME[letter])
      .replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15));

  // Stop words: they are left out of a query if other words remain.
  const LITTLE = new Set(
    ("a an and are as at be been by did do does for from had has have he her his how in " +
      "is it its of on or she that the their they to was were what when where which who " +
      "whom whose why with").split(" "),
  );

  const parted = new Map(); // a cache: texts repeat words, and folding is slow
  /** The words of a text without spaces, split at every sign: Ya'alon is ya, alon. */
  const parts = (chunk) => {
    let found = parted.get(chunk);
    if (!found) {
      found = fold(chunk).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      parted.set(chunk, found);
    }
    return found;
  };

  /** The index words of a text; of split ones also the whole, so that U.S. is us. */
  const words = (text) =>
    text.split(/\s+/).flatMap((chunk) => {
      const found = parts(chunk);
      return found.length > 1 ? [...found, found.join("")] : found;
    });

  /** The pieces of a query: each must match by its parts, or as one word. */
  const pieces = (query) =>
    query
      .split(/\s+/)
      .map(parts)
      .filter((found) => found.length > 0)
      .map((found) => ({ parts: found, whole: found.join("") }));

  /** The pieces without stop words, unless there are no others. */
  const meant = (asked) => {
    const kept = asked.filter(({ whole }) => !LITTLE.has(whole));
    return kept.length > 0 ? kept : asked;
  };

  /** The key of a whole name or query, to compare names by. */
  const key = (text) => text.split(/\s+/).flatMap(parts).join(" ");

  /** The words of a text that begin with one of `wanted`: pairs of start and end. */
  const spans = (text, wanted) => {
    const hits = (word) => wanted.some((beginning) => word.startsWith(beginning));
    return [...text.matchAll(/\S+/g)].flatMap((chunk) => {
      const inside = [...chunk[0].matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)].map((word) => [
        chunk.index + word.index,
        chunk.index + word.index + word[0].length,
      ]);
      const found = inside.filter(([start, end]) => hits(fold(text.slice(start, end))));
      const asOne = found.length === 0 && inside.length > 1 && hits(parts(chunk[0]).join(""));
      return asOne ? [[inside[0][0], inside.at(-1)[1]]] : found;
    });
  };

  /** Whether two words differ by one edit: a letter changed, added, removed or swapped. */
  const isOneOff = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    const rest = (word, skipped) => word.slice(start + skipped);
    return (
      rest(a, 1) === rest(b, 1) ||
      rest(a, 1) === rest(b, 0) ||
      rest(a, 0) === rest(b, 1) ||
      (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2))
    );
  };

  /** An inverted index of texts: each word with the numbers of the texts that have it. */
  class Vocabulary {
    constructor(texts) {
      this.numbers = new Map();
      texts.forEach((text, number) => {
        for (const word of words(text)) {
          const numbers = this.numbers.get(word);
          if (!numbers) this.numbers.set(word, [number]);
          else if (numbers.at(-1) !== number) numbers.push(number);
        }
      });
      this.sorted = [...this.numbers.keys()].sort();
    }

    /** The numbers of the texts with a word that begins with `beginning`. */
    startingWith(beginning) {
      let low = 0;
      let high = this.sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.sorted[middle] < beginning) low = middle + 1;
        else high = middle;
      }
      const found = new Set();
      for (; low < this.sorted.length && this.sorted[low].startsWith(beginning); low += 1) {
        for (const number of this.numbers.get(this.sorted[low])) found.add(number);
      }
      return found;
    }

    /** The numbers of the texts that have every piece of a query. */
    having(asked) {
      const both = (a, b) => new Set([...a].filter((number) => b.has(number)));
      return asked
        .map(({ parts: all, whole }) => {
          const each = all.map((part) => this.startingWith(part)).reduce(both);
          return all.length > 1 ? new Set([...each, ...this.startingWith(whole)]) : each;
        })
        .reduce(both);
    }

    /** The numbers of the texts with the most pieces, which must be at least half. */
    havingMost(asked) {
      const had = new Map();
      for (const number of asked.flatMap((piece) => [...this.having([piece])])) {
        had.set(number, (had.get(number) ?? 0) + 1);
      }
      const most = Math.max(0, ...had.values());
      const enough = most > 1 && most * 2 >= asked.length;
      return new Set(enough ? [...had.keys()].filter((n) => had.get(n) === most) : []);
    }

    /** Words one edit away from `word`, or beginning so; the most frequent first. */
    nearest(word) {
      const often = (a, b) => this.numbers.get(b).length - this.numbers.get(a).length;
      const whole = this.sorted.filter((known) => isOneOff(known, word));
      const lengths = [word.length - 1, word.length, word.length + 1];
      const beginning = (known) => lengths.some((n) => isOneOff(known.slice(0, n), word));
      const found = whole.length > 0 ? whole : this.sorted.filter(beginning);
      return word.length < 3 ? [] : found.sort(often).slice(0, 5);
    }
  }

  globalThis.sourcebookWords = Object.freeze({ Vocabulary, isOneOff, key, meant, pieces, spans, words });
})();
