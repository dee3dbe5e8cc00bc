/*
 * The search page: its form, its state in the URL, and the results.
 *
 * Without it the page is a list of all names; it hides the list while there are results.
 */
"use strict";
(() => {
  const FIELDS = ["q", "kind", "speaker", "source", "genre", "from", "to"];
  // Results shown of a kind among others (FIRST, else FEW); of one alone, MANY at a time.
  const FIRST = { claim: 10 };
  const FEW = 5;
  const MANY = 200;
  const PAUSE = 250; // milliseconds: shorter pauses count as typing

  const { make, link, nameLine, claimLine } = globalThis.sourcebookLines;

  /** Call `next` once `awaited` resolves; immediately if there is nothing to await. */
  const after = (awaited, next) => (awaited ? awaited.then(next) : next());

  class Finder {
    constructor(form, tables) {
      this.form = form;
      this.input = form.elements.q;
      this.items = globalThis.sourcebookItems(tables);
      this.far = tables.far ? new globalThis.sourcebookFar(tables) : null;
      this.count = document.querySelector(".finder-count");
      this.results = document.querySelector(".found");
      this.names = document.querySelector(".names");
      this.best = null;
      this.timer = 0;
    }

    start() {
      this.form.hidden = false;
      this.fill();
      this.input.addEventListener("input", () => this.typed());
      this.form.addEventListener("change", (event) => this.chosen(event));
      this.form.addEventListener("reset", (event) => this.cleared(event));
      this.form.addEventListener("submit", (event) => this.entered(event));
      this.results.addEventListener("click", (event) => this.followed(event));
      document.addEventListener("keydown", (event) => this.pressed(event));
      globalThis.addEventListener("popstate", () => this.read());
      after(this.read(), () => this.lead());
      if (!location.hash && matchMedia("(hover: hover)").matches) this.input.focus();
    }

    /** Fill the options of speakers and sources; the current selection stays. */
    fill() {
      const { speaker, source } = this.form.elements;
      const chosen = [speaker.value, source.value];
      speaker.length = 1;
      speaker.querySelectorAll("optgroup").forEach((group) => group.remove());
      source.length = 1;
      for (const [heading, choices] of this.items.speakers()) {
        const group = document.createElement("optgroup");
        group.label = heading;
        group.append(...choices.map(([value, label]) => new Option(label, value)));
        speaker.append(group);
      }
      source.append(...this.items.sources().map(([value, label]) => new Option(label, value)));
      for (const select of this.form.querySelectorAll("select")) {
        for (const option of select.options) option.dataset.label ??= option.label;
      }
      [speaker, source].forEach((select, at) => {
        const values = [...select.options].map((option) => option.value);
        if (!values.includes(chosen[at])) {
          const option = new Option(chosen[at], chosen[at]);
          option.dataset.label = chosen[at];
          select.append(option);
        }
        select.value = chosen[at];
      });
    }

    /** From the form in the header, a complete name leads straight to its page. */
    lead() {
      if (new URLSearchParams(location.search).get("go") !== "1") return;
      if (this.best && this.items.isName(this.best, this.input.value)) {
        location.replace(this.best.href);
      } else {
        history.replaceState(null, "", this.address());
      }
    }

    /** The values of the form by field; empty if not set. */
    get state() {
      return Object.fromEntries(FIELDS.map((name) => [name, this.form.elements[name].value.trim()]));
    }

    /** The URL of the current state, with `changes` to some fields. */
    address(changes = {}) {
      const state = { ...this.state, ...changes };
      const query = new URLSearchParams(FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]));
      return `${location.pathname}${query.size > 0 ? `?${query}` : ""}`;
    }

    read() {
      clearTimeout(this.timer);
      const query = new URLSearchParams(location.search);
      for (const name of FIELDS) {
        const field = this.form.elements[name];
        const value = query.get(name) ?? "";
        if (this.far && field.options && ![...field.options].some((option) => option.value === value)) {
          const option = new Option(value, value);
          option.dataset.label = value;
          field.append(option);
        }
        field.value = value;
        if (field.value === "" && field.options) field.selectedIndex = 0;
      }
      return after(this.show(), () => this.tell());
    }

    /** Update the URL and announce the count, once typing pauses. */
    settle() {
      clearTimeout(this.timer);
      history.replaceState(null, "", this.address());
      this.tell();
    }

    typed() {
      this.show();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), PAUSE);
    }

    go(address) {
      clearTimeout(this.timer);
      history.pushState(null, "", address);
      this.read();
    }

    chosen(event) {
      if (event.target === this.input) return;
      // Save the text just typed in the history entry that Back leads to.
      const before = new URL(location.href);
      if (this.state.q) before.searchParams.set("q", this.state.q);
      history.replaceState(null, "", before);
      this.go(this.address());
    }

    cleared(event) {
      event.preventDefault();
      this.go(location.pathname);
      this.input.focus();
    }

    entered(event) {
      event.preventDefault();
      after(this.show(), () => {
        this.settle();
        if (this.best && document.activeElement === this.input) location.assign(this.best.href);
      });
    }

    followed(event) {
      const again = event.target.closest("a.again");
      if (!again || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.go(again.href);
      (this.results.querySelector("h2") ?? this.input).focus();
    }

    pressed(event) {
      const links = [...this.results.querySelectorAll(".found-link")];
      const at = links.indexOf(document.activeElement);
      const inBox = document.activeElement === this.input;
      if (event.isComposing || (!inBox && at < 0)) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = Math.min(at + step, links.length - 1);
        if (inBox && step < 0) return;
        event.preventDefault();
        (links[next] ?? this.input).focus();
      } else if (event.key === "Escape" && this.input.value) {
        event.preventDefault();
        this.input.value = "";
        this.input.focus();
        this.typed();
      }
    }

    /** Show the results; a promise if they must be loaded first. */
    show() {
      const state = this.state;
      if (this.far && this.far.query !== state.q) {
        return this.far.load(state.q).then(() => {
          if (this.state.q !== state.q) return undefined; // the query has changed
          this.items = globalThis.sourcebookItems(this.far.head, ...this.far.tables);
          this.fill();
          return after(this.show(), () => this.tell());
        });
      }
      const isAsked = FIELDS.some((name) => state[name]);
      const { found, counts, wanted, note } = this.items.find(state);
      this.label(counts);
      this.best = state.q ? (found[0] ?? null) : null;
      this.total = isAsked ? found.length : null;
      this.names.toggleAttribute("data-filtered", isAsked);
      this.results.hidden = !isAsked;
      this.results.replaceChildren();
      if (!isAsked) return;
      if (note && found.length > 0) this.results.append(make("p", "quiet", note));
      for (const [group, heading] of Object.entries(this.items.groups)) {
        const inIt = found.filter((item) => item.group === group);
        if (inIt.length > 0) this.results.append(this.section(group, heading, inIt, wanted));
      }
      if (found.length === 0) this.results.append(...this.nothing(state));
      if (this.far?.left > 0) this.results.prepend(this.rest());
      if (this.far && !state.q) {
        const note = "In a base of this size the filters choose among what words find: type some first.";
        this.results.append(make("p", "quiet", note));
      }
      if (state.from || state.to) {
        const note = "Actors, places, things and questions have no date; a date leaves them out.";
        this.results.append(make("p", "quiet", note));
      }
    }

    /** A note on files that were not loaded because many have these words. */
    rest() {
      const note = "Many records have these words; those that name them first are shown. One more word finds more closely. ";
      const more = make("button", "found-more", "Look through all of them");
      more.type = "button";
      more.addEventListener("click", () => {
        this.far.most = Infinity;
        this.far.query = null;
        after(this.show(), () => this.input.focus());
      });
      return make("p", "quiet", note, more);
    }

    /** Label each option with the number of results that it would give. */
    label(counts) {
      for (const [name, numbers] of Object.entries(counts)) {
        for (const option of this.form.elements[name].options) {
          const number = numbers.get(option.value) ?? 0;
          if (option.value) option.label = `${option.dataset.label} (${number})`;
          option.disabled = option.value !== "" && number === 0 && !option.selected;
        }
      }
    }

    section(group, heading, found, wanted) {
      const line = group === "claim" ? claimLine : nameLine;
      const isAlone = this.state.kind === group;
      const title = make("h2", "", `${heading} `, make("span", "count", String(found.length)));
      title.tabIndex = -1;
      const list = make("ol", "found-lines");
      const section = make("section", "found-group", title, list);
      const more = make("button", "found-more", "Show more");
      more.type = "button";
      let shown = 0;
      const append = (number) => {
        const next = found.slice(shown, shown + number);
        list.append(...next.map((item) => line(item, wanted)));
        shown += next.length;
        more.hidden = shown >= found.length;
      };
      append(isAlone ? MANY : (FIRST[group] ?? FEW));
      if (isAlone) {
        more.addEventListener("click", () => {
          const first = shown;
          append(MANY);
          list.children[first].querySelector(".found-link").focus();
        });
        section.append(more);
      } else if (shown < found.length) {
        const all = link("again", this.address({ kind: group }), `Show all ${found.length}`);
        all.setAttribute("aria-label", `Show all ${found.length}: ${heading}`);
        section.append(make("p", "", all));
      }
      return section;
    }

    /** Suggestions if nothing was found. */
    nothing(state) {
      const advice = [];
      const again = (changes, words) => link("again", this.address(changes), words);
      const words = this.items.apart(state.q);
      for (const { word, nearest } of words.filter(({ number }) => number === 0)) {
        const line = make("p", "", `No word here begins with “${word}”.`);
        nearest.forEach((other, at) =>
          line.append(at === 0 ? " Nearest spellings: " : ", ", again({ q: this.replaced(word, other) }, other)),
        );
        advice.push(line);
      }
      const known = words.filter(({ number }) => number > 0);
      if (words.length > 1 && known.length > 0) {
        const line = make("p", "", "Words found apart: ");
        known.forEach(({ word, number }, at) =>
          line.append(at === 0 ? "" : ", ", again({ q: word }, word), ` (${number})`),
        );
        advice.push(line);
      }
      const none = Object.fromEntries(FIELDS.slice(1).map((name) => [name, ""]));
      if (FIELDS.slice(1).some((name) => state[name])) {
        advice.push(make("p", "", again(none, "Look without the filters")));
      }
      const tips = "Try fewer words, only the beginning of a word, or another spelling. Names can be typed in their own script.";
      return [...advice, make("p", "quiet", tips)];
    }

    /** The query with one of its words, in normalised form, replaced by another. */
    replaced(word, other) {
      const { pieces } = globalThis.sourcebookWords;
      const chunks = this.input.value.trim().split(/\s+/);
      return chunks.map((chunk) => (pieces(chunk)[0]?.whole === word ? other : chunk)).join(" ");
    }

    tell() {
      const least = this.far?.left > 0 ? "At least " : "";
      const count = least + (this.total === 1 ? "1 result" : `${this.total} results`);
      const best = this.best ? `. Enter opens: ${this.best.title}` : "";
      this.count.textContent = this.total === null ? "" : `${this.total === 0 ? "Nothing found" : count}${best}`;
    }
  }

  // The script of records is last in the page, so that the names are rendered first.
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".finder");
    const tables = globalThis.sourcebookRecords;
    if (form && tables) new Finder(form, tables).start();
  });
})();
