/*
 * Its one job: a button beside every form of a citation that copies it.
 *
 * Buttons are made when a citation is first opened. Where the clipboard is refused, as
 * it may be from a disk, the text is selected, and the reader is told which keys copy.
 */
(() => {
  "use strict";

  const root = new URL("../", document.currentScript.src);
  const isOnTheWeb = /^https?:$/.test(location.protocol);

  const say = (status, words) => {
    // The same words twice are read out twice only if they were gone in between.
    status.textContent = "";
    setTimeout(() => {
      status.textContent = words;
    }, 50);
  };

  const answer = (button, words) => {
    button.textContent = words;
    setTimeout(() => {
      button.textContent = "Copy";
    }, 3000);
  };

  const copy = async (form, name, status, button) => {
    try {
      await navigator.clipboard.writeText(form.textContent);
      say(status, `${name} copied.`);
      answer(button, "Copied");
    } catch {
      getSelection().selectAllChildren(form);
      const keys = /Mac|iP/.test(navigator.platform) ? "Command+C" : "Ctrl+C";
      say(status, `${name} selected: press ${keys} to copy it.`);
      answer(button, `Press ${keys}`);
    }
  };

  const equip = (cite) => {
    const status = document.createElement("p");
    status.className = "cite-status";
    status.setAttribute("role", "status");
    for (const form of cite.querySelectorAll(".cite-form")) {
      // A path of the reader's disk is nobody's address: there the base's path stays.
      if (form.dataset.path && isOnTheWeb) {
        form.textContent = new URL(form.dataset.path, root).href;
      }
      const name = form.parentElement.previousElementSibling.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cite-copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy ${name}`);
      button.addEventListener("click", () => copy(form, name, status, button));
      form.after(button);
    }
    cite.append(status);
  };

  document.addEventListener(
    "toggle",
    (event) => {
      const cite = event.target;
      if (cite.matches(".cite[open]") && !cite.querySelector(".cite-copy")) {
        equip(cite);
      }
    },
    true, // it does not bubble
  );

  // Browsers that do not open what a fragment leads into.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const cite = target?.closest(".cite");
    if (cite && !cite.open) {
      cite.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
