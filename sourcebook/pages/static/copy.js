/*
 * A copy button beside every form of a citation.
 *
 * Buttons are made when a citation is first opened. If the clipboard is denied, as it may
 * be for a page from a disk, the text is selected and a message says which keys copy it.
 */
(() => {
  "use strict";

  const root = new URL("../", document.currentScript.src);
  const isOnTheWeb = /^https?:$/.test(location.protocol);

  const say = (status, words) => {
    // Screen readers repeat the same text only if it was removed in between.
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
      // A path on the reader's disk is no address: there the path in the base is kept.
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

  // For browsers that do not expand the target of a fragment.
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
