/*
 * Shows the record as published by a day, or without outlets, genres or anonymous
 * speakers. Every part of a page carries its basis (data-basis); parts without a
 * remaining basis get data-off, and all counts are updated. The state is in the URL.
 */
(() => {
  "use strict";

  const form = document.getElementById("_lens");
  if (!form) return;
  const banner = document.querySelector(".lens-banner");
  const known = form.elements.known;
  const slide = document.getElementById("_lens-slide");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const sources = new Map(
    [...form.querySelectorAll("[data-source]")].map((element) => [
      element.dataset.source,
      {
        published: element.dataset.published,
        genre: element.dataset.genre,
        outlet: element.closest(".lens-choice").querySelector("input").value,
      },
    ]),
  );
  const days = [...new Set([...sources.values()].map((s) => s.published))].sort();
  const NAMES = ["known", "without_outlet", "without_genre", "without_anonymous"];
  // The paths of pages that load this script.
  const PAGES =
    /\/(questions\/(index|[^/]+\/[^/]+)|timeline\/index(\/[^/]+)?|events\/(?!index\.)[^/]+)\.html$/;
  let elsewhere = []; // values excluded on other pages that do not occur on this one

  const marksOf = (basis) =>
    basis
      .split(" ")
      .filter(Boolean)
      .map((mark) => mark.split(";").map((part) => (part ? part.split(",") : [])));

  const left = (name) => boxes.filter((box) => box.name === name && !box.checked);
  const values = (name) => new Set(left(name).map((box) => box.value));

  function view() {
    return {
      day: known.value,
      outlets: values("without_outlet"),
      genres: values("without_genre"),
      anonymous: left("without_anonymous").length === 0,
    };
  }

  // The remaining speakers and outlets of a mark; null if no source or speaker remains.
  function remains([from, by, counted], seen) {
    const stands = from.map((name) => {
      const source = sources.get(name);
      return (
        source !== undefined &&
        (!seen.day || source.published <= seen.day) &&
        !seen.outlets.has(source.outlet) &&
        !seen.genres.has(source.genre)
      );
    });
    const speakers = by.filter((one) => seen.anonymous || one[0] !== "a");
    if (!stands.includes(true) || (by.length > 0 && speakers.length === 0)) return null;
    const outlets =
      counted.length === from.length ? counted.filter((_, i) => stands[i]) : counted;
    return { speakers, outlets };
  }

  const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

  function kindsOf(speakers) {
    const [named, anonymous, own] = ["n", "a", "s"].map(
      (kind) => speakers.filter((one) => one[0] === kind).length,
    );
    return [
      named ? `${named} named` : "",
      anonymous ? `${anonymous} anonymous` : "",
      own === 1 ? "the source itself" : own ? `${own} sources themselves` : "",
    ].filter(Boolean);
  }

  // The same words as tally_in_words in presenting/claims.py.
  function tally(element, seen) {
    const kept = marksOf(element.dataset.tally)
      .map((mark) => remains(mark, seen))
      .filter(Boolean);
    const speakers = new Set(kept.flatMap((one) => one.speakers));
    const outlets = new Set(kept.flatMap((one) => one.outlets)).size;
    element.textContent = kept.length
      ? `${count(speakers.size, "speaker")}: ${kindsOf([...speakers]).join(", ")}; ` +
        count(outlets, "independent outlet")
      : element.dataset.tally
        ? "No claim in this view"
        : element.dataset.before;
    return kept.length > 0;
  }

  function standing(element, held, all) {
    const taken = held.filter(Boolean).length;
    element.textContent =
      taken >= 2
        ? `Contested: ${taken} of ${all} positions held`
        : taken === 1
          ? "In this view one-sided: no other claim is shown"
          : "In this view open: no claim is shown";
    element.classList.toggle("standing-contested", taken >= 2);
  }

  function keep(element, names) {
    for (const name of names) {
      if (element.dataset[name] === undefined) {
        element.dataset[name] =
          name === "before" ? element.textContent : element.className;
      }
    }
  }

  function restore(element) {
    if (element.dataset.before === undefined) return;
    element.textContent = element.dataset.before;
    if (element.dataset.classes !== undefined) {
      element.className = element.dataset.classes;
    }
  }

  function show(seen, isWhole) {
    let all = 0;
    let standing_ = 0;
    for (const element of document.querySelectorAll("[data-basis]")) {
      const marks = marksOf(element.dataset.basis);
      const stands = isWhole || marks.some((mark) => remains(mark, seen));
      element.toggleAttribute("data-off", !stands);
      if (element.matches(".claim, .claim-line, .event-line")) {
        all += 1;
        standing_ += stands ? 1 : 0;
      }
    }
    for (const group of document.querySelectorAll("[data-group]")) {
      const parts = [...group.querySelectorAll("[data-basis]")];
      const gone = parts.length > 0 && parts.every((p) => p.hasAttribute("data-off"));
      group.toggleAttribute("data-off", gone);
      const counter = group.querySelector("[data-count]");
      if (counter && parts.length > 0) {
        keep(counter, ["before"]);
        const shown = parts.filter((p) => !p.hasAttribute("data-off")).length;
        counter.textContent = isWhole ? counter.dataset.before : shown;
      }
    }
    for (const mark of document.querySelectorAll("[data-disputes]")) {
      const contested = mark.dataset.disputes.split("~").some((question) => {
        const held = question
          .split("|")
          .filter((basis) => marksOf(basis).some((one) => remains(one, seen)));
        return held.length >= 2;
      });
      mark.toggleAttribute("data-off", !isWhole && !contested);
    }
    const questions = document.querySelectorAll("[data-question]");
    let contested = 0;
    for (const question of questions) {
      const tallies = [...question.querySelectorAll("[data-tally]")];
      const head = question.querySelector("[data-standing]");
      for (const element of [...tallies, head]) keep(element, ["before", "classes"]);
      if (isWhole) {
        for (const element of [...tallies, head]) restore(element);
        continue;
      }
      const positions = Number(head.dataset.standing);
      const held = tallies.map((element) => tally(element, seen)).slice(0, positions);
      standing(head, held, positions);
      contested += held.filter(Boolean).length >= 2 ? 1 : 0;
    }
    for (const counter of document.querySelectorAll("[data-still]")) {
      keep(counter, ["before"]);
      if (isWhole) restore(counter);
      else counter.textContent = `${contested} of ${counter.dataset.before}`;
    }
    return { all, standing: standing_, questions: questions.length, contested };
  }

  const monthNames =
    "January February March April May June July August September October November December".split(
      " ",
    );
  function inWords(day) {
    const [year, month, date] = day.split("-").map(Number);
    return `${date} ${monthNames[month - 1]} ${year}`;
  }

  function words(seen, counts) {
    const label = (box) => {
      const text = form.querySelector(`label[for="${box.id}"]`).firstChild;
      return text.textContent.trim();
    };
    const gone = [
      ...left("without_outlet").map(label),
      ...left("without_genre").map((box) => label(box).toLowerCase()),
      ...(seen.anonymous ? [] : ["anonymous speakers"]),
    ];
    const parts = [];
    if (seen.day) parts.push(`as published by ${inWords(seen.day)}`);
    if (gone.length) parts.push(`without ${gone.join(" and ")}`);
    const things = document.querySelector(".claim, .claim-line") ? "claim" : "event";
    const told = counts.all
      ? `${counts.standing} of ${count(counts.all, things)} on this page shown`
      : `${counts.contested} of ${count(counts.questions, "question")} are contested`;
    const warning = seen.anonymous
      ? ""
      : " A source that speaks for itself may rest on speakers whom it does not name.";
    return `The record ${parts.join(", ")}: ${told}.${warning}`;
  }

  function address(seen) {
    const url = new URL(window.location.href);
    for (const name of NAMES) url.searchParams.delete(name);
    if (seen.day) url.searchParams.set("known", seen.day);
    for (const name of NAMES.slice(1)) {
      for (const box of left(name)) url.searchParams.append(name, box.value);
    }
    for (const [name, value] of elsewhere) url.searchParams.append(name, value);
    return url;
  }

  // Carry the exclusions over to links to pages that have a lens.
  function carry(url) {
    for (const link of document.querySelectorAll("a[href]")) {
      if (!PAGES.test(link.pathname) || link.protocol !== url.protocol) continue;
      const target = new URL(link.href);
      for (const name of NAMES) {
        target.searchParams.delete(name);
        for (const value of url.searchParams.getAll(name)) {
          target.searchParams.append(name, value);
        }
      }
      if (target.search !== link.search) link.search = target.search;
    }
  }

  let carried = false;

  function apply(write = true) {
    const seen = view();
    const isWhole = !seen.day && left("without_outlet").length === 0 &&
      left("without_genre").length === 0 && seen.anonymous;
    const counts = show(seen, isWhole);
    const at = days.filter((day) => day <= seen.day).length - 1;
    slide.value = String(seen.day ? Math.max(at, 0) : days.length);
    slide.setAttribute("aria-valuetext", seen.day ? inWords(seen.day) : "all");
    banner.toggleAttribute("data-shown", !isWhole);
    banner.lastElementChild.hidden = isWhole;
    banner.firstElementChild.textContent = isWhole ? "" : words(seen, counts);
    for (const button of form.querySelectorAll("[data-step]")) {
      const isBack = button.dataset.step < 0;
      const isAtEnd = isBack ? seen.day !== "" && seen.day <= days[0] : !seen.day;
      button.setAttribute("aria-disabled", String(isAtEnd));
    }
    const url = address(seen);
    if (write && url.href !== window.location.href) {
      window.history.replaceState(null, "", url);
    }
    if (!isWhole || elsewhere.length > 0 || carried) carry(url);
    carried = carried || !isWhole;
    document.dispatchEvent(new CustomEvent("sourcebook:lens"));
  }

  function read() {
    const asked = new URL(window.location.href).searchParams;
    const day = asked.get("known") ?? "";
    known.value = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "";
    const here = new Set(boxes.map((box) => `${box.name}=${box.value}`));
    elsewhere = NAMES.slice(1).flatMap((name) =>
      asked
        .getAll(name)
        .filter((value) => !here.has(`${name}=${value}`))
        .map((value) => [name, value]),
    );
    for (const box of boxes) {
      box.checked = !asked.getAll(box.name).includes(box.value);
      if (!box.checked) form.querySelector("details").open = true;
    }
  }

  function step(by) {
    // No day is the same as the day of the last publication.
    const seen = known.value || days.at(-1);
    const at = days.filter((day) => day <= seen).length - 1;
    const next = by < 0 && !days.includes(seen) ? at : at + by;
    if (next >= days.length) known.value = "";
    else known.value = days[Math.max(next, 0)];
    apply();
  }

  slide.max = String(days.length);
  slide.addEventListener("input", () => {
    const at = Number(slide.value);
    known.value = at >= days.length ? "" : days[at];
    apply();
  });
  form.addEventListener("input", (event) => {
    if (event.target !== slide) apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  banner.querySelector(".lens-all").addEventListener("click", () => {
    known.value = "";
    elsewhere = [];
    for (const box of boxes) box.checked = true;
    apply();
    known.focus();
  });
  window.addEventListener("popstate", () => {
    read();
    apply(false);
  });

  form.hidden = false;
  read();
  apply(false);
})();
