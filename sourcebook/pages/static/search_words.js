/*
 * Words as a reader types them: one folding for every spelling and script.
 *
 * The index carries plain texts; they and the query are folded here and nowhere else.
 */
"use strict";
(() => {
  // Letters of one look or one sound that keyboards and editors write in several ways.
  const SAME = {
    "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ٱ": "ا", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d",
  };
  const LETTERS = new RegExp(`[${Object.keys(SAME).join("")}]`, "gu");
  // Marks, the lengthening stroke, joiners and direction marks. The non-joiner is not
  // among them: it parts words, as a space or a dash does.
  const DROPPED = /\p{M}|[\u0640\u200d-\u200f\u061c]/gu;
  const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

  /** The text as it is compared: decomposed, without marks or case, letters unified. */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .toUpperCase()
      .toLowerCase()
      .replace(DROPPED, "")
      .replace(LETTERS, (letter) => SAME[letter])
      .replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15));

  /** The words of a text without spaces, parted at every sign: Ya'alon is ya, alon. */
  // Words that tell nothing by themselves; they are left out where others remain.
  const LITTLE = new Set(
    ("a an and are as at be been by did do does for from had has have he her his how in " +
      "is it its of on or she that the their they to was were what when where which who " +
      "whom whose why with").split(" "),
  );

  const parted = new Map(); // texts repeat their words, and folding takes the time
  const parts = (chunk) => {
    let found = parted.get(chunk);
    if (!found) {
      found = fold(chunk).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      parted.set(chunk, found);
    }
    return found;
  };

  /** What a text is found by: its words; of parted ones also the whole, as U.S. is us. */
  const words = (text) =>
    text.split(/\s+/).flatMap((chunk) => {
      const found = parts(chunk);
      return found.length > 1 ? [...found, found.join("")] : found;
    });

  /** A query in pieces: each must be found by its parts, or as one word. */
  const pieces = (query) =>
    query
      .split(/\s+/)
      .map(parts)
      .filter((found) => found.length > 0)
      .map((found) => ({ parts: found, whole: found.join("") }));

  /** The pieces that mean something. */
  const meant = (asked) => {
    const kept = asked.filter(({ whole }) => !LITTLE.has(whole));
    return kept.length > 0 ? kept : asked;
  };

  /** A name or a query as a whole, to compare names with. */
  const key = (text) => text.split(/\s+/).flatMap(parts).join(" ");

  /** Where a text has words that begin with one of `wanted`: pairs of start and end. */
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

  /** Whether two words differ in one letter: changed, added, left out or exchanged. */
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

  /** All words of some texts, each with the numbers of the texts that have it. */
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

    /** The numbers of the texts that have the most pieces, of at least half of them. */
    havingMost(asked) {
      const had = new Map();
      for (const number of asked.flatMap((piece) => [...this.having([piece])])) {
        had.set(number, (had.get(number) ?? 0) + 1);
      }
      const most = Math.max(0, ...had.values());
      const enough = most > 1 && most * 2 >= asked.length;
      return new Set(enough ? [...had.keys()].filter((n) => had.get(n) === most) : []);
    }

    /** Words one letter away from `word`, or beginning so; the most frequent first. */
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
