/*
 * Filters the events of the timeline by kind, place, actor, and whether contested.
 *
 * The state is in the URL (?type=…&place=…&actor=…&contested=1). Lines that do not match
 * get data-filtered, as do months without a visible line; the style sheet hides them.
 * The lens sets data-off on lines and dispatches "sourcebook:lens" on the document; then
 * the count is updated.
 */
(function () {
  "use strict";

  const form = document.querySelector("[data-filters]");
  if (!form) {
    return;
  }
  const isPart = document.querySelector(".page-links") !== null;
  const status = form.querySelector("[data-count]");
  const controls = Array.from(form.elements).filter((control) => control.name);
  const lines = Array.from(document.querySelectorAll(".event-line"));
  // Repeated lines; those of events on another page carry their own filter values.
  const again = Array.from(document.querySelectorAll("[data-of]:not([data-type])"));
  const elsewhere = Array.from(document.querySelectorAll("[data-of][data-type]"));
  const entries = new Map(
    Array.from(document.querySelectorAll(".contents a"), (link) => [
      link.hash.slice(1),
      link.parentElement,
    ]),
  );
  const months = Array.from(document.querySelectorAll(".month"), (section) => ({
    section,
    entry: entries.get(section.querySelector("h2").id),
    lines: Array.from(section.querySelectorAll(".event-line")),
    reaching: section.querySelector(".reaching"),
  }));

  const tests = {
    type: (line, value) => line.dataset.type === value,
    place: (line, value) => among(line.dataset.places, value),
    actor: (line, value) => among(line.dataset.actors, value),
    contested: (line) =>
      line.dataset.contested === "1" && !line.querySelector(".standing[data-off]"),
  };

  function among(ids, value) {
    return (ids || "").split(" ").includes(value);
  }

  function valueOf(control) {
    return control.type === "checkbox" && !control.checked ? "" : control.value;
  }

  function isShown(element) {
    return !element.hasAttribute("data-off") && !element.hasAttribute("data-filtered");
  }

  function hide(element, isHidden) {
    if (element) {
      element.toggleAttribute("data-filtered", isHidden);
    }
  }

  function choose() {
    const wanted = controls
      .map((control) => [control.name, valueOf(control)])
      .filter(([, value]) => value);
    for (const line of [...lines, ...elsewhere]) {
      hide(line, !wanted.every(([name, value]) => tests[name](line, value)));
    }
    count();
  }

  function count() {
    const shown = lines.filter(isShown);
    const events = new Set(shown.map((line) => line.dataset.event));
    for (const line of again) {
      hide(line, !events.has(line.dataset.of));
    }
    for (const month of months) {
      const number = month.lines.filter(isShown).length;
      hide(month.section, number === 0);
      hide(month.entry, number === 0);
      if (month.entry) {
        month.entry.querySelector(".count").textContent = String(number);
      }
      if (month.reaching) {
        const left = Array.from(month.reaching.querySelectorAll("[data-of]"));
        hide(month.reaching, !left.some(isShown));
      }
    }
    status.textContent = `${shown.length} of ${status.dataset.count} events`;
  }

  function read() {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = query.get(control.name) || "";
      if (control.type === "checkbox") {
        control.checked = value === control.value;
      } else {
        const values = Array.from(control.options, (option) => option.value);
        // A value chosen on another part may match nothing on this one.
        if (isPart && value && !values.includes(value)) {
          control.append(new Option(`${value} (0)`, value));
          values.push(value);
        }
        control.value = values.includes(value) ? value : "";
      }
    }
  }

  function write() {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = valueOf(control);
      if (value) {
        query.set(control.name, value);
      } else {
        query.delete(control.name);
      }
    }
    const text = query.toString();
    history.replaceState(
      history.state,
      "",
      location.pathname + (text ? `?${text}` : "") + location.hash,
    );
  }

  // Carry the filters over to the links to other parts of the timeline.
  function carry() {
    for (const link of document.querySelectorAll(".page-links a, .list-parts a")) {
      const query = new URLSearchParams(link.search);
      for (const control of controls) {
        const value = valueOf(control);
        if (value) {
          query.set(control.name, value);
        } else {
          query.delete(control.name);
        }
      }
      link.search = query.toString();
    }
  }

  form.addEventListener("change", () => {
    choose();
    write();
    carry();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const control of controls) {
      if (control.type === "checkbox") {
        control.checked = false;
      } else {
        control.value = "";
      }
    }
    choose();
    write();
    carry();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("sourcebook:lens", choose);

  read();
  choose();
  carry();
  form.hidden = false;
})();
