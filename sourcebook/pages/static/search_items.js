/*
 * The tables of search/records.js as items that can be found by words and filters.
 *
 * names    [group, href, name, language, note, [[other name, language]], text, date,
 *           [source], [about]]
 * claims   [record, id, text, mode, [voice], date, was said then?, [[source, label, paragraph]],
 *           [via], hedge, [about]]
 * voices   [kind, label, entity, [of], [side]]     sources  [name, outlet, genre]
 * dates    [in words, first day, last day]         -1 means no row
 */
"use strict";
(() => {
  const CLAIM = "claim";
  const [NAMED, ANONYMOUS] = [0, 1];
  const VOICES = ["_named", "_anonymous", "_own"];

  const idOf = (row) => row[1].replace(/^.*\/|\.html$/g, "");

  /** The rows of `tables` as items; the groups and genres come from `head`. */
  const itemsOf = (tables, head) => {
    const { key } = globalThis.sourcebookWords;
    const groups = Object.keys(head.groups);
    const idOfSource = (source) => idOf(tables.names[tables.sources[source][0]]);
    const genreOf = (source) => tables.sources[source][2];
    const dated = (number) => tables.dates[number] ?? ["", "", ""];

    /** Every value of the speaker filter that matches this voice. */
    const choices = ([kind, , entity, of, sides]) => {
      if (kind === NAMED) return [VOICES[kind], idOf(tables.names[entity])];
      const bodies = of.map((row) => `_anonymous.${idOf(tables.names[row])}`);
      return [VOICES[kind], ...sides.map((side) => `_anonymous:${tables.sides[side]}`), ...bodies];
    };

    /** All names of the records that an item is about. */
    const namesOf = (about) =>
      about.map((row) => tables.names[row]).flatMap((row) => [row[2], ...row[5].map(([other]) => other)]);

    const nameItem = (row) => {
      const [group, href, title, language, note, others, text, date, sources, about] = row;
      const [, first, last] = dated(date);
      const names = [title, ...others.map(([other]) => other)];
      return {
        group: groups[group], href: `../${href}`, title, language, note, others, text,
        sources: sources.map(idOfSource), genres: sources.map(genreOf),
        first, last, speakers: [], keys: names.map(key), words: [...names, note, text, ...namesOf(about)].join(" \n "),
      };
    };
    const claimItem = (row) => {
      const [record, id, text, mode, said, date, isSaid, cites, via, hedge, about] = row;
      const [words, first, last] = dated(date);
      const voices = said.map((voice) => tables.voices[voice]);
      return {
        group: CLAIM, href: `../${tables.names[record][1]}#${id}`, title: text, text: "", voices, mode,
        hedge, first, last, date: isSaid ? words : "",
        record: tables.names[record][2],
        via: via.map((name) => tables.names[name][2]),
        cites: cites.map(([source, label, paragraph]) => {
          const [name, outlet, genre] = tables.sources[source];
          const [, href, title, , , , , published] = tables.names[name];
          return {
            href: `../${href}#p${paragraph}`, label: `${outlet} ${label}`, title,
            genre: head.genres[genre], published: dated(published)[0],
          };
        }),
        sources: cites.map(([source]) => idOfSource(source)), genres: cites.map(([source]) => genreOf(source)),
        speakers: [...new Set(voices.flatMap(choices))],
        keys: [],
        words: [text, ...voices.map(([, label]) => label), ...namesOf(about)].join(" \n "),
      };
    };

    // In a shard, only the first `own` names belong to it; the others are referenced.
    const own = tables.names.slice(0, tables.own ?? tables.names.length);
    return [...own.map(nameItem), ...(tables.asked ?? []).map(nameItem), ...tables.claims.map(claimItem)];
  };

  /** The items of all `tables`: `find`, and the options of the filters. */
  globalThis.sourcebookItems = (...all) => {
    const { Vocabulary, key, meant, pieces } = globalThis.sourcebookWords;
    const items = all.flatMap((tables) => itemsOf(tables, all[0]));
    const vocabulary = new Vocabulary(items.map((item) => item.words));

    /** The condition of each filter on an item. */
    const tests = {
      kind: (item, value) => item.group === value,
      speaker: (item, value) => item.speakers.includes(value),
      source: (item, value) => item.sources.includes(value),
      genre: (item, value) => item.genres.includes(value),
      from: (item, value) => item.last !== "" && item.last >= value,
      to: (item, value) => item.first !== "" && item.first <= value,
    };
    /** The values of an item that a filter counts. */
    const values = {
      kind: (item) => [item.group],
      speaker: (item) => item.speakers,
      source: (item) => [...new Set(item.sources)],
      genre: (item) => [...new Set(item.genres)],
    };

    /** 0: a whole name; 1: its beginning; 2: words of names; 3: text. */
    const rank = (item, asked, whole) => {
      if (item.keys.includes(whole)) return 0;
      if (item.keys.some((name) => name.startsWith(whole))) return 1;
      const words = item.keys.join(" ").split(" ");
      const inNames = (part) => words.some((word) => word.startsWith(part));
      return asked.every(({ parts }) => parts.every(inNames)) ? 2 : 3;
    };

    /** The pieces of a query, the items that match, and a note if it was changed. */
    const heard = (query) => {
      const typed = meant(pieces(query));
      if (typed.length === 0) return { asked: typed, having: null, note: "" };
      const changed = [];
      const asked = typed.map((piece) => {
        const near = vocabulary.having([piece]).size > 0 ? [] : vocabulary.nearest(piece.whole);
        if (near.length === 0) return piece;
        changed.push(`“${piece.whole}”, so “${near[0]}” is shown`);
        return { parts: [near[0]], whole: near[0] };
      });
      const having = vocabulary.having(asked);
      const note = changed.length > 0 ? `Nothing has ${changed.join("; nothing has ")}.` : "";
      if (having.size > 0 || asked.length === 1) return { asked, having, note };
      const most = vocabulary.havingMost(asked);
      return { asked, having: most, note: most.size > 0 ? "Nothing has all of these words; these have most of them." : "" };
    };

    /** The items that `state` finds, best first, and how many each option would find. */
    const find = (state) => {
      const { asked, having, note } = heard(state.q);
      const matching = items.filter((_, number) => having === null || having.has(number));
      const passes = (item, but) =>
        Object.keys(tests).every((name) => name === but || !state[name] || tests[name](item, state[name]));
      const counts = {};
      for (const name of Object.keys(values)) {
        counts[name] = new Map();
        for (const value of matching.filter((item) => passes(item, name)).flatMap(values[name])) {
          counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
        }
      }
      const whole = key(state.q);
      const ranked = matching
        .filter((item) => passes(item, ""))
        .map((item) => ({ item, rank: asked.length > 0 ? rank(item, asked, whole) : 3 }))
        .sort((a, b) => a.rank - b.rank);
      const wanted = asked.flatMap(({ parts, whole: one }) => [...parts, one]);
      return { found: ranked.map(({ item }) => item), counts, wanted, note };
    };

    /** Each word of a query with the number of items that have it, and similar words. */
    const apart = (query) =>
      pieces(query).map((piece) => ({
        word: piece.whole,
        number: vocabulary.having([piece]).size,
        nearest: vocabulary.nearest(piece.whole),
      }));

    /** The options of the speaker filter in groups: [heading, [[value, label]]]. */
    const speakers = () => {
      const once = (pairs) => [...new Map(pairs)].sort(([, a], [, b]) => a.localeCompare(b, "en"));
      const sides = [...new Set(all.flatMap((tables) => tables.sides))];
      const bodies = [];
      const named = [];
      for (const { claims, voices, names } of all) {
        for (const voice of new Set(claims.flatMap((row) => row[4]))) {
          const [kind, label, entity, of] = voices[voice];
          const apart = of.filter((row) => !sides.includes(names[row][2]));
          if (kind === NAMED) named.push([idOf(names[entity]), label]);
          if (kind === ANONYMOUS) {
            bodies.push(...apart.map((row) => [`_anonymous.${idOf(names[row])}`, `Anonymous of: ${names[row][2]}`]));
          }
        }
      }
      return [
        ["All of a kind", [
          ["_named", "Named speakers"],
          ["_anonymous", "Anonymous speakers"],
          ["_own", "Sources in their own voice"],
        ]],
        ["Anonymous, by side", sides.map((side) => [`_anonymous:${side}`, `Anonymous: ${side}`])],
        ["Anonymous, as described by their source", once(bodies)],
        ["Named", once(named)],
      ].filter(([, choice]) => choice.length > 0);
    };

    const sources = () => [
      ...new Map(
        all.flatMap(({ sources: told, names }) => told.map(([name]) => [idOf(names[name]), names[name][2]])),
      ),
    ];
    const isName = (item, query) => item.keys.includes(key(query));
    return Object.freeze({ find, isName, apart, speakers, sources, groups: all[0].groups });
  };
})();
